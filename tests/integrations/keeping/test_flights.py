"""One refresh of one buyer at a time: among threads, among two who share a folder, among processes, and after one was killed."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from integrations.keeping import flights as flights_module
from integrations.keeping.byte_lock import byte_locked
from integrations.keeping.flights import Flights
from integrations.keeping.private import make_private

HALDON, PIKE = "a" * 64, "b" * 64
HOLDER = """
import sys, time
from pathlib import Path
from integrations.keeping.flights import Flights
with Flights(Path(sys.argv[1])).alone(sys.argv[2]) as held:
    print(held, flush=True)
    time.sleep(60)
"""


@pytest.fixture(params=["a byte each", "a file each"])
def _kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the lock of this system, and with the one of a system that locks no bytes for one thread alone."""
    if request.param == "a file each":
        monkeypatch.setattr(flights_module, "SHARED_BYTES", False)


def free(folder: Path, flight: str) -> bool:
    """Whether somebody else with the same folder could begin just now."""
    with Flights(folder, patience=0.05).alone(flight) as held:
        return held


@pytest.mark.usefixtures("_kind")
class TestEachKind:
    def test_two_who_share_a_folder_take_turns_about_one_buyer_only(self, tmp_path: Path) -> None:
        with Flights(tmp_path).alone(HALDON) as held:
            assert held
            assert not free(tmp_path, HALDON)
            assert free(tmp_path, PIKE)
        assert free(tmp_path, HALDON)

    def test_the_end_of_one_flight_ends_no_other(self, tmp_path: Path) -> None:
        """Closing a file must not let go of what another thread of this process holds in it."""
        flights = Flights(tmp_path)
        with flights.alone(HALDON):
            with flights.alone(PIKE):
                pass
            assert not free(tmp_path, HALDON)

    def test_a_flight_that_ends_in_an_error_is_over(self, tmp_path: Path) -> None:
        with pytest.raises(KeyError), Flights(tmp_path).alone(HALDON):
            raise KeyError
        assert free(tmp_path, HALDON)

    def test_a_wait_is_called_off(self, tmp_path: Path) -> None:
        with Flights(tmp_path).alone(HALDON), Flights(tmp_path, patience=60).alone(HALDON, lambda: True) as held:
            assert not held

    def test_many_threads_are_one_at_a_time(self, tmp_path: Path) -> None:
        inside, most = 0, 0

        def enter() -> None:
            nonlocal inside, most
            for _ in range(10):
                with Flights(tmp_path).alone(HALDON) as held:
                    assert held
                    inside += 1
                    most = max(most, inside)
                    time.sleep(0.001)
                    inside -= 1

        threads = [threading.Thread(target=enter) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert most == 1

    def test_where_nothing_can_be_written_the_threads_still_wait(self, tmp_path: Path) -> None:
        (tmp_path / "flights").write_bytes(b"a file where the folder should be")
        flights = Flights(tmp_path, patience=0.05)
        with flights.alone(HALDON) as first, flights.alone(HALDON) as second:
            assert (first, second) == (True, False)


def test_another_process_waits_and_a_killed_one_leaves_nothing_held(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path), HALDON], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == b"True\n"
        assert not free(tmp_path, HALDON)
        assert free(tmp_path, PIKE)
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    assert free(tmp_path, HALDON)


def test_all_flights_share_one_empty_private_file_that_names_nobody(tmp_path: Path) -> None:
    """A file made and removed for each costs a disk more than the answer it guards."""
    flights = Flights(tmp_path)
    with flights.alone(HALDON), flights.alone(PIKE):
        (file,) = (tmp_path / "flights").iterdir()
        assert (file.name, file.read_bytes()) == ("all", b"")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        inode = file.stat().st_ino
    assert [path.stat().st_ino for path in (tmp_path / "flights").iterdir()] == [inode]


def test_a_name_far_beyond_any_file_is_a_place_all_the_same(tmp_path: Path) -> None:
    with byte_locked(tmp_path / "all", "f" * 64, 1) as highest, byte_locked(tmp_path / "all", "0" * 64, 1) as lowest:
        assert highest
        assert lowest


def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "all").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="all"), byte_locked(tmp_path / "all", HALDON, 1):
        pass
    assert not (tmp_path / "elsewhere").exists()


def test_who_waited_at_a_file_that_was_removed_takes_the_lock_of_the_new_one(tmp_path: Path) -> None:
    """The data folder was cleaned while two waited: they must not both hold what each thinks is the lock."""
    make_private(tmp_path / "flights")
    file, got = tmp_path / "flights" / "all", threading.Event()

    def wait() -> None:
        with byte_locked(file, HALDON, 10) as held:
            assert held
            assert not free(tmp_path, HALDON), "the new file's lock is the one that is held"
            got.set()

    with byte_locked(file, HALDON, 1):
        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.1)
        file.unlink()
    waiting.join()
    assert got.is_set()
