"""Every line of a row of the queue, every gate, and whatever ends leniency rests on a fact: without it the row is another."""

import ast
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.control_group import drawn_until
from credit.gates import Held
from credit.leniency import standing
from credit.policy import Policy
from credit.reason import Reason
from credit.worklist import worklist
from tests.credit.little_book import TODAY, little_book, published
from tests.credit.without_fact import Sample, codes_given, of, stands_and_falls

OWES = "invoice C1 I1 -20 9000USD \n"
PETITION = OWES + "event C1 E1 -9 winding_up_petition \n"
WITHOUT_RATE = little_book("buyer C1 \n invoice C1 I1 -20 9000CHF")
CALLS = "call C1 K1 -6 spoke \n call C1 K2 -5 spoke \n"
PROMPT = "\n invoice C1 I3 +30 50USD \n receipt C1 R3 -19 50USD for=I3 \n"
"""Paid before its day, and neither here nor there."""
FREE = Policy.of({"valuing": {"cost": {"call": 0, "email": 0}}})

OWN = Policy.of({"valuing": {"own_history": 100}})
SINCE = (TODAY - timedelta(days=back) for back in range(28))
DRAWN = next(
    policy
    for day in SINCE
    if drawn_until("C1", TODAY, (policy := Policy.of({"control": {"since": day, "percent": 50, "largest": 9000}})).control)
)
"""A policy whose lot draws C1 today."""
PAID_LATE = "".join(f"invoice D{n} J{n} -120 900USD issued=-150 \n receipt D{n} R{n} -20 900USD for=J{n} \n" for n in range(40))
"""Open 90, 60 and 30 days ago, and known by now: a book on which foresight was tried."""

ROWS: Mapping[str, Sequence[Sample]] = {
    "waiting_foreseen": [Sample(little_book("buyer C1 \n" + OWES + PAID_LATE, OWN))],
    "waiting_item": [of(OWES)],
    "waiting_rest": [of("".join(f"invoice C1 I{n} -20 {9000 - n}USD \n" for n in range(6)))],
    "waiting_covered": [
        of(OWES + "security C1 S1 -9 1000USD form=standby_lc"),
        of("buyer C1 insured=1000USD \n" + OWES),
    ],
    "waiting_response": [
        of(OWES + "invoice C1 I2 -90 700USD \n receipt C1 R2 -60 700USD for=I2" + PROMPT + "call D1 K1 -400 spoke")
    ],
    "face_cost": [of(OWES + CALLS + "event C1 E1 -9 winding_up_petition")],
    "contact_cost": [Sample(little_book("buyer C1 \n" + OWES), little_book("buyer C1 \n" + OWES, FREE))],
    "waiting_in_part": [of(OWES + "invoice C1 I2 -20 700CHF", weighs=False)],
    "no_rate": [Sample(WITHOUT_RATE, replace(WITHOUT_RATE, rates=published(USD="1.25", CHF="1")))],
    "key_account": [of("buyer C1 owner=Lin \n" + OWES, weighs=False)],
    "can_stop": [of(OWES + "shipment C1 M1 -9 4000USD papers=originals_held eta=+9", weighs=False)],
    "goods_halted": [of(OWES + "shipment C1 M1 -9 4000USD papers=originals_held stopped_on=-1", weighs=False)],
    "pinned": [of(OWES + "pin C1 N1 -1 until=+9 reason=boss")],
    "pushed": [of(OWES + "pin C1 N1 -1 until=+9 reason=boss last=yes")],
    "gate_passed": [of(PETITION + "letter C1 K1 -9 handed_over")],
    "gate_passed_until": [of(PETITION + "dispute C1 D1 -3 quality"), of(PETITION + "hold C1 H1 -1 talks until=+5", weighs=False)],
}
"""Lines of a row; `contact_cost` rests on the policy alone, and goes with it."""

GATES: Mapping[str, Sequence[Sample]] = {
    "snoozed": [of(OWES + "hold C1 H1 -1 talks until=+5")],
    "unapplied_covers": [of("invoice C1 I1 -20 10USD \n receipt C1 R1 0 10USD \n pin C1 N1 -1 until=+9 reason=boss")],
    "disputed": [of(OWES + "dispute C1 D1 -3 quality"), of(OWES + "dispute C1 D1 -3 quality for=I1")],
    "promise_running": [of(OWES + "promise C1 P1 0 9000USD by=+3 for=I1")],
    "handed_over": [of(OWES + "letter C1 K1 -9 handed_over")],
    "cash_pending": [of(OWES + "call C1 K1 -1 payment_sent")],
    "lenient": [of(OWES + "lenient C1 L1 -9 potential until=+90 cap=90000USD \n email C1 M1 -9 replied")],
    "recently_contacted": [of(OWES + "call C1 K1 -1 spoke")],
    "contact_cap": [of(OWES + CALLS.replace("-5", "-6"))],
    "day_off": [of("buyer C1 country=RU \n" + OWES)],
    "control_group": [Sample(little_book("buyer C1 \n" + OWES, DRAWN), little_book("buyer C1 \n" + OWES))],
}
"""Who is left alone; `control_group` rests on the lot of the policy, and goes with it."""

PATIENT = "lenient C1 L1 -10 potential until=+300 cap=10000USD \n"
LENIENT: Mapping[str, Sequence[Sample]] = {
    "leniency_by_hand": [of(OWES + PATIENT.replace("\n", "ended_on=-1 \n"))],
    "leniency_until": [of(OWES + PATIENT.replace("+300", "-1"))],
    "leniency_review": [of(OWES.replace("-20", "+9") + PATIENT.replace("-10", "-105"))],
    "leniency_cap": [of(OWES + PATIENT.replace("10000USD", "8999USD"))],
    "leniency_insurer_stop": [of("buyer C1 insured=2000USD \n" + OWES.replace("-20", "-70") + PATIENT)],
    "leniency_petition": [of(PETITION + PATIENT)],
    "leniency_class": [
        of(OWES + PATIENT + "promise C1 P1 -15 9USD by=-12 learnt=-15 \n promise C1 P2 -14 9USD by=-11 learnt=-14")
    ],
}


def placed(book: Book) -> tuple[Sequence[Reason], object]:
    """The reasons of the buyer's row, and its lane, its worth a day, its place in the lane and its step."""
    found = worklist(assess_book(book, TODAY))
    return next(
        ((task.reasons, (task.lane, task.value_per_day, task.urgency, task.step)) for task in found.tasks), ((), found.held)
    )


def gated(book: Book) -> tuple[Sequence[Reason], object]:
    """The gate the buyer stands before, and until when."""
    found = worklist(assess_book(book, TODAY)).placed.get("C1")
    return ((Reason(found.reason, found.facts),), (found.reason, found.until)) if isinstance(found, Held) else ((), "")


def ended(book: Book) -> tuple[Sequence[Reason], object]:
    """What ended the time that was granted, and whether it stands."""
    entry = assess_book(book, TODAY).of("C1")
    found = standing(entry.account, entry.ledger, entry.debt_class, book)
    return (found.ended, found.in_force) if found is not None else ((), None)


def gates() -> set[str]:
    """Names of all gates, from the source."""
    tree = ast.parse((Path(__file__).parents[2] / "credit/gates.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call.args[1] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Held"]
    return {str(name.value) for name in named if isinstance(name, ast.Constant)}


def test_every_line_every_gate_and_every_end_of_leniency_has_its_little_book() -> None:
    assert ROWS.keys() == codes_given("credit/worklist.py", "credit/waiting.py", "credit/in_transit.py")
    assert GATES.keys() == gates()
    assert LENIENT.keys() == codes_given("credit/leniency.py")


@pytest.mark.parametrize(("code", "sample"), [(code, sample) for code, samples in ROWS.items() for sample in samples])
def test_without_its_fact_a_line_is_not_told_and_the_row_is_another(code: str, sample: Sample) -> None:
    stands_and_falls(code, sample, placed)


@pytest.mark.parametrize(("gate", "sample"), [(gate, sample) for gate, samples in GATES.items() for sample in samples])
def test_without_its_fact_a_gate_is_open(gate: str, sample: Sample) -> None:
    stands_and_falls(gate, sample, gated)


@pytest.mark.parametrize(("code", "sample"), [(code, sample) for code, samples in LENIENT.items() for sample in samples])
def test_without_its_fact_leniency_has_not_ended_or_was_never_granted(code: str, sample: Sample) -> None:
    stands_and_falls(code, sample, ended)
