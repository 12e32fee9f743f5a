"""Facts as a person writes them by hand: each from what was said and, where it is known already, from what is known of it.

What no fact of that kind can say is refused here, before anything is entered or corrected.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from credit.account import Account
from credit.customer import Customer
from credit.invoice import Invoice, Order
from credit.invoicing import in_instalments
from credit.money import Money
from credit.problem import CurrencyMismatch, RefusedChange
from credit.receipt import Receipt
from credit.terms import parse

__all__ = ["bought", "called", "owed", "paid", "whole_invoice"]

Said = Mapping[str, Any]


def called(account: Account, id: str, said: Said, on: date) -> tuple[Customer, ...]:
    """The buyer; numbers of registers are added to those that are known, an empty one takes its kind out.

    Refused without a name, for a country that is no code of two letters, and for a parent that is the buyer itself. Raises
    `InvalidTerms` and `InvalidMoney`.
    """
    before = account.customer if account.described else Customer(id, "", on)
    numbers = {**dict(before.registrations), **dict(said.get("registrations", ()))}
    buyer: Customer = replace(
        before,
        **{**said, "registrations": tuple((kind, number) for kind, number in numbers.items() if number), "learnt_on": on},
    )
    if not buyer.name.strip():
        raise RefusedChange(reason="name_owed", id=id)
    if buyer.country and not (len(buyer.country) == 2 and buyer.country.isascii() and buyer.country.isalpha()):
        raise RefusedChange(reason="country_code", given=buyer.country)
    if buyer.parent == id:
        raise RefusedChange(reason="own_parent", id=id)
    if buyer.terms:
        parse(buyer.terms)
    if buyer.currency:
        Money.of(0, buyer.currency)
    return (buyer,)


def bought(account: Account, number: str, said: Said, on: date) -> tuple[Order, ...]:
    """The order; refused without an amount, and for one that left before it was taken. Raises `InvalidTerms`."""
    before = next((order for order in account.orders if order.id == number), None)
    known = before or Order(number, account.id, _amount(said), on, on)
    order: Order = replace(known, **said, learnt_on=on, from_invoices=False)
    _happened(order.on, on)
    _counts(order.amount, correcting=before is not None)
    if order.amount.minor < 0:
        raise RefusedChange(reason="order_amount")
    if order.shipped_on is not None:
        _happened(order.shipped_on, on)
        _follows(order.shipped_on, order.on)
    if order.terms:
        parse(order.terms)
    return (order,)


def owed(account: Account, number: str, said: Said, on: date) -> tuple[Invoice, ...]:
    """The invoice in its instalments: due on the day that was said, else by its terms, else by those of its buyer.

    Refused without an amount, for a due date before the issue, and where nothing says when it is due. Raises `InvalidTerms`.
    """
    before = whole_invoice(account, number)
    known = before or Invoice(number, account.id, _amount(said), on, on, on)
    whole: Invoice = replace(known, **said, learnt_on=on)
    _happened(whole.issued_on, on)
    _counts(whole.amount, correcting=before is not None)
    if "due_on" in said:
        _follows(whole.due_on, whole.issued_on)
        return (replace(whole, terms=said.get("terms", ""), **_GIVEN),)
    terms = whole.terms or ("" if before is not None else account.customer.terms)
    if before is not None and before.instalment is None and "terms" not in said:
        return (whole,)
    if not terms:
        raise RefusedChange(reason="no_due_date", number=number)
    try:
        return in_instalments(whole, parse(terms))
    except CurrencyMismatch as wrong:
        raise RefusedChange(reason="terms_currency", given=wrong.facts["left"], currency=whole.amount.currency) from None


def paid(account: Account, number: str, said: Said, on: date) -> tuple[Receipt, ...]:
    """The receipt; a negative amount is money given back. Refused without an amount, and for an invoice the buyer has not."""
    before = next((receipt for receipt in account.receipts if receipt.id == number), None)
    known = before or Receipt(number, account.id, _amount(said), on, on)
    shares: Said = {"shares": ()} if "invoices" in said else {}
    receipt: Receipt = replace(known, **shares, **said, learnt_on=on)
    _happened(receipt.on, on)
    _counts(receipt.amount, correcting=before is not None)
    standing = {invoice.id for invoice in account.invoices} | account.parts.keys()
    for named in said.get("invoices", ()):
        if named not in standing:
            raise RefusedChange(reason="unknown_invoice", invoice=named, id=account.id)
    return (receipt,)


_GIVEN: Mapping[str, Any] = {
    "provisional": False, "provisional_due_on": None, "instalment_of": "", "instalment": None, "baseline": None,
    "discount": None, "discount_until": None,
}  # fmt: skip
"""An invoice whose due date was given, and not counted."""


def whole_invoice(account: Account, number: str) -> Invoice | None:
    """The invoice of this number as one, its instalments summed; `None` where it is not known."""
    standing = {invoice.id: invoice for invoice in account.invoices}
    parts = [standing[part] for part in account.parts.get(number, ()) if part != number]
    if not parts:
        return standing.get(number)
    amount = Money(sum(part.amount.minor for part in parts), parts[0].amount.currency)
    refunds = [part.refund for part in parts if part.refund is not None]
    refund = Money(sum(each.minor for each in refunds), refunds[0].currency) if refunds else None
    return replace(parts[0], id=number, amount=amount, refund=refund, instalment_of="")


def _amount(said: Said) -> Money:
    amount = said.get("amount")
    if not isinstance(amount, Money):
        raise RefusedChange(reason="amount_owed")
    return amount


def _counts(amount: Money, correcting: bool) -> None:
    """Refuse an amount of nothing where the fact is new; where it is known, nothing takes it out."""
    if not amount and not correcting:
        raise RefusedChange(reason="amount_owed")


def _happened(day: date, on: date) -> None:
    if day > on:
        raise RefusedChange(reason="event_day", day=day, on=on)


def _follows(day: date, first: date) -> None:
    if day < first:
        raise RefusedChange(reason="day_before", day=day, first=first)
