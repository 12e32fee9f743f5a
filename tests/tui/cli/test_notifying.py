"""Alerts on their way out, on the book of the founding stories."""

import json
import sys
from pathlib import Path

import pytest

from tests.integrations.loopback import Loopback, reply
from tests.tui.cli.conftest import Dunnage

DAY = ("--as-of", "2020-08-01")


@pytest.fixture
def channels(dunnage: Dunnage, home: Path, story: Path) -> Path:
    folder = home / "config" / "dunnage" / "channels"
    folder.mkdir(parents=True)
    assert dunnage("--as-of", "2020-04-01", "notice", "C001", "winding_up_petition", "2020-03-27").code == 0
    return folder


def test_an_alert_is_told_once(dunnage: Dunnage, channels: Path) -> None:
    (channels / "office.toml").write_text('kind = "jsonl"\n', encoding="utf-8")
    rehearsed = dunnage(*DAY, "notify", "--dry-run", "--json").json["channels"][0]["alerts"]
    ended = dunnage(*DAY, "notify")
    told = [json.loads(line) for line in ended.out.splitlines()]
    assert ended.code == 0
    assert [alert["id"] for alert in told] == rehearsed != []
    assert {alert["severity"] for alert in told} == {"critical", "warning"}
    petition = next(alert for alert in told if alert["kind"] == "winding_up_petition")
    assert petition["name"]
    again = dunnage(*DAY, "notify")
    assert (again.code, again.out, again.sentence) == (0, "", "office: 0 alerts.")


def test_what_somebody_has_seen_is_not_told(dunnage: Dunnage, channels: Path) -> None:
    (channels / "office.toml").write_text('kind = "jsonl"\nleast = "critical"\n', encoding="utf-8")
    found = [alert["id"] for alert in dunnage(*DAY, "alerts", "--severity", "critical", "--json").json["alerts"]]
    dunnage(*DAY, "alerts", "--ack", found[0])
    told = dunnage(*DAY, "notify", "--json").json["channels"][0]["alerts"]
    assert set(told) == set(found[1:])


def test_a_channel_that_fails_owes_what_it_did_not_tell_and_stops_no_other(dunnage: Dunnage, channels: Path) -> None:
    (channels / "a.toml").write_text(
        f'kind = "mail"\ncommand = ["{sys.executable}", "-c", "raise SystemExit(1)"]\nto = "a@b.example"\nfrom = "c@d.example"\n',
        encoding="utf-8",
    )
    with Loopback([reply(b"{}")]) as server:
        (channels / "b.toml").write_text(f'kind = "webhook"\nurl = "{server.url}/x"\n', encoding="utf-8")
        ended = dunnage(*DAY, "notify")
        assert ended.code == 8
        assert "a: the program ended with code 1" in ended.err
        (asked,) = server.requests
    told = {alert["id"] for alert in json.loads(asked.body)["alerts"]}
    kept = channels.parent / "kept"
    program = "import sys; open(sys.argv[1], 'w').write(sys.stdin.read())"
    (channels / "a.toml").write_text(
        f'kind = "mail"\ncommand = ["{sys.executable}", "-c", "{program}", "{kept}"]\nto = "a@b.example"\nfrom = "c@d.example"\n',
        encoding="utf-8",
    )
    assert set(dunnage(*DAY, "notify", "--channel", "a", "--json").json["channels"][0]["alerts"]) == told
    assert "Subject: Dunnage: " in kept.read_text(encoding="utf-8")


def test_the_demo_tells_nobody_and_leaves_nothing(dunnage: Dunnage, home: Path) -> None:
    folder = home / "config" / "dunnage" / "channels"
    folder.mkdir(parents=True)
    (folder / "office.toml").write_text('kind = "text"\n', encoding="utf-8")
    ended = dunnage("--demo", "notify", "--json")
    assert ended.json["channels"][0]["alerts"]
    assert ended.err == ""
    assert not list((home / "state").rglob("*.json"))


def test_no_channel_is_a_sentence(dunnage: Dunnage, channels: Path) -> None:
    assert dunnage("notify").code == 2
    (channels / "office.toml").write_text('kind = "text"\n', encoding="utf-8")
    assert dunnage("notify", "--channel", "nobody").code == 2


def test_a_file_that_is_wrong_is_named_by_notify_and_doctor(dunnage: Dunnage, channels: Path) -> None:
    (channels / "office.toml").write_text('kind = "text"\n', encoding="utf-8")
    (channels / "wrong.toml").write_text('kind = "pigeon"\n', encoding="utf-8")
    assert "wrong.toml" in dunnage(*DAY, "notify").err
    checks = {check["check"]: check for check in dunnage("doctor", "--json").json["checks"]}
    assert not checks["channels"]["ok"]
    assert "wrong.toml" in checks["channels"]["detail"]
