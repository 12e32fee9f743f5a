"""Write down a step of goods on their way: which shipment, what became of it, on which day, and why."""

from dataclasses import dataclass
from datetime import date

from textual.widgets import Input

from credit.in_transit import stoppable
from credit.shipment import GoodsStep
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.reading import read_day
from wording.transit_terms import goods_step
from wording.words import _

__all__ = ["GoodsDialog", "GoodsFacts"]

STEPS = {
    "s": GoodsStep.SENT,
    "t": GoodsStep.TELEX,
    "b": GoodsStep.BANK,
    "h": GoodsStep.HELD,
    "x": GoodsStep.STOPPED,
    "r": GoodsStep.RESOLD,
    "d": GoodsStep.DELIVERED,
}


@dataclass(frozen=True, slots=True)
class GoodsFacts:
    """A step of a shipment."""

    number: str
    step: GoodsStep
    on: date
    why: str


class GoodsDialog(Dialog[GoodsFacts]):
    """Four questions; the shipment that can be stopped next and the day stand there already."""

    def title_text(self) -> str:
        """Whose goods, and the letters."""
        letters = listed((f"{letter} {goods_step(step.value)}" for letter, step in STEPS.items()), self.app.size.width - 2)
        return "\n".join((_("Goods on their way to {name}").format(name=self.buyer), letters))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Number, step, day, reason."""
        return (
            (_("Shipment"), entry("number", self.next_number())),
            (_("What (a letter)"), entry("step")),
            (_("On the day"), entry("day", self.about.on.isoformat())),
            (_("Why, to whom"), entry("because")),
        )

    def next_number(self) -> str:
        """The next that can be stopped, else the latest that is still there; empty where there is none."""
        found = stoppable(self.about)
        there = [each.id for each in self.about.account.shipments if each.gone_on(self.about.on) is None]
        return found.shipments[0].id if found else next(reversed(there), "")

    def gathered(self) -> GoodsFacts | str:
        """The step, or what cannot be read."""
        step = STEPS.get(self.value("step").lower())
        if step is None:
            return _("What: one of the letters {letters}.").format(letters=" ".join(STEPS))
        day = read_day(_("On the day"), self.value("day"), self.about.on)
        if isinstance(day, str):
            return day
        return GoodsFacts(self.value("number"), step, day, self.value("because"))
