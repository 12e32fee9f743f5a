"""A round of the providers that watch buyers by themselves, from the command line: whom it would ask, and what it ends in."""

from collections.abc import Sequence

from tui.asked import Watches
from tui.cli.exits import Exit, exit_of
from tui.desk import Reports
from tui.watch_round import Watched

__all__ = ["code_of", "rehearsed"]


def rehearsed(providers: Sequence[Reports]) -> list[Watched]:
    """Who would be asked."""
    return [Watched(each.info.name, each.events_bill, "dry_run") for each in providers if isinstance(each, Watches)]


def code_of(rounds: Sequence[Watched]) -> Exit:
    """What the rounds end in."""
    for each in rounds:
        if each.unsaved is not None:
            return exit_of(each.unsaved)
    failed = [each for each in rounds if not each.fine]
    if not failed:
        return Exit.DONE
    quota = all(each.answer is not None and each.answer.ending == "quota" for each in failed)
    return Exit.BUDGET if quota else Exit.PROVIDER
