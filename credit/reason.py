"""Why: the facts behind a class, a rank, a verdict, as values that `wording` turns into sentences.

No score without its sum, and no verdict without its reason. A reason is a code and the facts its sentence is filled with;
an amount, where there is one, is the part this reason adds to the sum. Among the facts stand `on`, the day of the fact that
counted, and `source`: the own ledger, the desk, the policy, or the provider that said it. What it rests on of the book it
names by its number: without that fact there is no reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from credit.money import Money

__all__ = ["DESK", "NAMES", "OWN_LEDGER", "POLICY", "RATES", "Reason", "ReasonFact", "rests_on"]

OWN_LEDGER = "own_ledger"
"""Source of what invoices, receipts and orders say."""
DESK = "desk"
"""Source of what people of the house wrote down: contacts, promises, disputes, decisions."""
POLICY = "policy"
"""Source of what follows from the policy file alone."""
RATES = "rates"
"""Source of what follows from the table of exchange rates, or from a rate that is not in it."""

NAMES: Mapping[str, str] = {
    "buyer": "customer", "contact": "contact", "dispute": "dispute", "hold": "hold", "invoice": "invoice", "leniency": "leniency",
    "notice": "event", "order": "order", "override": "override", "pin": "pin", "promise": "promise", "receipt": "receipt",
    "release": "release", "report": "report", "security": "security", "shipment": "shipment",
}  # fmt: skip
"""Names under which a reason gives the number of a fact, and the kind that fact has in the book."""

ReasonFact = Money | Decimal | date | int | str


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that counted."""

    code: str
    facts: Mapping[str, ReasonFact] = field(default_factory=dict)
    amount: Money | None = None
    """What it adds to the sum it belongs to; `None` where there is no sum."""


def rests_on(*reasons: Reason) -> dict[str, ReasonFact]:
    """The numbers of the facts these reasons rest on, by name: for a reason that rests on them."""
    return {name: number for reason in reasons for name, number in reason.facts.items() if name in NAMES}
