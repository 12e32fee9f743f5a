"""The command that writes down what stands behind a buyer's debt."""

from credit.actions import take_security
from credit.money import Money
from credit.security import SecurityForm
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.verbs import told

__all__ = ["secure"]


def secure(opened: Opening) -> Exit:
    """Record a security, or correct the one of this number."""
    a = opened.arguments
    amount = Money.of(a.amount.replace(",", ""), a.currency.upper())
    given = (SecurityForm(a.form), amount, a.first, a.until, a.number, a.text)
    change, _shown = opened.desk().do(take_security, a.id, *given)
    return told(opened, change)
