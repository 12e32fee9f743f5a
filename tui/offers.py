"""What asking costs, before it is asked: a line for each provider that bills, and what all of it comes to."""

from collections.abc import Callable, Sequence

from credit.money import Money
from tui.refresh_plan import Question
from wording import figures
from wording.deeds import left_out
from wording.listing import clauses
from wording.words import _, plural

__all__ = ["offers", "priced", "total_price", "unpriced"]


def priced(asked: Sequence[Question]) -> list[Question]:
    """Questions that bill at a price somebody wrote down."""
    return [question for question in asked if question.price is not None]


def unpriced(asked: Sequence[Question]) -> str:
    """Who bills without saying what, as a sentence; empty where nobody does."""
    names = {q.provider.info.name for q in asked if q.provider.info.billable and not q.ordered and q.price is None}
    told = _("{provider} left out: {why}.")
    return told.format(provider=", ".join(map(figures.safe, sorted(names))), why=left_out("no_price")) if names else ""


def offers(asked: Sequence[Question]) -> tuple[str, ...]:
    """Each provider with its price, how many reports, and what is left of its budget of this month."""
    return tuple(_offer(name, asked) for name in sorted({question.provider.info.name for question in asked}))


def _offer(name: str, asked: Sequence[Question]) -> str:
    reports = [question for question in asked if question.provider.info.name == name]
    info = reports[0].provider.info
    n = len(reports)
    parts = [
        plural("{name}: {n} report at {price}", "{name}: {n} reports at {price}", n).format(
            name=figures.safe(name), n=n, price=figures.money(info.cost)
        )
    ]
    if info.left is not None and info.budget is not None:
        told = _("{left} of {budget} left this month")
        parts.append(told.format(left=figures.money(info.left), budget=figures.money(info.budget)))
    return clauses(parts)


def total_price(asked: Sequence[Question], exchanged: Callable[[Money, str], Money | None]) -> Money:
    """All prices in the currency of the first; one that cannot be exchanged is left out, and so will be its question."""
    prices = [question.price for question in asked if question.price is not None]
    currency = prices[0].currency
    known = [price for each in prices if (price := exchanged(each, currency)) is not None]
    return Money(sum(price.minor for price in known), currency)
