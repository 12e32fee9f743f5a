"""A book retold as it was known, and orders judged by what became of the money."""

from dataclasses import replace
from datetime import date, timedelta
from math import log2

import pytest

from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.policy import DEFAULT_POLICY
from credit.replay.measures import Score, kendall, mean, random_score, score
from credit.replay.orders import BASELINES, Behind, behind, by_queue, owing
from credit.replay.outcome import Stake, outcomes
from credit.replay.walk import QUEUE, RANDOM, Replay, days_between, replayed
from credit.worklist import NO_WORK, worklist
from tests.credit.little_book import TODAY, facts, little_book

BEFORE = """
invoice C1 A1 -200 1000USD
invoice C1 A2 -130 400USD
receipt C1 R1 -110 400USD for=A2
invoice C2 B1 -140 900USD
invoice C3 D1 -160 700USD
call    C3 K1 -133 no_answer
promise C3 P1 -150 700USD by=-140
"""
"""A hundred and thirty days ago A1, B1 and D1 are overdue, by 70, 10 and 30 days, and A2 is due that day."""
AFTER = "receipt C2 R2 -120 900USD for=B1\nreceipt C3 R3 -20 700USD for=D1\n"
"""B1 was paid twenty days late, D1 140; A1 never."""
THEN = TODAY - timedelta(days=130)


def walk(book: Book, days: list[date]) -> Replay:
    found = Replay()
    for step in replayed(book, days, outcomes(assess_book(book, TODAY))):
        found = step
    return found


def test_what_became_of_the_money_is_told_by_the_whole_book() -> None:
    book = little_book(BEFORE + AFTER)
    known = outcomes(assess_book(book, TODAY))
    then = assess_book(book, THEN)
    # A1 is unpaid 200 days after its day, A2 came in after 20 days; B1 ten days on; D1 140 days late
    assert known.stake(then.of("C1")) == Stake(gone=1000_00, came=400_00)
    assert known.stake(then.of("C2")) == Stake(gone=0, came=900_00)
    assert known.stake(then.of("C3")) == Stake(gone=700_00, came=0)
    # seen twenty days later A1 is 90 days past its day, no more; on the day after it is
    assert outcomes(assess_book(book, TODAY - timedelta(days=110))).stake(then.of("C1")).gone == 0
    assert outcomes(assess_book(book, TODAY - timedelta(days=109))).stake(then.of("C1")).gone == 1000_00


def test_what_has_no_rate_is_at_no_stake_and_in_no_order() -> None:
    book = little_book("invoice C1 Z1 -100 900EUR\n")
    seen = assess_book(book, TODAY)
    assert outcomes(seen).stake(seen.of("C1")) == Stake(0, 0)
    assert owing(seen) == []


def test_cash_is_judged_once_its_days_are_over() -> None:
    known = outcomes(assess_book(little_book(BEFORE), TODAY))
    assert (known.decided(TODAY - timedelta(days=30)), known.decided(TODAY - timedelta(days=29))) == (True, False)


def test_the_orders_of_others() -> None:
    candidates = owing(assess_book(little_book(BEFORE), THEN))
    orders = {name: made(candidates) for name, made in BASELINES.items()}
    assert orders["largest_first"] == ["C1", "C2", "C3"]  # 1000, 900 and 700 overdue
    assert orders["oldest_first"] == ["C1", "C3", "C2"]  # 70, 30 and 10 days
    # six points each: C1 is late, old, above the middle of 900 and silent: 24; C3 is late and silent, for the call found nobody,
    # and has broken its word, but is no older than 30 days: 18; C2 is late and silent: 12
    assert orders["sap_points"] == ["C1", "C3", "C2"]
    assert BASELINES["sap_points"]([]) == []


def test_who_has_no_row_stands_behind_the_queue() -> None:
    seen = assess_book(little_book(BEFORE), THEN)
    candidates = owing(seen)
    assert by_queue(NO_WORK, candidates) == ["C1", "C2", "C3"]
    placed = [task.customer_id for task in worklist(seen).tasks]
    assert by_queue(worklist(seen), candidates)[: len(placed)] == placed


def rounded(*figures: float | None) -> list[float | None]:
    return [None if figure is None else round(figure, 9) for figure in figures]


def told(found: Score) -> list[float | None]:
    return rounded(found.capture, found.cash, found.regret, found.stability)


STAKES = {f"N{n}": Stake(gone=n, came=10 * n) for n in range(20)}


def test_an_order_is_judged_by_its_first_ten() -> None:
    best, worst = sorted(STAKES, key=lambda name: -STAKES[name].gone), sorted(STAKES, key=lambda name: STAKES[name].gone)
    # 0 to 19 sum to 190; the best ten (10 to 19) hold 145, the worst (0 to 9) 45
    assert told(score(best, STAKES)) == rounded(145 / 190, 145 / 190, 0, None)
    assert told(score(worst, STAKES, best, cash=False)) == rounded(45 / 190, None, 100 / 190, -1)
    # at random ten of twenty: a half of everything
    assert told(random_score(STAKES)) == rounded(0.5, 0.5, 145 / 190 - 0.5, 0)
    assert random_score(STAKES, cash=False).cash is None


def test_the_share_of_right_rows_and_the_gain_discounted_by_place() -> None:
    """TRADE.md 4.7. Of three buyers the second and the third lost money, 30 and 10: best is 30 / log2(2) + 10 / log2(3)."""
    stakes = {"A": Stake(0, 5), "B": Stake(30, 0), "C": Stake(10, 0)}
    found, best, chance = score(["A", "B", "C"], stakes), score(["B", "C", "A"], stakes), random_score(stakes)
    ideal = 30 + 10 / log2(3)
    assert rounded(found.precision, found.ndcg) == rounded(2 / 3, (30 / log2(3) + 10 / 2) / ideal)
    assert rounded(best.precision, best.ndcg) == rounded(2 / 3, 1)
    assert rounded(chance.precision, chance.ndcg) == rounded(2 / 3, 40 / 3 * (1 + 1 / log2(3) + 1 / 2) / ideal)
    ten = sorted(STAKES, key=lambda name: STAKES[name].gone)  # nought, then 1 to 9, and ten more that are not looked at
    assert rounded(score(ten, STAKES).precision, mean([found, best]).precision) == rounded(0.9, 2 / 3)


def test_where_nothing_was_at_stake_there_is_no_figure() -> None:
    nothing = {"A": Stake(0, 0), "B": Stake(0, 0)}
    assert score(["A", "B"], nothing) == Score(None, None, None, None)
    assert random_score(nothing) == Score(None, None, None, 0.0)
    assert random_score({}) == Score(None, None, None, 0.0)
    assert told(mean([Score(None, 0.2, None), Score(0.5, 0.4, None)])) == rounded(0.5, 0.3, None, None)


def test_kendall_counts_pairs_that_kept_their_order() -> None:
    # of the pairs of a, b, c two kept their order and one did not: (2 - 1) / 3
    assert kendall(["a", "b", "c"], ["b", "a", "c"]) == pytest.approx(1 / 3)
    assert kendall(["a", "x"], ["a", "y"]) is None


def test_days_end_with_the_last() -> None:
    first = date(2024, 1, 1)
    assert days_between(first, date(2024, 1, 8), 7) == [first, date(2024, 1, 8)]
    assert days_between(first, date(2024, 1, 10), 7) == [first, date(2024, 1, 8), date(2024, 1, 10)]
    assert days_between(first, date(2023, 12, 31), 7) == []


def test_alerts_ring_on_the_day_they_would_have_rung() -> None:
    days = days_between(TODAY - timedelta(days=145), TODAY - timedelta(days=100), 5)
    found = walk(little_book(BEFORE + AFTER), days)
    (broken,) = [alert for alert in found.alerts.values() if alert.kind.value == "broken_promise"]
    # promised by Wednesday 24 January: three bank days later is Monday 29, and the word is broken on the day after
    assert broken.learnt_on == date(2024, 1, 30)
    assert found.walked == len(days)


def test_what_rang_before_the_first_day_is_not_told() -> None:
    found = walk(little_book(BEFORE + AFTER), [TODAY - timedelta(days=100)])
    assert not [alert for alert in found.alerts.values() if alert.kind.value == "broken_promise"]


def test_later_facts_judge_the_orders_and_never_make_them() -> None:
    """Whatever becomes known later, orders and alerts of the days walked stay."""
    days = days_between(THEN - timedelta(days=10), THEN, 5)
    plain = walk(little_book(BEFORE), days)
    late = "invoice C9 Q1 -90 9000USD\nevent C1 E1 -99 winding_up_petition\ncall C2 K7 -100 no_answer\n"
    more = little_book(BEFORE).after(Change("import", tuple(facts(AFTER + late))))
    walked = walk(more, days)
    assert walked.before == plain.before
    assert walked.alerts == plain.alerts
    buyer = assess_book(more, THEN).of("C2")
    assert outcomes(assess_book(more, TODAY)).stake(buyer).came == 900_00, (
        "the cash that came in is found where orders are judged"
    )


def test_a_book_in_which_nobody_owes_has_no_scores() -> None:
    found = walk(little_book("invoice C1 A1 -10 1000USD\nreceipt C1 R1 -9 1000USD for=A1\n"), [TODAY])
    assert (found.scores, found.mean(QUEUE), found.mean(RANDOM)) == ({}, Score(None, None, None), Score(None, None, None))


def test_another_policy_makes_another_walk() -> None:
    days = days_between(TODAY - timedelta(days=145), TODAY - timedelta(days=100), 5)
    book = little_book(BEFORE + AFTER)
    patient = replace(DEFAULT_POLICY, promising=replace(DEFAULT_POLICY.promising, tolerance_bank_days=60))
    kinds = {alert.kind.value for alert in walk(replace(book, policy=patient), days).alerts.values()}
    assert "broken_promise" not in kinds


def test_what_a_queue_puts_before_value_and_what_it_puts_last_is_counted() -> None:
    book = little_book(BEFORE + "hold C2 H1 -135 talks until=-100\n")
    friday = THEN - timedelta(days=1)
    seen = assess_book(book, friday)
    candidates, work = owing(seen), worklist(seen)
    stakes = {entry.id: outcomes(assess_book(book, TODAY)).stake(entry) for entry in candidates}
    # A1, B1 and D1 are all unpaid to this day; C2 is held, and C3 broke its word: an event, which stands before value
    assert behind(work, stakes, by_queue(work, candidates)) == Behind(held=900_00, gone=2600_00, before=1, rows=2)
    assert walk(book, [friday]).behind == [Behind(900_00, 2600_00, 1, 2)]
