"""Amounts as systems write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.money import Money
from integrations.ledgers.amounts import AmountFormat
from integrations.ledgers.faults import BadCell

PLAIN = AmountFormat()
GERMAN = AmountFormat(decimal=",", thousands=".")
FRENCH = AmountFormat(decimal=",", thousands=" ")
SWISS = AmountFormat(thousands="'")
BARE = AmountFormat(thousands="")


@pytest.mark.parametrize(
    ("form", "text", "minor"),
    [
        (PLAIN, "26676.00", 2667600),
        (PLAIN, "1,234,567.8", 123456780),
        (PLAIN, "45", 4500),
        (PLAIN, ".5", 50),
        (PLAIN, "12.", 1200),
        (PLAIN, "-3.10", -310),
        (PLAIN, "−3.10", -310),
        (PLAIN, "3.10-", -310),
        (PLAIN, "(3.10)", -310),
        (PLAIN, "▲3.10", -310),
        (PLAIN, "$3.10", 310),
        (PLAIN, "-US$ 3.10", -310),
        (PLAIN, "3.10 USD", 310),
        (PLAIN, "3.10 Cr", -310),
        (PLAIN, "3.10DR.", 310),
        (PLAIN, "12,34,567.10", 123456710),
        (PLAIN, "（１，２３４．５０）", -123450),
        (PLAIN, "△3.10", -310),
        (PLAIN, "+3.10", 310),
        (PLAIN, "3.1000", 310),
        (GERMAN, "1.234,56", 123456),
        (FRENCH, "1\u202f234\u00a0567,89", 123456789),
        (SWISS, "1'234.50", 123450),
        (PLAIN, "-0.50", -50),
        (PLAIN, "999999999999.99", 99999999999999),
        (PLAIN, "9999999999999.99", 999999999999999),
    ],
)
def test_one_amount_in_many_hands(form: AmountFormat, text: str, minor: int) -> None:
    assert form.money(text, "USD", "amount") == Money(minor, "USD")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        (PLAIN, "1.234,56"),
        (PLAIN, "12,34"),
        (PLAIN, "1,23,45.00"),
        (GERMAN, "12.34.567,00"),
        (PLAIN, "$"),
        (PLAIN, "XXQ 3.10"),
        (PLAIN, "1,2345"),
        (PLAIN, "1e3"),
        (PLAIN, "-3-"),
        (PLAIN, "(3"),
        (PLAIN, "."),
        (PLAIN, "NaN"),
        (PLAIN, "١٢"),
        (GERMAN, "1,234.56"),
        (BARE, "1,234"),
        (PLAIN, "9" * 40),
    ],
)
def test_what_breaks_the_marks_is_no_amount(form: AmountFormat, text: str) -> None:
    with pytest.raises(BadCell) as refused:
        form.money(text, "USD", "Betrag")
    assert refused.value.cell_code == "bad_amount"
    assert refused.value.facts == {"column": "Betrag", "detail": text}


def test_a_mark_of_another_currency_is_no_mark_of_this_one() -> None:
    with pytest.raises(BadCell) as refused:
        PLAIN.money("€5", "USD", "Betrag")
    assert (refused.value.cell_code, refused.value.facts["expected"]) == ("currency_differs", "USD")
    assert PLAIN.money("$5", "CAD", "Betrag") == Money(500, "CAD")


def test_an_amount_finer_than_its_currency_is_refused_unless_rounding_is_agreed() -> None:
    with pytest.raises(BadCell) as refused:
        PLAIN.money("0.125", "USD", "amount")
    assert refused.value.cell_code == "amount_too_fine"
    with pytest.raises(BadCell):
        PLAIN.money("1.5", "JPY", "amount")
    assert PLAIN.money("0.125", "KWD", "amount") == Money(125, "KWD")
    assert AmountFormat(rounding=True).money("0.125", "USD", "amount") == Money(12, "USD")


@given(
    minor=st.integers(-(10**15), 10**15),
    marks=st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "'"), (".", "")]),
    negative=st.sampled_from(["-{}", "{}-", "({})"]),
)
def test_what_is_written_by_the_marks_is_read_back(minor: int, marks: tuple[str, str], negative: str) -> None:
    decimal, thousands = marks
    whole, cents = divmod(abs(minor), 100)
    groups: list[str] = []
    while whole >= 1000:
        whole, rest = divmod(whole, 1000)
        groups.insert(0, f"{rest:03d}")
    text = thousands.join([str(whole), *groups]) + f"{decimal}{cents:02d}"
    written = negative.format(text) if minor < 0 else text
    assert AmountFormat(decimal, thousands).money(written, "EUR", "amount") == Money(minor, "EUR")
