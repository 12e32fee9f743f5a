"""What a large change makes of a book, worked out while it was planned: a hundred thousand facts are not sorted in twice."""

from dataclasses import dataclass, replace

from credit.book import Book

__all__ = ["Foreseen"]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The book that changes were planned on, and that book after them."""

    stood: Book
    becomes: Book

    def upon(self, book: Book) -> Book | None:
        """What they make of this one; `None` where it holds anything else than the one they were planned on."""
        alike = book.accounts is self.stood.accounts or not (book.accounts or self.stood.accounts)
        return replace(book, accounts=self.becomes.accounts) if alike else None
