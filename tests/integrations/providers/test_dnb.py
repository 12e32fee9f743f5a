"""Direct+ over a line, with blocks of an invented company; what is expected was read off the payloads by eye."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from credit.money import Money
from credit.rating.scales import Scales, mapped
from credit.report import FindingStatus
from integrations.endings import Ending, Reason
from integrations.keeping.agreed import all_granted
from integrations.provider import Identifies, IdentityQuery, Provider, ResultReason
from integrations.providers.dnb_reading import parse
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import payload

DUNS = "999999999"
HALDON = buyer("GB", duns="99-999-9999")
TOKEN = reply(b'{"access_token": "SYNTHETIC", "expires_in": 86400, "token_type": "Bearer"}')
BLOCKS = reply(payload("dnb_datablocks"))
FIN, OPE = "financial_strength.", "operating_capability."


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DNB_KEYS", "key:lock")


@contextmanager
def dnb(folder: Path, *plays: Play) -> Iterator[tuple[Provider, Loopback]]:
    with asked(folder, "dnb", *plays, lines=('auth = { secret = "env:DNB_KEYS" }',)) as both:
        yield both


def body() -> Any:
    return json.loads(payload("dnb_datablocks"))


def test_blocks_are_asked_for_with_one_token_and_read(tmp_path: Path) -> None:
    with dnb(tmp_path, TOKEN, BLOCKS) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    login, order = server.requests
    assert (login.method, login.target, login.body) == ("POST", "/v3/token", b"grant_type=client_credentials")
    assert login.headers["authorization"] == "Basic a2V5OmxvY2s=", "base64 of key:lock"
    assert order.target.startswith(f"/v1/data/duns/{DUNS}?blockIDs=companyinfo_L2_v1")
    assert re.search(r"&customerReference=[0-9]{8}-[0-9a-f]{16}$", order.target), "the number of the call in the ledger"
    assert (result.ending, result.warnings) == (Ending.OK, ())
    report = result.report
    assert report is not None
    assert (report.as_of, report.provider_ref) == (date(2020, 7, 20), "syn-1")
    expected = {
        FIN + "rating_provider": Decimal(4),
        FIN + "failure_percentile": Decimal(6),
        FIN + "rating_text": "D4",
        FIN + "credit_limit": Money.of("500", "GBP"),
        OPE + "paydex": Decimal(48),
        OPE + "paydex_industry_median": Decimal(76),
        OPE + "payment_trend": "worsening",
        OPE + "dbt_days": Decimal(41),
        OPE + "past_due": Money.of("187950", "GBP"),
        OPE + "trade_lines": Decimal(58),
        "enterprise_quality.legal_status": "Active",
    }
    assert {key: found.value for key in expected if (found := report.finding(key))} == expected
    grades = {found.scale: found.grade.value for found in mapped([replace(report, provider="dnb")], Scales())}
    assert grades == {"dnb_class": "D", "paydex": "D"}, "class 4 of 5; 48 is under 50 and not under 30"


@pytest.mark.parametrize(("before", "trend"), [(48, "stable"), (40, "improving"), (None, None)])
def test_the_trend_is_told_only_where_both_scores_are(before: int | None, trend: str | None) -> None:
    changed = body()
    changed["organization"]["businessTrading"][0]["summary"][0]["threeMonthsPriorPaydexScore"] = before
    found = parse(json.dumps(changed).encode(), DUNS)
    assert not isinstance(found, ResultReason)
    assert next(each.value for each in found.findings if each.key == OPE + "payment_trend") == trend


def test_row_30_a_block_that_failed_is_named_and_the_others_read(tmp_path: Path) -> None:
    with dnb(tmp_path, TOKEN, reply(payload("dnb_datablocks_partial_block_failed"))) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, result.reason) == (Ending.PARTIAL, ResultReason.SECTIONS_FAILED)
    assert result.report is not None
    assert [part.section for part in result.report.failed] == ["paymentinsight_L3_v1"]
    found = {finding.key: finding for finding in result.report.findings}
    assert found[FIN + "rating_provider"].value == Decimal(4)
    limit = found[FIN + "credit_limit"]
    assert (limit.value, limit.status) == (None, FindingStatus.NOT_PUBLISHED), "row 21: a missing object comes as []"
    assert result.report.drift == ()


def test_row_2_a_token_that_is_over_is_fetched_once_more(tmp_path: Path) -> None:
    expired = reply(payload("dnb_error_401_expired"), 401)
    with dnb(tmp_path, TOKEN, BLOCKS, expired, TOKEN, BLOCKS) as (provider, server):
        provider.fetch(HALDON, TODAY, granted=all_granted)
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert [request.method for request in server.requests] == ["POST", "GET", "GET", "POST", "GET"]
    assert result.ending is Ending.OK


def test_row_4_no_right_to_a_product_is_no_token_that_is_over(tmp_path: Path) -> None:
    with dnb(tmp_path, TOKEN, reply(payload("dnb_error_401_not_entitled"), 401)) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, len(server.requests)) == (Ending.NOT_ENTITLED, 2)


def test_row_5_a_number_nobody_has_is_no_such_company(tmp_path: Path) -> None:
    with dnb(tmp_path, TOKEN, reply(payload("dnb_error_404"), 404)) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, result.reason) == (Ending.NOT_FOUND, Reason.NO_SUCH_RECORD)


def test_row_13_an_order_whose_answer_is_lost_is_sent_once(tmp_path: Path) -> None:
    with dnb(tmp_path, TOKEN, lambda visit: visit.reset(), BLOCKS) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, len(server.requests)) == (Ending.UNKNOWN_CHARGE, 2)


@pytest.mark.parametrize(
    ("duns", "against"),
    [("999999998", ResultReason.WRONG_COMPANY), ([], ResultReason.SUBJECT_MISSING), (999999999, ResultReason.SUBJECT_MISSING)],
)
def test_row_29_blocks_of_another_company_are_discarded(duns: Any, against: ResultReason) -> None:
    changed = body()
    changed["organization"]["duns"] = duns
    assert parse(json.dumps(changed).encode(), DUNS) is against


@pytest.mark.parametrize(("written", "reason"), [("", ResultReason.NO_ID), ("12345678", ResultReason.UNUSABLE_ID)])
def test_nobody_is_asked_by_a_number_that_is_none(tmp_path: Path, written: str, reason: ResultReason) -> None:
    with dnb(tmp_path, TOKEN) as (provider, server):
        assert provider.fetch(buyer("GB", duns=written), TODAY, granted=all_granted).reason == reason
    assert server.requests == []


def test_a_match_tells_how_sure_it_is_and_chooses_nobody(tmp_path: Path) -> None:
    found = {"organization": {"duns": DUNS, "primaryName": "HALDON", "countryISOAlpha2Code": "GB"}}
    rows = [{**found, "matchQualityInformation": {"confidenceCode": 9}}, {"organization": []}, "odd"]
    with dnb(tmp_path, TOKEN, reply(json.dumps({"matchCandidates": rows}).encode())) as (provider, server):
        assert isinstance(provider, Identifies)
        result = provider.identify(IdentityQuery("Haldon", "GB"))
    (one,) = result.candidates
    assert (one.kind, one.number, one.status) == ("duns", DUNS, "confidence 9/10")
    assert "countryISOAlpha2Code=GB" in server.requests[1].target


@pytest.mark.parametrize(("told", "ours"), [(["X1", "9900 0001"], True), (["99000002"], False), ([], False), ("odd", False)])
def test_a_match_is_asked_by_the_number_that_is_known_too(tmp_path: Path, told: Any, ours: bool) -> None:
    """What kind each of its registrations is, is told in words nobody lists: another number there contradicts nothing."""
    numbers = [{"registrationNumber": each} for each in told] if isinstance(told, list) else told
    row = {"organization": {"duns": DUNS, "primaryName": "HALDON", "registrationNumbers": numbers}}
    query = IdentityQuery("Haldon", "GB", registrations=(("company_number", "99000001"),))
    with dnb(tmp_path, TOKEN, reply(json.dumps({"matchCandidates": [row]}).encode())) as (provider, server):
        assert isinstance(provider, Identifies)
        (one,) = provider.identify(query).candidates
    assert "registrationNumber=99000001" in server.requests[1].target
    assert one.registrations == ((("company_number", "99000001"),) if ours else ())
