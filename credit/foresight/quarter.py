"""Quarters that are over, foretold from their beginning: what they teach of the cash of the next one.

Two things a forecast of single invoices does not know are learnt of them: of invoices of an age how many fewer are paid within
a quarter than their days say, since who never pays again is in no list of days; and at which level of a sum half of the weeks,
and four of five, brought at least so much, since in one bad month many are late together.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from credit.foresight.item import NEVER
from credit.foresight.learning import Buyer, as_known, learn_all
from credit.foresight.sums import HALF, SURE, Part, Total, by_week

__all__ = ["PLAIN", "QUARTER", "WEEK", "WEEKS", "Due", "Quarter", "Scale", "band_of", "ends", "quarter", "scale_of", "totals"]

WEEK, WEEKS = 7, 13
"""Days of a week, and weeks of a quarter."""
QUARTER = WEEK * WEEKS
BANDS = (0, 30, 90)
"""Days past the rolled due date that part the ages: not due, a month, a quarter, longer."""
BESIDE = 10.0
"""Invoices of an age that stand beside those seen, paid as often as was said [P]."""
WEEKS_BESIDE = 8.0
"""Weeks that stand beside those seen, right as often as was said [P]."""
LEVELS = tuple(level / 100 for level in range(20, 97, 4))
"""Levels of a sum that are tried."""


class Due(NamedTuple):
    """What one open invoice may bring in a week."""

    week: int
    part: Part
    band: int
    """Its age at the beginning, by `BANDS`."""


class Scale(NamedTuple):
    """What quarters that are over teach of the next."""

    factors: tuple[float, ...]
    """Invoices paid for one that was told, by age."""
    half: float
    """The level that half of the weeks reached ..."""
    sure: float
    """... and the level that four of five reached."""

    def of(self, due: Due) -> Part:
        """The same with its chance as often as it comes true."""
        return due.part._replace(chance=min(due.part.chance * self.factors[due.band], 1.0))


PLAIN = Scale((1.0,) * (len(BANDS) + 1), HALF, SURE)
"""Of a book whose quarters teach nothing yet."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter as foretold on the day before it began, and what came of it."""

    told: Sequence[Due]
    came: Mapping[int, int]
    """Base minor units by week, of what was open when it began."""
    expected: Sequence[float]
    """Invoices expected to be paid in it, by age ..."""
    paid: Sequence[int]
    """... and those that were."""


def ends(on: int) -> list[int]:
    """The last day of each week after a day."""
    return [on + WEEK * (week + 1) for week in range(WEEKS)]


def band_of(passed: int) -> int:
    """The age of an invoice so many days past its rolled due date."""
    return bisect_left(BANDS, passed)


def quarter(buyers: Mapping[str, Buyer], then: int) -> Quarter:
    """The quarter after a day, foretold from what was known at its end and judged by what was known at the end of the quarter."""
    learnt, records = learn_all(buyers.values(), then)
    told: list[Due] = []
    came: defaultdict[int, int] = defaultdict(int)
    expected, settled = [0.0] * len(PLAIN.factors), [0] * len(PLAIN.factors)
    for (id, buyer), record in zip(buyers.items(), records, strict=True):
        paid = {item.invoice: item.paid for item in buyer.items if item.known <= then + QUARTER}
        items = [item for item in as_known(buyer.items, then) if item.paid == NEVER]
        for item, by in zip(items, learnt.by_days(record, items, buyer.roll, ends(then)), strict=True):
            if item.invoice in paid:
                came[(paid[item.invoice] - then - 1) // WEEK] += item.minor
            if buyer.broke <= then:
                continue
            band = band_of(then - item.rolled)
            expected[band] += by[-1]
            settled[band] += item.invoice in paid
            told += [Due(week, Part(id, item.minor, chance), band) for week, chance in by_week(by)]
    return Quarter(told, came, expected, settled)


def totals(told: Iterable[Due], scale: Scale) -> dict[int, Total]:
    """What each week may bring."""
    weeks: defaultdict[int, list[Part]] = defaultdict(list)
    for due in told:
        weeks[due.week].append(scale.of(due))
    return {week: Total(parts) for week, parts in weeks.items()}


def scale_of(quarters: Sequence[Quarter]) -> Scale:
    """What these quarters teach."""
    factors = tuple(
        (sum([each.paid[band] for each in quarters]) + BESIDE) / (sum([each.expected[band] for each in quarters]) + BESIDE)
        for band in range(len(PLAIN.factors))
    )
    scale = PLAIN._replace(factors=factors)
    weeks = [(total, each.came.get(week, 0)) for each in quarters for week, total in totals(each.told, scale).items()]
    return scale._replace(half=_level(weeks, HALF), sure=_level(weeks, SURE))


def _level(weeks: Sequence[tuple[Total, int]], share: float) -> float:
    """The level at which so many of the weeks brought at least what is told; a week of which nothing is told says nothing."""

    def off(level: float) -> tuple[float, float]:
        told = [(total.reached(level), came) for total, came in weeks]
        right = [came >= reached for reached, came in told if reached > 0]
        return abs((sum(right) + WEEKS_BESIDE * level) / (len(right) + WEEKS_BESIDE) - share), abs(level - share)

    return min((*LEVELS, share), key=off)
