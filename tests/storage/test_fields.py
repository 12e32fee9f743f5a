"""One field of a fact into a document and back, by its declared type; what is of another kind is refused both ways."""

from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from credit.money import Money
from credit.problem import InvalidMoney
from storage.fields import Way, way


class Sign(StrEnum):
    PLUS = "plus"
    MINUS = "minus"


def nothing_nested(kind: type) -> Way:
    raise AssertionError(f"no record was expected, and {kind} was asked for")


@pytest.mark.parametrize(
    ("hint", "value", "written"),
    [
        (str, "亮水", "亮水"),
        (int, -3, -3),
        (bool, False, False),
        (date, date(2020, 2, 29), "2020-02-29"),
        (datetime, datetime(2020, 4, 1, 9, 30, tzinfo=UTC), "2020-04-01T09:30:00+00:00"),
        (Decimal, Decimal("4.50"), "4.50"),
        (Money, Money(1234567, "USD"), ["12345.67", "USD"]),
        (Money, Money(-5, "JPY"), ["-5", "JPY"]),
        (Money, Money(-5, "USD"), ["-0.05", "USD"]),
        (Money, Money(1, "KWD"), ["0.001", "KWD"]),  # a dinar has a thousand fils
        (Money | None, None, None),
        (Money | None, Money(0, "USD"), ["0.00", "USD"]),
        (Sign, Sign.MINUS, Sign.MINUS),
        (tuple[str, ...], ("a", "b"), ["a", "b"]),
        (tuple[str, ...], (), []),
        (tuple[tuple[str, str], ...], (("vat", "GB1"),), [["vat", "GB1"]]),
        (tuple[str, date], ("a", date(2020, 1, 2)), ["a", "2020-01-02"]),
        (Decimal | str | bool | date | Money | None, Decimal("4.5"), {"decimal": "4.5"}),
        (Decimal | str | bool | date | Money | None, "4.5", "4.5"),
        (Decimal | str | bool | date | Money | None, True, True),
        (Decimal | str | bool | date | Money | None, date(2020, 1, 2), {"date": "2020-01-02"}),
        (Decimal | str | bool | date | Money | None, Money(100, "EUR"), {"money": ["1.00", "EUR"]}),
        (Decimal | str | bool | date | Money | None, None, None),
    ],
)
def test_a_value_is_written_readably_and_comes_back(hint: Any, value: object, written: object) -> None:
    field = way(hint, nothing_nested)
    assert field.write(value) == written
    assert field.read(written) == value
    assert type(field.read(written)) is type(value)


@pytest.mark.parametrize(
    ("hint", "wrong"),
    [
        (str, 1),
        (int, True),  # yes and no are no numbers, whatever Python says
        (bool, 1),
        (date, datetime(2020, 1, 1, tzinfo=UTC)),
        (Decimal, 1),
        (Money, ("1.00", "USD")),
        (Sign, "both"),
        (tuple[str, ...], (1,)),
        (tuple[str, str], ("a",)),
    ],
)
def test_what_could_not_be_read_back_is_not_written(hint: Any, wrong: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        way(hint, nothing_nested).write(wrong)


@pytest.mark.parametrize(
    ("hint", "raw"),
    [
        (str, None),
        (int, "1"),
        (int, 1.0),
        (date, "soon"),
        (Decimal, 4.5),
        (Money, [1.0, "USD"]),
        (Money, ["1.00"]),
        (tuple[str, ...], "ab"),
        (tuple[str, str], ["a", "b", "c"]),
    ],
)
def test_a_document_of_another_kind_is_refused(hint: Any, raw: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        way(hint, nothing_nested).read(raw)


@pytest.mark.parametrize("raw", [["1.005", "USD"], ["1e-9", "USD"], ["much", "USD"], ["1.00", "usd"], ["1.00", "USD "]])
def test_what_is_no_money_is_refused_as_such(raw: object) -> None:
    with pytest.raises(InvalidMoney):
        way(Money, nothing_nested).read(raw)


def test_a_record_of_its_own_is_left_to_who_knows_it() -> None:
    own = Way(lambda value: {"n": value}, lambda raw: raw["n"])
    asked: list[object] = []

    def nested(kind: type) -> Way:
        asked.append(kind)
        return own

    assert way(tuple[list[int], ...], nested).write(([1], [2])) == [{"n": [1]}, {"n": [2]}]
    assert asked == [list[int]]


def test_equal_days_are_one_object() -> None:
    """A book of a hundred thousand invoices holds each of its days once."""
    field = way(date, nothing_nested)
    assert field.read("2020-01-10") is field.read("2020-01-10")
