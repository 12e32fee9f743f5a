"""When each instalment of payment terms falls due, and how much it is.

A date that counts from an event is provisional until the event is known: it is counted from the day the event is expected (the
ETD before there is a bill of lading), or else from the nearest event of the sale that has a day. The provisional date stays
beside the final one, so that a move can be seen. Which events are known is the caller's: nothing is looked up here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from credit.calendar import days_after, month_end, months_after
from credit.instalment import Instalment, Rest, Share
from credit.money import Money
from credit.term_words import Baseline, Unit
from credit.terms import Terms

__all__ = ["NO_DATES", "DueInstalment", "due_date", "schedule", "split", "supposed"]

NO_DATES: Mapping[Baseline, date] = MappingProxyType({})
STAGES = tuple(Baseline)


@dataclass(frozen=True, slots=True)
class DueInstalment:
    """One instalment with its amount and the days it may fall due."""

    instalment: Instalment
    amount: Money
    provisional_on: date | None
    """Counted from what is expected or stands in; `None` where no event of the sale has a day."""
    final_on: date | None
    """Counted from the event itself; `None` until it is known."""
    counted_from: Baseline | None
    """Event whose day `due_on` counts from: the baseline, or the one that stands in for it."""
    discount: Money
    """What may be kept back for paying by `discount_until`; zero where the terms grant none."""
    discount_until: date | None
    """Last day of the discount; `None` where there is none, or no day to count from."""

    @property
    def baseline(self) -> Baseline:
        """Event its days are counted from."""
        return self.instalment.baseline

    @property
    def provisional(self) -> bool:
        """Whether the event is still to come, so that the day may move."""
        return self.final_on is None

    @property
    def due_on(self) -> date | None:
        """The final day, else the provisional one, else `None`."""
        return self.final_on or self.provisional_on


def schedule(
    terms: Terms, whole: Money, events: Mapping[Baseline, date], expected: Mapping[Baseline, date] = NO_DATES
) -> tuple[DueInstalment, ...]:
    """Each instalment of `whole` in the order of the terms; amounts sum to `whole` exactly.

    `events` are the days of what has happened, as far as it is known; `expected` the days of what is planned. Raises
    `CurrencyMismatch` where the terms name an amount of another currency.
    """
    return tuple(
        _dated(terms, instalment, amount, events, expected)
        for instalment, amount in zip(terms.instalments, split(terms, whole), strict=True)
    )


def supposed(terms: Terms, whole: Money, on: date) -> tuple[DueInstalment, ...]:
    """Each instalment of what nobody has ordered yet, as though every event were on the day: all of them provisional.

    Empty where no terms are known; raises as `schedule` does.
    """
    return schedule(terms, whole, NO_DATES, dict.fromkeys(Baseline, on)) if terms.instalments else ()


def split(terms: Terms, whole: Money) -> tuple[Money, ...]:
    """Amounts of the instalments; each is rounded half to even, and the rest, or the last, takes what remains.

    Amounts named in the terms are filled in order until the whole is used up. A credit note splits as its debt would.
    """
    left = size = abs(whole.minor)
    shares = [instalment.share for instalment in terms.instalments]
    last = shares.index(Rest.REST) if Rest.REST in shares else len(shares) - 1
    parts = [0] * len(shares)
    for place, share in enumerate(shares):
        if place != last:
            parts[place] = min(left, _minor(share, Money(size, whole.currency)))
            left -= parts[place]
    parts[last] = left
    return tuple(Money(-part if whole.minor < 0 else part, whole.currency) for part in parts)


def _minor(share: Share, whole: Money) -> int:
    if isinstance(share, Decimal):
        return whole.times(share / 100).minor
    return (share + Money.zero(whole.currency)).minor if isinstance(share, Money) else 0


def due_date(instalment: Instalment, start: date) -> date:
    """The day an instalment is due when its event is on `start`.

    Days at the end of the month count from its last day (net 30 EOM of 11 May is 30 June); months at the end of the month end on
    the last day of the month so many months later.
    """
    if instalment.unit is Unit.DAYS:
        return days_after(month_end(start) if instalment.end_of_month else start, instalment.offset)
    then = months_after(start, instalment.offset)
    return month_end(then) if instalment.end_of_month else then


def _dated(
    terms: Terms, instalment: Instalment, amount: Money, events: Mapping[Baseline, date], expected: Mapping[Baseline, date]
) -> DueInstalment:
    baseline = instalment.baseline
    stand_in = _stand_in(baseline, events, expected)
    known = events.get(baseline)
    if known is None:
        counted_from, start = stand_in
    else:
        counted_from, start = baseline, known
    return DueInstalment(
        instalment,
        amount,
        provisional_on=due_date(instalment, stand_in[1]) if stand_in[1] else None,
        final_on=due_date(instalment, known) if known else None,
        counted_from=counted_from,
        discount=amount.times(terms.discount.percent / 100),
        discount_until=_discount_until(terms, instalment, start) if start else None,
    )


def _stand_in(
    baseline: Baseline, events: Mapping[Baseline, date], expected: Mapping[Baseline, date]
) -> tuple[Baseline | None, date | None]:
    """The expected day of the event, else the day of the nearest event before it, else of the nearest after it."""
    if baseline in expected:
        return baseline, expected[baseline]
    place = STAGES.index(baseline)
    for stage in (*reversed(STAGES[:place]), *STAGES[place + 1 :]):
        day = events.get(stage) or expected.get(stage)
        if day:
            return stage, day
    return None, None


def _discount_until(terms: Terms, instalment: Instalment, start: date) -> date | None:
    if not terms.discount:
        return None
    return days_after(month_end(start) if instalment.end_of_month else start, terms.discount.days)
