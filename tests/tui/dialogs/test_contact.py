"""Logging a contact: letters for how and what came of it, every one of them on the screen."""

import pytest
from textual.widgets import Input, Static

from credit.activity import Channel, Outcome
from tests.tui.dialogs.asked import asking, entered, told
from tui.dialogs.contact import CHANNELS, OUTCOMES, ContactDialog, ContactFacts
from wording import cells, terms


def test_every_way_and_every_end_has_one_letter() -> None:
    assert set(CHANNELS.values()) == set(Channel)
    assert set(OUTCOMES.values()) == set(Outcome)
    assert all(len(letter) == 1 for letter in (*CHANNELS, *filter(None, OUTCOMES)))


@pytest.mark.parametrize(
    ("values", "facts"),
    [
        ((), ContactFacts(Channel.CALL, Outcome.NONE, "")),
        (("E", "X", " No. "), ContactFacts(Channel.EMAIL, Outcome.REFUSED, "No.")),
        (("v", " p ", "[b]paid"), ContactFacts(Channel.VISIT, Outcome.PAYMENT_SENT, "[b]paid")),
    ],
)
async def test_letters_in_either_case_become_a_contact(values: tuple[str, ...], facts: ContactFacts) -> None:
    """A call of which nothing came stands there already: the commonest contact is one key."""
    async with asking(ContactDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values)
        assert handed == [facts]


@pytest.mark.parametrize(
    ("values", "named"),
    [(("", "s"), "How: one of the letters c e l v m n."), (("c", "1"), "Outcome: one of the letters"), (("ce",), "How: one of")],
)
async def test_a_letter_that_means_nothing_is_answered_with_those_that_do(values: tuple[str, ...], named: str) -> None:
    async with asking(ContactDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog, *values, "kept")
        assert (handed, told(dialog).startswith(named)) == ([], True)
        assert [entry.value for entry in dialog.query(Input)][: len(values)] == list(values)
        await entered(pilot, dialog, "c", "s")
        assert [contact.outcome for contact in handed] == [Outcome.SPOKE]


async def test_a_second_enter_records_nothing_twice() -> None:
    async with asking(ContactDialog) as (pilot, dialog, handed):
        await entered(pilot, dialog)
        await pilot.press("enter")
        assert len(handed) == 1
        dialog.fault("The disk is full.")
        await pilot.press("enter")
        assert len(handed) == 2


@pytest.mark.parametrize("width", [40, 60, 80, 160])
async def test_every_letter_stands_beside_its_meaning_at_any_width(width: int) -> None:
    async with asking(ContactDialog, size=(width, 24)) as (_pilot, dialog, _handed):
        lines = str(dialog.query(Static).first().render()).splitlines()
        assert "Alder" in lines[0]
        assert max(map(cells.width, lines)) <= width - 2
        meant = [f"{letter} {terms.channel(way)}" for letter, way in CHANNELS.items()]
        meant += [f"{letter} {terms.outcome(end)}" for letter, end in OUTCOMES.items() if letter]
        assert [words for words in meant if not any(words in line for line in lines)] == []


async def test_escape_hands_nothing_on() -> None:
    async with asking(ContactDialog) as (pilot, dialog, handed):
        await pilot.press("escape")
        assert (handed, dialog.is_attached) == ([], False)
