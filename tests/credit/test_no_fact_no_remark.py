"""What is remarked of a buyer rests on a fact: money to match, cover, the group, a limit, a mover, a play, a loss, a forecast.

What names its facts loses each of them by itself. What rests on the whole record names none: there one line is taken out of the
little book, and the reason is gone and the result another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.cover_standing import cover_remarks
from credit.foresight.forecast import learn_book
from credit.foresight.promised import kept, words
from credit.foresight.reading import buyer_of
from credit.foresight.reasons import Weighed
from credit.limits.group import group_of
from credit.limits.recommendation import recommended
from credit.loss.estimate import expected_credit_loss
from credit.movers import getting_better
from credit.playbook import playbook
from credit.reason import Reason
from credit.worklist import Task, worklist
from tests.credit.foresight.test_forecast import OPEN, OTHERS, OVERDUE, PAID
from tests.credit.little_book import TODAY, little_book
from tests.credit.loss.test_estimate import CLASSES, EVERY_MONTH, FLAT
from tests.credit.rating.test_grade import GOOD
from tests.credit.test_movers import LATE, slow_then
from tests.credit.test_playbook import AGED, OPENED
from tests.credit.without_fact import Look, Sample, codes_given, of, stands_and_falls

Told = tuple[Sequence[Reason], object]


def of_task(book: Book) -> Told:
    found = worklist(assess_book(book, TODAY)).placed.get("C1")
    return (found.reasons, (found.lane, found.step)) if isinstance(found, Task) else ((), None)


def of_cover(book: Book) -> Told:
    entry = assess_book(book, TODAY).of("C1")
    return tuple(cover_remarks(entry)), (entry.exposure.own_risk, entry.exposure.secured, entry.clocks)


def of_group(book: Book) -> Told:
    found = group_of(assess_book(book, TODAY), "C1")
    return (found.reasons, (found.total, found.tightest, found.rooms)) if found is not None else ((), None)


def of_limit(book: Book) -> Told:
    found = recommended(assess_book(book, TODAY).of("C1"), book)
    return found.reasons, (found.whole, found.expired)


def of_mover(book: Book) -> Told:
    found = getting_better(assess_book(book, TODAY).by_id.values(), book)
    return (found[0].reasons, found[0]) if found else ((), None)


INSURED = "buyer C1 insured=9000USD \n invoice C1 I1 -70 900USD \n"
FAMILY = "buyer P group_limit=800USD \n buyer C1 parent=P \n invoice C1 I1 -20 900USD"
CREDIT = "invoice C1 I1 +9 900USD \n security C1 S1 -9 900USD form=confirmed_lc \n dispute C1 D1 -3 lc_discrepancy for=I1"

NAMED: Mapping[str, tuple[Sample, Look]] = {
    "to_match": (of("invoice C1 I1 +20 20000USD \n receipt C1 R1 -1 10000USD"), of_task),
    "cover_given_up": (
        of("buyer C1 insured=9000USD \n invoice C1 I1 +9 900USD \n lenient C1 L1 -1 potential until=+9 cap=900USD forfeits=9USD"),
        of_cover,
    ),
    "cover_stopped": (of(INSURED), of_cover),
    "cover_in_doubt": (of(INSURED), of_cover),
    "cover_missing": (of("buyer C1 insured=9000USD insured_until=-30 \n invoice C1 I1 +20 900USD issued=-20"), of_cover),
    "credit_discrepant": (of(CREDIT), of_cover),
    "group_overdue": (of(FAMILY), of_group),
    "group_limit_exceeded": (of(FAMILY), of_group),
    "limit_expired": (of(little_book(f"buyer C1 limit=900USD limit_on=2022-01-01 \n {GOOD}")), of_limit),
    "limit_no_day": (of("buyer C1 limit=900USD limit_on=2024-06-01 \n event C1 E1 -9 winding_up_order"), of_limit),
    "better_paid": (of(LATE), of_mover),
    "better_trend": (replace(of(slow_then(5)), steps=True), of_mover),
}
"""Reasons that name what they rest on."""


@pytest.mark.parametrize("code", NAMED)
def test_without_the_fact_it_names_the_remark_is_not_made(code: str) -> None:
    sample, look = NAMED[code]
    stands_and_falls(code, sample, look)


def of_play(book: Book) -> Told:
    steps = playbook(assess_book(book, TODAY).of("C1"))
    return [step.reason for step in steps], [(step.play, step.state, step.reason.amount) for step in steps]


def of_loss(book: Book) -> Told:
    floored = replace(FLAT, floor=(Decimal("0.3"),) * 5, least_months=1, lost_days=100)
    found = expected_credit_loss(assess_book(replace(book, countries=CLASSES, policy=replace(book.policy, loss=floored)), TODAY))
    return found.reasons, (found.total, found.left_out, found.segments)


def of_forecast(book: Book) -> Told:
    seen = assess_book(book, TODAY)
    entry, learnt = seen.of("C1"), learn_book(seen)
    weighed = Weighed(buyer_of(entry), learnt, words(entry), kept(entry))
    item = weighed.items["X1"]
    return [moved.reason for moved in weighed._each(item)], weighed._look(item, weighed.record)


INSURED_DEAD = "buyer C1 insured=900USD \n" + OPENED
TWO_LOSSES = "invoice C1 I1 -10 100USD \n invoice C2 I2 -10 100USD \n"

UNNAMED: Mapping[str, tuple[str, str, Callable[[Book], Told]]] = {
    "play_contacted": (OPENED + "call C1 K1 -8 spoke", OPENED, of_play),
    "play_done": (OPENED + "letter C1 K1 -3 written_off", OPENED + "call C1 K1 -8 spoke", of_play),
    "play_nothing_published": (AGED, AGED + "event C1 E1 -9 winding_up_order", of_play),
    "play_open_amount": (OPENED + "order C1 O1 -3 70USD", OPENED, of_play),
    "play_none": (
        OPENED,
        OPENED + "order C1 O1 -3 70USD \n receipt C1 R1 -3 40USD \n security C1 S1 -9 9USD form=standby_lc \n"
        " security C1 S2 -9 9USD form=retention_of_title",
        of_play,
    ),
    "play_not_insured": (OPENED, INSURED_DEAD, of_play),
    "play_open": (INSURED_DEAD, AGED.replace("-1100", "+9"), of_play),
    "loss_prior": (TWO_LOSSES, "", of_loss),
    "loss_in_part": (TWO_LOSSES + "invoice C3 I3 -10 100AED", TWO_LOSSES, of_loss),
    "no_rate": ("invoice C1 I1 -10 100AED", "invoice C1 I1 -10 100USD", of_loss),
    "loss_floor": (TWO_LOSSES, "", of_loss),
    "loss_of_book": (EVERY_MONTH, "\n".join(line for line in EVERY_MONTH.splitlines() if "C2" not in line), of_loss),
    "foresight_record": (OPEN + PAID + OTHERS, OPEN + OTHERS, of_forecast),
    "foresight_overdue": (OPEN + PAID + OVERDUE + OTHERS, OPEN + PAID + OTHERS, of_forecast),
    "foresight_calendar": (OPEN + PAID + OTHERS, OPEN.replace("+10", "+12") + PAID + OTHERS, of_forecast),
    "foresight_amount": (OPEN + PAID + OTHERS, OPEN.replace("3000", "1000") + PAID + OTHERS, of_forecast),
    "foresight_terms": (OPEN.replace("-20", "-80") + PAID + OTHERS, OPEN + PAID + OTHERS, of_forecast),
    "foresight_promise": (OPEN + PAID + OTHERS + "promise C1 P1 -1 3000USD by=+2 for=X1", OPEN + PAID + OTHERS, of_forecast),
    "foresight_age": (OPEN.replace("+10", "-7") + PAID + OTHERS, OPEN + PAID + OTHERS, of_forecast),
    "foresight_ahead": (OPEN + PAID + OTHERS, OPEN.replace("+10", "-7") + PAID + OTHERS, of_forecast),
}
"""With, without, and who looks: what stands on the whole of a record."""


ALWAYS = {"foresight_book"}
"""Of every forecast, whatever is in the book: how the others paid of late."""
ELSEWHERE = {"limit_unrated", "limit_grade_factor", "limit_cash_only"}
"""Held to their facts in `tests/credit/limits/test_no_fact_no_limit.py`, and below."""
PLACES = (
    "credit/matching.py", "credit/cover_standing.py", "credit/clocks/insurer.py", "credit/limits/group.py", "credit/movers.py",
    "credit/limits/recommendation.py", "credit/playbook.py", "credit/loss/estimate.py", "credit/foresight/reasons.py",
)  # fmt: skip


def test_every_remark_has_its_little_book() -> None:
    assert {*NAMED, *UNNAMED, *ALWAYS, *ELSEWHERE} == codes_given(*PLACES)


def test_a_buyer_is_unrated_until_there_is_a_record() -> None:
    stands_and_falls("limit_unrated", of("", missing=GOOD), of_limit)


@pytest.mark.parametrize("code", UNNAMED)
def test_without_the_line_it_rests_on_the_remark_is_another(code: str) -> None:
    there, gone, look = UNNAMED[code]
    base = "" if "buyer C1" in there else "buyer C1 \n "
    reasons, result = look(little_book(base + there))
    without, other = look(little_book("buyer C1 \n " + gone if "buyer C1" not in gone else gone))
    assert code in {reason.code for reason in reasons}
    assert code not in {reason.code for reason in without}
    assert other != result
