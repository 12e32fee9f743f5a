"""Figures of the house: the sums of its buyers, by age and by currency."""

from credit.age_basis import AgedFrom
from credit.money import Money
from credit.rates import NO_RATES
from tests.credit.little_book import LONG_AGO, published
from tests.tui.views.looks import SHOP, look
from tui.views.aged import aged_from, aging_title, buckets_from
from tui.views.house import CurrencyTotal, house

TWO = """
buyer    C1
invoice  C1  I1   -45  1000EUR
buyer    C2
invoice  C2  J1   -40   300USD
receipt  C2  R2    -9    50USD
"""


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def test_the_house_owes_what_its_buyers_owe() -> None:
    """Open: 1,000 + 500, 3,000 - 400, 700, 900, 800; unapplied 150. Not overdue is the 700 alone."""
    totals = house(look())
    assert totals.receivable == usd("6350.00"), "1,500 + 2,600 + 700 + 900 + 800 - 150"
    assert totals.overdue == usd("5800.00"), "1,500 + 2,600 + 900 + 800"
    assert totals.by_currency == (CurrencyTotal(usd("6350.00"), usd("5800.00")),)
    assert (totals.rate_on, totals.no_rate) == (None, ())
    shown = look()
    minor = sum(aging.balance.minor for entry in shown.assessed.by_id.values() for aging in entry.agings)
    assert Money(minor, "USD") == totals.receivable


def test_the_aging_sums_to_the_receivable() -> None:
    """20 and 30 days are in the first bucket, 40, 45 and 50 days in the second."""
    aging = {bucket.name: (bucket.amount, bucket.invoices) for bucket in house(look()).aging if bucket.amount}
    assert aging == {
        "not_due": (usd("700"), 1),
        "1-30": (usd("1300"), 2),
        "31-60": (usd("4500"), 3),
        "unapplied": (usd("-150"), 0),
    }


def test_currencies_are_added_at_the_published_rate_and_its_day_is_told() -> None:
    """One euro buys 1.25 dollars: 1,000 EUR are 1,250 USD."""
    totals = house(look(TWO, published(USD="1.25")))
    assert totals.receivable == usd("1500.00"), "1,250 + 300 - 50"
    assert totals.overdue == usd("1550.00")
    assert totals.rate_on == LONG_AGO
    assert totals.by_currency == (
        CurrencyTotal(Money.of("1000", "EUR"), Money.of("1000", "EUR")),
        CurrencyTotal(usd("250"), usd("300")),
    )


def test_what_has_no_rate_is_left_out_by_name_and_hides_nothing_else() -> None:
    """1,000 EUR cannot be told in dollars; 300 less 50 unapplied can."""
    totals = house(look(TWO, NO_RATES))
    assert (totals.receivable, totals.overdue) == (usd("250"), usd("300"))
    assert {bucket.name: (bucket.amount, bucket.invoices) for bucket in totals.aging if bucket.amount} == {
        "31-60": (usd("300"), 1), "unapplied": (usd("-50"), 0),
    }  # fmt: skip
    assert totals.left_out == (CurrencyTotal(Money.of("1000", "EUR"), Money.of("1000", "EUR")),)
    assert totals.no_rate == ("EUR",)
    assert len(totals.by_currency) == 2


def test_of_one_buyer_too_the_part_that_has_a_rate_is_summed() -> None:
    both = "buyer C1 \n invoice C1 I1 -45 1000EUR \n invoice C1 I2 -40 300USD \n invoice C1 I3 +9 70USD \n invoice C1 I4 +9 5CHF"
    totals = house(look(both, published(USD="1.25", CHF="1")))
    assert (totals.receivable, totals.left_out) == (usd("1626.25"), ()), "1,250 + 300 + 70 + 6.25"
    totals = house(look(both, NO_RATES))
    assert (totals.receivable, totals.overdue) == (usd("370"), usd("300"))
    assert [left.receivable for left in totals.left_out] == [Money.of("5", "CHF"), Money.of("1000", "EUR")]


def test_where_nothing_has_a_rate_there_is_no_figure_and_never_a_zero() -> None:
    totals = house(look("buyer C1 \n invoice C1 I1 -45 1000EUR", NO_RATES))
    assert (totals.receivable, totals.overdue, totals.aging) == (None, None, ())
    assert totals.no_rate == ("EUR",)


def test_an_empty_house() -> None:
    totals = house(look(""))
    assert totals.receivable == usd("0")
    assert totals.by_currency == ()
    assert not any(bucket.invoices for bucket in house(look(SHOP[:1])).aging)


def test_the_house_s_aging_from_the_invoice_holds_every_currency_that_has_a_rate() -> None:
    """One euro buys 1.25 dollars: 1,000 EUR of 400 days ago are 1,250 USD; 300 USD are young, 50 USD unapplied."""
    text = TWO.replace("1000EUR", "1000EUR issued=-400").replace("300USD", "300USD issued=-70 shipped_on=-60")
    shown = look(text, published(USD="1.25"))
    filled = {b.name: (b.amount, b.invoices) for b in buckets_from(shown, AgedFrom.INVOICE) if b.amount}
    assert filled == {"0-365": (usd("300"), 1), "366-730": (usd("1250"), 1), "unapplied": (usd("-50"), 0)}
    shipped = {b.name: (b.amount, b.invoices) for b in buckets_from(shown, AgedFrom.SHIPMENT) if b.amount}
    assert shipped == {"no_date": (usd("1250"), 1), "0-365": (usd("300"), 1), "unapplied": (usd("-50"), 0)}
    left = aged_from(look(text), house(look(text)), AgedFrom.INVOICE).aging
    assert {b.name: (b.amount, b.invoices) for b in left if b.amount} == {"0-365": (usd("300"), 1), "unapplied": (usd("-50"), 0)}
    assert aging_title(AgedFrom.INVOICE, house(look(text))) == "Aging, days since the invoice, in part"
