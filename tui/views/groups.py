"""The portfolio as groups: each parent with what stands with it and all below it, its members indented under it.

A buyer that has no parent and is none stands in no group and is left out. A filter keeps whoever is asked for and the parents
above; a sum is of everybody below all the same, for a limit does not ask who is looked for.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from credit.five_classes import DebtClass
from credit.limits.branches import Branch, branches
from credit.money import Money
from tui.views.filtering import asked, holds
from tui.views.ordering import FIRST, ORDERS, with_sign
from tui.views.snapshot import Snapshot
from tui.views.table import Align, Column, Row, Table
from wording import figures, terms
from wording.words import _, plural

__all__ = ["alone", "alone_line", "asked_for", "groups", "in_order", "with_parents"]

DEEPEST = 6
"""Steps an indent shows; deeper ones stand as far in, so that a name keeps its room."""
Placed = tuple[Any, ...]


def groups(shown: Snapshot, sort: str = FIRST, *, turned: bool = False) -> Table:
    """Every group, by `sort` (a key of `ORDERS`) of all that stands with it, members by the same below their parent."""
    found, order = in_order(branches(shown.assessed), sort, turned=turned), ORDERS[sort]
    columns = with_sign(_columns(shown.book.base, parts=any(map(_parts, found))), order, order.sign(turned=turned))
    rows = tuple(Row(branch.id, _cells(branch, columns), _tone(branch)) for branch in found)
    empty = _("No buyer matches the filter. Esc clears it.")
    if not rows:
        empty = _("No buyer belongs to another. Say so with: dunnage correct customer ID --parent ID")
    return Table(columns, rows, empty)


def asked_for(shown: Snapshot, text: str, saved: Mapping[str, str] | None = None) -> frozenset[str]:
    """Members of groups that `text` asks for; raises `InvalidQuery`."""
    keeps, kin = holds(asked(text, shown, saved), shown.me), shown.assessed.kin
    return frozenset(id for id, entry in shown.assessed.by_id.items() if kin.related(id) and keeps(entry))


def with_parents(shown: Snapshot, found: frozenset[str]) -> frozenset[str]:
    """These members and every parent above them."""
    return frozenset(id for each in found for id in shown.assessed.kin.above(each))


def alone(shown: Snapshot) -> int:
    """How many buyers stand in no group, and so not in the list."""
    return sum(not shown.assessed.kin.related(id) for id in shown.assessed.by_id)


def alone_line(shown: Snapshot) -> str:
    """The same as a sentence."""
    n = alone(shown)
    return plural("Groups; {n} buyer belongs to none.", "Groups; {n} buyers belong to none.", n).format(n=figures.number(n, 0))


def in_order(found: Sequence[Branch], sort: str, *, turned: bool = False) -> list[Branch]:
    """A parent before its members, the heads and the members of each parent in order; what is absent stands last."""
    below: defaultdict[str, list[Branch]] = defaultdict(list)
    for branch in found:
        below[branch.parent].append(branch)
    for same in below.values():
        same.sort(key=lambda branch: _place(branch, sort))
        known = [branch for branch in same if not _place(branch, sort)[0]]
        same[: len(known)] = reversed(known) if turned else known
    waiting, ordered = [*reversed(below[""])], []
    while waiting:
        ordered.append(waiting.pop())
        waiting.extend(reversed(below[ordered[-1].id]))
    return ordered


def _place(branch: Branch, sort: str) -> Placed:
    value = _value(branch, sort)
    return (True, -_worst_dpd(branch), branch.id) if value is None else (False, *value, branch.id)


def _value(branch: Branch, sort: str) -> Placed | None:
    """What a branch is ordered by: its sums, or what its worst member is ordered by."""
    if sort in ("overdue", "exposure"):
        money = branch.total.overdue if sort == "overdue" else branch.total.exposure
        return None if money is None else (-money.minor,)
    if sort == "limit_used_percent":
        return None if branch.used_percent is None else (-branch.used_percent,)
    if sort == "name":
        return (_name(branch).lower(),)
    return min((told for entry in branch.below if (told := ORDERS[sort].value(entry)) is not None), default=None)


def _columns(base: str, *, parts: bool) -> tuple[Column, ...]:
    """Columns of the list; the one of missing rates only where a sum is in part."""
    missing = (Column("no_rate", _("No rate"), 8, priority=1),) if parts else ()
    return (
        Column("name", _("Group"), 21, grows=True),
        Column("exposure", _("Exposure {base}").format(base=base), 12, Align.RIGHT),
        Column("overdue", _("Overdue"), 11, Align.RIGHT),
        Column("limit", _("Limit"), 11, Align.RIGHT, priority=1),
        Column("limit_used", _("Used"), 7, Align.RIGHT),
        *missing,
        Column("worst_dpd", _("DPD"), 4, Align.RIGHT, priority=2),
        Column("debt_class", _("Class"), 8, priority=2),
        Column("buyers", _("Buyers"), 6, Align.RIGHT, priority=3),
        Column("own", _("Of it its own"), 13, Align.RIGHT, priority=3),
    )


def _cells(branch: Branch, columns: Sequence[Column]) -> tuple[str, ...]:
    total, heads = branch.total, _heads(branch)
    dpd = _worst_dpd(branch)
    cells = {
        "name": "  " * min(branch.depth, DEEPEST) + _name(branch),
        "exposure": _told(total.exposure, branch),
        "overdue": _told(total.overdue, branch) if total.overdue != Money.zero(total.currency) else "",
        "limit": figures.short(branch.limit),
        "limit_used": figures.percent(branch.used_percent) + ("+" if branch.used_percent and branch.used_in_part else ""),
        "no_rate": ", ".join(branch.no_rate),
        "worst_dpd": figures.days(dpd) if dpd else "",
        "debt_class": terms.debt_class_short(_worst_class(branch)) if branch.below else "",
        "buyers": figures.number(len(branch.below), 0) if heads else "",
        "own": figures.short(branch.entry.known_exposure.at_stake) if heads and branch.entry is not None else "",
    }
    return tuple(cells[column.key] for column in columns)


def _name(branch: Branch) -> str:
    if branch.entry is None:
        return _("{id} (not in the book)").format(id=figures.safe(branch.id))
    return figures.safe(branch.entry.account.customer.name)


def _heads(branch: Branch) -> bool:
    """Whether somebody stands below it."""
    return any(entry.id != branch.id for entry in branch.below)


def _told(money: Money | None, branch: Branch) -> str:
    """Whole units of base currency; `+`: and something without a rate."""
    return figures.rounded(money) + ("+" if money is not None and branch.total.left_out else "")


def _parts(branch: Branch) -> bool:
    return bool(branch.no_rate)


def _worst_dpd(branch: Branch) -> int:
    return max((entry.worst_dpd for entry in branch.below), default=0)


def _worst_class(branch: Branch) -> DebtClass:
    return max((entry.debt_class.value for entry in branch.below), key=lambda value: value.rank)


def _tone(branch: Branch) -> str:
    """Over its limit, overdue, or quiet: the figures beside it say the same."""
    if branch.used_percent is not None and branch.used_percent > Decimal(100):
        return "critical"
    return "warning" if branch.total.overdue else "muted"
