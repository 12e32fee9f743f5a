"""Lists of open items as systems, spreadsheets and people really leave them: K1 owes R-1, K2 owes R-2, and each is odd.

Each file is nobody's known format: its columns are found and agreed to, and then it is read.
"""

from datetime import date
from pathlib import Path

import pytest

from credit.invoice import Invoice
from credit.money import Money
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import FileRead, read_file
from integrations.ledgers.mapping_file import load_mappings, parse_mapping
from integrations.ledgers.proposing import mapping_text, proposed

ON = date(2024, 6, 12)
HEAD = "Customer No,Customer Name,Invoice No,Invoice Date,Due Date,Open Amount,Currency"
BARE = HEAD.removesuffix(",Currency")
ONE = "K1,Alder,R-1,2024-01-03,2024-02-02,1234.50,EUR"
TWO = "K2,Birch,R-2,2024-01-13,2024-02-12,99000.00,EUR"
BOTH = ["K1 R-1 1234.50 EUR 2024-02-02", "K2 R-2 99000.00 EUR 2024-02-12"]
US = ["K1 R-1 1234.50 USD 2024-02-02", "K2 R-2 99000.00 USD 2024-02-12"]


def quoted(row: str) -> str:
    return ",".join(f'"{cell}"' for cell in row.split(","))


def dated(first: str, second: str) -> str:
    """Both items with these four days, issued and due."""
    return f"{HEAD}\nK1,Alder,R-1,{first},1234.50,EUR\nK2,Birch,R-2,{second},99000.00,EUR\n"


FILES: dict[str, tuple[str, list[str]]] = {
    "every cell in quotes": ("\r\n".join(map(quoted, (HEAD, ONE, TWO))), BOTH),
    "lines of an old Macintosh": ("\r".join((HEAD, ONE, TWO)), BOTH),
    "the heading again on each page": ("\n".join((HEAD, ONE, HEAD, TWO)), BOTH),
    "separators behind the last cell": ("\n".join(f"{row},,," for row in (HEAD, ONE, TWO)), BOTH),
    "a space behind each comma": ("\n".join(row.replace(",", ", ") for row in (HEAD, ONE, TWO)), BOTH),
    "spaces that do not break": (f"{HEAD}\n{ONE}\n{TWO}".replace(" ", "\u00a0"), BOTH),
    "spaces of no width": (f"{HEAD}\n{ONE}\n{TWO}".replace("R-", "R\u200b-"), BOTH),
    "formulas that keep zeros": (
        f'{HEAD}\n="0017",Alder,="000R1",2024-01-03,2024-02-02,1.50,EUR\n="0018",Birch,="000R2",2024-01-13,2024-02-12,2.00,EUR\n',
        ["0017 000R1 1.50 EUR 2024-02-02", "0018 000R2 2.00 EUR 2024-02-12"],
    ),
    "dollars in front": (
        f'{BARE}\nK1,Alder,R-1,2024-01-03,2024-02-02,"$1,234.50"\nK2,Birch,R-2,2024-01-13,2024-02-12,"$99,000.00"\n', US,
    ),
    "euros behind": (
        f"{BARE}\nK1,Alder,R-1,03.01.2024,02.02.2024,1.234.50 €\nK2,Birch,R-2,13.01.2024,12.02.2024,99.000.00 €\n"
        .replace(",", ";").replace(".50", ",50").replace(".00 ", ",00 "), BOTH,
    ),
    "a code in front, another in each row": (
        f"{BARE}\nK1,Alder,R-1,2024-01-03,2024-02-02,USD 1234.50\nK2,Birch,R-2,2024-01-13,2024-02-12,EUR 99000.00\n",
        [US[0], BOTH[1]],
    ),
    "brackets around the mark": (
        f'{BARE}\nK1,Alder,R-1,2024-01-03,2024-02-02,"(£1,234.50)"\nK2,Birch,R-2,2024-01-13,2024-02-12,"-£99,000.00"\n',
        ["K1 R-1 -1234.50 GBP 2024-02-02", "K2 R-2 -99000.00 GBP 2024-02-12"],
    ),
    "sides of an account": (
        f"{HEAD}\nK1,Alder,R-1,2024-01-03,2024-02-02,1234.50 Dr,EUR\nK2,Birch,R-2,2024-01-13,2024-02-12,99000.00 Cr,EUR\n",
        [BOTH[0], "K2 R-2 -99000.00 EUR 2024-02-12"],
    ),
    "lakhs": (
        f'{HEAD}\nK1,Alder,R-1,2024-01-03,2024-02-02,"12,34,567.50",INR\nK2,Birch,R-2,2024-01-13,2024-02-12,"99,000.00",INR\n',
        ["K1 R-1 1234567.50 INR 2024-02-02", "K2 R-2 99000.00 INR 2024-02-12"],
    ),
    "full width": (
        "客户编码,客户名称,发票号码,开票日期,到期日,未收金额,币种\nK1,柏林,R-1,2024.01.03,2024.02.02,（1，234.50）,欧元\n"
        "K2,伦敦,R-2,2024.01.13,2024.02.12,９９０００.００,欧元\n".replace("（1，234.50）", '"（1，234.50）"'),
        ["K1 R-1 -1234.50 EUR 2024-02-02", BOTH[1]],
    ),
    "months by name": (
        dated('"January 3, 2024","February 2, 2024"', '"January 13, 2024","February 12, 2024"'), BOTH,
    ),
    "a time of the day": (
        dated("2024-01-03T00:00:00,2024-02-02T00:00:00", "2024-01-13T00:00:00,2024-02-12T00:00:00"), BOTH,
    ),
    "a time of half a day": (
        dated("1/3/2024 12:00:00 AM,2/2/2024 12:00:00 AM", "1/13/2024 12:00:00 AM,2/12/2024 12:00:00 AM"), BOTH,
    ),
    "sums between the rows": (
        f"{HEAD}\n{ONE}\nSubtotal K1,,,,,1234.50,\n\n{TWO}\nGrand Total,,,,,100234.50,\n", BOTH,
    ),
}  # fmt: skip


def agreed(path: Path, text: str) -> FileRead:
    path.write_text(text, encoding="utf-8", newline="")
    proposal = proposed(path)
    assert proposal is not None
    assert proposal.whole, (proposal.doubtful, proposal.missing)
    return read_file(path, {"mine": parse_mapping("mine", mapping_text(proposal, "mine"))}, Given(ON))


def told(read: FileRead) -> list[str]:
    facts = [fact for entry in read.entries for fact in entry.facts if isinstance(fact, Invoice)]
    return [f"{f.customer_id} {f.id} {f.amount.amount} {f.amount.currency} {f.due_on}" for f in facts]


@pytest.mark.parametrize("name", FILES)
def test_an_ugly_file_says_what_a_clean_one_would(tmp_path: Path, name: str) -> None:
    text, items = FILES[name]
    read = agreed(tmp_path / "open.csv", text)
    assert (read.problems, told(read)) == ((), items)


def test_a_word_for_nothing_is_an_empty_cell(tmp_path: Path) -> None:
    rows = f"{HEAD}\n{ONE}\n{TWO}\nK3,Cedar,R-3,2024-01-13,N/A,7.00,EUR\n"
    read = agreed(tmp_path / "open.csv", rows)
    assert [(bad.line, bad.code, bad.detail) for bad in read.problems] == []
    assert [entry.undated for entry in read.entries] == [False, False, True], "its buyer's terms date it, or it is refused"


def test_a_mark_of_another_currency_than_the_row_is_refused(tmp_path: Path) -> None:
    rows = f"{HEAD}\n{ONE}\nK2,Birch,R-2,2024-01-13,2024-02-12,$99000.00,EUR\n"
    read = agreed(tmp_path / "open.csv", rows)
    assert [(bad.line, bad.code, bad.column, bad.expected) for bad in read.problems] == [
        (3, "currency_differs", "Open Amount", "EUR")
    ]


def test_a_mark_of_several_currencies_means_the_one_that_was_said(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text(f"{BARE}\nK1,Alder,R-1,2024-01-03,2024-02-02,$5.00\nK2,Birch,R-2,2024-01-13,2024-02-12,$6.00\n")
    proposal = proposed(path)
    assert proposal is not None
    mapping = parse_mapping("mine", mapping_text(proposal, "mine"))
    read = read_file(path, {"mine": mapping}, Given(ON, currency="CAD"))
    assert [entry.facts[0].amount for entry in read.entries] == [Money(500, "CAD"), Money(600, "CAD")]  # type: ignore[union-attr]
    refused = read_file(path, {"mine": mapping}, Given(ON, base="EUR"))
    assert {bad.code for bad in refused.problems} == {"currency_differs"}


def test_a_currency_that_is_mistyped_is_named_and_makes_its_column_no_other(tmp_path: Path) -> None:
    """Of three currencies one is `EURO`: its row is refused, and the others are not taken for dollars."""
    read = agreed(tmp_path / "open.csv", f"{HEAD}\n{ONE}\n{TWO}\nK3,Cedar,R-3,2024-01-13,2024-02-12,7.00,EURO\n")
    assert [(bad.line, bad.code, bad.column, bad.detail) for bad in read.problems] == [(4, "bad_currency", "Currency", "EURO")]
    assert told(read) == BOTH


def test_a_list_of_invoices_whose_dates_cannot_be_read_is_no_list_of_buyers(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text(dated("45294,45324", "45304,45334"))
    proposal = proposed(path)
    assert proposal is not None
    assert (proposal.kind.value, proposal.missing) == ("invoices", ("issued_on",))


@pytest.mark.parametrize(
    ("raw", "kind"), [(b"\x1f\x8b\x08\x00abc", "gzip"), (b"7z\xbc\xaf\x27\x1cabc", "7z"), (b"Rar!\x1aabc", "rar")]
)
def test_what_is_packed_is_told_as_packed(tmp_path: Path, raw: bytes, kind: str) -> None:
    path = tmp_path / "open.csv"
    path.write_bytes(raw)
    (problem,) = read_file(path, load_mappings(), Given(ON)).problems
    assert (problem.code, problem.detail) == ("not_a_table", kind)
