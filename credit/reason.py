"""Why: the facts behind a class, a rank, a verdict, as values that `wording` turns into sentences.

No score without its sum, and no verdict without its reason. A reason is a code and the facts its sentence is filled with;
an amount, where there is one, is the part this reason adds to the sum. Among the facts stand `on`, the day of the fact that
counted, and `source`: the own ledger, the desk, the policy, or the provider that said it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from credit.money import Money

__all__ = ["DESK", "OWN_LEDGER", "POLICY", "RATES", "Reason", "ReasonFact"]

OWN_LEDGER = "own_ledger"
"""Source of what invoices, receipts and orders say."""
DESK = "desk"
"""Source of what people of the house wrote down: contacts, promises, disputes, decisions."""
POLICY = "policy"
"""Source of what follows from the policy file alone."""
RATES = "rates"
"""Source of what follows from the table of exchange rates, or from a rate that is not in it."""

ReasonFact = Money | Decimal | date | int | str


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact that counted."""

    code: str
    facts: Mapping[str, ReasonFact] = field(default_factory=dict)
    amount: Money | None = None
    """What it adds to the sum it belongs to; `None` where there is no sum."""
