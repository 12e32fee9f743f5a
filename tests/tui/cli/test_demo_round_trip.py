"""The demo's book, exported and put into a new place, is the same book: every version of every fact, of every kind it has."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from credit.account import Fact, version_key
from credit.change import Change
from integrations.demo_book import DEMO_DAY, demo_facts
from storage.store import open_store
from tests.credit.little_book import facts as little
from tests.tui.cli.conftest import Dunnage

DAY = ("--as-of", DEMO_DAY.isoformat())
MORE = """
    shipment  B001  M1  -9  1000USD    papers=originals_held  eta=+20
    lenient   B001  L1  -9  potential  until=+90  cap=9000USD  evidence=chain_listed
"""
"""Of the kinds a demo has none of."""
NEEDED = {
    "customer", "order", "invoice", "receipt", "shipment", "contact", "promise", "dispute", "hold", "leniency", "report", "event",
    "acknowledgement",
}  # fmt: skip


def facts(place: Path) -> dict[tuple[str, ...], Fact]:
    with open_store(str(place), create=False) as store:
        book, problems = store.load()
    assert problems == ()
    return {(id, *map(str, version_key(fact))): fact for id, account in book.accounts.items() for fact in account.versions}


def test_the_demo_comes_back_whole(dunnage: Dunnage, home: Path) -> None:
    """With an alert acknowledged and money matched, so that these are among it."""
    first, second, folder = home / "first.dunnage", home / "second.dunnage", home / "sheets"
    with open_store(str(first), create=True) as store:
        store.commit(Change("import", (*demo_facts(DEMO_DAY), *little(MORE))), datetime.now(UTC))
    alerts = dunnage("alerts", "--book", first, "--json", *DAY).json["alerts"]
    assert dunnage("alerts", "--book", first, "--ack", alerts[0]["id"], *DAY).code in (0, 10)
    assert dunnage("match", "--book", first, "--apply", *DAY).code == 0
    assert dunnage("export", folder, "--book", first).code == 0
    assert dunnage("restore", folder, "--book", second).code == 0
    mine, theirs = facts(first), facts(second)
    assert mine.keys() == theirs.keys()
    assert [key for key, fact in mine.items() if theirs[key] != fact] == []
    assert NEEDED - Counter(fact.kind for fact in mine.values()).keys() == set()
    for what in ("portfolio", "queue", "alerts"):
        told = [dunnage(what, "--book", place, "--json", *DAY).out for place in (first, second)]
        assert told[0] == told[1], what


def test_a_copy_of_the_demo_holds_the_demo(dunnage: Dunnage, home: Path) -> None:
    """It was an empty book that said it was a copy."""
    assert dunnage("--demo", "backup", home / "copy.dunnage").code == 0
    assert facts(home / "copy.dunnage").keys() == {
        (fact.customer_id, *map(str, version_key(fact))) for fact in demo_facts(DEMO_DAY)
    }
