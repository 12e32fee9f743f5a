"""Orders asked of a little book: one buyer, one order on its terms, the answer and what each rule saw."""

from dataclasses import replace

from credit.assess import assess_book
from credit.book import Book
from credit.country import NO_COUNTRIES, Countries
from credit.limits.group import group_of
from credit.orders.check import OrderCheck, RuleLook, check_order
from credit.orders.hold_rules import RuleName
from credit.orders.weighing import Documents
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates
from credit.terms import NO_TERMS, parse
from tests.credit.little_book import TODAY, little_book, money

__all__ = ["GOOD", "asked", "codes", "looked"]

GOOD = """
    buyer    C1                 limit=10000USD
    invoice  C1  H1  -90  900USD
    receipt  C1  R1  -88  900USD  for=H1
    report   C1  B1  -20  bureau  as_of=-25
    invoice  C1  I1  +20 4000USD
"""
"""A buyer with a record, a fresh report and 6,000 of room."""


def asked(
    text: str,
    order: str = "1000USD",
    terms: str = "",
    policy: Policy = DEFAULT_POLICY,
    rates: Rates = NO_RATES,
    countries: Countries = NO_COUNTRIES,
    documents: Documents = Documents.BANK,
    incoterm: str = "",
) -> OrderCheck:
    """An order of C1 of the table, checked on `TODAY`, its family looked at."""
    book: Book = replace(little_book(text, policy, rates), countries=countries)
    found = assess_book(book, TODAY)
    group = group_of(found, "C1")
    room, family = (group.tightest, group.relatives("C1")) if group else (None, ())
    understood = parse(terms) if terms else NO_TERMS
    return check_order(found.of("C1"), money(order), book, understood, documents, incoterm, room, family)


def codes(answer: OrderCheck) -> list[str]:
    """Codes of the reasons, the binding one first."""
    return [reason.code for reason in answer.reasons]


def looked(answer: OrderCheck, rule: RuleName) -> RuleLook:
    """What one rule saw."""
    return next(look for look in answer.rules if look.name is rule)
