"""From which day events are read, and who is given into care again; days are counted on the calendar."""

from datetime import date

from credit.account import Account
from credit.check import Check, Searched
from credit.customer import Customer
from tui.watch_plan import Round, next_round

ON = date(2026, 3, 31)


def buyer(
    id: str,
    searched_on: date | None = None,
    provider: str = "bureau",
    what: Searched = Searched.MONITORED,
    since: date | None = None,
) -> Account:
    customer = Customer(id, id, date(2020, 1, 1))
    if searched_on is None:
        return Account.of(id, [customer])
    return Account.of(id, [customer, Check(f"{provider}:{what}", id, provider, what, searched_on, searched_on, since=since)])


def test_a_buyer_that_is_new_is_put_there_and_a_month_is_read() -> None:
    assert next_round([buyer("C1")], "bureau", ON) == Round(date(2026, 3, 1), {"C1": None})


def test_a_round_reads_30_days_back_from_the_oldest_search_and_renews_those_of_a_week_ago() -> None:
    """24 March is seven days before the 31st; 30 days before it is 22 February."""
    put_there = date(2026, 2, 3)
    accounts = [buyer("C1", date(2026, 3, 25)), buyer("C2", date(2026, 3, 24), since=put_there), buyer("C3", date(2026, 3, 30))]
    assert next_round(accounts, "bureau", ON) == Round(date(2026, 2, 22), {"C2": put_there})


def test_searches_of_others_and_for_other_things_do_not_count() -> None:
    accounts = [buyer("C1", ON, "other"), buyer("C2", ON, what=Searched.INSOLVENCY_NOTICES), buyer("C3", ON)]
    assert next_round(accounts, "bureau", ON) == Round(date(2026, 3, 1), {"C1": None, "C2": None})
