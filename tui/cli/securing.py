"""The command that writes down what stands behind a buyer's debt."""

from credit.actions import take_security
from credit.money import Money
from credit.security import SecurityForm
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.verbs import told
from wording import figures
from wording.words import _

__all__ = ["secure"]


def secure(opened: Opening) -> Exit:
    """Record a security, or correct the one of this number."""
    a = opened.arguments
    amount = Money.of(a.amount.replace(",", ""), a.currency.upper())
    given = (SecurityForm(a.form), amount, a.first, a.until, a.number, a.text, a.ship_by)
    change, shown = opened.desk().do(take_security, a.id, *given)
    book, risk = shown.book, shown.assessed.of(a.id).exposure.own_risk
    if book.rates.factor(amount.currency, book.base, shown.on) is None:
        return told(
            opened, change, _("No rate of exchange: what is in {currency} secures nothing yet.").format(currency=amount.currency)
        )
    return told(opened, change, _("At own risk now: {amount}.").format(amount=figures.money(risk)) if risk is not None else "")
