"""Servers killed in the middle of commits, and wires cut around them: `python -m tests.storage.server_rounds 200`.

Two desks commit into one book on a server that writes through. Each round the server is killed with signal 9 at a random moment
and started again, or a wire is cut before or behind a COMMIT. In the end each change that was confirmed stands once, in the order
its desk made it, nothing stands twice, and the chain of the history holds.
"""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from storage.checking import checked
from storage.postgres.address import address_of
from storage.postgres.moving import OnServer
from storage.store import open_store
from tests.storage.cutting import Cut, Wire
from tests.storage.server import Server

__all__ = ["rounds"]

MOMENT = datetime(2020, 4, 1, tzinfo=UTC)


def change_of(desk: str, number: int) -> Change:
    """A buyer of its own with an invoice, so that the two desks are in nobody's way."""
    id, day = f"{desk}-{number}", date(2020, 1, 10)
    invoice = Invoice(f"I-{id}", id, Money.of("10.00", "USD"), day, date(2020, 3, 10), day)
    return Change(id, (Customer(id, "亮水 Brightwater", day), invoice), who=desk)


class Desk(threading.Thread):
    """Commits one change after the other until it is told to stop, and keeps which were confirmed."""

    def __init__(self, name: str, address: str) -> None:
        super().__init__(daemon=True)
        self.confirmed: list[str] = []
        self.over = threading.Event()
        self.fault: BaseException | None = None
        self._named, self._address = name, address

    def run(self) -> None:
        try:
            with open_store(self._address, create=True) as store:
                for number in count(1):
                    if self.over.is_set():
                        return
                    store.commit(change_of(self._named, number), MOMENT)
                    self.confirmed.append(f"{self._named}-{number}")
        except BaseException as fault:
            self.fault = fault


def rounds(number: int, server: Server, seed: int = 9) -> Counter[str]:
    """So many rounds on a server that may be killed; gives what was counted, and raises where the book is not what it must be."""
    chance, counted = random.Random(seed), Counter[str]()
    database = server.database()
    open_store(server.address(database), create=True).close()
    with Wire(server.port) as wire:
        desks = [Desk("mei", server.address(database)), Desk("jan", server.by_wire(database, wire.port))]
        for desk in desks:
            desk.start()
        _until(lambda: all(desk.confirmed for desk in desks), desks)  # to open a book nobody waits for a server that is gone
        for each in range(number):
            time.sleep(chance.uniform(0.0, 0.05))
            if each % 3 == 0:
                server.kill()
                server.start()
                counted["killed"] += 1
            else:
                wire.next = Cut.BEFORE if each % 3 == 1 else Cut.AFTER
            before = [len(desk.confirmed) for desk in desks]  # the second change from here on meets what was just prepared
            _until(lambda: all(len(desk.confirmed) > had + 1 for desk, had in zip(desks, before, strict=True)), desks)  # noqa: B023
        for desk in desks:
            desk.over.set()
            desk.join(30)
        counted += Counter({"rounds": number, "cut": wire.cuts, "confirmed": sum(len(desk.confirmed) for desk in desks)})
    _check(server, database, desks)
    return counted


def _until(done: Callable[[], bool], desks: list[Desk]) -> None:
    until = time.monotonic() + 30
    while not done():
        assert not any(desk.fault for desk in desks), [repr(desk.fault) for desk in desks]
        assert time.monotonic() < until, "a desk came no further"
        time.sleep(0.002)


def _check(server: Server, database: str, desks: list[Desk]) -> None:
    found = checked(OnServer(address_of(server.address(database), str)).shelves(), "the book")
    assert found.problems == ()
    assert found.traces.well
    told = [entry.what for entry in found.history]
    assert len(told) == len(set(told)), "a change stands twice"
    for desk in desks:
        assert [what for what in told if what.startswith(desk._named)] == desk.confirmed, "confirmed is not what stands"
    assert sorted(found.book.accounts) == sorted(told)


def main(number: int) -> None:
    """Run so many rounds and print what was counted."""
    server, began = Server.somewhere(durable=True).start(), time.monotonic()
    try:
        counted = rounds(number, server)
    finally:
        server.stop()
    counted["seconds"] = round(time.monotonic() - began)
    sys.stdout.write(", ".join(f"{name} {many}" for name, many in sorted(counted.items())) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
