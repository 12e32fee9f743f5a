"""The command that tells people what rings, by the channels they set up: from cron, after a refresh, without anybody looking."""

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from credit.alerts.alert import Alert
from credit.problem import Fault
from credit.report import Severity
from integrations.telling.channel import Channel
from integrations.telling.channel_file import read_channels
from integrations.telling.due import due, remembered, waiting
from integrations.telling.memory_file import MemoryFile
from integrations.telling.sending import ChannelFailed, Message, send
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json
from tui.plain import facts_text, json_text
from tui.views.portfolio import standing_alerts
from tui.views.records import alert_record
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.faults import fault as fault_sentence
from wording.listing import clauses
from wording.reasons import alert as alert_sentence
from wording.words import _, plural

__all__ = ["notify"]


def notify(opened: Opening) -> Exit:
    """Send what is due on each channel; one that fails is a sentence, keeps what it owes, and stops none of the others."""
    a = opened.arguments
    found = read_channels(opened.places.channels)
    opened.problems += found.problems
    channels = [channel for channel in found.channels if not a.channel or channel.name in a.channel]
    if not channels or len(channels) < len(set(a.channel)):
        narrate(_("No such channel is configured. docs/alerts.md says how one is set up."))
        return Exit.USAGE
    shown = opened.desk().look()
    results = [_told(opened, channel, shown, datetime.now()) for channel in channels]  # noqa: DTZ005 - quiet by the clock on the wall
    if a.json:
        write_json({"channels": results})
    else:
        for result in results:
            narrate(_("{name}: {what}.").format(name=figures.safe(str(result["name"])), what=_line(result)))
    return Exit.PROVIDER if any(result["failed"] for result in results) else Exit.DONE


def _told(opened: Opening, channel: Channel, shown: Snapshot, now: datetime) -> dict[str, Any]:
    """Tell one channel what is due, and remember it once it has gone out; of the demo's alerts none does."""
    standing = [alert for alert in standing_alerts(shown) if not alert.acknowledged]
    rehearsal = opened.arguments.dry_run or opened.arguments.demo
    kept = MemoryFile(opened.places.state / "channels", channel.name, opened.book_place)
    try:
        with kept.alone() as held:
            if not held:
                raise ChannelFailed(channel.name, "busy")
            memory = kept.read()
            ringing, digest = due(channel, standing, memory, now)
            if ringing and not rehearsal:
                send(channel, _message(shown, ringing), sys.stderr if opened.arguments.json else sys.stdout)
            if not rehearsal:
                kept.write(remembered(memory, standing, ringing, now, digest=digest))
    except OSError as error:
        return _failed(channel, ChannelFailed(channel.name, "file", error.strerror or ""))
    except Fault as fault:
        return _failed(channel, fault)
    later = waiting(channel, standing, memory, ringing)
    told = {"alerts": [alert.id for alert in ringing], "waiting": [alert.id for alert in later], "digest": digest, "failed": ""}
    return {"name": channel.name, "kind": channel.way, **told}


def _failed(channel: Channel, fault: Fault) -> dict[str, Any]:
    told = fault_sentence(fault)
    narrate(told)
    return {"name": channel.name, "kind": channel.way, "alerts": [], "waiting": [], "digest": False, "failed": told}


def _message(shown: Snapshot, ringing: Sequence[Alert]) -> Message:
    lines = [
        (
            terms.severity_sign(alert.severity) or "-",
            f"{alert.customer_id}  {_name(shown, alert)}  {alert_sentence(alert)}",
            "",
        )
        for alert in ringing
    ]
    records = [json.loads(json_text({**alert_record(alert), "name": _name(shown, alert)})) for alert in ringing]
    return Message(_subject(ringing), facts_text(lines), records)


def _subject(ringing: Sequence[Alert]) -> str:
    critical = sum(alert.severity is Severity.CRITICAL for alert in ringing)
    told = plural("Dunnage: {n} alert", "Dunnage: {n} alerts", len(ringing)).format(n=len(ringing))
    return _("{what}, {n} of them critical").format(what=told, n=critical) if critical else told


def _name(shown: Snapshot, alert: Alert) -> str:
    return figures.safe(shown.assessed.of(alert.customer_id).account.customer.name)


def _line(result: dict[str, Any]) -> str:
    """What became of one channel."""
    if result["failed"]:
        return _("nothing was sent")
    count, later = len(result["alerts"]), len(result["waiting"])
    told = plural("{n} alert", "{n} alerts", count).format(n=count)
    return clauses((told, plural("{n} waits for its hour", "{n} wait for their hour", later).format(n=later))) if later else told
