"""The mechanism itself: it takes out what a reason names, and complains of a reason that names nothing."""

import pytest

from credit.reason import Reason
from tests.credit.little_book import little_book
from tests.credit.without_fact import named, without

BOOK = little_book("invoice C1 I1 -9 9USD \n invoice C1 I2 -9 9USD \n event C1 E1 -9 judgment")


def test_only_what_is_named_goes() -> None:
    left = without(BOOK, "C1", Reason("any", {"invoice": "I1", "days": 9})).accounts["C1"]
    assert [invoice.id for invoice in left.invoices] == ["I2"]
    assert len(left.events) == 1


def test_a_notice_is_an_event() -> None:
    assert named(Reason("any", {"notice": "E1"})) == {("event", "E1")}


def test_a_reason_without_a_fact_of_the_book_is_a_fault() -> None:
    with pytest.raises(AssertionError):
        without(BOOK, "C1", Reason("any", {"points": 50}))
