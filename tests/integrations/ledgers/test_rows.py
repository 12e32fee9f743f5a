"""Rows become facts with the day they happened and the day they were learnt."""

from collections.abc import Callable
from datetime import date

import pytest

from credit.account import Fact
from credit.activity import Channel, Contact, Dispute, Hold, Outcome, Promise
from credit.customer import Customer
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.receipt import Receipt
from integrations.ledgers.columns import Given
from integrations.ledgers.importer import FileRead
from integrations.ledgers.mapping_file import parse_mapping

ON = date(2021, 6, 1)
Read = Callable[..., FileRead]

INVOICES = "number,customer_id,order_no,order_date,issue_date,bl_date,due_date,currency,amount\n"
FLAT = "customer,invoice,invoice_date,due_date,amount,paid_date,currency\n"
ACTIVITIES = "date,customer_id,kind,outcome,amount,currency,promised_for,invoices,text\n"


def facts(read: FileRead) -> list[Fact]:
    assert read.problems == ()
    return [fact for entry in read.entries for fact in entry.facts]


def test_a_buyer_is_learnt_on_the_day_the_business_began(read: Read) -> None:
    text = (
        "id,name,name_local,country,company_number,vat,industry,since,currency,terms,credit_limit,insured_limit,tags,contact_email\n"
        "C001,Haldon,哈尔登,gb,00990001,,46900,2010-03-01,USD,OA 60 @BL,250000,0,potential; old ;potential,a@b.example\n"
    )
    assert facts(read(text)) == [
        Customer(
            "C001",
            "Haldon",
            date(2010, 3, 1),
            name_local="哈尔登",
            country="GB",
            registrations=(("company_number", "00990001"),),
            industry="46900",
            since=date(2010, 3, 1),
            currency="USD",
            terms="OA 60 @BL",
            limit=Money(25000000, "USD"),
            insured_limit=Money(0, "USD"),
            tags=("potential", "old"),
            email="a@b.example",
        )
    ]


def test_a_buyer_without_limit_has_none_and_without_a_date_is_learnt_at_the_import(read: Read) -> None:
    found = read("id,name,credit_limit\nC1,Birch,\n")
    assert facts(found) == [Customer("C1", "Birch", ON)]
    assert "limit" not in found.entries[0].silent
    assert {"insured_limit", "country", "registrations"} <= set(found.entries[0].silent)


def test_an_invoice_comes_with_the_order_before_it_each_learnt_on_its_own_day(read: Read) -> None:
    found = facts(read(INVOICES + "N1,C1,S1,2020-01-05,2020-02-02,2020-02-04,2020-04-04,EUR,100.50\n"))
    amount = Money(10050, "EUR")
    issued, ordered, shipped = date(2020, 2, 2), date(2020, 1, 5), date(2020, 2, 4)
    assert found == [
        Invoice("N1", "C1", amount, issued, date(2020, 4, 4), issued, "S1", shipped),
        Order("S1", "C1", amount, ordered, ordered, from_invoices=True),
    ]


def test_an_order_needs_its_number_and_its_day(read: Read) -> None:
    assert (
        len(facts(read(INVOICES + "N1,C1,S1,,2020-02-02,,2020-04-04,EUR,1\nN2,C1,,2020-01-05,2020-02-02,,2020-04-04,EUR,1\n")))
        == 2
    )


def test_an_order_delivered_in_parts_was_their_sum_from_the_earliest_day(read: Read) -> None:
    rows = "N1,C1,S1,2020-01-05,2020-02-02,,2020-04-04,EUR,100\nN2,C1,S1,2020-01-04,2020-03-02,,2020-05-04,EUR,50.25\n"
    day = date(2020, 1, 4)
    orders = {fact for fact in facts(read(INVOICES + rows)) if isinstance(fact, Order)}
    assert orders == {Order("S1", "C1", Money(15025, "EUR"), day, day, from_invoices=True)}


def test_a_receipt_names_its_invoices_in_order(read: Read) -> None:
    found = facts(read("id,customer_id,date,currency,amount,invoices\nR1,C1,2020-03-01,USD,9.99,N2; N1;N2\n"))
    day = date(2020, 3, 1)
    assert found == [Receipt("R1", "C1", Money(999, "USD"), day, day, ("N2", "N1"))]


def test_a_ledger_row_with_a_paid_date_is_settled_in_full_and_without_is_open(read: Read) -> None:
    found = read(FLAT + "C1,007,2020-01-01,2020-01-31,10.00,2020-02-05,USD\nC1,008,2020-01-01,2020-01-31,10.00,,\n")
    paid = date(2020, 2, 5)
    assert facts(found)[1] == Receipt("paid:007", "C1", Money(1000, "USD"), paid, paid, ("007",))
    assert [len(entry.facts) for entry in found.entries] == [2, 1]
    assert [fact.id for fact in found.entries[1].recalls] == ["paid:008"]


def test_the_row_the_person_and_the_fact_say_when_it_was_learnt_in_this_order(read: Read) -> None:
    text = "id,customer_id,date,amount,learnt_on\nR1,C1,2020-03-01,5,2020-03-09\nR2,C1,2020-03-01,5,\n"
    first, second = read(text, Given(ON, learnt=ON)).entries
    assert (first.facts[0].learnt_on, first.dated) == (date(2020, 3, 9), True)
    assert (second.facts[0].learnt_on, second.dated) == (ON, False)
    assert read(text).entries[1].facts[0].learnt_on == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("given", "currency"),
    [(Given(ON), "USD"), (Given(ON, base="EUR"), "EUR"), (Given(ON, currency="CNY", base="EUR"), "CNY")],
)
def test_rows_without_a_currency_take_the_one_asked_for_or_the_base(read: Read, given: Given, currency: str) -> None:
    found = facts(read(FLAT + "C1,1,2020-01-01,2020-01-31,10.00,,\nC1,2,2020-01-01,2020-01-31,10.00,,rmb\n", given))
    assert [fact.amount.currency for fact in found if isinstance(fact, Invoice)] == [currency, "CNY"]


def test_what_was_said_and_agreed(read: Read) -> None:
    found = facts(
        read(
            "date,customer_id,kind,outcome,amount,currency,promised_for,invoices,text,reason,until,closed_on,who\n"
            '2020-03-01,C1,Call,no_answer,,,,N1;N2,"rang\ntwice",,,,mei\n'
            "2020-03-01,C1,promise,,640.00,USD,2020-03-09,N1,will pay,,,,\n"
            "2020-03-01,C1,dispute,quality,,,,N2,broken,,,2020-04-01,\n"
            "2020-03-01,C1,hold,,,,,,,audit,2020-05-01,,\n"
            "2020-03-01,C1,hold,,,,2020-05-02,,holiday,,,,\n"
        )
    )
    day = date(2020, 3, 1)
    head = ("", "C1", day, day)
    wanted = [
        Contact(*head, Channel.CALL, Outcome.NO_ANSWER, ("N1", "N2"), "rang twice", "mei"),
        Promise(*head, Money(64000, "USD"), date(2020, 3, 9), ("N1",), "will pay"),
        Dispute(*head, "quality", ("N2",), date(2020, 4, 1), "broken"),
        Hold(*head, date(2020, 5, 1), "audit"),
        Hold(*head, date(2020, 5, 2), "holiday"),
    ]
    assert [repr(fact).replace(repr(fact.id), "''", 1) for fact in found] == [repr(fact) for fact in wanted]
    assert [fact.id.rpartition(":")[0] for fact in found] == [
        f"{kind}:2020-03-01" for kind in ("call", "promise", "dispute", "hold", "hold")
    ]


def test_two_equal_calls_are_two_and_the_same_file_twice_makes_the_same_numbers(read: Read) -> None:
    row = "2020-03-01,C1,call,no_answer,,,,,again\n"
    once = [fact.id for fact in facts(read(ACTIVITIES + row + row))]
    assert once[1] == once[0] + "#2"
    assert once == [fact.id for fact in facts(read(ACTIVITIES + row + row))]


def test_a_dispute_that_is_closed_later_is_the_same_dispute(read: Read) -> None:
    head = "date,customer_id,kind,reason,closed_on\n2020-03-01,C1,dispute,price,"
    assert facts(read(head + "\n"))[0].id == facts(read(head + "2020-05-01\n"))[0].id


SAP = """
kind = "ledger"
recognise = ["KUNNR", "WRBTR"]
currency = "EUR"
due_minus_days = 30
number_from = ["FAEDT", "WRBTR"]
join = "/"
copies = "drop"
columns = { customer = "KUNNR", due_on = "FAEDT", amount = "WRBTR", paid_on = "AUGDT", document = "TEXT" }
skip = { STORNO = ["X"] }

[documents]
"Invoice" = "invoice"
"Credit memo" = "credit"
"Down payment request" = "claim"
"""


def test_a_ledger_without_numbers_signs_or_issue_dates(read: Read) -> None:
    mappings = {"sap": parse_mapping("sap", SAP)}
    found = read(
        "KUNNR,FAEDT,WRBTR,AUGDT,TEXT,STORNO\n"
        "7,2020-03-31,10,2020-04-02,Invoice,\n"
        "7,2020-03-31,10,2020-04-02,Invoice,\n"
        "7,2020-03-31,10,,Invoice,\n"
        "7,2020-03-31,4,2020-04-02,Credit memo,\n"
        "7,2020-03-31,5,,Down payment request,\n"
        "7,2020-03-31,99,,Invoice,X\n",
        mappings=mappings,
    )
    issued, due = date(2020, 3, 1), date(2020, 3, 31)  # 31 March less 30 days
    invoices = [fact for fact in facts(found) if isinstance(fact, Invoice)]
    assert invoices == [
        Invoice("2020-03-31/10", "7", Money(1000, "EUR"), issued, due, issued),
        Invoice("2020-03-31/10#2", "7", Money(1000, "EUR"), issued, due, issued),
        Invoice("2020-03-31/4", "7", Money(-400, "EUR"), issued, due, issued, document="Credit memo"),
        Invoice("2020-03-31/5", "7", Money(500, "EUR"), issued, due, issued, document="Down payment request"),
    ]
    assert [fact.amount.minor for fact in facts(found) if isinstance(fact, Receipt)] == [1000, -400]
    assert (found.read, found.repeated, found.refused) == (6, 2, 0)
