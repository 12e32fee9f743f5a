"""The trade's words for what the code knows by name: classes, lanes, channels, tones, alerts.

Scripts rely on the English codes; people read these words. The tables hold the words as they stand in the
catalogue and nothing translated, so the language may be chosen after this module is imported.
"""

from collections.abc import Mapping

from wording import clock_tables, distress_tables, treatment_tables
from wording import term_tables as tables
from wording.cells import safe
from wording.figures import ABSENT
from wording.words import _

__all__ = [
    "action",
    "alert_kind",
    "bucket",
    "channel",
    "class_event",
    "clock_doubt",
    "clock_kind",
    "country_band",
    "debt_class",
    "debt_class_short",
    "dimension",
    "dispute_reason",
    "distress_model",
    "ending",
    "face_rule",
    "goal",
    "grade",
    "held_reason",
    "hold_rule",
    "ladder",
    "lane",
    "leniency_reason",
    "month",
    "outcome",
    "paper",
    "play",
    "play_state",
    "promise_state",
    "rule",
    "sender",
    "severity",
    "severity_sign",
    "source",
    "square",
    "tone",
    "verdict",
    "working_in",
]


def _term(table: Mapping[str, str], value: str) -> str:
    """The word for `value`; what no table knows, such as a newer book's word, is shown as it stands."""
    message = table.get(str(value))
    return _(message) if message is not None else safe(str(value))


def debt_class(value: str) -> str:
    """One of the five classes of debt."""
    return _term(tables.DEBT_CLASS, value)


def debt_class_short(value: str) -> str:
    """One of the five classes in at most eight cells."""
    return _term(tables.DEBT_CLASS_SHORT, value)


def grade(value: str | None) -> str:
    """The grade's letter; `unrated` in words, a dash where nobody rates yet."""
    if value is None:
        return ABSENT
    return _("unrated") if value == "unrated" else safe(value)


def lane(value: str) -> str:
    """A lane of the queue."""
    return _term(tables.LANE, value)


def severity(value: str) -> str:
    """How loudly an alert speaks."""
    return _term(tables.SEVERITY, value)


def severity_sign(value: str) -> str:
    """The sign that says it without colour: `!!`, `!` or nothing."""
    return tables.SIGNS[str(value)]


def channel(value: str) -> str:
    """A way to speak to a buyer."""
    return _term(tables.CHANNEL, value)


def outcome(value: str) -> str:
    """What came of a contact; empty where nothing was noted."""
    return _term(tables.OUTCOME, value)


def action(value: str) -> str:
    """What is done next."""
    return _term(tables.ACTION, value)


def sender(value: str) -> str:
    """Who speaks."""
    return _term(tables.SENDER, value)


def tone(value: str) -> str:
    """How it is said."""
    return _term(tables.TONE, value)


def promise_state(value: str) -> str:
    """How a promise stands."""
    return _term(tables.PROMISE, value)


def alert_kind(value: str) -> str:
    """An alert of the ledger, or the published event it stands for."""
    return _term(tables.ALERT, value)


def clock_kind(value: str) -> str:
    """What runs out."""
    return _term(clock_tables.CLOCK, value)


def clock_doubt(value: str) -> str:
    """Why a clock's day is not certain; empty where it is."""
    return _term(clock_tables.CLOCK_DOUBT, value)


def working_in(country: str) -> str:
    """The country whose working days are counted, or that it is weekdays because nobody knows the country."""
    return _("weekdays") if country == "weekdays" else safe(country)


def bound(value: str) -> str:
    """What bounds a recommended limit."""
    return _term(tables.BOUND, value)


def paper(value: str) -> str:
    """A paper of the bad-debt dossier."""
    return _term(clock_tables.PAPER, value)


def verdict(value: str) -> str:
    """The answer of an order check."""
    return _term(tables.VERDICT, value)


def class_event(value: str) -> str:
    """An event that made a class, by the code of its reason."""
    return _term(tables.CLASS_EVENT, value)


def hold_rule(value: str) -> str:
    """A rule that makes a new order wait."""
    return _term(tables.HOLD_RULE, value)


def country_band(value: str) -> str:
    """How risky a country is."""
    return _term(tables.COUNTRY_BAND, value)


def dispute_reason(value: str) -> str:
    """Why a buyer contests an invoice."""
    return _term(tables.DISPUTE, value)


def held_reason(value: str) -> str:
    """Why a buyer is left alone today."""
    return _term(tables.HELD, value)


def leniency_reason(value: str) -> str:
    """Why a buyer is given time."""
    return _term(tables.LENIENCY, value)


def square(value: str) -> str:
    """What ability and willingness together ask for."""
    return _term(treatment_tables.SQUARE, value)


def ladder(value: str) -> str:
    """How a buyer is treated: its class, a kind of leniency, or a stage."""
    return _term(treatment_tables.LADDER, value)


def goal(value: str) -> str:
    """What a treatment is to bring about."""
    return _term(treatment_tables.GOAL, value)


def face_rule(value: str) -> str:
    """What keeps the buyer's face."""
    return _term(treatment_tables.FACE_RULE, value)


def play(value: str) -> str:
    """A step of the insolvency playbook."""
    return _term(treatment_tables.PLAY, value)


def play_state(value: str) -> str:
    """How such a step stands."""
    return _term(treatment_tables.PLAY_STATE, value)


def bucket(name: str) -> str:
    """A bucket of the aging; one that is named by its days stays as it is."""
    return _term(tables.BUCKET, name)


def ending(value: str) -> str:
    """How asking a provider ended."""
    return _term(tables.ENDING, value)


def dimension(value: str) -> str:
    """One of the five dimensions of a buyer."""
    return _term(tables.DIMENSION, value)


def distress_model(value: str) -> str:
    """A model of distress by its author and what it was made for."""
    return _term(distress_tables.DISTRESS_MODEL, value)


def zone(value: str) -> str:
    """What a distress score says."""
    return _term(distress_tables.ZONE, value)


def why_no_score(value: str) -> str:
    """Why a distress model gives no score."""
    return _term(distress_tables.WHY_NO_SCORE, value)


def source(value: str) -> str:
    """Where a fact comes from: the house's own sources in words, a provider by its name."""
    return _term(tables.SOURCE, value)


def rule(value: str) -> str:
    """Where a number stands, without the mark that tells how well it was read: the doubt beside it says that."""
    return safe(value.split("] ", 1)[1] if value.startswith("[") and "] " in value else value)


def month(number: int) -> str:
    """A month of the year, 1 for January."""
    return _term(tables.MONTH, str(number))
