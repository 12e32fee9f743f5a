"""What the rules look at: one account on one day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from credit.account import Account, Fact
from credit.activity import Dispute
from credit.aging import Ledger, OpenItem
from credit.alerts.slip import first_slip
from credit.behaviour import Habit
from credit.book import Book
from credit.contacting import Silence
from credit.exposure import Exposure
from credit.money import exponent
from credit.pay_trend import Trend
from credit.payment_record import Experience
from credit.policy import Policy
from credit.rates import Rates
from credit.rating.grade import Conduct, Graded
from credit.watching import Watching

__all__ = ["Situation", "first_learnt"]


class Told(Protocol):
    """What else an assessment tells of its account, worked out when a rule asks for it."""

    @property
    def base_open(self) -> Mapping[str, int | None]:
        """Open amount of each open invoice in minor units of the base currency; `None` where a rate is missing."""

    @property
    def habit(self) -> Habit:
        """How late it usually pays."""

    @property
    def disputes(self) -> Sequence[Dispute]:
        """Disputes that are open."""

    @property
    def exposure(self) -> Exposure:
        """What is at stake, and who bears it."""

    @property
    def known_exposure(self) -> Exposure:
        """The same of what has a rate of exchange alone; its `no_rate` names what is left out."""


@dataclass(frozen=True)
class Situation:
    """One account on one day."""

    account: Account
    on: date
    book: Book
    """Policy, rates and countries; the other accounts are none of a rule's business."""
    ledger: Ledger
    conduct: Conduct
    graded: Graded
    told: Told
    then: "Callable[[date], Situation | None]"
    """The same account on an earlier day, as it was known then; `None` where nobody knew it."""

    @cached_property
    def overdue(self) -> Sequence[OpenItem]:
        """Overdue items large enough to ring; one of unknown worth is."""
        smallest = self.policy.alerting.smallest_item * 10 ** exponent(self.book.base)
        minors = ((item, self.base_open[item.invoice.id]) for item in self.ledger.late)
        return [item for item, minor in minors if minor is None or minor >= smallest]

    @cached_property
    def slipped_on(self) -> date | None:
        """First day from which it is told without a break that it pays later than its habit, the season left aside.

        `None` where that is not told on the day.
        """
        since, policy = self.trend.since or self.on, self.policy.trend
        return first_slip(self.account, self.record, since, self.on, policy)

    @property
    def base_open(self) -> Mapping[str, int | None]:
        """Open amount of each open invoice in minor units of the base currency; `None` where a rate is missing."""
        return self.told.base_open

    @property
    def habit(self) -> Habit:
        """How late it usually pays."""
        return self.told.habit

    @property
    def disputes(self) -> Sequence[Dispute]:
        """Disputes that are open."""
        return self.told.disputes

    @property
    def exposure(self) -> Exposure:
        """What is at stake, and who bears it."""
        return self.told.exposure

    @property
    def record(self) -> Sequence[Experience]:
        """Invoices of known lateness, oldest due date first."""
        return self.conduct.record

    @property
    def trend(self) -> Trend:
        """Where its lateness goes."""
        return self.conduct.trend

    @property
    def silent(self) -> Silence | None:
        """Tries in a row that found nobody."""
        return self.conduct.silent

    @property
    def policy(self) -> Policy:
        """The policy of the book."""
        return self.book.policy

    @property
    def watching(self) -> Watching:
        """The thresholds of these rules."""
        return self.book.policy.watching

    @property
    def rates(self) -> Rates:
        """The rates of the book."""
        return self.book.rates

    @property
    def owed(self) -> int | None:
        """All of it; `None` where a rate is missing."""
        summed = list(self.base_open.values())
        return None if None in summed else sum(minor or 0 for minor in summed)

    def disputed(self, invoice: str) -> bool:
        """Whether an open dispute contests this invoice."""
        return any(not dispute.invoices or invoice in dispute.invoices for dispute in self.disputes)


def first_learnt(account: Account, fact: Fact) -> date:
    """Day a fact was first heard of, whatever was corrected in it since."""
    return min(known.learnt_on for known in account.versions if known.id == fact.id and known.kind == fact.kind)
