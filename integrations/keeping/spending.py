"""The ledger of what asking providers cost: a line is on the disk before a call that may be charged leaves.

A bureau bills each report, a month or a day has a budget, and a program can be killed between the order and its answer. So an
entry is begun first, under a lock that every desk of this machine takes, and ended when it is known what became of it. One that
was begun and never ended stands as "may have been charged" and counts against the budgets like one that was.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import ClassVar

from credit.money import Money
from credit.problem import Fault
from integrations.keeping.private import append_line, locked, make_private
from integrations.keeping.spent import Budget, Per, Spent, State, key_in, month_of, read_ledger, spent_in

__all__ = [
    "Budget",
    "BudgetSpent",
    "Entry",
    "KeyChanged",
    "Per",
    "Spending",
    "SpendingUnwritten",
    "Spent",
    "State",
    "month_of",
    "read_ledger",
    "spent_in",
]

_FILE = "spending.jsonl"
_PATIENCE = 10.0
"""Seconds to wait for the lock of the ledger; it is held for one line."""


class BudgetSpent(Fault):
    """A call that would go beyond a budget of a provider (`provider`, `left`, `price`, `per`); it was not sent."""

    code: ClassVar[str] = "provider_budget"


class KeyChanged(Fault):
    """A call whose buyer is marked with another key than the ledger goes by; it was not sent."""

    code: ClassVar[str] = "key_changed"


class SpendingUnwritten(Fault):
    """The ledger cannot be written, so nothing that costs money is sent (`path`)."""

    code: ClassVar[str] = "spending_unwritten"


class Entry:
    """One call that may be charged, while it is asked."""

    def __init__(self, spending: "Spending", spent: Spent) -> None:
        self._spending = spending
        self.spent = spent

    @property
    def reference(self) -> str:
        """What to name the order by, where the provider takes a reference: it can be found again by it."""
        return self.spent.id

    def ordered(self, order: str) -> None:
        """The provider took the order under this number, and the report is to be fetched later."""
        self._write(State.ORDERED, order)

    def ended(self, state: State) -> None:
        """What became of it: `charged`, `not_charged` or `unknown`."""
        self._write(state, self.spent.order)

    def said(self, state: State, who: str) -> None:
        """What became of it by a person's word; an order is over by it, so nothing more is fetched of it."""
        self._write(state, "", who)

    def _write(self, state: State, order: str, said_by: str = "") -> None:
        self.spent = replace(self.spent, state=state, order=order, said_by=said_by)
        self._spending.note(self.spent)


class Spending:
    """The ledger of one machine; may be used from any thread, and by many processes. In memory where there is no folder."""

    def __init__(self, folder: Path | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._path = folder / _FILE if folder else None
        self._now = now
        self._memory = b""
        self._lock = RLock()
        self._known: dict[str, Spent] = {}
        self._about: dict[tuple[str, str], list[Spent]] = {}
        self._sorted: Mapping[str, Spent] | None = None
        """What `_about` was made of: every buyer of a book is asked for before a run."""
        self._key = ""
        self._upto, self._file = 0, 0

    @property
    def key(self) -> str:
        """The mark of the key its buyers are marked with (`Marks.own`); empty where it does not say."""
        self._read()
        return self._key

    def go_by(self, key: str) -> None:
        """From here on buyers are marked with another key; raises `SpendingUnwritten`."""
        self._append([self._key_line(key)], list)

    def _key_line(self, key: str) -> Mapping[str, str]:
        return {"state": "key", "key": key, "at": self._now().isoformat()}

    def entries(self) -> tuple[Spent, ...]:
        """Every entry, oldest first."""
        return tuple(self._read().values())

    def about(self, provider: str, buyer: str) -> tuple[Spent, ...]:
        """The entries of one buyer at one provider, oldest first."""
        with self._lock:
            known = self._read()
            if self._sorted is not known:
                self._about.clear()
                for entry in known.values():
                    self._about.setdefault((entry.provider, entry.buyer), []).append(entry)
                self._sorted = known
            return tuple(self._about.get((provider, buyer), ()))

    def left(self, provider: str, budget: Budget) -> Money:
        """What is left of a budget now, below zero where prices rose meanwhile."""
        return _left(self.entries(), provider, budget, self._now())

    def begin(
        self, provider: str, buyer: str, endpoint: str, price: Money | None, budgets: Iterable[Budget] = (), key: str = ""
    ) -> Entry:
        """Write down a call that is about to be sent; `buyer` was marked with `key`.

        Raises `BudgetSpent` where its price goes beyond what is left of one of the budgets, `KeyChanged` where the ledger goes by
        another key, `SpendingUnwritten` where it cannot be written down; after any of them it must not be sent. Of two desks at
        once only one gets the last of a budget.
        """
        at = self._now()
        spent = Spent(f"{at:%Y%m%d}-{token_hex(8)}", provider, buyer, endpoint, price, at)
        line = {"state": State.BEGUN, "id": spent.id, "provider": provider, "buyer": buyer, "endpoint": endpoint}
        priced = {"amount": str(price.amount), "currency": price.currency} if price is not None else {}

        def fits(entries: Iterable[Spent]) -> None:
            if key and self._key not in ("", key):
                raise KeyChanged
            for budget in budgets if price is not None else ():
                if price is not None and price > (left := _left(entries, provider, budget, at)):
                    raise BudgetSpent(provider=provider, left=left, price=price, per=budget.per)

        first = [self._key_line(key)] if key and not self.key else []
        self._append([*first, {**line, **priced, "at": at.isoformat()}], fits)
        return Entry(self, spent)

    def entry(self, spent: Spent) -> Entry:
        """An entry of the ledger, to end it."""
        return Entry(self, spent)

    def note(self, spent: Spent) -> None:
        """Write down what became of an entry; where that cannot be written it stands as it was, so as one that may be charged."""
        line = {"state": spent.state, "id": spent.id, "order": spent.order, "at": self._now().isoformat()}
        self._append([line | ({"said_by": spent.said_by} if spent.said_by else {})], list)

    def _append(self, lines: Iterable[Mapping[str, str]], check: Callable[[Iterable[Spent]], object]) -> None:
        raw = b"\n".join(json.dumps(line, ensure_ascii=True).encode("ascii") for line in lines)
        if self._path is None:
            with self._lock:
                check(self._read().values())
                self._memory += raw + b"\n"
            return
        try:
            make_private(self._path.parent)
            with locked(self._path.with_suffix(".lock"), _PATIENCE) as held:
                if not held:
                    raise SpendingUnwritten(path=str(self._path))
                check(self._read().values())
                append_line(self._path, raw)
        except OSError:
            raise SpendingUnwritten(path=str(self._path)) from None

    def _read(self) -> Mapping[str, Spent]:
        """Every entry; of a file that only grew what is new is read, and a line that has no end yet is none."""
        with self._lock:
            whole, ended, _torn = self._new().rpartition(b"\n")
            if ended:
                self._known, self._key = read_ledger(whole, self._known), key_in(whole, self._key)
                self._upto += len(whole) + 1
            return self._known

    def _new(self) -> bytes:
        """What was added since the last look; all of it where another file stands there."""
        if self._path is None:
            return self._memory[self._upto :]
        try:
            with self._path.open("rb") as file:
                found = os.fstat(file.fileno())
                if found.st_ino != self._file or found.st_size < self._upto:
                    self._known, self._key, self._upto, self._file = {}, "", 0, found.st_ino
                file.seek(self._upto)
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            self._known, self._key, self._upto, self._file = {}, "", 0, 0
            return b""


def _left(entries: Iterable[Spent], provider: str, budget: Budget, at: datetime) -> Money:
    return budget.amount - spent_in(entries, provider, at, budget.amount.currency, budget.per)
