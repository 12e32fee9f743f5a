"""Row 21: a part that was renamed, is missing, or that nobody described is noted, whoever the provider is, and is not "none"."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from credit.report import Finding, FindingStatus
from integrations.keeping.agreed import all_granted
from integrations.provider import ProviderResult, ResultReason, Warned
from integrations.providers.builtin_file import facts_of
from integrations.providers.coface_reading import parse
from integrations.providers.completeness import drift_of, form_of
from integrations.providers.kinds import BUILT_IN
from tests.integrations.loopback import Play, reply
from tests.integrations.providers import test_companies_house as ch
from tests.integrations.providers import test_creditsafe as cs
from tests.integrations.providers import test_dnb as dnb
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import payload

Body = Any


def moved(body: Body, path: str, name: str) -> Body:
    """The body with what stands at `path` under another name beside it."""
    *way, last = path.split(".")
    at = body
    for step in way:
        at = at[step] if isinstance(at, dict) else at[int(step)]
    at[name] = at.pop(last)
    return body


def notes(result: ProviderResult) -> list[tuple[str, str]]:
    assert result.report is not None
    assert (Warned.DRIFTED in result.warnings) is bool(result.report.drift)
    assert {type(part) for note in result.report.drift for part in (note.path, note.expected, note.got)} <= {str}
    return [(note.path, note.got) for note in result.report.drift]


def found(result: ProviderResult, key: str) -> Finding:
    assert result.report is not None
    finding = result.report.finding(key)
    assert finding is not None
    return finding


def creditsafe(folder: Path, body: Body) -> ProviderResult:
    with cs.asked(folder, cs.TOKEN, reply(json.dumps({**body, "failedSections": []}).encode())) as (provider, _):
        return provider.fetch(cs.HALDON, cs.TODAY, granted=all_granted)


RENAMED = [
    ("report.negativeInformation", "negativeInfo", "operating_capability.court_judgments"),
    ("report.paymentData", "payments", "operating_capability.dbt_days"),
    ("report.financialStatements", "statements", "financial_strength.turnover"),
    ("report.creditScore", "score", "financial_strength.rating_provider"),
    ("report.creditScore.currentCreditRating.creditLimit", "limit", "financial_strength.credit_limit"),
    ("report.paymentData.dbt", "daysBeyondTerms", "operating_capability.dbt_days"),
    ("report.financialStatements.0.profitAndLoss", "incomeStatement", "financial_strength.turnover"),
]


@pytest.mark.parametrize(("path", "name", "key"), RENAMED, ids=[path for path, *_ in RENAMED])
def test_row_21_a_renamed_part_of_a_bureaus_report_is_noted_and_says_nothing(
    tmp_path: Path, path: str, name: str, key: str
) -> None:
    whole = creditsafe(tmp_path, cs.body())
    assert (notes(whole), found(whole, key).status) == ([], FindingStatus.KNOWN)
    result = creditsafe(tmp_path, moved(cs.body(), path, name))
    written = path.replace(".0", "[]")
    above = written.rpartition(".")[0]
    assert [at for at, _ in notes(result)] == [written, f"{above}.{name}"]
    assert (found(result, key).value, found(result, key).status) == (None, FindingStatus.UNAVAILABLE_NOW)


def test_row_21_what_must_stand_there_is_missed_though_nothing_stands_in_its_place(tmp_path: Path) -> None:
    body = cs.body()
    del body["report"]["creditScore"]
    del body["report"]["directors"]  # may be missing: nothing is noted
    result = creditsafe(tmp_path, body)
    assert notes(result) == [("report.creditScore", "nothing")]
    assert found(result, "financial_strength.rating_common").status is FindingStatus.UNAVAILABLE_NOW
    assert found(result, "management_factors.directors_active").status is FindingStatus.NOT_PUBLISHED


def test_row_21_a_name_nobody_described_alone_is_noted(tmp_path: Path) -> None:
    body = cs.body()
    body["report"]["sustainability\x1b[2J"] = [1]
    result = creditsafe(tmp_path, body)
    assert notes(result) == [("report.sustainability [2J", "list")]
    assert found(result, "financial_strength.turnover").status is FindingStatus.KNOWN


def test_row_21_a_report_most_of_which_was_renamed_is_not_used(tmp_path: Path) -> None:
    body = cs.body()
    parts = ("creditScore", "companySummary", "directors", "financialStatements", "negativeInformation", "paymentData")
    for name in parts:
        moved(body, f"report.{name}", f"{name}V2")
    result = creditsafe(tmp_path, body)
    assert (result.reason, result.report) == (ResultReason.FACTS_LOST, None)


def test_row_30_a_section_that_failed_is_no_drift_and_says_nothing_either(tmp_path: Path) -> None:
    body = cs.body()
    del body["report"]["paymentData"]
    with cs.asked(tmp_path, cs.TOKEN, reply(json.dumps({**body, "failedSections": ["PaymentData"]}).encode())) as (provider, _):
        result = provider.fetch(cs.HALDON, cs.TODAY, granted=all_granted)
    assert (result.reason, notes(result)) == (ResultReason.SECTIONS_FAILED, [])
    assert found(result, "operating_capability.dbt_days").status is FindingStatus.UNAVAILABLE_NOW


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DNB_KEYS", "key:lock")


def blocks(folder: Path, raw: bytes) -> ProviderResult:
    with dnb.dnb(folder, dnb.TOKEN, reply(raw)) as (provider, _):
        return provider.fetch(dnb.HALDON, TODAY, granted=all_granted)


def test_row_21_a_block_of_another_name_is_missed(tmp_path: Path) -> None:
    """A company without trade payments arrives with an empty list in their place, which is no drift."""
    body = json.loads(payload("dnb_datablocks"))
    empty = {**body, "organization": {**body["organization"], "businessTrading": []}}
    assert notes(blocks(tmp_path, json.dumps(empty).encode())) == []
    result = blocks(tmp_path, json.dumps(moved(body, "organization.businessTrading", "tradePayments")).encode())
    assert notes(result) == [("organization.businessTrading", "nothing")]
    assert found(result, "operating_capability.paydex").status is FindingStatus.UNAVAILABLE_NOW


def test_row_30_a_block_that_failed_says_nothing(tmp_path: Path) -> None:
    result = blocks(tmp_path, payload("dnb_datablocks_partial_block_failed"))
    assert notes(result) == []
    assert found(result, "operating_capability.paydex").status is FindingStatus.UNAVAILABLE_NOW
    assert found(result, "financial_strength.rating_provider").status is FindingStatus.KNOWN


def test_row_21_an_assessment_of_another_name_is_missed() -> None:
    rows = [json.loads(payload(f"coface_{name}")) for name in ("credit_opinion", "debtor_risk_assessment")]
    rows = [row for told in rows for row in (told if isinstance(told, list) else [told])]
    whole = parse(json.dumps(rows).encode(), rows[0]["companyId"])
    assert not isinstance(whole, ResultReason)
    assert whole.drift == ()
    for row in rows:
        if row["assessmentSlug"] == "credit-opinion":
            row["assessmentSlug"] = "credit-opinions"
    drifted = parse(json.dumps(rows).encode(), rows[0]["companyId"])
    assert not isinstance(drifted, ResultReason)
    assert {note.path for note in drifted.drift} == {"opinion", "late", "credit-opinions"}, (
        "which of the two it was nobody can say"
    )
    limit = next(each for each in drifted.findings if each.key == "financial_strength.credit_limit")
    assert limit.status is FindingStatus.UNAVAILABLE_NOW


def test_row_21_a_profile_without_its_accounts_is_noted() -> None:
    body = json.loads(ch.profile())
    with ch.asked(reply(json.dumps(moved(body, "accounts", "accounts_v2")).encode()), ch.NOTHING) as (provider, _):
        result = provider.fetch(ch.HALDON, ch.DAY, granted=all_granted)
    assert notes(result)[:2] == [("accounts", "nothing"), ("accounts_v2", "object")]
    assert found(result, "financial_strength.accounts_date").status is FindingStatus.UNAVAILABLE_NOW


def gleif(folder: Path, body: Body, parent: Play) -> ProviderResult:
    with asked(folder, "gleif", reply(json.dumps(body).encode()), parent) as (provider, _):
        return provider.fetch(buyer("GB", lei=body["data"]["attributes"]["lei"]), TODAY, granted=all_granted)


def test_row_21_a_record_of_gleif_says_what_of_it_is_gone(tmp_path: Path) -> None:
    nobody = reply(payload("gleif_error_404"), 404)
    assert notes(gleif(tmp_path, json.loads(payload("gleif_lei_lapsed")), nobody)) == []
    record = moved(json.loads(payload("gleif_lei_lapsed")), "data.attributes.registration.status", "state")
    result = gleif(tmp_path, record, reply(b'{"data": {"attributes": {"lei": "X"}}}'))
    assert notes(result) == [
        ("registration.status", "nothing"),
        ("registration.state", "text"),
        ("direct_parent: data.attributes.entity.legalName.name", "nothing"),
        ("parent: data.attributes.entity.legalName.name", "nothing"),
    ]
    assert found(result, "enterprise_quality.lei_status").status is FindingStatus.UNAVAILABLE_NOW
    assert found(result, "enterprise_quality.legal_status").status is FindingStatus.KNOWN


def test_row_21_a_register_of_vat_that_tells_a_name_elsewhere(tmp_path: Path) -> None:
    described = {**json.loads(payload("vies_valid")), "vatNumber": "136695976", "requestDate": f"{TODAY}T08:00:00.000Z"}
    renamed = moved(dict(described), "name", "fullName")
    for body, expected in ((described, []), (renamed, [("name", "nothing"), ("fullName", "text")])):
        with asked(tmp_path, "vies", reply(json.dumps(body).encode())) as (provider, _):
            result = provider.fetch(buyer(vat="DE136695976"), TODAY, granted=all_granted)
        assert notes(result) == expected
        assert found(result, "enterprise_quality.vat_valid").value is True
    assert found(result, "enterprise_quality.vat_name").status is FindingStatus.UNAVAILABLE_NOW


def sec(folder: Path, change: Callable[[Body], object]) -> ProviderResult:
    body = json.loads(payload("sec_companyfacts"))
    change(body)
    line = 'contact = "Example Trading Ltd credit@example.com"'
    with asked(folder, "sec", reply(json.dumps(body).encode()), lines=(line,)) as (provider, _):
        return provider.fetch(buyer("US", cik=str(body["cik"])), TODAY, granted=all_granted)


def usd(body: Body, tag: str) -> Body:
    return body["facts"]["us-gaap"][tag]["units"]["USD"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda body: None, []),
        (lambda body: moved(usd(body, "Revenues")[0], "filed", "at"), [("facts.us-gaap.Revenues.units.*[].filed", "nothing")]),
        (lambda body: usd(body, "Revenues")[0].update(end="2019"), [("facts.us-gaap.Revenues.units.*[]", "another")]),
        (lambda body: usd(body, "Revenues").append("odd"), [("facts.us-gaap.Revenues.units.*[]", "text")]),
        (lambda body: body["facts"]["us-gaap"]["Revenues"].update(units=[]), [("facts.us-gaap.Revenues.units", "list")]),
        (lambda body: body["facts"]["us-gaap"].update(Revenues=7), [("facts.us-gaap.Revenues.units", "nothing")]),
        (lambda body: body.update(entity=1), [("entity", "number")]),
    ],
    ids=["as described", "no day of filing", "an end that is none", "a text among the rows", "no units", "no tag", "a new name"],
)  # fmt: skip
def test_row_21_a_list_of_filings_says_which_rows_were_left_out(
    tmp_path: Path, change: Callable[[Body], object], expected: list[tuple[str, str]]
) -> None:
    assert notes(sec(tmp_path, change)) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda rows: None, []),
        (lambda rows: rows.insert(0, {**rows[0], "date": "2025", "value": "1.52"}), [("RL.EST: [1][].value", "text")]),
        (lambda rows: rows.insert(0, {**rows[0], "date": "YR2025"}), [("RL.EST: [1][].date", "text")]),
        (lambda rows: rows.insert(0, {**rows[0], "date": "2025", "value": None}), []),
        (lambda rows: rows[0].update(footnote=""), [("RL.EST: footnote", "text")]),
        (lambda rows: rows.insert(0, {k: v for k, v in rows[0].items() if k != "value"}), [("RL.EST: value", "nothing")]),
    ],
    ids=["as described", "a value as text", "another form of year", "no value yet", "a new name", "no value at all"],
)  # fmt: skip
def test_row_21_a_series_that_reads_otherwise_is_noted(
    tmp_path: Path, change: Callable[[Body], object], expected: list[tuple[str, str]]
) -> None:
    body = json.loads(payload("worldbank_ok"))
    change(body[1])
    with asked(tmp_path, "world_bank", reply(json.dumps(body).encode()), reply(b"{}", 404)) as (provider, _):
        result = provider.fetch(buyer("GB"), TODAY, granted=all_granted)
    assert notes(result) == expected
    assert found(result, "external_environment.wgi_rule_of_law").value == Decimal("1.41")


FORMS: list[Body] = [None, {}, [], True, "", 1, Decimal(1)]


@pytest.mark.parametrize("kind", [kind for kind in BUILT_IN if facts_of(kind).get("sections")])
def test_no_object_is_described_twice(kind: str) -> None:
    """A name read and known beside at once would never be missed; a part in front of its own would be told as two."""
    for told in facts_of(kind)["sections"].values():
        names = [*told.get("always", ()), *told.get("maybe", ()), *told.get("beside", ())]
        assert len(set(names)) == len(names)


def test_row_23_what_is_no_object_and_ten_thousand_names_are_borne() -> None:
    assert drift_of("vies", ["x"]).notes == ()
    body = {**json.loads(payload("vies_valid")), **{f"name{n}": 1 for n in range(10_000)}}
    assert len(drift_of("vies", body).notes) == 10
    assert [form_of(value) for value in FORMS] == [
        "nothing", "object", "list", "bool", "text", "number", "number",
    ]  # fmt: skip
