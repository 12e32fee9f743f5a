"""Facts are entered at their key: what is on disk, what the order check says first, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from credit.actions import Draft, correct, enter_all, log_contact
from credit.activity import Channel
from credit.book import Book
from credit.invoice import Invoice
from credit.money import Money
from storage.store import open_store
from tests.credit.little_book import TODAY
from tests.tui.desks import desk, drawn, in_front, open_desk, opened, said, typed
from tui.desk import Desk
from tui.dialogs.ask import Form
from tui.dialogs.entering import ChoiceDialog, EntryDialog

BUYERS = """
buyer    C1  name=Alder  terms=OA30  country=GB
invoice  C1  I1   -45  1000USD
"""


async def chosen(pilot: object, kind: str, number: str, buyer: str = "C1") -> None:
    await typed(pilot, "a")  # type: ignore[arg-type]
    app = pilot.app  # type: ignore[attr-defined]
    for id, value in (("kind", kind), ("buyer", buyer), ("number", number)):
        app.screen.query_one(f"#{id}", Input).value = value
    await typed(pilot, "enter")  # type: ignore[arg-type]


def fill(app: object, **said: str) -> None:
    for name, value in said.items():
        app.screen.query_one(f"#{name.replace('__', '-')}", Input).value = value  # type: ignore[attr-defined]


async def test_an_invoice_on_terms_stands_in_the_file_in_its_instalments_and_is_undone(tmp_path: Path) -> None:
    """40 % of 1,000 at the invoice of 12 June, the rest 30 days later."""
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        async with opened(desk(BUYERS, store=store)) as (app, pilot):
            await chosen(pilot, "i", "N1")
            fill(app, amount="1,000 USD", terms="40% TT @invoice; rest OA 30")
            await typed(pilot, "enter")
            assert not in_front(app, Form)
    with open_store(place, create=False) as again:
        invoices = {invoice.id: invoice for invoice in again.load()[0].accounts["C1"].invoices}
    told = {id: (invoices[id].amount, invoices[id].due_on.isoformat()) for id in ("N1/1", "N1/2")}
    assert told == {"N1/1": (Money.of("400", "USD"), "2024-06-12"), "N1/2": (Money.of("600", "USD"), "2024-07-12")}


async def test_a_correction_is_undone_and_done_again() -> None:
    async with opened(desk(BUYERS)) as (app, pilot):

        def amount() -> Money:
            (invoice,) = open_desk(app).book.account("C1").invoices
            assert isinstance(invoice, Invoice)
            return invoice.amount

        await chosen(pilot, "i", "I1")
        fill(app, amount="900 USD")
        await typed(pilot, "enter")
        amounts = [amount()]
        await typed(pilot, "u")
        amounts.append(amount())
        await typed(pilot, "ctrl+r")
        assert [*amounts, amount()] == [Money.of(each, "USD") for each in (900, 1000, 900)]


async def test_an_order_is_checked_first_and_written_at_the_second_enter() -> None:
    """Alder is 45 days late and has no limit. It is written all the same where a person says so twice."""
    async with opened(desk(BUYERS), (80, 40)) as (app, pilot):
        await chosen(pilot, "o", "O1")
        fill(app, amount="5000 USD")
        await typed(pilot, "enter")
        assert in_front(app, EntryDialog)
        assert any("Verdict: Go with conditions" in line for line in drawn(app))
        assert any("nothing written yet" in line for line in drawn(app))
        assert open_desk(app).book.account("C1").orders == ()
        fill(app, amount="6000 USD")
        await typed(pilot, "enter")
        assert open_desk(app).book.account("C1").orders == (), "another amount is checked anew"
        await typed(pilot, "enter")
        (order,) = open_desk(app).book.account("C1").orders
        assert (order.id, order.amount, order.on) == ("O1", Money.of("6000", "USD"), TODAY)
        await typed(pilot, "u")
        assert open_desk(app).book.account("C1").orders == ()


async def test_an_order_of_a_stranger_is_checked_and_enters_both_as_one_step() -> None:
    async with opened(desk(BUYERS), (80, 40)) as (app, pilot):
        await chosen(pilot, "o", "O1", buyer="C9")
        fill(app, buyer__name="Nordic", buyer__country="SE", buyer__registrations="company_number 556677", amount="5000 USD")
        await typed(pilot, "enter")
        assert any("Verdict: Go with conditions" in line for line in drawn(app)), "no record: a deposit or a letter of credit"
        await typed(pilot, "enter")
        account = open_desk(app).book.account("C9")
        assert (account.customer.name, account.customer.country, [order.id for order in account.orders]) == (
            "Nordic",
            "SE",
            ["O1"],
        )
        assert said(app) == "Nordic: entered by hand: on disk."
        await typed(pilot, "u")
        assert "C9" not in app.shown.assessed.by_id


async def test_in_an_empty_book_the_first_buyer_is_entered() -> None:
    store = open_store(":memory:", create=True)
    async with opened(Desk(Book(), store, (), TODAY, "mara")) as (app, pilot):
        await chosen(pilot, "b", "", buyer="C1")
        fill(app, name="Alder", country="GB")
        await typed(pilot, "enter")
        assert open_desk(app).book.account("C1").customer.name == "Alder"
        assert any("Alder" in line for line in drawn(app))


@pytest.mark.parametrize(
    ("kind", "number", "fields", "told"),
    [
        ("i", "N1", {"amount": "0 USD"}, "amount"),
        ("i", "N1", {"amount": "5 USD", "due_on": "2024-06-01"}, "2024-06-01"),
        ("r", "", {"amount": "5 USD", "invoices": "X9"}, "C1 has no invoice X9."),
        ("o", "O1", {"on": "2024-06-01"}, "The amount of the order is missing."),
        ("o", "O1", {"amount": "-5 USD"}, "An order needs an amount above zero."),
        ("b", "", {"parent": "C1"}, "C1"),
    ],
)
async def test_what_the_trade_refuses_is_one_sentence_and_loses_nothing(
    kind: str, number: str, fields: dict[str, str], told: str
) -> None:
    async with opened(desk(BUYERS)) as (app, pilot):
        before = open_desk(app).book
        await chosen(pilot, kind, number)
        fill(app, **fields)
        await typed(pilot, "enter")
        assert in_front(app, EntryDialog)
        assert told in str(app.screen.query_one("#fault", Static).render())
        assert {id: app.screen.query_one(f"#{id}", Input).value for id in fields} == fields
        assert open_desk(app).book is before


async def test_an_invoice_of_a_stranger_is_refused_before_its_form() -> None:
    async with opened(desk(BUYERS)) as (app, pilot):
        await chosen(pilot, "i", "N1", buyer="C9")
        assert in_front(app, ChoiceDialog)
        assert "No buyer C9 is in the book" in str(app.screen.query_one("#fault", Static).render())


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_longest_form_can_be_filled_in_at_any_size(size: tuple[int, int]) -> None:
    """Where it is longer than the screen, it follows the entry that is typed into, and what is wrong is seen."""
    async with opened(desk(BUYERS), size) as (app, pilot):
        await chosen(pilot, "b", "", buyer="C9")
        await typed(pilot, *["tab"] * 13, *"mara")
        form = app.screen
        last = form.query_one("#owner", Input)
        assert (form.focused, last.value) == (last, "mara")
        assert any(line.startswith(" Who speaks to it") and "mara" in line for line in drawn(app))
        fill(app, since="x")
        await typed(pilot, "enter")
        assert any("Customer since: write a day like" in line for line in drawn(app))


async def test_a_form_does_not_grow_and_shrink_while_terms_are_typed() -> None:
    """It would be painted whole at each key; what is wrong with the terms takes as much room as their instalments."""
    async with opened(desk(BUYERS)) as (app, pilot):
        await chosen(pilot, "i", "N1")
        fill(app, amount="1000 USD")
        heights = set()
        for terms in ("", "O", "OA 60 @mo", "30% TT @order; rest OA 60"):
            fill(app, terms=terms)
            await typed(pilot)
            heights.add(app.screen.query_one("#found").parent.region.height)  # type: ignore[union-attr]
        assert len(heights) == 1


def corrected(app: object, **said: object) -> None:
    """Another desk corrects I1 meanwhile, and this one hears of it."""
    _change, news = open_desk(app).do(correct, Draft("invoice", "C1", "I1", said))  # type: ignore[arg-type]
    app.overtaken(news)  # type: ignore[attr-defined]


async def test_what_another_desk_did_to_the_record_stands_in_the_form_and_is_not_written_over() -> None:
    """It sets the amount to 900; here only the bill of lading is typed, so the 900 stand."""
    async with opened(desk(BUYERS)) as (app, pilot):
        await chosen(pilot, "i", "I1")
        fill(app, shipped_on="2024-04-01")
        await pilot.pause()
        corrected(app, amount=Money.of(900, "USD"))
        await pilot.pause()
        told = str(app.screen.query_one("#fault", Static).content)
        assert told == (
            "Another desk changed this meanwhile. Amount and currency: 900.00 USD. What you typed stands; enter writes it."
        )
        assert app.screen.query_one("#amount", Input).value == "900.00 USD"
        await typed(pilot, "enter")
        (invoice,) = open_desk(app).book.account("C1").invoices
        assert isinstance(invoice, Invoice)
        assert (invoice.amount, invoice.shipped_on) == (Money.of(900, "USD"), date(2024, 4, 1))


async def test_the_same_field_is_written_only_once_the_others_value_was_said() -> None:
    async with opened(desk(BUYERS)) as (app, pilot):
        await chosen(pilot, "i", "I1")
        fill(app, amount="700 USD")
        await pilot.pause()
        corrected(app, amount=Money.of(900, "USD"))
        await pilot.pause()
        assert "Amount and currency: 900.00 USD" in str(app.screen.query_one("#fault", Static).content)
        assert app.screen.query_one("#amount", Input).value == "700 USD"
        await typed(pilot, "enter")
        (invoice,) = open_desk(app).book.account("C1").invoices
        assert invoice.amount == Money.of(700, "USD")


async def test_a_number_another_desk_enters_meanwhile_is_told_in_the_empty_form() -> None:
    async with opened(desk(BUYERS)) as (app, pilot):
        await chosen(pilot, "i", "N1")
        said = {"amount": Money.of(5, "USD"), "issued_on": TODAY, "due_on": TODAY}
        _change, news = open_desk(app).do(enter_all, (Draft("invoice", "C1", "N1", said),))
        app.overtaken(news)
        await pilot.pause()
        assert "Another desk entered this number meanwhile" in str(app.screen.query_one("#fault", Static).content)


async def test_what_is_done_to_something_else_of_the_buyer_disturbs_no_form() -> None:
    async with opened(desk(BUYERS)) as (app, pilot):
        await chosen(pilot, "i", "I1")
        _change, news = open_desk(app).do(log_contact, "C1", Channel.CALL)
        app.overtaken(news)
        await pilot.pause()
        assert str(app.screen.query_one("#fault", Static).content) == ""


async def test_of_two_desks_the_slower_reads_what_the_quicker_wrote_before_it_writes(tmp_path: Path) -> None:
    """The other's correction is not heard of yet: enter is refused once, and tells it."""
    place = tmp_path / "book.json"
    with open_store(place, create=True) as store:
        at = desk(BUYERS, store=store)
        async with opened(at) as (app, pilot):
            await chosen(pilot, "i", "I1")
            fill(app, amount="700 USD")
            with open_store(place, create=False) as theirs:
                Desk(theirs.load()[0], theirs, (), TODAY, "lin").do(
                    correct, Draft("invoice", "C1", "I1", {"shipped_on": date(2024, 4, 1)})
                )
                await typed(pilot, "enter")
            if in_front(app, EntryDialog):
                assert "Bill of lading of: 2024-04-01" in str(app.screen.query_one("#fault", Static).content)
                await typed(pilot, "enter")
            (invoice,) = open_desk(app).book.account("C1").invoices
            assert isinstance(invoice, Invoice)
            assert (invoice.amount, invoice.shipped_on) == (Money.of(700, "USD"), date(2024, 4, 1))
