"""Troubles of the data on the page, for scripts and for the doctor."""

from collections.abc import Iterator, Sequence
from typing import Any

from credit.assessment import Assessment
from credit.book import Book
from credit.problem import Problem
from credit.troubles import account_troubles
from wording.faults import problem as problem_sentence
from wording.words import _

__all__ = ["trouble_lines", "trouble_records", "troubles_of"]


def troubles_of(entry: Assessment, book: Book) -> tuple[Problem, ...]:
    """What is wrong with the data of this buyer."""
    return account_troubles(entry.account, entry.on, book)


def trouble_lines(entry: Assessment, book: Book) -> Iterator[tuple[str, str, str]]:
    """The first trouble, and how many more there are; nothing where the data is sound."""
    found = troubles_of(entry, book)
    if not found:
        return
    more = _(" And {n} more.").format(n=len(found) - 1) if len(found) > 1 else ""
    yield _("Data"), problem_sentence(found[0]) + more, "warning"


def trouble_records(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Troubles as records; `text` is the sentence."""
    return [
        {
            "code": each.code,
            "customer_id": each.buyer,
            "detail": each.detail,
            "expected": each.expected,
            "text": problem_sentence(each),
        }
        for each in problems
    ]
