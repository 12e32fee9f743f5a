"""The account in a letter: item by item, and it adds up.

TODAY of the little book is 2024-06-12, and its invoices are issued 60 days before they are due. In USD 600.00 + 2,000.00
- 250.00 = 2,350.00 is owed, in EUR 300.00.
"""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.aging import OpenItem
from credit.money import Money
from credit.policy import DEFAULT_POLICY
from documents.account import account, as_html, as_text
from tests.credit.little_book import assessed
from tests.wording.speaking import speaking
from wording.figures import width

ENDS = DEFAULT_POLICY.buckets
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
Account in USD on 2024-06-12

Invoice  Issued      Due         Days past due    Amount      Open
I1       2024-02-28  2024-04-28             45  1,000.00    600.00
I2       2024-04-28  2024-06-27                 2,000.00  2,000.00

Open items                                       2,600.00
Payments and credits not set against an invoice   -250.00
Balance in USD                                   2,350.00

By days past due: not due 2,000.00; 1-30 0.00; 31-60 600.00; 61-90 0.00; 91-180 0.00; 181-365 0.00; >365 0.00
"""

EUR = """\
Account in EUR on 2024-06-12

Invoice  Issued      Due         Days past due  Amount    Open
I3       2024-04-08  2024-06-07              5  300.00  300.00  *

Open items      300.00
Balance in EUR  300.00

By days past due: not due 0.00; 1-30 300.00; 31-60 0.00; 61-90 0.00; 91-180 0.00; 181-365 0.00; >365 0.00
* in dispute
"""


def text(book: str, ends: tuple[int, ...] = ENDS) -> str:
    return as_text(account(assessed(book), ends)) + "\n"


def test_each_currency_is_a_block_of_its_own_that_adds_up() -> None:
    assert text(BOOK) == "\n".join([EUR, USD])


def test_of_some_items_the_sum_is_told_and_no_balance() -> None:
    def overdue(item: OpenItem) -> bool:
        return item.dpd > 0

    (eur, usd) = account(assessed(BOOK), ENDS, overdue)
    assert as_text([usd]) == (
        "Account in USD on 2024-06-12\n\n"
        "Invoice  Issued      Due         Days past due    Amount    Open\n"
        "I1       2024-02-28  2024-04-28             45  1,000.00  600.00\n\n"
        "Open items                                        600.00\n"
        "Payments and credits not set against an invoice  -250.00"
    )
    assert (eur.currency, [line.invoice for line in eur.lines]) == ("EUR", ["I3"])
    assert account(assessed(BOOK), ENDS, lambda item: item.dpd > 99) == ()


def test_the_lines_are_there_as_values_too() -> None:
    book = BOOK + "    promise  C1  P1  -1  600USD  by=+9  for=I1\n"
    lines = [line for block in account(assessed(book), ENDS) for line in block.lines]
    assert [(line.invoice, line.open, line.days_past_due, line.disputed, line.promised) for line in lines] == [
        ("I3", Money.of(300, "EUR"), 5, True, False),
        ("I1", Money.of(600, "USD"), 45, False, True),
        ("I2", Money.of(2000, "USD"), 0, False, False),
    ]
    assert text(book).endswith("+ payment promised\n")


def test_an_invoice_issued_later_and_a_receipt_of_tomorrow_are_not_in_it() -> None:
    book = "buyer C1\ninvoice C1 I1 -45 1000USD\ninvoice C1 I2 +90 500USD issued=+30\nreceipt C1 R1 +1 1000USD for=I1"
    (block,) = account(assessed(book), ENDS)
    assert [line.invoice for line in block.lines] == ["I1"]


def test_cash_alone_is_a_balance_in_the_buyers_favour() -> None:
    body = text("buyer C1\nreceipt C1 R1 -2 250USD")
    assert re.search(r"^Balance in USD +-250\.00$", body, re.MULTILINE)
    assert "Invoice " not in body


def test_the_aging_follows_the_policy_it_is_given() -> None:
    body = text("buyer C1\ninvoice C1 I1 -45 1000USD", (40, 80))
    assert "By days past due: not due 0.00; 1-40 0.00; 41-80 1,000.00; >80 0.00" in body


def test_in_chinese_the_columns_still_stand_under_one_another() -> None:
    with speaking("zh"):
        lines = text(BOOK).splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("发票"))
    assert width(lines[head].rstrip()) == width(lines[head + 1].removesuffix("*").rstrip())


def test_foreign_text_cannot_speak_to_a_terminal_or_to_a_browser() -> None:
    book = "buyer C1\ninvoice C1 <b>I\x9b1 -45 1000USD"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text(book))
    laid = as_html(account(assessed(book), ENDS))
    assert "&lt;b&gt;I" in laid
    assert "<b>" not in laid


def test_the_table_holds_what_the_text_holds() -> None:
    laid = as_html(account(assessed(BOOK), ENDS))
    assert laid.count("<table") == 2
    for told in ("2024-04-28", "1,000.00", "2,350.00", "-250.00", "* in dispute", "By days past due"):
        assert told in laid


amounts = st.lists(st.tuples(st.sampled_from(["USD", "JPY"]), st.integers(1, 10**9), st.integers(-400, 60)), max_size=6)


@pytest.mark.parametrize("lang", ["en", "zh"])
@given(amounts)
def test_the_items_sum_to_the_balance_in_every_currency(lang: str, items: list[tuple[str, int, int]]) -> None:
    rows = [f"invoice C1 I{n} {due:+d} {amount}{currency} issued=-500" for n, (currency, amount, due) in enumerate(items)]
    rows += ["receipt C1 R1 -1 7USD", "receipt C1 R2 -1 11JPY"]
    with speaking(lang):
        blocks = account(assessed("\n".join(["buyer C1", *rows])), ENDS)
        told = as_text(blocks)
    for currency, unapplied in (("USD", 7), ("JPY", 11)):
        lines = [line for block in blocks for line in block.lines if line.open.currency == currency]
        owed = sum((line.open.amount for line in lines), Decimal(0)) - unapplied
        label = {"en": f"Balance in {currency}", "zh": f"{currency} 余额"}[lang]
        (balance,) = re.findall(rf"^{label} +(\S+)$", told, re.MULTILINE)
        assert Decimal(balance.replace(",", "")) == owed
