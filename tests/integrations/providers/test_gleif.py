"""GLEIF over a line: whether a buyer still stands, who owns it, and whom a name may mean."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from credit.identity import Likeness, ranked
from credit.report import EventKind, FindingStatus
from integrations.endings import Ending, Reason
from integrations.keeping.records import Records
from integrations.provider import Identifies, IdentityQuery, ResultReason, Warned
from integrations.providers.gleif_reading import candidates, parse
from tests.integrations.loopback import reply
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import payload
from tests.shared import SHARED, needs_shared

LEI = "99990000000000HPIM47"
HALDON = buyer("GB", lei=LEI)
NO_PARENT = reply(payload("gleif_error_404"), 404)


def test_a_lapsed_registration_is_told_and_a_dissolved_company_is(tmp_path: Path) -> None:
    with asked(tmp_path, "gleif", reply(payload("gleif_lei_lapsed")), NO_PARENT) as (provider, server):
        result = provider.fetch(HALDON, TODAY)
    assert result.ending is Ending.OK
    assert [(event.event, event.published_on) for event in result.events] == [(EventKind.LEI_LAPSED, date(2020, 1, 1))]
    assert result.report is not None
    told = {finding.key.partition(".")[2]: finding.value for finding in result.report.findings}
    assert told == {
        "legal_status": "dissolved", "lei_status": "lapsed", "incorporated_on": None,
        "register_name": "HALDON & PIKE IMPORTS LIMITED",
    }  # fmt: skip
    (check,) = result.checks
    assert check.none_found
    assert [request.target.removeprefix(f"/lei-records/{LEI}") for request in server.requests] == [
        "", "/direct-parent", "/ultimate-parent",
    ]  # fmt: skip
    assert server.requests[0].headers["accept"] == "application/vnd.api+json"


def test_the_parent_at_the_top_is_named(tmp_path: Path) -> None:
    parent = reply(
        json.dumps({"data": {"attributes": {"lei": "L", "entity": {"legalName": {"name": "Haldon Group plc"}}}}}).encode()
    )
    with asked(tmp_path, "gleif", reply(payload("gleif_lei_lapsed")), NO_PARENT, parent) as (provider, _):
        report = provider.fetch(HALDON, TODAY).report
    assert report is not None
    found = report.finding("enterprise_quality.ultimate_parent")
    assert found is not None
    assert (found.value, found.endpoint) == ("Haldon Group plc", "parent")
    assert found.raw_sha256 != report.raw_sha256


@pytest.mark.parametrize(
    "play", [reply(b"", 404), reply(b'{"message": "no route"}', 404), reply(b"[]"), reply(b'{"data": null}')]
)
def test_row_6_what_is_no_word_of_the_register_is_no_search_for_a_parent(tmp_path: Path, play: bytes) -> None:
    """A proxy's 404, and a page without a record: the report stands with a note, and nobody says that none was found."""
    with asked(tmp_path, "gleif", reply(payload("gleif_lei_lapsed")), play) as (provider, _):
        result = provider.fetch(HALDON, TODAY)
    assert (result.ending, result.checks, result.warnings) == (Ending.OK, (), (Warned.DRIFTED,))


def test_row_5_a_number_nobody_has_is_not_found(tmp_path: Path) -> None:
    with asked(tmp_path, "gleif", NO_PARENT) as (provider, _):
        result = provider.fetch(HALDON, TODAY)
    assert (result.ending, result.reason) == (Ending.NOT_FOUND, Reason.NO_SUCH_RECORD)


def test_row_29_another_companys_record_and_a_mistyped_number(tmp_path: Path) -> None:
    other = payload("gleif_lei_lapsed").replace(LEI.encode(), b"529900T8BM49AURSDO55")
    with asked(tmp_path, "gleif", reply(other)) as (provider, _):
        assert provider.fetch(HALDON, TODAY).reason == ResultReason.WRONG_COMPANY
    with asked(tmp_path, "gleif", reply(other)) as (provider, server):
        assert provider.fetch(buyer("GB", lei=LEI[:-1] + "8"), TODAY).reason == ResultReason.UNUSABLE_ID
        assert server.requests == []


@pytest.mark.parametrize("body", [b"{}", b'{"data": []}', b'{"data": {"attributes": {"lei": "x", "entity": []}}}', b"[1]"])
def test_row_21_what_is_no_record_is_none(body: bytes) -> None:
    assert parse(body, LEI) is ResultReason.NOTHING_KNOWN


def test_row_21_a_word_nobody_knows_has_no_value(tmp_path: Path) -> None:
    odd = payload("gleif_lei_lapsed").replace(b'"INACTIVE"', b'"NULL"')
    with asked(tmp_path, "gleif", reply(odd), NO_PARENT) as (provider, _):
        report = provider.fetch(HALDON, TODAY).report
    assert report is not None
    found = report.finding("enterprise_quality.legal_status")
    assert found is not None
    assert (found.value, found.status, found.original) == (None, FindingStatus.AMBIGUOUS, "NULL")


def test_a_name_is_searched_and_nobody_is_chosen(tmp_path: Path) -> None:
    record = json.loads(payload("gleif_lei_lapsed"))["data"]
    page = reply(json.dumps({"data": [record], "meta": {"pagination": {"total": 7}}}).encode())
    with asked(tmp_path, "gleif", page) as (provider, server):
        assert isinstance(provider, Identifies)
        found = provider.identify(IdentityQuery("Haldon & Pike", "GB", most=5))
    assert (found.ending, found.total) == (Ending.OK, 7)
    (candidate,) = found.candidates
    assert (candidate.number, candidate.country, candidate.registrations) == (LEI, "GB", (("company_number", "99000001"),))
    assert "filter%5Bentity.legalName%5D=Haldon" in server.requests[0].target
    (one,) = ranked(buyer("GB", company_number="99000001"), found.candidates)
    assert one.likeness is Likeness.SAME_NUMBER, "the number of another register, told beside the LEI, decides"


def test_a_known_number_is_searched_for_first_and_the_name_where_it_finds_nobody(tmp_path: Path) -> None:
    record = reply(json.dumps({"data": [json.loads(payload("gleif_lei_lapsed"))["data"]]}).encode())
    nobody = reply(payload("gleif_search_empty"))
    known = IdentityQuery.of(buyer("GB", company_number="99000001"))
    abroad = replace(known, country="")  # each country counts its companies from one
    bare = replace(known, registrations=(("company_number", "6400"),))
    for query, plays, asked_by in (
        (bare, (record,), ["registeredAs%5D=00006400"]),
        (known, (record,), ["registeredAs"]),
        (known, (nobody, record), ["registeredAs", "legalName"]),
        (abroad, (record,), ["legalName"]),
    ):
        with asked(tmp_path, "gleif", *plays) as (provider, server):
            assert isinstance(provider, Identifies)
            assert [each.number for each in provider.identify(query).candidates] == [LEI]
        assert [word for each in server.requests for word in asked_by if word in each.target] == asked_by
        assert len(server.requests) == len(asked_by)


def test_what_a_search_answered_is_forgotten_with_the_buyer(tmp_path: Path) -> None:
    """By its number in the book and by those it is registered under."""
    records = Records(tmp_path / "records")
    for forgotten in ("C1", "99000001"):
        with asked(tmp_path, "gleif", reply(payload("gleif_search_empty")), records=records) as (provider, _):
            assert isinstance(provider, Identifies)
            provider.identify(IdentityQuery.of(buyer("GB", company_number="99000001")))
        assert records.forget(["C777"]) == 0
        assert records.forget([forgotten]) == 3, "the search by number, the one by name and the one by a like name"


def completion(lei: object, name: object = "HALDON & PIKE IMPORTS LIMITED") -> dict[str, object]:
    """As the service describes it: a name, and the record it leads to."""
    record = {"data": {"type": "lei-records", "id": lei}}
    return {"type": "fuzzycompletions", "attributes": {"value": name}, "relationships": {"lei-records": record}}


def test_a_name_nobody_bears_is_looked_for_among_those_that_resemble_it(tmp_path: Path) -> None:
    """Each record once, and one without a whole LEI is no company; a page of a proxy finds nobody."""
    nobody = reply(payload("gleif_search_empty"))
    rows = [completion(LEI), completion(LEI, "HALDON"), completion("99990000"), completion(7), "odd", completion(None)]
    for play, found in (
        (reply(json.dumps({"data": rows}).encode()), [(LEI, "HALDON & PIKE IMPORTS LIMITED", "")]),
        (reply(b"", 404), []),
        (reply(b'{"data": null}'), []),
    ):
        with asked(tmp_path, "gleif", nobody, play) as (provider, server):
            assert isinstance(provider, Identifies)
            told = provider.identify(IdentityQuery("Haldon & Pyke", "GB"))
        assert (told.ending, [(each.number, each.name, each.country) for each in told.candidates]) == (Ending.OK, found)
        assert server.requests[1].target == "/fuzzycompletions?field=entity.legalName&q=Haldon+%26+Pyke"


def test_a_search_that_finds_nobody_or_fails_says_so(tmp_path: Path) -> None:
    with asked(tmp_path, "gleif", reply(payload("gleif_search_empty"))) as (provider, _):
        assert isinstance(provider, Identifies)
        assert (provider.identify(IdentityQuery("X")).ending, provider.identify(IdentityQuery("X")).candidates) == (Ending.OK, ())
        assert provider.identify(IdentityQuery(" ")).reason == ResultReason.NO_NAME
    with asked(tmp_path, "gleif", reply(b"<html>", 200, "text/html")) as (provider, _):
        assert isinstance(provider, Identifies)
        assert provider.identify(IdentityQuery("X")).ending is Ending.BAD_RESPONSE


@needs_shared
def test_what_gleif_published_itself_is_read() -> None:
    folder = SHARED / "providers/gleif"
    found, total = candidates((folder / "gleif-lei-records-list-example.json").read_bytes(), "gleif")
    assert ([each.number for each in found], total) == (["636700STJZG4U8W2I596"], 3338758)
    for path in sorted((folder / "fixtures").glob("*.json")):
        assert isinstance(parse(path.read_bytes(), path.stem.partition("_")[0]), dict | ResultReason)
