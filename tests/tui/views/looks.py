"""Little books as the views see them."""

from credit.rates import NO_RATES, Rates
from tests.credit.little_book import TODAY, little_book
from tui.views.snapshot import Snapshot, snapshot

__all__ = ["SHOP", "look", "words"]

SHOP = """
buyer    C1                limit=5000USD insured=3000USD name=Alder
invoice  C1  I1   -45  1000USD   issued=-105
invoice  C1  I2   -20   500USD   issued=-80
order    C1  O9    -3   700USD
email    C1  M1   -30  replied
promise  C1  P1    -4   500USD   by=+2  for=I2
buyer    C2                limit=9000USD name=Birch
invoice  C2  J1   -40  3000USD
receipt  C2  R1   -10   400USD   for=J1
receipt  C2  R2    -9   150USD
event    C2  E1    -9  winding_up_petition
report   C2  B1   -20   bureau   as_of=-25
buyer    C3                name=Cedar
invoice  C3  K1   +10   700USD
buyer    C4                name=Date
invoice  C4  L1   -50   900USD
dispute  C4  D1    -8  quality   for=L1
buyer    C5                name=Elm
invoice  C5  N1   -30   800USD
hold     C5  H1    -1  talks     until=+5
"""
"""Alder has promised a part, Birch is petitioned and paid too much once, Cedar owes nothing yet, Date disputes, Elm is put
aside."""


def look(text: str = SHOP, rates: Rates = NO_RATES) -> Snapshot:
    """The book of a table on `TODAY`."""
    return snapshot(little_book(text, rates=rates), TODAY)


def words(lines: tuple[tuple[str, str, str], ...]) -> str:
    """Labels and values of a block, one line each."""
    return "\n".join(f"{label}|{value}" for label, value, _tone in lines)
