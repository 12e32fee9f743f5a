"""Every code a file, a row or a record of a book can be refused with is said."""

import ast
from collections.abc import Iterator

import pytest

from credit.problem import Problem
from integrations.ledgers.faults import AmbiguousDates, BadEncoding, FileMissing, MissingColumn, NotATable, SourceFault
from tests.wording.speaking import first_text, functions, is_whole, speaking
from wording.faults import fault, problem
from wording.file_trouble import FILES, MAPPINGS, NOTES, ROWS, at
from wording.sentence import says


def _codes() -> set[str]:
    """Codes written out in the ledgers and the store: of faults, of cells, of problems and notes."""
    found = {kind.code for kind in SourceFault.__subclasses__()}
    for package in ("integrations/ledgers", "storage"):
        for function in functions(package):
            found |= {text for node in ast.walk(function) for text in _code(node)}
    return found


def _code(node: ast.AST) -> Iterator[str]:
    """The code this piece of source gives: to a cell, a problem or a note, or to a variable of that name."""
    if isinstance(node, ast.Call) and is_whole(node) and _called(node) in ("BadCell", "Problem", "_problem", "_note"):
        yield first_text(node)
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code":
        yield from (part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


@pytest.mark.parametrize("code", sorted(_codes()))
def test_every_code_is_said_in_both_languages_behind_its_place(code: str) -> None:
    wrong = Problem(code, "1.234,5", "sales.csv", 12, "Amount")
    english = problem(wrong)
    with speaking("zh"):
        chinese = problem(wrong)
    assert english.startswith('sales.csv, line 12, column "Amount": ')
    assert chinese.startswith("sales.csv，第 12 行，“Amount”列：")
    sentence = {**FILES, **ROWS, **NOTES}[code]
    assert ("1.234,5" in english, "1.234,5" in chinese) == ("{detail}" in sentence.one,) * 2


def test_codes_are_found_in_the_source() -> None:
    assert {"bad_date", "bad_amount", "missing_value", "bad_document", "lines_differ", "file_missing"} <= _codes()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (FileMissing(), "There is no such file. Check the name."),
        (NotATable(detail="xlsx"), "The file is no text (xlsx). Save it as CSV and import that."),
        (BadEncoding(detail="utf-8", line=3), "line 3: A byte here is no character of utf-8."),
        (AmbiguousDates(column="Due", detail="3/4/2020"), 'column "Due": Dates such as 3/4/2020 can be read in two ways.'),
        (MissingColumn(column="due_on"), 'column "due_on": This column is missing from the heading.'),
        (MissingColumn(column="due_on", detail="twice"), 'column "due_on": This column stands in the heading twice.'),
    ],
)
def test_a_file_is_refused_in_the_same_words_whether_raised_or_carried(error: SourceFault, told: str) -> None:
    assert fault(error).startswith(told)
    assert problem(error.problem("")) == fault(error)


def test_no_sentence_stands_twice() -> None:
    assert len(FILES | ROWS | NOTES | MAPPINGS) == len(FILES) + len(ROWS) + len(NOTES) + len(MAPPINGS)


def test_a_place_cannot_speak_to_the_terminal() -> None:
    assert at(says("Here."), {"path": "a\x1b[2J.csv", "column": "b\nc"}) == 'a [2J.csv, column "b c": Here.'
