"""A question read: words, comparisons, `&`, `|`, `!` and parentheses, made once into one test that is asked of every row.

    question  = all { "|" all }
    all       = one { [ "&" ] one }
    one       = "!" one | "(" question ")" | FIELD SIGN VALUE | WORD

A plain word asks for rows that hold it, so a name is typed as it is. What two parts together are worth is said by Kleene's strong
three-valued logic (Introduction to Metamathematics, 1952, section 64): what nobody knows stays unknown on either side of `!`, and
a row of which it is unknown is not shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from credit.query.tokens import Token, fail, tokens
from credit.query.values import Kind, Truth

__all__ = ["Field", "Language", "Query"]

Row = TypeVar("Row")
Test = Callable[[Row], Truth]

DEEPEST = 40
"""Parentheses and denials within one another."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """Something a row can be asked for."""

    kind: Kind
    read: Callable[[Row], Any]
    """Its value for a row, as its kind compares it; `None` or an empty tuple: absent."""


@dataclass(frozen=True, slots=True)
class Query(Generic[Row]):
    """A question that was read."""

    text: str
    test: Test[Row]

    def holds(self, row: Row) -> bool:
        """Whether the row is one that is asked for."""
        return self.test(row) is True


@dataclass(frozen=True, slots=True)
class Language(Generic[Row]):
    """The fields of one kind of rows by the word that is typed, and how a row holds a plain word."""

    fields: Mapping[str, Field[Row]]
    holds: Callable[[Row, str], bool]
    saved: Mapping[str, str] = field(default_factory=dict)
    """Questions that were kept, by their name: `@name` stands for one."""

    def read(self, text: str, on: date) -> Query[Row]:
        """The question in `text`, asked on `on`; raises `InvalidQuery`. An empty one asks for every row."""
        reader = _Reader(self, tokens(text), on)
        test = _every if reader.here.kind == "end" else reader.question()
        if reader.here.kind != "end":
            fail(reader.here, "stray", ("&", "|"))
        return Query(text, test)


def _every(_row: object) -> Truth:
    return True


@dataclass(slots=True)
class _Reader(Generic[Row]):
    """Walks over the pieces of one question."""

    language: Language[Row]
    pieces: tuple[Token, ...]
    on: date
    deep: int = 0
    index: int = field(default=0, init=False)

    @property
    def here(self) -> Token:
        return self.pieces[self.index]

    def take(self) -> Token:
        token = self.here
        self.index += token.kind != "end"
        return token

    def question(self) -> Test[Row]:
        parts = [self.all_of()]
        while self.here.among("|"):
            self.take()
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else lambda row: _any(row, parts)

    def all_of(self) -> Test[Row]:
        parts = [self.one()]
        while self.here.among("&", "!", "(") or self.here.kind in ("word", "quoted"):
            if self.here.among("&"):
                self.take()
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else lambda row: _all(row, parts)

    def one(self) -> Test[Row]:
        token = self.take()
        if token.among("!", "("):
            return self.inner(token)
        if token.kind not in ("word", "quoted"):
            fail(token, "missing" if token.kind == "end" else "stray", (*self.language.fields, "!", "("))
        if self.here.among("<", "<=", ">", ">=", "=", "!=", "~", "!~"):
            return self.comparison(token)
        if token.kind == "word" and token.text.startswith("@"):
            return self.kept(token)
        holds, word = self.language.holds, token.text.lower()
        return lambda row: holds(row, word)

    def inner(self, token: Token) -> Test[Row]:
        """What is denied, or stands in parentheses."""
        self.deep += 1
        if self.deep > DEEPEST:
            fail(token, "deep", (str(DEEPEST),))
        if token.text == "!":
            denied = self.one()
            test: Test[Row] = lambda row: None if (truth := denied(row)) is None else not truth  # noqa: E731
        else:
            test = self.question()
            if not self.here.among(")"):
                fail(self.here, "missing" if self.here.kind == "end" else "stray", (")", "&", "|"))
            self.take()
        self.deep -= 1
        return test

    def comparison(self, token: Token) -> Test[Row]:
        known = self.language.fields.get(token.text.lower())
        if known is None:
            fail(token, "word", tuple(self.language.fields))
        read, test = known.read, known.kind.test(token.text, self.take(), self.take(), self.on)
        return lambda row: test(read(row))

    def kept(self, token: Token) -> Test[Row]:
        """A question that was kept, read where its name stands."""
        saved, name = self.language.saved, token.text.removeprefix("@")
        if name not in saved:
            fail(token, "saved" if saved else "none_saved", tuple(f"@{known}" for known in saved))
        self.deep += 1
        if self.deep > DEEPEST:  # one that asks for itself never ends
            fail(token, "deep", (str(DEEPEST),))
        reader = _Reader(self.language, tokens(saved[name]), self.on, self.deep)
        test = reader.question()
        if reader.here.kind != "end":
            fail(reader.here, "stray", ("&", "|"))
        self.deep -= 1
        return test


def _any(row: Row, parts: list[Test[Row]]) -> Truth:
    unknown = False
    for test in parts:
        if (truth := test(row)) is True:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def _all(row: Row, parts: list[Test[Row]]) -> Truth:
    unknown = False
    for test in parts:
        if (truth := test(row)) is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True
