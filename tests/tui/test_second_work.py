"""The second person at the screen: what waits is seen in every list, and a key says the word on it.

Ben proposed a limit of 900,000 USD for Birch two days ago; mara sits at the desk.
"""

from dataclasses import replace

from textual.widgets import Static

from credit.actions import Hand, set_limit
from credit.policy import Policy
from tests.credit.little_book import TODAY, day, money
from tests.tui.desks import LATE, desk, drawn, in_front, open_desk, opened, said, typed
from tui.desk import Desk
from tui.dialogs.second import SecondDialog

POLICY = Policy.of({"four_eyes": {"limit": 500_000, "write_off": 1000}})


def waiting(who: str = "ben") -> Desk:
    made = desk(LATE)
    made.book = replace(made.book, policy=POLICY)
    made.commit(set_limit(made.book, Hand(who, day("-2"), "b1"), "C2", money("900000USD"), "grows"))
    return made


async def test_what_waits_is_seen_where_one_works_and_a_key_agrees_to_it() -> None:
    async with opened(waiting(), (120, 40)) as (app, pilot):
        assert any("Birch" in line and " W" in line for line in drawn(app))
        await typed(pilot, "3", "g")
        assert any("1 decision waits for a second person: C2" in line for line in drawn(app))
        assert any("proposed by ben on 2024-06-10" in line for line in drawn(app))
        await typed(pilot, "W", "enter")
        assert in_front(app, SecondDialog)
        assert app.screen.query_one("#fault", Static).content == "Which word: one of the letters a r."
        await typed(pilot, "a", "enter")
        buyer = open_desk(app).book.account("C2").customer
        assert (buyer.limit, buyer.limit_on, buyer.limit_by) == (money("900000USD"), TODAY, "ben")
        assert said(app) == "Birch: agreed to as the second person: on disk."
        assert not any("second person:" in line for line in drawn(app)[:5])
        await typed(pilot, "u")
        assert open_desk(app).book.account("C2").customer.limit == money("9000USD")


async def test_the_maker_is_refused_and_may_take_it_back_with_a_reason() -> None:
    async with opened(waiting("Mara")) as (app, pilot):
        await typed(pilot, "3", "g", "W", "a", "enter")
        assert "a second person has to agree" in str(app.screen.query_one("#fault", Static).content)
        await typed(pilot, "backspace", "r", "enter")
        assert app.screen.query_one("#fault", Static).content == "A reason is owed. Say why in a few words."
        await typed(pilot, "tab", *"no", "enter")
        assert open_desk(app).book.account("C2").proposals[0].closed_why == "no"
        await typed(pilot, "W")
        assert said(app) == "Nothing waits for a second person with this buyer."


async def test_many_written_off_say_that_some_wait() -> None:
    book = desk(LATE)
    book.book = replace(book.book, policy=POLICY)
    async with opened(book) as (app, pilot):
        await typed(pilot, "1", "asterisk", "c", "w", "enter")
        every = open_desk(app).book.accounts
        assert {id: len(account.proposals) for id, account in every.items()} == {"C1": 1, "C2": 1, "C3": 0}
        assert "waits for a second person where it is above the policy's amount" in said(app)
