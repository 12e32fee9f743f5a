"""The key of this machine: while it is not the one the ledger goes by, nothing that may be charged is sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from integrations.endings import Ending, Reason
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.keeping.spending import Spending, State
from tests.integrations.keeping.test_visit import KEYED, PAID, TAGGED, Bureau, bureau
from tests.integrations.loopback import reply
from tests.integrations.providers.generic_files import ANSWER, HALDON, REPORTS, written

__all__ = ["bureau"]

Opens = Callable[..., Bureau]


def key_of(at: Bureau) -> Path:
    return at.folder / "records" / "local.key"


def turned(path: Path) -> None:
    """One bit of it is another one."""
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])


def closed(path: Path) -> None:
    path.unlink()
    path.mkdir()  # nobody reads a folder as a file, root neither


SPOILT = pytest.mark.parametrize(
    "spoil",
    [Path.unlink, turned, closed, lambda path: path.write_bytes(b"short"), lambda path: path.write_bytes(b"")],
    ids=["gone", "one bit", "unreadable", "short", "empty"],
)
NOT_CURRENT = "keep = { fresh_days = 0 }\n" + PAID


@SPOILT
def test_with_a_key_that_is_not_the_ledgers_nothing_is_bought_again(bureau: Opens, spoil: Callable[[Path], object]) -> None:
    """Bought, then the key is spoilt: its report is not bought again until the key is put back."""
    at = bureau(reply(ANSWER))
    assert at.asked(NOT_CURRENT).ending is Ending.OK
    whole = key_of(at).read_bytes()
    spoil(key_of(at))
    for _ in range(2):
        result = at.asked(NOT_CURRENT)
        assert (result.ending, result.reason, result.cost) == (Ending.CANCELLED, Reason.KEY_LOST, None)
    assert (len(at.server.requests), at.states(), at.records().key_lost) == (1, ["charged"], True)
    if key_of(at).is_dir():
        key_of(at).rmdir()
    key_of(at).write_bytes(whole)
    assert (at.records().key_lost, at.asked(NOT_CURRENT).ending, at.states()) == (False, Ending.OK, ["charged"] * 2)


@SPOILT
def test_a_doubt_and_an_order_are_not_forgotten_with_the_key(bureau: Opens, spoil: Callable[[Path], object]) -> None:
    at = bureau(reply(b"{}", 504), reply(ANSWER))
    assert at.asked(PAID).ending is Ending.UNKNOWN_CHARGE
    spoil(key_of(at))
    assert (at.asked(PAID).reason, len(at.server.requests)) == (Reason.KEY_LOST, 1)


def test_what_is_free_is_asked_all_the_same_and_leaves_what_was_kept(bureau: Opens) -> None:
    at = bureau(TAGGED)
    at.asked(PAID)
    before = {path: path.read_bytes() for path in at.kept()}
    turned(key_of(at))
    assert at.asked(REPORTS).ending is Ending.OK
    assert {path: path.read_bytes() for path in at.kept()} == before, "once the key is back they are good again"


def test_where_nothing_was_ever_spent_a_spoilt_key_gives_way_to_a_new_one(bureau: Opens) -> None:
    at = bureau(reply(ANSWER))
    at.asked(REPORTS)
    key_of(at).write_bytes(b"short")
    assert (at.asked(PAID).ending, len(key_of(at).read_bytes()), at.records().key_lost) == (Ending.OK, 32, False)


def test_a_ledger_that_does_not_say_which_key_it_goes_by_goes_on_with_the_one_there_is(bureau: Opens) -> None:
    """As one of an earlier program: with a key it is believed, without any it is not."""
    at = bureau(reply(ANSWER))
    at.asked(REPORTS)
    Spending(at.folder / "records").begin("agency", "mark", "report", None).ended(State.CHARGED)
    assert at.asked(NOT_CURRENT).ending is Ending.OK
    assert at.records().spending.key
    turned(key_of(at))
    assert at.asked(NOT_CURRENT).reason == Reason.KEY_LOST


def test_a_refused_key_is_not_tried_while_nobody_can_tell_which_one_it_was(
    bureau: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = bureau(reply(ANSWER), reply(b"{}", 401))
    at.asked(PAID)
    monkeypatch.setenv("KEPT_KEY", "old")
    assert at.asked(KEYED).reason == Reason.UNAUTHORISED
    turned(key_of(at))
    assert (at.asked(KEYED).reason, len(at.server.requests)) == (Reason.PAUSED, 2)


@SPOILT
def test_a_person_may_begin_anew_and_what_stood_there_is_kept(bureau: Opens, spoil: Callable[[Path], object]) -> None:
    """Nothing asked before is recognised any more, and it still counts against the budget."""
    at = bureau(reply(ANSWER))
    at.asked(NOT_CURRENT)
    spoil(key_of(at))
    there = key_of(at).exists()
    at.records().begin_anew()
    assert not at.records().key_lost
    assert (at.asked(NOT_CURRENT).ending, at.states()) == (Ending.OK, ["charged"] * 2)
    beside = list(key_of(at).parent.glob("local.key.*"))
    assert len(beside) == (1 if there and spoil is not turned else 0), "a key that can be used is gone by"


def test_a_run_that_began_before_another_one_began_anew_sends_nothing(bureau: Opens) -> None:
    at = bureau(reply(ANSWER))
    at.asked(NOT_CURRENT)
    records = at.records()
    provider = written(at.folder, NOT_CURRENT, at.server.url, records=records)
    assert not provider.under_way(HALDON), "its marks are made"
    key_of(at).unlink()
    at.records().begin_anew()
    assert (provider.fetch(HALDON, datetime.now(UTC).date(), granted=all_granted).reason, len(at.server.requests)) == (
        Reason.KEY_LOST,
        1,
    )


def test_a_buyer_is_forgotten_also_while_the_key_is_lost(bureau: Opens) -> None:
    """Of two buyers' answers the one's goes, and the other's is there when the key is back."""
    at = bureau(reply(ANSWER))
    at.asked(NOT_CURRENT)
    at.asked(NOT_CURRENT, replace(HALDON, id="C2", registrations=(("company_number", "99000002"),)))
    (at.folder / "records" / "answers" / "bureau" / "odd.answer").write_bytes(b"seal\nnothing anybody reads")
    turned(key_of(at))
    assert len(at.kept()) == 3
    assert at.records().forget(["C2"]) == 2, "what nobody can read goes with it"
    assert [b"99000001" in path.read_bytes() for path in at.kept()] == [True]


def test_in_memory_there_is_nothing_to_lose() -> None:
    records = Records()
    records.begin_anew()
    assert not records.key_lost
