"""What a list of buyers can be asked for: each field by the word that is typed, and where it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from credit.assessment import Assessment
from credit.assignment import same_person
from credit.customer import Customer
from credit.five_classes import DebtClass
from credit.flags import FLAGS
from credit.money import Money
from credit.query.initials import initials
from credit.query.language import Field, Language
from credit.query.values import AMOUNT, DAY, NUMBER, TEXT, Amounts, choice, names
from credit.rating.letter import Grade
from credit.report import Severity

__all__ = ["Buyer", "Words", "buyers", "name_words"]

GRADES = tuple(grade.value for grade in Grade if grade is not Grade.UNRATED)
FLAG_WORDS = {word: letter for letter, (word, _stands) in FLAGS.items()} | {letter.lower(): letter for letter in FLAGS}


@dataclass(frozen=True, slots=True)
class Buyer:
    """A row of a list of buyers."""

    entry: Assessment
    words: str
    """What plain words are looked for in, in small letters."""
    me: str = ""
    """Who asks; empty where nobody is named."""


@dataclass(frozen=True, slots=True)
class Words:
    """What fields and classes are called in the language spoken, each by its word in small letters."""

    fields: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)


def buyers(words: Words, saved: Mapping[str, str]) -> Language[Buyer]:
    """The language of lists of buyers; `saved` are the questions that were kept."""
    known = {**_FIELDS, "class": Field(choice([*DebtClass], aliases=words.classes), lambda row: row.entry.debt_class.value)}
    called = {word: known[name] for word, name in words.fields.items()}
    return Language(known | called, lambda row, word: word in row.words, saved)


def name_words(buyer: Customer) -> tuple[str, ...]:
    """The names of a buyer in small letters, in both scripts, and each Chinese one by its initials."""
    called = tuple(name.lower() for name in (buyer.name, buyer.name_local) if name)
    return (*called, *(short for name in called for short in initials(name)))


def _grade(row: Buyer) -> str | None:
    grade = row.entry.graded.value
    return None if grade is Grade.UNRATED else grade.value


def _overdue(row: Buyer) -> Amounts:
    entry = row.entry
    return Amounts(_based(entry.overdue_in_base, entry), {aging.currency: aging.overdue.minor for aging in entry.agings})


def _open(row: Buyer) -> Amounts:
    entry, aging = row.entry, row.entry.base_aging
    in_base = sum(aging[:-1]) - aging[-1] if aging is not None else None
    return Amounts(_based(in_base, entry), {aging.currency: aging.balance.minor for aging in entry.agings})


def _based(minor: int | None, entry: Assessment) -> Money | None:
    return None if minor is None else Money(minor, entry.base)


def _limit(row: Buyer) -> Amounts | None:
    entry = row.entry
    if (limit := entry.exposure.limit) is None:
        return None
    converted = entry.house.rates.convert(limit, entry.base, entry.on)
    return Amounts(None if converted is None else converted.money, {limit.currency: limit.minor})


def _currencies(row: Buyer) -> tuple[str, ...]:
    return tuple(sorted({item.open.currency.lower() for item in row.entry.ledger.open}))


def _flags(row: Buyer) -> tuple[str, ...]:
    return tuple(letter for letter, (_word, stands) in FLAGS.items() if stands(row.entry))


def _due(row: Buyer) -> date | None:
    return min((item.invoice.due_on for item in row.entry.ledger.open), default=None)


def _contacted(row: Buyer) -> date | None:
    return max((contact.on for contact in row.entry.delivered), default=None)


def _promised(row: Buyer) -> date | None:
    return min((judged.promise.promised_for for judged in row.entry.running), default=None)


def _alert(row: Buyer) -> str | None:
    unseen = {alert.severity for alert in row.entry.alerts if not alert.acknowledged}
    return next((severity.value for severity in reversed(Severity) if severity in unseen), None)


def _one(text: str) -> tuple[str, ...]:
    return (text.lower(),) if text else ()


def _who(row: Buyer) -> tuple[str, ...]:
    """Who of the desk has the buyer, and `me` where that is who asks; nobody: absent."""
    if (held := row.entry.holder) is None:
        return ()
    return (held.to.lower(), "me") if row.me and same_person(held.to, row.me) else (held.to.lower(),)


_FIELDS: Mapping[str, Field[Buyer]] = {
    "name": Field(TEXT, lambda row: name_words(row.entry.account.customer)),
    "id": Field(TEXT, lambda row: _one(row.entry.id)),
    "class": Field(choice([*DebtClass]), lambda row: row.entry.debt_class.value),
    "grade": Field(choice(GRADES, better=True), _grade),
    "dpd": Field(NUMBER, lambda row: row.entry.worst_dpd),
    "overdue": Field(AMOUNT, _overdue),
    "open": Field(AMOUNT, _open),
    "limit": Field(AMOUNT, _limit),
    "used": Field(NUMBER, lambda row: row.entry.exposure.used_percent),
    "ccy": Field(TEXT, _currencies),
    "flag": Field(names(FLAG_WORDS), _flags),
    "alert": Field(choice([*Severity]), _alert),
    "country": Field(TEXT, lambda row: _one(row.entry.account.customer.country)),
    "group": Field(TEXT, lambda row: _one(row.entry.account.customer.parent)),
    "owner": Field(TEXT, lambda row: _one(row.entry.account.customer.owner)),
    "who": Field(TEXT, _who),
    "tag": Field(TEXT, lambda row: tuple(tag.lower() for tag in row.entry.account.customer.tags)),
    "due": Field(DAY, _due),
    "contacted": Field(DAY, _contacted),
    "promised": Field(DAY, _promised),
    "since": Field(DAY, lambda row: row.entry.account.customer.since),
}
"""In the order help shows them."""
