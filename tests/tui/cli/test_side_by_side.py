"""Several providers about one buyer, end to end: asked over lines, kept in the book, told side by side and never averaged.

Company 99000001 is C001 of the story. Companies House calls it active on 2020-04-01, when The Gazette has printed a petition.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.generic_files import payload
from tests.tui.cli.conftest import Dunnage

BUREAU = """
kind = "generic"
base_url = "{url}"
[[request]]
name = "report"
path = "/companies/{{id}}"
[fields]
"enterprise_quality.legal_status" = {{ path = "status", type = "text" }}
"operating_capability.dbt_days" = {{ path = "late", type = "decimal", unit = "days" }}
"financial_strength.rating_provider" = {{ path = "score", type = "decimal", unit = "points" }}
"""


@contextmanager
def asking(home: Path, **bureaus: bytes) -> Iterator[None]:
    """Bureaus that answer so, by their names."""
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    servers = [Loopback([answer]) for answer in bureaus.values()]
    for name, server in zip(bureaus, servers, strict=True):
        server.__enter__()
        text = f'kind = "gazette"\nbase_url = "{server.url}"\n' if name == "gazette" else BUREAU.format(url=server.url)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    try:
        yield
    finally:
        for server in servers:
            server.__exit__(None, None, None)


def said(**parts: object) -> bytes:
    return reply(json.dumps(parts).encode())


def test_two_bureaus_that_disagree_both_stand_and_no_mean_is_taken(dunnage: Dunnage, story: Path, home: Path) -> None:
    """9 and 41 days are further apart than 5 percent; the scores are each on a scale of its own. The mean, 25, stands nowhere."""
    with asking(home, north=said(status="active", late=9, score=18), south=said(status="Active", late=41, score=70)):
        assert dunnage("--as-of", "2020-04-01", "refresh", "C001").code == 0
    record = dunnage("--as-of", "2020-04-01", "customer", "C001", "--json").json
    rows = {row["key"]: row for row in record["side_by_side"]}
    assert [key for key, row in rows.items() if row["conflict"]] == ["operating_capability.dbt_days"]
    assert sorted(told["value"] for told in rows["operating_capability.dbt_days"]["told"]) == ["41", "9"]
    page = " ".join(dunnage("--as-of", "2020-04-01", "customer", "C001").out.split())
    assert "days beyond terms, on which they disagree: south says 41 days, north says 9 days" in page
    assert "25 days" not in page


def test_a_register_that_says_active_clears_nothing_the_gazette_printed(dunnage: Dunnage, story: Path, home: Path) -> None:
    feed = reply(payload("gazette_feed_asof_2020-04-01"))
    with asking(home, gazette=feed, register=said(status="active", late=0, score=90)):
        assert dunnage("--as-of", "2020-04-01", "refresh", "C001").code == 0
    alerts = dunnage("--as-of", "2020-04-01", "alerts", "--json")
    assert alerts.code == 10
    assert "winding_up_petition" in {alert["kind"] for alert in alerts.json["alerts"] if alert["customer_id"] == "C001"}
    record = dunnage("--as-of", "2020-04-01", "customer", "C001", "--json").json
    (check,) = record["checks"]
    assert (check["provider"], check["found"], check["none_found"]) == ("gazette", 1, False)
    assert "2020-04-01" in check["until"]


def test_a_search_that_found_nothing_is_told_with_its_window_and_what_it_cannot_see(
    dunnage: Dunnage, story: Path, home: Path
) -> None:
    """Thirty-six months before 2020-08-02 meet the time in which petitions could stay private."""
    with asking(home, gazette=reply(payload("gazette_feed_empty_no_entry_key"))):
        ended = dunnage("--as-of", "2020-08-02", "refresh", "C001", "--json")
    (result,) = ended.json["results"]
    (check,) = result["checks"]
    assert (check["none_found"], check["since"], check["until"]) == (True, "2017-08-02", "2020-08-02")
    assert check["caveats"] == ["private_petitions"]
    page = " ".join(dunnage("--as-of", "2020-08-02", "customer", "C001").out.split())
    assert "insolvency notices checked, none found, of 2017-08-02 to 2020-08-02" in page
    assert "could stay private" in page
    assert dunnage("--as-of", "2020-08-01", "customer", "C001", "--json").json["checks"] == [], "nobody had searched by then"
