"""The command that writes down what became of goods on their way to a buyer, and of their papers."""

from credit.actions import move_goods
from credit.shipment import GoodsStep
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.verbs import told
from tui.views.in_transit import after_step

__all__ = ["goods"]


def goods(opened: Opening) -> Exit:
    """Record a step of a shipment."""
    a = opened.arguments
    step = GoodsStep(a.step)
    change, shown = opened.desk().do(move_goods, a.id, a.number, step, a.date, a.reason)
    return told(opened, change, after_step(shown.assessed.of(a.id), a.number, step))
