"""Log a contact: how, what came of it, what was said."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.widgets import Input

from credit.activity import Channel, Outcome
from credit.treatment import next_step
from tui.dialogs.ask import Dialog, entry
from wording import figures, terms
from wording.words import _

__all__ = ["ContactDialog", "ContactFacts", "listed"]

CHANNELS = {
    "c": Channel.CALL,
    "e": Channel.EMAIL,
    "l": Channel.LETTER,
    "v": Channel.VISIT,
    "m": Channel.MESSAGE,
    "n": Channel.NOTE,
}
OUTCOMES = {
    "": Outcome.NONE,
    "s": Outcome.SPOKE,
    "r": Outcome.REPLIED,
    "n": Outcome.NO_ANSWER,
    "v": Outcome.VOICEMAIL,
    "b": Outcome.BOUNCED,
    "p": Outcome.PAYMENT_SENT,
    "e": Outcome.EVIDENCE,
    "x": Outcome.REFUSED,
    "a": Outcome.ACKNOWLEDGED,
    "q": Outcome.PLAN_REQUESTED,
    "g": Outcome.PLAN_AGREED,
    "t": Outcome.LONGER_TERMS,
    "m": Outcome.CASH_ELSEWHERE,
    "k": Outcome.BANK_CHANGED,
    "d": Outcome.DOCUMENTS_COMPLETE,
    "i": Outcome.INSURER_NOTIFIED,
    "j": Outcome.INSURANCE_CLAIMED,
    "h": Outcome.HANDED_OVER,
    "u": Outcome.SUED,
    "c": Outcome.TAKEN_BACK,
    "f": Outcome.CLAIM_FILED,
    "o": Outcome.DOCUMENTS_PRESENTED,
    "y": Outcome.REFUND_SETTLED,
    "z": Outcome.SAFE_REPORTED,
    "l": Outcome.UNENFORCEABLE,
    "w": Outcome.WRITTEN_OFF,
}


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What a contact was."""

    channel: Channel
    outcome: Outcome
    text: str


class ContactDialog(Dialog[ContactFacts]):
    """Three questions, each answered with one letter or a line; how is there already, by the step that is next."""

    goes_on = True

    def first_id(self) -> str:
        """What came of it: the one thing nobody knows before."""
        return "outcome"

    def title_text(self) -> str:
        """Whom it was with, and the letters."""
        room = self.app.size.width - 2
        ways = listed((f"{letter} {terms.channel(value)}" for letter, value in CHANNELS.items()), room)
        ends = listed((f"{letter} {terms.outcome(value)}" for letter, value in OUTCOMES.items() if letter), room)
        return "\n".join((_("Contact with {name}").format(name=self.buyer), ways, ends))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """How, outcome, text."""
        return (
            (_("How (a letter)"), entry("channel", self.way())),
            (_("Outcome (a letter)"), entry("outcome")),
            (_("What was said"), entry("text")),
        )

    def way(self) -> str:
        """The letter of the way the buyer is to be spoken to next; a call where nothing is to be asked for."""
        step = next_step(self.about, self.about.house.policy).channel if self.about.ledger.overdue else Channel.CALL
        return next(letter for letter, way in CHANNELS.items() if way == (Channel.CALL if step == Channel.NOTE else step))

    def gathered(self) -> ContactFacts | str:
        """The contact, or which letter means nothing."""
        channel, outcome = CHANNELS.get(self.value("channel").lower()), OUTCOMES.get(self.value("outcome").lower())
        if channel is None:
            return _("How: one of the letters {letters}.").format(letters=" ".join(CHANNELS))
        if outcome is None:
            return _("Outcome: one of the letters {letters}, or nothing.").format(letters=" ".join(filter(None, OUTCOMES)))
        return ContactFacts(channel, outcome, self.value("text"))


def listed(words: Iterable[str], room: int) -> str:
    """Words in lines of at most `room` cells, none of them broken: a letter stands beside what it means."""
    lines = [""]
    for word in words:
        joined = f"{lines[-1]}  {word}" if lines[-1] else word
        if figures.width(joined) <= room or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return "\n".join(lines)
