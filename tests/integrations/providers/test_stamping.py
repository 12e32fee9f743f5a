"""What a report tells beside its findings: the parts that were asked for and came, its language, its reading, and its cost."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from credit.money import Money
from credit.report import Costless, CreditReport
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.keeping.spending import Spent, State
from integrations.keeping.visit import Visit
from integrations.provider import Provider
from integrations.providers.stamping import EDITION, stamped
from integrations.registry import make
from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers import test_coface as cf
from tests.integrations.providers import test_companies_house as ch
from tests.integrations.providers import test_creditsafe as cs
from tests.integrations.providers import test_dnb as dnb
from tests.integrations.providers.builtins import TODAY, asked, buyer, file_of
from tests.integrations.providers.generic_files import ANSWER, HALDON, REPORTS, Served, payload

EUROS = Money.of("4.00", "EUR")
PRICE = 'cost = { amount = "4.00", currency = "EUR" }'
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CREDITSAFE_LOGIN", "COFACE_LOGIN", "COFACE_KEY", "DNB_KEYS"):
        monkeypatch.setenv(name, "clerk:lock")


def report_of(provider: Provider, subject: Any = cs.HALDON, on: date = TODAY) -> CreditReport:
    found = provider.fetch(subject, on, granted=all_granted).report
    assert found is not None
    return found


def test_a_bureaus_report_names_its_parts_its_language_its_reading_and_its_price(tmp_path: Path) -> None:
    """Asked a second time on the day nothing is charged, and what the report cost is still what it cost."""
    auth, records = 'auth = { secret = "env:CREDITSAFE_LOGIN" }', Records(tmp_path / "records")
    plays = (cs.TOKEN, reply(cs.report(failedSections=["paymentData"])))
    with asked(tmp_path, "creditsafe", *plays, lines=(auth, PRICE), records=records) as (provider, server):
        first, second = report_of(provider), report_of(provider)
        assert [request.method for request in server.requests] == ["POST", "GET"]
    assert first.requested == (
        "companySummary", "creditScore", "companyIdentification", "directors", "otherInformation", "financialStatements",
        "paymentData", "negativeInformation", "additionalInformation",
    )  # fmt: skip
    assert set(first.requested) - set(first.came) == {"paymentData"}
    assert [part.section for part in first.failed] == ["paymentData"]
    assert (first.language, first.parser) == ("EN", f"creditsafe/{EDITION}")
    assert [(told.cost, told.costless) for told in (first, second)] == [(EUROS, None)] * 2


def test_where_nothing_bills_it_is_said_so(tmp_path: Path) -> None:
    auth = 'auth = { secret = "env:CREDITSAFE_LOGIN" }'
    with asked(tmp_path, "creditsafe", cs.TOKEN, reply(cs.report()), lines=(auth,)) as (sandbox, _):
        told = report_of(sandbox)
    assert (told.cost, told.costless) == (None, Costless.FREE)


def test_a_report_that_bills_without_a_price_says_that_nobody_wrote_it_down(serve: Served) -> None:
    text = REPORTS.replace('path = "/companies/{id}"', 'path = "/companies/{id}"\nbillable = true')
    provider, _ = serve(text, reply(ANSWER))
    told = report_of(provider, HALDON, date(2020, 4, 1))
    assert (told.cost, told.costless) == (None, Costless.PRICE_UNKNOWN)
    assert (told.requested, told.came) == (("report",), ("report",))


def test_a_mapping_that_was_changed_reads_by_another_mark(serve: Served) -> None:
    marks = []
    for text in (REPORTS, REPORTS, REPORTS.replace('"points"', '"grades"')):
        provider, _ = serve(text, reply(ANSWER))
        marks.append(report_of(provider, HALDON, date(2020, 4, 1)).parser)
    kind, edition, mark = marks[0].split("/")
    assert (kind, edition, len(mark)) == ("generic", EDITION, 8)
    assert marks[0] != marks[2]


@pytest.mark.parametrize(("word", "cost", "why"), [("available", EUROS, None), ("negative", None, Costless.NOT_CHARGED)])
def test_row_13_a_negative_report_is_not_charged_and_says_so(
    tmp_path: Path, word: str, cost: Money | None, why: Costless | None
) -> None:
    auth = 'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }'
    plays = (cf.TOKEN, cf.ORDERED, cf.state(word), cf.PUBLISHED)
    with Loopback(list(plays)) as server:
        lines = (f'base_url = "{server.url}/v1"', f'token_url = "{server.url}/auth/token"', auth, PRICE)
        path = file_of(tmp_path, "coface", *lines, name="coface")
        told = report_of(make("coface", path, records=Records(tmp_path / "records")), cf.HALDON)
    assert (told.cost, told.costless) == (cost, why)
    assert told.requested == told.came == ("credit-opinion", "debtor-risk-assessment", "late-payment-index")


def test_blocks_that_did_not_come_are_not_among_those_that_did(tmp_path: Path) -> None:
    with dnb.dnb(tmp_path, dnb.TOKEN, reply(payload("dnb_datablocks_partial_block_failed"))) as (provider, _):
        told = report_of(provider, dnb.HALDON)
    assert set(told.requested) - set(told.came) == {"paymentinsight_L3_v1"}
    assert told.language == "en-US"


def test_a_register_names_the_lists_that_were_asked_for_and_those_that_came() -> None:
    with ch.asked(reply(ch.profile()), reply(b"<html>", 404, "text/html"), ch.NOTHING) as (provider, _):
        told = report_of(provider, ch.HALDON, ch.DAY)
    assert told.requested == ("profile", "officers", "charges", "insolvency", "filings")
    assert told.came == ("profile", "charges", "insolvency", "filings"), "that there is none came too"
    assert [part.section for part in told.failed] == ["officers"]
    assert (told.language, told.parser, told.costless) == ("", f"companies_house/{EDITION}", Costless.FREE)


def test_what_did_not_come_at_all_is_asked_for_and_not_there(tmp_path: Path) -> None:
    body = json.loads(payload("gleif_lei_lapsed"))
    with asked(tmp_path, "gleif", reply(json.dumps(body).encode()), reply(b"<html>", 404, "text/html")) as (provider, _):
        told = report_of(provider, buyer("GB", lei=body["data"]["attributes"]["lei"]))
    assert (told.requested, told.came) == (("record", "direct_parent", "parent"), ("record",))


def spent(*states: State, price: Money | None = EUROS) -> Visit:
    """A visit whose ledger holds these calls, the oldest first."""
    calls = tuple(Spent(str(n), "bureau", "b", "report", price, AT, state) for n, state in enumerate(states))
    return cast("Visit", SimpleNamespace(spent=lambda: calls))


def unreadable() -> tuple[Spent, ...]:
    raise PermissionError


@pytest.mark.parametrize(
    ("visit", "cost", "why"),
    [
        (spent(State.CHARGED, State.CHARGED), EUROS, None),  # one report is one call, whatever was bought before
        (spent(State.NOT_CHARGED, State.CHARGED), EUROS, None),
        (spent(State.CHARGED, State.NOT_CHARGED), None, Costless.NOT_CHARGED),
        (spent(State.UNKNOWN), None, Costless.CHARGE_UNKNOWN),
        (spent(State.BEGUN), None, Costless.CHARGE_UNKNOWN),
        (spent(State.CHARGED, price=None), None, Costless.PRICE_UNKNOWN),
        (spent(), Money.of("5.00", "EUR"), None),  # nothing stands in the ledger: what the file says it costs
        (cast("Visit", SimpleNamespace(spent=unreadable)), Money.of("5.00", "EUR"), None),
    ],
)
def test_a_report_costs_what_the_ledger_says_of_its_last_call(visit: Visit, cost: Money | None, why: Costless | None) -> None:
    plain = CreditReport("r", "C1", "bureau", AT, AT.date())
    told = stamped(plain, visit, asked={"report": True}, parser="x/1", bills={"report": Money.of("5.00", "EUR")})
    assert (told.cost, told.costless) == (cost, why)
    assert replace(told, cost=None, costless=None, parser="", requested=(), came=()) == plain
