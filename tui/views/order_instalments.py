"""The instalments of an order that is only checked, with the days they would be due: for scripts, and a line each for people."""

from collections.abc import Iterator
from typing import Any

from credit.due import DueInstalment
from credit.orders.check import OrderCheck
from tui.views.instalments import PROVISIONAL
from wording import figures
from wording.words import _

__all__ = ["due_line", "instalment_records", "order_instalments"]


def instalment_records(answer: OrderCheck) -> list[dict[str, Any]]:
    """Each instalment: its clause, amount, event and day; the day is provisional, for nothing has happened."""
    return [
        {
            "terms": str(each.instalment),
            "amount": each.amount,
            "event": each.baseline,
            "due": each.due_on,
            "provisional": each.provisional,
        }
        for each in answer.instalments
    ]


def order_instalments(answer: OrderCheck) -> Iterator[tuple[str, str, str]]:
    """A line an instalment, the first with its label."""
    for place, each in enumerate(answer.instalments):
        yield _("Instalments") if place == 0 else "", due_line(each), ""


def due_line(due: DueInstalment) -> str:
    """`300.00 USD  ~2024-07-01  TT @BL`."""
    day = f"{PROVISIONAL if due.provisional else ''}{figures.day(due.due_on)}" if due.due_on else _("no day yet")
    return f"{figures.money(due.amount)}  {day}  {due.instalment.condition}"
