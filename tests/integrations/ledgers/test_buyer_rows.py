"""Rows about the buyer itself, read one by one."""

from datetime import date

import pytest

from credit.customer import Customer
from credit.money import Money
from credit.receipt import Receipt
from integrations.ledgers.buyer_rows import customer_entry, receipt_entry
from integrations.ledgers.columns import Columns, Given
from integrations.ledgers.faults import BadCell
from integrations.ledgers.fields import REGISTRATIONS
from integrations.ledgers.mapping_file import load_mappings, parse_mapping
from integrations.ledgers.numbering import Numbering
from integrations.ledgers.tables import sheet

ON = date(2021, 6, 1)


def columns(head: str, mapping: str, given: Given = Given(ON)) -> Columns:  # noqa: B008 - frozen
    return Columns.over(sheet("a.csv", head + "\n"), load_mappings()[mapping], given)


def buyer(head: str, row: str) -> Customer:
    entry = customer_entry(columns(head, "story_customers"), row.split(","))
    (found,) = entry.facts
    assert isinstance(found, Customer)
    return found


def test_every_registration_that_is_filled_is_kept_in_one_order() -> None:
    found = buyer("id,name,duns,lei,vat,company_number", "C1,Birch,123456789,,GB1,0099")
    assert found.registrations == (("company_number", "0099"), ("vat", "GB1"), ("duns", "123456789"))
    assert [kind for kind, _ in found.registrations] == [kind for kind in REGISTRATIONS if kind not in ("lei", "tax_id")]


def test_a_limit_is_in_the_buyers_currency_and_an_empty_one_is_none() -> None:
    found = buyer("id,name,currency,credit_limit,insured_limit", "C1,Birch,JPY,5000,")
    assert (found.limit, found.insured_limit, found.currency) == (Money(5000, "JPY"), None, "JPY")


def test_the_base_currency_of_a_limit_is_not_the_buyers_own() -> None:
    """A file without the column does not say in what the buyer trades."""
    found = buyer("id,name,credit_limit", "C1,Birch,5000")
    assert (found.limit, found.currency) == (Money(500000, "USD"), "")


@pytest.mark.parametrize(("cell", "country"), [("gb", "GB"), ("", ""), (" no ", "NO")])
def test_a_country_is_two_letters(cell: str, country: str) -> None:
    assert buyer("id,name,country", f"C1,Birch,{cell}").country == country


@pytest.mark.parametrize("cell", ["GBR", "G", "G1", "挪威"])
def test_anything_else_is_no_country(cell: str) -> None:
    with pytest.raises(BadCell) as caught:
        buyer("id,name,country", f"C1,Birch,{cell}")
    assert (caught.value.cell_code, caught.value.facts["column"]) == ("bad_country", "country")


def test_a_receipt_keeps_the_order_in_which_its_invoices_are_filled() -> None:
    given = columns("id,customer_id,date,amount,currency,invoices", "story_receipts")
    given.days["on"]["2020-03-01"] = day = date(2020, 3, 1)
    found = receipt_entry(given, ["R1", "C1", "2020-03-01", "-9.99", "EUR", "N2;N1"], Numbering())
    assert found.facts == (Receipt("R1", "C1", Money(-999, "EUR"), day, day, ("N2", "N1")),)
    assert (found.dated, found.recalls) == (False, ())


def test_a_receipt_without_a_number_gets_one_of_what_it_says() -> None:
    mapping = parse_mapping(
        "own",
        'kind="receipts"\nrecognise=["who"]\nnumber_from=["day","sum"]\njoin="/"\n'
        'columns={id="day", customer="who", on="day", amount="sum"}\n',
    )
    own = Columns.over(sheet("a.csv", "who,day,sum\nC1,2020-03-01,5\n"), mapping, Given(ON))
    numbering = Numbering()
    made = [receipt_entry(own, ["C1", "2020-03-01", "5"], numbering).facts[0].id for _ in range(2)]
    assert made == ["2020-03-01/5", "2020-03-01/5#2"]


def test_whose_cover_it_is_and_which_law_governs() -> None:
    found = buyer("id,name,insurer,law", "C1,Birch,atradius,CN")
    assert (found.insurer, found.law) == ("atradius", "CN")
