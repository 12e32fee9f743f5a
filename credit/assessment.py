"""The assessment: everything that is true of one account on one day, worked out once.

How it is worked out stands in `assess`; here is what comes of it, and what follows from that without another look at the facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.account import Account
from credit.activity import Contact, Dispute, Hold
from credit.aging import Aging, Ledger, OpenItem
from credit.alerts import Alert
from credit.behaviour import Habit
from credit.clocks.clock import Clock
from credit.contacting import Silence
from credit.debt_class import Classified
from credit.decision import ClassOverride, Leniency, Pin
from credit.disputes import contested
from credit.exposure import Exposure
from credit.money import Money
from credit.pay_trend import Trend
from credit.payment_record import Share
from credit.promises import JudgedPromise, PromiseState
from credit.rating.grade import Graded

__all__ = ["Assessment"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One account on one day."""

    account: Account
    on: date
    base: str
    ledger: Ledger
    agings: tuple[Aging, ...]
    """One for each currency in which anything is open or unapplied."""
    base_open: Mapping[str, int | None]
    """Open amount of each open invoice in minor units of the base currency; `None` where a rate is missing."""
    base_aging: tuple[int, ...] | None
    """Not due, buckets and unapplied in minor units of the base currency; `None` where a rate is missing."""
    exposure: Exposure
    graded: Graded
    debt_class: Classified
    habit: Habit
    dbt: Decimal | None
    late: Share
    """Invoices paid or open late, counted from the payer's next bank day, of those of known lateness."""
    trend: Trend
    promises: tuple[JudgedPromise, ...]
    contacts: tuple[Contact, ...]
    silent: Silence | None
    disputes: tuple[Dispute, ...]
    """Disputes that are open."""
    hold: Hold | None
    """The hold that runs, if one does."""
    clocks: tuple[Clock, ...]
    alerts: tuple[Alert, ...]
    leniency: Leniency | None = None
    """Time granted to the buyer that is in force."""
    override: ClassOverride | None = None
    """The class somebody put in place of the rules' own, while it lasts."""
    pin: Pin | None = None
    """What keeps the buyer at the head or the end of the queue."""

    @property
    def id(self) -> str:
        """The buyer's number."""
        return self.account.id

    @property
    def worst_dpd(self) -> int:
        """Days past due of the oldest open item; 0 where nothing is overdue."""
        return max(self.ledger.open[0].dpd, 0) if self.ledger.open else 0

    @property
    def running(self) -> tuple[JudgedPromise, ...]:
        """Promises whose day has not passed."""
        return tuple(entry for entry in self.promises if entry.state is PromiseState.RUNNING)

    @property
    def overdue_in_base(self) -> int | None:
        """Overdue in minor units of the base currency; `None` where a rate is missing."""
        return sum(self.base_aging[1:-1]) if self.base_aging is not None else None

    def disputed_amount(self, item: OpenItem) -> Money:
        """What open disputes contest of this item."""
        found = contested(self.disputes, self.ledger.open).get(item.invoice.id, 0) if self.disputes else 0
        return Money(found, item.open.currency)

    def undisputed(self, item: OpenItem) -> Money:
        """What nobody contests of this item: it stays in work."""
        return item.open - self.disputed_amount(item)

    def disputed(self, item: OpenItem) -> bool:
        """Whether an open dispute contests this item, or a part of it."""
        return bool(self.disputed_amount(item))

    def promised(self, item: OpenItem) -> bool:
        """Whether a running promise is meant for this item."""
        return any(not entry.promise.invoices or item.invoice.id in entry.promise.invoices for entry in self.running)
