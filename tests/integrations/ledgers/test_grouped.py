"""Reports whose rows stand below their buyer, laid out as public code replicates them; names and amounts are made up."""

from collections.abc import Callable
from datetime import date

import pytest

from credit.invoice import Invoice
from integrations.ledgers.importer import FileRead
from tests.integrations.ledgers.test_workbooks import workbook

Read = Callable[..., FileRead]

QUICKBOOKS = """\
Alder Trading LLC,,,,,,,,
A/R Aging Detail Report,,,,,,,,
"As of Sep 23, 2026",,,,,,,,

,Date,Transaction type,Num,Customer full name,Location full name,Due date,Amount,Open balance
CURRENT
,09/13/2026,Invoice,1001,Birch Ltd,,10/13/2026,"1,200.00","1,200.00"
Total for CURRENT,,,,,,,"$1,200.00","$1,200.00"
1 - 30 days past due,,,,,,,,
,08/01/2026,Invoice,1000,Cedar Inc,,08/31/2026,300.00,250.00
,08/20/2026,Payment,,Cedar Inc,,,-50.00,-50.00
Total for 1 - 30 days past due,,,,,,,$250.00,$200.00
TOTAL,,,,,,,"$1,450.00","$1,400.00"
"""
QUICKBOOKS_OPEN = """\
Open Invoices,,,,,,
"As of May 31, 2024",,,,,,

,Date,Transaction type,Num,Terms,Due date,Open balance
Birch Ltd,,,,,,
,03/15/2024,Invoice,1001,Net 30,04/14/2024,"1,000.00"
,05/20/2024,Payment,,,05/20/2024,-50.00
Total for Birch Ltd,,,,,,$950.00
Cedar Inc,,,,,,
,03/20/2024,Invoice,1002,Net 30,04/19/2024,500.00
Total for Cedar Inc,,,,,,$500.00
TOTAL,,,,,,"$1,450.00"
"""
NETSUITE = """\
Alder
Alder : Sub
A/R Aging Detail
As of 31 July 2026


Customer,Transaction Type,Date,Document Number,P.O. No.,Due Date,Age,Open Balance
C117 Birch Ltd
,Invoice,13/06/2026,INV1,PO9,13/07/2026,18,100.00
,Payment,20/07/2026,,,,,-30.00
Total - C117 Birch Ltd,,,,,,,70.00
Total,,,,,,,70.00
"""
XERO = """\
Aged Receivables Detail
Alder
As at 31 March 2026
Ageing by due date

Invoice Number,Invoice Date,Due Date,Invoice Reference,Current,< 1 Month,1 Month,2 Months,3 Months,Older,Total
Birch Ltd
INV-1,1 Mar 2026,31 Mar 2026,R1,500.00,0.00,0.00,0.00,0.00,0.00,500.00
,2 Mar 2026,2 Mar 2026,CN,,-20.00,,,,,-20.00
Total Birch Ltd,,,,500.00,-20.00,0,0,0,0,480.00
Total Energies
INV-2,3 Mar 2026,30 Mar 2026,R2,70.00,,,,,,70.00
Total Total Energies,,,,70.00,,,,,,70.00
Total,,,,,,,,,,0.00
"""
ODOO = """\
,Invoice Date,Due Date,Currency,At Date,1-30,31-60,61-90,91-120,Older,Total
Birch Ltd,,,,500.00,0,0,0,0,0,500.00
INV/1,2026-03-01,2026-03-31,EUR,500.00,,,,,,
Cedar,,,,0,10.00,0,0,0,0,10.00
INV/2,2026-02-01,2026-02-28,EUR,,7.00,,,,3.00,
Total,,,,500.00,10.00,,,,,510.00
"""
XERO_LONG = """\
Aged Receivables Detail,,,,,,,,,,,,,,,,,,,,,,
Example Trading Ltd,,,,,,,,,,,,,,,,,,,,,,
As at 31 March 2026,,,,,,,,,,,,,,,,,,,,,,
Ageing by due date,,,,,,,,,,,,,,,,,,,,,,
Contact Account Number,Primary Person,Phone,Email,Mobile,Contact Group,Invoice Date,Due Date,Expected Date,Invoice Number,\
Invoice Reference,Current,< 1 Month,1 Month,2 Months,3 Months,Older,,Total,Outstanding Tax,Region,Invoice Seen,Invoice Sent
Birch Ltd,,,,,,,,,,,,,,,,,,,,,,
B-1,Ann,020,a@birch.example,,Retail,1 Mar 2026,30 Apr 2026,,INV-1,PO 7,500.00,0,0,0,0,0,,500.00,0,North,Yes,Yes
B-1,Ann,020,a@birch.example,,Retail,9 Jan 2026,,,,credit,0,0,-20.00,0,0,0,,-20.00,0,North,No,No
Total Birch Ltd,,,,,,,,,,,500.00,0,-20.00,0,0,0,,480.00,0,,,
Cedar,,,,,,,,,,,,,,,,,,,,,,
,,,,,,1 Oct 2025,31 Oct 2025,,INV-3,,0,0,0,0,0,70.00,,70.00,0,,,
Total Cedar,,,,,,,,,,,0,0,0,0,0,70.00,,70.00,0,,,
Total,,,,,,,,,,,0,0,0,0,0,0,,0,0,,,
"""
KINGDEE = """\
应收款账龄分析表,,,,,,
客户编码,客户名称,单据编号,单据日期,到期日,尚未收款金额(本位币),尚未收款金额(原币),币别
C001,宁波远洋,AR0001,2024-03-01,2024-04-30,"28,000.00","4,000.00",美元
,,AR0002,2024-03-02,2024-05-01,"7,000.00","1,000.00",美元
C001,宁波远洋(小计),,,,"35,000.00","5,000.00",
C002,上海样例,AR0003,2024-03-05,2024-04-05,100.00,100.00,人民币
C002,上海样例(小计),,,,100.00,100.00,
,合计,,,,"35,100.00","5,100.00",
"""
SAGE = """\
A/C,Name,No,Type,Date,Ref,Details,Due Date,Balance
A1,Alder,17,SI,03/02/2024,R-1,Goods,04/03/2024,120.00
,,18,SC,13/02/2024,C-1,Credit,,-20.00
"""


@pytest.mark.parametrize(
    ("text", "mapping", "owed"),
    [
        (
            QUICKBOOKS,
            "quickbooks_aged",
            [
                ("Birch Ltd", "1001", "1200.00", date(2026, 9, 13), date(2026, 10, 13)),
                ("Cedar Inc", "1000", "250.00", date(2026, 8, 1), date(2026, 8, 31)),
                ("Cedar Inc", "Payment-08/20/2026--50.00", "-50.00", date(2026, 8, 20), date(2026, 8, 20)),
            ],
        ),
        (
            QUICKBOOKS_OPEN,
            "quickbooks_open",
            [
                ("Birch Ltd", "1001", "1000.00", date(2024, 3, 15), date(2024, 4, 14)),
                ("Birch Ltd", "Payment-05/20/2024--50.00", "-50.00", date(2024, 5, 20), date(2024, 5, 20)),
                ("Cedar Inc", "1002", "500.00", date(2024, 3, 20), date(2024, 4, 19)),
            ],
        ),
        (
            NETSUITE,
            "netsuite_aged",
            [
                ("C117 Birch Ltd", "INV1", "100.00", date(2026, 6, 13), date(2026, 7, 13)),
                ("C117 Birch Ltd", "Payment-20/07/2026--30.00", "-30.00", date(2026, 7, 20), date(2026, 7, 20)),
            ],
        ),
        (
            XERO,
            "xero_aged",
            [
                ("Birch Ltd", "INV-1", "500.00", date(2026, 3, 1), date(2026, 3, 31)),
                ("Birch Ltd", "2 Mar 2026-CN--20.00", "-20.00", date(2026, 3, 2), date(2026, 3, 2)),
                ("Total Energies", "INV-2", "70.00", date(2026, 3, 3), date(2026, 3, 30)),
            ],
        ),
        (
            XERO_LONG,
            "xero_aged",
            [
                ("Birch Ltd", "INV-1", "500.00", date(2026, 3, 1), date(2026, 4, 30)),
                ("Birch Ltd", "9 Jan 2026-credit--20.00", "-20.00", date(2026, 1, 9), date(2026, 1, 9)),
                ("Cedar", "INV-3", "70.00", date(2025, 10, 1), date(2025, 10, 31)),
            ],
        ),
        (
            ODOO,
            "odoo_aged",
            [
                ("Birch Ltd", "INV/1", "500.00", date(2026, 3, 1), date(2026, 3, 31)),
                ("Cedar", "INV/2", "10.00", date(2026, 2, 1), date(2026, 2, 28)),
            ],
        ),
        (
            KINGDEE,
            "kingdee_aging",
            [
                ("C001", "AR0001", "4000.00", date(2024, 3, 1), date(2024, 4, 30)),
                ("C001", "AR0002", "1000.00", date(2024, 3, 2), date(2024, 5, 1)),
                ("C002", "AR0003", "100.00", date(2024, 3, 5), date(2024, 4, 5)),
            ],
        ),
        (
            SAGE,
            "sage",
            [
                ("A1", "R-1", "120.00", date(2024, 2, 3), date(2024, 3, 4)),
                ("A1", "C-1", "-20.00", date(2024, 2, 13), date(2024, 2, 13)),
            ],
        ),
    ],
)
def test_the_buyer_holds_for_the_rows_below_it(
    read: Read, text: str, mapping: str, owed: list[tuple[str, str, str, date, date]]
) -> None:
    found = read(text)
    invoices = [fact for entry in found.entries for fact in entry.facts if isinstance(fact, Invoice)]
    assert (found.mapping, found.problems, found.notes, found.open_items) == (mapping, (), (), True)
    assert [(f.customer_id, f.id, str(f.amount.amount), f.issued_on, f.due_on) for f in invoices] == owed
    assert found.read == len(found.entries) + found.repeated


def test_a_group_that_does_not_come_to_its_sum_is_told_and_taken_in(read: Read) -> None:
    found = read(KINGDEE.replace('"35,000.00","5,000.00"', '"35,000.00","5,500.00"'))
    assert [(note.code, note.detail, note.line) for note in found.notes] == [("group_differs", "C001: 5500.00 / 5000.00", 5)]
    assert len(found.entries) == 3


def test_the_sum_may_stand_beside_the_buyer(read: Read) -> None:
    found = read(ODOO.replace("0,0,0,0,0,500.00", "0,0,0,0,0,520.00"))
    assert [(note.code, note.detail, note.line) for note in found.notes] == [("group_differs", "Birch Ltd: 520.00 / 500.00", 2)]


def test_a_group_of_two_currencies_has_no_sum_to_be_held_against(read: Read) -> None:
    found = read(KINGDEE.replace('"7,000.00","1,000.00",美元', '"1,000.00","1,000.00",人民币'))
    assert (found.notes, len(found.entries)) == ((), 3)


def test_a_workbook_with_merged_buyers_is_read_the_same(read: Read) -> None:
    rows: list[list[object]] = [
        ["Aged Receivables Detail"],
        [],
        ["Invoice Number", "Invoice Date", "Due Date", "Invoice Reference", "Current", "Older", "Total"],
        ["Birch Ltd"],
        ["INV-1", date(2026, 3, 1), date(2026, 3, 31), "R1", 500.0, 0.0, 500.0],
        ["Total Birch Ltd", "", "", "", 500.0, 0.0, 500.0],
    ]
    found = read(workbook(Aged=rows), name="aged.xlsx")
    assert [(entry.facts[0].customer_id, entry.facts[0].id) for entry in found.entries] == [("Birch Ltd", "INV-1")]
    assert found.notes == ()


ERPNEXT = """\
Posting Date,Party Type,Party,Voucher Type,Voucher No,Due Date,Invoiced Amount,Outstanding Amount,Age,Currency
2026-03-01,Customer,Birch Ltd,Sales Invoice,SINV-1,2026-03-31,500.00,450.00,12,EUR
,,Birch Ltd,,,,500.00,450.00,,EUR
"""


@pytest.mark.parametrize(
    ("text", "mapping"),
    [(ERPNEXT, "erpnext"), (ERPNEXT.replace(",Party,", ",Customer,"), "erpnext_customer")],
)
def test_erpnext_names_its_buyer_in_every_row(read: Read, text: str, mapping: str) -> None:
    found = read(text)
    (entry,) = found.entries
    invoice = entry.facts[0]
    assert isinstance(invoice, Invoice)
    assert (found.mapping, found.problems) == (mapping, ())
    assert (invoice.customer_id, invoice.id, str(invoice.amount.amount)) == ("Birch Ltd", "SINV-1", "450.00")


F27 = """\
Customer;Document no.;Type;Doc. date;Due date;Amount;Curr.
100200;;;;;;
;1800000001;RV;01.03.2024;31.03.2024;1,500.00;EUR
;1800000002;RV;13.03.2024;12.04.2024;700.00;EUR
100200;Total;;;;2,200.00;EUR
"""


def test_a_statement_of_sap_names_the_account_once(read: Read) -> None:
    found = read(F27)
    assert (found.mapping, found.problems, found.notes) == ("sap_f27", (), ())
    assert [(entry.facts[0].customer_id, entry.facts[0].id) for entry in found.entries] == [
        ("100200", "1800000001"),
        ("100200", "1800000002"),
    ]
