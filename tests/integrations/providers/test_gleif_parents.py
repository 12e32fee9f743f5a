"""Who stands above a buyer by GLEIF, and why nobody is named: the reporting exceptions, over a line."""

import json
from pathlib import Path
from typing import Any

import pytest

from credit.report import CreditReport, Finding, FindingStatus
from integrations.endings import Ending
from integrations.provider import ProviderResult, Warned
from integrations.providers.gleif_parents import Level
from tests.integrations.loopback import Play, reply
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import payload

LEI = "99990000000000HPIM47"
HALDON = buyer("GB", lei=LEI)
NO_PARENT = reply(payload("gleif_error_404"), 404)
APPLICABLE, SILENT = FindingStatus.NOT_APPLICABLE, FindingStatus.NOT_PUBLISHED
RELATED, EXCEPTED = {"related": "https://lei.example/p"}, {"reporting-exception": "https://elsewhere.example/../x"}


def record(direct: dict[str, str], ultimate: dict[str, str]) -> bytes:
    """A record that says of each parent whether there is one or an exception."""
    body = json.loads(payload("gleif_lei_lapsed"))
    body["data"]["relationships"] = {"direct-parent": {"links": direct}, "ultimate-parent": {"links": ultimate}}
    return reply(json.dumps(body).encode())


def exception(reason: Any, level: str = "ULTIMATE", **more: str) -> bytes:
    told = {"lei": LEI, "category": f"{level}_ACCOUNTING_CONSOLIDATION_PARENT", "reason": reason, "reference": None, **more}
    return reply(json.dumps({"data": {"type": "reporting-exceptions", "attributes": told}}).encode())


def parent(name: str) -> bytes:
    return reply(json.dumps({"data": {"attributes": {"lei": "L", "entity": {"legalName": {"name": name}}}}}).encode())


def fetched(folder: Path, *plays: Play) -> tuple[ProviderResult, list[str]]:
    with asked(folder, "gleif", *plays) as (provider, server):
        result = provider.fetch(HALDON, TODAY)
    return result, [request.target.removeprefix(f"/lei-records/{LEI}") for request in server.requests]


def found(report: CreditReport | None, name: str) -> Finding:
    finding = report.finding(f"enterprise_quality.{name}") if report else None
    assert finding is not None
    return finding


def test_both_parents_are_named_where_both_are_told(tmp_path: Path) -> None:
    result, targets = fetched(tmp_path, record(RELATED, RELATED), parent("Haldon Holdings Ltd"), parent("Haldon Group plc"))
    assert targets == ["", "/direct-parent", "/ultimate-parent"]
    named = [found(result.report, name) for name in ("direct_parent", "ultimate_parent")]
    assert [(each.value, each.endpoint) for each in named] == [
        ("Haldon Holdings Ltd", "direct_parent"),
        ("Haldon Group plc", "parent"),
    ]
    assert [check.found for check in result.checks] == [1]


@pytest.mark.parametrize(
    ("reason", "value", "status"),
    [
        ("NATURAL_PERSONS", "natural_persons", APPLICABLE),
        ("NON_CONSOLIDATING", "non_consolidating", APPLICABLE),
        ("NO_KNOWN_PERSON", "no_known_person", APPLICABLE),
        ("NO_LEI", "parent_without_lei", SILENT),
        ("NON_PUBLIC", "parent_not_public", SILENT),
        ("BINDING_LEGAL_COMMITMENTS", "parent_bound_to_silence", SILENT),
        ("LEGAL_OBSTACLES", "parent_legal_obstacles", SILENT),
        ("CONSENT_NOT_OBTAINED", "parent_no_consent", SILENT),
        ("DETRIMENT_NOT_EXCLUDED", "parent_detriment_feared", SILENT),
        ("DISCLOSURE_DETRIMENTAL", "parent_detrimental", SILENT),
    ],
)
def test_an_exception_is_told_with_its_reason_and_asked_by_an_address_of_ours(
    tmp_path: Path, reason: str, value: str, status: FindingStatus
) -> None:
    """Where nobody consolidates it the question of a parent does not arise; else one may be there and is not told."""
    plays = (record(RELATED, EXCEPTED), parent("Haldon Holdings Ltd"), exception(reason))
    result, targets = fetched(tmp_path, *plays)
    assert targets == ["", "/direct-parent", "/ultimate-parent-reporting-exception"]
    nobody, why = found(result.report, "ultimate_parent"), found(result.report, "ultimate_parent_exception")
    assert (nobody.value, nobody.status, nobody.original) == (None, status, reason)
    assert (why.value, why.status, why.path, why.endpoint) == (
        value,
        FindingStatus.KNOWN,
        "data.attributes.reason",
        "parent_exception",
    )
    assert result.report is not None
    assert why.raw_sha256 not in ("", result.report.raw_sha256), "it was read from an answer of its own"
    assert (result.ending, [check.found for check in result.checks]) == (Ending.OK, [0])


def test_row_21_a_reason_nobody_knows_is_kept_as_it_was(tmp_path: Path) -> None:
    result, _ = fetched(tmp_path, record(EXCEPTED, EXCEPTED), exception("SOMETHING_NEW", "DIRECT"), exception("NO_LEI"))
    why = found(result.report, "direct_parent_exception")
    assert (why.value, why.status, why.original) == (None, FindingStatus.AMBIGUOUS, "SOMETHING_NEW")
    assert found(result.report, "ultimate_parent_exception").value == "parent_without_lei"


@pytest.mark.parametrize(
    ("play", "place"),
    [
        (exception("NO_LEI", lei="529900T8BM49AURSDO55"), "parent_exception: data.attributes.lei"),
        (exception("NO_LEI", "DIRECT"), "parent_exception: data.attributes.category"),
        (exception(["NO_LEI"]), "parent_exception: data.attributes.reason"),
        (reply(b'{"data": null}'), "parent_exception: data.attributes.reason"),
        (reply(b"", 404), "parent_exception: data.attributes.reason"),
    ],
)
def test_rows_6_and_21_and_29_what_is_no_exception_of_this_company_is_none(tmp_path: Path, play: bytes, place: str) -> None:
    result, _ = fetched(tmp_path, record(RELATED, EXCEPTED), NO_PARENT, play)
    assert (result.ending, result.warnings, result.checks) == (Ending.OK, (Warned.DRIFTED,), ())
    assert result.report is not None
    assert [note.path for note in result.report.drift] == [place]
    assert result.report.finding("enterprise_quality.ultimate_parent") is None


def test_an_exception_that_is_not_there_any_more_names_nobody(tmp_path: Path) -> None:
    result, _ = fetched(tmp_path, record(EXCEPTED, EXCEPTED), NO_PARENT)
    assert [check.found for check in result.checks] == [0]
    assert result.report is not None
    assert not [finding for finding in result.report.findings if "parent" in finding.key]


def test_each_parent_is_a_finding_of_its_own() -> None:
    assert [level.key for level in Level] == ["enterprise_quality.direct_parent", "enterprise_quality.ultimate_parent"]
