"""Questions: how they are read, what their parts together are worth, and what is said of one that cannot be read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from credit.query.language import Field, Language
from credit.query.tokens import InvalidQuery
from credit.query.values import DAY, NUMBER, TEXT, choice, names

ON = date(2026, 3, 31)
Row = Mapping[str, Any]
LANGUAGE: Language[Row] = Language(
    {
        "n": Field(NUMBER, lambda row: row.get("n")),
        "size": Field(choice(("small", "large")), lambda row: row.get("size")),
        "text": Field(TEXT, lambda row: row.get("text", ())),
        "mark": Field(names({"red": "R", "blue": "B"}), lambda row: row.get("mark", ())),
        "day": Field(DAY, lambda row: row.get("day")),
    },
    lambda row, word: word in row.get("words", ""),
    {"big": "n>10", "loop": "@loop", "worse": "n>", "stray": "n>1 )"},
)


def holds(text: str, row: Row) -> bool:
    return LANGUAGE.read(text, ON).holds(row)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("", True),
        ("   ", True),
        ("alder trading", True),
        ("ALDER", True),
        ("birch", False),
        ("alder & birch", False),
        ("alder birch", False),
        ("alder | birch", True),
        ("birch | alder trading", True),
        ("birch | cedar", False),
        ("!birch", True),
        ("!!alder", True),
        ("!(birch | alder)", False),
        ("(birch | alder) & n>5", True),
        ("birch | alder & n>50", False),  # & binds before |
        ("n = 7", True),
        ("n>=7 && n<=7 n!=8 n<8 n>6 n==7", True),
        ("n≥7 n≤7 n≠8", True),
        ("N>6.5", True),
        ("n>1,000", False),
        ("n=0.7m", False),
        ("size>=small size<large", True),
        ('text~"der tr"', True),
        ("text=alder", False),
        ('text="alder trading"', True),
        ("text!=alder", True),
        ("text!~alder", False),
        ("text!~birch", True),
        ("mark=red mark!=blue", True),
        ("day<today", True),
        ("day=today-1", True),
        ("day>2026-03-29", True),
        ("（birch ｜ alder） ＆ n＞5", True),
        ("“der t”", True),
        ("@big", False),
        ("!@big", True),
    ],
)
def test_what_is_asked(text: str, yes: bool) -> None:
    row = {
        "words": "alder trading", "n": 7, "size": "small", "text": ("alder trading",), "mark": ("R",), "day": date(2026, 3, 30),
    }  # fmt: skip
    assert holds(text, row) is yes


@pytest.mark.parametrize("asked", ["n>5", "size>=small", "text~a", "text=a", "day<today"])
def test_what_is_absent_is_neither(asked: str) -> None:
    """Kleene: unknown or yes is yes, unknown and no is no, and the denial of unknown is unknown."""
    row = {"words": "alder"}
    assert not holds(asked, row)
    assert not holds(f"!({asked})", row)
    assert holds(f"{asked} | alder", row)
    assert not holds(f"{asked} | birch", row)
    assert not holds(f"{asked} & alder", row)
    assert holds(f"!({asked} & birch)", row)
    field = asked.split(">")[0].split("<")[0].split("~")[0].split("=")[0]
    assert holds(f"{field}=none", row)
    assert not holds(f"{field}!=none", row)


def test_what_is_there_is_not_absent() -> None:
    assert holds("n!=none", {"n": 0})
    assert not holds("n=none", {"n": 0})
    assert holds('text="none"', {"text": ("none",)}), "in quotation marks it is a text"


@pytest.mark.parametrize(
    ("text", "token", "place", "reason", "expected"),
    [
        ("nn>1", "nn", 0, "near", "n"),
        ("colour=red", "colour", 0, "word", "n"),
        ("n~1", "~", 1, "sign", ">"),
        ("mark>red", ">", 4, "sign", "="),
        ("n>much", "much", 2, "value", "30"),
        ("n>5eur", "5eur", 2, "value", "30"),
        ("day<soon", "soon", 4, "value", "today"),
        ("size=huge", "huge", 5, "value", "large"),
        ("mark=green", "green", 5, "value", "blue"),
        ("n>", "", 2, "missing", "30"),
        ("n> & a", "&", 3, "value", "30"),
        ("a &", "", 3, "missing", "n"),
        ("a | | b", "|", 4, "stray", "n"),
        ("(a", "", 2, "missing", ")"),
        ("(a > b)", "a", 1, "word", "n"),
        ("(n>1 <", "<", 5, "stray", ")"),
        ("a)", ")", 1, "stray", "&"),
        (">5", ">", 0, "stray", "n"),
        ('a "b', '"b', 2, "quote", '"'),
        ("(" * 41 + "a", "(", 40, "deep", "40"),
        ("a" * 501, "a" * 40, 0, "long", "500"),
        ("@bigg", "@bigg", 0, "saved", "@big"),
        ("@loop", "@loop", 0, "deep", "40"),
        ("@worse", "", 2, "missing", "30"),
        ("@stray", ")", 4, "stray", "&"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, token: str, place: int, reason: str, expected: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        LANGUAGE.read(text, ON)
    facts = caught.value.facts
    assert (facts["token"], facts["place"], facts["reason"]) == (token, place, reason)
    assert expected in facts["expected"]  # type: ignore[operator]  # a tuple of examples


@pytest.mark.parametrize(("text", "field"), [("n~1", "n"), ("n>much", "n"), ("mark=green", "mark"), ("a | | b", "")])
def test_a_sign_or_a_value_names_the_field_it_was_meant_for(text: str, field: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        LANGUAGE.read(text, ON)
    assert caught.value.facts["field"] == field


def test_where_no_question_is_kept_that_is_the_reason() -> None:
    with pytest.raises(InvalidQuery) as caught:
        replace(LANGUAGE, saved={}).read("@big", ON)
    assert (caught.value.facts["reason"], caught.value.facts["token"]) == ("none_saved", "@big")


def test_the_nearest_field_is_told() -> None:
    with pytest.raises(InvalidQuery) as caught:
        LANGUAGE.read("txt~a", ON)
    assert caught.value.facts["near"] == "text"


def test_a_long_run_of_signs_is_refused_and_crashes_nothing() -> None:
    for text in ("!" * 400, "(" * 400, "!(" * 200):
        with pytest.raises(InvalidQuery):
            LANGUAGE.read(text, ON)
