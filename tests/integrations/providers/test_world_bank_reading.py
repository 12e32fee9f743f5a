"""Governance of a country: the newest estimate there is, of its year."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from integrations.endings import Reason
from integrations.provider import ResultReason
from integrations.providers.world_bank_reading import Governance, parse, refusal
from tests.integrations.providers.generic_files import payload


def rows(*told: dict[str, Any], head: Any = None) -> bytes:
    row = json.loads(payload("worldbank_ok"))[1][0]
    first = {"page": 1, "lastupdated": "2026-09-30"} if head is None else head
    return json.dumps([first, [{**row, **each} for each in told]]).encode()


def test_an_estimate_with_its_year_and_the_day_the_series_was_renewed() -> None:
    assert parse(payload("worldbank_ok"), "RL.EST", "GB") == Governance(Decimal("1.41"), 2024, date(2026, 9, 30))


def test_a_year_without_a_value_leaves_the_one_before() -> None:
    raw = rows({"date": "2025", "value": None}, {"date": "2023", "value": 1.2}, {"date": "2024", "value": -0.5})
    found = parse(raw, "RL.EST", "GB")
    assert isinstance(found, Governance)
    assert (found.value, found.year) == (Decimal("-0.5"), 2024)


def test_row_17_a_message_in_a_success_is_no_answer() -> None:
    assert refusal(json.loads(payload("worldbank_http200_error")), 200) is Reason.ERROR_INSIDE
    assert refusal(json.loads(payload("worldbank_ok")), 200) is None


@pytest.mark.parametrize(("country", "indicator"), [("FR", "RL.EST"), ("GB", "PV.EST")])
def test_row_29_another_country_or_another_indicator(country: str, indicator: str) -> None:
    assert parse(payload("worldbank_ok"), indicator, country) is ResultReason.WRONG_COMPANY


@pytest.mark.parametrize(
    "changed",
    [
        {"value": None},
        {"value": "1.41"},
        {"value": True},
        {"value": 87.5},
        {"date": "2024Q1"},
        {"date": 2024},
        {"date": "２０２４"},
    ],
    ids=str,
)
def test_row_21_a_row_that_is_no_estimate_is_left_out(changed: dict[str, Any]) -> None:
    """87.5 is a percentile rank, another series of the same source."""
    assert parse(rows(changed), "RL.EST", "GB") is ResultReason.NOTHING_KNOWN


@pytest.mark.parametrize("raw", [b"[]", b"{}", b"[{}]", b"[{}, null]", b"[{}, {}]", b"[1, 2]", b"null"])
def test_row_26_nothing_in_it(raw: bytes) -> None:
    assert parse(raw, "RL.EST", "GB") is ResultReason.NOTHING_KNOWN


def test_row_25_a_day_that_is_none_leaves_the_estimate() -> None:
    found = parse(rows({}, head={"lastupdated": "30/09/2026"}), "RL.EST", "GB")
    assert isinstance(found, Governance)
    assert found.published_on is None
