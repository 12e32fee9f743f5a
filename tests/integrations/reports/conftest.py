"""Reports as files: a buyer, a small PDF made of lines, and the file taken in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from credit.customer import Customer
from integrations.providers.mapping import Mapping
from integrations.providers.notices import Asking
from integrations.reports.proposed import FileTold
from integrations.reports.taking import Taking, take_file

TODAY = date(2026, 11, 22)
ALDER = Customer("C1", "Alder Ltd", date(2020, 1, 1), country="GB", registrations=(("company_number", "99000001"),))


def taken(
    path: Path, mapping: Mapping | None = None, decimal_mark: str = "", on: date = TODAY, buyer: Customer = ALDER
) -> FileTold:
    return take_file(path, Taking(Asking("sinosure", buyer, on), mapping, decimal_mark))


def written(folder: Path, text: str | bytes, name: str = "report.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def values(told: FileTold) -> dict[str, Any]:
    return {each.finding.key.partition(".")[2]: each.finding.value for each in told.proposals}


def pdf(lines: Sequence[str]) -> bytes:
    """A PDF of one page, a line of text each, in the plain form of ISO 32000: Latin letters only."""
    shown = " T* ".join(f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj" for line in lines)
    content = f"BT /F1 10 Tf 12 TL 40 800 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(out),
    )  # fmt: skip
