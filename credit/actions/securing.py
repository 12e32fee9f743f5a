"""What stands behind a buyer's debt, written down by a person: a guarantee, a letter of credit, title that is retained."""

from datetime import date

from credit.actions.hand import Hand, known
from credit.book import Book
from credit.change import Change
from credit.documentary_credit import CREDITS
from credit.money import Money
from credit.problem import RefusedChange
from credit.security import Security, SecurityForm

__all__ = ["take_security"]


def take_security(
    book: Book,
    hand: Hand,
    customer_id: str,
    form: SecurityForm,
    amount: Money,
    on: date | None = None,
    until: date | None = None,
    number: str = "",
    text: str = "",
    ship_by: date | None = None,
) -> Change:
    """Record a security that can be drawn from a day (default: today) through another (default: without end).

    The same number again corrects it: another amount, an end moved out, or in. Refused for an amount that is not above zero,
    for an end before its first day, and for a latest shipment day outside of both or of what is no letter of credit.
    """
    known(book, hand, customer_id)
    began = on or hand.on
    if amount.minor <= 0:
        raise RefusedChange(reason="security_amount")
    if until is not None and until < began:
        raise RefusedChange(reason="security_day", until=until, on=began)
    if ship_by is not None and form not in CREDITS:
        raise RefusedChange(reason="security_no_credit", ship_by=ship_by)
    if ship_by is not None and not began <= ship_by <= (until or ship_by):
        raise RefusedChange(reason="security_ship_by", ship_by=ship_by, on=began)
    number = number.strip() or hand.mark
    fact = Security(number, customer_id, began, hand.on, form, amount, until, text, hand.who, ship_by)
    return Change("take_security", (fact,), who=hand.who)
