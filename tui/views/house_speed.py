"""How fast the whole house turns sales into cash, and what it will lose: figures that every invoice is gone through for."""

from collections.abc import Callable

from tui.views.cash_speed import house_turnover, speed_lines
from tui.views.loss import loss_lines, loss_of
from tui.views.snapshot import Snapshot
from wording.words import _

__all__ = ["house_speed"]

Line = tuple[str, str, str]


def house_speed(shown: Snapshot, give_way: Callable[[], None]) -> tuple[Line, ...]:
    """DSO with the best possible, CEI, and the expected loss without its remarks; `give_way` is called between them."""
    speed = speed_lines(house_turnover(shown))
    give_way()
    found = loss_of(shown)
    give_way()
    loss = tuple((_("Exp. loss"), told, tone) for _label, told, tone in loss_lines(found, shown)[:1])
    return (*speed, *loss)  # under no longer label than stands above them: the column would move as they come
