"""Who has which buyer, on every kind of store: read back, undone, of any day, and shown to the other desk."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from credit.actions import Hand, claim, hand_over, unclaim
from credit.assignment import standing_on
from credit.book import Book
from credit.change import BuyerMoved, Change
from credit.customer import Customer
from storage.store import Store

DAY = date(2020, 1, 9)
ANNA, BEN = Hand("anna", DAY, "a1"), Hand("ben", DAY, "b1")


def holders(book: Book, on: date) -> list[str]:
    known = book.as_known_on(on)
    return [each.to for id in known.accounts for each in standing_on(known.account(id).assignments, on)]


@pytest.fixture
def shared(store: Store, buyer: Customer, moment: datetime) -> Book:
    """One buyer that anna claimed through the Monday after."""
    change = Change("import", (buyer,))
    book = Book().after(change)
    store.commit(change, moment)
    claimed = claim(book, ANNA, buyer.id, date(2020, 1, 13))
    store.commit(claimed, moment)
    return book.after(claimed)


def test_a_claim_is_read_back_with_all_it_says(store: Store, shared: Book, buyer: Customer) -> None:
    book, problems = store.load()
    assert (book, problems) == (shared, ())
    (fact,) = book.account(buyer.id).assignments
    assert (fact.to, fact.who, fact.on, fact.until) == ("anna", "anna", DAY, date(2020, 1, 13))
    assert [holders(book, day) for day in (date(2020, 1, 8), DAY, date(2020, 1, 13), date(2020, 1, 14))] == [
        [], ["anna"], ["anna"], []
    ]  # fmt: skip


def test_a_hand_over_lies_over_it_and_letting_go_ends_it(store: Store, shared: Book, buyer: Customer, moment: datetime) -> None:
    over = hand_over(shared, Hand("anna", DAY, "a2"), buyer.id, "anna", "ben", date(2020, 2, 1), "holiday")
    store.commit(over, moment)
    assert holders(store.load()[0], DAY)[-1] == "ben"
    store.commit(unclaim(shared.after(over), BEN, buyer.id), moment)
    assert holders(store.load()[0], DAY) == ["anna"]


def test_a_claim_that_another_desk_made_meanwhile_is_shown_and_nothing_is_written(
    desk: Callable[[], Store], buyer: Customer, moment: datetime
) -> None:
    annas, bens = desk(), desk()
    change = Change("import", (buyer,))
    seen = Book().after(change)
    annas.commit(change, moment)
    assert bens.load()[0] == seen
    annas.commit(claim(seen, ANNA, buyer.id), moment)
    with pytest.raises(BuyerMoved) as moved:
        bens.commit(claim(seen, BEN, buyer.id), moment, [buyer.id])
    assert [change.what for change in moved.value.news] == ["claim"]
    assert holders(annas.load()[0], DAY) == ["anna"]
