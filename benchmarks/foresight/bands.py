"""How buyers paid that their own record put into a band from A to E: the share late in the next half year, and over thirty days.

Five looks at each ledger, from four tenths of its days to eight; what falls due in the half year after a look is counted, as far
as the ledger tells what became of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from benchmarks.foresight.measures import Figures
from benchmarks.foresight.ordering import book_of
from benchmarks.foresight.sets import Ledger
from credit.assess import assess_book
from credit.assessment import Assessment
from credit.foresight.item import Item
from credit.rating.letter import Grade
from tui.lasting import lasting

__all__ = ["bands_figures"]

TENTHS = (4, 5, 6, 7, 8)
HALF_YEAR, MONTH = 182, 30
Counts = Mapping[str, Counter[str]]


def bands_figures(ledgers: Mapping[str, Ledger]) -> dict[str, Figures]:
    """Each band over all these ledgers."""
    found: dict[str, Counter[str]] = {band.value: Counter() for band in Grade if band is not Grade.UNRATED}
    for one in ledgers.values():
        with lasting():
            for band, counts in _of_ledger(one):
                found[band].update(counts)
    return {band: _figures(counts) for band, counts in found.items() if counts}


def _figures(counts: Counter[str]) -> Figures:
    return {
        "buyers": counts["buyers"],
        "invoices": counts["invoices"],
        "late": counts["late"] / counts["invoices"],
        "late_month": counts["month"] / counts["invoices"],
    }


def _of_ledger(found: Ledger) -> Iterator[tuple[str, Counter[str]]]:
    book, items = book_of(found), found.items
    first, last = items[0].issued, items[-1].issued
    for tenth in TENTHS:
        on = first + (last - first) * tenth // 10
        for id, entry in assess_book(book, date.fromordinal(on)).by_id.items():
            band, later = _band(entry), [item for item in found.buyers[id] if on < item.due <= min(on + HALF_YEAR, last - MONTH)]
            if band is not None and later:
                yield band, _counted(later)


def _band(entry: Assessment) -> str | None:
    """By the points of its own record alone; `None` without one."""
    points = entry.graded.points
    if points is None:
        return None
    ends = zip(Grade, entry.house.policy.grading.ends, strict=False)
    return next((band for band, least in ends if points >= least), Grade.E).value


def _counted(items: list[Item]) -> Counter[str]:
    late, month = sum(item.days > 0 for item in items), sum(item.days > MONTH for item in items)
    return Counter(buyers=1, invoices=len(items), late=late, month=month)
