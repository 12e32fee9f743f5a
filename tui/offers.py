"""What asking costs, before it is asked: a line for each provider that bills, and what all of it comes to."""

from collections.abc import Callable, Sequence

from credit.money import Money
from tui.asked import Allowed
from tui.refresh_plan import Question
from wording import figures
from wording.deeds import left_out
from wording.listing import clauses
from wording.words import _, plural

__all__ = ["budget_left", "offers", "priced", "total_price", "unpriced"]


def priced(asked: Sequence[Question]) -> list[Question]:
    """Questions that bill at a price somebody wrote down."""
    return [question for question in asked if question.price is not None]


def unpriced(asked: Sequence[Question]) -> str:
    """Who bills without saying what, as a sentence; empty where nobody does."""
    names = {q.provider.info.name for q in asked if q.bills and q.price is None}
    told = _("{provider} left out: {why}.")
    return told.format(provider=", ".join(map(figures.safe, sorted(names))), why=left_out("no_price")) if names else ""


def offers(asked: Sequence[Question]) -> tuple[str, ...]:
    """Each provider with its price, how many reports, and what is left of its budgets."""
    return tuple(_offer(name, asked) for name in sorted({question.provider.info.name for question in asked}))


def budget_left(allowed: Allowed) -> str:
    """What is left of a budget, as a clause."""
    told = _("{left} of {budget} left today (UTC)") if allowed.per == "day" else _("{left} of {budget} left this month")
    return told.format(left=figures.money(allowed.left), budget=figures.money(allowed.budget))


def _offer(name: str, asked: Sequence[Question]) -> str:
    reports = [question for question in asked if question.provider.info.name == name]
    info = reports[0].provider.info
    n = len(reports)
    parts = [
        plural("{name}: {n} report at {price}", "{name}: {n} reports at {price}", n).format(
            name=figures.safe(name), n=n, price=figures.money(info.cost)
        )
    ]
    return clauses([*parts, *map(budget_left, info.budgets)])


def total_price(asked: Sequence[Question], exchanged: Callable[[Money, str], Money | None]) -> Money:
    """All prices in the currency of the first; one that cannot be exchanged is left out, and so will be its question."""
    prices = [question.price for question in asked if question.price is not None]
    currency = prices[0].currency
    known = [price for each in prices if (price := exchanged(each, currency)) is not None]
    return Money(sum(price.minor for price in known), currency)
