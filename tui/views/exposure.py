"""What is at stake with a buyer, line by line, and who bears it: as a record for scripts and as lines of the page."""

from collections.abc import Iterator
from typing import Any

from credit.exposure import Exposure
from wording import figures
from wording.listing import listed
from wording.words import _

__all__ = ["bar", "exposure_lines", "exposure_record"]

Line = tuple[str, str, str]
CELLS = 20
"""Width of the bar."""


def exposure_record(owed: Exposure, known: Exposure) -> dict[str, Any]:
    """Every line of the exposure, who bears it, the room left, and the rates it was reckoned with.

    Where something has no rate, `in_part` tells the same of what is `known`.
    """
    return {**_amounts(owed), **({"in_part": _amounts(known)} if owed.no_rate else {}), **_rates(owed)}


def _amounts(owed: Exposure) -> dict[str, Any]:
    return {
        "total": owed.at_stake,
        "receivable": owed.receivable,
        "not_due": owed.not_due,
        "overdue": owed.overdue,
        "ordered": owed.ordered,
        "shipped": owed.shipped,
        "in_production": owed.in_production,
        "deposits": owed.deposits,
        "unapplied": owed.unapplied,
        "secured": owed.secured,
        "insured": owed.insured,
        "own_risk": owed.own_risk,
        "counted": owed.counted,
        "over": owed.over,
        "headroom": owed.headroom,
    }


def _rates(owed: Exposure) -> dict[str, Any]:
    return {
        "rate_on": owed.rate_on,
        "rates": [{"currency": code, "on": day} for code, day in owed.rates_on],
        "no_rate": list(owed.no_rate),
    }


def exposure_lines(owed: Exposure) -> Iterator[Line]:
    """What is open, ordered and in hand, then who bears it; lines with nothing in them are left out. In part without a rate."""
    yield _("Open"), _with_overdue(owed), "warning" if owed.overdue else ""
    if owed.ordered:
        yield _("Ordered"), _ordered(owed), ""
    if owed.deposits:
        yield _("Deposits"), figures.money(owed.deposits), ""
    if owed.no_rate:
        yield _("No rate"), ", ".join(owed.no_rate), "warning"
    if owed.own_risk is not None and (owed.secured or owed.insured):
        yield _("Borne by"), _borne(owed), ""
    if owed.rate_on is not None:
        yield _("Rates of"), figures.day(owed.rate_on), "muted"


def _with_overdue(owed: Exposure) -> str:
    if owed.receivable is None:
        return _("no rate of exchange for a part of it")
    words = _("{open}, overdue {overdue}")
    if owed.overdue is not None and owed.overdue.minor > owed.receivable.minor:
        words = _("{open} with unapplied money taken off; overdue {overdue} before that")
    told = words.format(open=figures.money(owed.receivable), overdue=figures.money(owed.overdue))
    return _("{amount} in part").format(amount=told) if owed.no_rate else told


def _ordered(owed: Exposure) -> str:
    told = figures.money(owed.ordered)
    return (
        _("{ordered}, of it shipped {shipped}").format(ordered=told, shipped=figures.money(owed.shipped))
        if owed.shipped
        else told
    )


def _borne(owed: Exposure) -> str:
    parts = [_("own risk {amount}").format(amount=figures.money(owed.own_risk))]
    if owed.insured:
        parts.append(_("insured {amount}").format(amount=figures.money(owed.insured)))
    if owed.secured:
        parts.append(_("secured {amount}").format(amount=figures.money(owed.secured)))
    return listed(parts) + "  " + bar(owed)


def bar(owed: Exposure) -> str:
    """Own risk `#`, insured `+` and secured `=` by their shares, in twenty cells; empty where nothing is at stake."""
    parts = (("#", owed.own_risk), ("+", owed.insured), ("=", owed.secured))
    known = [(sign, money.minor) for sign, money in parts if money is not None]
    whole = sum(minor for _sign, minor in known)
    if len(known) < len(parts) or whole <= 0:
        return ""
    drawn, told, text = 0, 0, ""
    for sign, minor in known:
        told += minor
        upto = round(told * CELLS / whole)
        text += sign * (upto - drawn)
        drawn = upto
    return text
