"""An invoice on terms is one fact for each instalment, due from its own event; the provisional day stays beside the final one.

`30% TT @order; 70% TT @BL+0` of 1,000.01 USD is 300.00 and 700.01: 30 percent is 300.003, and the last takes what remains.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.invoice import Invoice
from credit.invoicing import events_of, in_instalments, redated, with_event
from credit.money import Money, total
from credit.problem import CurrencyMismatch
from credit.term_words import Baseline
from credit.terms import Terms, parse
from tests.credit.any_facts import calm
from tests.credit.any_terms import PERCENTS, any_terms
from tests.credit.little_book import TODAY, day, facts, money

SPLIT = "30% TT @order; 70% TT @BL+0"


def whole(amount: str = "1000.01USD", issued: str = "2024-03-01") -> Invoice:
    return Invoice("I1", "C1", money(amount), day(issued), date.min, day(issued), "O1")


def instalments(text: str) -> tuple[Invoice, ...]:
    return tuple(fact for fact in facts(text) if isinstance(fact, Invoice))


def test_an_invoice_on_two_instalments_is_two_facts() -> None:
    deposit, rest = in_instalments(whole(), parse(SPLIT))
    assert [(deposit.id, deposit.amount), (rest.id, rest.amount)] == [("I1/1", money("300USD")), ("I1/2", money("700.01USD"))]
    assert {deposit.instalment_of, rest.instalment_of} == {"I1"}
    assert (deposit.instalment, rest.instalment, deposit.baseline, rest.baseline) == (1, 2, Baseline.ORDER, Baseline.BL)
    assert {deposit.terms, rest.terms} == {"30% TT @order; 70% TT @BL"}
    assert {deposit.order_id, rest.order_id} == {"O1"}


@pytest.mark.parametrize(
    ("terms", "amount", "ids"),
    [("OA 60 @BL", "10USD", ["I1"]), (SPLIT, "-10USD", ["I1"]), (SPLIT, "0USD", ["I1"]), (SPLIT, "0.01USD", ["I1/1", "I1/2"])],
)
def test_one_instalment_and_what_is_owed_back_keep_the_number(terms: str, amount: str, ids: list[str]) -> None:
    parts = in_instalments(whole(amount), parse(terms))
    assert [part.id for part in parts] == ids
    assert {part.instalment_of for part in parts} == ({"I1"} if len(ids) > 1 else {""})


@calm
@given(any_terms(PERCENTS), st.integers(-(10**12), 10**12), st.none() | st.integers(0, 10**9))
def test_amounts_and_refunds_sum_to_the_whole(terms: Terms, minor: int, refund: int | None) -> None:
    given = replace(whole(), amount=Money(minor, "USD"), refund=Money(refund, "CNY") if refund is not None else None)
    parts = in_instalments(given, terms)
    assert total((part.amount for part in parts), "USD") == given.amount
    told = [part.refund for part in parts if part.refund is not None]
    assert (total(told, "CNY") if told else None) == given.refund
    assert len({part.id for part in parts}) == len(parts)


def test_a_refund_is_shared_out_as_the_amounts_are() -> None:
    """1,000 USD at 30 and 70 percent; of 130.01 CNY 39.003 is rounded down, and the last has the rest."""
    deposit, rest = instalments(f"sale C1 I1 -45 1000USD terms={SPLIT.replace(' ', '')} refund=130.01CNY")
    assert (deposit.refund, rest.refund) == (money("39.00CNY"), money("91.01CNY"))


def test_terms_that_name_another_currency_are_no_terms_of_this_invoice() -> None:
    with pytest.raises(CurrencyMismatch):
        in_instalments(whole(), parse("EUR 500 TT @order; rest TT @BL"))


def test_a_date_is_provisional_until_its_event_and_both_are_kept() -> None:
    """Issued 1 March, ETD 10 March, B/L 14 March: OA 60 is due 9 May, then 13 May (30 + 31 days of March and April)."""
    (expected,) = in_instalments(replace(whole(), expected=((Baseline.BL, day("2024-03-10")),)), parse("OA 60 @BL"))
    assert (expected.due_on, expected.provisional, expected.provisional_due_on) == (day("2024-05-09"), True, day("2024-05-09"))
    shipped = with_event(expected, Baseline.BL, day("2024-03-14"))
    assert (shipped.due_on, shipped.provisional, shipped.provisional_due_on) == (day("2024-05-13"), False, day("2024-05-09"))
    assert shipped.shipped_on == day("2024-03-14")


def test_what_only_stood_in_is_kept_as_the_provisional_day_too() -> None:
    """No ETD: counted from the issue, 1 March + 60 is 30 April; the B/L of 14 March makes it 13 May."""
    (before,) = in_instalments(whole(), parse("OA 60 @BL"))
    after = with_event(before, Baseline.BL, day("2024-03-14"))
    assert (before.due_on, after.due_on, after.provisional_due_on) == (day("2024-04-30"), day("2024-05-13"), day("2024-04-30"))


def test_a_date_known_from_the_start_was_never_provisional() -> None:
    (found,) = in_instalments(replace(whole(), shipped_on=day("2024-03-14")), parse("OA 60 @BL"))
    assert (found.due_on, found.provisional, found.provisional_due_on) == (day("2024-05-13"), False, None)


def test_an_event_before_the_baseline_moves_a_provisional_date() -> None:
    """LC 90 days after acceptance: counted from the issue, then from the presentation, the nearest before it, then finally."""
    (found,) = in_instalments(whole(), parse("LC 90 @acceptance"))
    presented = with_event(found, Baseline.PRESENTATION, day("2024-03-20"))
    accepted = with_event(presented, Baseline.ACCEPTANCE, day("2024-03-25"))
    assert [each.due_on for each in (found, presented, accepted)] == [day("2024-05-30"), day("2024-06-18"), day("2024-06-23")]
    assert [each.provisional for each in (found, presented, accepted)] == [True, True, False]
    assert accepted.provisional_due_on == day("2024-06-18")
    assert events_of(accepted) == {
        Baseline.INVOICE: day("2024-03-01"),
        Baseline.PRESENTATION: day("2024-03-20"),
        Baseline.ACCEPTANCE: day("2024-03-25"),
    }


def test_an_event_said_again_stands_as_said_last() -> None:
    (found,) = in_instalments(whole(), parse("COD"))
    again = with_event(with_event(found, Baseline.DELIVERY, day("2024-03-20")), Baseline.DELIVERY, day("2024-03-22"))
    assert (again.due_on, again.happened) == (day("2024-03-22"), ((Baseline.DELIVERY, day("2024-03-22")),))


def test_a_due_date_that_was_given_is_moved_by_no_event() -> None:
    given = replace(whole(), due_on=day("2024-04-01"), terms="OA 60 @BL")
    assert redated(given) is given
    shipped = with_event(given, Baseline.BL, day("2024-03-14"))
    assert (shipped.due_on, shipped.shipped_on) == (day("2024-04-01"), day("2024-03-14"))


def test_a_discount_is_an_amount_and_a_day() -> None:
    (found,) = in_instalments(whole("1000USD"), parse("2/10 net 30"))
    assert (found.due_on, found.discount, found.discount_until) == (day("2024-03-31"), money("20USD"), day("2024-03-11"))
    (plain,) = in_instalments(whole(), parse("net 30"))
    assert (plain.discount, plain.discount_until) == (None, None)


@pytest.mark.parametrize(
    ("numbers", "meant"), [(("I1",), True), (("I1/2",), True), (("I1/1", "I2"), False), (("",), False), ((), False)]
)
def test_the_whole_number_means_its_instalments(numbers: tuple[str, ...], meant: bool) -> None:
    _, rest = in_instalments(whole(), parse(SPLIT))
    assert rest.named_in(numbers) is meant
    assert replace(rest, id="I1/2", instalment_of="").named_in(numbers) is (numbers == ("I1/2",))


@pytest.mark.parametrize(
    ("shipped", "on", "awaited"),
    [(None, TODAY, True), (TODAY, TODAY, False), (TODAY, day("-1"), True), (day("-1"), TODAY, False)],
)
def test_a_deposit_is_awaited_until_the_goods_leave(shipped: date | None, on: date, awaited: bool) -> None:
    deposit, rest = in_instalments(replace(whole(), shipped_on=shipped), parse(SPLIT))
    assert deposit.awaited_on(on) is awaited
    assert not rest.awaited_on(on)


@calm
@given(any_terms(PERCENTS), st.sampled_from([date.min, date(1, 12, 31), date(2099, 6, 1), date.max]))
def test_both_ends_of_the_calendar_have_due_dates(terms: Terms, issued: date) -> None:
    assert all(part.due_on >= issued for part in in_instalments(replace(whole(), issued_on=issued), terms))
