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
)
from integrations.ledgers.tables import decoded, file_bytes, sheet


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


def test_an_encoding_of_one_byte_is_read_only_when_it_is_named() -> None:
    raw = b"name\nok\nM\xfc\n"
    with pytest.raises(BadEncoding) as refused:
        decoded(raw)
    assert refused.value.facts == {"detail": "utf-8, gb18030", "line": 3}
    assert decoded(raw, "cp1252") == ("name\nok\nMü\n", "cp1252")
    with pytest.raises(BadEncoding):
        decoded(raw, "utf-8")


def test_control_and_bidirectional_characters_do_not_get_in() -> None:
    hostile = "a\x00,b\n\x1b]0;gone\x07,\u202eevil\u2069\x9b\n"
    assert rows(decoded(hostile.encode())[0]) == [(2, ["]0;gone", "evil"])]


@pytest.mark.parametrize(
    ("raw", "fault", "detail"),
    [
        (b"", FileEmpty, ""),
        (b" \r\n\n", FileEmpty, ""),
        (b"PK\x03\x04rest", NotATable, "xlsx"),
        (b"\xd0\xcf\x11\xe0rest", NotATable, "xls"),
        (b"%PDF-1.7", NotATable, "pdf"),
        (b"\x00\x01\x00\x02abc", NotATable, "binary"),
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
    with pytest.raises(NotATable):
        sheet("a.csv", 'a,"b\n1,2\n')
