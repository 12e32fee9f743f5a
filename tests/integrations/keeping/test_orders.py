"""Orders that are delivered later, and orders whose answer was lost, at a small bureau on this machine.

The bureau takes `POST /orders` (a body with our reference), lists them at `GET /orders?reference=`, tells the state of one at
`GET /orders/{id}` and gives its report at `GET /reports/{id}`.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import cast

import pytest

from credit.money import Money
from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.keeping.agreed import Grant, all_granted, nothing_granted
from integrations.keeping.orders import Obtained, Polled, Progress, obtain
from integrations.keeping.records import Records
from integrations.keeping.spending import Budget, Spent, State
from integrations.keeping.visit import Agreed, Visit
from integrations.transport import Transport

PRICE = Money.of("8", "EUR")
AGREED = Agreed("bureau", {"order": PRICE}, (Budget(Money.of("20", "EUR")),), fleeting=frozenset({"state"}))


@dataclass
class Bureau:
    """What the bureau holds, and how it behaves."""

    state: str = "preparing"
    lost: bool = False
    """It takes an order and hangs up before it answers."""
    unnumbered: bool = False
    lists: bool = True
    knows: bool = True
    """It answers by an order's number."""
    orders: list[str] = field(default_factory=list)
    """Our references, in the order they came; the number of the first is 1."""
    asked: list[str] = field(default_factory=list)
    taken: Callable[[], None] = lambda: None

    def answer(self, method: str, path: str, body: dict[str, str]) -> tuple[int, object] | None:
        self.asked.append(f"{method} {path}")
        place, _, query = path.partition("?")
        if method == "POST":
            self.orders.append(body["reference"])
            self.taken()
            if self.lost:
                return None
            return 200, {} if self.unnumbered else {"order": str(len(self.orders))}
        if place == "/orders":
            if not self.lists:
                return 503, {}
            reference = query.removeprefix("reference=")
            return 200, {"orders": [str(n) for n, ours in enumerate(self.orders, 1) if ours == reference]}
        if place.startswith("/orders/"):
            return (200, {"state": self.state}) if self.knows else (404, {})
        return 200, {"score": 61}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    bureau: Bureau

    def handle_error(self, *_where: object) -> None:
        """A test hangs up on purpose."""


class Visitor(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        size = int(self.headers.get("Content-Length", "0"))
        body = json.loads(self.rfile.read(size)) if size else {}
        assert isinstance(self.server, Server)
        answer = self.server.bureau.answer(self.command, self.path, body)
        if answer is None:
            self.close_connection = True
            return
        raw = json.dumps(answer[1]).encode()
        self.send_response(answer[0])
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


class Adapter:
    """The small adapter: which question is which."""

    endpoint = "order"

    def order(self, reference: str) -> Call:
        return Call("order", "/orders", method="POST", body={"reference": reference}, billable=True)

    def number(self, answer: Answer) -> str:
        assert isinstance(answer.value, dict)
        return str(answer.value.get("order", ""))

    def find(self, visit: Visit, spent: Spent, cancelled: Callable[[], bool]) -> str:
        answer = visit.ask(Call("orders", "/orders", params={"reference": spent.id}), cancelled=cancelled)
        assert isinstance(answer.value, dict)
        numbers = [str(number) for number in cast("list[str]", answer.value["orders"])]
        return numbers[0] if numbers else ""

    def poll(self, visit: Visit, number: str, cancelled: Callable[[], bool]) -> Polled:
        answer = visit.ask(Call("state", "/orders/{id}", {"id": number}), cancelled=cancelled)
        assert isinstance(answer.value, dict)
        word = str(answer.value["state"])
        known = {"done": Progress.READY, "negative": Progress.READY, "rejected": Progress.REFUSED}
        return Polled(known.get(word, Progress.PENDING), charged=word == "done", word=word)


@dataclass
class Desk:
    """One run after another on one machine."""

    bureau: Bureau
    url: str
    folder: Path
    agreed: Agreed = AGREED
    granted: Grant = all_granted
    later: timedelta = timedelta(0)
    """By how much its clock is ahead of this one."""

    def records(self) -> Records:
        return Records(self.folder, lambda: datetime.now(UTC) + self.later)

    def refresh(self, *, deliver: bool = True) -> Obtained:
        """What one refresh does, in a run of its own."""
        with (
            Transport("bureau", self.url) as door,
            self.records().visit(
                door, self.agreed, asked_by=("number", "1"), about=("C1",), cancelled=bool, granted=self.granted
            ) as visit,
        ):
            obtained = obtain(visit, Adapter())
            if obtained.progress is Progress.READY and deliver:
                visit.ask(Call("report", "/reports/{id}", {"id": obtained.number}))
                obtained.delivered()
            return obtained

    def failed(self) -> ProviderFailure:
        with pytest.raises(ProviderFailure) as caught:
            self.refresh()
        return caught.value

    def entries(self) -> list[tuple[str, str]]:
        return [(entry.state, entry.order) for entry in Records(self.folder).spending.entries()]

    def left(self) -> str:
        ((_budget, left),) = Records(self.folder).left(AGREED)
        return str(left)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    server = Server(("127.0.0.1", 0), Visitor)
    server.bureau = Bureau()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Desk(server.bureau, f"http://127.0.0.1:{server.server_address[1]}", tmp_path / "records")
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_order_under_way_is_asked_for_and_never_ordered_again(desk: Desk) -> None:
    assert [desk.refresh().progress for _ in range(3)] == [Progress.PENDING] * 3
    assert len(desk.bureau.orders) == 1
    assert desk.entries() == [("ordered", "1")]
    desk.bureau.state = "done"
    assert desk.refresh().progress is Progress.READY
    assert desk.entries() == [("charged", "1")]
    desk.bureau.state = "preparing"
    assert desk.refresh().progress is Progress.PENDING
    assert len(desk.bureau.orders) == 2, "that one is over; this is the next"


def test_a_report_that_is_current_is_fetched_again_and_not_ordered_again(desk: Desk) -> None:
    """Whoever was cut off between the report and the book, and whoever asks twice, pays once; a day later it is a new order."""
    desk.agreed, desk.bureau.state = replace(AGREED, fresh=timedelta(days=1)), "done"
    assert [desk.refresh().progress for _ in range(2)] == [Progress.READY] * 2
    assert (len(desk.bureau.orders), desk.entries(), desk.left()) == (1, [("charged", "1")], "12.00 EUR")
    assert desk.records().under_way(desk.agreed, ("number", "1")), "asking costs nothing, so no budget speaks against it"
    desk.later = timedelta(days=1, seconds=1)
    assert not desk.records().under_way(desk.agreed, ("number", "1"))
    desk.refresh()
    assert (len(desk.bureau.orders), desk.left()) == (2, "4.00 EUR")


def test_row_13_what_was_free_when_it_was_planned_is_not_ordered_once_it_is_no_more(desk: Desk) -> None:
    """Its report is current when the run is planned, and not any more when its turn comes: nobody agreed to another order."""
    desk.agreed, desk.bureau.state = replace(AGREED, fresh=timedelta(days=1)), "done"
    desk.refresh()
    desk.granted = nothing_granted
    assert desk.refresh().number == "1"
    desk.later = timedelta(days=1, seconds=1)
    met = desk.failed()
    assert (met.ending, met.reason, len(desk.bureau.orders)) == (Ending.CANCELLED, Reason.NOT_GRANTED, 1)
    assert desk.entries() == [("charged", "1")], "nothing was begun"


def test_the_price_is_asked_about_and_nothing_leaves_where_the_answer_is_no(desk: Desk) -> None:
    asked: list[object] = []

    def no(price: Money | None) -> bool:
        asked.append(price)
        return False

    desk.granted = no
    assert desk.failed().reason is Reason.NOT_GRANTED
    assert (asked, desk.bureau.asked, desk.entries()) == ([PRICE], [], [])


def test_whether_one_is_under_way_can_be_seen_without_asking(desk: Desk) -> None:
    records = Records(desk.folder)
    assert not records.under_way(AGREED, ("number", "1"))
    desk.refresh()
    assert records.under_way(AGREED, ("number", "1"))
    assert not records.under_way(AGREED, ("number", "2"))
    assert not records.under_way(replace(AGREED, provider="agency"), ("number", "1"))


def test_a_word_nobody_knows_means_that_it_is_not_there_yet(desk: Desk) -> None:
    desk.bureau.state = "awaiting field agent"
    obtained = desk.refresh()
    assert (obtained.progress, obtained.word) == (Progress.PENDING, "awaiting field agent")


def test_a_negative_report_is_not_charged_and_gives_its_price_back(desk: Desk) -> None:
    desk.refresh()
    assert desk.left() == "12.00 EUR", "20 less 8"
    desk.bureau.state = "negative"
    desk.refresh()
    assert (desk.entries(), desk.left()) == ([("not_charged", "1")], "20.00 EUR")


def test_one_that_is_refused_is_not_ordered_anew_before_a_month_is_over(desk: Desk) -> None:
    """Three refreshes of a week place one order; the refresh after thirty days places another."""
    desk.bureau.state = "rejected"
    for day in (0, 3, 7):
        desk.later = timedelta(days=day)
        assert desk.refresh().progress is Progress.REFUSED
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("refused", "1")])
    desk.later = timedelta(days=30)
    assert desk.refresh().progress is Progress.REFUSED
    assert (len(desk.bureau.orders), desk.entries()) == (2, [("refused", "1"), ("refused", "2")])


def test_one_that_is_ready_is_not_over_before_its_report_is_here(desk: Desk) -> None:
    desk.bureau.state = "done"
    desk.refresh(deliver=False)
    assert desk.entries() == [("ordered", "1")]
    assert desk.refresh().number == "1"
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("charged", "1")])


def test_row_13_an_order_whose_answer_was_lost_is_found_before_anything_is_ordered(desk: Desk) -> None:
    desk.bureau.lost = True
    failure = desk.failed()
    assert (failure.ending, desk.entries()) == (Ending.UNKNOWN_CHARGE, [("unknown", "")])
    desk.bureau.lost = False
    assert desk.refresh().number == "1"
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("ordered", "1")])
    reference = desk.bureau.orders[0]
    assert desk.bureau.asked[:3] == ["POST /orders", f"GET /orders?reference={reference}", "GET /orders/1"]


@pytest.mark.parametrize("days", [0, 8, 400])
def test_row_13_one_that_is_in_no_list_is_not_ordered_again_before_a_person_said_what_became_of_it(desk: Desk, days: int) -> None:
    """A list may lag, and an order may stand elsewhere: that it is not seen is no proof, however long ago it was."""
    desk.bureau.lost = True
    desk.failed()
    desk.bureau.orders[0] = "not seen by its reference"
    desk.bureau.lost, desk.later = False, timedelta(days=days)
    failures = [desk.failed() for _ in range(2)]
    assert {(met.ending, met.reason) for met in failures} == {(Ending.UNKNOWN_CHARGE, Reason.ORDER_OUT_OF_SIGHT)}
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("unknown", "")])
    assert desk.records().under_way(AGREED, ("number", "1")), "asking costs nothing, for nothing more is ordered"


@pytest.mark.parametrize(("state", "left"), [(State.NOT_CHARGED, "12.00 EUR"), (State.CHARGED, "4.00 EUR")])
def test_row_13_a_persons_word_lets_the_next_one_be_ordered(desk: Desk, state: State, left: str) -> None:
    """20 less the 8 of the next one, and less the 8 of the first where it was charged."""
    desk.bureau.lost = True
    desk.failed()
    desk.bureau.orders[0] = "not seen by its reference"
    desk.bureau.lost = False
    (doubt,) = desk.records().unsettled()
    settled = desk.records().settle(doubt, state, "mara")
    assert settled is not None
    assert (settled.state, settled.said_by, desk.records().unsettled()) == (state, "mara", ())
    assert desk.records().settle(doubt, state, "lin") is None, "it was settled already"
    desk.refresh()
    assert (len(desk.bureau.orders), desk.left()) == (2, left)
    assert [entry.said_by for entry in desk.records().spending.entries()] == ["mara", ""]


def test_what_is_being_asked_just_now_cannot_be_settled(desk: Desk) -> None:
    told: list[object] = []

    def taken() -> None:
        (doubt,) = desk.records().unsettled()
        told.append(desk.records().settle(doubt, State.NOT_CHARGED, "mara"))

    desk.bureau.taken = taken
    desk.refresh()
    assert (told, desk.entries()) == ([None], [("ordered", "1")])


def test_an_order_that_never_comes_is_for_a_person_to_ask_after_and_none_is_placed_beside_it(desk: Desk) -> None:
    """Thirty days are over on the thirtieth day after it was placed, to the second."""
    desk.refresh()
    for later, overdue in ((timedelta(days=30, seconds=-5), False), (timedelta(days=30, seconds=5), True)):
        desk.later = later
        assert (desk.refresh().overdue, bool(desk.records().unsettled())) == (overdue, overdue)
    desk.later = timedelta(days=400)
    assert desk.refresh().progress is Progress.PENDING
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("ordered", "1")])
    (order,) = desk.records().unsettled()
    assert desk.records().settle(order, State.CHARGED, "mara") is not None
    desk.refresh()
    assert (len(desk.bureau.orders), desk.entries()) == (2, [("charged", ""), ("ordered", "2")])


def test_an_order_whose_number_is_not_known_any_more_is_for_a_person_and_not_a_failure_for_ever(desk: Desk) -> None:
    desk.refresh()
    desk.bureau.knows = False
    desk.bureau.orders[0] = "not seen by its reference"
    failures = [desk.failed() for _ in range(2)]
    assert {(met.ending, met.reason) for met in failures} == {(Ending.UNKNOWN_CHARGE, Reason.ORDER_GONE)}
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("unknown", "1")])
    assert [each.order for each in desk.records().unsettled()] == ["1"]


def test_an_order_that_is_known_again_is_gone_on_with(desk: Desk) -> None:
    """A number may be known a moment later than the order was taken."""
    desk.bureau.knows = False
    assert desk.failed().reason is Reason.ORDER_GONE
    desk.bureau.knows = True
    assert desk.refresh().number == "1"
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("ordered", "1")])


def test_one_that_was_fetched_and_is_gone_since_is_over(desk: Desk) -> None:
    """It was paid for and delivered: nobody is asked what became of it, and nothing is ordered while it is current."""
    desk.agreed, desk.bureau.state = replace(AGREED, fresh=timedelta(days=1)), "done"
    desk.refresh()
    desk.bureau.knows = False
    assert desk.failed().ending is Ending.NOT_FOUND
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("charged", "1")])


def test_row_13_while_the_list_cannot_be_read_nothing_is_ordered(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrations.retry.random.random", lambda: 0.0)
    desk.bureau.lost = True
    desk.failed()
    desk.bureau.lost, desk.bureau.lists = False, False
    assert desk.failed().ending is Ending.UNAVAILABLE
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("unknown", "")])


def test_an_order_without_a_number_may_have_been_charged(desk: Desk) -> None:
    desk.bureau.unnumbered = True
    failure = desk.failed()
    assert (failure.ending, failure.reason) == (Ending.UNKNOWN_CHARGE, Reason.ORDER_UNNUMBERED)
    assert desk.entries() == [("unknown", "")]


KILLED = """
import sys
from pathlib import Path
from tests.integrations.keeping.test_orders import Bureau, Desk
Desk(Bureau(), sys.argv[1], Path(sys.argv[2])).refresh()
"""


def test_row_13_an_order_survives_that_its_process_is_killed_before_the_answer(desk: Desk) -> None:
    held = threading.Event()

    def taken() -> None:
        held.set()
        threading.Event().wait(1)

    desk.bureau.taken = taken
    root = Path(__file__).parents[3]
    words = [sys.executable, "-c", KILLED, desk.url, str(desk.folder)]
    process = subprocess.Popen(words, cwd=root)
    assert held.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert desk.entries() == [("begun", "")]
    assert desk.left() == "12.00 EUR", "it may have been charged"
    desk.bureau.taken = lambda: None
    assert desk.refresh().number == "1"
    assert (len(desk.bureau.orders), desk.entries()) == (1, [("ordered", "1")])
