"""Limitation: until when a claim can be brought, under each law that may govern it, and what moved the date.

The contract's law where it is written down, else the buyer's and the house's own, the earlier date counting (the sales
convention itself says nothing of limitation). A law without a pack gives no date, and that is said.
"""

from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.aging import OpenItem
from credit.calendar import months_after
from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, Rule
from credit.clocks.clocking import Clocking
from credit.clocks.limitation_packs import Demand, Pack, Start, Suit
from credit.clocks.restarts import Restart, RestartKind, restarts, unproven
from credit.clocks.watch import Watch, due_fact
from credit.reason import POLICY, Reason, ReasonFact

__all__ = ["Period", "limitation", "limitation_clock", "time_barred"]

SHORTEST = 365
"""Days: no law's period is shorter than a year, so nothing younger needs a look."""
SAME_LAW = {"UK": "GB", "EN": "GB", "PRC": "CN", "USA": "US"}
"""Other ways of writing a law."""


@dataclass(frozen=True, slots=True)
class Period:
    """The claim for one item under one law."""

    law: str
    """Country of the law, or `UN`; empty where nobody knows the buyer's country."""
    until: date | None
    """Last day on which it can be brought; `None`: not known, or time no longer runs."""
    since: Fact
    """What it runs from: the due date, or the event that last began it anew."""
    source: str = ""
    doubt: Doubt = Doubt.UNKNOWN_LAW
    stopped: Fact | None = None
    """The suit since which time no longer runs."""
    provable: Fact | None = None
    """The latest demand that would begin it anew if its arrival could be proven."""
    years: int = 0
    """Years the law gives; 0 where it gives no date."""


def limitation(watch: Watch, item: OpenItem) -> tuple[Period, ...]:
    """The period under every law that may govern, the contract's alone where it is written down."""
    return tuple(_period(law, watch, item) for law in _laws(watch))


def _laws(watch: Watch) -> tuple[str, ...]:
    written = watch.account.customer.law.upper()
    if written and written != "CISG":
        return (SAME_LAW.get(written, written),)
    return tuple(dict.fromkeys((watch.there, watch.home)))


def limitation_clock(watch: Watch, item: OpenItem) -> Clock | None:
    """The clock of the earliest date; `None` where no law gives one.

    Its doubt is that of the law, or that nobody wrote down which law governs.
    """
    periods = limitation(watch, item)
    dated = [(period.until, place) for place, period in enumerate(periods) if period.until is not None]
    if not dated:
        return None
    until, place = min(dated)
    period = periods[place]
    rule = Rule(source=period.source, doubt=_doubt(periods, period))
    return Clock.running(
        ClockKind.LIMITATION, period.since, until, watch.on, watch.home, rule, item.open, item.invoice.id
    )  # fmt: skip


def _doubt(periods: tuple[Period, ...], earliest: Period) -> Doubt:
    """What is uncertain of the earliest day: its law where that alone may govern, else which law does."""
    if len(periods) == 1:
        return earliest.doubt
    unknown = any(period.until is None and period.stopped is None for period in periods)
    return Doubt.A_LAW_UNKNOWN if unknown else Doubt.LAW_NOT_WRITTEN


def time_barred(account: Account, item: OpenItem, on: date, policy: Clocking, home: str) -> Reason | None:
    """Why the item can no longer be brought on `on`; `None` where it can, or where that is not certain.

    A debt is not given up on a guess: it is barred only where every law that may govern gives a date and every date has passed.
    The reason's `on` is the last day on which it could be brought, `law` and `rule` are those that gave it.
    """
    if item.dpd <= SHORTEST:
        return None
    last: tuple[date, Period] | None = None
    watch = Watch(account, on, (item,), policy, home=home)
    if any(_too_young(law, watch, item) for law in _laws(watch)):
        return None
    for period in limitation(watch, item):
        if period.until is None or period.until >= on:
            return None
        if last is None or period.until > last[0]:
            last = (period.until, period)
    return _barred(item, *last) if last is not None else None


def _too_young(law: str, watch: Watch, item: OpenItem) -> bool:
    """Whether the law gives no date, or its years since the due date have not passed: what moves the end moves it later."""
    pack = watch.policy.limitation.get(law)
    years = _years(pack, watch)[0] if pack is not None else 0
    return pack is None or not years or months_after(_first(pack, watch, item), years * 12) >= watch.on


def _barred(item: OpenItem, until: date, period: Period) -> Reason:
    facts: dict[str, ReasonFact] = {
        "invoice": item.invoice.id, "on": until, "source": POLICY, "law": period.law, "rule": period.source,
        "since": period.since.on,
    }  # fmt: skip
    return Reason("time_barred", facts, item.open)


def _period(law: str, watch: Watch, item: OpenItem) -> Period:
    """The period of the item under one law."""
    pack = watch.policy.limitation.get(law)
    start = due_fact(item)
    if pack is None:
        return Period(law, None, start)
    years, source = _years(pack, watch)
    if not years:
        return Period(law, None, start, source, pack.doubt)
    until, since, stopped = _ends(pack, years, watch, item, _first(pack, watch, item))
    if stopped is not None:
        return Period(law, None, since, source, pack.doubt, stopped, years=years)
    later = [
        event.fact
        for event in unproven(watch, item, as_one=pack.last_instalment)
        if _counts(event, pack) and since.on < event.on <= until
    ]
    moving = [fact for fact in later if months_after(fact.on, years * 12) > until]
    return Period(law, until, since, source, pack.doubt, None, moving[-1] if moving else None, years)


def _years(pack: Pack, watch: Watch) -> tuple[int, str]:
    """The years of this sale, and where they stand: longer ones of a sale between countries only where both are known."""
    if pack.international_years and watch.abroad:
        return pack.international_years, pack.international_source
    return pack.years, pack.source


def _first(pack: Pack, watch: Watch, item: OpenItem) -> date:
    """The day the period is counted from, before anything moved it."""
    due_on, whole = item.invoice.due_on, item.invoice.instalment_of
    if pack.last_instalment and whole:
        due_on = max(i.due_on for i in watch.account.invoices if i.instalment_of == whole and i.issued_on <= watch.on)
    return due_on if pack.start is Start.DUE else date(due_on.year, 12, 31)


def _ends(pack: Pack, years: int, watch: Watch, item: OpenItem, start: date) -> tuple[date, Fact, Fact | None]:
    """The last day, the fact it runs from, and the suit that stopped it; events after its end count where the law lets them."""
    until, since = months_after(start, years * 12), due_fact(item)
    for event in restarts(watch, item, as_one=pack.last_instalment):
        if not _counts(event, pack) or (event.on > until and not _revives(event, pack)):
            continue
        if event.kind is RestartKind.SUIT and pack.suit is Suit.STOPS:
            return until, since, event.fact
        moved = months_after(event.on, years * 12)
        if moved > until:
            until, since = moved, event.fact
    return until, since, None


def _counts(event: Restart, pack: Pack) -> bool:
    """Whether the law lets such an event begin the period anew, or stop it."""
    if event.kind is RestartKind.DEMAND:
        return pack.demand is Demand.ARRIVED or (pack.demand is Demand.REGISTERED and event.letter)
    return {
        RestartKind.ACKNOWLEDGEMENT: pack.acknowledgement,
        RestartKind.EXTENSION: pack.extension,
        RestartKind.PART_PAYMENT: pack.part_payment,
        RestartKind.SUIT: True,
    }[event.kind]


def _revives(event: Restart, pack: Pack) -> bool:
    return pack.revives and event.kind not in (RestartKind.DEMAND, RestartKind.SUIT)
