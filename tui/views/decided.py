"""What people of the desk decided about a buyer, each decision as a line of its timeline."""

from collections.abc import Iterator
from datetime import date

from credit.account import Account
from tui.views.order_check import release_line
from tui.views.sharing import given
from wording import figures, terms
from wording.words import _

__all__ = ["decided"]


def decided(account: Account) -> Iterator[tuple[date, str]]:
    """Day and words of every decision, in the order they were taken, kind by kind."""
    for decision in account.overrides:
        told = _("class {what} until {day}: {why}")
        what, day = terms.debt_class(decision.debt_class), figures.day(decision.until)
        yield decision.on, told.format(what=what, day=day, why=figures.safe(decision.reason))
    yield from _left_alone(account)
    yield from _shared(account)
    for release in account.releases:
        yield release.on, _("orders let pass: {what}").format(what=release_line(release))


def _left_alone(account: Account) -> Iterator[tuple[date, str]]:
    for hold in account.holds:
        yield hold.on, _("held until {day}: {why}").format(day=figures.day(hold.until), why=figures.safe(hold.reason))
        if hold.ended_on is not None:
            yield hold.ended_on, _("hold ended before its day, {day}").format(day=figures.day(hold.until))


def _shared(account: Account) -> Iterator[tuple[date, str]]:
    for held in account.assignments:
        yield held.on, _("given to {what}").format(what=given(held))
        if held.ended_on is not None:
            yield held.ended_on, _("{name} has it no more").format(name=figures.safe(held.to))
