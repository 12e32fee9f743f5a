"""Every answer that was invented for this project, asked for over a line: how the asking ends, and what is read.

A file nobody drives fails the count.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import pytest

from credit.report import EventKind
from integrations.address import RequestRefused
from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.provider import Identifies, IdentityQuery, ProviderResult, ResultReason
from integrations.providers import opensanctions
from integrations.providers.companies_house_reading import parse_insolvency
from integrations.providers.vies_reading import VatWord, parse_status, parse_vies
from integrations.rates_reading import parse_answer
from integrations.registry import make
from integrations.vat_number import VatNumber
from tests.integrations.asking import bureau, failed
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.builtins import TODAY, asked
from tests.integrations.providers.generic_files import ANSWER, GAZETTE, REPORTS, written
from tests.integrations.providers.synthetic import (
    CASES,
    EXT,
    FILES,
    HALDON,
    KEYED,
    NONE_OF_IT,
    OK,
    ORDER,
    PARTIAL,
    PETITION,
    PLACED,
    Case,
    raw,
)
from tests.integrations.providers.test_creditsafe_monitoring import BEGUN, NEW, watching
from tests.integrations.providers.test_creditsafe_monitoring import HALDON as WATCHED
from tests.integrations.providers.test_generic_asking import QCC
from tests.shared import needs_shared

NAMED = """
kind = "generic"
base_url = "https://reports.example"
id = "company_number"
[[request]]
name = "report"
path = "/companies/{id}"
[fields]
"enterprise_quality.legal_form" = { path = "name || company_name", type = "text" }
"""
MAPPED = {"qcc": QCC, "reports": REPORTS, "named": NAMED}
INSOLVENCY = "ch_insolvency"
SECOND_PAGE = {"gazette_feed_page1_of_2.json": "gazette_feed_page2_of_2.json"}


def plays(name: str, case: Case) -> tuple[Play, ...]:
    """What the service gives, one answer a question."""
    before, after = case.before, case.after
    if name.startswith(INSOLVENCY):
        before = (profile(), NONE_OF_IT, NONE_OF_IT)
    if name in SECOND_PAGE:
        after = (reply(raw(SECOND_PAGE[name])),)
    kind = "text/html" if name.endswith(".html") else "application/json"
    return (*before, reply(raw(name), case.status, kind), *after)


def came_of(name: str, case: Case, folder: Path) -> tuple[ProviderResult, Loopback]:
    """Ask once, granting whatever it costs."""
    given = plays(name, case)
    if case.kind in MAPPED:
        with Loopback(list(given)) as server:
            provider = written(folder, MAPPED[case.kind], server.url, records=Records())
            return provider.fetch(case.buyer, case.on, granted=all_granted), server
    keys = 'secret = "env:DUNNAGE_TEST_KEY"' + (', x-api-key = "env:DUNNAGE_TEST_KEY"' if case.kind == "coface" else "")
    lines = [f"auth = {{ {keys} }}"] if case.kind in {*KEYED, "companies_house"} else []
    lines += ['contact = "Example Trading credit@example.com"'] if case.kind == "sec" else []
    with Loopback(list(given)) as server:
        lines += [f'token_url = "{server.url}/auth/token"'] if case.kind == "coface" else []
        folder.joinpath("bureau.toml").write_text("\n".join((f'kind = "{case.kind}"', f'base_url = "{server.url}"', *lines)))

        provider = make("bureau", folder / "bureau.toml", records=Records(folder / "records"))
        return provider.fetch(case.buyer, case.on, granted=all_granted), server


def profile() -> bytes:
    """A profile that leads to no list, so that none is missed."""
    return reply(json.dumps({**json.loads(raw("ch_profile_asof_2020-04-01.json")), "links": {}}).encode())


def with_opinion(name: str) -> bytes:
    """The rows of a file beside an opinion about the buyer."""
    return json.dumps([*json.loads(raw("coface_credit_opinion.json")), *json.loads(raw(name))]).encode()


@needs_shared
@pytest.mark.parametrize("name", CASES)
def test_an_invented_answer_ends_and_reads_as_it_stands_there(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[name]
    monkeypatch.setenv("DUNNAGE_TEST_KEY", "kestrel" if case.kind == "companies_house" else "clerk:kestrel")
    result, server = came_of(name, case, tmp_path)
    assert (result.ending, result.reason) == (case.ending, case.reason)
    found = {finding.key: finding.value for finding in result.report.findings} if result.report else {}
    assert {key: found.get(key, "nothing told") for key in case.facts} == case.facts
    assert tuple(event.event for event in result.events) == case.events
    assert case.more(result, server)
    if case.ending is not OK and case.ending is not PARTIAL:
        assert result.report is None


def search(folder: Path) -> None:
    """A search that finds nobody, by number and by name, and says so."""
    with asked(folder, "gleif", reply(raw("gleif_search_empty.json"))) as (provider, _):
        assert isinstance(provider, Identifies)
        told = provider.identify(IdentityQuery.of(HALDON))
    assert (told.ending, told.candidates) == (OK, ())


def portfolio(folder: Path) -> None:
    """A buyer that is on the portfolio already, and what happened to it: a limit of 62000 that fell to 500, and a petition."""
    there, told = reply(raw("creditsafe_error_409_portfolio.json"), 409), reply(raw("creditsafe_notification_events.json"))
    with watching(folder, told, put=(there,)) as (provider, _):
        answer = provider.events([WATCHED], BEGUN, TODAY, NEW)
    assert (answer.ending, answer.watched) == (OK, 1)
    assert [(each.event, each.published_on) for each in answer.events] == [
        (EventKind.LIMIT_CHANGED, date(2020, 3, 20)), (PETITION, date(2020, 3, 20)),
    ]  # fmt: skip


def month_is_over(_folder: Path) -> None:
    """One request, and no second one: no wait of ours makes a month shorter."""
    body = raw("opensanctions_error_429_monthly_quota_no_retry_after.json")
    assert failed(reply(body, 429), refusal=opensanctions.refusal) == (Ending.QUOTA, Reason.QUOTA_USED, 1)


def stream(_folder: Path) -> None:
    """No stream is read here; what one of its events holds is a page of insolvency, and reads as one. The rest are heartbeats."""
    told, *beats = raw("ch_stream_insolvency_event.jsonl").decode().split("\n")
    assert not "".join(beats).strip()
    part = parse_insolvency(json.dumps(json.loads(told)["data"]).encode())
    assert [(event.kind, event.on) for event in part.events] == [(ORDER, date(2021, 5, 12))]


def country(folder: Path) -> None:
    """The grade of a country names no company: it counts beside an opinion about the buyer."""
    given = reply(with_opinion("coface_country_risk.json"))
    name = "coface_credit_opinion.json"
    case = Case("coface", OK, before=(*PLACED, given))
    result, _ = came_of(name, case, folder)
    assert result.report is not None
    found = result.report.finding(EXT + "country_rating_insurer")
    assert found is not None
    assert found.value == "A3"


def rates(_folder: Path) -> None:
    told = parse_answer(raw("frankfurter_v2_rates.json")).rates
    assert {name: days[date(2026, 11, 20)] for name, days in told.items()} == {
        "USD": Decimal("1.0834"), "GBP": Decimal("0.8421"), "CNY": Decimal("7.6912"),
    }  # fmt: skip


def number_of_nobody(_folder: Path) -> None:
    """Its check digits do not agree, so it is asked about by nobody here; read as bytes it is registered and tells no name."""
    word = parse_vies(raw("vies_valid.json"), VatNumber("DE", "999999999"))
    assert isinstance(word, VatWord)
    assert (word.registered, word.name, word.said_on) == (True, "", date(2026, 11, 22))


def status(_folder: Path) -> None:
    said = [parse_status(raw("vies_check_status.json"), member) for member in ("DE", "EL", "FR")]
    assert said == ["DE: Available", "EL: Unavailable", ""]


def endless_list(folder: Path) -> None:
    """It says that there are 1,000,000,000, of one item, nought a page: a second page that brings nothing new is the end."""
    paging = 'paging = { kind = "offset", items = "items", param = "start_index", size = 100, size_param = "items_per_page", \
total = "total_count" }'
    text = GAZETTE.replace('method = "GET"', paging).replace("[entry][]", "items").replace('"f:notice-code"', '"code"')
    with Loopback([reply(raw("hostile/pagination_loop_total_grows.json"))]) as server:
        result = written(folder, text, server.url).fetch(HALDON, TODAY)
    assert (result.ending, result.reason, result.checks) == (Ending.BAD_RESPONSE, ResultReason.PAGES_REPEAT, ())
    assert len(server.requests) == 2


def odd_numbers(_folder: Path) -> None:
    """A number leaves as one segment of the path, or it does not leave at all."""
    numbers, sent = json.loads(raw("hostile/ids_to_quote.json")), []
    with bureau(reply(ANSWER)) as (server, transport):
        for number in numbers:
            try:
                transport.ask(Call("report", "/companies/{id}", {"id": number}))
                sent.append(number)
            except RequestRefused:
                continue
    assert sent == ["a/b?c=d#e", "GB-0-99000001", "SC012345", "00006400", "R0000123"]
    assert [request.target for request in server.requests] == [f"/companies/{quote(number, safe='')}" for number in sent]


BY_THEMSELVES: Mapping[str, Callable[[Path], None]] = {
    "gleif_search_empty.json": search,
    "creditsafe_error_409_portfolio.json": portfolio,
    "creditsafe_notification_events.json": portfolio,
    "opensanctions_error_429_monthly_quota_no_retry_after.json": month_is_over,
    "ch_stream_insolvency_event.jsonl": stream,
    "coface_country_risk.json": country,
    "frankfurter_v2_rates.json": rates,
    "vies_valid.json": number_of_nobody,
    "vies_check_status.json": status,
    "hostile/pagination_loop_total_grows.json": endless_list,
    "hostile/ids_to_quote.json": odd_numbers,
}
"""Files that answer another question than one about a buyer."""


@needs_shared
@pytest.mark.parametrize("name", BY_THEMSELVES)
def test_an_invented_answer_to_another_question_reads_as_it_stands_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUNNAGE_TEST_KEY", "clerk:kestrel")
    BY_THEMSELVES[name](tmp_path)


@needs_shared
def test_every_invented_answer_is_driven_here() -> None:
    assert set(CASES) | set(BY_THEMSELVES) == FILES
    assert len(FILES) > 60
