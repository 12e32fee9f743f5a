"""Words of the documents: the grounds of a bad-debt dossier, and what stands behind a debt."""

from collections.abc import Mapping

from wording.words import _, mark

__all__ = ["ground", "security_form"]

_GROUND: Mapping[str, str] = {
    "insolvent": mark("bankrupt, wound up or deregistered (Caishui [2009] No. 57, art. 4(1))"),
    "three_years": mark(
        "overdue for more than three years (Caishui [2009] No. 57, art. 4(3); SAT announcement 2011 No. 25, art. 23)"
    ),
    "small": mark("small and overdue for more than a year (SAT announcement 2011 No. 25, art. 24)"),
}
_SECURITY: Mapping[str, str] = {
    "bank_guarantee": mark("bank guarantee"),
    "standby_lc": mark("standby letter of credit"),
    "confirmed_lc": mark("confirmed letter of credit"),
    "letter_of_credit": mark("letter of credit"),
    "parent_guarantee": mark("parent company's guarantee"),
    "pledge": mark("pledge"),
    "retention_of_title": mark("retention of title"),
}


def ground(value: str) -> str:
    """On which ground a loss may be deducted, with where it stands."""
    return _(_GROUND[value])


def security_form(value: str) -> str:
    """What kind of security it is."""
    return _(_SECURITY[value])
