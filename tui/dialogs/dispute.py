"""Write down what a buyer contests and why, or close a dispute and say who was right."""

from dataclasses import dataclass
from datetime import date, timedelta

from textual.widgets import Input

from credit.activity import DisputeReason
from credit.money import Money
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.reading import read_day, read_money, read_numbers
from wording import figures, terms
from wording.listing import listed as enumerated
from wording.words import _

__all__ = ["CLOSES", "REASONS", "DisputeDialog", "DisputeFacts"]

REASONS = {
    "q": DisputeReason.QUALITY,
    "m": DisputeReason.QUANTITY,
    "p": DisputeReason.PRICE,
    "d": DisputeReason.DOCUMENTS,
    "l": DisputeReason.LATE_DELIVERY,
    "r": DisputeReason.NOT_RECEIVED,
    "t": DisputeReason.DUPLICATE,
    "a": DisputeReason.ALREADY_PAID,
    "c": DisputeReason.LC_DISCREPANCY,
    "o": DisputeReason.OTHER,
}
CLOSES = {"y": True, "n": False, "u": None}
"""Closed: the buyer was right, was wrong, nobody said."""


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """A dispute that opens, or that is closed where there is no reason."""

    reason: DisputeReason | None
    invoices: tuple[str, ...]
    amount: Money | None
    settle_by: date | None
    text: str
    justified: bool | None = None


class DisputeDialog(Dialog[DisputeFacts]):
    """Five questions; left empty, the invoices are all of them, the amount is the whole, and nobody has set a day."""

    goes_on = True

    def title_text(self) -> str:
        """Who contests, the letters, and what is open already with the letters that close it."""
        room = self.app.size.width - 2
        lines = [_("{name} contests").format(name=self.buyer)]
        lines.append(listed((f"{letter} {terms.dispute_reason(reason.value)}" for letter, reason in REASONS.items()), room))
        if standing := [each for each in self.about.disputes if each.open_on(self.about.on)]:
            told = _("open since {day}: {reason} ({invoices})")
            names = (
                told.format(
                    day=figures.day(each.on),
                    reason=terms.dispute_reason(each.reason),
                    invoices=figures.safe(enumerated(each.invoices)) if each.invoices else _("all of it"),
                )
                for each in standing
            )
            closes = (_("y close, it was right"), _("n close, it was wrong"), _("u close, not said who was right"))
            lines += [listed(names, room), listed(closes, room)]
        return "\n".join(lines)

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Reason, invoices, amount, day, text."""
        day = (self.about.on + timedelta(days=self.about.house.policy.steps.snooze_most_days)).isoformat()
        return (
            (_("Reason (a letter)"), entry("reason")),
            (_("Invoices"), entry("invoices", placeholder=_("all of them"))),
            (_("Amount and currency"), entry("amount", placeholder=_("all of it"))),
            (_("Settle by the day"), entry("settle_by", placeholder=day)),
            (_("What was said"), entry("text")),
        )

    def gathered(self) -> DisputeFacts | str:
        """The dispute, or what cannot be read."""
        letter, numbers = self.value("reason").lower(), read_numbers(self.value("invoices"))
        if letter in CLOSES:
            return DisputeFacts(None, numbers, None, None, "", CLOSES[letter])
        if letter not in REASONS:
            return _("Reason: one of the letters {letters}.").format(letters=" ".join((*REASONS, *CLOSES)))
        amount = read_money(self.value("amount")) if self.value("amount") else None
        if isinstance(amount, str):
            return amount
        typed = self.value("settle_by")
        settle_by = read_day(_("Settle by the day"), typed, self.about.on) if typed else None
        if isinstance(settle_by, str):
            return settle_by
        return DisputeFacts(REASONS[letter], numbers, amount, settle_by, self.value("text"))
