"""What is wrong with a file or a cell as a problem that names the place."""

from typing import Any

import pytest

from credit.problem import Problem
from integrations.ledgers.faults import AmbiguousDates, BadCell, BadEncoding, FileMissing, MissingColumn, SourceFault, shortened


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        (FileMissing(), Problem("file_missing", "", "a.csv")),
        (BadEncoding(detail="utf-8", line=3), Problem("bad_encoding", "utf-8", "a.csv", 3)),
        (MissingColumn(column="due_on", detail=""), Problem("missing_column", "", "a.csv", 0, "due_on")),
        (AmbiguousDates(column="Due", detail="3/4/2020"), Problem("ambiguous_dates", "3/4/2020", "a.csv", 0, "Due")),
    ],
)
def test_a_fault_about_a_file_is_a_problem_of_that_file(fault: SourceFault, problem: Problem) -> None:
    assert fault.problem("a.csv") == problem


def test_a_cell_names_how_it_is_wrong_and_takes_its_line_from_who_reads() -> None:
    assert BadCell("bad_date", "Due", "soon").at("a.csv", 12) == Problem("bad_date", "soon", "a.csv", 12, "Due")


def test_a_line_that_is_no_number_is_not_named() -> None:
    facts: dict[str, Any] = {"line": "three"}
    assert BadEncoding(**facts).problem("a.csv").line == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("  two\n\tlines ", "two lines"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
        ("宁" * 41, "宁" * 39 + "…"),
    ],
)
def test_what_is_quoted_is_one_line_of_forty_characters(text: str, shown: str) -> None:
    assert shortened(text) == shown
