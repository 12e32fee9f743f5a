"""Rows of a list of buyers that a question asks for, in the language of the command line and of the filter alike."""

import re
from collections.abc import Callable, Mapping

from credit.assessment import Assessment
from credit.query.buyers import Buyer, Words, buyers, name_words
from credit.query.language import Language, Query
from tui.views.snapshot import Snapshot
from tui.views.table import Table
from wording import figures, terms
from wording.query_words import query_words

__all__ = ["asked", "begins_field", "field_words", "holds", "kept", "last_word", "sought"]

_LAST_WORD = re.compile(r"(?:^|[\s&|(!])([^\s\"<>=~&|!()]+)$")


def last_word(text: str) -> str:
    """The plain word a question ends in, which may go on; empty where it ends in a value, a sign or a space."""
    found = _LAST_WORD.search(text)
    return found[1] if found else ""


def begins_field(word: str) -> bool:
    """Whether a field's name may be under way."""
    return any(name.startswith(word.lower()) for name in _language({}).fields)


def field_words() -> frozenset[str]:
    """The names of the fields, in every language they can be typed in."""
    return frozenset(_language({}).fields)


def asked(text: str, shown: Snapshot, saved: Mapping[str, str] | None = None) -> Query[Buyer]:
    """The question in `text`, asked on the day of the snapshot; raises `InvalidQuery`."""
    return _language(saved or {}).read(text, shown.on)


def _language(saved: Mapping[str, str]) -> Language[Buyer]:
    fields, classes = query_words()
    return buyers(Words(fields, classes), saved)


def kept(table: Table, shown: Snapshot, text: str, saved: Mapping[str, str] | None = None) -> Table:
    """The rows of buyers that are asked for, the same table where nothing is; raises `InvalidQuery`."""
    if not text.strip():
        return table
    question, of = asked(text, shown, saved), shown.assessed.by_id
    return table.where(lambda row: question.holds(Buyer(of[row.key], row.searched, shown.me)))


def holds(question: Query[Buyer], me: str = "") -> Callable[[Assessment], bool]:
    """Whether a buyer is asked for by `me`, told of its assessment alone."""
    return lambda entry: question.holds(Buyer(entry, sought(entry), me))


def sought(entry: Assessment) -> str:
    """What plain words are looked for in: number, names, initials, country, class."""
    buyer, value = entry.account.customer, entry.debt_class.value
    names = map(figures.safe, name_words(buyer))
    return " ".join((buyer.id, *names, buyer.country, value.value, terms.debt_class_short(value))).lower()
