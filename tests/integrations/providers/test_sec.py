"""The SEC over a line: who asks says who it is, and the figures come under the keys the models read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from credit.money import Money
from integrations.endings import Ending
from integrations.provider import ResultReason
from integrations.providers.strict_table import ProviderFileRefused
from integrations.registry import make
from tests.integrations.loopback import reply
from tests.integrations.providers.builtins import TODAY, asked, buyer, file_of
from tests.integrations.providers.generic_files import payload

CONTACT = ('contact = "Example Trading Ltd credit@example.com"',)
LISTED = buyer("US", cik="9999999")


def test_the_latest_year_comes_with_who_asks_in_the_user_agent(tmp_path: Path) -> None:
    with asked(tmp_path, "sec", reply(payload("sec_companyfacts")), lines=CONTACT) as (provider, server):
        result = provider.fetch(LISTED, date(2026, 11, 22))
    assert result.ending is Ending.OK
    assert result.report is not None
    told = {found.key: found.value for found in result.report.findings}
    assert told == {
        "financial_strength.accounts_date": date(2025, 12, 31),
        "financial_strength.trade_payables": Money.of("911000", "USD"),
        "financial_strength.turnover": Money.of("4210000", "USD"),
    }
    assert result.report.as_of == date(2026, 5, 4)
    (request,) = server.requests
    assert request.target == "/api/xbrl/companyfacts/CIK0009999999.json"
    assert request.headers["user-agent"] == "dunnage Example Trading Ltd credit@example.com"


@pytest.mark.parametrize("lines", [(), ('contact = "Example Trading Ltd"',), ('contact = "a@b.com\\r\\nX: y"',)])
def test_without_a_contact_the_file_is_refused(lines: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(ProviderFileRefused) as caught:
        make("sec", file_of(tmp_path, "sec", *lines, name="sec"))
    assert caught.value.facts["key"] == "contact"


def test_a_company_that_files_nothing_there_and_a_page_of_a_proxy(tmp_path: Path) -> None:
    missing = reply(b"<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", 404, "application/xml")
    with asked(tmp_path, "sec", missing, lines=CONTACT) as (provider, _):
        result = provider.fetch(LISTED, TODAY)
    assert (result.ending, result.reason) == (Ending.NOT_FOUND, ResultReason.NOT_FILED)
    for play in (reply(b"<html>no</html>", 404, "text/html"), reply(b"no", 404, "text/plain")):
        with asked(tmp_path, "sec", play, lines=CONTACT) as (provider, _):
            assert provider.fetch(LISTED, TODAY).ending is Ending.BAD_RESPONSE


@pytest.mark.parametrize(
    ("cik", "reason"), [("", ResultReason.NO_ID), ("12345678901", ResultReason.UNUSABLE_ID), ("../1", ResultReason.UNUSABLE_ID)]
)
def test_what_is_no_cik_is_not_sent(cik: str, reason: ResultReason, tmp_path: Path) -> None:
    with asked(tmp_path, "sec", reply(payload("sec_companyfacts")), lines=CONTACT) as (provider, server):
        result = provider.fetch(buyer("US", cik=cik), TODAY)
        assert (result.ending, result.reason, server.requests) == (Ending.NOT_FOUND, reason, [])


@pytest.mark.parametrize("body", [b"{", b'{"cik": 9999999, "cik": 1}', b"[]"])
def test_rows_15_and_22_what_is_no_list_is_not_used(body: bytes, tmp_path: Path) -> None:
    with asked(tmp_path, "sec", reply(body), lines=CONTACT) as (provider, _):
        result = provider.fetch(LISTED, TODAY)
    assert (result.ending, result.report) == (Ending.BAD_RESPONSE, None)


def test_row_18_a_list_of_many_megabytes_is_read_and_one_beyond_its_own_cap_is_not(tmp_path: Path) -> None:
    """Ten megabytes are over the usual cap of eight, and usual here."""
    body: dict[str, Any] = json.loads(payload("sec_companyfacts"))
    body["filler"] = "x" * (10 << 20)
    with asked(tmp_path, "sec", reply(json.dumps(body).encode()), lines=CONTACT) as (provider, _):
        assert provider.fetch(LISTED, date(2026, 11, 22)).ending is Ending.OK
    with asked(tmp_path, "sec", reply(b"x" * (25 << 20)), lines=CONTACT) as (provider, _):
        assert provider.fetch(LISTED, TODAY).reason == "too_large"
