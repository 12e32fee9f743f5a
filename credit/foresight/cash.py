"""The cash that is expected of what is open, by week and currency, and how right such a forecast was a quarter ago.

Of every invoice it is reckoned how likely it is paid in each week. A week's cash has a mean, and two amounts: one that is
reached as likely as not (P50), and one that is reached in four cases of five (P80). Of few invoices these are told by going
through all cases; of many by the normal distribution, with the invoices of one buyer counted as paid together or not at all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from statistics import NormalDist
from typing import NamedTuple

from credit.assess import Assessed
from credit.foresight.forecast import told_buyers
from credit.foresight.item import NEVER
from credit.foresight.learning import Buyer, as_known, learn_all
from credit.foresight.learnt import Learnt
from credit.foresight.reading import buyer_of

__all__ = ["WEEK", "WEEKS", "Part", "Right", "WeekCash", "cash_weeks", "reached", "right_of", "weeks_right"]

WEEK, WEEKS = 7, 13
"""Days of a week, and weeks of a quarter."""
HALF, SURE = 0.5, 0.8
FEW = 10
"""Invoices up to which every case is gone through: 1,024 of them."""
TIE = 1e-9
SMALL = 0.001
"""Chance below which an invoice is no case of a week."""


class Part(NamedTuple):
    """What one invoice may bring in a week."""

    buyer: str
    minor: int
    chance: float


class WeekCash(NamedTuple):
    """The cash of one week in one currency, in minor units."""

    week: int
    """0 is the week that begins on the day after the day of looking."""
    currency: str
    expected: int
    half: int
    """Reached as likely as not."""
    sure: int
    """Reached in four cases of five."""


class Right(NamedTuple):
    """How right the forecast of a quarter ago was, in base minor units."""

    weeks: int
    """Weeks in which something was expected."""
    half: int
    """Weeks that brought at least what was as likely as not ..."""
    sure: int
    """... and at least what was told to come in four cases of five."""
    expected: int
    came: int


def reached(parts: Sequence[Part], share: float) -> int:
    """The largest amount that is reached with at least this chance."""
    if len(parts) <= FEW:
        return _by_cases(parts, share)
    mean = sum(part.minor * part.chance for part in parts)
    by_buyer: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        by_buyer[part.buyer] += part.minor * (part.chance * (1 - part.chance)) ** 0.5
    spread: float = sum(each * each for each in by_buyer.values()) ** 0.5
    whole = sum(part.minor for part in parts)
    return round(min(max(mean - NormalDist().inv_cdf(share) * spread, 0), whole))


def _by_cases(parts: Sequence[Part], share: float) -> int:
    cases = {0: 1.0}
    for _, minor, chance in parts:
        after: defaultdict[int, float] = defaultdict(float)
        for came, likely in cases.items():
            after[came] += likely * (1 - chance)
            after[came + minor] += likely * chance
        cases = after
    amounts = sorted(cases, reverse=True)
    beyond = accumulate(cases[came] for came in amounts)
    return next((came for came, likely in zip(amounts, beyond, strict=True) if likely >= share - TIE), 0)


def cash_weeks(assessed: Assessed, learnt: Learnt) -> list[WeekCash]:
    """The cash of the next thirteen weeks, by week and currency; where nothing is expected there is no entry."""
    found: defaultdict[tuple[int, str], list[Part]] = defaultdict(list)
    for entry, buyer, record, owed in told_buyers(assessed, learnt):
        items = [item for item in buyer.items if item.invoice in owed]
        for item, by in zip(items, learnt.by_days(record, items, buyer.roll, ends(learnt.on)), strict=True):
            money = owed[item.invoice].open
            for week, chance in by_week(by):
                found[week, money.currency].append(Part(entry.id, money.minor, chance))
    return [WeekCash(week, code, *_told(found[week, code])) for week, code in sorted(found)]


def ends(on: int) -> list[int]:
    """The last day of each week."""
    return [on + WEEK * (week + 1) for week in range(WEEKS)]


def by_week(by: Sequence[float]) -> Iterable[tuple[int, float]]:
    """From the chances of being paid by the end of each week those of being paid in each."""
    for week, (before, after) in enumerate(zip((0.0, *by), by, strict=False)):
        if after - before > SMALL:
            yield week, after - before


def _told(parts: Sequence[Part]) -> tuple[int, int, int]:
    return round(sum(part.minor * part.chance for part in parts)), reached(parts, HALF), reached(parts, SURE)


def right_of(assessed: Assessed) -> Right | None:
    """How right the book's own forecast of a quarter ago was; `None` where nothing was open then."""
    return weeks_right({entry.id: buyer_of(entry) for entry in assessed.by_id.values()}, assessed.on.toordinal())


def weeks_right(buyers: Mapping[str, Buyer], on: int) -> Right | None:
    """The forecast as it would have been made a quarter ago, from what was known then, beside what came since."""
    then = on - WEEK * WEEKS
    learnt, records = learn_all(buyers.values(), then)
    told: defaultdict[int, list[Part]] = defaultdict(list)
    came: defaultdict[int, int] = defaultdict(int)
    for (id, buyer), record in zip(buyers.items(), records, strict=True):
        paid = {item.invoice: item.paid for item in buyer.items if item.known <= on}
        items = [item for item in as_known(buyer.items, then) if item.paid == NEVER]
        for item, by in zip(items, learnt.by_days(record, items, buyer.roll, ends(then)), strict=True):
            for week, chance in by_week(by):
                told[week].append(Part(id, item.minor, chance))
            if item.invoice in paid:
                came[(paid[item.invoice] - then - 1) // WEEK] += item.minor
    if not told:
        return None
    weeks = {week: (_told(parts), came[week]) for week, parts in told.items()}
    return Right(
        len(weeks),
        sum(got >= half for (_, half, _), got in weeks.values()),
        sum(got >= sure for (_, _, sure), got in weeks.values()),
        sum(expected for (expected, _, _), _ in weeks.values()),
        sum(came.values()),
    )
