"""One list of open items in every encoding, locale and separator, and as a workbook; and files nobody would write.

K1  Müller  R-1  2024-01-03  due 2024-02-02  1,234.50 EUR
K2  Šimek   R-2  2024-01-13  due 2024-02-12 99,000.00 EUR
K2  Šimek   R-3  2024-01-23  due 2024-02-22     -5.00 EUR
"""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.invoice import Invoice
from credit.money import Money
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import read_file
from integrations.ledgers.mapping_file import load_mappings, parse_mapping
from integrations.ledgers.proposing import mapping_text, proposed
from integrations.ledgers.tables import decoded
from tests.integrations.ledgers.test_workbooks import workbook

ON = date(2024, 6, 12)
ITEMS = (
    ("K1", "R-1", date(2024, 1, 3), date(2024, 2, 2), 123450),
    ("K2", "R-2", date(2024, 1, 13), date(2024, 2, 12), 9900000),
    ("K2", "R-3", date(2024, 1, 23), date(2024, 2, 22), -500),
)
LOCALES = {
    "english": ("Customer No,Customer Name,Invoice No,Invoice Date,Due Date,Open Amount,Currency", "%m/%d/%Y", ".", ",", "-{}"),
    "british": ("Customer No,Customer Name,Invoice No,Invoice Date,Due Date,Open Amount,Currency", "%d/%m/%Y", ".", ",", "({})"),
    "german": ("Konto,Kunde,Rechnungsnummer,Rechnungsdatum,Fälligkeitsdatum,Offener Betrag,Währung", "%d.%m.%Y", ",", ".", "{}-"),
    "french": ("Account No,Name,Invoice,Invoice Date,Due Date,Amount Due,Currency", "%d/%m/%Y", ",", " ", "-{}"),
    "chinese": ("客户编码,客户名称,发票号码,开票日期,到期日,未收金额,币种", "%Y/%m/%d", ".", ",", "-{}"),
    "polish": ("Account No,Name,Invoice,Invoice Date,Due Date,Amount Due,Currency", "%d.%m.%Y", ",", " ", "-{}"),
    "czech": ("Account No,Name,Invoice,Invoice Date,Due Date,Amount Due,Currency", "%d.%m.%Y", ",", " ", "-{}"),
    "russian": ("Account No,Name,Invoice,Invoice Date,Due Date,Amount Due,Currency", "%d.%m.%Y", ",", " ", "-{}"),
    "japanese": ("Account No,Name,Invoice,Invoice Date,Due Date,Amount Due,Currency", "%Y/%m/%d", ".", ",", "({})"),
    "in_japanese": ("得意先コード,得意先名,請求書番号,請求日,入金予定日,請求残高,通貨", "%Y/%m/%d", ".", ",", "▲{}"),
}
NAMES = {
    "chinese": ("柏林公司", "伦敦公司", "伦敦公司"),
    "german": ("Müller", "Groß", "Groß"),
    "polish": ("Łódzka Spółka", "Gdańskie Zakłady", "Gdańskie Zakłady"),
    "czech": ("Příbramské sklárny", "Dvořák a Němec", "Dvořák a Němec"),
    "russian": ("Ромашка ООО", "Берёзовые товары", "Берёзовые товары"),
    **dict.fromkeys(("japanese", "in_japanese"), ("ひまわり商事", "さくらカンパニー", "さくらカンパニー")),
}
WIDE = ("utf-16", "utf-16-le", "utf-16-be")
"""With its mark, and without it both ways round."""
READS = [
    *((locale, encoding) for locale in ("english", "british", "french") for encoding in ("utf-8", "utf-16", "cp1252")),
    *(("german", encoding) for encoding in ("utf-8-sig", *WIDE, "cp1252")),
    *(("chinese", encoding) for encoding in ("utf-8", *WIDE, "gb18030")),
    *(("polish", encoding) for encoding in ("utf-8", "utf-16-le", "cp1250")),
    *(("czech", encoding) for encoding in ("utf-8", "utf-16-be", "cp1250")),
    *(("russian", encoding) for encoding in ("utf-8", "utf-16-le", "cp1251")),
    *((locale, encoding) for locale in ("japanese", "in_japanese") for encoding in ("utf-8", "utf-16-be", "cp932")),
]


def written(minor: int, decimal: str, thousands: str, negative: str) -> str:
    text = f"{abs(minor) / 100:,.2f}".replace(",", "_").replace(".", decimal).replace("_", thousands)
    return negative.format(text) if minor < 0 else text


def table(locale: str) -> list[list[str]]:
    heading, day, decimal, thousands, negative = LOCALES[locale]
    names = NAMES.get(locale, ("Alder", "Birch", "Birch"))
    rows = [
        [id, name, number, on.strftime(day), due.strftime(day), written(minor, decimal, thousands, negative), "EUR"]
        for (id, number, on, due, minor), name in zip(ITEMS, names, strict=True)
    ]
    return [heading.split(","), *rows]


def agreed(path: Path) -> list[tuple[str, str, date, date, int]]:
    """What comes in once somebody agreed to the columns that were found."""
    proposal = proposed(path)
    assert proposal is not None
    assert proposal.whole, (proposal.doubtful, proposal.missing)
    read = read_file(path, {"mine": parse_mapping("mine", mapping_text(proposal, "mine"))}, Given(ON))
    assert read.problems == ()
    facts = [entry.facts[0] for entry in read.entries]
    return [(f.customer_id, f.id, f.issued_on, f.due_on, f.amount.minor) for f in facts if isinstance(f, Invoice)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(("locale", "encoding"), READS)
def test_every_locale_in_every_encoding(tmp_path: Path, locale: str, encoding: str, separator: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(table(locale))
    (tmp_path / "open.csv").write_bytes(out.getvalue().encode(encoding))
    assert agreed(tmp_path / "open.csv") == list(ITEMS)
    raw = (tmp_path / "open.csv").read_bytes()
    assert all(name in decoded(raw)[0] for name in NAMES.get(locale, ())), "read as another encoding, names are other names"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_pair_of_debit_and_credit_is_one_amount(tmp_path: Path, separator: str, encoding: str) -> None:
    heading, *rows = table("english")
    paired = [[*heading[:5], "Debit", "Credit", "Currency"]]
    paired += [[*row[:5], *(["", row[5].lstrip("-")] if row[5].startswith("-") else [row[5], ""]), row[6]] for row in rows]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(paired)
    (tmp_path / "open.csv").write_bytes(out.getvalue().encode(encoding))
    assert agreed(tmp_path / "open.csv") == list(ITEMS)


def test_each_row_of_a_list_has_its_own_currency(tmp_path: Path) -> None:
    heading, *rows = table("english")
    currencies = ("EUR", "JPY", "人民币")
    amounts = ("1,234.50", "99,000", "-5.00")
    out = io.StringIO()
    mixed = [[*row[:5], amount, code] for row, amount, code in zip(rows, amounts, currencies, strict=True)]
    csv.writer(out).writerows([heading, *mixed])
    (tmp_path / "open.csv").write_bytes(out.getvalue().encode())
    proposal = proposed(tmp_path / "open.csv")
    assert proposal is not None
    mine = {"mine": parse_mapping("mine", mapping_text(proposal, "mine"))}
    facts = [entry.facts[0] for entry in read_file(tmp_path / "open.csv", mine, Given(ON)).entries]
    assert [f.amount for f in facts if isinstance(f, Invoice)] == [
        Money(123450, "EUR"),
        Money(99000, "JPY"),  # a yen has no part
        Money(-500, "CNY"),
    ]


def test_a_heading_on_two_lines_is_found_by_both(tmp_path: Path) -> None:
    _heading, *rows = table("english")
    text = "Open items,,,,,,\nCustomer,,Invoice,,Due,Open,\nNo,Name,No,Date,Date,Amount,Currency\n"
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    (tmp_path / "open.csv").write_text(text + out.getvalue(), encoding="utf-8")
    assert agreed(tmp_path / "open.csv") == list(ITEMS)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_workbook_below_a_title(tmp_path: Path, locale: str) -> None:
    heading, *_rows = table(locale)
    rows: list[list[object]] = [["Open items", ""], [], [*heading]]
    rows += [[id, "Alder", number, on, due, minor / 100, "EUR"] for id, number, on, due, minor in ITEMS]
    (tmp_path / "open.xlsx").write_bytes(workbook(List=rows))
    assert agreed(tmp_path / "open.xlsx") == list(ITEMS)


MAPPINGS = load_mappings()
CELLS = ["number", "customer_id", "issue_date", "amount", "I1", "C1", "2024-02-30", "1,2,3", '"', "", "\r", "NaN", "合计", "9e9"]
ROWS = st.lists(st.lists(st.sampled_from(CELLS), max_size=6), max_size=6)
UGLY = st.one_of(st.binary(max_size=300), ROWS.map(lambda rows: "\n".join(map(",".join, rows)).encode()))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(UGLY)
def test_an_ugly_file_is_read_or_refused_and_every_row_is_counted(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "ugly.csv"
    path.write_bytes(raw)
    read = read_file(path, MAPPINGS, Given(ON))
    assert read.problems or read.read == sum(entry.rows for entry in read.entries) + read.repeated + read.refused
    proposed(path)
