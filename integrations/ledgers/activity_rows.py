"""Rows about what was said and agreed: contacts, promises, disputes, holds.

No system numbers these, so each is numbered by its kind, its day and what it says.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from credit.account import Fact
from credit.activity import Channel, Contact, Dispute, DisputeReason, Hold, Outcome, Promise
from credit.dispute_evidence import Evidence
from credit.intake import Entry
from credit.money import Money
from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell
from integrations.ledgers.numbering import Numbering, fingerprint

__all__ = ["activity_entry"]


class _Happened(NamedTuple):
    """What every activity begins with, in the order of its fields."""

    id: str
    customer_id: str
    on: date
    learnt_on: date


def activity_entry(columns: Columns, cells: Sequence[str], numbering: Numbering) -> Entry:
    """A contact, promise, dispute or hold, as the row's kind says; raises `BadCell`."""
    kind = columns.need("kind", cells).casefold()
    customer = columns.need("customer", cells)
    on = columns.need_day("on", cells)
    learnt_on, dated = columns.learnt(cells, on)
    number = numbering.unique(customer, f"{kind}:{on.isoformat()}:{_content(columns, cells)}")
    return Entry((_fact(kind, columns, cells, _Happened(number, customer, on, learnt_on)),), (), dated, columns.silent)


def _fact(kind: str, columns: Columns, cells: Sequence[str], happened: _Happened) -> Fact:
    invoices, text, who = columns.several("invoices", cells), columns.text("text", cells), columns.text("who", cells)
    match kind:
        case "promise":
            amount = columns.money("amount", cells, columns.currency(cells))
            withdrawn = columns.day_from("withdrawn_on", cells, happened.on), columns.text("withdrawn_why", cells)
            return Promise(
                *happened,
                amount,
                columns.need_day("promised_for", cells),
                invoices,
                text,
                who,
                columns.text("person", cells),
                *withdrawn,
                columns.text("method", cells),
            )
        case "dispute":
            reason, closed_on = _reason(columns, cells), columns.day("closed_on", cells)
            terms, papers = _terms_of(columns, cells, happened.on), _evidence(columns, cells)
            return Dispute(*happened, reason, invoices, closed_on, text, who, *terms, evidence=papers)
        case "hold":
            reason = columns.text("reason", cells) or text or columns.need("reason", cells)
            until = columns.day("until", cells) or columns.need_day("promised_for", cells)
            return Hold(*happened, until, reason, who, columns.day_from("closed_on", cells, happened.on))
        case _ if kind in [*Channel]:
            arrived_on, proof = columns.day("arrived_on", cells), columns.text("proof", cells)
            return Contact(*happened, Channel(kind), _outcome(columns, cells), invoices, text, who, arrived_on, proof)
        case _:
            raise BadCell("unknown_kind", columns.name("kind"), kind)


def _terms_of(columns: Columns, cells: Sequence[str], on: date) -> tuple[Money | None, date | None, str, bool | None]:
    """The part that is contested (`None`: all of it), by when it is answered, by whom, and whether the buyer was right."""
    part = columns.above_zero("amount", cells, columns.currency(cells)) if columns.text("amount", cells) else None
    word = columns.text("justified", cells).casefold()
    if word not in ("", "yes", "no"):
        raise BadCell("not_yes_or_no", columns.name("justified"), word)
    return part, columns.day_from("settle_by", cells, on), columns.text("owner", cells), word == "yes" if word else None


def _evidence(columns: Columns, cells: Sequence[str]) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.casefold() for word in columns.several("evidence", cells)))
    for word in words:
        if word not in [*Evidence]:
            raise BadCell("unknown_evidence", columns.name("evidence"), word)
    return words


def _outcome(columns: Columns, cells: Sequence[str]) -> Outcome:
    word = columns.text("outcome", cells).casefold()
    if word not in [*Outcome]:
        raise BadCell("unknown_outcome", columns.name("outcome"), word)
    return Outcome(word)


def _reason(columns: Columns, cells: Sequence[str]) -> str:
    field = "reason" if columns.text("reason", cells) else "outcome"
    word = columns.need(field, cells).casefold()
    if word not in [*DisputeReason]:
        raise BadCell("unknown_reason", columns.name(field), word)
    return word


def _content(columns: Columns, cells: Sequence[str]) -> str:
    """What tells two activities of one kind and day apart; what comes later is left out: the end of a dispute, who answers
    it, by when and with which papers, the proof of arrival, and that a promise was taken back."""
    amount = columns.money_or_none("amount", cells, columns.currency(cells)) or ""
    days = [columns.day("promised_for", cells) or "", columns.day("until", cells) or ""]
    words = [columns.text(name, cells) for name in ("outcome", "reason", "text", "who")]
    return fingerprint(amount, *days, *words, *columns.several("invoices", cells))
