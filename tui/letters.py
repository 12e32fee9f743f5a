"""Letters as the screens know them: what one says, what sending it would do, and how it goes to the editor and comes back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tui.desk import Desk
from tui.views.snapshot import Snapshot
from wording import figures

__all__ = ["Draft", "Going", "Sent", "for_editor", "from_editor"]

SUBJECT = "Subject:"
"""What the first line of a letter in the editor begins with."""


@dataclass(frozen=True, slots=True)
class Going:
    """What a person agrees to who has a letter sent."""

    to: str
    sender: str
    step: str
    """The step of the ladder it does, or the letter of this day that a person chose to write."""
    remark: str = ""
    """Why the rules ask for no mail today; empty where they do."""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a letter."""

    told: str
    """In a sentence, with what to do where it did not go."""
    went: bool


class Draft(Protocol):
    """A letter to one buyer, and what can be done with it."""

    @property
    def subject(self) -> str:
        """Its subject."""

    @property
    def body(self) -> str:
        """Its text."""

    @property
    def file_name(self) -> str:
        """A name for its file."""

    @property
    def kinds(self) -> Sequence[tuple[str, str]]:
        """The kinds of letters there are, each with what it is called, in the order of the keys that choose them."""

    def of_kind(self, shown: Snapshot, kind: str) -> "Draft":
        """Another letter to this buyer, by its kind; raises a `Fault` where it must not be written today."""

    def reworded(self, subject: str, body: str) -> "Draft":
        """The letter in a person's own words."""

    def going(self, shown: Snapshot) -> Going:
        """What sending it would do; raises a `Fault` where it cannot go."""

    def send(self, desk: Desk, going: Going) -> Sent:
        """Write it into the book, hand it over, and write down what became of it; raises a `Fault` where nothing was begun."""

    def save(self, path: str) -> str:
        """Write it where nothing stands, as the name of the file says; gives the path, or raises a `Fault`."""


def for_editor(subject: str, body: str) -> str:
    """The letter as the editor gets it."""
    return f"{SUBJECT} {subject}\n\n{body}"


def from_editor(text: str, subject: str) -> tuple[str, str]:
    """Subject and body as they come back; a text without the line of the subject keeps the one it had."""
    first, _newline, rest = text.partition("\n")
    if not first.startswith(SUBJECT):
        first, rest = f"{SUBJECT} {subject}", text
    return figures.safe(first.removeprefix(SUBJECT)).strip(), rest.strip("\n") + "\n"
