"""The ledger: written before a call, read by every process, and never short of what may have been charged."""

import os
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from credit.money import Money
from integrations.keeping.records import Records
from integrations.keeping.spending import (
    Budget,
    BudgetSpent,
    KeyChanged,
    Per,
    Spending,
    SpendingUnwritten,
    State,
    month_of,
    read_ledger,
    spent_in,
)

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PRICE, BUDGET = Money.of("2.50", "EUR"), Budget(Money.of("10", "EUR"))


def opened(folder: Path | None, at: datetime = NOON) -> Spending:
    return Spending(folder, lambda: at)


def states(folder: Path) -> list[str]:
    return [entry.state for entry in opened(folder).entries()]


def left(spending: Spending) -> str:
    return str(spending.left("bureau", BUDGET))


def test_a_call_stands_in_the_ledger_before_it_is_sent(tmp_path: Path) -> None:
    opened(tmp_path).begin("bureau", "mark", "report", PRICE)
    (entry,) = opened(tmp_path).entries()
    assert (entry.provider, entry.buyer, entry.endpoint, entry.price) == ("bureau", "mark", "report", PRICE)
    assert (entry.state, entry.doubtful, entry.counts, entry.at) == (State.BEGUN, True, True, NOON)
    assert stat.S_IMODE((tmp_path / "spending.jsonl").stat().st_mode) == 0o600


def test_what_became_of_it_is_added_and_nothing_is_rewritten(tmp_path: Path) -> None:
    spending = opened(tmp_path)
    entry = spending.begin("bureau", "mark", "report", PRICE)
    before = (tmp_path / "spending.jsonl").read_bytes()
    entry.ordered("A-17")
    entry.ended(State.CHARGED)
    assert (tmp_path / "spending.jsonl").read_bytes().startswith(before)
    (found,) = opened(tmp_path).entries()
    assert (found.state, found.order, found.doubtful) == (State.CHARGED, "A-17", False)


@pytest.mark.parametrize(
    ("state", "remains"),
    [(None, "7.50 EUR"), (State.CHARGED, "7.50 EUR"), (State.UNKNOWN, "7.50 EUR"), (State.NOT_CHARGED, "10.00 EUR")],
)
def test_what_may_have_been_charged_counts_like_what_was(tmp_path: Path, state: State | None, remains: str) -> None:
    """10.00 less one report of 2.50, unless it is sure that it was not charged."""
    entry = opened(tmp_path).begin("bureau", "mark", "report", PRICE)
    if state:
        entry.ended(state)
    assert left(opened(tmp_path)) == remains


def test_a_month_has_its_own_budget_and_a_provider_its_own(tmp_path: Path) -> None:
    october, november = datetime(2026, 10, 31, 23, 59, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
    opened(tmp_path, october).begin("bureau", "mark", "report", PRICE)
    opened(tmp_path, november).begin("agency", "mark", "report", PRICE)
    assert (left(opened(tmp_path, october)), left(opened(tmp_path, november))) == ("7.50 EUR", "10.00 EUR")
    assert (month_of(october), month_of(november)) == ("2026-10", "2026-11")


def test_a_day_has_its_own_budget_beside_the_months(tmp_path: Path) -> None:
    """5.00 a day and 12.50 a month pay two of 2.50 on the first day, two on the second, and one on the third."""
    day, month = Budget(Money.of("5", "EUR"), Per.DAY), Budget(Money.of("12.50", "EUR"))
    for number, fits, spent in ((20, 2, Per.DAY), (21, 2, Per.DAY), (22, 1, Per.MONTH)):
        at = NOON.replace(day=number)
        for _ in range(fits):
            opened(tmp_path, at).begin("bureau", "mark", "report", PRICE, (month, day))
        with pytest.raises(BudgetSpent) as refused:
            opened(tmp_path, at).begin("bureau", "mark", "report", PRICE, (month, day))
        assert refused.value.facts["per"] is spent
    assert len(states(tmp_path)) == 5, "what is refused is not written down"
    assert [str(opened(tmp_path).left("bureau", budget)) for budget in (day, month)] == ["2.50 EUR", "0.00 EUR"]


def test_a_day_ends_at_midnight_utc(tmp_path: Path) -> None:
    day, offset = Budget(Money.of("5", "EUR"), Per.DAY), timezone(timedelta(hours=8))
    opened(tmp_path, datetime(2026, 11, 22, 7, 59, tzinfo=offset)).begin("bureau", "mark", "report", PRICE)
    late, after = datetime(2026, 11, 21, 23, 59, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC)
    assert [str(opened(tmp_path, at).left("bureau", day)) for at in (late, after)] == ["2.50 EUR", "5.00 EUR"]


def test_prices_in_another_currency_are_not_added_up(tmp_path: Path) -> None:
    opened(tmp_path).begin("bureau", "mark", "report", Money.of("9", "GBP"))
    opened(tmp_path).begin("bureau", "mark", "report", None)
    assert left(opened(tmp_path)) == "10.00 EUR"
    assert spent_in(opened(tmp_path).entries(), "bureau", NOON, "GBP") == Money.of("9", "GBP")


def test_the_last_of_a_budget_is_spent_once(tmp_path: Path) -> None:
    """Four of 2.50 make 10.00: of eight desks that ask at once, four get one, and nothing of the others is written."""
    refused = []

    def ask() -> None:
        try:
            opened(tmp_path).begin("bureau", "mark", "report", PRICE, (BUDGET,))
        except BudgetSpent as fault:
            refused.append((fault.facts["left"], fault.facts["price"]))

    desks = [threading.Thread(target=ask) for _ in range(8)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert refused == [(Money.zero("EUR"), PRICE)] * 4
    assert len(states(tmp_path)) == 4


def test_a_budget_that_was_lowered_below_what_is_spent_says_by_how_much(tmp_path: Path) -> None:
    for _ in range(3):
        opened(tmp_path).begin("bureau", "mark", "report", PRICE)
    assert str(opened(tmp_path).left("bureau", Budget(Money.of("5", "EUR")))) == "-2.50 EUR"


KILLED = """
import os, signal, sys
from pathlib import Path
from credit.money import Money
from integrations.keeping.spending import Spending
Spending(Path(sys.argv[1])).begin("bureau", "mark", "report", Money.of("2.50", "EUR"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_between_leaves_may_have_been_charged(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False)
    assert ended.returncode == -9
    assert states(tmp_path) == ["begun"]
    opened(tmp_path).begin("bureau", "mark", "report", PRICE)
    assert states(tmp_path) == ["begun", "begun"], "its lock is free again"


def test_a_line_that_was_cut_off_anywhere_leaves_all_before_it(tmp_path: Path) -> None:
    """A begun one that is cut off was never sent; the end of one that is cut off leaves it as one that may be charged."""
    spending = opened(tmp_path)
    spending.begin("bureau", "mark", "report", PRICE).ended(State.CHARGED)
    first = len((tmp_path / "spending.jsonl").read_bytes())
    spending.begin("bureau", "mark", "report", PRICE)
    second = len((tmp_path / "spending.jsonl").read_bytes())
    spending.note(spending.entry(spending.entries()[1]).spent)
    whole = (tmp_path / "spending.jsonl").read_bytes()
    for end in range(first, second - 1):
        assert [entry.state for entry in read_ledger(whole[:end]).values()] == ["charged"], end
    for end in range(second, len(whole)):
        assert [entry.state for entry in read_ledger(whole[:end]).values()] == ["charged", "begun"], end


@pytest.mark.parametrize("line", [b"[]", b"7", b'{"state": "begun"}', b'{"state": "paid", "id": "x"}', b"\xff", b'{"id": 1}'])
def test_a_line_nobody_wrote_stops_nothing(line: bytes) -> None:
    good = b'{"state":"begun","id":"1","provider":"b","buyer":"m","endpoint":"r","at":"2026-11-22T12:00:00+00:00"}'
    assert list(read_ledger(line + b"\n" + good)) == ["1"]


def test_where_nothing_can_be_written_nothing_that_costs_is_begun(tmp_path: Path) -> None:
    (tmp_path / "spending.jsonl").mkdir()
    with pytest.raises(SpendingUnwritten) as caught:
        opened(tmp_path).begin("bureau", "mark", "report", PRICE)
    assert caught.value.facts == {"path": str(tmp_path / "spending.jsonl")}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_row_35_on_a_full_disk_nothing_that_costs_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open
    monkeypatch.setattr(
        os, "open", lambda path, *how: real("/dev/full", os.O_RDWR) if str(path).endswith("l") else real(path, *how)
    )
    with pytest.raises(SpendingUnwritten):
        opened(tmp_path).begin("bureau", "mark", "report", PRICE)


def test_in_memory_it_keeps_the_same_rules() -> None:
    spending = opened(None)
    entry = spending.begin("bureau", "mark", "report", BUDGET.amount, (BUDGET,))
    with pytest.raises(BudgetSpent):
        spending.begin("bureau", "mark", "report", PRICE, (BUDGET,))
    entry.ended(State.NOT_CHARGED)
    assert left(spending) == "10.00 EUR"


def test_what_another_process_added_is_seen_and_so_is_another_ledger(tmp_path: Path) -> None:
    """Only what is new is read of a file that grew; one that was put in its place is read whole."""
    one, other = opened(tmp_path), opened(tmp_path)
    entry = one.begin("bureau", "mark", "report", PRICE)
    assert [found.state for found in other.entries()] == ["begun"]
    entry.ended(State.CHARGED)
    one.begin("bureau", "mark", "report", PRICE)
    assert [found.state for found in other.entries()] == ["charged", "begun"]
    ledger = tmp_path / "spending.jsonl"
    first = ledger.read_bytes().splitlines(keepends=True)[0]
    ledger.rename(tmp_path / "old")
    assert other.entries() == ()
    ledger.write_bytes(first)
    assert [found.state for found in other.entries()] == ["begun"]
    with ledger.open("ab") as file:
        file.write(b'{"state": "charged", "id": "' + other.entries()[0].id.encode() + b'"')
        file.flush()
        assert [found.state for found in other.entries()] == ["begun"], "its line has no end yet"
        file.write(b"}\n")
    assert [found.state for found in other.entries()] == ["charged"]


def test_the_ledger_says_by_which_key_its_buyers_are_marked(tmp_path: Path) -> None:
    """Once, before the first call; a call marked with another key is not begun, until the ledger goes by that one."""
    spending = opened(tmp_path)
    assert spending.key == ""
    spending.begin("bureau", "mark", "report", PRICE, key="k1")
    spending.begin("bureau", "mark", "report", PRICE, key="k1")
    assert (tmp_path / "spending.jsonl").read_bytes().count(b'"key": "k1"') == 1
    with pytest.raises(KeyChanged):
        opened(tmp_path).begin("bureau", "other mark", "report", PRICE, key="k2")
    opened(tmp_path).go_by("k2")
    assert (spending.key, opened(tmp_path).key, len(spending.entries())) == ("k2", "k2", 2)
    with (tmp_path / "spending.jsonl").open("ab") as file:
        file.write(b'{"state": "key", "k\n')
    assert opened(tmp_path).key == "k2", "a line that was cut off says nothing"


def test_a_call_of_a_ledger_whose_buyer_is_no_mark_is_settled_all_the_same(tmp_path: Path) -> None:
    """A line a person wrote, or another program: locks take marks alone, and settling must not end in a crash."""
    records = Records(tmp_path)
    records.buyer("bureau", ["makes the key"])
    spent = records.spending.begin("bureau", "another mark", "report", None).spent
    settled = records.settle(spent, State.NOT_CHARGED, "mara")
    assert settled is not None
    assert settled.state is State.NOT_CHARGED
