"""The command line: arguments, and the one place where the outside is wired to the trade. No Textual is imported here."""

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives back the exit code, also where somebody interrupts before anything is loaded."""
    try:
        from tui.cli.entry import main as run
    except KeyboardInterrupt:
        return 130
    return run(argv)
