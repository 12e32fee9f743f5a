"""The timeline of one buyer: every call, promise, dispute, receipt, order, report and event, the latest first."""

from collections.abc import Iterator
from datetime import date

from credit.activity import Dispute, Outcome
from credit.assessment import Assessment
from credit.dispatch import DispatchState
from credit.promises import JudgedPromise
from credit.shipment import Shipment
from tui.views.decided import decided, signed
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.check_terms import check_line
from wording.listing import listed
from wording.mail_trouble import TROUBLES, mail_state, mail_trouble
from wording.transit_terms import goods_step, papers
from wording.words import _

__all__ = ["timeline"]

Line = tuple[str, str, str]


def timeline(shown: Snapshot, customer_id: str, most: int = 200) -> tuple[Line, ...]:
    """What happened, the latest first, of one day too: day, what, and tone; at most `most` lines."""
    entry = shown.assessed.of(customer_id)
    happened = [
        pair
        for pair in (*_spoken(entry), *decided(entry.account, shown.on), *_kept_back(entry), *_traded(entry), *_published(entry))
        if pair[0] <= shown.on
    ]
    happened.reverse()  # each kind comes in the order it was recorded, and stays in it within a day
    happened.sort(key=lambda pair: pair[0], reverse=True)
    return tuple((figures.day(day), text, "") for day, text in happened[:most])


def _spoken(entry: Assessment) -> Iterator[tuple[date, str]]:
    account = entry.account
    for contact in account.contacts:
        said = terms.channel(contact.channel)
        for more in (terms.outcome(contact.outcome), figures.safe(contact.text)):
            said = _("{what}: {why}").format(what=said, why=more) if more else said
        yield contact.on, signed(said, contact.who) if contact.outcome is Outcome.WRITTEN_OFF else said
    for judged in entry.promises:
        yield judged.promise.on, _promised(judged)
    for dispute in account.disputes:
        yield dispute.on, signed(_("dispute: {reason}").format(reason=terms.dispute_reason(dispute.reason)), dispute.who)
        if dispute.closed_on is not None:
            yield dispute.closed_on, signed(_closed(dispute), dispute.closed_by)


def _kept_back(entry: Assessment) -> Iterator[tuple[date, str]]:
    """Letters that did not go, or of which nobody knows; one that went is a contact."""
    for each in entry.account.dispatches:
        if each.state is not DispatchState.SENT:
            told = _("letter to {to}: {what}").format(to=figures.safe(each.to), what=mail_state(each.state))
            why = mail_trouble(each.detail) if each.detail in TROUBLES else ""
            yield each.on, _("{what} ({why})").format(what=told, why=why) if why else told


def _promised(judged: JudgedPromise) -> str:
    told = _("promise of {money} for {day}: {state}").format(
        money=figures.money(judged.promise.amount),
        day=figures.day(judged.promise.promised_for),
        state=terms.promise_state(judged.state),
    )
    if judged.level > 1:
        told = _("{what}, promise no. {n} on this debt").format(what=told, n=judged.level)
    by = listed(figures.safe(said) for said in (judged.promise.person, judged.promise.method) if said)
    return _("{what} ({why})").format(what=told, why=by) if by else told


def _closed(dispute: Dispute) -> str:
    told = _("dispute closed: {reason}").format(reason=terms.dispute_reason(dispute.reason))
    if dispute.justified is None:
        return told
    return _("{what}, justified").format(what=told) if dispute.justified else _("{what}, not justified").format(what=told)


def _traded(entry: Assessment) -> Iterator[tuple[date, str]]:
    for receipt in entry.account.receipts:
        yield receipt.on, _("received {money}").format(money=figures.money(receipt.amount))
    for order in entry.account.orders:
        yield order.on, _("order {id}: {money}").format(id=figures.safe(order.id), money=figures.money(order.amount))
    for sent in entry.account.shipments:
        told = _("shipped {id}: {money}, {papers}")
        yield sent.on, told.format(id=figures.safe(sent.id), money=figures.money(sent.amount), papers=papers(sent.papers))
        yield from _stepped(sent, entry.on)


def _stepped(sent: Shipment, on: date) -> Iterator[tuple[date, str]]:
    """What became of goods after they had left."""
    out = sent.released_on if sent.out_on(on) else None
    steps = {sent.papers.value: out, "stopped": sent.stopped_on, "resold": sent.resold_on, "delivered": sent.delivered_on}
    for step, day in steps.items():
        if day is not None:
            told = _("{what}: {why}").format(what=goods_step(step), why=figures.safe(sent.id))
            yield (
                day,
                _("{what} ({why})").format(what=told, why=figures.safe(sent.why)) if sent.why and day == sent.moved_on else told,
            )


def _published(entry: Assessment) -> Iterator[tuple[date, str]]:
    for report in entry.account.reports:
        yield report.learnt_on, _("report of {provider}").format(provider=figures.safe(report.provider))
    for event in entry.account.events:
        told = _("{what} (taken back by its publisher)") if event.withdrawn else "{what}"
        yield event.published_on, told.format(what=terms.alert_kind(event.event))
    for check in entry.account.checks:
        yield check.on, check_line(check)
    for decision in entry.account.identifications:
        told = _("{name} in {provider} is this buyer") if decision.same else _("{name} in {provider} is not this buyer")
        yield decision.on, told.format(name=figures.safe(decision.name), provider=figures.safe(decision.provider))
