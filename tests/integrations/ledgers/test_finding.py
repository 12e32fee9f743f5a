"""Columns found by their headings and by what stands in them, proposed and never taken by themselves."""

from pathlib import Path

import pytest

from integrations.ledgers.columns import Given
from integrations.ledgers.finding import Proposal
from integrations.ledgers.importer import read_file
from integrations.ledgers.mapping_file import parse_mapping
from integrations.ledgers.profile import amount_marks, profile
from integrations.ledgers.proposing import chosen, mapping_name, mapping_text, proposed
from tests.integrations.ledgers.conftest import ON

GERMAN = """\
Offene Posten zum 31.05.2024
Cust. No.;Customer Name;Invoice Number;Inv. Date;Due Date;Open Amt;Curr.;Remark
10001;Alder Ltd;INV-1;03.01.2024;02.02.2024;1.234,50;EUR;x
10001;Alder Ltd;INV-2;13.02.2024;15.03.2024;234,50;EUR;
10002;Birch GmbH;INV-3;13.03.2024;15.04.2024;99.000,00;EUR;y
"""
CHINESE = """\
客户代码,客户名称,发票号码,发票日期,到期日期,未收金额,币种
K1,柏林公司,FP001,2024/1/3,2024/2/3,"1,234.50",人民币
K2,伦敦公司,FP002,2024/1/13,2024/2/13,"2,234.50",美元
"""
JAPANESE = """\
売掛金残高一覧表　2024年5月31日現在
得意先コード,得意先名,請求書Ｎｏ．,請求日,入金予定日,請求残高,通貨,担当者
1001,大阪商事株式会社,S-1001,2024/3/31,2024/5/31,"1,234,500",円,佐藤
1001,大阪商事株式会社,S-1002,2024/4/30,2024/6/30,"▲34,500",円,佐藤
1002,ロンドン貿易,S-1003,2024/4/30,2024/6/30,"12,345.50",米ドル,鈴木
合計,,,,,"1,212,345.50",,
"""


def found(tmp_path: Path, text: str | bytes, kind: str = "auto", name: str = "open_2024-05.csv") -> Proposal:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    proposal = proposed(path, kind)
    assert proposal is not None
    return proposal


def headings(proposal: Proposal) -> dict[str, str]:
    return {name: one.heading for name, one in proposal.columns.items()}


def test_headings_below_a_title_are_found_by_likeness(tmp_path: Path) -> None:
    proposal = found(tmp_path, GERMAN)
    assert proposal.whole
    assert headings(proposal) == {
        "customer": "Cust. No.", "number": "Invoice Number", "issued_on": "Inv. Date", "due_on": "Due Date", "amount": "Open Amt",
        "currency": "Curr.",
    }  # fmt: skip
    assert proposal.columns["number"].samples == ("INV-1", "INV-2", "INV-3")


def test_a_date_that_does_not_exist_is_named_and_makes_its_column_no_other(tmp_path: Path) -> None:
    """One of two due dates is 31 February: the column is still the one that is called so, and its row is refused by it."""
    path = tmp_path / "open.csv"
    path.write_text(
        "invoice;customer;invoice_date;due_date;amount\nI1;C1;01.01.2024;31.02.2024;1,50\nI2;C2;02.01.2024;29.02.2024;2,50\n"
    )
    proposal = proposed(path)
    assert proposal is not None
    assert headings(proposal)["due_on"] == "due_date"
    mapping = parse_mapping("open", mapping_text(proposal, "open"))
    read = read_file(path, {"open": mapping}, Given(ON))
    assert [(bad.code, bad.line, bad.column, bad.detail) for bad in read.problems] == [("bad_date", 2, "due_date", "31.02.2024")]


def test_chinese_headings_on_two_lines_are_one_word_each(tmp_path: Path) -> None:
    heading = "应收款明细表\n客户,,单据,,,余额,,币别\n编码,名称,编号,日期,到期日,原币,本位币,\n"
    text = f"{heading}C1,宁波,AR1,2024-03-01,2024-04-30,4000.00,28000.00,美元\n"
    assert headings(found(tmp_path, text, "invoices")) == {
        "customer": "客户编码",
        "number": "单据编号",
        "issued_on": "单据日期",
        "due_on": "单据到期日",
        "amount": "余额原币",
        "currency": "币别",
    }


def test_english_headings_on_two_lines_are_read_together_where_the_lower_one_says_too_little(tmp_path: Path) -> None:
    heading = "Customer,,Invoice,,,Open,\nNo,Name,No,Date,Due,Amount,Currency\n"
    rows = "K1,Alder,R-1,2024-01-03,2024-02-02,1.50,EUR\nK2,Birch,R-2,2024-01-13,2024-02-12,2.50,EUR\n"
    assert headings(found(tmp_path, heading + rows)) == {
        "customer": "Customer No",
        "number": "Invoice No",
        "issued_on": "Invoice Date",
        "due_on": "Invoice Due",
        "amount": "Open Amount",
        "currency": "Open Currency",
    }


@pytest.mark.parametrize(
    ("text", "amounts"),
    [(GERMAN, ["EUR 123450", "EUR 23450", "EUR 9900000"]), (CHINESE, ["CNY 123450", "USD 223450"]),
     (CHINESE.encode("gb18030"), ["CNY 123450", "USD 223450"]),
     (JAPANESE, ["JPY 1234500", "JPY -34500", "USD 1234550"]),
     (JAPANESE.encode("cp932"), ["JPY 1234500", "JPY -34500", "USD 1234550"])],
)  # fmt: skip
def test_what_was_agreed_to_reads_the_file(tmp_path: Path, text: str | bytes, amounts: list[str]) -> None:
    mapping = parse_mapping("mine", mapping_text(found(tmp_path, text), "mine"), own=True)
    read = read_file(tmp_path / "open_2024-05.csv", {"mine": mapping}, Given(ON))
    assert read.problems == ()
    assert [f"{e.facts[0].amount.currency} {e.facts[0].amount.minor}" for e in read.entries] == amounts  # type: ignore[union-attr]


def test_japanese_headings_are_found_and_the_more_usual_word_goes_before(tmp_path: Path) -> None:
    assert headings(found(tmp_path, JAPANESE)) == {
        "customer": "得意先コード",
        "number": "請求書Ｎｏ．",
        "issued_on": "請求日",
        "due_on": "入金予定日",
        "amount": "請求残高",
        "currency": "通貨",
    }


def test_two_columns_as_good_as_each_other_are_not_chosen_between(tmp_path: Path) -> None:
    proposal = found(tmp_path, "customer,invoice,date,amount,amount\nA,1,2024-01-01,5.10,6\nA,2,2024-01-02,7.10,8\n")
    assert not proposal.whole
    assert [one.place for one in proposal.doubtful["amount"]] == [3, 4]
    assert headings(chosen(proposal, "amount", proposal.doubtful["amount"][1]))["amount"] == "amount"
    assert chosen(proposal, "amount", None).doubtful == {}


@pytest.mark.parametrize(("which", "minor"), [(0, [510, 710]), (1, [600, 800])])
def test_the_one_that_is_chosen_of_two_columns_with_one_heading_is_read(tmp_path: Path, which: int, minor: list[int]) -> None:
    proposal = found(tmp_path, "customer,invoice,date,amount,Amount\nA,1,2024-01-01,5.10,6\nA,2,2024-01-02,7.10,8\n")
    text = mapping_text(chosen(proposal, "amount", proposal.doubtful["amount"][which]), "mine")
    read = read_file(tmp_path / "open_2024-05.csv", {"mine": parse_mapping("mine", text)}, Given(ON))
    assert read.problems == ()
    assert [entry.facts[0].amount.minor for entry in read.entries] == minor  # type: ignore[union-attr]


def test_two_columns_that_say_the_same_leave_no_choice_to_make(tmp_path: Path) -> None:
    proposal = found(tmp_path, "customer,invoice,date,amount,amount\nA,1,2024-01-01,5.10,5.10\nA,2,2024-01-02,7.10,7.10\n")
    assert proposal.doubtful == {}


def test_a_heading_alone_is_not_enough_where_the_values_are_no_dates(tmp_path: Path) -> None:
    proposal = found(
        tmp_path, "customer,invoice,invoice date,due date,amount\nA,1,soon,2024-01-01,5\nA,2,later,2024-02-01,6\n", "invoices"
    )
    assert headings(proposal).get("issued_on") is None
    assert "issued_on" in proposal.missing


def test_a_column_is_found_by_its_values_where_its_heading_says_nothing(tmp_path: Path) -> None:
    proposal = found(tmp_path, "customer,invoice,F3,F4,F5\nA,R-1,2024-01-01,5.10,EUR\nB,R-2,2024-02-01,6.20,USD\n")
    assert {name for name, one in proposal.columns.items() if one.by_values} == {"issued_on", "amount", "currency"}
    assert proposal.columns["currency"].heading == "F5"


def test_debit_and_credit_are_one_amount(tmp_path: Path) -> None:
    text = "customer,document no,date,debit,credit,currency\nA,R-1,2024-01-01,5.10,,EUR\nA,G-1,2024-02-01,,2.00,EUR\n"
    mapping = parse_mapping("mine", mapping_text(found(tmp_path, text), "mine"))
    read = read_file(tmp_path / "open_2024-05.csv", {"mine": mapping}, Given(ON))
    assert [entry.facts[0].amount.minor for entry in read.entries] == [510, -200]  # type: ignore[union-attr]
    empty = read_file(tmp_path / "open_2024-05.csv", {"mine": mapping}, Given(ON))
    assert empty.problems == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Customer No,Company Name,Country,E-Mail\n1,Alder,GB,a@alder.example\n2,Birch,DE,b@birch.example\n", "customers"),
        ("Receipt No,Customer,Payment Date,Amount received\n1,A,2024-01-01,5.10\n2,A,2024-01-02,6.10\n", "receipts"),
        ("Invoice No,Customer,Invoice Date,Due Date,Amount,Clearing Date\n1,A,2024-01-01,2024-02-01,5.10,\n", "ledger"),
        ("Order No,Customer,Order Date,Order Amount\n1,A,2024-01-01,5.10\n", "orders"),
    ],
)
def test_the_kind_is_the_one_that_explains_most(tmp_path: Path, text: str, kind: str) -> None:
    proposal = found(tmp_path, text)
    assert (proposal.kind.value, proposal.missing) == (kind, ())


@pytest.mark.parametrize(
    ("texts", "marks"),
    [
        (["1.234,50", "3,10"], (",", ".")), (["1,234.50", "3.10"], (".", ",")), (["1 234,50"], (",", " ")),
        (["1.234", "22.345"], (",", ".")), (["1,234", "22,345"], (".", ",")), (["1'234.50"], (".", "'")), ([], (".", ",")),
    ],
)  # fmt: skip
def test_the_marks_of_amounts_are_told_by_the_column(texts: list[str], marks: tuple[str, str]) -> None:
    assert amount_marks([profile(texts)]) == marks


@pytest.mark.parametrize("text", [b"hello\nworld\n", b"\x00\x01\x02\xff" * 64, b"%PDF-1.7", b""])
def test_of_what_is_no_ledger_nothing_is_proposed(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "noise.csv").write_bytes(text)
    assert proposed(tmp_path / "noise.csv") is None


def test_a_mapping_is_named_after_the_file_without_its_day() -> None:
    assert mapping_name(Path("Open Items 2024-05.csv"), ()) == "open_items"
    assert mapping_name(Path("Open Items 2024-06.csv"), {"open_items"}) == "open_items_2"
    assert mapping_name(Path("2024.csv"), ()) == "ledger"
