"""Foresight on the real ledgers beside the checkout: nothing looks ahead, and the benchmark tells what the command tells."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from benchmarks.foresight.__main__ import main
from benchmarks.foresight.bands import bands_figures
from benchmarks.foresight.measures import auc, judged_pack
from benchmarks.foresight.ordering import book_of, ordering_figures
from benchmarks.foresight.sets import DATA, LEDGERS, ROLL, ById, Ledger, as_buyers, ledger, pack, packs
from benchmarks.foresight.worsening import worsening
from credit.assess import assess_book
from credit.book import EMPTY_BOOK
from credit.foresight.forecast import forecast_book, learn_book
from credit.foresight.item import NEVER, Item
from credit.foresight.learning import as_known, learn, record_of
from credit.foresight.learnt import Learnt
from credit.foresight.outlook import Outlook
from credit.worklist import worklist
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import plan, read_file
from integrations.ledgers.mapping_file import load_mappings
from tests.credit.foresight.test_ranking import OWN
from tests.shared import needs_shared

SOME = 300
"""Buyers of a large ledger: its look ahead would show in any of them."""


def told(buyers: ById, on: int) -> tuple[Learnt, Mapping[str, Mapping[str, Outlook]]]:
    """What is learnt of these buyers and expected of what they owe at the end of a day."""
    learnt = learn(as_buyers(buyers), on)
    looks = {}
    for id, items in buyers.items():
        owed = [item for item in as_known(items, on) if item.paid == NEVER]
        found = learnt.expect(record_of(items, on), owed, ROLL)
        looks[id] = {item.invoice: look for item, look in zip(owed, found, strict=True)}
    return learnt, looks


def shuffled(buyers: ById, on: int) -> ById:
    """The same to the end of a day and another future: days of payment dealt out anew, amounts of what is issued later too."""
    random, later = Random(7), [item for items in buyers.values() for item in items if item.paid > on]
    paid, amounts = [item.paid for item in later], [item.minor for item in later]
    random.shuffle(paid)
    random.shuffle(amounts)
    deal = iter(zip(paid, amounts, strict=True))
    return {id: [_dealt(item, on, next(deal)) if item.paid > on else item for item in items] for id, items in buyers.items()}


def _dealt(item: Item, on: int, dealt: tuple[int, int]) -> Item:
    paid, minor = dealt
    paid = max(paid, on + 1)
    return item._replace(paid=paid, known=paid, minor=minor if item.issued > on else item.minor)


@needs_shared
@pytest.mark.parametrize("name", LEDGERS)
def test_a_shuffled_future_leaves_the_past_as_it_was_foretold(name: str) -> None:
    whole = ledger(name)
    buyers = dict(list(whole.buyers.items())[:SOME])
    issued = sorted(item.issued for items in buyers.values() for item in items)
    on = issued[len(issued) * 6 // 10]
    first, second = told(buyers, on), told(shuffled(buyers, on), on)
    assert sum(len(looks) for looks in first[1].values()) > 20
    assert first[1] == second[1]
    assert _plain(first[0]) == _plain(second[0])


@needs_shared
@pytest.mark.parametrize("name", ["SAP IE", "SAP NO", "HR"])
def test_a_shuffled_future_leaves_the_queue_by_own_history_as_it_was(name: str) -> None:
    whole = ledger(name)
    buyers = dict(list(whole.buyers.items())[:SOME])
    issued = sorted(item.issued for items in buyers.values() for item in items)
    on = issued[len(issued) * 8 // 10]
    on -= on % 7  # a Sunday: the book closes with the week, and it is looked at on the Monday
    day = date.fromordinal(on + 1)
    books = (book_of(Ledger(name, each)) for each in (buyers, shuffled(buyers, on + 1)))
    first, second = (worklist(assess_book(replace(book, policy=OWN), day)) for book in books)
    assert first.lessons.own.learnt is not None
    assert any(reason.code == "waiting_foreseen" for task in first.tasks for reason in task.reasons)
    assert first.placed == second.placed


def _plain(learnt: Learnt) -> dict[str, object]:
    return {name: value for name, value in asdict(learnt).items() if name != "pace"}


@needs_shared
def test_the_command_tells_what_is_measured() -> None:
    name = "ibm_2013-06-05"
    found, on = pack(DATA, name), date(2013, 6, 5)
    read = read_file(DATA / f"{name}_book.csv", load_mappings(), Given(on))
    seen = assess_book(plan(EMPTY_BOOK, [read], on).book, on)
    ours = {one.item.invoice.id: one.outlook for one in forecast_book(seen, learn_book(seen))}
    looks = told(found.buyers, on.toordinal())[1]
    theirs = {number: look for mine in looks.values() for number, look in mine.items()}
    assert ours.keys() == theirs.keys()
    assert {number: look.paid for number, look in ours.items()} == {number: look.paid for number, look in theirs.items()}
    # invoices of one day come in another order, and the regression stops a little elsewhere
    assert max(abs(ours[number].late - theirs[number].late) for number in ours) < 0.005
    assert {number for number, paid in found.truth.items() if paid > on.toordinal()} <= ours.keys()


@needs_shared
def test_every_pair_is_found() -> None:
    assert len(packs(DATA)) == 7


def test_auc_is_the_chance_that_the_late_one_scores_higher() -> None:
    # late: 3 and 2, punctual: 2 and 1; of four pairs three are won and one is even
    assert auc([True, True, False, False], [3.0, 2.0, 2.0, 1.0]) == 3.5 / 4
    assert auc([True, True], [1.0, 2.0]) is None


def _pair(folder: Path) -> None:
    rows = ["customer,invoice,invoice_date,due_date,amount,paid_date"]
    rows += [f"C{n % 5},I{n},2024-0{1 + n % 5}-01,2024-0{1 + n % 5}-28,{100 + n},2024-0{1 + n % 5}-27" for n in range(40)]
    rows += ["C1,X1,2024-05-20,2024-06-20,500,", "C2,X2,2024-05-20,2024-06-20,100,"]
    (folder / "small_2024-06-01_book.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "small_2024-06-01_truth.csv").write_text(
        "invoice,paid_date,days_late\nX1,2024-06-19,-1\nX2,2024-07-20,30\n", encoding="utf-8"
    )


def test_a_folder_of_pairs_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _pair(tmp_path)
    monkeypatch.setattr("sys.argv", ["foresight", "--packs", str(tmp_path)])
    assert main() == 0
    assert "| small_2024-06-01 | 2 |" in capsys.readouterr().out


def test_scripts_find_the_figures_by_their_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _pair(tmp_path)
    monkeypatch.setattr("sys.argv", ["foresight", "--json", "--packs", str(tmp_path)])
    assert main() == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["ledgers", "packs", "cash", "ordering", "bands", "worsening"]
    (small,) = told["packs"]
    assert set(small) == {
        "name", "reference", "cases", "auc", "brier", "mean_apart", "auc_30", "mean_apart_30", "mae", "mae_due", "exact",
        "inside", "top", "top_amount", "top_best",
    }  # fmt: skip


def test_a_named_pair_that_is_missing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _pair(tmp_path)
    monkeypatch.setattr("benchmarks.foresight.__main__.DATA", tmp_path)
    monkeypatch.setattr("benchmarks.foresight.__main__.LEDGERS", {})
    monkeypatch.setattr("sys.argv", ["foresight"])
    assert main() == 1
    assert "Sets that are missing: ibm_2013-06-05" in capsys.readouterr().err


def test_an_empty_folder_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["foresight", "--json", "--packs", str(tmp_path)])
    assert main() == 1
    assert "A set is missing" in capsys.readouterr().err


def test_days_off_are_counted_as_told(tmp_path: Path) -> None:
    _pair(tmp_path)
    found = judged_pack(pack(tmp_path, "small_2024-06-01"))
    assert found["cases"] == 2
    # X1 a day early, X2 thirty days late: counted from the due date (1 + 30) / 2
    assert found["mae_due"] == 15.5
    assert found["top_amount"] is not None


def test_rows_of_a_pair_are_read_as_they_stand(tmp_path: Path) -> None:
    _pair(tmp_path)
    found = pack(tmp_path, "small_2024-06-01")
    assert (sum(len(items) for items in found.buyers.values()), found.on) == (42, date(2024, 6, 1).toordinal())


POINT = 0.01


@needs_shared
@pytest.mark.parametrize("name", ["SAP IE", "HR"])
def test_the_value_of_a_row_holds_no_point_less_late_money_than_its_amount(name: str) -> None:
    """The two smaller of the five real ledgers; `make bench-foresight` measures all."""
    found = ordering_figures(ledger(name))
    assert found["capture"] is not None
    assert found["capture_amount"] is not None
    assert found["looks"]
    assert found["capture"] > found["capture_amount"] - POINT


@needs_shared
def test_a_worse_band_is_followed_by_more_late_invoices_and_more_over_thirty_days() -> None:
    """From A to D on the smallest of the real ledgers that has many buyers; of E there are too few anywhere."""
    found = bands_figures({"HR": ledger("HR")})
    late, month = ([found[band][name] or 0 for band in "ABCD"] for name in ("late", "late_month"))
    assert late == sorted(set(late))
    assert month == sorted(set(month))


@needs_shared
def test_nobody_gets_worse_in_the_fabricated_set_and_no_alarm_rings() -> None:
    found = worsening(ledger("IBM (fabricated)"))
    assert (found.cases, found.alarms, found.recall, found.precision) == (0, 0, 0.0, 0.0)


def test_a_case_is_found_and_its_alarm_is_right() -> None:
    # one invoice a week, three days late for a year and forty days late from then on
    items = [_paid(n, 3 if n < 52 else 40) for n in range(100)]
    found = worsening(Ledger("made", {"C1": items}))
    assert (found.cases, found.found, found.alarms, found.right) == (1, 1, 1, 1)
    assert found.delay is not None
    assert 0 < found.delay <= 11.5  # weeks that were measured elsewhere
    steady = worsening(Ledger("made", {"C1": [_paid(n, 3) for n in range(100)], "C2": items[:5]}))
    assert (steady.cases, steady.alarms, steady.false_alarms) == (0, 0, 0.0)


def _paid(week: int, late: int) -> Item:
    due = date(2022, 1, 3).toordinal() + 7 * week
    return Item(f"I{week}", due - 30, due, due, 100, due + late, due + late)
