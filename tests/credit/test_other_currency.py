"""Money that names an invoice of another currency: the buyer paid, and the house has yet to say what it pays of it.

One euro buys 1.25 dollars: 800 EUR are 1,000 USD. A bank's rate may differ by 3 percent: 776 EUR (970 USD) are enough.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.clocks.clock import ClockKind
from credit.five_classes import DebtClass
from credit.other_currency import Came, as_meant
from credit.policy import Policy
from credit.promises import PromiseState
from credit.rates import Rates, Series
from credit.reason import Reason, ReasonFact
from credit.worklist import Task
from tests.credit.little_book import TODAY, assessed, day, little_book, money, published, queue

RATES = published(USD="1.25", CHF="1.00")
OWED = "buyer C1 country=DE \n invoice C1 I1 -97 1000USD \n"
CAME = "receipt C1 R1 -77 800EUR for=I1"


def otherwise(text: str, rates: Rates = RATES) -> dict[str, Came]:
    return dict(assessed(OWED + text, rates=rates).ledger.otherwise)


def test_what_came_stays_in_the_ledger_and_makes_nobody_late() -> None:
    """Due 97 days ago, paid in euro twenty days later: open as before, unapplied as before, and no debt of 97 days."""
    without = assessed(OWED, rates=RATES)
    assert (without.debt_class.value, without.worst_dpd, without.dbt) == (DebtClass.DOUBTFUL, 97, Decimal(97))
    found = assessed(OWED + CAME, rates=RATES)
    assert found.ledger.otherwise == {"I1": Came(day("-77"), "R1", "EUR")}
    assert [(item.open, item.dpd) for item in found.ledger.overdue] == [(money("1000USD"), 97)]
    assert found.ledger.unapplied == (money("800EUR"),)
    assert (found.worst_dpd, found.ledger.late) == (0, ())
    assert (found.debt_class.value, found.debt_class.items["I1"]) == (DebtClass.NOT_DUE, DebtClass.NOT_DUE)
    facts: dict[str, ReasonFact] = {"invoice": "I1", "receipt": "R1", "on": day("-77"), "source": "own_ledger"}
    assert found.debt_class.reasons == (Reason("class_paid_otherwise", facts),)
    assert found.dbt == 20  # as if it had been booked on its day
    assert [(told.days, told.open) for told in found.record] == [(20, False)]


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (CAME, True),
        ("receipt C1 R1 -77 776EUR for=I1", True),  # 970 of 1,000 USD
        ("receipt C1 R1 -77 775.99EUR for=I1", False),
        ("receipt C1 R1 -77 800EUR", False),  # names nothing: for nobody knows what
        ("receipt C1 R1 -77 800EUR for=I2", False),
        ("receipt C1 R1 -77 800EUR for=I1 order_id=O1", False),  # the deposit of an order
        ("receipt C1 R1 -77 900GBP for=I1", False),  # no rate
        ("receipt C1 R1 -77 1000CHF for=I1", True),  # 1,250 USD
        ("receipt C1 R1 -77 400EUR for=I1 \n receipt C1 R2 -70 400EUR for=I1", True),
        ("receipt C1 R1 -77 800EUR for=I1 \n receipt C1 R2 -70 -800EUR for=I1", False),  # given back
        ("receipt C1 R1 -77 800EUR for=I1 \n receipt C1 R2 -70 -25EUR", False),  # 775 are left
        ("receipt C1 R1 -77 500USD for=I1 \n receipt C1 R2 -70 400EUR for=I1", True),  # half in its own currency
        ("receipt C1 R1 +1 800EUR for=I1 learnt=-1", False),
    ],
)
def test_it_must_name_the_invoice_and_be_worth_it(text: str, paid: bool) -> None:
    assert ("I1" in otherwise(text)) is paid


def test_it_is_paid_on_the_day_the_last_part_came() -> None:
    assert otherwise("receipt C1 R1 -77 400EUR for=I1 \n receipt C1 R2 -70 400EUR for=I1") == {
        "I1": Came(day("-70"), "R2", "EUR")
    }


def test_one_amount_pays_the_invoices_it_names_in_their_order() -> None:
    """1,200 EUR are 1,500 USD: I1 takes 970 of them, 424 EUR are left: 530 USD, enough for 546 but not for 547 less 3 percent."""
    more = "invoice C1 I2 -87 {}USD \n receipt C1 R1 -77 1200EUR for=I1,I2"
    assert otherwise(more.format(546)).keys() == {"I1", "I2"}
    assert otherwise(more.format(547)).keys() == {"I1"}


def test_what_a_bank_s_rate_may_differ_by_is_the_policy_s() -> None:
    exact = Policy.of({"short_pays": {"exchange_percent": 0}})
    short = assessed(OWED + "receipt C1 R1 -77 799.99EUR for=I1", exact, RATES)
    assert not short.ledger.otherwise
    assert assessed(OWED + CAME, exact, RATES).ledger.otherwise


def test_the_rate_is_that_of_the_day_it_came_whatever_it_is_since() -> None:
    """800 EUR were 1,000 USD then, and would be 880 today."""
    rates = Rates(series={"USD": Series((day("-300"), day("-50")), (money("1.25USD").amount, money("1.10USD").amount))})
    book = little_book(OWED + CAME, rates=rates)
    assert assess_book(book, TODAY).of("C1").ledger.otherwise.keys() == {"I1"}


def test_before_it_came_and_once_it_is_booked_it_is_as_any_payment() -> None:
    on_eve = assessed(OWED + CAME, rates=RATES, on=day("-78"))
    assert on_eve.worst_dpd == 19
    assert not on_eve.ledger.otherwise
    booked = assessed(OWED + "receipt C1 R1 -77 1000USD for=I1", rates=RATES)
    assert booked.dbt == 20
    assert not booked.ledger.otherwise


def test_nobody_is_dunned_for_it_though_the_rate_fell_since() -> None:
    """At today's rate the 800 EUR are worth less than what is overdue: by name they pay it all the same."""
    rates = Rates(series={"USD": Series((day("-300"), day("-50")), (money("1.25USD").amount, money("1.10USD").amount))})
    work = queue(OWED + CAME, rates=rates)
    (task,) = work.tasks
    assert task.step.action.value == "apply"


def test_what_is_not_paid_beside_it_stays_in_work_alone() -> None:
    text = OWED + CAME + "\n invoice C1 I2 -30 5000USD"
    found = assessed(text, rates=RATES)
    paid, open_ = sorted(found.ledger.open, key=lambda item: item.invoice.id)
    assert (found.in_work(paid), found.in_work(open_)) == (money("0USD"), money("5000USD"))
    stands = queue(text, rates=RATES).placed["C1"]
    assert isinstance(stands, Task)
    assert stands.step.action.value != "apply"


def test_the_insurer_is_told_of_what_is_open_all_the_same() -> None:
    """Whether the insurer counts money nobody booked is the insurer's to say: its clocks run on."""
    insured = OWED.replace("country=DE", "country=DE insured=9000USD")
    stopped, unpaid = (assessed(insured + came, rates=RATES) for came in (CAME, ""))
    assert stopped.clocks == unpaid.clocks
    assert ClockKind.INSURER_NOTICE in {clock.kind for clock in stopped.clocks}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("receipt C1 R1 -8 800EUR for=I1", PromiseState.KEPT),
        ("receipt C1 R1 -8 400EUR for=I1", PromiseState.PARTLY_KEPT),
        ("receipt C1 R1 -8 800EUR", PromiseState.BROKEN),  # it may be for anything
        ("receipt C1 R1 -8 800GBP for=I1", PromiseState.BROKEN),
        ("receipt C1 R1 -8 800EUR for=I1,I9", PromiseState.KEPT),  # of I9 nothing is known
    ],
)
def test_a_word_is_kept_with_money_that_names_the_invoice(text: str, state: PromiseState) -> None:
    """Promised for Monday, paid on Tuesday, within the three bank days: 800 EUR are the 1,000 USD that were promised."""
    found = assessed(OWED + "promise C1 P1 -12 1000USD by=-9 for=I1 \n" + text, rates=RATES)
    assert [told.state for told in found.promises] == [state]


def test_a_receipt_that_names_two_currencies_is_counted_in_its_own() -> None:
    text = "invoice C1 I2 -97 300EUR \n promise C1 P1 -12 1000USD by=-9 for=I1 \n receipt C1 R1 -8 1100EUR for=I1,I2"
    found = assessed(OWED + text, rates=RATES)
    assert [told.state for told in found.promises] == [PromiseState.BROKEN]
    assert found.ledger.otherwise.keys() == {"I1"}  # 300 pay I2, 800 are left


def test_equal_ledgers_tell_the_same_of_it() -> None:
    one, other = assessed(OWED + CAME, rates=RATES).ledger, assessed(OWED + CAME, rates=RATES).ledger
    assert one == other
    assert one != replace(other, otherwise={})


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        ("receipt C1 R1 0 800EUR for=I1", {"I1"}),  # today
        (
            CAME + " \n receipt C1 R2 +5 800EUR for=I2 learnt=-1",
            {"I1"},
        ),  # what comes later ends nothing
        ("receipt C1 R1 -77 800EUR for=I9,I1", {"I1"}),  # the first is no invoice
        ("invoice C1 J1 -97 5JPY \n receipt C1 R1 -77 800EUR for=J1,I1", {"I1"}),  # there is no rate for the first
        ("invoice C1 I2 -97 250USD \n receipt C1 R1 -77 800EUR for=I1 \n receipt C1 R2 -70 200EUR for=I2", {"I1", "I2"}),
        # 400 of 800 EUR were given back: the first takes what is left
        (
            """invoice C1 I2 -97 500USD \n invoice C1 I3 -97 500USD \n receipt C1 R1 -77 400EUR for=I2
            receipt C1 R2 -76 400EUR for=I3 \n receipt C1 R3 -70 -400EUR""",
            {"I2"},
        ),
        # all of it was given back, and what lies there is the deposit of an order
        (
            """order C1 O1 -95 9000EUR \n receipt C1 R0 -90 800EUR order_id=O1 \n receipt C1 R1 -77 800EUR for=I1
            receipt C1 R2 -70 -800EUR""",
            set(),
        ),
        ("invoice C1 I2 -97 0.01USD \n receipt C1 R1 -77 0.01EUR for=I2", {"I2"}),  # a cent for a cent
        # the first paid a bill in euro, and nothing of it is left; the second names nothing
        (
            "invoice C1 E1 -97 5EUR \n invoice C1 I2 -97 0.01USD \n receipt C1 R1 -77 5EUR for=E1,I2 \n receipt C1 R2 -70 9EUR",
            set(),
        ),
    ],
)
def test_money_pays_what_it_names_and_no_money_pays_twice(text: str, paid: set[str]) -> None:
    assert set(otherwise(text)) == paid


def test_money_that_is_worth_less_than_a_cent_pays_nothing() -> None:
    """At ten cents a euro a cent is a tenth of one."""
    assert otherwise("invoice C1 I2 -97 1USD \n receipt C1 R1 -77 0.01EUR for=I2,I1", published(USD="0.1")) == {}


def test_for_a_promise_money_counts_as_what_it_pays_with_what_a_bank_s_rate_may_differ_by() -> None:
    """776 EUR are 970 USD, and 970 / 0.97 are 1,000. What is of the invoice's own currency, or names two currencies, stays."""
    text = (
        OWED
        + """
        invoice C1 E1 -97 5EUR
        receipt C1 R1 -77 776EUR for=I1
        receipt C1 R2 -76 10USD for=I1
        receipt C1 R3 -75 800EUR for=I1,E1
        receipt C1 R4 -74 800GBP for=I1
        receipt C1 R5 -73 20EUR
    """
    )
    (account,) = little_book(text).accounts.values()
    meant = [receipt.amount for receipt in as_meant(account, RATES, Policy().short_pays)]
    assert meant == [money(amount) for amount in ("1000USD", "10USD", "800EUR", "800GBP", "20EUR")]
