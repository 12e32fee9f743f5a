"""Leaving a class: half paid, a plan kept, paid down; and staying where none of these happened (TRADE.md 4.3, last column)."""

import pytest

from credit.five_classes import DebtClass
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates
from credit.reason import Reason, ReasonFact
from tests.credit.little_book import assessed, day, published

NOT_DUE, IN_COLLECTION, DOUBTFUL, BAD, DEAD = DebtClass


def value(text: str, rates: Rates = NO_RATES, policy: Policy = DEFAULT_POLICY) -> DebtClass:
    return assessed(text, policy, rates).debt_class.value


def codes(text: str) -> list[str]:
    return [reason.code for reason in assessed(text).debt_class.reasons]


OLD = "invoice C1 I1 -200 1000USD \n"
"""Bad since nineteen days ago, its 181st day past due."""


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ("-5 500USD", DOUBTFUL),
        ("-5 499.99USD", BAD),
        ("-18 500USD", DOUBTFUL),
        ("0 500USD", DOUBTFUL),
        ("-19 500USD", BAD),  # on the day it turned bad: what was overdue that evening is 500
        ("+1 500USD learnt=0", BAD),
    ],
)
def test_bad_debt_leaves_once_half_of_what_was_overdue_then_is_paid(paid: str, expected: DebtClass) -> None:
    assert value(OLD + f"receipt C1 R1 {paid} for=I1") is expected


def test_what_made_it_lighter_is_told_before_the_rule_it_lightened() -> None:
    """1,200 of 2,000 are paid: the 800 that are left are old enough, and enough, to hold the grade at E."""
    old = OLD.replace("1000USD", "2000USD")
    reasons = assessed(old + "receipt C1 R1 -5 1200USD for=I1").debt_class.reasons
    assert reasons[0] == Reason("class_half_paid", {"percent": 60, "on": day("-19"), "receipt": "R1", "source": "own_ledger"})
    assert [reason.code for reason in reasons] == ["class_half_paid", "class_age", "class_grade"]


def test_the_payment_that_made_the_half_is_named() -> None:
    reasons = assessed(OLD + "receipt C1 R1 -5 500USD for=I1 \n receipt C1 R2 -3 100USD for=I1").debt_class.reasons
    assert reasons[0].facts["receipt"] == "R1"


def test_what_was_overdue_then_is_what_the_house_did_not_let_pass() -> None:
    """Of 1,000 960 came before it turned bad; a house that closes no rest had 40 overdue that day, and half of it is paid."""
    text = OLD + "receipt C1 R1 -100 960USD for=I1 \n receipt C1 R2 -5 20USD for=I1"
    assert value(text, policy=Policy.of({"short_pays": {"absolute": {"USD": 0}, "percent": 0}})) is DOUBTFUL


def test_the_share_paid_is_told_in_whole_percent() -> None:
    reasons = assessed(OLD + "receipt C1 R1 -5 666.67USD for=I1").debt_class.reasons
    assert str(reasons[0].facts["percent"]) == "66"


def test_everything_that_was_overdue_counts_not_the_old_item_alone() -> None:
    text = OLD + "invoice C1 I2 -100 1000USD \n receipt C1 R1 -5 {}USD for={}"
    assert value(text.format("949", "I2")) is BAD  # 51 are missing, more than a bank takes
    assert value(text.format("1000", "I2")) is DOUBTFUL  # the younger half will do
    assert value(text.format("949", "I1")) is BAD  # all but a trifle of the old one, and yet not half
    not_due_then = OLD + "invoice C1 I2 -19 1000USD \n receipt C1 R1 -5 {}USD for=I1"
    assert value(not_due_then.format("500")) is DOUBTFUL  # nineteen days ago the other was not overdue
    assert value(not_due_then.replace("I2 -19", "I2 -20").format("500")) is BAD


def test_new_debt_that_turns_bad_is_counted_anew_once_half_of_the_old_was_paid() -> None:
    """I1 turned bad 119 days ago and was paid by a part a hundred days ago; I2 turned bad 9 days ago."""
    text = "invoice C1 I1 -300 1000USD \n invoice C1 I2 -190 1000USD \n receipt C1 R1 -100 {}USD for=I1 \n"
    # 119 days ago both were overdue: 2,000; half of it is 1,000, nine days ago 1,400 were left
    assert value(text.format("600")) is BAD
    assert value(text.format("600") + "receipt C1 R2 -1 399USD for=I2") is BAD  # 999 of 2,000
    assert value(text.format("600") + "receipt C1 R2 -1 400USD for=I2") is DOUBTFUL  # 1,000 of 2,000
    # 1,100 of 2,000 were paid when the second turned bad: from then on half of the 900 that were left is asked for
    more = text.format("900") + "receipt C1 R2 -100 200USD for=I2 \n"
    assert value(more) is BAD
    assert value(more + "receipt C1 R3 -1 449USD for=I2") is BAD
    assert value(more + "receipt C1 R3 -1 450USD for=I2") is DOUBTFUL


def test_half_of_the_old_paid_to_the_cent_when_the_new_turned_bad_is_counted_anew() -> None:
    """I2 turns bad today, its 181st day; of the 2,000 overdue when I1 turned bad 1,000 were paid by then."""
    text = "invoice C1 I1 -300 1000USD \n invoice C1 I2 -181 1000USD \n receipt C1 R1 -100 600USD for=I1 \n"
    assert value(text + "receipt C1 R2 -1 400USD for=I2") is BAD
    assert value(text.replace("-181", "-180") + "receipt C1 R2 -1 400USD for=I2") is DOUBTFUL  # it is not bad yet


def test_nothing_paid_is_not_even_the_smallest_share() -> None:
    one_percent = Policy.of({"classing": {"half_paid_percent": 1}})
    assert value(OLD, policy=one_percent) is BAD
    assert value(OLD + "receipt C1 R1 -5 10USD for=I1", policy=one_percent) is DOUBTFUL
    yen = "invoice C1 I1 -200 100000JPY \n receipt C1 R1 -5 90000JPY for=I1"
    assert value(yen, policy=one_percent) is BAD
    rated = "report C1 B1 -20 creditsafe financial_strength.rating_provider:5 \n invoice C1 I1 -5 500USD \n"
    assert value(rated, policy=one_percent) is BAD
    assert value(rated + "receipt C1 R1 -1 400USD for=I1", policy=one_percent) is DOUBTFUL  # of what was overdue since day -4


def test_where_a_rate_is_missing_nobody_says_that_half_was_paid() -> None:
    text = "invoice C1 I1 -200 100000JPY \n receipt C1 R1 -5 90000JPY for=I1"
    assert value(text) is BAD
    assert value(text, published(USD="1.25", JPY="160")) is DOUBTFUL


def test_a_petition_and_death_by_age_are_not_lifted_by_half() -> None:
    assert value(OLD + "receipt C1 R1 -5 900USD for=I1 \n event C1 E1 -9 winding_up_petition") is BAD


def plan(*instalments: str, agreed: str = "-60", text: str = OLD) -> str:
    """A plan and its promises, each `on by amount`, with a receipt in time where it ends in `paid`."""
    lines = [text, f"call C1 K1 {agreed} plan_agreed"]
    for number, told in enumerate(instalments):
        on, by, amount, *paid = told.split()
        lines.append(f"promise C1 P{number} {on} {amount}USD by={by} for=I1")
        lines += [f"receipt C1 R{number} {by} {amount}USD for=I1"] if paid else []
    return "\n".join(lines)


def test_bad_debt_leaves_by_a_plan_of_which_two_instalments_were_kept() -> None:
    two = plan("-60 -50 100 paid", "-60 -30 100 paid", "-60 +9 100")
    assert value(two) is IN_COLLECTION  # out of bad by the two, out of doubtful by the third that runs
    assert codes(two) == ["class_plan_on_track", "class_plan_kept", "class_age", "class_grade"]
    assert value(plan("-60 -50 100 paid", "-60 +5 100")) is BAD  # one is not enough
    assert value(plan("-60 -50 100 paid", "-60 -30 100 paid")) is DOUBTFUL  # nothing promised any more


def test_an_instalment_missed_ends_the_plan() -> None:
    assert value(plan("-60 -50 100 paid", "-60 -40 100 paid", "-60 -20 100", "-60 +9 100")) is BAD
    partly = plan("-60 -50 100 paid", "-60 -40 100 paid", "-60 -20 100", "-60 +9 100") + "\n receipt C1 R9 -20 60USD for=I1"
    assert value(partly) is BAD
    both = plan("-60 -50 100 paid", "-60 -40 100 paid", "-60 -25 100", "-60 -20 100", "-60 +9 100")
    assert value(both + "\n receipt C1 R9 -25 60USD for=I1") is BAD  # one broken, one kept in part


def test_promises_before_the_plan_or_for_other_invoices_are_no_instalments() -> None:
    assert value(plan("-61 -50 100 paid", "-60 -30 100 paid", "-60 +9 100")) is BAD
    named = plan("-60 -50 100 paid", "-60 -30 100 paid", "-60 +9 100").replace("plan_agreed", "plan_agreed for={}")
    assert value(named.format("I1")) is IN_COLLECTION
    assert value(named.format("I2")) is BAD
    unnamed = plan("-60 -50 100 paid", "-60 -30 100 paid", "-60 +9 100").replace("for=I1", "")
    assert value(unnamed.replace("plan_agreed", "plan_agreed for=I1")) is IN_COLLECTION


def test_a_plan_agreed_tomorrow_is_none() -> None:
    text = plan("-60 -50 100 paid", "-60 -30 100 paid", "-60 +9 100")
    assert value(text.replace("K1 -60 plan_agreed", "K1 +1 plan_agreed learnt=0")) is BAD


def test_the_latest_plan_counts() -> None:
    text = plan("-60 -50 100 paid", "-60 -30 100 paid", "-60 +9 100")
    assert value(text + "\n call C1 K2 -10 plan_agreed") is BAD  # nothing was promised under it
    assert value(text + "\n call C1 K2 -10 replied") is IN_COLLECTION


def test_the_plan_is_told_with_its_day_and_its_contact() -> None:
    reasons = assessed(plan("-60 -50 100 paid", "-60 -30 100 paid", "-60 +9 100")).debt_class.reasons
    assert reasons[0].facts == {"on": day("-60"), "contact": "K1", "source": "desk"}
    assert reasons[1].facts == {"count": 2, "on": day("-60"), "contact": "K1", "source": "desk"}


def test_doubtful_debt_leaves_by_a_plan_on_track() -> None:
    doubtful = "invoice C1 I1 -100 1000USD \n"
    assert value(plan("-10 +9 100", agreed="-10", text=doubtful)) is IN_COLLECTION
    assert value(plan("0 +9 100", agreed="0", text=doubtful)) is IN_COLLECTION  # agreed today
    assert value(plan("-10 -9 100 paid", agreed="-10", text=doubtful)) is DOUBTFUL  # kept, and nothing promised further
    assert value(plan("-10 -9 100", "-10 +9 100", agreed="-10", text=doubtful)) is DOUBTFUL  # missed


GOOD = "".join(f"invoice C1 G{n} -300 90000USD \n receipt C1 Q{n} -300 90000USD for=G{n} \n" for n in range(6))
"""A record of its own good enough for no grade to be E by a few small invoices."""
PAID = GOOD + "invoice C1 I1 -120 1000USD \n receipt C1 R1 {} 1000USD for=I1 \n invoice C1 I2 {} 1000USD \n"


@pytest.mark.parametrize(
    ("paid", "other", "expected"),
    [
        ("-5", "-35", DOUBTFUL),  # 115 days late, and the other was thirty days past due that day
        ("-5", "-34", IN_COLLECTION),  # paid below thirty days
        ("0", "-30", DOUBTFUL),  # paid today, on which the other is thirty days past due
        ("-28", "-59", DOUBTFUL),  # paid 92 days late: on its last day it was 91 days past due
        ("-29", "-60", IN_COLLECTION),  # never doubtful
    ],
)
def test_doubtful_debt_stays_so_until_everything_is_below_thirty_days(paid: str, other: str, expected: DebtClass) -> None:
    assert value(PAID.format(paid, other)) is expected


def test_a_time_below_thirty_days_between_ends_it() -> None:
    """I1 was paid ten days ago; I2 was thirty days past due that day or the day after."""
    assert value(PAID.format("-10", "-40")) is DOUBTFUL
    assert value(PAID.format("-11", "-40")) is IN_COLLECTION  # a day on which nothing was that late
    bridged = PAID.format("-20", "-40") + "invoice C1 I3 -60 500USD \n receipt C1 R3 -9 500USD for=I3"
    assert value(bridged) is DOUBTFUL  # I3 bridges the days between


def test_who_stays_doubtful_is_told_by_the_invoice_that_made_it() -> None:
    reasons = assessed(PAID.format("-5", "-40")).debt_class.reasons
    facts: dict[str, ReasonFact] = {"invoice": "I1", "days": 115, "on": day("-5"), "source": "own_ledger", "count": 30}
    assert reasons[0] == Reason("class_not_paid_down", facts)
    assert [reason.code for reason in reasons] == ["class_not_paid_down", "class_age"]


def test_an_old_item_too_small_for_its_share_had_made_nothing_doubtful() -> None:
    text = "invoice C1 I1 -120 {}USD \n receipt C1 R1 -5 {}USD for=I1 \n invoice C1 I2 -40 {}USD"
    assert value(text.format("9.99", "9.99", "90.01")) is IN_COLLECTION
    assert value(text.format("10", "10", "90")) is DOUBTFUL


def test_doubtful_that_is_kept_back_leaves_by_a_plan_too() -> None:
    held = PAID.format("-5", "-40") + "call C1 K1 -4 plan_agreed \n promise C1 P1 -4 500USD by=+9 for=I2"
    assert codes(held)[0] == "class_plan_on_track"
    assert value(held) is IN_COLLECTION


BAD_ONCE = GOOD + "invoice C1 I1 -250 {}USD \n receipt C1 R1 -5 {}USD for=I1 \n invoice C1 I2 -80 {}USD"
"""I1 turned bad 69 days ago, when I2 was eleven days past due."""


@pytest.mark.parametrize(("first", "second", "expected"), [("400", "601", BAD), ("500", "500", DOUBTFUL), ("499", "501", BAD)])
def test_bad_debt_is_not_cured_by_paying_its_one_old_invoice(first: str, second: str, expected: DebtClass) -> None:
    assert value(BAD_ONCE.format(first, first, second)) is expected


def test_who_stays_bad_is_told_by_the_invoice_that_made_it() -> None:
    reasons = assessed(BAD_ONCE.format("400", "400", "601")).debt_class.reasons
    facts: dict[str, ReasonFact] = {"invoice": "I1", "days": 245, "on": day("-5"), "source": "own_ledger", "percent": 50}
    assert reasons[0] == Reason("class_not_half_paid", facts)


def test_bad_is_looked_for_behind_doubtful_that_stands_or_was_found_first() -> None:
    text = BAD_ONCE.format("400", "400", "601")
    assert value(text.replace("I2 -80", "I2 -100")) is BAD  # doubtful by its age today
    later = "\n invoice C1 I3 -130 300USD \n receipt C1 R3 -4 300USD for=I3"
    # I3 was paid after I1 and 126 days late; of 1,301 overdue when I1 turned bad, 700 have been paid
    assert value(text + later) is DOUBTFUL
    assert value(text + later.replace("300USD", "100USD")) is BAD  # 500 of 1,101


TWO_PAID = (
    GOOD
    + """
    invoice  C1  I3  -{}  600USD
    receipt  C1  R3   -5  600USD  for=I3
    invoice  C1  I1  -{}  300USD
    receipt  C1  R1   -5  300USD  for=I1
    invoice  C1  I2  -{}  300USD
"""
)


@pytest.mark.parametrize("other", [100, 80])
def test_an_invoice_that_was_never_bad_keeps_nobody_bad(other: int) -> None:
    """I3 turned bad 19 days ago, when 1,200 were overdue: 900 of them are paid. I1 was a hundred days late, doubtful at most."""
    assert value(TWO_PAID.format(200, 105, other)) is DOUBTFUL


@pytest.mark.parametrize(("late", "told"), [(91, "I3"), (92, "I1")])
def test_who_stays_doubtful_is_told_by_the_youngest_invoice_that_was(late: int, told: str) -> None:
    """Both were paid on one day; an invoice paid 91 days late was ninety days past due the day before, and not doubtful."""
    reasons = assessed(TWO_PAID.format(125, late + 5, 80)).debt_class.reasons
    assert [(r.code, r.facts["invoice"]) for r in reasons] == [("class_not_paid_down", told), ("class_age", "I2")]


def test_who_is_doubtful_by_age_is_not_told_to_have_stayed_so() -> None:
    assert codes(TWO_PAID.format(125, 110, 100)) == ["class_age"]


def test_a_trifle_paid_late_had_made_no_class() -> None:
    text = GOOD + "invoice C1 I9 +30 1000USD \n invoice C1 I1 -120 4USD \n receipt C1 R1 -5 4USD for=I1 \n invoice C1 I2 -40 4USD"
    assert value(text) is NOT_DUE


def test_bad_debt_that_is_kept_back_leaves_by_a_plan_kept() -> None:
    text = (
        BAD_ONCE.format("400", "400", "601")
        + """
        call     C1  K1  -60  plan_agreed
        promise  C1  P1  -60   50USD  by=-40  for=I2
        receipt  C1  R2  -40   50USD  for=I2
        promise  C1  P2  -60   50USD  by=-30  for=I2
        receipt  C1  R3  -30   50USD  for=I2
    """
    )
    assert codes(text)[0] == "class_plan_kept"
    assert value(text) is DOUBTFUL


def test_below_thirty_days_bad_is_over_too() -> None:
    assert value(BAD_ONCE.format("400", "400", "601").replace("I2 -80", "I2 -29")) is IN_COLLECTION


SHORT = "".join(f"invoice C1 S{n} -40 1000USD \n receipt C1 T{n} -{n} 900USD for=S{n} \n" for n in (35, 34, 33))
"""Paid short three times: doubtful since 33 days ago, when they were seven days past due."""


def test_an_event_s_doubt_ends_once_what_was_far_overdue_then_is_paid() -> None:
    old = GOOD + "invoice C1 I1 -{} 5000USD \n receipt C1 R1 -5 5000USD for=I1 \n"
    settled = SHORT.replace("-40", "-29").replace("-35", "-28").replace("-34", "-27").replace("-33", "-26")
    assert value(settled) is DOUBTFUL  # nothing was far overdue: it stays until the rests are explained or paid
    assert value(old.format("56") + settled) is IN_COLLECTION  # thirty days past due 26 days ago, paid since
    assert value(old.format("55") + settled) is DOUBTFUL
    thirty = settled.replace("-29 1000USD", "-30 1000USD")
    assert value(old.format("56") + thirty) is DOUBTFUL  # the rests are thirty days past due themselves
    broken = "".join(f"promise C1 P{n} -20 100USD by=-{n} for=S35 \n" for n in (19, 15))
    # doubtful by the promises since nine days ago, by the rests since 26: the first of them counts
    assert value(old.format("56").replace("-5", "-12") + settled + broken) is IN_COLLECTION
    found = assessed(old.format("56") + settled).debt_class.reasons[0]
    assert found == Reason("class_paid_down", {"days": 30, "on": day("-26"), "invoice": "I1", "source": "own_ledger"})
    assert value(old.format("80") + SHORT) is DOUBTFUL  # the rests themselves are forty days past due
