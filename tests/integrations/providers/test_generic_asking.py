"""What a provider's file may ask for beside a plain GET with a key: each part of a file, over a real socket."""

import hashlib
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from credit.report import EventKind
from integrations.endings import Ending, Reason
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.keeping.spending import State
from integrations.provider import ResultReason, Warned
from integrations.providers.generic import GenericProvider
from integrations.providers.generic_file import mapping_of
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source
from integrations.registry import make
from tests.integrations.loopback import Loopback, Play, reply, routed
from tests.integrations.providers.generic_files import ANSWER, GAZETTE, HALDON, REPORTS, Served, written
from tests.shared import SHARED, needs_shared

DAY = date(2020, 4, 1)
KEY = "clerk:CANARY-7f3a"

QCC = """
kind = "generic"
base_url = "https://api.example"
id = "company_number"
ok = { require = ["Status"], error_path = "Status", ok_values = ["200"], empty_values = ["201"], \
meanings = { "101" = "key_refused", "112" = "no_credit" } }

[auth]
kind = "signed"
secret = "env:DUNNAGE_TEST_KEY"

[auth.sign]
digest = "md5"
of = "{user}{unix}{password}"
upper = true
headers = { Token = "{signature}", Timespan = "{unix}" }
query = { key = "{user}" }

[[request]]
name = "report"
path = "/ECIV4/GetDetails"
query = { keyword = "{id}" }

[subject]
company_number = "Result.No"

[fields]
"financial_strength.rating_provider" = { path = "Result.Score", type = "decimal", unit = "points" }
"""


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUNNAGE_TEST_KEY", KEY)


def test_a_signature_is_made_for_each_request_as_the_file_says(serve: Served) -> None:
    """Qichacha: Token is the MD5 of key, seconds and secret, in capitals; Timespan the seconds; the key stands in the query."""
    provider, server = serve(QCC, reply(b'{"Status": "200", "Result": {"No": "99000001", "Score": 61}}'))
    assert provider.fetch(HALDON, DAY).ending is Ending.OK
    (request,) = server.requests
    moment = request.headers["timespan"]
    assert abs(int(moment) - datetime.now(UTC).timestamp()) < 30
    assert request.headers["token"] == hashlib.md5(f"clerk{moment}CANARY-7f3a".encode()).hexdigest().upper()
    assert request.target == "/ECIV4/GetDetails?keyword=99000001&key=clerk"


@needs_shared
def test_row_17_an_error_inside_a_success_is_no_report(serve: Served) -> None:
    provider, _ = serve(QCC, reply((SHARED / "providers/synthetic/qcc_http200_body_error.json").read_bytes()))
    result = provider.fetch(HALDON, DAY)
    assert result.report is None
    assert result.ending is not Ending.OK


@pytest.mark.parametrize(
    ("body", "ending", "reason"),
    [
        ({"Status": "201", "Result": None}, Ending.NOT_FOUND, Reason.NO_SUCH_RECORD),
        ({"Status": 201}, Ending.NOT_FOUND, Reason.NO_SUCH_RECORD),
        ({"Status": "101"}, Ending.AUTH_FAILED, Reason.UNAUTHORISED),
        ({"Status": "112"}, Ending.QUOTA, Reason.NO_CREDIT),
        ({"Status": "999"}, Ending.UNAVAILABLE, Reason.WORD_UNKNOWN),
        ({"Status": ["200"]}, Ending.UNAVAILABLE, Reason.WORD_UNKNOWN),
        ({"Result": {"No": "99000001", "Score": 1}}, Ending.BAD_RESPONSE, Reason.PART_MISSING),
    ],
)
def test_row_17_a_status_inside_the_body_is_read_as_the_file_says(
    serve: Served, body: object, ending: Ending, reason: Reason
) -> None:
    provider, _ = serve(QCC, reply(json.dumps(body).encode()))
    result = provider.fetch(HALDON, DAY)
    assert (result.ending, result.reason, result.report) == (ending, reason, None)


@pytest.mark.parametrize(
    ("body", "ending", "state"),
    [
        ({"Status": "999", "Result": {"No": "99000001", "Score": 1}}, Ending.UNKNOWN_CHARGE, State.UNKNOWN),
        ({"State": "200", "Result": {"No": "99000001", "Score": 1}}, Ending.UNKNOWN_CHARGE, State.UNKNOWN),
        ({"Status": "201"}, Ending.NOT_FOUND, State.NOT_CHARGED),
        ({"Status": "112"}, Ending.QUOTA, State.NOT_CHARGED),
    ],
)
def test_row_13_a_paid_answer_of_a_new_form_is_not_bought_again_and_one_refused_by_a_named_word_costs_nothing(
    tmp_path: Path, body: object, ending: Ending, state: State
) -> None:
    """The provider may have changed a word or a name and sent the report all the same: who would buy it again pays each night."""
    records = Records(tmp_path / "records")
    with Loopback([reply(json.dumps(body).encode())]) as server:
        provider = written(
            tmp_path, QCC.replace('name = "report"', 'name = "report"\nbillable = true'), server.url, records=records
        )
        for _ in range(2):
            result = provider.fetch(HALDON, DAY, granted=all_granted)
            assert result.ending is ending
        assert len(server.requests) == (1 if state is State.UNKNOWN else 2)
    assert {entry.state for entry in records.spending.entries()} == {state}


def rules(text: str) -> str:
    return REPORTS.replace("[[request]]", f"ok = {text}\n\n[[request]]", 1)


@needs_shared
@pytest.mark.parametrize(
    ("file", "rule"),
    [
        ("vies_http200_member_state_down", '{ error_path = "actionSucceed", ok_values = ["true"] }'),
        ("worldbank_http200_error", '{ error_path = "[0].message[0].id" }'),
    ],
)
def test_row_17_services_that_answer_200_with_an_error_are_read_by_their_rule(serve: Served, file: str, rule: str) -> None:
    provider, _ = serve(rules(rule), reply((SHARED / "providers/synthetic" / f"{file}.json").read_bytes()), reply(ANSWER))
    assert provider.fetch(HALDON, DAY).reason == Reason.ERROR_INSIDE
    assert provider.fetch(HALDON, DAY).ending is Ending.OK


POST = """path = "/search"
method = "POST"
safe = true
headers = { Accept = "application/vnd.api+json" }
body = { queries = { q1 = { numbers = ["{id}"], exact = true, limit = 5 } } }"""


def test_a_question_is_posted_with_the_number_in_it(serve: Served) -> None:
    provider, server = serve(REPORTS.replace('path = "/companies/{id}"', POST), reply(status=503), reply(ANSWER))
    assert provider.fetch(HALDON, DAY).ending is Ending.OK
    assert len(server.requests) == 2
    request = server.requests[1]
    assert (request.method, request.target, request.headers["accept"]) == ("POST", "/search", "application/vnd.api+json")
    assert json.loads(request.body) == {"queries": {"q1": {"numbers": ["99000001"], "exact": True, "limit": 5}}}


def test_a_question_is_posted_as_a_form(serve: Served) -> None:
    form = 'path = "/search"\nmethod = "POST"\nform = { number = "{id}" }'
    provider, server = serve(REPORTS.replace('path = "/companies/{id}"', form), reply(ANSWER))
    assert provider.fetch(HALDON, DAY).ending is Ending.OK
    assert server.requests[0].body == b"number=99000001"


TOKEN = """
[auth]
kind = "token_post"
secret = "env:DUNNAGE_TEST_KEY"
headers = { X-API-Key = "env:DUNNAGE_TEST_KEY" }

[auth.token]
url = "BASE/login"
fields = { username = "{user}", password = "{password}", grantType = "password" }
"""


def test_a_key_is_changed_for_a_token_first(tmp_path: Path) -> None:
    routes: dict[str, list[Play]] = {"/login": [reply(b'{"access_token": "T1"}')], "/companies/99000001": [reply(ANSWER)]}
    with Loopback([routed(routes)]) as server:
        text = (REPORTS + TOKEN).replace("BASE", server.url).replace("https://reports.example", server.url)
        (tmp_path / "bureau.toml").write_text(text, encoding="utf-8")
        assert make("bureau", tmp_path / "bureau.toml").fetch(HALDON, DAY).ending is Ending.OK
    login, question = server.requests
    assert json.loads(login.body) == {"username": "clerk", "password": "CANARY-7f3a", "grantType": "password"}
    assert question.headers["authorization"] == "Bearer T1"
    assert question.headers["x-api-key"] == KEY


def notice(number: int) -> dict[str, object]:
    text = "(Company Number 99000001)"
    return {"id": f"n{number}", "published": "2020-03-02", "title": "Petition", "content": text, "f:notice-code": "2450"}


PAGED = GAZETTE.replace(
    "[[events]]",
    'paging = { kind = "page", items = "[entry][]", param = "results-page", size = 2, size_param = "results-page-size", '
    "total = '\"f:total\"' }\n\n[[events]]",
)


def feed(*numbers: int, total: int) -> bytes:
    return reply(json.dumps({"entry": [notice(number) for number in numbers], "f:total": str(total)}).encode())


def test_row_27_a_list_of_notices_is_read_to_its_end(serve: Served) -> None:
    provider, server = serve(PAGED, feed(1, 2, total=3), feed(3, total=3))
    result = provider.fetch(HALDON, DAY)
    assert (result.ending, [event.event for event in result.events]) == (Ending.OK, [EventKind.WINDING_UP_PETITION] * 3)
    assert [request.target.rpartition("?")[2].rpartition("&")[2] for request in server.requests] == [
        "results-page=1",
        "results-page=2",
    ]


def test_row_27_a_list_that_repeats_itself_is_told_and_what_came_stands(serve: Served) -> None:
    provider, server = serve(PAGED, feed(1, 2, total=99))
    result = provider.fetch(HALDON, DAY)
    assert (result.ending, result.reason, len(result.events)) == (Ending.PARTIAL, ResultReason.PAGES_REPEAT, 2)
    assert len(server.requests) == 2


def test_row_27_a_list_that_counts_notices_and_shows_none_was_not_searched(serve: Served) -> None:
    provider, _ = serve(PAGED, feed(total=3))
    result = provider.fetch(HALDON, DAY)
    assert (result.ending, result.reason, result.checks) == (Ending.BAD_RESPONSE, ResultReason.PAGES_SHORT, ())
    assert Warned.NONE_FOUND not in result.warnings


def test_row_32_a_clock_far_from_ours_is_told(serve: Served) -> None:
    provider, _ = serve(REPORTS, reply(ANSWER, 200, "application/json", "Date: Sat, 22 Nov 2025 12:00:00 GMT"))
    result = provider.fetch(HALDON, DAY)
    assert result.ending is Ending.OK
    assert Warned.CLOCK_SKEWED in result.warnings


def test_the_rate_of_a_file_is_kept_from_run_to_run(tmp_path: Path) -> None:
    """One call an hour: a second run, with records of its own in the same folder, does not ask."""
    text = REPORTS.replace("[[request]]", "rate = { calls = 1, seconds = 3600 }\n\n[[request]]", 1)
    with Loopback([reply(ANSWER)]) as server:
        mapping = mapping_of("bureau", Source("bureau.toml", text.replace("https://reports.example", server.url)))
        endings = [GenericProvider(mapping, records=Records(tmp_path / "state")).fetch(HALDON, DAY).ending for _ in range(2)]
    assert (endings, len(server.requests)) == ([Ending.OK, Ending.RATE_LIMITED], 1)
    (turns,) = (tmp_path / "state" / "turns").iterdir()
    assert "CANARY" not in turns.name


@pytest.mark.parametrize(
    ("text", "problem", "key"),
    [
        (QCC.replace('digest = "md5"', 'digest = "rot13"'), FileTrouble.BAD_VALUE, "auth.sign.digest"),
        (QCC.replace("{user}{unix}{password}", "{user}{clock}"), FileTrouble.BAD_VALUE, "auth.sign.of"),
        (QCC.replace('Token = "{signature}"', 'Token = "fixed"'), FileTrouble.BAD_VALUE, "auth.sign.headers"),
        (QCC.replace("Token =", "Host ="), FileTrouble.BAD_VALUE, "auth.sign.headers.Host"),
        (QCC.replace('secret = "env:DUNNAGE_TEST_KEY"', 'secret = "CANARY"'), FileTrouble.LITERAL_SECRET, "auth.secret"),
        (QCC.replace('"no_credit"', '"broke"'), FileTrouble.BAD_VALUE, "ok.meanings.112"),
        (QCC.replace('require = ["Status"]', 'require = ["[Status"]'), FileTrouble.BAD_PATH, "ok.require"),
        (QCC.replace('error_path = "Status", ', ""), FileTrouble.MISSING_KEY, "ok.error_path"),
        (REPORTS + TOKEN.replace("BASE", "https://elsewhere.example"), FileTrouble.BAD_ADDRESS, "auth.token.url"),
        (REPORTS + TOKEN.replace("BASE", "http://reports.example"), FileTrouble.BAD_ADDRESS, "auth.token.url"),
        (REPORTS + TOKEN.replace("BASE/login", "https://reports.example/l?k=1"), FileTrouble.BAD_ADDRESS, "auth.token.url"),
        (REPORTS + TOKEN.partition("[auth.token]")[0], FileTrouble.MISSING_KEY, "auth.token"),
        (
            REPORTS + TOKEN.replace("BASE", "https://reports.example").replace('X-API-Key = "env:', 'X-API-Key = "CANARY'),
            FileTrouble.LITERAL_SECRET,
            "auth.headers.X-API-Key",
        ),
        (REPORTS.replace("[[request]]", "rate = { calls = 0, seconds = 5 }\n[[request]]"), FileTrouble.BAD_VALUE, "rate.calls"),
        (REPORTS.replace("[[request]]", "rate = { calls = 5 }\n[[request]]"), FileTrouble.MISSING_KEY, "rate.seconds"),
        (REPORTS.replace("[[request]]", "limits = { seconds = 9999 }\n[[request]]"), FileTrouble.BAD_VALUE, "limits.seconds"),
        (REPORTS.replace("[[request]]", 'quota = "year"\n[[request]]'), FileTrouble.BAD_VALUE, "quota"),
        (REPORTS.replace("[[request]]", 'authorities = "ca.pem"\n[[request]]'), FileTrouble.BAD_VALUE, "authorities"),
        (REPORTS.replace("[[request]]", 'redirect_hosts = ["a/b"]\n[[request]]'), FileTrouble.BAD_ADDRESS, "redirect_hosts"),
        (REPORTS.replace('path = "/c', 'body = { a = "{id}" }\npath = "/c'), FileTrouble.BAD_VALUE, "request[1].body"),
        (REPORTS.replace('path = "/c', 'safe = true\npath = "/c'), FileTrouble.BAD_VALUE, "request[1].safe"),
        (
            REPORTS.replace('path = "/c', 'headers = { Cookie = "a" }\npath = "/c'),
            FileTrouble.BAD_VALUE,
            "request[1].headers.Cookie",
        ),
        (
            REPORTS.replace('path = "/c', 'headers = { X-Auth = "CANARY" }\npath = "/c'),
            FileTrouble.LITERAL_SECRET,
            "request[1].headers.X-Auth",
        ),
        (
            REPORTS.replace('path = "/companies/{id}"', POST.replace("exact = true", 'api_key = "CANARY"')),
            FileTrouble.LITERAL_SECRET,
            None,
        ),
        (REPORTS.replace('path = "/companies/{id}"', POST.replace("limit = 5", "limit = 0.5")), FileTrouble.WRONG_KIND, None),
        (PAGED.replace('param = "results-page", ', ""), FileTrouble.MISSING_KEY, "request[1].paging.param"),
        (PAGED.replace('kind = "page"', 'kind = "scroll"'), FileTrouble.BAD_VALUE, "request[1].paging.kind"),
        (PAGED.replace("paging = {", "billable = true\npaging = {"), FileTrouble.BAD_VALUE, "request[1].paging"),
    ],
)
def test_a_part_that_could_not_work_is_refused_when_the_file_is_read(text: str, problem: FileTrouble, key: str | None) -> None:
    with pytest.raises(ProviderFileRefused) as caught:
        mapping_of("bureau", Source("bureau.toml", text))
    assert caught.value.problem is problem
    assert key is None or caught.value.key == key
    assert "CANARY" not in repr(caught.value.facts)
