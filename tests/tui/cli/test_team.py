"""A book on a server from the command line: worked on, moved both ways, looked after, and never a password said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.postgres.address import ROLES
from storage.store import open_store
from tests.storage.server import Server
from tests.tui.cli.conftest import Dunnage


@pytest.fixture
def place(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A book on a server, named by the environment; its password is kept in another variable."""
    database = server.database()
    server.sql(
        database, f"CREATE ROLE mara_{database} LOGIN PASSWORD 'swordfish'", "GRANT CREATE ON DATABASE " + database + " TO PUBLIC"
    )
    monkeypatch.setenv("DUNNAGE_SWORD", "swordfish")
    address = server.address(database, user=f"mara_{database}") + "&password=env:DUNNAGE_SWORD"
    monkeypatch.setenv("DUNNAGE_BOOK", address)
    return address


@pytest.fixture
def ledger(home: Path) -> Path:
    path = home / "ledger.csv"
    path.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date,currency\n"
        "C1,I1,2024-03-01,2024-04-30,1000.00,,USD\nC2,J1,2024-04-01,2024-05-31,3000.00,,USD\n"
    )
    return path


def test_a_day_on_a_server(dunnage: Dunnage, place: str, ledger: Path, home: Path) -> None:
    assert dunnage("portfolio", "--json").code == 2, "no book was made yet"
    assert dunnage("import", ledger).code == 0
    assert dunnage("log", "C1", "call").code == 0
    assert dunnage("undo", "2").code == 0
    assert len(dunnage("history", "--json").json["commits"]) == 3
    assert dunnage("queue").code == 0
    checks = {each["check"]: each for each in dunnage("doctor", "--json").json["checks"]}
    assert checks["book"]["ok"]
    assert checks["history"]["ok"]
    assert "every link holds" in checks["history"]["detail"]
    said = dunnage("paths").out + checks["book"]["detail"]
    assert "swordfish" not in said
    assert "DUNNAGE_SWORD" not in said, "not even where it is kept"
    assert dunnage("export", home / "all").code == 0
    assert dunnage("backup", home / "copy.dunnage").code == 0
    with open_store(home / "copy.dunnage", create=False) as copy:
        assert sorted(copy.load()[0].accounts) == ["C1", "C2"]
    assert dunnage("purge", "C1").code == 5, "something is open with it"
    refused = dunnage("restore", home / "copy.dunnage")
    assert (refused.code, "dunnage move" in refused.sentence) == (2, True)


def test_a_book_moves_to_the_server_and_back(dunnage: Dunnage, book: Path, place: str, home: Path) -> None:
    there = dunnage("move", book, place, "--json")
    assert (there.code, there.json["commits"]) == (0, 1)
    assert "swordfish" not in there.out + there.err
    back = dunnage("move", place, home / "back.dunnage", "--json")
    assert back.code == 0
    assert {**back.json, "book": ""} == {**there.json, "book": ""}
    again = dunnage("move", book, place)
    assert (again.code, "is there already" in again.sentence) == (6, True)


@pytest.mark.parametrize(
    ("spoilt", "code", "says"),
    [
        (
            lambda place: place.replace("env:DUNNAGE_SWORD", "herring").replace("@/", "@127.0.0.1/").replace("host=", "nothing="),
            6,
            "no address",
        ),
        (lambda place: place.replace("env:DUNNAGE_SWORD", "env:NOWHERE"), 2, "NOWHERE"),
        (lambda place: place.replace("/book_", "/nothing_"), 6, "no database of that name"),
        (lambda _: "postgresql://mara:swordfish@127.0.0.1:1/book", 6, "does not answer"),
        (lambda _: "mysql://mara:swordfish@127.0.0.1:1/book", 2, "(mysql)"),
    ],
)
def test_what_is_wrong_is_one_sentence_without_a_password(
    dunnage: Dunnage, place: str, monkeypatch: pytest.MonkeyPatch, spoilt: Callable[[str], str], code: int, says: str
) -> None:
    monkeypatch.setenv("DUNNAGE_BOOK", spoilt(place))
    ended = dunnage("queue")
    assert (ended.code, ended.out) == (code, "")
    assert says in ended.sentence
    assert "swordfish" not in ended.sentence
    assert "herring" not in ended.sentence


def test_who_sees_a_part_works_on_it_and_is_told_each_time(
    dunnage: Dunnage, server: Server, place: str, ledger: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    database = place.split("/")[3].partition("?")[0]
    assert dunnage("import", ledger).code == 0
    sales = f"sales_{database}"
    given = f"INSERT INTO dunnage.scope (role, buyer) VALUES ('{sales}', 'C2')"
    server.sql(database, ROLES.read_text(), f"CREATE ROLE {sales} LOGIN", f"GRANT dunnage_sales TO {sales}", given)
    monkeypatch.setenv("DUNNAGE_BOOK", server.address(database, user=sales))
    part = dunnage("portfolio", "--json")
    assert (part.code, [each["id"] for each in part.json["customers"]]) == (0, ["C2"])
    assert "You see a part of the book" in part.err
    for words in (("history",), ("backup", home / "copy.dunnage"), ("export", home / "all")):
        refused = dunnage(*words)
        assert (refused.code, "This needs all of it" in refused.err) == (6, True)
    assert not (home / "copy.dunnage").exists()
    assert dunnage("log", "C2", "call").code == 6
    doctor = dunnage("doctor", "--json")
    (looked,) = [each for each in doctor.json["checks"] if each["check"] == "book"]
    assert (doctor.code, looked["ok"], "This needs all of it" in looked["detail"]) == (6, False, True)
