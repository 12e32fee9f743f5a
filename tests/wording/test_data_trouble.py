"""Every trouble of the data has a sentence in both languages, with the record it is about."""

import pytest

from credit.problem import Problem
from tests.wording.speaking import calls, first_text, functions, places, speaking
from wording.data_trouble import TROUBLES
from wording.faults import problem


def _codes() -> set[str]:
    return {first_text(call) for function in functions("credit") for call in calls(function, "_problem")}


@pytest.mark.parametrize("code", sorted(TROUBLES))
def test_every_trouble_is_said_in_both_languages(code: str) -> None:
    found = Problem(code, "INV-7", expected="INV-8", buyer="C0042")
    english = problem(found)
    with speaking("zh"):
        chinese = problem(found)
    assert english != chinese
    words = {"buyer": "C0042", "detail": "INV-7", "expected": "INV-8"}
    for name in places(TROUBLES[code].one):
        assert words[name] in english
        assert words[name] in chinese


def test_every_code_that_is_given_has_a_sentence_and_no_sentence_is_idle() -> None:
    assert _codes() == set(TROUBLES)
