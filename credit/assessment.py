"""The assessment: everything that is true of one account on one day, and what follows from it with no other look at the facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from credit.activity import Contact, Outcome
from credit.aging import OpenItem
from credit.alerts import Alert
from credit.clocks.clock import Clock
from credit.clocks.running import every_clock
from credit.limits.cover import cover_of
from credit.money import Money
from credit.moves import Move
from credit.parts import PARTS, Parts
from credit.payment_record import Experience
from credit.promises import JudgedPromise, PromiseState
from credit.rating.history import grade_history
from credit.rating.letter import Grade
from credit.rating.marks import Marks, marks_of
from credit.rating.verdict import Verdict, verdict
from credit.square import Square, square_of
from credit.treated_since import class_entered

__all__ = ["Assessment"]


@dataclass(frozen=True, eq=False)
class Assessment(Parts):
    """One account on one day; equal to another where all that is true of the two is."""

    @property
    def id(self) -> str:
        """The buyer's number."""
        return self.account.id

    @property
    def record(self) -> Sequence[Experience]:
        """Invoices of known lateness, oldest due date first."""
        return self._conduct[0].record

    @property
    def unweighed(self) -> tuple[str, ...]:
        """Currencies that the days beyond terms leave out for want of a rate."""
        return self._conduct[0].unweighed

    @property
    def marks(self) -> Marks | None:
        """What the points of its own record are made of; `None` where the record gives none."""
        return marks_of(self._conduct[0], self.house.policy.grading)

    @property
    def worst_dpd(self) -> int:
        """Days past due of the oldest open item that is late; 0 where none is, or the buyer has paid them all."""
        late = self.ledger.late
        return late[0].dpd if late else 0

    @cached_property
    def verdict(self) -> Verdict:
        """Ability and willingness to pay, and what follows; worked out when its treatment or its next order asks."""
        from credit.rating.dimensions import dimensions  # the reading of an assessment, which must be there first

        return verdict(dimensions(self, self.house), self.on, self.house.policy.reading)

    @cached_property
    def every_clock(self) -> tuple[Clock, ...]:
        """Every clock of the buyer, one of a kind for its items, the earliest first: what a page asks for, and no row."""
        return every_clock(self.watch, self.promises, self.leniency, self.house.policy)

    @cached_property
    def grade_moves(self) -> tuple[Move[Grade], ...]:
        """The moves of its grade in two years, oldest first: thirty looks back and more, dear where there are many invoices."""
        return grade_history(self.account, self.on, self.house)

    @cached_property
    def class_since(self) -> date:
        """Day on which its class was entered for what is open: eves are looked at, dear where there are many invoices."""
        return class_entered(self)

    @property
    def square(self) -> Square:
        """Where it stands between ability and willingness; unknown of whom nobody outside the house ever told anything.

        Its own record alone has made its grade and its class already.
        """
        told = self.account.reports or self.account.events
        return square_of(self.verdict, self.house.policy.squares) if told else Square.UNKNOWN

    @property
    def running(self) -> tuple[JudgedPromise, ...]:
        """Promises whose day has not passed."""
        return tuple(entry for entry in self.promises if entry.state is PromiseState.RUNNING)

    @property
    def delivered(self) -> tuple[Contact, ...]:
        """Contacts with the buyer that left this house for good: what bounced reached nobody's desk and disturbs nobody."""
        return tuple(contact for contact in self.contacts if contact.outcome is not Outcome.BOUNCED)

    @property
    def overdue_in_base(self) -> int | None:
        """Overdue in minor units of the base currency; `None` where a rate is missing."""
        return sum(self.base_aging[1:-1]) if self.base_aging is not None else None

    @property
    def covered(self) -> bool:
        """Whether an insurer covers the buyer."""
        return bool(cover_of(self.account, self.ledger.open, self.on, stops=self.stops))

    def disputed_amount(self, item: OpenItem) -> Money:
        """What open disputes contest of this item."""
        return Money(self.contested.get(item.invoice.id, 0), item.open.currency)

    def undisputed(self, item: OpenItem) -> Money:
        """What nobody contests of this item: it stays in work."""
        return item.open - self.disputed_amount(item) if item.invoice.id in self.contested else item.open

    def disputed(self, item: OpenItem) -> bool:
        """Whether an open dispute contests this item, or a part of it."""
        return bool(self.disputed_amount(item))

    def promised_amount(self, item: OpenItem) -> Money:
        """What running promises cover of this item."""
        return Money(self.promised.get(item.invoice.id, 0), item.open.currency)

    def in_work(self, item: OpenItem) -> Money:
        """What of this item is neither contested nor promised, nor paid in another currency."""
        if item.invoice.id in self.ledger.otherwise:
            return Money.zero(item.open.currency)
        free = self.undisputed(item)
        return free - self.promised_amount(item) if item.invoice.id in self.promised else free

    def whole(self) -> Mapping[str, object]:
        """Every part by its name, worked out now where nobody asked for it yet."""
        return {"account": self.account, "on": self.on, "base": self.base, **{name: getattr(self, name) for name in PARTS}}

    def with_family(self, rung: tuple[Alert, ...]) -> "Assessment":
        """The same with what its family rings; its own alerts are worked out again when they are asked for."""
        other = replace(self, family=rung)
        other.__dict__.update({name: part for name, part in self.__dict__.items() if name in PARTS and name != "alerts"})
        return other

    def supposing(self, **parts: object) -> "Assessment":
        """The assessment with these parts as they are given; what is worked out from now on follows from them."""
        if strange := parts.keys() - {*PARTS}:
            raise TypeError(f"no part of an assessment that can be supposed: {', '.join(sorted(strange))}")
        other = replace(self)
        other.__dict__.update(self.__dict__ | parts)
        return other

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Assessment) and self.whole() == other.whole())

    __hash__ = None  # type: ignore[assignment]  # compared by what is true of it, and no key
