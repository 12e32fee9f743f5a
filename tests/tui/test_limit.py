"""A limit is decided at its key: what is advised stands above, and what is refused or cannot be read changes nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input

from credit.money import Money
from credit.policy import Policy
from tests.credit.little_book import TODAY
from tests.tui.desks import desk, drawn, in_front, open_desk, opened, said, typed
from tui.dialogs.limit import LimitDialog

WORK = """
buyer    C1  name=Alder  limit=5000USD  insured=3000USD
invoice  C1  I1   -45  1000USD
"""


async def test_it_is_decided_with_its_reason_and_its_cover_and_taken_back() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "L")
        assert in_front(app, LimitDialog)
        assert any("Advised" in line for line in drawn(app))
        limit, why, insured, until, percent = app.screen.query(Input)
        assert (limit.value, insured.placeholder) == ("5000.00 USD", "3000.00 USD")
        limit.value, why.value, insured.value, until.value, percent.value = "8,000 usd", "pays early", "6000 USD", "+90", "85 %"
        await typed(pilot, "enter")
        buyer = open_desk(app).book.accounts["C1"].customer
        assert (buyer.limit, buyer.limit_reason, buyer.limit_on) == (Money.of("8000", "USD"), "pays early", TODAY)
        assert (buyer.insured_limit, buyer.insured_until, buyer.insured_percent) == (
            Money.of("6000", "USD"),
            TODAY + timedelta(days=90),
            85,
        )
        assert said(app) == "Alder: limit set: on disk."
        await typed(pilot, "u")
        assert open_desk(app).book.accounts["C1"].customer.limit == Money.of("5000", "USD")


async def test_what_is_not_given_of_the_cover_stays() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "L", "tab", *"waits", "enter")
        buyer = open_desk(app).book.accounts["C1"].customer
        assert (buyer.limit, buyer.insured_limit) == (Money.of("5000", "USD"), Money.of("3000", "USD"))


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ({"limit": "", "because": "x"}, "The amount is missing."),
        ({"limit": "12"}, "The currency of 12 is missing."),
        ({"because": ""}, "reason"),
        ({"because": "x", "insured": "lots"}, '"lots" is no amount of money.'),
        ({"because": "x", "until": "soon"}, "Cover until: write a day like"),
        ({"because": "x", "until": "2001-01-01"}, "Cover that ended on 2001-01-01 is none."),
        ({"because": "x", "percent": "most"}, "Cover in %: a whole number such as 90."),
        ({"because": "x", "percent": "120"}, "120"),
        ({"because": "x", "limit": "-5 USD"}, "below zero"),
    ],
)
async def test_what_cannot_be_read_or_is_refused_is_said_and_nothing_is_written(entries: dict[str, str], told: str) -> None:
    async with opened(desk(WORK)) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "L")
        for id, value in entries.items():
            app.screen.query_one(f"#{id}", Input).value = value
        await typed(pilot, "enter")
        assert in_front(app, LimitDialog)
        assert told in " ".join(drawn(app))
        assert open_desk(app).book is before


async def test_above_the_policys_amount_it_waits_for_a_second_person() -> None:
    at = desk(WORK)
    at.book = replace(at.book, policy=Policy.of({"four_eyes": {"limit": 6000}}))
    async with opened(at) as (app, pilot):
        await typed(pilot, "L")
        limit, why, *_cover = app.screen.query(Input)
        limit.value, why.value = "8000 USD", "pays early"
        await typed(pilot, "enter")
        account = open_desk(app).book.accounts["C1"]
        assert account.customer.limit == Money.of("5000", "USD")
        assert [each.amount for each in account.proposals] == [Money.of("8000", "USD")]
