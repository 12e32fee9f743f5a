"""A case: what the rules of the five classes look at, one account on one day, already worked out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from credit.account import Account
from credit.activity import Outcome
from credit.aging import Ledger, OpenItem, ledger
from credit.contacting import Silence
from credit.five_classes import DebtClass
from credit.limits.stop import NO_STOPS, Stops
from credit.loss.application import ShortPayPolicy
from credit.money import Money
from credit.promises import JudgedPromise
from credit.rating.grade import Graded
from credit.reason import Reason
from credit.thresholds import Classing

__all__ = ["Case", "Fired", "acknowledged_since", "day_of", "meant_by"]

Fired = tuple[DebtClass, Reason]
"""A rule that fired: the class it asks for, and the fact that counted."""


@dataclass(frozen=True, slots=True)
class Case:
    """One account on one day."""

    account: Account
    """As known on the day."""
    items: Ledger
    weights: Mapping[str, int | None]
    """Open amount of each open invoice in one common minor unit; `None` where a rate is missing."""
    graded: Graded
    promises: Sequence[JudgedPromise]
    silent: Silence | None
    policy: Classing
    material: int
    """Amount in the common unit from which a class counts whatever its share."""
    weigh: Callable[[Money], int | None]
    """An amount in the common unit, at the day's rates."""
    grade_then: Callable[[date], Graded]
    """The grade as it stood on an earlier day."""
    trend_letters: int
    """Letters by which the grade is lowered for the time in which a buyer pays later than its habit."""
    short_pays: ShortPayPolicy
    time_barred: Callable[[OpenItem], Reason | None]
    """Why a court would no longer hear the claim for an item; `None` where it would, or where that is not certain."""
    contested: Mapping[str, int] = field(default_factory=dict)
    """Minor units that open disputes contest of each open item."""
    stops: Stops = NO_STOPS
    """What stopped the insurer's cover."""
    report_months: int = 18
    """Months after which a provider's opinion holds no grade down any more."""

    @property
    def on(self) -> date:
        """The day."""
        return self.items.on

    @property
    def overdue(self) -> tuple[OpenItem, ...]:
        """Open items past their due date, the oldest first; not what the buyer has paid but for a booking."""
        return self.items.late

    def ledger_on(self, day: date) -> Ledger:
        """The items as they stood on an earlier day, by what is known now."""
        return ledger(self.account, day, self.short_pays)


def meant_by(invoices: tuple[str, ...], on: date, item: OpenItem) -> bool:
    """Whether a fact of that day about `invoices`, or about everything then on the books, means this item."""
    return item.invoice.id in invoices if invoices else item.invoice.issued_on <= on


def day_of(reason: Reason, case: Case) -> date:
    """Day of the fact that counted; the day looked at where it names none."""
    day = reason.facts.get("on")
    return min(day, case.on) if isinstance(day, date) else case.on


OWNED_UP = frozenset({Outcome.ACKNOWLEDGED, Outcome.PLAN_REQUESTED, Outcome.PLAN_AGREED})
"""Words that acknowledge a debt (judicial rules on limitation, art. 14: a request for time, a plan)."""


def acknowledged_since(case: Case, item: OpenItem, since: date) -> bool:
    """Whether the buyer paid on this item, or acknowledged it, after the day `since`."""
    if item.last_paid_on is not None and item.last_paid_on > since:
        return True
    return any(
        contact.outcome in OWNED_UP and since < contact.on <= case.on and meant_by(contact.invoices, contact.on, item)
        for contact in case.account.contacts
    )
