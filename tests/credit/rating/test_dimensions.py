"""The five dimensions: points by bands, weights of what is known, confidence, freshness, conflicts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.country import NO_COUNTRIES, Countries, CountryRisk, CountryStatus
from credit.policy import DEFAULT_POLICY, Policy
from credit.rating.default_bands import BANDED, WORDED, Banded, Worded
from credit.rating.dimension import Dimension, Freshness, Reading
from credit.rating.dimensions import dimensions
from tests.credit.little_book import LONG_AGO, TODAY, day, little_book
from tests.credit.rating.test_grade import paid

FIN, ENT, MAN, OPE, EXT = Dimension
LISTED = Banded(FIN, 30, 90, ((Decimal(1), 20), (Decimal(2), 80)))
WORD = Worded(FIN, 10, 90, {"good": 100, "bad": 0})
THREE = replace(
    DEFAULT_POLICY,
    reading=replace(
        DEFAULT_POLICY.reading,
        figures={"a.one": LISTED, "a.two": replace(LISTED, weight=60)},
        words={"a.word": WORD},
        events={},
    ),
)
"""One dimension of three inputs: weights 30, 60 and 10."""


def read(
    text: str, dimension: Dimension = FIN, policy: Policy = THREE, on: date = TODAY, countries: Countries = NO_COUNTRIES
) -> Reading:
    book = replace(little_book("buyer C1 country=VN \n" + text, policy), countries=countries)
    found = {reading.dimension: reading for reading in dimensions(assess_book(book, on).of("C1"), book)}
    return found[dimension]


def test_the_score_is_the_mean_of_what_is_known_by_weight_and_the_rest_lowers_the_confidence() -> None:
    """One is 1 (20 points x 30), the word is good (100 x 10): 1,600 / 40 = 40; 40 of 100 parts are known."""
    found = read("report C1 B1 -9 bureau a.one:1 a.word:good")
    assert (found.score, found.confidence, found.missing) == (40, 40, ("a.two",))
    assert found.freshness == Freshness(day("-9"), 9)


def test_all_known_is_sure_and_a_word_nobody_entered_is_missing() -> None:
    assert read("report C1 B1 -9 bureau a.one:1 a.two:2 a.word:BAD").confidence == 100
    strange = read("report C1 B1 -9 bureau a.one:1 a.word:purple")
    assert (strange.score, strange.missing) == (20, ("a.two", "a.word"))
    assert read("report C1 B1 -9 bureau a.one:good a.word:7").score is None  # a word for a figure, a figure for a word


@pytest.mark.parametrize(("age", "confidence", "code"), [(90, 30, "dimension_finding"), (91, 15, "dimension_stale")])
def test_what_is_stale_counts_half_in_the_confidence_and_whole_in_the_score(age: int, confidence: int, code: str) -> None:
    found = read(f"report C1 B1 -{age} bureau a.one:1")
    assert (found.score, found.confidence, found.evidence[0].code) == (20, confidence, code)
    assert found.evidence[0].facts["age"] == age


@pytest.mark.parametrize(("accounts", "code"), [("2022-12-12", "dimension_finding"), ("2022-12-11", "dimension_stale")])
def test_accounts_speak_for_eighteen_months_from_their_own_day_however_late_the_report(accounts: str, code: str) -> None:
    """2024-06-12 less 548 days is 2022-12-12."""
    text = f"report C1 B1 -1 bureau financial_strength.current_ratio:1.1 financial_strength.accounts_date:{accounts}"
    (evidence,) = read(text, policy=DEFAULT_POLICY).evidence
    assert (evidence.code, evidence.facts["on"]) == (code, date.fromisoformat(accounts))


def test_the_latest_word_counts_and_another_providers_is_a_conflict_never_a_mean() -> None:
    """2 gives 80 points and 1 gives 20; a mean would give 50."""
    found = read("report C1 B1 -20 old a.one:1 \n report C1 B2 -9 new a.one:2")
    assert found.score == 80
    evidence, conflict = found.evidence
    assert (evidence.facts["source"], evidence.facts["report"]) == ("new", "B2")
    told = {name: conflict.facts[name] for name in ("value", "source", "other", "other_source", "other_on", "report")}
    assert told == {
        "value": 2, "source": "new", "other": 1, "other_source": "old", "other_on": day("-20"), "report": "B1",
    }  # fmt: skip


@pytest.mark.parametrize(("other", "told"), [("1.9", False), ("1.89", True), ("2.1", False), ("2.11", True)])
def test_a_small_difference_is_none(other: str, told: bool) -> None:
    """5 % of 2 is 0.1; of 2.1 it is 0.105, of 2.11 0.1055."""
    found = read(f"report C1 B1 -20 old a.one:{other} \n report C1 B2 -9 new a.one:2")
    assert ("dimension_conflict" in [reason.code for reason in found.evidence]) is told


def test_a_provider_speaks_once_with_its_latest_known_word() -> None:
    found = read("report C1 B1 -20 bureau a.one:1 \n report C1 B2 -9 bureau a.two:2")
    assert sorted(str(reason.facts["finding"]) for reason in found.evidence) == ["a.one", "a.two"]
    assert [reason.code for reason in read("report C1 B1 -20 b a.one:1 \n report C1 B2 -9 b a.one:2").evidence] == [
        "dimension_finding"
    ]


def test_words_of_two_providers_conflict_when_they_differ() -> None:
    assert len(read("report C1 B1 -20 old a.word:bad \n report C1 B2 -9 new a.word:good").evidence) == 2
    assert len(read("report C1 B1 -20 old a.word:good \n report C1 B2 -9 new a.word:good").evidence) == 1


def test_what_was_learnt_or_said_later_does_not_count() -> None:
    text = "report C1 B1 -20 old a.one:1 \n report C1 B2 -9 new a.one:2"
    assert read(text, on=day("-10")).score == 20
    assert read("report C1 B1 -20 old a.one:1 as_of=+3").score is None  # an opinion of a day that has not come


def test_the_sentence_names_what_moved_it_most() -> None:
    """|20 - 50| x 30 = 900 against |100 - 50| x 10 = 500."""
    sentence = read("report C1 B1 -9 bureau a.one:1 a.word:good").sentence
    assert (sentence.code, sentence.facts["finding"], sentence.facts["points"]) == ("dimension_moved_by", "a.one", 20)
    assert (sentence.facts["score"], sentence.facts["confidence"]) == (40, 40)


@pytest.mark.parametrize(
    ("event", "score", "confidence"),
    [
        ("", 100, 7),  # legal status alone: 10 of 132 parts
        ("event C1 E1 -9 judgment", 46, 19),  # (100 x 10 + 20 x 20) / 30; 30 of 152 parts
        ("event C1 E1 -731 judgment", 46, 19),  # 24 months ago to the day
        ("event C1 E1 -732 judgment", 100, 7),
        ("event C1 E1 -9 judgment match=possible", 100, 7),
        ("event C1 E1 -9 mvl", 100, 7),  # no row of the table
        ("event C1 E1 +1 judgment learnt=-1", 100, 7),  # published tomorrow
    ],
)
def test_events_count_while_they_are_recent_and_their_absence_says_nothing(event: str, score: int, confidence: int) -> None:
    rows = {key: row.weight for table in (BANDED, WORDED) for key, row in table.items() if row.dimension is ENT}
    assert (sum(rows.values()), rows["enterprise_quality.legal_status"]) == (132, 10)
    found = read("report C1 B1 -9 bureau enterprise_quality.legal_status:active \n" + event, ENT, DEFAULT_POLICY)
    assert (found.score, found.confidence) == (score, confidence)


def test_an_insolvency_alone_is_a_score_and_its_own_sentence() -> None:
    found = read("event C1 E1 -9 winding_up_order", FIN, DEFAULT_POLICY)
    assert (found.score, found.sentence.code, found.sentence.facts["event"]) == (
        0,
        "dimension_moved_by_event",
        "winding_up_order",
    )
    assert found.freshness == Freshness(day("-9"), 9)


def test_the_own_record_feeds_enterprise_quality() -> None:
    """Never late: dbt 0 (100 x 30) and late 0 % (100 x 15); one promise of two kept: 60 points x 10."""
    text = paid(0, 0, 0) + "promise C1 Q1 -90 9USD by=-60 \n promise C1 Q2 -50 9USD by=-40 \n receipt C1 Y1 -45 9USD"
    found = read(text, ENT, DEFAULT_POLICY)
    points = {str(reason.facts["finding"]): reason.facts["points"] for reason in found.evidence}
    assert points == {"own_ledger.dbt_days": 100, "own_ledger.late_percent": 100, "own_ledger.kept_percent": 30}
    assert found.score == (100 * 45 + 30 * 10) // 55


HIGH = Countries({"VN": (CountryRisk(LONG_AGO, None, CountryStatus.HIGH_INCOME_OECD),)}, "oecd")


@pytest.mark.parametrize(
    ("risk", "score"),
    [
        (CountryRisk(LONG_AGO, 0), 100),
        (CountryRisk(LONG_AGO, 4), 50),
        (CountryRisk(LONG_AGO, 7), 10),
        (CountryRisk(LONG_AGO, None, CountryStatus.HIGH_INCOME_OECD), 95),
        (CountryRisk(LONG_AGO, None, CountryStatus.NOT_REVIEWED), None),
        (CountryRisk(day("+1"), 4), None),  # published tomorrow
    ],
)
def test_the_country_counts_by_its_class_and_an_unclassified_one_is_no_zero(risk: CountryRisk, score: int | None) -> None:
    found = read("", EXT, DEFAULT_POLICY, countries=Countries({"VN": (risk,)}, "oecd"))
    assert found.score == score
    assert ("external_environment.oecd_crc" in found.missing) is (score is None)


def test_a_row_of_ones_own_counts_and_one_without_weight_does_not() -> None:
    row = {"dimension": "management_factors", "weight": 10, "fresh_days": 90, "bands": [["5", 40], ["10", 90]]}
    policy = Policy.of({"reading": {"figures": {"generic.visits": row}}})
    assert read("report C1 B1 -9 bureau generic.visits:7", MAN, policy).score == 90
    silent = Policy.of({"reading": {"figures": {"generic.visits": row | {"weight": 0}}}})
    assert read("report C1 B1 -9 bureau generic.visits:7", MAN, silent).score is None


def test_a_dimension_of_no_rows_has_no_data() -> None:
    found = read("", OPE, THREE)
    assert (found.score, found.confidence, found.missing) == (None, 0, ())


@pytest.mark.parametrize(("value", "points"), [("0.9", 20), ("1", 20), ("1.1", 80), ("2", 80), ("2.1", 80)])
def test_a_band_reaches_as_far_as_it_says_and_the_last_one_on(value: str, points: int) -> None:
    assert LISTED.of(Decimal(value)) == points
