"""What an answer that was kept says of the days since: nothing. Asked again while it is current, nobody looked again."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from credit.customer import Customer
from credit.report import FindingStatus
from integrations.endings import Ending
from integrations.keeping.agreed import all_granted
from integrations.keeping.records import Records
from integrations.providers.builtin import Adapter, BuiltIn
from integrations.providers.builtin_file import settings_of
from integrations.providers.companies_house import CompaniesHouse
from integrations.providers.gleif import Gleif
from integrations.providers.opensanctions import OpenSanctions
from integrations.providers.strict_table import Source
from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.generic_files import payload

THEN = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
LATER = THEN + timedelta(days=15)
LEI = "99990000000000HPIM47"
BUYER = Customer(
    "C1", "Haldon & Pike", date(2020, 1, 1), country="GB", registrations=(("company_number", "99000001"), ("lei", LEI))
)
NOTHING = reply(payload("ch_error_404"), 404)
GLEIF_NONE = reply(payload("gleif_error_404"), 404)
NOBODY = reply(json.dumps({"responses": {"q1": {"status": 200, "results": []}}}).encode())
CATALOGUE = reply(b'{"datasets": []}')


def clock(now: datetime) -> Callable[[], datetime]:
    return lambda: now


@pytest.mark.parametrize(
    ("kind", "adapter", "plays"),
    [
        ("companies_house", CompaniesHouse(), (reply(payload("ch_profile_asof_2020-04-01")), NOTHING, NOTHING, NOTHING, NOTHING)),
        ("gleif", Gleif(), (reply(payload("gleif_lei_lapsed")), GLEIF_NONE, GLEIF_NONE)),
        ("opensanctions", OpenSanctions(), (NOBODY, CATALOGUE)),
    ],
)
def test_a_kept_answer_is_no_younger_than_the_day_it_was_given(
    kind: str, adapter: Adapter, plays: tuple[Any, ...], tmp_path: Path
) -> None:
    with Loopback(list(plays)) as server:
        text = f'kind = "{kind}"\nbase_url = "{server.url}"\nkeep = {{ days = 60, fresh_days = 20 }}\n'
        results = []
        for now in (THEN, LATER):
            records = Records(tmp_path / "records", clock(now))
            provider = BuiltIn(settings_of("x", Source("x.toml", text)), adapter, records=records, now=clock(now))
            results.append(provider.fetch(BUYER, now.date(), granted=all_granted))
        asked = len(server.requests)
    first, second = results
    assert (first.ending, second.ending, asked) == (Ending.OK, Ending.OK, len(plays)), "the second time nobody was asked"
    assert first.report is not None
    assert second.report is not None
    assert (second.report.id, second.report.learnt_on) == (first.report.id, THEN.date())
    assert second.report.as_of == first.report.as_of
    assert [(check.on, check.learnt_on) for check in second.checks] == [(THEN.date(), THEN.date())] * len(first.checks)
    days = [
        each.value for each in second.report.findings if each.key.endswith("screened_on") and each.status is FindingStatus.KNOWN
    ]
    assert days == ([THEN.date()] if kind == "opensanctions" else [])
