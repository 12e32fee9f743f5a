"""The treatment on the buyer's page and for scripts: ladder, goal, deadline, step, face, and the playbook of the dead."""

import json
from typing import Any

from credit.square import Square
from tests.credit.test_square import SHORT, TOLD
from tests.tui.views.looks import look
from tests.wording.speaking import speaking
from tui.plain import json_text
from tui.views.treating import next_lines, playbook_records, treatment_lines, treatment_record


def lines(text: str, lang: str = "en") -> list[tuple[str, str, str]]:
    shown = look(text)
    with speaking(lang):
        entry = shown.assessed.of("C1")
        return [*next_lines(entry, shown), *treatment_lines(entry, shown)]


def record(text: str) -> Any:
    shown = look(text)
    return json.loads(json_text(treatment_record(shown.assessed.of("C1"), shown)))


FACE = (
    "in private, senior to senior, never copy subordinates, no public mention, formal address, "
    "respect the clerk's chief, vague words become dates"
)
DOUBTFUL = "invoice C1 I1 -91 5000USD"


def test_the_page_tells_what_is_to_be_reached_by_when_and_how_face_is_kept() -> None:
    """Doubtful from today: sixty days end on 11 August 2024."""
    assert lines(DOUBTFUL) == [
        ("Next", "agree a plan by call, finance manager, face-saving, by 2024-06-12", ""),
        ("Ladder", "doubtful: all money in by 2024-08-11", ""),
        (
            "Face",
            FACE,
            "muted",
        ),
    ]


def test_the_act_of_a_clock_comes_before_the_ladders_step() -> None:
    """Sixty days after the due date the insurer must have been told; the chief still calls."""
    told = lines("buyer C1 insured=900USD \n invoice C1 I1 -55 500USD")
    assert [line for line in told if line[0] in ("Next", "Then")] == [
        ("Next", "tell the insurer, collector, by 2024-06-17", ""),
        ("Then", "escalate by call, head of collections, firm, by 2024-06-12", ""),
    ]
    found = record("buyer C1 insured=900USD \n invoice C1 I1 -55 500USD")
    assert [found["next_step"]["action"], found["later_steps"][0]["action"]] == ["tell_insurer", "escalate"]


def test_a_ladder_without_a_deadline_of_its_own_tells_none_and_one_that_passed_warns() -> None:
    assert lines("invoice C1 I1 -3 500USD")[1] == ("Ladder", "current: no surprise", "")
    assert lines("invoice C1 I1 -152 500USD")[1][2] == "warning"
    assert lines("invoice C1 I1 -151 500USD")[1][2] == ""


def test_it_speaks_chinese() -> None:
    assert lines(DOUBTFUL, "zh")[1] == ("阶梯", "准呆账：2024-08-11 前全部收回", "")


DEAD = "buyer C1 insured=900USD \n invoice C1 I1 -20 500USD \n event C1 E1 -9 winding_up_order \n letter C1 K1 -1 claim_filed"


def test_the_page_of_the_dead_holds_the_playbook() -> None:
    told = lines(DEAD)
    assert ("done", "file the proof of debt. Done on 2024-06-11.", "muted") in told
    assert ("to do", "build the tax dossier and write off. Owed since 2024-06-03.", "warning") in told
    assert any(label == "to do" and value.startswith("tell the insurer.") and "Last day" in value for label, value, _ in told)
    assert not [value for _, value, _ in told if "retention of title" in value], "what does not apply is left out"


def test_scripts_read_every_part_of_it() -> None:
    found = record(DOUBTFUL)
    assert set(found) == {
        "ladder", "goal", "since", "aim_on", "deadline_on", "next_step", "held", "later_steps", "cadence_days",
        "most_contacts_per_week", "contacts_this_week", "face_rules", "automatic", "reasons",
    }  # fmt: skip
    assert (found["ladder"], found["since"], found["aim_on"], found["deadline_on"]) == (
        "doubtful", "2024-06-12", "2024-07-12", "2024-08-11"
    )  # fmt: skip
    assert found["next_step"]["reason"]["facts"]["rule"] == "agree_plan"
    assert {"action", "channel", "sender_role", "tone", "due_on"} <= set(found["later_steps"][0])
    assert [why["code"] for why in found["reasons"]] == ["class_age", "step_in_treatment"]


def test_scripts_read_the_playbook_and_nothing_where_there_is_none() -> None:
    shown = look(DEAD)
    steps = playbook_records(shown.assessed.of("C1"))
    assert len(steps) == 10
    assert set(steps[0]) == {"step", "state", "due_on", "amount", "text", "facts"}
    alive = look(DOUBTFUL)
    assert playbook_records(alive.assessed.of("C1")) == []


def test_the_ladder_that_ability_and_willingness_chose_is_named_with_its_reason() -> None:
    """The readings are those of `tests/credit/test_square.py`: able, and not willing."""
    told = TOLD[Square.PRESS]
    for short, room in SHORT.items():
        told = told.replace(short, room)
    shown = look(f"invoice C1 I1 -20 500USD \n report C1 B1 -9 bureau {told}")
    found = treatment_record(shown.assessed.of("C1"), shown)
    assert found["ladder"] == "pressed"
    assert "Ability 100, willingness 8: press hard, cut terms. Ladder pressed hard holds in place of the class's own." in [
        reason["text"] for reason in found["reasons"]
    ]
