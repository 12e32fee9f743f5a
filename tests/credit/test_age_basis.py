"""The balance by the age of its invoices: other places, the same sum."""

from datetime import date

import pytest
from hypothesis import given

from credit.account import Account
from credit.age_basis import AgedFrom, aged, aged_names
from credit.aging import Aging, Ledger, aging, ledger
from credit.book import Book
from credit.policy import DEFAULT_POLICY, Policy
from tests.credit.any_facts import any_book, days
from tests.credit.little_book import TODAY, facts, money


def on(text: str) -> Ledger:
    return ledger(Account.of("C1", facts(text)), TODAY)


def told(found: Aging, since: AgedFrom, policy: Policy = DEFAULT_POLICY) -> dict[str, tuple[int, int]]:
    """Whole units and invoices of every place that holds any."""
    names, counts = aged_names(since, policy), (*found.counts, 0)
    return {n: (m // 100, c) for n, m, c in zip(names, found.minor, counts, strict=True) if m}


YEARS = """
    invoice  C1  today    +60   1USD  issued=0
    invoice  C1  y1      -300   2USD  issued=-365  shipped_on=-364
    invoice  C1  y1d1    -300   4USD  issued=-366  shipped_on=-365
    invoice  C1  y2      -600   8USD  issued=-730  shipped_on=-366
    invoice  C1  y2d1    -600  16USD  issued=-731
    invoice  C1  y3      -900  32USD  issued=-1095 shipped_on=+3
    invoice  C1  y3d1    +10   64USD  issued=-1096 shipped_on=0
    receipt  C1  R1       -5    3USD
"""


def test_an_invoice_is_as_old_as_its_own_date_whenever_it_is_due() -> None:
    """The 365th day is still within one year, the 366th is not; 1,096 days ago is older than three, though not due."""
    (found,) = aged(on(YEARS), AgedFrom.INVOICE, DEFAULT_POLICY)
    assert told(found, AgedFrom.INVOICE) == {
        "0-365": (1 + 2, 2), "366-730": (4 + 8, 2), "731-1095": (16 + 32, 2), ">1095": (64, 1), "unapplied": (3, 0),
    }  # fmt: skip
    assert found.balance == money("124USD"), "127 - 3"


def test_what_has_no_bill_of_lading_by_that_day_is_not_called_new() -> None:
    """Without one: 1 and 16. One dated in three days is none today: 32."""
    (found,) = aged(on(YEARS), AgedFrom.SHIPMENT, DEFAULT_POLICY)
    assert told(found, AgedFrom.SHIPMENT) == {
        "no_date": (1 + 16 + 32, 3), "0-365": (2 + 4 + 64, 3), "366-730": (8, 1), "unapplied": (3, 0),
    }  # fmt: skip


def test_by_the_due_date_it_is_the_aging_of_every_day() -> None:
    """Not due: 1 and 64. Since 300 days: 2 + 4; since 600 and 900: 8 + 16 + 32, past the last end of 365."""
    items = on(YEARS)
    assert aged(items, AgedFrom.DUE, DEFAULT_POLICY) == aging(items, DEFAULT_POLICY.buckets)
    (found,) = aged(items, AgedFrom.DUE, DEFAULT_POLICY)
    assert told(found, AgedFrom.DUE) == {"not_due": (65, 2), "181-365": (6, 2), ">365": (56, 3), "unapplied": (3, 0)}


def test_the_buckets_are_the_house_s_own() -> None:
    """Days since the invoice in one currency, what is unapplied in another: two rows, each of all places."""
    policy = Policy.of({"origin_buckets": [30, 60]})
    rows = aged(on("invoice C1 I1 +9 5USD issued=-31 \n receipt C1 R1 -1 7EUR"), AgedFrom.INVOICE, policy)
    assert aged_names(AgedFrom.INVOICE, policy) == ("no_date", "0-30", "31-60", ">60", "unapplied")
    assert rows == (Aging("EUR", (0, 0, 0, 0, 700), (0, 0, 0, 0)), Aging("USD", (0, 0, 500, 0, 0), (0, 0, 1, 0)))


@given(any_book(), days(-30, 60))
@pytest.mark.parametrize("since", [AgedFrom.INVOICE, AgedFrom.SHIPMENT])
def test_every_age_sums_to_the_same_balance(since: AgedFrom, book: Book, when: date) -> None:
    for account in book.accounts.values():
        items = ledger(account, when)
        by_due = {row.currency: (row.balance, sum(row.counts)) for row in aging(items, DEFAULT_POLICY.buckets)}
        assert {row.currency: (row.balance, sum(row.counts)) for row in aged(items, since, DEFAULT_POLICY)} == by_due
