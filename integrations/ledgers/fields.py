"""What the rows of a file can be, and the fields each kind of row has.

A mapping names these fields on the left; the rows are read by them. They are the words of the import reference.
"""

from collections.abc import Mapping
from enum import StrEnum

__all__ = ["DATES", "DOCUMENT_WORDS", "FIELDS", "OPTIONAL", "REGISTRATIONS", "REQUIRED", "Kind"]


class Kind(StrEnum):
    """What the rows of a file are, in the order in which files are taken in: an order's own row before what its invoices say."""

    CUSTOMERS = "customers"
    ORDERS = "orders"
    INVOICES = "invoices"
    LEDGER = "ledger"
    """Invoices with the day each was paid; an empty day is an open item."""
    BALANCES = "balances"
    """What each buyer owes by days past due, without any invoice."""
    RECEIPTS = "receipts"
    ACTIVITIES = "activities"
    SECURITIES = "securities"
    SHIPMENTS = "shipments"


_INVOICE = (
    "customer number amount currency issued_on due_on order ordered_on shipped_on document learnt_on "
    "terms sails_on accepted_on delivered_on arrived_on presented_on "
    "refund refund_currency quantity unit_amount discount_percent tax total debit credit"
)
FIELDS: Mapping[Kind, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        Kind.CUSTOMERS: "id name name_local country company_number vat lei duns tax_id cik connect_id coface_id industry since "
        "currency terms limit insured_limit tags email parent group_limit limit_on insurer law "
        "insured_until insured_percent interest_percent owner learnt_on",
        Kind.INVOICES: _INVOICE,
        Kind.LEDGER: f"{_INVOICE} paid_on",
        Kind.BALANCES: "customer currency total learnt_on",
        Kind.ORDERS: "id customer amount currency on shipped_on terms learnt_on",
        Kind.RECEIPTS: "id customer on amount currency invoices order learnt_on",
        Kind.ACTIVITIES: "customer on kind outcome amount currency promised_for invoices text reason until closed_on "
        "who person method arrived_on proof owner settle_by justified evidence withdrawn_on withdrawn_why learnt_on",
        Kind.SECURITIES: "id customer form amount currency on until ship_by text who learnt_on",
        Kind.SHIPMENTS: "id customer on amount currency papers invoices order eta released_on delivered_on text who learnt_on",
    }.items()
}
REQUIRED = {
    Kind.CUSTOMERS: "id name",
    Kind.INVOICES: "customer number amount issued_on",
    Kind.LEDGER: "customer number amount issued_on due_on paid_on",
    Kind.BALANCES: "customer",
    Kind.ORDERS: "id customer on amount",
    Kind.RECEIPTS: "id customer on amount",
    Kind.ACTIVITIES: "customer on kind",
    Kind.SECURITIES: "customer form amount on",
    Kind.SHIPMENTS: "id customer on amount papers",
}
_BUYER = (
    *("name_local", "country", "industry", "since", "currency", "terms", "limit", "insured_limit", "tags", "email"),
    *("parent", "group_limit", "limit_on", "insurer", "law", "insured_until", "insured_percent", "interest_percent", "owner"),
)
REGISTRATIONS = ("company_number", "vat", "lei", "duns", "tax_id", "cik", "connect_id", "coface_id")
"""Fields that are official numbers of a buyer."""
_SOLD = {
    "order_id": ("order",),
    "shipped_on": ("shipped_on",),
    "document": ("document",),
    "terms": ("terms",),
    "refund": ("refund",),
}
_LATER = {
    **{name: (name,) for name in ("arrived_on", "proof", "amount", "owner", "settle_by", "justified", "evidence")},
    **{name: (name,) for name in ("person", "method", "withdrawn_on", "withdrawn_why", "closed_on")},
    **dict.fromkeys(("withdrawn_by", "closed_by", "ended_by"), ()),  # no column tells who: whoever signed it here stays
    "ended_on": ("closed_on",),
}
"""What of an activity comes after it, or belongs to one kind of them."""
OPTIONAL: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.CUSTOMERS: {**{name: (name,) for name in _BUYER}, "registrations": REGISTRATIONS},
    Kind.INVOICES: _SOLD,
    Kind.LEDGER: _SOLD,
    Kind.BALANCES: {},
    Kind.ORDERS: {name: (name,) for name in ("shipped_on", "terms")},
    Kind.RECEIPTS: {"invoices": ("invoices",), "order_id": ("order",)},
    Kind.ACTIVITIES: _LATER,
    Kind.SECURITIES: {name: (name,) for name in ("until", "ship_by", "text", "who")},
    Kind.SHIPMENTS: {
        **{name: (name,) for name in ("invoices", "eta", "released_on", "delivered_on", "text", "who")},
        "order_id": ("order",),
    },
}
"""What the fact of a row may leave open (keys), and the fields that speak of it."""
DATES = (
    *("issued_on", "due_on", "ordered_on", "shipped_on", "paid_on", "on", "since", "limit_on"),
    *("sails_on", "accepted_on", "delivered_on", "arrived_on", "presented_on"),
    *("promised_for", "until", "closed_on", "settle_by", "withdrawn_on", "insured_until", "eta", "released_on", "learnt_on"),
    "ship_by",
)
"""Fields that are dates."""
DOCUMENT_WORDS = ("invoice", "claim", "credit")
"""What a document can count as: an ordinary invoice, something else that is owed as it stands, or owed back."""
