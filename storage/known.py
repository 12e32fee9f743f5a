"""What a desk knows of its book's end: by it the same book is told from another, or an older copy, that was put in its place.

A record that was read while its writer still waited for the disk may never be confirmed, and is then taken back. So a desk knows
two things: the last commit it saw, and the last of which it is sure that it stands: one it made itself, or saw while it held the
lock, one that is in a snapshot, or one that another was written behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from storage.codec import Doc
from storage.sealed import BadLine

__all__ = ["Known", "chain_of", "link_at"]


@dataclass(frozen=True, slots=True)
class Known:
    """The end of a book, as it was seen last."""

    book: str
    """What tells it from every other."""
    locked: bool
    """Whether it is encrypted."""
    number: int
    """The last commit that was seen."""
    entry: Doc
    """What the history says of that commit, as long as it may be taken back; then empty, for an import's is long."""
    sure: int
    """The last commit that stands for sure."""
    link: str | None
    """Its link in the chain of the history; `None` where it could not be read."""

    def is_of(self, now: "Known", link: str | None) -> bool:
        """Whether what is known `now` is of the same book and behind this; `link` is the one that `sure` has there."""
        same = (self.book, self.locked) == (now.book, now.locked) and self.sure <= now.number
        return same and (None in (self.link, link) or self.link == link)

    def was_taken_back(self, now: "Known", link: str | None) -> bool:
        """Whether the last commit that was seen stands no longer; `link` is the one that its number has there."""
        if self.number <= self.sure:
            return False
        return self.number > now.number or (link is not None and link != chain_of(self.entry))


def link_at(history: Mapping[int, Doc], number: int) -> str | None:
    """The link of a commit, empty where it has none; `None` where it cannot be read."""
    try:
        return chain_of(history.get(number, {}))
    except BadLine:
        return None


def chain_of(entry: Doc) -> str:
    """The link an entry of the history bears, empty where it bears none."""
    return str(entry.get("chain", ""))
