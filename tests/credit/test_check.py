"""A register that was searched: what is known of it, and since when."""

from dataclasses import replace
from datetime import date

from credit.account import Account
from credit.actions import accept_report
from credit.alerts.first_seen import _corrected
from credit.check import Caveat, Check, Searched
from tests.credit.little_book import TODAY, little_book
from tests.credit.test_actions import HAND

FIRST = Check("gazette:insolvency_notices", "C1", "gazette", Searched.INSOLVENCY_NOTICES, date(2020, 3, 1), date(2020, 3, 1))
SECOND = replace(FIRST, on=date(2020, 4, 1), learnt_on=date(2020, 4, 1), found=1, caveats=(Caveat.PRIVATE_PETITIONS,))


def test_none_found_is_not_the_same_as_somebody_who_may_be_meant() -> None:
    assert FIRST.none_found
    assert not SECOND.none_found
    assert not replace(FIRST, possible=1).none_found


def test_the_latest_search_stands_and_the_earlier_one_stays_known() -> None:
    """On 2020-03-15 nobody had searched since 1 March, and had found nothing then."""
    account = Account.of("C1", (SECOND, FIRST))
    assert account.checks == (SECOND,)
    assert account.as_known_on(date(2020, 3, 15)).checks == (FIRST,)
    assert account.as_known_on(date(2020, 2, 29)).checks == ()


def test_searches_of_several_registers_stand_side_by_side_the_latest_first() -> None:
    charges = replace(FIRST, id="house:charges", provider="house", searched=Searched.CHARGES)
    assert Account.of("C1", (charges, FIRST, SECOND)).checks == (SECOND, charges)


def test_a_search_is_kept_though_it_found_nothing() -> None:
    book = little_book("buyer C1")
    check = replace(FIRST, on=TODAY, learnt_on=TODAY)
    change = accept_report(book, HAND, "C1", None, (), (check,))
    assert book.after(change).accounts["C1"].checks == (check,)


def test_a_search_made_again_moves_no_first_day() -> None:
    account = Account.of("C1", (FIRST, SECOND))
    assert _corrected(account, date(2020, 3, 1)) is None
