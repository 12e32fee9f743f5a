"""Which mapping a file needs."""

import pytest

from integrations.ledgers.faults import UnknownMapping
from integrations.ledgers.mapping import mapping_named, normal, recognise
from integrations.ledgers.mapping_file import load_mappings, parse_mapping

FLAT = "customer,invoice,invoice_date,due_date,amount,paid_date"
OURS = load_mappings()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("id,name,name_local,country", "story_customers"),
        ("number,customer_id,order_no,order_date,issue_date,bl_date,due_date,currency,amount", "story_invoices"),
        ("id,customer_id,date,currency,amount,invoices", "story_receipts"),
        ("date,customer_id,kind,outcome,amount,currency,promised_for,invoices,text", "story_activities"),
        (FLAT, "flat"),
        (FLAT + ",currency", "flat"),
        (" Customer ,INVOICE,Invoice_Date,due_date,amount,paid_date", "flat"),
        ("*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,*Quantity,*UnitAmount", "xero"),
        ("ContactName,InvoiceNumber,InvoiceDate,DueDate,Quantity,UnitAmount", "xero"),
    ],
)
def test_the_headings_tell(heading: str, name: str) -> None:
    found = recognise(heading.split(","), OURS.values())
    assert found is not None
    assert found.name == name


def test_headings_nobody_knows_are_not_guessed_at() -> None:
    assert recognise(["a", "b"], OURS.values()) is None


def test_stars_case_and_space_do_not_count() -> None:
    assert normal(" *Due  Date ") == "due date"


def test_the_mapping_that_knows_more_headings_wins_and_the_users_own_before_ours() -> None:
    body = 'kind="receipts"\ncolumns={id="id", customer="customer_id", on="date", amount="amount"}\n'
    wide = parse_mapping("wide", 'recognise=["id","customer_id","date","amount","bank"]\n' + body)
    own = parse_mapping("own", 'recognise=["id","customer_id","date","amount"]\n' + body, own=True)
    heading = ["id", "customer_id", "date", "amount", "bank"]
    assert recognise(heading, [*OURS.values(), wide, own]) is wide
    assert recognise(heading[:-1], [*OURS.values(), wide, own]) is own
    assert recognise(heading, [parse_mapping("by_name", body)]) is None


def test_a_mapping_is_found_by_name_and_a_slip_names_the_nearest() -> None:
    assert mapping_named("flat", OURS).name == "flat"
    with pytest.raises(UnknownMapping) as refused:
        mapping_named("flatt", OURS)
    assert refused.value.facts == {"name": "flatt", "near": "flat"}
