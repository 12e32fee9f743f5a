"""Who gets better or worse, and what pressing did, as records for scripts and as a line each."""

import pytest

from tests.credit.little_book import TODAY, little_book
from tests.credit.test_movers import LATE
from tests.credit.test_pressed import PAID
from tests.wording.speaking import speaking
from tui.views.movers import mover_lines, mover_records, pressed_lines, pressed_records
from tui.views.snapshot import Snapshot, snapshot

SLIP = "".join(
    f"invoice C9 H{n} {-147 + 7 * n:+} 900USD \n receipt C9 R{n} {-143 + 7 * n:+} 900USD for=H{n} \n" for n in range(16)
) + ("invoice C9 A -35 900USD \n invoice C9 B -28 900USD \n buyer C9 name=Cedar \n")


def look(text: str) -> Snapshot:
    return snapshot(little_book(text, home=""), TODAY)


def test_movers_have_every_key_of_the_contract() -> None:
    record = mover_records(look(LATE + SLIP))
    (up,), (down,) = record["getting_better"], record["getting_worse"]
    for mover, id in ((up, "C1"), (down, "C9")):
        assert set(mover) == {"id", "name", "grade", "since", "before", "now", "room", "reasons"}
        assert mover["id"] == id
    assert (down["name"], down["before"], down["now"], down["room"]) == ("Cedar", 4, 13, None)
    assert {key for reason in up["reasons"] for key in reason} == {"code", "text", "facts"}


def test_a_line_names_the_latest_and_counts_the_rest() -> None:
    four = "".join(LATE.replace("C1", f"C{n}") + f"buyer C{n} limit={n}000USD \n" for n in range(1, 5))
    (down, up) = mover_lines(look(four + SLIP))
    assert (down[0], down[1], down[2]) == ("Getting worse", "Cedar", "warning")
    assert up[0] == "Getting better"
    assert up[1].startswith("C1 (room 1,")
    assert up[1].endswith(" and 1 more")
    with speaking("zh"):
        assert [line[0] for line in mover_lines(look(four + SLIP))] == ["变差", "好转"]


def test_nobody_moves_and_no_line_is_shown() -> None:
    assert list(mover_lines(look("buyer C1"))) == []
    assert mover_records(look("buyer C1")) == {"getting_worse": [], "getting_better": []}


def test_a_buyer_without_room_is_named_alone() -> None:
    (line,) = mover_lines(look(LATE + "invoice C1 I5 +30 900USD \n buyer C1 limit=900USD"))
    assert line[1] == "C1"


@pytest.mark.parametrize(("text", "tone"), [(PAID, "warning"), (PAID + "order C1 O3 -9 900USD", "")])
def test_what_pressing_did(text: str, tone: str) -> None:
    lost = tone == "warning"
    assert pressed_records(look(text)) == [
        {
            "class": "doubtful", "treatment": "face_saving", "pressed": 1, "paid": 1, "lost": int(lost),
            "kept": int(not lost), "undecided": 0,
        }
    ]  # fmt: skip
    ((label, told, shown_as),) = pressed_lines(look(text))
    assert (label, shown_as) == ("Pressed", tone)
    assert told.startswith(f"doubtful, face-saving: {int(lost)} lost, {int(not lost)} kept")
