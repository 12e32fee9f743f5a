"""What is due on a channel now: nothing twice, nothing in quiet hours that does not wake people, nothing forgotten.

An alert is told again when it has become louder, or when it had ended and rings anew. What stands no longer is dropped from
the memory, so the memory is never longer than the list of what stands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from credit.alerts.alert import Alert
from credit.report import Severity
from integrations.telling.channel import Channel

__all__ = ["Memory", "due", "remembered", "waiting"]

_LOUD = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Memory:
    """What a channel was told."""

    told: Mapping[str, tuple[Severity, date]] = field(default_factory=dict)
    """How loud each alert was when it was told, and since when it had rung, by its id."""
    digest_on: date = date.min
    """Day of the last digest."""


def due(channel: Channel, standing: Iterable[Alert], memory: Memory, now: datetime) -> tuple[tuple[Alert, ...], bool]:
    """The alerts to send at `now` (the machine's clock), and whether they are the day's digest."""
    fresh = [alert for alert in standing if _is_new(channel, alert, memory)]
    waking = tuple(alert for alert in fresh if channel.wakes is not None and _LOUD[alert.severity] >= _LOUD[channel.wakes])
    if channel.quiet.covers(now):
        return waking, False
    if channel.digest is None:
        return tuple(fresh), False
    if now.time() < channel.digest or memory.digest_on >= now.date():
        return waking, False
    return tuple(fresh), True


def waiting(channel: Channel, standing: Iterable[Alert], memory: Memory, sent: Iterable[Alert]) -> tuple[Alert, ...]:
    """What is new on a channel and is not among those `sent`: it goes when the quiet hours end, or with the digest."""
    gone = {alert.id for alert in sent}
    return tuple(alert for alert in standing if _is_new(channel, alert, memory) and alert.id not in gone)


def remembered(memory: Memory, standing: Iterable[Alert], sent: Iterable[Alert], now: datetime, *, digest: bool) -> Memory:
    """The memory once `sent` has gone out."""
    still = {alert.id for alert in standing}
    told = {id: was for id, was in memory.told.items() if id in still}
    told |= {alert.id: (alert.severity, alert.learnt_on) for alert in sent}
    return Memory(told, now.date() if digest else memory.digest_on)


def _is_new(channel: Channel, alert: Alert, memory: Memory) -> bool:
    if alert.acknowledged or _LOUD[alert.severity] < _LOUD[channel.least]:
        return False
    was = memory.told.get(alert.id)
    return was is None or _LOUD[alert.severity] > _LOUD[was[0]] or alert.learnt_on > was[1]
