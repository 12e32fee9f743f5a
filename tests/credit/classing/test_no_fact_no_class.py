"""Every rule of the debt class rests on a fact of the book: without it the rule is silent, and the class another."""

from collections.abc import Mapping, Sequence

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.reason import Reason
from tests.credit.classing.test_events import BROKEN, SILENT, short
from tests.credit.classing.test_law import TWO_YEARS
from tests.credit.classing.test_leaving import BAD_ONCE, GOOD, PAID, SHORT, plan
from tests.credit.classing.test_staying import PAID as PAID_PROMISES
from tests.credit.classing.test_staying import SERIES, THREE, TWO
from tests.credit.classing.test_staying import SILENT as SILENCE_ENDED
from tests.credit.little_book import TODAY, little_book, published
from tests.credit.without_fact import Sample, codes_given, of, stands_and_falls

YOUNG = "invoice C1 I1 -20 500USD \n"
"""In collection by its age."""
RATED = "report C1 B{0} -{0} creditsafe financial_strength.rating_provider:{1} \n"
ASKED = "buyer C1 insured=9000USD \n invoice C1 I1 -61 500USD \n call C1 K1 -3 plan_requested"
BARRED = "buyer C1 law=FR country=FR \n invoice C1 I1 2022-06-10 500USD issued=2022-05-01 \n"
OLD_AND_SHORT = (
    GOOD + "invoice C1 I1 -56 5000USD \n receipt C1 R1 -5 5000USD for=I1 \n"
    + SHORT.replace("-40", "-29").replace("-35", "-28").replace("-34", "-27").replace("-33", "-26")
)  # fmt: skip
DOLLARS = published(USD="1.25")

SAMPLES: Mapping[str, Sequence[Sample]] = {
    "class_insolvency": [of(YOUNG + "event C1 E1 -9 winding_up_order")],
    "class_petition": [of(YOUNG + "event C1 E1 -9 winding_up_petition")],
    "class_written_off": [of(YOUNG + "letter C1 K1 -10 written_off for=I1")],
    "class_unenforceable": [of(YOUNG + "letter C1 K1 -10 unenforceable for=I1")],
    "time_barred": [of(little_book(BARRED, TWO_YEARS))],
    "class_age": [of(f"invoice C1 I1 -{days} 500USD") for days in (8, 91, 181, 1096)],
    "class_dispute_unjustified": [of("invoice C1 I1 -3 500USD \n dispute C1 D1 -2 quality for=I1 closed=-1 justified=no")],
    "class_broken_promises": [
        of("invoice C1 I1 -60 500USD \n" + BROKEN, steps=True),
        of("invoice C1 I1 -60 500USD \n" + "\n".join(BROKEN.splitlines()[:3]), steps=True),
        of("invoice C1 I1 -5 500USD \n promise C1 P1 -12 500USD by=-12 for=I1"),
    ],
    "class_unreachable": [of("invoice C1 I1 -1 500USD \n" + SILENT.format("20"))],
    "class_grade": [
        of(YOUNG + RATED.format(20, 5)),
        of(YOUNG + "event C1 E1 -9 winding_up_petition"),
    ],
    "class_grade_fell": [of("invoice C1 I1 -9 500USD \n" + RATED.format(181, 80) + RATED.format(20, 25))],
    "class_plan_asked": [of(ASKED)],
    "class_short_pays": [of(short(1, 30) + short(2, 20) + short(3, 10))],
    "class_half_paid": [of("invoice C1 I1 -200 1000USD \n receipt C1 R1 -5 500USD for=I1")],
    "class_plan_kept": [of(plan("-60 -50 100 paid", "-60 -30 100 paid"))],
    "class_plan_on_track": [of(plan("-10 +9 100", agreed="-10", text="invoice C1 I1 -100 1000USD \n"))],
    "class_paid_down": [of(OLD_AND_SHORT)],
    "class_not_paid_down": [of(PAID.format("-5", "-35"))],
    "class_not_half_paid": [of(BAD_ONCE.format("400", "400", "601"))],
    "class_stays_bad": [of(SILENCE_ENDED + "email C1 K4 -3 replied"), of(THREE + "receipt C1 R1 -5 500USD for=I3")],
    "class_stays_doubtful": [of(TWO.format("60") + PAID_PROMISES), of(SERIES + "receipt C1 R9 -5 60USD for=I1")],
    "class_override": [of(YOUNG + "class C1 V1 -9 bad until=+90 reason=told")],
    "class_override_overruled": [
        of(YOUNG + "event C1 E1 -2 winding_up_order \n class C1 V1 -9 in_collection until=+9 reason=told", weighs=False)
    ],
    "class_nothing_overdue": [of("invoice C1 I1 +3 500USD", missing="invoice C1 I2 -9 500USD")],
    "class_contested": [of("invoice C1 I1 -20 900USD \n invoice C1 I2 +20 900USD \n dispute C1 D1 -3 price for=I1")],
    "class_paid_otherwise": [of(little_book("invoice C1 I1 -97 1000USD \n receipt C1 R1 -77 800EUR for=I1", rates=DOLLARS))],
    "class_little_overdue": [of("invoice C1 I1 -20 1USD \n invoice C1 I2 +30 99USD", missing="invoice C1 I3 -9 99USD")],
}


def classed(book: Book) -> tuple[Sequence[Reason], object]:
    """The class of the buyer and of each item of it that is still in the book."""
    found = assess_book(book, TODAY).of("C1").debt_class
    return found.reasons, (found.value, found.items)


def test_every_rule_of_the_class_has_its_little_book() -> None:
    assert SAMPLES.keys() == codes_given("credit/classing", "credit/debt_class.py", "credit/clocks/limitation.py")


@pytest.mark.parametrize(("code", "sample"), [(code, sample) for code, samples in SAMPLES.items() for sample in samples])
def test_without_its_fact_a_rule_is_silent_and_the_class_is_another(code: str, sample: Sample) -> None:
    stands_and_falls(code, sample, classed)
