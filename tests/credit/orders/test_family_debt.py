"""What is told of the relative whose debt stops an order, and what of it would have to be paid first."""

import pytest

from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition
from credit.reason import Reason, ReasonFact
from tests.credit.little_book import day, money
from tests.credit.orders.asked import GOOD, asked, looked

CHILD = GOOD.replace("limit=10000USD", "limit=10000USD parent=P") + "buyer P \n"


def told(text: str) -> tuple[Reason, tuple[Condition, ...]]:
    found = asked(CHILD + text)
    return found.reasons[0], found.conditions


def test_overdue_names_the_oldest_item_that_somebody_must_pay() -> None:
    """P1 is older and contested whole; of P2 100 are contested."""
    reason, conditions = told("""
        invoice  P  P1  -40  500USD
        invoice  P  P2   -9  900USD
        invoice  P  P3   -8  700USD
        dispute  P  D1   -5  price   for=P1
        dispute  P  D2   -5  price   for=P2  amount=100USD
    """)
    facts: dict[str, ReasonFact] = {
        "relative": "P",
        "invoice": "P2",
        "days": 9,
        "open": money("800USD"),
        "on": day("-9"),
        "source": "own_ledger",
    }
    assert reason == Reason("order_family_overdue", facts)
    assert conditions == (Condition("family_paid_first", money("1500USD"), "family_debt"),)


def test_a_class_is_told_with_its_day_and_what_it_rests_on() -> None:
    reason, _ = told("event P E1 -30 winding_up_petition")
    facts: dict[str, ReasonFact] = {"relative": "P", "debt_class": "bad", "notice": "E1", "on": day("-30"), "source": "gazette"}
    assert reason == Reason("order_family_class", facts)


@pytest.mark.parametrize(
    ("debt", "terms", "days"),
    [
        ("invoice P P1 -9 900USD \n invoice S S1 -8 900USD", "", 9),
        ("invoice P P1 -8 900USD \n invoice S S1 -9 900USD", "", 9),
        ("invoice P P1 -7 900USD \n invoice S S1 -5 900USD", "", 7),  # within grace
        ("invoice P P1 +7 900USD", "", 0),
        ("invoice P P1 -182 900USD \n invoice S S1 -183 900USD", "", 183),  # bad both
        ("invoice P P1 -200 900USD \n event S E1 -30 winding_up_order", "", 0),  # dead is worse than bad, however old
        ("invoice P P1 -9 900USD", "TT @order", None),  # prepaid: nobody looks
    ],
)
def test_the_rule_tells_the_days_of_the_worst_relative_and_those_it_allows(debt: str, terms: str, days: int | None) -> None:
    look = looked(asked(CHILD + "buyer S parent=P \n" + debt, terms=terms), RuleName.FAMILY_DEBT)
    assert (look.value, look.threshold) == (days, 7)


@pytest.mark.parametrize(
    ("debt", "relative"),
    [
        ("invoice P P1 -91 900USD \n invoice S S1 -9 900USD", "P"),  # doubtful is worse than in collection
        ("invoice P P1 -9 900USD \n invoice S S1 -91 900USD", "S"),
        ("invoice P P1 -9 900USD \n invoice S S1 -10 900USD", "S"),
        ("invoice P P1 -10 900USD \n invoice S S1 -9 900USD", "P"),
        ("invoice P P1 -200 900USD \n event S E1 -30 winding_up_order", "S"),
        ("event P E1 -30 winding_up_order \n invoice S S1 -200 900USD", "P"),
        ("invoice P P1 -182 900USD \n invoice S S1 -183 900USD", "S"),
        ("invoice P P1 -183 900USD \n invoice S S1 -182 900USD", "P"),
    ],
)
def test_the_worst_relative_is_the_one_that_is_told(debt: str, relative: str) -> None:
    reason, _ = told("buyer S parent=P \n" + debt)
    assert reason.facts["relative"] == relative
