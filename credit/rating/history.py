"""How a grade came to be: the moves of the last two years, each with the reason of the day it happened.

A grade is never stored. It is worked out again from what was known on each day, so a fact learnt later moves no earlier grade.
"""

from collections.abc import Iterator
from datetime import date

from credit.account import Account
from credit.aging import ledger
from credit.book import Book
from credit.calendar import month_end, months_before
from credit.moves import Move, moves
from credit.rating.conduct import conduct_of
from credit.rating.grade import Conduct, Graded, grade, told_to
from credit.rating.letter import Grade
from credit.report import CreditReport, RiskEvent

__all__ = ["grade_history", "grade_then", "grade_told_then"]

MONTHS = 24


def grade_then(account: Account, on: date, book: Book) -> Graded:
    """The grade as it stood at the end of `on`, from what had been learnt by then."""
    known, conduct = _then(account, on, book)
    return grade(known, on, conduct, book.policy.scales, book.policy.grading)


def grade_told_then(account: Account, on: date, book: Book) -> tuple[Graded, int]:
    """The same, with the rank that no grade was better than for what had been told or said by then; 0 where nothing was."""
    known, conduct = _then(account, on, book)
    how = (known, on, conduct, book.policy.scales, book.policy.grading)
    return grade(*how), told_to(*how) or 0


def _then(account: Account, on: date, book: Book) -> tuple[Account, Conduct]:
    """The account as it was known, and how it had paid and answered by then."""
    known = account.as_known_on(on)
    return known, conduct_of(known, ledger(known, on, book.policy.short_pays, book.home, book.rates), book)[0]


def grade_history(account: Account, on: date, book: Book, months: int = MONTHS) -> tuple[Move[Grade], ...]:
    """The moves of the last `months` months, oldest first.

    Looked at on each month's end and on each day a report or an event came to count; between two of these that differ, the day of
    the move is looked for.
    """
    return moves(_days(account.as_known_on(on), on, months), lambda day: grade_then(account, day, book))


def _days(account: Account, on: date, months: int) -> Iterator[date]:
    first = months_before(on, months)
    yield on
    yield from (month_end(months_before(on, back)) for back in range(1, months + 1))
    # of every version: one that was corrected later had been learnt on its own day all the same
    counting = (_counts_from(fact) for fact in account.versions if isinstance(fact, CreditReport | RiskEvent))
    yield from (day for day in counting if first < day <= on)


def _counts_from(fact: CreditReport | RiskEvent) -> date:
    """The day it is known and of its day: nothing counts before either."""
    return max(fact.learnt_on, fact.spoken_on if isinstance(fact, CreditReport) else fact.published_on)
