"""A book without the fact a reason rests on: no fact, no score.

A reason names the facts it rests on by kind and number (`credit.reason.NAMES`: `invoice`, `promise`, `notice`, ...), another
buyer as `relative` or `at`, a country by its code. Each of them is taken out of the book by itself, in all its versions; the
reason must then be gone, and what it gave its weight to must have moved. A reason that says what is missing names nothing, and
goes once it is there.

Each room has a table of little books, one for every code its rules can give. The codes are read from the source, so that a rule
without a book is a fault of the table.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from credit.account import Account
from credit.book import Book
from credit.change import Change
from credit.country import NO_COUNTRIES
from credit.reason import NAMES, Reason
from tests.credit.little_book import facts, little_book

__all__ = ["Look", "Sample", "codes_given", "named", "of", "singly", "stands_and_falls", "without"]

OTHERS = ("relative", "at")
"""Names of another buyer in a reason."""

Look = Callable[[Book], tuple[Sequence[Reason], object]]
"""What a room tells of a book: its reasons, and the result they stand for."""


def named(reason: Reason) -> set[tuple[str, str]]:
    """Kind and number of every fact the reason rests on."""
    return {(kind, str(reason.facts[name])) for name, kind in NAMES.items() if name in reason.facts}


def without(book: Book, customer_id: str, reason: Reason) -> Book:
    """The book without all those facts; of a country without every publication. Raises where the reason names nothing."""
    if "country" in reason.facts and not named(reason):
        return replace(book, countries=NO_COUNTRIES)
    return _less(book, customer_id, named(reason), reason)


def singly(book: Book, customer_id: str, reason: Reason) -> Iterator[Book]:
    """The book without each of those facts by itself."""
    for gone in sorted(named(reason)):
        yield _less(book, customer_id, {gone}, reason)
    for other in OTHERS:
        if other in reason.facts:
            yield _less(book, str(reason.facts[other]), {("customer", str(reason.facts[other]))}, reason)
    if "country" in reason.facts and not named(reason):
        yield replace(book, countries=NO_COUNTRIES)


def _less(book: Book, customer_id: str, gone: set[tuple[str, str]], reason: Reason) -> Book:
    for id in (customer_id, *(str(reason.facts[other]) for other in OTHERS if other in reason.facts)):
        account = book.accounts[id]
        kept = [fact for fact in account.versions if (fact.kind, fact.id) not in gone]
        if len(kept) < len(account.versions):
            return replace(book, accounts={**book.accounts, id: Account.of(id, kept)})
    raise AssertionError(f"{reason.code} rests on no fact of the book")


@dataclass(frozen=True, slots=True)
class Sample:
    """A little book in which a reason stands."""

    book: Book
    found: Book | None = None
    """For a reason that says what is missing: the book in which it is there."""
    weighs: bool = True
    """Whether the reason gives the result any weight; one that is only told moves nothing."""
    steps: bool = False
    """Whether a lighter step of the same rule takes its place."""


def of(book: Book | str, missing: str = "", weighs: bool = True, steps: bool = False) -> Sample:
    """A sample of a table, whose buyer C1 is known; `missing` are the facts with which a reason of absence goes."""
    made = little_book(book if "buyer C1" in book else f"buyer C1 \n {book}") if isinstance(book, str) else book
    return Sample(made, made.after(Change("found", facts(missing))) if missing else None, weighs, steps)


def stands_and_falls(code: str, sample: Sample, look: Look, customer_id: str = "C1") -> None:
    """The reason stands in the sample; without each fact it names it is gone, and the result is another."""
    reasons, result = look(sample.book)
    reason = next(each for each in reasons if each.code == code)
    lesser = list(singly(sample.book, customer_id, reason))
    assert bool(lesser) == (sample.found is None), f"{code} names {named(reason) or 'nothing'}"
    for other in lesser or [sample.found or sample.book]:
        left, moved = look(other)
        assert reason not in left
        assert (code in {each.code for each in left}) is sample.steps
        assert (moved != result) is sample.weighs


def codes_given(*places: str) -> set[str]:
    """Codes of the reasons that the source under these folders and files gives, as far as they are plain texts."""
    root = Path(__file__).parents[2]
    found = (path for place in places for path in ([root / place] if place.endswith(".py") else (root / place).rglob("*.py")))
    calls = (node for path in found for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    given = (call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Reason")
    return {code.value for code in given if isinstance(code, ast.Constant) and isinstance(code.value, str)}
