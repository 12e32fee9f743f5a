"""The alert of exposure that outgrew its habit: it stands far above the highest of this buyer's own twelve months before.

Each day has a year of its own behind it, a limit and a receivable, so since when it rings is told by the days themselves. What
today's facts say for sure of a day is read from them; where they leave a doubt the book is asked as it was known on that day.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from operator import attrgetter

from credit.account import Account
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.replayed import asked, rung_from
from credit.alerts.situation import Situation
from credit.alerts.size import Level, levels
from credit.alerts.slip import known_late
from credit.calendar import days_after, days_before
from credit.money import Money, exponent
from credit.reason import OWN_LEDGER, ReasonFact
from credit.report import Severity

__all__ = ["grown"]

YEAR = 365


@dataclass(frozen=True, slots=True)
class Growth:
    """What has grown, on one day."""

    now: Money
    highest: int
    """Minor units of the highest of the year before."""
    since: date
    """Since when it has stood so far above that."""
    stood: Sequence[Level]


def grown(situation: Situation) -> Iterator[Rung]:
    """The exposure stands far above the highest of this buyer's own twelve months before."""
    found = _growth(situation)
    if found is None:
        return
    first = _first(found, situation)
    facts: dict[str, ReasonFact] = {
        "exposure": found.now,
        "highest": Money(found.highest, found.now.currency),
        "since": min(found.since, first),
        **_rose_with(found.since, situation.account, found.now.currency),
        "on": first,
        "source": OWN_LEDGER,
    }
    yield Rung(AlertKind.EXPOSURE_GROWTH, first.isoformat(), Severity.WARNING, first, first, facts)


def _growth(situation: Situation) -> Growth | None:
    """What has grown on the day of the situation; `None` where nothing has."""
    watching, used = situation.watching, situation.exposure.used_percent
    if used is not None and used < watching.growth_used_percent:
        return None
    owed = situation.owed
    if owed is not None and owed < _least(situation):
        return None
    now, recent = situation.exposure.at_stake, days_before(situation.on, watching.growth_days)
    if now is None or now.minor * 100 <= _stood(now.currency, recent, situation) * watching.growth_percent:
        return None
    stood = list(levels(situation.account, now.currency, situation.rates, situation.on))
    if not stood or stood[0][0] > days_before(recent, watching.growth_history_days):
        return None
    highest, since = _highest(stood, recent, watching.growth_percent)
    return Growth(now, highest, since, stood) if highest is not None and since is not None else None


def _least(situation: Situation) -> int:
    """Receivable in base minor units below which growth rings nothing."""
    return int(situation.watching.growth_least.scaleb(exponent(situation.book.base)))


def _stood(currency: str, recent: date, situation: Situation) -> int:
    """What was open at the beginning of these days, as it was invoiced: of most buyers it alone says that nothing has grown."""
    settled = situation.ledger.settled
    after = settled[bisect_right(settled, recent, key=attrgetter("on")) :]
    then = [entry.invoice for entry in after] + [item.invoice for item in situation.ledger.open]
    return sum(i.amount.minor for i in then if i.issued_on <= recent and i.amount.currency == currency)


def _highest(stood: Sequence[Level], recent: date, percent: int) -> tuple[int | None, date | None]:
    """The highest exposure of the year up to `recent`, and since when it has stood above so many percent of that.

    `None` where it does not; and where a rate of that year is missing: nobody can say then.
    """
    begins = days_before(recent, YEAR)
    year = [level for day, level in stood if begins < day <= recent]
    year += [level for day, level in stood if day <= begins][-1:]  # what stood until then counts, also from before the year
    if None in year:
        return None, None
    highest, since = max(0, *(level or 0 for level in year)), None
    for day, level in stood:
        if day <= recent:
            continue
        if level is None or level * 100 <= highest * percent:
            since = None
        elif since is None:
            since = day
    return highest, since


def _rose_with(day: date, account: Account, currency: str) -> dict[str, ReasonFact]:
    """The largest order, invoice or refund that counts from that day on: with it the exposure rose.

    Where it rose with a rate, the largest that by then stood in another currency.
    """
    counted = [(max(i.issued_on, i.learnt_on), i.amount, i.kind, i.id) for i in account.invoices]
    counted += [(max(o.on, o.learnt_on), o.amount, o.kind, o.id) for o in account.orders]
    counted += [(max(r.on, r.learnt_on), -r.amount, r.kind, r.id) for r in account.receipts]
    rose = [told for told in counted if told[0] == day]
    rose = rose or [told for told in counted if told[0] < day and told[1].currency != currency]
    _, kind, number = max((amount.minor, kind, number) for _, amount, kind, number in rose)
    return {kind: number}


def _first(found: Growth, situation: Situation) -> date:
    """The first of the days on which it has rung without a break."""
    watching, days = situation.watching, [day for day, _ in found.stood]
    exactly, sure = asked(situation, lambda then: _growth(then) is not None), _sure(found, situation)

    def rang(day: date) -> bool:
        stood, recent = found.stood[: bisect_right(days, day)], days_before(day, watching.growth_days)
        if _highest(stood, recent, watching.growth_percent)[1] is None:
            return False
        level = stood[-1][1]
        return (level is not None and sure(day, recent, level)) or exactly(day)

    floor = days_after(days[0], watching.growth_history_days + watching.growth_days)
    return rung_from(_turns(days, situation), floor, situation.on, rang)


def _turns(days: Sequence[date], situation: Situation) -> Iterator[date]:
    """Days on which growth may begin or end: what stands moves, or is behind the year, or before it; or the limit is another."""
    account, behind = situation.account, situation.watching.growth_days
    moved = chain(days, (i.issued_on for i in account.invoices), (entry.on for entry in situation.ledger.settled))
    for day in set(moved):
        yield from (day, days_after(day, behind), days_after(day, behind + YEAR))
    yield from (customer.learnt_on for customer in account.customers)


def _sure(found: Growth, situation: Situation) -> Callable[[date, date, int], bool]:
    """Whether, of a day on which it stood so far above its year, nothing else can have kept it from ringing.

    Where all is in base currency, known on its day and owed from its day on: what banks kept back at most is less.
    """
    account, watching, currency = situation.account, situation.watching, found.now.currency
    amounts = [each.amount for facts in (account.invoices, account.orders, account.receipts) for each in facts]
    plain = (
        currency == situation.book.base
        and all(amount.currency == currency for amount in amounts)
        and not any(invoice.baseline is not None or invoice.discount is not None for invoice in account.invoices)
        and not known_late(account)
        and all(situation.policy.limits.counts.values())
    )
    kept, least = sum(entry.kept_back for entry in situation.ledger.settled), _least(situation)

    def sure(day: date, recent: date, level: int) -> bool:
        if not plain:
            return False
        owed = sum(i.amount.minor for i in account.invoices if max(i.issued_on, i.learnt_on) <= day)
        owed -= sum(receipt.amount.minor for receipt in account.receipts if receipt.on <= day)
        limit = next((said.limit for said in reversed(account.customers) if said.learnt_on <= day), None)
        lowest = level - kept
        return (
            owed - kept >= least
            and lowest * 100 > _stood(currency, recent, situation) * watching.growth_percent
            and (limit is None or (limit.currency == currency and lowest * 100 >= limit.minor * watching.growth_used_percent))
        )

    return sure
