"""A file nobody knows, as a mapping to be agreed to: what is kept is its text as TOML, which can be read and mended."""

import json
import re
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from integrations.ledgers.currency_words import MONIES
from integrations.ledgers.dates import date_format
from integrations.ledgers.faults import SourceFault
from integrations.ledgers.fields import DATES, REQUIRED, Kind
from integrations.ledgers.finding import Found, Proposal, heading_row, propose
from integrations.ledgers.heading_places import numbered
from integrations.ledgers.mapping import normal
from integrations.ledgers.profile import DATE_NAMES, NOTHING, amount_marks
from integrations.ledgers.tables import Sheet, decoded, file_bytes, headings, records_of, sheet
from integrations.ledgers.workbooks import is_workbook, sheets_of

__all__ = ["chosen", "mapping_name", "mapping_text", "proposed"]

_FIRST = 40
"""Rows in which the heading is looked for."""
_LEAST = 2
"""Columns that must be known by their headings before anything is proposed."""


def proposed(path: Path, kind: str = "auto") -> Proposal | None:
    """How this file could be read; `None` where it is no table or nothing in it is known."""
    try:
        found = [propose(table, kind) for table in _tables(path, file_bytes(path))]
    except SourceFault:
        return None
    best = max(found, key=lambda one: one.weight, default=None)
    return best if best is not None and _told_enough(best) else None


def _told_enough(found: Proposal) -> bool:
    """Whether headings tell of two fields, and no more than half of those that must be there are missing."""
    said = len(found.doubtful) + sum(not one.by_values for one in found.columns.values())
    return said >= _LEAST and 2 * len(found.missing) <= len(REQUIRED[found.kind].split())


def _tables(path: Path, raw: bytes) -> Iterator[Sheet]:
    texts = sheets_of(raw).values() if is_workbook(raw) else [decoded(raw)[0]]
    for text in texts:
        plain = sheet(str(path), text, "," if is_workbook(raw) else "")
        first = [cells for _line, cells in islice(records_of(plain), _FIRST)]
        lines = [*headings(first)]
        if lines:
            above, heading = lines[heading_row([cells for _above, cells in lines])]
            yield replace(plain, heading=tuple(cell.strip() for cell in heading), above=above)


def chosen(proposal: Proposal, field: str, column: Found | None) -> Proposal:
    """The proposal once a person said which column a doubtful field is; `None`: none of them."""
    left = {name: those for name, those in proposal.doubtful.items() if name != field}
    columns = {**proposal.columns, field: column} if column else proposal.columns
    return replace(proposal, columns=columns, doubtful=left)


def mapping_name(path: Path, known: Container[str]) -> str:
    """A name for the mapping of such files, after the file's own, that no mapping has yet."""
    stem = re.sub(r"[^\w]+", "_", re.sub(r"[\d\W_]+$", "", path.stem).casefold()).strip("_") or "ledger"
    names = (stem, *(f"{stem}_{number}" for number in range(2, 1000)))
    return next(name for name in names if name not in known)


def mapping_text(proposal: Proposal, title: str) -> str:
    """The mapping as its file holds it; fields still in doubt stand in it as a remark with the columns there are."""
    decimal, thousands = amount_marks([
        proposal.profiles[one.place] for name, one in proposal.columns.items() if name in ("amount", "debit", "credit", "limit")
    ])  # fmt: skip
    kind = Kind.INVOICES if proposal.kind is Kind.LEDGER and "due_on" not in proposal.columns else proposal.kind
    lines = [
        f"title = {_quoted(title)}",
        f"kind = {_quoted(kind.value)}",
        f"recognise = [{', '.join(_quoted(normal(one.heading)) for one in proposal.columns.values())}]",
        f"decimal = {_quoted(decimal)}",
        f"thousands = {_quoted(thousands)}",
        f"dates = [{', '.join(map(_quoted, _dates(proposal)))}]",
        *([f"empty = [{', '.join(map(_quoted, words))}]"] if (words := _words_for_nothing(proposal)) else []),
        "",
        "[columns]",
        *(f"{name} = {_quoted(_named(proposal, one))}" for name, one in proposal.columns.items()),
        *(
            f"# {name} = {' | '.join(_quoted(_named(proposal, one)) for one in those)}"
            for name, those in proposal.doubtful.items()
        ),
        *(f"# {name} = ?" for name in proposal.missing),
    ]  # fmt: skip
    monies = {text for one in [proposal.columns.get("currency")] if one for text in proposal.profiles[one.place].texts}
    if known := sorted(monies & MONIES.keys()):
        lines += ["", "[currencies]", *(f"{_quoted(word)} = {_quoted(MONIES[word])}" for word in known)]
    return "\n".join(lines) + "\n"


def _named(proposal: Proposal, one: Found) -> str:
    """A column as the mapping names it: by its heading, or by its place among several of the same."""
    told = numbered(proposal.heading)[one.place]
    return one.heading if told == normal(one.heading) else told


def _words_for_nothing(proposal: Proposal) -> list[str]:
    """Words that stand in the file's columns where there is nothing."""
    return sorted({text for one in proposal.profiles for text in one.texts if text.casefold() in NOTHING})


def _dates(proposal: Proposal) -> list[str]:
    """The formats that read any of its dates; which one a column is in, all of the file decides when it is read."""
    found = [proposal.profiles[one.place] for name, one in proposal.columns.items() if name in DATES]
    texts = {text for column in found for text in column.texts if text}
    return [name for name in DATE_NAMES if any(map(date_format(name).read, texts))] or [*DATE_NAMES]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
