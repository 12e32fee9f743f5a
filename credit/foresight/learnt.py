"""A book as foresight sees it on a day: what its invoices share when their outlook is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from credit.foresight.features import Standing, features, standing
from credit.foresight.item import Item
from credit.foresight.logistic import odds
from credit.foresight.outlook import MOST_DAYS, Outlook, Roll, Word, outlook, own_days, paid_by, spreads
from credit.foresight.pace import Pace, sigmoid
from credit.foresight.record import Record
from credit.foresight.spread import Habits, Spread

__all__ = ["USUAL_LEVELS", "Learnt", "Tried", "risk"]

USUAL_LEVELS = (0.1, 0.9)
"""Where the interval that holds four in five begins and ends."""


def risk(look: Outlook) -> float:
    """Own risk of an invoice: the chance of more than thirty days late and the expected further days late, each as a share."""
    return look.late_month + look.days / MOST_DAYS


def _bank_day(day: int, roll: Roll) -> int:
    """The last bank day that is no later."""
    while roll(day) != day:
        day -= 1
    return day


class Tried(NamedTuple):
    """How right the book's own forecasts were on earlier days."""

    cases: int = 0
    """Invoices that were open then, and of which it is known by now whether they were paid within the interval."""
    inside: int = 0
    """Those that were."""
    settled: int = 0
    days_apart: int = 0
    """Days between expected and true day of those that are settled, summed."""


UNTRIED = Tried()
NO_WORDS: Mapping[str, Word] = {}


@dataclass(frozen=True, slots=True)
class Learnt:
    """A book as foresight sees it on a day."""

    on: int
    pace: Pace
    habits: Habits
    coefficients: Sequence[float]
    rows: int = 0
    """Invoices the coefficients were fitted to."""
    levels: tuple[float, float] = USUAL_LEVELS
    blend: float = 0.0
    """Share of risk, beside amount, in the value of a row of the queue."""
    risk: float = 1.0
    """Mean risk of the invoices open on earlier days, by which each is divided."""
    tried: Tried = UNTRIED

    def expect(self, buyer: Record, items: Sequence[Item], roll: Roll, words: Mapping[str, Word] = NO_WORDS) -> list[Outlook]:
        """The outlook of each of these open invoices of a buyer, with the promises that stand on some of them."""
        stands = standing(buyer, self.pace, self.on)
        habit = spreads(own_days(buyer, self.on), self.habits, items)
        return [
            outlook(
                item, self.on, self._chance_of(item, stands), habit[item.off], roll, self.levels, word=words.get(item.invoice)
            )
            for item in items
        ]

    def by_days(
        self, buyer: Record, items: Sequence[Item], roll: Roll, days: Sequence[int], words: Mapping[str, Word] = NO_WORDS
    ) -> list[list[float]]:
        """Of each of these open invoices of a buyer the chance that it is paid by the end of each of these days."""
        stands = standing(buyer, self.pace, self.on)
        habit = spreads(own_days(buyer, self.on), self.habits, items)
        last = [_bank_day(day, roll) for day in days]
        return [
            self._paid_by(item, last, self._chance_of(item, stands), habit[item.off], words.get(item.invoice)) for item in items
        ]

    def _paid_by(self, item: Item, days: Sequence[int], chance: float, habit: Spread, word: Word | None) -> list[float]:
        usual = [paid_by(day, item, self.on - item.rolled, chance, habit) for day in days]
        if word is None:
            return usual
        return [(1 - word.chance) * by + word.chance * (day >= word.day) for by, day in zip(usual, days, strict=True)]

    def _chance_of(self, item: Item, stands: Standing) -> float:
        """That an open invoice is late; of one whose day has come nothing is left to be asked."""
        return 1.0 if item.due <= self.on else self.chance(features(stands, item))

    def chance(self, row: Sequence[float]) -> float:
        """The chance that an invoice with these features is late, its age apart."""
        return sigmoid(odds(self.coefficients, row))

    def moved(self, look: Outlook) -> float:
        """By how much risk moves the amount of an invoice where rows are ordered: 1 on the average of earlier days."""
        return 1 - self.blend + self.blend * risk(look) / self.risk
