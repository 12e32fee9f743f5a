"""A provider's figure as an internal grade; a figure without its scale, and a letter that may mean two things, mean none."""

from dataclasses import replace
from decimal import Decimal

import pytest

from credit.policy import DEFAULT_POLICY, Policy
from credit.rating.letter import Grade
from credit.rating.scales import Scales, mapped
from credit.report import CreditReport
from tests.credit.little_book import day, facts


def reports(text: str) -> list[CreditReport]:
    return [fact for fact in facts(text) if isinstance(fact, CreditReport)]


def grades(text: str, scales: Scales = DEFAULT_POLICY.scales) -> list[str]:
    return [found.grade.value for found in mapped(reports(text), scales)]


@pytest.mark.parametrize(
    ("provider", "finding", "grade"),
    [
        # TRADE.md 3.7, the ends of every row
        *(("creditsafe", f"rating_provider:{n}", g) for n, g in
          [(100, "A"), (71, "A"), (70, "B"), (51, "B"), (50, "C"), (30, "C"), (29, "D"), (21, "D"), (20, "E"), (0, "E")]),
        *(("coface", f"rating_provider:{n}", g) for n, g in
          [(8, "A"), (7, "B"), (6, "B"), (5, "C"), (4, "C"), (3, "D"), (1, "E")]),
        *(("allianz", f"rating_provider:{n}", g) for n, g in
          [(3, "A"), (4, "B"), (5, "B"), (6, "C"), (7, "C"), (8, "D"), (9, "E")]),
        *(("dnb", f"rating_provider:{n}", g) for n, g in [(1, "A"), (2, "B"), (3, "C"), (4, "D"), (5, "E")]),
        *(("bureau", f"rating_common:{n}", n) for n in "ABCD"),
    ],
)  # fmt: skip
def test_each_scale_ends_where_the_table_says(provider: str, finding: str, grade: str) -> None:
    assert grades(f"report C1 B1 -9 {provider} financial_strength.{finding}") == [grade]


@pytest.mark.parametrize(
    ("paydex", "grade"), [(80, "A"), (79, "B"), (70, "B"), (69, "C"), (50, "C"), (49, "D"), (30, "D"), (29, "E")]
)
def test_paydex_counts_whoever_tells_it(paydex: int, grade: str) -> None:
    assert grades(f"report C1 B1 -9 anybody operating_capability.paydex:{paydex}") == [grade]


@pytest.mark.parametrize("letter", ["E", "", "NR", "Not_rated"])
def test_the_letter_e_and_no_rating_go_to_a_person(letter: str) -> None:
    assert grades(f"report C1 B1 -9 bureau financial_strength.rating_common:{letter}") == ["unrated"]


@pytest.mark.parametrize("finding", ["rating_provider:101", "rating_provider:-1", "rating_provider:text", "credit_limit:9USD"])
def test_what_is_no_figure_of_the_scale_says_nothing(finding: str) -> None:
    assert grades(f"report C1 B1 -9 creditsafe financial_strength.{finding}") == []


def test_a_kind_has_its_scale_whatever_its_file_is_called() -> None:
    """72 of 100 is an A at Creditsafe (71 and more)."""
    (told,) = reports("report C1 B1 -9 uk-office financial_strength.rating_provider:72")
    assert mapped([told], Scales()) == ()
    (found,) = mapped([replace(told, parser="creditsafe/1")], Scales())
    assert (found.grade.value, found.scale) == ("A", "creditsafe")


def test_a_name_that_only_holds_the_letters_of_another_is_not_that_one() -> None:
    """landnbank holds "dnb" and counts otherwise; dnb-uk is a word and an office."""
    assert grades("report C1 B1 -9 landnbank financial_strength.rating_provider:1") == []
    assert grades("report C1 B1 -9 dnb-uk financial_strength.rating_provider:1") == ["A"]


def test_a_row_by_the_name_of_the_file_takes_the_place_of_every_other_for_that_finding() -> None:
    """`providers/DNB-local.toml` is of kind generic and counts to 10, higher better: 1 is an E there and an A at D&B."""
    text = "report C1 B1 -9 DNB-local financial_strength.rating_provider:1 operating_capability.paydex:85"
    assert grades(text) == ["A", "A"], "by a word of its name, and PAYDEX by anybody's"
    row = {
        "key": "financial_strength.rating_provider",
        "provider": "dnb-local",
        "ends": ["8", "6", "4", "2"],
        "least": 0,
        "most": 10,
    }
    own = Policy.of({"scales": {"of": {"mine": {**row, "least": 0, "most": 10}}}}).scales
    assert [(found.grade.value, found.scale) for found in mapped(reports(text), own)] == [("A", "paydex"), ("E", "mine")]


def test_a_figure_of_a_provider_nobody_entered_says_nothing_until_a_row_is_added() -> None:
    text = "report C1 B1 -9 nordic_bureau financial_strength.rating_provider:4"
    assert grades(text) == []
    row = {"key": "financial_strength.rating_provider", "provider": "nordic", "ends": ["5", "4", "3", "2"], "least": 0, "most": 5}
    policy = Policy.of({"scales": {"of": {"nordic": row}}})
    assert grades(text, policy.scales) == ["B"]


def test_it_tells_where_it_was_read() -> None:
    (found,) = mapped(reports("report C1 B1 -9 creditsafe as_of=-12 financial_strength.rating_provider:18"), Scales())
    assert (found.finding.value, found.provider, found.on, found.scale) == (Decimal(18), "creditsafe", day("-12"), "creditsafe")


def test_a_grade_is_lowered_no_further_than_e_and_none_is_none() -> None:
    assert [Grade.A.lowered(1), Grade.D.lowered(3), Grade.UNRATED.lowered(1)] == [Grade.B, Grade.E, Grade.UNRATED]
