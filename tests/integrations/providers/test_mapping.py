"""Where in an answer something stands: steps that are walked, and expressions that are worked out, find the same."""

import pytest

from integrations.bounded import Json
from integrations.providers.mapping import NOWHERE, Place

ANSWER: Json = {
    "score": {"value": "61", "limit": None},
    "accounts": [{"year": 2018}, {"year": 2019, "parts": [7, 8]}],
    "a b": 5,
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("score.value", "61"),
        ("score.limit", None),
        ("score.limit.amount", None),
        ("score.value.amount", None),
        ("score[0]", None),
        ("nobody.value", None),
        ("accounts[0].year", 2018),
        ("accounts[-1].parts[1]", 8),
        ("accounts[-2].year", 2018),
        ("accounts[2].year", None),
        ("accounts[-3].year", None),
        ("accounts.year", None),
        ('"a b"', 5),
        ("accounts[*].year", [2018, 2019]),
        ("accounts[?year==`2019`].parts | [0][0]", 7),
        ("score.limit || score.value", "61"),
        ("length(accounts)", 2),
        ("@.score.value", "61"),
    ],
)
def test_what_stands_there(path: str, found: Json) -> None:
    assert Place.of(path).find(ANSWER) == found


@pytest.mark.parametrize("other", [None, "score", 5, [], [{"score": 1}]])
def test_an_answer_of_another_form_holds_nothing(other: Json) -> None:
    assert Place.of("score.value").find(other) is None


def test_an_expression_that_cannot_work_is_told_from_one_that_finds_nothing() -> None:
    assert Place.of("length(score.limit)").find(ANSWER, "failed") == "failed"
    assert Place.of("score.limit").find(ANSWER, "failed") is None
    assert NOWHERE.find(ANSWER, "failed") is None


def test_a_path_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="score"):
        Place.of("score[")
