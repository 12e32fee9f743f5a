"""A little book written as a table, so that a test carries its example at its top.

One fact a line: what it is, whose, its number, its day, an amount and a word where it has one, then `name=value` pairs.

    buyer    C1                           limit=5000USD  insured=3000USD
    invoice  C1  I1   -45  1000USD        issued=-105    order=O1
    sale     C1  I2   -45  1000USD        terms=30%TT@order;70%TT@BL  order=O1  @order=-110  @BL=-40  etd=-41
    order    C1  O1  -110  1000USD
    receipt  C1  R1   -10   400USD        for=I1
    call     C1  K1    -3  no_answer
    promise  C1  P1    -3   600USD        by=+2  for=I1
    dispute  C1  D1    -3  quality        for=I1
    hold     C1  H1    -1  talks          until=+5
    event    C1  E1    -9  winding_up_petition
    report   C1  B1   -20  bureau         as_of=-25  financial_strength.rating_provider:18
    lenient  C1  L1    -9  potential      until=+90  cap=9000USD  evidence=chain_listed
    class    C1  V1    -9  dead           until=+90  reason=told
    pin      C1  N1    -9                 until=+9   reason=boss
    release  C1  T1    -9  overdue_days   until=+9   reason=boss
    security C1  S1    -9  1000USD        form=standby_lc
    given    C1  A1    -9  anna           until=+9   reason=talks
    shipment C1  M1    -9  1000USD        papers=originals_held  for=I1  eta=+20

A sale is an invoice on terms, issued on its day; it is as many facts as its terms have instalments, `@EVENT` are the days of its
events. A day is a date, or days from `TODAY` with their sign; an invoice's day is its due date and it is issued 60 days earlier.
Any other field of a fact can be given by its name (`country=GB`, `arrived_on=-3`, `amount=400USD`); a report's findings are
`key:value`, numbers as decimals, `1000USD` as money, `45%` with its unit, `true`, `false` and days as what they are.
Everything is learnt on the day it happens (an invoice when it is issued, a buyer long ago) unless `learnt=` says otherwise.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from credit.account import Account, Fact
from credit.activity import Acknowledgement, Channel, Contact, Dispute, Hold, Outcome, Promise
from credit.assess import assess_book
from credit.assessment import Assessment
from credit.assignment import Assignment
from credit.book import Book
from credit.change import Drop
from credit.customer import Customer
from credit.decision import ClassOverride, Leniency, LeniencyReason, OrderRelease, Pin
from credit.five_classes import DebtClass
from credit.invoice import Invoice, Order
from credit.invoicing import in_instalments
from credit.money import Money
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates, Series
from credit.receipt import Receipt
from credit.report import CreditReport, EventKind, Finding, Match, RiskEvent
from credit.security import Security, SecurityForm
from credit.shipment import Papers, Shipment
from credit.term_words import BASELINES, Baseline
from credit.terms import parse
from credit.worklist import Worklist, worklist

__all__ = ["TODAY", "assessed", "day", "drops", "facts", "little_book", "money", "published", "queue"]

TODAY = date(2024, 6, 12)
"""A Wednesday."""
TERMS = timedelta(days=60)
LONG_AGO = TODAY - timedelta(days=5000)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, its parts by name."""

    buyer: str
    id: str
    on: date
    words: tuple[str, ...]
    pairs: dict[str, str]

    @property
    def learnt(self) -> date:
        return self.day("learnt", self.on)

    @property
    def amount(self) -> Money:
        return money(self.words[0])

    @property
    def invoices(self) -> tuple[str, ...]:
        return tuple(self.pairs["for"].split(",")) if "for" in self.pairs else ()

    def day(self, name: str, otherwise: date) -> date:
        return day(self.pairs[name]) if name in self.pairs else otherwise

    def money(self, name: str) -> Money | None:
        return money(self.pairs[name]) if name in self.pairs else None


def day(text: str) -> date:
    """A date as written, or so many days from `TODAY`: `-45`, `+3`, `0`."""
    return date.fromisoformat(text) if len(text) == 10 else TODAY + timedelta(days=int(text))


def money(text: str) -> Money:
    """`1000.50USD` as money."""
    return Money.of(text[:-3], text[-3:])


def _buyer(line: Line) -> Customer:
    learnt = line.day("learnt", LONG_AGO)
    name, currency = line.pairs.get("name", line.buyer), line.pairs.get("currency", "")
    return Customer(line.buyer, name, learnt, currency=currency, limit=line.money("limit"), insured_limit=line.money("insured"))


def _invoice(line: Line) -> Invoice:
    issued = line.day("issued", line.on - TERMS)
    learnt = line.day("learnt", issued)
    return Invoice(line.id, line.buyer, line.amount, issued, line.on, learnt, line.pairs.get("order", ""))


def _promise(line: Line) -> Promise:
    return Promise(line.id, line.buyer, line.on, line.learnt, line.amount, line.day("by", line.on), line.invoices)


def _dispute(line: Line) -> Dispute:
    closed = line.day("closed", date.max)
    return Dispute(
        line.id, line.buyer, line.on, line.learnt, line.words[0], line.invoices, closed if closed != date.max else None
    )


def _lenient(line: Line) -> Leniency:
    evidence = tuple(line.pairs.get("evidence", "seen").split(","))
    return Leniency(
        line.id, line.buyer, line.on, line.learnt, LeniencyReason(line.words[0]), line.day("until", line.on),
        money(line.pairs["cap"]), evidence,
    )  # fmt: skip


def _event(line: Line) -> RiskEvent:
    match = Match(line.pairs.get("match", Match.EXACT_ID))
    return RiskEvent(line.id, line.buyer, EventKind(line.words[0]), line.on, line.learnt, "gazette", match=match)


def _report(line: Line) -> CreditReport:
    fetched = datetime.combine(line.on, time(9), UTC)
    as_of = line.day("as_of", date.max)
    found = tuple(_finding(word) for word in line.words[1:])
    return CreditReport(line.id, line.buyer, line.words[0], fetched, line.learnt, as_of if as_of != date.max else None, found)


def _finding(word: str) -> Finding:
    key, _, value = word.partition(":")
    if re.fullmatch(r"-?[0-9.]+%?", value):
        return Finding(key, Decimal(value.rstrip("%")), unit="percent" if value.endswith("%") else "")
    if value in ("true", "false") or re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return Finding(key, value == "true" if value in ("true", "false") else date.fromisoformat(value))
    return Finding(key, money(value) if re.fullmatch(r"-?[0-9.]+[A-Z]{3}", value) else value)


def _contact(channel: Channel) -> Callable[[Line], Contact]:
    def made(line: Line) -> Contact:
        outcome = Outcome(line.words[0]) if line.words else Outcome.NONE
        return Contact(line.id, line.buyer, line.on, line.learnt, channel, outcome, line.invoices)

    return made


MAKERS: dict[str, Callable[[Line], Fact]] = {
    "buyer": _buyer,
    "invoice": _invoice,
    "order": lambda line: Order(line.id, line.buyer, line.amount, line.on, line.learnt),
    "receipt": lambda line: Receipt(line.id, line.buyer, line.amount, line.on, line.learnt, line.invoices),
    "promise": _promise,
    "dispute": _dispute,
    "hold": lambda line: Hold(line.id, line.buyer, line.on, line.learnt, line.day("until", line.on), line.words[0]),
    "lenient": _lenient,
    "class": lambda line: ClassOverride(
        line.id,
        line.buyer,
        line.on,
        line.learnt,
        DebtClass(line.words[0]),
        line.day("until", line.on),
        "",
    ),
    "pin": lambda line: Pin(line.id, line.buyer, line.on, line.learnt, line.day("until", line.on), ""),
    "given": lambda line: Assignment(line.id, line.buyer, line.on, line.learnt, line.words[0]),
    "release": lambda line: OrderRelease(line.id, line.buyer, line.on, line.learnt, line.words, line.day("until", line.on), ""),
    "shipment": lambda line: Shipment(
        line.id, line.buyer, line.on, line.learnt, line.amount, Papers(line.pairs["papers"]), line.invoices
    ),
    "security": lambda line: Security(line.id, line.buyer, line.on, line.learnt, SecurityForm(line.pairs["form"]), line.amount),
    "seen": lambda line: Acknowledgement(line.id, line.buyer, line.on, line.learnt),
    "event": _event,
    "report": _report,
    **{channel.value: _contact(channel) for channel in Channel},
}


def facts(text: str) -> tuple[Fact, ...]:
    """The facts of a table, line by line; a `#` begins a remark."""
    lines = (line.split("#")[0].split() for line in text.splitlines())
    return tuple(fact for parts in lines if parts for fact in (_sale(parts) if parts[0] == "sale" else (_fact(parts),)))


def _sale(parts: list[str]) -> tuple[Fact, ...]:
    """The invoice of a sale in its instalments."""
    pairs = dict(part.split("=", 1) for part in parts if "=" in part)
    _, buyer, number, on, amount = (part for part in parts if "=" not in part)
    events = {BASELINES[name[1:].lower()]: day(value) for name, value in pairs.items() if name.startswith("@")}
    whole = Invoice(
        number, buyer, money(amount), day(on), date.min, day(pairs.get("learnt", on)), pairs.get("order", ""),
        shipped_on=events.pop(Baseline.BL, None), happened=tuple(sorted(events.items())),
        expected=((Baseline.BL, day(pairs["etd"])),) if "etd" in pairs else (),
        refund=money(pairs["refund"]) if "refund" in pairs else None,
    )  # fmt: skip
    return in_instalments(whole, parse(pairs["terms"].replace("_", " ")))


def _fact(parts: list[str]) -> Fact:
    pairs = dict(part.split("=", 1) for part in parts if "=" in part)
    kind, buyer, *rest = (part for part in parts if "=" not in part)
    if kind == "buyer":
        return _completed(MAKERS[kind](Line(buyer, buyer, LONG_AGO, (), pairs)), pairs)
    return _completed(MAKERS[kind](Line(buyer, rest[0], day(rest[1]), tuple(rest[2:]), pairs)), pairs)


def _completed(fact: Fact, pairs: dict[str, str]) -> Fact:
    """The fact with every pair that bears the name of one of its fields and was not read by its maker."""
    said: dict[str, Any] = {
        field.name: _read(str(field.type), pairs[field.name])
        for field in fields(fact)
        if field.name in pairs and getattr(fact, field.name) in ("", None, (), False)
    }
    return replace(fact, **said) if said else fact


def _read(kind: str, word: str) -> object:
    """A word as the value of a field of this type."""
    kinds: dict[str, Callable[[str], object]] = {
        "date": day, "Money": money, "Decimal": Decimal, "bool": lambda text: text == "yes",
        "tuple": lambda text: tuple(text.split(",")), "int": int,
    }  # fmt: skip
    return next((read(word) for name, read in kinds.items() if name in kind), word)


def drops(versions: Iterable[Fact]) -> tuple[Drop, ...]:
    """What takes these versions out again."""
    return tuple(Drop(fact.customer_id, fact.kind, fact.id, fact.learnt_on) for fact in versions)


def little_book(text: str, policy: Policy = DEFAULT_POLICY, rates: Rates = NO_RATES, home: str = "CN") -> Book:
    """The book that holds the facts of a table; base currency USD. A house without a home keeps no holidays, but weekends."""
    written = facts(text)
    buyers = {fact.customer_id for fact in written}
    accounts = {id: Account.of(id, [fact for fact in written if fact.customer_id == id]) for id in sorted(buyers)}
    return Book(accounts, policy, rates, home=home)


def assessed(text: str, policy: Policy = DEFAULT_POLICY, rates: Rates = NO_RATES, on: date = TODAY) -> Assessment:
    """The only buyer of a table, assessed."""
    (only,) = assess_book(little_book(text, policy, rates), on).by_id.values()
    return only


def queue(text: str, policy: Policy = DEFAULT_POLICY, rates: Rates = NO_RATES, on: date = TODAY) -> Worklist:
    """The worklist of a table."""
    return worklist(assess_book(little_book(text, policy, rates), on))


def published(**rates: str) -> Rates:
    """Rates against EUR, all published long before `TODAY`: `published(USD="1.25")`, one euro buys 1.25 dollars."""
    return Rates(series={code: Series((LONG_AGO,), (Decimal(rate),)) for code, rate in rates.items()})
