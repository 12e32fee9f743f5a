"""What an order would do: nothing is recorded, and what is paid at the order is neither owed nor lost."""

from datetime import timedelta

import pytest

from credit.assess import assess_book
from credit.money import Money
from credit.order_what_if import OrderOutlook, paid_by, supposed_order
from credit.orders.verdict import Verdict
from credit.problem import RefusedChange, UnknownBuyer
from credit.term_words import Method
from credit.terms import NO_TERMS, InvalidTerms, parse
from tests.credit.little_book import TODAY, little_book, money

BOOK = """
    buyer    C1                 limit=5000USD  terms=OA30
    invoice  C1  I1   +10  1000USD
    buyer    C2
    invoice  C2  J1   -40    50USD
"""


def supposed(amount: str, terms: str = "", days: int = 0, text: str = BOOK, id: str = "C1") -> OrderOutlook:
    agreed = parse(terms) if terms else NO_TERMS
    return supposed_order(assess_book(little_book(text), TODAY), id, money(amount), agreed, TODAY + timedelta(days=days))


def test_what_is_at_stake_without_the_order_and_with_it() -> None:
    """1,000 open; 2,000 on open account come to it."""
    found = supposed("2000USD")
    assert found.on == TODAY
    assert (found.exposure, found.check.exposure_after) == (money("1000USD"), money("3000USD"))
    assert (found.own_risk, found.check.own_risk_after) == (money("1000USD"), money("3000USD"))


def test_the_loss_grows_with_what_is_owed_and_not_with_what_is_paid_at_the_order() -> None:
    """On the same rates twice the debt is twice the added loss, to the cent of rounding; all in advance adds nothing."""
    none, one, two = (supposed(amount, terms) for amount, terms in (("2000USD", "TT @order"), ("2000USD", ""), ("4000USD", "")))
    assert none.loss_before is not None
    assert none.loss_after == none.loss_before
    added = [found.loss_after.minor - found.loss_before.minor for found in (one, two) if found.loss_after and found.loss_before]
    assert added[0] > 0
    assert abs(added[1] - 2 * added[0]) <= 1


def test_half_in_advance_adds_the_loss_of_the_other_half() -> None:
    half, one = supposed("2000USD", "50% TT @order; rest OA 30"), supposed("1000USD", "OA 30")
    assert half.loss_after == one.loss_after


def test_a_buyer_without_terms_is_supposed_to_owe_at_once() -> None:
    found = supposed("100USD", id="C2")
    assert found.loss_after is not None
    assert found.loss_before is not None
    assert found.loss_after > found.loss_before


def test_a_day_to_come_is_looked_at_as_far_as_today_tells() -> None:
    """I1 is due in 10 days; in 60 days it is 50 days late, and the order waits for it."""
    now, then = supposed("2000USD"), supposed("2000USD", days=60)
    assert then.on == TODAY + timedelta(days=60)
    assert any(reason.code == "order_overdue_days" for reason in then.check.reasons) or then.check.verdict is not Verdict.GO
    assert then.check.reasons != now.check.reasons


def test_the_family_is_looked_at_too() -> None:
    """The group's limit of 2,000 leaves no room for 2,000 beside 1,000."""
    text = """
    buyer    P1                 group_limit=2000USD
    buyer    C1                 limit=5000USD  parent=P1
    invoice  C1  I1   +10  1000USD
    """
    fired = {look.name.value for look in supposed("2000USD", text=text).check.rules if look.fired}
    assert "group_limit" in fired


@pytest.mark.parametrize("days", [-1, 366 * 200])
def test_a_day_that_cannot_be_is_refused(days: int) -> None:
    with pytest.raises(RefusedChange) as trouble:
        supposed("5USD", days=days)
    assert trouble.value.facts["reason"] == "supposed_order_day"


def test_an_order_of_nothing_and_of_nobody_is_refused() -> None:
    with pytest.raises(RefusedChange):
        supposed("0USD")
    with pytest.raises(UnknownBuyer):
        supposed("5USD", id="C9")


@pytest.mark.parametrize(
    ("terms", "method", "becomes"),
    [
        ("OA 60 @BL", Method.LC, "LC 60 @sight"),
        ("OA 60 @BL", Method.DA, "DA 60 @acceptance"),
        ("OA 60 @BL", Method.DP, "DP sight @presentation"),
        ("OA 60 @BL", Method.OA, "OA 60 @BL"),
        ("LC 60 @sight", Method.OA, "OA 60 @invoice"),
        ("OA 60 @BL", Method.CAD, "CAD @presentation"),
        ("OA 60 @BL", Method.TT, "TT @order"),
        ("30% TT @order; 70% OA 60 @BL", Method.LC, "30% TT @order; 70% LC 60 @sight"),
        ("USD 500 TT @order; rest OA 2 months", Method.DA, "USD 500.00 TT @order; rest DA 2 months @acceptance"),
        ("DP sight", Method.LC, "LC sight @presentation"),
        ("", Method.LC, "LC sight @presentation"),
    ],
)
def test_the_same_terms_by_another_method(terms: str, method: Method, becomes: str) -> None:
    assert str(paid_by(parse(terms) if terms else NO_TERMS, method)) == becomes


def test_a_draft_that_is_accepted_needs_its_days() -> None:
    with pytest.raises(InvalidTerms):
        paid_by(parse("DP sight"), Method.DA)


def test_nothing_is_recorded() -> None:
    assessed = assess_book(little_book(BOOK), TODAY)
    before = assessed.book
    supposed_order(assessed, "C1", Money.of("5", "USD"))
    assert assessed.book is before
    assert "what-if" not in {invoice.id for invoice in assessed.by_id["C1"].account.invoices}
