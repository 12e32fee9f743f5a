"""Row 21 of a user's own mapping: every place it names must be there, unless it says that it may be missing."""

import json
from datetime import date

import pytest

from credit.report import FindingStatus
from tests.integrations.loopback import reply
from tests.integrations.providers.generic_files import HALDON, REPORTS, Served
from tests.integrations.providers.test_completeness import Body, found, notes

SCORE: Body = {"value": 61, "as_of": "2020-03-01", "limit": {"amount": "25000.00", "currency": "GBP"}}
LIMIT = "financial_strength.credit_limit"


def scored(score: Body, **more: Body) -> bytes:
    return reply(json.dumps({"company": {"number": "99000001"}, "score": score, **more}).encode())


@pytest.mark.parametrize(
    ("score", "expected", "status"),
    [
        (SCORE, [], FindingStatus.KNOWN),
        ({**SCORE, "limit": None}, [], FindingStatus.NOT_PUBLISHED),
        ({**SCORE, "limit": {}}, [], FindingStatus.NOT_PUBLISHED),
        ({**SCORE, "limit": {"sum": "25000.00"}}, [("score.limit.amount", "nothing")], FindingStatus.UNAVAILABLE_NOW),
        ({"value": 61, "as_of": "2020-03-01"}, [("score.limit", "nothing")], FindingStatus.UNAVAILABLE_NOW),
        ({**SCORE, "limit": "25000.00"}, [("score.limit", "text")], FindingStatus.UNAVAILABLE_NOW),
        ({**SCORE, "limit": {"amount": [25000]}}, [("score.limit.amount", "list")], FindingStatus.AMBIGUOUS),
        ({**SCORE, "limit": {"amount": True}}, [("score.limit.amount", "bool")], FindingStatus.AMBIGUOUS),
        ({"value": 61, "limit": SCORE["limit"]}, [("score.as_of", "nothing")], FindingStatus.KNOWN),
    ],
    ids=["as mapped", "null", "empty", "renamed", "gone", "a text", "a list", "a bool", "no day"],
)
def test_row_21_what_a_mapping_says_and_the_answer_does_not_is_noted(
    serve: Served, score: Body, expected: list[tuple[str, str]], status: FindingStatus
) -> None:
    provider, _ = serve(REPORTS, scored(score))
    result = provider.fetch(HALDON, date(2020, 4, 1))
    assert notes(result) == expected
    assert found(result, LIMIT).status is status


def test_row_21_what_a_mapping_calls_optional_may_be_missing(serve: Served) -> None:
    text = REPORTS.replace('currency_path = "score.limit.currency"', 'currency_path = "score.limit.currency", optional = true')
    provider, _ = serve(text, scored({"value": 61, "as_of": "2020-03-01"}))
    result = provider.fetch(HALDON, date(2020, 4, 1))
    assert (notes(result), found(result, LIMIT).status) == ([], FindingStatus.NOT_PUBLISHED)


def test_row_21_an_expression_that_cannot_work_and_a_list_that_is_gone_are_noted(serve: Served) -> None:
    fails = REPORTS.replace('"score.value"', '"abs(score.name)"')
    rule = (
        '[[events]]', 'items = "notices.listed"', 'id = "id"', 'published = { path = "day" }',
        'kind = { path = "k", map = { a = "cvl" } }',
    )  # fmt: skip
    provider, _ = serve(fails, scored(SCORE))
    assert notes(provider.fetch(HALDON, date(2020, 4, 1))) == [("abs(score.name)", "an answer the expression cannot work on")]
    provider, _ = serve("\n".join((REPORTS, *rule)), scored(SCORE, notices={"all": []}))
    result = provider.fetch(HALDON, date(2020, 4, 1))
    assert notes(result) == [("notices.listed", "nothing")]
    assert result.checks == (), "a list that is gone was not searched"
