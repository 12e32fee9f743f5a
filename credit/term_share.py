"""How much of the whole one clause of payment terms is about, and whether all shares together make the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from credit.instalment import WHOLE, Rest, Share, plain
from credit.money import Money
from credit.problem import InvalidMoney
from credit.term_tokens import Cursor, Reason, Token
from credit.term_words import METHODS, REST, UNITS

__all__ = ["EXAMPLES", "Portion", "made_whole", "read_portion"]

EXAMPLES = ("30%", "USD 5000", "rest")
PERCENTS = "0.01-100%"
LONGEST_NUMBER = 20
"""Characters of a number above which it is a typing error; within them decimal sums stay exact."""


@dataclass(frozen=True, slots=True)
class Portion:
    """A share where one was said, and where in the text."""

    share: Share | None
    """`None` where the clause names no share, which is right for a clause that stands alone."""
    token: Token


def read_portion(cursor: Cursor) -> Portion:
    """Read the share at the start of a clause, if there is one."""
    start, second, third = (cursor.peek(ahead) for ahead in range(3))
    if start.key in REST:
        cursor.take()
        return Portion(Rest.REST, start)
    if cursor.counts(UNITS):
        return Portion(None, start)
    if start.kind == "number" and _is_currency(second) and third.key in METHODS:
        return Portion(_money(cursor, start, second), start)
    if start.kind == "number":
        return Portion(_percent(cursor), start)
    if _is_currency(start) and second.kind == "number" and third.key in METHODS:
        return Portion(_money(cursor, second, start), start)
    return Portion(None, start)


def number(cursor: Cursor, token: Token, expected: Sequence[str]) -> Decimal:
    """The number a token stands for; fails where it is too long to be meant."""
    if len(token.text) > LONGEST_NUMBER:
        cursor.fail(expected, Reason.RANGE, token)
    return Decimal(token.text.replace(",", ""))


def _is_currency(token: Token) -> bool:
    return token.kind == "word" and len(token.text) == 3 and token.text.isascii() and token.key not in METHODS.keys() - {"cad"}


def _money(cursor: Cursor, amount: Token, currency: Token) -> Money:
    cursor.take()
    cursor.take()
    example = f"{currency.text.upper()} 5000"
    try:
        money = Money.of(number(cursor, amount, (example,)), currency.text.upper())
    except InvalidMoney:
        cursor.fail((example,), Reason.RANGE, amount)
    if not money:
        cursor.fail((example,), Reason.RANGE, amount)
    return money


def _percent(cursor: Cursor) -> Decimal:
    token = cursor.take()
    percent = number(cursor, token, (PERCENTS,))
    if not cursor.skip({"%"}):
        cursor.fail(("%",))
    if not 0 < percent <= WHOLE:
        cursor.fail((PERCENTS,), Reason.RANGE, token)
    return percent


def made_whole(cursor: Cursor, portions: Sequence[Portion]) -> tuple[Share, ...]:
    """The shares of all clauses; fails at the one that keeps them from making up the whole."""
    if len(portions) == 1 and portions[0].share in {None, Rest.REST}:
        return (WHOLE,)
    shares: list[Share] = []
    for portion in portions:
        if portion.share is None:
            cursor.fail(EXAMPLES, Reason.MISSING, portion.token)
        if portion.share is Rest.REST and Rest.REST in shares:
            cursor.fail(EXAMPLES[:2], Reason.TWICE, portion.token)
        shares.append(portion.share)
    _check_sum(cursor, portions, shares)
    return tuple(shares)


def _check_sum(cursor: Cursor, portions: Sequence[Portion], shares: Sequence[Share]) -> None:
    percents = [share for share in shares if isinstance(share, Decimal)]
    missing = WHOLE - sum(percents)
    if Rest.REST in shares:
        if missing <= 0:
            cursor.fail((), Reason.NOTHING_LEFT, portions[shares.index(Rest.REST)].token)
    elif len(percents) < len(shares):  # an amount makes no whole with percentages of a whole that is not known yet
        cursor.fail(("rest",), Reason.SHARES, portions[-1].token)
    elif missing:
        right = percents[-1] + missing
        cursor.fail((f"{plain(right)}%", "rest") if right > 0 else ("rest",), Reason.SHARES, portions[-1].token)
