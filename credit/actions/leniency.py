"""Time for a buyer: granted by evidence or not at all, more of it by new evidence alone, looked at again, and ended."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from credit.account import Fact
from credit.actions.hand import Hand, known
from credit.actions.proposing import above, lapsing, proposed
from credit.assess import assess
from credit.assessment import Assessment
from credit.book import Book
from credit.calendar import days_after
from credit.change import Change
from credit.debt_class import petition_in_force
from credit.decision import Leniency, LeniencyReason
from credit.five_classes import DebtClass
from credit.leniency import insured_open, insurer_stop
from credit.money import Money
from credit.policy import Policy
from credit.problem import RefusedChange
from credit.proposal import Decision, Proposal

__all__ = ["Asked", "end_leniency", "grant_leniency", "review_leniency", "time_given"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for a buyer."""

    reason: LeniencyReason
    until: date
    """Last day of it."""
    cap: Money
    evidence: tuple[str, ...]
    insurer_consent: str = ""
    """Reference of the insurer's written consent."""
    forfeit_cover: bool = False
    """The cover is given up knowingly."""
    text: str = ""


def grant_leniency(book: Book, hand: Hand, customer_id: str, asked: Asked) -> Change:
    """Record that the buyer is given time; one that still runs is ended by it.

    Above the policy's amount it is proposed only, save what gives no more than what runs.

    Refused without evidence, and without new evidence where time was granted before; for a cap that is not positive, in another
    currency than the exposure, or below it; for a last day gone by or beyond the policy's longest; in insolvency, after a
    petition that still weighs, and for a class worse than in collection; and where the insurer's stop comes before the last day,
    without its consent or the cover given up knowingly. One that gives no more than the one that runs needs no new evidence.
    """
    change = time_given(book, hand, customer_id, asked)
    entry = assess(known(book, hand, customer_id), hand.on, book)
    if _no_more(entry, asked) or not above(book, (asked.cap,), book.policy.four_eyes.leniency, hand.on):
        return change
    fact = Proposal(
        hand.mark,
        customer_id,
        hand.on,
        hand.on,
        Decision.LENIENCY,
        asked.cap,
        min(lapsing(book, hand.on), asked.until),
        hand.who,
        asked.text,
        reason=asked.reason,
        until=asked.until,
        evidence=_told(asked.evidence),
        insurer_consent=" ".join(asked.insurer_consent.split()),
        forfeit_cover=asked.forfeit_cover,
    )
    return proposed(entry.account, hand, fact)


def time_given(book: Book, hand: Hand, customer_id: str, asked: Asked) -> Change:
    """Time given, whatever its cap; refused as `grant_leniency` is."""
    entry = assess(known(book, hand, customer_id), hand.on, book)
    evidence = _told(asked.evidence)
    if not evidence:
        raise RefusedChange(reason="lenient_evidence")
    _need_time(asked, hand.on, book.policy)
    _need_standing(entry, book.policy)
    _need_cap(asked.cap, entry)
    _need_news(entry, asked, evidence)
    consent = " ".join(asked.insurer_consent.split())
    given_up = _insured(entry, book) if asked.forfeit_cover else None
    if not consent and not asked.forfeit_cover:
        _need_cover(entry, asked.until, book)
    fact = Leniency(
        hand.mark,
        customer_id,
        hand.on,
        hand.on,
        asked.reason,
        asked.until,
        asked.cap,
        evidence,
        insurer_consent=consent,
        forfeits=given_up,
        text=asked.text,
        who=hand.who,
    )
    before = () if entry.leniency is None else (_ended(entry.leniency, hand),)
    return Change("grant_leniency", (*before, fact), who=hand.who)


def review_leniency(book: Book, hand: Hand, customer_id: str, evidence: Iterable[str] = ()) -> Change:
    """Record that somebody looked again today and lets it run; what was seen is added to its evidence."""
    granted = _running(book, hand, customer_id)
    seen = (*granted.evidence, *_told(evidence))
    return Change(
        "review_leniency",
        (replace(granted, reviewed_on=hand.on, evidence=seen, learnt_on=hand.on, who=hand.who),),
        who=hand.who,
    )


def end_leniency(book: Book, hand: Hand, customer_id: str) -> Change:
    """End the leniency that runs, from today on."""
    return Change("end_leniency", (_ended(_running(book, hand, customer_id), hand),), who=hand.who)


def _running(book: Book, hand: Hand, customer_id: str) -> Leniency:
    """The leniency in force; refused where none is: what has ended is granted anew, not reviewed."""
    found = assess(known(book, hand, customer_id), hand.on, book).leniency
    if found is None:
        raise RefusedChange(reason="lenient_none", id=customer_id)
    return found


def _ended(granted: Leniency, hand: Hand) -> Fact:
    return replace(granted, ended_on=hand.on, learnt_on=hand.on, who=hand.who)


def _told(evidence: Iterable[str]) -> tuple[str, ...]:
    """Each piece of evidence that says something, its blanks put in order."""
    return tuple(said for said in (" ".join(piece.split()) for piece in evidence) if said)


def _need_news(entry: Assessment, asked: Asked, evidence: Iterable[str]) -> None:
    """Refused where every word of the evidence was said when time was granted before, save for one that gives no more of it.

    What a review saw was seen since the grant, so it may be leant on once.
    """
    if _no_more(entry, asked):
        return
    first: dict[str, Leniency] = {}
    for fact in entry.account.versions:
        if isinstance(fact, Leniency):
            first.setdefault(fact.id, fact)  # sorted by the day they were learnt on
    said = {_words(piece) for granted in first.values() for piece in granted.evidence}
    if first and said.issuperset(map(_words, evidence)):
        raise RefusedChange(reason="lenient_same_evidence", granted_on=max(granted.on for granted in first.values()))


def _no_more(entry: Assessment, asked: Asked) -> bool:
    """Whether it gives no more time than the leniency that runs, and up to no more."""
    running, cap = entry.leniency, asked.cap
    if running is None or cap.currency != running.cap.currency:
        return False
    return asked.until <= running.until and cap <= running.cap


def _words(said: str) -> str:
    """The words of a piece of evidence: case, width and marks make no news."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", said).casefold()))


def _need_time(asked: Asked, on: date, policy: Policy) -> None:
    most = policy.leniency.longest_days
    if not on < asked.until <= days_after(on, most):
        raise RefusedChange(reason="lenient_until", until=asked.until, days=most)


def _need_standing(entry: Assessment, policy: Policy) -> None:
    """Refused in insolvency, after a petition, and for a class that is to be pressed."""
    events = [event for event in entry.account.events if event.counts and event.published_on <= entry.on]
    if opened := [event for event in events if event.event.opens_insolvency]:
        raise RefusedChange(reason="lenient_insolvency", id=entry.id, published_on=opened[-1].published_on)
    petition = petition_in_force(entry.account.events, entry.on, policy.classing)
    if petition is not None:
        months, by = policy.classing.petition_months, petition.provider
        raise RefusedChange(reason="lenient_petition", published_on=petition.published_on, provider=by, months=months)
    if entry.debt_class.value is DebtClass.DEAD:
        raise RefusedChange(reason="lenient_dead", id=entry.id)
    value = entry.debt_class.value if entry.leniency is None else DebtClass.IN_COLLECTION  # the one that runs may be prolonged
    if value.at_least(DebtClass.DOUBTFUL):
        raise RefusedChange(reason="lenient_class", id=entry.id, debt_class=value.value)


def _need_cap(cap: Money, entry: Assessment) -> None:
    """Refused for a cap that holds nothing, cannot be compared, or is exceeded already."""
    owed = entry.exposure
    if cap.minor <= 0:
        raise RefusedChange(reason="lenient_cap")
    if cap.currency != owed.currency:
        raise RefusedChange(reason="lenient_currency", currency=owed.currency, given=cap.currency)
    if owed.at_stake is None:
        raise RefusedChange(reason="lenient_no_rate", id=entry.id)
    if owed.at_stake > cap:
        raise RefusedChange(reason="lenient_cap_exceeded", cap=cap, exposure=owed.at_stake)


def _need_cover(entry: Assessment, until: date, book: Book) -> None:
    """Refused where the insurer stops its cover before the last day."""
    stop = insurer_stop(entry.account, entry.ledger, book) if entry.covered else None
    if stop is None or stop >= until:
        return
    oldest = entry.ledger.open[0].invoice.id
    raise RefusedChange(reason="lenient_insurer", invoice=oldest, due_on=stop, until=until, stake=_insured(entry, book))


def _insured(entry: Assessment, book: Book) -> Money | None:
    percent = entry.account.customer.covered_percent(book.policy.valuing.insured_percent)
    return insured_open(entry.account, entry.ledger, book.rates, percent, entry.stops)
