"""How fast the house turns sales into cash, and how one buyer pays: worked out when a page or a script asks for it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from credit.assessment import Assessment
from credit.money import Money, exponent
from credit.monthly import AtRisk, month_series
from credit.pay_trend import Trend
from credit.payment_measures import at_risk
from credit.payment_record import Share, kept_rate, paydex_equivalent
from credit.turnover import Turnover, turnover
from tui.views.house import house
from tui.views.snapshot import Snapshot
from wording import figures
from wording.words import _

__all__ = ["PaymentRecord", "house_at_risk", "house_turnover", "payment_record", "risk_lines", "speed_lines"]


def house_turnover(shown: Snapshot) -> Turnover | None:
    """DSO and its kin of all buyers, in part where a currency has no rate; `None` with too few months, or where none has."""
    book, base = shown.book, shown.book.base
    entries = shown.assessed.by_id.values()
    currencies = {invoice.amount.currency for entry in entries for invoice in entry.account.invoices}
    found = {code: book.rates.factor(code, base, shown.on) for code in currencies}
    factors = {code: rate[0].scaleb(exponent(base) - exponent(code)) for code, rate in found.items() if rate is not None}
    series = month_series((entry.account for entry in entries), shown.on, factors, short_pays=book.policy.short_pays)
    told = house(shown)
    if series.uncounted and told.receivable is None:
        return None
    # the house rounds each item; the months round their sums, and one balance is told in one way
    owed, not_due = told.receivable or Money(0, base), told.aging[0].amount
    today = replace(series.months[-1], receivable=owed.minor, current=not_due.minor)
    speed = turnover((*series.months[:-1], today), book.policy.turnover)
    return replace(speed, uncounted=series.uncounted) if speed is not None else None


def house_at_risk(shown: Snapshot) -> AtRisk:
    """Invoices of the whole house that came so far past due, of those old enough."""
    return at_risk((entry.account for entry in shown.assessed.by_id.values()), shown.on, shown.book.policy)


def risk_lines(told: AtRisk, days: int) -> tuple[tuple[str, str, str], ...]:
    """The at-risk rate, where any invoice is old enough to tell."""
    if told.share is None:
        return ()
    words = _("{share} of invoices came {days} days past due ({reached} of {of})")
    said = words.format(share=figures.percent(told.share * 100), days=days, reached=told.reached, of=told.of)
    return ((_("At risk"), said, ""),)


def speed_lines(speed: Turnover | None) -> tuple[tuple[str, str, str], ...]:
    """DSO with what the terms alone cost and what lateness adds, and the collection effectiveness index."""
    if speed is None or speed.simple is None:
        return ()
    dso, best = round(speed.simple), round(speed.best_possible or 0)
    told = _("{dso} days; best possible {best}, so lateness adds {add}").format(dso=dso, best=best, add=dso - best)
    lines = (("DSO", told, ""), ("CEI", figures.percent(speed.effectiveness), ""))
    if not speed.uncounted:
        return lines
    without = _("DSO and CEI are without what is in {currencies}: there is no rate").format(currencies=", ".join(speed.uncounted))
    return (*lines, ("-", without, "warning"))


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """How one buyer pays."""

    paydex_equivalent: Decimal | None
    """DBT on the scale of D&B's PAYDEX; one supplier's experience is never a PAYDEX itself. `None` without a record."""
    late: Share
    """Invoices settled late or open past due, lateness counted from the day the money could be paid on."""
    kept: Share
    """Promises kept, of those judged."""
    trend: Trend


def payment_record(entry: Assessment) -> PaymentRecord:
    """The payment record of one buyer on the assessment's day."""
    paydex = paydex_equivalent(entry.dbt) if entry.dbt is not None else None
    return PaymentRecord(paydex, entry.late, kept_rate(entry.promises), entry.trend)
