"""The insurer's clocks: each from its own trigger, by its own calendar, stopped by what was logged for the item or for all."""

from dataclasses import replace
from datetime import date

import pytest

from credit.clocks.clock import Clock, ClockKind, Doubt, Fact
from credit.clocks.clocking import Clocking, Consequence, Insurer, InsurerRule, Trigger
from credit.clocks.day_count import DayUnit
from credit.clocks.insurer import insurer_clocks, insurer_of
from credit.clocks.watch import Watch
from credit.money import Money
from credit.rates import NO_RATES, Rates
from tests.credit.clocks.watching import lasting, only, watch
from tests.credit.little_book import TODAY, day, money, published

NOTICE, STOP = ClockKind.INSURER_NOTICE, ClockKind.INSURER_STOP
HANDOVER, CLAIM = ClockKind.INSURER_HANDOVER, ClockKind.INSURER_CLAIM


def clock(kind: ClockKind, text: str, on: date = TODAY, rates: Rates = NO_RATES, insurer: Insurer | None = None) -> Clock | None:
    policy = Clocking(insurers={"own": insurer}) if insurer is not None else Clocking()
    return only(insurer_clocks(watch(text, on, rates, policy)), kind)


def stop_day(seen: Watch) -> Clock | None:
    return only(insurer_clocks(seen), STOP)


def notice(text: str, rates: Rates = NO_RATES) -> Clock | None:
    return clock(NOTICE, text, rates=rates)


INSURED = """
    buyer    C1               insured=5000USD
    invoice  C1  I1  -50  2000USD
    invoice  C1  I2  -20  1000USD
    invoice  C1  I3    0  9000USD    # due today, not overdue
"""


def test_the_insurer_must_hear_of_the_oldest_item_within_sixty_days() -> None:
    # day -50 + 60 = day +10; at stake 90 % of the 3,000 overdue
    found = notice(INSURED)
    assert lasting(found) == (day("+10"), 10, "I1", money("2700USD"))
    assert found is not None
    assert (found.since, found.calendar, found.working_in, found.doubt) == (
        day("-50"), "calendar_days", "CN", Doubt.VERIFY_IN_POLICY
    )  # fmt: skip


def test_no_more_than_the_covered_share_of_the_insured_limit_is_at_stake() -> None:
    found = notice(INSURED + "invoice C1 I4 -5 4000USD")
    assert found is not None
    assert found.stake == money("4500USD")  # 90 % of 5,000; overdue are 7,000


@pytest.mark.parametrize("buyer", ["buyer C1", "buyer C1 insured=0USD"])
def test_where_nothing_is_insured_no_clock_runs(buyer: str) -> None:
    assert insurer_clocks(watch(f"{buyer} \n invoice C1 I1 -150 2000USD")) == ()


def test_what_is_due_today_is_not_overdue() -> None:
    assert insurer_clocks(watch("buyer C1 insured=100USD \n invoice C1 I1 0 2000USD")) == ()
    assert insurer_clocks(watch("buyer C1 insured=100USD")) == ()
    assert lasting(notice("buyer C1 insured=100USD \n invoice C1 I1 -1 2000USD")) == (day("+59"), 59, "I1", money("90USD"))


@pytest.mark.parametrize(
    ("told_on", "subject"),
    [
        ("-60", "I1"),  # before anything was overdue
        ("-50", "I1"),  # on the due date nothing was overdue yet
        ("-49", "I2"),  # I1 was told, I2 fell due later
        ("-20", "I2"),
        ("-19", None),
        ("0", None),
        ("+1", "I1"),  # tomorrow's notice does not stop today's clock
    ],
)
def test_the_clock_stops_for_what_was_overdue_when_the_insurer_was_told(told_on: str, subject: str | None) -> None:
    found = notice(INSURED + f"email C1 K1 {told_on} insurer_notified learnt=-100")
    assert (found.subject if found else None) == subject


def test_a_notice_of_one_invoice_does_not_stop_the_clock_of_another() -> None:
    found = notice(INSURED + "email C1 K1 -1 insurer_notified for=I1")
    assert found is not None
    assert (found.subject, found.slack, found.stake) == ("I2", 40, money("900USD"))


def test_an_ordinary_mail_does_not_stop_the_clock() -> None:
    found = notice(INSURED + "email C1 K1 -1 replied")
    assert found is not None
    assert found.subject == "I1"


def test_the_stake_is_told_in_the_currency_of_the_cover() -> None:
    text = "buyer C1 insured=5000USD \n invoice C1 I1 -70 800EUR"
    converted, unknown = notice(text, published(USD="1.25")), notice(text)
    assert converted is not None
    assert (converted.stake, converted.slack) == (money("900USD"), -10)  # 800 x 1.25 x 90 %; ten days missed
    assert unknown is not None
    assert unknown.stake == money("4500USD")  # without a rate all the cover


@pytest.mark.parametrize(("old", "subject"), [("-90", "I1"), ("-91", "I2")])
def test_a_notice_missed_for_more_than_thirty_days_hides_none_that_can_be_kept(old: str, subject: str) -> None:
    found = notice(f"buyer C1 insured=9000USD \n invoice C1 I1 {old} 500USD \n invoice C1 I2 -55 100USD")
    assert found is not None
    assert found.subject == subject
    alone = notice(f"buyer C1 insured=9000USD \n invoice C1 I1 {old} 500USD")
    assert alone is not None
    assert alone.subject == "I1"


PETITIONED = """
    buyer    C1               insured=5000USD
    invoice  C1  I1  +30  2000USD  issued=-30
"""


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        # known on Wednesday 5 June; Monday 10 June is the Dragon Boat Festival: 6, 7, 11 to 14, 17 to 20 June
        ("event C1 E1 -9 winding_up_petition learnt=2024-06-05", date(2024, 6, 20)),
        ("event C1 E1 2024-06-05 winding_up_order", date(2024, 6, 20)),
        ("event C1 E1 2024-06-05 winding_up_petition_dismissed", None),
        ("event C1 E1 2024-06-05 winding_up_petition match=possible", None),
        ("event C1 E1 -40 winding_up_petition learnt=-31", None),  # known before it was invoiced
        ("event C1 E1 -40 winding_up_petition learnt=-30", date(2024, 5, 27)),  # Monday 13 May and ten working days
        ("event C1 E1 -9 winding_up_petition learnt=+1", None),
        ("event C1 E1 -9 winding_up_petition learnt=0", date(2024, 6, 26)),  # learnt today, ten weekdays on
    ],
)
def test_the_insurer_must_hear_of_a_petition_within_ten_working_days_of_knowledge(event: str, expected: date | None) -> None:
    found = notice(PETITIONED + event)
    assert (found.due_on if found else None) == expected


def test_a_petition_is_told_with_its_provider_its_calendar_and_all_that_is_open() -> None:
    found = notice(PETITIONED + "event C1 E1 2024-06-05 winding_up_petition")
    assert found is not None
    assert found.fact is not None
    assert (found.fact.kind, found.fact.id, found.fact.source, found.since) == ("event", "E1", "gazette", date(2024, 6, 5))
    assert (found.calendar, found.subject, found.stake, found.working_slack) == ("CN", "I1", money("1800USD"), 6)


@pytest.mark.parametrize(("told_on", "runs"), [("2024-06-04", True), ("2024-06-05", False)])
def test_a_notice_before_the_petition_was_known_was_not_of_it(told_on: str, runs: bool) -> None:
    text = PETITIONED + f"event C1 E1 2024-06-05 winding_up_petition \n email C1 K1 {told_on} insurer_notified"
    assert (notice(text) is not None) is runs


def test_a_petition_published_and_not_known_is_another_trigger() -> None:
    rule = Insurer(insolvency=InsurerRule(Trigger.PETITION, 8))
    text = PETITIONED + "event C1 E1 -9 winding_up_petition learnt=-1"
    assert lasting(clock(NOTICE, text, insurer=rule)) == (day("-1"), -1, "I1", money("1800USD"))


SINOSURE = "buyer C1 insured=5000USD insurer=Sinosure_Agent \n invoice C1 I1 2024-02-09 2000USD \n"


def test_an_insurer_of_ones_own_counts_by_its_own_calendar() -> None:
    """50 working days after Friday 9 February 2024: 10 to 17 February are off and Sunday 18 is worked: 10 in February, 21 in
    March; 4 to 6 April are off and Sunday 7 is worked: 1 to 3, 7 to 12, 15 to 19 and 22 to 26 April are 19."""
    found = clock(NOTICE, SINOSURE, date(2024, 4, 12))
    assert found is not None
    assert (found.due_on, found.calendar, found.working_slack) == (date(2024, 4, 26), "CN", 10)


def test_a_clock_an_insurer_does_not_set_does_not_run() -> None:
    assert stop_day(watch(SINOSURE)) is None
    assert clock(HANDOVER, SINOSURE) is None


@pytest.mark.parametrize(("refused", "expected"), [("2024-02-06", date(2024, 2, 22)), ("2024-02-06 for=I9", None)])
def test_a_refusal_starts_a_clock_where_the_insurer_sets_one(refused: str, expected: date | None) -> None:
    """Eight working days after Tuesday 6 February: 7, 8, 9, Sunday 18, 19 to 22 February; not due yet."""
    on, _, pairs = refused.partition(" ")
    text = SINOSURE.replace("2024-02-09", "2024-03-09") + f"call C1 K1 {on} refused {pairs}"
    found = clock(NOTICE, text, date(2024, 2, 9))
    assert (found.due_on if found else None) == expected
    if found:
        assert found.fact is not None
        assert (found.fact.kind, found.fact.source) == ("contact", "desk")


def test_a_refusal_before_the_item_was_invoiced_was_not_of_it() -> None:
    rule = Insurer(refusal=InsurerRule(Trigger.REFUSAL, 5))
    text = "buyer C1 insured=5000USD \n invoice C1 I1 +30 2000USD issued=-30 \n"
    assert clock(NOTICE, text + "call C1 K1 -31 refused", insurer=rule) is None
    assert lasting(clock(NOTICE, text + "call C1 K1 -30 refused", insurer=rule)) == (day("-25"), -25, "I1", money("1800USD"))


STOPPED = """
    buyer    C1                    insured=9000USD
    invoice  C1  I1  2024-04-20  2000USD
    order    C1  O1  -5          1000USD
"""


@pytest.mark.parametrize(("on", "slack"), [(date(2024, 6, 12), 8), (date(2024, 6, 20), 0), (date(2024, 6, 21), -1)])
def test_cover_for_further_shipments_stops_two_months_after_the_oldest_due_date(on: date, slack: int) -> None:
    found = stop_day(watch(STOPPED, on))
    # at stake 90 % of the order of 1,000: cover of 9,000 has room for it
    assert lasting(found) == (date(2024, 6, 20), slack, "I1", money("900USD"))


@pytest.mark.parametrize(
    ("more", "stake"),
    [
        ("", money("900USD")),
        ("invoice C1 I2 +20 6500USD", money("450USD")),  # 9,000 - 8,500 leave 500 of cover
        ("invoice C1 I2 +20 8000USD", Money.zero("USD")),  # the cover is used up: nothing of it is lost
        ("order C1 O2 -3 100EUR", money("6300USD")),  # of what has no rate, as much as there is cover: 7,000
        ("invoice C1 I2 +20 10EUR", money("900USD")),  # without a rate for what is used, the whole limit has room
    ],
)
def test_what_would_go_out_without_cover(more: str, stake: Money) -> None:
    found = clock(STOP, STOPPED + more)
    assert found is not None
    assert found.stake == stake


@pytest.mark.parametrize(("on", "slack"), [(date(2024, 7, 20), 0), (date(2024, 7, 21), -1), (TODAY, 38)])
def test_collection_is_handed_over_within_thirty_days_of_the_stop(on: date, slack: int) -> None:
    found = clock(HANDOVER, STOPPED, on)
    assert lasting(found) == (date(2024, 7, 20), slack, "I1", money("1800USD"))  # 20 June + 30 days; 90 % of 2,000
    assert found is not None
    assert found.since == date(2024, 6, 20)
    assert found.fact == Fact("invoice", "I1", date(2024, 6, 20))


def test_the_hand_over_follows_the_stop_from_whatever_that_counts() -> None:
    """Issued 2024-01-01: the stop 180 days later is 2024-06-29, the hand-over thirty days after that."""
    rule = Insurer(stop=InsurerRule(Trigger.INVOICE, 180))
    text = "buyer C1 insured=9000USD \n invoice C1 I1 2024-03-01 2000USD issued=2024-01-01"
    assert lasting(clock(HANDOVER, text, insurer=rule)) == (date(2024, 7, 29), 47, "I1", money("1800USD"))


def test_where_nothing_stopped_the_cover_nothing_is_handed_over_for_it() -> None:
    """The stop counts from a petition, and none was published."""
    rule = Insurer(stop=InsurerRule(Trigger.PETITION, 30))
    assert clock(HANDOVER, STOPPED, insurer=rule) is None


@pytest.mark.parametrize(
    ("handed", "runs"),
    [("2024-04-20", False), ("2024-04-19", True), ("0 for=I1", False), ("0 for=I2", True), ("+1 learnt=0", True)],
)
def test_a_hand_over_stops_its_clock(handed: str, runs: bool) -> None:
    on, _, pairs = handed.partition(" ")
    assert (clock(HANDOVER, STOPPED + f"note C1 K1 {on} handed_over {pairs}") is not None) is runs


def test_without_a_stop_of_cover_there_is_no_hand_over_after_it() -> None:
    rule = Insurer(stop=InsurerRule(Trigger.DUE, 0))
    assert clock(HANDOVER, STOPPED, insurer=rule) is None
    own = Insurer(stop=InsurerRule(Trigger.DUE, 0), handover=InsurerRule(Trigger.DUE, 90))
    assert lasting(clock(HANDOVER, STOPPED, insurer=own)) == (date(2024, 7, 19), 37, "I1", money("1800USD"))


def test_the_claim_can_be_filed_four_months_after_the_notice() -> None:
    told = STOPPED + "email C1 K1 2024-05-31 insurer_notified \n"
    found = clock(CLAIM, told)
    assert lasting(found) == (date(2024, 9, 30), 110, "I1", money("1800USD"))
    assert found is not None
    assert (found.fact, found.since) == (found.fact, date(2024, 5, 31))
    assert clock(CLAIM, STOPPED) is None  # without a notice there is nothing to claim
    assert clock(CLAIM, told + "email C1 K2 -1 insurance_claimed") is None
    assert clock(CLAIM, told + "email C1 K2 -1 insurance_claimed for=I7") is not None
    assert clock(CLAIM, told + "email C1 K2 2024-05-30 insurance_claimed") is not None  # before the notice
    assert clock(CLAIM, told + "email C1 K2 2024-05-31 insurance_claimed") is None


@pytest.mark.parametrize(("told_on", "runs"), [("2024-04-20", True), ("2024-04-19", False)])
def test_a_notice_before_the_due_date_opens_no_claim(told_on: str, runs: bool) -> None:
    assert (clock(CLAIM, STOPPED + f"email C1 K1 {told_on} insurer_notified") is not None) is runs


def test_a_policy_may_count_from_the_invoice_or_in_the_buyers_working_days() -> None:
    text = "buyer C1 insured=5000USD country=GB \n invoice C1 I1 2024-05-24 2000USD issued=2024-03-01"
    us = Insurer(InsurerRule(Trigger.INVOICE, 180))
    assert lasting(clock(NOTICE, text, insurer=us)) == (date(2024, 8, 28), 77, "I1", money("1800USD"))
    there = Insurer(InsurerRule(Trigger.DUE, 2, DayUnit.WORKING_DAYS, "buyer"))
    found = clock(NOTICE, text, insurer=there)
    assert found is not None
    assert (found.due_on, found.calendar, found.working_in) == (date(2024, 5, 29), "GB", "GB")  # 27 May is a bank holiday
    home = clock(NOTICE, text, insurer=Insurer(InsurerRule(Trigger.DUE, 2, DayUnit.WORKING_DAYS)))
    assert home is not None
    assert (home.due_on, home.calendar) == (date(2024, 5, 28), "CN")


def test_from_the_invoice_date_a_notice_counts_once_the_item_is_overdue() -> None:
    us = Insurer(InsurerRule(Trigger.INVOICE, 180))
    text = "buyer C1 insured=5000USD \n invoice C1 I1 -5 2000USD issued=-65 \n email C1 K1 {} insurer_notified"
    assert clock(NOTICE, text.format("-5"), insurer=us) is not None
    assert clock(NOTICE, text.format("-4"), insurer=us) is None
    assert clock(NOTICE, "buyer C1 insured=5000USD \n invoice C1 I1 0 2000USD", insurer=us) is None


def test_a_missed_duty_may_cost_the_cover_of_further_shipments_only() -> None:
    rule = InsurerRule(Trigger.DUE, 60, consequence=Consequence.NEW_SHIPMENTS_UNCOVERED)
    found = clock(NOTICE, STOPPED, insurer=Insurer(rule))
    assert found is not None
    assert found.stake == money("900USD")


def test_which_insurer_holds() -> None:
    rows = {"first": Insurer(), "own": Insurer(InsurerRule(Trigger.DUE, 7)), "named": Insurer(InsurerRule(Trigger.DUE, 9))}

    def days(insurer: str, own: str) -> int:
        return insurer_of(watch(f"buyer C1 insurer={insurer}", insurers=rows, insurer=own)).overdue.count

    assert days("Named", "own") == 9
    assert days("", "own") == days("nobody", "own") == 7
    assert days("", "nobody") == 60


def test_clocks_run_at_both_ends_of_the_calendar() -> None:
    late = "buyer C1 insured=100USD learnt=0001-01-01 \n invoice C1 I1 {} 2000USD issued=0001-01-01"
    assert [c.due_on for c in insurer_clocks(watch(late.format("2099-01-01"), date(2099, 3, 1)))] == [
        date(2099, 3, 2), date(2099, 3, 1), date(2099, 3, 31)
    ]  # fmt: skip
    assert [c.due_on for c in insurer_clocks(watch(late.format("9999-12-30"), date.max))] == [date.max] * 3
    oldest = insurer_clocks(watch(late.format("0001-03-15"), TODAY))
    assert [c.due_on for c in oldest] == [date(1, 5, 14), date(1, 5, 15), date(1, 6, 14)]
    assert {c.working_slack for c in oldest} == {None}


CONSENTED = "lenient C1 L1 -4 potential until=+200 cap=9000USD insurer_consent=AT-9 \n"


def test_with_the_insurers_consent_cover_stops_on_the_day_it_consented_to() -> None:
    """Without it on 20 June, day +8, and collection is handed over 30 days later; for what is sold after it, two months stand."""
    text = STOPPED + CONSENTED
    assert lasting(stop_day(watch(text))) == (day("+200"), 200, "I1", money("900USD"))
    handover = clock(HANDOVER, text)
    assert handover is not None
    assert handover.due_on == day("+230")
    assert lasting(stop_day(watch(text, day("-5")))) == (day("+8"), 13, "I1", money("900USD"))
    later = text + "invoice C1 I2 0 500USD issued=-3"
    found = stop_day(watch(later, day("+1")))
    assert found is not None
    assert (found.due_on, found.subject) == (date(2024, 8, 12), "I2")


def test_a_consent_goes_with_the_time_it_was_given_to() -> None:
    """The house ended it on day -1, so it stood until day -2: cover stops on day +8, as without it."""
    ended = CONSENTED.replace("AT-9", "AT-9 ended_on=-1")
    assert lasting(stop_day(watch(STOPPED + ended))) == (day("+8"), 8, "I1", money("900USD"))


@pytest.mark.parametrize(("given", "stops"), [("-55", "+7"), ("-54", "+200"), ("0", "+200")])
def test_a_consent_counts_from_the_day_the_invoice_was_issued(given: str, stops: str) -> None:
    """Due, and issued, on 19 April: cover stops two months later, on day +7."""
    text = "buyer C1 insured=9000USD \n invoice C1 I1 -54 2000USD issued=-54 \n" + CONSENTED.replace("L1 -4", f"L1 {given}")
    found = stop_day(watch(text))
    assert found is not None
    assert found.due_on == day(stops)


def test_a_number_names_the_page_it_was_read_on_and_no_other_insurers() -> None:
    rows = Clocking().insurers
    read = {
        name for name, row in rows.items() for rule in (row.stop, row.handover) if rule.source.startswith("[S] support.atradius")
    }
    assert read == {"atradius"}
    assert {row.stop.source for name, row in rows.items() if name in ("allianz", "us", "icisa")} == {"[K] as Atradius has it"}
    assert rows["allianz"].overdue.source == "[S] developers.allianz-trade.com payment-overdues"


def test_what_is_not_overdue_is_not_at_stake_whatever_the_clock_counts_from() -> None:
    """90 % of the 3,000 that are overdue; I3 is due today and was issued sixty days ago."""
    by_invoice = Insurer(overdue=InsurerRule(Trigger.INVOICE, 180, source="page"))
    found, handed = clock(NOTICE, INSURED, insurer=by_invoice), clock(HANDOVER, INSURED)
    assert found is not None
    assert handed is not None
    assert (found.stake, handed.stake) == (money("2700USD"), money("2700USD"))
    assert found.source == "page"


def test_the_hand_over_counts_from_the_stop_by_the_stop_s_own_calendar() -> None:
    """Due on the Thursday before Easter: the second working day in Britain is Wednesday, and ten days later is 13 April."""
    own = Insurer(
        stop=InsurerRule(Trigger.DUE, 2, DayUnit.WORKING_DAYS, "GB", Consequence.NEW_SHIPMENTS_UNCOVERED),
        handover=InsurerRule(Trigger.STOP, 10),
    )
    found = clock(HANDOVER, "buyer C1 insured=5000USD \n invoice C1 I1 2024-03-28 100USD", insurer=own)
    assert found is not None
    assert found.due_on == date(2024, 4, 13)


def test_what_is_published_today_is_told_today() -> None:
    found = notice("buyer C1 insured=5000USD \n invoice C1 I1 +9 100USD \n event C1 E1 0 winding_up_petition")
    assert found is not None
    assert (found.since, found.subject) == (TODAY, "I1")


def test_cover_in_another_currency_is_held_against_what_is_owed_in_it() -> None:
    text = "buyer C1 insured=5000EUR \n invoice C1 I1 -70 800.05EUR \n order C1 O1 -1 700.05EUR"
    owed, ahead = notice(text), clock(STOP, text)
    assert owed is not None
    assert ahead is not None
    # 90 % of 800.05 are 720.045, and of 700.05 630.045; told to the cent below
    assert (str(owed.stake), str(ahead.stake)) == (str(money("720.04EUR")), str(money("630.04EUR")))


@pytest.mark.parametrize(
    ("owed", "order", "stake"),
    [
        ("400USD", "700USD", "540USD"),  # 600 of cover are free
        ("400USD", "100USD", "90USD"),
        ("400USD", "80EUR", "90USD"),  # 100 dollars
        ("1000USD", "700USD", "0USD"),
        ("1000.01USD", "700USD", "0USD"),
        ("9000USD", "700USD", "0USD"),
        ("400CHF", "1000USD", "900USD"),  # of unknown worth: as if all the cover were free
    ],
)
def test_shipments_ahead_are_covered_by_what_is_free_of_the_cover(owed: str, order: str, stake: str) -> None:
    text = f"buyer C1 insured=1000USD \n invoice C1 I1 -20 {owed} \n order C1 O1 -1 {order}"
    found = clock(STOP, text, rates=published(USD="1.25"))
    assert found is not None
    assert found.stake == money(stake)


def test_what_is_free_of_a_cover_in_another_currency_needs_no_rate_where_all_is_in_it() -> None:
    """600 EUR are free; nobody knows what a euro is worth in the base currency."""
    found = clock(STOP, "buyer C1 insured=1000EUR \n invoice C1 I1 -20 400EUR \n order C1 O1 -1 700EUR")
    assert found is not None
    assert found.stake == money("540EUR")


def test_an_insurer_that_bears_all_bears_nothing_of_a_cover_in_use() -> None:
    seen = replace(watch("buyer C1 insured=1000USD \n invoice C1 I1 -20 1000USD \n order C1 O1 -1 700USD"), percent=100)
    found = stop_day(seen)
    assert found is not None
    assert found.stake == money("0USD")


@pytest.mark.parametrize("home", ["CN", "GB"])
@pytest.mark.parametrize(
    ("told", "last"),
    [
        ("", date(2024, 7, 30)),  # of the overdue: fifty after Monday 20 May, the 10th of June is a festival
        ("event C1 E1 2024-06-05 winding_up_petition", date(2024, 6, 18)),  # eight after Wednesday 5 June, but for the 10th
        ("call C1 K1 2024-06-05 refused", date(2024, 6, 18)),
    ],
)
def test_an_agent_of_sinosure_counts_working_days_of_china_from_each_trigger(told: str, last: date, home: str) -> None:
    """Wherever the house is at home."""
    text = "buyer C1 insured=5000USD insurer=sinosure_agent \n invoice C1 I1 2024-05-20 2000USD \n" + told
    found = only(insurer_clocks(watch(text, home=home)), NOTICE)
    assert found is not None
    assert (found.due_on, found.calendar, found.source) == (last, "CN", "[S] ft-china.com")
