"""Facts as documents and back, for every kind of fact the trade knows.

The fields of each kind are read from its class once, when this module is loaded, so a hundred thousand invoices decode
in a fraction of a second. A field that holds nothing is left out of the document. What cannot be read is named and
left where it is: the caller keeps the document and does without the fact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any, cast, get_args, get_type_hints

from credit.account import Fact
from credit.problem import InvalidMoney
from storage.fields import Way, way

__all__ = ["BadDocument", "Doc", "from_doc", "to_doc", "unknown_keys"]

Doc = dict[str, Any]
"""One document of a table: strings, numbers, lists and documents, nothing else."""

NOTHING: tuple[object, ...] = (None, "", (), False)
"""Defaults that mean "nothing was said" and will always mean it, so that a document may leave them out."""
KEPT = object()
"""Stands for the default of a field that is always written."""


class BadDocument(ValueError):  # noqa: N818 - it never leaves this package: a problem or a fault of the book does
    """A document that is no fact: a field is missing or of another kind, or the kind is not known."""

    def __init__(self, column: str) -> None:
        """Keep the field; nothing of its content, which may be about a customer."""
        super().__init__(column)
        self.column = column


class Shape:
    """The fields of one record type, prepared for quick reading and writing."""

    def __init__(self, made: type) -> None:
        """Read the declared types of `made`, a dataclass."""
        hints = get_type_hints(made)
        self._made = made
        self._ways = {item.name: way(hints[item.name], _nested) for item in fields(made)}
        self._readers = {name: each.read for name, each in self._ways.items()}
        self._required = {item.name for item in fields(made) if item.default is MISSING}
        self._writers = [(item.name, self._ways[item.name].write, _left_out(item)) for item in fields(made)]

    @property
    def names(self) -> frozenset[str]:
        """Names of all its fields."""
        return frozenset(self._readers)

    def write(self, record: Any) -> Doc:
        """The record as a document, without the fields that hold nothing."""
        doc: Doc = {}
        for name, write, left_out in self._writers:
            value = getattr(record, name)
            if value.__class__ is not left_out.__class__ or value != left_out:
                doc[name] = write(value)
        return doc

    def read(self, doc: Mapping[str, Any]) -> Any:
        """The record of a document, keys it does not know left aside; raises `BadDocument`."""
        readers, values, name = self._readers, {}, ""
        try:
            for name, raw in doc.items():
                reader = readers.get(name)
                if reader is not None:
                    values[name] = reader(raw)
        except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError, InvalidMoney) as error:
            raise BadDocument(getattr(error, "column", "") or name) from None
        if not self._required <= values.keys():
            raise BadDocument(min(self._required - values.keys()))
        return self._made(**values)


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
    return {"kind": fact.kind, **SHAPES[fact.kind].write(fact)}


def from_doc(doc: Mapping[str, Any]) -> Fact:
    """The fact of a document; raises `BadDocument` naming the field that is missing or wrong."""
    shape = SHAPES.get(_kind(doc))
    if shape is None:
        raise BadDocument("kind")
    return cast("Fact", shape.read(doc))


def _kind(doc: Mapping[str, Any]) -> str:
    kind = doc.get("kind")
    return kind if isinstance(kind, str) else ""


def unknown_keys(doc: Mapping[str, Any]) -> Iterator[str]:
    """Keys of the document that no field of its kind has: another program, or a later one, wrote them."""
    known = _KNOWN.get(_kind(doc), frozenset())
    return iter(()) if doc.keys() <= known else iter(sorted(doc.keys() - known))


_KNOWN = {kind: shape.names | {"kind"} for kind, shape in SHAPES.items()}
