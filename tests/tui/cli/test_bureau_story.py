"""A report of a bureau that bills, end to end: ordered within a budget, written into the book, and read by the grade."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.generic_files import payload
from tests.tui.cli.conftest import Dunnage

TODAY = datetime.now(UTC).date().isoformat()
BUYERS = "id,name,country,company_number,connect_id,since\nC9,Haldon & Pike,GB,99000001,GB-0-99000001,2024-01-01\n"


@pytest.fixture
def numbered(dunnage: Dunnage, book: Path, home: Path) -> Path:
    (home / "customers.csv").write_text(BUYERS, encoding="utf-8")
    assert dunnage("import", home / "customers.csv").code == 0
    return book


def configured(home: Path, url: str) -> None:
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    text = f'kind = "creditsafe"\nbase_url = "{url}/v1"\nauth = {{ secret = "env:CREDITSAFE_LOGIN" }}\n'
    text += 'cost = { amount = "4.00", currency = "EUR" }\n'
    (folder / "creditsafe.toml").write_text(text, encoding="utf-8")


def score(told: dict[str, Any], dimension: str) -> Any:
    return next(row["score"] for row in told["dimensions"] if row["dimension"] == dimension)


def test_a_report_of_creditsafe_moves_the_dimensions_and_the_grade(
    dunnage: Dunnage, numbered: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Points 18 of 100 are E on Creditsafe's own scale: its D begins at 21."""
    monkeypatch.setenv("CREDITSAFE_LOGIN", "clerk:lock")
    before = dunnage("customer", "C9", "--json").json
    body = {**json.loads(payload("creditsafe_report_gb")), "dateOfOrder": f"{TODAY}T08:00:00Z"}
    with Loopback([reply(b'{"token": "SYNTHETIC"}'), reply(json.dumps(body).encode())]) as server:
        configured(home, server.url)
        assert dunnage("refresh", "C9", "--json").json["results"] == [], "nothing is ordered without a budget"
        assert server.requests == []
        (result,) = dunnage("refresh", "C9", "--budget", "5", "EUR", "--json").json["results"]
    assert (result["status"], result["reason"], result["cost"]) == (
        "partial", "sections_failed", {"amount": "4.00", "currency": "EUR"},
    )  # fmt: skip
    after = dunnage("customer", "C9", "--json").json
    assert score(before, "financial_strength") is None
    assert score(after, "financial_strength") < 30, "negative equity, a loss and the lowest class of the bureau"
    assert score(after, "enterprise_quality") != score(before, "enterprise_quality")
    assert score(after, "operating_capability") is not None
    assert (before["grade"], after["grade"]) == ("unrated", "E")
    assert "clerk" not in json.dumps(after) + json.dumps(result)
