"""The desk: the book that is open, what was done to it here, and the one road by which it changes.

An action gives a change, the store makes it durable, and only then does the next book exist. A fault on the way leaves
everything as it was. Undo is a change like any other. The desk says what it needs of a store and of a provider; only the
command line knows which ones they are.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any, ClassVar, Concatenate, ParamSpec, Protocol

from credit.account import version_key
from credit.actions import Hand, accept_report, need_other
from credit.actions.mailing import MAILING
from credit.book import Book
from credit.change import BuyerMoved, Change, together
from credit.problem import Fault
from tui.asked import Answer, AsksMany, Grant, Named, Reports, nothing_granted, to_keep
from tui.desk_looks import DeskLooks
from tui.foreseen import Foreseen
from tui.views.snapshot import Snapshot
from wording import figures

__all__ = ["Answer", "ChangedSince", "Desk", "Keeper", "Named", "NothingToUndo", "Reports"]

Facts = ParamSpec("Facts")


class Keeper(Protocol):
    """What the desk needs of a store."""

    @property
    def place(self) -> str:
        """Where the book is."""

    @property
    def read_only(self) -> bool:
        """Whether it refuses every change."""

    @property
    def in_part(self) -> bool:
        """Whether it shows some buyers alone."""

    def commit(self, change: Change, at: datetime, unless: Collection[str] = ()) -> Sequence[Change]:
        """Make `change` durable; gives back what other desks committed since, to be applied before it.

        Raises `BuyerMoved`, with nothing written, where they changed one of the buyers in `unless`.
        """

    def keep_first_page(self, name: str, told: Mapping[str, Any]) -> None:
        """Keep what a screen shows of the book as this desk knows it, for whoever opens it next; says nothing where it cannot."""

    def close(self) -> None:
        """Let go of the book."""


class NothingToUndo(Fault):
    """There is no change of this desk to take back, or none to put again (`again`)."""

    code = "nothing_to_undo"


@dataclass(frozen=True, slots=True)
class Done:
    """A change of this desk and how to take it back."""

    change: Change
    inverse: Change


class ChangedSince(Fault):
    """What a step of undo or redo would put back is not what stands: somebody changed it again since (`ids`)."""

    code: ClassVar[str] = "changed_since"


class Desk(DeskLooks):
    """One open book. `do`, `undo`, `redo` and `refresh` may be called from any thread; each gives the next snapshot."""

    def __init__(
        self,
        book: Book,
        store: Keeper,
        providers: Sequence[Reports] = (),
        on: date | None = None,
        who: str = "",
        today: Callable[[], date] = date.today,
    ) -> None:
        """Open `book` of `store`, looked at on `on`, or on the machine's day where that is `None`."""
        super().__init__(book, on, who, today)
        self.store = store
        self.providers = tuple(providers)
        self._done: list[Done] = []
        self._undone: list[Done] = []

    def hand(self) -> Hand:
        """Who acts now, with a mark no other action has; marks of one day of the house stand in the order they were given."""
        return Hand(self.who, self.on, f"{self.on:%Y%m%d}-{self.clock.moment():%H%M%S%f}-{token_hex(3)}")

    def do(
        self, action: Callable[Concatenate[Book, Hand, Facts], Change], *args: Facts.args, **kwargs: Facts.kwargs
    ) -> tuple[Change, Snapshot]:
        """Run one of the trade's verbs and commit what it gives; raises its fault, or the store's, with nothing changed."""
        self.need_day_come()
        with self._lock:
            change = action(self.book, self.hand(), *args, **kwargs)
            return self.commit(change), self.look()

    def commit(self, change: Change) -> Change:
        """Make `change` durable and put it into the book; an empty one costs nothing and cannot be undone."""
        with self._lock:
            if not change:
                return change
            done = self._write(need_other(change))
            self._done += [] if change.what in MAILING else [done]  # nothing brings a letter back
            self._undone.clear()
            return change

    def take_in(self, changes: Iterable[Change], foreseen: Foreseen | None = None) -> None:
        """Commit changes not of this person's own doing, such as an import, all or none; `foreseen` says what book they make.

        Raises `BuyerMoved`, with nothing written and the other's change taken in, where another desk changed one of the very
        facts: what is to come in was read against what stood before. What it did beside them stands beside them.
        """
        self.need_day_come()
        with self._lock:
            self._put_beside(together([*changes]), foreseen)
            self._undone.clear()

    def undo(self) -> tuple[Change, Snapshot]:
        """Take back the latest change of this desk; raises `ChangedSince` where something else stands in its place by now."""
        with self._lock:
            if not self._done:
                raise NothingToUndo(again=False)
            last = self._done[-1]
            self._need_standing(last.change)
            self._write(last.inverse)
            self._undone.append(self._done.pop())
            return last.change, self.look()

    def can_undo(self, *, again: bool) -> bool:
        """Whether a change of this desk could be taken back, or put `again`."""
        return bool(self._undone if again else self._done)

    def redo(self) -> tuple[Change, Snapshot]:
        """Put the latest undone change again; raises `ChangedSince` where something else stands in its place by now."""
        with self._lock:
            if not self._undone:
                raise NothingToUndo(again=True)
            last = self._undone[-1]
            self._need_standing(last.inverse)
            self._done.append(self._write(last.change))
            self._undone.pop()
            return last.change, self.look()

    def _need_standing(self, change: Change) -> None:
        """Raise `ChangedSince` where a version that `change` put is another by now, or one that it took out stands again."""
        accounts = self.book.accounts
        standing = {id: accounts[id].by_version() if id in accounts else {} for id in change.touched}
        moved = {fact.customer_id for fact in change.put if standing[fact.customer_id].get(version_key(fact)) != fact}
        moved |= {gone.customer_id for gone in change.drop if gone.version in standing[gone.customer_id]}
        if moved:
            raise ChangedSince(ids=", ".join(sorted(moved)))

    def _write(self, change: Change) -> Done:
        before = self._put(change, change.touched)
        return Done(change, before.inverse(change))

    def _put(self, change: Change, unless: Collection[str], foreseen: Foreseen | None = None) -> Book:
        """Commit, and take in what others did and then `change`; gives the book between the two.

        What another desk did to one of the buyers in `unless` is taken in, and the change is not: it was made without it.
        """
        try:
            news = self.store.commit(change, self.clock.moment().astimezone(UTC), unless)
        except BuyerMoved as moved:
            self._take(moved.news)
            raise
        self._take(news)
        before, self.book = self.book, (foreseen and foreseen.upon(self.book)) or self.book.after(change)
        return before

    def _put_beside(self, change: Change, foreseen: Foreseen | None) -> None:
        while True:
            try:
                self._put(change, change.touched, foreseen)
            except BuyerMoved as moved:
                if any(not other.facts.isdisjoint(change.facts) for other in moved.news):
                    raise
            else:
                return

    def _take(self, news: Iterable[Change]) -> None:
        for other in news:
            self.book = self.book.after(other)
            if other.what == "purge":  # what a step would bring back is to be forgotten
                for steps in (self._done, self._undone):
                    steps[:] = [step for step in steps if step.change.touched.isdisjoint(other.touched)]

    def ask(
        self, customer_id: str, provider: Reports, cancelled: Callable[[], bool] = bool, granted: Grant = nothing_granted
    ) -> Answer:
        """Ask one provider about one buyer; nothing is kept yet, and no lock is held while the network is slow."""
        self.need_day_come()
        known = self.book.account(customer_id).as_known_on(self.on)
        return provider.fetch(known.customer, self.on, known.notices, cancelled, granted)

    def ask_many(
        self, granted: Mapping[str, Grant], provider: AsksMany, cancelled: Callable[[], bool] = bool
    ) -> Sequence[Answer]:
        """Ask one provider about each buyer in `granted` at once, in their order; nothing is kept yet, and no lock is held."""
        self.need_day_come()
        known = [self.book.account(id).as_known_on(self.on) for id in granted]
        notices = {each.customer.id: each.notices for each in known}
        return provider.fetch_many([each.customer for each in known], self.on, notices, cancelled, granted)

    def name_of(self, customer_id: str) -> str:
        """The buyer's name as known on the day, fit to be shown."""
        return figures.safe(self.book.account(customer_id).as_known_on(self.on).customer.name)

    def news(self) -> Snapshot | None:
        """What other desks committed since, taken in and looked at; `None` where nothing is new."""
        with self._lock:
            others = self.store.commit(Change("news"), datetime.now(UTC))
            self._take(others)
            return self.look() if others else None

    def keep_first_page(self, name: str, shown: Snapshot, told: Mapping[str, Any]) -> None:
        """Keep what was made of `shown` for whoever opens the book next, unless the book is another by now."""
        with self._lock:
            if shown is self._shown and shown.book is self.book:
                self.store.keep_first_page(name, told)

    def accept(self, customer_id: str, answer: Answer) -> Change:
        """Keep what a provider answered; of one whose charge is not known, what came before the rest was lost.

        A failed answer changes nothing. To look is for who shows it: to judge the buyer anew costs more than to keep an answer.
        """
        with self._lock:
            if not to_keep(answer):
                return Change("accept_report")
            self.need_day_come()
            told = (*answer.events, *answer.possible)
            return self.commit(accept_report(self.book, self.hand(), customer_id, answer.report, told, answer.checks))

    def suppose(self, customer_id: str, answer: Answer) -> Snapshot:
        """The book as this answer would leave it, where it cannot be written: for a desk that has only to judge by it."""
        with self._lock:
            told = (*answer.events, *answer.possible)
            change = accept_report(self.book, self.hand(), customer_id, answer.report, told, answer.checks)
            self.book = self.book.after(change)
            return self.look()

    def close(self) -> None:
        """Let go of the book."""
        self.store.close()
