"""Rows about the buyer itself: who it is, what it paid, and what stands behind its debt."""

from collections.abc import Sequence

from credit.customer import Customer
from credit.intake import NUMBER, Entry
from credit.receipt import Receipt
from credit.security import Security, SecurityForm
from integrations.ledgers.columns import Columns
from integrations.ledgers.faults import BadCell
from integrations.ledgers.fields import REGISTRATIONS
from integrations.ledgers.numbering import Numbering, fingerprint

__all__ = ["customer_entry", "receipt_entry", "security_entry"]


def customer_entry(columns: Columns, cells: Sequence[str]) -> Entry:
    """A buyer, learnt on the day the business with it began; raises `BadCell`."""
    since = columns.day("since", cells)
    learnt_on, dated = columns.learnt(cells, since or columns.given.on)
    currency = columns.currency(cells)
    customer = Customer(
        columns.need("id", cells),
        columns.need("name", cells),
        learnt_on,
        name_local=columns.text("name_local", cells),
        country=_country(columns, cells),
        registrations=tuple((kind, number) for kind in REGISTRATIONS if (number := columns.text(kind, cells))),
        industry=columns.text("industry", cells),
        since=since,
        currency=currency if columns.text("currency", cells) else "",
        terms=columns.text("terms", cells),
        limit=columns.money_or_none("limit", cells, currency),
        insured_limit=columns.money_or_none("insured_limit", cells, currency),
        tags=columns.several("tags", cells),
        email=columns.text("email", cells),
        parent=columns.text("parent", cells),
        group_limit=columns.money_or_none("group_limit", cells, currency),
        limit_on=columns.day("limit_on", cells),
        insurer=columns.text("insurer", cells),
        law=columns.text("law", cells),
        insured_until=columns.day("insured_until", cells),
        insured_percent=_whole_percent(columns, cells),
        interest_percent=columns.percent("interest_percent", cells),
        owner=columns.text("owner", cells),
    )
    unsaid = (f"{NUMBER}{kind}" for kind in REGISTRATIONS if kind not in columns.places)
    return Entry((customer,), (), dated, (*columns.silent, *unsaid))


def receipt_entry(columns: Columns, cells: Sequence[str], numbering: Numbering) -> Entry:
    """Money that came in, learnt the day it did; raises `BadCell`."""
    customer = columns.need("customer", cells)
    on = columns.need_day("on", cells)
    learnt_on, dated = columns.learnt(cells, on)
    made = columns.number(cells)
    id = numbering.unique(customer, made) if made else columns.need("id", cells)
    amount = columns.money("amount", cells, columns.currency(cells))
    order = columns.text("order", cells)
    receipt = Receipt(id, customer, amount, on, learnt_on, columns.several("invoices", cells), order)
    return Entry((receipt,), (), dated, columns.silent)


def security_entry(columns: Columns, cells: Sequence[str], numbering: Numbering) -> Entry:
    """What stands behind a buyer's debt, learnt on its first day; raises `BadCell`.

    Without a number of its own it has one of its form, its day and its text: its amount and its end may be corrected later.
    """
    customer = columns.need("customer", cells)
    on = columns.need_day("on", cells)
    learnt_on, dated = columns.learnt(cells, on)
    word, text = columns.need("form", cells).casefold().replace(" ", "_"), columns.text("text", cells)
    if word not in [*SecurityForm]:
        raise BadCell("unknown_security", columns.name("form"), columns.text("form", cells))
    id = columns.text("id", cells) or numbering.unique(customer, f"{word}:{on.isoformat()}:{fingerprint(text)}")
    amount = columns.above_zero("amount", cells, columns.currency(cells))
    until, who = columns.day_from("until", cells, on), columns.text("who", cells)
    ship_by = columns.day_from("ship_by", cells, on)
    made = Security(id, customer, on, learnt_on, SecurityForm(word), amount, until, text, who, ship_by)
    return Entry((made,), (), dated, columns.silent)


def _whole_percent(columns: Columns, cells: Sequence[str]) -> int | None:
    """The insurer's share, a whole number of at most a hundred; raises `BadCell`."""
    share = columns.percent("insured_percent", cells)
    if share is not None and (share > 100 or share != int(share)):
        raise BadCell("bad_percent", columns.name("insured_percent"), columns.text("insured_percent", cells))
    return None if share is None else int(share)


def _country(columns: Columns, cells: Sequence[str]) -> str:
    country = columns.text("country", cells).upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadCell("bad_country", columns.name("country"), country)
    return country
