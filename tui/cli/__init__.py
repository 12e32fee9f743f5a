"""The command line: arguments, and the one place where the outside is wired to the trade. No Textual is imported here."""

from tui.cli.entry import main

__all__ = ["main"]
