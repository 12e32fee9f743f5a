"""Securities bear what is at stake first, then the insurer, the house the rest."""

import pytest

from credit.book import EMPTY_BOOK
from credit.cover_standing import cover_remarks
from credit.limits.cover import borne, cover_of, secured_by
from credit.orders.check import check_order
from credit.policy import DEFAULT_POLICY
from credit.rates import NO_RATES
from credit.waiting import waiting
from tests.credit.little_book import TODAY, assessed, day, little_book, money, published
from tests.credit.test_waiting import PLAIN

WEIGHTS = DEFAULT_POLICY.limits.security_percent


@pytest.mark.parametrize(
    ("at_stake", "secured", "cover", "held", "insured"),
    [
        ("1000USD", "0USD", "0USD", "0USD", "0USD"),
        ("1000USD", "0USD", "600USD", "0USD", "540USD"),  # 90 % of 600; the excess of 400 is own risk
        ("600USD", "0USD", "600USD", "0USD", "540USD"),  # 400 paid: the excess went first, the cover stayed
        ("599USD", "0USD", "600USD", "0USD", "539.10USD"),
        ("1000USD", "300USD", "600USD", "300USD", "540USD"),
        ("1000USD", "500USD", "600USD", "500USD", "450USD"),  # 90 % of the 500 that are left
        ("1000USD", "1200USD", "600USD", "1000USD", "0USD"),  # a security bears no more than there is
        ("-50USD", "300USD", "600USD", "0USD", "0USD"),  # money in hand is no risk
        ("1000USD", "0USD", "-600USD", "0USD", "0USD"),
        ("0.99USD", "0USD", "600USD", "0USD", "0.89USD"),  # 0.891, never more than is covered
    ],
)
def test_who_bears_it(at_stake: str, secured: str, cover: str, held: str, insured: str) -> None:
    assert borne(money(at_stake), money(secured), money(cover), 90) == (money(held), money(insured))


def test_an_insurer_that_pays_all_of_a_loss_pays_none_of_what_it_does_not_cover() -> None:
    assert borne(money("1000USD"), money("0USD"), money("0USD"), 100) == (money("0USD"), money("0USD"))
    assert borne(money("1000USD"), money("0USD"), money("600USD"), 100) == (money("0USD"), money("600USD"))


@pytest.mark.parametrize(("issued", "covers"), [("-10", "0USD"), ("-9", "0USD"), ("-8", "5000USD")])
def test_a_cover_given_up_covers_nothing_until_what_was_sold_by_that_day_is_paid(issued: str, covers: str) -> None:
    """Given up nine days ago."""
    text = f"""
        buyer    C1  insured=5000USD
        invoice  C1  I1   +20  1000USD  issued={issued}
        lenient  C1  L1    -9  potential  until=+9  cap=9000USD  forfeits=450USD
    """
    found = assessed(text)
    assert cover_of(found.account, found.ledger.open, found.on) == money(covers)


def test_a_cover_that_ended_before_anything_left_is_nothing_in_its_own_currency() -> None:
    found = assessed("buyer C1 insured=5000EUR insured_until=-30 \n invoice C1 I1 +20 1000USD issued=-20")
    assert cover_of(found.account, found.ledger.open, found.on) == money("0EUR")


def test_what_is_not_known_is_not_borne() -> None:
    assert borne(None, money("1USD"), money("1USD"), 90) == (None, None)
    assert borne(money("1USD"), None, money("1USD"), 90) == (None, None)
    assert borne(money("9USD"), money("1USD"), None, 90) == (money("1USD"), None)


@pytest.mark.parametrize(
    ("form", "amount"),
    [("confirmed_lc", "1000USD"), ("standby_lc", "950USD"), ("parent_guarantee", "500USD"), ("retention_of_title", "200USD")],
)
def test_a_security_is_worth_its_forms_share(form: str, amount: str) -> None:
    account = little_book(f"buyer C1 \n security C1 S1 -9 1000USD form={form}").account("C1")
    assert secured_by(account, TODAY, WEIGHTS, 50) == (money(amount),)


@pytest.mark.parametrize(("on", "stands"), [("-10", False), ("-9", True), ("+5", True), ("+6", False)])
def test_a_security_bears_only_while_it_stands(on: str, stands: bool) -> None:
    account = little_book("buyer C1 \n security C1 S1 -9 1000USD form=confirmed_lc until=+5").account("C1")
    assert bool(secured_by(account, day(on), WEIGHTS, 50)) is stands


def test_a_security_of_a_negative_amount_is_worth_nothing() -> None:
    account = little_book("buyer C1 \n security C1 S1 -9 -1000USD form=confirmed_lc").account("C1")
    assert secured_by(account, TODAY, WEIGHTS, 50) == (money("0USD"),)


GIVEN_UP = """
    buyer    C1                insured=80000USD  limit=200000USD
    invoice  C1  I1  -76  64000USD
    lenient  C1  L1    0  potential  until=+300  cap=90000USD  forfeits=57600USD
"""


def test_cover_that_was_given_up_covers_nothing() -> None:
    """64,000 x 0.23 % = 147.20 a day, all of it at risk; with 90 % of it covered it was 14.72."""
    found = assessed(GIVEN_UP)
    assert (found.exposure.own_risk, found.exposure.insured) == (money("64000USD"), money("0USD"))
    before = assessed(GIVEN_UP, on=day("-1"))
    assert (before.exposure.own_risk, before.exposure.insured) == (money("6400USD"), money("57600USD"))
    assert waiting(found, "call", PLAIN, NO_RATES).per_day == money("147.20USD")
    assert waiting(before, "call", PLAIN, NO_RATES).per_day == money("14.72USD")
    assert check_order(found, money("1000USD"), EMPTY_BOOK).own_risk_after == money("65000USD")
    assert not [clock for clock in found.clocks if clock.kind.value.startswith("insurer_")]
    assert [clock for clock in before.clocks if clock.kind.value.startswith("insurer_")]


def test_cover_stays_lost_for_what_was_sold_before_and_comes_back_once_that_is_paid() -> None:
    """I1 is paid on day +6, and what leaves on that day is covered again; what left the day before was stopped by it."""
    later = GIVEN_UP + "invoice C1 I2 +30 10000USD issued=+6 \n"
    ended, paid = later.replace("forfeits", "ended_on=+1 forfeits"), "receipt C1 R1 +6 64000USD for=I1"
    assert assessed(ended, on=day("+6")).exposure.insured == money("0USD")
    assert assessed(later + paid, on=day("+6")).exposure.insured == money("9000USD")
    assert assessed(later.replace("issued=+6", "issued=+5") + paid, on=day("+6")).exposure.insured == money("0USD")


NOT_TOLD = """
    buyer    C1              insured=80000USD
    invoice  C1  I1  -70  1000USD
    invoice  C1  I2  -65  1000USD
"""


def test_cover_is_in_doubt_once_a_duty_was_missed_and_counts_all_the_same() -> None:
    """The insurer is to hear of I1 by day -10 (60 days after it fell due), of I2 by day -5; what it stopped is told apart."""

    def remarks(text: str, on: str = "0") -> list[tuple[str, object, object]]:
        told = cover_remarks(assessed(text, on=day(on)))
        return [(r.code, r.facts["on"], r.facts.get("invoice")) for r in told if r.code != "cover_stopped"]

    assert remarks(NOT_TOLD) == [("cover_in_doubt", day("-9"), "I1")]
    (told,) = (remark for remark in cover_remarks(assessed(NOT_TOLD)) if remark.code == "cover_in_doubt")
    assert (told.facts["due_on"], told.facts["source"]) == (day("-10"), "[K] commonly quoted")
    assert remarks(NOT_TOLD, "-10") == []
    assert remarks(NOT_TOLD + "email C1 K1 -12 insurer_notified for=I1") == [("cover_in_doubt", day("-4"), "I2")]
    assert remarks(NOT_TOLD + "email C1 K1 -12 insurer_notified") == []
    assert remarks(NOT_TOLD.replace("80000USD", "0USD")) == []
    assert remarks(NOT_TOLD, "+200") == [("cover_in_doubt", day("-9"), "I1")], "long ago is not forgotten"
    assert remarks(GIVEN_UP) == [("cover_given_up", day("0"), None)]
    assert assessed(NOT_TOLD).exposure.insured == money("1800USD")


OWN_SHARE = """
    buyer    C1  limit=9000USD  insured=3000USD  insured_until=-20  insured_percent=95
    invoice  C1  I1  -45  1000USD
    invoice  C1  I2  +45  2000USD  issued=-15
"""


def test_a_buyer_may_be_covered_at_a_share_of_its_own() -> None:
    """On its last day 1,000 are open: 95 % of it, where the policy's share is 90 %."""
    assert assessed(OWN_SHARE, on=day("-20")).exposure.insured == money("950USD")
    assert assessed(OWN_SHARE.replace("insured_percent=95", ""), on=day("-20")).exposure.insured == money("900USD")


def test_after_its_last_day_cover_holds_for_what_had_left_by_then() -> None:
    """3,000 are open, 1,000 of them sold by the last day: 950 insured, the rest and the deductible are own risk."""
    found = assessed(OWN_SHARE)
    assert (found.exposure.insured, found.exposure.own_risk, found.covered) == (money("950USD"), money("2050USD"), True)
    sooner = assessed(OWN_SHARE.replace("issued=-15", "issued=-15 shipped_on=-20"))
    assert sooner.exposure.insured == money("2850USD"), "what counts is the day it left"
    paid = assessed(OWN_SHARE + "receipt C1 R1 -1 1000USD for=I1")
    assert (paid.exposure.insured, paid.covered) == (money("0USD"), False)
    assert not [clock for clock in paid.clocks if clock.kind.value.startswith("insurer_")]


def test_an_order_after_the_last_day_is_the_houses_own_risk() -> None:
    """950 stay insured of the first invoice; 1,000 more are borne by the house."""
    assert check_order(assessed(OWN_SHARE), money("1000USD"), EMPTY_BOOK).own_risk_after == money("3050USD")


def test_what_was_covered_in_another_currency_counts_by_its_rate_and_not_without_one() -> None:
    """1,000 EUR at 1.25 are 1,250 USD, 95 % of them 1,187.50."""
    text = OWN_SHARE.replace("-45  1000USD", "-45  1000EUR")
    assert assessed(text, rates=published(USD="1.25")).exposure.insured == money("1187.50USD")
    assert assessed(text).exposure.insured is None, "nothing in one currency is known of it"
