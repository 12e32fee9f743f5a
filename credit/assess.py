"""How an account is assessed: a pure function of the account, the day, the policy and the rates.

`assess_book` keeps what it found by the account's identity, so after a change only the accounts it touched are assessed again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.aging import Aging, Ledger, aging, ledger
from credit.alerts import Situation, alerts
from credit.alerts.family import family, with_family
from credit.assessment import Assessment
from credit.behaviour import habit
from credit.book import Book
from credit.classing.case import Case
from credit.classing.override import overridden, override_on
from credit.clocks.limitation import time_barred
from credit.clocks.running import pressing_clocks
from credit.clocks.watch import Watch
from credit.debt_class import Classified, classify
from credit.decision import ClassOverride
from credit.exposure import exposure
from credit.leniency import in_force
from credit.limits.kinship import NO_KIN, Kinship
from credit.money import Money, exponent
from credit.problem import UnknownBuyer
from credit.rating.conduct import conduct_of
from credit.rating.grade import Conduct, Graded, grade
from credit.rating.history import grade_then

__all__ = ["NOTHING_ASSESSED", "Assessed", "assess", "assess_book", "watched"]


def assess(account: Account, on: date, book: Book) -> Assessment:
    """What is true of `account`, as known, on the day `on`, by the policy and the rates of `book`."""
    policy, base, items = book.policy, book.base, ledger(account, on)
    agings = aging(items, policy.buckets)
    factors = _factors(book, agings, on)
    base_open = {item.invoice.id: _in_base(item.open, factors) for item in items.open}
    owed = exposure(account, items, agings, book.rates, base, policy)
    conduct, contacts = conduct_of(account, items, policy)
    promises, silent = conduct.promises, conduct.silent
    one = 10 ** exponent(base)
    usual = habit(items.settled, policy.alerting)
    ringing = [item for item in items.overdue if _rings(base_open[item.invoice.id], policy.alerting.smallest_item * one)]
    graded = grade(account, on, conduct, policy.scales, policy.grading)
    disputes = tuple(dispute for dispute in account.disputes if dispute.open_on(on))
    classified, override = _classified(account, items, base_open, conduct, graded, book)
    leniency = in_force(account, items, classified, book) if account.leniencies else None
    return Assessment(
        account,
        on,
        base,
        items,
        agings,
        base_open,
        _aging_in_base(agings, factors, len(policy.buckets)),
        owed,
        graded,
        classified,
        usual,
        conduct.dbt,
        conduct.late,
        conduct.trend,
        promises,
        contacts,
        silent,
        disputes,
        next((hold for hold in reversed(account.holds) if hold.runs_on(on)), None),
        pressing_clocks(watched(account, items, book), promises, leniency, policy),
        alerts(Situation(account, on, book, items, conduct, ringing, base_open, usual, graded, disputes, owed)),
        leniency=leniency,
        override=override,
        pin=next((pin for pin in reversed(account.pins) if pin.stands_on(on)), None),
    )


def watched(account: Account, items: Ledger, book: Book) -> Watch:
    """What the clocks of `account` are read from."""
    policy = book.policy
    return Watch(account, items.on, items.open, policy.clocks, book.base, book.rates, policy.valuing.insured_percent, book.home)


def _classified(
    account: Account,
    items: Ledger,
    weights: Mapping[str, int | None],
    conduct: Conduct,
    graded: Graded,
    book: Book,
) -> tuple[Classified, ClassOverride | None]:
    """The class that stands, and the decision that made it, where one did."""
    policy, on = book.policy, items.on

    def weigh(money: Money) -> int | None:
        worth = book.rates.convert(money, book.base, on)
        return worth.money.minor if worth else None

    case = Case(
        account,
        items,
        weights,
        graded,
        conduct.promises,
        conduct.silent,
        policy.classing,
        int(policy.classing.customer_material.scaleb(exponent(book.base))),
        weigh,
        lambda day: grade_then(account, day, book),
        policy.grading.worse_trend,
        policy.short_pays,
        lambda item: time_barred(account, item, on, policy.clocks),
    )
    return overridden(classify(case), override_on(account, on))


def _factors(book: Book, agings: tuple[Aging, ...], on: date) -> dict[str, Decimal | None]:
    """Base minor units for one minor unit of each currency; `None` where no rate was published by `on`."""
    found: dict[str, Decimal | None] = {}
    for entry in agings:
        known = book.rates.factor(entry.currency, book.base, on)
        found[entry.currency] = known[0].scaleb(exponent(book.base) - exponent(entry.currency)) if known else None
    return found


def _in_base(money: Money, factors: Mapping[str, Decimal | None]) -> int | None:
    factor = factors[money.currency]
    if factor is None:
        return None
    return money.minor if factor == 1 else int((money.minor * factor).to_integral_value())


def _rings(minor: int | None, smallest: Decimal) -> bool:
    """Whether an item is large enough to ring; one of unknown worth is."""
    return minor is None or minor >= smallest


def _aging_in_base(agings: tuple[Aging, ...], factors: Mapping[str, Decimal | None], buckets: int) -> tuple[int, ...] | None:
    rows = [[0] * (buckets + 3)]
    for entry in agings:
        row = [_in_base(money, factors) for money in (entry.not_due, *entry.buckets, entry.unapplied)]
        if any(minor is None for minor in row):
            return None
        rows.append([minor or 0 for minor in row])
    return tuple(map(sum, zip(*rows, strict=True)))


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
    same = same and before.countries is book.countries
    found = dict(previous.by_id) if same else {}
    changed = _moved(previous.sources if same else {}, book.accounts)
    for id in changed:
        account = book.accounts.get(id)
        if known := account and account.as_known_on(on):
            found[id] = assess(known, on, book)
        else:
            found.pop(id, None)
    kin = (previous.kin if same else NO_KIN).after(_parents(found, changed))
    told = _families_told(found, changed, kin, previous.kin if same else NO_KIN, book) if kin or previous.kin else []
    return Assessed(book, on, found, book.accounts, previous.by_id if same else {}, list(dict.fromkeys([*changed, *told])), kin)


def _families_told(found: dict[str, Assessment], changed: Iterable[str], kin: Kinship, before: Kinship, book: Book) -> list[str]:
    """Let the families of what changed hear of one another's distress; gives back the buyers that heard something else."""
    near = {id for tree in (kin, before) for id in (*tree.parents, *tree.children)}
    if kin is before:
        near = {member for id in changed if id in near for member in family(id, kin)}
    heard = []
    for id in sorted(near & found.keys()):
        again = with_family(found[id], family(id, kin), found, book.policy)
        if again is not found[id]:
            found[id] = again
            heard.append(id)
    return heard


def _parents(found: Mapping[str, Assessment], changed: Iterable[str]) -> dict[str, str]:
    """The parents of these buyers as they are now; empty for none, and for a buyer that is gone."""
    return {id: found[id].account.customer.parent if id in found else "" for id in changed}


def _moved(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Keys under which another object stands than before, or none any more: what a change touched, found without its help."""
    if before is after:
        return []
    changed = [id for id, thing in after.items() if before.get(id) is not thing]
    stayed = len(after) - len(changed) + sum(id in before for id in changed)
    return changed if stayed == len(before) else [*changed, *(before.keys() - after.keys())]
