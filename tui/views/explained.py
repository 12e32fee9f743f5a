"""Where each figure comes from: its formula, what went into it today, the source of both, and the day.

One entry a figure, for the house and for one buyer. The screens show them behind `?`, scripts read them from `dunnage explain`.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from tui.views.explained_borne import explained_borne
from tui.views.explained_claims import explained_claims
from tui.views.explained_forecast import explained_forecast
from tui.views.explained_house import explained_house
from tui.views.explained_owed import explained_owed
from tui.views.explained_pay import explained_pay
from tui.views.explained_rating import explained_rating
from tui.views.explained_risk import explained_risk
from tui.views.explained_work import explained_work
from tui.views.explanation import Explained
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.formulas import FORMULAS, input_name
from wording.listing import listed
from wording.sentence import spoken
from wording.words import _

__all__ = ["Explained", "explained_buyer", "explained_house", "explained_lines", "explained_record", "explained_rows"]

Line = tuple[str, str, str]
NEXT = 10
"""Open invoices of which a screen explains class, limitation and forecast."""


def explained_buyer(shown: Snapshot, customer_id: str, *, every: bool = False) -> tuple[Explained, ...]:
    """Every figure of one buyer's page; raises `UnknownBuyer`.

    What is told invoice by invoice is told of the first, or of `every` one. The forecast, which is dear, is told of these too
    where the book was gone through for it already.
    """
    entry, most = shown.assessed.of(customer_id), None if every else NEXT
    foretold = explained_forecast(entry, shown, most) if every or "learnt" in vars(shown) else ()
    rooms = (
        explained_rating(entry, shown),
        explained_owed(entry, shown, most),
        explained_borne(entry, shown),
        explained_pay(entry, shown),
        explained_risk(entry, shown),
        explained_claims(entry, shown, most),
        explained_work(entry, shown),
        foretold,
    )
    return tuple(found for room in rooms for found in room)


def explained_lines(found: Iterable[Explained]) -> tuple[Line, ...]:
    """Title and value, formula, inputs, source and day of each figure."""
    lines: list[Line] = []
    for one in found:
        title, formula, cited = FORMULAS[one.figure.partition(":")[0]].spoken()
        lines.append((f"{title} {one.about}".strip(), _short(one.value), "heading"))
        lines.append((" =", formula, ""))
        lines += [(" -", _("{name}: {value}").format(name=input_name(n), value=_short(v)), "muted") for n, v in one.inputs]
        origin = terms.rule(terms.source(one.source))
        lines.append((" @", listed(part for part in (origin, figures.day(one.on), cited) if part), "muted"))
    return tuple(lines)


def _short(value: object) -> str:
    """A value as people read it: a figure with many digits behind its point to the first two."""
    if isinstance(value, tuple):
        return ", ".join(_short(part) for part in value)
    return spoken(round(value, 2) if isinstance(value, Decimal) and value != round(value, 4) else value)


def explained_record(found: Iterable[Explained], on: date) -> dict[str, Any]:
    """The same for scripts."""
    rows = explained_rows(found)
    return {"as_of": on, "explained": rows, "missing": sorted({str(row["figure"]) for row in rows if row["value"] is None})}


def explained_rows(found: Iterable[Explained]) -> list[dict[str, Any]]:
    """Each figure with its formula, inputs, source and day, as a plain record."""
    rows = []
    for one in found:
        title, formula, cited = FORMULAS[one.figure.partition(":")[0]].spoken()
        rows.append(
            {
                "figure": one.figure,
                "title": f"{title} {one.about}".strip(),
                "value": one.value,
                "formula": formula,
                "inputs": [{"name": name, "value": value} for name, value in one.inputs],
                "source": one.source,
                "cited": cited,
                "on": one.on,
            }
        )
    return rows
