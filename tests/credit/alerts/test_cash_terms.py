"""The COD switch: other suppliers, or the house itself, give a buyer no more credit (TRADE.md 4.6)."""

import pytest

from credit.report import Severity
from tests.credit.alerts.ringing import alert, kinds, rings_from
from tests.credit.little_book import day, queue

HEARD = "invoice C1 I1 +30 900USD \n call C1 K1 -5 cash_elsewhere"
OPEN = "buyer C1 terms=OA60@BL \n"
HABIT = "".join(f"invoice C1 H{n} {-200 + n:+} 900USD \n" for n in range(5))
"""Five invoices of sixty days."""


def test_what_is_heard_of_other_suppliers_rings_for_its_days() -> None:
    rung = rings_from(HEARD, "cash_elsewhere", "-5")
    assert rung.evidence == {"contact": "K1", "on": day("-5"), "source": "desk"}
    assert rung.severity is Severity.WARNING
    assert "cash_elsewhere" in kinds(HEARD, day("+84"))  # 90 days, the first among them
    assert "cash_elsewhere" not in kinds(HEARD, day("+85"))


def test_it_is_no_conversation_with_the_buyer() -> None:
    """Three tries found nobody; what another supplier tells between them is no answer of the buyer."""
    silent = "invoice C1 I1 -90 900USD \n call C1 K1 -70 no_answer \n email C1 K2 -60 bounced \n call C1 K3 -50 no_answer \n"
    assert "unreachable" in kinds(silent)
    assert "unreachable" not in kinds(silent + "call C1 K4 -40 spoke")
    assert "unreachable" in kinds(silent + "call C1 K4 -40 cash_elsewhere")


def test_it_asks_for_work_where_something_is_owed_and_only_there() -> None:
    assert [task.customer_id for task in queue(HEARD).tasks] == ["C1"]
    assert not queue(HEARD.replace("cash_elsewhere", "longer_terms")).tasks
    assert not queue(HEARD + "\n receipt C1 R1 -1 900USD for=I1").tasks


def test_agreed_terms_that_turn_to_cash_ring_from_the_day_they_were_learnt() -> None:
    text = OPEN + "buyer C1 terms=COD learnt=-5 \n buyer C1 terms=COD learnt=-2 country=GB"
    rung = rings_from(text, "cash_terms", "-5")
    assert rung.evidence == {"buyer": "C1", "terms": "COD", "on": day("-5"), "source": "desk"}
    assert rung.severity is Severity.INFO
    assert "cash_terms" in kinds(text, day("+84"))
    assert "cash_terms" not in kinds(text, day("+85"))


@pytest.mark.parametrize(
    ("before", "after", "rings"),
    [
        ("OA60@BL", "TT@order", True),
        ("OA60@BL", "30%TT@order;70%TT@BL_copy", True),  # all of it before the goods are handed over
        ("OA60@BL", "CAD", True),
        ("OA60@BL", "30%TT@order;70%OA30@BL", False),  # most of it is still open
        ("OA60@BL", "LC60@BL", False),  # a bank's credit, not the buyer's cash
        ("OA60@BL", "OA30@BL", False),
        ("OA60@BL", "someday", False),
        ("someday", "COD", False),  # nobody knows what it was before
        ("COD", "CAD", False),
    ],
)
def test_only_from_open_terms_to_cash_is_a_switch(before: str, after: str, rings: bool) -> None:
    assert ("cash_terms" in kinds(f"buyer C1 terms={before} \n buyer C1 terms={after} learnt=-5")) is rings


def test_credit_that_is_given_again_ends_it() -> None:
    text = OPEN + "buyer C1 terms=COD learnt=-9 \n buyer C1 terms=OA60@BL learnt=-3"
    assert "cash_terms" in kinds(text, day("-4"))
    assert "cash_terms" not in kinds(text, day("-3"))


def test_a_buyer_that_never_had_credit_was_not_moved() -> None:
    assert "cash_terms" not in kinds("buyer C1 terms=COD \n order C1 O1 -5 900USD terms=COD")
    assert "cash_terms" not in kinds("buyer C1 \n order C1 O1 -5 900USD terms=COD")


def test_orders_for_cash_ring_from_the_first_of_them() -> None:
    """Order O1 on its usual terms, then two for cash; O4 is on credit again."""
    text = OPEN + "order C1 O1 -50 900USD \n order C1 O2 -9 900USD terms=COD \n order C1 O3 -5 900USD terms=TT@order"
    rung = rings_from(text, "cash_terms", "-9")
    assert rung.evidence == {"order": "O2", "terms": "COD", "on": day("-9"), "source": "own_ledger"}
    assert rung.severity is Severity.INFO
    again = text + "\n order C1 O4 -2 900USD terms=OA60@BL"
    assert "cash_terms" in kinds(again, day("-3"))
    assert "cash_terms" not in kinds(again, day("-2"))


def test_cash_terms_of_an_order_ring_from_the_day_they_were_learnt() -> None:
    text = OPEN + "order C1 O1 -9 9USD \n order C1 O1 -9 9USD learnt=-5 terms=COD \n order C1 O1 -9 8USD learnt=-3 terms=COD"
    rung = rings_from(text, "cash_terms", "-5")
    assert rung.evidence["on"] == day("-9")
    assert "cash_terms" in kinds(text, day("+80"))
    assert "cash_terms" not in kinds(text, day("+81"))


@pytest.mark.parametrize(
    ("invoices", "rings"),
    [
        (HABIT, True),
        (HABIT.replace("invoice C1 H4 -196 900USD", ""), False),  # four are no habit
        ("".join(f"invoice C1 H{n} {-200 + n:+} 900USD issued={-200 + n} \n" for n in range(5)), False),  # due at issue: cash
    ],
)
def test_where_nothing_is_agreed_the_invoices_before_say_whether_it_had_credit(invoices: str, rings: bool) -> None:
    assert ("cash_terms" in kinds(invoices + "order C1 O1 -5 900USD terms=COD")) is rings


def test_what_is_agreed_is_told_before_the_orders_that_follow_it() -> None:
    text = OPEN + "buyer C1 terms=COD learnt=-9 \n order C1 O1 -5 900USD terms=COD"
    told = alert(text, "cash_terms")
    assert told is not None
    assert told.evidence["buyer"] == "C1"
