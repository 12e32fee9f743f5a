"""One message out through one channel, or a fault that says why not. Nothing is sent again here: what is due is `due`'s to say.

A webhook's request is not repeated once it may have arrived, and a program is given its message on standard input, without a
shell, so nothing a buyer is called can become a command.
"""

import json
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import ClassVar, TextIO
from urllib.parse import parse_qsl, urlsplit

from credit.problem import Fault
from integrations.address import RequestRefused
from integrations.bounded import Json, strict_json
from integrations.endings import Setback
from integrations.exchange import Answer, Call
from integrations.secrets import Secret, is_reference, resolve
from integrations.telling.channel import Channel, Way
from integrations.transport import Transport

__all__ = ["ChannelFailed", "Message", "send"]

SECONDS = 30.0
"""What a webhook or a program may take."""


class ChannelFailed(Fault):
    """A message that did not go out (`channel`, `reason`, `detail`: never an address or a word of the message)."""

    code: ClassVar[str] = "channel_failed"

    def __init__(self, channel: str, reason: str, detail: str = "") -> None:
        """Keep the facts; `reason` is `file`, `address`, `not_taken`, `no_program`, `program` or `slow`."""
        super().__init__(channel=channel, reason=reason, detail=detail)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Message:
    """What is told: the same alerts as a text for people and as data."""

    subject: str = field(repr=False)
    text: str = field(repr=False)
    records: Sequence[Json] = field(repr=False)


def send(channel: Channel, message: Message, out: TextIO, resolved: Callable[[str], Secret] = resolve) -> None:
    """Send `message`; `out` is standard output. Raises `ChannelFailed`, `ProviderFailure` or `SecretRefused`."""
    match channel.way:
        case Way.TEXT:
            _write(channel, message.text, out)
        case Way.LINES:
            _write(channel, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in message.records), out)
        case Way.WEBHOOK:
            _post(channel, message, resolved)
        case Way.MAIL:
            _pipe(channel, message)


def _write(channel: Channel, text: str, out: TextIO) -> None:
    """To standard output, or added to a file that is its owner's alone where it is made here."""
    if not channel.file:
        out.write(text)
        return
    try:
        handle = os.open(Path(channel.file).expanduser(), os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - an open handle has no path
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except (OSError, RuntimeError) as error:  # RuntimeError: `~` of somebody without a home
        raise ChannelFailed(channel.name, "file", getattr(error, "strerror", "") or "") from None


def _post(channel: Channel, message: Message, resolved: Callable[[str], Secret]) -> None:
    hook = channel.webhook
    url = resolved(hook.url).reveal() if is_reference(hook.url) else hook.url
    parts = urlsplit(url)
    body: Json = {"text": message.text, "alerts": list(message.records)}
    if hook.body:
        body = _filled(dict(hook.body), message.text)
    call = Call(
        "alerts",
        parts.path,
        params=dict(parse_qsl(parts.query, keep_blank_values=True)),
        method="POST",
        body=body,
        also_ok=frozenset({204}),
        as_json=False,
    )
    try:
        with Transport(channel.name, f"{parts.scheme}://{parts.netloc}") as transport:
            answer = transport.ask(call, deadline=SECONDS)
    except RequestRefused as refused:
        why = str(refused.reason)
    else:
        why = "" if _taken(hook.expects, answer) else "not_taken"
    if why:
        raise ChannelFailed(channel.name, "not_taken" if why == "not_taken" else "address", why)


def _filled(value: Json, text: str) -> Json:
    """What a chat wants to read, with the message in its place."""
    if isinstance(value, str):
        return value.replace("{text}", text)
    if isinstance(value, dict):
        return {key: _filled(part, text) for key, part in value.items()}
    return [_filled(part, text) for part in value] if isinstance(value, list) else value


def _taken(expects: Mapping[str, Json], answer: Answer) -> bool:
    """Whether the answer says what it must: chats answer 200 and refuse in the body."""
    if not expects:
        return True
    try:
        said = strict_json(answer.raw)
    except Setback:
        return False
    return isinstance(said, dict) and all(said.get(key) == value for key, value in expects.items())


def _pipe(channel: Channel, message: Message) -> None:
    letter = channel.letterhead
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = letter.sender, letter.to, message.subject
    mail["Date"], mail["Message-ID"] = format_datetime(datetime.now(UTC)), make_msgid(domain=letter.sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice answers a machine
    mail.set_content(message.text)
    try:
        ended = subprocess.run(  # noqa: S603 - the user's own program, and no shell
            letter.command, input=mail.as_bytes(), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise ChannelFailed(channel.name, "slow") from None
    except OSError as error:
        raise ChannelFailed(channel.name, "no_program", error.strerror or "") from None
    if ended.returncode:
        raise ChannelFailed(channel.name, "program", str(ended.returncode))
