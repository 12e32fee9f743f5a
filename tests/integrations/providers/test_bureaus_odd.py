"""Row 21 in full: whatever stands in any place of a bureau's answer, it is read as far as it goes, and nothing breaks."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from credit.customer import Customer
from integrations.endings import Setback
from integrations.providers import coface_reading, creditsafe_reading, dnb_reading
from tests.integrations.providers.builtins import buyer
from tests.integrations.providers.generic_files import payload

COFACE = "00000000-0000-3000-8000-000000000001"
HALDON: Customer = buyer("GB", company_number="99000001")
ODD = [None, [], {}, "x", 5, True, ["a", 2], {"a": 1}, "2020-13-45", [{"yearEndDate": 3}, {"yearEndDate": "x"}]]


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place below a value."""
    for step in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*way, step)
        yield from places(value[step], (*way, step))


def read(raw: bytes) -> None:
    """Let every bureau read it; only what is no JSON may be refused."""
    try:
        creditsafe_reading.parse(raw, "GB-0-99000001", HALDON)
        dnb_reading.parse(raw, "999999999")
        coface_reading.parse(raw, COFACE)
        creditsafe_reading.candidates(raw, "creditsafe")
        dnb_reading.candidates(raw, "dnb")
    except Setback:
        return


@pytest.mark.parametrize(
    "name", ["creditsafe_report_gb", "dnb_datablocks", "coface_credit_opinion", "coface_debtor_risk_assessment"]
)
def test_row_21_any_place_may_hold_anything(name: str) -> None:
    whole = json.loads(payload(name))
    for way in places(whole):
        for odd in ODD:
            changed = copy.deepcopy(whole)
            at = changed
            for step in way[:-1]:
                at = at[step]
            at[way[-1]] = odd
            read(json.dumps(changed).encode())
