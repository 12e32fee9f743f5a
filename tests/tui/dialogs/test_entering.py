"""The forms of entering and correcting: what stands in them, what they hand on, and what they show while one types."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static

from credit.account import Account
from credit.actions import ENTERED, Draft
from credit.money import Money
from tests.credit.little_book import TODAY, little_book
from tests.tui.dialogs.asked import titled, told
from tui.dialogs.ask import Form
from tui.dialogs.entering import KINDS, ChoiceDialog, Chosen, EntryDialog, EntryFacts
from tui.dialogs.fields import FIELDS

BOOK = little_book(
    """
    buyer    C1                           terms=OA30  country=GB  name=Alder
    invoice  C1  I1   -45  1000USD        issued=-105
    sale     C1  I2   -20  1000USD        terms=30%TT@order;70%OA60@BL  etd=-18
    order    C1  O1   -50   500USD
    receipt  C1  R1   -10   400USD        for=I1
    """
)
NOBODY = Account.of("C9", ())


@asynccontextmanager
async def shown(form: Form[Any], size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    app: App[None] = App()
    async with app.run_test(size=size) as pilot:
        await app.push_screen(form)
        yield pilot


def form_of(kind: str, number: str = "", account: Account | None = None) -> tuple[EntryDialog, list[EntryFacts]]:
    handed: list[EntryFacts] = []
    account = BOOK.account("C1") if account is None else account
    chosen = Chosen(kind, account.id, number)
    return EntryDialog(chosen, account, TODAY, lambda _form, facts: handed.append(facts)), handed


def values(form: Form[Any]) -> dict[str, str]:
    return {str(entry.id): entry.value for entry in form.query(Input)}


async def write(pilot: Pilot[None], form: Form[Any], **said: str) -> None:
    for name, value in said.items():
        form.query_one(f"#{name.replace('__', '-')}", Input).value = value
    await pilot.press("enter")


def found(form: Form[Any]) -> list[str]:
    return str(form.query_one("#found", Static).render()).splitlines()


def test_there_is_a_form_and_a_letter_for_every_kind_that_can_be_entered() -> None:
    assert set(FIELDS) == set(ENTERED) == set(KINDS.values())


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ({"kind": "B", "buyer": "C9"}, Chosen("customer", "C9", "")),
        ({"kind": "b", "number": "X"}, Chosen("customer", "C1", "")),
        ({"kind": "o", "number": "O9"}, Chosen("order", "C1", "O9")),
        ({"kind": "r"}, Chosen("receipt", "C1", "")),
    ],
)
async def test_what_is_to_be_entered_is_chosen_first(said: dict[str, str], chosen: Chosen) -> None:
    handed: list[Chosen] = []
    form = ChoiceDialog("C1", lambda _form, facts: handed.append(facts))
    async with shown(form) as pilot:
        await write(pilot, form, **said)
        assert handed == [chosen]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"kind": "x"}, "Which: one of the letters b o i r."),
        ({"kind": "i", "buyer": ""}, "The number of the buyer is owed."),
        ({"kind": "i"}, "Its own number is owed."),
    ],
)
async def test_what_is_missing_is_said(said: dict[str, str], wrong: str) -> None:
    form = ChoiceDialog("C1", lambda _form, _facts: None)
    async with shown(form) as pilot:
        await write(pilot, form, **said)
        assert told(form) == wrong


async def test_a_new_invoice_says_what_was_typed_and_no_more() -> None:
    form, handed = form_of("invoice", "N1")
    async with shown(form) as pilot:
        assert titled(form) == ["New invoice N1 of Alder"]
        assert values(form) == {
            "amount": "",
            "issued_on": "2024-06-12",
            "terms": "",
            "due_on": "",
            "order_id": "",
            "shipped_on": "",
        }
        await write(pilot, form, amount="1,000 usd", issued_on="2024-06-01", shipped_on="+1")
    said = {"amount": Money.of("1000", "USD"), "issued_on": date(2024, 6, 1), "shipped_on": date(2024, 6, 13)}
    assert handed == [EntryFacts((Draft("invoice", "C1", "N1", said),), True)]


async def test_of_a_known_fact_only_what_was_changed_is_said() -> None:
    form, handed = form_of("invoice", "I1")
    async with shown(form) as pilot:
        assert titled(form) == ["Correct invoice I1 of Alder", "An amount of 0 takes it out."]
        assert (values(form)["amount"], values(form)["due_on"]) == ("1000.00 USD", "2024-04-28")  # 45 days before 12 June
        await write(pilot, form, due_on="2024-06-30")
    assert handed == [EntryFacts((Draft("invoice", "C1", "I1", {"due_on": date(2024, 6, 30)}),), False)]


async def test_an_invoice_in_instalments_is_corrected_as_the_whole_it_is() -> None:
    """In the ledger 300 and 700; its due dates follow from its terms, so none stands there."""
    form, _handed = form_of("invoice", "I2")
    async with shown(form):
        assert (values(form)["amount"], values(form)["due_on"]) == ("1000.00 USD", "")
        assert values(form)["terms"] == "30% TT @order; 70% OA 60 @BL"


async def test_a_buyer_and_a_register_that_is_taken_out() -> None:
    account = little_book("buyer C1 name=Alder").account("C1")
    form, handed = form_of("customer", account=account)
    async with shown(form) as pilot:
        await write(pilot, form, registrations="vat GB5, LEI 9988", tags="key account, old", country="gb")
    said = {"country": "GB", "registrations": (("vat", "GB5"), ("lei", "9988")), "tags": ("key account", "old")}
    assert handed == [EntryFacts((Draft("customer", "C1", "", said),), False)]
    again, handed = form_of("customer", account=BOOK.after(_corrected(said)).account("C1"))
    async with shown(again) as pilot:
        assert values(again)["registrations"] == "vat GB5, lei 9988"
        await write(pilot, again, registrations="lei 9988")
    assert handed[0].drafts[0].said == {"registrations": (("lei", "9988"), ("vat", ""))}


def _corrected(said: dict[str, Any]) -> Any:
    from credit.actions import Hand, correct

    return correct(BOOK, Hand("mara", TODAY, "m1"), Draft("customer", "C1", "", said))


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        ("customer", {"registrations": "GB5"}, '"GB5" is no official number. Write it like vat GB123'),
        ("customer", {"since": "long ago"}, "Customer since: write a day like 2024-06-12"),
        ("customer", {"terms": "OA 60 @moon"}, 'The payment terms cannot be read at "moon".'),
        ("order", {"amount": "much"}, '"much" is no amount of money.'),
        ("order", {"amount": "5 USD", "on": "now"}, "Taken on the day: write a day like"),
        ("receipt", {"amount": "5 USD", "on": "now"}, "Came in on: write a day like"),
    ],
)
async def test_what_cannot_be_read_is_said_and_everything_typed_stays(kind: str, said: dict[str, str], wrong: str) -> None:
    form, handed = form_of(kind, "" if kind == "customer" else "N1")
    async with shown(form) as pilot:
        await write(pilot, form, **said)
        assert (handed, told(form).startswith(wrong)) == ([], True)
        assert values(form) | said == values(form)


async def test_an_emptied_day_that_cannot_be_missing_is_said() -> None:
    form, handed = form_of("receipt", "R1")
    async with shown(form) as pilot:
        await write(pilot, form, on="")
        assert (handed, told(form).startswith("Came in on: write a day like")) == ([], True)


async def test_the_instalments_of_the_terms_stand_below_as_one_types() -> None:
    """The buyer's own terms, 30 days from the invoice of 12 June: 12 July. Typed terms take their place, and a due date both."""
    form, _handed = form_of("invoice", "N1")
    async with shown(form) as pilot:
        await pilot.press(*"1000", "space", *"USD")
        assert found(form) == ["1,000.00 USD  2024-07-12  OA 30 @invoice"]
        form.query_one("#terms", Input).value = "OA 60 @mo"
        await pilot.pause()
        assert 'cannot be read at "mo"' in found(form)[0]
        form.query_one("#terms", Input).value = "40% TT @invoice; rest OA 60 @BL"
        form.query_one("#shipped_on", Input).value = "2024-06-02"
        await pilot.pause()
        assert found(form) == ["400.00 USD  2024-06-12  TT @invoice", "600.00 USD  2024-08-01  OA 60 @BL"]
        form.query_one("#due_on", Input).value = "2024-07-15"
        await pilot.pause()
        assert found(form) == []


async def test_a_receipt_has_no_terms_to_show() -> None:
    form, _handed = form_of("receipt")
    async with shown(form) as pilot:
        await pilot.press(*"5", "space", *"USD")
        assert found(form) == []


async def test_an_order_of_a_stranger_asks_who_it_is() -> None:
    form, handed = form_of("order", "O9", NOBODY)
    async with shown(form) as pilot:
        assert titled(form)[1] == "The buyer is not in the book yet: it is entered with its order."
        assert list(values(form))[:3] == ["buyer-name", "buyer-country", "buyer-registrations"]
        await write(pilot, form, buyer__name="Nordic", buyer__country="se", amount="5 USD")
    buyer = Draft("customer", "C9", "", {"name": "Nordic", "country": "SE", "registrations": ()})
    assert handed == [EntryFacts((buyer, Draft("order", "C9", "O9", {"amount": Money.of("5", "USD"), "on": TODAY})), True)]
