"""Commands that write one fact: log, arrived, promise, withdraw, dispute, snooze, hold, release, and seeing to alerts."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from credit.account import Fact
from credit.actions import (
    Hand,
    acknowledge,
    classify_buyer,
    hold,
    log_contact,
    open_dispute,
    pin,
    prove_arrival,
    prove_dispute,
    record_event,
    release,
    release_order,
    settle_dispute,
    snooze,
    take_promise,
    unpin,
    withdraw_promise,
)
from credit.activity import Channel, Outcome
from credit.alerts import Alert
from credit.book import Book
from credit.change import Change
from credit.five_classes import DebtClass
from credit.money import Money
from credit.problem import RefusedChange
from credit.report import Severity
from credit.term_words import Baseline
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.plain import facts_text
from tui.views.calling import outside_hours
from tui.views.ended import ended_alerts
from tui.views.portfolio import standing_alerts
from tui.views.proposals import proposed_in
from tui.views.records import alert_record, alerts_record
from wording import figures, terms
from wording.reasons import alert_line
from wording.words import _, plural

__all__ = [
    "alerts",
    "arrived",
    "classify",
    "dispute",
    "event",
    "hold_buyer",
    "log",
    "pin_buyer",
    "promise",
    "release_buyer",
    "snooze_buyer",
    "told",
    "withdraw",
]


def log(opened: Opening) -> Exit:
    """Record a contact."""
    a = opened.arguments
    change, shown = opened.desk().do(log_contact, a.id, Channel(a.channel), Outcome(a.outcome), a.text, a.invoice)
    made_now = a.channel == Channel.CALL and a.as_of is None
    return told(opened, change, outside_hours(shown.assessed.of(a.id), datetime.now().astimezone()) if made_now else "")


def promise(opened: Opening) -> Exit:
    """Record a promise."""
    a = opened.arguments
    said = (a.invoice, a.text, a.person.strip(), a.method.strip())
    change, _shown = opened.desk().do(take_promise, a.id, _amount(a.amount, a.currency), a.date, *said)
    return told(opened, change)


def dispute(opened: Opening) -> Exit:
    """Record a dispute, write down papers of it, or close it."""
    a = opened.arguments
    if a.close and a.evidence:
        narrate(_("Papers are written down before the dispute is closed: --evidence and --close are two commands."))
        return Exit.USAGE
    if not (a.close or a.reason or a.evidence):
        narrate(_("Say what of the dispute: --reason R, --evidence PAPER or --close."))
        return Exit.USAGE
    if a.close:
        justified = None if a.justified is None else a.justified == "yes"
        change, _shown = opened.desk().do(settle_dispute, a.id, justified, a.invoice)
    elif a.reason:
        amount = _amount(*a.amount) if a.amount else None
        said = (a.invoice, a.text, amount, a.settle_by, a.owner, a.evidence)
        change, _shown = opened.desk().do(open_dispute, a.id, a.reason, *said)
    else:
        change, _shown = opened.desk().do(prove_dispute, a.id, a.evidence, a.invoice)
    return told(opened, change)


def event(opened: Opening) -> Exit:
    """Record what happened to a sale."""
    a = opened.arguments
    change, _shown = opened.desk().do(record_event, a.id, a.number, Baseline(a.event), a.date)
    return told(opened, change)


def arrived(opened: Opening) -> Exit:
    """Record that a contact reached the buyer."""
    a = opened.arguments
    change, _shown = opened.desk().do(prove_arrival, a.id, a.contact, a.date, a.proof)
    return told(opened, change)


def withdraw(opened: Opening) -> Exit:
    """Take back a promise that runs."""
    a = opened.arguments
    change, _shown = opened.desk().do(withdraw_promise, a.id, a.reason, a.invoice)
    return told(opened, change)


def hold_buyer(opened: Opening) -> Exit:
    """Leave a buyer alone for longer than a snooze may last."""
    a = opened.arguments
    change, _shown = opened.desk().do(hold, a.id, a.until, a.reason)
    return told(opened, change)


def _amount(number: str, currency: str) -> Money:
    """An amount as it is typed, thousands marked or not."""
    return Money.of(number.replace(",", ""), currency.upper())


def classify(opened: Opening) -> Exit:
    """Put a class in place of the rules' own."""
    a = opened.arguments
    change, _shown = opened.desk().do(classify_buyer, a.id, DebtClass(a.debt_class), a.until, a.reason)
    return told(opened, change)


def snooze_buyer(opened: Opening) -> Exit:
    """Leave a buyer alone until a day."""
    a = opened.arguments
    change, _shown = opened.desk().do(snooze, a.id, a.until, a.reason)
    return told(opened, change)


def pin_buyer(opened: Opening) -> Exit:
    """Put a buyer at the head of the queue or at its end, or take that off again."""
    a = opened.arguments
    if a.end:
        change, _shown = opened.desk().do(unpin, a.id)
    elif a.until is None:
        narrate(_("Say until when: --until DATE."))
        return Exit.USAGE
    else:
        change, _shown = opened.desk().do(pin, a.id, a.until, a.reason, a.last)
    return told(opened, change)


def release_buyer(opened: Opening) -> Exit:
    """End holds and disputes, or let hold rules pass for new orders."""
    a = opened.arguments
    if a.order:
        change, _shown = opened.desk().do(release_order, a.id, a.order, a.until, a.reason)
    elif a.until or a.reason:
        narrate(_("--until and --reason belong to --order RULE. Say which hold rules are let pass."))
        return Exit.USAGE
    else:
        change, _shown = opened.desk().do(release, a.id)
    return told(opened, change)


def told(opened: Opening, change: Change, effect: str = "") -> Exit:
    """Say what was recorded, and to people what it brought about."""
    if opened.arguments.json:
        write_json({"recorded": [fact_record(fact) for fact in change.put]})
    else:
        ids = ", ".join(sorted({fact.customer_id for fact in change.put}))
        line = _("Recorded for {ids}.").format(ids=figures.safe(ids))
        if proposed_in(change):
            line = _("Proposed for {ids}: it counts once somebody else agrees (dunnage approve).").format(ids=figures.safe(ids))
            effect = ""
        write_text(f"{line} {effect}".rstrip() + "\n")
    return Exit.DONE


def fact_record(fact: Fact) -> dict[str, Any]:
    """One fact as a record: its kind and its fields."""
    return {"kind": fact.kind, **{field.name: getattr(fact, field.name) for field in fields(fact)}}


def alerts(opened: Opening) -> Exit:
    """The alert inbox; with `--ack` some are marked as seen first."""
    a = opened.arguments
    desk = opened.desk()
    shown = desk.look()
    if a.ack:
        shown = desk.do(_acknowledged, a.ack, shown.assessed.by_id)[1]
    since = a.since or date.min
    over = ended_alerts(shown, a.ended, a.severity) if a.ended else ()
    if a.json:
        ended = {"ended": [alert_record(alert) for alert in over]} if a.ended else {}
        write_json(alerts_record(shown, since, a.severity) | ended)
    else:
        standing = [alert for alert in standing_alerts(shown, since) if a.severity in ("", alert.severity)]
        write_text(facts_text(_inbox_lines(standing)) or _("No alert stands.") + "\n")
        write_text("\n" + _("Ended") + "\n" + facts_text(_inbox_lines(over)) if over else "")
    critical = [alert for alert in standing_alerts(shown) if alert.severity is Severity.CRITICAL and not alert.acknowledged]
    if critical:
        told = plural("{n} critical alert nobody has seen.", "{n} critical alerts nobody has seen.", len(critical))
        narrate(told.format(n=len(critical)))
    return Exit.CRITICAL_ALERTS if critical else Exit.DONE


def _inbox_lines(found: Iterable[Alert]) -> list[tuple[str, str, str]]:
    return [(terms.severity_sign(alert.severity) or "-", f"{alert.customer_id}  {alert_line(alert)}", "") for alert in found]


def _acknowledged(book: Book, hand: Hand, ids: list[str], assessed: Any) -> Change:
    """The change that marks these alerts as seen; refused where one of them does not stand."""
    standing = {alert.id: alert for entry in assessed.values() for alert in entry.alerts}
    for id in ids:
        if id not in standing:
            raise RefusedChange(reason="unknown_alert", id=id)
    return acknowledge(hand, [standing[id] for id in ids])
