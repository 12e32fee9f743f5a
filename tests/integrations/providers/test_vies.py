"""VIES and HMRC over a line: three answers, and what is never asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from credit.report import FindingStatus
from integrations.endings import Ending, Reason
from integrations.provider import ResultReason, Warned
from tests.integrations.loopback import reply
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import payload

ALDER = buyer(vat="DE136695976")


def vies(**changed: Any) -> bytes:
    body = {**json.loads(payload("vies_valid")), "vatNumber": "136695976", "requestDate": f"{TODAY}T08:00:00.000Z"}
    return reply(json.dumps({**body, **changed}).encode())


def error(word: str, status: int = 200) -> bytes:
    return reply(json.dumps({"actionSucceed": False, "errorWrappers": [{"error": word}]}).encode(), status)


def test_a_registered_number_is_asked_by_a_question_that_names_nothing_else(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", vies()) as (provider, server):
        result = provider.fetch(ALDER, TODAY)
    assert (result.ending, result.reason, result.warnings) == (Ending.OK, "", ())
    assert result.report is not None
    valid, name = result.report.finding("enterprise_quality.vat_valid"), result.report.finding("enterprise_quality.vat_name")
    assert valid is not None
    assert name is not None
    assert (valid.value, name.value, name.status) == (True, None, FindingStatus.NOT_PUBLISHED)
    assert result.report.as_of == TODAY
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/check-vat-number")
    assert json.loads(request.body) == {"countryCode": "DE", "vatNumber": "136695976"}


def test_greece_is_asked_by_its_own_letters(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", vies(countryCode="EL", vatNumber="094259216")) as (provider, server):
        assert provider.fetch(buyer("GR", vat="094259216"), TODAY).ending is Ending.OK
        assert json.loads(server.requests[0].body)["countryCode"] == "EL"


def test_a_number_that_is_not_registered_is_told_as_such(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", vies(valid=False)) as (provider, _):
        report = provider.fetch(ALDER, TODAY).report
    assert report is not None
    found = report.finding("enterprise_quality.vat_valid")
    assert found is not None
    assert found.value is False


@pytest.mark.parametrize(
    ("play", "ending", "reason"),
    [
        (reply(payload("vies_http200_member_state_down")), Ending.UNAVAILABLE, Reason.ERROR_INSIDE),
        (error("TIMEOUT"), Ending.UNAVAILABLE, Reason.ERROR_INSIDE),
        (error("MS_UNAVAILABLE", 400), Ending.UNAVAILABLE, Reason.ERROR_INSIDE),
        (error("INVALID_INPUT", 400), Ending.NOT_FOUND, Reason.NO_SUCH_RECORD),
        (error("IP_BLOCKED"), Ending.NOT_ENTITLED, Reason.FORBIDDEN),
    ],
)
def test_row_17_a_member_state_that_does_not_answer_is_never_not_registered(
    play: bytes, ending: Ending, reason: Reason, tmp_path: Path
) -> None:
    with asked(tmp_path, "vies", play) as (provider, server):
        result = provider.fetch(ALDER, TODAY)
        assert (result.ending, result.reason, result.report) == (ending, reason, None)
        asked_for = [request.target for request in server.requests]
        assert asked_for[1:] == (["/check-status"] if reason is Reason.ERROR_INSIDE else []), "the question itself is put once"


STATUS = {
    "vow": {"available": True},
    "countries": [{"countryCode": "DE", "availability": "Unavailable"}, {"countryCode": "EL"}, 7],
}


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (STATUS, "DE: Unavailable"),
        ({**STATUS, "vow": {"available": False}}, "VIES: available = false"),
        ({**STATUS, "countries": [{"countryCode": "EL", "availability": "Unavailable"}]}, ""),
        ({"vow": 7, "countries": "?"}, ""),
        ([], ""),
    ],
)
def test_what_vies_says_of_the_member_state_explains_a_failure(tmp_path: Path, status: Any, word: str) -> None:
    with asked(tmp_path, "vies", error("MS_UNAVAILABLE"), reply(json.dumps(status).encode())) as (provider, _):
        result = provider.fetch(ALDER, TODAY)
    assert (result.ending, result.reason, result.word, result.report) == (Ending.UNAVAILABLE, Reason.ERROR_INSIDE, word, None)


def test_where_the_status_does_not_come_the_failure_stands_as_it_was(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", error("MS_UNAVAILABLE"), reply(b"{}", 404)) as (provider, _):
        result = provider.fetch(ALDER, TODAY)
    assert (result.ending, result.reason, result.word) == (Ending.UNAVAILABLE, Reason.ERROR_INSIDE, "")


def test_row_17_a_member_state_that_is_busy_is_left_alone_until_a_time(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", error("MS_MAX_CONCURRENT_REQ")) as (provider, _):
        result = provider.fetch(ALDER, TODAY)
    assert (result.ending, result.report) == (Ending.RATE_LIMITED, None)


def test_row_29_an_answer_about_another_number_is_not_used(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", vies(vatNumber="999999999")) as (provider, _):
        result = provider.fetch(ALDER, TODAY)
    assert (result.ending, result.reason, result.report) == (Ending.BAD_RESPONSE, ResultReason.WRONG_COMPANY, None)


def test_a_number_under_another_name_is_told(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", vies(name="ZEPHYR MARITIME HOLDING SA")) as (provider, _):
        assert provider.fetch(ALDER, TODAY).warnings == (Warned.NAME_DIFFERS,)
    with asked(tmp_path, "vies", vies(name="ALDER GESELLSCHAFT MBH")) as (provider, _):
        assert provider.fetch(ALDER, TODAY).warnings == ()


@pytest.mark.parametrize(
    ("numbers", "country", "reason"),
    [
        ({}, "DE", ResultReason.NO_ID),
        ({"vat": "DE136695978"}, "DE", ResultReason.VAT_MISTYPED),
        ({"vat": "GB980780684"}, "GB", ResultReason.VAT_OF_BRITAIN),
        ({"vat": "980780684"}, "GB", ResultReason.VAT_OF_BRITAIN),
        ({"vat": "123456789"}, "US", ResultReason.NO_VAT_REGISTER),
    ],
)
def test_what_cannot_be_asked_is_not_sent(numbers: dict[str, str], country: str, reason: ResultReason, tmp_path: Path) -> None:
    with asked(tmp_path, "vies", vies()) as (provider, server):
        result = provider.fetch(buyer(country, **numbers), TODAY)
        assert (result.ending, result.reason) == (Ending.NOT_FOUND, reason)
        assert server.requests == []
        assert provider.under_way(buyer(country, **numbers)) is False


def test_what_is_so_today_is_not_read_back_into_the_past(tmp_path: Path) -> None:
    with asked(tmp_path, "vies", vies()) as (provider, server):
        result = provider.fetch(ALDER, TODAY.replace(year=TODAY.year - 1))
        assert (result.ending, result.reason, server.requests) == (Ending.NOT_FOUND, ResultReason.REPORT_LATER, [])


TOKEN = reply(b'{"access_token": "T-1", "expires_in": 14400}')
KEY = ('auth = { secret = "env:HMRC_KEYS" }',)
TARGET = {"target": {"name": "ALDER LTD", "vatNumber": "980780684"}, "processingDate": f"{TODAY}T09:00:00+00:00"}
BRITISH = buyer("GB", vat="GB 980 7806 84")


def test_hmrc_is_asked_with_a_token_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HMRC_KEYS", "client:CANARY-7f3a")
    with asked(tmp_path, "hmrc", TOKEN, reply(json.dumps(TARGET).encode()), lines=KEY) as (provider, server):
        result = provider.fetch(BRITISH, TODAY)
    assert (result.ending, result.reason) == (Ending.OK, "")
    login, lookup = server.requests
    assert (login.method, login.target) == ("POST", "/oauth/token")
    assert b"scope=read%3Avat" in login.body
    assert (lookup.target, lookup.headers["authorization"]) == (
        "/organisations/vat/check-vat-number/lookup/980780684", "Bearer T-1"
    )  # fmt: skip
    assert lookup.headers["accept"] == "application/vnd.hmrc.2.0+json"


def test_row_5_hmrcs_own_404_says_that_it_is_not_registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HMRC_KEYS", "client:CANARY-7f3a")
    with asked(tmp_path, "hmrc", TOKEN, reply(b'{"code": "NOT_FOUND"}', 404), lines=KEY) as (provider, _):
        result = provider.fetch(BRITISH, TODAY)
    assert result.report is not None
    found = result.report.finding("enterprise_quality.vat_valid")
    assert found is not None
    assert found.value is False


@pytest.mark.parametrize(
    "play",
    [
        reply(b"<html>gone</html>", 404, "text/html"),
        reply(b'{"code": "MATCHING_RESOURCE_NOT_FOUND"}', 404),
        reply(b"", 404),
        reply(b" \n", 404),
        reply(b"[]", 404),
    ],
)
def test_row_6_another_404_says_nothing_of_the_number(play: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HMRC_KEYS", "client:CANARY-7f3a")
    with asked(tmp_path, "hmrc", TOKEN, play, lines=KEY) as (provider, _):
        result = provider.fetch(BRITISH, TODAY)
    assert (result.ending, result.report) == (Ending.BAD_RESPONSE, None)


def test_hmrc_knows_no_number_of_another_register(tmp_path: Path) -> None:
    with asked(tmp_path, "hmrc", TOKEN, lines=KEY) as (provider, server):
        result = provider.fetch(ALDER, TODAY)
        assert (result.ending, result.reason, server.requests) == (Ending.NOT_FOUND, ResultReason.NO_VAT_REGISTER, [])
