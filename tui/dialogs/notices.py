"""Say whose a notice is: one that may be about this buyer, or about somebody of a like name."""

from dataclasses import dataclass

from textual.widgets import Input

from credit.report import RiskEvent
from tui.dialogs.ask import Dialog, entry
from wording import figures
from wording.identity_terms import waiting
from wording.words import _

__all__ = ["NoticeDialog", "NoticeFacts"]

SHOWN = 6
"""Notices told one under the other; the next stand there once these are decided."""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Whose a notice is."""

    notice: str
    ours: bool


class NoticeDialog(Dialog[NoticeFacts]):
    """The notices that wait, the latest first and numbered, and two questions: which, and whose."""

    @property
    def waiting(self) -> tuple[RiskEvent, ...]:
        """What waits for a person, the latest first."""
        return self.about.account.possible[::-1][:SHOWN]

    def title_text(self) -> str:
        """Whose notices they may be, and each with its register and its address."""
        lines = [_("Whose is it? {name}, {where}").format(name=self.buyer, where=self._registered())]
        for number, notice in enumerate(self.waiting, 1):
            told = _("{number}  {notice} ({provider})").format(
                number=number, notice=waiting(notice), provider=figures.safe(notice.provider)
            )
            lines.append(figures.fit(told, self.app.size.width - 2))
        return "\n".join(lines)

    def _registered(self) -> str:
        """What the book knows the buyer by, to hold against the notice."""
        buyer = self.about.account.customer
        numbers = [f"{kind} {figures.safe(number)}" for kind, number in buyer.registrations]
        return ", ".join([buyer.country or "-", *numbers])

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Number and answer."""
        return (
            (_("Notice (number)"), entry("number", "1")),
            (_("y this buyer's, n not"), entry("whose")),
        )

    def gathered(self) -> NoticeFacts | str:
        """The answer, or what cannot be read."""
        number = self.value("number")
        if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= len(self.waiting)):
            return _("Notice: a number from 1 to {n}.").format(n=len(self.waiting))
        answer = self.value("whose").lower()
        if answer not in ("y", "n"):
            return _("Whose: y where it is this buyer's, n where it is somebody else's.")
        return NoticeFacts(self.waiting[int(number) - 1].id, answer == "y")
