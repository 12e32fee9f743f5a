"""The ledger month by month: sales, balance and what was current at each month's end, rebuilt from invoices and receipts.

A series serves DSO and CEI, and must come at once for a book of a hundred thousand invoices: each invoice and each receipt is
touched once and counted into its month, and only whole months are converted. A month ends on the day of looking and on the same
day of the months before it, so that every one is whole and no figure jumps on the first of a month; on a month's last day they
are the calendar's. Nothing looks ahead: facts learnt after the day of looking are not in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.applied import part_payments
from credit.invoice import Invoice
from credit.kept_back import discounted, rests
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy
from credit.month_window import Window
from credit.receipt import taken_within
from credit.turnover import Month

__all__ = ["AtRisk", "MonthSeries", "month_series"]


@dataclass(frozen=True, slots=True)
class AtRisk:
    """How many invoices came so far past due, of those old enough to have done so."""

    reached: int
    of: int
    """Invoices whose due date lies at least that many days back; a younger one cannot have come so far."""

    @property
    def share(self) -> Decimal | None:
        """At-risk rate (Upflow: share of invoices reaching 90 days past due); `None` where no invoice is old enough."""
        return Decimal(self.reached) / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class MonthSeries:
    """The months of a book up to one day, the oldest first."""

    months: tuple[Month, ...]
    """Amounts in minor units of the base currency, every month at the factors given."""
    at_risk: AtRisk
    open_before: int
    """Open today and issued before the first month, in minor units of the base currency; in the balances, not in any sales."""
    uncounted: tuple[str, ...]
    """Currencies no factor was given for: their items are in no amount here."""


def month_series(
    accounts: Iterable[Account],
    on: date,
    factors: Mapping[str, Decimal],
    months: int = 24,
    at_risk_days: int = 90,
    short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS,
) -> MonthSeries:
    """The latest `months` months of these accounts as known at the end of `on`, the last one ending on `on`.

    `factors` gives minor units of the base currency for one minor unit of each currency. The balance is invoices less
    receipts; what is current are invoices not past due, less what the payer applied to them.
    """
    window = Window(on, months, at_risk_days)
    tally = _Tally(months)
    for account in accounts:
        known = account.as_known_on(on)
        items = _count_invoices(known, window, tally)
        if _count_receipts(known, window, tally, items):
            _close_rests(known, window, items, short_pays)
        _count_open(items, window, tally)
    counted = [(tally.by_currency[code], factor) for code, factor in factors.items() if code in tally.by_currency]
    sales, flow, current, aged = (
        _converted([(getattr(sums, name), factor) for sums, factor in counted], months + 1)
        for name in ("sales", "flow", "current", "open_days")
    )
    balance, standing = _running(flow), _running(current)
    return MonthSeries(
        tuple(
            Month(window.ends[n], (window.ends[n] - window.ends[n - 1]).days, sales[n], balance[n], standing[n], aged[n])
            for n in range(1, months + 1)
        ),
        AtRisk(tally.matured - tally.in_time, tally.matured),
        _converted([([sums.open_before], factor) for sums, factor in counted], 1)[0],
        tuple(sorted(code for code in tally.by_currency if code not in factors)),
    )


class _Sums:
    """What one currency adds to each place, in its own minor units; `flow` and `current` are changes, not balances."""

    __slots__ = ("current", "flow", "open_before", "open_days", "sales")

    def __init__(self, months: int) -> None:
        self.sales, self.open_days = [0] * (months + 1), [0] * (months + 1)
        self.flow, self.current = [0] * (months + 2), [0] * (months + 2)  # the last one takes what lies past the window
        self.open_before = 0


class _Tally:
    """The sums of every currency, and the invoices counted for the at-risk rate."""

    __slots__ = ("by_currency", "in_time", "matured", "months")

    def __init__(self, months: int) -> None:
        self.months = months
        self.by_currency: dict[str, _Sums] = {}
        self.matured = self.in_time = 0

    def begin(self, code: str) -> _Sums:
        """The sums of a currency not met before."""
        sums = self.by_currency[code] = _Sums(self.months)
        return sums


class _Item:
    """An invoice while receipts are set against it."""

    __slots__ = ("charged_on", "invoice", "kept_back", "left", "overdue_from", "owed_from", "paid_on", "place", "ripe", "sums")

    def __init__(self, invoice: Invoice, left: int, place: int, overdue_from: int, sums: _Sums) -> None:
        self.invoice, self.left, self.place, self.overdue_from, self.sums = invoice, left, place, overdue_from, sums
        self.owed_from = place
        """Place from which it is in the balance; later than `place` for a deposit, which is none before the goods leave."""
        self.ripe = False
        """Whether it was due so long ago that it can have come to be at risk."""
        self.charged_on: date | None = None
        """Day it was paid but for a bank's charge that the cap of the year left open."""
        self.kept_back = 0
        """Minor units of a discount for paying early."""
        self.paid_on = invoice.issued_on
        """Day of the last payment on it; until there is one, the day it was issued."""


def _count_invoices(account: Account, window: Window, tally: _Tally) -> dict[str, _Item]:
    """Count the invoices issued by the day into sales, balance and current; gives them back by number."""
    on, ends, last, items, by_currency = window.on, window.ends, tally.months, dict[str, _Item](), tally.by_currency
    for invoice in account.invoices:
        issued, due = invoice.issued_on, invoice.due_on
        if issued > on:
            continue
        minor, code = invoice.amount.minor, invoice.amount.currency
        sums = by_currency.get(code) or tally.begin(code)
        place = window.place(issued)
        sums.sales[place] += minor
        overdue_from = window.place(due)
        if overdue_from > last or due >= ends[overdue_from]:
            overdue_from = min(overdue_from, last) + 1
        item = items[invoice.id] = _Item(invoice, minor, place, overdue_from, sums)
        if invoice.baseline is not None:
            _wait(item, window, last)
        sums.flow[item.owed_from] += minor
        if minor > 0:
            item.ripe = due <= window.matured_by and not invoice.provisional and not invoice.awaited_on(on)
            tally.matured += item.ripe
            if item.owed_from < item.overdue_from:
                sums.current[item.owed_from] += minor
                sums.current[item.overdue_from] -= minor
    return items


def _wait(item: _Item, window: Window, last: int) -> None:
    """Put an item dated by terms where it counts: never overdue by a provisional date, a deposit owed once goods have left."""
    invoice = item.invoice
    if invoice.provisional:
        item.overdue_from = last + 1
    if invoice.awaited_on(window.on):
        item.owed_from = last + 1
    elif invoice.awaited_on(invoice.issued_on) and invoice.shipped_on is not None:
        item.owed_from = max(window.place(invoice.shipped_on), item.place)


def _count_receipts(account: Account, window: Window, tally: _Tally, items: Mapping[str, _Item]) -> bool:
    """Take the receipts that came by the day off balance and invoices, as `aging.ledger` does; whether any was paid in part."""
    parted = False
    on, by_currency = window.on, tally.by_currency
    for receipt in account.receipts:
        day, left, code = receipt.on, receipt.amount.minor, receipt.amount.currency
        if day > on:
            break
        sums = by_currency.get(code) or tally.begin(code)
        place = window.place(day)
        shares = {number: share.minor for number, share in receipt.shares}
        sums.flow[place] -= left
        for number in receipt.invoices:
            item = items.get(number)
            if item is None or item.sums is not sums:
                continue
            left -= _take(item, left, place, day, shares)
            parted = parted or item.left > 0
            if not left:
                break
    return parted


def _take(item: _Item, left: int, place: int, day: date, shares: dict[str, int]) -> int:
    """Set what is left of a receipt against one invoice; gives back the part it took."""
    if item.kept_back:
        _keep_back(item, -item.kept_back, place)
    invoice = item.invoice
    part = taken_within(shares, (invoice.id, invoice.instalment_of), invoice.amount.minor, item.left, left)
    item.left -= part
    if part and invoice.amount.minor > 0:
        if part > 0:
            item.paid_on = day
        _less(item, part, max(place, item.place))
    if discounted(invoice, item.left, item.paid_on):
        _keep_back(item, item.left, place)
    return part


def _close_rests(account: Account, window: Window, items: Mapping[str, _Item], policy: ShortPayPolicy) -> None:
    """Close what banks kept back, on the day of the payment it is missing from; what came after all was closed already.

    What the cap of the year left open stays owed, and its invoice was paid in time all the same.
    """
    parts = part_payments(account, window.on)
    small = rests(account, parts, policy)
    for number, on in small.refused.items():
        items[number].charged_on = on
    for number, closed in small.closed.items():
        item = items[number]
        later = [(on, -minor) for on, minor in parts[number] if on > closed.on]
        if item.kept_back:
            later.append((item.paid_on, -item.kept_back))  # the discount for paying early, told before the charge was
        item.paid_on = closed.on
        for on, minor in ((closed.on, closed.minor), *later):
            _keep_back(item, minor, window.place(on))


def _less(item: _Item, part: int, since: int) -> None:
    """Take a part off what is current; of a deposit that was in no balance yet, put it where the receipt took it off."""
    if since < item.owed_from:
        item.sums.flow[since] += part
        item.sums.flow[item.owed_from] -= part
        since = item.owed_from
    if since < item.overdue_from:
        item.sums.current[since] -= part
        item.sums.current[item.overdue_from] += part


def _keep_back(item: _Item, part: int, place: int) -> None:
    """Close an invoice paid early less its discount, or open it again where more is known (a negative part)."""
    item.kept_back += part
    item.left -= part
    since = max(place, item.owed_from)
    item.sums.flow[since] -= part
    if since < item.overdue_from:
        item.sums.current[since] -= part
        item.sums.current[item.overdue_from] += part


def _count_open(items: Mapping[str, _Item], window: Window, tally: _Tally) -> None:
    """Count what is still open by the month it was issued in, and what was settled in time for the at-risk rate."""
    on = window.on
    for item in items.values():
        paid_on = item.charged_on or (item.paid_on if not item.left else None)
        if paid_on is not None and item.invoice.amount.minor > 0:
            tally.in_time += item.ripe and paid_on - item.invoice.due_on < window.at_risk
        if item.left > 0 and not item.invoice.awaited_on(on):
            if item.place:
                item.sums.open_days[item.place] += item.left * (on - item.invoice.issued_on).days
            else:
                item.sums.open_before += item.left


def _converted(columns: Iterable[tuple[list[int], Decimal]], length: int) -> list[int]:
    """Sums of all currencies in the base currency, place by place, rounded half to even."""
    sums = [Decimal(0)] * length
    for column, factor in columns:
        for place in range(length):
            sums[place] += column[place] * factor
    return [int(amount.to_integral_value()) for amount in sums]


def _running(changes: Iterable[int]) -> list[int]:
    """The balance after each change."""
    balances, balance = [], 0
    for change in changes:
        balance += change
        balances.append(balance)
    return balances
