"""Entering by hand: what was typed becomes facts learnt today, and what was not typed stays as it is."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from credit.account import Fact
from credit.actions import ENTERED, Draft, Hand, correct, enter, enter_all, known_fact
from credit.book import Book
from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.problem import InvalidMoney, RefusedChange, UnknownBuyer
from credit.receipt import Receipt
from credit.term_words import Baseline
from credit.terms import InvalidTerms
from tests.credit.little_book import TODAY, day, little_book

HAND = Hand("wang", TODAY, "m1")
BOOK = little_book(
    """
    buyer    C1                           terms=OA30  country=GB
    invoice  C1  I1   -45  1000USD        issued=-105
    sale     C1  I2   -20  1000USD        terms=30%TT@order;70%OA60@BL  etd=-18  refund=130CNY
    order    C1  O1   -50   500USD
    receipt  C1  R1   -10   400USD        for=I1
    """
)


def usd(amount: int) -> Money:
    return Money.of(amount, "USD")


def entered(kind: str, number: str = "N1", /, buyer: str = "C1", book: Book = BOOK, **said: Any) -> Book:
    return book.after(enter(book, HAND, Draft(kind, buyer, number, said)))


def corrected(kind: str, number: str, /, buyer: str = "C1", book: Book = BOOK, **said: Any) -> Book:
    return book.after(correct(book, HAND, Draft(kind, buyer, number, said)))


def standing(book: Book, kind: str, number: str) -> Fact:
    return book.account("C1").current()[kind, number]


def refused(act: Any) -> Mapping[str, object]:
    with pytest.raises(RefusedChange) as trouble:
        act()
    return trouble.value.facts


def test_a_buyer() -> None:
    book = entered(
        "customer", "", "C9", name="Nordic Pumps", country="SE", registrations=(("vat", "SE556677"),), terms="OA 60 @BL"
    )
    assert book.account("C9").customer == Customer(
        "C9", "Nordic Pumps", TODAY, country="SE", registrations=(("vat", "SE556677"),), terms="OA 60 @BL"
    )
    assert refused(lambda: entered("customer", "", "C1", name="Again")) == {"reason": "entered_before", "number": "C1"}


def test_who_pays_under_a_number_nobody_described_can_be_described() -> None:
    book = little_book("invoice  C7  I1  -45  1000USD")
    assert entered("customer", "", "C7", book, name="At last").account("C7").customer.name == "At last"


def test_a_corrected_buyer_keeps_what_was_not_said_and_every_other_number() -> None:
    first = corrected("customer", "", registrations=(("vat", "GB1"), ("lei", "L1")), name="New name")
    again = corrected("customer", "", book=first, registrations=(("vat", ""), ("duns", "7")))
    buyer = again.account("C1").customer
    assert (buyer.name, buyer.country, buyer.terms, buyer.registrations) == (
        "New name",
        "GB",
        "OA30",
        (("lei", "L1"), ("duns", "7")),
    )
    assert again.as_known_on(day("-1")).account("C1").customer == BOOK.account("C1").customer


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"name": " "}, {"reason": "name_owed", "id": "C1"}),
        ({"country": "GBR"}, {"reason": "country_code", "given": "GBR"}),
        ({"country": "1é"}, {"reason": "country_code", "given": "1é"}),
        ({"country": "12"}, {"reason": "country_code", "given": "12"}),
        ({"parent": "C1"}, {"reason": "own_parent", "id": "C1"}),
        ({}, {"reason": "nothing_corrected", "number": "C1"}),
    ],
)
def test_what_no_buyer_can_be(said: Mapping[str, Any], reason: Mapping[str, object]) -> None:
    assert refused(lambda: corrected("customer", "", **said)) == reason


def test_terms_and_currency_of_a_buyer_are_read() -> None:
    with pytest.raises(InvalidTerms):
        corrected("customer", "", terms="OA sixty")
    with pytest.raises(InvalidMoney):
        corrected("customer", "", currency="DOLLAR")
    assert corrected("customer", "", currency="EUR").account("C1").customer.currency == "EUR"


def test_an_order_is_learnt_today_and_taken_today_unless_said() -> None:
    assert standing(entered("order", amount=usd(70)), "order", "N1") == Order("N1", "C1", usd(70), TODAY, TODAY)
    told: dict[str, Any] = {"on": day("-9"), "shipped_on": day("-3"), "terms": "LC sight"}
    assert standing(entered("order", amount=usd(70), **told), "order", "N1") == Order(
        "N1", "C1", usd(70), day("-9"), TODAY, day("-3"), "LC sight"
    )


def test_a_corrected_order_stands_by_itself_from_today_on() -> None:
    book = corrected("order", "O1", amount=usd(650))
    assert standing(book, "order", "O1") == Order("O1", "C1", usd(650), day("-50"), TODAY)
    assert standing(book.as_known_on(day("-1")), "order", "O1") == standing(BOOK, "order", "O1")
    assert standing(corrected("order", "O1", amount=usd(0)), "order", "O1") == Order("O1", "C1", usd(0), day("-50"), TODAY)


def test_an_order_that_invoices_told_of_is_its_own_once_it_is_corrected() -> None:
    told = Order("O1", "C1", usd(500), day("-50"), day("-50"), from_invoices=True)
    book = little_book("buyer C1").after(Change("import", (told,)))
    after = standing(corrected("order", "O1", book=book, amount=usd(600)), "order", "O1")
    assert isinstance(after, Order)
    assert not after.from_invoices


def test_an_invoice_is_due_on_the_day_that_was_said() -> None:
    book = entered("invoice", amount=usd(900), issued_on=day("-5"), due_on=day("+25"))
    assert standing(book, "invoice", "N1") == Invoice("N1", "C1", usd(900), day("-5"), day("+25"), TODAY)


def test_an_invoice_is_due_by_its_terms_or_by_its_buyers() -> None:
    """Open account of 30 days from the issue, five days ago: due in 25. Terms of 10 days: in five."""
    by_buyer = standing(entered("invoice", amount=usd(900), issued_on=day("-5")), "invoice", "N1")
    by_terms = standing(entered("invoice", amount=usd(900), issued_on=day("-5"), terms="OA 10"), "invoice", "N1")
    assert isinstance(by_buyer, Invoice)
    assert isinstance(by_terms, Invoice)
    assert (by_buyer.due_on, by_buyer.instalment, by_terms.due_on) == (day("+25"), 1, day("+5"))


def test_an_invoice_on_instalments_is_several() -> None:
    book = entered("invoice", amount=usd(1000), terms="30% TT @order; 70% OA 60 @BL", shipped_on=day("-2"))
    assert {i.id: (i.amount, i.due_on) for i in book.account("C1").invoices if i.instalment_of == "N1"} == {
        "N1/1": (usd(300), TODAY), "N1/2": (usd(700), day("+58")),
    }  # fmt: skip


def test_a_corrected_amount_is_shared_out_anew_over_the_instalments() -> None:
    """2,000 USD: 600 and 1,400, the refund of 130 CNY as 39 and 91; the number of the whole is the one that is corrected."""
    book = corrected("invoice", "I2", amount=usd(2000))
    parts = {i.id: (i.amount, i.refund, i.baseline) for i in book.account("C1").invoices if i.instalment_of == "I2"}
    assert parts == {
        "I2/1": (usd(600), Money.of(39, "CNY"), Baseline.ORDER),
        "I2/2": (usd(1400), Money.of(91, "CNY"), Baseline.BL),
    }
    before = {i.id: i.amount for i in book.as_known_on(day("-1")).account("C1").invoices}
    assert before == {"I1": usd(1000), "I2/1": usd(300), "I2/2": usd(700)}


def test_instalments_become_one_and_one_becomes_several() -> None:
    one = corrected("invoice", "I2", due_on=day("+9"))
    owed = {i.id: (i.amount, i.due_on) for i in one.account("C1").invoices if i.amount and i.named_in(("I2",))}
    assert owed == {"I2": (usd(1000), day("+9"))}
    several = corrected("invoice", "I1", terms="50% OA 10; 50% OA 20")
    owed = {i.id: (i.amount, i.due_on) for i in several.account("C1").invoices if i.amount and i.named_in(("I1",))}
    issued = day("-105")
    assert owed == {"I1/1": (usd(500), issued + timedelta(10)), "I1/2": (usd(500), issued + timedelta(20))}


def test_a_corrected_invoice_keeps_its_due_date_and_nothing_takes_it_out() -> None:
    book = corrected("invoice", "I1", amount=usd(0))
    after = standing(book, "invoice", "I1")
    assert after == Invoice("I1", "C1", usd(0), day("-105"), day("-45"), TODAY)


def test_a_credit_note_is_an_invoice_below_zero() -> None:
    after = standing(entered("invoice", amount=usd(-50), due_on=TODAY), "invoice", "N1")
    assert isinstance(after, Invoice)
    assert after.amount == usd(-50)


def test_a_receipt_has_a_number_of_its_own_where_none_was_said() -> None:
    after = standing(entered("receipt", "", amount=usd(100), on=day("-1"), invoices=("I1", "I2")), "receipt", "m1")
    assert after == Receipt("m1", "C1", usd(100), day("-1"), TODAY, ("I1", "I2"))
    other = standing(corrected("receipt", "R1", invoices=("I2",)), "receipt", "R1")
    assert other == Receipt("R1", "C1", usd(400), day("-10"), TODAY, ("I2",))


@pytest.mark.parametrize(
    ("kind", "said", "reason"),
    [
        ("order", {}, {"reason": "amount_owed"}),
        ("order", {"amount": usd(0)}, {"reason": "amount_owed"}),
        ("order", {"amount": usd(-1)}, {"reason": "order_amount"}),
        ("order", {"amount": usd(1), "on": day("+1")}, {"reason": "event_day", "day": day("+1"), "on": TODAY}),
        ("order", {"amount": usd(1), "shipped_on": day("-1")}, {"reason": "day_before", "day": day("-1"), "first": TODAY}),
        (
            "order",
            {"amount": usd(1), "shipped_on": day("+1")},
            {"reason": "event_day", "day": day("+1"), "on": TODAY},
        ),
        ("invoice", {"due_on": TODAY}, {"reason": "amount_owed"}),
        ("invoice", {"amount": usd(0), "due_on": TODAY}, {"reason": "amount_owed"}),
        ("invoice", {"amount": usd(1), "issued_on": day("+1")}, {"reason": "event_day", "day": day("+1"), "on": TODAY}),
        ("invoice", {"amount": usd(1), "due_on": day("-1")}, {"reason": "day_before", "day": day("-1"), "first": TODAY}),
        (
            "invoice",
            {"amount": usd(1), "terms": "EUR 5 TT @order; rest OA 60 @BL"},
            {"reason": "terms_currency", "given": "EUR", "currency": "USD"},
        ),
        ("receipt", {}, {"reason": "amount_owed"}),
        ("receipt", {"amount": usd(1), "on": day("+1")}, {"reason": "event_day", "day": day("+1"), "on": TODAY}),
        ("receipt", {"amount": usd(1), "invoices": ("I9",)}, {"reason": "unknown_invoice", "invoice": "I9", "id": "C1"}),
    ],
)
def test_what_cannot_be_entered(kind: str, said: Mapping[str, Any], reason: Mapping[str, object]) -> None:
    assert refused(lambda: entered(kind, **said)) == reason


def test_an_invoice_that_nothing_dates_is_refused() -> None:
    book = little_book("buyer C1")
    assert refused(lambda: entered("invoice", book=book, amount=usd(1))) == {"reason": "no_due_date", "number": "N1"}


@pytest.mark.parametrize(("kind", "number"), [("order", "O1"), ("invoice", "I1"), ("invoice", "I2"), ("receipt", "R1")])
def test_a_number_is_entered_once_and_corrected_only_where_it_is_known(kind: str, number: str) -> None:
    assert refused(lambda: entered(kind, number, amount=usd(1))) == {"reason": "entered_before", "number": number}
    assert refused(lambda: corrected(kind, "X9", amount=usd(1))) == {"reason": "never_entered", "number": "X9", "id": "C1"}
    assert refused(lambda: corrected(kind, number)) == {"reason": "nothing_corrected", "number": number}


def test_a_buyer_known_by_its_invoices_alone_is_described_by_its_first_correction() -> None:
    """Nobody ever said who C2 is, so there is nothing to correct: what is said describes it, and its name is owed."""
    book = little_book("invoice C2 I1 -5 1USD")
    change = correct(book, HAND, Draft("customer", "C2", "", {"name": "Nordic", "country": "SE"}))
    assert [(fact.kind, fact.id, fact.learnt_on) for fact in change.put] == [("customer", "C2", TODAY)]
    assert book.after(change).account("C2").customer.name == "Nordic"
    nameless = Draft("customer", "C2", "", {"country": "SE"})
    assert refused(lambda: correct(book, HAND, nameless)) == {"reason": "name_owed", "id": "C2"}


@pytest.mark.parametrize("kind", [kind for kind in ENTERED if kind != "customer"])
def test_a_buyer_nobody_knows_owes_nothing(kind: str) -> None:
    with pytest.raises(UnknownBuyer):
        entered(kind, buyer="C8", amount=usd(1), due_on=TODAY)


def test_what_was_learnt_later_is_neither_leant_on_nor_in_the_way() -> None:
    """On the day before the order was taken, nobody knew its number."""
    then = Hand("wang", date(2024, 1, 2), "m2")
    change = enter(BOOK, then, Draft("order", "C1", "O1", {"amount": usd(70)}))
    assert [(fact.learnt_on, change.what, change.who) for fact in change.put] == [(date(2024, 1, 2), "enter", "wang")]


def test_a_buyer_and_its_first_order_are_one_change() -> None:
    """Either both are there or neither is: an order whose amount is owed takes its buyer back with it."""
    buyer = Draft("customer", "C9", "", {"name": "Nordic Pumps"})
    change = enter_all(BOOK, HAND, (buyer, Draft("order", "C9", "O9", {"amount": usd(70)})))
    assert (change.what, [fact.id for fact in change.put]) == ("enter", ["C9", "O9"])
    assert refused(lambda: enter_all(BOOK, HAND, (buyer, Draft("order", "C9", "O9")))) == {"reason": "amount_owed"}


@pytest.mark.parametrize(
    ("kind", "number", "amount"),
    [("order", "O1", 500), ("invoice", "I1", 1000), ("invoice", "I2", 1000), ("receipt", "R1", 400)],
)
def test_what_is_known_of_a_number_an_invoice_as_one_whole(kind: str, number: str, amount: int) -> None:
    """I2 stands in the ledger as 300 and 700."""
    fact = known_fact(BOOK.account("C1"), Draft(kind, "C1", number))
    assert isinstance(fact, Order | Invoice | Receipt)
    assert (fact.id, fact.amount) == (number, usd(amount))
    assert known_fact(BOOK.account("C1"), Draft(kind, "C1", "X9")) is None


def test_what_is_known_of_a_buyer() -> None:
    assert known_fact(BOOK.account("C1"), Draft("customer", "C1")) == BOOK.account("C1").customer
    assert known_fact(little_book("invoice C2 I1 -5 1USD").account("C2"), Draft("customer", "C2")) is None
