"""Coface over a line: an order, its state, and its assessments; what is expected was read off the payloads by eye."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from credit.money import Money
from credit.rating.scales import Scales, mapped
from credit.report import FindingStatus
from integrations.endings import Ending, Reason
from integrations.keeping.agreed import all_granted
from integrations.keeping.orders import Progress
from integrations.keeping.records import Records
from integrations.provider import Provider, ResultReason
from integrations.providers.coface_reading import COUNTRY, parse, progress_in
from integrations.registry import make
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.builtins import TODAY, buyer, file_of
from tests.integrations.providers.generic_files import payload

COMPANY = "00000000-0000-3000-8000-000000000001"
HALDON = buyer("GB", coface_id=COMPANY)
TOKEN = reply(b'{"access_token": "SYNTHETIC", "token_type": "Bearer", "expires_in": 3600}')
ORDERED = reply(b'{"id": "77"}', 201)
FIN, OPE = "financial_strength.", "operating_capability."
INSURER = "external_environment.country_rating_insurer"


def state(word: str) -> bytes:
    return reply(json.dumps({"id": "77", "status": word}).encode())


def rows(*names: str) -> list[Any]:
    return [row for name in names for row in json.loads(payload(f"coface_{name}"))]


ALL = rows("credit_opinion", "debtor_risk_assessment", "late_payment_index")
PUBLISHED = reply(json.dumps(ALL).encode())


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COFACE_LOGIN", "clerk:lock")
    monkeypatch.setenv("COFACE_KEY", "door-key")


@contextmanager
def coface(
    folder: Path, *plays: Play, later: timedelta = timedelta(0), lines: tuple[str, ...] = ()
) -> Iterator[tuple[Provider, Loopback]]:
    """A run of its own each time, `later` than now; what is recorded lies in the folder."""
    auth = 'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }'
    with Loopback(list(plays)) as server:
        path = file_of(
            folder,
            "coface",
            f'base_url = "{server.url}/v1"',
            f'token_url = "{server.url}/auth/token"',
            auth,
            *lines,
            name="coface",
        )
        yield make("coface", path, records=Records(folder / "records", lambda: datetime.now(UTC) + later)), server


def test_assessments_are_ordered_fetched_and_read(tmp_path: Path) -> None:
    with coface(tmp_path, TOKEN, ORDERED, state("Delivered"), PUBLISHED) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
        login, order, asked, fetched = server.requests
        assert provider.under_way(HALDON) is False, "delivered and closed"
    assert json.loads(login.body) == {"username": "clerk", "password": "lock", "grantType": "password"}
    assert login.headers["x-api-key"] == order.headers["x-api-key"] == "door-key"
    assert order.headers["authorization"] == "Bearer SYNTHETIC"
    sent = json.loads(order.body)
    assert (order.method, sent["companyId"], bool(sent["customerReference"])) == ("POST", COMPANY, True)
    assert (asked.target, fetched.target) == ("/v1/publications/orders?id=77", "/v1/publications?format=json&id=77")
    report = result.report
    assert (result.ending, result.warnings) == (Ending.OK, ())
    assert report is not None
    assert report.as_of == date(2020, 7, 20)
    expected = {
        FIN + "rating_text": "X",
        FIN + "credit_limit": Money.of("0", "EUR"),
        FIN + "rating_provider": Decimal(1),
        FIN + "pd": Decimal(25),
        OPE + "late_payment_index": Decimal(2),
    }
    assert {key: found.value for key in expected if (found := report.finding(key))} == expected
    (grade,) = mapped([replace(report, provider="coface")], Scales())
    assert (grade.scale, grade.grade.value) == ("coface_dra", "E"), "1 of 10; D begins at 2"


def country(grade: str, **changed: Any) -> Any:
    (row,) = rows("country_risk")
    return {**row, "countryRiskValue": grade, **changed}


def test_the_grade_of_the_country_is_ordered_where_the_file_says_so_and_read(tmp_path: Path) -> None:
    """It names no company; the fixture's is A3 of the second quarter of 2020."""
    published = reply(json.dumps([*ALL, country("A3")]).encode())
    with coface(tmp_path, TOKEN, ORDERED, state("Delivered"), published, lines=('country_risk = "order"',)) as (provider, server):
        report = provider.fetch(HALDON, TODAY, granted=all_granted).report
        slugs = [each["slug"] for each in json.loads(server.requests[1].body)["assessments"]]
    assert slugs == ["credit-opinion", "debtor-risk-assessment", "late-payment-index", COUNTRY]
    assert report is not None
    found = report.finding(INSURER)
    assert found is not None
    assert found.value == "A3"
    assert report.came == report.requested == tuple(slugs)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([country("B", year="2019", isCurrent=False), country("A4", year="2020")], ("A4", FindingStatus.KNOWN)),
        ([country("B", year="2021", isCurrent=False), country("A4", year="2020", isCurrent=False)], ("B", FindingStatus.KNOWN)),
        ([country("A9")], (None, FindingStatus.AMBIGUOUS)),
        ([country("A1", countryCode="FR")], None),  # another country's
        ([], None),
    ],
)
def test_row_26_of_a_countrys_grades_the_current_one_counts_and_another_countrys_is_none(rows: list[Any], said: Any) -> None:
    found = parse(json.dumps([*ALL, *rows]).encode(), COMPANY, "GB")
    assert not isinstance(found, ResultReason)
    assert [(each.value, each.status) for each in found.findings if each.key == INSURER] == ([said] if said else [])


def test_nothing_is_ordered_by_a_file_that_was_taken_out_meanwhile(tmp_path: Path) -> None:
    with coface(tmp_path, TOKEN, ORDERED) as (provider, server):
        (tmp_path / "coface.toml").unlink()
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
        assert (result.ending, result.reason, server.requests) == (Ending.CANCELLED, Reason.TERMS_CHANGED, [])


def test_an_order_under_way_is_not_ordered_again_by_a_later_run(tmp_path: Path) -> None:
    with coface(tmp_path, TOKEN, ORDERED, state("In the making")) as (provider, _):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
        assert (result.ending, result.reason) == (Ending.NOT_FOUND, ResultReason.ORDER_PENDING), "an unknown word is under way"
        assert result.word == "In the making"
        assert provider.under_way(HALDON)
    with coface(tmp_path, TOKEN, state("Completed"), PUBLISHED) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.OK
        assert [request.method for request in server.requests] == ["POST", "GET", "GET"], "a login and two questions"


def test_row_13_an_order_whose_answer_is_lost_is_looked_for_and_not_sent_again(tmp_path: Path) -> None:
    with coface(tmp_path, TOKEN, lambda visit: visit.reset()) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.UNKNOWN_CHARGE
        reference = json.loads(server.requests[1].body)["customerReference"]
    listed = reply(json.dumps([{"id": "5"}, {"id": "77", "customerReference": reference}]).encode(), 206)
    with coface(tmp_path, TOKEN, listed, state("Delivered"), PUBLISHED) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.OK, "row 28: 206 is a page"
        assert server.requests[1].target == f"/v1/publications/orders?companyId={COMPANY}"
        assert server.requests[2].target == "/v1/publications/orders?id=77"


PAGE = json.dumps([{"id": str(number)} for number in range(20)]).encode()


@pytest.mark.parametrize("days", [0, 8])
@pytest.mark.parametrize(
    "listed",
    [
        reply(b"[]"),
        reply(b"{}"),
        reply(b'[{"id": "77"}]'),
        reply(PAGE, 206, "application/json", "Content-Range: items 0-19/21"),
    ],
    ids=["empty", "no list", "without our reference", "a part"],
)
def test_row_13_an_order_that_is_not_seen_is_not_placed_again(tmp_path: Path, listed: Play, days: int) -> None:
    with coface(tmp_path, TOKEN, lambda visit: visit.reset()) as (provider, _):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.UNKNOWN_CHARGE
    with coface(tmp_path, TOKEN, listed, later=timedelta(days=days)) as (provider, server):
        result = provider.fetch(HALDON, TODAY + timedelta(days=days), granted=all_granted)
        assert (result.ending, result.reason) == (Ending.UNKNOWN_CHARGE, Reason.ORDER_OUT_OF_SIGHT)
        assert server.requests[1].target == f"/v1/publications/orders?companyId={COMPANY}"
        assert [request.method for request in server.requests] == ["POST", "GET"], "a login and the list; nothing was ordered"


MONTH = timedelta(days=30, minutes=1)


@pytest.mark.parametrize(
    "plays",
    [(state("In the making"),), (state("Delivered"), reply(b"{}", 404))],
    ids=["under way", "ready and not there"],
)
def test_an_order_that_does_not_come_for_a_month_is_said_with_the_providers_word(
    tmp_path: Path, plays: tuple[bytes, ...]
) -> None:
    with coface(tmp_path, TOKEN, ORDERED, state("In the making")) as (provider, _):
        provider.fetch(HALDON, TODAY, granted=all_granted)
    with coface(tmp_path, TOKEN, *plays, later=MONTH) as (provider, server):
        result = provider.fetch(HALDON, TODAY + MONTH, granted=all_granted)
        assert (result.ending, result.reason) == (Ending.UNKNOWN_CHARGE, ResultReason.ORDER_OVERDUE)
        assert result.word == json.loads(plays[0].partition(b"\r\n\r\n")[2])["status"]
        assert "POST" not in [request.method for request in server.requests[1:]], "nothing is ordered beside it"


@pytest.mark.parametrize("unknown", [reply(b'{"error": "resource_not_found"}', 404), reply(b"[]")], ids=["404", "empty"])
def test_an_order_coface_does_not_know_any_more_waits_for_a_person(tmp_path: Path, unknown: bytes) -> None:
    with coface(tmp_path, TOKEN, ORDERED, state("In the making")) as (provider, _):
        provider.fetch(HALDON, TODAY, granted=all_granted)
    with coface(tmp_path, TOKEN, unknown) as (provider, server):
        for _ in range(2):
            result = provider.fetch(HALDON, TODAY, granted=all_granted)
            assert (result.ending, result.reason) == (Ending.UNKNOWN_CHARGE, Reason.ORDER_GONE)
        assert [request.method for request in server.requests] == ["POST", "GET", "GET", "GET"], "a login; nothing was ordered"


def test_an_order_that_is_refused_is_said_and_not_placed_again(tmp_path: Path) -> None:
    with coface(tmp_path, TOKEN, ORDERED, state("Rejected")) as (provider, server):
        result = provider.fetch(HALDON, TODAY, granted=all_granted)
        assert (result.ending, result.reason) == (Ending.NOT_FOUND, ResultReason.ORDER_REFUSED)
        asked = len(server.requests)
        again = provider.fetch(HALDON, TODAY, granted=all_granted)
        assert (again.reason, len(server.requests)) == (ResultReason.ORDER_REFUSED, asked), "for a month nobody is asked again"
        assert provider.under_way(HALDON), "so asking costs nothing more"


def test_row_4_no_points_left_is_a_quota_and_nothing_is_ordered(tmp_path: Path) -> None:
    with coface(tmp_path, TOKEN, reply(payload("coface_error_400_no_points"), 400)) as (provider, server):
        assert provider.fetch(HALDON, TODAY, granted=all_granted).ending is Ending.QUOTA
        assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("word", "progress", "charged"),
    [
        ("DELIVERED", Progress.READY, True),
        ("Negative report", Progress.READY, False),
        ("Refused", Progress.REFUSED, False),
        ("soon", Progress.PENDING, True),
        (None, Progress.PENDING, True),
    ],
)
def test_how_far_an_order_is(word: str | None, progress: Progress, charged: bool) -> None:
    polled = progress_in([{"status": word}])
    assert (polled.progress, polled.charged, polled.word) == (progress, charged, word or "")


def risk(*history: tuple[str, Any, str]) -> Any:
    """The debtor risk of a history of days, whether each is current, and values."""
    listed = [
        {
            "assessmentSlug": "debtor-risk-assessment",
            "companyId": COMPANY,
            "releaseDate": day,
            "isCurrent": now,
            "debtorRiskValue": value,
        }
        for day, now, value in history
    ]
    found = parse(json.dumps(listed).encode(), COMPANY)
    assert not isinstance(found, ResultReason)
    told = next(each for each in found.findings if each.key == FIN + "rating_provider")
    return told.value, found.as_of


def test_row_25_and_26_which_of_a_history_counts() -> None:
    assert risk(("2019-03-28", False, "5"), ("2018-01-01", True, "3")) == (Decimal(3), date(2018, 1, 1)), "the current one"
    assert risk(("2019-03-28", None, "5"), ("2020-07-20", None, "1")) == (Decimal(1), date(2020, 7, 20)), "else the newest"
    assert risk(("10/02/2025", None, "5"), ("2020-07-20", None, "1")) == (None, None), "February or October is not guessed"
    assert risk(("10/02/2025", None, "5")) == (Decimal(5), None), "the only one, of a day that is not known"
    assert risk(("2020-07-20", True, "5"), ("2020-07-20", True, "1")) == (None, None), "two that cannot be told apart"


def test_row_21_a_missing_object_is_absent_and_an_opinion_that_is_none_has_no_value() -> None:
    found = parse(json.dumps([{**rows("credit_opinion")[0], "rating": "NA", "maxCreditAmount": []}]).encode(), COMPANY)
    assert not isinstance(found, ResultReason)
    told = {finding.key: finding for finding in found.findings}
    assert told[FIN + "rating_text"].value is None
    assert (told[FIN + "credit_limit"].value, told[FIN + "credit_limit"].status) == (None, FindingStatus.NOT_PUBLISHED)
    assert found.drift == ()


def test_row_29_assessments_of_another_company_are_discarded() -> None:
    assert parse(json.dumps(ALL).encode(), "another") is ResultReason.WRONG_COMPANY
    nobody = [{key: value for key, value in ALL[0].items() if key != "companyId"}]
    assert parse(json.dumps(nobody).encode(), COMPANY) is ResultReason.SUBJECT_MISSING
    assert parse(b'{"message": "odd"}', COMPANY) is ResultReason.NOTHING_KNOWN


@pytest.mark.parametrize(("written", "reason"), [("", ResultReason.NO_ID), ("a/../b", ResultReason.UNUSABLE_ID)])
def test_nobody_is_asked_by_a_number_that_is_none(tmp_path: Path, written: str, reason: ResultReason) -> None:
    with coface(tmp_path, TOKEN) as (provider, server):
        assert provider.fetch(buyer("GB", coface_id=written), TODAY, granted=all_granted).reason == reason
        assert server.requests == []
