"""Say whose a notice is: one that may be about this buyer, or about somebody of a like name."""

from dataclasses import dataclass

from textual.widgets import Input

from credit.report import RiskEvent
from tui.dialogs.ask import Dialog, entry
from tui.widgets.grid_line import wrapped
from wording import figures, terms
from wording.listing import listed
from wording.report_terms import registration
from wording.words import _, plural

__all__ = ["NoticeDialog", "NoticeFacts"]

BESIDE = 8
"""Lines of the screen that the frame, the heading, the questions and a fault take."""
LONGEST = 5
"""Lines one notice may take; a longer one is cut, and shows that it is."""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Whose a notice is."""

    notice: str
    ours: bool


class NoticeDialog(Dialog[NoticeFacts]):
    """The notices that wait, the latest first and numbered, and two questions: which, and whose."""

    shown = 0
    """Notices that stand there: only what was read can be decided on."""

    @property
    def waiting(self) -> tuple[RiskEvent, ...]:
        """What waits for a person, the latest first."""
        return self.about.account.possible[::-1]

    def title_text(self) -> str:
        """Whose notices they may be, and each in full: as many as have room, and how many wait behind them."""
        room, broad = self.app.size.height - BESIDE, self.app.size.width - 2
        lines = [_("Whose is it? {name}, {where}").format(name=self.buyer, where=self._registered())]
        self.shown = 0
        for number, notice in enumerate(self.waiting, 1):
            told = _lines(number, notice, broad)
            if self.shown and len(told) > room:
                break
            room -= len(told)
            self.shown = number
            lines += told
        if more := len(self.waiting) - self.shown:
            lines.append(plural("{n} more waits behind these.", "{n} more wait behind these.", more).format(n=more))
        return "\n".join(lines)

    def _registered(self) -> str:
        """What the book knows the buyer by, to hold against the notice."""
        buyer = self.about.account.customer
        numbers = [f"{registration(kind)} {figures.safe(number)}" for kind, number in buyer.registrations]
        return listed([buyer.country or "-", *numbers])

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Number and answer."""
        return (
            (_("Notice (number)"), entry("number", "1")),
            (_("y this buyer's, n not"), entry("whose")),
        )

    def gathered(self) -> NoticeFacts | str:
        """The answer, or what cannot be read."""
        number = self.value("number")
        if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= self.shown):
            return _("Notice: a number from 1 to {n}.").format(n=self.shown)
        answer = self.value("whose").lower()
        if answer not in ("y", "n"):
            return _("Whose: y where it is this buyer's, n where it is somebody else's.")
        return NoticeFacts(self.waiting[int(number) - 1].id, answer == "y")


def _lines(number: int, notice: RiskEvent, broad: int) -> tuple[str, ...]:
    """A notice in lines of `broad` cells."""
    lines = wrapped(_told(number, notice), broad)
    if len(lines) <= LONGEST:
        return lines
    return (*lines[: LONGEST - 1], figures.fit(" ".join(lines[LONGEST - 1 :]), broad))


def _told(number: int, notice: RiskEvent) -> str:
    """A notice with all that it can be told by: what it is, its day, who published it, its number, its words and its address."""
    told = _("{number}  {kind} of {day}, {provider} no. {id}: {title}").format(
        number=number,
        kind=terms.alert_kind(notice.event),
        day=figures.day(notice.published_on),
        provider=figures.safe(notice.provider),
        id=figures.safe(notice.id.removeprefix(f"{notice.provider}:")),
        title=figures.safe(notice.title) or _("no words"),
    )
    return f"{told} {figures.safe(notice.url)}" if notice.url else told
