"""What was done to the book, and taking a change back: the history for a person and for a script."""

from collections.abc import Sequence

from credit.account import Fact
from credit.actions.mailing import MAILING
from credit.change import Change, Drop
from credit.problem import Fault
from storage.entry import Entry, fact_key
from tui.cli.exits import Exit
from tui.cli.history_told import history_record, history_rows, history_table
from tui.cli.opening import Opening
from tui.cli.output import write_csv, write_json, write_table, write_text
from tui.cli.verbs import fact_record
from tui.desk import ChangedSince, Desk
from wording import figures
from wording.deeds import deed
from wording.words import plural

__all__ = ["NotUndone", "history", "undo"]


class NotUndone(Fault):
    """Nothing was taken back (`reason`: `nothing`, `unknown`, `purge`, `mail` or `lost`; `number`)."""

    code = "not_undone"


LASTING = {"purge", *MAILING}
"""Changes nothing takes back: what they removed is gone, what they tell of has left the house."""


def history(opened: Opening) -> Exit:
    """Every commit, the newest first; of one buyer, by `--as-of` only what was done by the end of that day."""
    a = opened.arguments
    desk, store = opened.desk_and_store()
    entries = store.history(a.id)
    if a.id and not entries:
        desk.book.account(a.id)  # a number nobody knows is said; one that was purged has a history still
    shown = [entry for entry in entries if a.as_of is None or entry.at.astimezone().date() <= a.as_of]
    shown = shown[-a.top :] if a.top else shown
    if a.json:
        write_json(history_record(entries, shown, desk.book))
    elif a.csv:
        write_csv(history_rows(shown))
    else:
        write_table(history_table(shown))
    return Exit.DONE


def undo(opened: Opening) -> Exit:
    """Take back one commit, or the last of this person's that still stands, as a change of its own."""
    opened.need_no_day()
    desk, store = opened.desk_and_store()
    entries = store.history()
    number = opened.arguments.number
    entry = _named(entries, number) if number else _last(entries, desk.who)
    if later := _touched_since(entries, entry):
        raise ChangedSince(ids=", ".join(sorted(later)))
    _tell(opened, entry, _taken_back(desk, entry))
    return Exit.DONE


def _named(entries: Sequence[Entry], number: int) -> Entry:
    found = next((entry for entry in entries if entry.number == number), None)
    if found is None:
        raise NotUndone(reason="unknown", number=number)
    return found


def _last(entries: Sequence[Entry], who: str) -> Entry:
    """The last commit of `who` of which everything still stands; what undoes is not undone without being named."""
    touched: set[object] = set()
    for entry in reversed(entries):
        mine = {*entry.put, *entry.dropped}
        if entry.who == who and not entry.undoes and entry.what not in LASTING and touched.isdisjoint(mine):
            return entry
        touched |= mine
    raise NotUndone(reason="nothing", number=0)


def _touched_since(entries: Sequence[Entry], entry: Entry) -> set[str]:
    """Buyers of whom a later commit put or took out one of the same versions."""
    mine = {*entry.put, *entry.dropped}
    return {key[0] for later in entries if later.number > entry.number for key in (*later.put, *later.dropped) if key in mine}


def _taken_back(desk: Desk, entry: Entry) -> Change:
    """Commit the inverse of `entry`; raises `NotUndone` where what stood before it is not kept."""
    before: dict[object, Fact] = {fact_key(fact): fact for fact in entry.before}
    if entry.what in LASTING:
        raise NotUndone(reason="purge" if entry.what == "purge" else "mail", number=entry.number)
    if not before.keys() >= set(entry.dropped):
        raise NotUndone(reason="lost", number=entry.number)
    drop = tuple(Drop(*key) for key in entry.put if key not in before)
    return desk.commit(Change(entry.what, tuple(before.values()), drop, desk.who, undoes=not entry.undoes))


def _tell(opened: Opening, entry: Entry, done: Change) -> None:
    """Say what was taken back; to a script, what stands again and what is gone too."""
    if opened.arguments.json:
        names = ("customer_id", "kind", "id", "learnt_on")
        gone = [{name: getattr(each, name) for name in names} for each in done.drop]
        write_json({"number": entry.number, "what": entry.what, "recorded": [*map(fact_record, done.put)], "dropped": gone})
        return
    count = len(entry.put) + len(entry.dropped)
    line = plural("Taken back: change {number}, {deed}, {n} fact.", "Taken back: change {number}, {deed}, {n} facts.", count)
    write_text(line.format(number=entry.number, deed=deed(entry.what), n=figures.number(count, 0)) + "\n")
