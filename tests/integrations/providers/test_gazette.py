"""The Gazette over a line: whose notice it is, what it is, what was searched. Company 99000001 is the founding story's."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit.account import Account
from credit.actions import Hand, accept_report
from credit.book import Book
from credit.check import Caveat, Searched
from credit.company_number import british as company_number
from credit.customer import Customer
from credit.report import EventKind, Match, RiskEvent
from integrations.endings import Ending
from integrations.provider import ResultReason, Warned
from integrations.providers.gazette_reading import CODES, parse
from integrations.providers.notices import Asking
from tests.integrations.loopback import reply
from tests.integrations.providers.builtins import TODAY, asked
from tests.integrations.providers.generic_files import payload
from tests.shared import SHARED, needs_shared

HALDON = Customer(
    "C001", "Haldon & Pike Imports Ltd", date(2010, 1, 1), country="GB", registrations=(("company_number", "99000001"),)
)
PETITION, DISMISSED, ORDER = EventKind.WINDING_UP_PETITION, EventKind.WINDING_UP_PETITION_DISMISSED, EventKind.WINDING_UP_ORDER


def entry(number: Any = 1, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"https://www.thegazette.co.uk/id/notice/{number}",
        "f:status": "published",
        "f:notice-code": "2450",
        "title": "HALDON & PIKE IMPORTS LIMITED",
        "published": "2020-03-18T00:00:00",
        "category": {"@term": "Petitions to Wind Up (Companies)"},
        "content": "<div><p>HALDON &amp; PIKE (Company Number 99000001 )</p></div>",
        **changed,
    }


def feed(*entries: Any, total: int | None = None) -> bytes:
    return reply(json.dumps({"f:total": str(len(entries) if total is None else total), "entry": list(entries)}).encode())


def read(entries: Any, on: date = date(2021, 6, 1)) -> Any:
    return parse(json.dumps({"entry": entries}).encode(), Asking("gazette", HALDON, on), "99000001")


@pytest.mark.parametrize(
    ("name", "on", "kinds"),
    [
        ("gazette_feed_asof_2020-04-01", date(2020, 4, 1), [PETITION]),
        ("gazette_feed_asof_2020-08-01", date(2020, 8, 1), [PETITION, DISMISSED, PETITION]),
        ("gazette_feed_asof_2021-05-20", date(2021, 5, 20), [PETITION, DISMISSED, PETITION, DISMISSED, PETITION, ORDER]),
        ("gazette_feed_ciga_private_july_2020", date(2021, 5, 20), [PETITION, DISMISSED, PETITION, ORDER]),
        ("gazette_feed_single_entry_is_object", date(2020, 4, 1), [PETITION]),
    ],
)
def test_row_26_the_founding_story_as_it_was_published(name: str, on: date, kinds: list[EventKind], tmp_path: Path) -> None:
    with asked(tmp_path, "gazette", reply(payload(name))) as (provider, server):
        result = provider.fetch(HALDON, on)
    assert result.ending is Ending.OK
    assert [event.event for event in result.events] == kinds
    assert {event.match for event in result.events} == {Match.EXACT_ID}
    (check,) = result.checks
    assert (check.searched, check.number, check.on, check.until, check.found) == (
        Searched.INSOLVENCY_NOTICES, "99000001", on, on, len(kinds),
    )  # fmt: skip
    assert check.since == date(on.year - 3, on.month, on.day)
    (request,) = server.requests
    assert request.target.startswith("/insolvency/notice/data.json?text=99000001&noticetypes=")
    assert "accept" not in request.headers


def test_a_petition_against_a_partnership_is_one() -> None:
    """A limited liability partnership stands in the register under letters."""
    llp = entry(**{"f:notice-code": "2451", "category": {"@term": "Petitions to Wind Up (Partnerships)"}})
    found = parse(
        json.dumps({"entry": {**llp, "content": "Quillon Trade LLP (Registered Number: OC399001)"}}).encode(),
        Asking("gazette", HALDON, date(2021, 6, 1)),
        "OC399001",
    )
    assert [(event.event, event.match) for event in found.events] == [(PETITION, Match.EXACT_ID)]
    assert found.warnings == ()


def test_row_26_no_entry_is_checked_none_found_and_never_clean(tmp_path: Path) -> None:
    with asked(tmp_path, "gazette", reply(payload("gazette_feed_empty_no_entry_key"))) as (provider, _):
        result = provider.fetch(HALDON, date(2021, 6, 1))
    (check,) = result.checks
    assert (result.ending, check.none_found, check.caveats) == (Ending.OK, True, (Caveat.PRIVATE_PETITIONS,))
    assert set(result.warnings) == {Warned.NONE_FOUND, Warned.PRIVATE_PETITIONS}


MARCH = date(2020, 4, 1)


@pytest.mark.parametrize("body", [{"f:total": "1"}, {"f:total": "1", "entry": []}, {"f:total": "1", "entries": [entry()]}])
def test_row_21_a_search_that_counts_a_notice_and_shows_none_has_not_found_none(tmp_path: Path, body: Any) -> None:
    """The founding case in a feed of another form: three petitions that nobody reads must not become "checked, none found"."""
    with asked(tmp_path, "gazette", reply(json.dumps(body).encode())) as (provider, _):
        result = provider.fetch(HALDON, MARCH)
    assert (result.ending, result.reason, result.checks) == (Ending.BAD_RESPONSE, ResultReason.PAGES_SHORT, ())
    assert Warned.NONE_FOUND not in result.warnings


def test_row_27_a_search_that_shows_fewer_than_it_counts_keeps_them_and_is_no_check(tmp_path: Path) -> None:
    with asked(tmp_path, "gazette", feed(entry(), total=2), feed(total=2)) as (provider, _):
        result = provider.fetch(HALDON, MARCH)
    assert (result.ending, result.reason, result.checks) == (Ending.PARTIAL, ResultReason.PAGES_SHORT, ())
    assert [event.event for event in result.events] == [PETITION]


@pytest.mark.parametrize("told", [None, "", "none", True, [1], "-1"])
def test_row_21_a_search_that_does_not_say_how_many_there_are_is_none(tmp_path: Path, told: Any) -> None:
    with asked(tmp_path, "gazette", reply(json.dumps({"f:total": told}).encode())) as (provider, _):
        result = provider.fetch(HALDON, MARCH)
    assert (result.ending, result.checks) == (Ending.BAD_RESPONSE, ())


@pytest.mark.parametrize(
    ("on", "private"),
    [(date(2020, 4, 26), False), (date(2020, 4, 27), True), (date(2025, 3, 31), True), (date(2025, 4, 1), False)],
)
def test_petitions_may_be_private_where_the_window_meets_their_time(on: date, private: bool, tmp_path: Path) -> None:
    with asked(tmp_path, "gazette", feed(entry())) as (provider, _):
        (check,) = provider.fetch(HALDON, on).checks
    assert (check.caveats == (Caveat.PRIVATE_PETITIONS,)) is private


def test_row_29_a_namesake_is_possible_and_no_event(tmp_path: Path) -> None:
    with asked(tmp_path, "gazette", reply(payload("gazette_feed_fuzzy_false_positive"))) as (provider, _):
        result = provider.fetch(HALDON, date(2020, 8, 1))
    assert (result.events, len(result.possible)) == ((), 1)
    assert result.possible[0].match is Match.POSSIBLE


@pytest.mark.parametrize(
    ("content", "ours"),
    [
        ("(Company Number 99000001 )", True),
        ("Company No. 99000001", True),
        ("Registered number: 99000001.", True),
        ("Company Number 990000017", False),
        ("Company Number 99000777; tel 99000001", False),
        ("99000001 and no word of what it is", False),
        ("", False),
    ],
)
def test_row_29_the_number_stands_as_a_company_number(content: str, ours: bool) -> None:
    found = read(entry(content=content))
    assert bool(found.events) is ours
    assert bool(found.possible) is not ours


def test_row_29_who_petitions_is_not_who_is_wound_up() -> None:
    """The number of the company a notice is about stands first; ours further on may be the petitioner's, so a person decides."""
    text = "In the matter of DEBTOR LIMITED (Company Number 99000777) a Petition by HALDON & PIKE (Company Number 99000001)"
    found = read(entry(title="DEBTOR LIMITED", content=text))
    assert (found.events, [event.match for event in found.possible]) == ((), [Match.POSSIBLE])


def test_row_29_a_number_that_lost_its_noughts_is_the_same_number() -> None:
    short = replace(HALDON, registrations=(("company_number", "9184913"),))
    body = json.dumps({"entry": entry(content="Company Number: 9184913")}).encode()
    found = parse(body, Asking("gazette", short, date(2021, 1, 1)), company_number("9184913"))
    assert len(found.events) == 1
    assert [company_number(text) for text in ("9184913", "09184913", "sc123456", "SC 1234", "123456789", "x", "")] == [
        "09184913", "09184913", "SC123456", "SC001234", "", "", "",
    ]  # fmt: skip


def test_a_heading_that_disagrees_with_the_code_is_believed() -> None:
    found = read(entry(**{"f:notice-code": "2450", "category": {"@term": "Dismissal of Winding-Up Petition"}}))
    assert [event.event for event in found.events] == [DISMISSED]
    assert Warned.LABEL_DISAGREES in found.warnings
    unknown = read(entry(category={"@term": "Something new"}))
    assert [event.event for event in unknown.events] == [PETITION], "a heading nobody knows says nothing against the code"


def test_a_code_nobody_knows_is_left_out_and_said() -> None:
    found = read([entry(**{"f:notice-code": "9999", "category": None})])
    assert (found.events, found.warnings) == ((), (Warned.KIND_UNKNOWN,))


def test_a_withdrawn_notice_is_told_and_counts_no_longer() -> None:
    (event,) = read(entry(**{"f:status": "withdrawn"})).events
    assert (event.withdrawn, event.counts) == (True, False)


def linked(number: int, withdrawn: Any) -> bytes:
    """A notice as linked data, with its vocabulary in front of the names."""
    told = {"gaz:hasNoticeID": str(number), "gaz:isWithdrawn": withdrawn}
    graph = [{"@id": f"https://www.thegazette.co.uk/id/notice/{number}", **told}]
    return reply(json.dumps({"@context": {}, "@graph": graph}).encode(), 200, "application/ld+json")


@pytest.mark.parametrize(
    ("said", "taken_back"),
    [
        (linked(1, True), True),
        (linked(1, "true"), True),
        (linked(1, [{"@value": "true", "@type": "xsd:boolean"}]), True),
        (linked(1, False), False),
        (linked(2, True), False),  # another notice
        (reply(b"{}"), False),
        (reply(b"not JSON"), False),
        (reply(b"", 404, ""), False),
        (reply(b"", 410, ""), False),
    ],
    ids=["true", "as text", "typed", "false", "of another", "without a word", "no JSON", "not there", "gone"],
)
def test_a_notice_the_search_lists_no_longer_is_asked_whether_it_was_withdrawn(
    tmp_path: Path, said: bytes, taken_back: bool
) -> None:
    """The one of the book is of 90 days ago; the other one still stands in the list and is not asked about."""
    day, ago = TODAY - timedelta(days=90), TODAY - timedelta(days=80)
    held = RiskEvent("bureau:1", HALDON.id, PETITION, day, ago, "bureau", match=Match.EXACT_ID)
    listed = feed(entry(2, published=f"{day}T00:00:00"))
    with asked(tmp_path, "gazette", listed, said) as (provider, server):
        result = provider.fetch(HALDON, TODAY, [held, replace(held, id="bureau:2")])
    assert [request.target.partition("?")[0] for request in server.requests][1:] == ["/notice/1/data.jsonld"]
    told = {event.id: (event.withdrawn, event.counts, event.learnt_on) for event in result.events}
    assert told.get("bureau:1") == ((True, False, TODAY) if taken_back else None), "what stands as it was is not told again"
    assert told["bureau:2"][:2] == (False, True)
    book = Book({HALDON.id: Account.of(HALDON.id, (HALDON, held))})
    after = book.after(accept_report(book, Hand("Mei", TODAY, "m"), HALDON.id, None, result.events)).account(HALDON.id)
    stands = {on: [event.id for event in after.as_known_on(on).events if event.counts] for on in (ago, TODAY)}
    assert "bureau:1" in stands[ago], "what was told then stands as it was told then"
    assert ("bureau:1" in stands[TODAY]) is not taken_back


def test_nobody_is_asked_about_a_notice_that_was_withdrawn_refused_or_lies_outside_the_window(tmp_path: Path) -> None:
    day = TODAY - timedelta(days=90)
    held = RiskEvent("bureau:1", HALDON.id, PETITION, day, day, "bureau")
    others = [
        replace(held, withdrawn=True),
        replace(held, id="bureau:2", match=Match.REFUSED),
        replace(held, id="bureau:3", published_on=TODAY - timedelta(days=4000)),
        replace(held, id="gazette:4", provider="gazette"),
    ]
    with asked(tmp_path, "gazette", feed()) as (provider, server):
        provider.fetch(HALDON, TODAY, others)
        assert len(server.requests) == 1
        provider.fetch(HALDON, TODAY - timedelta(days=30), [held])
        assert len(server.requests) == 2, "asked of an earlier day, it tells what came later"


def test_a_notice_to_creditors_tells_its_day_where_it_names_one() -> None:
    notice = {"f:notice-code": "2446", "category": {"@term": "Notices to Creditors (CVL)"}}
    number = "(Company Number 99000001) Creditors must prove their debts "
    told = read(entry(content=number + "on or before 11 June 2021.", **notice)).events[0]
    assert told.deadline == date(2021, 6, 11)
    assert read(entry(content=number + "by 31st February 2021.", **notice)).events[0].deadline is None
    both = read(entry(content=number + "by 1 June 2021 or, at the latest, by 2 June 2021", **notice)).events[0]
    assert both.deadline is None, "two days are a person's to read"


def test_row_25_what_was_published_after_the_day_is_left_out() -> None:
    found = read([entry(1), entry(2, published="2020-07-22T00:00:00"), entry(3, published="0000-00-00")], on=date(2020, 4, 1))
    assert len(found.events) == 1
    assert set(found.warnings) == {Warned.PUBLISHED_LATER, Warned.PUBLISHED_UNREADABLE}
    assert found.incomplete


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&#99999999999;", "\N{REPLACEMENT CHARACTER}"),
        ("&#" + "9" * 5_000 + ";", "\N{REPLACEMENT CHARACTER}"),
        ("&#65;&amp;&#x42;", "A&B"),
        ("<b>Nord</b> Ltd", "Nord Ltd"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_a_title_is_read_as_a_browser_shows_it(title: str, shown: str) -> None:
    """The number of no character is the replacement character, as HTML has it; more digits than a number can have are too."""
    (event,) = read(entry(title=title)).events
    assert event.title == shown


def test_row_31_what_could_steer_a_terminal_is_taken_out() -> None:
    (event,) = read(entry(title="NORD\x1b[31m [@click=app.bell]x[/]\u202e LTD")).events
    assert "\x1b" not in event.title + event.url
    assert "\u202e" not in event.title


def test_row_27_pages_are_read_to_their_end_and_every_notice_once(tmp_path: Path) -> None:
    first = feed(*(entry(number) for number in range(100)), total=150)
    second = feed(*(entry(number) for number in range(99, 151)), total=151)
    with asked(tmp_path, "gazette", first, second) as (provider, server):
        result = provider.fetch(HALDON, date(2020, 4, 1))
    assert len(result.events) == 151
    assert ["results-page=1" in request.target for request in server.requests] == [True, False]


def test_row_27_a_page_that_repeats_ends_the_reading(tmp_path: Path) -> None:
    """And it is no search that came to its end: what the later pages hold nobody saw."""
    for total in (150, 1000):
        page = feed(*(entry(number) for number in range(100)), total=total)
        with asked(tmp_path, "gazette", page) as (provider, server):
            result = provider.fetch(HALDON, date(2020, 4, 1))
        assert (len(result.events), len(server.requests), result.checks) == (100, 2, ())
        assert (result.ending, result.reason) == (Ending.PARTIAL, ResultReason.PAGES_REPEAT)
        assert Warned.PAGES_REPEATED in result.warnings


def test_a_search_that_broke_off_is_no_check(tmp_path: Path) -> None:
    first = feed(*(entry(number) for number in range(100)), total=150)
    with asked(tmp_path, "gazette", first, reply(b"{}", 403)) as (provider, _):
        result = provider.fetch(HALDON, date(2020, 4, 1))
    assert (result.ending, len(result.events), result.checks) == (Ending.PARTIAL, 100, ())


@pytest.mark.parametrize(
    ("customer", "reason"),
    [
        (replace(HALDON, country="DE"), ResultReason.NOT_ITS_COUNTRY),
        (replace(HALDON, registrations=()), ResultReason.NO_ID),
        (replace(HALDON, registrations=(("company_number", "HRB 1"),)), ResultReason.UNUSABLE_ID),
    ],
)
def test_row_29_who_cannot_be_asked_about_is_not(customer: Customer, reason: ResultReason, tmp_path: Path) -> None:
    with asked(tmp_path, "gazette", feed()) as (provider, server):
        result = provider.fetch(customer, date(2020, 4, 1))
    assert (result.ending, result.reason, server.requests) == (Ending.NOT_FOUND, reason, [])


def test_row_21_an_answer_of_another_form_is_none(tmp_path: Path) -> None:
    with asked(tmp_path, "gazette", reply(b'{"results": []}')) as (provider, _):
        result = provider.fetch(HALDON, date(2020, 4, 1))
    assert (result.ending, result.reason, result.checks) == (Ending.BAD_RESPONSE, ResultReason.NOTHING_KNOWN, ())


@needs_shared
def test_the_codes_are_those_of_the_page_that_names_its_sources() -> None:
    told = {
        row["code"]: row["label"] for row in json.loads((SHARED / "providers/gazette/notice_codes.json").read_text())["codes"]
    }
    assert {code: heading for code, (_, heading) in CODES.items()} == {code: told[code].casefold() for code in CODES}
