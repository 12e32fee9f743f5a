"""What others need to collect or to pay: the hand-over pack for an agency or a lawyer, and the notice to the credit insurer.

Both tell what speaks against the claim too: whoever takes it over learns of a dispute from us and not from the buyer.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from credit.aging import OpenItem
from credit.assessment import Assessment
from credit.book import Book
from credit.calendar import days_after
from credit.clocks.clock import ClockKind
from credit.clocks.limitation import limitation
from credit.dispute_evidence import dispute_evidence
from credit.in_transit import under_way
from credit.loss.claim import InterestClaim, interest_claim
from credit.problem import Fault
from documents.about_buyer import clocks_grid, dealings, due_days, identity, items_grid, money_or, not_written, sums
from documents.paper import Absent, Block, Cell, Column, Facts, Grid, Heading, Paper, Percent, Points
from wording import terms
from wording.document_terms import security_form
from wording.evidence_terms import papers_of
from wording.listing import clauses, listed
from wording.loss_terms import doubt, interest_basis
from wording.reasons import alert_line
from wording.transit_terms import papers
from wording.words import _, language

__all__ = ["DocumentRefused", "handover_paper", "insurer_paper"]

_INSURER = frozenset({ClockKind.INSURER_NOTICE, ClockKind.INSURER_STOP, ClockKind.INSURER_HANDOVER, ClockKind.INSURER_CLAIM})
_SUIT = frozenset({ClockKind.LIMITATION, ClockKind.INSOLVENCY_CLAIM})
LATELY = 365
"""Days for which shipments to the buyer are told."""


class DocumentRefused(Fault):
    """A document that has nothing to be about (`reason`, `id`, `kind`)."""

    code: ClassVar[str] = "document_refused"


def _overdue(item: OpenItem) -> bool:
    return item.dpd > 0


def handover_paper(entry: Assessment, book: Book) -> Paper:
    """The pack for an agency or a lawyer; raises `DocumentRefused` where nothing is overdue."""
    if not entry.ledger.overdue:
        raise DocumentRefused(reason="nothing_overdue", id=entry.id, kind="handover")
    blocks: list[Block] = [
        Heading(_("Debtor")),
        identity(entry),
        Heading(_("Claim")),
        Facts(tuple(_claim(entry, book))),
        items_grid(entry, _("Overdue invoices"), "", _overdue),
        _limitation(entry),
        _disputes(entry, book),
        _promises(entry),
        dealings(entry),
        _securities(entry),
        _goods(entry),
        *_published(entry),
        clocks_grid((entry,), named=False, kinds=_SUIT),
        Heading(_("Papers to send with it")),
        Points(_wanted()),
    ]
    title = _("Hand-over for collection: {name}").format(name=entry.account.customer.name)
    return Paper("handover", title, entry.on, language(), tuple(blocks), tuple(due_days((entry,), _SUIT)))


def insurer_paper(entry: Assessment, book: Book) -> Paper:
    """The notice that a buyer is overdue; raises `DocumentRefused` without cover, or where nothing is overdue.

    Its days are for the house's own calendar: what we make of our cover, and of the days it hangs on, the insurer is not told.
    """
    buyer = entry.account.customer
    if buyer.insured_limit is None:
        raise DocumentRefused(reason="not_insured", id=entry.id, kind="insurer")
    if not entry.ledger.overdue and not entry.account.events:
        raise DocumentRefused(reason="nothing_overdue", id=entry.id, kind="insurer")
    blocks: list[Block] = [
        Heading(_("Buyer")),
        identity(entry),
        Heading(_("Cover")),
        Facts(tuple(_cover(entry, book))),
        items_grid(entry, _("Overdue invoices"), _("Nothing is overdue."), _overdue),
        items_grid(entry, _("Invoices not yet due"), _("Nothing else is open."), lambda item: item.dpd <= 0),
        _shipped(entry),
        _disputes(entry, book),
        _promises(entry),
        dealings(entry),
        _goods(entry),
        *_published(entry),
    ]
    title = _("Notice of overdue: {name}").format(name=buyer.name)
    return Paper("insurer", title, entry.on, language(), tuple(blocks), tuple(due_days((entry,), _INSURER)))


def _claim(entry: Assessment, book: Book) -> Iterator[tuple[str, Cell]]:
    for amount in sums(entry.ledger.overdue):
        yield _("Overdue"), amount
    for entered in entry.agings:
        if entered.unapplied:
            yield _("Payments and credits not set against an invoice"), entered.unapplied
    found = interest_claim(entry, book)
    for least, most in zip(found.interest, found.most, strict=True):
        yield _("Interest to the day, least"), least
        if most != least:
            yield _("Interest to the day, most"), most
    if found.untold:
        why = clauses(doubt(each) for each in found.doubts) or _("no ground")
        yield _("Invoices without a figure of interest") if found.interest else _("Interest to the day"), Absent(why)
    if found.interest:
        yield _("Ground of the interest"), _ground(found)


def _ground(found: InterestClaim) -> str:
    grounds = listed(dict.fromkeys(interest_basis(item.claim.basis) for item in found.items))
    return clauses((_("an estimate: {ground}").format(ground=grounds), *(doubt(each) for each in found.doubts)))


def _limitation(entry: Assessment) -> Grid:
    shape = (
        Column("invoice", _("Invoice")),
        Column("law", _("Law")),
        Column("until", _("Can be sued on until")),
        Column("since", _("Runs from")),
        Column("source", _("Source")),
        Column("doubt", _("Doubt")),
    )
    rows: list[tuple[Cell, ...]] = []
    for item in entry.ledger.overdue:
        for period in limitation(entry.watch, item):
            stopped = _("a suit stopped it") if period.stopped else _("no period is known")
            until: Cell = period.until or Absent(stopped)
            told = (terms.rule(period.source), terms.clock_doubt(period.doubt))
            rows.append((item.invoice.id, period.law or not_written(), until, period.since.on, *told))
    return Grid(_("Limitation"), shape, tuple(rows), "")


def _disputes(entry: Assessment, book: Book) -> Grid:
    shape = (
        Column("on", _("Day")),
        Column("reason", _("Reason")),
        Column("invoices", _("Invoices")),
        Column("amount", _("Contested"), True),
        Column("stands", _("How it stands")),
        Column("held", _("Papers at hand")),
        Column("missing", _("Papers missing")),
        Column("text", _("Note")),
    )
    rows: list[tuple[Cell, ...]] = []
    for dispute in entry.account.disputes:
        contested: Cell = dispute.amount or _("all that is open of them")
        stands = _("open")
        if not dispute.open_on(entry.on):
            closed = {True: _("closed: the buyer was right"), False: _("closed: the buyer was wrong")}
            stands = closed.get(dispute.justified, _("closed")) if dispute.justified is not None else _("closed")
        numbers = ", ".join(dispute.invoices) or _("all")
        found = dispute_evidence(entry.account, dispute, book.policy.disputing.evidence)
        papers = tuple(papers_of(some) or Absent(_("none")) for some in (found.held, found.missing))
        rows.append((dispute.on, terms.dispute_reason(dispute.reason), numbers, contested, stands, *papers, dispute.text))
    return Grid(_("What the buyer contests"), shape, tuple(rows), _("The buyer never contested anything."))


def _promises(entry: Assessment) -> Grid:
    shape = (
        Column("on", _("Day")),
        Column("amount", _("Promised"), True),
        Column("promised_for", _("For")),
        Column("paid", _("Paid"), True),
        Column("state", _("How it stands")),
    )
    rows = tuple(
        (each.promise.on, each.promise.amount, each.promise.promised_for, each.paid, terms.promise_state(each.state))
        for each in entry.promises
    )
    return Grid(_("What the buyer promised"), shape, rows, _("The buyer never promised to pay."))


def _securities(entry: Assessment) -> Grid:
    shape = (
        Column("form", _("Security")),
        Column("number", _("Number")),
        Column("amount", _("Amount"), True),
        Column("until", _("Can be drawn until")),
        Column("text", _("Note")),
    )
    standing = [each for each in entry.account.securities if each.stands_on(entry.on)]
    rows = tuple((security_form(s.form), s.id, s.amount, s.until or Absent(_("no end")), s.text) for s in standing)
    return Grid(_("Securities"), shape, rows, _("Nothing stands behind the debt but the buyer's word."))


def _goods(entry: Assessment) -> Grid:
    """Goods whose papers the house, or a bank for it, still holds."""
    shape = (
        Column("number", _("Container or bill of lading")),
        Column("amount", _("Sold for"), True),
        Column("papers", _("Papers")),
        Column("eta", _("Arrives")),
        Column("invoices", _("Invoices")),
    )
    rows = tuple(
        (each.id, each.amount, papers(each.papers), each.eta or not_written(), ", ".join(each.invoices))
        for each in under_way(entry.account, entry.ledger)
    )
    return Grid(_("Goods that can still be kept from the buyer"), shape, rows, _("None."))


def _shipped(entry: Assessment) -> Grid:
    """What left for the buyer within a year: the insurer asks whether shipments went on while it was overdue."""
    shape = (Column("invoice", _("Invoice")), Column("left_on", _("Left")), Column("amount", _("Amount"), True))
    first = days_after(entry.on, -LATELY)
    found = sorted((i for i in entry.account.invoices if first < i.left_on <= entry.on), key=lambda i: (i.left_on, i.id))
    rows = tuple((invoice.id, invoice.left_on, invoice.amount) for invoice in found if invoice.amount.minor > 0)
    return Grid(_("Shipped within the last year"), shape, rows, _("Nothing was shipped."))


def _published(entry: Assessment) -> Iterator[Block]:
    """What registers published, and what rings: the events of the buyer alone."""
    alerts = (replace(alert, acknowledged_on=None) for alert in entry.alerts if "notice" in alert.evidence)
    told = tuple(map(alert_line, alerts))  # who of the house has seen it is no matter of anybody outside
    if told:
        yield Heading(_("Published of the buyer"))
        yield Points(told)


def _cover(entry: Assessment, book: Book) -> Iterator[tuple[str, Cell]]:
    buyer = entry.account.customer
    for amount in sums(entry.ledger.overdue):
        yield _("Overdue"), amount
    yield _("Insurer"), buyer.insurer or not_written()
    yield _("Insured limit"), money_or(buyer.insured_limit, "")
    yield _("Valid until"), buyer.insured_until or Absent(_("no end written down"))
    usual = book.policy.valuing.insured_percent
    yield _("Covered share"), Percent(Decimal(buyer.covered_percent(usual)))
    yield _("Insured of what is at stake"), money_or(entry.exposure.insured, _("no rate of exchange"))
    if entry.leniency is not None:
        granted = entry.leniency
        yield _("Time granted until"), granted.until
        yield _("Insurer's consent"), granted.insurer_consent or Absent(_("none"))


def _wanted() -> tuple[str, ...]:
    return (
        _("the contract, or the order and our confirmation"),
        _("invoices, packing lists and transport documents"),
        _("proof that the goods arrived"),
        _("our demands with the proof that they arrived"),
        _("every answer of the buyer, above all one that owns up to the debt"),
        _("a power of attorney signed by the house"),
    )
