"""The leniency ledger: time that was granted to a buyer, whether it still stands, and what ended it.

Leniency is earned by evidence, capped, reviewed, and ended by a clock; out of habit it is given to nobody (TRADE.md 4.3, and the
conflict in its section 0: more than a year of patience against an insurer that stops its cover after two months). What ended it
has its day. Time, cap, review and the insurer's stop end it for good; a petition and a class for as long as they stand, but a
class by the mere age of the debt ends nothing before the debt is dead: to wait is what was granted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.aging import Ledger
from credit.book import Book
from credit.breach import first_over
from credit.calendar import days_after, days_before
from credit.clocks.insurer import covered_until
from credit.clocks.watch import Watch
from credit.debt_class import Classified, petition_in_force
from credit.decision import Leniency, LeniencyReason
from credit.exposure import converted_total
from credit.five_classes import DebtClass
from credit.granting import Granting
from credit.limits.cover import cover_of, given_up
from credit.limits.stop import NO_STOPS, Stops
from credit.money import Money
from credit.rates import Rates
from credit.reason import DESK, OWN_LEDGER, POLICY, Reason, ReasonFact, rests_on
from credit.thresholds import Classing

__all__ = ["Standing", "in_force", "insured_open", "insurer_stop", "proposed", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest leniency of a buyer as it stands on a day."""

    leniency: Leniency
    review_due: date
    insurer_stop_on: date | None
    """Last day before the insurer stops its cover; `None` where nothing is insured or nothing is open."""
    ended: tuple[Reason, ...]
    """What ended it, the earliest first; empty while it is in force."""

    @property
    def in_force(self) -> bool:
        """Whether the buyer is given time."""
        return not self.ended


def in_force(account: Account, items: Ledger, classified: Classified, book: Book) -> Leniency | None:
    """The leniency that is in force on the ledger's day; `None` where none was granted, or what was has ended."""
    found = standing(account, items, classified, book)
    return found.leniency if found is not None and found.in_force else None


def standing(account: Account, items: Ledger, classified: Classified, book: Book) -> Standing | None:
    """The latest leniency granted by the ledger's day, and everything that has ended it by then; `None`: none was granted."""
    granted = next((entry for entry in reversed(account.leniencies) if entry.on <= items.on), None)
    if granted is None:
        return None
    policy = book.policy.leniency
    due = days_after(granted.reviewed_on or granted.on, policy.review_days)
    ended = [
        *_by_hand_or_time(granted, due, items.on, policy),
        *_by_cap(granted, account, book, items.on),
        *_by_insurer(granted, account, items, book),
        *_by_petition(account, items.on, book.policy.classing),
        *_by_class(classified, items.on),
    ]
    ended.sort(key=lambda reason: str(reason.facts["on"]))
    return Standing(granted, due, insurer_stop(account, items, book), tuple(ended))


def _by_hand_or_time(granted: Leniency, review_due: date, on: date, policy: Granting) -> Iterator[Reason]:
    """Somebody ended it, its last day has passed, or nobody looked at it in time."""
    if granted.ended_on is not None and granted.ended_on <= on:
        yield Reason("leniency_by_hand", {"on": granted.ended_on, "source": DESK, "leniency": granted.id})
    if granted.until < on:
        day = days_after(granted.until, 1)
        yield Reason("leniency_until", {"until": granted.until, "on": day, "source": DESK, "leniency": granted.id})
    last = days_after(review_due, policy.review_grace_days)
    if last < on:
        day = days_after(last, 1)
        yield Reason("leniency_review", {"due_on": review_due, "on": day, "source": POLICY, "leniency": granted.id})


def _by_cap(granted: Leniency, account: Account, book: Book, on: date) -> Iterator[Reason]:
    """The exposure went above the cap on some day since the grant, as the book was known on that day."""
    over = first_over(account, granted.cap, granted.on, book.rates, on, book.policy.short_pays)
    if over is not None:
        yield Reason("leniency_cap", {"cap": granted.cap, "on": over, "source": OWN_LEDGER, "leniency": granted.id})


def _by_insurer(granted: Leniency, account: Account, items: Ledger, book: Book) -> Iterator[Reason]:
    """The insurer's stop was reached by an item that was open while the leniency ran; not with consent, or cover given up."""
    if not account.customer.insured_limit or granted.insurer_consent or given_up(account, items.open, items.on) is not None:
        return
    forfeits = (each.on for each in account.leniencies if each.forfeits is not None and each.on <= items.on)
    forfeited_on = max(forfeits, default=date.min)
    open_until = [(item.invoice, items.on) for item in items.open]
    open_until += [(paid.invoice, days_before(paid.on, 1)) for paid in items.settled]
    watch = Watch.of(account, items, book)
    reached = [
        (max(days_after(covered, 1), granted.on), invoice.id, last)
        for invoice, last in open_until
        if invoice.issued_on > forfeited_on and (covered := covered_until(invoice, watch)) is not None
    ]
    run_out = sorted((day, number) for day, number, last in reached if day <= last)
    for day, invoice in run_out[:1]:
        yield Reason("leniency_insurer_stop", {"invoice": invoice, "on": day, "source": OWN_LEDGER, "leniency": granted.id})


def _by_petition(account: Account, on: date, classing: Classing) -> Iterator[Reason]:
    """A winding-up petition was published, before the grant or since, and still weighs."""
    petition = petition_in_force(account.events, on, classing)
    if petition is not None:
        facts: dict[str, ReasonFact] = {"on": petition.published_on, "source": petition.provider, "notice": petition.id}
        facts["provider"] = petition.provider
        yield Reason("leniency_petition", facts)


def _by_class(classified: Classified, on: date) -> Iterator[Reason]:
    """The buyer's class is worse than in collection by more than age, or dead; the day is that of the rule that says so."""
    value, why = classified.apart_from_age or (DebtClass.NOT_DUE, classified.reasons[0])
    if classified.value is DebtClass.DEAD:
        value, why = DebtClass.DEAD, classified.reasons[0]
    if value.at_least(DebtClass.DOUBTFUL):
        facts: dict[str, ReasonFact] = {"on": why.facts.get("on", on), "source": why.facts.get("source", OWN_LEDGER)}
        facts |= {"debt_class": value.value, **rests_on(why)}
        yield Reason("leniency_class", facts)


def insurer_stop(account: Account, items: Ledger, book: Book) -> date | None:
    """Last day before the insurer stops its cover, by the oldest item that is open; `None`: there is nothing to stop."""
    if not account.customer.insured_limit or not items.open:
        return None
    return covered_until(items.open[0].invoice, Watch.of(account, items, book))


def insured_open(account: Account, items: Ledger, rates: Rates, percent: int, stops: Stops = NO_STOPS) -> Money | None:
    """What is insured of everything open: `percent` of it, at most of what the insured limit covers, and of all that where a rate
    is missing.

    `None` where the buyer is not insured.
    """
    limit = cover_of(account, items.open, items.on, rates, stops) if account.customer.insured_limit else None
    if limit is None:
        return None
    owed = converted_total((item.open for item in items.open), limit.currency, rates, items.on)
    insured = min(owed, limit) if owed is not None else limit
    return Money(insured.minor * percent // 100, limit.currency)


_TAGS: Mapping[str, LeniencyReason] = {
    "potential": LeniencyReason.POTENTIAL,
    "asset_rich": LeniencyReason.ASSET_RICH_ILLIQUID,
    "asset_rich_illiquid": LeniencyReason.ASSET_RICH_ILLIQUID,
}
"""Words an import may hang on a buyer."""


def proposed(account: Account) -> LeniencyReason | None:
    """For which reason a tag proposes leniency: a hint to look for evidence, never a grant; `None` where no tag does."""
    return next((_TAGS[tag] for tag in account.customer.tags if tag in _TAGS), None)
