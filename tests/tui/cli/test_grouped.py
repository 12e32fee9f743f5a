"""`portfolio --groups` on a book of files: text, JSON and CSV."""

import csv
import io
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")


@pytest.fixture
def grouped(dunnage: Dunnage, book: Path) -> Dunnage:
    """C1 belongs to C2: it owes 1,000 and C2 3,000, all of it overdue on that day."""
    ended = dunnage("add", "customer", "C1", "--name", "Alder", "--parent", "C2", *ON)
    assert ended.code == 0, ended.err
    return dunnage


def test_members_stand_indented_below_the_sums_of_their_group(grouped: Dunnage) -> None:
    """3,000 + 1,000 = 4,000."""
    ended = grouped("portfolio", "--groups", *ON)
    heading, parent, member, _, last = ended.out.rstrip("\n").split("\n")
    assert heading.split()[:2] == ["Group", "Exposure"]
    assert parent.split().count("4,000") == 2, "at stake, and overdue"
    assert member.startswith("  ")
    assert member.split().count("1,000") == 2
    assert last == "Groups; 0 buyers belong to none."


def test_scripts_read_the_same_sums(grouped: Dunnage) -> None:
    (group,) = grouped("portfolio", "--groups", "--json", *ON).json["groups"]
    assert (group["id"], group["exposure"]) == ("C2", {"amount": "4000.00", "currency": "USD"})
    assert group["partial"] is False
    assert [(member["id"], member["overdue"]["amount"]) for member in group["members"]] == [("C1", "1000.00")]
    rows = list(csv.DictReader(io.StringIO(grouped("portfolio", "--groups", "--csv", *ON).out)))
    assert [(row["group"], row["id"], row["depth"], row["exposure"]) for row in rows] == [
        ("C2", "C2", "0", "4000.00"),
        ("C2", "C1", "1", "1000.00"),
    ]


def test_a_filter_keeps_the_parent_and_one_that_cannot_be_read_is_said(grouped: Dunnage) -> None:
    lines = grouped("portfolio", "--groups", "--filter", "id=C1", *ON).out.split("\n\n")[0].split("\n")
    assert len(lines) == 3, "a heading, the parent and who is asked for"
    ended = grouped("portfolio", "--groups", "--filter", "dpd>", *ON)
    assert (ended.code, ended.out) == (2, "")


def test_a_book_without_groups_says_how_to_make_one(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("portfolio", "--groups", *ON)
    assert (ended.code, "--parent" in ended.out) == (0, True)
    assert dunnage("portfolio", "--groups", "--json", *ON).json["groups"] == []
