"""A statement of account: what a buyer owes by our books, item by item, that adds up.

TODAY of the little book is 2024-06-12, and its invoices are issued 60 days before they are due. In USD 600.00 + 2,000.00
- 250.00 = 2,350.00 is owed, in EUR 300.00.
"""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.money import Money
from documents.statement import statement
from tests.credit.little_book import assessed
from tests.wording.speaking import speaking
from wording.figures import width

BOOK = """
    buyer    C1                     name=Harbour
    invoice  C1  I1  -45  1000USD               # due 2024-04-28
    receipt  C1  R1  -10   400USD   for=I1
    invoice  C1  I2  +15  2000USD               # due 2024-06-27
    receipt  C1  R2   -2   250USD               # for no invoice: unapplied
    invoice  C1  I3   -5   300EUR               # due 2024-06-07
    dispute  C1  D1   -3  quality   for=I3
"""

USD = """\
Account in USD

Invoice  Issued      Due         Days past due    Amount      Open
I1       2024-02-28  2024-04-28             45  1,000.00    600.00
I2       2024-04-28  2024-06-27                 2,000.00  2,000.00

Open items                                       2,600.00
Payments and credits not set against an invoice   -250.00
Balance in USD                                   2,350.00

By days past due: not due 2,000.00; 1-30 0.00; 31-60 600.00; 61-90 0.00; 91-180 0.00; 181-365 0.00; >365 0.00
"""

EUR = """\
Account in EUR

Invoice  Issued      Due         Days past due  Amount    Open
I3       2024-04-08  2024-06-07              5  300.00  300.00  *

Open items      300.00
Balance in EUR  300.00

By days past due: not due 0.00; 1-30 300.00; 31-60 0.00; 61-90 0.00; 91-180 0.00; 181-365 0.00; >365 0.00
* in dispute
"""


def test_each_currency_is_a_block_of_its_own_that_adds_up() -> None:
    made = statement(assessed(BOOK), "Zhejiang Example Trading")
    assert made.subject == "Statement of account 2024-06-12: Harbour"
    heading = "Zhejiang Example Trading\nStatement of account\nBuyer: Harbour (C1)\nDay: 2024-06-12\n"
    assert made.body == "\n".join([heading, EUR, USD])


def test_the_lines_are_there_as_values_too() -> None:
    lines = statement(assessed(BOOK)).lines
    assert [(line.invoice, line.open, line.days_past_due, line.disputed) for line in lines] == [
        ("I3", Money.of(300, "EUR"), 5, True),
        ("I1", Money.of(600, "USD"), 45, False),
        ("I2", Money.of(2000, "USD"), 0, False),
    ]


def test_an_invoice_issued_later_and_a_receipt_of_tomorrow_are_not_in_it() -> None:
    book = assessed("buyer C1\ninvoice C1 I1 -45 1000USD\ninvoice C1 I2 +90 500USD issued=+30\nreceipt C1 R1 +1 1000USD for=I1")
    assert [line.invoice for line in statement(book).lines] == ["I1"]


def test_a_buyer_that_owes_nothing_is_told_so() -> None:
    paid = assessed("buyer C1\ninvoice C1 I1 -45 1000USD\nreceipt C1 R1 -40 1000USD for=I1")
    made = statement(paid)
    assert made.body == "Statement of account\nBuyer: C1 (C1)\nDay: 2024-06-12\n\nNothing is open.\n"
    assert made.lines == ()


def test_cash_alone_is_a_balance_in_the_buyers_favour() -> None:
    body = statement(assessed("buyer C1\nreceipt C1 R1 -2 250USD")).body
    assert re.search(r"^Balance in USD +-250\.00$", body, re.MULTILINE)
    assert "Invoice " not in body


def test_the_aging_follows_the_policy_it_is_given() -> None:
    body = statement(assessed("buyer C1\ninvoice C1 I1 -45 1000USD"), ends=(40, 80)).body
    assert "By days past due: not due 0.00; 1-40 0.00; 41-80 1,000.00; >80 0.00" in body


def test_in_chinese_the_columns_still_stand_under_one_another() -> None:
    with speaking("zh"):
        made = statement(assessed(BOOK.replace("Harbour", "宁波远洋")))
    assert made.subject == "对账单 2024-06-12：宁波远洋"
    lines = made.body.splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("发票"))
    first = lines[head].rstrip()
    assert width(first) == width(lines[head + 1].removesuffix("*").rstrip())


THREAT = re.compile(r"must|immediately|legal|lawyer|court|final|overdue|demand|action", re.IGNORECASE)


def test_it_states_and_neither_asks_nor_warns() -> None:
    assert not THREAT.search(statement(assessed(BOOK)).body)


def test_foreign_text_cannot_speak_to_a_terminal() -> None:
    made = statement(assessed("buyer C1 name=\x1b[2JHarbour\ninvoice C1 I\x9b1 -45 1000USD"), "Us\n\nYou owe more")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", made.body + made.subject)
    assert made.body.startswith("Us You owe more\n")


amounts = st.lists(st.tuples(st.sampled_from(["USD", "JPY"]), st.integers(1, 10**9), st.integers(-400, 60)), max_size=6)


@pytest.mark.parametrize("lang", ["en", "zh"])
@given(amounts)
def test_the_items_sum_to_the_balance_in_every_currency(lang: str, items: list[tuple[str, int, int]]) -> None:
    rows = [f"invoice C1 I{n} {due:+d} {amount}{currency} issued=-500" for n, (currency, amount, due) in enumerate(items)]
    rows += ["receipt C1 R1 -1 7USD", "receipt C1 R2 -1 11JPY"]
    with speaking(lang):
        made = statement(assessed("\n".join(["buyer C1", *rows])))
    for currency, unapplied in (("USD", 7), ("JPY", 11)):
        owed = sum((line.open.amount for line in made.lines if line.open.currency == currency), Decimal(0)) - unapplied
        label = {"en": f"Balance in {currency}", "zh": f"{currency} 余额"}[lang]
        (balance,) = re.findall(rf"^{label} +(\S+)$", made.body, re.MULTILINE)
        assert Decimal(balance.replace(",", "")) == owed
