"""Notices of an answer: whose they are, which day they count from, and what is left out and said."""

from dataclasses import replace
from datetime import date

import pytest

from credit.customer import Customer
from credit.report import EventKind, Match, RiskEvent
from integrations.bounded import Json
from integrations.provider import Warned
from integrations.providers.mapping import EventRule, Field, Place, ValueType
from integrations.providers.notices import NO_NOTICES, Asking, read_notices, same_company

ON = date(2020, 4, 1)
HALDON = Customer("C001", "Haldon & Pike", date(2010, 3, 1), registrations=(("company_number", "99000001"),))
ASKING = Asking("gazette", HALDON, ON)
RULE = EventRule(
    "notices",
    Place.of("items"),
    Place.of("id"),
    Field("published", Place.of("on"), ValueType.DATE),
    Place.of("code"),
    {"2450": EventKind.WINDING_UP_PETITION, "2452": EventKind.WINDING_UP_ORDER},
    title=Place.of("title"),
    url=Place.of("url"),
)
SEARCHED = replace(RULE, subject=Place.of("text"), contains="company_number")


def notice(**parts: Json) -> Json:
    return {"id": "n1", "on": "2020-03-18", "code": "2450", "title": "Petition", **parts}


def of_haldon(**parts: object) -> RiskEvent:
    event = RiskEvent("gazette:n1", "C001", EventKind.WINDING_UP_PETITION, date(2020, 3, 18), ON, "gazette", title="Petition")
    return replace(event, match=Match.EXACT_ID, **parts)  # type: ignore[arg-type]  # any field of an event


def test_a_notice_of_an_answer_by_number_is_an_event_learnt_today() -> None:
    found = read_notices([(RULE, {"items": [notice()]})], ASKING)
    assert (found.events, found.possible, found.warnings, found.incomplete) == ((of_haldon(),), (), (), False)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("(Company Number 99000001)", Match.EXACT_ID),
        ("99000001", Match.EXACT_ID),
        ("199000001", Match.POSSIBLE),
        ("990000011", Match.POSSIBLE),
        ("Haldon & Pike", Match.POSSIBLE),
        ("", Match.POSSIBLE),
        (None, Match.POSSIBLE),
        (99000001, Match.POSSIBLE),
    ],
)
def test_a_notice_found_by_text_is_the_buyers_where_its_number_stands_alone(text: Json, match: Match) -> None:
    found = read_notices([(SEARCHED, {"items": [notice(text=text)]})], ASKING)
    assert [event.match for event in (*found.events, *found.possible)] == [match]
    assert bool(found.events) == (match is Match.EXACT_ID)


def test_a_buyer_without_the_number_has_possible_notices_only() -> None:
    unknown = replace(ASKING, customer=replace(HALDON, registrations=()))
    assert read_notices([(SEARCHED, {"items": [notice(text="99000001")]})], unknown).events == ()


@pytest.mark.parametrize(
    ("parts", "warned", "lost"),
    [
        ({"id": None}, Warned.ID_MISSING, True),
        ({"id": {"a": 1}}, Warned.ID_MISSING, True),
        ({"on": "18.03.2020"}, Warned.PUBLISHED_UNREADABLE, True),
        ({"on": None}, Warned.PUBLISHED_UNREADABLE, True),
        ({"on": "2020-04-02"}, Warned.PUBLISHED_LATER, False),
        ({"code": "9999"}, Warned.KIND_UNKNOWN, False),
    ],
)
def test_a_notice_that_is_no_event_of_the_day_is_left_out_and_told(parts: dict[str, Json], warned: Warned, lost: bool) -> None:
    """`incomplete` is for what could not be read: a later day, or a kind nobody mapped, was read well."""
    found = read_notices([(RULE, {"items": [notice(**parts)]})], ASKING)
    assert (found.events, found.warnings, found.incomplete) == ((), (warned,), lost)


def test_a_notice_of_the_very_day_is_known() -> None:
    assert len(read_notices([(RULE, {"items": [notice(on="2020-04-01")]})], ASKING).events) == 1


@pytest.mark.parametrize("items", [None, [], [None]])
def test_nothing_there_is_checked_and_none_found(items: Json) -> None:
    assert read_notices([(RULE, {"items": items})], ASKING).warnings == (Warned.NONE_FOUND,)


def test_one_object_stands_for_a_list_of_one_and_what_is_no_object_is_told() -> None:
    assert read_notices([(RULE, {"items": notice()})], ASKING).events == (of_haldon(),)
    mixed = read_notices([(RULE, {"items": ["nobody", notice()]})], ASKING)
    assert (mixed.events, mixed.warnings, mixed.incomplete) == ((of_haldon(),), (Warned.ITEMS_UNREADABLE,), True)


def test_the_same_notice_of_two_answers_is_one_and_the_sure_one() -> None:
    """A list by number and a search by text find the same notice; it is not a possible one beside an event."""
    for rules in ([RULE, SEARCHED], [SEARCHED, RULE]):
        found = read_notices([(rule, {"items": [notice(text="no number")]}) for rule in rules], ASKING)
        assert (found.events, found.possible) == ((of_haldon(),), ())


def test_events_stand_in_the_order_of_their_days() -> None:
    items = [notice(id="b", on="2020-03-20"), notice(id="a", on="2020-03-20"), notice(id="c", on="2020-01-02")]
    assert [event.id for event in read_notices([(RULE, {"items": items})], ASKING).events] == [
        "gazette:c",
        "gazette:a",
        "gazette:b",
    ]


def test_what_the_book_holds_keeps_the_day_it_was_learnt_and_a_correction_does_not() -> None:
    known = of_haldon(learnt_on=date(2020, 3, 19))
    asking = replace(ASKING, known={known.id: known})
    assert read_notices([(RULE, {"items": [notice()]})], asking).events == (known,)
    assert read_notices([(RULE, {"items": [notice(title="Order")]})], asking).events == (of_haldon(title="Order"),)


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://gazette.example/1", True), ("http://gazette.example/1", False), ("javascript:1", False), (7, False)],
)
def test_only_an_address_over_https_is_kept(url: Json, kept: bool) -> None:
    (event,) = read_notices([(RULE, {"items": [notice(url=url)]})], ASKING).events
    assert event.url == (url if kept else "")


def test_numbers_are_one_without_case_and_spaces_and_not_without_a_zero() -> None:
    assert same_company("SC 012345", "sc012345")
    assert not same_company("0123", "123")
    assert NO_NOTICES.incomplete is False
