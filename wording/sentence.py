"""A sentence before it is said: its English text, its plural, and the fact that is counted.

Tables of sentences are made when a module is imported and said when somebody reads, in the language of that moment. Facts are
filled in through `figures`, so money, dates and foreign text come out in every sentence as they do in every column.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.money import Money
from wording import figures
from wording.listing import listed
from wording.words import _, plural

__all__ = ["Sentence", "counts", "say", "says", "spoken"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """English text with the names of facts in braces."""

    one: str
    many: str = ""
    """Text for another number than one; empty where nothing is counted."""
    by: str = ""
    """Name of the fact that is counted."""


def says(text: str) -> Sentence:
    """A sentence that counts nothing."""
    return Sentence(text)


def counts(one: str, many: str, by: str) -> Sentence:
    """A sentence that depends on the number the fact `by` holds."""
    return Sentence(one, many, by)


def say(sentence: Sentence, facts: Mapping[str, object]) -> str:
    """The sentence in the language spoken now, filled with `facts`; a fact nobody gave is a dash."""
    text = plural(sentence.one, sentence.many, _counted(facts.get(sentence.by))) if sentence.many else _(sentence.one)
    return text.format_map(_Filling({name: spoken(fact) for name, fact in facts.items()}))


def _counted(fact: object) -> int:
    """How many are counted, as a plural asks for it: a part of one, or nothing that was given, is not one."""
    return int(fact) if isinstance(fact, int | Decimal) and fact == int(fact) else 0


class _Filling(dict[str, str]):
    """Facts as text."""

    def __missing__(self, _name: str) -> str:
        return figures.ABSENT


def spoken(fact: object) -> str:
    """One fact as text."""
    if isinstance(fact, Money):
        return figures.money(fact)
    if isinstance(fact, date):
        return figures.day(fact)
    if isinstance(fact, tuple):
        return listed(spoken(part) for part in fact)
    if isinstance(fact, Decimal):
        return figures.exact(fact)
    return figures.ABSENT if fact is None else figures.safe(str(fact))
