"""Roles of a server that see some buyers and not others: by no query, and told so by the program.

K-1 is Brightwater, K-2 Coppergate. Anna is given K-1; Ben is given K-2 by the role `north`, to which he belongs.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from storage.faults import BookReadOnly, Refused, ServerRefused
from storage.postgres.address import ROLES, address_of
from storage.postgres.moving import OnServer
from storage.restoring import move
from storage.store import Store, open_store
from tests.storage.server import Server

MakeInvoice = Callable[..., Invoice]
LOOK = Change("look")


@dataclass(frozen=True)
class Shared:
    """A book of two buyers on a server, and who may see what of it."""

    server: Server
    database: str

    def address(self, who: str) -> str:
        return self.server.address(self.database, user=who if who == "owner" else f"{who}_{self.database}")

    def desk(self, who: str) -> Store:
        return open_store(self.address(who), create=False)


@pytest.fixture
def shared(server: Server, buyer: Customer, invoice: MakeInvoice, moment: datetime) -> Shared:
    made = Shared(server, server.database())
    of = made.database
    with open_store(made.address("owner"), create=True) as owner:
        other = replace(buyer, id="K-2", name="Coppergate Secret Ltd")
        owner.commit(Change("import", (buyer, other, invoice(1), replace(invoice(2), customer_id="K-2"))), moment)
    server.sql(
        of,
        ROLES.read_text(),
        ROLES.read_text(),
        *(f"CREATE ROLE {who}_{of} LOGIN" for who in ("anna", "ben", "mei", "lone")),
        f"CREATE ROLE north_{of}",
        f"GRANT dunnage_sales TO anna_{of}, ben_{of}, lone_{of}",
        f"GRANT dunnage_desk TO mei_{of}",
        f"GRANT north_{of} TO ben_{of}",
        f"INSERT INTO dunnage.scope (role, buyer) VALUES ('anna_{of}', 'K-1'), ('north_{of}', 'K-2')",
        "ANALYZE dunnage.fact",
    )
    return made


@pytest.mark.parametrize(
    ("who", "sees"), [("anna", {"K-1"}), ("ben", {"K-2"}), ("lone", set()), ("mei", {"K-1", "K-2"}), ("owner", {"K-1", "K-2"})]
)
def test_each_opens_with_what_it_may_see_and_is_told_where_that_is_a_part(shared: Shared, who: str, sees: set[str]) -> None:
    with shared.desk(who) as store:
        assert store.load()[0].accounts.keys() == sees
        assert (store.in_part, store.read_only) == ((False, False) if who in ("mei", "owner") else (True, True))
        assert [note.code for note in store.notes] == (["book_in_part"] if store.in_part else [])


QUERIES = [
    "SELECT buyer || doc FROM dunnage.fact",
    "SELECT doc FROM dunnage.fact WHERE buyer = 'K-2' OR true",
    "SELECT doc FROM dunnage.fact TABLESAMPLE SYSTEM (100)",
    "SELECT string_agg(doc, '') FROM dunnage.fact",
    "SELECT buyer FROM dunnage.scope",
    "SELECT pg_temp.leak(doc) FROM dunnage.fact WHERE pg_temp.leak(doc)",
    "SELECT most_common_vals::text || histogram_bounds::text FROM pg_stats WHERE tablename = 'fact'",
    "SET ROLE dunnage_sales; SELECT doc FROM dunnage.fact",
    "SELECT doc FROM dunnage.fact FOR SHARE",
    "SELECT doc FROM dunnage.entry",
    "SET row_security = off; SELECT doc FROM dunnage.fact",
    "SET ROLE dunnage_desk; SELECT doc FROM dunnage.fact",
    "SET ROLE owner; SELECT doc FROM dunnage.fact",
    "INSERT INTO dunnage.scope SELECT current_user, 'K-2'",
    "UPDATE dunnage.scope SET buyer = 'K-2'",
    "INSERT INTO dunnage.fact VALUES ('x', 'K-1', '')",
    "DELETE FROM dunnage.fact",
    "UPDATE dunnage.book SET commit = 0",
    "ALTER TABLE dunnage.fact DISABLE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON dunnage.fact USING (true)",
    "GRANT SELECT ON dunnage.entry TO PUBLIC",
]
FIRST_REFUSED = QUERIES.index("SELECT doc FROM dunnage.fact FOR SHARE")
LEAK = """
    CREATE FUNCTION pg_temp.leak(told text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001
    AS $$ BEGIN RAISE NOTICE '%', told; RETURN true; END $$"""
"""A function that tells what it is asked about; cheap, so that the server would like to ask it first."""


def asked(address: str, query: str) -> list[str]:
    """What a role is told, by rows and by what a function of its own says on the way."""
    told: list[str] = []
    with psycopg.connect(address, autocommit=True) as line:
        line.add_notice_handler(lambda notice: told.append(str(notice.message_primary)))
        line.execute(LEAK)
        *before, last = query.encode().split(b"; ")
        for each in before:
            line.execute(each)
        return told + [str(row) for row in line.execute(last)]


def test_no_query_of_a_sales_role_reaches_the_rows_of_another(shared: Shared) -> None:
    told: list[str] = []
    for place, query in enumerate(QUERIES):
        if place < FIRST_REFUSED:
            told += asked(shared.address("anna"), query)
            continue
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked(shared.address("anna"), query)
    copy = "COPY (SELECT doc FROM dunnage.fact) TO STDOUT"
    with psycopg.connect(shared.address("anna")) as line, line.cursor() as cursor, cursor.copy(copy) as copied:
        told += [bytes(part).decode() for part in copied]
    assert "Brightwater" in "".join(told), "what is hers is read by every way"
    assert not any(word in "".join(told) for word in ("Coppergate", "K-2", "INV-2"))


def test_what_others_do_to_ones_own_buyers_is_followed_and_nothing_else(
    shared: Shared, invoice: MakeInvoice, buyer: Customer, moment: datetime
) -> None:
    with shared.desk("anna") as anna, shared.desk("owner") as owner:
        book = anna.load()[0]
        theirs = replace(invoice(4), customer_id="K-2")
        owner.commit(Change("import", (theirs,), who="Mei"), moment)
        assert anna.commit(LOOK, moment) == ()
        mine = (invoice(3), invoice(1, "7.00"))
        owner.commit(Change("import", (*mine, replace(theirs, learnt_on=moment.date())), who="Mei"), moment)
        (seen,) = anna.commit(LOOK, moment)
        assert (set(seen.put), seen.drop, seen.who) == (set(mine), (), "")
        took_out = Drop("K-1", "invoice", "INV-3", invoice(3).learnt_on)
        owner.commit(Change("import", drop=(took_out, replace(took_out, customer_id="K-2", id="INV-4"))), moment)
        (gone,) = anna.commit(LOOK, moment)
        assert gone.drop == (took_out,)
        assert book.after(seen).after(gone) == anna.load()[0]


def test_what_needs_the_whole_book_is_refused_to_who_sees_a_part(
    shared: Shared, invoice: MakeInvoice, moment: datetime, tmp_path: Path
) -> None:
    with shared.desk("anna") as anna:
        anna.load()
        for act in (
            anna.history,
            lambda: anna.backup(tmp_path / "copy.json"),
            lambda: anna.export(tmp_path / "all.json"),
            lambda: move(OnServer(address_of(shared.address("anna"), str)), tmp_path / "moved.json"),
        ):
            with pytest.raises(ServerRefused) as caught:
                act()
            assert caught.value.facts["reason"] is Refused.PART
        with pytest.raises(BookReadOnly):
            anna.commit(Change("import", (invoice(3),)), moment)
    assert list(tmp_path.iterdir()) == []


def test_a_record_that_cannot_be_read_is_named_and_no_news_to_who_sees_a_part(shared: Shared, moment: datetime) -> None:
    with shared.desk("anna") as anna:
        anna.load()
        torn = "UPDATE dunnage.fact SET doc = replace(doc, '\"invoice\"', '\"nothing\"') WHERE buyer = 'K-1'"
        shared.server.sql(shared.database, torn, "UPDATE dunnage.book SET commit = commit + 1")
        assert anna.commit(LOOK, moment) == ()
        assert [problem.code for problem in anna.load()[1]] == ["bad_document"]
