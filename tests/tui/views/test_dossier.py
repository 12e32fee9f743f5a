"""A dossier is kept for buyers that are given up: what may be deducted on which ground, and what is missing for it."""

from credit.book import Book
from tests.tui.views.looks import look
from tests.tui.views.test_records import plain
from tui.views.customer_record import customer_record
from tui.views.dossier import dossier_lines, dossier_record

GIVEN_UP = "buyer C1 country=FR \n invoice C1 I1 -1200 1000CNY shipped_on=-1300 \n invoice C1 I2 -200 900000CNY"


def test_grounds_and_missing_papers_of_a_dead_buyer() -> None:
    found = plain(customer_record(look(GIVEN_UP), "C1"))["dossier"]
    assert found["conditions"] == ["small", "three_years"]
    assert found["missing"] == [
        "bill_of_lading", "contract", "dunning", "expensed", "explanation", "foreign_evidence", "special_report"
    ]  # fmt: skip
    old, young = found["items"]
    assert (old["complete_percent"], young["complete_percent"]) == (25, 14), "2 of 8; 1 of 7"
    assert found["complete_percent"] == 20, "3 of 15"
    assert (old["number"], old["held"], old["conditions"]) == ("I1", ["invoice", "bill_of_lading"], ["three_years", "small"])
    assert (young["number"], young["conditions"]) == ("I2", [])


def test_the_page_tells_the_oldest_item() -> None:
    shown = look(GIVEN_UP)
    ((label, told, tone),) = dossier_lines(shown.assessed.of("C1"), shown.book)
    assert (label, tone) == ("Dossier", "muted")
    assert told.startswith("I1: 2 of 8 papers (25 %); missing: contract, demands that provably arrived, ")


def test_no_dossier_is_kept_of_a_buyer_who_is_worked_on() -> None:
    assert plain(customer_record(look("buyer C1 country=FR \n invoice C1 I1 -180 1000CNY"), "C1"))["dossier"] is None
    assert plain(customer_record(look("buyer C1 country=FR \n invoice C1 I1 -181 1000CNY"), "C1"))["dossier"] is not None


def test_a_house_elsewhere_keeps_none() -> None:
    shown = look(GIVEN_UP)
    abroad = Book(shown.book.accounts, home="DE")
    assert dossier_record(shown.assessed.of("C1"), abroad) is None
