"""The monitoring of Creditsafe over a line: a portfolio, its events, and every way in which reading them ends."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit.customer import Customer
from credit.report import EventKind
from integrations.bounded import Json
from integrations.endings import Ending, Reason
from integrations.keeping.records import Records
from integrations.provider import Identifies, Monitors, ResultReason, Warned
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused
from integrations.registry import make
from tests.integrations.asking import CANARY, cut_short
from tests.integrations.loopback import Loopback, Play, reply, routed
from tests.integrations.providers.builtins import file_of
from tests.integrations.providers.generic_files import payload

TODAY = datetime.now(UTC).date()
BEGUN = date(2020, 1, 1)
NEW: dict[str, date | None] = {"C001": None}
"""One buyer to be put on the portfolio, of whom nobody here knows that it was ever watched."""
NUMBER = "GB-0-99000001"
HALDON = Customer("C001", "Haldon & Pike", BEGUN, country="GB", registrations=(("connect_id", NUMBER),))
TOKEN = reply(b'{"token": "SYNTHETIC.JWT.VALUE"}')
LOGIN, PUT = "/v1/authenticate", "/v1/monitoring/portfolios/4711/companies"
EVENTS = "/v1/monitoring/portfolios/4711/notificationEvents"
THERE = reply(payload("creditsafe_error_409_portfolio"), 409)
TOLD = reply(payload("creditsafe_notification_events"))


SEEN = "2020-03-20 08:23:37"


def event(number: int, rule: str = "Winding Up Petition", day: str = SEEN, company: Json = NUMBER, **more: Json) -> Any:
    return {"company": {"id": company}, "eventId": number, "eventDate": day, "ruleName": rule, **more}


def page(*events: Json, total: int | None = None) -> bytes:
    return reply(json.dumps({"totalCount": len(events) if total is None else total, "data": list(events)}).encode())


@contextmanager
def watching(
    folder: Path, *events: Play, put: tuple[Play, ...] = (THERE,), login: Play = TOKEN, lines: tuple[str, ...] = ()
) -> Iterator[tuple[Monitors, Loopback]]:
    """A provider with a portfolio, whose service answers each path with its plays in turn."""
    os.environ["CREDITSAFE_LOGIN"] = f"clerk:{CANARY}"
    served = routed({LOGIN: [login], PUT: list(put), EVENTS: list(events or (TOLD,))})
    try:
        with Loopback([served]) as server:
            auth = 'auth = { secret = "env:CREDITSAFE_LOGIN" }'
            path = file_of(folder, "creditsafe", f'base_url = "{server.url}/v1"', 'portfolio = "4711"', auth, *lines)
            made = make("creditsafe", path, records=Records(folder / "records"))
            assert isinstance(made, Monitors)
            yield made, server
    finally:
        del os.environ["CREDITSAFE_LOGIN"]


def asked(server: Loopback, path: str) -> list[str]:
    return [request.target for request in server.requests if request.target.partition("?")[0] == path]


def test_a_buyer_is_put_on_the_portfolio_and_its_events_are_read(tmp_path: Path) -> None:
    """The published sample holds a limit of 62000 that became 500, and a petition, of 20 March 2020."""
    with watching(tmp_path, put=(reply(b'{"message": "added"}'),)) as (provider, server):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    _login, put, events = server.requests
    assert (put.method, json.loads(put.body)) == ("POST", {"id": NUMBER})
    assert put.headers["authorization"] == events.headers["authorization"] == "Bearer SYNTHETIC.JWT.VALUE"
    assert "page=0" in events.target
    assert f"startDate=2020-01-01&endDate={TODAY}" in events.target
    assert (answer.ending, answer.watched, answer.cost, provider.events_bill) == (Ending.OK, 1, None, False)
    assert [(each.id, each.event, each.published_on, each.title) for each in answer.events] == [
        ("creditsafe:1", EventKind.LIMIT_CHANGED, date(2020, 3, 20), "Credit Limit Change: 62000 -> 500"),
        ("creditsafe:2", EventKind.WINDING_UP_PETITION, date(2020, 3, 20), "Winding Up Petition"),
    ]
    assert {(each.customer_id, each.learnt_on) for each in answer.events} == {("C001", TODAY)}
    (check,) = answer.checks
    assert (check.number, check.since, check.until, check.found) == (NUMBER, TODAY, TODAY, 2), "put there today: it had no past"


def test_row_7_a_buyer_that_is_there_already_is_no_failure(tmp_path: Path) -> None:
    with watching(tmp_path) as (provider, server):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
        assert (answer.ending, [check.since for check in answer.checks]) == (Ending.OK, [TODAY])
        again = provider.events([HALDON], BEGUN, TODAY)
    assert (len(asked(server, PUT)), len(asked(server, EVENTS))) == (1, 2), "whom nobody wants put there is not put there again"
    assert (again.events, again.checks) == (answer.events, ())


@pytest.mark.parametrize(
    ("known", "read_from", "since"),
    [
        (TODAY - timedelta(days=8), TODAY - timedelta(days=37), TODAY - timedelta(days=8)),
        (TODAY - timedelta(days=90), TODAY - timedelta(days=37), TODAY - timedelta(days=37)),
        (None, TODAY - timedelta(days=37), TODAY),
    ],
)
def test_row_7_what_was_searched_of_a_buyer_that_is_there_begins_when_it_is_first_known_to_be_watched(
    tmp_path: Path, known: date | None, read_from: date, since: date
) -> None:
    """Put there eight days ago, it had no events in the four weeks before that which are read all the same."""
    with watching(tmp_path, page()) as (provider, _):
        (check,) = provider.events([HALDON], read_from, TODAY, {"C001": known}).checks
    assert (check.since, check.until, check.none_found) == (since, TODAY, True)


def test_a_buyer_put_there_anew_has_no_past_whenever_it_was_watched_before(tmp_path: Path) -> None:
    """Somebody had taken it off: the answer says that it was added now."""
    with watching(tmp_path, page(), put=(reply(b'{"message": "added"}'),)) as (provider, _):
        (check,) = provider.events([HALDON], BEGUN, TODAY, {"C001": date(2020, 2, 1)}).checks
    assert check.since == TODAY


@pytest.mark.parametrize("answered", [reply(b"", 204), reply(b"", 201), reply(b"added", 200, "text/plain")])
def test_what_the_answer_to_putting_says_does_not_matter(tmp_path: Path, answered: bytes) -> None:
    with watching(tmp_path, put=(answered,)) as (provider, _):
        assert provider.events([HALDON], BEGUN, TODAY, NEW).ending is Ending.OK


def test_a_buyer_the_service_does_not_know_keeps_no_other_from_being_watched(tmp_path: Path) -> None:
    other = Customer("C002", "Other", BEGUN, registrations=(("connect_id", "GB-0-2"),))
    with watching(tmp_path, put=(reply(b'{"message": "no"}', 404), THERE)) as (provider, _):
        answer = provider.events([other, HALDON], BEGUN, TODAY, {"C001": None, "C002": None})
    assert (answer.ending, answer.reason, len(answer.events)) == (Ending.PARTIAL, Reason.NO_SUCH_RECORD, 2)
    assert [check.customer_id for check in answer.checks] == ["C001"]


def test_a_portfolio_that_turns_buyers_away_is_not_asked_for_each_of_a_thousand(tmp_path: Path) -> None:
    many = [replace(HALDON, id=f"C{n}", registrations=(("connect_id", f"GB-0-{n}"),)) for n in range(30)]
    with watching(tmp_path, put=(reply(b'{"message": "full"}', 403),)) as (provider, server):
        answer = provider.events(many, BEGUN, TODAY, {each.id: None for each in many})
    assert (len(asked(server, PUT)), answer.ending, answer.checks) == (10, Ending.PARTIAL, ())


def test_row_27_pages_are_counted_from_0_and_every_event_counts_once(tmp_path: Path) -> None:
    """The list grows by one while it is read, so the second page begins with the last of the first."""
    first, second = [event(n) for n in range(200)], [event(199), event(200), event(201)]
    with watching(tmp_path, page(*first, total=201), page(*second, total=202)) as (provider, server):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    assert ["page=0" in each or "page=1" in each for each in asked(server, EVENTS)] == [True, True]
    assert (answer.ending, len(answer.events), answer.checks[0].found) == (Ending.OK, 202, 202)


def test_row_27_a_page_that_repeats_ends_the_reading_and_claims_no_search(tmp_path: Path) -> None:
    with watching(tmp_path, page(*[event(n) for n in range(200)], total=900)) as (provider, server):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    assert (answer.ending, answer.reason, len(answer.events)) == (Ending.PARTIAL, ResultReason.PAGES_REPEAT, 200)
    assert (answer.checks, len(asked(server, EVENTS))) == ((), 2)


def test_a_page_that_fails_keeps_the_events_before_it(tmp_path: Path) -> None:
    with watching(tmp_path, page(*[event(n) for n in range(200)], total=201), reply(b"{", 200)) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    assert (answer.ending, answer.reason, len(answer.events), answer.checks) == (Ending.PARTIAL, Reason.NOT_JSON, 200, ())
    with watching(tmp_path, page(*[event(n) for n in range(200)], total=201), reply(b'{"message": "odd"}')) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    assert (answer.ending, answer.reason, len(answer.events), answer.checks) == (
        Ending.PARTIAL, ResultReason.NOTHING_KNOWN, 200, (),
    )  # fmt: skip


def test_events_of_others_of_other_days_and_of_unknown_rules_are_none(tmp_path: Path) -> None:
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    listed = page(
        event(1, company="GB-0-5"),
        event(2, day="2019-12-31 23:59:59"),
        event(3, day=f"{tomorrow} 00:00:01"),
        event(4, "Company Status"),
        event(5, "Company Status"),
        event(6, " winding up PETITION "),
    )
    with watching(tmp_path, listed) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    assert [each.id for each in answer.events] == ["creditsafe:6"]
    assert (answer.ending, answer.unknown) == (Ending.OK, ("Company Status",))
    assert set(answer.warnings) == {Warned.PUBLISHED_LATER, Warned.KIND_UNKNOWN}


def test_the_users_own_rules_count_before_those_that_are_known(tmp_path: Path) -> None:
    rules = 'rules = { "Company Status" = "strike_off_notice", "CREDIT LIMIT CHANGE" = "rating_changed" }'
    listed = page(event(1, "company status"), event(2, "Credit Limit Change"))
    with watching(tmp_path, listed, lines=(rules,)) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY)
    assert [each.event for each in answer.events] == [EventKind.STRIKE_OFF_NOTICE, EventKind.RATING_CHANGED]
    with pytest.raises(ProviderFileRefused) as refused, watching(tmp_path, lines=('rules = { "X" = "gloom" }',)):
        pass
    assert (refused.value.problem, refused.value.key) == (FileTrouble.BAD_VALUE, "rules.X")


@pytest.mark.parametrize(
    "odd",
    ["odd", {}, event(1, company=None), event(1, day="20/03/2020"), {**event(1), "eventId": None}, {**event(1), "eventDate": 7}],
)
def test_an_event_that_cannot_be_read_is_told_and_the_others_stand(tmp_path: Path, odd: Json) -> None:
    with watching(tmp_path, page(odd, event(2))) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    assert [each.id for each in answer.events] == ["creditsafe:2"]
    assert (answer.ending, answer.reason, answer.checks) == (Ending.PARTIAL, ResultReason.EVENTS_LEFT_OUT, ())


def test_row_31_and_rule_11_what_an_event_says_is_plain_text_and_tells_of_no_person(tmp_path: Path) -> None:
    said = event(1, "Director\x1b[31m Change", oldValue="Ann Example", newValue="Bob Example")
    rules = 'rules = { "Director [31m Change" = "director_resigned" }'
    with watching(tmp_path, page(said), lines=(rules,)) as (provider, _):
        (told,) = provider.events([HALDON], BEGUN, TODAY).events
    assert "\x1b" not in told.title
    assert "Example" not in repr(told)


def test_two_buyers_of_the_book_that_are_one_company_both_learn_of_it(tmp_path: Path) -> None:
    twin = replace(HALDON, id="C009")
    with watching(tmp_path, page(event(7))) as (provider, server):
        answer = provider.events([HALDON, twin], BEGUN, TODAY, {"C009": None})
    assert [(each.customer_id, each.id) for each in answer.events] == [("C001", "creditsafe:7"), ("C009", "creditsafe:7")]
    assert len(asked(server, PUT)) == 1
    assert [check.customer_id for check in answer.checks] == ["C009"], "the other's search of this week stands"


@pytest.mark.parametrize(
    ("play", "ending", "reason"),
    [
        (reply(b'{"message": "Forbidden"}', 403), Ending.NOT_ENTITLED, Reason.FORBIDDEN),
        (reply(b'{"message": "No such portfolio"}', 404), Ending.NOT_FOUND, Reason.NO_SUCH_RECORD),
        (reply(payload("creditsafe_error_400"), 400), Ending.BAD_RESPONSE, Reason.UNEXPECTED_STATUS),
        (reply(b"{}", 429, "application/json", "Retry-After: 86400"), Ending.RATE_LIMITED, Reason.TOO_MANY_REQUESTS),
        (reply(b"<html>Welcome</html>", 200, "text/html"), Ending.BAD_RESPONSE, Reason.LOGIN_PAGE),
        (reply(b'{"data": 1, "data": 2}'), Ending.BAD_RESPONSE, Reason.DUPLICATE_KEY),
        (reply(b'{"correlationId": "0"}'), Ending.BAD_RESPONSE, ResultReason.NOTHING_KNOWN),
        (cut_short, Ending.BAD_RESPONSE, Reason.TRUNCATED),
    ],
)
def test_a_reading_that_fails_is_an_ending_and_never_an_exception(
    tmp_path: Path, play: Play, ending: Ending, reason: str
) -> None:
    with watching(tmp_path, play) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW)
    assert (answer.ending, answer.reason, answer.events, answer.checks) == (ending, reason, (), ())


def test_row_3_a_login_that_is_refused_is_tried_once_whoever_is_to_be_watched(tmp_path: Path) -> None:
    many = [replace(HALDON, id=f"C{n}", registrations=(("connect_id", f"GB-0-{n}"),)) for n in range(5)]
    with watching(tmp_path, login=reply(payload("creditsafe_error_401_auth"), 401)) as (provider, server):
        answer = provider.events(many, BEGUN, TODAY, {each.id: None for each in many})
        assert (answer.ending, len(server.requests)) == (Ending.AUTH_FAILED, 1)
        assert provider.events(many, BEGUN, TODAY).reason == Reason.PAUSED
        assert len(server.requests) == 1
    assert CANARY not in repr(answer)


def test_a_round_that_is_called_off_asks_nobody_else(tmp_path: Path) -> None:
    with watching(tmp_path) as (provider, server):
        answer = provider.events([HALDON], BEGUN, TODAY, NEW, lambda: True)
    assert (answer.ending, asked(server, EVENTS)) == (Ending.CANCELLED, [])


def test_nobody_is_asked_without_a_number_or_about_the_past(tmp_path: Path) -> None:
    with watching(tmp_path) as (provider, server):
        assert provider.events([replace(HALDON, registrations=())], BEGUN, TODAY).reason == ResultReason.NO_ID
        assert provider.events([HALDON], BEGUN, date(2020, 4, 1), NEW).reason == ResultReason.REPORT_LATER
        assert server.requests == []


def test_without_a_portfolio_nobody_is_watched(tmp_path: Path) -> None:
    auth = 'auth = { secret = "env:CREDITSAFE_LOGIN" }'
    made = make("creditsafe", file_of(tmp_path, "creditsafe", auth), records=Records())
    assert not isinstance(made, Monitors)
    assert isinstance(made, Identifies)
