"""Sentences are kept untold and filled through the figures."""

from datetime import date
from decimal import Decimal

import pytest

from credit.money import Money
from tests.wording.speaking import speaking
from wording.sentence import counts, say, says, spoken


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Money(123456, "USD"), "1,234.56 USD"),
        (date(2026, 3, 1), "2026-03-01"),
        (Decimal("0.230"), "0.23"),
        (12, "12"),
        ("a\nb", "a b"),
        (None, "-"),
    ],
)
def test_facts_look_as_they_do_in_a_column(fact: object, text: str) -> None:
    assert spoken(fact) == text
    assert say(says("<{fact}>"), {"fact": fact}) == f"<{text}>"


def test_the_number_chooses_the_form() -> None:
    sentence = counts("{n} day", "{n} days", "n")
    assert [say(sentence, {"n": n}) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_a_fact_nobody_gave_is_a_dash_and_no_crash() -> None:
    assert say(says("{invoice} of {day}"), {"invoice": "A1"}) == "A1 of -"
    assert say(counts("{n} day", "{n} days", "n"), {}) == "- days"


def test_braces_in_a_fact_are_text() -> None:
    assert say(says("<{title}>"), {"title": "{title} {0.__class__}"}) == "<{title} {0.__class__}>"


def test_a_sentence_made_before_the_language_was_chosen_follows_it() -> None:
    sentence = says("Nothing is open.")
    with speaking("zh"):
        assert say(sentence, {}) == "没有未结款项。"


@pytest.mark.parametrize(("dbt", "word"), [("1", "day"), ("1.0", "day"), ("1.5", "days"), ("0", "days"), ("2", "days")])
def test_a_decimal_is_counted_like_any_number(dbt: str, word: str) -> None:
    """One day, and 1.5 days: a part of one is not one."""
    assert say(counts("{dbt} day late", "{dbt} days late", "dbt"), {"dbt": Decimal(dbt)}).split()[1] == word
