"""Where late-payment interest, the clocks and the ends of limitation come from: what runs since when, by which law or rule."""

from collections.abc import Iterator

from credit.assessment import Assessment
from credit.clocks.clock import Clock
from credit.clocks.day_count import CALENDAR_DAYS, working_days_left
from credit.clocks.limitation import Period, limitation
from credit.clocks.running import item_clocks
from credit.loss.claim import ClaimedInterest, interest_claim
from credit.money import Money
from credit.reason import POLICY
from tui.views.explanation import Explained, Inputs
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.loss_terms import doubt, interest_basis
from wording.words import _

__all__ = ["explained_claims"]


def explained_claims(entry: Assessment, shown: Snapshot, most: int | None = None) -> Iterator[Explained]:
    """The interest on each late item and their sums, each clock, and limitation of each open item, or at `most` so many."""
    found = interest_claim(entry, shown.book)
    yield from (_interest(item, entry) for item in found.items)
    for name, sums in (("interest_sum", found.interest), ("most_interest", found.most)):
        yield from (_summed(name, money, found.items, entry) for money in sums)
    items = entry.ledger.open[:most]
    of_items = (clock for item in items for clock in item_clocks(entry.watch, item))
    clocks = {(clock.kind, clock.subject): clock for clock in (*of_items, *entry.clocks, *entry.every_clock)}
    yield from (_clock(clock, entry) for clock in clocks.values())
    for item in items:
        yield from (_limitation(period, item.invoice.id, entry) for period in limitation(entry.watch, item))


def _interest(item: ClaimedInterest, entry: Assessment) -> Explained:
    """Balance, percent and days of each time at one rate."""
    ground: Inputs = (("ground", interest_basis(item.claim.basis)), ("since", item.since))
    spans: Inputs = tuple(
        told
        for span in item.claim.spans
        for told in (
            (f"{figures.day(span.first)} - {figures.day(span.last)}", span.balance),
            ("percent", span.percent),
            ("days", span.days),
        )
    )
    fixed: Inputs = (("fixed", item.claim.fixed),) if item.claim.fixed is not None else ()
    doubts: Inputs = tuple(("doubt", doubt(value)) for value in item.claim.doubts)
    inputs = (*ground, *spans, *fixed, *doubts)
    return Explained(f"late_interest:{item.invoice}", item.claim.interest, inputs, entry.on, about=item.invoice)


def _summed(figure: str, whole: Money, items: tuple[ClaimedInterest, ...], entry: Assessment) -> Explained:
    """What all items of one currency come to, at the least or at the most."""
    claims = ((item.invoice, item.claim.most if figure == "most_interest" else item.claim.interest) for item in items)
    told: Inputs = tuple((id, money) for id, money in claims if money is not None and money.currency == whole.currency)
    return Explained(f"{figure}:{whole.currency}", whole, told, entry.on, about=whole.currency)


def _clock(clock: Clock, entry: Assessment) -> Explained:
    """The day it runs from, the days it counts and by which calendar, what is left of them and what is lost."""
    days = None if clock.since is None else (clock.due_on - clock.since).days
    if clock.since is not None and clock.calendar != CALENDAR_DAYS:
        days = working_days_left(clock.since, clock.due_on, clock.calendar)
    counted: Inputs = (("since", clock.since), ("days", days), ("calendar", _calendar(clock.calendar)))
    fact: Inputs = ((clock.fact.kind, clock.fact.id),) if clock.fact is not None else ()
    left: Inputs = (("slack", clock.slack), ("working_slack", clock.working_slack), ("working_in", clock.working_in))
    unsure: Inputs = (("doubt", terms.clock_doubt(clock.doubt)),) if clock.doubt else ()
    named = f"{terms.clock_kind(clock.kind)} {clock.subject}".strip()
    inputs = (*fact, *counted, *left, ("stake", clock.stake), *unsure)
    return Explained(f"clock:{clock.kind}:{clock.subject}", clock.due_on, inputs, entry.on, clock.source, named)


def _calendar(calendar: str) -> str:
    if calendar == CALENDAR_DAYS:
        return _("calendar days")
    return _("working days of {country}").format(country=terms.working_in(calendar))


def _limitation(period: Period, number: str, entry: Assessment) -> Explained:
    """The fact it runs from and the years of the law; a suit that stopped it."""
    since: Inputs = ((period.since.kind, period.since.id), ("since", period.since.on), ("years", period.years))
    stopped: Inputs = (("stopped", period.stopped.on),) if period.stopped is not None else ()
    unsure: Inputs = (("doubt", terms.clock_doubt(period.doubt)),) if period.doubt else ()
    named = f"{number} {period.law}".strip()
    inputs = (*since, *stopped, *unsure)
    return Explained(f"limitation:{number}:{period.law}", period.until, inputs, entry.on, period.source or POLICY, named)
