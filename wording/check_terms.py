"""How a search of a register is told: what was looked for, where, when, over which days, and why it may have missed something."""

from credit.check import Caveat, Check, Searched
from wording import figures
from wording.words import _, mark

__all__ = ["caveat", "check_line", "searched"]

_SEARCHED = {
    Searched.NOTICES: mark("published notices"),
    Searched.INSOLVENCY_NOTICES: mark("insolvency notices"),
    Searched.INSOLVENCY_CASES: mark("insolvency cases"),
    Searched.CHARGES: mark("charges"),
    Searched.SANCTIONS: mark("sanctions lists"),
    Searched.PARENTS: mark("parent companies"),
    Searched.MONITORED: mark("events of monitoring"),
}
_CAVEAT = {
    Caveat.PRIVATE_PETITIONS: mark(
        "petitions of 27 April 2020 to 31 March 2022 could stay private until the court had looked at them, and never be gazetted"
    ),
    Caveat.PAGES_LEFT: mark("there were more pages than are read"),
}


def searched(what: Searched) -> str:
    """What was looked for."""
    return _(_SEARCHED[what])


def caveat(why: Caveat) -> str:
    """Why a search may miss what happened."""
    return _(_CAVEAT[why])


def check_line(check: Check) -> str:
    """One search in a line; that nothing was found is never called clean."""
    what, provider = searched(check.searched), figures.safe(check.provider)
    if check.none_found:
        told = _("{provider}: {what} checked, none found").format(provider=provider, what=what)
    else:
        told = _("{provider}: {what} checked, {n} found").format(provider=provider, what=what, n=check.found)
    if check.possible:
        told = _("{what}, {n} that may be about somebody else").format(what=told, n=check.possible)
    if check.since is not None and check.until is not None:
        told = _("{what}, of {since} to {until}").format(
            what=told, since=figures.day(check.since), until=figures.day(check.until)
        )
    for why in check.caveats:
        told = _("{what}; {why}").format(what=told, why=caveat(why))
    return told
