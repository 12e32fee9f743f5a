"""Check an order before it is taken: how much, on which terms, by which method, on which day; nothing of it is recorded."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.widgets import Input

from credit.money import Money
from credit.order_what_if import paid_by
from credit.orders.advice import usual_order
from credit.term_words import Method
from credit.terms import NO_TERMS, InvalidTerms, Terms, parse, understood
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.reading import read_day, read_money
from wording import figures
from wording.faults import fault as fault_sentence
from wording.listing import named
from wording.words import _

__all__ = ["CheckDialog", "SupposedOrder"]

METHODS = {"o": Method.OA, "a": Method.DA, "p": Method.DP, "l": Method.LC, "t": Method.TT}
WORDS = {"o": "O/A", "a": "D/A", "p": "D/P", "l": "L/C", "t": "T/T"}


@dataclass(frozen=True, slots=True)
class SupposedOrder:
    """An order that nobody has taken."""

    amount: Money
    terms: Terms
    day: date


class CheckDialog(Dialog[SupposedOrder]):
    """Four questions, asked again as often as one likes: the answer stands below until something else is typed."""

    def title_text(self) -> str:
        """Whose order, and the letters of the methods."""
        letters = listed((f"{letter} {word}" for letter, word in WORDS.items()), self.app.size.width - 2)
        return "\n".join((_("Check an order of {name}; nothing is recorded").format(name=self.buyer), letters))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Amount, terms, method, day; the largest order of the last year stands there."""
        usual = usual_order(self.about, self.about.house.rates)
        own = figures.safe(self.about.account.customer.terms)
        return (
            (_("Amount and currency"), entry("amount", f"{usual.amount} {usual.currency}" if usual else "")),
            (_("Payment terms"), entry("terms", placeholder=own or _("none"))),
            (_("Method (a letter)"), entry("method", placeholder=_("as the terms say"))),
            (_("On the day"), entry("day", self.about.on.isoformat())),
        )

    def keys_text(self) -> str:
        """What the keys do."""
        return _("enter: check   page keys: the rest   tab: next   esc: leave")

    def gathered(self) -> SupposedOrder | str:
        """The order, or what cannot be read."""
        amount = read_money(self.value("amount"))
        if isinstance(amount, str):
            return amount
        letter = self.value("method").lower()
        if letter and letter not in METHODS:
            return _("Method: one of the letters {letters}, or nothing.").format(letters=" ".join(METHODS))
        try:
            terms = parse(self.value("terms")) if self.value("terms") else NO_TERMS
            if letter:
                own = terms if terms.instalments else understood(self.about.account.customer.terms)
                terms = paid_by(own, METHODS[letter])
        except InvalidTerms as wrong:
            return fault_sentence(wrong)
        day = read_day(_("On the day"), self.value("day"), self.about.on)
        return day if isinstance(day, str) else SupposedOrder(amount, terms, day)

    def answered(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show what follows; another question may be asked."""
        self.handed_on = False
        told = "\n".join(named(label, text) if label else f"  {text}" for label, text in lines)
        self.tell("found", told, seen=False)

    @on(Input.Changed)
    def changed(self) -> None:
        """The answer is to another question by now."""
        self.found("")
        self.tell("fault", "")
