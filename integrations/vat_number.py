"""VAT numbers: whose register a number belongs to, and whether its check digits agree.

A mistyped number that a register calls invalid says nothing about the buyer, so it is found before anybody is asked. The rules
of the member states are python-stdnum's; it is loaded when the first number is looked at.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["MEMBERS", "VatNumber", "VatTrouble", "vat_number"]

MEMBERS = frozenset((
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "PL", "PT", "RO", "SE", "SI", "SK", "XI",
))  # fmt: skip
"""Registers VIES asks, by their own prefix: Greece is EL, and XI is what is left of the United Kingdom, Northern Ireland."""
BRITAIN = "GB"
_ALPHABET = re.compile(r"[A-Z0-9+*]{2,13}")
_BRITISH = re.compile(r"\d{9}|\d{12}|GD\d{3}|HA\d{3}")
_PREFIX_OF = {"GR": "EL"}


class VatTrouble(StrEnum):
    """Why a number cannot be asked about."""

    NO_REGISTER = "vat_no_register"
    """Neither the number nor the buyer's country says whose register it is in, or it is none we can ask."""
    MISTYPED = "vat_mistyped"
    """Its check digits do not agree, or it is no number of that register."""


@dataclass(frozen=True, slots=True)
class VatNumber:
    """One number in one register."""

    register: str
    """Prefix of its register, such as DE, EL, GB."""
    number: str
    """Without the prefix."""


def vat_number(text: str, country: str = "") -> VatNumber | VatTrouble:
    """The number a person wrote down, with or without prefix; `country` (ISO 3166-1) is the buyer's.

    The buyer's own register is tried first: a French number may begin with letters that are another country's prefix.
    """
    bare = re.sub(r"[\s.\-/]", "", text).upper()
    own = _PREFIX_OF.get(country, country)
    said = _PREFIX_OF.get(bare[:2], bare[:2])
    tried = [
        VatNumber(register, bare[2:] if said == register else bare)
        for register in dict.fromkeys((own, said))
        if register in MEMBERS or register == BRITAIN
    ]
    if not tried:
        return VatTrouble.NO_REGISTER
    right = (number for each in tried if (number := _whole(each)))
    return next((VatNumber(*each) for each in right), VatTrouble.MISTYPED)


def _whole(vat: VatNumber) -> tuple[str, str] | None:
    """The register and the number in full, zeros in front included; nothing where the register's own rule refuses it."""
    from stdnum.eu import vat as european
    from stdnum.exceptions import ValidationError
    from stdnum.gb import vat as british

    if not _ALPHABET.fullmatch(vat.number) or (vat.register == BRITAIN and not _BRITISH.fullmatch(vat.number)):
        return None
    try:
        if vat.register == BRITAIN:
            return vat.register, british.validate(vat.number)
        return vat.register, european.validate(vat.register + vat.number)[2:]
    except ValidationError:
        return None
