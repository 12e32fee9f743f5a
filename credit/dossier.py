"""The bad-debt dossier of a Chinese house: on which ground a loss may be deducted, and which papers are still missing.

Grounds after 财税[2009]57 art. 4 and 国家税务总局公告2011年第25号 art. 23 and 24 (TRADE.md 3.9). Since 公告2018年第15号
no paper is filed: all are kept for inspection. A checklist, never a tax opinion: the tax office says what is conclusive.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from credit.account import Account
from credit.activity import Contact, Outcome
from credit.aging import OpenItem
from credit.calendar import months_after
from credit.money import Money
from credit.policy_ranges import ANY_AMOUNT
from credit.rates import Rates

__all__ = ["Dossier", "Dossiering", "Ground", "Paper", "complete_percent", "dossier"]

CURRENCY = "CNY"
"""Currency of the thresholds."""
HOUSE = "CN"
"""Country whose rule this is."""


class Ground(StrEnum):
    """Why a loss may be deducted."""

    INSOLVENT = "insolvent"
    """2009/57 art. 4(1): bankrupt, wound up or deregistered."""
    THREE_YEARS = "three_years"
    """2009/57 art. 4(3), 2011/25 art. 23: overdue for more than three years, with evidence that it cannot be paid."""
    SMALL = "small"
    """2011/25 art. 24: overdue for more than a year, and no more than RMB 50,000, or than 1/10,000 of a year's income."""


class Paper(StrEnum):
    """What the tax office may ask to see."""

    INVOICE = "invoice"
    CONTRACT = "contract"
    BILL_OF_LADING = "bill_of_lading"
    DUNNING = "dunning"
    """Demands whose arrival is proven."""
    EXPENSED = "expensed"
    """The loss was booked."""
    INSOLVENCY = "insolvency_papers"
    INABILITY = "evidence_of_inability"
    FOREIGN = "foreign_evidence"
    """An embassy's or a foreign intermediary's word on a debtor abroad."""
    EXPLANATION = "explanation"
    SPECIAL_REPORT = "special_report"


@dataclass(frozen=True, slots=True)
class Dossiering:
    """Thresholds of the two announcements [S]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {
        "years": (1, 30), "small_years": (1, 30), "small_amount": ANY_AMOUNT, "annual_income": (0, 10**15),
        "income_parts": (1, 10**9),
    }  # fmt: skip

    years: int = 3
    small_years: int = 1
    small_amount: Decimal = Decimal(50000)
    """RMB up to which a single item is small ..."""
    annual_income: Decimal = Decimal(0)
    """The house's income of a year in RMB; 0: not known, and then its share decides nothing."""
    income_parts: int = 10000
    """... or so small a part of the income."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The checklist of one item."""

    invoice: str
    grounds: tuple[Ground, ...]
    """Empty: on no ground yet."""
    held: tuple[Paper, ...]
    missing: tuple[Paper, ...]
    """What these grounds ask for, or would, and nothing in the book shows."""
    worth: Money | None
    """What is open in RMB; `None` where no rate is known, and then it cannot be called small."""


def complete_percent(items: Iterable[Dossier]) -> int:
    """How much of the checklists is there, in whole percent: 100 only when nothing is missing."""
    held, missing = (sum(map(len, papers)) for papers in zip(*((item.held, item.missing) for item in items), strict=True))
    return held * 100 // (held + missing)


def dossier(
    account: Account, items: tuple[OpenItem, ...], on: date, rates: Rates, policy: Dossiering, home: str
) -> tuple[Dossier, ...]:
    """A checklist for each overdue item, the oldest first; empty for a house elsewhere."""
    if home != HOUSE:
        return ()
    ordered = {order.id for order in account.orders}
    return tuple(_of(account, item, on, rates, policy, ordered) for item in items if item.dpd > 0)


def _of(account: Account, item: OpenItem, on: date, rates: Rates, policy: Dossiering, ordered: Container[str]) -> Dossier:
    converted = rates.convert(item.open, CURRENCY, on)
    worth = converted.money if converted is not None else None
    insolvent = _insolvent(account, on)
    grounds = tuple(_grounds(item, on, worth, insolvent, policy))
    needed = _needed(account, grounds)
    shown = _shown(account, item, on, insolvent, ordered)
    held = tuple(paper for paper in needed if paper in shown)
    return Dossier(item.invoice.id, grounds, held, tuple(paper for paper in needed if paper not in shown), worth)


def _insolvent(account: Account, on: date) -> bool:
    """Whether proceedings were opened, or the company no longer exists."""
    return any(e.event.opens_insolvency and e.counts and e.published_on <= on for e in account.events)


def _grounds(item: OpenItem, on: date, worth: Money | None, insolvent: bool, policy: Dossiering) -> Iterator[Ground]:
    due_on = item.invoice.due_on
    if insolvent:
        yield Ground.INSOLVENT
    if on > months_after(due_on, policy.years * 12):
        yield Ground.THREE_YEARS
    small = max(policy.small_amount, policy.annual_income / policy.income_parts)
    if worth is not None and worth.amount <= small and on > months_after(due_on, policy.small_years * 12):
        yield Ground.SMALL


def _needed(account: Account, grounds: tuple[Ground, ...]) -> list[Paper]:
    """The papers of the ground that asks for least; without a ground, those every ground asks for."""
    papers = [Paper.INVOICE, Paper.CONTRACT, Paper.BILL_OF_LADING, Paper.DUNNING, Paper.EXPENSED, Paper.EXPLANATION]
    if Ground.INSOLVENT in grounds:
        papers.append(Paper.INSOLVENCY)
    elif grounds:
        papers.append(Paper.SPECIAL_REPORT)
        if Ground.SMALL not in grounds:
            papers.append(Paper.INABILITY)
    if account.customer.country not in ("", HOUSE):
        papers.append(Paper.FOREIGN)
    return papers


def _shown(account: Account, item: OpenItem, on: date, insolvent: bool, ordered: Container[str]) -> set[Paper]:
    """The papers the book itself shows; an explanation and a report are written last and never stand in it."""
    shown = {Paper.INVOICE}
    if item.invoice.order_id in ordered:
        shown.add(Paper.CONTRACT)
    if item.invoice.shipped_on is not None:
        shown.add(Paper.BILL_OF_LADING)
    if insolvent:  # a published notice is what a register abroad says
        shown |= {Paper.INSOLVENCY, Paper.FOREIGN}
    for contact in account.contacts:
        if contact.on <= on and (not contact.invoices or item.invoice.id in contact.invoices):
            shown |= set(_proven(contact, item, on))
    return shown


def _proven(contact: Contact, item: OpenItem, on: date) -> Iterator[Paper]:
    arrived = contact.arrived_on is not None and contact.arrived_on <= on
    if arrived and contact.outcome.with_buyer and contact.on > item.invoice.due_on:
        yield Paper.DUNNING
    if contact.outcome is Outcome.WRITTEN_OFF:
        yield Paper.EXPENSED
    if contact.outcome is Outcome.UNENFORCEABLE:
        yield Paper.INABILITY
