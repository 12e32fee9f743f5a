"""Sources of rates: what the service answers, what the bank's files hold, and what is no table at all."""

import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from integrations.rates_reading import RatesRefused, RatesTrouble, parse_answer, parse_file
from tests.shared import SHARED, needs_shared

DAY = date(2026, 11, 20)
HISTORY = """Date,USD,JPY,TRY,
2026-11-20,1.0834,163.20,N/A,
2026-11-19,1.0799,,46.1,
"""
PORTAL = """KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS
EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-11-20,1.0834,A
EXR.D.USD.EUR.SP00.A,D,USD,EUR,SP00,A,2026-11-23,,H
"""


def told(**changed: Any) -> bytes:
    """One rate as the service writes it."""
    return json.dumps([{"date": "2026-11-20", "base": "EUR", "quote": "USD", "rate": 1.0834, **changed}]).encode()


@needs_shared
def test_the_answer_of_the_service() -> None:
    raw = (SHARED / "providers/synthetic/frankfurter_v2_rates.json").read_bytes()
    found = parse_answer(raw)
    assert {currency: dict(days) for currency, days in found.rates.items()} == {
        "USD": {DAY: Decimal("1.0834")}, "GBP": {DAY: Decimal("0.8421")}, "CNY": {DAY: Decimal("7.6912")}
    }  # fmt: skip
    assert found.last == DAY


def test_the_euro_against_itself_is_no_rate() -> None:
    """The service's contract: the answer holds an identity record of the base."""
    with pytest.raises(RatesRefused) as caught:
        parse_answer(told(quote="EUR", rate=1))
    assert caught.value.reason is RatesTrouble.NOTHING_IN_IT


OF_A_DAY = {"amount": 1.0, "base": "EUR", "date": "2026-11-20", "rates": {"USD": 1.0834, "GBP": 0.8421}}
BY_DAY = {
    "amount": 1.0, "base": "EUR", "start_date": "2026-11-19", "end_date": "2026-11-20",
    "rates": {"2026-11-19": {"USD": 1.0799}, "2026-11-20": {"USD": 1.0834}},
}  # fmt: skip
"""Invented, of the two forms the contract of version 1 describes."""


def test_the_first_version_of_the_service_is_read_of_one_day_and_by_day() -> None:
    found = parse_answer(json.dumps(OF_A_DAY).encode())
    assert (found.rates, found.last) == ({"USD": {DAY: Decimal("1.0834")}, "GBP": {DAY: Decimal("0.8421")}}, DAY)
    assert parse_answer(json.dumps(BY_DAY).encode()).rates == {
        "USD": {date(2026, 11, 19): Decimal("1.0799"), DAY: Decimal("1.0834")}
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"amount": 10.0}, RatesTrouble.BAD_RATE),
        ({"base": "USD"}, RatesTrouble.OTHER_BASE),
        ({"rates": {}}, RatesTrouble.NOTHING_IN_IT),
        ({"rates": {"USD": -1}}, RatesTrouble.BAD_RATE),
        ({"rates": {"USD": [1]}}, RatesTrouble.BAD_RATE),
        ({"date": None}, RatesTrouble.NOT_A_TABLE),
        ({"date": [1]}, RatesTrouble.NOT_A_TABLE),
        ({"rates": 7}, RatesTrouble.NOT_A_TABLE),
    ],
    ids=str,
)
def test_what_is_no_rate_for_one_euro_in_the_first_version_is_refused(changed: Any, reason: RatesTrouble) -> None:
    """Ten times the rates of one euro are the rates of ten."""
    with pytest.raises(RatesRefused) as caught:
        parse_answer(json.dumps({**OF_A_DAY, **changed}).encode())
    assert caught.value.reason is reason


@pytest.mark.parametrize("raw", [HISTORY.encode(), b"\xef\xbb\xbf" + HISTORY.encode()])
def test_the_banks_history_leaves_out_what_was_not_published(raw: bytes) -> None:
    """N/A and a blank are no rate; the comma behind the last column is no currency."""
    found = parse_file(raw).rates
    assert {currency: sorted(days) for currency, days in found.items()} == {
        "USD": [date(2026, 11, 19), DAY], "JPY": [DAY], "TRY": [date(2026, 11, 19)]
    }  # fmt: skip


def test_the_history_comes_as_a_zip() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eurofxref-hist.csv", HISTORY)
    assert parse_file(packed.getvalue()) == parse_file(HISTORY.encode())


def test_an_extract_of_the_data_portal() -> None:
    assert parse_file(PORTAL.encode()).rates == {"USD": {DAY: Decimal("1.0834")}}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<html>Request Rejected</html>", RatesTrouble.NOT_A_TABLE),
        (b'{"amount": 1, "base": "EUR"}', RatesTrouble.NOT_A_TABLE),
        (b"[1]", RatesTrouble.NOT_A_TABLE),
        (b"[]", RatesTrouble.NOTHING_IN_IT),
        (told(base="USD"), RatesTrouble.OTHER_BASE),
        (told(rate=0), RatesTrouble.BAD_RATE),
        (told(rate=-1.1), RatesTrouble.BAD_RATE),
        (told(rate="1,0834"), RatesTrouble.BAD_RATE),
        (told(rate="1e999999"), RatesTrouble.BAD_RATE),
        (told(rate="1e-999999"), RatesTrouble.BAD_RATE),
        (told(rate=[1]), RatesTrouble.BAD_RATE),
        (told(rate=True), RatesTrouble.NOT_A_TABLE),
        (told(rate=None), RatesTrouble.NOTHING_IN_IT),
        (told(date="20/11/2026"), RatesTrouble.BAD_DAY),
        (told(quote="usd"), RatesTrouble.NOT_A_TABLE),
    ],
)
def test_row_17_an_answer_that_is_no_table_is_refused_whole(raw: bytes, reason: RatesTrouble) -> None:
    """A service behind a filter once answered 200 "Request Rejected" and its table went stale in silence (PROVIDERS.md 3)."""
    with pytest.raises(RatesRefused) as caught:
        parse_answer(raw)
    assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", RatesTrouble.NOT_A_TABLE),
        (b"customer,invoice\nC1,I1\n", RatesTrouble.NOT_A_TABLE),
        (b"Date,USD\n2026-11-20,N/A\n", RatesTrouble.NOTHING_IN_IT),
        (b"Date,USD\n20.11.2026,1.08\n", RatesTrouble.BAD_DAY),
        (b"Date,USD\n2026-11-20,NaN\n", RatesTrouble.BAD_RATE),
        (b"Date,USD\n2026-11-20," + b"1" * 140_000, RatesTrouble.NOT_A_TABLE),
        (b"Date,USD\n2026-11-20,1,08\n", RatesTrouble.NOT_A_TABLE),
        (b"PK\x03\x04 broken", RatesTrouble.UNREADABLE),
        (b"Date,USD\n2026-11-20,\xff\n", RatesTrouble.UNREADABLE),
        (PORTAL.replace(",USD,EUR,", ",EUR,USD,").encode(), RatesTrouble.OTHER_BASE),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(raw: bytes, reason: RatesTrouble) -> None:
    with pytest.raises(RatesRefused) as caught:
        parse_file(raw)
    assert caught.value.reason is reason


def test_an_archive_of_two_files_is_not_guessed_at() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", HISTORY)
        archive.writestr("b.csv", HISTORY)
    with pytest.raises(RatesRefused):
        parse_file(packed.getvalue())
