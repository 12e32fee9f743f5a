"""What the screens remember: written whole, for its owner alone, and a damaged file is put aside."""

import errno
import stat
from pathlib import Path
from threading import Thread

import pytest

from tui.remembered import Memory, MemoryReplaced, MemoryUnreadable, View, named, read_memory


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "state" / "view.json"
    memory = Memory(path)
    memory.see("portfolio", View("dpd>30", "name", turned=True, row="C7"))
    memory.keep("late", "dpd>30")
    memory.at("queue")
    memory.turn_mine()
    memory.write()
    found = read_memory(path)
    assert found.mine
    memory.turn_mine()
    memory.write()
    assert not read_memory(path).mine
    assert (found.screen, found.view("portfolio"), dict(found.filters)) == (
        "queue",
        View("dpd>30", "name", True, "C7"),
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
    one.write()
    assert dict(read_memory(path).filters) == {"big": "open>1m", "late": "dpd>30"}
    other.keep("late", "")
    assert dict(read_memory(path).filters) == {"big": "open>1m"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 2, "screen": "", "views": {}, "filters": {}}', '{"version": 1}', "\xff"]
)
def test_a_damaged_file_is_put_aside_and_said_once(tmp_path: Path, text: str) -> None:
    path, aside = tmp_path / "view.json", tmp_path / "view.json.damaged"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(MemoryUnreadable):
        read_memory(path)
    memory = Memory(path)
    assert isinstance(memory.told, MemoryReplaced)
    assert memory.told.facts == {"path": path, "aside": aside}
    assert aside.read_bytes() == text.encode("latin-1"), "filters that somebody kept can still be read out of it"
    memory.keep("late", "dpd>30")
    assert dict(read_memory(path).filters) == {"late": "dpd>30"}
    assert Memory(path).told is None


def test_a_file_that_is_damaged_while_the_screens_are_open_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    memory = Memory(path)
    memory.keep("late", "dpd>30")
    path.write_text("{")
    memory.see("queue", View("class=bad"))
    memory.write()
    assert dict(read_memory(path).filters) == {"late": "dpd>30"}
    assert isinstance(memory.told, MemoryReplaced)


def test_a_file_of_an_earlier_version_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    view = '{"filter": "dpd>30", "sort": "name", "turned": false}'
    path.write_text(f'{{"version": 1, "screen": "queue", "views": {{"queue": {view}}}, "filters": {{}}}}')
    assert Memory(path).now.view("queue") == View("dpd>30", "name")


def test_what_is_seen_again_is_no_news() -> None:
    memory = Memory()
    assert [memory.see("queue", View("a")), memory.see("queue", View("a")), memory.at("queue"), memory.at("queue")] == [
        True,
        False,
        True,
        False,
    ]


def test_what_another_desk_keeps_while_this_one_writes_is_not_written_over(tmp_path: Path) -> None:
    """Two hundred names by one, two hundred views by the other, at the same time."""
    path = tmp_path / "view.json"
    one, other = Memory(path), Memory(path)

    def views() -> None:
        for place in range(200):
            one.see("queue", View(row=f"C{place}"))
            one.write()

    writing = Thread(target=views)
    writing.start()
    for place in range(200):
        other.keep(f"n{place}", "dpd>30")
    writing.join()
    one.write()
    assert len(read_memory(path).filters) == 200
    assert read_memory(path).view("queue") == View(row="C199")


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
