"""The five classes at the edges of their rules (TRADE.md 4.3), row by row."""

import pytest

from credit.debt_class import class_by_age, classify, item_class, petition_in_force
from credit.five_classes import DebtClass
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from credit.reason import Reason
from credit.thresholds import Classing
from tests.credit.classing.bare_case import bare_case
from tests.credit.little_book import TODAY, assessed, day, little_book

NOT_DUE, IN_COLLECTION, DOUBTFUL, BAD, DEAD = DebtClass


def value(text: str) -> DebtClass:
    return assessed(text).debt_class.value


def codes(text: str) -> list[str]:
    return [reason.code for reason in assessed(text).debt_class.reasons]


@pytest.mark.parametrize(
    ("dpd", "expected"),
    [
        (-5, NOT_DUE),
        (0, NOT_DUE),
        (7, NOT_DUE),  # grace
        (8, IN_COLLECTION),
        (90, IN_COLLECTION),
        (91, DOUBTFUL),
        (180, DOUBTFUL),
        (181, BAD),
        (1095, BAD),
        (1096, DEAD),
    ],
)
def test_age_gives_an_item_and_its_buyer_their_class(dpd: int, expected: DebtClass) -> None:
    assert class_by_age(dpd, Classing()) is expected
    assert value(f"invoice C1 I1 {-dpd:+} 500USD") is expected


def test_debt_of_three_years_is_not_dead_while_something_is_paid_on_it() -> None:
    """Dead by age is "> 1,095 DPD without payment"."""
    assert value("invoice C1 I1 -1200 500USD \n receipt C1 R1 -100 50USD for=I1") is BAD


def test_classes_have_an_order() -> None:
    assert [entry.rank for entry in DebtClass] == [0, 1, 2, 3, 4]
    assert BAD.at_least(DOUBTFUL)
    assert BAD.at_least(BAD)
    assert not DOUBTFUL.at_least(BAD)


@pytest.mark.parametrize("event", ["winding_up_order", "administration", "cvl", "receivership", "dissolved"])
def test_insolvency_opened_makes_dead_whatever_is_owed(event: str) -> None:
    assert value(f"event C1 E1 0 {event}") is DEAD
    assert value(f"invoice C1 I1 +30 500USD \n event C1 E1 -900 {event}") is DEAD
    assert value(f"event C1 E1 0 {event} match=possible") is NOT_DUE
    assert value(f"event C1 E1 +1 {event} learnt=0") is NOT_DUE  # published tomorrow


@pytest.mark.parametrize("event", ["mvl", "strike_off_notice", "winding_up_petition_dismissed", "charge_created"])
def test_events_that_open_no_insolvency_make_no_class(event: str) -> None:
    assert value(f"event C1 E1 -1 {event}") is NOT_DUE


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ("event C1 E1 0 winding_up_petition", BAD),
        ("event C1 E1 -90 winding_up_petition \n event C1 E2 -30 winding_up_petition_dismissed", BAD),
        ("event C1 E1 2022-06-12 winding_up_petition", BAD),  # 24 months ago to the day
        ("event C1 E1 2022-06-11 winding_up_petition", NOT_DUE),
        ("event C1 E1 0 winding_up_petition match=possible", NOT_DUE),
        ("event C1 E1 -90 winding_up_petition \n event C1 E2 -9 winding_up_order", DEAD),
    ],
)
def test_a_petition_makes_bad_dismissed_or_not_until_an_order_makes_dead(events: str, expected: DebtClass) -> None:
    assert value("invoice C1 I1 +30 500USD \n" + events) is expected


def test_the_latest_petition_is_the_one_in_force() -> None:
    events = little_book("event C1 E1 -90 winding_up_petition \n event C1 E2 -30 winding_up_petition").account("C1").events
    found = petition_in_force(events, TODAY, Classing())
    assert found is not None
    assert found.id == "E2"
    assert petition_in_force((), TODAY, Classing()) is None


IN_GRACE = "invoice C1 I1 -6 500USD \n"
"""Six days past due: its age alone makes no class, and a promise for that day was broken yesterday, bank days counted."""


@pytest.mark.parametrize(("count", "expected"), [(0, NOT_DUE), (1, IN_COLLECTION), (2, DOUBTFUL), (3, BAD), (4, BAD)])
def test_broken_promises_make_the_class_heavier(count: int, expected: DebtClass) -> None:
    assert value(IN_GRACE + "\n".join(f"promise C1 P{n} -6 500USD by=-6 for=I1" for n in range(count))) is expected


@pytest.mark.parametrize(
    "others",
    [
        "promise C1 P2 -6 500USD by=-5 for=I1",  # runs until tonight
        "promise C1 P2 -6 100USD by=-6 for=I1 \n receipt C1 R1 -5 100USD for=I1",  # kept
        "promise C1 P2 -6 200USD by=-6 for=I1 \n receipt C1 R1 -5 100USD for=I1 \n promise C1 P1 -6 1USD by=-6 for=I1",
        "promise C1 P2 -6 500USD by=-6 for=I2",  # for an invoice that is not overdue
        "promise C1 P2 -90 500USD by=-80",  # for debt that was older than what is overdue now
    ],
)
def test_promises_that_do_not_count_as_broken(others: str) -> None:
    assert value(IN_GRACE + "promise C1 P1 -6 500USD by=-6 for=I1 \n" + others) in (IN_COLLECTION, NOT_DUE)


def test_a_promise_given_before_the_due_day_of_the_invoice_it_names_counts() -> None:
    """The buyer asks for ten days more in advance and does not keep them either."""
    given = "promise C1 P1 -26 500USD by=-15 for=I1 \n promise C1 P2 -12 500USD by=-9 for=I1"
    assert value("invoice C1 I1 -20 500USD \n" + given) is DOUBTFUL


def test_a_promise_for_whatever_is_oldest_counts_from_the_day_the_oldest_fell_due() -> None:
    items = "invoice C1 I1 -20 500USD \n invoice C1 I2 -6 500USD \n"
    given = "promise C1 P1 -19 500USD by=-15 \n promise C1 P2 -12 500USD by=-9"
    assert value(items + given) is DOUBTFUL


def test_broken_promises_are_forgotten_once_nothing_is_overdue() -> None:
    broken = "promise C1 P1 -6 500USD by=-6 \n promise C1 P2 -6 500USD by=-6 \n"
    assert value(IN_GRACE + broken + "receipt C1 R1 0 500USD for=I1") is NOT_DUE


SILENT = "call C1 K1 -60 no_answer \n email C1 K2 -40 bounced \n call C1 K3 -20 no_answer \n"


def test_who_cannot_be_reached_is_bad_while_something_is_overdue() -> None:
    assert value("invoice C1 I1 -1 500USD \n" + SILENT) is BAD
    assert value("invoice C1 I1 0 500USD \n" + SILENT) is NOT_DUE
    assert value("invoice C1 I1 -1 500USD \n" + SILENT.replace("-60", "-59")) is NOT_DUE
    assert value("invoice C1 I1 -1 500USD \n" + SILENT + "call C1 K4 -1 spoke") is NOT_DUE


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ({200: "10", -30: "90"}, BAD),  # ten percent
        ({200: "9.99", -30: "90.01"}, NOT_DUE),
        ({200: "6", 100: "6", -30: "88"}, DOUBTFUL),  # bad and doubtful together are twelve percent
        ({200: "10000", -30: "1000000"}, BAD),  # one percent, and material
        ({200: "9999.99", -30: "1000000"}, NOT_DUE),
        ({1100: "50", 20: "50"}, DEAD),
        ({200: "5", 201: "5", -30: "90"}, BAD),  # items of one class are counted together
    ],
)
def test_a_buyer_has_the_worst_class_that_holds_enough(items: dict[int, str], expected: DebtClass) -> None:
    assert value("\n".join(f"invoice C1 I{dpd} {-dpd:+} {amount}USD" for dpd, amount in items.items())) is expected


def test_an_item_of_unknown_worth_is_not_worth_nothing() -> None:
    assert value("invoice C1 I1 -200 9000000JPY \n invoice C1 I2 +30 100USD") is BAD


def test_every_rule_that_fired_is_told_the_heaviest_first() -> None:
    text = "invoice C1 I1 -100 500USD \n event C1 E1 -9 winding_up_petition \n event C1 E2 -1 winding_up_order"
    found = assessed(text).debt_class
    assert [reason.code for reason in found.reasons] == ["class_insolvency", "class_petition", "class_grade", "class_age"]
    assert found.reasons[3].facts == {"invoice": "I1", "days": 100, "on": day("-9"), "source": "own_ledger"}  # 91 days: nine ago
    assert codes(IN_GRACE + "promise C1 P1 -6 500USD by=-6") == ["class_broken_promises"]
    assert codes("invoice C1 I1 -1 500USD \n" + SILENT) == ["class_unreachable"]


def test_the_reason_names_the_oldest_item_of_the_class() -> None:
    (reason,) = assessed("invoice C1 I1 -20 500USD \n invoice C1 I2 -60 300USD").debt_class.reasons
    assert (reason.code, reason.facts["invoice"], reason.facts["days"]) == ("class_age", "I2", 60)


def test_nothing_overdue_is_said_where_nothing_is_and_only_there() -> None:
    assert codes("invoice C1 I1 +30 500USD") == ["class_nothing_overdue"]
    assert codes("invoice C1 I1 -20 1USD \n invoice C1 I2 +30 99USD") != ["class_nothing_overdue"]


def test_an_item_has_the_class_its_buyer_has_by_it() -> None:
    """Dead by age is "> 1,095 DPD without payment": of the two old items one was paid on in that time."""
    items = assessed("invoice C1 I1 -1300 5USD \n invoice C1 I2 -1200 500USD \n receipt C1 R1 -100 50USD for=I2").ledger.open
    assert [item_class(item, Classing()) for item in items] == [DEAD, BAD]


TIME = "\n lenient C1 L1 {} potential until=+90 cap=9000USD \n"


def apart(text: str) -> tuple[DebtClass, str] | None:
    found = assessed(text).debt_class.apart_from_age
    return (found[0], found[1].code) if found else None


def test_where_time_was_granted_the_worst_class_apart_from_age_is_told() -> None:
    old = "invoice C1 I1 -100 500USD \n"
    assert apart(old + TIME.format("-9")) is None  # doubtful by its age alone
    assert apart(old + "event C1 E1 -9 winding_up_petition" + TIME.format("0")) == (BAD, "class_petition")
    assert apart(old + "event C1 E1 -9 winding_up_petition" + TIME.format("+1 learnt=0")) is None  # granted tomorrow
    both = IN_GRACE + "promise C1 P1 -6 500USD by=-6 for=I1 \n" + SILENT + TIME.format("-5")
    assert apart(both) == (BAD, "class_unreachable")  # heavier than the broken promise looked at before


@pytest.mark.parametrize(("now", "why", "expected"), [
    (Grade.D, "grade_own_record", None),  # lower because the debt that was given time is not paid yet
    (Grade.E, "grade_own_record", None),
    (Grade.E, "grade_paying_later", None),
    (Grade.D, "grade_report", (DOUBTFUL, "class_grade_fell")),
    (Grade.E, "grade_report", (BAD, "class_grade")),
])  # fmt: skip
def test_a_grade_that_fell_by_the_debt_itself_is_of_its_age(now: Grade, why: str, expected: tuple[DebtClass, str] | None) -> None:
    graded = Graded(now, (Reason(why, {"on": day("-4"), "source": "own_ledger"}),))
    found = classify(bare_case("invoice C1 I1 -9 500USD" + TIME.format("-5"), graded, Grade.A)).apart_from_age
    assert ((found[0], found[1].code) if found else None) == expected
