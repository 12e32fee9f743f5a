"""A buyer as the exporter knows it: names, registrations, terms, limits.

A fact has two dates: the day it happened and the day it was learnt. A later version of the same fact does not erase
the earlier one; it stands from the day it was learnt.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from credit.money import Money

__all__ = ["REGISTERS", "Customer"]

REGISTERS = ("company_number", "vat", "lei", "duns", "tax_id", "cik", "connect_id", "coface_id")
"""Kinds of official numbers a buyer may have, as the columns of a file of buyers name them."""


@dataclass(frozen=True, slots=True)
class Customer:
    """One buyer as known from `learnt_on`."""

    kind: ClassVar[str] = "customer"

    id: str
    name: str
    learnt_on: date
    name_local: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2; empty where nobody wrote it down."""
    registrations: tuple[tuple[str, str], ...] = ()
    """Pairs of kind and number, such as (`company_number`, `99000001`); numbers are text and keep their zeros."""
    industry: str = ""
    since: date | None = None
    currency: str = ""
    """Currency the buyer is invoiced in; empty where it varies or is not known."""
    terms: str = ""
    limit: Money | None = None
    """Credit limit, own risk and insured together; `None`: none was ever set, which is not a limit of zero."""
    insured_limit: Money | None = None
    tags: tuple[str, ...] = ()
    email: str = ""
    parent: str = ""
    """Number of the buyer it belongs to; empty where it stands alone or nobody knows."""
    group_limit: Money | None = None
    """Limit of this buyer and every buyer below it together; `None`: none was set here."""
    limit_on: date | None = None
    """Day the limit was decided; `None`: not written down, and then nobody can tell when it expires."""
    law: str = ""
    """Law that governs the contract: a country, or `CISG`; empty where nobody wrote it down."""
    interest_percent: Decimal | None = None
    """Yearly rate on late payment the contract itself agrees on."""
    owner: str = ""
    """Who speaks to a key account; empty for the others."""
    limit_reason: str = ""
    """Why the limit is what it is; empty where it came by file."""
    insurer: str = ""
    """Whose cover `insured_limit` is: a row of the policy's insurers; empty: the one the policy names."""
    insured_until: date | None = None
    """Last day of the insured limit: what leaves later is not covered; `None`: it lasts."""
    insured_percent: int | None = None
    """What the insurer pays of a loss of this buyer; `None`: the policy's share."""
    limit_by: str = ""
    """Who decided the limit at the desk; empty where it came by file."""

    @property
    def customer_id(self) -> str:
        """The account this fact belongs to."""
        return self.id

    def covered_percent(self, usual: int) -> int:
        """What the insurer pays of a loss: this buyer's own share, else the usual one."""
        return usual if self.insured_percent is None else self.insured_percent

    def registration(self, kind: str) -> str:
        """Number of this kind (`company_number`, `vat`, `lei`, `duns`), or empty."""
        return next((number for name, number in self.registrations if name == kind), "")
