"""Every name the code knows has a word in both languages."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import StrEnum

import pytest

from credit.actions import DISPUTE_REASONS, PAPERS
from credit.activity import Channel, Outcome
from credit.aging import bucket_names
from credit.alerts import AlertKind
from credit.clocks.clock import ClockKind, Doubt
from credit.decision import LeniencyReason
from credit.distress import DistressPolicy, Firm, Statements, WhyNot, Zone, distress_models
from credit.dossier import Paper
from credit.five_classes import DebtClass
from credit.ladder import Action, FaceRule, Goal, Sender, Tone
from credit.ladders import Ladders
from credit.limits.bounds import Bound
from credit.orders.hold_rules import RuleName
from credit.orders.payment_method import CountryBand
from credit.orders.verdict import Verdict
from credit.playbook import Play, PlayState
from credit.policy import DEFAULT_POLICY
from credit.promises import PromiseState
from credit.rating.dimension import Dimension
from credit.reason import DESK, OWN_LEDGER, POLICY
from credit.report import EventKind, Severity
from credit.shipment import Papers
from credit.square import Square
from credit.worklist import Lane
from integrations.endings import Ending
from tests.wording.speaking import calls, functions, speaking
from wording import terms, transit_terms
from wording.evidence_terms import evidence
from wording.figures import width

Say = Callable[[str], str]

WORDS: list[tuple[Say, Iterable[str]]] = [
    (terms.debt_class, DebtClass),
    (terms.debt_class_short, DebtClass),
    (terms.grade, ["unrated"]),
    (terms.lane, Lane),
    (terms.severity, Severity),
    (terms.channel, Channel),
    (terms.outcome, [value for value in Outcome if value]),
    (terms.action, Action),
    (terms.sender, Sender),
    (terms.tone, Tone),
    (terms.promise_state, PromiseState),
    (terms.alert_kind, [*AlertKind, *EventKind]),
    (terms.clock_kind, ClockKind),
    (terms.clock_doubt, [doubt for doubt in Doubt if doubt]),
    (terms.bound, Bound),
    (terms.paper, Paper),
    (transit_terms.papers, Papers),
    (terms.verdict, Verdict),
    (terms.class_event, [f"class_{name}" for name in ("broken_promises", "grade", "plan_asked", "short_pays", "unreachable")]),
    (terms.hold_rule, RuleName),
    (terms.country_band, CountryBand),
    (terms.dispute_reason, DISPUTE_REASONS),
    (evidence, PAPERS),
    (terms.held_reason, [str(call.args[1].value) for f in functions("credit") for call in calls(f, "Held")]),  # type: ignore[attr-defined]  # each reason is written out
    (terms.leniency_reason, LeniencyReason),
    (terms.ladder, [field.name for field in fields(Ladders)]),
    (terms.square, Square),
    (terms.goal, Goal),
    (terms.face_rule, FaceRule),
    (terms.play, Play),
    (terms.play_state, PlayState),
    (terms.bucket, ["not_due", "unapplied"]),
    (terms.ending, Ending),
    (terms.dimension, Dimension),
    (lambda value: terms.month(int(value)), [str(number) for number in range(1, 13)]),
    (terms.zone, [value for value in Zone if value]),
    (terms.why_no_score, [value for value in WhyNot if value]),
    (terms.distress_model, [result.name for result in distress_models(Statements("USD"), Firm(), DistressPolicy())]),
    (terms.source, [OWN_LEDGER, DESK, POLICY]),
]


@pytest.mark.parametrize(("say", "values"), WORDS)
def test_every_member_has_a_word_of_its_own_in_both_languages(say: Say, values: Iterable[str]) -> None:
    english = {value: say(value) for value in values}
    with speaking("zh"):
        chinese = {value: say(value) for value in values}
    assert english
    for said in (english, chinese):
        assert all(said.values())
        assert len(set(said.values())) == len(said), "two members are called the same"
    assert not [value for value in english if english[value] == chinese[value]], "not translated"
    assert not [word for word in english.values() if "_" in word], "a code is shown instead of a word"


def test_five_classes_are_called_as_the_trade_calls_them() -> None:
    with speaking("zh"):
        assert [terms.debt_class(value) for value in DebtClass] == ["未收款", "催收款", "准呆账", "呆账", "死账"]


def test_short_words_fit_their_columns() -> None:
    for lang in ("en", "zh"):
        with speaking(lang):
            assert max(width(terms.debt_class_short(value)) for value in DebtClass) <= 8
            assert max(width(terms.lane(value)) for value in Lane) <= 6


def test_severity_is_told_without_colour() -> None:
    assert [terms.severity_sign(value) for value in Severity] == ["", "!", "!!"]


def test_a_bucket_named_by_its_days_stays_as_it_is() -> None:
    first, *rest = bucket_names(DEFAULT_POLICY.buckets)
    assert [terms.bucket(name) for name in rest] == ["1-30", "31-60", "61-90", "91-180", "181-365", ">365"]
    assert terms.bucket(first) == "not due"


def test_a_grade_is_its_letter_and_an_absent_one_a_dash() -> None:
    assert [terms.grade(value) for value in ("A", "E", None)] == ["A", "E", "-"]


def test_nothing_noted_of_a_contact_is_nothing() -> None:
    assert terms.outcome(Outcome.NONE) == ""


def test_a_word_of_a_newer_book_is_shown_and_cannot_speak_to_the_terminal() -> None:
    assert terms.dispute_reason("tariff\x1b[2J") == "tariff [2J"


class Colour(StrEnum):
    """An enumeration nobody translated."""

    RED = "red"


def test_any_enumeration_is_shown_by_its_value() -> None:
    assert terms.tone(Colour.RED) == "red"
