"""The founding story by The Gazette alone, end to end: asked over a line, written into the book, told by the command line.

Company 99000001 is C001 of the story; the register of companies called it active to the end.
"""

from pathlib import Path

import pytest

from tests.integrations.loopback import Loopback, reply
from tests.integrations.providers.generic_files import payload
from tests.tui.cli.conftest import Dunnage


def asks(home: Path, server: Loopback) -> None:
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gazette.toml").write_text(f'kind = "gazette"\nbase_url = "{server.url}"\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("feed", "day", "petitions"),
    [
        ("gazette_feed_asof_2020-04-01", "2020-04-01", 1),
        ("gazette_feed_asof_2020-08-01", "2020-08-01", 2),
        ("gazette_feed_ciga_private_july_2020", "2020-08-01", 1),
        ("gazette_feed_asof_2021-05-20", "2021-05-20", 3),
    ],
)
def test_the_gazette_alone_makes_it_critical(
    feed: str, day: str, petitions: int, dunnage: Dunnage, story: Path, home: Path
) -> None:
    with Loopback([reply(payload(feed))]) as server:
        asks(home, server)
        refreshed = dunnage("--as-of", day, "refresh", "C001", "--json")
    assert refreshed.code == 0
    alerts = dunnage("--as-of", day, "alerts", "--json")
    assert alerts.code == 10, "a critical alert stands that nobody has seen"
    kinds = [alert["kind"] for alert in alerts.json["alerts"] if alert["customer_id"] == "C001"]
    assert kinds.count("winding_up_petition") == petitions
    assert dunnage("--as-of", day, "check", "C001", "1000", "USD", "--no-refresh").code == 4
    wanted = "dead" if day == "2021-05-20" else "bad"
    assert dunnage("--as-of", day, "customer", "C001", "--json").json["debt_class"]["value"] == wanted


def test_a_namesake_raises_nothing_and_a_search_that_found_nothing_is_kept(dunnage: Dunnage, story: Path, home: Path) -> None:
    with Loopback(
        [reply(payload("gazette_feed_fuzzy_false_positive")), reply(payload("gazette_feed_empty_no_entry_key"))]
    ) as server:
        asks(home, server)
        (result,) = dunnage("--as-of", "2020-08-01", "refresh", "C001", "--json").json["results"]
        assert (result["events"], len(result["possible"])) == ([], 1)
        assert dunnage("--as-of", "2020-08-02", "refresh", "C001").code == 0
    assert "winding_up_petition" not in dunnage("--as-of", "2020-08-02", "alerts", "--json").out
    told = dunnage("--as-of", "2020-08-02", "customer", "C001").out
    assert "gazette: insolvency notices checked, none found, of 2017-08-02 to 2020-08-02" in " ".join(told.split())
