"""A book as a folder of sheets, and the very book again from it."""

import csv
import errno
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.cells import KINDS, armed, disarmed, doc_of, heading, row_of
from storage.codec import Doc, to_doc
from storage.faults import BookNewer, BookUnreadable, BookWriteFailed, NotRestored, Refusal, WriteFailure
from storage.history_sheet import entries_in, rows_of_entry
from storage.restoring import restore
from storage.sheets import LISTED, write_sheets
from storage.sources import looked_at
from storage.store import open_store
from storage.tree import FACTS, Tree
from tests.credit.any_facts import any_book, any_change, any_facts
from tests.storage.by_hand import change_by_hand

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
TEXT = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "'", "''x", "-5", "+44", "@a", "\tx", " =x", "＝1", "\ufeffx", "a\r\nb", "\ud800"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(TEXT, each, max_size=3),
)


def exported(book: Path, folder: Path) -> Path:
    with looked_at(book) as shelves:
        write_sheets(shelves, folder)
    return folder


@pytest.mark.usefixtures("unsynced")
@given(data=st.data())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_book_and_its_history_come_back_equal(data: st.DataObject) -> None:
    book = data.draw(any_book())
    with TemporaryDirectory() as folder:
        place = Path(folder) / "book.dunnage"
        with open_store(place, create=True) as store:
            facts = tuple(fact for account in book.accounts.values() for fact in account.versions)
            for step, change in enumerate(
                [Change("import", facts, who="李"), data.draw(any_change(book)), data.draw(any_change(book))]
            ):
                store.commit(change, MOMENT + timedelta(minutes=step))
            told = store.load()[0], store.history()
        restore(exported(place, Path(folder) / "all"), Path(folder) / "again.dunnage")
        with open_store(Path(folder) / "again.dunnage", create=False) as again:
            assert (again.load()[0], again.history()) == told


@given(any_facts())
def test_any_fact_is_a_row_under_its_headings(fact: object) -> None:
    doc = to_doc(fact)  # type: ignore[arg-type]  # every fact the trade knows
    row = row_of(doc)
    assert len(row) == len(heading(doc["kind"]))
    assert doc_of(doc["kind"], row) == doc


@given(st.sampled_from(sorted(KINDS)), st.data())
@settings(deadline=None)
def test_any_document_is_a_row_whatever_it_holds(kind: str, data: st.DataObject) -> None:
    names = [name for name in heading(kind) if not name.endswith("_currency")] + ["colour"]
    held = data.draw(st.dictionaries(st.sampled_from(names), JSON | st.tuples(TEXT, TEXT).map(list)))
    doc = {**held, "kind": kind}
    again = doc_of(kind, row_of(doc))
    assert json.dumps(again, sort_keys=True) == json.dumps(doc, sort_keys=True)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["number", "at", "who", "what", "put", "before", "chain", "undoes"]), JSON), max_size=4
    )
)
@settings(deadline=None)
def test_any_entry_is_rows_whatever_it_holds(docs: list[Doc]) -> None:
    assert list(entries_in([row for doc in docs for row in rows_of_entry(doc)])) == docs


@given(TEXT)
def test_text_is_disarmed_and_armed_again(text: str) -> None:
    cell = disarmed(text)
    assert armed(cell) == text
    assert cell.lstrip()[:1] not in {"=", "+", "-", "@"}


def test_a_sheet_is_what_a_spreadsheet_opens(tmp_path: Path) -> None:
    """Its mark tells UTF-8, no cell runs, amounts are numbers, and text is as it was entered."""
    place = tmp_path / "book.dunnage"
    day = date(2020, 1, 2)
    with open_store(place, create=True) as store:
        store.commit(Change("import", (Customer("K-1", '=HYPERLINK("http://x")', day, name_local="亮水贸易"),)), MOMENT)
    folder = exported(place, tmp_path / "all")
    data = (folder / "customer.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(data.decode("utf-8-sig").splitlines())
    assert (row["name"], row["name_local"], row["learnt_on"]) == ('\'=HYPERLINK("http://x")', "亮水贸易", "2020-01-02")
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o600"}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_amounts_stand_in_two_columns(filled: Path, tmp_path: Path) -> None:
    folder = exported(filled, tmp_path / "all")
    (row,) = csv.DictReader((folder / "invoice.csv").read_text(encoding="utf-8-sig").splitlines())
    assert (row["id"], row["amount"], row["amount_currency"]) == ("INV-1", "1000.00", "USD")
    assert disarmed("-12.50") == "'-12.50", "as text"
    assert row_of({"kind": "invoice", "amount": ["-12.50", "USD"]})[2] == "-12.50", "a number of its column"


def test_the_whole_stands_there_as_plain_json_too(filled: Path, tmp_path: Path) -> None:
    whole = exported(filled, tmp_path / "all") / "book.json"
    with open_store(filled, create=False) as store, open_store(whole, create=False) as plain:
        assert plain.load() == store.load()


def test_a_record_that_is_no_fact_is_exported_all_the_same(filled: Path, tmp_path: Path) -> None:
    def strange(tree: Tree) -> None:
        tree[FACTS]["9"] = {"kind": "telepathy", "customer_id": "K-1", "text": "\ud800"}

    change_by_hand(filled, strange)
    folder = exported(filled, tmp_path / "all")
    (row,) = list(csv.reader((folder / "others.csv").read_text(encoding="utf-8-sig").splitlines()))[1:]
    assert json.loads(row[0])["kind"] == "telepathy"
    with looked_at(folder) as shelves:
        assert sorted(map(_text, (shelves.read() or {})["facts"].values())) == sorted(map(_text, _facts(filled)))


def _text(doc: Doc) -> str:
    return json.dumps(doc, sort_keys=True)


def _facts(book: Path) -> list[Doc]:
    with looked_at(book) as shelves:
        return list((shelves.read() or {})["facts"].values())


def test_a_long_text_comes_back(tmp_path: Path, buyer: Customer, invoice: Callable[..., Invoice]) -> None:
    place = tmp_path / "book.dunnage"
    with open_store(place, create=True) as store:
        store.commit(Change("import", (Customer("K-1", "x" * 300_000, date(2020, 1, 2)),)), MOMENT)
        told = store.load()
    restore(exported(place, tmp_path / "all"), tmp_path / "again.dunnage")
    with open_store(tmp_path / "again.dunnage", create=False) as again:
        assert again.load() == told
    assert csv.field_size_limit() == 131072


def test_a_folder_that_holds_something_is_left_alone(filled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "note").write_text("mine")
    with pytest.raises(BookWriteFailed) as raised:
        exported(filled, folder)
    assert raised.value.facts["reason"] is WriteFailure.EXISTS
    assert [path.name for path in folder.iterdir()] == ["note"]
    (folder / "note").unlink()
    assert (exported(filled, folder) / LISTED).is_file(), "an empty one will do"


def test_a_disk_that_fills_up_leaves_no_half_export(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = iter([None, None])

    def full(_: int) -> None:
        if next(written, 1):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(BookWriteFailed):
        exported(filled, tmp_path / "all")
    assert not (tmp_path / "all").exists()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda folder: (folder / LISTED).unlink(), Refusal.NO_EXPORT),
        (lambda folder: (folder / LISTED).write_text("[]"), Refusal.NO_EXPORT),
        (lambda folder: (folder / "invoice.csv").unlink(), Refusal.CHANGED),
        (lambda folder: (folder / "invoice.csv").write_bytes((folder / "invoice.csv").read_bytes()[3:]), Refusal.CHANGED),
    ],
    ids=["no list", "no list of ours", "no sheet", "saved anew"],
)
def test_an_export_that_is_not_what_was_written_is_refused(
    filled: Path, tmp_path: Path, spoil: Callable[[Path], object], reason: Refusal
) -> None:
    folder = exported(filled, tmp_path / "all")
    before = filled.read_bytes()
    spoil(folder)
    with pytest.raises(NotRestored) as raised:
        restore(folder, filled)
    assert raised.value.facts["reason"] is reason
    assert filled.read_bytes() == before


def test_an_export_of_a_later_version_is_refused(filled: Path, tmp_path: Path) -> None:
    folder = exported(filled, tmp_path / "all")
    listed = folder / LISTED
    listed.write_text(json.dumps({**json.loads(listed.read_text()), "schema": 99}))
    with pytest.raises(BookNewer):
        restore(folder, filled)


def test_half_an_export_is_not_in_the_way_of_a_second_and_a_users_files_are(filled: Path, tmp_path: Path) -> None:
    """Its writer was killed before the list had its name; what else lies there is never written over."""
    folder = exported(filled, tmp_path / "all")
    (folder / LISTED).rename(folder / f".{LISTED}.tmp")
    (folder / ".customer.csv.tmp").write_text("half")
    mine = folder / "mine.csv"
    mine.write_text("mine")
    with pytest.raises(BookWriteFailed):
        exported(filled, folder)
    mine.unlink()
    exported(filled, folder)
    assert sorted(each.name for each in folder.iterdir()) == ["book.json", "customer.csv", LISTED, "history.csv", "invoice.csv"]
    (folder / LISTED).unlink()
    with pytest.raises(BookWriteFailed):
        exported(filled, folder)


@pytest.mark.parametrize("name", [LISTED, "customer.csv"])
def test_a_disk_that_fails_on_a_sheet_is_told_as_that(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It is no sheet that somebody saved anew."""
    folder, read = exported(filled, tmp_path / "all"), Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == name:
            raise OSError(errno.EIO, "the disk failed")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    with pytest.raises(BookUnreadable) as caught:
        restore(folder, tmp_path / "again.dunnage")
    assert caught.value.facts["reason"] == "io"
    assert not (tmp_path / "again.dunnage").exists()
