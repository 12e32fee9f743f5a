"""An overdue stops the insurer's cover for what leaves later (TRADE.md 0: two months after the oldest due date)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.assess import assess_book
from credit.clocks.clock import ClockKind
from credit.cover_standing import cover_remarks
from credit.limits.stop import NO_STOPS, Stop, Stops
from credit.orders.check import OrderCheck
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Verdict
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES
from credit.waiting import waiting
from credit.what_if import Supposed, what_if
from tests.credit.little_book import TODAY, assessed, day, little_book, money, published
from tests.credit.orders.asked import GOOD, asked, codes, looked
from tests.credit.test_waiting import PLAIN

LATE = """
    buyer    C1                    insured=80000USD
    invoice  C1  I1  2024-03-28  10000USD  issued=2024-01-28
"""
"""Cover stops for what leaves after 28 May 2024, day -15: two months after the due date."""


def insured(text: str, on: date = TODAY) -> str:
    return str(assessed(text, on=on).exposure.insured)


@pytest.mark.parametrize(
    ("left", "borne"),
    [
        ("issued=-15", "27000.00 USD"),  # 90 % of 30,000
        ("issued=-14", "9000.00 USD"),  # of I1 alone
        ("issued=-14 shipped_on=-15", "27000.00 USD"),  # what counts is the day it left
        ("issued=-15 shipped_on=-14", "9000.00 USD"),
    ],
)
def test_what_leaves_after_the_stop_is_own_risk_and_what_had_left_stays_covered(left: str, borne: str) -> None:
    found = assessed(LATE + f"invoice C1 I2 +50 20000USD {left}").exposure
    assert str(found.insured) == borne
    assert found.own_risk is not None
    assert found.insured is not None
    assert found.own_risk + found.insured == money("30000USD")


@pytest.mark.parametrize(
    ("order", "on", "borne"),
    [
        ("order C1 O1 -20 5000USD", "-15", "13500.00 USD"),  # it may leave today, the last day of cover
        ("order C1 O1 -20 5000USD", "-14", "9000.00 USD"),  # whenever it leaves now, it is not covered
        ("order C1 O1 -20 5000USD shipped_on=-15", "0", "13500.00 USD"),
        ("order C1 O1 -20 5000USD shipped_on=-14", "0", "9000.00 USD"),
        ("order C1 O1 -20 5000USD shipped_on=+9", "0", "9000.00 USD"),
    ],
)
def test_an_order_is_covered_by_the_day_it_leaves(order: str, on: str, borne: str) -> None:
    assert insured(LATE + order, day(on)) == borne


@pytest.mark.parametrize(
    ("left", "paid", "borne"),
    [
        ("-5", "-3", "0.00 USD"),  # it left without cover, and paying I1 later does not bring it in
        ("-3", "-3", "18000.00 USD"),  # the day I1 is paid cover is back
        ("-1", "-3", "18000.00 USD"),
        ("-14", "-13", "0.00 USD"),  # a stop of one day
        ("-14", "-14", "18000.00 USD"),  # paid on the first day of the stop: there was none
        ("-20", "-3", "18000.00 USD"),
    ],
)
def test_cover_is_back_on_the_day_the_debt_is_paid_for_what_leaves_from_then_on(left: str, paid: str, borne: str) -> None:
    assert insured(LATE + f"receipt C1 R1 {paid} 10000USD for=I1 \n invoice C1 I2 +50 20000USD issued={left}") == borne


@pytest.mark.parametrize(
    ("left", "borne"),
    [
        ("order C1 O1 -20 5000USD shipped_on=-5", "0.00 USD"),  # it left while cover had stopped
        ("order C1 O1 -20 5000USD shipped_on=-3", "4500.00 USD"),
        ("order C1 O1 -20 5000USD", "4500.00 USD"),  # it leaves today or later
        ("order C1 O1 -20 5000USD shipped_on=-5 \n order C1 O2 -20 3000USD", "2700.00 USD"),
        # the invoice left first: what stopped its cover is looked at, though the order left when it was back
        ("order C1 O1 -20 5000USD shipped_on=-1 \n invoice C1 I2 +50 20000USD issued=-5", "4500.00 USD"),
    ],
)
def test_a_debt_that_was_paid_left_without_cover_what_had_left_before(left: str, borne: str) -> None:
    """I1 is paid three days ago; 90 % of what is covered."""
    assert insured(LATE + f"receipt C1 R1 -3 10000USD for=I1 \n {left}") == borne


def test_what_was_paid_before_anything_that_is_open_left_is_not_looked_at() -> None:
    text = LATE + "receipt C1 R1 -10 10000USD for=I1 \n invoice C1 I2 +50 20000USD issued=-10"
    assert assessed(text).stops == NO_STOPS
    assert assessed("buyer C1 insured=80000USD").stops == NO_STOPS


def test_a_rest_that_only_a_bank_kept_back_was_paid_on_its_day() -> None:
    """Four of the 10,000 did not come on day -10, in a year whose cap lets nothing be closed: cover was back that day."""
    capped = Policy.of({"short_pays": {"yearly": {"USD": 0}}})
    text = LATE + "receipt C1 R1 -10 9996USD for=I1 \n invoice C1 I2 +50 20000USD issued={}"
    after, before = (assessed(text.format(left), capped) for left in ("-10", "-11"))
    assert [item.invoice.id for item in after.ledger.open] == ["I1", "I2"]
    assert str(after.exposure.insured) == "18003.60 USD"  # 90 % of 20,004
    assert str(before.exposure.insured) == "3.60 USD"


CONSENTED = "lenient C1 L1 {} potential until=+200 cap=90000USD insurer_consent=AT-9 \n"


@pytest.mark.parametrize(
    ("given", "left", "borne"),
    [
        ("-30", "-5", "27000.00 USD"),  # before the stop: there is none
        ("2024-01-28", "-5", "27000.00 USD"),  # on the day it was invoiced
        ("-9", "-9", "27000.00 USD"),
        ("-9", "-10", "9000.00 USD"),  # in between it had stopped
        ("0", "0", "27000.00 USD"),
    ],
)
def test_the_insurers_consent_brings_cover_back_from_its_day(given: str, left: str, borne: str) -> None:
    assert insured(LATE + CONSENTED.format(given) + f"invoice C1 I2 +50 20000USD issued={left}") == borne


def test_after_the_consents_last_day_cover_stops_again() -> None:
    text = LATE + CONSENTED.format("-9").replace("+200", "+20")
    assert insured(text + "invoice C1 I2 +80 20000USD issued=+20", day("+30")) == "27000.00 USD"
    assert insured(text + "invoice C1 I2 +81 20000USD issued=+21", day("+30")) == "9000.00 USD"


def test_a_consent_to_wait_for_one_debt_holds_for_no_other() -> None:
    """I3 was issued after the consent and stops by its own two months."""
    text = LATE + CONSENTED.format("-60") + "invoice C1 I3 -58 100USD issued=-59 \n"
    later = text + "invoice C1 I2 +90 20000USD issued=+4"
    assert [(stop.invoice, stop.last) for stop in assessed(later, on=day("+4")).stops.each] == [
        ("I1", day("-15")),
        ("I3", day("+3")),
    ], "due on 15 April, two months later is 15 June"
    assert insured(later, day("+4")) == "9090.00 USD"  # 90 % of 10,100


def test_an_insurer_that_sets_no_stop_stops_nothing() -> None:
    text = LATE.replace("80000USD", "80000USD insurer=sinosure_agent") + "invoice C1 I2 +50 20000USD issued=-1"
    assert (assessed(text).stops, insured(text)) == (NO_STOPS, "27000.00 USD")


def test_a_stop_may_count_from_something_else_than_the_due_date() -> None:
    """From the publication of a petition: thirty days after day -40, whether or not anything is overdue."""
    own = Policy.of({"clocks": {"insurers": {"common": {"stop": {"trigger": "petition", "count": 30, "unit": "days"}}}}})
    text = "buyer C1 insured=9000USD \n invoice C1 I1 +9 1000USD issued=-50 \n invoice C1 I2 +90 2000USD issued={} \n"
    filed = text + "event C1 E1 -40 winding_up_petition"
    assert str(assessed(filed.format("-10"), own).exposure.insured) == "2700.00 USD"
    assert str(assessed(filed.format("-9"), own).exposure.insured) == "900.00 USD"
    assert str(assessed(text.format("-9"), own).exposure.insured) == "2700.00 USD"


def test_collection_of_what_is_not_due_is_handed_to_no_insurer_though_a_petition_stopped_the_cover() -> None:
    days = {"count": 30, "unit": "days"}
    rules = {"stop": {"trigger": "petition", **days}, "handover": {"trigger": "stop", **days}}
    own = Policy.of({"clocks": {"insurers": {"common": rules}}})
    text = "buyer C1 insured=9000USD \n invoice C1 I1 {} 1000USD issued=-50 \n event C1 E1 -40 winding_up_petition"
    late, early = (assessed(text.format(due), own).clocks for due in ("-1", "+9"))
    handovers = [clock.due_on for clock in late if clock.kind is ClockKind.INSURER_HANDOVER]
    assert handovers == [day("+20")]  # sixty days after day -40
    assert ClockKind.INSURER_HANDOVER not in {clock.kind for clock in early}


@pytest.mark.parametrize(
    ("paid", "on", "stopped"),
    [
        ("", "-15", False),  # the last day on which what leaves is covered in spite of I1
        ("", "-14", True),
        ("-20", "0", False),
        ("-14", "0", False),
        ("-13", "0", True),  # a stop of one day
    ],
)
def test_what_brought_no_day_without_cover_is_no_stop(paid: str, on: str, stopped: bool) -> None:
    text = LATE + "invoice C1 I2 +50 20000USD issued=-60 \n" + (f"receipt C1 R1 {paid} 10000USD for=I1" if paid else "")
    assert bool(assessed(text, on=day(on)).stops.each) is stopped


def test_nobody_knows_today_what_will_be_overdue() -> None:
    """On day -20 nothing had stopped, and what is learnt later moves nothing of that day."""
    text = LATE + "invoice C1 I2 +50 20000USD issued=-21 \n"
    assert insured(text, day("-20")) == insured(text + "receipt C1 R1 -3 10000USD for=I1", day("-20")) == "27000.00 USD"


def test_in_another_currency_what_is_covered_counts_by_its_rate_and_not_without_one() -> None:
    """8,000 EUR at 1.25 are the 10,000 USD of I1."""
    text = LATE.replace("10000USD", "8000EUR").replace("C1  ", "C1 limit=1USD  ", 1) + "invoice C1 I2 +50 20000USD issued=-1"
    assert str(assessed(text, rates=published(USD="1.25")).exposure.insured) == "9000.00 USD"
    assert assessed(text).exposure.insured is None


def test_a_day_of_waiting_costs_what_nobody_covers() -> None:
    """I2 left on day -14 and is five days past due: 20,000 x 0.23 % = 46; of I1 a tenth is the house's: 1,000 x 0.23 % = 2.30.
    It is older, but came before the stop."""
    text = LATE + "invoice C1 I2 -5 20000USD issued=-14"
    assert waiting(assessed(text, PLAIN), "call", PLAIN, NO_RATES).per_day == money("48.30USD")
    sooner = LATE + "invoice C1 I2 -80 20000USD issued=-14"  # due before it left: the oldest, and not covered
    assert waiting(assessed(sooner, PLAIN), "call", PLAIN, NO_RATES).per_day == money("48.30USD")


def test_the_page_says_since_when_and_what_left_without_cover() -> None:
    def remarks(text: str) -> list[tuple[object, ...]]:
        told = [remark for remark in cover_remarks(assessed(text)) if remark.code != "cover_in_doubt"]
        return [(r.code, r.facts["on"], r.facts["invoice"], r.facts.get("count")) for r in told]

    stopped = ("cover_stopped", day("-14"), "I1", None)
    assert remarks(LATE) == [stopped]
    assert remarks(LATE + "receipt C1 R1 -3 10000USD for=I1") == []
    more = "invoice C1 I3 +60 20000USD issued=-4 \n invoice C1 I2 +50 20000USD issued=-5 \n"
    assert remarks(LATE + more) == [stopped, ("cover_missing", day("-5"), "I2", 2)]
    assert remarks(LATE + more + "receipt C1 R1 -3 10000USD for=I1") == [("cover_missing", day("-5"), "I2", 2)]
    assert remarks(LATE.replace("insured=80000USD", "") + more) == []
    ended = LATE.replace("80000USD", "80000USD insured_until=-6") + more
    assert remarks(ended) == [stopped, ("cover_missing", day("-5"), "I2", 2)]


def test_no_clock_of_the_insurer_runs_for_what_left_without_cover() -> None:
    """I2 is twenty days overdue and was never covered; once I1 is paid nothing is left to tell the insurer of."""
    text = LATE + "invoice C1 I2 -2 20000USD issued=-14 \n"
    notice = next(clock for clock in assessed(text).clocks if clock.kind.value == "insurer_notice")
    assert (notice.subject, notice.stake) == ("I1", money("9000USD"))
    paid = assessed(text + "receipt C1 R1 -1 10000USD for=I1")
    assert [clock.kind.value for clock in paid.clocks if clock.kind.value.startswith("insurer_")] == ["insurer_stop"]


def test_what_left_without_cover_uses_none_of_it_up() -> None:
    """Of 11,000 of cover I1 uses 10,000; the order of 5,000 would lose the 1,000 that are free: 900 of it insured."""
    text = LATE.replace("80000USD", "11000USD") + "invoice C1 I2 +50 20000USD issued=-5 \n order C1 O1 -1 5000USD"
    stop = next(clock for clock in assessed(text).clocks if clock.kind.value == "insurer_stop")
    assert stop.stake == money("900USD")


INSURED = GOOD.replace("limit=10000USD", "limit=90000USD insured=80000USD") + "invoice C1 I2 -76 1000USD \n"


def check(text: str, order: str = "1000USD", terms: str = "") -> OrderCheck:
    return asked(text, order, terms)


def test_the_order_check_says_that_the_order_would_not_be_insured() -> None:
    """I2 fell due on 28 March: covered is what leaves until 28 May."""
    found = check(INSURED)
    look = looked(found, RuleName.UNINSURED)
    assert (found.verdict, look.fired, look.value, look.threshold) == (Verdict.CONDITIONS, True, TODAY, day("-15"))
    told = next(reason for reason in found.reasons if reason.code == "order_cover_stopped")
    assert told.facts == {"invoice": "I2", "on": day("-14"), "source": "[K] as Atradius has it"}
    assert [c for c in found.conditions if c.rule == "uninsured"] == [
        Condition("pay_overdue_first", money("1000USD"), "uninsured"),
        Condition("insurer_agrees", "", "uninsured"),
        Condition("letter_of_credit", "", "uninsured"),
        Condition("deposit", money("1000USD"), "uninsured"),
    ]


def test_an_order_after_the_stop_is_at_own_risk_to_the_cent() -> None:
    """4,000 and 1,000 left before it: 4,500 insured, 500 own risk, and all of the order."""
    assert check(INSURED).own_risk_after == money("1500USD")
    paid = INSURED + "receipt C1 R2 -1 1000USD for=I2"
    assert check(paid).own_risk_after == money("500USD")  # a tenth of 5,000


def test_an_order_today_is_covered_though_something_left_in_an_earlier_stop() -> None:
    """I3 left on day -5 without cover: 5,000 of it and a tenth of 5,000 are own risk."""
    text = INSURED + "receipt C1 R2 -1 1000USD for=I2 \n invoice C1 I3 +80 5000USD issued=-5"
    assert check(text).own_risk_after == money("5500USD")
    assert not looked(check(text), RuleName.UNINSURED).fired


@pytest.mark.parametrize(
    ("more", "code", "last"),
    [
        ("insured_until=-1", "order_cover_ended", day("-1")),
        ("insured_until=0", None, TODAY),
    ],
)
def test_so_it_does_of_a_cover_that_has_ended(more: str, code: str | None, last: date) -> None:
    found = check(GOOD.replace("limit=10000USD", f"limit=90000USD insured=80000USD {more}"))
    look = looked(found, RuleName.UNINSURED)
    assert (look.fired, look.value, look.threshold) == (code is not None, TODAY, last)
    assert (code is None) or codes(found)[0] == code
    if code is not None:
        assert found.reasons[0].facts == {"until": day("-1"), "buyer": "C1", "on": TODAY, "source": "desk"}  # over since today
    assert not [c for c in found.conditions if c.kind == "pay_overdue_first"]


def test_and_of_one_that_was_given_up() -> None:
    text = GOOD.replace("limit=10000USD", "limit=90000USD insured=80000USD")
    found = check(text + "lenient C1 L1 -1 potential until=+9 cap=9000USD forfeits=3600USD")
    assert (codes(found)[0], looked(found, RuleName.UNINSURED).threshold) == ("order_cover_given_up", day("-1"))
    assert found.reasons[0].facts == {"leniency": "L1", "on": day("-1"), "source": "desk"}


def test_paying_what_stopped_a_cover_that_has_ended_since_brings_none_back() -> None:
    found = check(INSURED.replace("insured=80000USD", "insured=80000USD insured_until=-1"))
    assert "order_cover_ended" in codes(found)
    assert [c.kind for c in found.conditions if c.rule == "uninsured"] == ["insurer_agrees", "letter_of_credit", "deposit"]


@pytest.mark.parametrize("terms", ["TT @order", "LC sight"])
def test_what_does_not_rest_on_the_buyer_needs_no_cover(terms: str) -> None:
    assert not looked(check(INSURED, terms=terms), RuleName.UNINSURED).fired


def test_a_person_may_let_it_pass_and_a_buyer_without_cover_is_not_asked() -> None:
    let = INSURED + "release C1 T1 -1 uninsured until=+3 reason=boss"
    assert looked(check(let), RuleName.UNINSURED).released_until == day("+3")
    assert "order_cover_stopped" not in codes(check(let))
    assert not looked(check(INSURED.replace("insured=80000USD", "")), RuleName.UNINSURED).fired
    assert not looked(check(INSURED.replace("insured=80000USD", "insured=0USD")), RuleName.UNINSURED).fired


def test_time_the_house_alone_gives_does_not_move_the_stop() -> None:
    """I1 falls due on 1 May: cover stops after 1 July. Put off by thirty days by the house it stops then all the same."""
    text = "buyer C1 insured=80000USD \n invoice C1 I1 2024-05-01 10000USD \n invoice C1 I2 +90 20000USD issued=2024-07-02"
    found = what_if(assess_book(little_book(text), date(2024, 7, 2)), "C1", Supposed(extend_days=30))
    assert (found.before.insured, found.after.insured) == (money("9000USD"), money("9000USD"))
    assert (found.before.own_risk, found.after.own_risk) == (money("21000USD"), money("21000USD"))


def test_a_stop_holds_from_the_day_after_its_last_until_it_is_paid() -> None:
    stop = Stop("I1", day("-9"), day("-3"), "page", ((day("-7"), day("-6")),))
    assert [n for n in range(-11, 1) if stop.holds_on(day(f"{n:+d}"))] == [-8, -5, -4]
    other = Stop("I2", day("-20"), None, "page")
    both = Stops((stop, other))
    assert both.on(day("-8")) is stop
    assert both.on(day("-1")) is other
    assert Stops((stop,)).on(day("-1")) is None
    assert DEFAULT_POLICY.clocks.insurers["common"].stop.count == 2


def test_a_consent_of_one_day_is_that_day_when_it_is_looked_up_too() -> None:
    stops = Stops((Stop("I1", day("-9"), None, "page", ((day("-7"), day("-7")),)),))
    assert [stops.hold_on(day(on)) for on in ("-9", "-8", "-7", "-6")] == [False, True, False, True]


DAYS = st.integers(-9, 9).map(lambda n: TODAY + timedelta(days=n))
STOPS = st.builds(
    Stop,
    st.just("I1"),
    DAYS,
    st.none() | DAYS,
    st.just("page"),
    st.lists(st.tuples(DAYS, DAYS), max_size=3).map(tuple),
)


@given(st.lists(STOPS, max_size=5).map(tuple))
def test_a_day_that_is_looked_up_is_the_day_that_is_searched_for(each: tuple[Stop, ...]) -> None:
    """Of any stops, paid and consented to in any order: one holds on the day exactly where the first that holds is found."""
    stops = Stops.of(each)
    for n in range(-12, 13):
        on = TODAY + timedelta(days=n)
        assert stops.hold_on(on) == any(stop.holds_on(on) for stop in each) == (stops.on(on) is not None)
