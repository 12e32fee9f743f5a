"""Disputes by part: what is contested, what stays in work, by when it is answered, what came late."""

import pytest

from credit.book import EMPTY_BOOK
from credit.debt_class import DebtClass
from credit.disputes import Disputing, LateDispute, answer_by, contested, late_dispute
from credit.gates import Held
from credit.orders.check import check_order
from credit.policy import DEFAULT_POLICY
from credit.treatment import treatment
from credit.worklist import Task
from tests.credit.little_book import assessed, day, facts, little_book, money, queue

OWED = """
    invoice  C1  I1  -60  1000USD
    invoice  C1  I2  -50   500USD
    invoice  C1  I3  -40   800EUR
"""


def parts(text: str) -> dict[str, int]:
    found = assessed(OWED + text)
    return dict(contested(found.disputes, found.ledger.open))


@pytest.mark.parametrize(
    ("dispute", "expected"),
    [
        ("", {}),
        ("dispute C1 D1 -9 quality for=I1", {"I1": 1000_00}),
        ("dispute C1 D1 -9 quality", {"I1": 1000_00, "I2": 500_00, "I3": 800_00}),
        ("dispute C1 D1 -9 quality for=I1 amount=300USD", {"I1": 300_00}),
        ("dispute C1 D1 -9 quality for=I1 amount=1000USD", {"I1": 1000_00}),
        ("dispute C1 D1 -9 quality for=I1 amount=3000USD", {"I1": 1000_00}),  # no more than is open
        ("dispute C1 D1 -9 quality for=I2,I1 amount=1200USD", {"I1": 1000_00, "I2": 200_00}),  # the oldest due first
        ("dispute C1 D1 -9 quality for=I1,I2 amount=1000USD", {"I1": 1000_00}),
        ("dispute C1 D1 -9 quality for=I3 amount=300USD", {"I3": 800_00}),  # how much of it is not told
        ("dispute C1 D1 -9 quality for=I1 amount=300USD \n dispute C1 D2 -8 price for=I1 amount=200USD", {"I1": 500_00}),
        ("dispute C1 D1 -9 quality for=I1 amount=900USD \n dispute C1 D2 -8 price for=I1 amount=200USD", {"I1": 1000_00}),
        ("dispute C1 D1 -9 quality for=I1 amount=900USD \n dispute C1 D2 -8 price for=I1", {"I1": 1000_00}),
        ("dispute C1 D1 -9 quality for=I1 closed=-1", {}),
        ("dispute C1 D1 -9 quality for=I9", {}),
    ],
)
def test_what_is_contested_of_each_item(dispute: str, expected: dict[str, int]) -> None:
    assert parts(dispute) == expected


def test_the_rest_stays_in_work() -> None:
    found = assessed(OWED + "dispute C1 D1 -9 quality for=I1 amount=300USD")
    first, second, _ = found.ledger.open
    assert (found.disputed_amount(first), found.undisputed(first), found.disputed(first)) == (
        money("300USD"),
        money("700USD"),
        True,
    )
    assert (found.disputed_amount(second), found.undisputed(second), found.disputed(second)) == (
        money("0USD"), money("500USD"), False,
    )  # fmt: skip


ONE = "invoice C1 I1 -21 10000USD \n"


def test_the_value_lane_weighs_what_is_not_contested() -> None:
    """6,000 of 10,000 are not contested: the line is 6,000 at risk."""
    (task,) = queue(ONE + "dispute C1 D1 -3 price for=I1 amount=4000USD").tasks
    assert isinstance(task, Task)
    assert [r.facts["at_risk"] for r in task.reasons if r.code == "waiting_item"] == [money("6000USD")]


@pytest.mark.parametrize(("amount", "held"), [("10000USD", True), ("8000USD", False)])
def test_a_buyer_is_held_where_all_of_it_is_contested(amount: str, held: bool) -> None:
    found = queue(ONE + f"dispute C1 D1 -3 price for=I1 amount={amount}").held
    assert found == ((Held("C1", "disputed", day("+27")),) if held else ())


def test_a_promise_for_the_rest_holds_the_buyer_with_the_dispute() -> None:
    text = ONE + "invoice C1 I2 -20 500USD \n dispute C1 D1 -3 price for=I2 \n promise C1 P1 0 10000USD by=+3 for=I1"
    assert [held.reason for held in queue(text).held] == ["promise_running"]
    part = queue(text.replace("dispute C1 D1 -3 price for=I2", "dispute C1 D1 -3 price for=I2 amount=450USD"))
    assert [held.reason for held in part.held] == ["costs_more"], "50 are no trifle, and not worth a call"


def test_an_order_waits_for_what_is_not_contested() -> None:
    found = assessed("buyer C1 limit=90000USD \n" + ONE + "dispute C1 D1 -3 price for=I1 amount=4000USD")
    answer = check_order(found, money("1USD"), EMPTY_BOOK)
    assert [c.value for c in answer.conditions if c.kind == "pay_overdue_first"] == [money("6000USD")]
    assert next(r.facts["open"] for r in answer.reasons if r.code == "order_overdue") == money("6000USD")
    whole = assessed("buyer C1 limit=90000USD \n" + ONE + "dispute C1 D1 -3 price for=I1")
    assert "order_overdue" not in {r.code for r in check_order(whole, money("1USD"), EMPTY_BOOK).reasons}


def test_a_dispute_is_answered_by_the_agreed_day_or_in_thirty_days() -> None:
    agreed, silent = little_book("dispute C1 D1 -9 price settle_by=-2 \n dispute C1 D2 -9 price").account("C1").disputes
    assert answer_by(agreed, Disputing()) == day("-2")
    assert answer_by(silent, Disputing()) == day("+21")
    assert answer_by(silent, Disputing(answer_days=10)) == day("+1")


def late(text: str) -> LateDispute | None:
    account = little_book(text).account("C1")
    return late_dispute(account, account.disputes[-1], Disputing())


ISSUED = "invoice C1 I1 -10 1000USD issued=-40 \n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ISSUED + "dispute C1 D1 -9 quality for=I1", LateDispute("D1", "I1", day("-9"), day("-40"))),  # 31 days, overdue
        (ISSUED + "dispute C1 D1 -9 quality", LateDispute("D1", "I1", day("-9"), day("-40"))),  # the whole balance
        (ISSUED + "dispute C1 D1 -10 quality for=I1", None),  # on the due day: 30 days, not overdue yet
        (ISSUED.replace("-40", "-39") + "dispute C1 D1 -9 quality for=I1", None),  # 30 days after it was issued
        (ISSUED.replace("issued=-40", "issued=-40 shipped_on=-39") + "dispute C1 D1 -9 quality for=I1", None),
        (ISSUED.replace("issued=-40", "issued=-40 shipped_on=-50") + "dispute C1 D1 -9 quality for=I1", 31),
        (ISSUED + "dispute C1 D0 -10 price for=I1 closed=-9 \n dispute C1 D1 -9 quality for=I1", None),  # it spoke in time
        (ISSUED + "dispute C1 D0 -9 price for=I1 closed=-9 \n dispute C1 D1 -9 quality for=I1", 31),
        (ISSUED + "dispute C1 D0 -10 price for=I7 \n dispute C1 D1 -9 quality for=I1", 31),  # about another invoice
        (ISSUED + "dispute C1 D0 -11 price closed=-10 \n dispute C1 D1 -9 quality for=I1", None),  # about everything
        (ISSUED + "dispute C1 D1 -9 quality for=I7", None),
        ("invoice C1 I0 -99 5USD \n" + ISSUED + "dispute C1 D1 -9 quality for=I1", 31),  # beside an older invoice
        (ISSUED + "dispute C1 D0 -40 price closed=-39 \n dispute C1 D1 -9 quality for=I1", None),  # on the day it was issued
        ("invoice C1 I1 -70 10USD issued=-8 \n dispute C1 D1 -9 quality", None),  # issued after the complaint
    ],
)
def test_a_first_complaint_once_the_money_is_overdue_is_late(text: str, expected: LateDispute | int | None) -> None:
    found = late(text)
    assert (found.days if isinstance(expected, int) and found is not None else found) == expected


def test_the_fact_tells_how_late() -> None:
    found = late(ISSUED + "dispute C1 D1 -9 quality for=I1")
    assert found is not None
    assert found.days == 31


def test_a_dispute_not_opened_yet_contests_nothing() -> None:
    assert assessed(OWED + "dispute C1 D1 +1 quality learnt=0").disputes == ()
    assert len(facts("dispute C1 D1 +1 quality")) == 1


HALF = """
    invoice  C1  I1  -116  50000USD
    invoice  C1  I2   -12  50000USD
    dispute  C1  D1    -9  price  for=I1
"""


def test_what_is_contested_makes_neither_the_class_nor_the_step_of_the_rest() -> None:
    """TRADE.md 4.2, 4.5: the undisputed part stays in work; it is 12 days past due, and pressed as that."""
    found = assessed(HALF)
    assert found.debt_class.value is DebtClass.IN_COLLECTION
    assert found.debt_class.items["I1"] is DebtClass.DOUBTFUL, "the item has its own age all the same"
    treated = treatment(found, DEFAULT_POLICY)
    assert (treated.ladder, treated.step.reason and treated.step.reason.facts["invoice"]) == ("in_collection", "I2")
    assert assessed(HALF.replace("for=I1", "for=I1 closed=-1")).debt_class.value is DebtClass.DOUBTFUL
    part = assessed(HALF.replace("for=I1", "for=I1 amount=30000USD"))
    assert part.debt_class.value is DebtClass.DOUBTFUL, "20,000 of it nobody contests"
    trifle = assessed(HALF.replace("for=I1", "for=I1 amount=49000USD"))
    assert trifle.debt_class.value is DebtClass.IN_COLLECTION, "1,000 of 51,000 are no tenth, and no 10,000"


def test_where_all_that_is_late_is_contested_the_class_says_so() -> None:
    found = assessed("invoice C1 I1 -116 50000USD \n invoice C1 I2 +12 50000USD \n dispute C1 D1 -9 price for=I1")
    assert (found.debt_class.value, found.debt_class.reasons[0].code) == (DebtClass.NOT_DUE, "class_contested")
    whole = "invoice C1 I1 -116 50000USD \n dispute C1 D1 -9 price"
    assert assessed(whole).debt_class.value is DebtClass.DOUBTFUL, "there is no rest to be spared"
    assert [held.reason for held in queue(whole).held] == ["disputed"]
    within = HALF.replace("-12", "-3")
    assert (queue(within).tasks, queue(within).held) == ((), ()), "what nobody contests is within grace"
