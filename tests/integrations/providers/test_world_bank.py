"""The World Bank over a line: two indicators, either of which may not come."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from integrations.endings import Ending, Reason
from integrations.provider import ResultReason
from tests.integrations.loopback import reply
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import payload

LAW, STABILITY = "external_environment.wgi_rule_of_law", "external_environment.wgi_political_stability"
BRITISH = buyer("GB")


def of(indicator: str, updated: str = "2025-09-30") -> bytes:
    body = json.loads(payload("worldbank_ok"))
    body[0]["lastupdated"] = updated
    body[1][0]["indicator"]["id"] = indicator
    return reply(json.dumps(body).encode())


def test_both_indicators_come_with_their_year(tmp_path: Path) -> None:
    with asked(tmp_path, "world_bank", of("RL.EST"), of("PV.EST"), path="/v2") as (provider, server):
        result = provider.fetch(BRITISH, TODAY)
    assert result.ending is Ending.OK
    assert result.report is not None
    assert {found.key: (found.value, found.original) for found in result.report.findings} == dict.fromkeys(
        (LAW, STABILITY), (Decimal("1.41"), "1.41 (2024)")
    )
    assert result.report.as_of == date(2025, 9, 30)
    assert [request.target for request in server.requests] == [
        f"/v2/country/GB/indicator/{indicator}?format=json&per_page=20" for indicator in ("RL.EST", "PV.EST")
    ]


def test_row_17_a_message_in_a_success_is_no_answer(tmp_path: Path) -> None:
    with asked(tmp_path, "world_bank", reply(payload("worldbank_http200_error"))) as (provider, _):
        result = provider.fetch(BRITISH, TODAY)
    assert (result.ending, result.reason, result.report) == (Ending.UNAVAILABLE, Reason.ERROR_INSIDE, None)


def test_one_indicator_that_does_not_come_leaves_the_other(tmp_path: Path) -> None:
    with asked(tmp_path, "world_bank", of("RL.EST"), reply(b"[]", 404)) as (provider, _):
        result = provider.fetch(BRITISH, TODAY)
    assert result.ending is Ending.PARTIAL
    assert result.report is not None
    assert [found.key for found in result.report.findings] == [LAW]


def test_a_series_renewed_after_the_day_is_not_read_back_into_the_past(tmp_path: Path) -> None:
    with asked(tmp_path, "world_bank", of("RL.EST"), of("PV.EST")) as (provider, _):
        result = provider.fetch(BRITISH, date(2020, 4, 1))
    assert (result.ending, result.reason, result.report) == (Ending.NOT_FOUND, ResultReason.REPORT_LATER, None)


def test_two_buyers_of_one_country_are_one_question(tmp_path: Path) -> None:
    with asked(tmp_path, "world_bank", of("RL.EST"), of("PV.EST")) as (provider, server):
        provider.fetch(BRITISH, TODAY)
        result = provider.fetch(replace(BRITISH, id="C2"), TODAY)
        assert (result.ending, len(server.requests)) == (Ending.OK, 2)
    with asked(tmp_path, "world_bank", of("RL.EST"), of("PV.EST"), lines=("keep = { fresh_days = 0 }",)) as (provider, server):
        provider.fetch(BRITISH, TODAY)
        provider.fetch(replace(BRITISH, id="C2"), TODAY)
        assert len(server.requests) == 4


def test_without_a_country_nobody_is_asked(tmp_path: Path) -> None:
    with asked(tmp_path, "world_bank", of("RL.EST")) as (provider, server):
        result = provider.fetch(buyer(""), TODAY)
        assert (result.ending, result.reason, server.requests) == (Ending.NOT_FOUND, ResultReason.NO_COUNTRY, [])
