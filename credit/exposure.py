"""What is at stake with a buyer, line by line, what stands behind it, and the room that is left under its limit.

Open not due, overdue, shipped and not invoiced, in production, less deposits and other unapplied amounts (TRADE.md 2, pain
11); then who bears it: securities, the insurer, the house itself. All in the currency of the limit. An order is at most in one
line and leaves it by what is invoiced, so nothing counts twice. Where a rate is missing there is no figure, and no pretended one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.aging import Aging, Ledger
from credit.backlog import uninvoiced
from credit.invoice import Order
from credit.limits.cover import borne, cover_of, secured_by
from credit.limits.stop import NO_STOPS, Stops
from credit.money import Money
from credit.policy import Policy
from credit.rates import Rates

__all__ = ["LESS", "LINES", "Exposure", "converted_total", "exposure", "rated"]

LINES = ("not_due", "overdue", "shipped", "in_production")
"""Lines that add up ..."""
LESS = ("deposits", "unapplied")
"""... and those that are taken off."""
EVERYTHING = dict.fromkeys((*LINES, *LESS), True)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The lines of one buyer's exposure in one currency; `None` where a rate is missing."""

    currency: str
    not_due: Money | None
    overdue: Money | None
    shipped: Money | None
    """Of orders that have left, what is not invoiced."""
    in_production: Money | None
    """Of orders that have not left, what is not invoiced."""
    deposits: Money | None
    """Money in hand for orders, not set against an invoice; it lowers the exposure, not the age of any invoice."""
    unapplied: Money | None
    """Other money and credit notes in hand, not set against an invoice."""
    limit: Money | None
    """Own risk and insured together; `None`: none was ever set."""
    insured_limit: Money | None
    """As the insurer gave it, in its own currency."""
    counted: Money | None
    """What counts against the limit: the lines the policy counts."""
    secured: Money | None
    """What securities are worth that stand today, at most what is at stake."""
    insured: Money | None
    """Covered share of what is left then, up to the insured limit: whatever lies above that limit is own risk, so is what left
    after its last day or while it was stopped, and all of it where the cover was given up."""
    rates_on: tuple[tuple[str, date], ...] = ()
    """Each other currency in these figures, and the day its rate was published."""
    no_rate: tuple[str, ...] = ()
    """Currencies without a rate: the figures that are missing are missing because of them, or told without what is in them."""
    partly: bool = False
    """Whether sums are told without the lines that are not known; not where all the others are empty."""

    @property
    def receivable(self) -> Money | None:
        """Open items, deposits and unapplied amounts set off."""
        return _sum(self.currency, (self.not_due, self.overdue), (self.deposits, self.unapplied), self.partly)

    @property
    def ordered(self) -> Money | None:
        """Orders taken and not yet invoiced, shipped or not."""
        return _sum(self.currency, (self.shipped, self.in_production), partly=self.partly)

    @property
    def at_stake(self) -> Money | None:
        """All lines together: receivable and ordered."""
        return _sum(
            self.currency, (self.not_due, self.overdue, self.shipped, self.in_production), (self.deposits, self.unapplied)
        )

    @property
    def own_risk(self) -> Money | None:
        """What is at stake and neither secured nor insured; never below zero."""
        if self.at_stake is None or self.secured is None or self.insured is None:
            return None
        return Money(max(self.at_stake.minor, 0), self.currency) - self.secured - self.insured

    @property
    def headroom(self) -> Money | None:
        """Limit less what counts against it; negative where it is exceeded, `None` where there is no limit or no figure."""
        return self.limit - self.counted if self.limit is not None and self.counted is not None else None

    @property
    def over(self) -> Money | None:
        """What goes over the limit; `None` where there is no limit or no figure."""
        return Money(max(-self.headroom.minor, 0), self.currency) if self.headroom is not None else None

    @property
    def used_percent(self) -> Decimal | None:
        """Share of the limit in use; `None` without limit or figure, and for a limit of zero."""
        if not self.limit or self.counted is None:
            return None
        return Decimal(self.counted.minor * 100) / self.limit.minor

    @property
    def rate_on(self) -> date | None:
        """Oldest day of the rates in these figures; `None` where nothing was converted."""
        return min((day for _, day in self.rates_on), default=None)


def _sum(currency: str, more: Sequence[Money | None], less: Sequence[Money | None] = (), partly: bool = False) -> Money | None:
    """What `more` come to, `less` taken off; `None` where one is not known, or `partly` where nothing that is known counts."""
    known = [money.minor for money in more if money is not None]
    off = [money.minor for money in less if money is not None]
    if len(known) + len(off) < len(more) + len(less) and not (partly and any((*known, *off))):
        return None
    return Money(sum(known) - sum(off), currency)


def exposure(
    account: Account,
    items: Ledger,
    agings: Sequence[Aging],
    rates: Rates,
    base: str,
    policy: Policy,
    *,
    stops: Stops = NO_STOPS,
    partly: bool = False,
) -> Exposure:
    """The exposure of `account` in its limit's currency, else in the one it is invoiced in, else in `base`.

    `stops` are those of the insurer's cover. `partly`: of what has a rate alone; `no_rate` says what is left out.
    """
    buyer, on = account.customer, items.on
    only = agings[0].currency if len(agings) == 1 else ""
    currency = buyer.limit.currency if buyer.limit is not None else (buyer.currency or only or base)
    lines = _lines(account, items, agings)
    secured = secured_by(account, on, policy.limits.security_percent, policy.limits.discrepant_percent)
    told_cover = cover_of(account, items.open, on, rates, stops)
    cover = (told_cover,) if told_cover is not None else ()
    counts = policy.limits.counts

    def total(amounts: Sequence[Money]) -> Money | None:
        known = rated(amounts, currency, rates, on) if partly else []
        return converted_total(known or amounts, currency, rates, on)

    told = {name: total(amounts) for name, amounts in lines.items()}
    at_stake = _netted(told, EVERYTHING, currency, partly)
    held, insured = borne(
        at_stake,
        total(secured),
        total(cover),
        buyer.covered_percent(policy.valuing.insured_percent),
    )
    days = _rate_days((*(money for amounts in lines.values() for money in amounts), *secured, *cover), currency, rates, on)
    return Exposure(
        currency,
        **told,
        limit=buyer.limit,
        insured_limit=buyer.insured_limit,
        counted=at_stake if all(counts.values()) else _netted(told, counts, currency, partly),
        secured=held,
        insured=insured,
        rates_on=tuple((code, day) for code, day in days if day is not None),
        no_rate=tuple(code for code, day in days if day is None),
        partly=partly,
    )


def _lines(account: Account, items: Ledger, agings: Sequence[Aging]) -> dict[str, list[Money]]:
    """The amounts of each line in their own currencies."""
    orders = uninvoiced(account, items.on)
    held = [*items.unapplied, *(-money for money in items.deposits)] if items.deposits else list(items.unapplied)
    return {
        "not_due": [entry.not_due for entry in agings],
        "overdue": [entry.overdue for entry in agings],
        "shipped": [order.amount for order in orders if _left(order, items.on)],
        "in_production": [order.amount for order in orders if not _left(order, items.on)],
        "deposits": list(items.deposits),
        "unapplied": held,
    }


def _left(order: Order, on: date) -> bool:
    """Whether an order has left the works."""
    return order.shipped_on is not None and order.shipped_on <= on


def _netted(told: Mapping[str, Money | None], counts: Mapping[str, bool], currency: str, partly: bool) -> Money | None:
    """The sum of the lines that count; `None` where one of them is not known."""
    more, less = ([told[name] for name in names if counts[name]] for names in (LINES, LESS))
    return _sum(currency, more, less, partly)


def _rate_days(amounts: Sequence[Money], currency: str, rates: Rates, on: date) -> list[tuple[str, date | None]]:
    """Each other currency among `amounts`, and the day of its rate; `None` where there is none."""
    if all(money.currency == currency for money in amounts):  # nearly every buyer
        return []
    codes = sorted({money.currency for money in amounts if money.minor} - {currency})
    known = ((code, rates.factor(code, currency, on)) for code in codes)
    return [(code, factor[1] if factor else None) for code, factor in known]


def converted_total(amounts: Iterable[Money], currency: str, rates: Rates, on: date) -> Money | None:
    """Sum of amounts in `currency` at the last rates published by `on`; `None` where one of them is unknown."""
    minor = 0
    for money in amounts:
        if money.currency == currency or not money:
            minor += money.minor
            continue
        converted = rates.convert(money, currency, on)
        if converted is None:
            return None
        minor += converted.money.minor
    return Money(minor, currency)


def rated(amounts: Iterable[Money], currency: str, rates: Rates, on: date) -> list[Money]:
    """Those of the amounts that can be told in `currency` at the rates published by `on`."""
    return [m for m in amounts if m.currency == currency or not m or rates.factor(m.currency, currency, on) is not None]
