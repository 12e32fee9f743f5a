"""Agree to what asking costs: each provider that bills with its price and what is left of its month, and how much it may be."""

from collections.abc import Callable

from textual.widgets import Input

from credit.assessment import Assessment
from credit.money import Money
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.reading import read_money
from wording.words import _

__all__ = ["SpendingDialog"]


class SpendingDialog(Dialog[Money]):
    """One question: at most how much; what all of it costs stands there already. Escape asks nobody who bills."""

    def __init__(
        self, about: Assessment, offers: tuple[str, ...], most: Money, then: Callable[[Dialog[Money], Money], None]
    ) -> None:
        """Show `offers`, a line for each provider, and propose to spend `most`."""
        super().__init__(about, then)
        self.offers = offers
        self.most = most

    def title_text(self) -> str:
        """Who bills how much."""
        return "\n".join((_("Asking them costs money:"), *self.offers))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """The most that may be spent."""
        return ((_("Spend at most"), entry("most", f"{self.most.amount} {self.most.currency}")),)

    def gathered(self) -> Money | str:
        """The amount, or what cannot be read."""
        return read_money(self.value("most"))
