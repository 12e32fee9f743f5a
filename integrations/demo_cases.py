"""The cases of the invented desk: what was said, promised, contested and published about the buyers that need work.

Each case adds to a buyer's ordinary trade what makes it that case. Days are told backward from the day of the book.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from credit.account import Fact
from credit.activity import Acknowledgement, Channel, Contact, Dispute, Hold, Outcome, Promise
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.receipt import Receipt
from credit.report import RiskEvent
from integrations.demo_cast import Buyer, Part
from integrations.demo_notices import notices
from integrations.demo_trade import Habit

__all__ = ["HABITS", "Case", "case_facts", "dunned"]

DESK = ("Lin Qiao", "Mara Holt", "Zhou Wen")
HABITS = {
    Part.OLD_FRIEND: Habit(2, 4, stops=70, tail=40),
    Part.PETITIONED: Habit(9, 5, stops=75, tail=60),
    Part.DEAD: Habit(14, 6, stops=420, orders_on=False),
    Part.COVERED: Habit(4, 3, stops=55),
    Part.NOTIFIED: Habit(4, 3, stops=64, orders_on=False),
    Part.SILENT: Habit(8, 5, stops=85, orders_on=False),
    Part.BREAKING: Habit(6, 4, stops=48, orders_on=False),
    Part.PROMISING: Habit(5, 4, stops=33, orders_on=False),
    Part.KEEPING: Habit(16, 6),
    Part.DISPUTING: Habit(3, 3, stops=40, tail=50),
    Part.RESTING: Habit(4, 3, stops=35, orders_on=False),
    Part.UNAPPLIED: Habit(2, 3, stops=12),
    Part.AGEING: Habit(7, 5, stops=125, orders_on=False),
    Part.OLD_DEBT: Habit(11, 5, stops=240, orders_on=False),
    Part.TAILS: Habit(1, 3, stops=160, tail=8),
    Part.WORSENING: Habit(-2, 3, drift=38),
    Part.POTENTIAL: Habit(3, 3, stops=76, tail=70),
    Part.ASSET_RICH: Habit(2, 3, stops=76, orders_on=False),
    Part.NO_LIMIT: Habit(-5, 3),
}
"""How each part pays; a part that is not named pays as ordinary buyers do."""


@dataclass(frozen=True, slots=True)
class Case:
    """One buyer on the day of the book, with what has been traded so far."""

    buyer: Buyer
    day: date
    invoices: Sequence[Invoice]
    receipts: Sequence[Receipt]

    def ago(self, days: int) -> date:
        """The day so many days back."""
        return self.day - timedelta(days=days)

    def unpaid(self, stops: int) -> tuple[Invoice, ...]:
        """Invoices due by the day, from the one at which the buyer stopped paying."""
        return tuple(invoice for invoice in self.invoices if self.ago(stops) <= invoice.due_on < self.day)

    def contact(self, days: int, channel: Channel, outcome: Outcome, text: str = "") -> Contact:
        """A contact so many days ago, by one of the desk."""
        who = DESK[(self.buyer.place + days) % len(DESK)]
        return Contact(
            f"{channel}-{self.buyer.id}-{days}", self.buyer.id, self.ago(days), self.ago(days), channel, outcome, (), text, who
        )

    def promise(self, days: int, due: int, amount: Money, invoices: tuple[str, ...] = ()) -> Promise:
        """A promise given so many days ago for another day, told in days ago too."""
        given = self.ago(days)
        return Promise(
            f"promise-{self.buyer.id}-{days}", self.buyer.id, given, given, amount, self.ago(due), invoices, who=DESK[0]
        )


def case_facts(case: Case) -> Iterator[Fact]:
    """What the buyer's part adds to its trade."""
    teller = _TELLERS.get(case.buyer.part)
    if teller is not None:
        yield from teller(case)


def dunned(case: Case, oldest: int) -> Iterator[Fact]:
    """The desk's usual mails and calls about something that is `oldest` days overdue; the last of them a week ago."""
    for days in (oldest - 14, oldest - 30, oldest - 60):
        if days >= 7:
            channel = Channel.EMAIL if days > oldest - 20 else Channel.CALL
            yield case.contact(days, channel, Outcome.REPLIED if channel is Channel.EMAIL else Outcome.SPOKE)


def _old_friend(case: Case) -> Iterator[Fact]:
    """The order of two weeks ago was taken although the tails were there to see, and nobody bought a report."""
    amount = case.invoices[-1].amount
    yield Order(f"SO-{case.buyer.id}-new", case.buyer.id, amount.times(2), case.ago(12), case.ago(12))
    yield case.contact(30, Channel.EMAIL, Outcome.REPLIED, "Asks for patience, shops are slow; sends the next order")


def _published(case: Case) -> Iterator[Fact]:
    """Notices the desk has read already, two days after they were published."""
    for notice in notices(case.buyer.part, case.buyer.number, case.day):
        learnt = notice.published_on + timedelta(days=2)
        title = case.buyer.name.upper()
        yield RiskEvent(f"demo:{notice.id}", case.buyer.id, notice.event, notice.published_on, learnt, "demo", title)


def _dead(case: Case) -> Iterator[Fact]:
    """Everybody knows, and the alerts were seen long ago."""
    for event in _published(case):
        yield event
        if isinstance(event, RiskEvent):
            seen = event.learnt_on + timedelta(days=1)
            yield Acknowledgement(f"{event.event}:{case.buyer.id}:{event.id}", case.buyer.id, seen, seen, DESK[1])


def _notified(case: Case) -> Iterator[Fact]:
    yield case.contact(6, Channel.EMAIL, Outcome.INSURER_NOTIFIED, "Overdue reported to the insurer")


def _silent(case: Case) -> Iterator[Fact]:
    for days, channel in ((72, Channel.CALL), (58, Channel.EMAIL), (41, Channel.CALL), (20, Channel.CALL)):
        yield case.contact(days, channel, Outcome.BOUNCED if channel is Channel.EMAIL else Outcome.NO_ANSWER)


def _breaking(case: Case) -> Iterator[Fact]:
    owed = case.unpaid(48)[0]
    for given, due in ((32, 22), (15, 8)):
        yield case.contact(given, Channel.CALL, Outcome.SPOKE, "Promised by telephone")
        yield case.promise(given, due, owed.amount, (owed.id,))


def _promising(case: Case) -> Iterator[Fact]:
    yield case.contact(4, Channel.CALL, Outcome.SPOKE, "Will pay with the next run")
    owed = case.unpaid(33)
    yield case.promise(4, -5, Money(sum(i.amount.minor for i in owed), owed[0].amount.currency), tuple(i.id for i in owed))


def _keeping(case: Case) -> Iterator[Fact]:
    """The word was kept to the day."""
    for receipt in case.receipts[-2:]:
        days = (case.day - receipt.on).days
        yield case.promise(days + 9, days, receipt.amount, receipt.invoices)


def _disputing(case: Case) -> Iterator[Fact]:
    owed = case.unpaid(40)
    yield _dispute(case, 18, "quality", tuple(i.id for i in owed), "Two pallets with scratched lids, photographs sent")
    yield replace(_dispute(case, 210, "documents", (case.invoices[3].id,), "Packing list missing"), closed_on=case.ago(196))


def _dispute(case: Case, days: int, reason: str, invoices: tuple[str, ...], text: str) -> Dispute:
    raised = case.ago(days)
    return Dispute(f"dispute-{case.buyer.id}-{days}", case.buyer.id, raised, raised, reason, invoices, None, text, DESK[2])


def _resting(case: Case) -> Iterator[Fact]:
    until = case.day + timedelta(days=11)
    yield Hold(
        f"hold-{case.buyer.id}", case.buyer.id, case.ago(3), case.ago(3), until, "Payment run after their stocktaking", DESK[0]
    )


def _unapplied(case: Case) -> Iterator[Fact]:
    """Cash that names no invoice, and a credit note nobody has used."""
    amount, on = case.invoices[-1].amount, case.ago(2)
    yield Receipt(f"R-{case.buyer.id}-cash", case.buyer.id, amount.times(2), on, on)
    yield Invoice(
        f"CN-{case.buyer.id}", case.buyer.id, -Money(amount.minor // 10, amount.currency), on, on, on, document="credit memo"
    )


def _over_limit(case: Case) -> Iterator[Fact]:
    amount = case.invoices[-1].amount
    yield Order(f"SO-{case.buyer.id}-new", case.buyer.id, amount.times(9), case.ago(4), case.ago(4))


def _evidence(case: Case) -> Iterator[Fact]:
    rich = case.buyer.part is Part.ASSET_RICH
    text = (
        "Owns plant and land; its main customer delays acceptance" if rich else "Sales tripled in two years, listed by two chains"
    )
    yield case.contact(25, Channel.VISIT, Outcome.EVIDENCE, text)


_TELLERS: dict[Part, Callable[[Case], Iterator[Fact]]] = {
    Part.OLD_FRIEND: _old_friend,
    Part.PETITIONED: _published,
    Part.DEAD: _dead,
    Part.NOTIFIED: _notified,
    Part.SILENT: _silent,
    Part.BREAKING: _breaking,
    Part.PROMISING: _promising,
    Part.KEEPING: _keeping,
    Part.DISPUTING: _disputing,
    Part.RESTING: _resting,
    Part.UNAPPLIED: _unapplied,
    Part.OVER_LIMIT: _over_limit,
    Part.POTENTIAL: _evidence,
    Part.ASSET_RICH: _evidence,
}
