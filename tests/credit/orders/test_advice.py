"""The advice for one buyer of the book."""

from dataclasses import replace

import pytest

from credit.assess import assess_book
from credit.country import Countries, CountryRisk, CountryStatus
from credit.money import Money
from credit.orders.advice import advice_for, usual_order
from credit.orders.payment_method import Advice
from credit.rates import NO_RATES, Rates
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from credit.square import Square
from tests.credit.little_book import TODAY, assessed, little_book, money, published
from tests.credit.test_square import TOLD, buyer

GERMAN = Countries({"DE": (CountryRisk(TODAY, None, CountryStatus.HIGH_INCOME_OECD),)})


def advised(text: str, amount: Money | None, rates: Rates = NO_RATES) -> Advice:
    book = replace(little_book(text, rates=rates), countries=GERMAN)
    return advice_for(assess_book(book, TODAY).of("C1"), book, amount)


def test_grade_country_and_amount_choose_the_row() -> None:
    paid = "".join(f"invoice C1 L{n} -{90 + n} 900USD \n receipt C1 S{n} -{90 + n} 900USD for=L{n} \n" for n in range(5))
    assert advised("buyer C1 country=DE \n" + paid, money("1000USD")).row == "a_low"
    assert advised("buyer C1 country=FR \n" + paid, money("1000USD")).row == "a_risky"
    assert advised("buyer C1 country=DE", money("1000USD")).row == "new_low"


def test_the_amount_is_seen_in_base_currency_and_one_without_a_rate_is_not_known() -> None:
    found = advised("buyer C1 country=DE", money("800EUR"), published(USD="1.25"))
    assert found.reason.facts["amount"] == money("1000USD")
    assert advised("buyer C1 country=DE", money("800CHF")).reason.code == "advice_any_amount"
    assert advised("buyer C1 country=DE", None).reason.code == "advice_any_amount"


def test_the_usual_order_is_the_largest_order_or_invoice_of_twelve_months() -> None:
    text = """
        invoice  C1  I1   -306  900USD  issued=-366
        invoice  C1  I2   -304  500USD  issued=-364
        invoice  C1  I5   -305  940USD  issued=-365
        invoice  C1  I3   +70   800USD  issued=+1 learnt=-1
        invoice  C1  I4   +20  -700USD
        order    C1  O1   -364  600EUR
        order    C1  O2   -365  950USD
        order    C1  O3   +1    990USD  learnt=-1
        order    C1  O4   -3    999CHF
    """
    assert usual_order(assessed(text, rates=published(USD="1.25")), published(USD="1.25")) == money("750USD")
    assert usual_order(assessed(text), NO_RATES) == money("500USD")
    assert usual_order(assessed("buyer C1"), NO_RATES) is None
    assert usual_order(assessed("invoice C1 I1 +20 0USD"), NO_RATES) is None
    assert usual_order(assessed("invoice C1 I1 +20 0.01USD issued=0"), NO_RATES) == money("0.01USD")  # of today
    assert usual_order(assessed("order C1 O1 0 5USD"), NO_RATES) == money("5USD")


@pytest.mark.parametrize(
    ("square", "grade", "advice", "changed"),
    [
        (Square.KEEP, Grade.A, ("OA", 0, 60), False),
        (Square.PRESS, Grade.A, ("OA", 20, 30), True),  # half the days, and something down
        (Square.LENIENT, Grade.A, ("DP", 0, 0), True),  # the documents are the security
        (Square.CASH, Grade.A, ("LC", 0, 0), True),
        (Square.PRESS, Grade.D, ("DP", 30, 0), False),  # 30 % down is more than 20, and at sight is short enough
        (Square.LENIENT, Grade.D, ("DP", 30, 0), False),
        (Square.CASH, Grade.D, ("LC", 30, 0), True),
        (Square.CASH, Grade.E, ("TT", 100, 0), False),  # cash it is already
    ],
)
def test_the_square_makes_an_order_more_secure_and_never_less(
    square: Square, grade: Grade, advice: tuple[str, int, int], changed: bool
) -> None:
    entry = buyer(TOLD[square], more="buyer C1 country=DE").supposing(graded=Graded(grade, ()))
    found = advice_for(entry, replace(little_book(""), countries=GERMAN), money("1000USD"))
    assert (found.method.value, found.deposit_percent, found.days) == advice
    assert (found.square is not None) is changed


def test_the_square_ends_the_walk_where_it_asks_for_more() -> None:
    """E in a country of no risk would be followed to a letter of credit; a square that asks for cash ends it there."""
    entry = buyer(TOLD[Square.CASH], more="buyer C1 country=DE", squares={"cash": {"least_method": "TT"}})
    book = replace(little_book(""), countries=GERMAN)
    found = advice_for(entry.supposing(graded=Graded(Grade.E, ())), book, money("1000USD"))
    assert [way.method.value for way in found.ways] == ["TT"]
    free = buyer(TOLD[Square.KEEP], more="buyer C1 country=DE").supposing(graded=Graded(Grade.E, ()))
    assert [way.method.value for way in advice_for(free, book, money("1000USD")).ways] == ["TT", "LC"]


def test_what_the_square_changed_is_told_with_what_the_row_said() -> None:
    found = advice_for(buyer(TOLD[Square.CASH]), little_book(""), money("1000USD"))
    assert (found.row, found.method.value) == ("new_risky", "LC")
    assert found.square is None  # half in advance and the rest by letter of credit: more cannot be asked
    asked = buyer(TOLD[Square.LENIENT], squares={"lenient": {"deposit_percent": 60}})
    pressed = advice_for(asked, little_book(""), money("9USD"))
    assert pressed.square is not None
    assert {name: pressed.square.facts[name] for name in ("square", "method", "deposit_percent", "days")} == {
        "square": "lenient", "method": "LC", "deposit_percent": 50, "days": 0,
    }  # fmt: skip
    assert (pressed.method.value, pressed.deposit_percent) == ("LC", 60)
    assert pressed.square.code == "advice_square"
    assert {"ability", "willingness"} <= pressed.square.facts.keys()
    own = {"square", "method", "deposit_percent", "days"}
    assert pressed.square.facts.keys() == asked.verdict.advice.facts.keys() | own, "nothing else is told"


def test_the_advice_rests_on_what_binds_the_grade() -> None:
    """E by a petition; the score of 25, a D, holds nothing down that is not held lower already."""
    report = "report C1 B1 -20 creditsafe financial_strength.rating_provider:25 \n "
    found = advised("buyer C1 country=DE \n " + report + "event C1 E1 -9 winding_up_petition", money("1000USD"))
    assert {name: found.reason.facts.get(name) for name in ("grade", "notice", "report")} == {
        "grade": "E", "notice": "E1", "report": None,
    }  # fmt: skip
    paid = "".join(f"invoice C1 L{n} -{90 + n} 900USD \n receipt C1 S{n} -{90 + n} 900USD for=L{n} \n" for n in range(5))
    capped = advised("buyer C1 country=DE \n" + paid + report, money("1000USD"))  # A by its own record, D by the report
    assert {name: capped.reason.facts.get(name) for name in ("grade", "report", "invoice")} == {
        "grade": "D", "report": "B1", "invoice": None,
    }  # fmt: skip


@pytest.mark.parametrize(("percent", "days"), [(50, "30"), (33, "19")])  # of sixty, whole days: 19.8 are nineteen
def test_a_square_leaves_so_many_of_the_days(percent: int, days: str) -> None:
    cash = buyer(TOLD[Square.CASH], more="buyer C1 country=DE", squares={"cash": {"days_percent": percent}})
    found = advice_for(cash.supposing(graded=Graded(Grade.A, ())), replace(little_book(""), countries=GERMAN), money("1000USD"))
    assert (found.method.value, str(found.days)) == ("LC", days)
