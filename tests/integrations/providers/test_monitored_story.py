"""The founding story told twice: by The Gazette, and by the events of a bureau's portfolio that repeat it two days later.

Company 99000001. The Gazette printed petitions on 2020-03-18, 2020-07-22 and 2021-04-07, dismissals of the first two on
2020-05-13 and 2020-09-09, and the order on 2021-05-14.
Each is one thing, in whatever order the two are asked, and however often.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from credit.account import Account
from credit.actions import Hand, accept_report
from credit.alerts import Alert
from credit.assess import assess_book
from credit.book import Book
from credit.customer import Customer
from credit.report import EventKind, RiskEvent
from integrations.keeping.records import Records
from integrations.providers.builtin import BuiltIn
from integrations.providers.builtin_file import settings_of
from integrations.providers.creditsafe import Creditsafe
from integrations.providers.gazette import Gazette
from integrations.providers.strict_table import Source
from integrations.providers.watching import WatchingRegister
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.generic_files import payload

NUMBERS = (("company_number", "99000001"), ("connect_id", "GB-0-99000001"))
HALDON = Customer("C001", "Haldon & Pike", date(2010, 1, 1), country="GB", registrations=NUMBERS)
SINCE = date(2019, 1, 1)
RULES = {
    EventKind.WINDING_UP_PETITION: "Winding Up Petition",
    EventKind.WINDING_UP_PETITION_DISMISSED: "Winding Up Petition Dismissed",
    EventKind.WINDING_UP_ORDER: "Winding Up Order",
}
LATER = date(2021, 5, 22)


def asked(kind: str, on: date, *plays: Play) -> Sequence[RiskEvent]:
    """The events one of the two gives on a day."""
    with Loopback(list(plays)) as server:
        made = settings_of(kind, Source(f"{kind}.toml", f'kind = "{kind}"\nbase_url = "{server.url}"\n'))
        now = partial(datetime, on.year, on.month, on.day, 12, tzinfo=UTC)
        if kind == "gazette":
            return BuiltIn(made, Gazette(), records=Records(), now=now).fetch(HALDON, on).events
        return WatchingRegister(made, Creditsafe("4711"), records=Records(), now=now).events([HALDON], SINCE, on).events


def printed(feed: str, on: date) -> Sequence[RiskEvent]:
    """What The Gazette had printed."""
    return asked("gazette", on, reply(payload(f"gazette_feed_asof_{feed}")))


def repeated(on: date) -> Sequence[RiskEvent]:
    """What the portfolio tells of that, two days after each was printed."""
    rows = [
        {
            "company": {"id": "GB-0-99000001"},
            "eventId": place,
            "eventDate": f"{event.published_on + timedelta(days=2)} 08:00:00",
            "ruleName": RULES[event.event],
        }
        for place, event in enumerate(printed("2021-05-20", LATER))
        if event.published_on + timedelta(days=2) <= on
    ]
    return asked("creditsafe", on, reply(json.dumps({"totalCount": len(rows), "data": rows}).encode()))


def with_(book: Book, events: Sequence[RiskEvent], on: date) -> Book:
    return book.after(accept_report(book, Hand("Mei", on, "m"), HALDON.id, None, events))


def petitions(book: Book, on: date) -> list[Alert]:
    return [alert for alert in assess_book(book, on).of(HALDON.id).alerts if alert.kind is EventKind.WINDING_UP_PETITION]


EMPTY = Book({HALDON.id: Account.of(HALDON.id, (HALDON,))})


@pytest.mark.parametrize(("feed", "count"), [("2020-04-01", 1), ("2020-08-01", 2), ("2021-05-20", 3)])
def test_three_petitions_in_fourteen_months_are_three_by_both_together(feed: str, count: int) -> None:
    on = date.fromisoformat(feed) if feed < "2021" else LATER
    gazette, bureau = printed(feed, on), repeated(on)
    assert (len(bureau), {event.provider for event in bureau}) == (len(gazette), {"creditsafe"})
    for first, second in ((gazette, bureau), (bureau, gazette), (bureau, ()), (gazette, ())):
        book = with_(with_(EMPTY, first, on), second, on)
        assert len(petitions(book, on)) == count
        assert not accept_report(book, Hand("Mei", on, "m"), HALDON.id, None, [*first, *second]), "a second reading adds nothing"


def test_a_dismissal_is_told_of_its_petition_though_another_repeats_both() -> None:
    """Without putting them together the bureau's petition of 20 March would stand between the first one and its dismissal."""
    book = with_(with_(EMPTY, printed("2021-05-20", LATER), LATER), repeated(LATER), LATER)
    found = [(alert.evidence["on"], alert.evidence.get("dismissed_on")) for alert in petitions(book, LATER)]
    assert found == [
        (date(2020, 3, 18), date(2020, 5, 13)), (date(2020, 7, 22), date(2020, 9, 9)), (date(2021, 4, 7), None),
    ]  # fmt: skip


def test_what_the_bureau_told_first_does_not_ring_again_when_the_notice_is_read() -> None:
    april = date(2020, 4, 1)
    book = with_(EMPTY, repeated(april), april)
    (before,) = petitions(book, april)
    may = date(2020, 5, 1)
    (after,) = petitions(with_(book, printed("2020-04-01", may), may), may)
    assert (before.id, before.learnt_on) == (after.id, after.learnt_on)


def test_looked_at_from_before_it_was_learnt_there_is_no_petition() -> None:
    book = with_(EMPTY, repeated(LATER), LATER)
    yesterday = LATER - timedelta(days=1)
    assert petitions(book.as_known_on(yesterday), yesterday) == []
