"""What a book holds and what the doctor looks at, named for a reader."""

from collections.abc import Callable, Mapping

from wording import figures
from wording.words import _, plural

__all__ = ["check_name", "holding", "problems_counted"]

CHECKS: Mapping[str, Callable[[], str]] = {
    "book": lambda: _("book"),
    "history": lambda: _("history"),
    "encryption": lambda: _("encryption"),
    "leftovers": lambda: _("leftovers"),
    "lock": lambda: _("lock"),
    "permissions": lambda: _("permissions"),
    "config": lambda: _("settings"),
    "policy": lambda: _("policy"),
    "providers": lambda: _("providers"),
    "channels": lambda: _("channels"),
    "mail": lambda: _("mail"),
    "records": lambda: _("kept answers"),
    "tables": lambda: _("rates and classes"),
    "mappings": lambda: _("mappings"),
    "clock": lambda: _("machine's clock"),
    "data": lambda: _("data"),
}


def check_name(code: str) -> str:
    """What a check of the doctor looks at; scripts read the code."""
    return CHECKS[code]()


def holding(buyers: int, facts: int, commits: int) -> tuple[str, str, str]:
    """How much a book holds, a phrase each."""
    return (
        _counted(plural("{n} buyer", "{n} buyers", buyers), buyers),
        _counted(plural("{n} fact", "{n} facts", facts), facts),
        _counted(plural("{n} commit", "{n} commits", commits), commits),
    )


def problems_counted(count: int) -> str:
    """How many records cannot be read."""
    return _counted(plural("{n} problem", "{n} problems", count), count)


def _counted(phrase: str, count: int) -> str:
    return phrase.format(n=figures.number(count, 0))
