"""Facts as documents and back, for every kind of fact the trade knows.

The fields of each kind are read from its class once, when this module is loaded, so a hundred thousand invoices decode
in a fraction of a second. A field that holds nothing is left out of the document. What cannot be read is named and
left where it is: the caller keeps the document and does without the fact.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from operator import attrgetter, call, itemgetter
from typing import Any, get_args, get_type_hints

from credit.account import Fact
from credit.problem import InvalidMoney
from storage.fields import Way, way
from storage.twin import unfrozen

__all__ = ["BadDocument", "Doc", "from_doc", "read_doc", "to_doc"]

Doc = dict[str, Any]
"""One document of a table: strings, numbers, lists and documents, nothing else."""

NOTHING: tuple[object, ...] = (None, "", (), False)
"""Defaults that mean "nothing was said" and will always mean it, so that a document may leave them out."""
KIND = "kind"
"""What a document is of, beside the fields of its fact."""
KEPT = object()
"""Stands for the default of a field that is always written."""
FAULTS = (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, InvalidMoney)
"""What reading raises of a value that is of another kind."""
LAYOUTS = 200
"""Layouts of one kind that are kept: documents of ours have a few, and somebody else's may each have their own."""


_Writer = tuple[str, Callable[[Any], Any], object]
"""Name of a field, how it is written, and the value that goes without saying."""


class BadDocument(ValueError):  # noqa: N818 - it never leaves this package: a problem or a fault of the book does
    """A document that is no fact: a field is missing or of another kind, or the kind is not known."""

    def __init__(self, column: str) -> None:
        """Keep the field; nothing of its content, which may be about a customer."""
        super().__init__(column)
        self.column = column


class Shape:
    """The fields of one record type, of which there are two or more, prepared for quick reading and writing."""

    def __init__(self, made: type) -> None:
        """Read the declared types of `made`, a dataclass."""
        hints = get_type_hints(made)
        self._made = made
        self._twin = unfrozen(made)
        self._ways = {item.name: way(hints[item.name], _nested) for item in fields(made)}
        self._defaults = {item.name: item.default for item in fields(made) if item.default is not MISSING}
        self._writers = [(item.name, self._ways[item.name].write, _left_out(item)) for item in fields(made)]
        self._layouts: dict[tuple[str, ...], Layout] = {}
        named: list[_Writer] = sorted([*self._writers, (KIND, str, KEPT)], key=itemgetter(0))
        self._by_name = [(name, write, left_out, left_out.__class__) for name, write, left_out in named]
        self._values: Callable[[Any], tuple[Any, ...]] = attrgetter(*(name for name, _write, _left_out in named))

    def write(self, record: Any) -> Doc:
        """The record as a document, without the fields that hold nothing."""
        doc: Doc = {}
        for name, write, left_out in self._writers:
            value = getattr(record, name)
            if value is not left_out and (value.__class__ is not left_out.__class__ or value != left_out):
                doc[name] = write(value)
        return doc

    def write_fact(self, fact: Any) -> Doc:
        """The document of a fact with its kind, its own fields in the order of their names, as the chain hashes them."""
        doc: Doc = {}
        for (name, write, left_out, kind), value in zip(self._by_name, self._values(fact), strict=True):
            if value is not left_out and (value.__class__ is not kind or value != left_out):
                doc[name] = write(value)
        return doc

    def read(self, doc: Mapping[str, Any]) -> Any:
        """The record of a document, keys it does not know left aside; raises `BadDocument`."""
        return self.read_with(doc, self.layout(doc))

    def read_with(self, doc: Mapping[str, Any], layout: "Layout") -> Any:
        """The record of a document that is laid out so; raises `BadDocument`."""
        values: list[object] = []
        try:
            values.extend(map(call, layout.readers, doc.values()))
        except FAULTS as error:
            raise BadDocument(getattr(error, "column", "") or [*doc][len(values)]) from None
        if layout.missing:
            raise BadDocument(layout.missing)
        record = self._twin(*layout.in_order(values + layout.defaults))
        record.__class__ = self._made
        return record

    def layout(self, doc: Mapping[str, Any]) -> "Layout":
        """How documents with these keys are read: nearly all of a kind have the same few, so it is kept."""
        names = tuple(doc.keys())  # what is no document has none: whoever asked for one names the field
        found = self._layouts.get(names)
        if found is None:
            found = self._laid_out(names)
            if len(self._layouts) < LAYOUTS:
                self._layouts[names] = found
        return found

    def _laid_out(self, names: tuple[str, ...]) -> "Layout":
        readers = [self._ways[name].read if name in self._ways else _aside for name in names]
        absent = [name for name in self._ways if name not in names]
        missing = min((name for name in absent if name not in self._defaults), default="")
        sources = [*names, *absent]
        return Layout(
            readers,
            [self._defaults.get(name) for name in absent],
            itemgetter(*(sources.index(name) for name in self._ways)),
            missing,
            tuple(sorted(name for name in names if name not in self._ways and name != "kind")),
        )


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document with certain keys in a certain order becomes a record."""

    readers: Sequence[Callable[[Any], Any]]
    """One for each key of the document."""
    defaults: list[object]
    """Values of the fields it leaves out, to stand behind those that were read ..."""
    in_order: Callable[[list[object]], Sequence[Any]]
    """... and what puts them all in the order of the fields."""
    missing: str
    """A field that it may not leave out, and does; empty for none."""
    unknown: tuple[str, ...]
    """Keys that no field of the record has."""


def _aside(raw: object) -> None:
    """Read what no field asks for."""


def _left_out(item: "Field[Any]") -> object:
    """The value of a field that goes without saying; where nothing does, a value no field has."""
    known = any(item.default.__class__ is nothing.__class__ and item.default == nothing for nothing in NOTHING)
    return item.default if known else KEPT


@cache
def _shape(made: type) -> Shape:
    return Shape(made)


def _nested(made: type) -> Way:
    return Way(_shape(made).write, _shape(made).read)


SHAPES: dict[str, Shape] = {kind.kind: _shape(kind) for kind in get_args(Fact)}


def to_doc(fact: Fact) -> Doc:
    """The document of a fact; raises `TypeError` where a field holds a value of another type than it declares."""
    return SHAPES[fact.kind].write_fact(fact)


def from_doc(doc: Mapping[str, Any]) -> Fact:
    """The fact of a document; raises `BadDocument` naming the field that is missing or wrong."""
    return read_doc(doc)[0]


def read_doc(doc: Mapping[str, Any]) -> tuple[Fact, Sequence[str]]:
    """The fact of a document, and the keys that no field of its kind has: another program, or a later one, wrote them."""
    kind = doc.get("kind")
    shape = SHAPES.get(kind) if kind.__class__ is str else None
    if shape is None:
        raise BadDocument("kind")
    layout = shape.layout(doc)
    return shape.read_with(doc, layout), layout.unknown
