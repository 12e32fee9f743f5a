"""The text of a PDF, page by page, by a library that need not be installed.

A report that is a picture has no text, and one that is locked gives none: both are said, and nothing is guessed from them.
"""

import logging
import struct
import zlib
from io import BytesIO

from credit.text import legible
from integrations.reports.labelled import Page
from integrations.reports.refused import FileTrouble, ReportFileRefused

__all__ = ["pages"]

MOST_PAGES, MOST_LINES = 200, 20_000
_BROKEN = (
    ValueError, TypeError, AttributeError, LookupError, ArithmeticError, AssertionError, NotImplementedError, RecursionError,
    OSError, zlib.error, struct.error,
)  # fmt: skip
"""What the library meets in a broken file besides its own errors, `NotImplementedError` for a form it does not read among it; all
of it means the same."""


def pages(raw: bytes) -> tuple[Page, ...]:
    """Every page that has text; raises `ReportFileRefused` where there is none to be had."""
    try:
        import pypdf
        import pypdf.errors
    except ImportError:
        raise ReportFileRefused(FileTrouble.NO_PDF_READER) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on a sloppy file are nobody's here
    try:
        reader = pypdf.PdfReader(BytesIO(raw), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        long = not locked and len(reader.pages) > MOST_PAGES
        texts = [] if locked or long else [page.extract_text() for page in reader.pages]
    except (pypdf.errors.PyPdfError, pypdf.errors.DependencyError, pypdf.errors.DeprecationError, *_BROKEN):
        raise ReportFileRefused(FileTrouble.DAMAGED) from None
    if locked or long:
        raise ReportFileRefused(FileTrouble.LOCKED if locked else FileTrouble.TOO_LARGE)
    found = tuple(
        Page(number, tuple(line for line in legible(text).splitlines() if line.strip())) for number, text in enumerate(texts, 1)
    )
    lines = sum(len(page.lines) for page in found)
    if not lines:
        raise ReportFileRefused(FileTrouble.NO_TEXT)
    if lines > MOST_LINES:
        raise ReportFileRefused(FileTrouble.TOO_LARGE)
    return found
