"""The founding story with both public registers: what The Gazette printed stands, whatever Companies House says of the company.

Company 99000001. On 2020-04-01 one petition is printed and the register calls the company active; so it does in spring 2021,
when three petitions and two dismissals are printed. Both are asked over a line, and both answers are written into one book.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import pytest

from credit.account import Account
from credit.actions import Hand, accept_report
from credit.alerts import Alert
from credit.assess import assess_book
from credit.book import Book
from credit.customer import Customer
from credit.report import EventKind, Severity
from integrations.keeping.records import Records
from integrations.provider import ProviderResult
from integrations.providers.builtin import Adapter, BuiltIn
from integrations.providers.builtin_file import settings_of
from integrations.providers.companies_house import CompaniesHouse
from integrations.providers.gazette import Gazette
from integrations.providers.strict_table import Source
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.generic_files import payload

HALDON = Customer("C001", "Haldon & Pike", date(2010, 1, 1), country="GB", registrations=(("company_number", "99000001"),))
APRIL, SPRING = date(2020, 4, 1), date(2021, 4, 30)
NOTHING = reply(payload("ch_error_404"), 404)


def fetched(kind: str, adapter: Adapter, plays: list[Play], on: date) -> ProviderResult:
    with Loopback(plays) as server:
        settings = settings_of(kind, Source(f"{kind}.toml", f'kind = "{kind}"\nbase_url = "{server.url}"\n'))
        now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        return BuiltIn(settings, adapter, records=Records(), now=lambda: now).fetch(HALDON, on)


def gazette(feed: str, on: date) -> ProviderResult:
    return fetched("gazette", Gazette(), [reply(payload(feed))], on)


def register(profile: str, on: date) -> ProviderResult:
    return fetched("companies_house", CompaniesHouse(), [reply(payload(profile)), NOTHING], on)


def alerts(results: Iterable[ProviderResult], on: date) -> list[Alert]:
    book = Book({HALDON.id: Account.of(HALDON.id, (HALDON,))})
    for result in results:
        assert result.answered
        book = book.after(accept_report(book, Hand("Mei", on, "m"), HALDON.id, result.report, result.events, result.checks))
    return list(assess_book(book, on).of(HALDON.id).alerts)


@pytest.mark.parametrize(
    ("feed", "profile", "on", "petitions"),
    [
        ("gazette_feed_asof_2020-04-01", "ch_profile_asof_2020-04-01", APRIL, 1),
        ("gazette_feed_asof_2021-05-20", "ch_profile_before_order", SPRING, 3),
        ("gazette_feed_ciga_private_july_2020", "ch_profile_before_order", SPRING, 2),  # that of July 2020 stayed private
    ],
)
def test_a_register_that_calls_it_active_clears_no_petition(feed: str, profile: str, on: date, petitions: int) -> None:
    """Three petitions in fourteen months are three; whichever answer comes last, they stay critical."""
    printed, told = gazette(feed, on), register(profile, on)
    assert told.report is not None
    status = told.report.finding("enterprise_quality.legal_status")
    assert status is not None
    assert status.value in ("active", "strike_off_proposed")
    for order in ((printed, told), (told, printed)):
        found = [alert for alert in alerts(order, on) if alert.kind is EventKind.WINDING_UP_PETITION]
        assert len(found) == petitions
        assert {alert.severity for alert in found} == {Severity.CRITICAL}


def test_the_register_alone_would_have_missed_it() -> None:
    """On 2020-04-01 it says nothing that is critical: the reason The Gazette is asked."""
    assert not [
        alert for alert in alerts([register("ch_profile_asof_2020-04-01", APRIL)], APRIL) if alert.severity is Severity.CRITICAL
    ]


def test_a_dismissal_is_said_and_takes_no_petition_away() -> None:
    """As of 2020-08-01: the petition of 18 March was dismissed on 13 May, and the next one of 22 July stands."""
    found = [
        alert
        for alert in alerts([gazette("gazette_feed_asof_2020-08-01", date(2020, 8, 1))], date(2020, 8, 1))
        if alert.kind is EventKind.WINDING_UP_PETITION
    ]
    dismissed = sorted(str(alert.evidence.get("dismissed_on")) for alert in found)
    assert dismissed == ["2020-05-13", "None"]
