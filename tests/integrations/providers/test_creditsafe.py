"""Creditsafe over a line, for company 99000001 of the founding story; what is expected was read off the payloads by eye."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from credit.customer import Customer
from credit.money import Money
from credit.report import CreditReport, EventKind, FindingStatus
from integrations.bounded import Json
from integrations.endings import Ending, Reason
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.provider import Identifies, IdentityQuery, Provider, ResultReason, Warned
from integrations.providers.creditsafe_reading import candidates, parse
from integrations.registry import make
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.builtins import file_of
from tests.integrations.providers.generic_files import payload

TODAY = datetime.now(UTC).date()
NUMBER = "GB-0-99000001"
HALDON = Customer(
    "C001",
    "Haldon & Pike",
    date(2010, 1, 1),
    country="GB",
    registrations=(("connect_id", NUMBER), ("company_number", "99000001")),
)
TOKEN = reply(b'{"token": "SYNTHETIC.JWT.VALUE"}')
FIN, OPE = "financial_strength.", "operating_capability."


@contextmanager
def asked(
    folder: Path, *plays: Play, lines: tuple[str, ...] = (), records: Records | None = None
) -> Iterator[tuple[Provider, Loopback]]:
    os.environ["CREDITSAFE_LOGIN"] = "clerk:lock"
    try:
        with Loopback(list(plays)) as server:
            auth = 'auth = { secret = "env:CREDITSAFE_LOGIN" }' if not any("auth" in line for line in lines) else ""
            path = file_of(folder, "creditsafe", f'base_url = "{server.url}/v1"', auth, *lines)
            yield make("creditsafe", path, records=records or Records()), server
    finally:
        del os.environ["CREDITSAFE_LOGIN"]


def report(**changed: Json) -> bytes:
    return json.dumps({**json.loads(payload("creditsafe_report_gb")), **changed}).encode()


def body() -> Any:
    return json.loads(payload("creditsafe_report_gb"))


def value(report: CreditReport | None, key: str) -> Any:
    assert report is not None
    finding = report.finding(key)
    assert finding is not None
    return finding.value


def test_a_report_is_ordered_with_one_login_and_read(tmp_path: Path) -> None:
    with asked(tmp_path, TOKEN, reply(report())) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    login, order = server.requests
    assert (login.method, login.target) == ("POST", "/v1/authenticate")
    assert json.loads(login.body) == {"username": "clerk", "password": "lock"}
    assert order.target.startswith(f"/v1/companies/{NUMBER}?")
    assert order.headers["authorization"] == "Bearer SYNTHETIC.JWT.VALUE"
    told = result.report
    assert told is not None
    assert (told.as_of, told.provider_ref[-4:], told.endpoint) == (date(2020, 8, 1), "0001", "report")
    expected = {
        FIN + "rating_common": "D",
        FIN + "rating_provider": Decimal(18),
        FIN + "rating_previous": Decimal(61),
        FIN + "rating_changed_on": date(2020, 3, 20),
        FIN + "credit_limit": Money.of("500", "GBP"),
        FIN + "turnover": Money.of("4210000", "GBP"),
        FIN + "equity": Money.of("-86000", "GBP"),
        FIN + "current_ratio": Decimal("0.92"),
        FIN + "accounts_date": date(2018, 12, 31),
        OPE + "dbt_days": Decimal(41),
        OPE + "late_share": Decimal("84.5"),  # (31 + 18) / 58 payments = 84.48 %
        "enterprise_quality.legal_form": "Private limited with Share Capital",
        OPE + "past_due": Money.of("187950", "GBP"),
        OPE + "court_judgments": Decimal(2),
        OPE + "employees": Decimal(31),
        "enterprise_quality.charges_outstanding": Decimal(1),
        "management_factors.directors_active": Decimal(1),
        "management_factors.resignations_12m": Decimal(1),
    }
    assert {key: value(told, key) for key in expected} == expected


def test_row_30_a_section_that_failed_makes_the_report_partial(tmp_path: Path) -> None:
    with asked(tmp_path, TOKEN, reply(report())) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, result.reason) == (Ending.PARTIAL, ResultReason.SECTIONS_FAILED)
    assert result.report is not None
    assert [part.section for part in result.report.failed] == ["CreditScoreExtra"]
    with asked(tmp_path, TOKEN, reply(report(failedSections=[]))) as (provider, _):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.OK


@pytest.mark.parametrize(
    "counts", [{"paymentsOnFile": 0}, {"paymentsPaidLate": None}, {"paymentsPaidLate": 41}, {"paymentsOnFile": "58"}]
)
def test_a_share_of_late_payments_is_made_of_counts_that_fit_together_or_not_at_all(counts: dict[str, Any]) -> None:
    """41 + 18 are more than the 58 on file."""
    changed = body()
    changed["report"]["paymentData"] |= counts
    found = parse(json.dumps(changed).encode(), NUMBER, HALDON)
    assert not isinstance(found, ResultReason)
    assert OPE + "late_share" not in {finding.key for finding in found.findings}


def judged(*rows: Any) -> bytes:
    changed = body()
    changed["report"]["negativeInformation"]["countyCourtJudgements"]["registered"]["exact"] = list(rows)
    return json.dumps({**changed, "failedSections": []}).encode()


def test_a_judgment_is_an_event_of_its_own_day_by_the_number_of_its_case(tmp_path: Path) -> None:
    """One of a day to come is left out; asked again, the same case is the same event and keeps the day it was learnt."""
    first = {"ccjDate": "2020-06-11T00:00:00Z", "court": "SYNTHETIC COUNTY COURT", "ccjAmount": 12100, "caseNumber": "SYN00001"}
    later = {**first, "ccjDate": f"{TODAY.year + 1}-01-01", "caseNumber": "SYN00003"}
    second = {**first, "ccjDate": "2020-07-02", "caseNumber": 2}
    with asked(tmp_path, TOKEN, reply(judged(first, second, later))) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
        known = [replace(event, learnt_on=date(2020, 8, 1)) for event in result.events]
        again = provider.fetch(HALDON, TODAY, known, granted=all_granted)
    assert [(event.event, event.published_on, event.learnt_on) for event in result.events] == [
        (EventKind.JUDGMENT, date(2020, 6, 11), TODAY), (EventKind.JUDGMENT, date(2020, 7, 2), TODAY),
    ]  # fmt: skip
    assert result.events[0].title == "SYNTHETIC COUNTY COURT SYN00001"
    assert list(again.events) == known


def test_a_judgment_without_a_day_or_a_number_is_missed_aloud(tmp_path: Path) -> None:
    rows = ({"ccjDate": "11/06/2020", "caseNumber": "SYN1"}, {"ccjDate": "2020-06-11"}, "odd")
    with asked(tmp_path, TOKEN, reply(judged(*rows))) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, result.reason) == (Ending.PARTIAL, ResultReason.EVENTS_LEFT_OUT)
    assert (result.events, Warned.PUBLISHED_UNREADABLE in result.warnings) == ((), True)
    assert result.report is not None


def test_row_24_not_rated_and_a_limit_in_words_are_no_numbers() -> None:
    raw = payload("creditsafe_report_gb_not_rated_text_limit_old_ccj_names")
    found = parse(raw, NUMBER, HALDON)
    assert not isinstance(found, ResultReason)
    told = {finding.key: finding for finding in found.findings}
    rating, limit = told[FIN + "rating_provider"], told[FIN + "credit_limit"]
    assert (rating.value, rating.status, rating.original) == (None, FindingStatus.NOT_PUBLISHED, "Not Rated")
    assert (limit.value, limit.status) == (None, FindingStatus.NOT_APPLICABLE)
    assert limit.original == "Credit Limit not applicable"
    assert told[FIN + "rating_common"].value == "E", "the letter stays a letter"
    assert told[FIN + "turnover"].status is FindingStatus.NOT_PUBLISHED, "no statements in this report"
    assert told[OPE + "court_judgments"].value == Decimal(2), "row 21: the spelling of 2021"


@pytest.mark.parametrize("text", ["12,345.00", "1.234,56", "-500", ""])
def test_row_24_a_limit_that_can_be_read_in_two_ways_is_not_guessed(text: str) -> None:
    changed = body()
    changed["report"]["creditScore"]["currentCreditRating"]["creditLimit"]["value"] = text
    found = parse(json.dumps(changed).encode(), NUMBER, HALDON)
    assert not isinstance(found, ResultReason)
    limit = next(finding for finding in found.findings if finding.key == FIN + "credit_limit")
    assert (limit.value, limit.original) == (None, text)


def test_row_26_the_newest_statement_is_read_wherever_it_stands() -> None:
    changed = body()
    old = changed["report"]["financialStatements"][0]
    newer = {**old, "yearEndDate": "2019-12-31T00:00:00Z", "profitAndLoss": {"revenue": 3900000}}
    changed["report"]["financialStatements"] = [old, newer, {**old, "yearEndDate": None}]
    found = parse(json.dumps(changed).encode(), NUMBER, HALDON)
    assert not isinstance(found, ResultReason)
    told = {finding.key: finding.value for finding in found.findings}
    assert told[FIN + "turnover"] == Money.of("3900000", "GBP")
    assert told[FIN + "pretax_profit"] is None


@pytest.mark.parametrize(
    ("told", "turnover", "twice"),
    [
        # the company's own 3,900,000 of the day stand before the group's 9,000,000, wherever they stand in the list
        ([("2019-12-31T00:00:00Z", True, 9000000), ("2019-12-31", False, 3900000)], "3900000", True),
        ([("2019-12-31", False, 3900000), ("2019-12-31T00:00:00Z", True, 9000000)], "3900000", True),
        # two of one kind: the first; before, the last one that sorted took the place of the other without a word
        ([("2019-12-31", False, 3900000), ("2019-12-31", False, 3700000)], "3900000", True),
        ([("2019-12-31", True, 9000000), ("2019-12-31", True, 8000000)], "9000000", True),
        # one of the day: the newest, consolidated or not
        ([("2018-12-31", False, 3000000), ("2019-12-31", True, 9000000)], "9000000", False),
        ([("2018-12-31", False, 3000000), ("2018-12-31", True, 8000000), ("2019-12-31", True, 9000000)], "9000000", False),
    ],
)
def test_of_accounts_of_one_day_the_companys_own_are_read_and_that_there_are_several_is_said(
    tmp_path: Path, told: list[tuple[str, bool, int]], turnover: str, twice: bool
) -> None:
    changed = body()
    old = changed["report"]["financialStatements"][0]
    changed["report"]["financialStatements"] = [
        {**old, "yearEndDate": day, "consolidatedAccounts": group, "profitAndLoss": {"revenue": sold}}
        for day, group, sold in told
    ]
    with asked(tmp_path, TOKEN, reply(json.dumps(changed).encode())) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert value(result.report, FIN + "turnover") == Money.of(turnover, "GBP")
    assert (Warned.ACCOUNTS_TWICE in result.warnings) is twice


def test_row_21_another_form_is_noted_and_most_of_another_form_is_not_used(tmp_path: Path) -> None:
    changed = body()
    changed["report"]["paymentData"] = "see annex"
    with asked(tmp_path, TOKEN, reply(json.dumps(changed).encode())) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert Warned.DRIFTED in result.warnings
    assert result.report is not None
    assert [(note.path, note.expected, note.got) for note in result.report.drift] == [("report.paymentData", "object", "text")]
    for name in ("creditScore", "companySummary", "directors", "financialStatements", "negativeInformation"):
        changed["report"][name] = "see annex"
    with asked(tmp_path, TOKEN, reply(json.dumps(changed).encode())) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, result.reason, result.report) == (Ending.BAD_RESPONSE, ResultReason.FACTS_LOST, None)


@pytest.mark.parametrize(
    ("number", "registered", "against"),
    [
        ("GB-0-99000002", "99000001", ResultReason.WRONG_COMPANY),
        (NUMBER, "99000002", ResultReason.WRONG_COMPANY),
        (None, "99000001", ResultReason.SUBJECT_MISSING),
    ],
)
def test_row_29_a_report_about_another_company_is_discarded(number: Json, registered: str, against: ResultReason) -> None:
    changed = body()
    changed["companyId"] = changed["report"]["companyId"] = number
    changed["report"]["companySummary"]["companyRegistrationNumber"] = registered
    assert parse(json.dumps(changed).encode(), NUMBER, HALDON) is against


@pytest.mark.parametrize(
    ("country", "registered", "ours"), [("GB", "2030405", True), ("", "2030405", True), ("DE", "2030405", False)]
)
def test_row_29_noughts_fill_a_number_up_by_the_rule_of_its_country(country: str, registered: str, ours: bool) -> None:
    changed = body()
    changed["report"]["companySummary"]["companyRegistrationNumber"] = registered
    buyer = replace(HALDON, country=country, registrations=(("company_number", "02030405"), ("connect_id", NUMBER)))
    assert (parse(json.dumps(changed).encode(), NUMBER, buyer) is not ResultReason.WRONG_COMPANY) is ours


def test_row_2_a_token_that_is_over_is_fetched_once_more(tmp_path: Path) -> None:
    expired = reply(payload("creditsafe_error_401_token"), 401)
    with asked(tmp_path, TOKEN, reply(report()), expired, TOKEN, reply(report())) as (provider, server):
        provider.fetch(HALDON, TODAY, granted=all_granted)
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert [request.method for request in server.requests] == ["POST", "GET", "GET", "POST", "GET"]
    assert result.report is not None


def test_row_3_a_key_that_is_refused_is_not_tried_again(tmp_path: Path) -> None:
    """The service locks the account and the address of whoever keeps logging in."""
    with asked(tmp_path, reply(b'{"message": "Access denied"}', 401)) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
        assert (result.ending, len(server.requests)) == (Ending.AUTH_FAILED, 1)
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.AUTH_FAILED
        assert len(server.requests) == 1


def test_row_4_no_right_to_reports_of_a_country_is_no_fault_of_the_key(tmp_path: Path) -> None:
    with asked(tmp_path, TOKEN, reply(b'{"message": "Forbidden"}', 403)) as (provider, _):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.NOT_ENTITLED


def test_row_13_an_order_whose_answer_is_lost_is_sent_once(tmp_path: Path) -> None:
    with asked(tmp_path, TOKEN, lambda visit: visit.reset(), reply(report())) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
    assert (result.ending, result.report, len(server.requests)) == (Ending.UNKNOWN_CHARGE, None, 2)


def test_row_13_each_order_carries_its_number_in_the_ledger_and_asks_the_same_question(tmp_path: Path) -> None:
    """An order whose answer is lost can be named to the service; what is kept is found again though each order has another."""
    records = Records(tmp_path / "kept")
    lost = replace(HALDON, id="C2", registrations=(("connect_id", "GB-0-99000002"),))
    plays = (TOKEN, reply(report(), 200, "", 'ETag: "a"'), lambda visit: visit.reset(), reply(b"", 304))
    with asked(tmp_path, *plays, lines=("keep = { fresh_days = 0 }",), records=records) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).report is not None
        assert provider.fetch(lost, TODAY, granted=all_granted).ending is Ending.UNKNOWN_CHARGE
        assert provider.fetch(HALDON, TODAY, granted=all_granted).report is not None
    first, second, third = (dict(parse_qsl(each.target.partition("?")[2]))["callRef"] for each in server.requests[1:])
    assert [first, second, third] == [spent.id for spent in records.spending.entries()]
    assert len({first, second, third}) == 3
    assert [spent.id for spent in records.unsettled()] == [second]
    assert server.requests[3].headers["if-none-match"] == '"a"'


def test_row_19_a_large_report_is_fetched_from_a_listed_host_without_the_key(tmp_path: Path) -> None:
    with Loopback([reply(report())]) as store:
        there = reply(b"", 302, "", f"Location: {store.url}/signed")
        listed = f'redirect_hosts = ["127.0.0.1:{store.port}"]'
        with asked(tmp_path, TOKEN, there, lines=(listed,)) as (provider, _):
            assert provider.fetch(HALDON, TODAY, granted=all_granted).report is not None
        assert "authorization" not in store.requests[0].headers
        with asked(tmp_path, TOKEN, there) as (provider, _):
            result = provider.fetch(HALDON, TODAY, granted=all_granted)
        assert (result.reason, len(store.requests)) == (Reason.REDIRECT_REFUSED, 1)


def test_the_word_before_the_token_is_a_setting(tmp_path: Path) -> None:
    bare = 'auth = { secret = "env:CREDITSAFE_LOGIN", prefix = "" }'
    with asked(tmp_path, TOKEN, reply(report()), lines=(bare,)) as (provider, server):
        provider.fetch(HALDON, TODAY, granted=all_granted)
    assert server.requests[1].headers["authorization"] == "SYNTHETIC.JWT.VALUE"


@pytest.mark.parametrize(("written", "reason"), [("", ResultReason.NO_ID), ("GB/../1", ResultReason.UNUSABLE_ID)])
def test_nobody_is_asked_by_a_number_that_is_none(tmp_path: Path, written: str, reason: ResultReason) -> None:
    with asked(tmp_path, TOKEN) as (provider, server):
        result = provider.fetch(replace(HALDON, registrations=(("connect_id", written),)), TODAY, granted=all_granted)
    assert (result.reason, server.requests) == (reason, [])


FOUND = {
    "totalSize": 7,
    "companies": [
        {"id": NUMBER, "country": "GB", "regNo": "99000001", "name": "HALDON & PIKE IMPORTS LIMITED", "status": "Active",
         "vatNo": ["GB1", "GB2"], "address": {"simpleValue": "Synthetic Road 1"}},
        {"id": "GB-0-2", "country": "GB", "name": "HALDON", "vatNo": "GB3"},
        {"name": "without a number"},
        "odd",
    ],
}  # fmt: skip


def test_row_21_a_search_reads_one_vat_number_and_several() -> None:
    found, total = candidates(json.dumps(FOUND).encode(), "creditsafe")
    assert total == 7
    assert [(each.kind, each.number) for each in found] == [("connect_id", NUMBER), ("connect_id", "GB-0-2")]
    assert found[0].registrations == (("company_number", "99000001"), ("vat", "GB1"), ("vat", "GB2"))
    assert found[1].registrations == (("vat", "GB3"),)


def test_a_search_by_name_is_free_and_pages_begin_at_1(tmp_path: Path) -> None:
    with asked(tmp_path, TOKEN, reply(json.dumps(FOUND).encode())) as (provider, server):
        assert isinstance(provider, Identifies)
        found = provider.identify(IdentityQuery("Haldon & Pike", "GB", most=5))
    assert (found.ending, len(found.candidates), found.total) == (Ending.OK, 2, 7)
    assert "page=1" in server.requests[1].target
    assert "countries=GB" in server.requests[1].target


def test_a_known_number_is_searched_for_first_and_the_name_where_it_finds_nobody(tmp_path: Path) -> None:
    """By number only where the country is known: each country counts its companies from one."""
    some, nobody = reply(json.dumps(FOUND).encode()), reply(b'{"totalSize": 0, "companies": []}')
    query = IdentityQuery("Haldon & Pike", "GB", (("company_number", "99000001"), ("vat", "GB123456789")))
    for asking, plays, asked_by in (
        (query, (some,), ["regNo=99000001"]),
        (query, (nobody, nobody, some), ["regNo=99000001", "vatNo=GB123456789", "name=Haldon+%26+Pike"]),
        (replace(query, country=""), (some,), ["name=Haldon+%26+Pike"]),
    ):
        with asked(tmp_path, TOKEN, *plays) as (provider, server):
            assert isinstance(provider, Identifies)
            assert len(provider.identify(asking).candidates) == 2
        targets = [request.target.replace("%20", "+") for request in server.requests[1:]]
        assert [word for target, word in zip(targets, asked_by, strict=True) if word in target] == asked_by
