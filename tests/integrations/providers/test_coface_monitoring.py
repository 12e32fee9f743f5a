"""The monitoring of Coface over a line. Nothing public says what it answers: every body here is ours, to be read leniently."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit.customer import Customer
from credit.money import Money
from credit.report import EventKind
from integrations.bounded import Json
from integrations.endings import Ending, Reason
from integrations.keeping.agreed import Grant, all_granted, nothing_granted
from integrations.keeping.records import Records
from integrations.provider import ResultReason, Warned
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused
from integrations.providers.watching import Watching
from integrations.registry import make
from tests.integrations.asking import cut_short
from tests.integrations.loopback import Loopback, Play, reply, routed
from tests.integrations.providers.builtins import TODAY, file_of

COMPANY, OTHER = "00000000-0000-3000-8000-000000000001", "00000000-0000-3000-8000-000000000009"
BEGUN = date(2020, 1, 1)
HALDON = Customer("C001", "Haldon & Pike", BEGUN, country="GB", registrations=(("coface_id", COMPANY),))
TOKEN = reply(b'{"access_token": "SYNTHETIC", "token_type": "Bearer", "expires_in": 3600}')
PRICE = Money.of("5.00", "EUR")
SEEN = TODAY - timedelta(days=2)
LIST, NEWS, ORDER = "/v1/monitorings", "/v1/notifications", "/v1/monitorings/orders"


def body(value: Any, *headers: str) -> bytes:
    return reply(json.dumps(value).encode(), 200, "application/json", *headers)


WATCHED = body([{"id": "m-1", "companyId": COMPANY, "startDate": "2020-02-03"}])
NOBODY = body([])


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COFACE_LOGIN", "clerk:lock")
    monkeypatch.setenv("COFACE_KEY", "door-key")


@contextmanager
def watching(
    folder: Path,
    *news: Play,
    listed: Play = WATCHED,
    ordered: tuple[Play, ...] = (),
    lines: tuple[str, ...] = (),
    more: dict[str, list[Play]] | None = None,
    later: timedelta = timedelta(0),
) -> Iterator[tuple[Watching, Loopback]]:
    """A provider that watches, whose service answers each path with its plays."""
    routes: dict[str, list[Play]] = {
        "/auth/token": [TOKEN],
        LIST: [listed],
        NEWS: list(news),
        ORDER: list(ordered),
        **(more or {}),
    }
    with Loopback([routed(routes)]) as server:
        auth = 'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }'
        where = (f'base_url = "{server.url}/v1"', f'token_url = "{server.url}/auth/token"', 'monitoring = "on"')
        price = 'monitoring_cost = { amount = "5.00", currency = "EUR" }'
        path = file_of(folder, "coface", *where, price, auth, *lines, name="coface")
        made = make("coface", path, records=Records(folder / "records", lambda: datetime.now(UTC) + later))
        assert isinstance(made, Watching)
        yield made, server


def asked(server: Loopback, path: str) -> list[str]:
    return [request.target for request in server.requests if request.target.partition("?")[0] == path]


def note(number: str = "n-1", **more: Json) -> dict[str, Json]:
    return {"id": number, "companyId": COMPANY, "deliveryDate": SEEN.isoformat(), **more}


def told(answer: Any) -> list[tuple[str, EventKind, date, str]]:
    return [(each.id, each.event, each.published_on, each.title) for each in answer.events]


def test_a_notification_is_told_as_something_that_changed(tmp_path: Path) -> None:
    """The window is asked for by the names the public collection has for it."""
    since = TODAY - timedelta(days=30)
    with watching(tmp_path, body([note(assessmentSlug="credit-opinion")])) as (provider, server):
        answer = provider.events([HALDON], since, TODAY, {"C001": None})
    (target,) = asked(server, NEWS)
    assert f"deliveryDateFrom={since}&deliveryDateTo={TODAY}" in target
    assert (answer.ending, answer.watched, answer.cost, provider.events_bill) == (Ending.OK, 1, None, False)
    assert told(answer) == [("coface:n-1", EventKind.SOMETHING_CHANGED, SEEN, "credit-opinion")]
    (check,) = answer.checks
    assert (check.number, check.since, check.until, check.found) == (COMPANY, since, TODAY, 1), "watched since 2020"


def test_the_user_says_what_a_word_means(tmp_path: Path) -> None:
    lines = ('rules = { "Credit-Opinion" = "limit_changed" }',)
    with watching(tmp_path, body({"notifications": [note(assessmentSlug="credit-opinion")]}), lines=lines) as (provider, _):
        assert [each.event for each in provider.events([HALDON], BEGUN, TODAY).events] == [EventKind.LIMIT_CHANGED]


@pytest.mark.parametrize(
    "item",
    [
        {"id": "n-1", "company": {"id": COMPANY}, "deliveryDate": f"{SEEN}T08:00:00Z"},
        {"notificationId": "n-1", "monitoring": {"id": "m-1"}, "deliveryDate": SEEN.isoformat()},
        {"id": "n-1", "monitoringId": "m-1", "content": [{"slug": ""}], "date": SEEN.isoformat()},
        {"id": "n-1", "publications": [{"COMPANYID": COMPANY.upper()}], "deliveryDate": SEEN.isoformat()},
    ],
)
def test_a_company_is_found_by_its_id_or_by_the_number_of_its_monitoring(tmp_path: Path, item: Json) -> None:
    with watching(tmp_path, body([item])) as (provider, _):
        assert told(provider.events([HALDON], BEGUN, TODAY)) == [("coface:n-1", EventKind.SOMETHING_CHANGED, SEEN, "")]


def test_one_that_does_not_say_whose_it_is_is_asked_for_by_itself(tmp_path: Path) -> None:
    bare = body([{"id": "n-1", "deliveryDate": SEEN.isoformat()}])
    with watching(tmp_path, bare, more={f"{NEWS}/n-1": [body({"companyId": COMPANY, "id": "x"})]}) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY)
    assert (answer.ending, told(answer)) == (Ending.OK, [("coface:n-1", EventKind.SOMETHING_CHANGED, SEEN, "")])


@pytest.mark.parametrize("detail", [body({"text": "?"}), reply(b"[]"), reply(b"{}", 404)])
def test_one_of_which_nobody_can_say_whose_it_is_is_never_no_news(tmp_path: Path, detail: bytes) -> None:
    with watching(tmp_path, body([{"id": "n-1"}]), more={f"{NEWS}/n-1": [detail]}) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY)
    assert (answer.events, answer.checks, answer.answered) == ((), (), False)
    assert Warned.WHOSE_UNKNOWN in answer.warnings


@pytest.mark.parametrize("item", ["changed", 7, None, {"text": "?"}, {"id": "../companies"}, {"id": ".."}])
def test_an_item_without_a_number_is_never_no_news(tmp_path: Path, item: Json) -> None:
    with watching(tmp_path, body([note(), item])) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY)
    assert (answer.ending, answer.reason) == (Ending.PARTIAL, ResultReason.EVENTS_LEFT_OUT)
    assert (len(answer.events), answer.checks) == (1, ())


@pytest.mark.parametrize("answered", [{"a": [], "b": []}, {"text": "none"}, "none", None])
def test_what_is_no_list_is_never_no_news(tmp_path: Path, answered: Json) -> None:
    with watching(tmp_path, body(answered)) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY)
    assert (answer.ending, answer.reason, answer.checks) == (Ending.BAD_RESPONSE, ResultReason.NOTHING_KNOWN, ())


def test_an_empty_list_is_none_found_of_those_that_are_watched(tmp_path: Path) -> None:
    unwatched = replace(HALDON, id="C002", registrations=(("coface_id", OTHER),))
    with watching(tmp_path, NOBODY) as (provider, _):
        answer = provider.events([HALDON, unwatched], BEGUN, TODAY, {"C001": None, "C002": None})
    assert (answer.ending, answer.watched) == (Ending.OK, 1)
    assert [(check.customer_id, check.since, check.none_found) for check in answer.checks] == [("C001", date(2020, 2, 3), True)]


def test_where_it_is_not_told_since_when_a_buyer_is_watched_no_past_is_claimed(tmp_path: Path) -> None:
    listed = body([{"id": 1, "companyId": COMPANY, "startDate": "03/02/2020"}])
    with watching(tmp_path, NOBODY, listed=listed) as (provider, _):
        assert [check.since for check in provider.events([HALDON], BEGUN, TODAY, {"C001": None}).checks] == [TODAY]
        known = provider.events([HALDON], BEGUN, TODAY, {"C001": date(2020, 5, 1)})
    assert [check.since for check in known.checks] == [date(2020, 5, 1)], "an earlier search had it"


@pytest.mark.parametrize("listed", [reply(b"{}", 404), body({"text": "?"}), body([{"id": "m-2"}])])
def test_where_it_cannot_be_read_who_is_watched_no_search_is_claimed(tmp_path: Path, listed: bytes) -> None:
    with watching(tmp_path, body([note()]), listed=listed) as (provider, _):
        answer = provider.events([HALDON], BEGUN, TODAY, {"C001": None})
    assert (answer.ending, len(answer.events), answer.checks) == (Ending.PARTIAL, 1, ())


def test_others_and_what_lies_outside_of_the_window_are_left_out(tmp_path: Path) -> None:
    early, late = (TODAY + timedelta(days=each) for each in (-40, 3))
    items = [note(), note("n-2", companyId=OTHER), note("n-3", deliveryDate=str(early)), note("n-4", deliveryDate=str(late))]
    with watching(tmp_path, body(items)) as (provider, _):
        answer = provider.events([HALDON], TODAY - timedelta(days=30), TODAY)
    assert [each.id for each in answer.events] == ["coface:n-1"]
    assert answer.warnings == (Warned.PUBLISHED_LATER,)


def test_one_nobody_dated_is_of_the_day_it_was_read_and_has_a_mark_where_it_has_no_number(tmp_path: Path) -> None:
    with watching(tmp_path, body([{"companyId": COMPANY, "deliveryDate": "10/02/2025"}])) as (provider, _):
        first, again = (provider.events([HALDON], BEGUN, TODAY) for _ in range(2))
    (event,) = first.events
    assert (event.published_on, len(event.id)) == (TODAY, len("coface:") + 16)
    assert again.events == first.events


def test_row_28_pages_are_asked_for_by_their_offset(tmp_path: Path) -> None:
    first = reply(
        json.dumps([note(f"n-{n}") for n in range(20)]).encode(), 206, "application/json", "Content-Range: items 0-19/21"
    )
    with watching(tmp_path, first, body([note("n-20")])) as (provider, server):
        assert len(provider.events([HALDON], BEGUN, TODAY).events) == 21
    assert [("offset=0" in each, "offset=20" in each) for each in asked(server, NEWS)] == [(True, False), (False, True)]


def test_a_buyer_is_ordered_to_be_watched_once(tmp_path: Path) -> None:
    with watching(tmp_path, listed=NOBODY, ordered=(body({"id": "m-7"}),)) as (provider, server):
        result = provider.watch(HALDON, TODAY, all_granted)
        assert provider.under_way(HALDON) is False, "it is no order of a report"
        assert provider.charged_on(HALDON) is None
        again = provider.watch(HALDON, TODAY, all_granted)
    assert (result.ending, result.reason, result.cost, provider.watch_price) == (Ending.OK, "", PRICE, PRICE)
    assert (again.ending, again.reason, again.cost) == (Ending.OK, ResultReason.WATCH_ORDERED, None)
    (order,) = (request for request in server.requests if request.target == ORDER)
    sent = json.loads(order.body)
    assert (order.method, sent["companyId"], bool(sent["customerReference"])) == ("POST", COMPANY, True)
    assert f"companyId={COMPANY}" in asked(server, LIST)[0]


def test_one_that_is_in_no_list_a_month_later_is_ordered_anew(tmp_path: Path) -> None:
    for days in (0, 31):
        with watching(tmp_path, listed=NOBODY, ordered=(reply(b"", 204),), later=timedelta(days=days)) as (provider, server):
            on = TODAY + timedelta(days=days)
            assert provider.watch(HALDON, on, all_granted).cost == PRICE
            assert len(asked(server, ORDER)) == 1


@pytest.mark.parametrize("play", [cut_short, reply(b"broken", 500)])
def test_row_13_an_order_whose_answer_was_lost_is_not_sent_again(tmp_path: Path, play: Play) -> None:
    with watching(tmp_path, listed=NOBODY, ordered=(play,)) as (provider, server):
        lost = provider.watch(HALDON, TODAY, all_granted)
        again = provider.watch(HALDON, TODAY, all_granted)
        assert len(asked(server, ORDER)) == 1
    assert (lost.ending, lost.cost) == (Ending.UNKNOWN_CHARGE, PRICE)
    assert (again.ending, again.reason, again.cost) == (Ending.UNKNOWN_CHARGE, Reason.CHARGE_IN_DOUBT, None), "nothing was sent"


@pytest.mark.parametrize(
    ("listed", "granted", "ending", "reason"),
    [
        (WATCHED, all_granted, Ending.OK, ResultReason.WATCHED_ALREADY),
        (body({"text": "?"}), all_granted, Ending.BAD_RESPONSE, ResultReason.LIST_UNREAD),
        (body([{"id": "m-2"}]), all_granted, Ending.BAD_RESPONSE, ResultReason.LIST_UNREAD),
        (reply(b"{}", 403), all_granted, Ending.NOT_ENTITLED, Reason.FORBIDDEN),
        (NOBODY, nothing_granted, Ending.CANCELLED, Reason.NOT_GRANTED),
        (body([{"id": "m-2", "companyId": OTHER}]), nothing_granted, Ending.CANCELLED, Reason.NOT_GRANTED),
    ],
)
def test_nothing_is_ordered_where_that_may_be_in_vain(
    tmp_path: Path, listed: bytes, granted: Grant, ending: Ending, reason: str
) -> None:
    with watching(tmp_path, listed=listed) as (provider, server):
        result = provider.watch(HALDON, TODAY, granted)
        assert asked(server, ORDER) == []
    assert (result.ending, result.reason, result.cost) == (ending, reason, None)


def test_a_list_that_breaks_off_holds_an_order_back(tmp_path: Path) -> None:
    first = [{"id": f"m-{n}", "companyId": OTHER} for n in range(20)]
    with watching(tmp_path, more={LIST: [body(first), reply(b"{}", 403)]}) as (provider, server):
        assert provider.watch(HALDON, TODAY, all_granted).reason == Reason.FORBIDDEN
        assert asked(server, ORDER) == []


def test_nobody_is_ordered_without_a_number_or_on_an_earlier_day_or_without_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watching(tmp_path) as (provider, server):
        assert provider.watch(replace(HALDON, registrations=()), TODAY, all_granted).reason == ResultReason.NO_ID
        assert provider.watch(HALDON, BEGUN, all_granted).reason == ResultReason.REPORT_LATER
        monkeypatch.delenv("COFACE_LOGIN")
        assert provider.watch(HALDON, TODAY, all_granted).ending is Ending.AUTH_FAILED
        assert server.requests == []


def test_without_the_word_in_its_file_nothing_is_watched(tmp_path: Path) -> None:
    auth = 'auth = { secret = "env:COFACE_LOGIN", x-api-key = "env:COFACE_KEY" }'
    assert not isinstance(make("coface", file_of(tmp_path, "coface", auth, name="coface")), Watching)
    with pytest.raises(ProviderFileRefused) as refused:
        make("coface", file_of(tmp_path, "coface", auth, 'monitoring = "yes"', name="coface"))
    assert (refused.value.problem, refused.value.key) == (FileTrouble.BAD_VALUE, "monitoring")
