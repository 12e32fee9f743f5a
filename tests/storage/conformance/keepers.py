"""The kinds of store that keep the promises of `storage.store.Store`, each as the suite makes, opens and forbids it.

A further store (of a server, say) is added by one class of this shape and its name in `KEEPERS`: every test of this folder then
holds it to what the others promise. The tests know of no file: what only a keeper can do to its place is asked of the keeper.
"""

from abc import ABC, abstractmethod
from datetime import datetime
from pathlib import Path

from credit.book import Book
from credit.change import Change, Drop
from storage.journal import head_line
from storage.migrations import SCHEMA
from storage.opening import Beside
from storage.passphrase import Passphrase
from storage.postgres.address import address_of
from storage.postgres.purging import purge_at
from storage.purging import purge
from storage.snapshot import Head, written
from storage.store import Store, open_store
from tests.storage.server import Server

__all__ = ["KEEPERS", "InFile", "InFileEncrypted", "InMemory", "Keeper", "OnServer"]


class Keeper(ABC):
    """One empty book of one kind of store, for one test."""

    shared = True
    """Whether several desks can open it, and it outlives them."""

    copies: Passphrase | None = None
    """What opens a backup of it; `None` where it is in clear."""

    def __init__(self, folder: Path, passphrase: Passphrase) -> None:
        """A folder that is empty, and a passphrase for whoever encrypts."""
        self.folder = folder

    @abstractmethod
    def desk(self) -> Store:
        """A desk on the book, which is made by the first; closed by the test."""

    def purge(self, customer_id: str, at: datetime, who: str) -> None:
        """Take a person's data out for good, as this kind of store does it beside the protocol."""
        raise NotImplementedError  # a kind that cannot is not asked

    def forbid_writing(self) -> None:
        """From now on nobody may write."""
        raise NotImplementedError  # a kind that cannot is not asked

    def make_newer(self) -> None:
        """Put a book of the next schema in its place."""
        raise NotImplementedError  # a kind that cannot is not asked


class InMemory(Keeper):
    """A book that is gone with its one desk."""

    shared = False

    def desk(self) -> Store:
        return open_store(":memory:", create=True)


class InFile(Keeper):
    """A book in a file, in clear."""

    def __init__(self, folder: Path, passphrase: Passphrase) -> None:
        super().__init__(folder, passphrase)
        self.path = folder / "ledger" / "book.json"

    def desk(self) -> Store:
        return open_store(self.path, create=True, passphrase=self.copies)

    def purge(self, customer_id: str, at: datetime, who: str) -> None:
        def everything(book: Book) -> Change:
            versions = book.account(customer_id).versions
            return Change("purge", drop=tuple(Drop(f.customer_id, f.kind, f.id, f.learnt_on) for f in versions), who=who)

        purge(self.path, customer_id, everything, at, self.copies)

    def forbid_writing(self) -> None:
        self.path.chmod(0o400)

    def make_newer(self) -> None:
        key = self.copies.fresh() if self.copies else None
        self.path.parent.mkdir()
        Beside(self.path).journal.write_bytes(head_line("b", 0, key))
        self.path.write_bytes(b"".join(written(Head(SCHEMA + 1, "b", "2020-04-01", 0), [], key)))


class InFileEncrypted(InFile):
    """A book in a file, encrypted."""

    def __init__(self, folder: Path, passphrase: Passphrase) -> None:
        super().__init__(folder, passphrase)
        self.copies = passphrase


class OnServer(Keeper):
    """A book on PostgreSQL, in a database of its own."""

    server: Server
    """The server of this run, set by the fixture."""

    def __init__(self, folder: Path, passphrase: Passphrase) -> None:
        super().__init__(folder, passphrase)
        self.database = self.server.database()

    def desk(self) -> Store:
        return open_store(self.server.address(self.database), create=True)

    def purge(self, customer_id: str, at: datetime, who: str) -> None:
        def everything(book: Book) -> Change:
            versions = book.account(customer_id).versions
            return Change("purge", drop=tuple(Drop(f.customer_id, f.kind, f.id, f.learnt_on) for f in versions), who=who)

        purge_at(address_of(self.server.address(self.database), str), customer_id, everything, at)

    def forbid_writing(self) -> None:
        self.server.sql("postgres", f"ALTER DATABASE {self.database} SET default_transaction_read_only = on")

    def make_newer(self) -> None:
        self.desk().close()
        self.server.sql(self.database, f"UPDATE dunnage.book SET schema = {SCHEMA + 1}")


KEEPERS: tuple[type[Keeper], ...] = (InMemory, InFile, InFileEncrypted, OnServer)
"""Every kind of store there is."""
