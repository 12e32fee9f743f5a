"""TinyDB's tables over a book: what a caller of TinyDB is used to."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tinydb import where
from tinydb.table import Document

from storage.book_file import BookFile
from storage.delta_table import Database
from storage.shelves import InMemory, PartFailed, Shelves
from storage.store import open_store


@pytest.fixture(params=["file", "memory"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    made: Shelves
    if request.param == "file":
        open_store(tmp_path / "book.json", create=True).close()
        made = BookFile(tmp_path / "book.json")
    else:
        made = InMemory()
    with Database(storage=lambda: made) as opened:
        yield opened


def test_a_document_of_tinydbs_own_keeps_its_number(database: Database) -> None:
    assert database.insert(Document({"a": 1}, 12)) == 12
    assert database.upsert(Document({"a": 2}, 12)) == [12]
    assert database.get(doc_id=12) == {"a": 2}
    assert database.insert({"a": 3}) == 13


def test_numbers_begin_anew_once_nothing_stands(database: Database) -> None:
    assert database.insert_multiple([{"a": 1}, {"a": 2}]) == [1, 2]
    database.truncate()

    assert database.insert({"a": 3}) == 1
    assert database.insert({"a": 4}) == 2


def test_a_number_that_is_none_is_not_there(database: Database) -> None:
    database.insert({"a": 1})

    assert database.get(doc_id=float("nan")) is None
    assert database.get(doc_id=-1) is None


def test_what_was_handed_out_can_be_changed_and_changes_no_book(database: Database) -> None:
    database.insert({"a": [1]})
    for found in (*database.all(), *database.search(where("a") == [1])):
        found["a"].append(2)

    assert database.all() == [{"a": [1]}]
    assert database.search(where("a") == [1]) == [{"a": [1]}]


def test_an_update_that_fails_half_way_changes_nothing(database: Database) -> None:
    database.insert_multiple([{"a": 1}, {"a": "one"}])
    with pytest.raises(TypeError):
        database.update(lambda doc: doc.update(a=doc["a"] + 1))

    assert database.all() == [{"a": 1}, {"a": "one"}]


def test_a_search_sees_what_another_desk_wrote(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    open_store(path, create=True).close()
    with Database(storage=lambda: BookFile(path)) as mine, Database(storage=lambda: BookFile(path)) as theirs:
        mine.insert({"a": 1})
        assert len(theirs.search(where("a") == 1)) == 1
        mine.insert({"a": 1})
        assert len(theirs.search(where("a") == 1)) == 2
        assert len(theirs) == 2


def test_a_search_forgets_what_was_taken_back(database: Database) -> None:
    shelves = database.storage
    assert isinstance(shelves, Shelves)

    def put_and_fail(shelves: Shelves) -> None:
        with shelves.commit():
            database.insert({"a": 1})
            assert database.count(where("a") == 1) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_and_fail(shelves)

    assert database.search(where("a") == 1) == []


def test_a_part_of_a_commit_that_fails_and_is_caught_takes_the_whole_with_it(database: Database) -> None:
    """Neither is half of it confirmed, nor is the caller told that all of it stands."""
    database.insert({"a": 1})
    shelves = database.storage
    assert isinstance(shelves, Shelves)
    number = shelves.number

    def half() -> None:
        with shelves.commit():
            database.insert({"a": 2})
            with suppress(ZeroDivisionError):
                database.update(lambda _: 1 // 0)
            database.table("others").insert({"b": 1})

    with pytest.raises(PartFailed):
        half()
    assert (shelves.number, database.all(), database.table("others").all()) == (number, [{"a": 1}], [])
    with shelves.commit():
        database.insert({"a": 3})
        database.table("others").insert({"b": 2})
    assert (shelves.number, len(database), len(database.table("others"))) == (number + 1, 2, 1)
