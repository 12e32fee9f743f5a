"""A book on a server: how its address is read and shown, what the server may refuse, and that a change stands once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

import storage.postgres.link
import storage.postgres.store
from credit.change import BuyerMoved, Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.faults import (
    BookLocked,
    BookNewer,
    BookReadOnly,
    BookReplaced,
    BookWriteFailed,
    NoBook,
    NotMoved,
    Refusal,
    Refused,
    ServerLost,
    ServerRefused,
    WriteFailure,
)
from storage.migrations import SCHEMA
from storage.passphrase import Passphrase
from storage.postgres.address import address_of, is_address, shown
from storage.postgres.layout import LAYOUT
from storage.postgres.moving import OnServer, move_to
from storage.restoring import move
from storage.store import open_store
from tests.storage.cutting import Cut, Wire
from tests.storage.server import Server
from tests.storage.server_rounds import rounds

MakeInvoice = Callable[..., Invoice]
LOOK = Change("look")
FAR = "postgresql://mei@ledger.example/book"


@pytest.fixture
def place(server: Server) -> str:
    """The address of an empty database."""
    return server.address(server.database())


@pytest.fixture
def wire(server: Server) -> Iterator[Wire]:
    with Wire(server.port) as made:
        yield made


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("postgresql://mei:swordfish@ledger.example:5432/book", "postgresql://mei@ledger.example:5432/book"),
        ("postgresql://mei@ledger.example/book?sslmode=require", "postgresql://mei@ledger.example/book?sslmode=require"),
        ("postgresql://mei@ledger.example/book?password=swordfish&sslmode=require", "postgresql://mei@ledger.example/book"),
        ("postgresql:///book?user=mei&sslpassword=swordfish", "postgresql:///book"),
        ("postgresql://mei:sword/fi?sh@ledger.example/book", "postgresql://mei@ledger.example/book"),
        ("postgresql://mei:sword@fish@ledger.example/book", "postgresql://mei@ledger.example/book"),
        ("postgresql:///book?host=/run/postgresql", "postgresql:///book?host=/run/postgresql"),
        ("/home/mei/book.json", "/home/mei/book.json"),
    ],
)
def test_an_address_is_shown_without_its_password(told: str, expected: str) -> None:
    assert shown(told) == expected


def test_an_address_is_told_from_a_path() -> None:
    assert [is_address(each) for each in ("postgresql://h/b", "postgres://h/b", "POSTGRESQL://h/b")] == [True] * 3
    assert not any(is_address(each) for each in ("postgresql", "book.json", ":memory:", "mysql://h/b", Path("postgresql:/h")))


def test_a_password_is_fetched_from_where_it_is_kept_and_stands_in_no_text() -> None:
    kept = {"env:PLACE": "swordfish"}
    found = address_of(FAR + "?password=env:PLACE", lambda said: kept.get(said, said))
    assert found.parameters["password"] == "swordfish"
    assert not found.in_clear
    assert "swordfish" not in repr(found) + found.shown
    assert address_of("postgresql://mei:swordfish@ledger.example/book", str).in_clear


@pytest.mark.parametrize(
    ("told", "mode"),
    [
        (FAR, "verify-full"),
        (FAR + "?sslmode=require", "require"),
        ("postgresql://mei@localhost/book", None),
        ("postgresql://127.0.0.1/book", None),
        ("postgresql:///book", None),
        ("postgresql:///book?host=/run/postgresql", None),
        ("postgresql://localhost,ledger.example/book", "verify-full"),
    ],
)
def test_another_machine_has_to_show_who_it_is(told: str, mode: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGSSLMODE", "PGHOST", "PGSSLROOTCERT"):
        monkeypatch.delenv(name, raising=False)
    assert address_of(told, str).parameters.get("sslmode") == mode


@pytest.mark.parametrize("told", ["postgresql://mei:sword@h/b?nothing=1", "postgresql://mei:sword@[::1/b"])
def test_what_is_no_address_is_refused_and_not_repeated(told: str) -> None:
    with pytest.raises(ServerRefused) as caught:
        open_store(told, create=True)
    assert caught.value.facts["reason"] is Refused.ADDRESS
    assert "sword" not in str(caught.value.facts)


def test_nothing_is_made_where_nothing_is_to_be_made(place: str) -> None:
    with pytest.raises(NoBook):
        open_store(place, create=False)


def test_a_server_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(ServerLost) as caught:
        open_store("postgresql://mei:swordfish@127.0.0.1:1/book", create=True)
    assert caught.value.facts == {"path": "postgresql://mei@127.0.0.1:1/book", "reason": ""}


def test_a_database_or_a_user_that_is_not_there_is_told(server: Server) -> None:
    for told, reason in (
        (server.address("nothing"), Refused.DATABASE),
        (server.address("postgres", user="nobody_here"), Refused.ROLE),
    ):
        with pytest.raises(ServerRefused) as caught:
            open_store(told, create=True)
        assert caught.value.facts["reason"] is reason


def test_a_wrong_password_a_door_that_is_shut_and_a_full_server_are_told(server: Server) -> None:
    database = server.database()
    guarded = server.by_wire(database, user=server.user(database, "guarded", "LOGIN PASSWORD 'swordfish'"))
    lone = server.by_wire(database, user=server.user(database, "lone", "LOGIN CONNECTION LIMIT 1"))
    told = {
        guarded: Refused.PASSWORD,
        guarded + "&password=herring": Refused.PASSWORD,
        server.by_wire(database, user=server.user(database, "stranger")): Refused.NOT_ALLOWED,
        lone: Refused.FULL,
    }
    with psycopg.connect(lone):
        for address, reason in told.items():
            with pytest.raises(ServerRefused) as caught:
                open_store(address, create=True)
            assert caught.value.facts["reason"] is reason
            assert "herring" not in str(caught.value.facts)
    with open_store(guarded + "&password=swordfish", create=True) as store:
        assert [note.code for note in store.notes] == ["password_in_address"]
        assert "swordfish" not in store.place


def test_a_server_has_to_show_that_it_is_the_one_meant(server: Server) -> None:
    """Its certificate says `localhost`: it is let pass under that name, and under no other."""
    database, how = server.database(), f"?sslmode=verify-full&sslrootcert={server.authority}"
    open_store(f"postgresql://owner@localhost:{server.port}/{database}{how}", create=True).close()
    for address in (
        f"postgresql://owner@127.0.0.1:{server.port}/{database}{how}",
        f"postgresql://owner@localhost:{server.port}/{database}?sslmode=verify-full&sslrootcert=system",
    ):
        with pytest.raises(ServerRefused) as caught:
            open_store(address, create=True)
        assert caught.value.facts["reason"] is Refused.TLS


def test_an_older_server_and_a_later_layout_are_refused(place: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(place, create=True).close()
    database = place.split("/")[3].partition("?")[0]
    server.sql(database, f"UPDATE dunnage.book SET layout = {LAYOUT + 1}")
    with pytest.raises(BookNewer) as newer:
        open_store(place, create=True)
    assert newer.value.facts["known"] == SCHEMA
    monkeypatch.setattr(storage.postgres.link, "OLDEST", 990000)
    with pytest.raises(ServerRefused) as old:
        open_store(place, create=True)
    assert (old.value.facts["reason"], old.value.facts["least"]) == (Refused.OLD, 99)


def test_a_clock_that_differs_is_told(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Late(datetime):
        @classmethod
        def now(cls, tz: object = None) -> "Late":
            return cls.fromtimestamp((datetime.now(UTC) + timedelta(minutes=7)).timestamp(), UTC)

    with open_store(place, create=True) as store:
        assert store.notes == ()
    monkeypatch.setattr(storage.postgres.store, "datetime", Late)
    with open_store(place, create=True) as store:
        assert [(note.code, note.detail) for note in store.notes] == [("clock_differs", "7")]


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.AFTER])
def test_a_change_whose_confirmation_is_lost_stands_once(
    server: Server, wire: Wire, cut: Cut, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    """Jan changes another buyer meanwhile; Mei's line breaks before her COMMIT reaches the server, or behind it."""
    database = server.database()
    other = replace(buyer, id="K-2")
    with (
        open_store(server.by_wire(database, wire.port), create=True) as mei,
        open_store(server.address(database), create=True) as jan,
    ):
        mei.commit(Change("import", (buyer,), who="Mei"), moment)
        jan.load()
        theirs = Change("import", (other,), who="Jan")
        jan.commit(theirs, moment)
        wire.next = cut
        assert mei.commit(Change("import", (invoice(1),), who="Mei"), moment, unless=["K-1"]) == (theirs,)
        assert wire.cuts == 1
        assert [entry.who for entry in mei.history()] == ["Mei", "Jan", "Mei"]
        assert mei.commit(LOOK, moment) == ()
        assert mei.load() == jan.load()


def test_a_change_that_nobody_confirmed_and_that_comes_again_stands_once(
    server: Server, wire: Wire, buyer: Customer, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server confirms, the line breaks, and no other is to be had for as long as a change is waited for."""
    monkeypatch.setattr(storage.postgres.link, "PATIENCE", 0.0)
    database = server.database()
    change = Change("import", (invoice(1),), who="Mei")
    with open_store(server.by_wire(database, wire.port), create=True) as mei:
        mei.commit(Change("import", (buyer,), who="Mei"), moment)
        wire.next, wire.deaf = Cut.AFTER, True
        with pytest.raises(ServerLost) as caught:
            mei.commit(change, moment, unless=["K-1"])
        assert caught.value.facts["reason"] == "unsure"
        wire.deaf = False
        assert mei.commit(change, moment, unless=["K-1"]) == ()
        assert [len(entry.put) for entry in mei.history()] == [1, 1]


def test_a_change_entered_anew_after_one_that_nobody_confirmed_is_shown_it_first(
    server: Server, wire: Wire, buyer: Customer, invoice: MakeInvoice, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.postgres.link, "PATIENCE", 0.0)
    first, again = (Change("import", (invoice(1, amount),), who="Mei") for amount in ("7.00", "8.00"))
    with open_store(server.by_wire(server.database(), wire.port), create=True) as mei:
        mei.commit(Change("import", (buyer,), who="Mei"), moment)
        wire.next, wire.deaf = Cut.AFTER, True
        with pytest.raises(ServerLost):
            mei.commit(first, moment, unless=["K-1"])
        wire.deaf = False
        with pytest.raises(BuyerMoved) as caught:
            mei.commit(again, moment, unless=["K-1"])
        assert caught.value.news == (first,)


def test_a_book_that_another_was_put_in_the_place_of_is_told(server: Server, buyer: Customer, moment: datetime) -> None:
    database = server.database()
    with open_store(server.address(database), create=True) as store:
        store.commit(Change("import", (buyer,)), moment)
        for broken in ("commit = 0", "link = 'another'", "id = 'another'"):
            server.sql(database, "CREATE TABLE kept AS SELECT * FROM dunnage.book", f"UPDATE dunnage.book SET {broken}")
            with pytest.raises(BookReplaced):
                store.commit(LOOK, moment)
            server.sql(database, "DELETE FROM dunnage.book", "INSERT INTO dunnage.book SELECT * FROM kept", "DROP TABLE kept")
        assert store.commit(LOOK, moment) == ()


def test_an_entry_written_behind_the_programs_back_is_told(server: Server, buyer: Customer, moment: datetime) -> None:
    database = server.database()
    with open_store(server.address(database), create=True) as mei, open_store(server.address(database), create=True) as jan:
        jan.commit(Change("import", (buyer,), who="Jan"), moment)
        server.sql(database, "UPDATE dunnage.entry SET doc = replace(doc, 'Jan', 'Li')")
        with pytest.raises(BookReplaced):
            mei.commit(LOOK, moment)


def test_who_holds_the_head_too_long_is_told(
    server: Server, place: str, buyer: Customer, moment: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.postgres.store, "HELD", "20ms")
    with open_store(place, create=True) as store, psycopg.connect(place) as other:
        other.execute("SELECT * FROM dunnage.book FOR UPDATE")
        with pytest.raises(BookLocked):
            store.commit(Change("import", (buyer,)), moment)
        other.rollback()
        store.commit(Change("import", (buyer,)), moment)
        assert len(store.history()) == 1


def test_the_roles_that_are_shipped_let_a_desk_work_and_a_reader_read(
    server: Server, buyer: Customer, invoice: MakeInvoice, moment: datetime
) -> None:
    database = server.database()
    roles = (Path(storage.postgres.store.__file__).parent / "roles.sql").read_text()
    with open_store(server.address(database), create=True) as owner:
        owner.commit(Change("import", (buyer,)), moment)
    desk, reader, nobody = (f"{who}_{database}" for who in ("mei", "li", "jan"))
    server.sql(database, roles, roles, *(f"CREATE ROLE {who} LOGIN" for who in (desk, reader, nobody)))
    server.sql(database, f"GRANT dunnage_desk TO {desk}", f"GRANT dunnage_reader TO {reader}")
    with open_store(server.address(database, user=desk), create=True) as mei:
        assert not mei.read_only
        mei.commit(Change("import", (invoice(1),)), moment)
        mei.commit(Change("correct", (invoice(1, "7.00"),), who="Mei"), moment)
    with open_store(server.address(database, user=reader), create=False) as li:
        assert li.read_only
        assert len(li.history()) == 3
        with pytest.raises(BookReadOnly):
            li.commit(Change("import", (invoice(2),)), moment)
    with pytest.raises(ServerRefused) as caught:
        open_store(server.address(database, user=nobody), create=True)
    assert caught.value.facts["reason"] is Refused.NOT_ALLOWED
    with psycopg.connect(server.address(database, user=desk), autocommit=True) as line:
        for told in (
            "UPDATE dunnage.entry SET doc = ''",
            "DELETE FROM dunnage.entry",
            "UPDATE dunnage.book SET id = 'another'",
            "INSERT INTO dunnage.entry (number, mark, doc, by_role) VALUES (9, gen_random_uuid(), '', 'owner')",
            "DROP TABLE dunnage.fact",
            "CREATE TABLE dunnage.mine (id int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(told.encode())


def test_a_book_moves_to_a_server_and_back_and_is_the_same(
    server: Server, place: str, filled: Path, invoice: MakeInvoice, moment: datetime, tmp_path: Path
) -> None:
    there = address_of(place, str)
    with open_store(filled, create=False) as store:
        store.commit(Change("correct", (invoice(1, "900.00"),), who="Jan"), moment)
        book, history = store.load(), store.history()

    found = move_to(filled, there)

    assert (found.book, len(found.history)) == (book[0], 2)
    with open_store(place, create=False) as store:
        assert (store.load(), store.history()) == (book, history)
        store.commit(Change("import", (invoice(2),), who="Mei"), moment)
        book, history = store.load(), store.history()
    back = tmp_path / "back.json"
    assert move(OnServer(there), back).traces.well
    with open_store(back, create=False) as store:
        assert (store.load(), list(store.history())) == (book, history)


def test_an_encrypted_book_moves_to_a_server_with_its_passphrase(place: str, locked_book: Path, passphrase: Passphrase) -> None:
    assert len(move_to(locked_book, address_of(place, str), passphrase).history) == 3


def test_nothing_moves_over_a_book_and_nothing_broken_moves(
    server: Server, place: str, filled: Path, buyer: Customer, moment: datetime, tmp_path: Path
) -> None:
    there = address_of(place, str)
    open_store(place, create=True).close()
    with pytest.raises(BookWriteFailed) as caught:
        move_to(filled, there)
    assert caught.value.facts["reason"] is WriteFailure.EXISTS
    with open_store(place, create=False) as store:
        assert store.history() == []
        store.commit(Change("import", (buyer,)), moment)
    with psycopg.connect(place, autocommit=True) as line:
        line.execute("UPDATE dunnage.fact SET doc = replace(doc, 'Brightwater', 'Darkwater')")
    with pytest.raises(NotMoved) as broken:
        move(OnServer(there), tmp_path / "back.json")
    assert broken.value.facts["reason"] is Refusal.UNLIKE
    assert not (tmp_path / "back.json").exists()


def test_servers_killed_and_wires_cut_lose_nothing_and_double_nothing() -> None:
    """A few of the rounds that `python -m tests.storage.server_rounds 200` makes."""
    durable = Server.somewhere(durable=True).start()
    try:
        counted = rounds(6, durable)
    finally:
        durable.stop()
    assert (counted["killed"], counted["cut"]) == (2, 4)
