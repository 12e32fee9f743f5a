"""A clock tells what, since when, by which calendar, how much is left, what is lost, by which source, with which doubt."""

from datetime import date

from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, Rule, clock_reason, promise_clock
from credit.promises import judged
from credit.reason import DESK
from credit.thresholds import Promising
from tests.credit.little_book import little_book, money

FRIDAY = date(2024, 3, 8)
ITEM = Fact("invoice", "I1", date(2024, 1, 8))


def notice(due_on: date, country: str = "CN") -> Clock:
    rule = Rule("CN", "page", Doubt.VERIFY_IN_POLICY)
    return Clock.running(ClockKind.INSURER_NOTICE, ITEM, due_on, FRIDAY, country, rule, money("450USD"))


def test_what_a_clock_tells() -> None:
    clock = notice(date(2024, 3, 18))
    assert (clock.kind, clock.since, clock.due_on) == (ClockKind.INSURER_NOTICE, date(2024, 1, 8), date(2024, 3, 18))
    assert (clock.slack, clock.working_slack, clock.working_in) == (10, 6, "CN")  # Monday to Friday, and Monday
    assert (clock.calendar, clock.source, clock.doubt) == ("CN", "page", Doubt.VERIFY_IN_POLICY)
    assert (clock.subject, clock.stake, clock.fact) == ("I1", money("450USD"), ITEM)


def test_its_reason_holds_the_day_the_source_and_the_fact() -> None:
    reason = clock_reason(notice(date(2024, 3, 18)))
    assert reason.code == "clock_insurer_notice"
    assert reason.facts == {
        "due_on": date(2024, 3, 18), "days": 10, "working_days": 6, "country": "CN", "subject": "I1", "stake": money("450USD"),
        "on": date(2024, 1, 8), "source": "own_ledger", "invoice": "I1", "rule": "page", "doubt": "verify_in_policy",
    }  # fmt: skip


def test_the_last_day_itself_is_in_time() -> None:
    assert clock_reason(notice(FRIDAY)).code == "clock_insurer_notice"
    missed = clock_reason(notice(date(2024, 3, 7)))
    assert (missed.code, missed.facts["days"], missed.facts["working_days"]) == ("clock_insurer_notice_missed", -1, -1)


def test_what_is_not_known_is_not_among_the_facts() -> None:
    assert "working_days" not in clock_reason(notice(date(2099, 1, 1))).facts
    bare = clock_reason(Clock(ClockKind.REVIEW, FRIDAY, 0, "L1"))
    assert bare.facts == {"due_on": FRIDAY, "days": 0, "subject": "L1"}


def test_where_nobody_wrote_the_country_weekdays_count() -> None:
    clock = notice(date(2024, 3, 11), "")
    assert (clock.working_slack, clock.working_in) == (1, "weekdays")


def test_the_clock_of_a_promise_loses_no_money_and_counts_the_payers_bank_days() -> None:
    text = f"invoice C1 I1 2024-02-01 1000USD \n promise C1 P1 2024-03-04 1000USD by={FRIDAY} for=I1"
    (entry,) = judged(little_book(text).account("C1"), FRIDAY, Promising())
    clock = promise_clock(entry, FRIDAY, "GB")
    assert (clock.kind, clock.due_on, clock.slack, clock.subject) == (ClockKind.PROMISE, date(2024, 3, 13), 5, "P1")
    assert (clock.stake, clock.working_slack, clock.calendar, clock.working_in) == (None, 3, "GB", "GB")
    assert (clock.fact, clock.source) == (Fact("promise", "P1", date(2024, 3, 4), DESK), "SAP FSCM promise to pay")
    assert promise_clock(entry, FRIDAY).calendar == "weekdays"


def test_a_published_event_is_told_as_a_notice() -> None:
    opened = Fact("event", "E7", date(2024, 2, 8), "gazette")
    clock = Clock.running(ClockKind.INSOLVENCY_CLAIM, opened, date(2024, 3, 18), FRIDAY, "CN", Rule(source="gazette"))
    facts = clock_reason(clock).facts
    assert (facts["notice"], facts["on"], facts["source"]) == ("E7", date(2024, 2, 8), "gazette")
    assert "event" not in facts
