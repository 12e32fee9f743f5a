"""A buyer and everybody it belongs with: exposure of the group, the limits set on it, and whose debt is the most overdue.

Reckoned over the assessments when a page is opened or an order is checked, so a payment at one subsidiary is seen at the next
without assessing it anew. A limit may stand at any node; it is held against that node and all below it (TRADE.md 2, pain 12).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.exposure import Exposure, converted_total, rated
from credit.limits.kinship import Kinship
from credit.money import Money
from credit.problem import Problem
from credit.reason import OWN_LEDGER, Reason, ReasonFact

__all__ = ["Group", "GroupRoom", "Member", "Rollup", "group_of", "rollup"]


@dataclass(frozen=True, slots=True)
class Rollup:
    """A buyer and all below it, summed in one currency; `None` where a rate is missing."""

    currency: str
    exposure: Money | None
    """What is at stake with all of them."""
    counted: Money | None
    """What of it counts against a limit."""
    overdue: Money | None
    own_risk: Money | None
    left_out: tuple[str, ...] = ()
    """Members of whom something has no rate: what is told in part is without it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One node of the tree."""

    id: str
    depth: int
    """0 for the root."""
    assessment: Assessment | None
    """`None` for a parent that is not in the book."""


@dataclass(frozen=True, slots=True)
class GroupRoom:
    """A limit at one node, and the room left under it."""

    at: str
    limit: Money
    counted: Money | None
    """In the limit's currency; `None` where a rate is missing."""

    @property
    def headroom(self) -> Money | None:
        """Limit less what counts against it; negative where it is exceeded."""
        return self.limit - self.counted if self.counted is not None else None


@dataclass(frozen=True, slots=True)
class Group:
    """The family of one buyer."""

    root: str
    members: tuple[Member, ...]
    total: Rollup
    """All of them, in the root's currency; in part where something has no rate."""
    rooms: tuple[GroupRoom, ...]
    """Limits that hold this buyer: at itself and at each node above it."""
    tightest: GroupRoom | None
    """The limit that leaves this buyer the least; `None` without any, or where the room under one is not known."""
    reasons: tuple[Reason, ...]
    """The largest overdue of the family, then limits that are exceeded."""
    problems: tuple[Problem, ...]

    def relatives(self, id: str) -> tuple[Assessment, ...]:
        """The others of the family that are in the book."""
        return tuple(each.assessment for each in self.members if each.assessment is not None and each.id != id)


def group_of(assessed: Assessed, id: str) -> Group | None:
    """The family of this buyer on the day; `None` for one that stands alone. Raises `UnknownBuyer`."""
    entry, kin = assessed.of(id), assessed.kin
    root = kin.root(id)
    members = tuple(Member(each, depth, assessed.by_id.get(each)) for each, depth in kin.below(root))
    if len(members) < 2:
        return None
    rooms = tuple(_rooms(assessed, id))
    return Group(
        root,
        members,
        known_rollup(assessed, root, _currency(assessed, root)),
        rooms,
        _tightest(rooms, entry.exposure.currency, assessed),
        (*_largest_overdue(members), *_exceeded(rooms, assessed)),
        tuple(_problems(members[0], kin)),
    )


_Sum = Callable[[Sequence[Money | None]], Money | None]
"""How amounts of several buyers become one; `None` where they do not."""


def rollup(assessed: Assessed, id: str, currency: str) -> Rollup:
    """What stands with a buyer and all below it, in `currency`."""
    owed = [entry.exposure for each, _depth in assessed.kin.below(id) if (entry := assessed.by_id.get(each)) is not None]

    def summed(amounts: Sequence[Money | None]) -> Money | None:
        known = [amount for amount in amounts if amount is not None]
        return converted_total(known, currency, assessed.book.rates, assessed.on) if len(known) == len(amounts) else None

    return _summed(currency, owed, summed)


def known_rollup(assessed: Assessed, id: str, currency: str) -> Rollup:
    """The same of what has a rate; `None` where nothing that is known counts."""
    rates, on = assessed.book.rates, assessed.on
    entries = [entry for each, _depth in assessed.kin.below(id) if (entry := assessed.by_id.get(each)) is not None]
    owed = [entry.known_exposure for entry in entries]

    def summed(amounts: Sequence[Money | None]) -> Money | None:
        known = rated((amount for amount in amounts if amount is not None), currency, rates, on)
        return converted_total(known, currency, rates, on) if any(known) or len(known) == len(amounts) else None

    def whole(each: Exposure) -> bool:
        return not each.no_rate and (each.at_stake is None or bool(rated([each.at_stake], currency, rates, on)))

    left_out = tuple(entry.id for entry, each in zip(entries, owed, strict=True) if not whole(each))
    return _summed(currency, owed, summed, left_out)


def _summed(currency: str, owed: Sequence[Exposure], summed: _Sum, left_out: tuple[str, ...] = ()) -> Rollup:
    """The sums of these exposures."""
    return Rollup(
        currency,
        summed([each.at_stake for each in owed]),
        summed([each.counted for each in owed]),
        summed([each.overdue for each in owed]),
        summed([each.own_risk for each in owed]),
        left_out,
    )


def _currency(assessed: Assessed, root: str) -> str:
    """The currency of the root's group limit, else of its own exposure, else the base currency."""
    entry = assessed.by_id.get(root)
    if entry is None:
        return assessed.book.base
    limit = entry.account.customer.group_limit
    return limit.currency if limit is not None else entry.exposure.currency


def _rooms(assessed: Assessed, id: str) -> Iterator[GroupRoom]:
    for node in assessed.kin.above(id):
        entry = assessed.by_id.get(node)
        limit = entry.account.customer.group_limit if entry is not None else None
        if limit is not None:
            yield GroupRoom(node, limit, rollup(assessed, node, limit.currency).counted)


def _tightest(rooms: Sequence[GroupRoom], currency: str, assessed: Assessed) -> GroupRoom | None:
    left = [(_in(room.headroom, currency, assessed), place) for place, room in enumerate(rooms)]
    known = [(money.minor, place) for money, place in left if money is not None]
    return rooms[min(known)[1]] if rooms and len(known) == len(rooms) else None


def _in(money: Money | None, currency: str, assessed: Assessed) -> Money | None:
    return converted_total([money], currency, assessed.book.rates, assessed.on) if money is not None else None


def _largest_overdue(members: Sequence[Member]) -> Iterator[Reason]:
    """The member with the most overdue in base currency, and its oldest item; one of unknown worth only where all are."""
    late = [m.assessment for m in members if m.assessment is not None and m.assessment.ledger.overdue]
    if not late:
        return
    worst = max(late, key=lambda entry: (entry.overdue_in_base is not None, entry.overdue_in_base or 0))
    oldest = worst.ledger.overdue[0]
    facts: dict[str, ReasonFact] = {"buyer": worst.id, "invoice": oldest.invoice.id, "days": oldest.dpd}
    facts |= {"open": oldest.open, "on": oldest.invoice.due_on, "source": OWN_LEDGER}
    yield Reason("group_overdue", facts, worst.exposure.overdue)


def _exceeded(rooms: Sequence[GroupRoom], assessed: Assessed) -> Iterator[Reason]:
    for room in rooms:
        if room.counted is not None and room.counted > room.limit:
            facts: dict[str, ReasonFact] = {"at": room.at, "limit": room.limit, "exposure": room.counted}
            facts |= {"over": room.counted - room.limit, "on": assessed.on, "source": OWN_LEDGER}
            yield Reason("group_limit_exceeded", facts)


def _problems(root: Member, kin: Kinship) -> Iterator[Problem]:
    """What is wrong with this family's tree."""
    if root.assessment is None:
        yield Problem("parent_unknown", root.id)
    if root.id in kin.parents:
        yield Problem("parent_circle", ", ".join(sorted(kin.above(root.id))))
