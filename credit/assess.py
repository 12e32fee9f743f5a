"""A whole book looked at on a day: every account assessed, and kept by its identity.

After a change only the accounts it touched are assessed again. An assessment works out its parts when they are asked for, so
looking at a book costs little until somebody reads it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from credit.account import Account
from credit.alerts.family import family, with_family
from credit.assessment import Assessment
from credit.book import Book
from credit.limits.kinship import NO_KIN, Kinship
from credit.problem import UnknownBuyer

__all__ = ["NOTHING_ASSESSED", "Assessed", "assess", "assess_book"]


def assess(account: Account, on: date, book: Book) -> Assessment:
    """What is true of `account`, as known, on the day `on`, by the policy and the rates of `book`."""
    return Assessment(account, on, book.alone())


@dataclass(frozen=True, slots=True)
class Assessed:
    """A book looked at on a day: the assessment of every buyer known by then."""

    book: Book = field(default_factory=Book)
    """The whole book, later knowledge included; what is true on the day stands in `by_id` alone."""
    on: date = date.min
    by_id: Mapping[str, Assessment] = field(default_factory=dict)
    sources: Mapping[str, Account] = field(default_factory=dict)
    """The account each assessment was made from, before later knowledge was left out."""
    before: Mapping[str, Assessment] = field(default_factory=dict, compare=False)
    """What was found of the book this one succeeded ..."""
    since: Sequence[str] = field(default=(), compare=False)
    """... and the buyers that moved between the two."""
    kin: Kinship = field(default=NO_KIN, compare=False)
    """Which buyer belongs to which, as known on the day."""

    def moved(self, seen: Mapping[str, Assessment]) -> Sequence[str]:
        """Buyers of which something else is true than what was `seen`, or nothing any more."""
        if seen is self.by_id:
            return ()
        return self.since if seen is self.before else _moved(seen, self.by_id)

    def of(self, id: str) -> Assessment:
        """The assessment of this buyer; raises `UnknownBuyer` where nobody knew it on that day."""
        found = self.by_id.get(id)
        if found is None:
            self.book.account(id)
            raise UnknownBuyer(id=id, near="")
        return found


NOTHING_ASSESSED = Assessed()


def assess_book(book: Book, on: date, previous: Assessed = NOTHING_ASSESSED) -> Assessed:
    """Every account of `book` as known on `on`, assessed; what `previous` found is kept where nothing moved."""
    before = previous.book
    same = previous.on == on and before.policy is book.policy and before.rates is book.rates and before.base == book.base
    same = same and before.countries is book.countries and before.home == book.home
    found = dict(previous.by_id) if same else {}
    changed = _moved(previous.sources if same else {}, book.accounts)
    house = book.alone()
    for id in changed:
        account = book.accounts.get(id)
        if known := account and account.as_known_on(on):
            found[id] = Assessment(known, on, house)
        else:
            found.pop(id, None)
    kin = (previous.kin if same else NO_KIN).after(_parents(found, changed), _left(found, changed))
    told = _families_told(found, changed, kin, previous.kin if same else NO_KIN) if kin or previous.kin else []
    return Assessed(book, on, found, book.accounts, previous.by_id if same else {}, list(dict.fromkeys([*changed, *told])), kin)


def _families_told(found: dict[str, Assessment], changed: Iterable[str], kin: Kinship, before: Kinship) -> list[str]:
    """Let the families of what changed hear of one another; gives back the buyers that heard something else."""
    near = {id for tree in (kin, before) for id in (*tree.parents, *tree.children)}
    if kin is before:
        near = {member for id in changed if id in near for member in family(id, kin)}
    heard = []
    for id in sorted(near & found.keys()):
        again = with_family(found[id], kin, found)
        if again is not found[id]:
            found[id] = again
            heard.append(id)
    return heard


def _parents(found: Mapping[str, Assessment], changed: Iterable[str]) -> dict[str, str]:
    """The parents of these buyers as they are now; empty for none, and for a buyer that is gone."""
    return {id: found[id].account.customer.parent if id in found else "" for id in changed}


def _left(found: Mapping[str, Assessment], changed: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The parents that these buyers had before, of those that had others than now."""
    left = {}
    for id in changed:
        if id in found and len(said := found[id].account.customers) > 1:
            parents = {c.parent: None for c in said if c.parent not in ("", said[-1].parent)}
            if parents:
                left[id] = tuple(parents)
    return left


def _moved(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Keys under which another object stands than before, or none any more: what a change touched, found without its help."""
    if before is after:
        return []
    changed = [id for id, thing in after.items() if before.get(id) is not thing]
    stayed = len(after) - len(changed) + sum(id in before for id in changed)
    return changed if stayed == len(before) else [*changed, *(before.keys() - after.keys())]
