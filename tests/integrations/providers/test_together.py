"""Many buyers in one request: each is its own in money, answers and failures, and the request is only the way there."""

import json
import logging
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic

import pytest

from credit.money import Money
from integrations.endings import Ending, Reason
from integrations.keeping.agreed import nothing_granted
from integrations.keeping.records import Records
from integrations.keeping.spending import State
from integrations.provider import AsksMany, ProviderResult, ResultReason
from integrations.registry import make
from tests.integrations.asking import CANARY
from tests.integrations.loopback import Play, Visit, reply
from tests.integrations.providers.builtins import TODAY, buyer, file_of
from tests.integrations.providers.screening import KEY, Service, book_of, nobody, screened, screening

TEN_CENTS = Money.of("0.10", "EUR")


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, CANARY)


def states(records: Records) -> Counter[State]:
    return Counter(entry.state for entry in records.spending.entries())


def endings(results: Sequence[ProviderResult]) -> Counter[Ending]:
    return Counter(result.ending for result in results)


def test_a_book_of_250_is_three_requests_and_one_look_at_the_catalogue(tmp_path: Path) -> None:
    """Requests of 100, 100 and 50; every buyer has its own report, of its own answer."""
    service, subjects = Service(), book_of(250)
    with screening(Records(tmp_path), service, bills=False) as provider:
        results = screened(provider, subjects)
    assert [len(names) for names in service.asked] == [100, 100, 50]
    assert service.catalogues == 1
    assert [result.customer_id for result in results] == [subject.id for subject in subjects]
    assert sorted(name for names in service.asked for name in names) == sorted(subject.name for subject in subjects)
    assert endings(results) == {Ending.OK: 250}
    assert {result.report.customer_id for result in results if result.report} == {subject.id for subject in subjects}


def test_each_buyer_has_a_line_in_the_ledger_a_kept_answer_and_a_cost_of_its_own(tmp_path: Path) -> None:
    records, service, subjects = Records(tmp_path), Service(), book_of(5)
    with screening(records, service) as provider:
        results = screened(provider, subjects)
        again = [provider.fetch(subject, TODAY, granted=nothing_granted) for subject in subjects]
        assert [provider.charged_on(subject) for subject in subjects] == [TODAY] * 5
    assert [result.cost for result in results] == [TEN_CENTS] * 5
    assert states(records) == {State.CHARGED: 5}
    assert len({entry.buyer for entry in records.spending.entries()}) == 5
    assert (endings(again), len(service.asked)) == ({Ending.OK: 5}, 1), "what was paid for is read alone too"
    forgotten = sorted(records.forget([subject.id]) for subject in subjects)
    assert forgotten == [1, 1, 1, 1, 2], "each buyer's part alone, and with that of the first one asked about the catalogue"


def test_an_answer_is_kept_byte_for_byte_as_the_service_wrote_it(tmp_path: Path) -> None:
    """0.70 and not 0.7; blanks and escapes stand as they came."""
    part = b'{ "status":200,"results" : [{"id":"x","score":0.70,"match":false,"caption":"\\u00c9lan"}] }'
    body = b'{"limit": 5, "responses" : {"q2":' + part + b', "q1" :{"status":200,"results":[]}}}'
    with screening(Records(tmp_path), Service(refuses=lambda _names: reply(body)), bills=False) as provider:
        results = screened(provider, book_of(2))
    assert endings(results) == {Ending.OK: 2}
    bodies = {path.read_bytes().split(b"\n", 2)[2] for path in (tmp_path / "answers" / "bureau").glob("*.answer")}
    assert {b'{"responses":{"q1":' + part + b"}}", b'{"responses":{"q1":{"status":200,"results":[]}}}'} <= bodies


@pytest.mark.parametrize("part", [None, {"status": 500, "results": []}, {"status": 200}, "oops"])
def test_row_30_a_question_without_an_answer_is_its_buyers_failure_alone_and_is_asked_again(tmp_path: Path, part: object) -> None:
    """The request was answered, so it counts as charged; what says nothing of the buyer is not served as its answer."""
    records, subjects = Records(tmp_path), book_of(4)
    service = Service(lambda name: part if name == "Buyer 002 Ltd" else nobody(name))
    with screening(records, service) as provider:
        results = screened(provider, subjects)
        assert [result.ending for result in results] == [Ending.OK, Ending.OK, Ending.BAD_RESPONSE, Ending.OK]
        assert (results[2].reason, results[2].report, results[2].cost) == (ResultReason.NOTHING_KNOWN, None, TEN_CENTS)
        service.part = nobody
        assert endings(screened(provider, subjects)) == {Ending.OK: 4}
    assert service.asked[1] == ["Buyer 002 Ltd"]
    assert states(records) == {State.CHARGED: 5}


@pytest.mark.parametrize("status", [400, 413, 422])
def test_a_request_that_one_question_spoils_is_halved_until_that_one_is_alone(tmp_path: Path, status: int) -> None:
    """Eight: 8, then 4+4, of the spoilt four 2+2, of the spoilt two 1+1: seven requests; seven buyers pay, one does not."""
    records = Records(tmp_path)
    refused = reply(b'{"detail": "no"}', status)
    service = Service(refuses=lambda names: refused if "Buyer 003 Ltd" in names else None)
    with screening(records, service) as provider:
        results = screened(provider, book_of(8))
    assert sorted(len(names) for names in service.asked) == [1, 1, 2, 2, 4, 4, 8]
    assert endings(results) == {Ending.OK: 7, Ending.BAD_RESPONSE: 1}
    assert (results[3].reason, results[3].cost) == (Reason.UNEXPECTED_STATUS, None)
    assert states(records) == {State.CHARGED: 7, State.NOT_CHARGED: 1}


def test_row_10_a_months_quota_ends_all_of_them_after_one_request(tmp_path: Path) -> None:
    records = Records(tmp_path)
    service = Service(refuses=lambda _names: reply(b'{"detail": "Monthly quota exceeded"}', 429))
    with screening(records, service) as provider:
        results = screened(provider, book_of(120))
    assert [(result.ending, result.reason) for result in results] == [(Ending.QUOTA, Reason.QUOTA_USED)] * 120
    assert [len(names) for names in service.asked] == [100]
    assert states(records) == {State.NOT_CHARGED: 120}


def silent(visit: Visit) -> None:
    visit.over.wait(30)


def torn(visit: Visit) -> None:
    visit.reset()


@pytest.mark.parametrize("play", [silent, torn, reply(b'{"responses": {"q1"', 200)])
def test_row_13_a_request_whose_answer_is_lost_leaves_each_charge_in_doubt_and_is_not_repeated(
    tmp_path: Path, play: Play
) -> None:
    records, service = Records(tmp_path), Service(refuses=lambda _names: play)
    with screening(records, service, terms={"deadline": 1.0}) as provider:
        results = screened(provider, book_of(6))
        assert (endings(results), len(service.asked)) == ({Ending.UNKNOWN_CHARGE: 6}, 1)
        assert {str(result.cost) for result in results} == {"0.10 EUR"}
        again = screened(provider, book_of(6))
        assert ({result.reason for result in again}, len(service.asked)) == ({Reason.CHARGE_IN_DOUBT}, 1)
    assert states(records) == {State.UNKNOWN: 6}


def test_a_free_request_is_put_again_where_the_server_dropped_it(tmp_path: Path) -> None:
    plays = [reply(b"", 503), None]
    service = Service(refuses=lambda _names: plays.pop(0))
    with screening(Records(tmp_path), service, bills=False) as provider:
        assert endings(screened(provider, book_of(3))) == {Ending.OK: 3}
    assert [len(names) for names in service.asked] == [3, 3]


@pytest.mark.parametrize(
    ("bills", "ending", "left"), [(True, Ending.UNKNOWN_CHARGE, {State.UNKNOWN: 3}), (False, Ending.CANCELLED, {})]
)
def test_a_refresh_that_is_called_off_while_a_request_is_out_ends_at_once(
    tmp_path: Path, bills: bool, ending: Ending, left: dict[State, int]
) -> None:
    records, off = Records(tmp_path), threading.Event()

    def hold(visit: Visit) -> None:
        off.set()
        silent(visit)

    service = Service(refuses=lambda _names: hold)
    with screening(records, service, bills=bills) as provider:
        begun = monotonic()
        results = screened(provider, book_of(3), off.is_set)
        assert monotonic() - begun < 5
    assert endings(results) == {ending: 3}
    assert states(records) == left


def test_one_that_is_called_off_before_costs_nothing_and_asks_nobody(tmp_path: Path) -> None:
    records, service = Records(tmp_path), Service()
    with screening(records, service) as provider:
        assert endings(screened(provider, book_of(3), lambda: True)) == {Ending.CANCELLED: 3}
    assert (service.asked, records.spending.entries()) == ([], ())


def test_a_months_budget_for_three_of_five_asks_about_three(tmp_path: Path) -> None:
    records, service = Records(tmp_path), Service()
    with screening(records, service, budget="0.30") as provider:
        results = screened(provider, book_of(5))
    assert endings(results) == {Ending.OK: 3, Ending.QUOTA: 2}
    assert [len(names) for names in service.asked] == [3]
    assert {result.reason for result in results if result.ending is Ending.QUOTA} == {Reason.BUDGET_SPENT}
    assert states(records) == {State.CHARGED: 3}


def test_who_is_not_granted_is_left_out_of_the_request(tmp_path: Path) -> None:
    service, subjects = Service(), book_of(3)
    with screening(Records(tmp_path), service) as provider:
        granted = {subject.id: (lambda _price: True) for subject in subjects[:2]}
        results = provider.fetch_many(subjects, TODAY, granted=granted)
    assert [result.reason for result in results] == ["", "", Reason.NOT_GRANTED]
    assert sorted(service.asked[0]) == ["Buyer 000 Ltd", "Buyer 001 Ltd"]


def test_two_buyers_the_service_knows_as_one_are_asked_about_once(tmp_path: Path) -> None:
    records, service = Records(tmp_path), Service()
    one, other = book_of(2)
    with screening(records, service) as provider:
        results = screened(provider, [one, replace(other, name=one.name)])
    assert [(result.customer_id, result.ending) for result in results] == [("C000", Ending.OK), ("C001", Ending.OK)]
    assert (service.asked, states(records)) == ([[one.name]], {State.CHARGED: 1})


def test_who_cannot_be_asked_about_is_told_in_its_place(tmp_path: Path) -> None:
    subjects = [buyer(), replace(buyer(), id="C2", name=" ")]
    with screening(Records(tmp_path), Service()) as provider:
        assert [result.reason for result in screened(provider, subjects)] == ["", ResultReason.NO_ID]


def test_row_33_two_refreshes_at_once_ask_about_each_buyer_once_and_neither_waits_for_ever(tmp_path: Path) -> None:
    """One takes the book from its head, the other from its tail; both of their own records, as two programs would."""
    records, service, subjects = Records(tmp_path), Service(), book_of(40)
    came: dict[str, tuple[ProviderResult, ...]] = {}
    with screening(records, service) as provider:
        records.buyer("bureau", ["makes the key that both mark buyers with"])
        others = Records(tmp_path)
        with screening(others, service) as second:
            threads = [
                threading.Thread(target=lambda: came.update(head=screened(provider, subjects[:30]))),
                threading.Thread(target=lambda: came.update(tail=screened(second, subjects[:9:-1]))),
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(60)
    assert {name: endings(results) for name, results in came.items()} == {"head": {Ending.OK: 30}, "tail": {Ending.OK: 30}}
    assert Counter(name for names in service.asked for name in names) == {subject.name: 1 for subject in subjects}
    assert states(others)[State.CHARGED] == 40


def test_row_1_a_key_that_is_refused_is_tried_once_and_stands_nowhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    records, service = Records(tmp_path), Service(refuses=lambda _names: reply(b'{"detail": "No API key provided."}', 401))
    with screening(records, service) as provider:
        results = [*screened(provider, book_of(3)), *screened(provider, book_of(3))]
    assert [(result.ending, result.secret) for result in results] == [(Ending.AUTH_FAILED, f"env:{KEY}")] * 6
    assert (len(service.asked), states(records)) == (1, {State.NOT_CHARGED: 3})
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert CANARY.encode() not in written
    assert CANARY not in caplog.text + repr(results)


def test_a_key_that_is_missing_is_each_ones_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY)
    service = Service()
    with screening(Records(tmp_path), service) as provider:
        assert endings(screened(provider, book_of(2))) == {Ending.AUTH_FAILED: 2}
    assert service.asked == []


def test_the_ledger_names_nobody_and_the_log_one_line_a_request(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "dunnage.transport")
    with screening(Records(tmp_path), Service()) as provider:
        screened(provider, book_of(7))
    assert [record.getMessage().split(" ")[1] for record in caplog.records] == ["match", "catalog"]
    assert b"Buyer" not in (tmp_path / "spending.jsonl").read_bytes()


def test_only_a_kind_that_takes_many_questions_is_asked_about_many(tmp_path: Path) -> None:
    own = make("os", file_of(tmp_path, "opensanctions", 'base_url = "http://localhost:8000"', name="os"))
    assert isinstance(own, AsksMany)
    assert own.most == 100
    assert not isinstance(make("g", file_of(tmp_path, "gleif", name="g")), AsksMany)


def test_what_is_sent_is_what_the_service_publishes(tmp_path: Path) -> None:
    bodies: list[bytes] = []

    def look(visit: Visit) -> None:
        bodies.append(visit.request.body)
        visit.send(reply(b'{"responses": {}, "limit": 5}'))

    with screening(Records(tmp_path), Service(refuses=lambda _names: look), bills=False) as provider:
        screened(provider, book_of(2))
    queries = json.loads(bodies[0])["queries"]
    assert sorted(queries) == ["q1", "q2"]
    assert all(query["schema"] == "Company" and query["properties"]["jurisdiction"] == ["de"] for query in queries.values())
