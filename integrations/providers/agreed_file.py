"""The part of a provider's file that says what was agreed with it: budgets, and how long its answers may be kept.

It reads the same for a provider of a mapping and for a built-in one; a built-in one brings its own terms of keeping, which the
file may shorten.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from credit.money import Money
from credit.problem import InvalidMoney
from integrations.keeping.spending import Budget, Per
from integrations.keeping.visit import Agreed
from integrations.providers.strict_table import FileTrouble, Table

__all__ = ["AGREED_KEYS", "read_agreed", "read_money"]

AGREED_KEYS = ("budget", "keep")
"""Keys of a provider's file that are read here."""
_BUDGET = ("amount", "currency", "per")
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
    budgets = tuple(_budgets(document))
    if budgets and (not prices or len(known) < len(prices)):
        raise document.refused(FileTrouble.MISSING_KEY, "cost")
    if any(price.currency != budget.amount.currency for price in known.values() for budget in budgets):
        raise document.refused(FileTrouble.BAD_VALUE, "budget", next(iter(known.values())).currency)
    return Agreed(
        provider,
        known,
        budgets,
        timedelta(days=kept),
        timedelta(days=fresh),
        billed=frozenset(prices),
        stands=document.source.stands,
    )


def read_money(table: Table, name: str, known: tuple[str, ...] = ("amount", "currency")) -> Money:
    """An amount that is not negative, as a decimal text and its currency."""
    return _money_of(table.table(name, known))


def _money_of(money: Table) -> Money:
    amount, currency = money.scalar("amount"), money.text("currency")
    try:
        found = Money.of(amount, currency)
    except InvalidMoney:
        raise money.refused(FileTrouble.BAD_VALUE, "amount") from None
    if found.minor < 0:
        raise money.refused(FileTrouble.BAD_VALUE, "amount")
    return found


def _budgets(document: Table) -> Iterator[Budget]:
    """What may be spent in a calendar month, on a day, or both: one table, or a list of two."""
    many = isinstance(document.values.get("budget"), list)
    tables = document.tables("budget", _BUDGET) if many else (document.table("budget", _BUDGET),)
    seen: set[str] = set()
    if many and not tables:
        raise document.refused(FileTrouble.BAD_VALUE, "budget")
    for table in tables if "budget" in document else ():
        per = table.text("per", Per.MONTH)
        if per not in [*Per] or per in seen:
            raise table.refused(FileTrouble.BAD_VALUE, "per", " / ".join(each for each in Per if each not in seen))
        seen.add(per)
        yield Budget(_money_of(table), Per(per))


def _days(table: Table, name: str, otherwise: int) -> int:
    """A whole number of days; ten years at most."""
    if name not in table:
        return otherwise
    text = table.scalar(name)
    if not (text.isascii() and text.isdecimal() and int(text[:9]) <= _MOST_DAYS):
        raise table.refused(FileTrouble.BAD_VALUE, name, str(otherwise))
    return int(text)
