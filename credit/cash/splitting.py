"""Money as a person divides it: begun with a suggestion, changed one invoice after the other, and looked at before it is booked.

A typed amount is never cut: a division that takes more than there is stands as it was typed, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from credit.actions.hand import Hand
from credit.actions.matching import match_money
from credit.aging import ledger
from credit.assessment import Assessment
from credit.cash.suggesting import Suggestion
from credit.money import Money

__all__ = ["Outcome", "Split", "begun", "outcome"]


@dataclass(frozen=True, slots=True)
class Split:
    """How the free money of one receipt or credit note is divided; all amounts in minor units of its currency."""

    source: str
    free: Money
    owed: Mapping[str, int]
    """Open by invoice, the oldest due date first."""
    shares: Mapping[str, int]
    """What invoices receive, in the order in which they were chosen."""

    @property
    def left(self) -> int:
        """What stays free; below zero where more was given than there is."""
        return self.free.minor - sum(self.shares.values())

    def toggled(self, number: str) -> "Split":
        """Give an invoice what is left, up to what it owes, or take back what it was given; itself where nothing is left."""
        if number in self.shares:
            return self.given(number, 0)
        share = min(self.owed[number], self.left)
        return self.given(number, share) if share > 0 else self

    def given(self, number: str, minor: int) -> "Split":
        """Give an invoice so much in place of what it was given; nothing leaves it out."""
        others = {each: share for each, share in self.shares.items() if each != number or minor}
        return replace(self, shares={**others, number: minor} if minor else others)

    def all_or_none(self) -> "Split":
        """Fill the oldest first where nothing is chosen, else choose nothing."""
        found = replace(self, shares={})
        if not self.shares:
            for number in self.owed:
                found = found.toggled(number)
        return found

    def amounts(self) -> tuple[Money, ...]:
        """What each chosen invoice receives, in their order."""
        return tuple(Money(share, self.free.currency) for share in self.shares.values())


def begun(entry: Assessment, way: Suggestion) -> Split:
    """The division that a suggestion makes."""
    open_ = {item.invoice.id: item.open.minor for item in entry.ledger.open if item.open.currency == way.free.currency}
    return Split(way.source, way.free, open_, {part.invoice: part.amount.minor for part in way.parts})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What booking a division would do to what its invoices lack."""

    closed: Money
    """Closes with the payment, as a bank's charge or a discount that is allowed."""
    stays: Money
    """Stays open on them."""
    capped: bool
    """Whether part of it is a bank's charge that the cap of the year leaves open."""


def outcome(entry: Assessment, split: Split) -> Outcome:
    """What would be closed and what would stay open; raises `RefusedChange` where it would be refused, writes nothing."""
    book = replace(entry.house, accounts={entry.id: entry.account})
    change = match_money(book, Hand("", entry.on, ""), entry.id, split.source, tuple(split.shares), split.amounts())
    after = ledger(book.after(change).account(entry.id), entry.on, book.policy.short_pays, book.home)
    still = {item.invoice.id: item.open.minor for item in after.open}
    lacking = {number: split.owed[number] - share for number, share in split.shares.items()}
    currency = split.free.currency
    return Outcome(
        Money(sum(lacks for number, lacks in lacking.items() if number not in still), currency),
        Money(sum(still.get(number, 0) for number in lacking), currency),
        any(number in after.charged and number in still for number in lacking),
    )
