"""Mappings as TOML files: ours stand in `formats/`, the user's own in a folder of theirs and go before ours.

A file is checked whole when it is read, and what is wrong is named with the closest word that exists: a mapping is written by
hand, by somebody who does not write programs.
"""

import codecs
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from integrations.ledgers.aged import buckets_in
from integrations.ledgers.amounts import AmountFormat
from integrations.ledgers.dates import DATE_ORDERS, DEFAULT_FORMATS, DateFormat, date_format
from integrations.ledgers.faults import BadMapping
from integrations.ledgers.fields import DOCUMENT_WORDS, FIELDS, REQUIRED, Kind
from integrations.ledgers.mapping import NOT_GROUPED, Grouping, LedgerMapping, normal

__all__ = ["load_mappings", "parse_mapping"]

_SHIPPED = Path(__file__).parent / "formats"
_SETTINGS = {
    "kind": str, "title": str, "recognise": list, "encoding": str, "separator": str, "decimal": str, "thousands": str,
    "dates": list, "empty": list, "currency": str, "round": bool, "due_minus_days": int, "join": str, "number_from": list,
    "copies": str, "lines": str, "columns": dict, "constant": dict, "documents": dict, "skip": dict, "currencies": dict,
    "synonyms": bool, "open_items": bool, "like": str, "date_order": str, "groups": dict,
    "amount_from": list, "buckets": list,
}  # fmt: skip


def load_mappings(folder: Path | None = None) -> dict[str, LedgerMapping]:
    """Every mapping by its name: ours, and those in the user's `folder`; raises `BadMapping`."""
    found = dict(_shipped())
    for path in sorted(folder.glob("*.toml")) if folder else ():
        found[path.stem] = _load(path, own=True)
    return found


@cache
def _shipped() -> Mapping[str, LedgerMapping]:
    return {path.stem: _load(path) for path in sorted(_SHIPPED.glob("*.toml"))}


def _load(path: Path, *, own: bool = False) -> LedgerMapping:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise BadMapping(name=path.stem, key="", reason=type(wrong).__name__, near="") from None
    return parse_mapping(path.stem, text, own=own)


def parse_mapping(name: str, text: str, *, own: bool = False) -> LedgerMapping:
    """The mapping that a TOML text describes; raises `BadMapping` naming the key and, for an unknown one, the closest."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise BadMapping(name=name, key="", reason=str(wrong), near="") from None
    return _Parsing(name, _with_shipped(name, said)).mapping(own=own)


def _with_shipped(name: str, said: dict[str, Any]) -> dict[str, Any]:
    """What a mapping says over the shipped one it is `like`; raises `BadMapping` where there is none of that name."""
    like = said.get("like", "")
    if not like:
        return said
    names = [path.stem for path in _SHIPPED.glob("*.toml")]
    if like not in names:
        raise BadMapping(name=name, key="like", reason="unknown", near=_near(str(like), names))
    shipped = tomllib.loads((_SHIPPED / f"{like}.toml").read_text(encoding="utf-8"))
    return {**shipped, **{key: {**shipped.get(key, {}), **own} if isinstance(own, dict) else own for key, own in said.items()}}


def _near(word: str, words: Iterable[str]) -> str:
    return next(iter(get_close_matches(word, list(words), 1)), "")


@dataclass(frozen=True, slots=True)
class _Parsing:
    name: str
    said: Mapping[str, Any]

    def mapping(self, *, own: bool) -> LedgerMapping:
        for key, value in self.said.items():
            self._known(key, _SETTINGS)
            if type(value) is not _SETTINGS[key]:
                self._refuse(key, f"{_SETTINGS[key].__name__} expected")
        kind = self._word("kind", [*Kind])
        mapping = LedgerMapping(
            self.name,
            Kind(kind),
            columns={key: self._texts(f"columns.{key}", value) for key, value in self._table("columns").items()},
            recognise=frozenset(map(normal, self._texts("recognise"))),
            title=self.said.get("title", ""),
            encoding=self._encoding(),
            separator=self._mark("separator", "", 1),
            amounts=AmountFormat(self._mark("decimal", ".", 1), self._mark("thousands", ",", 1), self.said.get("round", False)),
            dates=tuple(self._date(form) for form in self._texts("dates") or DEFAULT_FORMATS),
            date_order=self._word("date_order", ["", *DATE_ORDERS]),
            empty=frozenset(self._texts("empty")),
            currency=self.said.get("currency", ""),
            due_minus_days=self.said.get("due_minus_days"),
            join=self._mark("join", "-", 3),
            number_from=self._texts("number_from"),
            drops_copies=self._word("copies", ["keep", "drop"]) == "drop",
            line_items=self._word("lines", ["", "sum"]) == "sum",
            constants=self._words("constant"),
            documents=self._words("documents", DOCUMENT_WORDS),
            skip={key: frozenset(self._texts(f"skip.{key}", value)) for key, value in self._table("skip").items()},
            currencies={"RMB": "CNY", "CNH": "CNY", **self._words("currencies")},
            synonyms=self.said.get("synonyms", False),
            open_items=self.said.get("open_items", False),
            grouping=self._grouping(),
            amount_from=self._texts("amount_from") or tuple(self._buckets()),
            buckets=self._buckets(),
            own=own,
        )
        self._complete(mapping)
        return mapping

    def _complete(self, mapping: LedgerMapping) -> None:
        for table, names in (("columns", mapping.columns), ("constant", mapping.constants)):
            for field_name in names:
                self._known(field_name, FIELDS[mapping.kind], table)
        given = {*mapping.columns, *mapping.constants}
        if mapping.number_from:
            given |= {"number", "id"}
        if mapping.due_minus_days is not None:
            given.add("issued_on")
        if mapping.line_items and {"quantity", "unit_amount"} <= given:
            given.add("amount")
        if {"debit", "credit"} <= given or mapping.amount_from:
            given.add("amount")
        given.add(mapping.grouping.carries)
        for needed in REQUIRED[mapping.kind].split():
            if needed not in given:
                self._refuse(f"columns.{needed}", "missing")
        if mapping.amounts.decimal == mapping.amounts.thousands:
            self._refuse("thousands", "same as decimal")

    def _grouping(self) -> Grouping:
        """How rows stand below their buyers, where the mapping says that they do."""
        said = self._words("groups")
        for key in said:
            self._known(key, Grouping.__slots__, "groups")
        return Grouping(**said) if "groups" in self.said else NOT_GROUPED

    def _buckets(self) -> dict[str, int]:
        """The headings of the buckets, each of which must say its days."""
        names = self._texts("buckets")
        found = buckets_in(names)
        for name in names:
            if name not in found:
                self._refuse("buckets", f"no days: {name}")
        if self.said.get("kind") == Kind.BALANCES and not found:
            self._refuse("buckets", "missing")
        return found

    def _refuse(self, key: str, reason: str, near: str = "") -> NoReturn:
        raise BadMapping(name=self.name, key=key, reason=reason, near=near)

    def _known(self, key: str, known: Iterable[str], table: str = "") -> None:
        if key not in known:
            self._refuse(f"{table}.{key}" if table else key, "unknown", _near(key, known))

    def _table(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = self.said.get(key, {})
        return found

    def _texts(self, key: str, value: object = None) -> tuple[str, ...]:
        value = self.said.get(key, []) if value is None else value
        texts = [value] if isinstance(value, str) else value
        if not (isinstance(texts, list) and all(isinstance(text, str) for text in texts)):
            self._refuse(key, "text expected")
        return tuple(texts)

    def _words(self, key: str, known: Sequence[str] = ()) -> dict[str, str]:
        table = self._table(key)
        for word, meaning in table.items():
            if not isinstance(meaning, str):
                self._refuse(f"{key}.{word}", "text expected")
            if known and meaning not in known:
                self._refuse(f"{key}.{word}", "unknown", _near(meaning, known))
        return table

    def _word(self, key: str, known: Sequence[str]) -> str:
        word: str = self.said.get(key, "" if key == "kind" else known[0])
        if word not in known:
            self._refuse(key, "unknown" if word else "missing", _near(word, known))
        return word

    def _mark(self, key: str, default: str, longest: int) -> str:
        mark: str = self.said.get(key, default)
        if len(mark) > longest or re.search('[0-9\r\n"]', mark) or (key == "decimal" and not mark):
            self._refuse(key, "no mark")
        return mark

    def _date(self, name: str) -> DateFormat:
        try:
            return date_format(name)
        except ValueError:
            self._refuse("dates", f"no date format: {name}")

    def _encoding(self) -> str:
        encoding: str = self.said.get("encoding", "")
        try:
            return codecs.lookup(encoding).name if encoding else ""
        except LookupError:
            self._refuse("encoding", f"unknown: {encoding}")
