"""What can be wrong with a book on disk, each with the facts its sentence needs.

None of these faults leaves a half-written book behind: whatever is raised here, the file holds what it held before, save for
`BookUnconfirmed`, after which it holds the change.
"""

import errno
from enum import StrEnum
from typing import ClassVar

from credit.problem import Fault

__all__ = [
    "BookDamaged",
    "BookEncrypted",
    "BookLocked",
    "BookNewer",
    "BookReadOnly",
    "BookReplaced",
    "BookUnconfirmed",
    "BookUnreadable",
    "BookWriteFailed",
    "Damage",
    "NoBook",
    "NoCipher",
    "NoDriver",
    "NoPlace",
    "NoTeamStore",
    "NotMoved",
    "NotRestored",
    "PassphraseWrong",
    "Refusal",
    "Refused",
    "ServerLost",
    "ServerRefused",
    "WriteFailure",
    "unreadable",
    "write_failed",
]


class Damage(StrEnum):
    """Why a file cannot be read as a book."""

    EMPTY = "empty"
    NOT_UTF8 = "not_utf8"
    NOT_JSON = "not_json"
    NOT_A_BOOK = "not_a_book"
    """Whole JSON, but not written by this program."""
    NOT_A_FILE = "not_a_file"
    SNAPSHOT = "snapshot"
    """A page of the book, or its head, is not what was written."""
    JOURNAL = "journal"
    """The journal beside the book is missing or another book's, or its first line is not what was written."""
    MIDDLE = "middle"
    """A record of the journal is not what was written, and whole ones stand behind it (`commit`; `whole`: those before it)."""
    MISSING = "missing"
    """The book itself is gone, and its journal tells that there was one."""
    HISTORY = "history"
    """The record of what was done, and when, has gaps or cannot be read; the facts themselves can."""


class WriteFailure(StrEnum):
    """Why something could not be written."""

    DISK_FULL = "disk_full"
    SERVER_FULL = "server_full"
    """The disk of the server is."""
    NOT_ALLOWED = "not_allowed"
    NO_FOLDER = "no_folder"
    EXISTS = "exists"
    NAME = "name"
    """The system takes no file of this name."""
    NO_LOCK = "no_lock"
    """The file system knows no locks, so two writers could not see each other."""
    LOCK_FILE = "lock_file"
    """What stands where the lock should is no plain file."""
    IO = "io"
    FILE_FULL = "file_full"
    """The disk is full, of a file that is no part of the book."""
    FILE_NOT_ALLOWED = "file_not_allowed"
    FILE_IO = "file_io"


class Refusal(StrEnum):
    """Why something is not taken for a book to be restored or moved."""

    DAMAGED = "damaged"
    """It cannot be read as a book, or not whole."""
    RECORD = "record"
    """A record of it stands there twice."""
    HISTORY = "history"
    """An entry of its history is missing, or is not what was written."""
    UNLIKE = "unlike"
    """A record is not the one its history tells of."""
    NO_EXPORT = "no_export"
    """The folder does not hold a whole export."""
    CHANGED = "changed"
    """A file of the folder is not what the export wrote."""


class NoBook(Fault):
    """No book stands at this place (`path`; `reason`: `source` where one was to be read from there and nothing stands there)."""

    code: ClassVar[str] = "no_book"


class NoTeamStore(Fault):
    """The address is that of a server of another kind than PostgreSQL (`scheme`; the address may hold a secret).

    `reason` is `files` where what was asked for is done to a book in a file alone.
    """

    code: ClassVar[str] = "no_team_store"


class NoDriver(Fault):
    """The library that speaks to a server is not installed; only books on a server need it."""

    code: ClassVar[str] = "no_driver"


class Refused(StrEnum):
    """Why a server does not let a book be opened, or cannot keep one."""

    ADDRESS = "address"
    """What was named is no address."""
    PASSWORD = "password"  # noqa: S105 - a reason
    DATABASE = "database"
    ROLE = "role"
    NOT_ALLOWED = "not_allowed"
    FULL = "full"
    """It has as many connections as it takes."""
    TLS = "tls"
    """Its certificate was not seen to be its own, or it speaks in clear alone."""
    OLD = "old"
    """It is older than any that is spoken to (`found`, `least`: its version and the oldest)."""
    PART = "part"
    """The role sees some buyers only, and this needs the whole book."""
    OTHER = "other"
    """It answered something else (`state`: SQLSTATE)."""


class ServerRefused(Fault):
    """The server does not let the book be opened, or answered what nobody expected (`path`, without its password; `reason`).

    An old one tells its version and the oldest that is spoken to (`found`, `least`), any other answer its number (`state`).
    """

    code: ClassVar[str] = "server_refused"


class ServerLost(Fault):
    """The server could not be reached, or was lost (`path`); nothing was saved, save maybe where `reason` is `unsure`."""

    code: ClassVar[str] = "server_lost"


class BookNewer(Fault):
    """The book was written by a later version of the program (`path`, `found`, `known`: schema numbers)."""

    code: ClassVar[str] = "book_newer"


class BookDamaged(Fault):
    """The file, or its history, cannot be read; nothing was changed (`path`, `line` from 1 or 0, `reason`: a `Damage`).

    Of damage in the middle of the journal it says which `commit` is damaged, and how many stand `whole` before it.
    """

    code: ClassVar[str] = "book_damaged"


class BookEncrypted(Fault):
    """The book is encrypted, and no passphrase was named (`path`)."""

    code: ClassVar[str] = "book_encrypted"


class PassphraseWrong(Fault):
    """The passphrase is not the one the book was encrypted with, or the head tells another way to the key now (`path`)."""

    code: ClassVar[str] = "passphrase_wrong"


class NoCipher(Fault):
    """The library that encrypts is not installed; only encrypted books need it."""

    code: ClassVar[str] = "no_cipher"


class BookUnreadable(Fault):
    """The system does not let it be read (`path`); `reason`: the disk failed (`io`), or a link leads to itself (`loop`)."""

    code: ClassVar[str] = "book_unreadable"


class BookReplaced(Fault):
    """Another book, or an older copy, was put in the place of the one that was opened; open it anew (`path`)."""

    code: ClassVar[str] = "book_replaced"


class BookLocked(Fault):
    """Somebody else is writing and did not finish in time (`path`)."""

    code: ClassVar[str] = "book_locked"


class BookReadOnly(Fault):
    """The book or its folder is marked read-only (`path`)."""

    code: ClassVar[str] = "book_read_only"


class BookWriteFailed(Fault):
    """What was to be written was not; the book holds what it held before (`path`, `reason`: a `WriteFailure`)."""

    code: ClassVar[str] = "book_write_failed"


class NoPlace(Fault):
    """The book stands in memory alone, and what was asked for is done to files."""

    code: ClassVar[str] = "no_place"


class NotRestored(Fault):
    """What was to be restored is not whole; nothing was changed (`path`, `reason`: a `Refusal`, `detail`: what of it)."""

    code: ClassVar[str] = "not_restored"


class NotMoved(Fault):
    """What was to be moved is not whole; nothing was written (`path`, `reason`: a `Refusal`, `detail`: what of it)."""

    code: ClassVar[str] = "not_moved"


class BookUnconfirmed(Fault):
    """The book holds the change, but the disk did not say that it would outlive a power cut (`path`)."""

    code: ClassVar[str] = "book_unconfirmed"


_REASONS = {
    errno.ENOSPC: WriteFailure.DISK_FULL,
    errno.EDQUOT: WriteFailure.DISK_FULL,
    errno.EACCES: WriteFailure.NOT_ALLOWED,
    errno.EPERM: WriteFailure.NOT_ALLOWED,
    errno.EROFS: WriteFailure.NOT_ALLOWED,
    errno.ENOENT: WriteFailure.NO_FOLDER,
    errno.ENOTDIR: WriteFailure.NO_FOLDER,
    errno.EEXIST: WriteFailure.EXISTS,
    errno.ENAMETOOLONG: WriteFailure.NAME,
    errno.EILSEQ: WriteFailure.NAME,
}


def write_failed(path: object, error: OSError) -> BookWriteFailed:
    """The fault that says why the system refused to write at `path`."""
    return BookWriteFailed(path=str(path), reason=_REASONS.get(error.errno or 0, WriteFailure.IO))


def unreadable(path: object, error: OSError | RuntimeError) -> BookUnreadable:
    """The fault that says why `path` is not read; for links that lead to one another the library raises a `RuntimeError`."""
    if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
        return BookUnreadable(path=str(path), reason="loop")
    reason = _REASONS.get(error.errno or 0, WriteFailure.IO)
    return BookUnreadable(path=str(path), reason=reason) if reason is WriteFailure.IO else BookUnreadable(path=str(path))
