"""Rows about the buyer itself, read one by one."""

from datetime import date
from decimal import Decimal

import pytest

from credit.customer import Customer
from credit.intake import NUMBER
from credit.money import Money
from credit.receipt import Receipt
from credit.security import Security, SecurityForm
from integrations.ledgers.buyer_rows import customer_entry, receipt_entry, security_entry
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
    absent = ("lei", "tax_id", "cik", "connect_id", "coface_id")
    assert [kind for kind, _ in found.registrations] == [kind for kind in REGISTRATIONS if kind not in absent]


def test_a_row_is_silent_about_the_kinds_of_number_it_has_no_column_for() -> None:
    entry = customer_entry(columns("id,name,duns,lei", "story_customers"), ["C1", "Birch", "123456789", ""])
    silent = {name.removeprefix(NUMBER) for name in entry.silent if name.startswith(NUMBER)}
    assert silent == {*REGISTRATIONS} - {"duns", "lei"}, "an empty cell says that there is no LEI"


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


AGREED = "id,name,owner,interest_percent,insured_limit,insured_until,insured_percent"


def agreed(row: str) -> Customer:
    own = Columns.over(sheet("a.csv", f"{AGREED}\n{row}\n"), load_mappings()["story_customers"], Given(ON))
    (found,) = customer_entry(own, row.split(",")).facts
    assert isinstance(found, Customer)
    return found


def test_what_was_agreed_with_a_buyer_and_its_insurer() -> None:
    found = agreed("C1,Birch,mei,8.5%,5000,2022-06-30,95")
    assert (found.owner, found.interest_percent) == ("mei", Decimal("8.5"))
    assert (found.insured_until, found.insured_percent) == (date(2022, 6, 30), 95)
    empty = agreed("C1,Birch,,,5000,,")
    assert (empty.owner, empty.interest_percent, empty.insured_until, empty.insured_percent) == ("", None, None, None)
    assert agreed("C1,Birch,,0,,,0").interest_percent == 0, "a rate of nothing was agreed, which is not none"


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("C1,Birch,,much,,,", "bad_amount", "interest_percent"),
        ("C1,Birch,,-1,,,", "below_zero", "interest_percent"),
        ("C1,Birch,,,,,101", "bad_percent", "insured_percent"),
        ("C1,Birch,,,,,92.5", "bad_percent", "insured_percent"),
        ("C1,Birch,,,,30/6/22,", "bad_date", "insured_until"),
    ],
)
def test_what_cannot_be_agreed_is_named_by_its_column(row: str, code: str, column: str) -> None:
    with pytest.raises(BadCell) as caught:
        agreed(row)
    assert (caught.value.cell_code, caught.value.facts["column"]) == (code, column)


SECURED = "id,customer_id,security,amount,currency,from,until,text,who"


def security(row: str, head: str = SECURED) -> Security:
    own = Columns.over(sheet("a.csv", f"{head}\n{row}\n"), load_mappings()["story_securities"], Given(ON))
    (found,) = security_entry(own, row.split(","), Numbering()).facts
    assert isinstance(found, Security)
    return found


@pytest.mark.parametrize("form", SecurityForm)
def test_every_form_of_security_can_be_told(form: SecurityForm) -> None:
    """Learnt on its first day, as everything else a file tells is learnt on its own day."""
    began, ends = date(2020, 3, 1), date(2021, 2, 28)
    found = security(f"LG-7,C1,{form.upper().replace('_', ' ')},5000,EUR,2020-03-01,2021-02-28,ICBC,mei")
    assert found == Security("LG-7", "C1", began, began, form, Money(500000, "EUR"), ends, "ICBC", "mei")


def test_a_security_without_an_end_lasts_and_may_end_on_its_first_day() -> None:
    assert security("LG-7,C1,pledge,5,EUR,2020-03-01,,,").until is None
    assert security("LG-7,C1,pledge,5,EUR,2020-03-01,2020-03-01,,").until == date(2020, 3, 1)


def test_a_security_without_a_number_keeps_the_one_it_gets_when_it_is_extended() -> None:
    first, longer = (security(f",C1,pledge,{what},,plant,") for what in ("5,EUR,2020-03-01", "8,EUR,2020-03-01"))
    assert first.id == longer.id
    assert first.id.startswith("pledge:2020-03-01:")
    assert security(",C1,pledge,5,EUR,2020-03-01,,other plant,").id != first.id


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",C1,handshake,5,EUR,2020-03-01,,,", "unknown_security", "security"),
        (",C1,,5,EUR,2020-03-01,,,", "missing_value", "security"),
        (",C1,pledge,,EUR,2020-03-01,,,", "missing_value", "amount"),
        (",C1,pledge,0,EUR,2020-03-01,,,", "not_above_zero", "amount"),
        (",C1,pledge,-5,EUR,2020-03-01,,,", "not_above_zero", "amount"),
        (",C1,pledge,five,EUR,2020-03-01,,,", "bad_amount", "amount"),
        (",C1,pledge,5,EURO,2020-03-01,,,", "bad_currency", "currency"),
        (",C1,pledge,5,EUR,,,,", "missing_value", "from"),
        (",C1,pledge,5,EUR,2020-03-01,2020-02-29,,", "before_it_began", "until"),
        (",,pledge,5,EUR,2020-03-01,,,", "missing_value", "customer_id"),
    ],
)
def test_a_security_that_cannot_be_is_named_by_its_column(row: str, code: str, column: str) -> None:
    with pytest.raises(BadCell) as caught:
        security(row)
    assert (caught.value.cell_code, caught.value.facts["column"]) == (code, column)


def test_a_receipt_may_be_the_deposit_of_an_order() -> None:
    given = columns("id,customer_id,date,amount,currency,order_no", "story_receipts")
    given.days["on"]["2020-03-01"] = date(2020, 3, 1)
    found = receipt_entry(given, ["R1", "C1", "2020-03-01", "300", "EUR", "SO-9"], Numbering())
    (receipt,) = found.facts
    assert isinstance(receipt, Receipt)
    assert (receipt.order_id, receipt.invoices, found.silent) == ("SO-9", (), ("invoices",))


@pytest.mark.parametrize(("cell", "percent"), [("8", Decimal(8)), ("12.5 %", Decimal("12.5")), ("0", Decimal(0)), ("", None)])
def test_the_contracts_own_interest_and_who_speaks_to_a_key_account(cell: str, percent: Decimal | None) -> None:
    found = buyer("id,name,interest_percent,owner", f"C1,Birch,{cell},Ms Lin")
    assert (found.interest_percent, found.owner) == (percent, "Ms Lin")


@pytest.mark.parametrize(("cell", "code"), [("high", "bad_amount"), ("-1", "below_zero"), ("%", "bad_amount")])
def test_an_interest_that_cannot_be_is_named(cell: str, code: str) -> None:
    with pytest.raises(BadCell) as caught:
        buyer("id,name,interest_percent", f"C1,Birch,{cell}")
    assert (caught.value.cell_code, caught.value.facts["column"]) == (code, "interest_percent")


def test_a_file_that_does_not_know_of_key_accounts_leaves_them() -> None:
    silent = customer_entry(columns("id,name", "story_customers"), ["C1", "Birch"]).silent
    assert {"owner", "interest_percent"} <= set(silent)


def test_a_credit_may_name_its_latest_shipment() -> None:
    row = "LC-1,C1,letter_of_credit,5,EUR,2020-03-01,2020-06-30,,,2020-05-31"
    assert security(row, SECURED + ",ship_by").ship_by == date(2020, 5, 31)
    assert security("LC-1,C1,letter_of_credit,5,EUR,2020-03-01,,,").ship_by is None
