"""What is open on a day and how old it is; nothing hides, nothing is counted twice."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Account
from credit.aging import Aging, Ledger, aging, bucket_names, ledger
from credit.applied import part_payments
from credit.book import Book
from credit.loss.application import ShortPayPolicy
from credit.money import Money
from tests.credit.any_facts import any_book, calm, days
from tests.credit.little_book import TODAY, day, facts, little_book, money

ENDS = (30, 60, 90, 180, 365)


def on(text: str, when: str = "0") -> Ledger:
    return ledger(Account.of("C1", facts(text)), day(when))


def usd(*amounts: int) -> tuple[Money, ...]:
    return tuple(Money.of(amount, "USD") for amount in amounts)


BOUNDARIES = """
    invoice  C1  not-yet   +5   1USD
    invoice  C1  today      0   2USD
    invoice  C1  d1        -1   4USD
    invoice  C1  d30      -30   8USD
    invoice  C1  d31      -31  16USD
    invoice  C1  d60      -60  32USD
    invoice  C1  d90      -90  64USD
    invoice  C1  d91      -91 128USD
    invoice  C1  d180    -180 256USD
    invoice  C1  d181    -181 512USD
    invoice  C1  d365    -365 1024USD
    invoice  C1  d366    -366 2048USD
"""


def test_each_item_stands_in_the_bucket_of_its_days_past_due() -> None:
    (found,) = aging(on(BOUNDARIES), ENDS)
    assert found.not_due == money("3USD")  # 1 + 2: due today is not overdue
    assert found.buckets == usd(4 + 8, 16 + 32, 64, 128 + 256, 512 + 1024, 2048)
    assert found.counts == (2, 2, 2, 1, 2, 2, 1)
    assert found.overdue == money("4092USD")  # 2**12 - 1 - 3


def test_the_sum_of_the_buckets_is_the_balance_with_an_advance_and_a_credit_note() -> None:
    """TRADE.md appendix C, no. 15."""
    items = on(
        """
        invoice  C1  I1   +20  1000USD
        invoice  C1  I2   -10   500USD
        invoice  C1  I3   -45   300USD
        receipt  C1  R1    -5   100USD  for=I3    # 200 of I3 stay open
        invoice  C1  I4  -100   700USD
        receipt  C1  R2    -3   250USD            # an advance for nothing yet invoiced
        invoice  C1  N1     0  -120USD  issued=-2 # a credit note
        """
    )
    (found,) = aging(items, ENDS)
    assert (found.not_due, found.buckets) == (money("1000USD"), usd(500, 200, 0, 700, 0, 0))
    assert found.unapplied == money("370USD")
    assert found.balance == money("2030USD")  # 1000 + 500 + 300 + 700 - 120 invoiced, 100 + 250 received


@calm
@given(any_book(), days(-130, 40))
def test_not_due_and_buckets_less_unapplied_is_what_was_invoiced_less_what_came_in(book: Book, when: date) -> None:
    """Less deposits nobody paid for goods that have not left, and less what was kept back for paying early."""
    for account in book.accounts.values():
        items = ledger(account, when)
        expected: Counter[str] = Counter()
        for item in items.awaited:
            expected[item.open.currency] -= item.open.minor
        for entry in items.settled:
            expected[entry.invoice.amount.currency] -= entry.kept_back
        for invoice in account.invoices:
            expected[invoice.amount.currency] += invoice.amount.minor * (invoice.issued_on <= when)
        for receipt in account.receipts:
            expected[receipt.amount.currency] -= receipt.amount.minor * (receipt.on <= when)
        found = {entry.currency: entry for entry in aging(items, ENDS)}
        for code in expected.keys() | found.keys():
            assert (found[code].balance.minor if code in found else 0) == expected[code]


@calm
@given(any_book(), st.lists(st.integers(1, 400), min_size=1, max_size=6, unique=True).map(sorted))
def test_every_open_item_is_counted_once_whatever_the_buckets(book: Book, ends: list[int]) -> None:
    for account in book.accounts.values():
        items = ledger(account, TODAY)
        assert sum(sum(entry.counts) for entry in aging(items, ends)) == len(items.open)
        assert all(item.open.minor > 0 for item in items.open)


@pytest.mark.parametrize(
    ("when", "open_", "unapplied"),
    [
        ("-61", (), ()),
        ("-60", (1000,), ()),  # issued
        ("-6", (1000,), ()),
        ("-5", (600,), ()),  # 400 came in
        ("0", (), (100,)),  # 700 came in, 100 too much
    ],
)
def test_an_earlier_day_does_not_know_later_receipts(when: str, open_: tuple[int, ...], unapplied: tuple[int, ...]) -> None:
    items = on("invoice C1 I1 0 1000USD \n receipt C1 R1 -5 400USD for=I1 \n receipt C1 R2 0 700USD for=I1", when)
    assert tuple(item.open for item in items.open) == usd(*open_)
    assert items.unapplied == usd(*unapplied)


def test_a_receipt_fills_the_invoices_in_the_order_the_payer_named_them() -> None:
    items = on(
        """
        invoice  C1  I1  -30  100USD
        invoice  C1  I2  -20  100USD
        invoice  C1  I3  -10  100USD
        receipt  C1  R1   -5  150USD  for=I3,I1,I2
        """
    )
    assert [(item.invoice.id, item.open, item.last_paid_on) for item in items.open] == [
        ("I1", money("50USD"), day("-5")),
        ("I2", money("100USD"), None),
    ]
    assert [(settled.invoice.id, settled.on, settled.dpd) for settled in items.settled] == [("I3", day("-5"), 5)]


@pytest.mark.parametrize("named", ["", "for=I9", "for=I2"])
def test_cash_without_its_invoice_is_unapplied_and_hides_in_no_bucket(named: str) -> None:
    """No invoice named, one that is not known, one of another currency."""
    items = on(f"invoice C1 I1 -30 100USD \n invoice C1 I2 -30 100EUR \n receipt C1 R1 -5 60USD {named}")
    assert [item.open for item in items.open] == [money("100USD"), money("100EUR")]
    assert items.unapplied == usd(60)


def test_money_given_back_and_a_credit_note_used_up_lower_what_is_unapplied() -> None:
    note = "invoice C1 N1 -30 -120USD issued=-30 \n receipt C1 R1 -9 50USD"
    assert on(note).unapplied == usd(170)
    assert on(note + "\n receipt C1 R2 -8 -50USD").unapplied == usd(120)
    assert on(note + "\n receipt C1 R2 -8 -120USD for=N1").unapplied == usd(50)
    more_than_the_note = on(note + "\n receipt C1 R2 -8 -150USD for=N1")
    assert (more_than_the_note.unapplied, more_than_the_note.open, more_than_the_note.settled) == (usd(20), (), ())


def test_items_are_told_oldest_due_date_first_and_overdue_begins_the_day_after() -> None:
    items = on("invoice C1 I1 0 1USD \n invoice C1 I2 -9 1USD \n invoice C1 I3 -1 1USD")
    assert [(item.invoice.id, item.dpd) for item in items.open] == [("I2", 9), ("I3", 1), ("I1", 0)]
    assert [item.invoice.id for item in items.overdue] == ["I2", "I3"]


def test_settled_items_are_told_in_the_order_they_were_settled() -> None:
    items = on(
        """
        invoice  C1  I1  -90  10USD
        invoice  C1  I2  -80  10USD
        receipt  C1  R1  -85  10USD  for=I2   # five days early
        receipt  C1  R2  -70   4USD  for=I1
        receipt  C1  R3  -60   6USD  for=I1
        """
    )
    assert [(settled.invoice.id, settled.dpd) for settled in items.settled] == [("I2", -5), ("I1", 30)]


def test_each_currency_has_its_own_aging() -> None:
    found = aging(on("invoice C1 I1 -5 100USD \n invoice C1 I2 +5 7JPY \n receipt C1 R1 0 3EUR"), ENDS)
    assert [(entry.currency, entry.balance) for entry in found] == [
        ("EUR", money("-3EUR")),
        ("JPY", money("7JPY")),
        ("USD", money("100USD")),
    ]


def test_a_buyer_that_owes_nothing_has_no_aging() -> None:
    assert aging(on("invoice C1 I1 -5 100USD \n receipt C1 R1 -1 100USD for=I1"), ENDS) == ()
    empty = Aging("USD", (0, 0), ())
    assert empty.overdue == empty.balance == money("0USD")


def test_buckets_have_the_names_scripts_know() -> None:
    assert bucket_names(ENDS) == ("not_due", "1-30", "31-60", "61-90", "91-180", "181-365", ">365")


PAID = "invoice C1 I1 -90 1000USD \n receipt C1 R1 -80 400USD for=I1 \n receipt C1 R2 -70 600USD for=I1 \n"


@pytest.mark.parametrize(
    ("reversed_", "open_", "last_paid", "unapplied"),
    [
        ("receipt C1 R3 -60 -1000USD for=I1", 1000, None, ()),  # charged back in full: nothing was ever paid
        ("receipt C1 R3 -60  -600USD for=I1", 600, "-80", ()),  # the second payment bounced
        ("receipt C1 R3 -60  -100USD for=I1", 100, "-70", ()),
        ("receipt C1 R3 -60 -1200USD for=I1", 1000, None, (-200,)),  # more than was applied
        ("receipt C1 A0 -70  -600USD for=I1", 600, "-80", ()),  # bounced on the day it came
        ("receipt C1 R3 -60  -600USD for=I1 \n receipt C1 R4 -50 300USD for=I1", 300, "-50", ()),  # paid anew in part
    ],
)
def test_a_payment_that_bounces_takes_back_what_was_applied(
    reversed_: str, open_: int, last_paid: str | None, unapplied: tuple[int, ...]
) -> None:
    items = on(PAID + reversed_)
    (item,) = items.open
    assert (item.open, item.last_paid_on) == (usd(open_)[0], day(last_paid) if last_paid else None)
    assert (item.dpd, items.settled, items.unapplied) == (90, (), usd(*unapplied))


def test_before_it_bounced_the_invoice_was_settled() -> None:
    assert on(PAID + "receipt C1 R3 -60 -600USD for=I1", "-61").settled[0].on == day("-70")


def test_a_credit_note_used_up_by_mistake_is_given_back() -> None:
    items = on("invoice C1 N1 -30 -120USD issued=-30 \n receipt C1 R1 -9 -100USD for=N1 \n receipt C1 R2 -8 70USD for=N1")
    assert items.unapplied == usd(90)  # 120 - 100 + 70


CENT = "invoice C1 I1 -30 0.01USD \n "


def test_a_cent_is_owed_and_a_cent_is_paid() -> None:
    (item,) = on(CENT).open
    assert (item.open, item.dpd) == (Money(1, "USD"), 30)
    paid = on(CENT + "receipt C1 R1 -20 0.01USD for=I1")
    assert (paid.open, [entry.on for entry in paid.settled], paid.unapplied) == ((), [day("-20")], ())


def test_a_cent_of_a_larger_debt_is_a_part_payment() -> None:
    (item,) = on("invoice C1 I1 -30 10USD \n receipt C1 R1 -20 0.01USD for=I1").open
    assert (item.open, item.last_paid_on) == (Money(999, "USD"), day("-20"))


@pytest.mark.parametrize(
    "named",
    ["unknown,I2", "E1,I2", "I1,I2"],  # a number nobody knows, an invoice in another currency, one that is paid already
)
def test_an_invoice_that_takes_nothing_does_not_stop_the_next(named: str) -> None:
    items = on(
        f"""
        invoice  C1  I1  -90  100USD
        receipt  C1  R1  -80  100USD  for=I1
        invoice  C1  E1  -60   50EUR
        invoice  C1  I2  -40  100USD
        receipt  C1  R2  -30  100USD  for={named}
        """
    )
    assert [item.invoice.id for item in items.open] == ["E1"]
    assert items.unapplied == ()


def test_what_is_left_of_a_payment_taken_back_in_part_can_be_taken_back_later() -> None:
    """400 and 600 were paid; 100 of the 600 goes back, then 550: 500 of the second payment and 50 of the first."""
    (item,) = on(PAID + "receipt C1 R3 -60 -100USD for=I1 \n receipt C1 R4 -50 -550USD for=I1").open
    assert (item.open, item.last_paid_on) == (usd(650)[0], day("-80"))


def test_part_payments_are_told_to_the_day_and_not_beyond_it() -> None:
    """I1 in two parts, one of them today; what comes tomorrow, on what is issued tomorrow, or was taken back is no part."""
    book = little_book("""
        invoice  C1  I1  -30  100USD
        invoice  C1  I2  -30   50USD
        invoice  C1  I3  +60   70USD  issued=+1
        invoice  C1  I4  +60   10USD  issued=+0
        receipt  C1  R1   -9   40USD  for=I1
        receipt  C1  R2   -8   50USD  for=I2
        receipt  C1  R3   -7  -50USD  for=I2
        receipt  C1  R4   +0   20USD  for=I1
        receipt  C1  R5   +0    5USD  for=I4
        receipt  C1  R6   +1   30USD  for=I1
        receipt  C1  R7   +2   30USD  for=I3
    """)
    assert part_payments(book.account("C1"), TODAY) == {
        "I1": ((day("-9"), 4000), (TODAY, 2000)),
        "I4": ((TODAY, 500),),
    }


def test_only_what_a_payment_left_owing_was_paid_in_parts() -> None:
    items = on(
        """
        invoice  C1  I1  -30  100USD
        invoice  C1  I2  -20  100USD
        invoice  C1  I3  -10  100USD
        receipt  C1  R1   -5  250USD  for=I1,I2,I3
        receipt  C1  R2   -3   50USD  for=I3
        """
    )
    assert items.in_parts == {"I3": [(day("-5"), 50_00), (day("-3"), 50_00)]}


def test_an_invoice_paid_twice_is_settled_once_and_the_rest_is_in_hand() -> None:
    items = on(
        """
        invoice  C1  I1   -10  1000USD
        receipt  C1  R1    -5  1000USD  for=I1
        receipt  C1  R2    -3  1000USD  for=I1
        """
    )
    assert items.open == ()
    assert [(paid.invoice.id, paid.on) for paid in items.settled] == [("I1", day("-5"))]
    assert items.unapplied == usd(1000)


def test_the_same_number_of_another_currency_pays_nothing() -> None:
    items = on(
        """
        invoice  C1  I1   -10  1000USD
        receipt  C1  R1    -5  1000EUR  for=I1
        """
    )
    assert [(item.invoice.id, item.open) for item in items.open] == [("I1", money("1000USD"))]
    assert items.unapplied == (money("1000EUR"),)


SMALL_REST = """
    invoice  C1  I1   -10  1000USD
    receipt  C1  R1    -5   990USD  for=I1
    invoice  C1  I2   +30   500USD  issued=+2
"""


def test_what_was_worked_out_for_one_day_and_policy_is_not_told_of_another() -> None:
    """The account keeps how its receipts were set against its invoices; a day before, or another tolerance, asks anew."""
    account = Account.of("C1", facts(SMALL_REST))
    strict = ShortPayPolicy(absolute={}, percent=Decimal(0))
    wide = ShortPayPolicy(absolute={"USD": Decimal(25)})
    for _ in range(2):
        assert [item.invoice.id for item in ledger(account, day("+2"), wide).open] == ["I2"]
        assert [item.invoice.id for item in ledger(account, day("+2"), strict).open] == ["I1", "I2"]
        assert [item.invoice.id for item in ledger(account, day("+1"), strict).open] == ["I1"]
        assert [item.open for item in ledger(account, day("-6"), strict).open] == [money("1000USD")]
        assert [item.open for item in ledger(account, day("-5"), strict).open] == [money("10USD")]
    assert ledger(account, day("+40"), strict).open[0].dpd == 50
    assert ledger(account, day("+2"), strict).open[0].dpd == 12


def test_cents_are_paid_by_one_receipt_for_two_invoices() -> None:
    items = on(
        """
        invoice  C1  I1   -10  0.01USD
        invoice  C1  I2    -9  0.01USD
        receipt  C1  R1    -5  0.02USD  for=I1,I2
        """
    )
    assert (items.open, [paid.invoice.id for paid in items.settled], items.unapplied) == ((), ["I1", "I2"], ())


def test_two_ledgers_that_tell_something_else_are_not_equal() -> None:
    one = "invoice  C1  I1   -10  1000USD"
    paid = one + "\nreceipt  C1  R1  -5  1000USD  for=I1"
    assert on(one) == on(one)
    assert on(one) != on(paid)
    assert on(paid, "-1") != on(paid), "of another day"
    assert on(one) != one


def test_an_invoice_of_nothing_owes_nothing_and_nothing_pays_it() -> None:
    text = "invoice  C1  I0  -30  0USD \n receipt  C1  R0  -20  0USD  for=I0"
    assert on(text).open == ()
    assert part_payments(Account.of("C1", facts(text)), TODAY) == {}


def test_a_currency_with_nothing_but_unapplied_cash_counts_no_invoice() -> None:
    (found,) = aging(on("receipt  C1  R1  -5  100USD"), ENDS)
    assert (found.balance, found.unapplied) == (money("-100USD"), money("100USD"))
    assert found.counts == (0,) * 7
    assert found.minor == (*(0,) * 7, 10_000)  # not due, six buckets, unapplied


def test_what_was_paid_past_a_provisional_date_was_not_late() -> None:
    """The 22nd of May 2024 was a Wednesday, as the 12th of June: three weeks between them; paid a week early is early."""
    text = """
        invoice  C1  I1   -21  100USD  provisional={}
        receipt  C1  R1  {}  100USD  for=I1
    """

    def late(provisional: str, paid: str) -> int:
        items = on(text.format(provisional, paid))
        return items.days_late(items.settled[0])

    assert late("no", "0") == 21
    assert late("yes", "0") == 0
    assert late("yes", "-28") == -7


def test_of_many_that_were_paid_those_past_a_provisional_date_were_not_late() -> None:
    """Both were due on Wednesday the 22nd of May and paid three weeks later; the third was paid a week early."""
    items = on(
        """
        invoice  C1  I1  -21  100USD  provisional=yes
        invoice  C1  I2  -21  100USD
        invoice  C1  I3  +7   100USD  provisional=yes
        receipt  C1  R1    0  300USD  for=I1,I2,I3
        """
    )
    assert [(paid.invoice.id, late) for paid, late in zip(items.settled, items.all_days_late(items.settled), strict=True)] == [
        ("I1", 0), ("I2", 21), ("I3", -7),
    ]  # fmt: skip


def test_who_paid_all_but_a_banks_charge_that_came_later_paid_on_the_first_day() -> None:
    """Due and paid on Thursday the 23rd of May but for 4 of 10,000, in a year whose cap lets nothing be closed."""
    text = """
        invoice  C1  I1  -20  10000USD
        receipt  C1  R1  -20   9996USD  for=I1
        receipt  C1  R2   -6      4USD  for=I1
    """
    items = ledger(Account.of("C1", facts(text)), TODAY, ShortPayPolicy(yearly={"USD": Decimal(0)}))
    (paid,) = items.settled
    assert (paid.on, items.paid_on(paid), items.days_late(paid)) == (day("-6"), day("-20"), 0)
    assert items.all_days_late(items.settled) == [0]


def test_a_house_without_a_country_adds_no_weekend_to_that_of_the_buyer() -> None:
    """Banks of Riyadh work on Sundays: due on Sunday the 2nd of June 2024 and paid on the Monday is a day late."""
    text = """
        buyer    C1      country=SA
        invoice  C1  I1  2024-06-02  100USD
        receipt  C1  R1  2024-06-03  100USD  for=I1
    """
    items = on(text)
    assert items.days_late(items.settled[0]) == 1
