"""What people of the desk decided about a buyer, each decision as a line of its timeline, signed by whoever took it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from credit.account import Account
from credit.customer import Customer
from credit.decision import Leniency
from tui.views.order_check import release_line
from tui.views.proposals import proposals_told
from tui.views.sharing import given
from wording import figures, terms
from wording.words import _

__all__ = ["decided", "signed"]

Line = tuple[date, str]
NOBODY = Customer("", "", date.min)
"""What stood before anything was said of the buyer."""


def signed(told: str, who: str) -> str:
    """What was decided, and by whom where that is known."""
    return _("{what}, signed {name}").format(what=told, name=figures.safe(who)) if who else told


def decided(account: Account, on: date) -> Iterator[Line]:
    """Day and words of every decision by `on`, in the order they were taken, kind by kind."""
    yield from proposals_told(account, on)
    for decision in account.overrides:
        told = _("class {what} until {day}: {why}")
        what, day = terms.debt_class(decision.debt_class), figures.day(decision.until)
        yield decision.on, signed(told.format(what=what, day=day, why=figures.safe(decision.reason)), decision.who)
    yield from _limited(account)
    yield from _lenient(account)
    yield from _left_alone(account)
    yield from _placed(account)
    yield from _shared(account)
    for release in account.releases:
        yield release.on, _("orders let pass: {what}").format(what=release_line(release))


def _limited(account: Account) -> Iterator[Line]:
    """Limits that were decided at the desk; one that came by file is nobody's decision here."""
    for before, buyer in pairwise((NOBODY, *account.customers)):
        decision = (buyer.limit, buyer.limit_on, buyer.limit_by)
        if buyer.limit_by and buyer.limit_on is not None and decision != (before.limit, before.limit_on, before.limit_by):
            told = _("limit {money}: {why}").format(money=figures.money(buyer.limit), why=figures.safe(buyer.limit_reason))
            yield buyer.limit_on, signed(told, buyer.limit_by)


def _lenient(account: Account) -> Iterator[Line]:
    """Time that was granted, looked at again, and ended: each version of it is of whoever did so."""
    for fact in account.versions:
        if not isinstance(fact, Leniency):
            continue
        if fact.ended_on is not None:
            yield fact.ended_on, signed(_("time for the buyer ended"), fact.who)
        elif fact.reviewed_on is not None:
            yield fact.reviewed_on, signed(_("time for the buyer looked at again"), fact.who)
        else:
            told = _("time until {day}, up to {money}: {why}").format(
                day=figures.day(fact.until), money=figures.money(fact.cap), why=terms.leniency_reason(fact.reason)
            )
            yield fact.on, signed(told, fact.who)


def _left_alone(account: Account) -> Iterator[Line]:
    for hold in account.holds:
        told = _("held until {day}: {why}").format(day=figures.day(hold.until), why=figures.safe(hold.reason))
        yield hold.on, signed(told, hold.who)
        if hold.ended_on is not None:
            ended = _("hold ended before its day, {day}").format(day=figures.day(hold.until))
            yield hold.ended_on, signed(ended, hold.ended_by)


def _placed(account: Account) -> Iterator[Line]:
    for pin in account.pins:
        told = _("put at the end of the queue: {why}") if pin.last else _("put at the head of the queue: {why}")
        yield pin.on, signed(told.format(why=figures.safe(pin.reason)), pin.who)
        if pin.ended_by:
            yield pin.learnt_on, signed(_("place in the queue taken off"), pin.ended_by)


def _shared(account: Account) -> Iterator[Line]:
    for held in account.assignments:
        yield held.on, _("given to {what}").format(what=given(held))
        if held.ended_on is not None:
            yield held.ended_on, signed(_("{name} has it no more").format(name=figures.safe(held.to)), held.ended_by)
