"""A channel: how alerts leave the desk, how loud they must be, and when it is left in peace.

What wakes people goes at once, at any hour. The rest waits for the end of the quiet hours and, where the channel has a digest,
for its hour of the day, and then goes as one message.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from credit.report import Severity
from integrations.bounded import Json

__all__ = ["Channel", "Letterhead", "Quiet", "Way", "Webhook"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Way(StrEnum):
    """The ways out."""

    TEXT = "text"
    """A line for people."""
    LINES = "jsonl"
    """A JSON object on a line."""
    WEBHOOK = "webhook"
    MAIL = "mail"
    """A message given to a program that sends it, such as sendmail."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """When people are left in peace, by the clock of the machine."""

    begins: time | None = None
    ends: time | None = None
    """Equal to `begins`: never; earlier than it: the next morning."""
    days: tuple[str, ...] = ()
    """Days of the week that are quiet from midnight to midnight: `sat`, `sun`."""

    def covers(self, now: datetime) -> bool:
        """Whether `now` lies in it."""
        if _DAYS[now.weekday()] in self.days:
            return True
        if self.begins is None or self.ends is None or self.begins == self.ends:
            return False
        at = now.time()
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


NEVER_QUIET = Quiet()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a webhook is, and what it wants to read."""

    url: str = field(default="", repr=False)
    """`https://...`, or the reference of a secret that holds it: chats give addresses that are keys themselves."""
    body: Mapping[str, Json] = field(default_factory=dict)
    """What is sent, `{text}` in its texts being the message; empty: the alerts as data."""
    expects: Mapping[str, Json] = field(default_factory=dict)
    """What the answer must say to count as taken, such as `errcode` 0; empty: its status is enough."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who is written to, and through what."""

    command: tuple[str, ...] = ()
    """Program and arguments; the message comes in on its standard input. No shell is between."""
    to: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel as it is configured."""

    name: str
    way: Way
    least: Severity = Severity.WARNING
    """Quieter alerts do not go this way."""
    wakes: Severity | None = Severity.CRITICAL
    """Alerts this loud go at once; `None`: none does."""
    quiet: Quiet = NEVER_QUIET
    digest: time | None = None
    """Hour of the day from which the others go as one message; `None`: at every run."""
    file: str = ""
    """File that `text` and `jsonl` are added to; empty: standard output."""
    webhook: Webhook = Webhook()
    letterhead: Letterhead = Letterhead()
