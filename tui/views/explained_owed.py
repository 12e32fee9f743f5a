"""Where the figures of what a buyer owes come from, line by line: items, orders, money in hand, and what they come to."""

from collections.abc import Iterable, Iterator, Sequence

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.backlog import uninvoiced
from credit.in_transit import stoppable
from credit.money import Money, total
from tui.views.explained_rates import exchanged, rates_of
from tui.views.explanation import SHOWN, Explained, Inputs
from tui.views.snapshot import Snapshot
from wording import terms

__all__ = ["explained_owed"]

Amounts = Sequence[tuple[str, Money]]


def explained_owed(entry: Assessment, shown: Snapshot, most: int | None = None) -> Iterator[Explained]:
    """What stands open, ordered, paid in advance and set against nothing; the class of every item, or at `most` of so many."""
    owed, on = entry.known_exposure, entry.on
    late = entry.ledger.overdue
    ahead = [item for item in entry.ledger.open if item.dpd <= 0]
    yield Explained("not_due", owed.not_due, _told(_items(ahead), entry, shown), on)
    yield Explained("overdue", owed.overdue, _told(_items(late), entry, shown), on)
    oldest: Inputs = (("invoice", item.invoice.id), ("due_on", item.invoice.due_on)) if (item := _oldest(entry)) else ()
    yield Explained("worst_dpd", entry.worst_dpd, (*oldest, ("today", on)), on)
    yield from _ordered(entry, shown)
    yield from _in_hand(entry, shown)
    lines: Inputs = (("not_due", owed.not_due), ("overdue", owed.overdue))
    ordered: Inputs = (("shipped", owed.shipped), ("in_production", owed.in_production))
    less: Inputs = (("deposits", owed.deposits), ("unapplied", owed.unapplied))
    yield Explained("open", owed.receivable, (*lines, *less, *_rates(entry, shown)), on)
    yield Explained("ordered", owed.ordered, (*ordered, *_rates(entry, shown)), on)
    yield Explained("exposure", owed.at_stake, (*lines, *ordered, *less, *_rates(entry, shown)), on)
    if (found := stoppable(entry)) is not None:
        worth = tuple((shipment.id, shipment.amount) for shipment in found.shipments)
        left_out: Inputs = tuple(("left_out", code) for code in found.left_out)
        codes = [money.currency for _id, money in worth]
        yield Explained(
            "can_stop",
            found.worth,
            (*worth, *exchanged(codes, found.worth.currency if found.worth else entry.base, shown), *left_out),
            on,
        )
    yield from _classes(entry, most)


def _oldest(entry: Assessment) -> OpenItem | None:
    return next(iter(entry.ledger.late), None)


def _items(items: Iterable[OpenItem]) -> Amounts:
    return [(item.invoice.id, item.open) for item in items]


def _told(amounts: Amounts, entry: Assessment, shown: Snapshot) -> Inputs:
    """The amounts as they stand, each in its own currency, the rates they are told at, and what has none."""
    rest = amounts[SHOWN:]
    codes = sorted({money.currency for _id, money in rest})
    sums = [total((money for _id, money in rest if money.currency == code), code) for code in codes]
    others: Inputs = tuple(("others", money) for money in sums)
    owed = entry.known_exposure
    rates = exchanged((money.currency for _id, money in amounts), owed.currency, shown)
    return (*amounts[:SHOWN], *others, *rates, *(("left_out", code) for code in owed.no_rate))


def _rates(entry: Assessment, shown: Snapshot) -> Inputs:
    owed = entry.known_exposure
    return (*rates_of(owed.rate_on, shown), *(("left_out", code) for code in owed.no_rate))


def _ordered(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """Orders by whether they have left, each less what of it is invoiced."""
    owed, on = entry.known_exposure, entry.on
    left: list[tuple[str, Money]] = []
    making: list[tuple[str, Money]] = []
    for order in uninvoiced(entry.account, on):
        gone = order.shipped_on is not None and order.shipped_on <= on
        (left if gone else making).append((order.id, order.amount))
    yield Explained("shipped", owed.shipped, _told(left, entry, shown), on)
    yield Explained("in_production", owed.in_production, _told(making, entry, shown), on)


def _in_hand(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """Money and credit notes set against nothing: what of them is a deposit, and the rest."""
    owed, items, on = entry.known_exposure, entry.ledger, entry.on
    deposits = [("deposits", money) for money in items.deposits]
    yield Explained("deposits", owed.deposits, _told(deposits, entry, shown), on)
    currency = {receipt.id: receipt.amount.currency for receipt in entry.account.receipts}
    loose = [(id, Money(minor, currency[id])) for id, minor in items.loose.items() if minor]
    notes = [(note.id, left) for note, left in items.credits]
    yield Explained("unapplied", owed.unapplied, _told([*loose, *notes, *_off(deposits)], entry, shown), on)


def _off(amounts: Amounts) -> Amounts:
    return [(name, -money) for name, money in amounts]


def _classes(entry: Assessment, most: int | None) -> Iterator[Explained]:
    """The class of each open item by its age, its ends as the policy has them."""
    policy = entry.house.policy.classing
    ends: Inputs = (
        ("grace_days", policy.grace_days),
        ("doubtful_days", policy.doubtful_days),
        ("bad_days", policy.bad_days),
        ("dead_days", policy.dead_days),
    )
    for item in entry.ledger.open[:most]:
        number = item.invoice.id
        told: Inputs = (("due_on", item.invoice.due_on), ("dpd", item.dpd), *ends)
        value = terms.debt_class(entry.debt_class.items[number])
        yield Explained(f"item_class:{number}", value, told, entry.on, about=number)
