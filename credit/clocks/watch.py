"""What clocks are read from: one account and its open items on one day, with the policy and the rates of the book."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from credit.account import Account
from credit.activity import Contact, Outcome
from credit.aging import Ledger, OpenItem
from credit.book import Book
from credit.clocks.clock import Fact
from credit.clocks.clocking import Clocking
from credit.exposure import converted_total
from credit.invoice import Invoice
from credit.limits.cover import cover_of, leaves_covered
from credit.limits.stop import NO_STOPS, Stops
from credit.money import Money
from credit.rates import NO_RATES, Rates
from credit.reason import DESK

__all__ = ["Watch", "desk_fact", "due_fact", "invoice_fact", "meant", "names"]


@dataclass(frozen=True, slots=True)
class Watch:
    """One account on one day. Facts dated later do not count."""

    account: Account
    on: date
    items: Sequence[OpenItem]
    """Open items, oldest due date first."""
    policy: Clocking
    base: str = "USD"
    rates: Rates = NO_RATES
    percent: int = 90
    """Share of the insured limit that is covered."""
    charged: Container[str] = ()
    """Invoices of which only a bank's charge is missing: they were paid on their day."""
    home: str = "CN"
    """The exporter's own country, whose working days count where the house must act."""
    stops: Stops = NO_STOPS
    """What stopped the insurer's cover."""

    @classmethod
    def of(cls, account: Account, items: Ledger, book: Book, stops: Stops = NO_STOPS) -> "Watch":
        """What the clocks of `account` are read from, by the policy, the rates and the home of `book`."""
        policy = book.policy
        return cls(
            account,
            items.on,
            items.open,
            policy.clocks,
            book.base,
            book.rates,
            account.customer.covered_percent(policy.valuing.insured_percent),
            items.charged,
            book.home,
            stops,
        )

    @property
    def cover(self) -> Money | None:
        """The insured limit, where it covers anything that has left; a stop of what leaves later takes nothing off it."""
        return cover_of(self.account, self.items, self.on)

    def insured(self, item: OpenItem) -> bool:
        """Whether the goods of an item left while the insured limit held for them."""
        return leaves_covered(self.account, item.invoice.left_on, self.stops)

    @property
    def there(self) -> str:
        """The buyer's country; empty where nobody wrote it down."""
        return self.account.customer.country

    @property
    def abroad(self) -> bool:
        """Whether the buyer is known to sit in another country."""
        return bool(self.there) and self.there != self.home

    def logged(self, *outcomes: Outcome) -> list[Contact]:
        """What was logged with one of these outcomes by the day, oldest first."""
        return [c for c in self.account.contacts if c.outcome in outcomes and c.on <= self.on]

    def done(self, outcome: Outcome, item: OpenItem, since: date) -> bool:
        """Whether this outcome was logged for the item, by name or for all, on `since` or later."""
        return any(c.on >= since for c in self.about(item, outcome))

    def about(self, item: OpenItem, outcome: Outcome) -> list[Contact]:
        """What was logged with this outcome about the item, oldest first."""
        return [contact for contact in self.logged(outcome) if meant(contact, item)]

    def total(self, items: Iterable[OpenItem], currency: str = "") -> Money | None:
        """What is open of `items`, in base currency where no other is named; `None` where a rate is missing."""
        return converted_total((item.open for item in items), currency or self.base, self.rates, self.on)


def meant(contact: Contact, item: OpenItem) -> bool:
    """Whether a contact was about the item: it names it, or names none."""
    return names(contact, item.invoice)


def names(contact: Contact, invoice: Invoice) -> bool:
    """Whether a contact was about the invoice: it names it, or names none."""
    return not contact.invoices or invoice.id in contact.invoices


def due_fact(item: OpenItem) -> Fact:
    """The item falling due."""
    return Fact("invoice", item.invoice.id, item.invoice.due_on)


def invoice_fact(item: OpenItem, on: date) -> Fact:
    """Another day of the item's own: its issue, its shipment."""
    return Fact("invoice", item.invoice.id, on)


def desk_fact(contact: Contact) -> Fact:
    """A contact the desk logged."""
    return Fact("contact", contact.id, contact.on, DESK)
