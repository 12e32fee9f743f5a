"""What can be stopped of the goods on their way to an overdue buyer (TRADE.md section 5, "Goods in transit", and row 37).

The little book: 9,000 USD overdue since day -20; goods of 4,000 USD left on day -9, their originals lie in the house.
"""

import pytest

from credit.in_transit import stoppable
from tests.credit.little_book import assessed, day, money, published, queue

OWES = "invoice C1 I1 -20 9000USD \n"
HELD = "shipment C1 M1 -9 4000USD papers=originals_held eta=+9"


def stopped(text: str, on: str = "0") -> list[str]:
    """Numbers of the shipments that can be stopped as known on a day."""
    found = stoppable(assessed(text, on=day(on)))
    return [shipment.id for shipment in found.shipments] if found else []


def test_goods_whose_papers_are_held_can_be_stopped_where_the_buyer_is_overdue() -> None:
    found = stoppable(assessed(OWES + HELD))
    assert found is not None
    assert (found.worth, found.eta) == (money("4000USD"), day("+9"))
    assert stopped(HELD + "\n invoice C1 I1 +20 9000USD") == []
    assert stopped(OWES) == []


@pytest.mark.parametrize(
    ("papers", "can"),
    [("originals_held", True), ("at_bank", True), ("originals_sent", False), ("telex_released", False)],
)
def test_the_papers_decide(papers: str, can: bool) -> None:
    assert bool(stopped(OWES + HELD.replace("originals_held", papers))) is can


def test_it_begins_with_the_bill_of_lading_and_ends_with_the_delivery_and_not_with_the_eta() -> None:
    text = OWES + HELD.replace("eta=+9", "eta=-3 learnt=-12") + " delivered_on=+2"
    days = ("-10", "-9", "0", "+1", "+2")
    assert [bool(stopped(text, on)) for on in days] == [False, True, True, True, False]


def test_a_release_learnt_later_does_not_change_an_earlier_day() -> None:
    """Released by telex on day -4, which the house hears on day -2."""
    text = OWES + HELD + "\n shipment C1 M1 -9 4000USD papers=telex_released released_on=-4 learnt=-2"
    assert [bool(stopped(text, on)) for on in ("-5", "-4", "-3", "-2")] == [True, True, True, False]


def test_a_release_that_is_planned_leaves_the_days_until_then() -> None:
    text = OWES + HELD.replace("originals_held", "telex_released") + " released_on=+2"
    assert [bool(stopped(text, on)) for on in ("0", "+1", "+2")] == [True, True, False]


PAID = "invoice C1 I2 +30 4000USD \n receipt C1 R2 -2 {}USD for=I2 \n"


@pytest.mark.parametrize(
    ("invoices", "can"),
    [
        (PAID.format(4000) + HELD + " for=I2", False),  # paid: they are the buyer's goods
        (PAID.format(2000) + HELD + " for=I2", True),
        (PAID.format(4000) + HELD + " for=I2,I1", True),  # one of two is open
        (PAID.format(4000) + HELD + " for=I2,I9", True),  # nobody knows whether I9 is paid
        ("sale C1 I3 -12 4000USD terms=30%TT@order;70%OA60@BL @order=-12 @BL=-9 \n" + HELD + " for=I3", True),
        ("sale C1 I3 -12 4000USD terms=OA60@delivery @delivery=-1 \n" + HELD + " for=I3", False),
        ("sale C1 I3 -12 4000USD terms=OA60@delivery @delivery=+1 \n" + HELD + " for=I3", True),
        ("sale C1 I3 +12 4000USD terms=OA60@BL \n" + HELD + " for=I3", True),  # not invoiced yet
    ],
)
def test_what_is_paid_or_delivered_by_its_invoice_is_no_lever(invoices: str, can: bool) -> None:
    assert bool(stopped(OWES + invoices)) is can


SECOND = "\n shipment C1 M2 -3 100{} papers=at_bank eta=+4 \n shipment C1 M3 -3 1{} papers=at_bank"


def test_the_next_to_arrive_comes_first_and_what_nobody_knows_the_day_of_last() -> None:
    assert stopped(OWES + HELD + SECOND.format("USD", "USD")) == ["M2", "M1", "M3"]


def test_shipments_of_one_currency_are_told_in_it_and_others_in_base() -> None:
    """1.25 dollars a euro: 4,000 + 100 x 1.25 + 1 x 1.25 = 4,126.25."""
    one = OWES + "\n".join(f"shipment C1 M{n} -9 500EUR papers=at_bank \n" for n in (1, 2))
    found = stoppable(assessed(one, rates=published(USD="1.25")))
    assert found is not None
    assert (found.worth, found.eta) == (money("1000EUR"), None)
    mixed = OWES + HELD + SECOND.format("EUR", "EUR")
    found = stoppable(assessed(mixed, rates=published(USD="1.25")))
    assert found is not None
    assert found.worth == money("4126.25USD")
    without = stoppable(assessed(mixed))
    assert without is not None
    assert (without.worth, without.left_out) == (money("4000USD"), ("EUR",)), "in part"
    unknown = stoppable(assessed(OWES + "shipment C1 M2 -9 1EUR papers=at_bank \n shipment C1 M3 -9 1GBP papers=at_bank"))
    assert unknown is not None
    assert (unknown.worth, unknown.left_out) == (None, ("EUR", "GBP"))


def test_the_row_of_the_queue_names_the_lever_and_stays_where_it_was() -> None:
    (plain,), (told,) = queue(OWES).tasks, queue(OWES + HELD).tasks
    (lever,) = [reason for reason in told.reasons if reason.code == "can_stop"]
    assert lever.facts == {
        "shipment": "M1", "count": 1, "papers": "originals_held", "worth": money("4000USD"), "eta": day("+9"),
        "on": day("-9"), "source": "own_ledger",
    }  # fmt: skip
    assert lever.amount is None
    assert (told.lane, told.value_per_day, told.urgency) == (plain.lane, plain.value_per_day, plain.urgency)


def test_what_nobody_knows_is_not_said() -> None:
    text = OWES + HELD.replace(" eta=+9", "") + SECOND.format("EUR", "EUR").replace(" eta=+4", "")
    (task,) = queue(text).tasks
    (lever,) = [reason for reason in task.reasons if reason.code == "can_stop"]
    assert lever.facts.keys() == {"shipment", "count", "papers", "worth", "left_out", "on", "source"}
    assert (lever.facts["count"], lever.facts["worth"], lever.facts["left_out"]) == (3, money("4000USD"), "EUR")
    (task,) = queue(OWES + "shipment C1 M2 -9 1EUR papers=at_bank \n shipment C1 M3 -9 1GBP papers=at_bank").tasks
    (lever,) = [reason for reason in task.reasons if reason.code == "can_stop"]
    assert lever.facts.keys() == {"shipment", "count", "papers", "on", "source"}


def test_goods_that_can_be_stopped_lower_no_exposure() -> None:
    assert assessed(OWES + HELD).exposure == assessed(OWES).exposure
