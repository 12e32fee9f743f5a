"""The embedded provider, asked over the road every provider is asked."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from credit.customer import Customer
from credit.report import EventKind, FindingStatus, RiskEvent
from integrations.demo import DemoProvider, demo_provider
from integrations.demo_book import DEMO_DAY, demo_facts
from integrations.demo_cast import CAST, Part
from integrations.endings import Ending
from integrations.provider import Provider, ResultReason
from integrations.secrets import Secret

FACTS = demo_facts()


@pytest.fixture(scope="module")
def demo() -> Iterator[tuple[Provider, DemoProvider]]:
    with DemoProvider(slow=0.05) as server:
        yield demo_provider(server), server


def buyer(part: Part) -> Customer:
    """The buyer of the demo's book that plays a part, as last known."""
    id = f"B{CAST.index(part) + 1:03d}"
    return [fact for fact in FACTS if isinstance(fact, Customer) and fact.id == id][-1]


def known(customer: Customer) -> list[RiskEvent]:
    return [fact for fact in FACTS if isinstance(fact, RiskEvent) and fact.customer_id == customer.id]


def test_petition_nobody_looked_for_is_found(demo: tuple[Provider, DemoProvider]) -> None:
    friend = buyer(Part.OLD_FRIEND)
    result = demo[0].fetch(friend, DEMO_DAY, known(friend))
    assert result.ending is Ending.OK
    assert [event.event for event in result.events] == [EventKind.WINDING_UP_PETITION]
    assert result.events[0].published_on < result.events[0].learnt_on == DEMO_DAY
    assert known(friend) == []


def test_notices_the_book_holds_are_the_same_facts(demo: tuple[Provider, DemoProvider]) -> None:
    for part in (Part.PETITIONED, Part.DEAD):
        customer = buyer(part)
        assert list(demo[0].fetch(customer, DEMO_DAY, known(customer)).events) == known(customer) != []


def test_report_is_the_same_all_day_and_holds_every_field(demo: tuple[Provider, DemoProvider]) -> None:
    first, second = (demo[0].fetch(buyer(Part.NO_LIMIT), DEMO_DAY).report for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.findings == second.findings
    assert {finding.status for finding in first.findings} == {FindingStatus.KNOWN}
    assert first.as_of is not None
    assert first.as_of < DEMO_DAY


def test_limit_said_in_words_is_not_published(demo: tuple[Provider, DemoProvider]) -> None:
    report = demo[0].fetch(buyer(Part.DEAD), DEMO_DAY).report
    assert report is not None
    limit = report.finding("financial_strength.credit_limit")
    assert limit is not None
    assert (limit.value, limit.status) == (None, FindingStatus.NOT_PUBLISHED)


def test_one_buyer_is_refused_one_waits_and_one_has_no_number(demo: tuple[Provider, DemoProvider]) -> None:
    provider, _ = demo
    assert provider.fetch(buyer(Part.REFUSED), DEMO_DAY).ending is Ending.NOT_ENTITLED
    assert provider.fetch(buyer(Part.SLOW), DEMO_DAY).ending is Ending.OK
    assert provider.fetch(buyer(Part.UNREGISTERED), DEMO_DAY).reason == ResultReason.NO_ID


@pytest.mark.parametrize("number", ["99109999", "12345678", "9910000x"])
def test_unknown_company_is_not_found(demo: tuple[Provider, DemoProvider], number: str) -> None:
    stranger = Customer("X", "Stranger", DEMO_DAY, registrations=(("company_number", number),))
    assert demo[0].fetch(stranger, DEMO_DAY).ending is Ending.NOT_FOUND


def test_waiting_for_the_slow_buyer_can_be_called_off() -> None:
    with DemoProvider(slow=600) as server:
        called_off = threading.Event()
        threading.Timer(0.1, called_off.set).start()
        result = demo_provider(server).fetch(buyer(Part.SLOW), DEMO_DAY, cancelled=called_off.is_set)
    assert result.ending is Ending.CANCELLED


def test_wrong_key_is_refused(demo: tuple[Provider, DemoProvider]) -> None:
    _, server = demo
    status, _ = server.answer("/companies/99100023", "guess")
    assert status == 401
    assert server.key.reveal() not in repr(server.key)


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    before = threading.active_count()
    with DemoProvider(slow=0) as server:
        provider, key = demo_provider(server), server.key
        assert provider.fetch(buyer(Part.NO_LIMIT), DEMO_DAY).ending is Ending.OK
    assert isinstance(key, Secret)
    assert threading.active_count() <= before
    assert list(tmp_path.iterdir()) == []
    assert provider.fetch(buyer(Part.NO_LIMIT), DEMO_DAY, cancelled=lambda: True).ending is Ending.CANCELLED
