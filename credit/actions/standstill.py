"""What keeps a debt or a buyer out of work for a time: disputes, snoozes and holds, and what ends them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from credit.account import Account, Fact
from credit.actions.hand import Hand, known, need_invoices
from credit.activity import Dispute, DisputeReason, Hold
from credit.aging import ledger
from credit.book import Book
from credit.calendar import days_after
from credit.change import Change
from credit.dispute_evidence import Evidence
from credit.loss.application import ShortPayPolicy
from credit.money import Money, total
from credit.problem import RefusedChange

__all__ = ["DISPUTE_REASONS", "PAPERS", "hold", "open_dispute", "prove_dispute", "release", "settle_dispute", "snooze"]

DISPUTE_REASONS = tuple(reason.value for reason in DisputeReason)
"""As they are typed and stored."""
PAPERS = tuple(paper.value for paper in Evidence)
"""The same of papers that prove or refute."""


def open_dispute(
    book: Book,
    hand: Hand,
    customer_id: str,
    reason: str,
    invoices: Sequence[str] = (),
    text: str = "",
    amount: Money | None = None,
    settle_by: date | None = None,
    owner: str = "",
    evidence: Sequence[str] = (),
) -> Change:
    """Record that the buyer contests invoices, or its whole balance where none is named, or `amount` of it.

    Refused for an invoice an open dispute is about already, for an amount that is not positive, in another currency than
    the invoices or more than is open of them, for a day to answer that is gone by, and for papers nobody knows.
    """
    account = known(book, hand, customer_id)
    invoices = need_invoices(account, invoices)
    if reason not in DISPUTE_REASONS:
        raise RefusedChange(reason="dispute_reason", given=reason)
    _need_no_other(account, invoices, hand.on)
    if amount is not None:
        _need_part(account, invoices, amount, hand.on, book.policy.short_pays)
    if settle_by is not None and settle_by < hand.on:
        raise RefusedChange(reason="dispute_day", day=settle_by, on=hand.on)
    told = (reason, tuple(invoices), None, text, hand.who, amount, settle_by, owner)
    fact = Dispute(hand.mark, customer_id, hand.on, hand.on, *told, evidence=_papers(evidence))
    return Change("open_dispute", (fact,), who=hand.who)


def _need_no_other(account: Account, invoices: Sequence[str], on: date) -> None:
    """One open dispute an invoice; the whole balance may be contested over disputes of single invoices, not the other way."""
    for other in account.disputes:
        if not other.open_on(on) or (other.invoices and not invoices):
            continue
        shared = [number for number in invoices if number in other.invoices]
        if shared:
            raise RefusedChange(reason="dispute_open", invoices=tuple(shared), since=other.on)
        if not other.invoices:
            raise RefusedChange(reason="dispute_open_whole", since=other.on)


def _need_part(account: Account, invoices: Sequence[str], amount: Money, on: date, short_pays: ShortPayPolicy) -> None:
    items = [item for item in ledger(account, on, short_pays).open if not invoices or item.invoice.id in invoices]
    open_in_it = total((item.open for item in items if item.open.currency == amount.currency), amount.currency)
    if amount.minor <= 0:
        raise RefusedChange(reason="dispute_amount")
    if amount > open_in_it:
        raise RefusedChange(reason="dispute_above", amount=amount, open=open_in_it)


def _papers(words: Sequence[str]) -> tuple[str, ...]:
    """The papers of these words, each once; raises `RefusedChange` at a word that is none."""
    for word in words:
        if word not in PAPERS:
            raise RefusedChange(reason="dispute_paper", given=word)
    return tuple(dict.fromkeys(Evidence(word).value for word in words))


def prove_dispute(book: Book, hand: Hand, customer_id: str, evidence: Sequence[str], invoices: Sequence[str] = ()) -> Change:
    """Write down papers as at hand for the open disputes about one of `invoices`, or for the only one there is.

    Where none of them is open, those that were closed and not as justified: such a claim is collected by its papers. Refused
    where there is none, where it is not clear which is meant, and where nothing new is told.
    """
    account = known(book, hand, customer_id)
    found = _about(account, need_invoices(account, invoices))
    found = [each for each in found if each.open_on(hand.on)] or [each for each in found if not each.justified]
    if not found:
        raise RefusedChange(reason="no_dispute", id=customer_id)
    if len(found) > 1 and not invoices:
        raise RefusedChange(reason="which_dispute", id=customer_id)
    papers = _papers(evidence)
    more = [(each, tuple(paper for paper in papers if paper not in each.evidence)) for each in found]
    proven = tuple(replace(each, evidence=(*each.evidence, *new), learnt_on=hand.on) for each, new in more if new)
    if not proven:
        raise RefusedChange(reason="dispute_paper_known", id=customer_id)
    return Change("prove_dispute", proven, who=hand.who)


def _about(account: Account, invoices: Sequence[str]) -> list[Dispute]:
    """Disputes of one of these invoices or of the whole balance; all of them where no invoice is named."""
    return [each for each in account.disputes if not invoices or not each.invoices or set(invoices) & set(each.invoices)]


def settle_dispute(
    book: Book, hand: Hand, customer_id: str, justified: bool | None = None, invoices: Sequence[str] = ()
) -> Change:
    """Close the open disputes about one of `invoices`, or the only one that is open; say whether the buyer was right.

    Refused where none is open, and where several are and no invoice is named.
    """
    account = known(book, hand, customer_id)
    invoices = need_invoices(account, invoices)
    found = [each for each in _about(account, invoices) if each.open_on(hand.on)]
    if not found:
        raise RefusedChange(reason="no_dispute_open", id=customer_id)
    if len(found) > 1 and not invoices:
        raise RefusedChange(reason="which_dispute", id=customer_id)
    closed = tuple(replace(each, closed_on=hand.on, closed_by=hand.who, learnt_on=hand.on, justified=justified) for each in found)
    return Change("settle_dispute", closed, who=hand.who)


def snooze(book: Book, hand: Hand, customer_id: str, until: date, reason: str) -> Change:
    """Leave the buyer alone until a day, with a reason; refused beyond the policy's number of days."""
    aside = _put_aside(book, hand, customer_id, until, reason, book.policy.steps.snooze_most_days)
    return Change("snooze", (aside,), who=hand.who)


def hold(book: Book, hand: Hand, customer_id: str, until: date, reason: str) -> Change:
    """Leave the buyer alone for a reason of the house, longer than a snooze may last; refused beyond the policy's days."""
    aside = _put_aside(book, hand, customer_id, until, reason, book.policy.steps.hold_most_days)
    return Change("hold", (aside,), who=hand.who)


def _put_aside(book: Book, hand: Hand, customer_id: str, until: date, reason: str, most: int) -> Hold:
    known(book, hand, customer_id)
    if not hand.on < until <= days_after(hand.on, most):
        raise RefusedChange(reason="snooze_day", until=until, days=most)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    return Hold(hand.mark, customer_id, hand.on, hand.on, until, reason, hand.who)


def release(book: Book, hand: Hand, customer_id: str) -> Change:
    """End every hold that runs and close every dispute that is open; refused where there is neither."""
    account = known(book, hand, customer_id)
    on, who = hand.on, hand.who
    ended: list[Fact] = [replace(hold, ended_on=on, ended_by=who, learnt_on=on) for hold in account.holds if hold.runs_on(on)]
    ended += [replace(each, closed_on=on, closed_by=who, learnt_on=on) for each in account.disputes if each.open_on(on)]
    if not ended:
        raise RefusedChange(reason="nothing_held", id=customer_id)
    return Change("release", tuple(ended), who=hand.who)
