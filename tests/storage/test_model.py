"""The store against a dict: whatever two desks do to a book, over crashes and snapshots, it holds what the dict holds.

A desk looks only when it is its turn, so that it may be many commits and a snapshot behind; what stands on disk meanwhile is
seen through a third one, which never commits.
"""

import shutil
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

import storage.book_file
import storage.journal
import storage.snapshot
from credit.account import Fact
from credit.book import Book
from credit.change import BuyerMoved, Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from storage.chain import broken_link
from storage.entry import Key, fact_key
from storage.opening import Beside
from storage.purging import purge
from storage.store import Store, open_store
from tests.storage.by_hand import lay_out, tree_of

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
DAYS = (date(2020, 1, 10), date(2020, 2, 1))

ids = st.sampled_from(["K-1", "K-2", "K-3"])
moments = st.integers(-3, 3).map(lambda days: MOMENT + timedelta(days))
"""The clock of a desk may go back between two commits."""
buyers = st.builds(Customer, ids, st.sampled_from(["Bright", "亮水", "a\nb"]), st.just(date(2020, 1, 2)))
invoices = st.builds(
    lambda buyer, number, amount, learnt: Invoice(f"I-{number}", buyer, Money(amount, "USD"), DAYS[0], date(2020, 3, 10), learnt),
    ids,
    st.integers(1, 4),
    st.integers(1, 10**6),
    st.sampled_from(DAYS),
)
facts = st.lists(st.one_of(buyers, invoices), max_size=6)


@dataclass
class Done:
    """A commit as the model has it."""

    change: Change
    at: datetime
    before: dict[Key, Fact]
    """All that stood before it."""
    forgotten: set[str] = field(default_factory=set)
    """Buyers that were purged since: what the history kept of them is gone."""

    @property
    def replaced(self) -> dict[Key, Fact]:
        """What stood under the keys it put or dropped."""
        return {key: self.before[key] for key in _touched(self.change) if key in self.before}

    @property
    def moved(self) -> set[str]:
        """Buyers it changed: what is dropped and never stood changes nobody."""
        return {fact.customer_id for fact in self.change.put} | {key[0] for key in self.replaced}


class Desks(RuleBasedStateMachine):
    """Two desks on one book; `versions` is what must stand, `done` how it came about."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "book.json"
        self.versions: dict[Key, Fact] = {}
        self.done: list[Done] = []
        self.aside = 0
        self.third: Store | None = None
        self.desks: list[Store] = []
        self.books = [Book(), Book()]
        """What each desk holds by what it was handed."""
        self.looked = [0, 0]
        """How many commits each has seen."""
        self.steps: list[list[Change]] = [[], []]
        """What takes back what each did, the latest last."""

    @initialize()
    def open(self) -> None:
        self.desks = [open_store(self.path, create=True) for _ in range(2)]
        self.third = open_store(self.path, create=False)

    def _did(self, desk: int, change: Change, at: datetime = MOMENT, unless: Collection[str] = ()) -> bool:
        """Commit, and see that the desk is refused where, and only where, others changed such a buyer since it looked."""
        others = self.done[self.looked[desk] :]
        moved = {id for other in others for id in other.moved.intersection(unless)}
        try:
            news, refused = self.desks[desk].commit(change, at, unless), ""
        except BuyerMoved as fault:
            news, refused = fault.news, str(fault.facts["ids"])
        self._take(desk, news, others)
        assert refused == ", ".join(sorted(moved))
        if refused:
            return False
        if change:
            self.steps[desk].append(self.books[desk].inverse(change))
            self._stands(change, at)
        self.books[desk] = self.books[desk].after(change)
        self.looked[desk] = len(self.done)
        assert self.books[desk] == self._book()
        return True

    def _take(self, desk: int, news: Iterable[Change], others: list[Done]) -> None:
        """Take in what others did, as a desk does: what it would bring back of a purged buyer it forgets."""
        told = list(news)
        assert [(each.what, each.who) for each in told] == [(other.change.what, other.change.who) for other in others]
        for each, other in zip(told, others, strict=True):
            put, theirs = [{fact_key(fact): fact for fact in change.put} for change in (each, other.change)]
            assert all(put.get(key) == fact for key, fact in theirs.items() if key[0] not in other.forgotten)
            self.books[desk] = self.books[desk].after(each)
            if each.what == "purge":
                self.steps[desk] = [step for step in self.steps[desk] if step.touched.isdisjoint(each.touched)]
        self.looked[desk] = len(self.done)
        assert self.books[desk] == self._book()

    def _stands(self, change: Change, at: datetime) -> None:
        self.done.append(Done(change, at, dict(self.versions)))
        for drop in change.drop:
            self.versions.pop((drop.customer_id, *drop.version), None)
        self.versions |= {fact_key(fact): fact for fact in change.put}

    def _book(self) -> Book:
        return Book().after(Change("all", tuple(self.versions.values())))

    @rule(desk=st.integers(0, 1), put=facts, gone=facts, at=moments, unless=st.sets(ids))
    def commit(self, desk: int, put: list[Fact], gone: list[Fact], at: datetime, unless: set[str]) -> None:
        once = {fact_key(fact): fact for fact in put}
        drops = {fact_key(fact): Drop(*fact_key(fact)) for fact in gone}
        self._did(desk, Change("edit", tuple(once.values()), tuple(drops.values()), who=f"desk {desk}"), at, unless)

    @rule(desk=st.integers(0, 1))
    def look(self, desk: int) -> None:
        assert self._did(desk, Change("look"))
        assert self.desks[desk].load() == (self.books[desk], ())

    @rule(desk=st.integers(0, 1), at=moments)
    def undo(self, desk: int, at: datetime) -> None:
        """As the desk does it: by the inverse from when it was done, unless another changed one of its buyers."""
        if self.steps[desk]:
            step = self.steps[desk][-1]
            if self._did(desk, step, at, step.touched):
                self.steps[desk] = self.steps[desk][: -2 if step else -1]

    @rule(id=ids)
    def purge(self, id: str) -> None:
        """Somebody at neither desk; a buyer nothing stands of cannot be purged."""
        if gone := tuple(Drop(*key) for key in self.versions if key[0] == id):

            def decide(book: Book) -> Change:
                assert book == self._book()
                return Change("purge", drop=gone, who="Ann")

            kept = sum(key[0] == id for each in self.done if id not in each.forgotten for key in each.replaced)
            done = purge(self.path, id, decide, MOMENT)
            self._stands(Change("purge", drop=gone, who="Ann"), MOMENT)
            for each in self.done:
                each.forgotten.add(id)
            assert (done.facts, done.before) == (len(gone), kept)

    @rule(desk=st.integers(0, 1))
    def reopen(self, desk: int) -> None:
        self.desks[desk].close()
        self._opened(desk)

    def _opened(self, desk: int) -> None:
        self.desks[desk] = open_store(self.path, create=False)
        self.books[desk], self.looked[desk], self.steps[desk] = self.desks[desk].load()[0], len(self.done), []
        assert self.books[desk] == self._book()

    @rule()
    def snapshot(self) -> None:
        lay_out(self.path)

    @rule()
    def snapshot_whose_journal_was_not_begun(self) -> None:
        older = Beside(self.path).journal.read_bytes()
        lay_out(self.path)
        Beside(self.path).journal.write_bytes(older)

    @rule(left=st.binary(min_size=1, max_size=40).filter(lambda left: not left.endswith(b"\n")))
    def crash_while_appending(self, left: bytes) -> None:
        """Somebody began a record and died; who opens next, or commits next, puts it aside."""
        with Beside(self.path).journal.open("ab") as journal:
            journal.write(left)
        self.reopen(0)
        self.aside += 1
        assert len(list(self.folder.glob("*.torn-*"))) == self.aside

    @precondition(lambda self: len(self.done) > 1)
    @rule(chance=st.integers(1, 10**6))
    def crash_before_the_last_was_confirmed(self, chance: int) -> None:
        """The last record is cut: the change was never confirmed, so it never was. No desk is open meanwhile."""
        open_store(self.path, create=False).close()
        journal = Beside(self.path).journal
        begun = journal.stat().st_size
        change = Change("lost", (Customer("K-9", "Lost", date(2020, 1, 2)),))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(storage.book_file, "LARGE", 5000)
            patch.setattr(storage.book_file, "GROWN", 1 << 20)
            with open_store(self.path, create=False) as opened:
                opened.commit(change, MOMENT)
        begun = min(begun, journal.stat().st_size)
        told = journal.read_bytes()
        record = told.rfind(b"\n", 0, _start_of_last(told)) + 1
        for desk in self.desks:
            desk.close()
        cut = record + chance % (len(told) - record)
        with journal.open("r+b") as file:
            file.truncate(cut)
        self.aside += cut > record
        for number in range(2):
            self._opened(number)

    @invariant()
    def the_book_holds_what_the_dict_holds(self) -> None:
        if self.third is not None:
            assert self.third.load() == (self._book(), ())
            assert len(tree_of(self.path)["facts"]) == len(self.versions)

    @invariant()
    def the_history_tells_all_of_it(self) -> None:
        if self.third is not None:
            history = self.third.history()
            assert [(entry.number, entry.what, entry.who, entry.at) for entry in history] == [
                (number, each.change.what, each.change.who, each.at) for number, each in enumerate(self.done, 1)
            ]
            for entry, each in zip(history, self.done, strict=True):
                kept = {key: fact for key, fact in each.replaced.items() if key[0] not in each.forgotten}
                assert {fact_key(fact): fact for fact in entry.before} == kept
            assert broken_link(tree_of(self.path)["history"].values()) is None

    def teardown(self) -> None:
        for desk in (*self.desks, *filter(None, [self.third])):
            desk.close()
        shutil.rmtree(self.folder)


def _touched(change: Change) -> list[Key]:
    return list(
        dict.fromkeys([*(fact_key(fact) for fact in change.put), *((drop.customer_id, *drop.version) for drop in change.drop)])
    )


def _start_of_last(told: bytes) -> int:
    """Where the last record, of however many lines, has the end of the line before it."""
    number = told[told.rfind(b"\n", 0, -1) + 10 :].split(b",", 1)[0]
    at = len(told) - 1
    while told[told.rfind(b"\n", 0, at) + 10 :].startswith(number + b","):
        at = told.rfind(b"\n", 0, at)
    return at + 1


@pytest.mark.usefixtures("unsynced")
@pytest.mark.parametrize("small", [False, True], ids=["as it is", "with pages of three, lines of two and snapshots often"])
def test_a_book_is_a_dict_that_outlives_its_process(monkeypatch: pytest.MonkeyPatch, small: bool) -> None:
    if small:
        monkeypatch.setattr(storage.snapshot, "PAGE", 3)
        monkeypatch.setattr(storage.journal, "LINE", 2)
        monkeypatch.setattr(storage.book_file, "GROWN", 3000)
        monkeypatch.setattr(storage.book_file, "LARGE", 5)
    made = settings(max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Desks, settings=made)
