"""Exports of known systems, by headings that public code or their own documentation gives; names and amounts are made up."""

from collections.abc import Callable
from datetime import date

import pytest

from credit.invoice import Invoice
from credit.receipt import Receipt
from integrations.ledgers.importer import FileRead
from integrations.ledgers.totals import total_word

Read = Callable[..., FileRead]

HIGHRADIUS = """\
business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,document_create_date,document_create_date.1,\
due_in_date,invoice_currency,document type,posting_id,area_business,total_open_amount,baseline_create_date,cust_payment_terms,\
invoice_id,isOpen
U001,0200000001,ALDER llc,2020-02-11 00:00:00,2020.0,1930438491.0,2020-01-26,20200125,20200126,20200210.0,USD,RV,1.0,,54273.28,\
20200126.0,NAH4,1930438491.0,0
U001,0200000002,BIRCH co,,2020.0,1930438492.0,2020-01-27,20200127,20200127,20200227.0,CAD,RV,1.0,,100.00,20200127.0,NAH4,,1
"""
ODOO = """\
Invoice Partner Display Name,Invoice/Bill Date,Number,Due Date,Untaxed Amount Signed,Total Signed,Currency,Payment Status
"Alder, Inc.",2024-03-01,INV/2024/0001,2024-03-31,"1,000.00","1,210.00",EUR,Not Paid
Birch,2024-03-02,INV/2024/0002,2024-04-01,500.00,500.00,EUR,Paid
Birch,2024-03-03,RINV/2024/0001,2024-03-03,-50.00,-60.50,EUR,Not Paid
"""
KINGDEE = """\
单据编号,业务日期,到期日,客户编码,客户名称,币别,价税合计,未收款金额
AR0001,2024-03-01,2024-04-30,C001,宁波远洋,美元,"10,000.00","4,000.00"
AR0002,2024-03-02,2024-05-01,C002,上海样例,人民币,"2,000.00","2,000.00"
"""
AGING = """\
应收款账龄分析表,,,,,,
客户编码,客户名称,单据编号,单据日期,到期日,尚未收款金额(本位币),尚未收款金额(原币),币别
C001,宁波远洋,AR0001,2024-03-01,2024-04-30,"28,000.00","4,000.00",美元
C001,宁波远洋(小计),,,,"28,000.00","4,000.00",
,合计,,,,"28,000.00","4,000.00",
"""
YONYOU = """\
客户编码,客户名称,单据号,单据日期,到期日,币种,原币金额,原币余额
001,宁波远洋,YS001,2024-03-01,2024-04-30,美元,900.00,900.00
"""
FBL5N = """\
Customer;Document Number;Document Type;Document Date;Net due date;Clearing date;Amount in doc. curr.;Document currency
100200;1800000001;RV;01.03.2024;31.03.2024;05.04.2024;1,500.00;EUR
100200;1800000002;RV;13.03.2024;12.04.2024;;700.00;EUR
"""


@pytest.mark.parametrize(
    ("text", "mapping", "owed"),
    [
        (
            HIGHRADIUS,
            "highradius",
            {
                "1930438491.0": ("0200000001", "54273.28 USD", date(2020, 1, 26), date(2020, 2, 10)),
                "1930438492.0": ("0200000002", "100.00 CAD", date(2020, 1, 27), date(2020, 2, 27)),
            },
        ),
        (
            ODOO,
            "odoo",
            {
                "INV/2024/0001": ("Alder, Inc.", "1210.00 EUR", date(2024, 3, 1), date(2024, 3, 31)),
                "RINV/2024/0001": ("Birch", "-60.50 EUR", date(2024, 3, 3), date(2024, 3, 3)),
            },
        ),
        (
            KINGDEE,
            "kingdee",
            {
                "AR0001": ("C001", "4000.00 USD", date(2024, 3, 1), date(2024, 4, 30)),
                "AR0002": ("C002", "2000.00 CNY", date(2024, 3, 2), date(2024, 5, 1)),
            },
        ),
        (AGING, "kingdee_aging", {"AR0001": ("C001", "4000.00 USD", date(2024, 3, 1), date(2024, 4, 30))}),
        (YONYOU, "yonyou", {"YS001": ("001", "900.00 USD", date(2024, 3, 1), date(2024, 4, 30))}),
        (
            FBL5N,
            "sap_fbl5n",
            {
                "1800000001": ("100200", "1500.00 EUR", date(2024, 3, 1), date(2024, 3, 31)),
                "1800000002": ("100200", "700.00 EUR", date(2024, 3, 13), date(2024, 4, 12)),
            },
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_an_export_is_known_by_its_headings(
    read: Read, text: str, mapping: str, owed: dict[str, tuple[str, str, date, date]], encoding: str
) -> None:
    found = read(text.encode(encoding))
    assert (found.problems, found.mapping) == ((), mapping)
    invoices = [fact for entry in found.entries for fact in entry.facts if isinstance(fact, Invoice)]
    assert {f.id: (f.customer_id, str(f.amount), f.issued_on, f.due_on) for f in invoices} == owed


def test_what_a_ledger_says_was_paid_is_a_receipt(read: Read) -> None:
    for text in (HIGHRADIUS, FBL5N):
        receipts = [fact for entry in read(text).entries for fact in entry.facts if isinstance(fact, Receipt)]
        assert len(receipts) == 1, "the other item is open"


def test_rows_of_sums_are_left_out_and_noted(read: Read) -> None:
    found = read(KINGDEE + '合计,,,,,,"12,000.00","6,000.00"\n')
    assert [(note.code, note.detail, note.line) for note in found.notes] == [("total_passed_over", "合计", 4)]
    assert (found.read, found.repeated, len(found.entries)) == (3, 1, 2)


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        (["Total", "", "5"], "Total"),
        (["", "Grand Total", "5"], "Grand Total"),
        (["Total for Alder", "5"], "Total for Alder"),
        (["Sub-total", "5"], "Sub-total"),
        (["合计", "5"], "合计"),
        (["C001", "宁波远洋(小计)", "5"], "宁波远洋(小计)"),
        (["a", "b", "c", "Total"], ""),
        (["Totalenergies", "5"], ""),
        (["Sumitomo", "5"], ""),
        (["", ""], ""),
    ],
)
def test_what_calls_itself_a_sum(cells: list[str], word: str) -> None:
    assert total_word(cells) == word
