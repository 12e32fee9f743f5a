"""Providers side by side: which report speaks, what is carried from the one before, and what counts as a disagreement."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from credit.money import Money
from credit.report import CreditReport, FailedSection, Finding, FindingStatus, FindingValue
from credit.side_by_side import Compared, differ, latest_of_each, side_by_side
from tests.credit.little_book import TODAY

FIVE = Decimal(5)
EQUITY, DBT, SCORE = "financial_strength.equity", "operating_capability.dbt_days", "financial_strength.rating_provider"
ACCOUNTS = "financial_strength.accounts_date"


def report(provider: str, *findings: Finding, ago: int = 0, failed: tuple[str, ...] = ()) -> CreditReport:
    day = TODAY - timedelta(days=ago)
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    parts = tuple(FailedSection(name, "server_error") for name in failed)
    return CreditReport(f"{provider}:{day}", "C1", provider, at, day, day, findings, failed=parts)


def known(key: str, value: FindingValue, unit: str = "") -> Finding:
    return Finding(key, value, unit=unit)


def compared(*reports: CreditReport) -> dict[str, Compared]:
    return {row.key: row for row in side_by_side(reports, FIVE)}


def test_each_provider_speaks_by_its_latest_report() -> None:
    new, old, other = report("a", known(DBT, Decimal(9))), report("a", known(DBT, Decimal(2)), ago=40), report("b", ago=50)
    assert latest_of_each((new, old, other)) == (new, other)
    told = compared(new, old, other)[DBT].told
    assert [(each.report.provider, each.finding.value, each.carried) for each in told] == [("a", Decimal(9), False)]


def test_a_key_only_one_provider_tells_has_no_other() -> None:
    row = compared(report("a", known(DBT, Decimal(9))), report("b"))[DBT]
    assert row.by("a") is not None
    assert row.by("b") is None
    assert not row.conflict


def test_row_30_a_part_that_did_not_come_is_carried_with_its_own_day() -> None:
    """The latest report lost its payment section: the days beyond terms of forty days ago stand, said to be of then."""
    latest = report("a", known(EQUITY, Decimal(1)), failed=("payment",))
    before = report("a", known(DBT, Decimal(2)), known(EQUITY, Decimal(7)), Finding("x.y", None), ago=40)
    oldest = report("a", known(DBT, Decimal(1)), ago=80)
    rows = compared(latest, before, report("b", known("b.only", Decimal(1)), ago=60), oldest)
    (told,) = rows[DBT].told
    assert (told.finding.value, told.report, told.carried) == (Decimal(2), before, True)
    assert [each.finding.value for each in rows[EQUITY].told] == [Decimal(1)], "what came is not carried"
    assert "x.y" not in rows, "nothing was known of it before either"


def test_row_21_what_stands_nowhere_any_more_is_carried_and_what_is_said_to_be_none_is_not() -> None:
    """The section was renamed: nobody said that there are no days beyond terms, and of the equity somebody did."""
    gone = Finding(DBT, None, FindingStatus.UNAVAILABLE_NOW)
    latest = report(
        "a", gone, Finding(EQUITY, None, FindingStatus.NOT_PUBLISHED), Finding("x.y", None, FindingStatus.UNAVAILABLE_NOW)
    )
    before = report("a", known(DBT, Decimal(2)), known(EQUITY, Decimal(7)), known("x.z", Decimal(3)), ago=40)
    rows = compared(latest, before, report("b", known(DBT, Decimal(8)), ago=60))
    assert [(each.finding.value, each.report, each.carried) for each in rows[DBT].told[:1]] == [(Decimal(2), before, True)]
    assert [each.finding.value for each in rows[EQUITY].told] == [None]
    assert [each.finding.value for each in rows["x.y"].told] == [None], "nothing was known of it before"
    assert "x.z" not in rows, "a whole report says it no more"


def test_what_a_whole_report_says_no_more_is_not_carried() -> None:
    assert DBT not in compared(report("a", known(EQUITY, Decimal(1))), report("a", known(DBT, Decimal(2)), ago=40))


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (Decimal(100), Decimal(95), False),  # five per cent of the larger
        (Decimal(100), Decimal("94.9"), True),
        (Decimal(0), Decimal(0), False),
        (Decimal(-10), Decimal(10), True),  # 20 apart, 5 per cent of 10 is a half
        (Money(10_000, "GBP"), Money(9_500, "GBP"), False),
        (Money(10_000, "GBP"), Money(9_499, "GBP"), True),
        (Money(10_000, "GBP"), Money(5_000, "EUR"), False),  # nobody can tell without a rate
        ("Active", " active ", False),
        ("active", "dissolved", True),
        (True, False, True),
        (date(2020, 1, 1), date(2020, 1, 1), False),
        (date(2020, 1, 1), date(2020, 1, 2), True),
        (Decimal(5), "five", True),
    ],
)
def test_what_is_further_apart_than_is_let_pass(one: FindingValue, other: FindingValue, apart: bool) -> None:
    assert differ(one, other, FIVE) is apart
    assert differ(other, one, FIVE) is apart
    assert compared(report("a", known("x.y", one)), report("b", known("x.y", other)))["x.y"].conflict is apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known(SCORE, Decimal(18)), known(SCORE, Decimal(4))),  # each on its maker's own scale
        (known(ACCOUNTS, date(2019, 12, 31)), known(ACCOUNTS, date(2020, 12, 31))),
        (known("x.late", Decimal(3), "percent"), known("x.late", Decimal(30), "days")),
        (known(DBT, Decimal(3)), Finding(DBT, None, FindingStatus.NOT_PUBLISHED)),
        (Finding(DBT, None, FindingStatus.AMBIGUOUS), known(DBT, Decimal(3))),
    ],
)
def test_what_cannot_contradict(one: Finding, other: Finding) -> None:
    assert not compared(report("a", one), report("b", other))[one.key].conflict


def test_figures_of_two_years_do_not_contradict_and_of_one_year_they_do() -> None:
    """Equity 100 in the accounts of 2019 and 40 in those of 2020: the buyer lost money, and nobody is wrong."""
    of_2019 = report("a", known(EQUITY, Money(10_000, "GBP")), known(ACCOUNTS, date(2019, 12, 31)))
    of_2020 = report("b", known(EQUITY, Money(4_000, "GBP")), known(ACCOUNTS, date(2020, 12, 31)))
    same = report("b", known(EQUITY, Money(4_000, "GBP")), known(ACCOUNTS, date(2019, 12, 31)))
    undated = report("b", known(EQUITY, Money(4_000, "GBP")))
    assert not compared(of_2019, of_2020)[EQUITY].conflict
    assert compared(of_2019, same)[EQUITY].conflict
    assert compared(of_2019, undated)[EQUITY].conflict, "nobody says that it is another year"


def test_a_value_with_a_day_or_a_period_of_its_own_is_of_it() -> None:
    whole = (date(2019, 1, 1), date(2019, 12, 31))
    period = replace(known("financial_strength.turnover", Money(10_000, "GBP")), period=whole)
    later = replace(known("financial_strength.turnover", Money(4_000, "GBP")), as_of=date(2020, 12, 31))
    assert not compared(report("a", period), report("b", later))["financial_strength.turnover"].conflict
    of_then = replace(later, as_of=date(2019, 12, 31))
    assert compared(report("a", period), report("b", of_then))["financial_strength.turnover"].conflict


def test_two_limits_are_two_opinions_of_one_question() -> None:
    """A limit is a bureau's opinion, whatever accounts it read: 25,000 and 5,000 are shown as a disagreement."""
    high = report("a", known("financial_strength.credit_limit", Money(2_500_000, "GBP")), known(ACCOUNTS, date(2019, 12, 31)))
    low = report("b", known("financial_strength.credit_limit", Money(500_000, "GBP")), known(ACCOUNTS, date(2020, 12, 31)))
    assert compared(high, low)["financial_strength.credit_limit"].conflict
