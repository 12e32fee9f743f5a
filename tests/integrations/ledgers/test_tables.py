"""Files as rows of text."""

from pathlib import Path

import pytest

from integrations.ledgers.faults import (
    BadEncoding,
    FileEmpty,
    FileMissing,
    FileUnreadable,
    IsFolder,
    NotATable,
    SourceFault,
    UnclosedQuote,
)
from integrations.ledgers.tables import decoded, file_bytes, sheet, together


def rows(text: str, separator: str = "") -> list[tuple[int, list[str] | None]]:
    return list(sheet("a.csv", text, separator).rows())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_heading_line_tells_the_separator(mark: str) -> None:
    table = sheet("a.csv", mark.join(["id", "name", "note"]) + "\n" + mark.join(["1", "x", "y"]))
    assert table.heading == ("id", "name", "note")
    assert list(table.rows()) == [(2, ["1", "x", "y"])]


def test_a_named_or_declared_separator_goes_before_the_guess() -> None:
    assert sheet("a.csv", "a,b;c\n", ";").heading == ("a,b", "c")
    table = sheet("a.csv", "sep=|\r\na,b|c\r\n1|2\r\n")
    assert (table.heading, list(table.rows())) == (("a,b", "c"), [(3, ["1", "2"])])


def test_a_row_is_named_by_the_line_it_starts_on() -> None:
    text = 'a,b\r\n1,"two\r\nlines"\r\n\r\n2,"say ""x"", y"\r\n ,\r\n3,z'
    assert rows(text) == [(2, ["1", "two\r\nlines"]), (5, ["2", 'say "x", y']), (7, ["3", "z"])]


def test_rows_can_be_read_as_often_as_wanted() -> None:
    table = sheet("a.csv", "a\n1\n")
    assert list(table.rows()) == list(table.rows()) == [(2, ["1"])]


def test_quotes_that_do_not_close_give_a_broken_row_and_no_silent_loss() -> None:
    assert rows('a,b\n1,"x"y\n2,z\n') == [(2, None), (3, ["2", "z"])]
    assert rows('a,b\n1,x\n2,"never closed\n3,y\n')[-1] == (3, None)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("客户,Øre\n".encode(), "utf-8"),
        (b"\xef\xbb\xbf" + "客户,Øre\n".encode(), "utf-8"),
        ("客户,Øre\n".encode("gb18030"), "gb18030"),
        ("客户,Øre\n".encode("utf-16"), "utf-16"),
    ],
)
def test_encodings_that_need_no_name(raw: bytes, name: str) -> None:
    assert decoded(raw) == ("客户,Øre\n", name)


def test_bytes_that_are_no_text_are_refused_by_their_line() -> None:
    with pytest.raises(BadEncoding) as refused:
        decoded(b"name\nok\n\xff\xff\n")
    assert refused.value.facts == {"detail": "utf-8, gb18030", "line": 3}


def test_a_mapping_may_name_the_encoding() -> None:
    raw = b"name\nok\nM\xfc\n"
    assert decoded(raw, "cp1252") == ("name\nok\nMü\n", "cp1252")
    with pytest.raises(BadEncoding):
        decoded(raw, "utf-8")


WESTERN = "Müller & Söhne GmbH,Café Ñandú,Łódź".replace("Ł", "L").replace("ź", "z")
CYRILLIC = "ООО Ромашка,Завод имени Ленина,Москва"
CHINESE = "宁波远洋进出口有限公司,应收账款,发票号码,到期日"
JAPANESE = "株式会社さくら商事,トヨタ自動車,カメラのきむら"
JAPANESE_HEADINGS = "得意先コード,得意先名,請求書番号,請求日,支払期日,金額,通貨"
"""Nearly all of it Chinese characters, as headings and names of companies are."""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (WESTERN, "cp1252"), (CYRILLIC, "cp1251"), (CHINESE, "gb18030"), (JAPANESE, "cp932"),
        (JAPANESE_HEADINGS, "cp932"),
        ("Mü", "cp1252"), ("哈", "gb18030"), ("plain", "utf-8"),
    ],
)  # fmt: skip
def test_what_is_not_utf_8_is_told_by_how_its_bytes_follow_each_other(text: str, encoding: str) -> None:
    raw = f"id,name\nC1,{text}\n".encode(encoding)
    assert decoded(raw) == (f"id,name\nC1,{text}\n", encoding)


def test_control_and_bidirectional_characters_do_not_get_in() -> None:
    hostile = "a\x00,b\n\x1b]0;gone\x07,\u202eevil\u2069\x9b\n"
    assert rows(decoded(hostile.encode())[0]) == [(2, ["]0;gone", "evil"])]


@pytest.mark.parametrize(
    ("raw", "fault", "detail"),
    [
        (b"", FileEmpty, ""),
        (b" \r\n\n", FileEmpty, ""),
        (b"%PDF-1.7", NotATable, "pdf"),
        (b"\x00\x01\x00\x02abc", NotATable, "binary"),
        (b"\r\n<HTML><body><table><tr><th>Customer", NotATable, "markup"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook>", NotATable, "markup"),
    ],
)
def test_a_file_that_is_no_text_table_has_its_own_fault(
    tmp_path: Path, raw: bytes, fault: type[SourceFault], detail: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(raw)
    with pytest.raises(fault) as refused:
        file_bytes(path)
    assert refused.value.facts.get("detail", "") == detail


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        file_bytes(tmp_path / "none.csv")
    with pytest.raises(IsFolder):
        file_bytes(tmp_path)


def test_a_file_the_system_refuses_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(FileUnreadable) as fault:
        file_bytes(tmp_path / "a.csv")
    assert fault.value.problem("a.csv").detail == "Permission denied"


def test_a_heading_is_needed_and_its_quotes_close() -> None:
    with pytest.raises(FileEmpty):
        sheet("a.csv", "\n\n")
    with pytest.raises(UnclosedQuote) as broken:
        sheet("a.csv", '\n\na,"b\n1,2\n')
    assert broken.value.facts["line"] == 3


@pytest.mark.parametrize(
    ("over", "under", "read"),
    [
        (
            ["Date", "Ref. No.", "Party", "Opening", "Pending", "Due on", "Overdue"],
            ["", "", "", "Amount", "Amount", "", "by days"],
            ["Date", "Ref. No.", "Party", "Opening Amount", "Pending Amount", "Due on", "Overdue by days"],
        ),
        (
            ["Customer", "Invoice", "", "", "Balance", ""],
            ["", "No", "Date", "Due Date", "Amount", "Currency"],
            ["Customer", "Invoice No", "Invoice Date", "Invoice Due Date", "Balance Amount", "Balance Currency"],
        ),
        (["Customer", "", "x"], ["", "No"], ["Customer", "No", "x"]),
        (
            ["客户", "", "余额", "Total", "币别"],
            ["编号", "名称", "USD", "金额", ""],
            ["客户编号", "客户名称", "余额 USD", "Total 金额", "币别"],
        ),
    ],
)
def test_two_lines_of_heading_are_read_as_one(over: list[str], under: list[str], read: list[str]) -> None:
    assert together(over, under)[0] == read


def test_a_word_below_may_stand_for_itself() -> None:
    assert together(["Customer", "Invoice", ""], ["", "Invoice No", "Due Date"])[1] == ["Customer", "Invoice No", "Due Date"]


def test_a_known_heading_of_one_line_goes_before_one_of_two() -> None:
    text = "Open,Items,\nid,number,due\nK1,R-1,x\n"
    table = sheet("x.csv", text, ",", lambda cells: "number" in " ".join(cells).casefold())
    assert (table.heading, table.above) == (("id", "number", "due"), 1)


def test_rows_begin_below_the_second_line_of_a_heading() -> None:
    text = "List of open items\n,Invoice,\nCustomer,No,Date\nK1,R-1,x\n"
    table = sheet("x.csv", text, ",", lambda cells: "Invoice No" in cells)
    assert table.heading == ("Customer", "Invoice No", "Invoice Date")
    assert list(table.rows()) == [(4, ["K1", "R-1", "x"])]
