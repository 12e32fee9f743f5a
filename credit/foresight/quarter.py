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

from credit.foresight.item import NEVER, Item
from credit.foresight.learning import Buyer, as_known, learn_all
from credit.foresight.outlook import MONTH_LATE
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
    owed: Sequence[int] = (0,) * (len(BANDS) + 1)
    """Base minor units open when it began, by age ..."""
    gone: Sequence[float] = (0.0,) * (len(BANDS) + 1)
    """... and what of it is expected to be paid in it."""
    sold: int = 0
    """Base minor units invoiced in the quarter before ..."""
    fresh: int = 0
    """... and what of that was open when it began."""
    risky: int = 0
    """Invoices told more likely than not to be paid more than thirty days late, of which that is known by its end ..."""
    right: int = 0
    """... and those that were."""

    def left(self, scale: Scale) -> int:
        """Base minor units expected to be open at its end, sales as in the quarter before and paid as those were."""
        paid = sum([gone * factor for gone, factor in zip(self.gone, scale.factors, strict=True)])
        return max(round(sum(self.owed) - paid), 0) + self.fresh


def ends(on: int) -> list[int]:
    """The last day of each week after a day."""
    return [on + WEEK * (week + 1) for week in range(WEEKS)]


def band_of(passed: int) -> int:
    """The age of an invoice so many days past its rolled due date."""
    return bisect_left(BANDS, passed)


def quarter(buyers: Mapping[str, Buyer], then: int) -> Quarter:
    """The quarter after a day, foretold from what was known at its end and judged by what was known at the end of the quarter."""
    learnt, records = learn_all(buyers.values(), then)
    made = _Made(then)
    for (id, buyer), record in zip(buyers.items(), records, strict=True):
        paid = {item.invoice: item.paid for item in buyer.items if item.known <= then + QUARTER}
        known = as_known(buyer.items, then)
        items = [item for item in known if item.paid == NEVER]
        made.sell(known)
        chances = learnt.by_days(record, items, buyer.roll, ends(then))
        for item, by, look in zip(items, chances, learnt.expect(record, items, buyer.roll), strict=True):
            made.take(item, paid.get(item.invoice), look.late_month)
            if buyer.broke > then:
                made.tell(id, item, by, settled=item.invoice in paid)
    return made.quarter


class _Made:
    """A quarter that is being foretold."""

    def __init__(self, then: int) -> None:
        self.then = then
        self.told: list[Due] = []
        self.came: defaultdict[int, int] = defaultdict(int)
        ages = len(PLAIN.factors)
        self.expected, self.settled, self.owed, self.gone = [0.0] * ages, [0] * ages, [0] * ages, [0.0] * ages
        self.sold = self.fresh = self.risky = self.right = 0

    def sell(self, known: Iterable[Item]) -> None:
        """Count what was invoiced in the quarter before."""
        self.sold += sum([item.minor for item in known if item.issued > self.then - QUARTER])

    def take(self, item: Item, paid: int | None, late_month: float) -> None:
        """Count an open invoice, and what became of it."""
        if paid is not None:
            self.came[(paid - self.then - 1) // WEEK] += item.minor
        self.owed[band_of(self.then - item.rolled)] += item.minor
        self.fresh += item.minor if item.issued > self.then - QUARTER else 0
        over = item.due + MONTH_LATE
        if late_month > HALF and self.then < over < self.then + QUARTER:
            self.risky += 1
            self.right += paid is None or paid > over

    def tell(self, id: str, item: Item, by: Sequence[float], *, settled: bool) -> None:
        """Tell what it may bring in each week."""
        band = band_of(self.then - item.rolled)
        self.expected[band] += by[-1]
        self.settled[band] += settled
        self.gone[band] += by[-1] * item.minor
        self.told += [Due(week, Part(id, item.minor, chance), band) for week, chance in by_week(by)]

    @property
    def quarter(self) -> Quarter:
        """What it came to."""
        ages = (self.expected, self.settled, self.owed, self.gone)
        return Quarter(self.told, self.came, *ages, self.sold, self.fresh, self.risky, self.right)


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
