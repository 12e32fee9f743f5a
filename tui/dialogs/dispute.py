"""Write down what a buyer contests, why and with which papers at hand, or close a dispute and say who was right."""

from dataclasses import dataclass
from datetime import date, timedelta

from textual import on
from textual.widgets import Input

from credit.activity import Dispute, DisputeReason
from credit.dispute_evidence import Evidence, dispute_evidence
from credit.money import Money
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.papers import asked_for, read_papers
from tui.dialogs.reading import read_day, read_money, read_numbers
from wording import figures, terms
from wording.listing import listed as enumerated
from wording.words import _

__all__ = ["CLOSES", "PROVES", "REASONS", "DisputeDialog", "DisputeFacts"]

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
PROVES = "e"
"""Papers of a dispute there is already."""


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """A dispute that opens; where there is no reason, one that is closed, or proven where papers are told."""

    reason: DisputeReason | None
    invoices: tuple[str, ...]
    amount: Money | None
    settle_by: date | None
    text: str
    justified: bool | None = None
    evidence: tuple[Evidence, ...] = ()


class DisputeDialog(Dialog[DisputeFacts]):
    """Six questions; left empty, the invoices are all of them, the amount is the whole, and nobody has set a day.

    Below them stand the papers the reason asks for, those at hand left out.
    """

    goes_on = True

    def title_text(self) -> str:
        """Who contests, the letters, and what is open already with the letters that close it."""
        room = self.app.size.width - 2
        lines = [_("{name} contests").format(name=self.buyer)]
        lines.append(listed((f"{letter} {terms.dispute_reason(reason.value)}" for letter, reason in REASONS.items()), room))
        if standing := self.about.disputes:
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
            lines += [listed(names, room), listed((*closes, _("{letter} papers at hand").format(letter=PROVES)), room)]
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
            (_("Papers (letters)"), entry("evidence")),
        )

    @on(Input.Changed, "#reason,#invoices")
    def asked(self) -> None:
        """Show the papers this reason asks for and that are not at hand."""
        self.tell("found", asked_for(self._missing(), self.app.size.width - 2), seen=False)

    def _missing(self) -> list[Evidence]:
        letter, on = self.value("reason").lower(), self.about.on
        meant = list(self.about.disputes) if letter == PROVES else []
        if letter in REASONS:
            meant = [Dispute("", self.about.id, on, on, REASONS[letter], read_numbers(self.value("invoices")))]
        papers = self.about.house.policy.disputing.evidence
        return [paper for each in meant for paper in dispute_evidence(self.about.account, each, papers).missing]

    def gathered(self) -> DisputeFacts | str:
        """The dispute, or what cannot be read."""
        letter, numbers = self.value("reason").lower(), read_numbers(self.value("invoices"))
        if letter in CLOSES:
            return DisputeFacts(None, numbers, None, None, "", CLOSES[letter])
        if letter not in (*REASONS, PROVES):
            return _("Reason: one of the letters {letters}.").format(letters=" ".join((*REASONS, *CLOSES, PROVES)))
        papers = read_papers(self.value("evidence"))
        if isinstance(papers, str):
            return papers
        return self._opened(REASONS[letter], numbers, papers) if letter in REASONS else _proven(numbers, papers)

    def _opened(self, reason: DisputeReason, numbers: tuple[str, ...], papers: tuple[Evidence, ...]) -> DisputeFacts | str:
        amount = read_money(self.value("amount")) if self.value("amount") else None
        if isinstance(amount, str):
            return amount
        typed = self.value("settle_by")
        settle_by = read_day(_("Settle by the day"), typed, self.about.on) if typed else None
        if isinstance(settle_by, str):
            return settle_by
        return DisputeFacts(reason, numbers, amount, settle_by, self.value("text"), evidence=papers)


def _proven(numbers: tuple[str, ...], papers: tuple[Evidence, ...]) -> DisputeFacts | str:
    if not papers:
        return _("Papers: write the letters of those that are at hand.")
    return DisputeFacts(None, numbers, None, None, "", evidence=papers)
