"""Companies House over a line, in both forms of every list, for company 99000001 of the founding story."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from credit.check import Searched
from credit.customer import Customer
from credit.report import EventKind, FailedSection, FindingStatus
from integrations.bounded import Json
from integrations.endings import Ending, Reason
from integrations.keeping.records import Records
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin import BuiltIn
from integrations.providers.builtin_file import settings_of
from integrations.providers.companies_house import CompaniesHouse
from integrations.providers.companies_house_reading import (
    parse_charges,
    parse_filings,
    parse_insolvency,
    parse_officers,
    parse_profile,
)
from integrations.providers.strict_table import Source
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.generic_files import payload
from tests.shared import SHARED, needs_shared

HALDON = Customer("C001", "Haldon & Pike", date(2010, 1, 1), country="GB", registrations=(("company_number", "99000001"),))
NO_COMPANY = reply(payload("ch_error_404"), 404)
NOTHING = reply(b'{"errors": [{"error": "company-insolvencies-not-found", "type": "ch:service"}]}', 404)
DAY = date(2021, 6, 1)
FIXTURES = [path for path in sorted((SHARED / "providers/companies_house/fixtures").glob("*.json")) if "mongo" not in path.stem]
"""Answers the register published; those of its database are no JSON."""


@contextmanager
def asked(*plays: Play, on: date = DAY) -> Iterator[tuple[BuiltIn, Loopback]]:
    """The register on this machine, on a day of the story."""
    with Loopback(list(plays)) as server:
        settings = settings_of("ch", Source("ch.toml", f'kind = "companies_house"\nbase_url = "{server.url}"\n'))
        now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        yield BuiltIn(settings, CompaniesHouse(), records=Records(), now=lambda: now), server


def profile(**changed: Any) -> bytes:
    """The profile of the story, of a company that has no charges: the register links to none."""
    told = json.loads(payload("ch_profile_asof_2020-04-01"))
    links = {name: path for name, path in told["links"].items() if name != "charges"}
    return json.dumps({**told, "has_charges": False, "links": links, **changed}).encode()


def value(report: Any, key: str) -> Any:
    finding = report.finding(key)
    assert finding is not None
    return finding.value


def test_row_5_no_page_of_insolvency_is_none_found_and_no_error() -> None:
    with asked(reply(profile()), NOTHING) as (provider, server):
        result = provider.fetch(HALDON, DAY)
    assert (result.ending, result.events) == (Ending.OK, ())
    assert {(check.searched, check.none_found) for check in result.checks} == {
        (Searched.CHARGES, True), (Searched.INSOLVENCY_CASES, True),
    }  # fmt: skip
    assert [request.target.partition("?")[0] for request in server.requests] == [
        f"/company/99000001{page}" for page in ("", "/officers", "/charges", "/insolvency", "/filing-history")
    ]
    report = result.report
    assert report is not None
    assert value(report, "enterprise_quality.legal_status") == "active"
    assert value(report, "enterprise_quality.incorporated_on") == date(2004, 2, 9)
    assert value(report, "enterprise_quality.filings_overdue") is False
    assert value(report, "financial_strength.accounts_date") == date(2018, 12, 31)
    assert value(report, "financial_strength.accounts_type") == "total-exemption-full"
    assert report.licence.startswith("Contains public sector information")


def test_row_5_no_such_company_is_said_and_nothing_else_asked() -> None:
    with asked(NO_COMPANY) as (provider, server):
        result = provider.fetch(HALDON, DAY)
    assert (result.ending, result.reason, len(server.requests)) == (Ending.NOT_FOUND, Reason.NO_SUCH_RECORD, 1)


def test_row_6_a_404_of_a_proxy_is_no_word_of_the_register() -> None:
    with asked(reply(profile()), reply(b'{"message": "no route"}', 404)) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert result.checks == ()
    assert result.report is not None
    assert [part.section for part in result.report.failed] == ["officers", "charges", "insolvency", "filings"]


@pytest.mark.parametrize("word", ["access-denied", "unauthorised", "", None])
def test_row_6_a_404_for_another_reason_is_no_word_of_the_company(word: str | None) -> None:
    body = json.dumps({"errors": [{"error": word, "type": "ch:service"}]}).encode()
    with asked(reply(profile()), reply(body, 404)) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert result.checks == ()


def test_row_5_a_list_of_a_company_the_register_now_says_it_does_not_know_is_not_none_found() -> None:
    """It gave the profile a moment before: one of the two answers is wrong, and neither clears anybody."""
    with asked(reply(profile()), NO_COMPANY) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert result.checks == ()
    assert result.report is not None
    assert [part.section for part in result.report.failed] == ["officers", "charges", "insolvency", "filings"]


@pytest.mark.parametrize(
    ("page", "other"), [("insolvency", Searched.CHARGES), ("charges", Searched.INSOLVENCY_CASES)], ids=["insolvency", "charges"]
)
def test_row_5_a_list_the_profile_leads_to_and_that_is_not_there_is_not_none_found(page: str, other: Searched) -> None:
    """The register links to such a page only where it has one: a page that is gone just now clears nobody."""
    links = {"self": "/company/99000001", page: f"/company/99000001/{page}"}
    with asked(reply(profile(links=links)), NOTHING) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert [check.searched for check in result.checks] == [other]
    assert result.report is not None
    assert [part.section for part in result.report.failed] == [page]


@pytest.mark.parametrize("name", ["ch_insolvency_after_order_spec_shape", "ch_insolvency_after_order_wire_shape"])
def test_row_21_both_forms_of_insolvency_say_the_same(name: str) -> None:
    with asked(reply(profile()), NOTHING, NOTHING, reply(payload(name)), NOTHING) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert [(event.event, event.published_on) for event in result.events] == [(EventKind.WINDING_UP_ORDER, date(2021, 5, 12))], (
        "the petition stands there only after the order, and The Gazette has told it"
    )
    assert value(result.report, "enterprise_quality.insolvency_open") is True


def test_row_21_what_is_of_another_form_is_noted_and_the_rest_read() -> None:
    part = parse_profile(profile(accounts=["odd"], company_status="asleep"), "99000001")
    assert not isinstance(part, ResultReason)
    told = {finding.key: finding for finding in part.findings}
    assert told["enterprise_quality.legal_status"].status is FindingStatus.AMBIGUOUS
    assert told["enterprise_quality.legal_status"].original == "asleep"
    assert [(note.path, note.got) for note in part.drift] == [("company_status", "text"), ("accounts", "list")]
    with asked(reply(profile(accounts=["odd"])), NOTHING) as (provider, _):
        assert Warned.DRIFTED in provider.fetch(HALDON, DAY).warnings


@pytest.mark.parametrize(
    ("status", "detail", "ours"),
    [
        ("active", None, "active"),
        ("active", "active-proposal-to-strike-off", "strike_off_proposed"),
        ("dissolved", "petition-to-restore-dissolved", "dissolved"),
        ("liquidation", None, "insolvency"),
        ("voluntary-arrangement", None, "insolvency"),
    ],
)
def test_every_status_has_our_word(status: str, detail: Json, ours: str) -> None:
    part = parse_profile(profile(company_status=status, company_status_detail=detail), "99000001")
    assert not isinstance(part, ResultReason)
    assert next(each.value for each in part.findings if each.key == "enterprise_quality.legal_status") == ours
    assert part.events == (), "a petition to restore is none to wind up"


def test_accounts_that_are_overdue_are_an_event_of_the_day_they_were_due() -> None:
    with asked(reply(payload("ch_profile_before_order")), NOTHING) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert [(event.event, event.published_on) for event in result.events] == [(EventKind.ACCOUNTS_OVERDUE, date(2020, 12, 31))]
    assert value(result.report, "enterprise_quality.filings_overdue") is True
    assert value(result.report, "enterprise_quality.legal_status") == "strike_off_proposed"


def test_row_29_another_companys_profile_is_nobodys() -> None:
    with asked(reply(profile(company_number="99000002"))) as (provider, server):
        result = provider.fetch(HALDON, DAY)
    assert (result.ending, result.reason, result.report) == (Ending.BAD_RESPONSE, ResultReason.WRONG_COMPANY, None)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [{}, {"cases": None}, {"cases": ["x"]}, {"insolvency_cases": [{"type": "compulsory-liquidation", "dates": []}]}],
    ids=["nothing", "null", "strange", "another name"],
)
def test_row_21_a_list_of_cases_that_is_not_there_is_no_word_that_there_is_none(answer: Json) -> None:
    plays = (reply(profile()), NOTHING, NOTHING, reply(json.dumps(answer).encode()), NOTHING)
    with asked(*plays) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert result.report is not None
    finding = result.report.finding("enterprise_quality.insolvency_open")
    assert finding is not None
    assert (finding.value, finding.status) == (None, FindingStatus.UNAVAILABLE_NOW)
    assert FailedSection("insolvency", "unavailable_now") in result.report.failed
    assert result.report.drift
    assert [check.searched for check in result.checks] == [Searched.CHARGES], "of the charges the register said there are none"


def test_an_open_case_is_one_whatever_else_could_not_be_read() -> None:
    wound_up = {"type": "compulsory-liquidation", "dates": [{"type": "wound-up-on", "date": "2021-05-12"}]}
    part = parse_insolvency(json.dumps({"cases": ["x", wound_up]}).encode())
    assert ([finding.value for finding in part.findings], part.whole) == ([True], False)


@pytest.mark.parametrize(
    ("answer", "whole"),
    [
        ({}, False),
        ({"total_count": 0}, True),
        ({"total_count": 240, "items": [{"status": "satisfied"}]}, False),
        ({"charges": [{"status": "outstanding"}]}, False),
        ({"items": [{"status": "outstanding"}] * 100}, False),
        ({"total_count": 1, "items": {"status": "outstanding"}}, True),
    ],
)
def test_row_27_charges_are_counted_where_all_of_them_came(answer: Json, whole: bool) -> None:
    part = parse_charges(json.dumps(answer).encode(), DAY)
    told = next(finding for finding in part.findings if finding.key == "enterprise_quality.charges_outstanding")
    assert (told.status is FindingStatus.KNOWN, part.whole) == (whole, whole)


@pytest.mark.parametrize(
    ("accounts", "statement", "late"),
    [
        ({"overdue": False}, {"overdue": False}, False),
        ({"overdue": True}, {}, True),
        ({}, {"overdue": True}, True),
        ({}, {"overdue": False}, None),
        ([], {"overdue": False}, None),
    ],
)
def test_filings_are_in_time_only_where_both_are_said_to_be(accounts: Json, statement: Json, late: bool | None) -> None:
    part = parse_profile(profile(accounts=accounts, confirmation_statement=statement), "99000001")
    assert not isinstance(part, ResultReason)
    assert next(each.value for each in part.findings if each.key == "enterprise_quality.filings_overdue") is late


def officer(role: str = "director", resigned: str | None = None) -> dict[str, Any]:
    return {
        "name": "CANARY, Name",
        "officer_role": role,
        "appointed_on": "2004-02-09",
        **({"resigned_on": resigned} if resigned else {}),
    }


def test_of_officers_only_how_many_and_when_is_kept() -> None:
    items = [officer(), officer(resigned="2021-01-15"), officer(resigned="2019-01-01"), officer("secretary", "2021-02-01")]
    part = parse_officers(json.dumps({"items": items, "total_results": 4}).encode(), DAY)
    assert {finding.key: finding.value for finding in part.findings} == {
        "management_factors.directors_active": Decimal(1), "management_factors.resignations_12m": Decimal(1),
        "management_factors.newest_appointment_on": date(2004, 2, 9),
    }  # fmt: skip
    assert [(event.kind, event.on) for event in part.events] == [(EventKind.DIRECTOR_RESIGNED, date(2021, 1, 15))]
    assert "CANARY" not in repr(part)


def test_a_list_of_officers_that_is_not_whole_gives_no_count() -> None:
    part = parse_officers(json.dumps({"items": [officer()], "total_results": 300}).encode(), DAY)
    assert [finding.status for finding in part.findings] == [FindingStatus.NOT_PUBLISHED] * 3


@pytest.mark.parametrize("appointed", [None, "09/02/2004", "2021-01-15"])
def test_the_newest_appointment_is_of_directors_whose_days_are_all_known(appointed: str | None) -> None:
    """A day that is missing or cannot be read may be the newest of all; a secretary's is none."""
    items = [officer(), {**officer(), "appointed_on": appointed}, {**officer("secretary"), "appointed_on": "2021-02-01"}]
    part = parse_officers(json.dumps({"items": items, "total_results": 3}).encode(), DAY)
    newest = next(each.value for each in part.findings if each.key == "management_factors.newest_appointment_on")
    assert newest == (date(2021, 1, 15) if appointed == "2021-01-15" else None)


def test_row_30_a_part_that_failed_is_named_and_the_rest_stands() -> None:
    with asked(reply(profile()), reply(b"{}", 403), NOTHING) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert (result.ending, result.reason) == (Ending.PARTIAL, Reason.FORBIDDEN)
    assert result.report is not None
    assert result.report.failed == (FailedSection("officers", "unavailable_now"),)


def test_charges_and_notices_of_strike_off_are_told_with_their_days() -> None:
    charges = {
        "items": [
            {"status": "outstanding", "created_on": "2021-02-01"},
            {"status": "fully-satisfied", "created_on": "2015-01-01"},
        ]
    }
    filings = {"items": {"description": "gazette-notice-compulsory", "date": "2021-03-02", "transaction_id": "T1"}}
    plays = (reply(profile()), NOTHING, reply(json.dumps(charges).encode()), NOTHING, reply(json.dumps(filings).encode()))
    with asked(*plays) as (provider, _):
        result = provider.fetch(HALDON, DAY)
    assert [(event.event, event.published_on) for event in result.events] == [
        (EventKind.CHARGE_CREATED, date(2021, 2, 1)), (EventKind.STRIKE_OFF_NOTICE, date(2021, 3, 2)),
    ]  # fmt: skip
    assert value(result.report, "enterprise_quality.charges_outstanding") == Decimal(1)


def test_a_charge_is_satisfied_on_its_day_where_all_of_it_is_and_within_twelve_months() -> None:
    """By 2021-06-01: a charge in part satisfied still stands, one of 2020-06-01 is twelve months past, one of June 2 to come."""
    items = [
        {"status": "fully-satisfied", "created_on": "2015-01-01", "satisfied_on": "2021-05-04"},
        {"status": "satisfied", "created_on": "2016-01-01", "satisfied_on": "2020-06-02"},
        {"status": "part-satisfied", "created_on": "2016-01-01", "satisfied_on": "2021-04-01"},
        {"status": "satisfied", "created_on": "2016-01-01", "satisfied_on": "2020-06-01"},
        {"status": "satisfied", "created_on": "2016-01-01", "satisfied_on": "2021-06-02"},
        {"status": "satisfied", "created_on": "2016-01-01"},
    ]
    part = parse_charges(json.dumps({"items": items, "total_count": 6}).encode(), DAY)
    assert [(event.kind, event.on) for event in part.events] == [
        (EventKind.CHARGE_SATISFIED, date(2020, 6, 2)), (EventKind.CHARGE_SATISFIED, date(2021, 5, 4)),
    ]  # fmt: skip
    assert part.findings[0].value == Decimal(1)


@pytest.mark.parametrize(
    ("filed", "kind"),
    [
        ("gazette-notice-compulsory", EventKind.STRIKE_OFF_NOTICE),
        ("gazette-notice-compulsary", EventKind.STRIKE_OFF_NOTICE),
        ("gazette-notice-voluntary", EventKind.STRIKE_OFF_NOTICE),
        ("gazette-filings-brought-up-to-date", EventKind.STRIKE_OFF_DISCONTINUED),
        ("gazette-dissolved-compulsary", EventKind.DISSOLVED),
        ("gazette-dissolved-statutory-instrument", EventKind.DISSOLVED),
        ("change-registered-office-address-company", EventKind.ADDRESS_CHANGED),
        ("change-registered-office-address-company-with-date-old-address-new-address", EventKind.ADDRESS_CHANGED),
        ("gazette-return-of-final-meeting", None),
    ],
)
def test_each_filing_that_is_an_event_is_told_however_the_register_spells_it(filed: str, kind: EventKind | None) -> None:
    items = [{"description": filed, "date": "2021-03-02", "transaction_id": "T1"}]
    part = parse_filings(json.dumps({"items": items, "total_count": 1}).encode())
    assert [(event.kind, event.on) for event in part.events] == ([(kind, date(2021, 3, 2))] if kind else [])


def test_of_moves_and_names_the_newest_is_told() -> None:
    moved = "change-registered-office-address-company-with-date-old-address-new-address"
    items = [{"description": moved, "date": f"{year}-03-02", "transaction_id": f"T{year}"} for year in (2019, 2021, 2020)]
    part = parse_filings(json.dumps({"items": items, "total_count": 3}).encode())
    assert [(event.kind, event.on) for event in part.events] == [(EventKind.ADDRESS_CHANGED, date(2021, 3, 2))]
    names = [{"name": f"HALDON {year}", "effective_from": "2004-02-09", "ceased_on": f"{year}-05-01"} for year in (2018, 2020)]
    for listed, told in (
        (names, [(EventKind.NAME_CHANGED, date(2020, 5, 1), "HALDON 2020")]),
        ([*names, {"name": "X", "ceased_on": "01/06/2020"}, "odd"], [(EventKind.NAME_CHANGED, date(2020, 5, 1), "HALDON 2020")]),
        (None, []),
    ):
        named = parse_profile(profile(previous_company_names=listed), "99000001")
        assert not isinstance(named, ResultReason)
        assert [(event.kind, event.on, event.title) for event in named.events] == told


@pytest.mark.parametrize(
    ("undeliverable", "disputed", "told"),
    [
        (True, False, "undeliverable"),
        (None, True, "in_dispute"),
        (True, True, "undeliverable, in_dispute"),
        (False, False, "none"),
        (False, None, None),
        (None, None, None),
    ],
)
def test_what_is_wrong_with_the_registered_office_is_told(undeliverable: Json, disputed: Json, told: str | None) -> None:
    raw = profile(undeliverable_registered_office_address=undeliverable, registered_office_is_in_dispute=disputed)
    part = parse_profile(raw, "99000001")
    assert not isinstance(part, ResultReason)
    assert next(each.value for each in part.findings if each.key == "enterprise_quality.registered_office_flags") == told


@needs_shared
@pytest.mark.parametrize("status", [["fully-satisfied"], {}, 7, None])
def test_row_21_a_status_of_another_kind_is_no_satisfied_charge(status: Json) -> None:
    charge = {"status": status, "created_on": "2015-01-01", "satisfied_on": "2026-03-01"}
    part = parse_charges(json.dumps({"items": [charge], "total_count": 1}).encode(), date(2026, 3, 31))
    assert not [event for event in part.events if event.kind is EventKind.CHARGE_SATISFIED]


def test_a_satisfied_charge_the_register_published_itself_is_told() -> None:
    path = SHARED / "providers/companies_house/fixtures/charge_satisfied_on_Happy_Path_output.json"
    charge = json.loads(path.read_bytes())["data"]
    part = parse_charges(json.dumps({"items": [charge], "total_count": 1}).encode(), date(2018, 1, 2))
    assert [(event.kind, event.on) for event in part.events] == [(EventKind.CHARGE_SATISFIED, date(2017, 12, 15))]


def test_the_register_is_not_asked_how_things_were() -> None:
    with asked(reply(profile())) as (provider, server):
        result = provider.fetch(HALDON, date(2020, 4, 1))
    assert (result.reason, server.requests) == (ResultReason.REPORT_LATER, [])


@needs_shared
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_what_the_register_published_itself_is_read_without_a_fault(path: Path) -> None:
    raw = path.read_bytes()
    parse_profile(raw, "00006400")
    parse_officers(raw, DAY)
    parse_insolvency(raw)
