"""The square of ability and willingness moves the treatment within debt in collection, and nothing else (TRADE.md appendix A).

Points by the default bands. Able: 100 each. Not able: (0 x 20 + 10 x 10 + 10 x 8 + 0 x 8 + 0 x 10) / 56 = 3. Willing:
(90 x 15 + 100 x 70) / 85 = 98. Not willing: (0 x 15 + 0 x 20 + 10 x 25 + 20 x 25) / 85 = 8. Of financial strength 56 of 109
are known, 51 %, which is 25 % of ability (30 of 60); of management 85 of 100, which is 25 % of willingness (15 of 50).
"""

from dataclasses import replace
from typing import Any

import pytest

from credit.assess import assess_book
from credit.assessment import Assessment
from credit.debt_class import DebtClass
from credit.gates import gate
from credit.ladder import Action, Sender, Tone
from credit.policy import DEFAULT_POLICY, Policy
from credit.problem import InvalidPolicy
from credit.rating.letter import Grade
from credit.square import Square, TreatedBy, advised
from credit.treatment import ladder_name, next_step, treatment
from tests.credit.little_book import TODAY, little_book

ABLE = "FIN.equity_percent:60 FIN.current_ratio:2.5 FIN.acid_test:2 FIN.gearing:0.2 FIN.return_on_assets:12"
UNABLE = "FIN.equity_percent:-5 FIN.current_ratio:0.5 FIN.acid_test:0.2 FIN.gearing:9 FIN.return_on_assets:-9"
WILLING = "MAN.directors_active:3 MAN.disqualified_officers:0 MAN.resignations_12m:0 ENT.filings_overdue:false"
UNWILLING = "MAN.directors_active:0 MAN.disqualified_officers:3 MAN.resignations_12m:5 ENT.filings_overdue:true"
TOLD = {
    Square.KEEP: f"{ABLE} {WILLING}",
    Square.PRESS: f"{ABLE} {UNWILLING}",
    Square.LENIENT: f"{UNABLE} {WILLING}",
    Square.CASH: f"{UNABLE} {UNWILLING}",
}
SHORT = {"FIN.": "financial_strength.", "MAN.": "management_factors.", "ENT.": "enterprise_quality."}


def buyer(told: str, due: str = "-20", more: str = "", **differing: Any) -> Assessment:
    """A buyer that owes 500 since so many days, and what a bureau tells of it."""
    for short, room in SHORT.items():
        told = told.replace(short, room)
    text = f"invoice C1 I1 {due} 500USD\n{more}\n" + (f"report C1 B1 -9 bureau {told}" if told else "")
    book = replace(little_book(text), policy=Policy.of(differing) if differing else DEFAULT_POLICY)
    return assess_book(book, TODAY).of("C1")


@pytest.mark.parametrize(
    ("square", "ability", "willingness"),
    [(Square.KEEP, 100, 98), (Square.PRESS, 100, 8), (Square.LENIENT, 3, 98), (Square.CASH, 3, 8)],
)
def test_where_a_buyer_stands(square: Square, ability: int, willingness: int) -> None:
    found = buyer(TOLD[square])
    assert (found.verdict.ability.score, found.verdict.willingness.score) == (ability, willingness)
    assert (found.verdict.ability.confidence, found.verdict.willingness.confidence) == (25, 25)
    assert found.square is square


@pytest.mark.parametrize(
    ("square", "ladder", "action", "sender", "tone", "most"),
    [
        (Square.KEEP, "in_collection", Action.ASK_FOR_DATE, Sender.COLLECTOR, Tone.FRIENDLY, 2),
        (Square.PRESS, "pressed", Action.ESCALATE, Sender.CHIEF, Tone.FIRM, 3),
        (Square.LENIENT, "plan_and_security", Action.PLAN_AND_SECURITY, Sender.SALES_DIRECTOR, Tone.FRIENDLY, 1),
        (Square.CASH, "doubtful", Action.PART_NOW, Sender.FINANCE_MANAGER, Tone.FACE_SAVING, 2),
    ],
)
def test_debt_in_collection_is_treated_by_the_square(
    square: Square, ladder: str, action: Action, sender: Sender, tone: Tone, most: int
) -> None:
    """20 days past due and never spoken to: the last step whose day has come and that needs no contact before it."""
    told = treatment(buyer(TOLD[square]), DEFAULT_POLICY)
    assert (told.ladder, told.most_contacts) == (ladder, most)
    assert (told.step.action, told.step.sender, told.step.tone) == (action, sender, tone)


def test_the_square_is_told_as_a_reason_where_it_moved_the_ladder() -> None:
    told = treatment(buyer(TOLD[Square.PRESS]), DEFAULT_POLICY).reasons
    (why,) = (reason for reason in told if reason.code == "treatment_square")
    assert {name: why.facts[name] for name in ("square", "ability", "willingness", "ladder", "source")} == {
        "square": "press", "ability": 100, "willingness": 8, "ladder": "pressed", "source": "policy",
    }  # fmt: skip
    kept = treatment(buyer(TOLD[Square.KEEP]), DEFAULT_POLICY).reasons
    assert [reason for reason in kept if reason.code == "treatment_square"] == []


@pytest.mark.parametrize("square", TOLD)
@pytest.mark.parametrize(
    ("due", "more", "ladder"),
    [
        ("+20", "", "not_due"),
        ("-100", "", "doubtful"),
        ("-200", "", "bad"),
        ("-20", "lenient C1 L1 -5 potential until=+60 cap=9000USD", "potential"),
        ("-20", "note C1 K1 -1 handed_over", "handed_over"),
    ],
)
def test_every_other_treatment_stays_what_it_is(square: Square, due: str, more: str, ladder: str) -> None:
    assert ladder_name(buyer(TOLD[square], due, more)) == ladder


def test_a_reading_that_is_not_sure_enough_moves_nothing() -> None:
    """One of the two alone is none, and 25 % is not 26."""
    assert buyer(UNWILLING).square is Square.UNKNOWN
    assert buyer(TOLD[Square.PRESS], squares={"least_confidence_percent": 25}).square is Square.PRESS
    unsure = buyer(TOLD[Square.PRESS], squares={"least_confidence_percent": 26})
    assert (unsure.square, ladder_name(unsure)) == (Square.UNKNOWN, "in_collection")


def test_the_own_record_alone_is_no_square() -> None:
    """It has made the grade and the class already."""
    paid = "\n".join(f"invoice C1 P{n} {-200 + n} 900USD \n receipt C1 R{n} {-200 + n} 900USD for=P{n}" for n in range(4))
    assert buyer("", more=paid, squares={"least_confidence_percent": 0}).square is Square.UNKNOWN


def test_the_table_is_the_houses_to_change() -> None:
    own = buyer(TOLD[Square.PRESS], squares={"press": {"ladder": "in_collection"}})
    assert ladder_name(own) == "in_collection"
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of({"squares": {"press": {"ladder": "presed"}}})
    assert (raised.value.facts["key"], raised.value.facts["near"]) == ("squares.press.ladder", "pressed")


def test_every_ladder_a_square_can_name_is_there() -> None:
    assert [name for name in TreatedBy if not hasattr(DEFAULT_POLICY.ladders, name)] == []


@pytest.mark.parametrize(
    ("square", "contacts", "held"),
    [
        (Square.KEEP, ("-4",), "recently_contacted"),  # five days of rest
        (Square.KEEP, ("-5",), ""),
        (Square.PRESS, ("-3",), "recently_contacted"),  # the ladder's own four
        (Square.PRESS, ("-4",), ""),
        (Square.LENIENT, ("-6",), "recently_contacted"),  # seven
        (Square.LENIENT, ("-7",), ""),
        (Square.PRESS, ("-6", "-5", "-4"), "contact_cap"),  # three a week
        (Square.PRESS, ("-5", "-4"), ""),
        (Square.KEEP, ("-6", "-5"), "contact_cap"),  # two
    ],
)
def test_rest_and_cap_are_those_of_the_ladder_the_square_chose(square: Square, contacts: tuple[str, ...], held: str) -> None:
    found = buyer(TOLD[square], more="\n".join(f"email C1 K{n} {on}" for n, on in enumerate(contacts)))
    told = gate(found, False, next_step(found, DEFAULT_POLICY).channel, DEFAULT_POLICY)
    assert (told.reason if told else "") == held


def advice(square: Square, due: str = "-20", *, least: int = 20) -> str:
    entry = buyer(TOLD[square], due, "receipt C1 R1 -25 1USD" if due == "+20" else "")
    policy = replace(DEFAULT_POLICY.squares, least_confidence_percent=least)
    return advised(entry.verdict, policy, entry.debt_class.value, entry.graded.value).code


@pytest.mark.parametrize(
    ("square", "due", "code"),
    [
        (Square.KEEP, "+20", "advice_keep"),
        (Square.KEEP, "-20", "advice_by_class"),  # in collection
        (Square.KEEP, "-200", "advice_by_class"),
        (Square.LENIENT, "-20", "advice_lenient"),
        (Square.LENIENT, "-100", "advice_by_class"),  # doubtful
        (Square.PRESS, "-200", "advice_press"),
        (Square.CASH, "+20", "advice_cash"),
    ],
)
def test_no_advice_contradicts_the_class(square: Square, due: str, code: str) -> None:
    assert advice(square, due) == code


def test_a_low_grade_keeps_no_terms() -> None:
    entry = buyer(TOLD[Square.KEEP], "+20")
    given = {
        grade: advised(entry.verdict, DEFAULT_POLICY.squares, DebtClass.NOT_DUE, grade).code
        for grade in (Grade.C, Grade.D, Grade.E)
    }
    assert given == {Grade.C: "advice_keep", Grade.D: "advice_by_class", Grade.E: "advice_by_class"}


def test_thin_evidence_advises_nothing() -> None:
    assert advice(Square.PRESS, least=25) == "advice_press"
    assert advice(Square.PRESS, least=26) == "advice_thin"


def test_of_whom_nothing_is_known_nothing_is_advised() -> None:
    entry = buyer("")
    assert advised(entry.verdict, DEFAULT_POLICY.squares, entry.debt_class.value, entry.graded.value).code == "advice_unknown"
