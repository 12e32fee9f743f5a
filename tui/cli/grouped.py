"""`portfolio --groups`: the groups as the screen lists them, as text, JSON or CSV."""

from argparse import Namespace
from collections.abc import Mapping

from tui.cli.exits import Exit
from tui.cli.output import write_csv, write_json, write_table, write_text
from tui.views.groups import alone_line, asked_for, with_parents
from tui.views.groups import groups as groups_table
from tui.views.groups_record import group_rows, groups_record
from tui.views.snapshot import Snapshot

__all__ = ["groups"]


def groups(arguments: Namespace, shown: Snapshot, words: str, saved: Mapping[str, str]) -> Exit:
    """Every group, or those in which `words` ask for somebody; raises `InvalidQuery`."""
    if arguments.json or arguments.csv:
        record = groups_record(shown, arguments.sort, words, saved)
        if arguments.json:
            write_json(record)
        else:
            write_csv(group_rows(record))
        return Exit.DONE
    keep = with_parents(shown, asked_for(shown, words, saved))
    write_table(groups_table(shown, arguments.sort).where(lambda row: row.key in keep))
    write_text(f"\n{alone_line(shown)}\n")
    return Exit.DONE
