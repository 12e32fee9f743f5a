"""What `?` shows: every key, why one does nothing here, and where each figure of the screen comes from; searched by typing."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.dialogs.flooding import flooding
from tui.widgets.entry import Entry
from tui.widgets.facts import Fact, Facts, laid
from tui.widgets.filter_bar import FilterBar
from wording.words import _

__all__ = ["HelpLine", "KeysDialog"]


BESIDE = 110
"""Columns from which the keys stand in two lists beside each other, so that all of them are seen at once."""


SHORT = 40
"""Characters of a reason up to which it stands behind each of several commands, else once above them."""


class HelpLine(NamedTuple):
    """A command's keys, what it does, and why it would do nothing now (empty where it would)."""

    keys: str
    says: str
    why: str = ""
    id: str = ""
    """What is run where this line alone is left of a search; empty where its key means something only as it is pressed."""


class KeysDialog(ModalScreen[None]):
    """Keys over the whole screen, and at a second `?` the figures; `/` searches them, any of the keys that leave closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,enter,minus", "close", show=False),
        Binding("question_mark", "other", show=False),
        Binding("slash", "search", show=False),
    ]

    def __init__(self, lines: tuple[HelpLine, ...], figures: Callable[[], tuple[Fact, ...]], then: Callable[[str], None]) -> None:
        """Show every command; `figures` gives the figures when asked for them, `then` runs a command that was searched for."""
        super().__init__(classes="keys")
        self.lines, self.figures, self.then = lines, figures, then
        self.shows_keys = False
        self.whole: tuple[Fact, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay the list, and the entry that searches it."""
        with Vertical(), Horizontal():
            yield Facts(id="list")
            yield Facts(id="beside")
        yield FilterBar()

    def on_mount(self) -> None:
        """Fill the list with the keys."""
        self.action_other()
        self.query_one("#list").focus()

    def on_resize(self) -> None:
        """Lay it for the width there is now."""
        self.fill()

    def action_other(self) -> None:
        """Show the figures instead of the keys, or the keys again."""
        self.shows_keys = not self.shows_keys
        self.whole = self.keys() if self.shows_keys else self.explained()
        self.searched()
        for part in self.query(Facts):
            part.action_first()

    def action_search(self) -> None:
        """Open the entry; what is typed narrows the list."""
        self.query_one(FilterBar).open()

    @on(FilterBar.Changed)
    def searched(self) -> None:
        """Show the lines with every word that was typed, in label or text; headings stay."""
        self.query_one(FilterBar).told = ""
        self.fill()

    def fill(self) -> None:
        """Lay what is searched for: keys on a wide screen in two lists, the second from where half of them stand."""
        words = self.query_one(FilterBar).text.lower().split()
        found = tuple(fact for fact in self.whole if fact[2] == "heading" or _holds(fact, words))
        beside = self.query_one("#beside", Facts)
        beside.display = self.shows_keys and self.app.size.width >= BESIDE
        half = _half(found, self.app.size.width // 2) if beside.display else len(found)
        self.query_one("#list", Facts).facts, beside.facts = found[:half], found[half:]

    @on(FilterBar.Closed)
    def ran(self, event: FilterBar.Closed) -> None:
        """Run the one command that a search left, where it would do something."""
        words = self.query_one(FilterBar).text.lower().split()
        left = [line for line in self.lines if _holds((line.keys, line.says, ""), words)]
        if event.kept and self.shows_keys and words and len(left) == 1 and left[0].id and not left[0].why:
            self.dismiss()
            self.then(left[0].id)

    @on(Entry.Flooded)
    def flooded(self, event: Entry.Flooded) -> None:
        """Say beside the entry why nothing of what was pasted stands there."""
        self.query_one(FilterBar).told = flooding(event.length)

    def keys(self) -> tuple[Fact, ...]:
        """Every key: those that do something here, then the others with the reason."""
        moves = ("j k g G", _("move; arrows and page keys too"), "")
        more = ("?", _("again: where the figures of this screen come from"), "")
        search = ("/", _("search this list; enter runs the one left"), "")
        idle = _idle([line for line in self.lines if line.why])
        ready = tuple((line.keys, line.says, "") for line in self.lines if not line.why)
        heading = ((_("Not now"), "", "heading"),) if idle else ()
        return ((_("Keys"), "", "heading"), *ready, moves, more, search, *heading, *idle)

    def explained(self) -> tuple[Fact, ...]:
        """Every figure of this screen: formula, inputs, source and day."""
        return ((_("Figures"), "", "heading"), *self.figures())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed its letters are letters."""
        return action not in ("close", "other", "search") or not isinstance(self.focused, Input)

    def action_close(self) -> None:
        """Close the list."""
        self.dismiss()


def _idle(lines: Sequence[HelpLine]) -> tuple[Fact, ...]:
    reasons = Counter(line.why for line in lines if len(line.why) > SHORT)
    alone = [line for line in lines if reasons[line.why] < 2]
    told: list[Fact] = [(line.keys, _("{what}. {why}").format(what=line.says, why=line.why), "muted") for line in alone]
    for why, count in reasons.items():
        if count > 1:
            told += (("", why, "heading"), *((line.keys, line.says, "muted") for line in lines if line.why == why))
    return tuple(told)


def _half(facts: tuple[Fact, ...], width: int) -> int:
    """How many of them stand in the first of two lists, so that the longer one is as short as can be."""
    return min(range(len(facts) + 1), key=lambda count: max(len(laid(facts[:count], width)), len(laid(facts[count:], width))))


def _holds(fact: Fact, words: list[str]) -> bool:
    text = f"{fact[0]} {fact[1]}".lower()
    return all(word in text for word in words)
