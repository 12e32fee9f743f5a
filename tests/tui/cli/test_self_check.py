"""The self-check of providers: what the book knows of them must be found again in what they answer today."""

import json
from pathlib import Path

import pytest

from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.builtins import TODAY
from tests.tui.cli.bureaus import configured
from tests.tui.cli.conftest import Dunnage


def asks(home: Path, server: Loopback) -> None:
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gazette.toml").write_text(f'kind = "gazette"\nbase_url = "{server.url}"\n', encoding="utf-8")


def feed(*entries: dict[str, object]) -> bytes:
    return reply(json.dumps({"f:total": str(len(entries)), "entry": list(entries)}).encode())


def petition(**changed: object) -> dict[str, object]:
    """A petition of this month against the buyer of the founding story."""
    return {
        "id": "https://www.thegazette.co.uk/id/notice/1",
        "f:status": "published",
        "f:notice-code": "2450",
        "title": "HALDON & PIKE IMPORTS LIMITED",
        "published": f"{TODAY}T00:00:00",
        "category": {"@term": "Petitions to Wind Up (Companies)"},
        "content": "<div><p>HALDON &amp; PIKE (Company Number 99000001 )</p></div>",
        **changed,
    }


def test_a_notice_that_is_known_is_found_again(dunnage: Dunnage, story: Path, home: Path) -> None:
    with Loopback([feed(petition()), feed(petition())]) as server:
        asks(home, server)
        assert dunnage("refresh", "C001").code == 0
        before = dunnage("customer", "C001", "--json").out
        ended = dunnage("providers", "check")
        assert (ended.code, "read whole: 1 thing known found again" in ended.out) == (0, True)
    assert dunnage("customer", "C001", "--json").out == before, "the book is left alone"


@pytest.mark.parametrize(
    ("now", "field", "value"),
    [
        (petition(**{"f:notice-code": "2461"}), "warnings", ["label_disagrees"]),
        (petition(published="?"), "warnings", ["published_unreadable"]),
    ],
)
def test_what_is_read_otherwise_is_named(
    dunnage: Dunnage, story: Path, home: Path, now: dict[str, object], field: str, value: list[str]
) -> None:
    with Loopback([feed(petition()), feed(now)]) as server:
        asks(home, server)
        assert dunnage("refresh", "C001").code == 0
        ended = dunnage("providers", "check", "gazette", "--json")
    (look,) = ended.json["checks"]
    assert (ended.code, look["whole"], look["customer_id"], look[field]) == (8, False, "C001", value)


def test_a_notice_that_is_listed_no_more_is_named(dunnage: Dunnage, story: Path, home: Path) -> None:
    with Loopback([feed(petition()), feed(), reply(b"{}", 404)]) as server:
        asks(home, server)
        assert dunnage("refresh", "C001").code == 0
        ended = dunnage("providers", "check")
    assert (ended.code, "Notices not found again: gazette:1." in ended.out) == (8, True)


def test_a_finding_that_is_read_no_more_is_named(dunnage: Dunnage, known: Path, home: Path) -> None:
    """Another findings' path stays; the score stands under another name."""
    with Loopback([reply(b'{"score": "38"}'), reply(b'{"points": "38", "notices": []}')]) as server:
        path = configured(home, server.port)
        text = path.read_text(encoding="utf-8")
        again = '\n"operating_capability.dbt_days" = { path = "days", type = "decimal", unit = "days" }\n[[events]]'
        path.write_text(text.replace("\n[[events]]", again), encoding="utf-8")
        assert dunnage("refresh", "C1").code in (0, 8)
        ended = dunnage("providers", "check", "bureau")
    assert ended.code == 8


def test_of_whom_nothing_is_known_nobody_is_asked(dunnage: Dunnage, story: Path, home: Path) -> None:
    with Loopback([feed()]) as server:
        asks(home, server)
        assert "not asked" in dunnage("providers", "check").out
        assert server.requests == []
        assert dunnage("providers", "check", "gazette", "--buyer", "C001").code == 0
        assert len(server.requests) == 1


def test_one_that_fails_is_said_and_one_that_bills_is_not_asked(dunnage: Dunnage, story: Path, home: Path) -> None:
    configured(home, 1, 'billable = true\ncost = { amount = "2.50", currency = "EUR" }')
    with Loopback([reply(b"{}", 403)]) as server:
        asks(home, server)
        ended = dunnage("providers", "check", "--buyer", "C001", "--json")
    (look,) = ended.json["checks"]
    assert (ended.code, look["provider"], look["status"], look["whole"]) == (8, "gazette", "not_entitled", None)
    assert "bureau bills" in ended.err
    assert dunnage("providers", "check", "nobody").code == 2
