"""Enter or correct a buyer, an order, an invoice or a receipt: first which, then its form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual import on
from textual.widgets import Input

from credit.account import Account, Fact
from credit.actions import Draft, known_fact
from credit.invoice import Invoice
from credit.invoicing import events_of
from credit.money import Money
from credit.term_words import Baseline
from tui.dialogs.ask import Form, entry
from tui.dialogs.contact import listed
from tui.dialogs.fields import FIELDS, Field, UnreadableEntryError
from tui.dialogs.reading import read_day, read_money
from tui.views.terms_preview import terms_preview
from wording import figures
from wording.listing import clauses, named
from wording.words import _

__all__ = ["KINDS", "ChoiceDialog", "Chosen", "EntryDialog", "EntryFacts"]

KINDS = {"b": "customer", "o": "order", "i": "invoice", "r": "receipt"}
TODAYS = frozenset({"on", "issued_on"})
"""Days that are today's unless somebody says otherwise."""
STRANGER = tuple(field for field in FIELDS["customer"] if field.name in ("name", "country", "registrations"))
"""What is asked of a buyer that is not in the book yet, where an order of it is entered."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be entered or corrected."""

    kind: str
    customer_id: str
    number: str


class ChoiceDialog(Form[Chosen]):
    """Three questions: what, of which buyer, and its number; the buyer under the cursor stands there."""

    def __init__(self, buyer: str, then: Callable[[Any, Chosen], None]) -> None:
        """Propose `buyer`."""
        super().__init__(then)
        self.proposed = buyer

    def title_text(self) -> str:
        """What can be entered, and that a number that is known is corrected."""
        kinds = (_("b buyer"), _("o order"), _("i invoice"), _("r receipt"))
        told = _("A number that is known is corrected, another one is entered anew.")
        return "\n".join((_("Add or correct"), listed(kinds, self.app.size.width - 2), told))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """What, whose, number."""
        return (
            (_("Which (a letter)"), entry("kind")),
            (_("Number of the buyer"), entry("buyer", self.proposed)),
            (_("Its own number"), entry("number", placeholder=_("none for a buyer; for a receipt one is made"))),
        )

    def keys_text(self) -> str:
        """What the keys do."""
        return _("enter: go on   tab: next   esc: leave")

    def gathered(self) -> Chosen | str:
        """What was chosen, or what is missing."""
        kind, buyer, number = KINDS.get(self.value("kind").lower()), self.value("buyer"), self.value("number")
        if kind is None:
            return _("Which: one of the letters {letters}.").format(letters=" ".join(KINDS))
        if not buyer:
            return _("The number of the buyer is owed.")
        if not number and kind in ("order", "invoice"):
            return _("Its own number is owed.")
        return Chosen(kind, buyer, "" if kind == "customer" else number)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What a form says: drafts to enter one after the other, or the one that corrects."""

    drafts: tuple[Draft, ...]
    anew: bool


class EntryDialog(Form[EntryFacts]):
    """The form of one fact: empty, or filled with what is known; below it the instalments of its terms, as they are typed."""

    def __init__(self, chosen: Chosen, account: Account, today: date, then: Callable[[Any, EntryFacts], None]) -> None:
        """Ask for the fact that was `chosen`; `account` is its buyer's as known today, an empty one where nobody knows it."""
        super().__init__(then)
        self.chosen, self.account, self.today = chosen, account, today
        self.known: Fact | None = known_fact(account, Draft(chosen.kind, chosen.customer_id, chosen.number))
        self.stood: Mapping[str, str] = {field.name: self._standing(field) for field in FIELDS[chosen.kind]}

    @property
    def stranger(self) -> bool:
        """Whether an order is of a buyer that is not in the book, which is asked for beside it."""
        return self.chosen.kind == "order" and not self.account

    @property
    def keeps_room(self) -> bool:
        """For the instalments of terms."""
        return "terms" in self.stood

    def _standing(self, field: Field) -> str:
        """What stands in an entry at first."""
        if self.known is None:
            return self.today.isoformat() if field.name in TODAYS else ""
        if field.name == "due_on" and isinstance(self.known, Invoice) and self.known.instalment is not None:
            return ""
        return field.shown(getattr(self.known, field.name))

    def title_text(self) -> str:
        """What is entered or corrected, and whose."""
        name = figures.safe(self.account.customer.name or self.chosen.customer_id)
        titles = {
            "customer": (_("New buyer {number}"), _("Correct buyer {number}, {name}")),
            "order": (_("New order {number} of {name}"), _("Correct order {number} of {name}")),
            "invoice": (_("New invoice {number} of {name}"), _("Correct invoice {number} of {name}")),
            "receipt": (_("New receipt {number} of {name}"), _("Correct receipt {number} of {name}")),
        }
        number = self.chosen.customer_id if self.chosen.kind == "customer" else self.chosen.number
        told = titles[self.chosen.kind][self.known is not None].format(number=figures.safe(number), name=name)
        if self.stranger:
            told += "\n" + _("The buyer is not in the book yet: it is entered with its order.")
        elif self.known is not None and self.chosen.kind != "customer":
            told += "\n" + _("An amount of 0 takes it out.")
        return told

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """The fields of the fact; those of a stranger first."""
        own = ((f.label(), entry(f.name, self.stood[f.name], self._hint(f))) for f in FIELDS[self.chosen.kind])
        more = ((f.label(), entry(f"buyer-{f.name}", placeholder=f.hint())) for f in STRANGER if self.stranger)
        return (*more, *own)

    def overtaken(self, account: Account) -> None:
        """Take in what another desk did to the record meanwhile, and say it: only what was typed stands."""
        draft = Draft(self.chosen.kind, self.chosen.customer_id, self.chosen.number)
        before, now = self.known, known_fact(account, draft)
        if (now is None) is not (before is None):
            came = _("Another desk entered this number meanwhile: leave, and correct it.")
            self.fault(_("Another desk took this out meanwhile.") if now is None else came)
            return
        self.account, self.known = account, now
        stood, self.stood = self.stood, {field.name: self._standing(field) for field in FIELDS[self.chosen.kind]}
        others = [field for field in FIELDS[self.chosen.kind] if self.stood[field.name] != stood[field.name]]
        for field in others:
            typed = self.query_one(f"#{field.name}", Input)
            if typed.value.strip() == stood[field.name]:
                with typed.prevent(Input.Changed):
                    typed.value = self.stood[field.name]
        if others:
            told = clauses(named(field.label(), self.stood[field.name] or figures.ABSENT) for field in others)
            self.fault(_("Another desk changed this meanwhile. {now}. What you typed stands; enter writes it.").format(now=told))

    def _hint(self, field: Field) -> str:
        if field.name == "terms" and self.chosen.kind != "customer":
            return figures.safe(self.account.customer.terms) or field.hint()
        return field.hint()

    def gathered(self) -> EntryFacts | str:
        """The drafts, or what cannot be read; of a fact that is known only what was changed."""
        try:
            said = {field.name: self._read(field) for field in FIELDS[self.chosen.kind] if self._says(field)}
            whose = {f.name: f.read(self.value(f"buyer-{f.name}"), f.label(), self.today) for f in STRANGER if self.stranger}
        except UnreadableEntryError as wrong:
            return str(wrong)
        draft = Draft(self.chosen.kind, self.chosen.customer_id, self.chosen.number, said)
        first = (Draft("customer", self.chosen.customer_id, "", whose),) if whose else ()
        return EntryFacts((*first, draft), self.known is None)

    def _says(self, field: Field) -> bool:
        """Whether the entry says something: anything where the fact is new, another thing where it is known."""
        typed = self.value(field.name)
        return bool(typed) if self.known is None else typed != self.stood[field.name]

    def _read(self, field: Field) -> Any:
        value = field.read(self.value(field.name), field.label(), self.today)
        if field.name == "registrations" and self.known is not None:
            gone = {kind for kind, _number in getattr(self.known, field.name)} - {kind for kind, _number in value}
            return (*value, *((kind, "") for kind in sorted(gone)))
        return value

    @on(Input.Changed)
    def preview(self) -> None:
        """Show what the terms come to: those that are typed, else the buyer's own; what was said before is out of date."""
        self.tell("fault", "")
        if "terms" not in self.stood:
            return
        text = self.value("terms") or ("" if self.chosen.kind == "customer" else self.account.customer.terms)
        given = self.chosen.kind == "invoice" and self.value("due_on") != self.stood["due_on"]
        if not text or given:
            self.found("")
            return
        amount = read_money(self.value("amount")) if "amount" in self.stood else None
        self.found("\n".join(terms_preview(text, amount if isinstance(amount, Money) else None, self._events())))

    def _events(self) -> Mapping[Baseline, date]:
        """Days of the sale's events, as far as they stand in the form and are known."""
        began = {"order": (Baseline.ORDER, "on"), "invoice": (Baseline.INVOICE, "issued_on")}.get(self.chosen.kind)
        known = dict(events_of(self.known)) if isinstance(self.known, Invoice) else {}
        for event, name in (began, (Baseline.BL, "shipped_on")) if began else ():
            day = read_day("", self.value(name), self.today)
            if isinstance(day, date):
                known[event] = day
        return known
