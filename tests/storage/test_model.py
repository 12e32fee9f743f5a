"""The store against a dict: whatever two desks do to a book, over crashes and snapshots, it holds what the dict holds."""

import shutil
import tempfile
from datetime import UTC, date, datetime
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
from credit.change import Change, Drop
from credit.customer import Customer
from credit.invoice import Invoice
from credit.money import Money
from storage.chain import broken_link
from storage.entry import Key, fact_key
from storage.opening import Beside
from storage.store import Store, open_store
from tests.storage.by_hand import lay_out, tree_of

pytestmark = pytest.mark.usefixtures("in_clear_or_encrypted")

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
DAYS = (date(2020, 1, 10), date(2020, 2, 1))

buyers = st.builds(
    Customer, st.sampled_from(["K-1", "K-2"]), st.sampled_from(["Bright", "亮水", "a\nb"]), st.just(date(2020, 1, 2))
)
invoices = st.builds(
    lambda buyer, number, amount, learnt: Invoice(f"I-{number}", buyer, Money(amount, "USD"), DAYS[0], date(2020, 3, 10), learnt),
    st.sampled_from(["K-1", "K-2"]),
    st.integers(1, 4),
    st.integers(1, 10**6),
    st.sampled_from(DAYS),
)
facts = st.lists(st.one_of(buyers, invoices), max_size=6)


class Desks(RuleBasedStateMachine):
    """Two desks on one book; `versions` is what must stand, `done` how it came about."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "book.json"
        self.versions: dict[Key, Fact] = {}
        self.done: list[tuple[Change, dict[Key, Fact]]] = []
        """Changes in their order, each with what stood before it."""
        self.aside = 0
        self.desks: list[Store] = []
        self.books: list[Book] = []
        """What each desk holds by what it was handed."""

    @initialize()
    def open(self) -> None:
        self.desks = [open_store(self.path, create=True) for _ in range(2)]
        self.books = [Book(), Book()]

    def _did(self, desk: int, change: Change) -> None:
        news = self.desks[desk].commit(change, MOMENT)
        if change:
            self.done.append((change, dict(self.versions)))
            for drop in change.drop:
                self.versions.pop((drop.customer_id, *drop.version), None)
            self.versions |= {fact_key(fact): fact for fact in change.put}
        for each in (*news, change):
            self.books[desk] = self.books[desk].after(each)

    @rule(desk=st.integers(0, 1), put=facts, gone=facts)
    def commit(self, desk: int, put: list[Fact], gone: list[Fact]) -> None:
        once = {fact_key(fact): fact for fact in put}
        drops = {fact_key(fact): Drop(*fact_key(fact)) for fact in gone}
        self._did(desk, Change("edit", tuple(once.values()), tuple(drops.values()), who=f"desk {desk}"))

    @precondition(lambda self: self.done)
    @rule(desk=st.integers(0, 1))
    def undo(self, desk: int) -> None:
        self._did(desk, Change("look"))
        change, before = self.done[-1]
        back = tuple(before[key] for key in _touched(change) if key in before)
        gone = tuple(Drop(*key) for key in _touched(change) if key not in before and key in self.versions)
        self._did(desk, Change("undo", back, gone, undoes=True))

    @rule(desk=st.integers(0, 1))
    def reopen(self, desk: int) -> None:
        self.desks[desk].close()
        self.desks[desk] = open_store(self.path, create=False)
        self.books[desk] = self.desks[desk].load()[0]

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
        with open_store(self.path, create=False) as opened:
            book, _ = opened.load()
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
        self.desks = [open_store(self.path, create=False) for _ in range(2)]
        self.books = [desk.load()[0] for desk in self.desks]
        assert self.books == [book, book]

    @invariant()
    def the_book_holds_what_the_dict_holds(self) -> None:
        for number, desk in enumerate(self.desks):
            self._did(number, Change("look"))
            book, problems = desk.load()
            assert problems == ()
            assert book == self.books[number]
        if self.desks:
            found = tree_of(self.path)["facts"]
            assert len(found) == len(self.versions)
            assert self.books[0] == Book().after(Change("all", tuple(self.versions.values())))

    @invariant()
    def the_history_tells_all_of_it(self) -> None:
        if self.desks:
            history = self.desks[1].history()
            assert [(entry.number, entry.what, entry.who) for entry in history] == [
                (number, change.what, change.who) for number, (change, _) in enumerate(self.done, 1)
            ]
            for entry, (_, before) in zip(history, self.done, strict=True):
                assert all(before[fact_key(fact)] == fact for fact in entry.before)
            assert broken_link(tree_of(self.path)["history"].values()) is None

    def teardown(self) -> None:
        for desk in self.desks:
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
