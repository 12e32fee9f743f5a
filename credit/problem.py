"""What can be wrong: faults that stop one step, and problems that travel beside a result.

A fault is raised and carries facts, not a sentence: `wording.faults` says each one in the reader's language.
A problem is a value: one bad row is named and carried along, and whoever asked decides what becomes of the rest.
"""

from dataclasses import dataclass
from typing import ClassVar

__all__ = ["CurrencyMismatch", "Fault", "InvalidMoney", "InvalidPolicy", "Problem", "RefusedChange", "UnknownBuyer"]


class Fault(Exception):  # noqa: N818 - "Fault" is the word of the house; its children are named by what went wrong
    """Base of everything that can go wrong and be said in one sentence."""

    code: ClassVar[str] = "fault"

    def __init__(self, **facts: object) -> None:
        """Keep `facts`, the words the sentence is filled with; none of them may be a secret."""
        super().__init__(self.code)
        self.facts = facts


class InvalidMoney(Fault):
    """An amount that is no number, or a currency that is no ISO 4217 code (`text`, `currency`)."""

    code = "invalid_money"


class CurrencyMismatch(Fault):
    """Two amounts of different currencies met in one sum (`left`, `right`)."""

    code = "currency_mismatch"


class UnknownBuyer(Fault):
    """No account of this number stands in the book (`id`, `near`: the closest number, or empty)."""

    code = "unknown_buyer"


class InvalidPolicy(Fault):
    """A policy key that does not exist or a value of the wrong kind (`key`, `near`, `problem`).

    Out of its range it tells `least` and `most`, out of order the key it must follow (`near_key`), of a list that is too short or
    too long the `count` of its places.
    """

    code = "invalid_policy"


class RefusedChange(Fault):
    """An action that the trade does not allow (`reason`, and what the sentence needs)."""

    code = "refused_change"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with data that came in, carried beside the result."""

    code: str
    """What is wrong, as a word that `wording` knows a sentence for."""
    detail: str = ""
    """The piece of data that is meant, shortened; never a whole row."""
    path: str = ""
    line: int = 0
    """Line of the file, counted from 1 with the heading; 0 where there is no line."""
    column: str = ""
    expected: str = ""
    """What would be right there, where that is known; of two things that do not go together, the other."""
    buyer: str = ""
    """Number of the buyer it concerns, where it is found in a book."""
