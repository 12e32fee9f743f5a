"""The part of a provider's file that says what was agreed with it: a budget, and how long its answers may be kept.

It reads the same for a provider of a mapping and for a built-in one; a built-in one brings its own terms of keeping, which the
file may shorten.
"""

from collections.abc import Mapping
from datetime import timedelta

from credit.money import Money
from credit.problem import InvalidMoney
from integrations.keeping.visit import Agreed
from integrations.providers.strict_table import FileTrouble, Table

__all__ = ["AGREED_KEYS", "read_agreed", "read_money"]

AGREED_KEYS = ("budget", "keep")
"""Keys of a provider's file that are read here."""
_MOST_DAYS = 3650
_PAID_DAYS = 1


def read_agreed(document: Table, provider: str, prices: Mapping[str, Money | None], usual: timedelta) -> Agreed:
    """What was agreed with `provider`; `prices` of its endpoints that bill (None: not written down), `usual`: how long it keeps.

    A budget needs every price, in its own currency: nobody can keep to one by half a price. What is paid for is current for a
    day unless the file says otherwise: whoever is cut off between the answer and the book, or asks twice, pays once.
    """
    keep = document.table("keep", ("days", "fresh_days"))
    kept = _days(keep, "days", usual.days)
    fresh = _days(keep, "fresh_days", min(_PAID_DAYS, kept) if prices else 0)
    if fresh > kept:
        raise keep.refused(FileTrouble.BAD_VALUE, "fresh_days", str(kept))
    known = {endpoint: price for endpoint, price in prices.items() if price is not None}
    budget = _budget(document)
    if budget is not None and (not prices or len(known) < len(prices)):
        raise document.refused(FileTrouble.MISSING_KEY, "cost")
    if budget is not None and any(price.currency != budget.currency for price in known.values()):
        raise document.refused(FileTrouble.BAD_VALUE, "budget", next(iter(known.values())).currency)
    return Agreed(
        provider,
        known,
        budget,
        timedelta(days=kept),
        timedelta(days=fresh),
        billed=frozenset(prices),
        stands=document.source.stands,
    )


def read_money(table: Table, name: str, known: tuple[str, ...] = ("amount", "currency")) -> Money:
    """An amount that is not negative, as a decimal text and its currency."""
    money = table.table(name, known)
    amount, currency = money.scalar("amount"), money.text("currency")
    try:
        found = Money.of(amount, currency)
    except InvalidMoney:
        raise money.refused(FileTrouble.BAD_VALUE, "amount") from None
    if found.minor < 0:
        raise money.refused(FileTrouble.BAD_VALUE, "amount")
    return found


def _budget(document: Table) -> Money | None:
    """What may be spent in a calendar month."""
    if "budget" not in document:
        return None
    table = document.table("budget", ("amount", "currency", "per"))
    if table.text("per", "month") != "month":
        raise table.refused(FileTrouble.BAD_VALUE, "per", "month")
    return read_money(document, "budget", ("amount", "currency", "per"))


def _days(table: Table, name: str, otherwise: int) -> int:
    """A whole number of days; ten years at most."""
    if name not in table:
        return otherwise
    text = table.scalar(name)
    if not (text.isascii() and text.isdecimal() and int(text[:9]) <= _MOST_DAYS):
        raise table.refused(FileTrouble.BAD_VALUE, name, str(otherwise))
    return int(text)
