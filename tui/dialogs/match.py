"""Money set against invoices: begun with a suggestion, which one key books; another way, another choice and typed amounts beside.

The invoices fill the screen. A digit opens the entry for what the invoice under the cursor is to receive.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from credit.actions import Match
from credit.assessment import Assessment
from credit.cash.splitting import Split, begun
from credit.cash.suggesting import Suggestion, suggestions, ways
from credit.money import Money
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.reading import read_money
from tui.views.splitting import split_lines, split_table
from tui.widgets.grid import Grid
from wording import figures
from wording.listing import named
from wording.words import _

__all__ = ["MatchDialog"]


class MatchDialog(Dialog[Match]):
    """The free money of a buyer, one receipt or credit note after the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,h,minus", "close", show=False),
        Binding("space", "take", show=False),
        Binding("asterisk", "all", show=False),
        Binding("w", "way", show=False),
        Binding("n", "money(1)", show=False),
        Binding("N", "money(-1)", show=False),
    ]

    def __init__(self, about: Assessment, then: Callable[["Dialog[Match]", Match], None]) -> None:
        """Begin with the oldest money, and the best way for it."""
        super().__init__(about, then)
        self.set_classes("keys matching")
        self.sources = [each.source for each in suggestions(about)]
        self.place = 0
        self.ways: tuple[Suggestion, ...] = ()
        self.way = 0
        self.split = Split("", Money.zero("USD"), {}, {})

    def compose(self) -> ComposeResult:
        """Lay what it comes to, the invoices, the entry of an amount and what the keys do."""
        with Vertical():
            yield Static("", id="found", markup=False)
            yield Grid()
            share = entry("share")
            share.select_on_focus = False  # what it is opened with is the first digit of more
            with Horizontal(classes="row"):
                yield Static("", id="whose", markup=False)
                yield share
            yield Static("", id="fault", markup=False)
            yield Static(self.keys_text(), markup=False)

    def begin(self) -> None:
        """Show the first money."""
        self.query_one(".row").display = False
        self.action_money(0)
        self.query_one(Grid).focus()

    def keys_text(self) -> str:
        """What the keys do."""
        return _("enter: book  space *: choose  0-9: amount  w: other way  n: next  q: leave")

    def action_money(self, count: int) -> None:
        """Show the next money, or the one before."""
        self.place = (self.place + count) % len(self.sources)
        self.ways, self.way = ways(self.about, self.sources[self.place]), 0
        self.begun()

    def action_way(self) -> None:
        """Show the next way in which the money could go."""
        self.way = (self.way + 1) % len(self.ways)
        self.begun()

    def begun(self) -> None:
        """Divide the money as the way suggests."""
        self.divided(begun(self.about, self.ways[self.way]))
        self.query_one(Grid).point(list(self.split.shares))

    def divided(self, split: Split) -> None:
        """Show a division."""
        self.split = split
        grid = self.query_one(Grid)
        grid.table, grid.marks = split_table(self.about, split), frozenset(split.shares)
        n = len(self.sources)
        place = _("({place} of {n})").format(place=self.place + 1, n=n) if n > 1 else ""
        lines = split_lines(self.about, self.ways[self.way], split, place)
        self.found("\n".join((self.buyer, *filter(None, lines))))
        self.tell("fault", "")

    def action_take(self) -> None:
        """Let the invoice under the cursor take what is left, or give back what it took."""
        number = self.query_one(Grid).cursor_key
        if number is not None:
            self.changed(self.split.toggled(number))

    def action_all(self) -> None:
        """Choose none, or fill all of them, the oldest first."""
        self.changed(self.split.all_or_none())

    def changed(self, split: Split) -> None:
        """Show it, or say why it is as it was."""
        if split is self.split:
            self.fault(_("Nothing is left for it. Take back what another one receives, or type amounts."))
        else:
            self.divided(split)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While an amount is typed its letters are letters."""
        return action not in ("close", "take", "all", "way", "money") or not isinstance(self.focused, Input)

    def action_cancel(self) -> None:
        """Leave the entry of an amount, else the dialog."""
        if isinstance(self.focused, Input):
            self.action_grid()
        else:
            self.dismiss()

    def action_close(self) -> None:
        """Leave without booking."""
        self.dismiss()

    def on_key(self, event: events.Key) -> None:
        """A digit begins an amount for the invoice under the cursor."""
        number = self.query_one(Grid).cursor_key
        if isinstance(self.focused, Input) or number is None or not (event.character or "").isdecimal():
            return
        event.stop()
        self.query_one(".row").display = True
        self.query_one("#whose", Static).update(_("{number} receives").format(number=figures.safe(number)))
        typed = self.query_one("#share", Input)
        typed.focus()
        typed.value, typed.cursor_position = event.character or "", 1

    def action_grid(self) -> None:
        """Go back to the invoices."""
        self.query_one(".row").display = False
        self.query_one(Grid).focus()

    @on(Input.Submitted, "#share")
    def typed(self, event: Input.Submitted) -> None:
        """Give the invoice what was typed, or say what is wrong with it."""
        event.stop()
        event.prevent_default()
        number, typed, currency = self.query_one(Grid).cursor_key, event.value.strip(), self.split.free.currency
        amount = read_money(f"{typed} {currency}" if typed[-1:].isdecimal() else typed)
        if isinstance(amount, str):
            self.fault(amount)
        elif amount.currency != currency:
            self.fault(_("The money is in {currency}: give the amount in it.").format(currency=currency))
        elif number is not None:
            self.action_grid()
            self.divided(self.split.given(number, amount.minor))

    @on(Grid.Opened)
    def booked(self) -> None:
        """Book it."""
        self.record()

    def gathered(self) -> Match | str:
        """What is to be booked, or that nothing is chosen."""
        if not self.split.shares:
            return named(self.buyer, _("no invoice is chosen. Space takes the one under the cursor."))
        return Match(self.about.id, self.split.source, tuple(self.split.shares), self.split.amounts())
