"""What is to be paid under a credit leaves by the credit's latest shipment date."""

import pytest

from credit.assess import assess_book
from credit.clocks.clock import Clock, ClockKind, Doubt, Fact, clock_reason
from credit.clocks.latest_shipment import latest_shipment_clock
from credit.clocks.running import every_clock
from credit.ladder import Action
from credit.policy import DEFAULT_POLICY
from credit.rates import NO_RATES
from credit.worklist import Lane
from tests.credit.clocks.watching import lasting, only, watch
from tests.credit.little_book import TODAY, day, little_book, money, published, queue

CREDIT = "security C1 S1 -40 5000USD form=letter_of_credit until=+30 ship_by=+9 \n"


def clock(text: str, rates: bool = False) -> Clock | None:
    return latest_shipment_clock(watch(text, rates=published(USD="1.25") if rates else NO_RATES))


def test_an_order_under_the_credit_must_leave_by_its_latest_shipment() -> None:
    found = clock(CREDIT + "order C1 O1 -20 3000USD")
    assert lasting(found) == (day("+9"), 9, "S1", money("3000USD"))
    assert found is not None
    assert (found.kind, found.since) == (ClockKind.LC_SHIPMENT, day("-40"))
    assert found.fact == Fact("security", "S1", day("-40"), "desk")
    assert (found.calendar, found.doubt) == ("calendar_days", Doubt.UNVERIFIED_LAW)
    assert found.source == "[K] UCP 600 art. 14, 29c"


def test_its_day_is_not_moved_on_where_no_bank_works() -> None:
    """2024-06-15 is a Saturday: art. 29c leaves the latest shipment where it is."""
    found = clock(CREDIT.replace("ship_by=+9", "ship_by=2024-06-15") + "order C1 O1 -20 3000USD")
    assert found is not None
    assert found.due_on.isoformat() == "2024-06-15"


@pytest.mark.parametrize(
    ("goods", "stake"),
    [
        ("order C1 O1 -20 6000USD", "5000USD"),  # the credit pays no more
        ("order C1 O1 -20 3000USD \n order C1 O2 -10 1000USD", "4000USD"),
        ("order C1 O1 -20 3000USD \n invoice C1 I1 +60 1000USD issued=-5 order=O1", "2000USD"),  # 1,000 were invoiced and left
        ("order C1 O1 -20 800EUR", "5000USD"),  # no rate: all the credit pays
        ("order C1 O1 -20 3000USD terms=LC@presentation", "3000USD"),
        ("order C1 O1 -20 3000USD terms=OA60@BL", None),
        ("order C1 O1 -20 3000USD shipped_on=-1", None),
        ("order C1 O1 -20 3000USD shipped_on=0", None),
        ("order C1 O1 -20 3000USD shipped_on=+1", "3000USD"),
        ("invoice C1 I1 +60 1000USD issued=-30 shipped_on=-3", None),
        ("invoice C1 I1 +60 1000USD issued=-30 shipped_on=+3", "1000USD"),
        ("invoice C1 I1 +60 1000USD issued=-30", None),  # no bill of lading is awaited: it left when it was issued
        ("", None),
    ],
)
def test_what_has_not_left_is_at_stake(goods: str, stake: str | None) -> None:
    found = clock(CREDIT + goods)
    assert (found.stake if found else None) == (money(stake) if stake else None)


def test_another_currency_is_told_in_the_credits_own() -> None:
    """800 EUR at 1.25 are 1,000 USD."""
    found = clock(CREDIT + "order C1 O1 -20 800EUR", rates=True)
    assert found is not None
    assert found.stake == money("1000USD")


@pytest.mark.parametrize("first", ["issued=-30", "issued=-30 shipped_on=-3"])
def test_an_invoice_whose_goods_left_hides_none_that_comes_after_it(first: str) -> None:
    """Of 1,000 and 700 only the 700 have not left."""
    text = f"invoice C1 I1 +60 1000USD {first} \n invoice C1 I2 +70 700USD issued=-30 shipped_on=+3"
    assert lasting(clock(CREDIT + text)) == (day("+9"), 9, "S1", money("700USD"))


@pytest.mark.parametrize(("terms", "stake"), [("LC_90_@BL", "1000USD"), ("OA_60_@BL", None), ("LC_sight", None)])
def test_an_invoice_that_awaits_its_bill_of_lading_has_not_left(terms: str, stake: str | None) -> None:
    found = clock(CREDIT + f"sale C1 I1 -5 1000USD terms={terms}")
    assert (found.stake if found else None) == (money(stake) if stake else None)


@pytest.mark.parametrize(
    ("credit", "runs"),
    [
        ("form=letter_of_credit", False),  # it names no day
        ("form=bank_guarantee ship_by=+9", False),
        ("form=confirmed_lc ship_by=+9", True),
        ("form=confirmed_lc ship_by=-9 until=-1", False),  # it has ended
        ("form=confirmed_lc ship_by=-9 until=0", True),
    ],
)
def test_only_a_credit_that_stands_and_names_the_day_has_the_clock(credit: str, runs: bool) -> None:
    assert (clock(f"security C1 S1 -40 5000USD {credit} \n order C1 O1 -20 3000USD") is not None) is runs


def test_the_credit_given_last_counts() -> None:
    found = clock(CREDIT + "security C1 S2 -30 900USD form=letter_of_credit ship_by=+20 \n order C1 O1 -20 3000USD")
    assert lasting(found) == (day("+20"), 20, "S2", money("900USD"))


@pytest.mark.parametrize(
    ("shipped", "more", "missed"),
    [
        ("-9", "", False),
        ("-8", "", True),
        ("0", "", True),
        ("-8", "note C1 K1 -3 documents_presented", False),
        ("-8", "note C1 K1 -3 documents_presented for=I9", True),
    ],
)
def test_what_left_too_late_has_missed_it_until_it_is_presented(shipped: str, more: str, missed: bool) -> None:
    """The credit's day was nine days ago."""
    text = CREDIT.replace("ship_by=+9", "ship_by=-9") + f"invoice C1 I1 +60 1000USD issued=-30 shipped_on={shipped} \n {more}"
    assert lasting(clock(text)) == ((day("-9"), -9, "S1", money("1000USD")) if missed else None)


def test_it_stands_among_the_clocks_and_leads_the_queue_with_its_own_act() -> None:
    text = "buyer C1 country=DE \n" + CREDIT + "order C1 O1 -20 3000USD"
    seen = watch(text)
    assert only(every_clock(seen, (), None, DEFAULT_POLICY), ClockKind.LC_SHIPMENT) == latest_shipment_clock(seen)
    book = little_book(text)
    assert [c.kind for c in assess_book(book, TODAY).of("C1").clocks] == [ClockKind.LC_SHIPMENT]
    (task,) = queue(text).tasks
    assert (task.lane, task.step.action, task.step.due_on) == (Lane.CLOCK, Action.SHIP_OR_AMEND, day("+9"))


def test_its_reason_names_the_credit_the_rule_and_the_day() -> None:
    found = clock(CREDIT + "order C1 O1 -20 3000USD")
    assert found is not None
    told = clock_reason(found)
    assert (told.code, told.facts["security"], told.facts["on"]) == ("clock_lc_shipment", "S1", day("-40"))
