"""Who a buyer is in somebody else's register, and what a person decided about it.

A number both sides write decides by itself. A name, however alike, is a proposal: the wrong namesake's petition stops a good
buyer's shipment, and the right one that nobody noticed is the founding story of this house. So a person decides, once, and the
decision is a fact of the account: what was refused is not proposed again, what was accepted is asked by its number from then on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.company_name import folded_name, resemblance
from credit.company_number import written
from credit.customer import Customer

__all__ = ["Candidate", "Identification", "Likeness", "Ranked", "candidate_id", "likeness", "ranked"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One company in a register that may be the buyer."""

    provider: str
    kind: str
    """Kind of registration the register knows it by: `company_number`, `lei`, `connect_id`, ..."""
    number: str
    name: str
    other_names: tuple[str, ...] = ()
    country: str = ""
    """ISO 3166-1 alpha-2; empty where the register does not say."""
    registrations: tuple[tuple[str, str], ...] = ()
    """Further numbers the register tells, as pairs of kind and number."""
    status: str = ""
    """The register's own word for its standing."""
    place: str = ""
    """Town or address, for a person who compares."""

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Every number of it, its own first."""
        return ((self.kind, self.number), *self.registrations)


@dataclass(frozen=True, slots=True)
class Identification:
    """What a person decided about one candidate."""

    kind: ClassVar[str] = "identification"

    id: str
    """Register, kind of number and number, so that a later decision about the same candidate replaces this one."""
    customer_id: str
    on: date
    learnt_on: date
    provider: str
    name: str
    """The candidate's name as it was decided on."""
    same: bool
    """Whether it is this buyer."""
    number_kind: str = ""
    number: str = ""
    reason: str = ""


class Likeness(StrEnum):
    """How surely a candidate is the buyer, the surest first."""

    SAME_NUMBER = "same_number"
    """Both write the same number of one kind, a company number in one country: no person need decide."""
    SAME_NAME = "same_name"
    """One name without legal form, case and accents, in the buyer's country or where one side names none."""
    OTHER_NAME = "other_name"
    """Another name or another country, and no number that decides: kept for an eye, in the order of `resemblance`."""
    OTHER_NUMBER = "other_number"
    """A number of the same kind that differs: somebody else, whatever the name."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in the order in which a person should look."""

    candidate: Candidate
    likeness: Likeness
    percent: int
    """How alike the names are, of the pair that is most alike."""


def likeness(customer: Customer, candidate: Candidate) -> Likeness:
    """Number first, name and country second."""
    abroad = bool(customer.country and candidate.country and customer.country != candidate.country)
    country = "" if abroad else customer.country or candidate.country
    national = frozenset({"company_number"}) if abroad else frozenset[str]()  # each country counts its companies from one
    ours, theirs = (_compared(numbers, country, national) for numbers in (customer.registrations, candidate.numbers))
    agree = bool(ours & theirs)
    differ = bool({kind for kind, _ in ours - theirs} & {kind for kind, _ in theirs - ours})
    if agree != differ:  # numbers that contradict each other are for a person, as no numbers are
        return Likeness.SAME_NUMBER if agree else Likeness.OTHER_NUMBER
    same = not _folded(_names(customer)).isdisjoint(_folded((candidate.name, *candidate.other_names)))
    return Likeness.SAME_NAME if same and not abroad else Likeness.OTHER_NAME


def ranked(customer: Customer, candidates: Iterable[Candidate], decided: Iterable[Identification] = ()) -> Sequence[Ranked]:
    """The candidates in the order to look at them, without those a person said are not this buyer."""
    refused = {decision.id for decision in decided if not decision.same}
    found = [_ranked(customer, candidate) for candidate in candidates if candidate_id(candidate) not in refused]
    return sorted(
        found, key=lambda one: (tuple(Likeness).index(one.likeness), -one.percent, one.candidate.name, one.candidate.number)
    )


def candidate_id(candidate: Candidate) -> str:
    """What a decision about this candidate is known by."""
    return f"{candidate.provider}:{candidate.kind}:{_bare(candidate.number)}"


def _ranked(customer: Customer, candidate: Candidate) -> Ranked:
    pairs = [(ours, theirs) for ours in _names(customer) for theirs in (candidate.name, *candidate.other_names)]
    return Ranked(candidate, likeness(customer, candidate), max((resemblance(*pair) for pair in pairs), default=0))


def _compared(numbers: Iterable[tuple[str, str]], country: str, without: frozenset[str]) -> set[tuple[str, str]]:
    """Numbers by kind as they are compared, without the kinds that say nothing here."""
    told = ((kind, written(number, country) if kind == "company_number" else _bare(number)) for kind, number in numbers)
    return {(kind, number) for kind, number in told if number and kind not in without}


def _folded(names: Iterable[str]) -> set[str]:
    return {folded for name in names if (folded := folded_name(name))}


def _names(customer: Customer) -> tuple[str, ...]:
    return tuple(name for name in (customer.name, customer.name_local) if name)


def _bare(number: str) -> str:
    """A number without the spaces and case registers differ in; its zeros are part of it."""
    return "".join(number.split()).casefold()
