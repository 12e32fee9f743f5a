"""What interest could be claimed from one buyer: each late item by the law of its contract, and the sum by currency.

An estimate to negotiate with, never booked. Which law holds is read from what was written down of the buyer; where nothing
was, the house's own law holds at home and the sales convention between two states that were in it on the day of the contract; the
creditor's law lends its rate, with its doubt. What is contested of an item bears none; the rest of it does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from credit.aging import OpenItem
from credit.applied import part_payments
from credit.assessment import Assessment
from credit.book import Book
from credit.customer import Customer
from credit.invoice import Invoice
from credit.loss.interest_policy import InterestPolicy
from credit.loss.late_interest import Doubt, Ground, LateDebt, LateInterest, Statute, late_interest
from credit.loss.sales_convention import convention_holds
from credit.money import Money, total

__all__ = ["ClaimedInterest", "InterestClaim", "ground_of", "interest_claim"]


@dataclass(frozen=True, slots=True)
class ClaimedInterest:
    """The interest on one late item."""

    invoice: str
    since: date
    """Due date; interest runs from the day after."""
    claim: LateInterest


@dataclass(frozen=True, slots=True)
class InterestClaim:
    """Interest on everything late of one buyer."""

    items: tuple[ClaimedInterest, ...]
    interest: tuple[Money, ...]
    """Least that could be claimed, a sum a currency; items without a figure are in none, and `untold` counts them."""
    most: tuple[Money, ...]
    untold: int
    doubts: tuple[Doubt, ...]
    """Of all items, each once."""


def ground_of(customer: Customer, contract_on: date, home: str, policy: InterestPolicy) -> tuple[Ground, tuple[Doubt, ...]]:
    """On which ground debts of a contract of this day bear interest (clause, else law, else convention), and its doubts.

    `home` is the exporter's own country.
    """
    law = customer.law.upper() or (home if customer.country == home else "")
    convention = convention_holds(home, customer.country, contract_on, policy.cisg_states, policy.cisg_apart)
    if law and law != "CISG":
        statute = _statute(law, policy)
        doubts = () if statute or customer.interest_percent is not None else (Doubt.LAW_WITHOUT_RATE,)
        return Ground(customer.interest_percent, statute, uk_link=_uk_link(customer, home)), doubts
    written = bool(law) or customer.interest_percent is not None
    ground = Ground(customer.interest_percent, cisg=bool(law) or convention, cisg_law=_statute(home, policy))
    return ground, (() if written else (Doubt.LAW_NOT_WRITTEN,))


def _statute(country: str, policy: InterestPolicy) -> Statute | None:
    if country in policy.eu_states:
        return Statute.EU
    return {"GB": Statute.UK, "CN": Statute.CHINA}.get(country)


def _uk_link(customer: Customer, home: str) -> bool | None:
    """Whether more than the choice of law links the contract to the United Kingdom; one party there is no answer."""
    if customer.country == home == "GB":
        return True
    if "GB" in (customer.country, home):
        return None
    return False if customer.country else None


def interest_claim(entry: Assessment, book: Book) -> InterestClaim:
    """What could be claimed on everything overdue and not contested, at the end of the assessment's day."""
    policy = book.policy.interest
    ordered = {order.id: order.on for order in entry.account.orders}
    paid = part_payments(entry.account, entry.on)
    rates = _reference(policy)
    items = []
    for item in entry.ledger.overdue:
        contested = entry.disputed_amount(item)
        if contested < item.open:
            ground, doubts = ground_of(entry.account.customer, _concluded(item.invoice, ordered), book.home, policy)
            claim = late_interest(_debt(item, contested, paid.get(item.invoice.id, ())), entry.on, ground, rates, policy)
            items.append(ClaimedInterest(item.invoice.id, item.invoice.due_on, _doubted(claim, entry.on, doubts, policy)))
    told = [found.claim for found in items if found.claim.interest is not None]
    return InterestClaim(
        tuple(items),
        _sums([claim.interest for claim in told]),
        _sums([claim.most for claim in told]),
        len(items) - len(told),
        tuple(dict.fromkeys(doubt for found in items for doubt in found.claim.doubts)),
    )


def _concluded(invoice: Invoice, ordered: Mapping[str, date]) -> date:
    """Day of the contract: that of the order, else of the invoice, which is no earlier."""
    return min(ordered.get(invoice.order_id, invoice.issued_on), invoice.issued_on)


def _debt(item: OpenItem, contested: Money, parts: tuple[tuple[date, int], ...]) -> LateDebt:
    """What was owed on the due date and is not contested, and what was paid on it since."""
    due, amount = item.invoice.due_on, item.invoice.amount
    before = sum(minor for day, minor in parts if day <= due)
    late = tuple((day, Money(minor, amount.currency)) for day, minor in parts if day > due)
    return LateDebt(Money(amount.minor - before - contested.minor, amount.currency), due, late)


def _doubted(claim: LateInterest, on: date, doubts: tuple[Doubt, ...], policy: InterestPolicy) -> LateInterest:
    ended = (Doubt.TABLE_ENDED,) if claim.statute is not None and on > policy.complete_to else ()
    return replace(claim, doubts=(*doubts, *claim.doubts, *ended))


def _reference(policy: InterestPolicy) -> Mapping[Statute, Mapping[date, Decimal]]:
    tables = {Statute.EU: policy.eu_reference, Statute.UK: policy.uk_reference, Statute.CHINA: policy.china_reference}
    return {law: {date.fromisoformat(day): rate for day, rate in table.items()} for law, table in tables.items()}


def _sums(amounts: list[Money | None]) -> tuple[Money, ...]:
    known = [amount for amount in amounts if amount is not None]
    return tuple(total((m for m in known if m.currency == code), code) for code in sorted({m.currency for m in known}))
