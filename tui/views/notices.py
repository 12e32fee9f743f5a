"""Notices nobody has decided on: each may be about this buyer, or about somebody of a like name."""

from credit.account import Account
from wording import figures
from wording.identity_terms import waiting
from wording.words import _, plural

__all__ = ["notice_lines", "waiting_line"]

Line = tuple[str, str, str]


def notice_lines(account: Account) -> tuple[Line, ...]:
    """Each notice that waits, and how to say whose it is; nothing where none does."""
    if not account.possible:
        return ()
    told = [(_("Whose?"), waiting(notice), "warning") for notice in account.possible]
    how = _("say whose it is: i, or dunnage identify {id}").format(id=figures.safe(account.id))
    return (*told, ("-", how, "muted"))


def waiting_line(account: Account) -> tuple[Line, ...]:
    """How many notices wait, for a place that has room for a line; nothing where none does."""
    n = len(account.possible)
    if not n:
        return ()
    told = plural("{n} notice waits for a word of whose it is: i", "{n} notices wait for a word of whose they are: i", n)
    return (("", told.format(n=n), "warning"),)
