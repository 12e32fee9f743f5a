"""Figures of the whole house: receivable, overdue and aging, in base currency and in each currency of its own."""

from dataclasses import dataclass
from datetime import date

from credit.aging import bucket_names
from credit.money import Money
from tui.views.snapshot import Snapshot
from tui.views.tally import Tally
from wording.citations import ECB

__all__ = ["Bucket", "CurrencyTotal", "House", "house"]


@dataclass(frozen=True, slots=True)
class CurrencyTotal:
    """One currency's receivable and overdue, in itself."""

    receivable: Money
    overdue: Money


@dataclass(frozen=True, slots=True)
class Bucket:
    """One age: its name for scripts, its amount in base currency, and how many invoices are in it."""

    name: str
    amount: Money
    invoices: int


@dataclass(frozen=True, slots=True)
class House:
    """What all buyers owe together."""

    receivable: Money | None
    """In base currency, unapplied amounts set off, less what is `left_out`; `None` where nothing could be converted."""
    overdue: Money | None
    """The same of what is past due."""
    by_currency: tuple[CurrencyTotal, ...]
    aging: tuple[Bucket, ...]
    """Not due, the buckets, and unapplied as a negative, less what is `left_out`; empty where nothing could be converted."""
    rate_on: date | None
    """Oldest day of the rates in these figures; `None` where no conversion was needed."""
    rate_source: str
    """Whose these rates are; empty where none was needed."""
    left_out: tuple[CurrencyTotal, ...]
    """What no rate is known for, in its own currencies: the figures in base currency are of a part where there is any."""

    @property
    def no_rate(self) -> tuple[str, ...]:
        """Currencies with something open and no rate."""
        return tuple(total.receivable.currency for total in self.left_out)


def house(shown: Snapshot, tally: Tally | None = None) -> House:
    """The figures of the house on the snapshot's day; `tally` is what was summed for an earlier snapshot, and is kept on."""
    base, policy = shown.book.base, shown.book.policy
    names = (*bucket_names(policy.buckets), "unapplied")
    tally = Tally() if tally is None else tally
    tally.follow(shown.assessed)
    sums, counts = ([kept[place] for place in range(len(names))] for kept in (tally.sums, tally.counts))
    owed = {currency: pair for currency, pair in tally.owed.items() if tally.buyers[currency]}
    factors = {code: shown.book.rates.factor(code, base, shown.on) for code in owed}
    by_currency = {code: CurrencyTotal(Money(pair[0], code), Money(pair[1], code)) for code, pair in sorted(owed.items())}
    left_out = tuple(total for code, total in by_currency.items() if factors[code] is None)
    nothing = bool(left_out) and len(left_out) == len(by_currency)
    foreign = [factor[1] for code, factor in factors.items() if factor is not None and code != base]
    sums[-1] = -sums[-1]
    return House(
        None if nothing else Money(sum(sums), base),
        None if nothing else Money(sum(sums[1:-1]), base),
        tuple(by_currency.values()),
        () if nothing else tuple(Bucket(n, Money(m, base), c) for n, m, c in zip(names, sums, counts, strict=True)),
        min(foreign, default=None),
        (shown.book.rates.source or ECB) if foreign else "",
        left_out,
    )
