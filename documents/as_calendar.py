"""The days of a document as an iCalendar file (RFC 5545): one all-day event each, known again when it is taken in anew."""

from collections.abc import Iterator
from hashlib import sha256

from credit.calendar import days_after
from documents.paper import DueDay, Paper

__all__ = ["as_calendar"]

_FOLD = 75
"""Octets a line may have (section 3.1)."""


def as_calendar(paper: Paper) -> str:
    """Every day of the document."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dunnage//Dunnage//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [line for day in paper.days for line in _event(day, paper)]
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(day: DueDay, paper: Paper) -> Iterator[str]:
    mark = sha256(day.key.encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{mark}@dunnage.invalid"
    yield f"DTSTAMP:{paper.on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{days_after(day.on, 1):%Y%m%d}"
    yield f"SUMMARY:{_text(day.title)}"
    if day.text:
        yield f"DESCRIPTION:{_text(day.text)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Text as a value holds it (section 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never cut within a character; each but the first begins with a space."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > _FOLD:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece
