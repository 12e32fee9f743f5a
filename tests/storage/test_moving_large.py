"""A book moves to a server a breath of records at a time, and a copy that differs in one of them is refused."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import storage.postgres.rows
from credit.change import Change
from storage.codec import Doc
from storage.faults import BookDamaged, NoBook
from storage.postgres.address import address_of
from storage.postgres.moving import Mark, move_to
from storage.postgres.rows import Rows
from storage.store import open_store
from tests.storage.server import Server

Spoils = Callable[[pytest.MonkeyPatch], None]


def facts(spoilt: Callable[[list[Doc]], list[Doc]]) -> Spoils:
    """A server that keeps other facts than it was given."""
    put = Rows.put

    def spoil(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Rows, "put", lambda rows, docs: put(rows, spoilt(list(docs))))

    return spoil


def entries(spoilt: Callable[[list[tuple[UUID, Doc]]], list[tuple[UUID, Doc]]]) -> Spoils:
    """A server that keeps another history than it was given."""
    enter = Rows.enter

    def spoil(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(Rows, "enter", lambda rows, docs: enter(rows, spoilt(list(docs))))

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        facts(lambda docs: docs[1:]),
        facts(lambda docs: [{**docs[0], "name": "Darkwater"}, *docs[1:]]),
        facts(lambda docs: [*docs, {**docs[-1], "id": "one more"}]),
        entries(lambda docs: docs[1:]),
        entries(lambda docs: [docs[0], (docs[1][0], {**docs[1][1], "who": "Li"})]),
        entries(lambda docs: [(mark, {**doc, "number": 3 - doc["number"]}) for mark, doc in docs]),
    ],
    ids=["one fact less", "one changed", "one more", "one entry less", "one changed entry", "another order"],
)
def test_a_copy_that_differs_in_one_record_is_refused_and_nothing_stands(
    spoil: Spoils, server: Server, filled: Path, monkeypatch: pytest.MonkeyPatch, invoice: Any, moment: Any
) -> None:
    with open_store(filled, create=False) as store:
        store.commit(Change("import", (invoice(2),), who="Jan"), moment)
    place = server.address(server.database())
    with monkeypatch.context() as patch:
        spoil(patch)
        with pytest.raises(BookDamaged):
            move_to(filled, address_of(place, str))
    with pytest.raises(NoBook):
        open_store(place, create=False)
    assert len(move_to(filled, address_of(place, str)).history) == 2


def test_no_more_records_are_read_ahead_than_go_in_one_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.postgres.rows, "AT_ONCE", 3)
    drawn = 0
    seen: list[tuple[int, int]] = []

    def docs() -> Iterator[Doc]:
        nonlocal drawn
        for number in range(8):
            drawn += 1
            yield {"kind": "invoice", "id": str(number), "customer_id": "C1", "learnt_on": "2024-01-10"}

    class Line:
        def execute(self, _query: str, told: tuple[list[bytes], list[str], list[str]]) -> None:
            seen.append((drawn, len(told[0])))

    Rows(Line(), 0).put(docs())  # type: ignore[arg-type]  # nothing else of a line is asked for
    assert seen == [(3, 3), (6, 3), (8, 2)]


def test_the_mark_of_facts_knows_no_order_and_that_of_the_history_does() -> None:
    one, two = {"id": "1"}, {"id": "2"}

    def mark(some: Iterable[Doc], history: Iterable[Doc] = ()) -> Mark:
        return Mark.of(some, history)

    assert mark([one, two]) == mark([two, one])
    assert len({mark([]), mark([one]), mark([two]), mark([one, one]), mark([one, two])}) == 5
    assert mark([], [one, two]) != mark([], [two, one])
