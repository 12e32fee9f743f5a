"""Steps of goods on their way: released papers end the right to stop them, and what makes no sense is refused.

9,000 USD are overdue; M1, worth 4,000 USD, left on day -9, and its originals lie in the house.
"""

import pytest

from credit.actions import Hand, move_goods
from credit.assess import assess_book
from credit.book import Book
from credit.in_transit import halted, stoppable
from credit.intake import Entry, intake
from credit.problem import RefusedChange
from credit.shipment import GoodsStep, Papers, Shipment
from tests.credit.little_book import TODAY, day, facts, little_book, money

HAND = Hand("Mei", TODAY, "mark-1")
M1 = "shipment C1 M1 -9 4000USD papers=originals_held eta=+9 text=COSCO who=Li for=I2"
TEXT = "buyer C1 \n invoice C1 I1 -20 9000USD \n invoice C1 I2 +20 4000USD issued=-9 \n"
BOOK = little_book(TEXT + M1)


def moved(step: GoodsStep, on: str = "0", why: str = "", book: Book = BOOK) -> Book:
    return book.after(move_goods(book, HAND, "C1", "M1", step, day(on), why))


def can_stop(book: Book, on: str = "0") -> bool:
    return stoppable(assess_book(book, day(on)).of("C1")) is not None


@pytest.mark.parametrize("step", [GoodsStep.SENT, GoodsStep.TELEX])
def test_papers_released_to_the_buyer_end_the_right_to_stop(step: GoodsStep) -> None:
    change = move_goods(BOOK, HAND, "C1", "M1", step, day("-2"))
    (fact,) = change.put
    assert isinstance(fact, Shipment)
    assert (change.what, change.who, fact.who, fact.learnt_on) == ("move_goods", "Mei", "Mei", TODAY)
    after = BOOK.after(change)
    (sent,) = after.account("C1").shipments
    assert (sent.papers.value, sent.released_on, sent.moved_on, sent.text) == (step.value, day("-2"), day("-2"), "COSCO")
    assert (can_stop(BOOK), can_stop(after), can_stop(after, "-1")) == (True, False, True)  # nobody knew of it before today
    assert after.after(BOOK.inverse(change)) == BOOK


def test_papers_that_came_back_give_the_right_back() -> None:
    with_bank = moved(GoodsStep.BANK, book=moved(GoodsStep.SENT, "-2"))
    assert can_stop(with_bank)
    (held,) = moved(GoodsStep.HELD, book=with_bank).account("C1").shipments
    assert (held.papers, held.released_on) == (Papers.HELD, None)


def test_what_is_stopped_waits_and_goes_on_once_its_papers_are_released() -> None:
    after = moved(GoodsStep.STOPPED, "-1", " no payment ")
    entry = assess_book(after, TODAY).of("C1")
    assert stoppable(entry) is None, "it is stopped already"
    (told,) = halted(entry)
    assert told.code == "goods_halted"
    assert told.facts == {
        "shipment": "M1", "worth": money("4000USD"), "papers": "originals_held", "on": day("-1"), "source": "desk"
    }  # fmt: skip
    assert entry.account.shipments[0].why == "no payment"
    assert entry.account.shipments[0].held_on(TODAY)
    on_its_way = moved(GoodsStep.TELEX, book=after)
    assert [*halted(assess_book(on_its_way, TODAY).of("C1"))] == []
    (sent,) = on_its_way.account("C1").shipments
    assert (sent.stopped_on, sent.released_on) == (None, TODAY)
    with_bank = moved(GoodsStep.BANK, book=after)
    assert [told.code for told in halted(assess_book(with_bank, TODAY).of("C1"))] == ["goods_halted"]


@pytest.mark.parametrize("step", [GoodsStep.RESOLD, GoodsStep.DELIVERED])
def test_what_went_to_somebody_else_or_was_taken_is_gone(step: GoodsStep) -> None:
    after = moved(step, "-1", "to Nord AB")
    (gone,) = after.account("C1").shipments
    assert (gone.resold_on, gone.delivered_on) == ((day("-1"), None) if step is GoodsStep.RESOLD else (None, day("-1")))
    assert (can_stop(after), gone.held_on(day("-2")), gone.held_on(day("-1"))) == (False, True, False)
    assert [*halted(assess_book(moved(step, why="x", book=moved(GoodsStep.STOPPED, "-1", "x")), TODAY).of("C1"))] == []


RELEASED, GONE = moved(GoodsStep.SENT, "-2"), moved(GoodsStep.RESOLD, "-1", "Nord AB")
STOPPED = moved(GoodsStep.STOPPED, "-1", "no payment")
PAID = little_book(TEXT + M1 + "\n receipt C1 R1 -1 4000USD for=I2")


@pytest.mark.parametrize(
    ("book", "number", "step", "on", "why", "refused"),
    [
        (BOOK, "M9", GoodsStep.SENT, "0", "", {"reason": "unknown_shipment", "shipment": "M9", "id": "C1"}),
        (BOOK, "M1", GoodsStep.SENT, "-10", "", {"reason": "goods_day", "day": day("-10"), "left": day("-9"), "on": TODAY}),
        (BOOK, "M1", GoodsStep.SENT, "+1", "", {"reason": "goods_day", "day": day("+1"), "left": day("-9"), "on": TODAY}),
        (GONE, "M1", GoodsStep.SENT, "0", "", {"reason": "goods_gone", "shipment": "M1", "since": day("-1")}),
        (BOOK, "M1", GoodsStep.HELD, "0", "", {"reason": "goods_known", "shipment": "M1"}),
        (RELEASED, "M1", GoodsStep.SENT, "0", "", {"reason": "goods_known", "shipment": "M1"}),
        (STOPPED, "M1", GoodsStep.STOPPED, "0", "still", {"reason": "goods_known", "shipment": "M1"}),
        (BOOK, "M1", GoodsStep.STOPPED, "0", " ", {"reason": "reason_owed"}),
        (RELEASED, "M1", GoodsStep.STOPPED, "0", "late", {"reason": "papers_out", "shipment": "M1", "since": day("-2")}),
        (RELEASED, "M1", GoodsStep.RESOLD, "0", "late", {"reason": "papers_out", "shipment": "M1", "since": day("-2")}),
        (PAID, "M1", GoodsStep.RESOLD, "0", "more for it", {"reason": "goods_paid", "shipment": "M1"}),
    ],
)
def test_what_makes_no_sense_is_refused(
    book: Book, number: str, step: GoodsStep, on: str, why: str, refused: dict[str, object]
) -> None:
    with pytest.raises(RefusedChange) as caught:
        move_goods(book, HAND, "C1", number, step, day(on), why)
    assert caught.value.facts == refused


def test_papers_of_which_nobody_knows_the_day_are_out_since_that_was_learnt() -> None:
    sent = little_book(TEXT + M1.replace("originals_held", "originals_sent") + " learnt=-3")
    with pytest.raises(RefusedChange) as caught:
        move_goods(sent, HAND, "C1", "M1", GoodsStep.STOPPED, None, "late")
    assert caught.value.facts["since"] == day("-3")


def test_a_file_that_tells_of_no_later_day_does_not_undo_a_step() -> None:
    (same,) = facts(M1)
    taken = intake(STOPPED, [Entry((same,))], TODAY, TODAY)
    assert (taken.changed, taken.unchanged) == (0, 1)
    assert taken.change.put == ()


def test_a_file_that_tells_of_a_later_day_counts() -> None:
    (gone,) = facts(M1 + " delivered_on=0")
    taken = intake(STOPPED, [Entry((gone,))], TODAY, TODAY)
    (after,) = STOPPED.after(taken.change).account("C1").shipments
    assert (after.delivered_on, after.moved_on) == (TODAY, None)
    (plain,) = facts(M1.replace("COSCO", "MSC"))
    assert intake(BOOK, [Entry((plain,))], TODAY, TODAY).changed == 1, "nobody had written a step down"
