"""Until when a claim can be brought: by law, from its start, and what moved the date (TRADE.md 3.11, appendix C no. 21)."""

from datetime import date
from typing import Any

import pytest

from credit.clocks.clock import Clock, ClockKind, Doubt, Fact
from credit.clocks.clocking import Clocking
from credit.clocks.limitation import Period, limitation, limitation_clock, time_barred
from credit.clocks.limitation_packs import ALL_PACKS, Demand, Pack, Start
from credit.policy import Policy
from credit.reason import DESK
from tests.credit.clocks.watching import lasting, watch
from tests.credit.little_book import money

ON = date(2022, 6, 1)
BUYER = "buyer C1 law={law} country={country} learnt=2010-01-01 \n"
ITEM = "invoice C1 I1 2020-03-15 1000USD issued=2020-01-15 \n"


def sold(law: str, more: str = "", country: str = "FR") -> str:
    return BUYER.format(law=law, country=country) + ITEM + more


def periods(text: str, on: date = ON, **differing: Any) -> tuple[Period, ...]:
    seen = watch(text, on, **differing)
    return limitation(seen, next(item for item in seen.items if item.invoice.id == "I1"))


def until(text: str, on: date = ON, **differing: Any) -> date | None:
    (period,) = periods(text, on, **differing)
    return period.until


def clock(text: str, on: date = ON) -> Clock | None:
    seen = watch(text, on)
    return limitation_clock(seen, seen.items[0])


@pytest.mark.parametrize(
    ("law", "country", "last", "source"),
    [
        ("CN", "FR", date(2024, 3, 15), "art. 594"),  # four years: a sale between countries
        ("CN", "CN", date(2023, 3, 15), "art. 188"),  # three years at home
        ("CN", "", date(2023, 3, 15), "art. 188"),  # where the buyer sits nobody wrote down: the shorter one
        ("DE", "FR", date(2023, 12, 31), "BGB"),  # three years from the year's end
        ("GB", "FR", date(2026, 3, 15), "Limitation Act"),
        ("UK", "FR", date(2026, 3, 15), "Limitation Act"),
        ("it", "FR", date(2030, 3, 15), "Codice civile"),
        ("US", "FR", date(2024, 3, 15), "Convention"),
        ("UN", "FR", date(2024, 3, 15), "Convention"),
    ],
)
def test_the_period_of_each_law(law: str, country: str, last: date, source: str) -> None:
    (period,) = periods(sold(law, country=country))
    assert (period.until, period.since) == (last, Fact("invoice", "I1", date(2020, 3, 15)))
    assert source in period.source
    assert period.years == last.year - 2020


@pytest.mark.parametrize(
    ("law", "doubt"), [("FR", Doubt.UNKNOWN_LAW), ("ES", Doubt.SOURCES_CONTRADICT), ("AE", Doubt.SOURCES_CONTRADICT)]
)
def test_a_law_nobody_knows_gives_no_date_and_says_so(law: str, doubt: Doubt) -> None:
    (period,) = periods(sold(law))
    source = ALL_PACKS[law].source if law in ALL_PACKS else ""
    assert period == Period(law, None, Fact("invoice", "I1", date(2020, 3, 15)), source, doubt)
    assert clock(sold(law)) is None


def test_a_law_that_is_known_and_not_verified_says_so() -> None:
    found = clock(sold("GB"))
    assert found is not None
    assert found.doubt is Doubt.UNVERIFIED_LAW
    german = clock(sold("DE"))
    assert german is not None
    assert (german.doubt, german.source) == (Doubt.NONE, ALL_PACKS["DE"].source)


def test_a_clock_begun_anew_is_still_the_invoice_s() -> None:
    found = clock(sold("CN", ARRIVED))
    assert found is not None
    assert (found.subject, found.fact) == ("I1", Fact("contact", "K1", date(2021, 5, 6), DESK))


def test_what_does_not_count_hides_nothing_that_does() -> None:
    """In Germany a mail begins nothing anew, and an acknowledgement after it three years."""
    assert until(sold("DE", ARRIVED + "\n email C1 K2 2021-06-01 acknowledged")) == date(2024, 6, 1)
    paid = "receipt C1 R0 2020-06-01 5USD for=I9 \n receipt C1 R1 2021-06-01 5USD for=I1"
    assert until(sold("DE", paid)) == date(2024, 6, 1)


def test_a_receipt_of_nothing_is_no_payment() -> None:
    """It would bridge the end of 15 March 2023 to the payment of April, which comes too late to begin anything anew."""
    own = {"OWN": Pack(3, "own")}
    late = "receipt C1 R1 2023-04-01 5USD for=I1"
    for more in (late, "receipt C1 R0 2023-03-01 0USD for=I1 \n" + late):
        assert until(sold("OWN", more), date(2024, 6, 1), limitation=own) == date(2023, 3, 15)


def test_a_suit_is_told_with_the_law_it_stopped() -> None:
    (period,) = periods(sold("DE", "note C1 K1 2021-06-01 sued"))
    start, suit = Fact("invoice", "I1", date(2020, 3, 15)), Fact("contact", "K1", date(2021, 6, 1), DESK)
    assert period == Period("DE", None, start, ALL_PACKS["DE"].source, Doubt.NONE, suit, years=3)


ARRIVED = "email C1 K1 2021-05-04 arrived_on=2021-05-06 proof=receipt"


@pytest.mark.parametrize(
    ("law", "last"),
    [
        ("CN", date(2025, 5, 6)),  # four years from the day the mail arrived
        ("DE", date(2023, 12, 31)),  # no restart by letter
        ("GB", date(2026, 3, 15)),
        ("IT", date(2030, 3, 15)),  # a mail is no registered letter
    ],
)
def test_a_demand_that_arrived_restarts_a_chinese_clock_and_no_german_one(law: str, last: date) -> None:
    assert until(sold(law, ARRIVED)) == last


def test_a_registered_letter_restarts_an_italian_clock() -> None:
    assert until(sold("IT", ARRIVED.replace("email", "letter"))) == date(2031, 5, 6)


@pytest.mark.parametrize(
    "contact",
    [
        "email C1 K1 2021-05-04",  # no proof of arrival
        "email C1 K1 2020-03-15 arrived_on=2020-03-20",  # sent on the due date: nothing was to be demanded yet
        "email C1 K1 2021-05-04 arrived_on=2021-05-06 for=I9",  # about another invoice
        "note C1 K1 2021-05-04 arrived_on=2021-05-06",  # written for colleagues
        "email C1 K1 2021-05-04 insurer_notified arrived_on=2021-05-06",  # to the insurer
        "email C1 K1 2022-05-30 arrived_on=2022-06-02",  # arrives tomorrow
        "email C1 K1 2022-06-02 arrived_on=2022-06-03 learnt=2022-06-01",
        "email C1 K1 2021-05-04 learnt=2022-06-02 arrived_on=2021-05-06",  # learnt tomorrow
    ],
)
def test_what_is_no_demand_that_arrived_by_today(contact: str) -> None:
    assert until(sold("CN", contact)) == date(2024, 3, 15)


@pytest.mark.parametrize(
    "contact", ["email C1 K1 2020-03-16 arrived_on=2020-03-16", "call C1 K1 2020-03-16 arrived_on=2020-03-16"]
)
def test_a_demand_from_the_day_after_the_due_date_counts(contact: str) -> None:
    assert until(sold("CN", contact)) == date(2024, 3, 16)
    assert until(sold("CN", contact + " for=I1")) == date(2024, 3, 16)


def test_a_demand_that_arrives_today_counts_today() -> None:
    assert until(sold("CN", "message C1 K1 2022-06-01 arrived_on=2022-06-01")) == date(2026, 6, 1)
    assert until(sold("CN", "email C1 K1 2022-05-30 arrived_on=2022-06-01")) == date(2026, 6, 1)


def test_a_demand_whose_arrival_may_yet_be_proven_is_told() -> None:
    sent = "email C1 K1 2021-05-04 \n email C1 K2 2021-07-04 \n email C1 K3 2021-08-04 bounced \n note C1 K4 2021-09-04"
    (period,) = periods(sold("CN", sent))
    assert period.provable == Fact("contact", "K2", date(2021, 7, 4), DESK)
    (german,) = periods(sold("DE", sent))
    assert german.provable is None
    (proven,) = periods(sold("CN", sent + "\n email C1 K9 2021-07-03 arrived_on=2021-07-04"))
    assert proven.provable is None  # it would move nothing
    (late,) = periods(sold("CN", "email C1 K1 2024-03-16"), date(2024, 4, 1))
    assert late.provable is None  # after the end a demand begins nothing anew
    (last,) = periods(sold("CN", "email C1 K1 2024-03-15"), date(2024, 4, 1))
    assert last.provable == Fact("contact", "K1", date(2024, 3, 15), DESK)


def test_only_a_letter_would_move_an_italian_date_if_proven() -> None:
    (mail,), (letter,) = periods(sold("IT", "email C1 K1 2021-05-04")), periods(sold("IT", "letter C1 K1 2021-05-04"))
    assert (mail.provable, letter.provable) == (None, Fact("contact", "K1", date(2021, 5, 4), DESK))


def test_a_demand_that_would_not_outlast_a_year_end_is_not_told() -> None:
    own = {"OWN": Pack(3, "own", start=Start.YEAR_END, demand=Demand.ARRIVED)}
    (period,) = periods(sold("OWN", "email C1 K1 2020-12-31"), limitation=own)
    assert period.provable is None
    (later,) = periods(sold("OWN", "email C1 K1 2021-01-01"), limitation=own)
    assert later.provable is not None


@pytest.mark.parametrize("outcome", ["acknowledged", "plan_agreed"])
@pytest.mark.parametrize(
    ("law", "last"),
    [
        ("CN", date(2025, 5, 4)),
        ("DE", date(2024, 5, 4)),
        ("GB", date(2027, 5, 4)),
        ("US", date(2025, 5, 4)),
        ("IT", date(2031, 5, 4)),
    ],
)
def test_an_acknowledgement_restarts_every_known_clock(law: str, last: date, outcome: str) -> None:
    assert until(sold(law, f"email C1 K1 2021-05-04 {outcome}")) == last
    assert until(sold(law, f"email C1 K1 2021-05-04 {outcome} for=I9")) != last


def test_an_acknowledgement_in_the_year_it_fell_due_does_not_shorten_a_year_end() -> None:
    # 4 May 2020 and three years would be earlier than the end of 2023
    assert until(sold("DE", "email C1 K1 2020-05-04 acknowledged")) == date(2023, 12, 31)


@pytest.mark.parametrize(("law", "last"), [("CN", date(2025, 5, 4)), ("DE", date(2023, 12, 31)), ("GB", date(2026, 3, 15))])
def test_a_request_for_time_restarts_a_chinese_clock(law: str, last: date) -> None:
    assert until(sold(law, "email C1 K1 2021-05-04 plan_requested")) == last


PAID, BACK = "receipt C1 R1 2021-05-04 100USD for=I1 \n", "receipt C1 R2 2021-05-09 -100USD for=I1 \n"
UNMOVED = date(2024, 3, 15), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("receipts", "cn", "de"),
    [
        (PAID, date(2025, 5, 4), date(2024, 5, 4)),
        (PAID.replace("100USD", "0.01USD"), date(2025, 5, 4), date(2024, 5, 4)),
        (PAID.replace("for=I1", ""), *UNMOVED),  # for no invoice in particular
        (PAID.replace("for=I1", "for=I9"), *UNMOVED),
        ("receipt C1 R1 2022-06-02 100USD for=I1 learnt=2022-06-01", *UNMOVED),  # tomorrow
        (PAID + BACK, *UNMOVED),  # it bounced
        (PAID + BACK + "receipt C1 R0 2021-04-04 50USD for=I1", date(2025, 4, 4), date(2024, 4, 4)),
        (BACK.replace("05-09", "05-03") + PAID, date(2025, 5, 4), date(2024, 5, 4)),
        ("invoice C1 I0 2020-01-15 100USD \n" + PAID.replace("for=I1", "for=I0,I1"), *UNMOVED),  # I0 took all of it
    ],
)
def test_a_part_payment_that_stands_restarts_the_clock(receipts: str, cn: date, de: date) -> None:
    assert until(sold("CN", receipts)) == cn
    assert until(sold("DE", receipts)) == de


def test_a_payment_that_bounced_keeps_nothing_alive_for_a_later_one() -> None:
    in_time = "receipt C1 R1 2024-03-14 100USD for=I1 \n receipt C1 R3 2025-01-01 50USD for=I1 \n"
    assert until(sold("US", in_time), date(2025, 2, 1)) == date(2029, 1, 1)
    bounced = in_time + "receipt C1 R2 2024-03-20 -100USD for=I1"
    assert until(sold("US", bounced), date(2025, 2, 1)) == date(2024, 3, 15)


def test_the_fact_it_runs_from_is_told() -> None:
    (unmoved,) = periods(sold("CN", "email C1 K1 2020-03-15 acknowledged"))
    assert unmoved.since == Fact("invoice", "I1", date(2020, 3, 15))  # on the due date it moves nothing
    (paid,) = periods(sold("CN", "receipt C1 R1 2021-05-04 100USD for=I1"))
    assert paid.since == Fact("receipt", "R1", date(2021, 5, 4))
    (asked,) = periods(sold("CN", ARRIVED))
    assert asked.since == Fact("contact", "K1", date(2021, 5, 6), DESK)


@pytest.mark.parametrize("outcome", ["sued", "claim_filed"])
def test_a_suit_restarts_a_chinese_clock_and_stops_others(outcome: str) -> None:
    brought = f"note C1 K1 2021-05-04 {outcome}"
    assert until(sold("CN", brought)) == date(2025, 5, 4)
    for law in ("DE", "GB", "US", "IT"):
        (period,) = periods(sold(law, brought))
        assert (period.until, period.stopped) == (None, Fact("contact", "K1", date(2021, 5, 4), DESK))
    assert until(sold("GB", brought + " for=I9")) == date(2026, 3, 15)


def test_a_suit_after_the_end_or_before_the_invoice_stops_nothing() -> None:
    (late,) = periods(sold("DE", "note C1 K1 2024-01-01 sued"), date(2024, 2, 1))
    assert (late.until, late.stopped) == (date(2023, 12, 31), None)
    (last,) = periods(sold("DE", "note C1 K1 2023-12-31 sued"), date(2024, 2, 1))
    assert last.until is None
    (early,) = periods(sold("DE", "note C1 K1 2020-01-14 sued"))
    assert early.until == date(2023, 12, 31)
    (same,) = periods(sold("DE", "note C1 K1 2020-01-15 sued"))
    assert same.until is None


@pytest.mark.parametrize(
    ("law", "event", "last"),
    [
        ("CN", "email C1 K1 2024-03-16 arrived_on=2024-03-16", date(2024, 3, 15)),  # a demand a day too late
        ("CN", "email C1 K1 2024-03-15 arrived_on=2024-03-15", date(2028, 3, 15)),
        ("CN", "email C1 K1 2024-03-16 acknowledged", date(2028, 3, 16)),  # whoever agrees after the end is held to it
        ("CN", "receipt C1 R1 2024-03-16 100USD for=I1", date(2028, 3, 16)),
        ("CN", "note C1 K1 2024-03-16 sued", date(2024, 3, 15)),
        ("US", "email C1 K1 2024-03-16 acknowledged", date(2024, 3, 15)),
        ("US", "email C1 K1 2024-03-15 acknowledged", date(2028, 3, 15)),
    ],
)
def test_after_its_end_only_what_the_law_lets_revive_it(law: str, event: str, last: date) -> None:
    assert until(sold(law, event), date(2024, 6, 1)) == last


def test_one_event_keeps_it_alive_for_the_next() -> None:
    """Four years each: 2020-03-15, 2023-01-10, 2026-06-01; the second would be too late without the first."""
    chain = "email C1 K1 2023-01-09 arrived_on=2023-01-10 \n email C1 K2 2026-05-30 arrived_on=2026-06-01"
    assert until(sold("CN", chain), date(2027, 1, 1)) == date(2030, 6, 1)


INSTALMENTS = """
    invoice  C1  I2  2021-09-15  1000USD  issued=2020-01-15  instalment_of=W
    invoice  C1  I3  2029-09-15  1000USD  issued=2022-06-02  instalment_of=W  learnt=2022-06-01
    invoice  C1  I4  2028-09-15  1000USD  issued=2020-01-15  instalment_of=V
"""


def test_a_chinese_clock_runs_from_the_last_instalment_for_all_of_them() -> None:
    text = sold("CN", INSTALMENTS).replace("1000USD issued=2020-01-15 \n", "1000USD issued=2020-01-15 instalment_of=W \n")
    assert until(text) == date(2025, 9, 15)  # of those issued by then the last is due on 2021-09-15
    assert until(text.replace("law=CN", "law=DE")) == date(2023, 12, 31)
    assert until(text.replace("law=CN", "law=DE"), limitation={"DE": Pack(3, "own", last_instalment=True)}) == date(2024, 9, 15)
    assert until(sold("CN", INSTALMENTS)) == date(2024, 3, 15)  # it is no instalment itself
    assert until(text, date(2022, 6, 2)) == date(2033, 9, 15)  # the one issued today is due on 2029-09-15


def ends(more: str, law: str = "CN") -> dict[str, date | None]:
    """The last day of each open instalment of the whole W, due on 2020-03-15 and 2021-09-15."""
    text = sold(law, INSTALMENTS + more).replace("1000USD issued=2020-01-15 \n", "1000USD issued=2020-01-15 instalment_of=W \n")
    seen = watch(text, ON)
    return {i.invoice.id: limitation(seen, i)[0].until for i in seen.items if i.invoice.instalment_of == "W"}


@pytest.mark.parametrize(
    "word",
    [
        "email C1 K1 2022-05-02 for=I1 arrived_on=2022-05-04",
        "email C1 K1 2022-05-02 for=I2 arrived_on=2022-05-04",
        "letter C1 K1 2022-05-04 acknowledged for=I1",
        "email C1 K1 2022-05-04 plan_requested for=I2",
        "note C1 K1 2022-05-04 sued for=I1",
        "receipt C1 R1 2022-05-04 1USD for=I2",
    ],
)
def test_in_china_what_moves_one_instalment_moves_the_whole_debt(word: str) -> None:
    """Civil Code art. 189 with judicial rules art. 9: who claims a part claims the rest. Four years from 2022-05-04."""
    assert ends(word) == {"I1": date(2026, 5, 4), "I2": date(2026, 5, 4)}


def test_an_instalment_paid_in_full_is_a_part_paid_of_the_debt() -> None:
    """Judicial rules art. 14; money that was taken back again moved nothing."""
    assert ends("receipt C1 R1 2022-05-04 1000USD for=I1") == {"I2": date(2026, 5, 4)}
    back = "receipt C1 R1 2022-05-04 1000USD for=I1 \n receipt C1 R2 2022-05-20 -1000USD for=I1"
    assert ends(back) == {"I1": date(2025, 9, 15), "I2": date(2025, 9, 15)}


def test_a_demand_whose_arrival_could_be_proven_would_move_the_whole_debt() -> None:
    text = sold("CN", INSTALMENTS + "email C1 K1 2022-05-02 for=I1").replace(
        "1000USD issued=2020-01-15 \n", "1000USD issued=2020-01-15 instalment_of=W \n"
    )
    seen = watch(text, ON)
    told = [limitation(seen, i)[0].provable for i in seen.items if i.invoice.instalment_of == "W"]
    assert told == [Fact("contact", "K1", date(2022, 5, 2), DESK)] * 2


def test_under_another_law_each_instalment_has_its_own_time() -> None:
    """Six years: I1 from the word of 2022-05-04, I2 from its due date."""
    assert ends("letter C1 K1 2022-05-04 acknowledged for=I1", "GB") == {"I1": date(2028, 5, 4), "I2": date(2027, 9, 15)}


def test_another_invoice_is_not_moved_with_it() -> None:
    text = sold("CN", INSTALMENTS + "email C1 K1 2022-05-02 for=I2,I4 arrived_on=2022-05-04")
    assert until(text) == date(2024, 3, 15)


def test_where_no_law_is_written_both_sides_laws_are_shown_and_the_earlier_date_counts() -> None:
    text = sold("", country="DE")
    assert [(p.law, p.until) for p in periods(text)] == [("DE", date(2023, 12, 31)), ("CN", date(2024, 3, 15))]
    found = clock(text)
    assert lasting(found) == (date(2023, 12, 31), 578, "I1", money("1000USD"))
    assert found is not None
    assert (found.kind, found.doubt, found.since) == (ClockKind.LIMITATION, Doubt.LAW_NOT_WRITTEN, date(2020, 3, 15))
    british = clock(sold("", country="GB"))
    assert british is not None
    assert british.due_on == date(2024, 3, 15)  # the house's own law is the earlier one
    assert british.working_in == "CN"


def test_the_sales_convention_says_nothing_of_limitation() -> None:
    assert [p.law for p in periods(sold("CISG", country="DE"))] == ["DE", "CN"]


def test_a_buyer_at_home_or_nowhere() -> None:
    assert [(p.law, p.until) for p in periods(sold("", country="CN"))] == [("CN", date(2023, 3, 15))]
    assert [(p.law, p.doubt) for p in periods(sold("", country=""))] == [("", Doubt.UNKNOWN_LAW), ("CN", Doubt.NONE)]
    found = clock(sold("", country=""))
    assert found is not None
    assert (found.due_on, found.doubt) == (date(2023, 3, 15), Doubt.A_LAW_UNKNOWN)


def barred(text: str, on: date) -> dict[str, object] | None:
    seen = watch(text, on)
    reason = time_barred(seen.account, seen.items[0], on, Clocking(), seen.home)
    return dict(reason.facts) if reason else None


def test_a_claim_is_barred_from_the_day_after_its_last() -> None:
    assert barred(sold("DE"), date(2023, 12, 31)) is None
    assert barred(sold("DE"), date(2024, 1, 1)) == {
        "invoice": "I1", "on": date(2023, 12, 31), "source": "policy", "law": "DE", "rule": ALL_PACKS["DE"].source,
        "since": date(2020, 3, 15),
    }  # fmt: skip


def test_a_claim_is_barred_only_where_every_law_that_may_govern_says_so() -> None:
    both = sold("", country="DE")
    assert barred(both, date(2024, 3, 15)) is None  # China's last day
    found = barred(both, date(2024, 3, 16))
    assert found is not None
    assert (found["law"], found["on"]) == ("CN", date(2024, 3, 15))
    british = sold("", country="GB")
    assert barred(british, date(2024, 3, 16)) is None
    same = barred(sold("", country="US"), date(2024, 3, 16))
    assert same is not None
    assert same["law"] == "US"  # both end on one day: the buyer's is told
    later = barred(british, date(2026, 3, 16))
    assert later is not None
    assert later["law"] == "GB"


@pytest.mark.parametrize("text", [sold("FR"), sold("ES"), sold("", country="FR"), sold("DE", "note C1 K1 2021-05-04 sued")])
def test_where_it_is_not_certain_nothing_is_barred(text: str) -> None:
    assert barred(text, date(2099, 1, 1)) is None


def test_the_shortest_period_there_can_be_is_looked_at() -> None:
    """One year, over a year of 365 days: its last day is 365 days past due."""
    own = Clocking(limitation={"OWN": Pack(1, "own")})
    text = sold("OWN")
    for on, is_barred in ((date(2021, 3, 15), False), (date(2021, 3, 16), True)):
        seen = watch(text, on)
        assert (time_barred(seen.account, seen.items[0], on, own, seen.home) is not None) is is_barred


def test_the_whole_reason_is_told_with_what_is_open() -> None:
    seen = watch(sold("DE"), date(2024, 1, 1))
    reason = time_barred(seen.account, seen.items[0], seen.on, Clocking(), seen.home)
    assert reason is not None
    assert (reason.code, reason.amount) == ("time_barred", money("1000USD"))


def test_the_last_day_of_a_period_begun_anew_is_still_in_time() -> None:
    """Four years from the mail's arrival on 6 May 2021."""
    assert barred(sold("CN", ARRIVED), date(2025, 5, 6)) is None
    assert barred(sold("CN", ARRIVED), date(2025, 5, 7)) is not None


def test_the_house_s_own_law_may_govern_where_none_was_written_down() -> None:
    """Germany's three years ended with 2023; Britain's six have not, China's four would have in March 2024."""
    seen = watch(sold("", country="DE"), date(2024, 6, 1), home="GB")
    assert time_barred(seen.account, seen.items[0], seen.on, Clocking(), "GB") is None
    assert time_barred(seen.account, seen.items[0], seen.on, Clocking(), "CN") is not None


def test_an_instalment_of_a_chinese_sale_is_barred_from_the_last_of_them() -> None:
    """Four years from 15 June 2020 for both."""
    parts = "".join(
        f"invoice C1 I1/{n} {due} 500USD issued=2020-01-15 instalment_of=I1 \n"
        for n, due in ((1, "2020-03-15"), (2, "2020-06-15"))
    )
    text = BUYER.format(law="CN", country="FR") + parts
    assert barred(text, date(2024, 6, 15)) is None
    found = barred(text, date(2024, 6, 16))
    assert found is not None
    assert (found["invoice"], found["on"]) == ("I1/1", date(2024, 6, 15))


@pytest.mark.parametrize(
    ("second", "said", "last"),
    [
        ("2020-06-15 500USD issued=2020-01-15", "for=I1/2", date(2026, 1, 1)),  # of one debt a part acknowledged is the whole
        ("2020-06-15 500USD issued=2022-01-01", "for=I1/2", date(2026, 1, 1)),  # invoiced on the day of the word
        ("2020-06-15 500USD issued=2020-01-15", "for=I9", date(2024, 6, 15)),  # another debt
    ],
)
def test_a_word_about_one_instalment_of_a_chinese_sale_is_about_all(second: str, said: str, last: date) -> None:
    text = f"""
        {BUYER.format(law="CN", country="FR")}
        invoice C1 I1/1 2020-03-15 500USD issued=2020-01-15 instalment_of=I1
        invoice C1 I1/2 {second} instalment_of=I1
        invoice C1 I9 2020-03-15 5USD issued=2020-01-15
        email C1 K1 2022-01-01 acknowledged {said}
    """
    seen = watch(text, date(2022, 1, 1))
    (period,) = limitation(seen, next(item for item in seen.items if item.invoice.id == "I1/1"))
    assert period.until == last


def test_it_holds_at_both_ends_of_the_calendar() -> None:
    text = "buyer C1 law=CN learnt=0001-01-01 \n invoice C1 I1 {} 10USD issued=0001-01-01"
    assert until(text.format("9999-01-01"), date.max) == date.max
    assert until(text.format("0001-03-15"), date(2024, 1, 1)) == date(4, 3, 15)
    assert until(text.format("2099-01-01"), date(2024, 1, 1)) == date(2102, 1, 1)


def test_a_pack_of_ones_own_begins_without_any_restart_by_letter() -> None:
    policy = Policy.of({"clocks": {"limitation": {"FR": {"years": 5, "source": "Code civil 2224"}, "CN": {"years": 2}}}}).clocks
    seen = watch(sold("FR", ARRIVED), ON, policy=policy)
    (period,) = limitation(seen, seen.items[0])
    assert (period.until, period.source, period.doubt) == (date(2025, 3, 15), "Code civil 2224", Doubt.UNVERIFIED_LAW)
    assert policy.limitation["CN"].years == 2
    assert policy.limitation["CN"].demand is Demand.ARRIVED
