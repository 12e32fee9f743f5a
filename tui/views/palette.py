"""What the palette offers for what is typed: commands by what they do, buyers by number, names and pinyin initials."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from credit.customer import Customer
from credit.query.buyers import name_words
from wording import figures

__all__ = ["MOST", "Offer", "buyer_offers", "offered"]

MOST = 12
"""Offers shown at once: more are neither read nor cheap on a thin line."""
_NOT = 9


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing the palette can do: run a command, or go to a buyer."""

    id: str
    """Of the command, or of the buyer."""
    label: str
    words: str
    """What is looked through, in small letters."""
    keys: str = ""
    why: str = ""
    """Why the command would do nothing now; empty where it would."""
    buyer: bool = False


def buyer_offers(customers: Iterable[Customer]) -> Iterator[Offer]:
    """An offer for each buyer: going to its page."""
    for customer in customers:
        words = " ".join((customer.id.lower(), *name_words(customer)))
        names = f"{figures.safe(customer.name)} {figures.safe(customer.name_local)}".strip()
        yield Offer(customer.id, names, words, figures.safe(customer.id), buyer=True)


def offered(text: str, offers: Sequence[Offer], most: int = MOST) -> tuple[Offer, ...]:
    """The offers nearest to `text`, at most so many: begun by it, with a word so begun, with it inside, with its letters.

    Of equally near ones those that would do nothing come last, the others in the order they were given.
    """
    typed = " ".join(text.lower().split())
    near = ((_distance(typed, offer.words), bool(offer.why), place) for place, offer in enumerate(offers))
    return tuple(offers[place] for _far, _idle, place in nsmallest(most, (each for each in near if each[0] < _NOT)))


def _distance(typed: str, words: str) -> int:
    if not typed or words.startswith(typed):
        return 0
    if f" {typed}" in words:
        return 1
    if typed in words:
        return 2
    if all(part in words for part in typed.split()):
        return 3
    letters = iter(words)
    return 4 if all(letter in letters for letter in typed.replace(" ", "")) else _NOT
