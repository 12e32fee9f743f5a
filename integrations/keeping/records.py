"""The records of this machine about its providers: answers, spending, orders, who refused which key, who is asking now.

They belong to the user and not to a book: two books of one user share a bureau's budget, and a report that was paid for is not
paid for again because another book is open.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from credit.money import Money
from integrations.endings import ENDING_OF, ProviderFailure, Reason
from integrations.keeping.agreed import Agreed, Grant, hangs, is_open, nothing_granted
from integrations.keeping.answers import Answers
from integrations.keeping.flights import Flights
from integrations.keeping.keyed import begin_anew, keyed
from integrations.keeping.marks import Marks
from integrations.keeping.spending import Budget, Spending, Spent, State
from integrations.keeping.standing import Standings
from integrations.keeping.visit import Door, Kept, Visit, Whom

__all__ = ["Records"]

_TURNS = "turns"
"""Folder of the moments of the last calls, a file for each provider and credential."""
_KEYLESS = "keyless"
"""In place of the credential's mark while none can be made that the next run makes too."""


class Records:
    """The records in one folder, in memory where there is none; may be used from any thread. Made without touching the disk."""

    def __init__(
        self, folder: Path | None = None, now: Callable[[], datetime] = lambda: datetime.now(UTC), *, spend: bool = True
    ) -> None:
        """Keep everything below `folder`; with `spend` False nothing that may be charged is sent."""
        self._folder = folder
        self._now = now
        self._spend = spend
        self._opened: tuple[Marks, Kept] | None = None
        self._tidied: set[str] = set()
        self._lock = Lock()
        self.flights = Flights(folder)
        self.spending = Spending(folder, now)
        self.standings = Standings(folder)

    @property
    def answers(self) -> Answers:
        """The kept answers, to count them or let go of them: also where their seals cannot be looked at."""
        marks, kept = self._open()
        return Answers(self._folder, marks, sealed=False) if kept.unfit is Reason.KEY_LOST else kept.answers

    @property
    def key_lost(self) -> bool:
        """Whether the key its calls were marked with is damaged, missing or another one; looking makes no folder and no key."""
        try:
            return bool(self.spending.entries()) and self._open()[1].unfit is Reason.KEY_LOST
        except OSError:
            return False

    def begin_anew(self) -> None:
        """Go by the key that is there, or by a new one; raises `OSError` and `SpendingUnwritten`."""
        if self._folder is not None:
            begin_anew(self._folder, self.spending, self._now())
        with self._lock:
            self._opened = None

    def clear(self, provider: str) -> int:
        """Remove every answer of one provider; how many there were. Raises `OSError`."""
        return self.answers.clear(provider) if self._kept_any() else 0

    def kept_by(self) -> frozenset[str]:
        """Names of the providers whose answers are kept, also of those that are configured no longer."""
        return self.answers.providers() if self._folder is not None and (self._folder / "answers").is_dir() else frozenset()

    def tidy_left(self, configured: Collection[str]) -> int:
        """Let go of answers past their time whose provider is not configured any more, and is never asked again; how many.

        What its licence allowed when it came stands in each answer.
        """
        removed = 0
        with suppress(OSError):
            for name in self.kept_by() - set(configured):
                removed += self.answers.tidy(self._now(), name)
        return removed

    def kept_of(self, provider: str) -> int:
        """How many answers of a provider are kept."""
        return self.answers.count(provider) if self._kept_any() else 0

    def _kept_any(self) -> bool:
        """Whether anything may be there; looking makes no folder."""
        return self._folder is None or self._folder.exists()

    def under_way(self, agreed: Agreed, asked_by: Collection[str]) -> bool:
        """Whether asking about a buyer, by what the provider knows it by, costs nothing more.

        An order is still to be delivered or can be fetched again, or a call is in doubt, so that no other one is sent.
        """
        return any(entry.doubtful or is_open(entry, agreed, self._now()) for entry in self._spent(agreed, asked_by))

    def charged_on(self, agreed: Agreed, asked_by: Collection[str]) -> date | None:
        """The day on which a call about a buyer that was charged was last sent; `None` where none was."""
        charged = (entry.at for entry in self._spent(agreed, asked_by) if entry.state is State.CHARGED)
        last = max(charged, default=None)
        return last.astimezone().date() if last is not None else None

    def _spent(self, agreed: Agreed, asked_by: Collection[str]) -> Iterable[Spent]:
        """What the ledger holds of a buyer; nothing where it cannot be read, and then nothing that bills is sent either."""
        try:
            return self.spending.about(agreed.provider, self.buyer(agreed.provider, asked_by)) if asked_by else ()
        except OSError:
            return ()

    def buyer(self, provider: str, asked_by: Iterable[str]) -> str:
        """The mark by which the ledger knows a buyer of a provider."""
        return self._open()[0].of("buyer", provider, *asked_by)

    def unsettled(self) -> tuple[Spent, ...]:
        """The calls that wait for a person's word, oldest first."""
        return tuple(spent for spent in self.spending.entries() if spent.doubtful or hangs(spent, self._now()))

    def settle(self, spent: Spent, state: State, who: str) -> Spent | None:
        """Write down what became of a call by a person's word; `None` where it is being asked just now, or was settled already.

        Raises `SpendingUnwritten`.
        """
        with self.flights.alone(self._flight(spent.buyer), lambda: True) as held:
            now = next((each for each in self.spending.entries() if each.id == spent.id), spent)
            if not held or now.state is not spent.state:
                return None
            entry = self.spending.entry(now)
            entry.said(state, who)
            return entry.spent

    def _flight(self, buyer: str) -> str:
        """The flight of a buyer is its mark; what stands in a ledger and is none is marked first."""
        return buyer if re.fullmatch("[0-9a-f]{16,}", buyer) else self._open()[0].of("flight", buyer)

    def forget(self, about: Collection[str]) -> int:
        """Remove every answer about a buyer, by its number or any of its registrations; how many. Raises `OSError`."""
        return self.answers.forget(about) if self._kept_any() else 0

    def left(self, agreed: Agreed) -> tuple[tuple[Budget, Money], ...]:
        """Each budget of a provider with what is left of it by now."""
        return tuple((budget, self.spending.left(agreed.provider, budget)) for budget in agreed.budgets)

    @contextmanager
    def visit(
        self,
        door: Door,
        agreed: Agreed,
        *,
        asked_by: Iterable[str],
        about: Iterable[str],
        cancelled: Callable[[], bool],
        granted: Grant = nothing_granted,
        since: datetime | None = None,
    ) -> Iterator[Visit]:
        """Open one refresh of one buyer at one provider, and wait until nobody else is at it.

        `asked_by` is what the provider knows the buyer by, `about` every number of the buyer; nothing that may be charged is
        sent but what is `granted`. `since` is the moment the refresh was asked for, where that was before now. Raises
        ProviderFailure where the key was refused before, or the wait was too long.
        """
        since = since or self._now()
        marks, kept = self._open()
        whom = Whom(self.buyer(agreed.provider, asked_by), marks.credential(door.secrets), tuple(about), marks.own)
        lost, refused = kept.unfit is Reason.KEY_LOST, self.standings.of(agreed.provider).refused
        if door.secrets and refused and (lost or refused == whom.credential):  # whose key was refused cannot be told without ours
            raise _failure(agreed.provider, Reason.PAUSED, door.secrets[0].reference)
        with self.flights.alone(whom.buyer, cancelled) as held:
            if not held:
                raise _failure(agreed.provider, Reason.CANCELLED if cancelled() else Reason.ASKED_ALREADY)
            self._tidy(kept, agreed)
            if self._folder is not None:
                turns = _KEYLESS if lost else whom.credential[:16]
                door.keep_turns(_turns_at(f"{self._folder}/{_TURNS}/{agreed.provider}-{turns}.turns"))
            yield Visit(door, kept, agreed, whom, since, granted)

    def _open(self) -> tuple[Marks, Kept]:
        """What needs the key of this machine, once; where it can be neither read nor made, nothing outlives the program."""
        with self._lock:
            if self._opened is None:
                found = keyed(self._folder, self.spending)
                answers = Answers(found.folder, found.marks)
                kept = Kept(answers, self.spending, self.standings, self._now, self._spend, found.unfit)
                self._opened = (found.marks, kept)
            return self._opened

    def _tidy(self, kept: Kept, agreed: Agreed) -> None:
        """Let go of what a provider's licence allows no longer, once in a run."""
        with self._lock:
            due = agreed.provider not in self._tidied
            self._tidied.add(agreed.provider)
        if due:
            with suppress(OSError):
                kept.answers.tidy(self._now(), agreed.provider, agreed.keep)


@lru_cache(64)
def _turns_at(place: str) -> Path:
    """The place of a file of turns, taken apart once for all the reports of a run."""
    return Path(place)


def _failure(provider: str, reason: Reason, secret: str = "") -> ProviderFailure:
    return ProviderFailure(provider=provider, endpoint="", ending=ENDING_OF[reason], reason=reason, secret=secret)
