"""The command that tells a book again, day by day, as it was known."""

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from credit.book import Book
from credit.replay.outcome import Outcomes, outcomes
from credit.replay.walk import Replay, days_between, replayed
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_table, write_text
from tui.config import load_policy
from tui.plain import facts_text
from tui.views.replay import replay_lines, replay_record, replay_table
from wording.words import _

__all__ = ["replay", "watched"]

YEAR = timedelta(days=365)


def replay(opened: Opening) -> Exit:
    """Walk the days, count them for whoever watches, and tell the figures; nothing is recorded, and Ctrl-C ends it."""
    a = opened.arguments
    desk = opened.desk()
    last = min(a.last or desk.on, desk.on)
    first = a.first or last - YEAR
    if first > last or not a.every:
        narrate(_("There is no day to look at from {first} to {last}.").format(first=first, last=last))
        return Exit.USAGE
    days = days_between(first, last, a.every)
    shown = desk.glance().assessed
    known = outcomes(shown)
    found = _walked(shown.book, days, known)
    other = None
    if a.against:
        policy = load_policy(Path(a.against), owed=True)
        other = _walked(replace(shown.book, policy=policy), days, known)
    if a.json:
        write_json(replay_record(found, other, days))
    else:
        write_text(facts_text(replay_lines(found, other, days)) + "\n")
        write_table(replay_table(found, other))
    return Exit.DONE


def watched() -> bool:
    """Whether somebody sees what is said beside the data."""
    return sys.stderr.isatty()


def _walked(book: Book, days: list[date], known: Outcomes) -> Replay:
    found = Replay()
    for step in replayed(book, days, known):
        found = step
        if watched():
            said = _("{done} of {all} days").format(done=found.walked, all=len(days))
            sys.stderr.write(f"\r{said}" if found.walked < len(days) else f"\r{said}\n")
            sys.stderr.flush()
    return found
