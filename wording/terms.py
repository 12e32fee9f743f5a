"""The trade's words for what the code knows by name: classes, lanes, channels, tones, alerts.

Scripts rely on the English codes; people read these words. Each table holds the words as they stand in the catalogue and
nothing translated, so the language may be chosen after this module is imported.
"""

from collections.abc import Mapping

from wording.cells import safe
from wording.figures import ABSENT
from wording.words import _, mark

__all__ = [
    "action",
    "alert_kind",
    "bucket",
    "channel",
    "clock_kind",
    "debt_class",
    "debt_class_short",
    "dispute_reason",
    "ending",
    "grade",
    "held_reason",
    "lane",
    "outcome",
    "promise_state",
    "sender",
    "severity",
    "severity_sign",
    "tone",
    "verdict",
]

_DEBT_CLASS = {
    "not_due": mark("not yet due"),
    "in_collection": mark("in collection"),
    "doubtful": mark("doubtful"),
    "bad": mark("bad debt"),
    "dead": mark("dead debt"),
}
_DEBT_CLASS_SHORT = {
    "not_due": mark("not due"),
    "in_collection": mark("collect"),
    "doubtful": mark("doubtful"),
    "bad": mark("bad"),
    "dead": mark("dead"),
}
_LANE = {"clock": mark("clock"), "event": mark("event"), "value": mark("value")}
_SEVERITY = {"info": mark("notice"), "warning": mark("warning"), "critical": mark("critical")}
_SIGNS = {"critical": "!!", "warning": "!", "info": ""}
_CHANNEL = {
    "call": mark("call"),
    "email": mark("mail"),
    "letter": mark("letter"),
    "visit": mark("visit"),
    "message": mark("message"),
    "note": mark("note"),
}
_OUTCOME = {
    "spoke": mark("spoke"),
    "replied": mark("replied"),
    "no_answer": mark("no answer"),
    "voicemail": mark("voicemail"),
    "bounced": mark("bounced"),
    "payment_sent": mark("payment sent"),
    "evidence": mark("evidence given"),
    "refused": mark("refused to pay"),
    "insurer_notified": mark("insurer notified"),
}
_ACTION = {
    "service": mark("check documents"),
    "remind": mark("remind"),
    "ask_for_date": mark("ask for a date"),
    "escalate": mark("escalate"),
    "agree_plan": mark("agree a plan"),
    "deadline": mark("set a deadline"),
    "file_claim": mark("file a claim"),
}
_SENDER = {
    "sales": mark("sales"),
    "collector": mark("collector"),
    "chief": mark("head of collections"),
    "finance_manager": mark("finance manager"),
    "director": mark("director"),
    "practitioner": mark("lawyer"),
}
_TONE = {
    "service": mark("as a service"),
    "friendly": mark("friendly"),
    "firm": mark("firm"),
    "face_saving": mark("face-saving"),
    "final": mark("final"),
    "formal_insolvency": mark("formal, insolvency"),
}
_PROMISE = {
    "running": mark("running"),
    "kept": mark("kept"),
    "partly_kept": mark("partly kept"),
    "broken": mark("broken"),
}
_ALERT = {
    "overdue_beyond_habit": mark("later than its habit"),
    "order_while_overdue": mark("ordered while overdue"),
    "limit_exceeded": mark("limit exceeded"),
    "broken_promise": mark("broken promise"),
    "unreachable": mark("unreachable"),
    "winding_up_petition": mark("winding-up petition"),
    "winding_up_petition_dismissed": mark("winding-up petition dismissed"),
    "winding_up_order": mark("winding-up order"),
    "administration": mark("administration"),
    "cva": mark("company voluntary arrangement"),
    "receivership": mark("receivership"),
    "cvl": mark("creditors' voluntary liquidation"),
    "mvl": mark("members' voluntary liquidation"),
    "moratorium": mark("moratorium"),
    "strike_off_notice": mark("strike-off notice"),
    "strike_off_discontinued": mark("strike-off discontinued"),
    "dissolved": mark("dissolved"),
    "charge_created": mark("charge created"),
    "charge_satisfied": mark("charge satisfied"),
    "director_resigned": mark("director resigned"),
    "rating_changed": mark("rating changed"),
    "limit_changed": mark("recommended limit changed"),
    "judgment": mark("court judgment"),
    "accounts_overdue": mark("accounts overdue"),
    "name_changed": mark("name changed"),
    "address_changed": mark("address changed"),
    "sanctions_hit": mark("sanctions hit"),
    "vat_deregistered": mark("VAT deregistered"),
    "lei_lapsed": mark("LEI lapsed"),
    "claim_deadline": mark("claim deadline"),
}
_CLOCK = {"promise": mark("promise"), "insurer_notice": mark("notice to the insurer")}
_VERDICT = {"go": mark("Go"), "conditions": mark("Go with conditions"), "hold": mark("Hold")}
_DISPUTE = {
    "quality": mark("quality"),
    "quantity": mark("quantity"),
    "price": mark("price"),
    "documents": mark("documents"),
    "late_delivery": mark("late delivery"),
    "not_received": mark("not received"),
    "duplicate": mark("duplicate invoice"),
    "already_paid": mark("already paid"),
    "lc_discrepancy": mark("L/C discrepancy"),
    "other": mark("other"),
}
_HELD = {
    "snoozed": mark("put aside"),
    "unapplied_covers": mark("unapplied cash covers it"),
    "disputed": mark("in dispute"),
    "promise_running": mark("promise running"),
    "recently_contacted": mark("contacted recently"),
    "cash_pending": mark("payment on its way"),
    "day_off": mark("day off there"),
}
_BUCKET = {"not_due": mark("current"), "unapplied": mark("unapplied")}
_ENDING = {
    "ok": mark("answered"),
    "partial": mark("answered in part"),
    "not_found": mark("not found"),
    "not_entitled": mark("not entitled"),
    "auth_failed": mark("key refused"),
    "quota": mark("quota spent"),
    "rate_limited": mark("asked too often"),
    "unavailable": mark("not available"),
    "bad_response": mark("unusable answer"),
    "tls_failed": mark("connection not trusted"),
    "cancelled": mark("called off"),
    "unknown_charge": mark("perhaps charged"),
}


def _term(table: Mapping[str, str], value: str) -> str:
    """The word for `value`; what no table knows, such as a newer book's word, is shown as it stands."""
    message = table.get(str(value))
    return _(message) if message is not None else safe(str(value))


def debt_class(value: str) -> str:
    """One of the five classes of debt."""
    return _term(_DEBT_CLASS, value)


def debt_class_short(value: str) -> str:
    """One of the five classes in at most eight cells."""
    return _term(_DEBT_CLASS_SHORT, value)


def grade(value: str | None) -> str:
    """The grade's letter; `unrated` in words, a dash where nobody rates yet."""
    if value is None:
        return ABSENT
    return _("unrated") if value == "unrated" else safe(value)


def lane(value: str) -> str:
    """A lane of the queue."""
    return _term(_LANE, value)


def severity(value: str) -> str:
    """How loudly an alert speaks."""
    return _term(_SEVERITY, value)


def severity_sign(value: str) -> str:
    """The sign that says it without colour: `!!`, `!` or nothing."""
    return _SIGNS[str(value)]


def channel(value: str) -> str:
    """A way to speak to a buyer."""
    return _term(_CHANNEL, value)


def outcome(value: str) -> str:
    """What came of a contact; empty where nothing was noted."""
    return _term(_OUTCOME, value)


def action(value: str) -> str:
    """What is done next."""
    return _term(_ACTION, value)


def sender(value: str) -> str:
    """Who speaks."""
    return _term(_SENDER, value)


def tone(value: str) -> str:
    """How it is said."""
    return _term(_TONE, value)


def promise_state(value: str) -> str:
    """How a promise stands."""
    return _term(_PROMISE, value)


def alert_kind(value: str) -> str:
    """An alert of the ledger, or the published event it stands for."""
    return _term(_ALERT, value)


def clock_kind(value: str) -> str:
    """What runs out."""
    return _term(_CLOCK, value)


def verdict(value: str) -> str:
    """The answer of an order check."""
    return _term(_VERDICT, value)


def dispute_reason(value: str) -> str:
    """Why a buyer contests an invoice."""
    return _term(_DISPUTE, value)


def held_reason(value: str) -> str:
    """Why a buyer is left alone today."""
    return _term(_HELD, value)


def bucket(name: str) -> str:
    """A bucket of the aging; one that is named by its days stays as it is."""
    return _term(_BUCKET, name)


def ending(value: str) -> str:
    """How asking a provider ended."""
    return _term(_ENDING, value)
