"""What stands behind a buyer's debt besides its word: guarantees, letters of credit, retained title, pledges."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from credit.money import Money

__all__ = ["Security", "SecurityForm"]


class SecurityForm(StrEnum):
    """What kind of security it is."""

    BANK_GUARANTEE = "bank_guarantee"
    STANDBY_LC = "standby_lc"
    CONFIRMED_LC = "confirmed_lc"
    LETTER_OF_CREDIT = "letter_of_credit"
    PARENT_GUARANTEE = "parent_guarantee"
    PLEDGE = "pledge"
    RETENTION_OF_TITLE = "retention_of_title"


@dataclass(frozen=True, slots=True)
class Security:
    """One security from one buyer."""

    kind: ClassVar[str] = "security"

    id: str
    customer_id: str
    on: date
    learnt_on: date
    form: SecurityForm
    amount: Money
    until: date | None = None
    """Last day on which it can be drawn; `None`: no end."""
    text: str = ""
    who: str = ""
    ship_by: date | None = None
    """Latest shipment date of a letter of credit; `None`: it names none."""

    def stands_on(self, day: date) -> bool:
        """Whether it can be drawn on `day`."""
        return self.on <= day and (self.until is None or day <= self.until)
