"""A report's file, opened and read to its end: a table, JSON, or the text of a PDF.

What a file says is bound to a buyer by whoever takes it in. Where the file itself names a company, by a mapping's subject or
behind a label, and that is another one, nothing of it is taken.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType

from credit.customer import Customer
from credit.problem import Problem
from integrations.bounded import Json, strict_json
from integrations.endings import Setback
from integrations.exchange import Answer
from integrations.ledgers.faults import SourceFault
from integrations.ledgers.tables import decoded, sheet
from integrations.provider import ResultReason
from integrations.providers.mapping import Mapping as ProviderMapping
from integrations.providers.notices import Asking, same_company
from integrations.providers.reading import parse
from integrations.reports import labelled
from integrations.reports.pdf_text import pages
from integrations.reports.proposed import FileTold, Proposal, settled
from integrations.reports.refused import FileTrouble, ReportFileRefused
from integrations.reports.rows import COLUMNS, Row, Rows, read_rows

__all__ = ["LARGEST", "Taking", "dated_on", "take_file"]

LARGEST = 20 << 20
"""Bytes; a report with its pictures is a tenth of it."""


@dataclass(frozen=True, slots=True)
class Taking:
    """About whom, and how marks are read."""

    asking: Asking
    mapping: ProviderMapping | None = None
    """Where JSON of the provider's own shape holds what."""
    decimal_mark: str = ""


def take_file(path: Path, taking: Taking) -> FileTold:
    """What the file says; raises `ReportFileRefused` where it says nothing that can be used."""
    raw = _bytes(path)
    sha = hashlib.sha256(raw).hexdigest()
    if raw.startswith(b"%PDF"):
        return _of_pdf(raw, sha, taking)
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return _of_json(raw, sha, path, taking)
    try:
        table = sheet(str(path), decoded(raw)[0])
    except SourceFault as fault:
        return FileTold("csv", sha, problems=(fault.problem(str(path)),))
    names = [name.strip().lower() for name in table.heading]
    if not {"key", "value"} <= set(names):
        raise ReportFileRefused(FileTrouble.NO_COLUMNS, ", ".join(COLUMNS))
    rows = ((line, dict(zip(names, cells or [], strict=False))) for line, cells in table.rows())
    return _of_rows("csv", rows, sha, path, taking)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as wrong:
        raise ReportFileRefused(FileTrouble.UNREADABLE, wrong.strerror or "") from None
    if len(raw) > LARGEST:
        raise ReportFileRefused(FileTrouble.TOO_LARGE)
    return raw


def _of_rows(form: str, rows: Iterable[Row], sha: str, path: Path, taking: Taking) -> FileTold:
    read = list(read_rows(rows, Rows(str(path), taking.asking.on, taking.decimal_mark)))
    found = tuple(each for each in read if isinstance(each, Proposal))
    problems = tuple(each for each in read if isinstance(each, Problem))
    if not read:
        raise ReportFileRefused(FileTrouble.NOTHING_FOUND)
    return FileTold(form, sha, tuple(settled(found)), problems)


def _of_json(raw: bytes, sha: str, path: Path, taking: Taking) -> FileTold:
    """JSON of a mapping's shape where there is a mapping, else rows of our own columns."""
    try:
        body = strict_json(raw)
    except Setback as setback:
        raise ReportFileRefused(FileTrouble.NOT_JSON, setback.reason) from None
    if taking.mapping is not None:
        return _mapped(body, raw, sha, taking.mapping, taking)
    rows = body.get("findings") if isinstance(body, dict) else body
    if not isinstance(rows, list) or not all(isinstance(row, dict) and "key" in row for row in rows):
        raise ReportFileRefused(FileTrouble.NO_MAPPING)
    shared = {"as_of": body["as_of"]} if isinstance(body, dict) and "as_of" in body else {}
    return _of_rows("json", _numbered(rows, shared), sha, path, taking)


def _numbered(rows: Iterable[Json], shared: Mapping[str, Json]) -> Iterator[Row]:
    return ((place, {**shared, **row}) for place, row in enumerate(rows, 1) if isinstance(row, dict))


def _mapped(body: Json, raw: bytes, sha: str, mapping: ProviderMapping, taking: Taking) -> FileTold:
    """What a mapping reads from the file, exactly as it would from the provider's own answer."""
    answer = Answer(200, MappingProxyType({}), body, raw, sha, datetime.now(UTC))
    reading = parse(mapping, {mapping.requests[0].name: answer}, taking.asking)
    if reading.against in (ResultReason.WRONG_COMPANY, ResultReason.SUBJECT_MISSING):
        raise ReportFileRefused(FileTrouble.WRONG_COMPANY)
    if reading.against is ResultReason.REPORT_LATER:
        raise ReportFileRefused(FileTrouble.AHEAD)
    if reading.report is None:
        raise ReportFileRefused(FileTrouble.NOTHING_FOUND)
    day = reading.report.as_of
    found = tuple(Proposal(finding, day) for finding in reading.report.findings)
    return FileTold("json", sha, found, named=True if mapping.subject else None)


def _of_pdf(raw: bytes, sha: str, taking: Taking) -> FileTold:
    """Labelled lines of a PDF, as proposals; another company's number in it refuses it."""
    read = pages(raw)
    ours = [number for _, number in taking.asking.customer.registrations if number.strip()]
    named = _named(read, ours, taking.asking.customer)
    day = labelled.dated(read)
    if day is not None and day > taking.asking.on:
        raise ReportFileRefused(FileTrouble.AHEAD, day.isoformat())
    found = tuple(settled(replace(each, as_of=day) for each in labelled.proposals(read, taking.decimal_mark)))
    if not found:
        raise ReportFileRefused(FileTrouble.NOTHING_FOUND)
    return FileTold("pdf", sha, found, needs_eye=True, named=named)


def _named(read: Iterable[labelled.Page], ours: Iterable[str], customer: Customer) -> bool:
    """Whether one of the buyer's numbers stands in the text; a number behind a label that is none of them is somebody else's."""
    pages = tuple(read)
    ours = tuple(ours)
    told = labelled.numbers(pages)
    if told and customer.registration("company_number") and not any(same_company(a, b) for a in told for b in ours):
        raise ReportFileRefused(FileTrouble.WRONG_COMPANY, told[0])
    text = "".join("".join(line.split()) for page in pages for line in page.lines).casefold()
    return any("".join(number.split()).casefold() in text for number in ours)


def dated_on(told: FileTold, said: date | None) -> date | None:
    """The day of findings that do not say theirs."""
    days = {each.as_of for each in told.proposals if each.as_of}
    return said or (next(iter(days)) if len(days) == 1 else None)
