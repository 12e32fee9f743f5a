"""What `doctor` looks at beside the records themselves: the history, what lies beside the book, and where the book lies."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from credit.book import Book
from integrations.mail.server import read_server
from storage.checking import Traces, traced
from storage.leftovers import Leftover, Remains, leftovers
from storage.locked import is_locked
from storage.opening import Beside
from storage.passphrase import CIPHER, KDF, Passphrase
from storage.places import LockState, exposed, network_kind, try_lock
from storage.postgres.address import is_address
from storage.sources import Elsewhere, looked_at
from storage.store import file_at
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.unlocking import named
from tui.lasting import lasting
from wording.words import _, plural

__all__ = ["Check", "mail_check", "place_checks", "remains_lines"]

Found = tuple[str, Exit]
Check = tuple[str, Callable[[], Found]]
"""The name of a check, and what it finds: a sentence, and the code that stands for how things are."""


def place_checks(opened: Opening, books: Sequence[Book]) -> Iterator[Check]:
    """The checks of a book that stands in a file; of its history only where the book could be read."""
    if opened.arguments.demo or not opened.reachable():
        return
    if is_address(opened.book_place):
        if books:
            yield "history", lambda: _history(opened.place_of(opened.book_place), None)
        return
    place = file_at(opened.book_place).resolve()
    if books:
        yield "history", lambda: _history(place, opened.passphrase)
    yield "encryption", lambda: _encryption(place, named(opened.arguments, opened.config.passphrase))
    yield "leftovers", lambda: _leftovers(place)
    yield "lock", lambda: _lock(place)
    yield "permissions", lambda: _permissions(place)


def mail_check(opened: Opening) -> Found:
    """Whether the mail server's file can be used, where there is one; nobody is called. Raises its fault."""
    server = read_server(opened.places.mail)
    return server.host if server is not None else _("none is configured; letters are not sent from here"), Exit.DONE


def _history(place: Path | Elsewhere, passphrase: Passphrase | None) -> Found:
    """Whether its chain holds, and every record that stands is the one that was put."""
    with lasting(), looked_at(place, passphrase) as shelves:
        found = traced(shelves)
    return _told_history(found), Exit.DONE if found.well else Exit.DAMAGED


def _told_history(found: Traces) -> str:
    if found.gap:
        return _("commit {n} is missing. Restore the latest backup").format(n=found.gap)
    if found.broken:
        return _("commit {n} is not what was written. Restore the latest backup").format(n=found.broken)
    if found.unlike:
        named = ", ".join(" ".join(key[:3]) for key in found.unlike[:3])
        told = plural(
            "{n} record is not what its commit wrote ({named}). Restore the latest backup",
            "{n} records are not what their commits wrote ({named}). Restore the latest backup",
            len(found.unlike),
        )
        return told.format(n=len(found.unlike), named=named)
    if found.linked < found.entries:
        return _("{linked} of {n} commits are linked; the first are from before there was a chain").format(
            linked=found.linked, n=found.entries
        )
    return plural("{n} commit, its link holds", "{n} commits, every link holds", found.entries).format(n=found.entries)


def _encryption(place: Path, reference: str) -> Found:
    """Whether the book is encrypted and how, whether it should be, and what lies beside it in clear all the same."""
    if not is_locked(place):
        if reference:
            told = _("not encrypted, although a passphrase is named: dunnage move BOOK NEWBOOK makes an encrypted one of it")
            return told, Exit.USAGE
        return _("not encrypted"), Exit.DONE
    how = _("{cipher}, the key by {kdf} from the passphrase at {reference}") if reference else _("{cipher}, the key by {kdf}")
    told = how.format(cipher=CIPHER, kdf=KDF, reference=reference)
    beside = [Beside(place).journal, *(each.path for each in leftovers(place))]
    plain = [path.name for path in beside if path.exists() and not is_locked(path)]
    if plain:
        told += "; " + _("beside it in clear: {names}. Look into it, then remove it").format(names=", ".join(plain))
    return told, Exit.USAGE if plain else Exit.DONE


def _leftovers(place: Path) -> Found:
    """What lies beside the book; a damaged record that may have been confirmed has to be looked at first."""
    found = leftovers(place)
    if not found:
        return _("nothing left beside the book"), Exit.DONE
    bad = any(each.what is Remains.BAD for each in found)
    return "; ".join(remains_lines(found)), Exit.DAMAGED if bad else Exit.DONE


def remains_lines(found: Sequence[Leftover]) -> list[str]:
    """Each file with what it is."""
    says = {
        Remains.TORN: _("{path}: a change that was never confirmed; it can be removed"),
        Remains.BAD: _("{path}: a damaged change that may have been confirmed; compare what was done last, then remove it"),
        Remains.REPLACED: _("{path}: what stood here before a restore"),
        Remains.BEFORE: _("{path}: the book in its older form"),
        Remains.HALF: _("{path}: half written when its writer was cut off; it can be removed"),
    }
    return [says[each.what].format(path=each.path.name) for each in found]


def _lock(place: Path) -> Found:
    """Whether two desks would see each other, and whether a network stands between."""
    kind = network_kind(place.parent)
    states = {
        LockState.HOLDS: (_("holds"), Exit.DONE),
        LockState.LETS_IN: (_("two desks can write at once here: use one at a time, or move the book"), Exit.LOCKED),
        LockState.REFUSED: (_("this file system knows no locks, so nothing can be saved here: move the book"), Exit.LOCKED),
        LockState.UNTRIED: (_("not tried: the folder is read-only"), Exit.DONE),
    }
    told, code = states[try_lock(place.parent)]
    if kind:
        far = _("the book lies on a network ({kind}): its locks and its disk are only as good as the server's").format(kind=kind)
        told = f"{told}; {far}"
    return told, code


def _permissions(place: Path) -> Found:
    """Whether the book is its owner's alone."""
    found = exposed(place)
    told = []
    if found.readable:
        names = ", ".join(path.name for path in found.readable)
        told.append(_("others may read {names}: chmod 600").format(names=names))
    if found.folder:
        told.append(_("others may replace files in {path}: chmod go-w").format(path=place.parent))
    return "; ".join(told) or _("the owner's alone"), Exit.DONE if found.well else Exit.USAGE
