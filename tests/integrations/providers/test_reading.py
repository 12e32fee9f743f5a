"""What answers say about one buyer: whom they are about, which day they speak of, what they leave open."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from credit.customer import Customer
from credit.money import Money
from credit.report import EventKind
from integrations.bounded import Json
from integrations.exchange import Answer
from integrations.provider import ResultReason, Warned
from integrations.providers.mapping import EventRule, Field, Mapping, Place, Request, ValueType
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, parse

ON = date(2020, 4, 1)
NOON = datetime(2020, 4, 1, 12, tzinfo=UTC)
HALDON = Customer("C001", "Haldon & Pike", date(2010, 3, 1), registrations=(("company_number", "99000001"),))
ASKING = Asking("bureau", HALDON, ON)
SCORE = Field("financial_strength.rating_provider", Place.of("score"), ValueType.DECIMAL)
MAPPING = Mapping(
    "bureau",
    "https://bureau.example",
    "company_number",
    (Request("report", "/{id}", billable=True, cost=Money.of("2.50", "EUR")), Request("notices", "/{id}/notices")),
    subject=(("company_number", Place.of("number")),),
    fields=(SCORE,),
    as_of=Field("as_of", Place.of("day"), ValueType.DATE),
    events=(
        EventRule(
            "notices",
            Place.of("items"),
            Place.of("id"),
            Field("published", Place.of("on"), ValueType.DATE),
            Place.of("code"),
            {"P": EventKind.WINDING_UP_PETITION},
        ),
    ),
)
GOOD: dict[str, Json] = {"number": "99000001", "score": 61, "day": "2020-03-01"}
NOTICES: Json = {"items": [{"id": "1", "on": "2020-03-18", "code": "P"}]}


def answer(value: Json, at: datetime = NOON) -> Answer:
    return Answer(200, {}, value, b"", "f00d", at)


def test_a_report_says_who_when_and_of_which_day() -> None:
    report = parse(MAPPING, {"report": answer(GOOD)}, ASKING).report
    assert report is not None
    assert (report.id, report.customer_id, report.provider, report.endpoint) == ("bureau:2020-04-01", "C001", "bureau", "report")
    assert (report.as_of, report.learnt_on, report.fetched_at) == (date(2020, 3, 1), ON, NOON)
    assert report.raw_sha256 == "f00d"
    assert [(finding.key, finding.value) for finding in report.findings] == [(SCORE.key, Decimal(61))]


@pytest.mark.parametrize(
    ("number", "against"),
    [
        ("99000001", None),
        (99000001, None),
        (" 9900 0001 ", None),
        ("099000001", ResultReason.WRONG_COMPANY),
        (None, ResultReason.SUBJECT_MISSING),
        ("\u200b", ResultReason.SUBJECT_MISSING),
        (True, ResultReason.SUBJECT_MISSING),
        (["99000001"], ResultReason.SUBJECT_MISSING),
    ],
)
def test_an_answer_is_used_when_it_is_about_the_buyer(number: Json, against: ResultReason | None) -> None:
    """Nothing of an answer about somebody else is kept, its notices included."""
    reading = parse(MAPPING, {"report": answer({**GOOD, "number": number}), "notices": answer(NOTICES)}, ASKING)
    assert reading.against is against
    assert (reading.report is None, reading.notices.events == ()) == (against is not None,) * 2


def test_a_number_the_book_does_not_hold_cannot_be_compared() -> None:
    vat = replace(MAPPING, subject=(("vat", Place.of("vat")),))
    assert parse(vat, {"report": answer(GOOD)}, ASKING).report is not None


@pytest.mark.parametrize(
    ("day", "as_of", "warnings"),
    [
        ("2020-04-01", date(2020, 4, 1), ()),
        (None, None, ()),
        ("Not Rated", None, ()),
        ("10/02/2020", None, (Warned.AS_OF_UNREADABLE,)),
        ("2099-01-01", None, (Warned.AS_OF_IN_FUTURE,)),
        ("2020-04-02", None, (Warned.AS_OF_IN_FUTURE,)),  # tomorrow, as it may be where the provider is
    ],
)
def test_the_day_of_an_opinion_is_believed_up_to_today(day: Json, as_of: date | None, warnings: tuple[Warned, ...]) -> None:
    reading = parse(MAPPING, {"report": answer({**GOOD, "day": day})}, ASKING)
    assert reading.report is not None
    assert (reading.report.as_of, reading.warnings) == (as_of, warnings)


def test_an_opinion_of_a_later_day_is_not_read_back_into_the_past() -> None:
    """Asked in 2021 with 1 April 2020 as today: an opinion of May 2020 was not known then, one of 2 April may have been."""
    late = datetime(2021, 5, 1, tzinfo=UTC)
    may, april = ({"report": answer({**GOOD, "day": day}, late)} for day in ("2020-05-01", "2020-04-02"))
    assert (parse(MAPPING, may, ASKING).report, parse(MAPPING, may, ASKING).against) == (None, ResultReason.REPORT_LATER)
    assert parse(MAPPING, april, ASKING).report is not None


@pytest.mark.parametrize("value", [{"number": "99000001"}, {"number": "99000001", "score": None, "message": "error 201"}])
def test_an_answer_without_one_mapped_value_is_no_report(value: Json) -> None:
    reading = parse(MAPPING, {"report": answer(value)}, ASKING)
    assert (reading.report, reading.against) == (None, ResultReason.NOTHING_KNOWN)


def test_a_word_instead_of_a_value_is_an_answer() -> None:
    reading = parse(MAPPING, {"report": answer({"number": "99000001", "score": "Not Rated"})}, ASKING)
    assert reading.report is not None
    assert reading.against is None


def test_notices_make_up_for_a_report_in_which_nothing_stands() -> None:
    reading = parse(MAPPING, {"report": answer({"number": "99000001"}), "notices": answer(NOTICES)}, ASKING)
    assert (reading.report, reading.against, len(reading.notices.events)) == (None, None, 1)


def test_a_request_that_failed_leaves_the_others_to_speak() -> None:
    assert parse(MAPPING, {}, ASKING) == NOTHING_READ
    only = parse(MAPPING, {"notices": answer(NOTICES)}, ASKING)
    assert (only.report, only.against, len(only.notices.events)) == (None, None, 1)


def test_nobody_checked_is_told_where_the_mapping_compares_nothing() -> None:
    loose = replace(MAPPING, subject=(), events=())
    assert parse(loose, {"report": answer(GOOD)}, ASKING).warnings == (Warned.SUBJECT_UNCHECKED,)
