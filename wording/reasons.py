"""Why, in sentences: the reasons behind a class, a place in the queue and a verdict, and the alerts.

The trade gives a code and facts; every code has its sentence here. A code without one is a fault of ours and raises.
"""

from collections.abc import Callable, Mapping

from credit.alerts import Alert
from credit.orders.verdict import Condition
from credit.reason import Reason
from wording import figures, loss_terms, report_terms, terms, transit_terms
from wording.listing import listed
from wording.sentence import Sentence, say, says
from wording.sentences import (
    alerts,
    classes,
    clocks,
    conditions,
    dimensions,
    foresight,
    grades,
    leniency,
    limits,
    loss,
    orders,
    payment,
    treatment,
    waiting,
)
from wording.words import _

__all__ = ["alert", "alert_line", "condition", "reason"]

_EVENT = says("{event} ({provider})")
_EVENT_ON = says("{event}, published {on} ({provider})")
_TITLE = says(": {title}")
_DISMISSED = says("; dismissed on {dismissed_on}, which does not clear it")
_IN_PART = says(" In part only: no rate for {left_out}.")
_ROOMS = (
    alerts,
    classes,
    clocks,
    dimensions,
    foresight,
    grades,
    leniency,
    limits,
    loss,
    orders,
    payment,
    treatment,
    waiting,
)
_SENTENCES: dict[str, Sentence] = {code: sentence for room in _ROOMS for code, sentence in room.SENTENCES.items()}
_WORDS: Mapping[str, Callable[[str], str]] = {
    "band": terms.country_band,
    "buckets": lambda names: listed(terms.bucket(name) for name in names.split(", ")),
    "channel": terms.channel,
    "country": terms.working_in,
    "debt_class": terms.debt_class,
    "dimension": terms.dimension,
    "entered_by": terms.class_event,
    "event": terms.alert_kind,
    "finding": report_terms.finding,
    "grade": terms.grade,
    "other": report_terms.value,
    "papers": transit_terms.papers,
    "hold_rule": terms.hold_rule,
    "ladder": terms.ladder,
    "rule": terms.rule,
    "segment": loss_terms.segment,
    "source": terms.source,
    "square": terms.square,
    "value": report_terms.value,
}
"""Facts that are a word of the trade, and what says that word."""


def reason(value: Reason) -> str:
    """One sentence for a reason; the amount it adds to its sum is shown beside it and not repeated."""
    facts: dict[str, object] = {"amount": value.amount, **value.facts}
    if value.code.endswith("_missed"):
        facts["days"] = -int(str(facts["days"]))
    code = value.code
    usual = facts.get("usual")
    if f"{code}_early" in _SENTENCES and isinstance(usual, int) and usual < 0:
        code, facts["usual"] = f"{code}_early", -usual
    if f"{code}_untold" in _SENTENCES and "stake" not in facts:
        code = f"{code}_untold"
    facts |= {name: word(str(facts[name])) for name, word in _WORDS.items() if isinstance(facts.get(name), str)}
    kind = value.code.removeprefix("alert_")
    if value.code not in _SENTENCES and kind != value.code and "notice" in facts:
        return _published(facts | {"event": terms.alert_kind(kind)})
    return say(_SENTENCES[code], facts) + (say(_IN_PART, facts) if facts.get("left_out") else "")


def alert(value: Alert) -> str:
    """One sentence for an alert, with the day of publication where it is a published event."""
    facts = {"on": value.on, **value.evidence} if "notice" in value.evidence else value.evidence
    return reason(Reason(f"alert_{value.kind}", facts))


def alert_line(value: Alert) -> str:
    """When it first rang, why, and who has seen it: one line of the inbox as text."""
    line = f"{figures.day(value.learnt_on)}  {alert(value)}"
    if value.acknowledged_on is None:
        return line
    seen = figures.day(value.acknowledged_on)
    who = figures.safe(value.acknowledged_by)
    return line + (_(" (seen by {who} on {day})").format(who=who, day=seen) if who else _(" (seen on {day})").format(day=seen))


def condition(value: Condition) -> str:
    """What would make the order acceptable, as a part of a sentence."""
    return say(conditions.SENTENCES[value.kind], {"value": value.value})


def _published(facts: dict[str, object]) -> str:
    """An event as it was published: what, when if it is told, by whom, under which title, and a dismissal that came later."""
    parts = [say(_EVENT_ON if "on" in facts else _EVENT, facts)]
    if facts.get("title"):
        parts.append(say(_TITLE, facts))
    if "dismissed_on" in facts:
        parts.append(say(_DISMISSED, facts))
    return "".join(parts)
