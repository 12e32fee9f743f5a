"""Every command of the workstation, once, as data.

Key, footer, help and the remapping of keys are all read from here. A command is carried out by the method `action_<id>` of
the application; a test holds that each has one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from tui.config import InvalidConfig
from wording.words import _

__all__ = ["BY_ID", "COMMANDS", "Command", "Scope", "commands_of", "keymap"]


class Scope(StrEnum):
    """Where a command can be run."""

    EVERYWHERE = "everywhere"
    PORTFOLIO = "portfolio"
    CUSTOMER = "customer"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do."""

    id: str
    keys: tuple[str, ...]
    """Keys as Textual names them; the first is the one shown."""
    says: Callable[[], str]
    """What it does, in the active language."""
    scope: Scope = Scope.EVERYWHERE
    short: Callable[[], str] | None = None
    """The word in the footer; without one the command is not in the footer."""
    writes: bool = False
    """Changes the book: on a read-only one its key says why it does nothing."""


COMMANDS = (
    Command("portfolio", ("1",), lambda: _("portfolio: every buyer")),
    Command("customer", ("2",), lambda: _("customer: the buyer under the cursor")),
    Command("queue", ("3",), lambda: _("queue: today's work")),
    Command("open", ("enter",), lambda: _("open the buyer under the cursor"), short=lambda: _("open")),
    Command("back", ("h", "minus"), lambda: _("back to where you came from")),
    Command("stop", ("escape",), lambda: _("clear the filter, call off what is being asked, or go back")),
    Command("next_pane", ("tab",), lambda: _("next pane of this screen")),
    Command("filter", ("slash",), lambda: _("filter as you type; Esc clears it"), short=lambda: _("filter")),
    Command("next_hit", ("n",), lambda: _("the next row the last filter asked for, cleared or not")),
    Command("previous_hit", ("N",), lambda: _("the row before that the last filter asked for")),
    Command("keep_filter", ("F",), lambda: _("keep the filter under a name, or let one go")),
    Command("sort", ("s",), lambda: _("sort the portfolio by the next column"), Scope.PORTFOLIO),
    Command("reverse", ("S",), lambda: _("turn the order of the portfolio round"), Scope.PORTFOLIO),
    Command("flip", ("v",), lambda: _("flip to open invoices, to groups, and back to buyers"), Scope.PORTFOLIO),
    Command("mark", ("space",), lambda: _("mark the buyer, or take its mark off; c, z, P, r, A, T are about all marked")),
    Command("mark_all", ("asterisk",), lambda: _("mark all that are shown, or take all marks off")),
    Command("mark_range", ("V",), lambda: _("mark all from the last mark to the cursor")),
    Command("refresh", ("r",), lambda: _("refresh the credit report from the provider"), short=lambda: _("report"), writes=True),
    Command("refresh_stale", ("R",), lambda: _("read new events and refresh stale reports, or marked"), writes=True),
    Command("contact", ("c",), lambda: _("log a contact"), short=lambda: _("contact"), writes=True),
    Command("promise", ("p",), lambda: _("take a promise to pay"), short=lambda: _("promise"), writes=True),
    Command("dispute", ("d",), lambda: _("write down a dispute, or close it"), writes=True),
    Command("aside", ("z",), lambda: _("snooze or hold the buyer, or end that"), writes=True),
    Command("override", ("C",), lambda: _("put a class in place of the rules' own"), writes=True),
    Command("pin", ("P",), lambda: _("put the buyer at the head or the end of the queue, or take that off"), writes=True),
    Command("claim", ("T",), lambda: _("claim the buyer, or let it go where you have it"), writes=True),
    Command("second", ("W",), lambda: _("agree to what waits for a second person, or refuse it"), writes=True),
    Command("mine", ("ctrl+t",), lambda: _("leave out what others have, or show everything")),
    Command("limit", ("L",), lambda: _("decide the buyer's limit and its cover"), writes=True),
    Command("check", ("o",), lambda: _("check an order; nothing is recorded")),
    Command("lenience", ("x",), lambda: _("give time by evidence, look at it again, or end it"), writes=True),
    Command("add", ("a",), lambda: _("add or correct a buyer, order, invoice or receipt"), writes=True),
    Command("match", ("m",), lambda: _("set money that came in against invoices"), writes=True),
    Command("goods", ("b",), lambda: _("release, stop or resell goods on their way"), writes=True),
    Command("whose", ("i",), lambda: _("say whose a notice is that may be about this buyer"), writes=True),
    Command("held", ("H",), lambda: _("show who is held, and who is not"), Scope.QUEUE),
    Command("since", ("D",), lambda: _("what changed in the queue since the last working day"), Scope.QUEUE),
    Command("acknowledge", ("A",), lambda: _("acknowledge the buyer's alerts"), writes=True),
    Command("letter", ("l",), lambda: _("read today's letter or write another; copy, edit, save or send it")),
    Command("note", ("e",), lambda: _("write a note in your editor"), writes=True),
    Command("copy", ("y",), lambda: _("copy what is under the cursor to the clipboard")),
    Command("why", ("w",), lambda: _("why: the sum behind the row and each figure")),
    Command("movers", ("M",), lambda: _("who gets better or worse, and who was lost after being pressed")),
    Command("undo", ("u",), lambda: _("undo the last change of this desk"), short=lambda: _("undo"), writes=True),
    Command("redo", ("ctrl+r",), lambda: _("redo what was undone"), writes=True),
    Command("palette", ("colon", "ctrl+p"), lambda: _("find a command, or go to a buyer, by a few letters")),
    Command("day", ("t",), lambda: _("show the book as it was known on another day")),
    Command("theme", ("f8",), lambda: _("the next colours: the terminal's own, day, night")),
    Command("incognito", ("f9",), lambda: _("hide who it is, then amounts too, or show all again")),
    Command("help", ("question_mark",), lambda: _("show the keys"), short=lambda: _("keys")),
    Command("leave", ("q", "ctrl+c"), lambda: _("leave"), short=lambda: _("leave")),
)
"""All commands, in the order help shows them."""

BY_ID = {command.id: command for command in COMMANDS}

MOVES = ("j", "k", "g", "G", "up", "down", "pageup", "pagedown", "home", "end")
"""Keys that move in every list; no command may take them."""
SIGNS = {
    "slash": "/",
    "colon": ":",
    "ctrl+p": "^p",
    "question_mark": "?",
    "minus": "-",
    "asterisk": "*",
    "ctrl+r": "^r",
    "ctrl+t": "^t",
    "ctrl+c": "^c",
    "f8": "F8",
    "f9": "F9",
    "escape": "esc",
}


def commands_of(scope: Scope) -> tuple[Command, ...]:
    """What can be run on a screen: its own commands and those of everywhere."""
    return tuple(command for command in COMMANDS if command.scope in (scope, Scope.EVERYWHERE))


def keys_of(command: Command, remapped: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a command once the user's own are applied."""
    return tuple(remapped[command.id].split(",")) if command.id in remapped else command.keys


def sign(key: str) -> str:
    """A key as it is printed on the keyboard."""
    return SIGNS.get(key, key)


def keymap(remapped: Mapping[str, str], path: object) -> dict[str, str]:
    """The user's keys by command id; raises `InvalidConfig` for an unknown id or a key two commands would share."""
    for id in remapped:
        if id not in BY_ID:
            near = next(iter(get_close_matches(id, BY_ID, 1)), "")
            raise InvalidConfig(path=path, key=f"keys.{id}", near=f"keys.{near}" if near else "", problem="unknown")
    taken = dict.fromkeys(MOVES, "move")
    for command in COMMANDS:
        for key in keys_of(command, remapped):
            if taken.setdefault(key, command.id) != command.id:
                raise InvalidConfig(path=path, key=f"keys.{command.id}", near=f"keys.{taken[key]}", problem="key_taken")
    return dict(remapped)
