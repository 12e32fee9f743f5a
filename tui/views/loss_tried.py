"""How right the roll rates were last quarter, as a page and a script show it."""

from typing import Any

from credit.loss.tried import LossTrial, loss_trial
from tui.views.snapshot import Snapshot
from tui.views.table import Align, Column, Row, Table
from wording import figures, terms
from wording.loss_terms import BUCKETS, rolled_on
from wording.words import _

__all__ = ["tried_line", "tried_of", "tried_record", "tried_table"]

Record = dict[str, Any]


def tried_of(shown: Snapshot) -> LossTrial:
    """The matrix of a quarter ago, judged; worked out when a script or a person asks for the report."""
    return loss_trial(shown.assessed)


def tried_line(tried: LossTrial) -> str:
    """What the table tells, or that nothing can be told."""
    if not tried.told:
        return _("A quarter ago nothing was open that the roll rates could be tried on.")
    return _("What the roll rates told on {day}, and what came of it since:").format(day=figures.day(tried.on))


def tried_table(tried: LossTrial) -> Table:
    """A row a bucket of the matrix told then."""
    shape = (
        Column("bucket", _("Bucket"), 10),
        Column("of", _("Judged by"), 30, grows=True),
        Column("balance", _("Balance"), 16, Align.RIGHT),
        Column("told", _("Told"), 16, Align.RIGHT),
        Column("came", _("Came"), 16, Align.RIGHT),
    )
    rows = tuple(
        Row(name, (terms.bucket(name), rolled_on(name), *map(figures.money, (one.balance, one.told, one.came))))
        for name, one in zip(BUCKETS, tried.buckets, strict=True)
        if one
    )
    return Table(shape, rows, "")


def tried_record(tried: LossTrial) -> Record:
    """The same for scripts; a bucket nothing stood in that could be followed is `null`."""
    return {
        "on": tried.on,
        "buckets": {
            name: one and {"balance": one.balance, "told": one.told, "came": one.came}
            for name, one in zip(BUCKETS, tried.buckets, strict=True)
        },
    }
