"""The entries of a form by which a fact is entered or corrected: what each is called, how it is read, and how it is shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit.customer import REGISTERS
from credit.money import Money
from credit.terms import InvalidTerms, parse
from tui.dialogs.reading import read_day, read_money, read_numbers
from wording import figures
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["FIELDS", "Field", "UnreadableEntryError"]


class UnreadableEntryError(ValueError):
    """What stands in an entry cannot be read; its text is the sentence that says so."""


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of a form."""

    name: str
    """The field of the fact, and the id of the entry."""
    label: Callable[[], str]
    read: Callable[[str, str, date], Any]
    """The value of what was typed, under this label, on this day; raises `UnreadableEntryError`."""
    shown: Callable[[Any], str]
    """What stands in the entry for a value that is known."""
    hint: Callable[[], str] = lambda: ""
    """What stands there, greyed, while nothing is typed."""


def _text(typed: str, _label: str, _on: date) -> str:
    return typed


def _upper(typed: str, _label: str, _on: date) -> str:
    return typed.upper()


def _terms(typed: str, _label: str, _on: date) -> str:
    try:
        parse(typed) if typed else None
    except InvalidTerms as wrong:
        raise UnreadableEntryError(fault_sentence(wrong)) from None
    return typed


def _money(typed: str, _label: str, _on: date) -> Money:
    read = read_money(typed)
    if isinstance(read, str):
        raise UnreadableEntryError(read)
    return read


def _day(typed: str, label: str, on: date) -> date | None:
    read = read_day(label, typed, on) if typed else None
    if isinstance(read, str):
        raise UnreadableEntryError(read)
    return read


def _needed_day(typed: str, label: str, on: date) -> date:
    read = read_day(label, typed, on)
    if isinstance(read, str):
        raise UnreadableEntryError(read)
    return read


def _words(typed: str, _label: str, _on: date) -> tuple[str, ...]:
    return tuple(word for word in (piece.strip() for piece in re.split(r"[,，、;]", typed)) if word)


def _numbers(typed: str, _label: str, _on: date) -> tuple[str, ...]:
    return read_numbers(typed)


def _registers(typed: str, _label: str, _on: date) -> tuple[tuple[str, str], ...]:
    pairs = []
    for said in _words(typed, "", _on):
        kind, _space, number = said.partition(" ")
        if kind.lower() not in REGISTERS or not number.strip():
            told = _('"{typed}" is no official number. Write it like vat GB123, its kind one of {kinds}.')
            raise UnreadableEntryError(told.format(typed=figures.safe(said), kinds=", ".join(REGISTERS)))
        pairs.append((kind.lower(), number.strip()))
    return tuple(pairs)


def _shown_day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _shown_money(money: Money) -> str:
    return f"{money.amount} {money.currency}"


def _shown_registers(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in pairs)


def _buyers_own() -> str:
    return _("those of its buyer")


_AMOUNT = Field("amount", lambda: _("Amount and currency"), _money, _shown_money)
_ORDER = Field("order_id", lambda: _("Its order"), _text, str)
_TERMS = Field("terms", lambda: _("Payment terms"), _terms, str, _buyers_own)

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "customer": (
        Field("name", lambda: _("Name"), _text, str),
        Field("name_local", lambda: _("In its own script"), _text, str),
        Field("country", lambda: _("Country"), _upper, str, lambda: _("two letters, such as GB")),
        Field("registrations", lambda: _("Official numbers"), _registers, _shown_registers, lambda: "vat GB123, lei ..."),
        Field("currency", lambda: _("Currency"), _upper, str),
        Field("terms", lambda: _("Payment terms"), _terms, str, lambda: "30% TT @order; rest OA 60 @BL"),
        Field("email", lambda: _("E-mail"), _text, str),
        Field("industry", lambda: _("Industry"), _text, str),
        Field("since", lambda: _("Customer since"), _day, _shown_day),
        Field("parent", lambda: _("Belongs to (number)"), _text, str),
        Field("tags", lambda: _("Tags"), _words, ", ".join),
        Field("insurer", lambda: _("Insurer"), _text, str),
        Field("law", lambda: _("Law"), _upper, str),
        Field("owner", lambda: _("Who speaks to it"), _text, str),
    ),
    "order": (
        _AMOUNT,
        Field("on", lambda: _("Taken on the day"), _needed_day, _shown_day),
        _TERMS,
        Field("shipped_on", lambda: _("Goods left on"), _day, _shown_day),
    ),
    "invoice": (
        _AMOUNT,
        Field("issued_on", lambda: _("Day of issue"), _needed_day, _shown_day),
        _TERMS,
        Field("due_on", lambda: _("Due date"), _needed_day, _shown_day, lambda: _("by the terms")),
        _ORDER,
        Field("shipped_on", lambda: _("Bill of lading of"), _day, _shown_day),
    ),
    "receipt": (
        _AMOUNT,
        Field("on", lambda: _("Came in on"), _needed_day, _shown_day),
        Field("invoices", lambda: _("Pays the invoices"), _numbers, ", ".join, lambda: _("in this order")),
        _ORDER,
    ),
}
"""By the kinds of facts that can be entered by hand."""
