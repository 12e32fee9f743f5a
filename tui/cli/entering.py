"""The commands that enter a fact by hand and correct one: add, correct."""

from argparse import Namespace
from datetime import date
from typing import Any

from credit.actions import Draft, Hand, correct, enter
from credit.book import Book
from credit.change import Change
from credit.customer import REGISTERS
from credit.money import Money
from credit.orders.check import OrderCheck
from credit.problem import RefusedChange
from credit.terms import NO_TERMS, parse
from storage.faults import NoBook
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import write_json, write_text
from tui.cli.verbs import fact_record
from tui.desk import Desk
from tui.plain import facts_text
from tui.views.order_check import check_lines, check_record, checked
from wording import figures
from wording.words import _

__all__ = ["add", "correct_one"]

_FIELDS = (
    "name", "name_local", "country", "currency", "terms", "email", "industry", "since", "parent", "insurer", "law", "owner",
    "on", "shipped_on", "issued_on", "due_on", "order_id",
)  # fmt: skip
"""What is said as the fact itself has it."""
_LISTS = ("tags", "invoices")


def add(opened: Opening) -> Exit:
    """Enter a buyer, an order, an invoice or a receipt; an order is checked as it stood before it was entered."""
    draft = _draft(opened.arguments)
    desk = _desk_for(opened, draft)
    answer = None
    if draft.kind == "order" and draft.said["amount"].minor > 0:
        terms = parse(draft.said["terms"]) if draft.said.get("terms") else NO_TERMS
        answer = checked(desk.look(), draft.customer_id, draft.said["amount"], terms)
    change, shown = desk.do(enter, draft)
    record = {} if answer is None else {"check": check_record(draft.customer_id, answer, shown.on, False, {})}
    return _told(opened, change, record, answer)


def correct_one(opened: Opening) -> Exit:
    """Correct one of them."""
    change, _shown = opened.desk().do(correct, _draft(opened.arguments))
    return _told(opened, change, {}, None)


def _desk_for(opened: Opening, draft: Draft) -> Desk:
    """The desk on the book; the first buyer makes one where there is none, unless it is refused."""
    try:
        return opened.desk()
    except NoBook:
        if draft.kind != "customer":
            raise
    enter(Book(), Hand("", opened.arguments.as_of or date.today(), draft.customer_id), draft)  # noqa: DTZ011 - the user's own day
    return opened.desk(create=True)


def _draft(a: Namespace) -> Draft:
    """What was typed; a currency stands with its amount, but for a buyer, whose own it is."""
    given = vars(a)
    said: dict[str, Any] = {name: given[name] for name in _FIELDS if name in given}
    said |= {name: tuple(given[name]) for name in _LISTS if name in given}
    if "amount" in given:
        number, currency = (a.amount, said.pop("currency", "")) if isinstance(a.amount, str) else a.amount
        said["amount"] = Money.of(number.replace(",", ""), currency.upper())
    if "register" in given:
        for kind, _number in a.register:
            if kind not in REGISTERS:
                raise RefusedChange(reason="unknown_register", given=kind, known=REGISTERS)
        said["registrations"] = tuple((kind, number) for kind, number in a.register)
    return Draft(a.kind, a.id, given.get("number", ""), said)


def _told(opened: Opening, change: Change, more: dict[str, Any], answer: OrderCheck | None) -> Exit:
    """Say what was entered and, of an order, what the check says."""
    if opened.arguments.json:
        write_json({"recorded": [fact_record(fact) for fact in change.put], **more})
        return Exit.DONE
    lines = ", ".join(f"{figures.safe(fact.id)}" for fact in change.put)
    write_text(_("Entered: {facts}.").format(facts=lines) + "\n")
    if answer is not None:
        write_text(facts_text(check_lines(answer)))
    return Exit.DONE
