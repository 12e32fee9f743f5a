"""Growth out of the buyer's own size, unusual orders, longer terms: on their day and no longer than their cause."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from credit.alerts.size import levels
from credit.assess import assess_book
from credit.policy import DEFAULT_POLICY
from credit.rates import Rates, Series
from tests.credit.alerts.ringing import alert, kinds, rings_from
from tests.credit.little_book import TODAY, day, little_book, money, published

STEADY = """
invoice C1 H0 -440 20000USD issued=-500
receipt C1 R0 -440 20000USD for=H0
invoice C1 H1 -140 20000USD issued=-200
receipt C1 R1 -140 20000USD for=H1
invoice C1 I1  +40 30000USD issued=-20
"""
"""Never more than 20,000 at a time; 30,000 since day -20 is 150 percent of that and not more."""
GROWN = STEADY + "order C1 O1 -5 0.01USD"


def test_exposure_beyond_its_habit_rings_from_the_day_it_was() -> None:
    assert "exposure_growth" not in kinds(STEADY)
    rung = rings_from(GROWN, "exposure_growth", "-5")
    assert rung.evidence == {
        "exposure": money("30000.01USD"), "highest": money("20000USD"), "since": day("-5"), "on": day("-5"),
        "order": "O1", "source": "own_ledger",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        (GROWN + "\n receipt C1 R2 -1 0.01USD for=I1", False),  # back
        (GROWN + "\n buyer C1 limit=60000.02USD", True),  # half of the limit, and a little more: 50.0000083 %
        (GROWN + "\n buyer C1 limit=60001USD", False),  # less than half of it
        (GROWN.replace("H0 -440 20000USD issued=-500", "H0 -239 20000USD issued=-239").replace("R0 -440", "R0 -230"), False),
        (GROWN.replace("H0 -440 20000USD issued=-500", "H0 -240 20000USD issued=-240").replace("R0 -440", "R0 -230"), True),
        (GROWN.replace("issued=-20", "issued=-60"), False),  # it stood so sixty days ago
        (GROWN.replace("issued=-20", "issued=-59"), True),
        (GROWN.replace("20000USD", "6000USD").replace("30000USD", "9999.98USD"), False),  # too small to matter
        (GROWN.replace("20000USD", "6000USD").replace("30000USD", "10000USD"), True),
    ],
)  # fmt: skip
def test_what_is_growth(text: str, rings: bool) -> None:
    assert ("exposure_growth" in kinds(text)) is rings


def test_growth_falls_back_and_begins_again() -> None:
    again = GROWN + "\n receipt C1 R2 -4 9000USD for=I1 \n order C1 O2 -2 9000USD"
    rings_from(again, "exposure_growth", "-2")


def test_an_order_that_is_invoiced_is_the_same_trade() -> None:
    """The order counts 40,000 from day -30; its invoice adds nothing, and one larger than the order adds the rest."""
    ordered = STEADY.split("invoice C1 I1")[0] + "order C1 O1 -30 30000USD \n invoice C1 I1 +40 {}USD issued=-10 order=O1"
    assert "exposure_growth" not in kinds(ordered.format(30000))
    rings_from(ordered.format("30000.01"), "exposure_growth", "-10")


def test_growth_in_another_currency_is_seen_at_its_rate_and_not_without_one() -> None:
    text = STEADY + "order C1 O1 -5 1EUR \n buyer C1 limit=40000USD"
    book = little_book(text)
    assert alert(book, "exposure_growth") is None
    rated = replace(book, rates=published(USD="1.25"))
    assert alert(rated, "exposure_growth") is not None


EUROS = "buyer C1 limit=40000USD \n invoice C1 I1 +40 20000EUR issued=-500"


def dollars(*rates: tuple[str, str]) -> Rates:
    """Dollars for a euro, from the days they were published on."""
    return Rates(series={"USD": Series(tuple(day(on) for on, _ in rates), tuple(Decimal(rate) for _, rate in rates))})


def test_growth_by_the_rate_alone_rings_from_the_day_the_rate_was_known() -> None:
    """20,000, then 30,000, which is 150 percent of that and not more, and 30,200 since day -7."""
    book = little_book(EUROS, rates=dollars(("-999", "1"), ("-20", "1.5"), ("-7", "1.51")), home="")
    rung = rings_from(book, "exposure_growth", "-7")
    assert rung.evidence == {
        "exposure": money("30200USD"), "highest": money("20000USD"), "since": day("-7"), "on": day("-7"),
        "invoice": "I1", "source": "own_ledger",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rates", "rings"),
    [
        ([("-999", "1")], True),  # 30,000 and a cent, the highest before was 20,000
        ([("-999", "1.5"), ("-200", "1")], False),  # 30,000 stood in the year before
        ([("-999", "1.5"), ("-426", "1")], True),  # not in the year that ended sixty days ago
        ([("-424", "1")], False),  # what stood when that year began nobody can say
        ([("-425", "1")], True),
    ],
)
def test_the_year_before_counts_at_the_rates_of_its_days(rates: list[tuple[str, str]], rings: bool) -> None:
    book = little_book(EUROS + "\n order C1 O1 -5 10000.01USD", rates=dollars(*rates), home="")
    assert (alert(book, "exposure_growth") is not None) is rings


def test_what_had_no_rate_yet_has_grown_from_the_day_of_its_first() -> None:
    text = STEADY + "buyer C1 limit=60000USD \n invoice C1 I2 +40 15000EUR issued=-15"
    rings_from(little_book(text, rates=dollars(("-10", "1")), home=""), "exposure_growth", "-10")


def test_trade_in_a_currency_without_a_rate_is_no_habit_even_where_it_is_settled() -> None:
    settled = "\n invoice C1 X -300 1EUR \n receipt C1 RX -300 1EUR for=X"
    refunded = "\n receipt C1 R8 -300 1GBP \n receipt C1 R9 -299 -1GBP"
    for more in (settled, refunded):
        assert "exposure_growth" not in kinds(GROWN + more)
    assert alert(little_book(GROWN + settled, rates=published(USD="1.25")), "exposure_growth") is not None


@pytest.mark.parametrize(
    "ahead",
    [
        "order C1 O9 +3 30000USD learnt=-3 \n invoice C1 I1 +40 30000USD issued=-20 order=O9",
        "invoice C1 X +90 1EUR issued=+2 learnt=-3",
        "receipt C1 X +9 30000USD for=I1 learnt=-3",
    ],
)
def test_what_is_still_to_come_moves_no_exposure_of_today(ahead: str) -> None:
    rung = alert(GROWN + "\n" + ahead, "exposure_growth")
    assert rung is not None
    assert rung.learnt_on == day("-5")


SPIKE = "order C1 O1 -100 1000USD \n order C1 O2 -50 900USD \n "


@pytest.mark.parametrize(
    ("order", "rings"),
    [
        ("order C1 O3 -3 3000USD", False),
        ("order C1 O3 -3 3000.01USD", True),
        ("order C1 O3 -3 2800USD", False),  # three times the one before it, not three times the largest
        ("order C1 O3 -3 3001EUR", False),  # nothing of its currency to compare with
        ("order C1 O3 +1 9000USD learnt=-2", False),
    ],
)
def test_an_order_far_larger_than_any_of_its_year_rings(order: str, rings: bool) -> None:
    assert ("order_spike" in kinds(SPIKE + order)) is rings


def test_a_spike_stands_for_its_days() -> None:
    rung = rings_from(SPIKE + "order C1 O3 -3 5000USD", "order_spike", "-3")
    assert rung.evidence == {
        "order": "O3", "amount": money("5000USD"), "highest": money("1000USD"), "on": day("-3"), "source": "own_ledger",
    }  # fmt: skip
    assert "order_spike" in kinds(SPIKE + "order C1 O3 -3 5000USD", day("+56"))
    assert "order_spike" not in kinds(SPIKE + "order C1 O3 -3 5000USD", day("+57"))


def test_only_orders_of_its_own_year_are_compared() -> None:
    old = "order C1 O1 -{} 1000USD \n order C1 O2 -3 5000USD"
    assert "order_spike" in kinds(old.format(368))  # 365 days before
    assert "order_spike" not in kinds(old.format(369))


def test_asking_for_longer_terms_rings_for_its_days() -> None:
    text = "invoice C1 I1 +30 900USD \n call C1 K1 -5 longer_terms"
    rung = rings_from(text, "terms_stretch", "-5")
    assert rung.evidence == {"subject": "K1", "contact": "K1", "on": day("-5"), "source": "desk"}
    assert "terms_stretch" in kinds(text, day("+84"))
    assert "terms_stretch" not in kinds(text, day("+85"))


def terms(days: int, before: int = 5) -> str:
    """So many invoices of sixty days, and one of `days` issued on day -5."""
    lines = [f"invoice C1 H{n} {-200 + n:+} 900USD" for n in range(before)]
    return "\n".join([*lines, f"invoice C1 I1 {days - 5:+} 900USD issued=-5"])


@pytest.mark.parametrize(("days", "before", "rings"), [(74, 5, False), (75, 5, True), (75, 4, False)])
def test_an_invoice_on_longer_terms_than_any_before_rings(days: int, before: int, rings: bool) -> None:
    assert ("terms_stretch" in kinds(terms(days, before))) is rings


def test_longer_terms_are_told_with_the_usual_ones_and_end() -> None:
    rung = rings_from(terms(90), "terms_stretch", "-5")
    assert (rung.evidence["days"], rung.evidence["usual"], rung.evidence["invoice"]) == (90, 60, "I1")
    assert "terms_stretch" in kinds(terms(90), day("+84"))
    assert "terms_stretch" not in kinds(terms(90), day("+85"))


def test_a_date_that_still_waits_for_its_event_is_no_longer_term() -> None:
    assert "terms_stretch" not in kinds(terms(90) + " provisional=yes")


def test_the_policy_decides_what_growth_is() -> None:
    policy = replace(DEFAULT_POLICY, watching=replace(DEFAULT_POLICY.watching, growth_percent=149))
    assert alert(little_book(STEADY, policy), "exposure_growth", TODAY - timedelta(days=20)) is not None


def test_an_invoice_in_another_currency_is_all_of_its_order_in_the_growth_too() -> None:
    """400 EUR are 500 USD at 1.25: with them the 1,000 USD that were ordered are invoiced."""
    account = little_book("order C1 O1 -10 1000USD \n invoice C1 I1 +55 400EUR issued=-5 order=O1").account("C1")
    assert list(levels(account, "USD", published(USD="1.25"), TODAY)) == [(day("-10"), 100000), (day("-5"), 50000)]


HABIT = "".join(f"invoice C1 H{n} {-200 + n:+} 900USD \n" for n in range(5))
"""Five invoices of sixty days."""


@pytest.mark.parametrize(
    ("agreed", "own", "rings"),
    [
        ("OA45@BL", "OA60@BL", True),  # fifteen days more than agreed
        ("OA45@BL", "OA59@BL", False),
        ("OA90@BL", "OA90@BL", False),  # longer than any invoice, and agreed
        ("", "OA75@BL", True),  # nothing agreed: fifteen days more than its invoices
        ("", "OA74@BL", False),
        ("", "50%TT@order;50%OA75@BL", True),  # the longest part
        ("", "LC180@BL", False),  # the bank's days
        ("", "someday", False),
        ("someday", "OA75@BL", True),  # what cannot be read agrees nothing
    ],
)
def test_an_order_on_longer_terms_than_agreed_rings(agreed: str, own: str, rings: bool) -> None:
    buyer = f"buyer C1 terms={agreed} \n" if agreed else ""
    assert ("terms_stretch" in kinds(HABIT + buyer + f"order C1 O1 -5 900USD terms={own}")) is rings


def test_an_order_of_a_buyer_without_habit_or_agreement_has_nothing_to_be_longer_than() -> None:
    assert "terms_stretch" not in kinds("invoice C1 H1 -200 900USD \n order C1 O1 -5 900USD terms=OA180@BL")


def test_longer_terms_of_an_order_ring_from_the_day_they_were_learnt_and_its_invoice_does_not_ring_again() -> None:
    """Taken on day -9 on the usual terms; the longer ones are known on day -5, its invoice is issued on day -2."""
    order = "order C1 O1 -9 900USD \n order C1 O1 -9 900USD learnt=-5 terms=OA90@BL \n"
    text = HABIT + order + "order C1 O1 -9 950USD learnt=-3 terms=OA90@BL \n invoice C1 I1 +88 900USD issued=-2 order=O1"
    rung = rings_from(text, "terms_stretch", "-5")
    assert rung.evidence == {"subject": "O1", "order": "O1", "days": 90, "usual": 60, "on": day("-9"), "source": "own_ledger"}
    found = assess_book(little_book(text), TODAY).of("C1").alerts
    assert [told.id for told in found if told.kind == "terms_stretch"] == ["terms_stretch:C1:O1"]
    assert "terms_stretch" in kinds(text, day("+80"))
    assert "terms_stretch" not in kinds(text, day("+81"))
