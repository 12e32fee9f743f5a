"""A running promise in a forecast: the money comes on its day with the chance that the word is kept, else as it usually does.

How often the word was kept is counted from promises whose day is over, four cases of a half beside them; one kept in part is half
a case. A promise that was broken is no longer a day to expect money on, and lowers the trust in the next.
"""

from collections.abc import Mapping
from typing import NamedTuple

from credit.assessment import Assessment
from credit.foresight.outlook import Word
from credit.promises import PromiseState

__all__ = ["UNTOLD", "Kept", "kept", "words"]

BESIDE, EVEN = 4, 0.5
"""Cases of a half that stand beside a buyer's own [P]."""
HALVES = {PromiseState.KEPT: 2, PromiseState.PARTLY_KEPT: 1, PromiseState.BROKEN: 0}


class Kept(NamedTuple):
    """How a buyer keeps its word."""

    halves: int
    """Two for each promise that was kept, one for each kept in part."""
    judged: int

    @property
    def chance(self) -> float:
        """That the next one is kept."""
        return (self.halves / 2 + BESIDE * EVEN) / (self.judged + BESIDE)


UNTOLD = Kept(0, 0)


def kept(entry: Assessment) -> Kept:
    """Of the promises whose day is over by the day of looking."""
    told = [HALVES[each.state] for each in entry.promises if each.state.judged]
    return Kept(sum(told), len(told))


def words(entry: Assessment) -> Mapping[str, Word]:
    """The word that stands on each open invoice a running promise covers in full; of several the one promised last."""
    found: dict[str, Word] = {}
    if not entry.account.promises or not entry.running:
        return found
    trust = kept(entry)
    covered = {item.invoice.id for item in entry.ledger.open if entry.promised.get(item.invoice.id, 0) >= item.open.minor}
    for each in sorted(entry.running, key=lambda each: (each.promise.promised_for, each.promise.id)):
        day = each.promise.promised_for.toordinal()
        for invoice in covered.intersection(each.promise.invoices or covered):
            found[invoice] = Word(day, trust.chance)
    return found
