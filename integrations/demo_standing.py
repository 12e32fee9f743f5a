"""What the invented provider thinks of an invented company: a score, a limit, days beyond terms.

The same number has the same standing on the same day, in the embedded provider's answers and in the reports the book
holds already; from one day to another it moves a little, and it leans on how the buyer really pays.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from credit.money import Money
from credit.report import CreditReport, Finding
from integrations.demo_cast import Buyer, Part, buyer_of, place_of

__all__ = ["Standing", "old_report", "standing"]

_WEAK = {
    Part.OLD_FRIEND: 41,
    Part.PETITIONED: 44,
    Part.DEAD: 70,
    Part.OLD_DEBT: 45,
    Part.SILENT: 38,
    Part.AGEING: 34,
    Part.BREAKING: 28,
    Part.WORSENING: 22,
    Part.TAILS: 12,
    Part.NO_LIMIT: -12,
}
"""Points a part costs in the score."""
OLD_AGE = 130
"""Days since the reports that the book holds were bought: too old to ship by."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One opinion of one day."""

    score: int
    """1 to 100, higher is better."""
    limit: int
    """Whole euros; 0 is an opinion too."""
    dbt: int
    industry_dbt: int
    late_percent: int
    as_of: date


def standing(number: str, day: date) -> Standing:
    """The provider's opinion of the company `number` on `day`."""
    buyer = buyer_of(place_of(number))
    base = Random(number)  # noqa: S311 - an invented opinion, not a key
    today = Random(f"{number}:{day.isoformat()}")  # noqa: S311
    score = base.randrange(58, 86) + today.randrange(-2, 3) - _WEAK.get(buyer.part, 0)
    score = min(max(score, 1), 100)
    dbt = max(0, (78 - score) // 2 + today.randrange(0, 3))
    limit = 0 if score < 20 else score * score // 5 * 100
    return Standing(score, limit, dbt, base.randrange(6, 12), min(dbt * 2, 95), day - timedelta(days=base.randrange(1, 9)))


def old_report(buyer: Buyer, day: date) -> Iterator[CreditReport]:
    """The report that was bought last year for one buyer in three, before anything was wrong."""
    if not buyer.number or buyer.place % 3 != 1 or buyer.part is Part.REFUSED:
        return
    bought = day - timedelta(days=OLD_AGE + buyer.place % 40)
    opinion = standing(buyer.number, bought)
    score = min(100, opinion.score + _WEAK.get(buyer.part, 0) // 2)
    yield CreditReport(
        f"demo:{bought.isoformat()}",
        buyer.id,
        "demo",
        datetime.combine(bought, time(9), UTC),
        bought,
        opinion.as_of,
        (
            Finding("financial_strength.rating_provider", Decimal(score), unit="points", path="score.value"),
            Finding("financial_strength.credit_limit", Money.of(score * score // 5 * 100, "EUR"), path="score.limit.amount"),
            Finding("operating_capability.dbt_days", Decimal(opinion.dbt // 2), unit="days", path="payment.dbt"),
        ),
        endpoint="report",
    )
