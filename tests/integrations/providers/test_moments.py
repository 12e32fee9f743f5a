"""Row 25: the day of a moment is the day where the provider is, whatever this machine's zone and clock are."""

import json
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from integrations.providers.builtin_file import facts_of
from integrations.providers.bureau_reading import day_of
from integrations.providers.kinds import BUILT_IN
from integrations.providers.moments import day_at, is_zone
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused
from tests.integrations.loopback import reply
from tests.integrations.providers import test_gazette as gazette
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import HALDON, REPORTS, Served, payload, written

LONDON, SHANGHAI, NEW_YORK = "Europe/London", "Asia/Shanghai", "America/New_York"


@pytest.fixture(params=["Pacific/Kiritimati", "Pacific/Pago_Pago"], autouse=True)
def elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The first and the last zone of the day: 14 hours ahead of UTC, and 11 behind."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("2019-12-06 23:59:59", LONDON, "2019-12-06"),  # no zone: the provider's own clock
        ("2019-12-06 00:30:00", SHANGHAI, "2019-12-06"),
        ("2019-12-06", SHANGHAI, "2019-12-06"),
        ("2019-12-06T00:00:00Z", NEW_YORK, "2019-12-06"),  # midnight is how a day is written
        ("2020-07-21T23:30:00Z", LONDON, "2020-07-22"),  # summer time: half past midnight there
        ("2020-03-18T23:30:00Z", LONDON, "2020-03-18"),  # and winter time
        ("2020-07-21T17:00:00Z", SHANGHAI, "2020-07-22"),  # eight hours ahead: one in the morning
        ("2020-07-22T03:00:00+00:00", NEW_YORK, "2020-07-21"),  # four behind: eleven at night
        ("2020-07-22T03:00:00+00:00", "", "2020-07-22"),  # nobody said where
        ("2020-07-22T03:00:00+00:00", "Europe/Nowhere", "2020-07-22"),
        ("9999-12-31T23:59:59-01:00", SHANGHAI, None),  # no day there is
        ("10/02/2025", LONDON, None),
        ("2020-13-45", LONDON, None),
        ("", LONDON, None),
    ],
)
def test_row_25_a_moment_is_of_the_day_it_is_where_the_provider_is(text: str, zone: str, day: str | None) -> None:
    assert day_at(text, zone) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize("name", ["", "Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "Europe", "x" * 300, "a\0b"])
def test_what_names_no_zone_is_none(name: str) -> None:
    assert not is_zone(name)


def test_every_zone_of_a_kind_is_one() -> None:
    told = {kind: str(facts_of(kind).get("zone", "")) for kind in BUILT_IN}
    assert {kind for kind, zone in told.items() if zone} == {"coface", "creditsafe", "dnb", "gazette", "hmrc", "vies"}
    assert all(is_zone(zone) for zone in told.values() if zone)


def test_row_25_a_bureau_a_gazette_and_a_register_are_read_where_they_are(tmp_path: Path) -> None:
    assert day_of("2020-07-21T23:30:00Z", "creditsafe") == date(2020, 7, 22)
    assert day_of("2019-12-06 08:23:37", "creditsafe") == date(2019, 12, 6)
    (event,) = gazette.read(gazette.entry(published="2020-07-21T23:30:00Z"), on=date(2021, 1, 1)).events
    assert event.published_on == date(2020, 7, 22)
    body = {**json.loads(payload("vies_valid")), "vatNumber": "136695976", "requestDate": f"{TODAY}T08:00:00.000Z"}
    with asked(tmp_path, "vies", reply(json.dumps(body).encode())) as (provider, _):
        report = provider.fetch(buyer(vat="DE136695976"), TODAY).report
    assert report is not None
    assert report.as_of == TODAY


def test_row_25_a_mapping_says_where_its_provider_is(serve: Served, tmp_path: Path) -> None:
    answer = {"company": {"number": "99000001"}, "score": {"value": 61, "as_of": "2020-03-01T17:00:00Z", "limit": None}}
    days = []
    for zone in ("", f'zone = "{SHANGHAI}"\n'):
        provider, _ = serve(zone + REPORTS, reply(json.dumps(answer).encode()))
        report = provider.fetch(HALDON, date(2020, 4, 1)).report
        assert report is not None
        days.append(report.as_of)
    assert days == [date(2020, 3, 1), date(2020, 3, 2)]
    with pytest.raises(ProviderFileRefused) as refused:
        written(tmp_path, 'zone = "Europe/Nowhere"\n' + REPORTS, "https://reports.example")
    assert (refused.value.problem, refused.value.key, refused.value.facts["near"]) == (FileTrouble.BAD_VALUE, "zone", LONDON)
    assert datetime.fromisoformat("2020-03-01T17:00:00").date() == days[0]
