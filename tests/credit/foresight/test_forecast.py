"""The forecast of a book: every open invoice, by its value, with the facts that moved it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from credit.assess import Assessed, assess_book
from credit.book import Book
from credit.foresight.features import features, standing
from credit.foresight.forecast import day_of, forecast_book, forecast_buyer, foretold, learn_book
from credit.foresight.item import NEVER
from credit.foresight.pace import logit
from credit.foresight.reading import buyer_of, roll_of
from credit.foresight.reasons import Weighed
from credit.money import Money
from credit.rates import NO_RATES
from tests.credit.little_book import TODAY, assessed, little_book, published
from tests.credit.test_bank_charges import monthly

OPEN = "invoice C1 X1 +10 3000USD issued=-20\n"
PAID = "".join(
    f"invoice C1 I{n} -{30 * n} 1000USD issued=-{30 * n + 30}\nreceipt C1 R{n} -{30 * n - 12} 1000USD for=I{n}\n"
    for n in range(1, 9)
)
"""Eight invoices, each paid twelve days after it was due."""
OVERDUE = "invoice C1 O1 -50 700USD issued=-80\ninvoice C1 O2 -20 700USD issued=-50\n"
OTHERS = "".join(
    f"invoice D{b} J{n} -{30 * n} 1000USD issued=-{30 * n + 30}\nreceipt D{b} S{n} -{30 * n + 3} 1000USD for=J{n}\n"
    for b in range(1, 4)
    for n in range(1, 9)
)
"""Three buyers that always pay three days early."""


def look(text: str, on: date = TODAY) -> Assessed:
    return assess_book(little_book(text, home=""), on)


def test_a_late_payer_is_expected_late_and_a_new_one_as_the_book() -> None:
    seen = look(OPEN + PAID + OTHERS + "invoice E1 Y1 +10 3000USD issued=-20\n")
    found = {one.item.invoice.id: one for one in forecast_book(seen, learn_book(seen))}
    assert found["X1"].outlook.late > 0.9 > 0.6 > found["Y1"].outlook.late
    # due Saturday 22 June, so on Monday 24; twelve days more is Saturday 6 July, so Monday 8
    assert day_of(found["X1"].outlook.paid) == date(2024, 7, 8)


def test_every_open_invoice_is_told_once_and_nothing_else() -> None:
    seen = look(OPEN + PAID + OVERDUE)
    assert sorted(one.item.invoice.id for one in forecast_book(seen, learn_book(seen))) == ["O1", "O2", "X1"]
    settled = look(PAID)
    assert forecast_book(settled, learn_book(settled)) == []


def test_a_book_learnt_and_told_on_one_way_is_told_the_same() -> None:
    seen = look(OPEN + PAID + OVERDUE + OTHERS)
    learnt, found = foretold(seen)
    assert (learnt.coefficients, learnt.levels) == (learn_book(seen).coefficients, learn_book(seen).levels)
    assert [one.outlook for one in found] == [one.outlook for one in forecast_book(seen, learn_book(seen))]


def test_after_a_change_one_buyer_is_told_anew_and_no_other_is_looked_at() -> None:
    text = OPEN + PAID + OVERDUE + OTHERS + "".join(f"invoice D{b} K1 +10 500USD issued=-20\n" for b in range(1, 4))
    learnt = learn_book(look(text))
    changed = look(text + "receipt C1 RO -1 700USD for=O1\n")
    anew = forecast_buyer(changed.of("C1"), learnt)
    assert {one.item.invoice.id for one in anew} == {"X1", "O2"}
    assert "ledger" in changed.of("C1").__dict__
    assert not any("ledger" in entry.__dict__ for entry in changed.by_id.values() if entry.id != "C1")


def test_what_has_no_rate_has_no_value_and_stands_last() -> None:
    seen = look(OPEN + "invoice C1 Z1 +10 9000EUR issued=-20\n")
    found = forecast_book(seen, learn_book(seen))
    assert [(one.item.invoice.id, one.rank_value) for one in found] == [("X1", Money.of("3000", "USD")), ("Z1", None)]


def test_a_value_is_in_base() -> None:
    seen = assess_book(little_book("invoice C1 Z1 +10 9000EUR issued=-20\n", rates=published(USD="1.25")), TODAY)
    (one,) = forecast_book(seen, learn_book(seen))
    assert one.rank_value == Money.of("11250", "USD")


def test_what_a_bank_kept_back_beyond_the_cap_is_no_debt_to_come() -> None:
    # of the 24 of a year twelve rests are closed, and twelve stay open for a charge of 40
    seen = assess_book(little_book(monthly(24, "36460", 15)), TODAY)
    entry = seen.of("C1")
    assert len(entry.ledger.open) == 12
    assert forecast_buyer(entry, learn_book(seen)) == []
    assert all(item.paid < NEVER for item in buyer_of(entry).items)


def test_what_was_paid_before_its_day_was_final_teaches_nothing() -> None:
    entry = assessed("sale C1 A1 -70 1000USD terms=OA30@BL etd=-40\nreceipt C1 R1 -39 1000USD for=A1")
    (settled,) = entry.ledger.settled
    assert settled.invoice.provisional
    assert buyer_of(entry).items == ()


def test_what_was_learnt_after_it_came_in_is_known_from_then_on() -> None:
    entry = assessed("invoice C1 A1 -40 1000USD issued=-70\nreceipt C1 R1 -39 1000USD for=A1 learnt=-30")
    (item,) = buyer_of(entry).items
    assert item.known - item.paid == 9


def test_the_last_day_there_is_does_not_break_it() -> None:
    seen = look("invoice C1 A1 9999-12-31 1000USD issued=-70")
    (one,) = forecast_book(seen, learn_book(seen))
    assert day_of(one.outlook.paid) == date.max
    assert one.outlook.late < 1


@pytest.mark.parametrize(
    "text",
    [
        "invoice C1 A1 -40 1000USD issued=-70\nreceipt C1 R1 -39 1000USD for=A1\ninvoice C1 X1 +10 50USD issued=-20",
        "".join(f"invoice C1 A{n} -40 {n}USD issued=-70\nreceipt C1 R{n} -60 {n}USD for=A{n}\n" for n in range(1, 9))
        + "invoice C1 X1 +10 50USD issued=-20",
        "invoice C1 A1 -40 0USD issued=-70\ninvoice C1 X1 +10 50USD issued=-20",
        "invoice C1 A1 0001-03-10 9USD issued=0001-01-01\nreceipt C1 R1 0001-01-01 9USD for=A1\ninvoice C1 X1 +10 50USD",
        "invoice C1 A1 +2000 9USD issued=-30\ninvoice C1 X1 +10 50USD issued=-20",
    ],
    ids=["one invoice", "all early on one day", "of nothing", "the first days there are", "a due date years off"],
)
def test_poor_books_are_foretold_all_the_same(text: str) -> None:
    seen = look(text)
    found = {one.item.invoice.id: one.outlook for one in forecast_book(seen, learn_book(seen))}["X1"]
    assert 0 < found.late < 1
    assert TODAY < day_of(found.low) <= day_of(found.paid) <= day_of(found.high)


def test_days_before_the_first_are_the_first() -> None:
    assert roll_of("", "")(-40) == 1


def test_of_a_payer_without_a_country_weekends_alone_are_known() -> None:
    friday = date(2024, 10, 4)  # a holiday in China
    assert roll_of("", "CN")(friday.toordinal()) == friday.toordinal()
    assert roll_of("DE", "CN")(friday.toordinal()) == date(2024, 10, 8).toordinal()
    assert roll_of("", "CN")(NEVER) == date.max.toordinal()


def without(book: Book, *numbers: str) -> Book:
    """The book without these invoices and what paid them."""
    gone = set(numbers)
    accounts = {}
    for id, account in book.accounts.items():
        kept = [fact for fact in account.versions if fact.id not in gone and not gone & set(getattr(fact, "invoices", ()))]
        accounts[id] = type(account).of(id, kept)
    return replace(book, accounts=accounts)


@pytest.mark.parametrize(
    ("code", "gone"), [("foresight_record", [f"I{n}" for n in range(1, 9)]), ("foresight_overdue", ["O1", "O2"])]
)
def test_taking_a_fact_away_moves_the_forecast_by_what_was_said(code: str, gone: list[str]) -> None:
    book = little_book(OPEN + PAID + OTHERS + OVERDUE, home="")
    seen = assess_book(book, TODAY)
    learnt = learn_book(seen)
    weighed = Weighed(buyer_of(seen.of("C1")), learnt)
    said = {moved.reason.code: moved for moved in weighed.most(weighed.items["X1"])}
    bare = assess_book(without(book, *gone), TODAY).of("C1")
    left = next(one for one in forecast_buyer(bare, learnt) if one.item.invoice.id == "X1")
    told = next(one for one in forecast_buyer(seen.of("C1"), learnt) if one.item.invoice.id == "X1")
    assert said[code].without == left.outlook
    assert left.outlook != told.outlook


@pytest.mark.parametrize(
    ("code", "is_so", "were_it_not"),
    [
        ("foresight_calendar", OPEN, OPEN.replace("+10", "+12")),  # due on a Saturday, and on the Monday after it
        ("foresight_amount", OPEN, OPEN.replace("3000", "1000")),
        ("foresight_terms", OPEN.replace("-20", "-80"), OPEN),
    ],
)
def test_what_is_out_of_the_ordinary_moves_the_forecast_by_what_was_said(code: str, is_so: str, were_it_not: str) -> None:
    seen, usual = (look(text + PAID + OTHERS + OVERDUE).of("C1") for text in (is_so, were_it_not))
    learnt = learn_book(look(is_so + PAID + OTHERS + OVERDUE))
    weighed = Weighed(buyer_of(seen), learnt)
    said = {moved.reason.code: moved for moved in weighed._each(weighed.items["X1"])}[code]
    told, other = (
        next(one.outlook for one in forecast_buyer(entry, learnt) if one.item.invoice.id == "X1") for entry in (seen, usual)
    )
    assert said.without == other
    assert said.without != told


def test_without_the_last_months_of_the_book_its_share_of_all_time_is_told() -> None:
    # of late everybody is late: the three buyers paid three days early for eight months, and owe the last two invoices
    late = "".join(f"invoice D{b} L{n} -{20 * n} 1000USD issued=-{20 * n + 30}\n" for b in range(1, 4) for n in (1, 2))
    seen = look(OPEN + PAID + OTHERS + late)
    learnt = learn_book(seen)
    weighed = Weighed(buyer_of(seen.of("C1")), learnt)
    said = {moved.reason.code: moved for moved in weighed._each(weighed.items["X1"])}["foresight_book"]
    share = learnt.pace.at(learnt.on)
    assert share.recent_share(1) > share.usual[1]
    level = replace(
        learnt, pace=replace(learnt.pace, kept={learnt.on: share._replace(recent=(logit(share.usual[0]), logit(share.usual[1])))})
    )
    told = {one.item.invoice.id: one.outlook for one in forecast_buyer(seen.of("C1"), level)}["X1"]
    assert said.without.late == pytest.approx(told.late)
    assert said.without.paid == told.paid
    assert said.reason.facts["percent"] == round(100 * share.recent_share(1))


def test_without_its_age_an_invoice_is_late_with_the_chance_it_began_with() -> None:
    seen = look(OPEN + PAID + OTHERS)
    learnt = learn_book(seen)
    weighed = Weighed(buyer_of(seen.of("C1")), learnt)
    item = weighed.items["X1"]
    said = {moved.reason.code: moved for moved in weighed._each(item)}["foresight_ahead"]
    begun = learnt.chance(features(standing(weighed.record, learnt.pace, learnt.on), item))
    assert said.without.late == pytest.approx(begun)
    # it waits already, and who pays early would have paid by now
    assert weighed._look(item, weighed.record).late >= begun


def codes(text: str, invoice: str = "X1") -> set[str]:
    seen = look(text + OTHERS)
    weighed = Weighed(buyer_of(seen.of("C1")), learn_book(seen))
    return {moved.reason.code for moved in weighed._each(weighed.items[invoice])}


def test_which_facts_there_are() -> None:
    # X1 is due on a Saturday in thirty days' terms, three times the usual amount
    assert codes(OPEN + PAID + OVERDUE) == {
        "foresight_record", "foresight_overdue", "foresight_calendar", "foresight_amount", "foresight_book", "foresight_ahead",
    }  # fmt: skip
    # the only invoice of a new buyer, due on a Wednesday, has its age and its book
    assert codes("invoice C1 X1 -7 1000USD issued=-37\n") == {"foresight_book", "foresight_age"}
    longer = "invoice C1 X1 -7 1000USD issued=-97\n"
    assert codes(longer + PAID) >= {"foresight_terms", "foresight_age"}
    assert "foresight_amount" not in codes(longer + PAID)


def test_three_facts_are_told_the_strongest_first() -> None:
    seen = look(OPEN + PAID + OTHERS + OVERDUE)
    learnt = learn_book(seen)
    weighed = Weighed(buyer_of(seen.of("C1")), learnt)
    told = weighed._look(weighed.items["X1"], weighed.record)
    most = weighed.most(weighed.items["X1"])
    assert len(most) == 3
    apart = [
        abs(told.late - m.without.late) + abs(told.late_month - m.without.late_month) + abs(told.paid - m.without.paid) / 30
        for m in most
    ]
    assert apart == sorted(apart, reverse=True)
    assert all(weight > 0 for weight in apart)


def test_the_facts_are_those_of_the_buyer() -> None:
    seen = look(OPEN + PAID + OTHERS + OVERDUE)
    weighed = Weighed(buyer_of(seen.of("C1")), learn_book(seen))
    said = {moved.reason.code: moved.reason.facts for moved in weighed._each(weighed.items["X1"])}
    # eight paid twelve days late (some from a Monday), two open and overdue
    assert (said["foresight_record"]["cases"], said["foresight_record"]["late"]) == (10, 10)
    assert (said["foresight_overdue"]["count"], said["foresight_overdue"]["days"]) == (2, 50)
    assert said["foresight_calendar"]["until"] == TODAY + timedelta(days=12)
    assert str(said["foresight_amount"]["times"]) == "3.0"
    assert said["foresight_ahead"]["days"] == 10


def test_no_rates_at_all_are_no_trouble() -> None:
    seen = assess_book(little_book("invoice C1 Z1 +10 9000EUR issued=-20\n", rates=NO_RATES), TODAY)
    weighed = Weighed(buyer_of(seen.of("C1")), learn_book(seen))
    assert "foresight_amount" not in {moved.reason.code for moved in weighed._each(weighed.items["Z1"])}
