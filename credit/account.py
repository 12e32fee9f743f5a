"""An account: one buyer with everything that belongs to it. The unit of the house.

One conversation, one assessment, one row, one page. An account keeps every version of every fact; what is current is the
version learnt last. Because no version is ever lost, the account as known on an earlier day is the same account with the
later versions left out, and a change can always be taken back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import TypeVar, cast

from credit.activity import Acknowledgement, Contact, Dispute, Hold, Promise
from credit.assignment import Assignment
from credit.check import Check
from credit.customer import Customer
from credit.decision import ClassOverride, Leniency, OrderRelease, Pin
from credit.dispatch import Dispatch
from credit.identity import Identification
from credit.invoice import Invoice, Order
from credit.proposal import Proposal
from credit.receipt import Receipt
from credit.report import CreditReport, Match, RiskEvent
from credit.security import Security
from credit.shipment import Shipment
from credit.term_words import Baseline

__all__ = ["Account", "Fact", "FactKey", "VersionKey", "dated_on", "fact_key", "version_key"]

Fact = (
    Customer | Order | Invoice | Receipt | Security | Shipment
    | Contact | Promise | Dispute | Hold | Acknowledgement
    | Leniency | ClassOverride | Pin | OrderRelease | Assignment | Proposal
    | CreditReport | RiskEvent | Check | Identification | Dispatch
)  # fmt: skip
FactKey = tuple[str, str]
"""Kind and id: one fact of an account, whatever its version."""
VersionKey = tuple[str, str, date]
"""Kind, id and the day it was learnt: one version of one fact."""


Kind = TypeVar("Kind", bound=Fact)

_learnt_on, _by_version, _by_day = attrgetter("learnt_on"), attrgetter("id", "learnt_on"), attrgetter("on", "id")
_by_due_date, _by_publication = attrgetter("due_on", "issued_on", "id"), attrgetter("published_on", "id")


def fact_key(fact: Fact) -> FactKey:
    """Which fact of its account this is."""
    return (fact.kind, fact.id)


def version_key(fact: Fact) -> VersionKey:
    """Which version of which fact this is."""
    return (fact.kind, fact.id, fact.learnt_on)


def dated_on(fact: Fact) -> date:
    """The first day on which this version counts: when it was learnt, or when it happened where that was planned ahead."""
    match fact:
        case Invoice():
            return max(fact.learnt_on, fact.issued_on)
        case Receipt() | Order() | Shipment() | Contact() | Promise() | Dispute() | Hold():
            return max(fact.learnt_on, fact.on)
        case RiskEvent():
            return max(fact.learnt_on, fact.published_on)
        case _:
            return fact.learnt_on


@dataclass(frozen=True, slots=True)
class Account:
    """One buyer and all that is known of it. Made by `of`; equal when id and versions are."""

    id: str
    versions: tuple[Fact, ...] = ()
    """Every version of every fact, sorted by `version_key`."""
    customer: Customer = field(compare=False, default=Customer("", "", date.min))
    """The buyer; where nobody described it yet, its number stands for its name."""
    customers: tuple[Customer, ...] = field(compare=False, default=())
    """What was ever said of the buyer itself, the oldest first."""
    orders: tuple[Order, ...] = field(compare=False, default=())
    invoices: tuple[Invoice, ...] = field(compare=False, default=())
    """Current invoices, oldest due date first."""
    receipts: tuple[Receipt, ...] = field(compare=False, default=())
    """Current receipts in the order they came in; of one day, money taken back comes last."""
    contacts: tuple[Contact, ...] = field(compare=False, default=())
    promises: tuple[Promise, ...] = field(compare=False, default=())
    disputes: tuple[Dispute, ...] = field(compare=False, default=())
    holds: tuple[Hold, ...] = field(compare=False, default=())
    acknowledgements: tuple[Acknowledgement, ...] = field(compare=False, default=())
    leniencies: tuple[Leniency, ...] = field(compare=False, default=())
    overrides: tuple[ClassOverride, ...] = field(compare=False, default=())
    pins: tuple[Pin, ...] = field(compare=False, default=())
    releases: tuple[OrderRelease, ...] = field(compare=False, default=())
    assignments: tuple[Assignment, ...] = field(compare=False, default=())
    """Who was given the buyer, the latest last."""
    proposals: tuple[Proposal, ...] = field(compare=False, default=())
    """What was proposed and needs a second person, the latest last."""
    securities: tuple[Security, ...] = field(compare=False, default=())
    shipments: tuple[Shipment, ...] = field(compare=False, default=())
    reports: tuple[CreditReport, ...] = field(compare=False, default=())
    """Reports, the latest opinion first, whenever it was fetched."""
    events: tuple[RiskEvent, ...] = field(compare=False, default=())
    """Published events of this buyer, oldest first."""
    notices: tuple[RiskEvent, ...] = field(compare=False, default=())
    """The same with those that may be about somebody else, and those a person said are."""
    checks: tuple[Check, ...] = field(compare=False, default=())
    """The last search of each register, the latest first."""
    identifications: tuple[Identification, ...] = field(compare=False, default=())
    """What a person decided about candidates of registers, oldest first."""
    dispatches: tuple[Dispatch, ...] = field(compare=False, default=())
    """Letters handed to the mail server, or about to be, oldest first."""
    last_learnt: date = field(compare=False, default=date.min)
    kept: dict[str, object] = field(init=False, compare=False, repr=False, default_factory=dict)
    """What follows from its facts on whatever day one looks: whoever works it out keeps it here, under a name of its own."""
    parts: Mapping[str, tuple[str, ...]] = field(compare=False, default_factory=dict)
    """Instalments by the number of their whole, in the order of their due dates; empty where there are none.

    Receipts, contacts, promises and disputes that name the whole name its instalments here; `versions` keep what was said.
    """

    @classmethod
    def of(cls, id: str, versions: Iterable[Fact]) -> "Account":
        """The account with these versions; of each fact the version learnt last is current."""
        told = _by_kind(versions)
        ordered = tuple(chain.from_iterable(told.values()))
        current = {kind: {fact.id: fact for fact in mine}.values() for kind, mine in told.items()}  # the version learnt last wins
        invoices = tuple(sorted(_only(Invoice, current), key=_by_due_date))
        parts = _parts(invoices)
        notices = tuple(sorted(_only(RiskEvent, current), key=_by_publication))
        return cls(
            id,
            ordered,
            customer=next(iter(_only(Customer, current)), Customer(id, id, date.min)),
            customers=tuple(cast("list[Customer]", told.get(Customer.kind, ()))),
            orders=tuple(sorted(_only(Order, current), key=_by_day)),
            invoices=invoices,
            receipts=tuple(
                sorted(_receipts(_only(Receipt, current), invoices, parts), key=lambda f: (f.on, f.amount.minor < 0, f.id))
            ),
            contacts=tuple(sorted(_meant(_only(Contact, current), parts), key=_by_day)),
            promises=tuple(sorted(_meant(_only(Promise, current), parts), key=_by_day)),
            disputes=tuple(sorted(_meant(_only(Dispute, current), parts), key=_by_day)),
            holds=tuple(sorted(_only(Hold, current), key=_by_day)),
            acknowledgements=tuple(_only(Acknowledgement, current)),
            leniencies=tuple(sorted(_only(Leniency, current), key=_by_day)),
            overrides=tuple(sorted(_only(ClassOverride, current), key=_by_day)),
            pins=tuple(sorted(_only(Pin, current), key=_by_day)),
            releases=tuple(sorted(_only(OrderRelease, current), key=_by_day)),
            assignments=tuple(sorted(_only(Assignment, current), key=_by_day)),
            proposals=tuple(sorted(_only(Proposal, current), key=_by_day)),
            securities=tuple(sorted(_only(Security, current), key=_by_day)),
            shipments=tuple(sorted(_only(Shipment, current), key=_by_day)),
            reports=tuple(sorted(_only(CreditReport, current), key=lambda f: (f.spoken_on, f.fetched_at), reverse=True)),
            events=tuple(notice for notice in notices if notice.match.ours),
            notices=notices,
            checks=tuple(sorted(_only(Check, current), key=_by_day, reverse=True)),
            identifications=tuple(sorted(_only(Identification, current), key=_by_day)),
            dispatches=tuple(sorted(_only(Dispatch, current), key=_by_day)),
            last_learnt=max(map(_learnt_on, ordered), default=date.min),
            parts=parts,
        )

    @property
    def described(self) -> bool:
        """Whether anybody said who this buyer is; facts that name a number nobody knows make an account of their own."""
        return any(fact.kind == Customer.kind for fact in self.versions)

    @property
    def possible(self) -> tuple[RiskEvent, ...]:
        """Notices that may be about this buyer, oldest first; a person has to say whose they are."""
        return tuple(notice for notice in self.notices if notice.match is Match.POSSIBLE)

    def meant(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """These numbers with each whole replaced by its instalments, in the order of their due dates."""
        return tuple(part for number in numbers for part in self.parts.get(number, (number,))) if self.parts else numbers

    def as_known_on(self, day: date) -> "Account":
        """This account with what had been learnt by the end of `day`; itself where nothing was learnt later."""
        if self.last_learnt <= day:
            return self
        return Account.of(self.id, (fact for fact in self.versions if fact.learnt_on <= day))

    def succeeded(self, put: Iterable[Fact], drop: Iterable[VersionKey]) -> "Account":
        """The account after versions were put (replacing the same version) and dropped."""
        kept = self.by_version()
        for gone in drop:
            kept.pop(gone, None)
        kept.update((version_key(fact), fact) for fact in put)
        return Account.of(self.id, kept.values())

    def by_version(self) -> dict[VersionKey, Fact]:
        """Every version by its key, as a dictionary of the caller's own."""
        return {version_key(fact): fact for fact in self.versions}

    def current(self) -> Mapping[FactKey, Fact]:
        """The current version of every fact by its key."""
        return {fact_key(fact): fact for fact in self.versions}  # sorted: the version learnt last wins

    def __bool__(self) -> bool:
        return bool(self.versions)


def _by_kind(versions: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Every version by its kind, sorted by `version_key`."""
    told: dict[str, list[Fact]] = {}
    for fact in versions:
        told.setdefault(fact.kind, []).append(fact)
    return {kind: sorted(told[kind], key=_by_version) for kind in sorted(told)}


def _only(kind: type[Kind], current: Mapping[str, Iterable[Fact]]) -> Iterable[Kind]:
    return cast("Iterable[Kind]", current.get(kind.kind, ()))


def _parts(invoices: tuple[Invoice, ...]) -> dict[str, tuple[str, ...]]:
    """Instalments by their whole; where the whole stands as an invoice of its own as well, it is among them."""
    parts: dict[str, list[str]] = {}
    for invoice in invoices:
        if invoice.instalment_of:
            parts.setdefault(invoice.instalment_of, []).append(invoice.id)
    if not parts:
        return {}
    for invoice in invoices:
        if invoice.id in parts and invoice.amount:
            parts[invoice.id].append(invoice.id)
    return {whole: tuple(found) for whole, found in parts.items()}


Naming = TypeVar("Naming", Receipt, Contact, Promise, Dispute)


def _meant(facts: Iterable[Naming], parts: Mapping[str, tuple[str, ...]]) -> Iterable[Naming]:
    """Facts that name a whole number, naming its instalments instead; the versions keep what was said."""
    if not parts:
        return facts
    return [
        replace(fact, invoices=tuple(part for number in fact.invoices for part in parts.get(number, (number,))))
        if any(number in parts for number in fact.invoices)
        else fact
        for fact in facts
    ]


def _receipts(facts: Iterable[Receipt], invoices: Iterable[Invoice], parts: Mapping[str, tuple[str, ...]]) -> Iterable[Receipt]:
    """Receipts by the instalments they are for; the deposit of an order is for those that ask for it."""
    deposits: dict[str, list[str]] = {}
    for invoice in invoices:
        if invoice.baseline is Baseline.ORDER and invoice.order_id:
            deposits.setdefault(invoice.order_id, []).append(invoice.id)
    if not deposits:
        return _meant(facts, parts)
    return [
        replace(fact, invoices=tuple(deposits[fact.order_id])) if not fact.invoices and fact.order_id in deposits else fact
        for fact in _meant(facts, parts)
    ]
