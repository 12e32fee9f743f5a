"""What each buyer gives to a list, kept in the list's order from one snapshot to the next.

After a change only what the buyers that moved gave is taken out and put where it now belongs, so a key costs the same in a
book of five thousand buyers as in one of fifty.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeVar

from credit.assess import Assessed
from credit.assessment import Assessment

__all__ = ["Placed", "Ranked"]

Thing = TypeVar("Thing")
Placed = tuple[tuple[Any, ...], Thing]
"""A thing and what it is ordered by; no two things of a list have the same place."""

FEW = 50
"""Buyers up to which it is quicker to place what each of them gives than to sort everything again."""


@dataclass(slots=True)
class Ranked(Generic[Thing]):
    """A list that follows a book."""

    seen: Mapping[str, Assessment] = field(default_factory=dict)
    order: list[Placed[Thing]] = field(default_factory=list)

    def follow(
        self, assessed: Assessed, gives: Callable[[Assessment], Sequence[Placed[Thing]]], most: int | None = None
    ) -> list[Thing]:
        """What the buyers of `assessed` give, in its order, at most the first `most`; the same of the same assessment."""
        changed, buyers = assessed.moved(self.seen), assessed.by_id
        if len(changed) > FEW:
            self.order = sorted((pair for entry in buyers.values() for pair in gives(entry)), key=itemgetter(0))
        else:
            for id in changed:
                self._take_out(gives(self.seen[id]) if id in self.seen else ())
                for pair in gives(buyers[id]) if id in buyers else ():
                    insort(self.order, pair, key=itemgetter(0))
        self.seen = buyers
        return [thing for _, thing in self.order[:most]]

    def first(self, most: int) -> list[Thing]:
        """The things that stand first, as they were last followed."""
        return [thing for _, thing in self.order[:most]]

    def before(self, place: tuple[Any, ...]) -> int:
        """How many things stand before this place."""
        return bisect_left(self.order, place, key=itemgetter(0))

    def _take_out(self, given: Sequence[Placed[Thing]]) -> None:
        for place, _ in given:
            del self.order[bisect_left(self.order, place, key=itemgetter(0))]
