"""Rows 8 to 10: how often a provider is asked, within one run and across runs. Moments are held still but where said."""

import stat
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrations.bounded import Json
from integrations.endings import Ending, Reason
from integrations.exchange import Call
from integrations.retry import Clock
from integrations.terms import Quota, Rate
from integrations.window import Window, until_next
from tests.integrations.asking import NOON, Held, bureau, failure
from tests.integrations.loopback import reply

RATE = Rate(3, 10.0)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "state" / "rates" / "bureau.rate"


def waits(window: Window, held: Held, *passing: float) -> list[float]:
    """Take a turn after each of these seconds and give what there is to wait, to a tenth."""
    found = []
    for seconds in passing:
        held.passed += seconds
        found.append(round(window.take().wait, 1))
    return found


def test_no_stretch_of_the_window_sees_more_calls_than_it_may(place: Path) -> None:
    """Three in ten seconds, a fiftieth left over: at 0, 1 and 2 they pass, the fourth not before 10.2, the fifth at 11.2."""
    held = Held()
    for window in (Window(held.clock, RATE), Window(held.clock, RATE, place)):
        held.passed += 100
        assert waits(window, held, 0, 1, 1, 0, 7, 1.2, 0) == [0, 0, 0, 8.2, 1.2, 0, 1.0]


def test_a_burst_does_not_pass_twice_as_a_leaking_bucket_lets_it(place: Path) -> None:
    """600 in five minutes: whatever the order of haste, never more in any five minutes. Counted by hand from the moments."""
    held = Held()
    window, passed = Window(held.clock, Rate(60, 30.0), place), []
    while held.passed < 95:
        turn = window.take()
        if turn.wait:
            held.passed += turn.wait
        else:
            passed.append(held.passed)
            held.passed += 0.01
    assert max(sum(start <= moment < start + 30 for moment in passed) for start in passed) == 60
    assert len(passed) == 4 * 60


def test_the_next_run_knows_the_calls_of_the_last_one(place: Path) -> None:
    held = Held()
    assert waits(Window(held.clock, RATE, place), held, 0, 1, 1) == [0, 0, 0]
    assert waits(Window(held.clock, RATE, place), held, 1) == [7.2]


def test_the_file_is_private_and_holds_neither_name_nor_key(place: Path) -> None:
    held = Held()
    window = Window(held.clock, RATE, place)
    window.take()
    window.shut(5, Reason.TOO_MANY_REQUESTS)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert b"bureau" not in place.read_bytes()


def test_two_runs_at_once_share_one_window(place: Path) -> None:
    """Four processes ask for ten turns each at the same moment; the window has twelve."""
    code = (
        "import sys; from pathlib import Path; from integrations.retry import Clock;"
        "from integrations.terms import Rate; from integrations.window import Window;"
        "window = Window(Clock(), Rate(12, 60.0), Path(sys.argv[1]));"
        "print(sum(window.take().wait == 0 for _ in range(10)))"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
        for _ in range(4)
    ]
    assert sum(int(run.communicate(timeout=30)[0]) for run in runs) == 12


def test_threads_of_one_run_share_one_window() -> None:
    window, taken = Window(Clock(), Rate(12, 60.0)), []
    threads = [threading.Thread(target=lambda: taken.append(window.take().wait == 0)) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(True) == 12


class Jumping(Held):
    """A clock whose wall can be moved while its monotonic half goes on."""

    jump = 0.0

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.passed, lambda: NOON + timedelta(seconds=self.passed + self.jump), self.sleep, lambda: 0.25)


@pytest.mark.parametrize("jump", [86_400.0, -86_400.0])
def test_row_32_a_clock_that_jumps_lets_nobody_through_in_the_same_run(place: Path, jump: float) -> None:
    held = Jumping()
    window = Window(held.clock, RATE, place)
    assert waits(window, held, 0, 1, 1) == [0, 0, 0]
    held.jump = jump
    assert waits(window, held, 1) == [7.2]


def test_row_32_a_clock_that_was_set_back_makes_the_next_run_wait_one_window_at_most(place: Path) -> None:
    held = Jumping()
    assert waits(Window(held.clock, RATE, place), held, 0, 1, 1) == [0, 0, 0]
    held.jump = -86_400.0
    assert waits(Window(held.clock, RATE, place), held, 0, 10.2) == [10.2, 0]


def test_a_wait_the_provider_asked_for_outlives_the_run(place: Path) -> None:
    held = Held()
    Window(held.clock, None, place).shut(86_400, Reason.TOO_MANY_REQUESTS)
    window = Window(held.clock, None, place)
    assert waits(window, held, 3600, 82_800) == [82_800, 0]


def test_a_shorter_wait_of_another_run_does_not_end_a_longer_one(place: Path) -> None:
    held = Held()
    Window(held.clock, None, place).shut(600, Reason.TOO_MANY_REQUESTS)
    Window(held.clock, None, place).shut(2, Reason.TOO_MANY_REQUESTS)
    assert waits(Window(held.clock, None, place), held, 3) == [597]


@pytest.mark.parametrize("content", [b"", b"DNRATE1\0", b"\xff" * 200, b"{}"])
def test_a_file_nobody_can_read_lets_no_burst_through(place: Path, content: bytes) -> None:
    """An empty one is a new one; anything else counts as a window that is full, once."""
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    held = Held()
    window = Window(held.clock, RATE, place)
    assert waits(window, held, 0) == [0 if not content else 10.2]


def test_a_file_that_cannot_be_written_stops_nobody(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "taken").write_text("no folder", encoding="utf-8")
    held = Held()
    window = Window(held.clock, RATE, tmp_path / "taken" / "bureau.rate")
    assert waits(window, held, 0, 0, 0, 0) == [0, 0, 0, 10.2]
    assert caplog.text.count("the rate is kept within this run only") == 1


@pytest.mark.parametrize(("calls", "found"), [(2, 9.2), (3, 8.2), (5, 0)])
def test_another_rate_in_the_settings_keeps_the_youngest_moments(place: Path, calls: int, found: float) -> None:
    """After calls at 0, 1 and 2, two in ten seconds wait for the one at 1, three for the one at 0, five for none."""
    held = Held()
    waits(Window(held.clock, RATE, place), held, 0, 1, 1)
    assert waits(Window(held.clock, Rate(calls, 10.0), place), held, 0) == [found]


@pytest.mark.parametrize(
    ("quota", "now", "then"),
    [
        (Quota.MONTH, datetime(2026, 11, 22, 12, 0, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)),
        (Quota.MONTH, datetime(2026, 12, 31, 23, 59, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
        (Quota.MONTH, datetime(2027, 1, 31, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)),
        (Quota.DAY, datetime(2026, 11, 22, 12, 0, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)),
    ],
)
def test_a_quota_begins_anew_at_its_next_first_moment(quota: Quota, now: datetime, then: datetime) -> None:
    assert now + timedelta(seconds=until_next(quota, now)) == then


def monthly(_body: Json, status: int) -> Reason | None:
    return Reason.QUOTA_USED if status == 429 else None


def test_row_10_a_monthly_quota_is_not_asked_for_before_the_next_month_not_even_by_another_run(place: Path) -> None:
    """OpenSanctions: no Retry-After, no retry, and nothing is sent any more; 22 November at noon, so 1 December."""
    held = Held()
    quota = reply(b'{"detail": "Monthly quota exceeded"}', 429)
    for expected in (1, 0):
        with bureau(quota, clock=held.clock, place=place, refusal=monthly) as (server, transport):
            met, again = failure(transport), failure(transport)
            assert len(server.requests) == expected
        for one in (met, again):
            assert (one.ending, one.reason) == (Ending.QUOTA, Reason.QUOTA_USED)
            assert one.until == datetime(2026, 12, 1, tzinfo=UTC)
    assert held.passed == 0


def test_row_10_a_window_without_a_header_is_waited_out_as_it_is_set() -> None:
    """Companies House: 429 for the rest of five minutes, and nothing says how long."""
    held = Held()
    with bureau(reply(b"", 429, ""), reply(), clock=held.clock, rate=Rate(600, 300.0)) as (server, transport):
        first, second = failure(transport), failure(transport, "/y")
        assert (first.ending, second.ending, len(server.requests)) == (Ending.RATE_LIMITED, Ending.RATE_LIMITED, 1)
        assert first.until == NOON + timedelta(seconds=300)
        held.passed = 302
        assert transport.ask(Call("report", "/x")).status == 200


def test_a_full_window_is_waited_for_where_the_deadline_allows_it() -> None:
    held = Held()
    with bureau(reply(), clock=held.clock, rate=RATE) as (server, transport):
        for _ in range(6):  # three at once, three more when the first three have left the window
            transport.ask(Call("report", "/x"))
        assert held.passed == pytest.approx(10.2)
        met = failure(transport, deadline=5)
    assert (met.ending, met.reason, met.status, len(server.requests)) == (
        Ending.RATE_LIMITED,
        Reason.TOO_MANY_REQUESTS,
        0,
        6,
    )
    assert met.until is not None


def test_row_14_calling_off_is_heard_while_the_window_is_full() -> None:
    called_off = threading.Event()
    held = Held(on_sleep=called_off.set)
    with bureau(reply(), clock=held.clock, rate=Rate(1, 30.0)) as (server, transport):
        transport.ask(Call("report", "/x"))
        met = failure(transport, cancelled=called_off.is_set)
    assert (met.ending, len(server.requests)) == (Ending.CANCELLED, 1)


def test_a_lock_that_is_never_let_go_of_holds_nobody_for_ever(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        monkeypatch.setattr("integrations.rate_file._PATIENCE", 0.05)
        started = time.monotonic()
        assert Window(Held().clock, RATE, place).take().wait == 0
        assert time.monotonic() - started < 1
    assert place.stat().st_size == 0
