"""Why a report's file is not taken in."""

from enum import StrEnum
from typing import ClassVar

from credit.problem import Fault

__all__ = ["FileTrouble", "ReportFileRefused"]


class FileTrouble(StrEnum):
    """What is wrong with the file as a whole."""

    UNREADABLE = "unreadable"
    DAMAGED = "damaged"
    """A PDF that is torn off, or of a form its reader does not know."""
    TOO_LARGE = "too_large"
    LOCKED = "locked"
    NO_TEXT = "no_text"
    """A PDF of pictures."""
    NO_PDF_READER = "no_pdf_reader"
    NOT_JSON = "not_json"
    NO_MAPPING = "no_mapping"
    """JSON of a shape that only a mapping explains."""
    NO_COLUMNS = "no_columns"
    NOTHING_FOUND = "nothing_found"
    WRONG_COMPANY = "wrong_company"
    AHEAD = "ahead"
    """It is of a day after the one that is looked at."""


class ReportFileRefused(Fault):
    """A report's file that is not taken in (`reason`, `detail`)."""

    code: ClassVar[str] = "report_file"

    def __init__(self, reason: FileTrouble, detail: str = "") -> None:
        """Keep why, and what stands there, shortened."""
        super().__init__(reason=reason, detail=detail[:60])
        self.reason = reason
