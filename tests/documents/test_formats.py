"""One document in every format: the same values, exact, and nothing in them that a program would run.

The little paper below holds what is hard to write: a formula in a name, a bar, a tag, an amount of 17 digits, yen without cents,
and a figure nobody knows.
"""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from credit.money import Money
from documents.as_calendar import as_calendar
from documents.as_csv import as_csv
from documents.as_html import as_html
from documents.as_markdown import as_markdown
from documents.as_record import as_record
from documents.as_workbook import as_workbook
from documents.files import FORMATS, UnknownFormat, in_format
from documents.paper import Absent, Cell, Column, DueDay, Facts, Grid, Heading, Paper, Percent, Points, Say, joined
from tests.wording.speaking import speaking
from tui.plain import json_text
from wording import figures

ON = date(2024, 6, 12)
EVIL = '=HYPERLINK("http://evil.example","pay here")'
LONG = Money.of("123456789012345.67", "USD")
GRID = Grid(
    "Open: items/ours",
    (Column("name", "Name"), Column("open", "Open", True), Column("due_on", "Due"), Column("share", "Share", True)),
    (
        (EVIL, Money.of("1234.50", "USD"), date(2024, 5, 1), Percent(Decimal("12.345"), 2)),
        ("a|b <b>", Absent("no rate"), Absent(""), Percent(Decimal(0))),
        ("买方", Money.of("-5000", "JPY"), date(2024, 6, 30), Percent(Decimal(100))),
    ),
    "Nothing.",
)
PAPER = Paper("memo", "Memo: <Ärger & Söhne>", ON, "en", (Heading("Who"), Say("- 5 % *late*"), GRID))
WHOLE = replace(
    PAPER,
    blocks=(
        *PAPER.blocks,
        Points(("@one", "two")),
        Facts((("Owed", LONG), ("Grade", Absent("no data")), ("Late", Percent(Decimal(34))))),
        GRID,
    ),
)


def rows(paper: Paper) -> list[list[str]]:
    text = as_csv(paper)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_markdown_reads_as_text_and_means_nothing_else() -> None:
    assert as_markdown(PAPER) == (
        "# Memo: \\<Ärger & Söhne\\>\n\n2024-06-12\n\n"
        "## Who\n\n"
        "\\- 5 % \\*late\\*\n\n"
        "## Open: items/ours\n\n"
        "| Name                                         |         Open | Due        |   Share |\n"
        "| -------------------------------------------- | -----------: | ---------- | ------: |\n"
        '| =HYPERLINK("http://evil.example","pay here") | 1,234.50 USD | 2024-05-01 | 12.34 % |\n'
        "| a\\|b \\<b\\>                                   |  - (no rate) | -          |     0 % |\n"
        "| 买方                                         |   -5,000 JPY | 2024-06-30 |   100 % |\n"
    )


def test_whose_it_is_and_of_which_day_stands_below_its_title() -> None:
    paper = replace(PAPER, house="Wang & <Li>")
    assert as_markdown(paper).splitlines()[2] == "Wang & \\<Li\\>, 2024-06-12"
    assert '<p class="dateline">Wang &amp; &lt;Li&gt;, 2024-06-12</p>' in as_html(paper)
    front = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(paper))).get_sheet_by_index(0).to_python()
    assert [cell for cell in front[1] if cell] == ["Wang & <Li>, 2024-06-12"]
    assert as_record(paper)["house"] == "Wang & <Li>"


def test_narrow_blocks_of_a_kind_stand_beside_one_another_and_wide_ones_do_not() -> None:
    narrow, fact = replace(GRID, narrow=True), Facts((("Owed", LONG),), narrow=True)
    told = as_html(replace(PAPER, blocks=(fact, narrow, narrow, GRID)))
    assert re.findall(r'<div class="beside">|<section>|</div>|<dl>|<table>', told) == [
        '<div class="beside">', "<section>", "<dl>", "</div>",
        '<div class="beside">', "<section>", "<table>", "<section>", "<table>", "</div>", "<table>",
    ]  # fmt: skip


def test_one_table_alone_is_plain_csv_with_the_currency_beside_the_amount() -> None:
    assert rows(PAPER) == [
        ["Name", "Open", "Open, currency", "Due", "Share (%)"],
        ["'" + EVIL, "1234.50", "USD", "2024-05-01", "12.34"],
        ["a|b <b>", "no rate", "", "", "0"],
        ["买方", "-5000", "JPY", "2024-06-30", "100"],
    ]


def test_several_blocks_of_csv_stand_below_one_another() -> None:
    told = rows(WHOLE)
    assert told[0] == ["Memo: <Ärger & Söhne>"]
    assert ["'@one"] in told
    assert ["Owed", "123456789012345.67", "USD"] in told
    assert ["Grade", "no data"] in told
    assert ["Late", "34", "%"] in told
    assert told.count(["Open: items/ours"]) == 2


@given(st.text(alphabet=st.sampled_from("=+-@＝＋－＠'\t\r\n 1a.,"), max_size=8))
def test_no_cell_of_csv_begins_as_a_formula_unless_it_is_a_number(text: str) -> None:
    grid = replace(GRID, columns=(Column("a", "A"),), rows=((text,),))
    cell = rows(replace(PAPER, blocks=(grid,)))[1][0]
    assert not re.match(r"\s*[=+@＝＋－＠]|\s+-|-(?![\d,]*(\.\d+)?$)", cell)


def test_a_workbook_has_a_sheet_a_table_and_no_formula() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(WHOLE)))
    assert book.sheet_names == ["Memo  <Ärger & Söhne>", "Open  items ours", "Open  items ours 2"]
    front = book.get_sheet_by_index(0).to_python()
    assert ["Owed", "123456789012345.67", "USD"] in front
    table = book.get_sheet_by_index(1).to_python()
    assert table[0] == ["Name", "Open", "Open, currency", "Due", "Share"]
    assert table[1] == [EVIL, 1234.5, "USD", ON.replace(month=5, day=1), 12.34]
    assert table[3] == ["买方", -5000, "JPY", date(2024, 6, 30), 100]


def test_a_share_in_a_workbook_is_a_number_that_shows_its_sign() -> None:
    """34 is read and reckoned with as 34, and a person sees 34 %."""
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(as_workbook(WHOLE))) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert 'formatCode="#,##0&quot; %&quot;"' in styles
    assert ["Late", 34] in [
        row[:2] for row in CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(WHOLE))).get_sheet_by_index(0).to_python()
    ]


def test_a_workbook_holds_formulas_as_text_that_stays_text() -> None:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(as_workbook(PAPER))) as parts:
        sheet = parts.read("xl/worksheets/sheet2.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet.lower()
        assert 'quotePrefix="1"' in parts.read("xl/styles.xml").decode()
        assert "<v>1234.50</v>" in sheet


@pytest.mark.parametrize("title", ["'x'", "[a]:*?/\\", "", "买" * 40, "History" * 9])
def test_a_sheet_may_be_called_anything(title: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(replace(PAPER, blocks=(replace(GRID, title=title),) * 3))))
    assert len(book.sheet_names) == 4
    assert all(len(name) <= 31 for name in book.sheet_names)


def test_html_is_whole_and_runs_nothing() -> None:
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            seen.append(tag)

    told = as_html(PAPER)
    Reader().feed(told)
    assert not {"script", "b", "img", "link", "a"} & set(seen)
    assert seen.count("tr") == 4
    assert "<td>a|b &lt;b&gt;</td>" in told
    assert '<td class="figure">1,234.50 USD</td>' in told
    assert "@media print" in told
    assert '<html lang="zh-CN">' in as_html(replace(PAPER, language="zh"))


def test_a_calendar_has_a_day_for_each_clock() -> None:
    day = DueDay("B1\x1flimitation", date(2024, 12, 31), "Suit; B1, 买方", "One line\nand a long one " + "买" * 40)
    text = as_calendar(replace(PAPER, days=(day,)))
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "DTSTART;VALUE=DATE:20241231" in lines
    assert "DTEND;VALUE=DATE:20250101" in lines
    assert "SUMMARY:Suit\\; B1\\, 买方" in lines
    assert "DESCRIPTION:One line\\nand a long one " + "买" * 40 in text.replace("\r\n ", "")
    assert text == as_calendar(replace(PAPER, days=(day,)))


def test_a_script_reads_values_and_what_is_missing() -> None:
    told = json.loads(json_text(as_record(WHOLE)))
    table = told["blocks"][2]
    assert table["rows"][0] == {
        "name": EVIL, "open": {"amount": "1234.50", "currency": "USD"}, "due_on": "2024-05-01", "share": "12.345",
    }  # fmt: skip
    assert table["rows"][1]["open"] is None
    assert told["missing"] == [{"name": "open", "why": "no rate"}, {"name": "Grade", "why": "no data"}]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_name_of_a_file_says_its_format(suffix: str) -> None:
    assert in_format(PAPER, f"/x/Memo{suffix.upper()}")


def test_a_name_that_says_none_is_refused() -> None:
    with pytest.raises(UnknownFormat) as trouble:
        in_format(PAPER, "memo.doc")
    assert trouble.value.facts["known"] == ".md, .html, .xlsx, .csv, .ics"


def test_a_table_without_a_row_says_so_in_every_format() -> None:
    empty = replace(PAPER, blocks=(replace(GRID, rows=()),))
    assert "Nothing." in as_markdown(empty)
    assert "<p>Nothing.</p>" in as_html(empty)
    assert rows(empty)[1] == ["Nothing."]
    assert CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(empty))).get_sheet_by_index(1).to_python()[1][0] == "Nothing."


def test_two_languages_stand_in_one_document() -> None:
    told = as_markdown(joined([PAPER, replace(PAPER, title="备忘录", language="zh")]))
    assert told.index("# Memo") < told.index("## 备忘录")


def test_what_is_not_known_says_why_in_chinese_brackets() -> None:
    cell: Cell = Absent("无汇率")
    with speaking("zh"):
        assert "-（无汇率）" in as_markdown(replace(PAPER, blocks=(Facts((("应收", cell),)),)))


ANY = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)


def holding(text: str) -> Paper:
    grid = replace(GRID, columns=(Column("a", "A"), Column("b", "B")), rows=((text, "x"),))
    return replace(PAPER, blocks=(Say(text), grid))


@given(ANY)
def test_any_text_stays_in_its_cell_of_markdown(text: str) -> None:
    line = as_markdown(holding(text)).rstrip("\n").rsplit("\n", 1)[1]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3
    cell = line.split(" | x")[0].removeprefix("| ").rstrip()
    assert re.sub(r"\\(.)", r"\1", cell) == figures.safe(text).rstrip()


@given(ANY)
def test_any_text_is_read_back_from_html(text: str) -> None:
    seen: list[str] = []

    class Reader(HTMLParser):
        inside = False

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.inside = tag == "td"

        def handle_data(self, data: str) -> None:
            if self.inside:
                seen.append(data)

        def handle_endtag(self, tag: str) -> None:
            self.inside = False

    reader = Reader()
    reader.feed(as_html(holding(text)))
    reader.close()
    assert "".join(seen) == figures.safe(text) + "x"


@given(ANY)
def test_any_text_is_read_back_from_a_workbook(text: str) -> None:
    told = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(holding(text)))).get_sheet_by_index(1).to_python()
    assert str(told[1][0]) == figures.safe(text)
