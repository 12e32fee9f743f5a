"""Sanctions lists: a hit is a question to a person, and an unanswered question is no zero."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.customer import Customer
from credit.report import FindingStatus
from integrations.providers.yente_reading import (
    BATCH,
    Screened,
    Topic,
    apart,
    batches,
    findings_of,
    parse,
    question,
    version_of,
)
from tests.integrations.providers.generic_files import HALDON, payload

SANCTIONS, PEP, OTHER = (f"management_factors.{name}_hits" for name in ("sanctions", "pep", "other_list"))
UNLIKELY = "management_factors.unlikely_hits"


def hits(*told: dict[str, Any]) -> Screened:
    body = json.loads(payload("opensanctions_match_response"))
    (first,) = body["responses"]["q1"]["results"]
    body["responses"]["q1"]["results"] = [{**first, **each} for each in told]
    (found,) = parse(json.dumps(body).encode(), 1)
    assert found is not None
    return found


def counted(screened: Screened, **decided: bool) -> dict[str, tuple[Any, str]]:
    return {found.key: (found.value, found.status) for found in findings_of(screened, {key: decided[key] for key in decided})}


def test_a_resemblance_below_the_threshold_is_kept_and_counts_for_nothing() -> None:
    (found,) = parse(payload("opensanctions_match_response"), 1)
    assert found is not None
    (hit,) = found.hits
    assert (hit.id, hit.score, hit.match, hit.topic) == ("syn-1", Decimal("0.62"), False, Topic.SANCTIONS)
    assert (hit.lists, hit.first_seen) == (("syn_list",), date(2024, 1, 1))
    assert found.candidates({}) == ()
    assert counted(found)[SANCTIONS] == (Decimal(0), FindingStatus.KNOWN)


def test_every_resemblance_below_the_threshold_is_told_with_its_score_the_likeliest_first() -> None:
    found = hits({"match": True, "id": "a"}, {"id": "b"}, {"id": "c", "caption": "Pike", "score": 0.69}, {"id": "d"})
    (told,) = (each for each in findings_of(found, {"d": False}) if each.key == UNLIKELY)
    assert (told.value, told.original) == (Decimal(2), "Pike (0.69); Haldon Pike Holdings (0.62)"), "one was refused by a person"


def test_nobody_resembles_the_buyer_and_that_is_a_known_zero() -> None:
    assert counted(hits()) == dict.fromkeys((SANCTIONS, PEP, OTHER, UNLIKELY), (Decimal(0), FindingStatus.KNOWN))


def test_a_match_waits_for_a_person_and_the_count_is_not_known() -> None:
    found = hits({"match": True, "score": 0.91})
    assert [hit.id for hit in found.candidates({})] == ["syn-1"]
    assert counted(found)[SANCTIONS] == (None, FindingStatus.AMBIGUOUS)
    assert counted(found)[PEP] == (Decimal(0), FindingStatus.KNOWN), "it stands on no list of that kind"


def test_what_a_person_decided_counts() -> None:
    found = hits({"match": True, "id": "a"}, {"match": True, "id": "b"}, {"match": False, "id": "c"})
    assert counted(found, a=False, b=False)[SANCTIONS] == (Decimal(0), FindingStatus.KNOWN)
    assert counted(found, a=True)[SANCTIONS] == (Decimal(1), FindingStatus.KNOWN)
    assert counted(found, a=False)[SANCTIONS] == (None, FindingStatus.AMBIGUOUS)
    assert counted(found, a=False, b=False, c=True)[SANCTIONS] == (Decimal(1), FindingStatus.KNOWN), "whatever its score"


@pytest.mark.parametrize(
    ("topics", "topic"),
    [
        (["sanction"], Topic.SANCTIONS),
        (["role.pep", "sanction.linked"], Topic.SANCTIONS),
        (["export.control.linked"], Topic.SANCTIONS),
        (["asset.frozen"], Topic.SANCTIONS),
        ([], Topic.SANCTIONS),
        (None, Topic.SANCTIONS),
        (["role.pep"], Topic.PEP),
        (["role.rca", "role.pep.natl"], Topic.PEP),
        (["role.pep", "crime.fraud"], Topic.OTHER),
        (["debarment"], Topic.OTHER),
        (["export.risk"], Topic.OTHER),
        (["reg.warn"], Topic.OTHER),
        (["sanctioned"], Topic.OTHER),
    ],
)
def test_a_hit_is_as_grave_as_its_topics_and_without_one_as_the_gravest(topics: Any, topic: Topic) -> None:
    (hit,) = hits({"properties": {"topics": topics}}).hits
    assert hit.topic is topic


@pytest.mark.parametrize("changed", [{"id": None}, {"id": ""}, {"score": "0.9"}, {"score": True}, {"match": None}], ids=str)
def test_row_21_a_hit_that_cannot_be_read_leaves_the_count_unknown(changed: dict[str, Any]) -> None:
    found = hits({"id": "fine"}, {"id": "broken", **changed})
    assert (len(found.hits), found.unreadable) == (1, 1)
    assert counted(found)[SANCTIONS] == (None, FindingStatus.AMBIGUOUS)


@pytest.mark.parametrize(
    "raw",
    [b"{}", b"[]", b'{"responses": []}', b'{"responses": {"q1": {"status": 500, "results": []}}}', b'{"responses": {"q1": {}}}'],
)
def test_row_30_a_question_that_was_not_answered_is_no_clean_record(raw: bytes) -> None:
    assert parse(raw, 1) == (None,)


def test_the_question_holds_names_country_and_numbers_and_nothing_of_the_business() -> None:
    asked = question(
        Customer("C1", "Alder GmbH", date(2020, 1, 1), name_local="阿尔德", country="DE",
                 registrations=(("company_number", "HRB 1"), ("vat", "DE136695976"), ("duns", "123456789")))
    )  # fmt: skip
    assert asked == {
        "schema": "Company",
        "properties": {
            "name": ["Alder GmbH", "阿尔德"],
            "jurisdiction": ["de"],
            "registrationNumber": ["HRB 1"],
            "vatCode": ["DE136695976"],
        },
    }


def test_at_most_a_hundred_questions_go_in_one_request() -> None:
    asked = list(batches([HALDON] * 201))
    assert [len(some) for some, _ in asked] == [100, 100, 1]
    assert BATCH == 100
    for some, body in asked:
        assert isinstance(body, dict)
        assert isinstance(body["queries"], dict)
        assert list(body["queries"]) == [f"q{place}" for place in range(1, len(some) + 1)]


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["q1", "q2", "q3", "q12", "p"]), JSONS),
    st.dictionaries(st.text(max_size=9), JSONS, max_size=3),
    st.sampled_from([None, 0, 3]),
)
def test_each_part_of_an_answer_stands_alone_as_it_was_told(
    parts: dict[str, object], beside: dict[str, object], indent: int | None
) -> None:
    """Whatever stands before, behind or within, and however it is set: a part is read as json reads the whole."""
    body = json.dumps({**beside, "responses": parts}, indent=indent).encode()
    assert [json.loads(part) for part in apart(body, 3)] == [
        {"responses": {"q1": parts[name]} if name in parts else {}} for name in ("q1", "q2", "q3")
    ]


@pytest.mark.parametrize(
    "body", [b"[]", b'"x"', b"{}", b'{"responses": [1]}', b'{"responses": null}', b'\xef\xbb\xbf{"responses": {}}']
)
def test_a_body_without_parts_has_none(body: bytes) -> None:
    assert apart(body, 2) == (b'{"responses":{}}',) * 2


def test_the_version_of_the_lists() -> None:
    raw = b'{"datasets": [{"name": "peps", "version": "1"}, {"name": "default", "version": "20261120070000-abc"}]}'
    assert version_of(raw, "default") == "20261120070000-abc"
    assert version_of(raw, "nothing") == version_of(b"[]", "default") == version_of(b'{"datasets": 1}', "default") == ""
