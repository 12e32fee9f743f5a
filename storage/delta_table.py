"""TinyDB's table over shelves: a change is the documents it touched, and reading copies nothing it does not hand out.

TinyDB's own table hands its storage the whole of itself at every change. `TinyDB.table_class` and subclassing `Table` are how its
documentation says to do otherwise; `_read_table` and `_update_table` are its two roads to the storage.
"""

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from storage.codec import Doc
from storage.pages import Shelf
from storage.shelves import Shelves

__all__ = ["Database", "DeltaTable", "Numbered"]


def own(doc: Mapping[str, Any]) -> Doc:
    """A document of the caller's own, its lists and documents too."""
    return {name: _own(value) if value.__class__ in (list, dict) else value for name, value in doc.items()}


def _own(value: Any) -> Any:
    return [_own(each) for each in value] if isinstance(value, list) else own(value) if isinstance(value, dict) else value


class _AnyDocument(type):
    """TinyDB's own documents pass for these: a caller who hands one in means its number."""

    def __instancecheck__(cls, found: object) -> bool:
        return isinstance(found, Document)


class Numbered(Document, metaclass=_AnyDocument):
    """A document of the caller's own: changing it, or a list in it, changes no book."""

    def __init__(self, value: Mapping[str, Any], doc_id: int) -> None:
        super().__init__(own(value), doc_id)


class View(Mapping[str, Doc]):
    """A shelf by numbers as text, which is how TinyDB reads a table."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, id: str) -> Doc:
        if not id.isdecimal():  # whatever a caller may ask for
            raise KeyError(id)
        return self._shelf[int(id)]

    def __iter__(self) -> Iterator[str]:
        return map(str, self._shelf)

    def __len__(self) -> int:
        return len(self._shelf)

    def items(self) -> Any:
        """Numbers and documents, page after page."""
        return ((str(id), doc) for sheet in self._shelf.sheets() for id, doc in sheet)


class Draft(MutableMapping[int, Doc]):
    """A table as an updater sees it: what it touches is its own copy, and is all that is written."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._touched: dict[int, Doc | None] = {}

    def __getitem__(self, id: int) -> Doc:
        if id not in self._touched:
            self._touched[id] = own(self._shelf[id])
        found = self._touched[id]
        if found is None:
            raise KeyError(id)
        return found

    def __setitem__(self, id: int, doc: Doc) -> None:
        self._touched[id] = doc

    def __delitem__(self, id: int) -> None:
        if id not in self:
            raise KeyError(id)
        self._touched[id] = None

    def __contains__(self, id: object) -> bool:
        if isinstance(id, int) and id in self._touched:
            return self._touched[id] is not None
        return id in self._shelf

    def __iter__(self) -> Iterator[int]:
        yield from (id for id in list(self._shelf) if self._touched.get(id, ()) is not None)
        yield from (id for id, doc in list(self._touched.items()) if doc is not None and id not in self._shelf)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take everything out."""
        for id in list(self):
            self._touched[id] = None

    def changes(self) -> list[tuple[int, Doc | None]]:
        """What is to be written: everything touched that is not what it was."""
        return [
            (id, doc)
            for id, doc in self._touched.items()
            if (doc is not None or id in self._shelf) and (id not in self._shelf or self._shelf[id] != doc)
        ]


class DeltaTable(Table):
    """A table whose every change is one commit of the documents it touched, or a part of the commit it is made in."""

    document_class = Numbered
    _storage: Shelves
    _answered = 0
    """How much had changed when the answers that are kept were found."""
    _given = 0
    """The last number this update gave to a document that came without one."""

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB finds them; its answers are kept until anything is changed, here or at another desk, or taken back."""
        with self._storage.looking():
            if self._answered != self._storage.changes:
                self.clear_cache()
                self._answered = self._storage.changes
            return [Numbered(doc, doc.doc_id) for doc in super().search(cond)]

    def _read_table(self) -> Mapping[str, Mapping[str, Any]]:  # type: ignore[override]  # a mapping is all that is asked of it
        with self._storage.looking():
            return View(self._storage.shelf(self._name))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        with self._storage.commit():
            self._given = 0
            draft = Draft(self._storage.shelf(self._name))
            updater(draft)
            self._storage.put(self._name, draft.changes())
        self.clear_cache()

    def lay(self, rows: Sequence[tuple[int, Doc]]) -> None:
        """Put many new documents at once under numbers that are free, inside a commit; they are the table's own from now on.

        TinyDB's own way copies each document twice and looks for it thrice, which a hundred thousand of them are felt by.
        """
        with self._storage.commit():
            self._storage.put(self._name, rows)
        self.clear_cache()

    def _get_next_id(self) -> int:
        self._given = 1 + max(self._given, self._storage.shelf(self._name).last)
        return self._given


class Database(TinyDB):
    """TinyDB with these tables."""

    table_class = DeltaTable

    def table(self, name: str, **kwargs: Any) -> DeltaTable:
        """One of them, by its name."""
        return cast("DeltaTable", super().table(name, **kwargs))
