"""Rows about what was sold, read one by one."""

from datetime import date

import pytest

from credit.intake import Entry
from credit.invoice import Invoice, Order
from credit.money import Money
from credit.receipt import Receipt
from integrations.ledgers.columns import Columns, Given
from integrations.ledgers.faults import BadCell
from integrations.ledgers.invoice_rows import claimed, invoice_entry, order_entry
from integrations.ledgers.mapping_file import load_mappings, parse_mapping
from integrations.ledgers.numbering import Numbering
from integrations.ledgers.tables import sheet

ON = date(2021, 6, 1)
HEAD = "who,no,sum,issued,due,order,ordered,paid,what\n"
ISSUED, DUE = date(2020, 3, 1), date(2020, 3, 31)
COLUMNS = (
    'columns={customer="who",number="no",amount="sum",issued_on="issued",due_on="due",order="order",ordered_on="ordered",'
    'document="what"%s}\n'
)
WORDS = '[documents]\nInvoice="invoice"\nCredit="credit"\nDeposit="claim"\n'


def columns(row: str, kind: str = "invoices", extra: str = "") -> Columns:
    paid = ',paid_on="paid"' if kind == "ledger" else ""
    mapping = parse_mapping("own", f'kind="{kind}"\nrecognise=["who"]\ncurrency="EUR"\n{COLUMNS % paid}{extra}')
    return Columns.over(sheet("a.csv", f"{HEAD}{row}\n"), mapping, Given(ON))


def entry(row: str, kind: str = "invoices", extra: str = "") -> Entry:
    own, cells = columns(row, kind, extra), row.split(",")
    return invoice_entry(own, cells, Numbering(), claimed(own, cells, own.money("amount", cells, "EUR")))


def test_an_invoice_is_learnt_on_its_issue_and_its_order_when_it_was_taken() -> None:
    found = entry("C1,N1,10,2020-03-01,2020-03-31,S1,2020-01-05,,")
    ordered, amount = date(2020, 1, 5), Money(1000, "EUR")
    assert found.facts == (
        Invoice("N1", "C1", amount, ISSUED, DUE, ISSUED, "S1"),
        Order("S1", "C1", amount, ordered, ordered, from_invoices=True),
    )
    assert (found.recalls, found.dated, found.silent) == ((), False, ("shipped_on", "terms", "refund"))


@pytest.mark.parametrize("row", ["C1,N1,10,2020-03-01,2020-03-31,S1,,,", "C1,N1,10,2020-03-01,2020-03-31,,2020-01-05,,"])
def test_half_an_order_is_none(row: str) -> None:
    assert [type(fact) for fact in entry(row).facts] == [Invoice]


def test_a_ledger_row_is_settled_in_full_or_takes_its_receipt_back() -> None:
    paid = entry("C1,N1,10,2020-03-01,2020-03-31,,,2020-04-02,", "ledger")
    open = entry("C1,N1,10,2020-03-01,2020-03-31,,,,", "ledger")
    on = date(2020, 4, 2)
    assert paid.facts[1:] == (Receipt("paid:N1", "C1", Money(1000, "EUR"), on, on, ("N1",)),)
    assert paid.recalls == ()
    assert (len(open.facts), open.recalls) == (1, (Receipt("paid:N1", "C1", Money(0, "EUR"), ISSUED, ISSUED, ("N1",)),))


def test_where_the_issue_date_cannot_be_trusted_it_is_so_many_days_before_the_due_date() -> None:
    (invoice,) = entry("C1,N1,10,,2020-03-31,,,,", extra="due_minus_days=30\n").facts
    assert isinstance(invoice, Invoice)
    assert (invoice.issued_on, invoice.learnt_on) == (ISSUED, ISSUED)  # 31 March less 30 days


@pytest.mark.parametrize(
    ("word", "sum", "minor"), [("Invoice", "4", 400), ("Credit", "4", -400), ("Credit", "-4", -400), ("Deposit", "4", 400)]
)
def test_a_credit_is_owed_back_whatever_its_sign(word: str, sum: str, minor: int) -> None:
    (invoice,) = entry(f"C1,N1,{sum},2020-03-01,2020-03-31,,,,{word}", extra=WORDS).facts
    assert isinstance(invoice, Invoice)
    assert invoice.amount == Money(minor, "EUR")
    assert invoice.document == ("" if word == "Invoice" else word)


@pytest.mark.parametrize(("word", "code"), [("Gift", "unknown_document"), ("", "missing_value")])
def test_a_word_the_mapping_does_not_know_is_not_guessed_at(word: str, code: str) -> None:
    with pytest.raises(BadCell) as caught:
        entry(f"C1,N1,4,2020-03-01,2020-03-31,,,,{word}", extra=WORDS)
    assert (caught.value.cell_code, caught.value.facts["column"]) == (code, "what")


def test_without_words_every_document_counts_as_it_stands() -> None:
    row = "C1,N1,-4,2020-03-01,2020-03-31,,,,Gutschrift"
    (invoice,) = entry(row).facts
    assert isinstance(invoice, Invoice)
    assert (invoice.amount, invoice.document) == (Money(-400, "EUR"), "Gutschrift")


REFUND = 'customer="who",number="no",amount="sum",issued_on="issued",terms="due",refund="order",refund_currency="ordered"'


def refunded(refund: str, currency: str = "", terms: str = "OA 30 @invoice") -> list[Money | None]:
    mapping = parse_mapping("own", f'kind="invoices"\nrecognise=["who"]\ncurrency="EUR"\ncolumns={{{REFUND}}}\n')
    row = f"C1,N1,10,2020-03-01,{terms},{refund},{currency},,"
    own = Columns.over(sheet("a.csv", f"{HEAD}{row}\n"), mapping, Given(ON))
    found = invoice_entry(own, row.split(","), Numbering(), Money(1000, "EUR"))
    return [fact.refund for fact in found.facts if isinstance(fact, Invoice)]


def test_the_tax_refund_that_hangs_on_an_invoice_has_its_own_currency_or_the_rows() -> None:
    assert refunded("") == [None]
    assert refunded("1.30") == [Money(130, "EUR")]
    assert refunded("9.75", "RMB") == [Money(975, "CNY")]
    assert refunded("9.75", "CNH") == [Money(975, "CNY")], "paid offshore it is the same currency, of the same code"
    assert refunded("0") == [Money(0, "EUR")]  # written down that there is none


def test_a_refund_is_shared_by_the_instalments_as_the_amount_is() -> None:
    """30 % of 1.30 is 0.39."""
    assert refunded("1.30", terms="30% TT @order; 70% TT @invoice+0") == [Money(39, "EUR"), Money(91, "EUR")]


@pytest.mark.parametrize(
    ("refund", "currency", "code", "column"),
    [
        ("-1", "", "below_zero", "order"), ("some", "", "bad_amount", "order"), ("1", "YUAN", "bad_currency", "ordered"),
        ("1.305", "", "amount_too_fine", "order"),
    ],
)  # fmt: skip
def test_a_refund_that_cannot_be_is_named(refund: str, currency: str, code: str, column: str) -> None:
    with pytest.raises(BadCell) as caught:
        refunded(refund, currency)
    assert (caught.value.cell_code, caught.value.facts["column"]) == (code, column)


ORDERED = "order_no,customer_id,order_date,order_amount,currency,terms,shipped_date"


def ordered(row: str) -> Order:
    own = Columns.over(sheet("a.csv", f"{ORDERED}\n{row}\n"), load_mappings()["story_orders"], Given(ON))
    (found,) = order_entry(own, row.split(",")).facts
    assert isinstance(found, Order)
    return found


def test_an_order_comes_in_by_itself_with_its_own_terms_and_the_day_it_left() -> None:
    on, left = date(2020, 1, 5), date(2020, 2, 1)
    found = ordered("S1,C1,2020-01-05,1000,EUR,30% TT @order; 70% TT @BL+0,2020-02-01")
    assert found == Order("S1", "C1", Money(100000, "EUR"), on, on, left, "30% TT @order; 70% TT @BL+0")
    assert ordered("S1,C1,2020-01-05,1000,EUR,,") == Order("S1", "C1", Money(100000, "EUR"), on, on)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",C1,2020-01-05,1000,EUR,,", "missing_value", "order_no"),
        ("S1,,2020-01-05,1000,EUR,,", "missing_value", "customer_id"),
        ("S1,C1,,1000,EUR,,", "missing_value", "order_date"),
        ("S1,C1,2020-01-05,,EUR,,", "missing_value", "order_amount"),
        ("S1,C1,2020-01-05,0,EUR,,", "not_above_zero", "order_amount"),
        ("S1,C1,2020-01-05,1000,EUR,soon,", "bad_terms", "terms"),
        ("S1,C1,2020-01-05,1000,EUR,,2020-01-04", "before_it_began", "shipped_date"),
    ],
)
def test_an_order_that_cannot_be_is_named_by_its_column(row: str, code: str, column: str) -> None:
    with pytest.raises(BadCell) as caught:
        ordered(row)
    assert (caught.value.cell_code, caught.value.facts["column"]) == (code, column)
