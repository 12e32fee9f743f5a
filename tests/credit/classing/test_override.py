"""A person's class stands in place while it lasts, beside the rules' own, and never lighter than the law's."""

import pytest

from credit.five_classes import DebtClass
from credit.reason import Reason, ReasonFact
from tests.credit.little_book import assessed, day

NOT_DUE, IN_COLLECTION, DOUBTFUL, BAD, DEAD = DebtClass

OWES = "invoice C1 I1 -20 500USD \n"


def values(text: str) -> tuple[DebtClass, DebtClass, str]:
    """The class that stands, the rules' own, and the number of the decision in force."""
    found = assessed(text)
    return found.debt_class.value, found.debt_class.by_rules, found.override.id if found.override else ""


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ("class C1 V1 -9 bad until=+90 reason=told", (BAD, IN_COLLECTION, "V1")),
        ("class C1 V1 -9 not_due until=+90 reason=told", (NOT_DUE, IN_COLLECTION, "V1")),
        ("class C1 V1 -9 bad until=0 reason=told", (BAD, IN_COLLECTION, "V1")),  # the last day of it
        ("class C1 V1 -9 bad until=-1 reason=told", (IN_COLLECTION, IN_COLLECTION, "")),
        ("class C1 V1 0 bad until=+9 reason=told", (BAD, IN_COLLECTION, "V1")),
        ("class C1 V1 +1 bad until=+9 reason=told learnt=0", (IN_COLLECTION, IN_COLLECTION, "")),
        ("class C1 V1 -9 bad until=+9 \n class C1 V2 -5 dead until=+5", (DEAD, IN_COLLECTION, "V2")),
        ("class C1 V1 -9 bad until=+9 \n class C1 V2 -5 dead until=-1", (IN_COLLECTION, IN_COLLECTION, "")),  # replaced for good
    ],
)
def test_a_decision_stands_while_it_lasts(decided: str, expected: tuple[DebtClass, DebtClass, str]) -> None:
    assert values(OWES + decided) == expected


def test_both_are_told() -> None:
    reasons = assessed(OWES + "class C1 V1 -9 bad until=+90 reason=told who=Mei").debt_class.reasons
    facts: dict[str, ReasonFact] = {
        "on": day("-9"), "until": day("+90"), "why": "told", "source": "desk", "override": "V1", "who": "Mei",
        "debt_class": "bad",
    }  # fmt: skip
    assert reasons[0] == Reason("class_override", facts)
    assert [reason.code for reason in reasons] == ["class_override", "class_age"]


def test_no_decision_lifts_the_law() -> None:
    lighter = OWES + "event C1 E1 -2 winding_up_order \n class C1 V1 -9 in_collection until=+9 reason=told"
    assert values(lighter) == (DEAD, DEAD, "")
    told = assessed(lighter).debt_class.reasons[-1]
    assert (told.code, told.facts["override"], told.facts["debt_class"]) == ("class_override_overruled", "V1", "in_collection")
    assert values(lighter.replace("in_collection", "dead")) == (DEAD, DEAD, "V1")


def test_death_by_age_alone_and_a_petition_can_be_decided_otherwise() -> None:
    assert values("invoice C1 I1 -1200 500USD \n class C1 V1 -9 bad until=+9 reason=told") == (BAD, DEAD, "V1")
    petition = OWES + "event C1 E1 -2 winding_up_petition \n class C1 V1 -1 in_collection until=+9 reason=told"
    assert values(petition) == (IN_COLLECTION, BAD, "V1")
