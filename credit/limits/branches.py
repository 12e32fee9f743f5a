"""The forest of groups: every buyer that has a parent or is one, each with what stands with it and all below it.

A limit may stand at any node (TRADE.md 2, pain 12), so each branch is summed by itself and held against the limit set on it.
What has no rate of exchange is left out and named: the sum is then told in part, and never as if it were whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from credit.assess import Assessed
from credit.assessment import Assessment
from credit.exposure import rated
from credit.limits.group import Rollup, known_rollup
from credit.money import Money

__all__ = ["Branch", "branches"]


@dataclass(frozen=True, slots=True)
class Branch:
    """One node, and what stands with it and all below it."""

    id: str
    parent: str
    """Empty for the head of a group."""
    depth: int
    """0 for the head."""
    entry: Assessment | None
    """`None` for a parent that is not in the book."""
    below: tuple[Assessment, ...]
    """Itself and everybody below it that is in the book."""
    total: Rollup
    """In base currency; in part where something has no rate."""
    no_rate: tuple[str, ...]
    """Currencies without a rate, for which the sum is told in part."""
    limit: Money | None
    """On it and all below it; of a buyer with nobody below its own."""
    used_percent: Decimal | None
    """Share of that limit in use, by what has a rate; `None` without a limit or a figure, and for a limit of zero."""
    used_in_part: bool
    """Whether something that counts against the limit has no rate."""

    @property
    def partial(self) -> bool:
        """Whether a figure is told without something that has no rate."""
        return bool(self.total.left_out) or self.used_in_part


def branches(assessed: Assessed) -> tuple[Branch, ...]:
    """Every node of every group, the heads in the order of their numbers, a parent before its children."""
    kin = assessed.kin
    heads = sorted({kin.root(id) for id in kin.parents})
    return tuple(branch for head in heads for branch in _walked(assessed, head))


def _walked(assessed: Assessed, head: str) -> Iterator[Branch]:
    line: list[str] = []
    for id, depth in assessed.kin.below(head):
        del line[depth:]
        yield _branch(assessed, id, line[-1] if line else "", depth)
        line.append(id)


def _branch(assessed: Assessed, id: str, parent: str, depth: int) -> Branch:
    base, entry = assessed.book.base, assessed.by_id.get(id)
    below = tuple(each for member, _ in assessed.kin.below(id) if (each := assessed.by_id.get(member)) is not None)
    limit = _limit(entry, heads=id in assessed.kin.children)
    total = known_rollup(assessed, id, base)
    used = total if limit is None or limit.currency == base else known_rollup(assessed, id, limit.currency)
    return Branch(
        id,
        parent,
        depth,
        entry,
        below,
        total,
        _no_rate(assessed, below, base),
        limit,
        _share(used.counted, limit),
        limit is not None and bool(used.left_out),
    )


def _limit(entry: Assessment | None, *, heads: bool) -> Money | None:
    """The limit on all below; of a buyer with nobody below its own, which binds it first."""
    if entry is None:
        return None
    buyer = entry.account.customer
    return buyer.group_limit if heads or buyer.limit is None else buyer.limit


def _share(counted: Money | None, limit: Money | None) -> Decimal | None:
    return Decimal(counted.minor * 100) / limit.minor if limit and counted is not None else None


def _no_rate(assessed: Assessed, below: Sequence[Assessment], currency: str) -> tuple[str, ...]:
    """Currencies that these buyers owe in and that cannot be told in `currency`, or in that of a buyer's own exposure."""
    rates, on = assessed.book.rates, assessed.on
    owed = [entry.known_exposure for entry in below]
    codes = {code for each in owed for code in each.no_rate}
    codes |= {at.currency for each in owed if (at := each.at_stake) is not None and not rated([at], currency, rates, on)}
    return tuple(sorted(codes))
