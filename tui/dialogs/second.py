"""The second person's word on what waits with a buyer: agree, or refuse and say why."""

from dataclasses import dataclass
from enum import StrEnum

from textual.widgets import Input

from credit.proposal import Decision
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.views.proposals import proposal_lines
from wording.words import _

__all__ = ["SecondDialog", "SecondFacts", "Word"]


class Word(StrEnum):
    """What is said to it."""

    AGREE = "a"
    REFUSE = "r"


@dataclass(frozen=True, slots=True)
class SecondFacts:
    """On which decision, the word, and why where it is refused."""

    decision: Decision
    word: Word
    why: str


class SecondDialog(Dialog[SecondFacts]):
    """Two questions, about what waits longest; no word stands there, so that enter alone agrees to nothing."""

    def title_text(self) -> str:
        """What waits, and the letters."""
        what = proposal_lines(self.about, "")[0][1]
        ways = listed((_("a agree"), _("r refuse")), self.app.size.width - 2)
        return "\n".join((self.buyer, what, ways))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Which word, and why."""
        return ((_("Word (a letter)"), entry("word")), (_("Why"), entry("because")))

    def gathered(self) -> SecondFacts | str:
        """The facts, or what cannot be read; whether a reason is owed says the desk."""
        try:
            word = Word(self.value("word").lower())
        except ValueError:
            return _("Which word: one of the letters {letters}.").format(letters=" ".join(Word))
        return SecondFacts(self.about.proposals[0].decision, word, self.value("because"))
