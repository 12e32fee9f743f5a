"""How debts rolled from bucket to bucket, month by month, by segment: the own ledger behind the loss rates.

Rebuilt from invoices and receipts as known on the day, each invoice walked once through the months in which it was open.
Nothing looks ahead, and the last bucket says what was lost only where enough time has passed to know.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.applied import part_payments
from credit.calendar import days_after, month_end, months_before
from credit.invoice import Invoice
from credit.kept_back import with_rests
from credit.loss.application import DEFAULT_SHORT_PAYS, ShortPayPolicy
from credit.loss.expected_loss import Gone, LossPolicy

__all__ = ["ENDS", "MONTH", "Rolled", "past_due", "rolled"]

ENDS = (0, 30, 60, 90)
"""Last days past due of every bucket but the last; a month wide, as roll rates ask."""
MONTH = 30


@dataclass(frozen=True, slots=True)
class Rolled:
    """What one segment's debts did."""

    history: tuple[tuple[int, ...], ...]
    """A row a month end, the oldest first: what was about to fall due within a month, then what stood in each bucket."""
    gone: Gone
    """What came into the last bucket, and what was still owed when it counts as lost."""

    def __add__(self, other: "Rolled") -> "Rolled":
        """Both together; the months of `gone` are the more numerous of the two, as they are mostly the same months."""
        rows = tuple(tuple(map(sum, zip(*pair, strict=True))) for pair in zip(self.history, other.history, strict=True))
        gone = Gone(self.gone.came + other.gone.came, self.gone.lost + other.gone.lost, max(self.gone.months, other.gone.months))
        return Rolled(rows, gone)


class _Segment:
    """Sums of one segment while invoices are walked, each in minor units of its own currency."""

    __slots__ = ("came", "lost", "months", "rows")

    def __init__(self, months: int) -> None:
        self.rows: defaultdict[str, list[list[int]]] = defaultdict(lambda: [[0] * (len(ENDS) + 1) for _ in range(months)])
        self.came: defaultdict[str, int] = defaultdict(int)
        self.lost: defaultdict[str, int] = defaultdict(int)
        self.months: set[date] = set()


def rolled(
    accounts: Iterable[Account],
    on: date,
    factors: Mapping[str, Decimal],
    segment_of: Callable[[Account], str],
    policy: LossPolicy,
    short_pays: ShortPayPolicy = DEFAULT_SHORT_PAYS,
) -> dict[str, Rolled]:
    """What the debts of each segment did in the latest months up to `on`; accounts are as known on that day.

    `factors` gives minor units of the base currency for one minor unit of each currency; items of another are left out.
    What a bank kept back is not owed, nor a deposit for goods that have not left; a provisional date makes nothing overdue.
    """
    ends = [month_end(months_before(on, back)) for back in range(policy.months, 0, -1)]
    found: dict[str, _Segment] = {}
    for account in accounts:
        segment = found.setdefault(segment_of(account), _Segment(len(ends)))
        paid = with_rests(account, part_payments(account, on), short_pays)
        for invoice in account.invoices:
            if invoice.issued_on <= on and invoice.amount.minor > 0 and invoice.amount.currency in factors:
                _walk(invoice, paid.get(invoice.id, ()), ends, segment)
                _lost(invoice, paid.get(invoice.id, ()), (ends[0], on), segment, policy)
    return {name: _converted(segment, factors, len(ends)) for name, segment in found.items()}


Parts = Sequence[tuple[date, int]]


def _walk(invoice: Invoice, parts: Parts, ends: Sequence[date], segment: _Segment) -> None:
    """Count what was open of an invoice at each month's end into its bucket."""
    settled = parts[-1][0] if parts and sum(part for _, part in parts) >= invoice.amount.minor else date.max
    if settled <= ends[0] or invoice.issued_on > ends[-1]:
        return
    rows = segment.rows[invoice.amount.currency]
    for place, end in enumerate(ends):
        if invoice.issued_on <= end < settled and not invoice.awaited_on(end):
            dpd = past_due(invoice, end)
            if dpd > -MONTH:
                rows[place][sum(dpd > last for last in ENDS)] += _open(invoice, parts, end)


def past_due(invoice: Invoice, on: date) -> int:
    """Days past due, as the ledger counts them: never above zero by a date that is only provisional."""
    days = (on - invoice.due_on).days
    return min(days, 0) if invoice.provisional else days


def _open(invoice: Invoice, parts: Parts, on: date) -> int:
    return invoice.amount.minor - sum(part for day, part in parts if day <= on)


def _lost(invoice: Invoice, parts: Parts, span: tuple[date, date], segment: _Segment, policy: LossPolicy) -> None:
    """Count what came into the last bucket, and what was still owed when it is told as lost, where that day has come."""
    if invoice.provisional:
        return  # it never fell due
    came_on = days_after(invoice.due_on, ENDS[-1] + 1)
    known_on = max(days_after(invoice.due_on, policy.lost_days), came_on)
    if not span[0] <= known_on <= span[1]:
        return
    came = _open(invoice, parts, came_on)
    if came > 0 and not invoice.awaited_on(came_on):
        segment.came[invoice.amount.currency] += came
        segment.lost[invoice.amount.currency] += _open(invoice, parts, known_on)
        segment.months.add(came_on.replace(day=1))


def _converted(segment: _Segment, factors: Mapping[str, Decimal], months: int) -> Rolled:
    width = len(ENDS) + 1
    rows = [[Decimal(0)] * width for _ in range(months)]
    for code, amounts in segment.rows.items():
        rows = [[s + a * factors[code] for s, a in zip(row, own, strict=True)] for row, own in zip(rows, amounts, strict=True)]
    came, lost = (int(sum(minor * factors[code] for code, minor in sums.items())) for sums in (segment.came, segment.lost))
    return Rolled(tuple(tuple(int(amount) for amount in row) for row in rows), Gone(came, lost, len(segment.months)))
