"""The text of a book: any word survives it, and a file that is no book is named and left alone."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from credit.change import Change
from credit.customer import Customer
from storage.faults import (
    BookDamaged,
    Damage,
)
from storage.sealed import sealed
from storage.store import open_store
from tests.storage.by_hand import beside


@pytest.mark.parametrize("text", ["亮水贸易", "line\nbreak", "\x1b[31mred", "half a pair \ud83d", '"quoted" \\ \u2028'])
def test_any_text_comes_back_from_the_disk(filled: Path, buyer: Customer, moment: datetime, text: str) -> None:
    with open_store(filled, create=False) as opened:
        opened.commit(Change("correct", (replace(buyer, name=text),)), moment)
    with open_store(filled, create=False) as opened:
        assert opened.load()[0].account("K-1").customer.name == text


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b"", Damage.EMPTY, 0),
        (b" \n\n", Damage.EMPTY, 0),
        (b"\x00" * 4096, Damage.NOT_A_BOOK, 0),
        (b"customer,invoice\n1,2\n", Damage.NOT_A_BOOK, 0),
        (b"SQLite format 3\x00", Damage.NOT_A_BOOK, 0),
        (b'00000000 {"dunnage":"book"}\n', Damage.SNAPSHOT, 1),
        (sealed({"dunnage": "gazette", "schema": 2}), Damage.NOT_A_BOOK, 0),
        (b'{\n"meta": {\n"1": {"schema": 1, ', Damage.NOT_JSON, 3),
        (b'{\n"meta": {\n"1": {"book": "\xff"}}}', Damage.NOT_UTF8, 3),
        (b"[" * 100_000, Damage.NOT_A_BOOK, 0),
        (b'{"meta":' * 100_000, Damage.NOT_JSON, 0),
        (b"[]", Damage.NOT_A_BOOK, 0),
        (b"{}", Damage.NOT_A_BOOK, 0),
        (b'{"_default": {"1": {"name": "somebody else\'s TinyDB"}}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": 1, "book": "b", "commit": -1}}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": true, "book": "b", "commit": 0}}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": 1, "book": "b", "commit": 0}}, "facts": {"1": 5}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": 1, "book": "b", "commit": 0}}, "facts": {"one": {}}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": 0, "book": "b", "commit": 0}}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": 1, "book": "b", "commit": 0}}, "facts": {"1": {"id": 7}}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": 1, "book": "b", "commit": 0}}, "facts": {"1": {"kind": []}}}', Damage.NOT_A_BOOK, 0),
        (b'{"meta": {"1": {"schema": 1, "book": "b", "commit": 0}}, "facts": {"1": {"x": NaN}}}', Damage.NOT_JSON, 0),
        (b'{"meta": {"1": {"schema": 1, "book": "b", "commit": 0}}, "history": {"1": {}}}', Damage.HISTORY, 0),
    ],
)
def test_a_file_that_is_no_book_is_left_as_it_is(tmp_path: Path, content: bytes, reason: Damage, line: int) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(content)

    with pytest.raises(BookDamaged) as caught:
        open_store(path, create=True)

    assert caught.value.facts == {"path": str(path), "line": line, "reason": reason}
    assert path.read_bytes() == content
    assert set(beside(path)) <= {"book.json", "book.json.lock"}
