"""What the screens remember: written whole, for its owner alone, and never over a file that cannot be read."""

import errno
import stat
from pathlib import Path

import pytest

from tui.remembered import Memory, MemoryUnreadable, Remembered, View, named, read_memory


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "state" / "view.json"
    memory = Memory(path)
    memory.see("portfolio", View("dpd>30", "name", turned=True))
    memory.keep("late", "dpd>30")
    memory.save("queue")
    found = read_memory(path)
    assert (found.screen, found.view("portfolio"), dict(found.filters)) == (
        "queue",
        View("dpd>30", "name", True),
        {"late": "dpd>30"},
    )
    assert found.view("queue") == View()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["view.json"]


def test_two_desks_keep_filters_beside_each_other_and_a_name_goes_for_both(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    one, other = Memory(path), Memory(path)
    one.keep("late", "dpd>30")
    other.keep("big", "open>1m")
    one.save("portfolio")
    assert dict(read_memory(path).filters) == {"big": "open>1m", "late": "dpd>30"}
    other.keep("late", "")
    assert dict(read_memory(path).filters) == {"big": "open>1m"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 2, "screen": "", "views": {}, "filters": {}}', '{"version": 1}', "\xff"]
)
def test_a_file_that_cannot_be_read_is_said_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "view.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(MemoryUnreadable):
        Memory(path)
    beside = Memory(path, Remembered())
    with pytest.raises(MemoryUnreadable):
        beside.keep("late", "dpd>30")
    with pytest.raises(MemoryUnreadable):
        beside.save("queue")
    assert dict(beside.now.filters) == {}, "nothing is called kept that is not on disk"
    assert path.read_bytes() == text.encode("latin-1")


def test_a_full_disk_leaves_what_stood_there_and_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "view.json"
    memory = Memory(path)
    memory.keep("late", "dpd>30")

    def full(_self: Path, _target: Path) -> Path:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(MemoryUnreadable):
        memory.keep("big", "open>1m")
    assert dict(memory.now.filters) == dict(read_memory(path).filters) == {"late": "dpd>30"}
    assert [each.name for each in tmp_path.iterdir()] == ["view.json"]


def test_a_folder_that_takes_nothing_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(MemoryUnreadable):
        Memory(tmp_path / "state" / "view.json")


@pytest.mark.parametrize(
    ("name", "fits"),
    [("late", True), ("逾期", True), ("a-b_1", True), ("", False), ("-a", False), ("a b", False), ("a" * 32, False)],
)
def test_a_name_can_be_typed_behind_its_sign(name: str, fits: bool) -> None:
    assert named(name) is fits
