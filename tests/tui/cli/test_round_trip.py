"""A book that is exported and put in the place of another is the same book."""

from pathlib import Path

from tests.tui.cli.conftest import Dunnage


def test_what_is_exported_comes_back_as_the_same_book(dunnage: Dunnage, story: Path, home: Path) -> None:
    """`story/README.md`: 65 buyers of four years; every command gives the same of the book that came back."""
    assert dunnage("export", home / "out").code == 0
    other = home / "other.dunnage"
    assert dunnage("--book", other, "restore", home / "out").code == 0
    for command in (("portfolio", "--json"), ("queue", "--json"), ("customer", "C001", "--json")):
        day = ("--as-of", "2020-07-31")
        assert dunnage("--book", other, *command, *day).out == dunnage(*command, *day).out, command
    assert dunnage("--book", other, "export", home / "again").code == 0
    sheets = sorted(path.name for path in (home / "out").glob("*.csv"))
    assert sheets
    assert all((home / "out" / name).read_bytes() == (home / "again" / name).read_bytes() for name in sheets)
