"""What the list of the portfolio holds: buyers, their open invoices, or groups; `v` goes from one to the next and round."""

from enum import StrEnum

from tui.views.documents_list import MOST
from tui.views.groups import alone_line
from tui.views.snapshot import Snapshot
from tui.views.table import Table
from wording.words import _

__all__ = ["Listing", "listing_told"]


class Listing(StrEnum):
    """One of the lists, in the order of the key."""

    BUYERS = "buyers"
    DOCUMENTS = "documents"
    GROUPS = "groups"

    @property
    def following(self) -> "Listing":
        """The list the key goes to."""
        every = list(Listing)
        return every[(every.index(self) + 1) % len(every)]


def listing_told(listing: Listing, table: Table, shown: Snapshot) -> str:
    """What is said of a list as it is gone to."""
    if listing is Listing.BUYERS:
        return _("Every buyer.")
    if listing is Listing.GROUPS:
        return alone_line(shown)
    if len(table.rows) == MOST:
        return _("The {n} invoices longest past due; a filter leads to the others.").format(n=MOST)
    return _("Open invoices.")
