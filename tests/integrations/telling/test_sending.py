"""Messages that go out: to a stream, a file, a webhook on this machine, a program."""

import io
import json
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from integrations.endings import Ending, ProviderFailure
from integrations.secrets import Secret
from integrations.telling.channel import Channel, Letterhead, Way, Webhook
from integrations.telling.sending import ChannelFailed, Message, send
from tests.integrations.loopback import Loopback, reply

MESSAGE = Message("Dunnage: 1 alert", "! C1  Nord  petition\n", [{"id": "p", "name": "北港"}])
TEXT = Channel("office", Way.TEXT)
KEPT = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"


def hook(url: str, **more: object) -> Channel:
    return Channel("chat", Way.WEBHOOK, webhook=Webhook(url, **more))  # type: ignore[arg-type]


def mailer(*command: str) -> Channel:
    return Channel("mail", Way.MAIL, letterhead=Letterhead(command, "li@nord.example", "dunnage@nord.example"))


def failure(channel: Channel) -> ChannelFailed:
    with pytest.raises(ChannelFailed) as failed:
        send(channel, MESSAGE, io.StringIO())
    return failed.value


def test_text_and_lines_go_to_standard_output() -> None:
    out = io.StringIO()
    send(TEXT, MESSAGE, out)
    send(replace(TEXT, way=Way.LINES), MESSAGE, out)
    assert out.getvalue() == '! C1  Nord  petition\n{"id": "p", "name": "北港"}\n'


def test_a_file_is_added_to_and_is_its_owners_alone(tmp_path: Path) -> None:
    kept = tmp_path / "alerts.jsonl"
    channel = replace(TEXT, way=Way.LINES, file=str(kept))
    send(channel, MESSAGE, io.StringIO())
    send(channel, MESSAGE, io.StringIO())
    assert [json.loads(line)["id"] for line in kept.read_text(encoding="utf-8").splitlines()] == ["p", "p"]
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_a_failure(tmp_path: Path) -> None:
    assert failure(replace(TEXT, file=str(tmp_path))).reason == "file"


def test_a_webhook_gets_the_alerts_as_data() -> None:
    with Loopback([reply(b"ok", 200, "text/plain")]) as server:
        send(hook(f"{server.url}/hooks/T1"), MESSAGE, io.StringIO())
    (asked,) = server.requests
    assert (asked.method, asked.target) == ("POST", "/hooks/T1")
    assert json.loads(asked.body) == {"text": "! C1  Nord  petition\n", "alerts": [{"id": "p", "name": "北港"}]}


def test_a_chat_gets_what_it_wants_to_read_at_an_address_that_is_a_secret() -> None:
    body = {"msgtype": "text", "text": {"content": "Alerts: {text}"}, "n": 1, "at": ["{text}"]}
    with Loopback([reply(b'{"errcode": 0}')]) as server:
        secret = Secret(f"{server.url}/robot/send?access_token=CANARY", "env:HOOK")
        send(hook("env:HOOK", body=body, expects={"errcode": 0}), MESSAGE, io.StringIO(), lambda _reference: secret)
    (asked,) = server.requests
    assert asked.target == "/robot/send?access_token=CANARY"
    text = "! C1  Nord  petition\n"
    assert json.loads(asked.body) == {"msgtype": "text", "text": {"content": f"Alerts: {text}"}, "n": 1, "at": [text]}


@pytest.mark.parametrize("answer", [reply(b'{"errcode": 310000}'), reply(b"<html>", 200, "text/plain"), reply(b"[]")])
def test_an_answer_that_refuses_in_its_body_does_not_count(answer: bytes) -> None:
    with Loopback([answer]) as server:
        assert failure(hook(f"{server.url}/x", expects={"errcode": 0})).reason == "not_taken"


def test_an_empty_answer_of_204_counts() -> None:
    with Loopback([b"HTTP/1.1 204 No Content\r\n\r\n"]) as server:
        send(hook(f"{server.url}/x"), MESSAGE, io.StringIO())
    assert len(server.requests) == 1


def test_a_webhook_that_fails_is_asked_once(caplog: pytest.LogCaptureFixture) -> None:
    with Loopback([reply(b"{}", 500)]) as server, pytest.raises(ProviderFailure) as failed:
        send(hook(f"{server.url}/hooks/CANARY"), MESSAGE, io.StringIO())
    assert (failed.value.ending, failed.value.provider, len(server.requests)) == (Ending.UNAVAILABLE, "chat", 1)
    assert "CANARY" not in str(failed.value.facts) + caplog.text


def test_an_address_that_may_not_be_asked_is_a_failure_that_does_not_repeat_it() -> None:
    secret = Secret("http://hooks.example/CANARY", "env:HOOK")
    with pytest.raises(ChannelFailed) as failed:
        send(hook("env:HOOK"), MESSAGE, io.StringIO(), lambda _reference: secret)
    assert failed.value.reason == "address"
    assert "CANARY" not in str(failed.value.facts)


def test_a_program_gets_a_whole_mail_on_its_standard_input(tmp_path: Path) -> None:
    kept = tmp_path / "mail"
    send(mailer(sys.executable, "-c", KEPT, str(kept)), MESSAGE, io.StringIO())
    mail = kept.read_text(encoding="utf-8")
    for line in (
        "From: dunnage@nord.example",
        "To: li@nord.example",
        "Subject: Dunnage: 1 alert",
        "Auto-Submitted: auto-generated",
    ):
        assert f"{line}\n" in mail
    assert mail.endswith("! C1  Nord  petition\n")


def test_what_speaks_shell_is_only_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    harmful = Message("x", "; touch broken\n", [])
    kept = tmp_path / "mail"
    send(mailer(sys.executable, "-c", KEPT, str(kept)), harmful, io.StringIO())
    assert kept.read_text(encoding="utf-8").endswith(harmful.text)
    assert not (tmp_path / "broken").exists()


def test_a_program_that_fails_says_how(tmp_path: Path) -> None:
    ended = failure(mailer(sys.executable, "-c", "import sys; sys.stdin.read(); sys.exit(75)"))
    assert (ended.reason, ended.facts["detail"]) == ("program", "75")
    assert failure(mailer(str(tmp_path / "nothing"))).reason == "no_program"


def test_a_program_that_hangs_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("integrations.telling.sending.SECONDS", 0.2)
    assert failure(mailer(sys.executable, "-c", "import time; time.sleep(60)")).reason == "slow"
