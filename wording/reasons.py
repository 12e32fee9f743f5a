"""Why, in sentences: the reasons behind a class, a place in the queue and a verdict, and the alerts.

The trade gives a code and facts; every code has its sentence here. A code without one is a fault of ours and raises.
"""

from credit.alerts import Alert
from credit.order_check import Condition
from credit.reason import Reason
from wording import terms
from wording.sentence import Sentence, counts, say, says

__all__ = ["alert", "condition", "reason"]

_CLASS = {
    "class_nothing_overdue": says("Nothing is overdue beyond grace."),
    "class_little_overdue": says("What is overdue beyond grace is a small part of what is open."),
    "class_insolvency": says("Insolvency: {event}, published {on}."),
    "class_petition": says("A winding-up petition was published on {on} ({provider}); dismissed or not, it still weighs."),
    "class_broken_promises": counts("{count} broken promise.", "{count} broken promises.", "count"),
    "class_unreachable": counts(
        "No answer for {days} day: {tries} tries on {channels} channels since {since}.",
        "No answer for {days} days: {tries} tries on {channels} channels since {since}.",
        "days",
    ),
    "class_age": counts(
        "{invoice} is {days} day past due, {amount} open.", "{invoice} is {days} days past due, {amount} open.", "days"
    ),
}
_ORDER = {
    "order_nothing_against": says("Nothing speaks against it."),
    "order_no_record": says("No record: this buyer has not settled an invoice yet."),
    "order_dead": says("Dead debt: insolvency was opened, or nothing can be collected any more."),
    "order_petition": says("A winding-up petition was published on {on} ({provider})."),
    "order_deposit": says("{deposit} is paid at the order; {rest} is weighed."),
    "order_event": says("{event}, published {on}: settle that before shipping."),
    "order_bad": says("Bad debt: collect before shipping more."),
    "order_overdue": counts(
        "{count} invoice is overdue beyond grace: {invoice} by {days} days, {open} open.",
        "{count} invoices are overdue beyond grace, the oldest {invoice} by {days} days, {open} open.",
        "count",
    ),
    "order_no_limit": says("No credit limit was ever set."),
    "order_limit_used_up": says("The limit of {limit} is used up; the order goes {over} over it."),
    "order_over_limit": says("The order goes {over} over the limit of {limit}; {headroom} of room is left."),
    "order_report_missing": says("A large order, and there is no credit report."),
    "order_report_stale": counts(
        "A large order, and the credit report is {days} day old.",
        "A large order, and the credit report is {days} days old.",
        "days",
    ),
    "no_rate": says("No rate of exchange is known for {currency}: the figure is missing, not zero."),
}
_WAITING = {
    "gate_passed": says("It would be left alone, but this does not wait."),
    "gate_passed_until": says("It would be left alone until {until}, but this does not wait."),
    "waiting_item": counts(
        "{invoice}: {at_risk} at risk, {days} day past due, {percent} % a day x {factor}",
        "{invoice}: {at_risk} at risk, {days} days past due, {percent} % a day x {factor}",
        "days",
    ),
    "waiting_rest": counts("{count} further invoice", "{count} further invoices", "count"),
    "contact_cost": says("cost of the next {channel}"),
    "face_cost": counts(
        "face: {contacts} contact in the last seven days already",
        "face: {contacts} contacts in the last seven days already",
        "contacts",
    ),
    "clock_promise": counts(
        "A promise runs out in {days} day, on {due_on}.", "A promise runs out in {days} days, on {due_on}.", "days"
    ),
    "clock_promise_missed": counts(
        "A promise ran out {days} day ago, on {due_on}.", "A promise ran out {days} days ago, on {due_on}.", "days"
    ),
    "clock_insurer_notice": counts(
        "Tell the insurer of {subject} by {due_on}, {days} day left: {stake} of cover is at stake.",
        "Tell the insurer of {subject} by {due_on}, {days} days left: {stake} of cover is at stake.",
        "days",
    ),
    "clock_insurer_notice_missed": counts(
        "The insurer should have heard of {subject} by {due_on}, {days} day ago: {stake} of cover is at stake.",
        "The insurer should have heard of {subject} by {due_on}, {days} days ago: {stake} of cover is at stake.",
        "days",
    ),
}
_ALERT = {
    "alert_overdue_beyond_habit": counts(
        "{invoice} is {days} day late with {open} open; its last {invoices} invoices came {usual} days late,"
        " nearly all by {latest}.",
        "{invoice} is {days} days late with {open} open; its last {invoices} invoices came {usual} days late,"
        " nearly all by {latest}.",
        "days",
    ),
    "alert_order_while_overdue": counts(
        "Order {order} over {amount} was taken while {invoice} was {days} day overdue.",
        "Order {order} over {amount} was taken while {invoice} was {days} days overdue.",
        "days",
    ),
    "alert_limit_exceeded": says("The exposure of {exposure} exceeds the limit of {limit}."),
    "alert_broken_promise": says("A promise of {amount} for {promised_for} was not kept."),
    "alert_unreachable": counts(
        "Unreachable since {since}: {tries} try on {channels} channels.",
        "Unreachable since {since}: {tries} tries on {channels} channels.",
        "tries",
    ),
}
_EVENT = says("{event} ({provider})")
_EVENT_ON = says("{event}, published {on} ({provider})")
_TITLE = says(": {title}")
_DISMISSED = says("; dismissed on {dismissed_on}, which does not clear it")
_SENTENCES: dict[str, Sentence] = {**_CLASS, **_ORDER, **_WAITING, **_ALERT}

_CONDITION = {
    "deposit_percent": says("a deposit of {value} %"),
    "deposit": says("a deposit of {value}"),
    "letter_of_credit": says("a letter of credit"),
    "pay_overdue_first": says("{value} overdue paid first"),
    "set_limit": says("a credit limit set first"),
    "smaller_amount": says("a smaller order, at most {value}"),
    "fresh_report": says("a fresh credit report"),
}


def reason(value: Reason) -> str:
    """One sentence for a reason; the amount it adds to its sum is shown beside it and not repeated."""
    facts: dict[str, object] = {"amount": value.amount, **value.facts}
    if value.code.endswith("_missed"):
        facts["days"] = -int(str(facts["days"]))
    if "event" in facts:
        facts["event"] = terms.alert_kind(str(facts["event"]))
    if "channel" in facts:
        facts["channel"] = terms.channel(str(facts["channel"]))
    kind = value.code.removeprefix("alert_")
    if value.code not in _SENTENCES and kind != value.code and "notice" in facts:
        return _published(facts | {"event": terms.alert_kind(kind)})
    return say(_SENTENCES[value.code], facts)


def alert(value: Alert) -> str:
    """One sentence for an alert, with the day of publication where it is a published event."""
    facts = {"on": value.on, **value.evidence} if "notice" in value.evidence else value.evidence
    return reason(Reason(f"alert_{value.kind}", facts))


def condition(value: Condition) -> str:
    """What would make the order acceptable, as a part of a sentence."""
    return say(_CONDITION[value.kind], {"value": value.value})


def _published(facts: dict[str, object]) -> str:
    """An event as it was published: what, when if it is told, by whom, under which title, and a dismissal that came later."""
    parts = [say(_EVENT_ON if "on" in facts else _EVENT, facts)]
    if facts.get("title"):
        parts.append(say(_TITLE, facts))
    if "dismissed_on" in facts:
        parts.append(say(_DISMISSED, facts))
    return "".join(parts)
