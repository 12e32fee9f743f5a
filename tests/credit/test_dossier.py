"""The bad-debt dossier: grounds of 2009/57 and 2011/25, and the papers the book does not show yet."""

from datetime import date
from decimal import Decimal

import pytest

from credit.aging import ledger
from credit.dossier import Dossier, Dossiering, Ground, Paper, complete_percent, dossier
from credit.rates import NO_RATES, Rates
from tests.credit.little_book import little_book, money, published

RATES = published(USD="1.25", CNY="8.75")
"""One dollar buys seven yuan."""
POLICY = Dossiering()
ITEM = "invoice C1 I1 2020-03-15 {} issued=2020-01-15 \n"


def checked(text: str, on: date, rates: Rates = RATES, policy: Dossiering = POLICY, home: str = "CN") -> tuple[Dossier, ...]:
    account = little_book(text).account("C1").as_known_on(on)
    return dossier(account, ledger(account, on).open, on, rates, policy, home)


def grounds(amount: str, on: date, more: str = "", rates: Rates = RATES, policy: Dossiering = POLICY) -> list[Ground]:
    (found,) = checked(ITEM.format(amount) + more, on, rates, policy)
    return list(found.grounds)


@pytest.mark.parametrize(("on", "expected"), [(date(2023, 3, 15), []), (date(2023, 3, 16), [Ground.THREE_YEARS])])
def test_more_than_three_years_overdue(on: date, expected: list[Ground]) -> None:
    assert grounds("10000USD", on) == expected


@pytest.mark.parametrize(
    ("amount", "on", "expected"),
    [
        ("50000CNY", date(2021, 3, 16), [Ground.SMALL]),
        ("50000CNY", date(2021, 3, 15), []),  # a year to the day
        ("50000.01CNY", date(2021, 3, 16), []),
        ("7142.85USD", date(2021, 3, 16), [Ground.SMALL]),  # 49,999.95 yuan
        ("7142.86USD", date(2021, 3, 16), []),  # 50,000.02
        ("5USD", date(2023, 3, 16), [Ground.THREE_YEARS, Ground.SMALL]),
    ],
)
def test_more_than_a_year_overdue_and_no_more_than_fifty_thousand_yuan(amount: str, on: date, expected: list[Ground]) -> None:
    assert grounds(amount, on) == expected


def test_without_a_rate_nothing_is_called_small() -> None:
    (found,) = checked(ITEM.format("5USD"), date(2021, 3, 16), NO_RATES)
    assert (found.grounds, found.worth) == ((), None)
    (known,) = checked(ITEM.format("5USD"), date(2021, 3, 16))
    assert known.worth == money("35CNY")


def test_a_ten_thousandth_of_the_years_income_is_small_too() -> None:
    policy = Dossiering(annual_income=Decimal(600_000_000))  # 60,000
    assert grounds("60000CNY", date(2021, 3, 16), policy=policy) == [Ground.SMALL]
    assert grounds("60000.01CNY", date(2021, 3, 16), policy=policy) == []
    assert grounds("50000CNY", date(2021, 3, 16), policy=Dossiering(annual_income=Decimal(1))) == [Ground.SMALL]


@pytest.mark.parametrize(
    ("event", "insolvent"),
    [
        ("2020-05-01 winding_up_order", True),
        ("2020-05-01 dissolved", True),
        ("2020-05-01 winding_up_petition", False),
        ("2020-05-01 winding_up_order match=possible", False),
        ("2020-06-02 winding_up_order learnt=2020-05-01", False),  # tomorrow
        ("2020-06-01 winding_up_order", True),
    ],
)
def test_insolvency_is_a_ground_at_once(event: str, insolvent: bool) -> None:
    assert grounds("90000CNY", date(2020, 6, 1), f"event C1 E1 {event}") == ([Ground.INSOLVENT] if insolvent else [])


ALWAYS = [Paper.CONTRACT, Paper.BILL_OF_LADING, Paper.DUNNING, Paper.EXPENSED, Paper.EXPLANATION]


def papers(text: str, on: date = date(2023, 6, 1)) -> tuple[list[Paper], list[Paper]]:
    (found,) = checked(text, on)
    return list(found.held), list(found.missing)


def test_what_each_ground_asks_for() -> None:
    old = ITEM.format("90000CNY")
    assert papers(old) == ([Paper.INVOICE], [*ALWAYS, Paper.SPECIAL_REPORT, Paper.INABILITY])
    assert papers(ITEM.format("9CNY")) == ([Paper.INVOICE], [*ALWAYS, Paper.SPECIAL_REPORT])
    assert papers(old, date(2020, 6, 1)) == ([Paper.INVOICE], ALWAYS)  # on no ground yet
    assert papers(old + "event C1 E1 2020-05-01 dissolved") == ([Paper.INVOICE, Paper.INSOLVENCY], ALWAYS)


@pytest.mark.parametrize(("country", "asked"), [("FR", True), ("CN", False), ("", False)])
def test_a_debtor_abroad_asks_for_evidence_from_there(country: str, asked: bool) -> None:
    buyer = f"buyer C1 country={country} learnt=2010-01-01 \n" + ITEM.format("90000CNY")
    assert (Paper.FOREIGN in papers(buyer)[1]) is asked
    assert Paper.FOREIGN not in papers(buyer + "event C1 E1 2020-05-01 dissolved")[1]


FILE = """
    buyer    C1  country=FR  learnt=2010-01-01
    order    C1  O1  2019-12-01  90000CNY
    invoice  C1  I1  2020-03-15  90000CNY  issued=2020-01-15  order=O1  shipped_on=2020-01-16
"""


def test_what_the_book_shows_is_held() -> None:
    text = (
        FILE
        + """
        letter  C1  K1  2020-04-01  arrived_on=2020-04-09
        note    C1  K2  2021-04-01  unenforceable  for=I1
        note    C1  K3  2021-05-01  written_off
    """
    )
    held, missing = papers(text)
    assert held == [
        Paper.INVOICE, Paper.CONTRACT, Paper.BILL_OF_LADING, Paper.DUNNING, Paper.EXPENSED, Paper.INABILITY
    ]  # fmt: skip
    assert missing == [Paper.EXPLANATION, Paper.SPECIAL_REPORT, Paper.FOREIGN]


@pytest.mark.parametrize(("outcome", "paper"), [("written_off", Paper.EXPENSED), ("unenforceable", Paper.INABILITY)])
def test_each_word_of_the_desk_shows_its_own_paper(outcome: str, paper: Paper) -> None:
    held, missing = papers(FILE + f"note C1 K2 2021-04-01 {outcome}")
    assert paper in held
    assert {Paper.EXPENSED, Paper.INABILITY} - {paper} <= {*missing}


@pytest.mark.parametrize(
    "contact",
    [
        "letter C1 K1 2020-04-01",  # no proof
        "letter C1 K1 2020-03-15 arrived_on=2020-03-20",  # before it was overdue
        "letter C1 K1 2020-04-01 arrived_on=2020-04-09 for=I9",
        "letter C1 K1 2020-04-01 insurer_notified arrived_on=2020-04-09",
        "letter C1 K1 2023-05-30 arrived_on=2023-06-02",  # arrives tomorrow
        "letter C1 K1 2023-06-02 arrived_on=2023-05-30 learnt=2023-06-01",  # sent tomorrow
    ],
)
def test_what_is_no_proven_demand(contact: str) -> None:
    assert Paper.DUNNING in papers(FILE + contact)[1]


def test_a_demand_of_the_day_after_that_arrives_today_is_one() -> None:
    assert Paper.DUNNING in papers(FILE + "letter C1 K1 2020-03-16 arrived_on=2023-06-01")[0]
    assert Paper.DUNNING in papers(FILE + "letter C1 K1 2023-06-01 arrived_on=2023-06-01")[0]


def test_only_overdue_items_of_a_chinese_house() -> None:
    text = ITEM.format("9CNY") + "invoice C1 I2 2023-06-01 5CNY \n invoice C1 I3 2023-05-31 5CNY"
    assert [entry.invoice for entry in checked(text, date(2023, 6, 1))] == ["I1", "I3"]
    assert checked(text, date(2023, 6, 1), home="DE") == ()


def test_how_much_of_the_checklists_is_there_is_told_in_whole_percent() -> None:
    """Of the item of 9 yuan one paper of seven, of the one of 90,000 one of eight: two of fifteen, 13.3 percent."""
    small, large = checked(ITEM.format("9CNY"), date(2023, 6, 1)), checked(ITEM.format("90000CNY"), date(2023, 6, 1))
    assert [complete_percent(each) for each in (small, large, (*small, *large))] == [14, 12, 13]
