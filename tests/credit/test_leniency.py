"""Leniency in force and what ends it, each by its own clock (TRADE.md 4.3, 3.10)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from credit.assess import assess
from credit.book import Book
from credit.decision import LeniencyReason
from credit.leniency import Standing, insured_open, insurer_stop, proposed, standing
from credit.money import Money
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES
from tests.credit.little_book import TODAY, assessed, day, little_book, money, published

OWES = "buyer C1 limit=9000USD {more} \n invoice C1 I1 {due} 1000USD \n"
GRANTED = "lenient C1 L1 -10 potential until=+300 cap=5000USD \n"


def text(lines: str = "", due: str = "-20", more: str = "", granted: str = GRANTED) -> str:
    return OWES.format(due=due, more=more) + granted + lines


def stands(written: str, on: str = "0", policy: Policy = DEFAULT_POLICY) -> Standing | None:
    book = little_book(written, policy)
    known = book.account("C1").as_known_on(day(on))
    entry = assess(known, day(on), book)
    found = standing(known, entry.ledger, entry.debt_class, book)
    assert entry.leniency == (found.leniency if found is not None and found.in_force else None)
    return found


def ended(written: str, on: str = "0", policy: Policy = DEFAULT_POLICY) -> list[tuple[str, date]]:
    found = stands(written, on, policy)
    assert found is not None
    days = [(why.code, why.facts["on"]) for why in found.ended]
    assert all(isinstance(on, date) for _, on in days)
    return days  # type: ignore[return-value]  # held to be days above


def test_nothing_granted_nothing_stands() -> None:
    assert stands(text(granted="")) is None
    assert stands(text(), on="-11") is None, "it is granted tomorrow"


def test_what_was_granted_is_in_force_from_its_day() -> None:
    found = stands(text(), on="-10")
    assert found is not None
    assert found.in_force
    assert found.review_due == day("+80")  # 90 days after day -10


def test_the_latest_one_counts() -> None:
    found = stands(text("lenient C1 L2 -5 asset_rich_illiquid until=+9 cap=4000USD"))
    assert found is not None
    assert found.leniency.id == "L2"


@pytest.mark.parametrize(("on", "stopped"), [("+30", []), ("+31", [("leniency_until", day("+31"))])])
def test_its_last_day_is_in_it(on: str, stopped: list[object]) -> None:
    granted = "lenient C1 L1 -10 potential until=+30 cap=5000USD \n"
    assert ended(text(granted=granted), on) == stopped


@pytest.mark.parametrize(("on", "stopped"), [("+94", []), ("+95", [("leniency_review", day("+95"))])])
def test_a_review_may_be_two_weeks_late(on: str, stopped: list[object]) -> None:
    """Granted on day -10: due on day 80, and with 14 days of grace the last day is 94; the debt itself is not due until then."""
    assert ended(text(due="+100"), on) == stopped


def test_a_review_begins_the_ninety_days_again() -> None:
    seen = GRANTED.replace("\n", "reviewed_on=+50 learnt=-10 \n")
    assert ended(text(due="+150", granted=seen), "+154") == []  # 50 + 90 + 14
    assert ended(text(due="+150", granted=seen), "+155") == [("leniency_review", day("+155"))]


@pytest.mark.parametrize(("ordered", "stopped"), [("4000USD", []), ("4000.01USD", [("leniency_cap", day("-3"))])])
def test_exposure_may_reach_the_cap_and_no_more(ordered: str, stopped: list[object]) -> None:
    """1,000 are open, the cap is 5,000."""
    assert ended(text(f"order C1 O1 -3 {ordered}")) == stopped


def test_what_went_over_its_cap_once_has_ended_for_good() -> None:
    lines = "invoice C1 I2 +30 4500USD issued=-5 \n receipt C1 R1 -2 4500USD for=I2"
    assert ended(text(lines)) == [("leniency_cap", day("-5"))]


def test_what_was_over_before_the_grant_and_is_no_longer_does_not_count() -> None:
    assert ended(text("invoice C1 I2 -30 4500USD \n receipt C1 R1 -11 4500USD for=I2")) == []


def test_on_the_day_of_the_grant_it_counts() -> None:
    assert ended(text("invoice C1 I2 +30 4500USD issued=-30")) == [("leniency_cap", day("-10"))]


@pytest.mark.parametrize(
    ("due", "stopped"),
    [("-61", []), ("-62", [("leniency_insurer_stop", TODAY)]), ("-75", [("leniency_insurer_stop", day("-10"))])],
)
def test_the_insurers_stop_ends_it(due: str, stopped: list[object]) -> None:
    """Due on 12 April, 12 June is the last day of two months (Atradius); passed before the grant, it ends that very day."""
    assert ended(text(due=due, more="insured=2000USD")) == stopped


@pytest.mark.parametrize("given", ["insurer_consent=AT-9", "forfeits=900USD"])
def test_consent_and_knowing_forfeit_outlast_the_stop(given: str) -> None:
    assert ended(text(due="-75", more="insured=2000USD", granted=GRANTED.replace("\n", given + "\n"))) == []


def test_a_forfeit_of_years_ago_excuses_nothing_that_was_sold_since() -> None:
    """Its debt is paid; the cover of what was sold since stands, and the insurer's clock with it."""
    sold = "invoice C1 I0 -870 900USD issued=-900"
    old = f"{sold} \n lenient C1 L0 -800 potential until=-600 cap=900USD forfeits=810USD ended_on=-500"
    paid = f"{old} learnt=-800 \n receipt C1 R0 -500 900USD for=I0 \n {GRANTED}"
    assert ended(text(due="-75", more="insured=2000USD", granted=paid)) == [("leniency_insurer_stop", day("-10"))]


@pytest.mark.parametrize("more", ["", "insured=0USD"])
def test_without_cover_nothing_is_stopped(more: str) -> None:
    found = stands(text(due="-75", more=more))
    assert found is not None
    assert (found.ended, found.insurer_stop_on) == ((), None)


@pytest.mark.parametrize(
    ("paid", "stopped"),
    [
        ("-3", [("leniency_insurer_stop", day("-4"))]),  # the stop of day -4 fell into the leniency, the money came after it
        ("-4", []),  # paid on the very day: nothing is open on its evening
        ("-20", []),
    ],
)
def test_a_stop_that_was_reached_is_not_undone_by_the_payment(paid: str, stopped: list[object]) -> None:
    """Due on 7 April: covered until 7 June, which is day -5."""
    lines = f"invoice C1 I2 -66 500USD \n receipt C1 R1 {paid} 500USD for=I2"
    assert ended(text(lines, more="insured=2000USD")) == stopped


@pytest.mark.parametrize("dismissed", ["", "event C1 E2 -1 winding_up_petition_dismissed"])
def test_a_petition_ends_it_dismissed_or_not(dismissed: str) -> None:
    found = ended(text("event C1 E1 -3 winding_up_petition \n" + dismissed))
    assert ("leniency_petition", day("-3")) in found
    assert {code for code, _ in found} == {"leniency_petition", "leniency_class"}


def test_a_petition_that_may_be_about_somebody_else_does_not() -> None:
    assert ended(text("event C1 E1 -3 winding_up_petition match=possible")) == []


@pytest.mark.parametrize("due", ["-90", "-91", "-181", "-1095"])
def test_the_age_of_the_debt_alone_does_not_end_it(due: str) -> None:
    """To wait for more than a year is what was granted (TRADE.md 0, story B); the class by age is told all the same."""
    assert ended(text(due=due)) == []


@pytest.mark.parametrize(("on", "stopped"), [("-1", []), ("0", [("leniency_class", day("0"))])])
def test_dead_debt_is_waited_for_no_longer(on: str, stopped: list[object]) -> None:
    """Due 1,096 days ago: it was bad for 1,095 days, and today it is dead."""
    assert ended(text(due="-1096"), on) == stopped


BROKEN = "promise C1 P1 -30 900USD by=-25 learnt=-30 \n promise C1 P2 -20 900USD by=-15 learnt=-20"


@pytest.mark.parametrize("due", ["-60", "-200"])
@pytest.mark.parametrize(
    ("lines", "since"),
    [
        (BROKEN, "-11"),  # for Tuesday -15; Wednesday, Thursday, Friday (-12) are tolerance
        ("call C1 K1 -70 no_answer \n call C1 K2 -50 no_answer \n email C1 K3 -9 bounced", "-9"),  # the third try
        ("class C1 V1 -5 doubtful until=+20 reason=told", "-5"),
        ("report C1 B1 -4 creditsafe financial_strength.rating_provider:5", None),
    ],
)
def test_a_class_worse_than_in_collection_by_more_than_age_ends_it(due: str, lines: str, since: str | None) -> None:
    found = ended(text(lines, due=due))
    assert [code for code, _ in found] == ["leniency_class"]
    assert since is None or found[0][1] == day(since)


def test_what_is_written_off_is_waited_for_no_longer() -> None:
    assert [code for code, _ in ended(text("note C1 K1 -2 written_off", due="-200"))] == ["leniency_class"]


def test_somebody_may_end_it() -> None:
    over = GRANTED.replace("\n", "ended_on=-2 learnt=-10 \n")
    assert ended(text(granted=over), "-3") == []
    assert ended(text(granted=over), "-2") == [("leniency_by_hand", day("-2"))]


def test_everything_that_ended_it_is_told_the_earliest_first() -> None:
    found = ended(text("order C1 O1 -3 9000USD", due="-75", more="insured=2000USD"))
    assert found == [("leniency_insurer_stop", day("-10")), ("leniency_cap", day("-3"))]


def test_each_reason_says_on_what_day_and_whose_word_it_is() -> None:
    lines = "order C1 O1 -3 9000USD \n event C1 E1 -3 winding_up_petition"
    over = GRANTED.replace("until=+300", "until=-2 ended_on=-1 reviewed_on=-2000 learnt=-10")
    found = stands(text(lines, due="-75", more="insured=2000USD", granted=over))
    assert found is not None
    assert len(found.ended) == 7
    sources = {why.code: why.facts["source"] for why in found.ended}
    assert sources["leniency_petition"] == "gazette"
    assert (sources["leniency_by_hand"], sources["leniency_cap"], sources["leniency_review"]) == ("desk", "own_ledger", "policy")


def test_the_stop_is_counted_from_the_oldest_due_date_that_is_open() -> None:
    entry = assessed(text("invoice C1 I2 -30 10USD", more="insured=2000USD"))
    assert insurer_stop(entry.account, entry.ledger, Book()) == day("+31")  # 13 May to 13 July
    paid = assessed("buyer C1 insured=2000USD")
    assert insurer_stop(paid.account, paid.ledger, Book()) is None


@pytest.mark.parametrize(
    ("lines", "cover"),
    [
        ("buyer C1 insured=2000USD \n invoice C1 I1 -5 1000USD", "900USD"),  # 90 % of 1,000
        ("buyer C1 insured=2000USD \n invoice C1 I1 -5 1000USD \n invoice C1 I2 +5 5000USD", "1800USD"),  # 90 % of the 2,000
        ("buyer C1 insured=2000USD", "0USD"),
        ("buyer C1 insured=2000USD \n invoice C1 I1 -5 1000XTS", "1800USD"),  # no rate: it may be all of it
        ("buyer C1 insured=0USD \n invoice C1 I1 -5 1000USD", None),
        ("buyer C1 \n invoice C1 I1 -5 1000USD", None),
    ],
)
def test_what_is_insured_of_everything_open(lines: str, cover: str | None) -> None:
    entry = assessed(lines)
    expected: Money | None = money(cover) if cover else None
    assert insured_open(entry.account, entry.ledger, NO_RATES, 90) == expected


def test_cover_in_another_currency_is_converted() -> None:
    entry = assessed("buyer C1 insured=2000USD \n invoice C1 I1 -5 1000EUR")
    assert insured_open(entry.account, entry.ledger, published(USD="1.20"), 90) == money("1080USD")  # 90 % of 1,200


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ("potential", LeniencyReason.POTENTIAL),
        ("asset_rich", LeniencyReason.ASSET_RICH_ILLIQUID),
        ("vip,asset_rich_illiquid", LeniencyReason.ASSET_RICH_ILLIQUID),
        ("vip", None),
    ],
)
def test_a_tag_proposes_and_grants_nothing(tags: str, reason: LeniencyReason | None) -> None:
    entry = assessed(f"buyer C1 tags={tags} \n invoice C1 I1 -20 900USD")
    assert proposed(entry.account) is reason
    assert entry.leniency is None


def test_what_is_learnt_later_moves_no_earlier_day() -> None:
    """The order is of day -3 and learnt on day -1; the petition is published and learnt on day 0."""
    lines = "order C1 O1 -3 9000USD learnt=-1 \n event C1 E1 0 winding_up_petition"
    assert ended(text(lines), "-2") == []
    assert ended(text(lines), "-1") == [("leniency_cap", day("-1"))]


@pytest.mark.parametrize(
    ("insurer", "stop"),
    [
        ("sinosure_agent", date(2024, 8, 2)),  # no stop of its own: the notice, 50 working days of China after 23 May
        ("us", date(2024, 7, 23)),
    ],
)
def test_each_insurer_has_its_own_stop(insurer: str, stop: date) -> None:
    """Due on 23 May 2024. Fifty weekdays are ten weeks: 1 August, and a day more for the Dragon Boat holiday of 10 June."""
    entry = assessed(text(more=f"insured=2000USD insurer={insurer}"))
    assert insurer_stop(entry.account, entry.ledger, Book()) == stop


@pytest.mark.parametrize(
    ("row", "stop"),
    [
        ({"stop": {"count": 0}, "overdue": {"count": 0}}, None),
        ({"stop": {"count": 90, "trigger": "invoice", "unit": "days"}}, day("+10")),  # issued on day -80
    ],
)
def test_an_insurer_of_ones_own(row: dict[str, object], stop: date | None) -> None:
    policy = Policy.of({"clocks": {"insurers": {"own": row}, "insurer": "own"}})
    entry = assessed(text(more="insured=2000USD"), policy)
    assert insurer_stop(entry.account, entry.ledger, Book(policy=policy)) == stop
    found = stands(text(due="-75", more="insured=2000USD"), policy=policy)
    assert found is not None
    assert [why.code for why in found.ended] == ([] if stop is None else ["leniency_insurer_stop"])


@pytest.mark.parametrize(("home", "ends"), [("CN", date(2024, 6, 7)), ("US", date(2024, 6, 8))])
def test_a_stop_in_working_days_counts_those_of_the_house(home: str, ends: date) -> None:
    """Due on 23 May 2024: ten weekdays later is 6 June, and a day more where 27 May is Memorial Day. It ends the day after."""
    row = {"stop": {"count": 10, "unit": "working_days"}}
    policy = Policy.of({"clocks": {"insurers": {"own": row}, "insurer": "own"}})
    book = replace(little_book(text(more="insured=2000USD"), policy), home=home)
    entry = assess(book.account("C1"), TODAY, book)
    found = standing(entry.account, entry.ledger, entry.debt_class, book)
    assert found is not None
    assert [(why.code, why.facts["on"]) for why in found.ended] == [("leniency_insurer_stop", ends)]
    assert found.insurer_stop_on == ends - timedelta(days=1)
