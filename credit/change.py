"""A change: what one action of one person puts into the book and takes out of it, as a value.

Nothing else changes a book. A change knows its inverse against the book it is applied to, so undo is a change too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from credit.account import Fact, VersionKey, version_key
from credit.problem import Fault

__all__ = ["BuyerMoved", "Change", "Drop", "together"]


class BuyerMoved(Fault):
    """Another desk changed a buyer of this change since it was last looked at; nothing was written (`ids`, `who`)."""

    code = "buyer_moved"

    def __init__(self, news: "Sequence[Change]", ids: Iterable[str]) -> None:
        """Keep what others did, for whoever has to show it first."""
        others = {change.who for change in news if not change.touched.isdisjoint(ids)}
        super().__init__(ids=", ".join(sorted(ids)), who=", ".join(sorted(filter(None, others))))
        self.news = tuple(news)


@dataclass(frozen=True, slots=True, order=True)
class Drop:
    """One version of one fact of one buyer, to be taken out."""

    customer_id: str
    kind: str
    id: str
    learnt_on: date

    @property
    def version(self) -> VersionKey:
        """Its key within the account."""
        return (self.kind, self.id, self.learnt_on)


@dataclass(frozen=True, slots=True)
class Change:
    """What one action does to the book."""

    what: str
    """The action's name, such as `take_promise`; undo keeps the name of what it takes back."""
    put: tuple[Fact, ...] = ()
    drop: tuple[Drop, ...] = ()
    who: str = ""
    undoes: bool = False

    @property
    def touched(self) -> frozenset[str]:
        """Numbers of the buyers it touches; every other account stays the same object."""
        return frozenset([fact.customer_id for fact in self.put] + [gone.customer_id for gone in self.drop])

    @property
    def facts(self) -> frozenset[tuple[str, str, str]]:
        """Buyer, kind and number of every fact of which it puts or takes out a version."""
        put = ((fact.customer_id, fact.kind, fact.id) for fact in self.put)
        return frozenset((*put, *((gone.customer_id, gone.kind, gone.id) for gone in self.drop)))

    def __bool__(self) -> bool:
        return bool(self.put or self.drop)


def together(changes: Sequence[Change]) -> Change:
    """One change that does what these do one after the other, under the name of the first; raises `ValueError` for none."""
    if not changes:
        raise ValueError("changes")
    if len(changes) == 1 and not changes[0].drop:
        return changes[0]
    put: dict[tuple[str, VersionKey], Fact] = {}
    drop: dict[tuple[str, VersionKey], Drop] = {}
    for change in changes:
        for gone in change.drop:
            put.pop((gone.customer_id, gone.version), None)
            drop[gone.customer_id, gone.version] = gone
        for fact in change.put:
            put[fact.customer_id, version_key(fact)] = fact
    first = changes[0]
    return Change(first.what, tuple(put.values()), tuple(drop[key] for key in drop.keys() - put.keys()), first.who, first.undoes)
