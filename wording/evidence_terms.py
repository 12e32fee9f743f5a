"""Words for the papers that prove or refute what a buyer contests."""

from collections.abc import Iterable

from wording.cells import safe
from wording.listing import listed
from wording.words import _, mark

__all__ = ["evidence", "papers_of"]

EVIDENCE = {
    "contract": mark("contract or confirmed order"),
    "specification": mark("agreed specification or sample"),
    "inspection": mark("inspection certificate before shipment"),
    "packing_list": mark("packing list"),
    "transport": mark("transport document"),
    "delivery": mark("signed proof of delivery"),
    "complaint": mark("complaint of the buyer in writing"),
    "survey": mark("survey report or photographs"),
    "correspondence": mark("correspondence about it"),
    "invoice": mark("invoice"),
    "credit_note": mark("credit note"),
    "documents_sent": mark("proof that the documents arrived"),
    "payment": mark("copy of the transfer"),
    "bank_statement": mark("statement of our bank"),
    "letter_of_credit": mark("letter of credit"),
    "presentation": mark("documents as presented"),
    "refusal": mark("notice of refusal by the bank"),
}


def evidence(value: str) -> str:
    """A paper of a dispute; a newer book's word is shown as it stands."""
    return _(EVIDENCE[value]) if value in EVIDENCE else safe(value)


def papers_of(values: Iterable[str]) -> str:
    """Papers as one list; empty where there is none."""
    return listed(map(evidence, values))
