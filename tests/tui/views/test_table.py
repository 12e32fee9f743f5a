"""A table of finished text."""

from tui.views.table import EMPTY_TABLE, Column, Row, Table

TABLE = Table(
    (Column("name", "Buyer", 10),), (Row("1", ("Alder",)), Row("2", ("Birch",), "warning", "birch 桦木 c2")), "Nobody matches."
)


def test_rows_are_kept_that_hold_every_word_in_any_case() -> None:
    assert [row.key for row in TABLE.filtered("BIRCH 桦")] == ["2"]
    assert [row.key for row in TABLE.filtered("r")] == ["1", "2"]
    assert TABLE.filtered("alder birch").rows == ()
    assert TABLE.filtered("zzz").empty == "Nobody matches."


def test_no_word_keeps_the_very_table() -> None:
    assert TABLE.filtered("  ") is TABLE


def test_a_table_is_read_as_its_rows() -> None:
    assert len(TABLE) == len(list(TABLE)) == 2
    assert len(EMPTY_TABLE) == 0
