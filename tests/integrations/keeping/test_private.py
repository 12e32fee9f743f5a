"""Files nobody else may read, and a lock that dies with its holder."""

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from integrations.keeping.marks import marks_at
from integrations.keeping.private import append_line, locked, make_private, new_private, replace_private, sweep
from integrations.secrets import Secret


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _generous_umask() -> object:
    """Whatever the user's own habit: a file made by hand here would be read by all."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_folder_and_files_are_their_owners_alone(tmp_path: Path) -> None:
    folder = make_private(tmp_path / "a" / "b")
    new_private(folder / "new", b"x")
    replace_private(folder / "whole", b"x")
    append_line(folder / "lines", b"x")
    assert mode(folder) == 0o700
    assert {path.name: mode(path) for path in folder.iterdir()} == dict.fromkeys(("new", "whole", "lines"), 0o600)


def test_a_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    assert mode(make_private(tmp_path / "open")) == 0o700


def test_a_new_file_takes_nobodys_place(tmp_path: Path) -> None:
    new_private(tmp_path / "key", b"first")
    with pytest.raises(FileExistsError):
        new_private(tmp_path / "key", b"second")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("key", b"first")]


def test_a_file_is_never_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"theirs")
    (tmp_path / "lines").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="lines"):
        append_line(tmp_path / "lines", b"ours")
    assert (tmp_path / "elsewhere").read_bytes() == b"theirs"


def test_a_line_that_was_cut_off_spoils_only_itself(tmp_path: Path) -> None:
    (tmp_path / "lines").write_bytes(b"one\ntw")
    append_line(tmp_path / "lines", b"three")
    assert (tmp_path / "lines").read_bytes() == b"one\ntw\nthree\n"


def test_what_a_killed_writer_left_goes_after_an_hour(tmp_path: Path) -> None:
    for name, age in ((".old.tmp", 4000), (".new.tmp", 10), ("kept", 4000)):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    sweep(tmp_path, 1_000_000)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new.tmp", "kept"]


def test_the_lock_is_one_threads_at_a_time_and_leaves_no_file(tmp_path: Path) -> None:
    inside, most = 0, 0

    def enter() -> None:
        nonlocal inside, most
        for _ in range(20):
            with locked(tmp_path / "lock", 10) as held:
                assert held
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert list(tmp_path.iterdir()) == []


def test_a_wait_ends_when_it_is_called_off_or_too_long(tmp_path: Path) -> None:
    with locked(tmp_path / "lock", 1):
        started = time.monotonic()
        with locked(tmp_path / "lock", 60, lambda: True) as held:
            assert not held
        with locked(tmp_path / "lock", 0.05) as held:
            assert not held
        assert time.monotonic() - started < 5


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    source = (
        "import sys, time\nfrom pathlib import Path\nfrom integrations.keeping.private import locked\n"
        "with locked(Path(sys.argv[1]), 5):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", source, str(tmp_path / "lock")], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        with locked(tmp_path / "lock", 0.05) as held:
            assert not held
        holder.kill()
        holder.wait()
    with locked(tmp_path / "lock", 5) as held:
        assert held


class TestMarks:
    def test_the_key_is_made_once_and_is_private(self, tmp_path: Path) -> None:
        first, second = marks_at(tmp_path / "keys"), marks_at(tmp_path / "keys")
        assert first.credential([Secret("k")]) == second.credential([Secret("k")])
        assert mode(tmp_path / "keys" / "local.key") == 0o600
        assert mode(tmp_path / "keys") == 0o700

    def test_another_machine_marks_the_same_credential_otherwise(self, tmp_path: Path) -> None:
        """So that a mark cannot be tried against a list of likely keys."""
        assert marks_at(tmp_path / "a").credential([Secret("k")]) != marks_at(tmp_path / "b").credential([Secret("k")])

    def test_two_credentials_have_two_marks_and_so_have_two_uses(self, tmp_path: Path) -> None:
        marks = marks_at(tmp_path)
        assert (
            len({marks.credential([Secret("ab")]), marks.credential([Secret("a"), Secret("b")]), marks.of("question", "ab")}) == 3
        )

    def test_a_spoilt_key_gives_way_to_a_new_one(self, tmp_path: Path) -> None:
        (tmp_path / "local.key").write_bytes(b"short")
        assert marks_at(tmp_path).credential([Secret("k")]) == marks_at(tmp_path).credential([Secret("k")])
        assert len((tmp_path / "local.key").read_bytes()) == 32

    def test_it_prints_as_nothing(self, tmp_path: Path) -> None:
        assert repr(marks_at(tmp_path)) == "Marks(***)"
