"""The first page, on every kind of store that outlives its desk: it is there for the next one, and says how old it is."""

from collections.abc import Callable
from datetime import datetime

import pytest

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.store import Store
from tests.storage.conformance.keepers import Keeper

Desks = Callable[[], Store]
PAGE = {"day": "2020-04-01", "rows": [["Brightwater Trading Ltd", "亮水贸易", "1 000"]]}


@pytest.fixture
def first(desk: Desks, buyer: Customer, moment: datetime) -> Store:
    """A desk on a book of one commit."""
    opened = desk()
    opened.commit(Change("import", (buyer,)), moment)
    return opened


def test_what_was_kept_is_there_for_who_opens_the_book_next(first: Store, desk: Desks) -> None:
    assert first.first_page("en") is None
    first.keep_first_page("en", PAGE)
    found = desk().first_page("en")
    assert found is not None
    assert (found.told, found.behind) == (PAGE, 0)
    assert desk().first_page("zh_CN") is None, "another language has its own"


def test_it_says_how_many_commits_were_made_since(
    first: Store, desk: Desks, invoice: Callable[..., Invoice], moment: datetime
) -> None:
    first.keep_first_page("en", PAGE)
    first.commit(Change("import", (invoice(1),)), moment)
    first.commit(Change("import", (invoice(2),)), moment)
    found = desk().first_page("en")
    assert found is not None
    assert found.behind == 2
    first.keep_first_page("en", {"day": "2020-04-02"})
    found = desk().first_page("en")
    assert found is not None
    assert (found.told, found.behind) == ({"day": "2020-04-02"}, 0)


def test_a_desk_that_does_not_know_of_the_last_commit_keeps_none(
    first: Store, desk: Desks, invoice: Callable[..., Invoice], moment: datetime
) -> None:
    """What it shows is of before: a buyer who was taken out for good could stand on it."""
    other = desk()
    other.load()
    first.commit(Change("import", (invoice(1),)), moment)
    other.keep_first_page("en", PAGE)
    assert first.first_page("en") is None
    other.commit(Change("look"), moment)
    other.keep_first_page("en", PAGE)
    found = first.first_page("en")
    assert found is not None
    assert found.behind == 0


def test_it_is_no_part_of_the_book(first: Store, desk: Desks, moment: datetime) -> None:
    before = first.load()
    first.keep_first_page("en", PAGE)
    assert desk().load() == before
    assert len(first.history()) == 1
    assert first.commit(Change("look"), moment) == ()


def test_nobody_who_was_taken_out_for_good_stands_on_it(first: Store, desk: Desks, keeper: Keeper, moment: datetime) -> None:
    first.keep_first_page("en", PAGE)
    first.keep_first_page("zh_CN", PAGE)
    first.close()
    keeper.purge("K-1", moment, "Mei")
    again = desk()
    assert again.first_page("en") is None
    assert again.first_page("zh_CN") is None


def test_where_nobody_may_write_it_is_read_and_none_is_kept(first: Store, desk: Desks, keeper: Keeper) -> None:
    first.keep_first_page("en", PAGE)
    keeper.forbid_writing()
    reader = desk()
    assert reader.read_only
    reader.keep_first_page("en", {"day": "2020-04-02"})
    found = reader.first_page("en")
    assert found is not None
    assert found.told == PAGE
