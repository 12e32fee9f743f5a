"""`alerts --ended DATE`: what rang on that day and rings no more, for scripts and for people."""

from pathlib import Path

from tests.tui.cli.conftest import Dunnage


def test_an_alert_that_was_answered_is_told_as_ended(dunnage: Dunnage, book: Path) -> None:
    """What was sent on 10 May came back; on the 15th somebody was spoken to."""
    assert dunnage("--as-of", "2024-05-10", "log", "C1", "email", "--outcome", "bounced").code == 0
    assert dunnage("--as-of", "2024-05-15", "log", "C1", "call", "--outcome", "spoke").code == 0
    on = ("--as-of", "2024-05-15", "alerts")
    assert "ended" not in dunnage(*on, "--json").json
    told = dunnage(*on, "--ended", "2024-05-14", "--json").json
    assert "mail_bounced" not in {alert["kind"] for alert in told["alerts"]}
    (over,) = told["ended"]
    assert (over["kind"], over["customer_id"], over["on"]) == ("mail_bounced", "C1", "2024-05-10")
    assert dunnage(*on, "--ended", "2024-05-09", "--json").json["ended"] == [], "it did not ring yet"
    assert dunnage(*on, "--ended", "2024-05-14", "--severity", "critical", "--json").json["ended"] == []
    people = dunnage(*on, "--ended", "2024-05-14").out
    assert "Ended" in people.splitlines()
    assert "C1" in people.partition("Ended")[2]
