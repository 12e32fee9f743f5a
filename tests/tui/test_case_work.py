"""What is decided about a buyer at its key: the book is looked at, and where the cursor stands afterwards."""

from datetime import timedelta

import pytest
from textual.widgets import Input, Static

from credit.actions import hold
from credit.activity import Channel, DisputeReason, Outcome
from credit.five_classes import DebtClass
from credit.money import Money
from tests.credit.little_book import TODAY
from tests.tui.desks import desk, drawn, in_front, open_desk, opened, said, shown_keys, typed
from tui.dialogs.ask import Dialog
from tui.widgets.grid import Grid

WORK = """
buyer    C1  name=Alder
invoice  C1  I1   -45  1000USD
buyer    C2  name=Birch
invoice  C2  J1   -45  9000USD
buyer    C3  name=Cedar
invoice  C3  K1   -45  5000USD
"""
"""Three rows of the queue, the dearest first: Birch, Cedar, Alder."""


async def test_read_act_log_next_takes_three_keys() -> None:
    """The reasons stand below the rows: key one acts, key two says what came of it, key three is on disk and at the next row."""
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "3")
        assert shown_keys(app) == ["C2", "C3", "C1"]
        assert app.chosen == "C2"
        assert any("a day of waiting" in line for line in drawn(app)), "why is read before a key is pressed"
        worked = []
        for _row in range(3):
            worked.append(app.chosen)
            await typed(pilot, "c", "s", "enter")
        assert worked == ["C2", "C3", "C1"]
        for account in open_desk(app).book.accounts.values():
            (contact,) = account.contacts
            assert (contact.channel, contact.outcome) == (Channel.CALL, Outcome.SPOKE)


async def test_a_row_that_leaves_the_queue_gives_its_place_to_the_next() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "3", "z", *"talks", "enter")
        assert shown_keys(app) == ["C3", "C1"]
        assert app.chosen == "C3"
        assert said(app) == "Birch: buyer snoozed: on disk."
        await typed(pilot, "u")
        assert shown_keys(app) == ["C2", "C3", "C1"]
        assert not any(hold.runs_on(TODAY) for hold in open_desk(app).book.accounts["C2"].holds)


async def test_what_another_desk_does_meanwhile_moves_no_answer_to_another_buyer() -> None:
    """Birch is asked about; another desk puts it aside, its row leaves the queue, and the cursor stands on Cedar."""
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "3", "c", "s")
        _change, news = open_desk(app).do(hold, "C2", TODAY + timedelta(days=9), "another's")
        app.overtaken(news)
        app.chosen = "C3"
        await pilot.pause()
        told = app.screen.query_one("#fault", Static).content
        assert told == "Another desk changed this buyer meanwhile; what was read for this dialog is of before."
        await typed(pilot, "enter")
        assert not in_front(app, Dialog)
        accounts = open_desk(app).book.accounts
        assert [len(accounts[id].contacts) for id in ("C2", "C3")] == [1, 0]


async def test_at_the_last_row_the_cursor_stays() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "3", "G", "c", "s", "enter")
        assert app.screen.query_one(Grid).cursor_key == app.chosen
        assert len(open_desk(app).book.accounts["C1"].contacts) == 1


async def test_on_the_page_of_a_buyer_and_in_the_portfolio_one_stays_with_it() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "c", "s", "enter")
        assert app.chosen == "C2"
        await typed(pilot, "2", "c", "s", "enter")
        assert (app.current_mode, app.chosen) == ("customer", "C2")


async def test_a_hold_lasts_longer_than_a_snooze_and_ends_at_the_same_key() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "2", "z")
        what, until, why = app.screen.query(Input)
        what.value, until.value, why.value = "s", "+60", "rebuilds its shop"
        await typed(pilot, "enter")
        assert in_front(app, Dialog), "a snooze may not last so long"
        assert [entry.value for entry in app.screen.query(Input)] == ["s", "+60", "rebuilds its shop"]
        what.value = "h"
        await typed(pilot, "enter")
        (aside,) = open_desk(app).book.accounts["C2"].holds
        assert (aside.until, aside.reason) == (TODAY + timedelta(days=60), "rebuilds its shop")
        await typed(pilot, "z", "enter")
        (aside,) = open_desk(app).book.accounts["C2"].holds
        assert not aside.runs_on(TODAY)


async def test_a_dispute_opens_and_is_closed_and_both_are_undone() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "2", "d", "q", "tab", *"J1", "enter")
        (dispute,) = open_desk(app).book.accounts["C2"].disputes
        assert (dispute.reason, dispute.invoices, dispute.open_on(TODAY)) == (DisputeReason.QUALITY, ("J1",), True)
        await typed(pilot, "d", "e", *("tab",) * 5, *"sv", "enter")
        (dispute,) = open_desk(app).book.accounts["C2"].disputes
        assert (dispute.evidence, dispute.open_on(TODAY)) == (("specification", "survey"), True)
        await typed(pilot, "d", "n", "enter")
        (dispute,) = open_desk(app).book.accounts["C2"].disputes
        assert (dispute.closed_on, dispute.justified) == (TODAY, False)
        await typed(pilot, "u", "u", "u")
        assert open_desk(app).book.accounts["C2"].disputes == ()


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("d", "q", "tab", *"X9", "enter"), "X9"),
        (("d", "y", "enter"), "There is nothing to close."),
        (("C", "5", "enter"), "A reason is owed"),
    ],
)
async def test_what_the_trade_refuses_is_said_and_what_was_typed_stays(keys: tuple[str, ...], told: str) -> None:
    async with opened(desk(WORK)) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "2", *keys)
        assert in_front(app, Dialog)
        assert told in " ".join(drawn(app))
        assert app.screen.query(Input).first().value == keys[1]
        assert open_desk(app).book is before


async def test_a_persons_class_stands_in_place_of_the_rules() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "2", "C")
        digit, until, why = app.screen.query(Input)
        digit.value, until.value, why.value = "4", "+20", "told by its agent"
        await typed(pilot, "enter")
        (override,) = open_desk(app).book.accounts["C2"].overrides
        assert (override.debt_class, override.until, override.reason) == (
            DebtClass.BAD,
            TODAY + timedelta(days=20),
            "told by its agent",
        )
        stood = [app.shown.assessed.by_id["C2"].debt_class.value]
        await typed(pilot, "u")
        stood.append(app.shown.assessed.by_id["C2"].debt_class.value)
        assert stood == [DebtClass.BAD, DebtClass.IN_COLLECTION]


async def test_time_is_given_by_evidence_alone_and_ended_and_undone() -> None:
    async with opened(desk(WORK)) as (app, pilot):
        await typed(pilot, "2", "x")
        form = app.screen
        form.query_one("#reason", Input).value = "p"
        form.query_one("#until", Input).value = "+60"
        await typed(pilot, "enter")
        assert in_front(app, Dialog), "no evidence, no time"
        assert open_desk(app).book.accounts["C2"].leniencies == ()
        form.query_one("#evidence", Input).value = "listed by the chain"
        await typed(pilot, "enter")
        (given,) = open_desk(app).book.accounts["C2"].leniencies
        assert (given.evidence, given.until) == (("listed by the chain",), TODAY + timedelta(days=60))
        assert given.cap == Money.of("9000", "USD"), "the exposure stood there"
        await typed(pilot, "x", "v", "enter")
        (given,) = open_desk(app).book.accounts["C2"].leniencies
        assert given.reviewed_on == TODAY
        await typed(pilot, "x", "e", "enter")
        (given,) = open_desk(app).book.accounts["C2"].leniencies
        assert given.ended_on == TODAY
        await typed(pilot, "u", "u", "u")
        assert open_desk(app).book.accounts["C2"].leniencies == ()


async def test_an_order_is_checked_and_nothing_is_recorded() -> None:
    """9,000 open and late; 1,000 on open account come to it, 1,000 paid in advance do not."""
    async with opened(desk(WORK), (80, 40)) as (app, pilot):
        before = open_desk(app).book
        await typed(pilot, "2", "o", *"1000", "space", *"USD", "enter")
        lines = [line.strip() for line in drawn(app)]
        assert "Exposure: 9,000.00 USD -> 10,000.00 USD" in lines
        assert any(line.startswith("Verdict:") for line in lines)
        assert any(line.startswith("Loss, house:") and "->" in line for line in lines)
        assert any(line.startswith("Rules:") for line in lines)
        await typed(pilot, "tab", "tab", "t", "enter")
        assert "Exposure: 9,000.00 USD -> 9,000.00 USD" in [line.strip() for line in drawn(app)]
        app.screen.query_one("#day", Input).value = "2024-06-01"
        await typed(pilot, "enter")
        assert any("An order of 2024-06-01 cannot be checked." in line for line in drawn(app))
        assert open_desk(app).book is before
        await typed(pilot, "escape")
        assert app.current_mode == "customer"


async def test_an_answer_longer_than_the_screen_begins_with_the_verdict_and_is_read_on_with_the_page_keys() -> None:
    async with opened(desk(WORK), (60, 20)) as (app, pilot):
        await typed(pilot, "2", "o", *"1000", "space", *"USD", "enter")
        first = drawn(app)
        assert any("Verdict:" in line for line in first)
        assert any("Amount and currency" in line for line in first)
        assert not any("Kept:" in line for line in first)
        await typed(pilot, "pagedown", "pagedown")
        assert any("Kept:" in line for line in drawn(app))
        await typed(pilot, "pageup", "pageup")
        assert drawn(app) == first
