"""What one process measures inside itself, on a book it opens as the product does; printed as JSON for the one that asked.

    python -m benchmarks.inside --book PATH --as-of DAY

A process of its own each time: nothing that another measure left in memory is collected here.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from credit.actions import log_contact
from credit.activity import Channel
from credit.alerts import Alert
from credit.change import Change
from storage.codec import to_doc
from storage.store import Store, open_store
from tui.cli.arguments import parser
from tui.cli.opening import Opening
from tui.config import Config, Places
from tui.desk import Desk
from tui.lasting import lasting
from tui.views.charts import aging_chart
from tui.views.house import house
from tui.views.ordering import FIRST, ORDERS
from tui.views.portfolio import first_rows, headline, inbox, portfolio
from tui.views.queue import queue
from tui.views.ranked import Ranked
from tui.views.snapshot import RowMemory, Snapshot, snapshot
from tui.views.tally import Tally

CHANGES = 24
COMMITS = 9
BARE = 9
RINGING = 3
FIRST_ROWS = 100

Readings = dict[str, list[float]]
Result = TypeVar("Result")


class Nowhere:
    """A store that writes nothing, so that only the work in memory is measured."""

    place = ""
    read_only = False
    in_part = False

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> Sequence[Change]:
        return ()

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        pass

    def close(self) -> None:
        pass


class Faces:
    """The views of a snapshot, with the rows that are kept from one to the next."""

    def __init__(self) -> None:
        self.portfolio, self.queue = RowMemory(), RowMemory()
        self.tally, self.ringing = Tally(), Ranked[Alert]()

    def draw(self, shown: Snapshot) -> None:
        totals = house(shown, self.tally)
        headline(totals)
        inbox(shown, RINGING, self.ringing)
        aging_chart(totals)
        portfolio(shown, self.portfolio)

    def draw_all(self, shown: Snapshot) -> None:
        self.draw(shown)
        queue(shown, self.queue)


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Milliseconds, and what came of it."""
    begin = time.perf_counter()
    result = work()
    return (time.perf_counter() - begin) * 1000, result


def main(words: Sequence[str]) -> Readings:
    """All readings on the book that `words` open."""
    arguments = parser().parse_args([*words, "queue"])
    opened = Opening(arguments, os.environ, Places.of(os.environ), Config())
    with opened.closing:
        load, desk = timed(opened.desk)
        readings = {"parse_ms": [_parse(desk, Path(opened.book_place).with_name("plain.json"))]}
        with lasting():
            settle, shown = timed(lambda: _ordered(desk.glance()))
            order, _ = timed(lambda: _ordered(snapshot(desk.book, desk.on)))
            first, _ = timed(lambda: first_rows(shown, FIRST_ROWS))
            judged, _ = timed(shown.judge)
            faces = Faces()
            draw, _ = timed(lambda: faces.draw(shown))
        queue(shown, faces.queue)
        readings |= {"load_ms": [load], "order_ms": [order], "look_ms": [settle + first], "judge_ms": [judged], "draw_ms": [draw]}
        store = store_of(desk)
        readings["change_ms"] = _changes(desk, faces)
        return readings | _commits(desk, store, Path(opened.book_place))


def store_of(desk: Desk) -> Store:
    """The desk's store, as what it is."""
    return cast("Store", desk.store)


def _ordered(shown: Snapshot) -> Snapshot:
    """The figures of the house, and every buyer in the order of what is overdue."""
    aging_chart(house(shown))
    sorted(shown.assessed.by_id.values(), key=ORDERS[FIRST].place)
    return shown


def _parse(desk: Desk, plain: Path) -> float:
    """The bare parse of the book as one plain file, collection paused as it is while a book is opened."""
    store_of(desk).export(plain)
    gc.disable()
    spent, _ = timed(lambda: json.loads(plain.read_bytes()))
    gc.enable()
    plain.unlink()
    return spent


def _changes(desk: Desk, faces: Faces) -> list[float]:
    """A contact logged with buyers across the book, from the action to the rows of every screen."""
    desk.store = Nowhere()
    ids = sorted(desk.book.accounts)
    chosen = ids[:: max(len(ids) // CHANGES, 1)]

    def change(id: str) -> None:
        faces.draw_all(desk.do(log_contact, id, Channel.CALL)[1])

    return [timed(partial(change, id))[0] for id in chosen]


def _commits(desk: Desk, store: Store, path: Path) -> Readings:
    """One confirmed change of a copy of the book on disk, and the least that could do it: one line appended and synced."""
    copy = path.with_name("copy")
    store.backup(copy)
    change = log_contact(desk.book, desk.hand(), next(iter(desk.book.accounts)), Channel.CALL)
    with open_store(copy, create=False) as opened:
        opened.commit(change, datetime.now(UTC))  # a copy becomes a book of its own by its first change
        commits = [timed(lambda: opened.commit(change, datetime.now(UTC)))[0] for _ in range(COMMITS)]
    for part in path.parent.glob("copy*"):
        part.unlink()
    line = json.dumps(to_doc(change.put[0])).encode() + b"\n"
    return {"commit_ms": commits, "bare_ms": _bare(path.with_name("bare"), line)}


def _bare(path: Path, line: bytes) -> list[float]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append() -> None:
        os.write(handle, line)
        os.fdatasync(handle)

    try:
        return [timed(append)[0] for _ in range(BARE)]
    finally:
        os.close(handle)
        path.unlink()


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
