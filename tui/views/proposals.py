"""Decisions that wait for a second person: what each is, who made it, who may agree; and what became of those before."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from credit.account import Account
from credit.assessment import Assessment
from credit.assignment import same_person
from credit.change import Change
from credit.proposal import Decision, Proposal
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.listing import listed, named
from wording.words import _, plural

__all__ = [
    "proposal_lines",
    "proposal_records",
    "proposals_told",
    "proposed_in",
    "waiting_list",
    "waiting_records",
    "waiting_summary",
    "what_of",
]

Line = tuple[str, str, str]


def what_of(proposal: Proposal) -> str:
    """What is to be decided, with its amount and why."""
    money = figures.ABSENT if proposal.amount is None else figures.money(proposal.amount)
    if proposal.decision is Decision.LENIENCY:
        day = figures.ABSENT if proposal.until is None else figures.day(proposal.until)
        why = terms.leniency_reason(proposal.reason) if proposal.reason is not None else figures.ABSENT
        return _("time until {day}, up to {money}: {why}").format(day=day, money=money, why=why)
    if proposal.decision is Decision.LIMIT:
        return _("limit {money}: {why}").format(money=listed((money, *_beside(proposal))), why=figures.safe(proposal.text))
    told = _("write-off of {what}: {money}").format(what=listed(map(figures.safe, proposal.invoices)), money=money)
    return _("{what} ({why})").format(what=told, why=figures.safe(proposal.text)) if proposal.text else told


def _beside(proposal: Proposal) -> Iterator[str]:
    """What is decided beside a limit."""
    if proposal.insured is not None:
        yield _("insured {money}").format(money=figures.money(proposal.insured))
    if proposal.group is not None:
        yield _("of the group {money}").format(money=figures.money(proposal.group))


def _waits(proposal: Proposal, me: str) -> str:
    """One that waits: what, by whom, and for whom it waits until when."""
    facts = {
        "what": what_of(proposal),
        "name": figures.safe(proposal.who),
        "since": figures.day(proposal.on),
        "day": figures.day(proposal.lapses_on),
    }
    if me and same_person(me, proposal.who):
        return _("{what}; you proposed it on {since}, somebody else has to agree before {day}").format(**facts)
    return _("{what}; proposed by {name} on {since}, anybody but {name} may agree before {day}").format(**facts)


def proposal_lines(entry: Assessment, me: str) -> tuple[Line, ...]:
    """What waits for a second person with a buyer, and how to say a word on it; nothing where nothing does."""
    if not entry.proposals:
        return ()
    told = [(_("Waits"), _waits(each, me), "warning") for each in entry.proposals]
    how = _("agree or refuse: W, or dunnage approve {id}").format(id=figures.safe(entry.id))
    return (*told, ("-", how, "muted"))


def waiting_list(shown: Snapshot) -> tuple[Line, ...]:
    """Everything of the book that waits for a second person, buyer by buyer."""
    return tuple(
        (figures.safe(entry.id), named(figures.safe(entry.account.customer.name), _waits(each, shown.me)), "")
        for entry in _with_any(shown)
        for each in entry.proposals
    )


def waiting_summary(shown: Snapshot) -> tuple[Line, ...]:
    """How many decisions wait, and with which buyers; nothing where none does."""
    found = _with_any(shown)
    if not found:
        return ()
    n = sum(len(entry.proposals) for entry in found)
    told = plural("{n} decision waits for a second person: {ids}", "{n} decisions wait for a second person: {ids}", n)
    first = [figures.safe(entry.id) for entry in found[:NAMED]]
    return ((_("Waits"), told.format(n=n, ids=listed([*first, "..."] if len(found) > NAMED else first)), "warning"),)


NAMED = 5
"""Buyers that the summary names."""


def _with_any(shown: Snapshot) -> list[Assessment]:
    held = sorted(id for id, account in shown.book.accounts.items() if account.proposals)
    return [entry for id in held if (entry := shown.assessed.by_id.get(id)) is not None and entry.proposals]


def proposal_records(entry: Assessment) -> list[dict[str, Any]]:
    """What waits with a buyer, for scripts."""
    return [
        {"decision": each.decision, "amount": each.amount, "who": each.who, "on": each.on, "lapses_on": each.lapses_on}
        for each in entry.proposals
    ]


def waiting_records(shown: Snapshot) -> list[dict[str, Any]]:
    """What waits in the whole book, for scripts."""
    return [{"customer_id": entry.id, **record} for entry in _with_any(shown) for record in proposal_records(entry)]


def proposed_in(change: Change) -> tuple[Proposal, ...]:
    """What a change proposes."""
    return tuple(fact for fact in change.put if isinstance(fact, Proposal) and fact.closed_on is None)


def proposals_told(account: Account, on: date) -> Iterable[tuple[date, str]]:
    """Day and words of what was proposed, and of what became of it; who said which word stands in each."""
    for each in account.proposals:
        what, name = what_of(each), figures.safe(each.who)
        yield each.on, _("{name} proposed: {what}").format(name=name, what=what)
        if each.closed_on is None:
            if each.lapses_on <= on:
                yield each.lapses_on, _("nobody agreed in time to what {name} proposed: {what}").format(name=name, what=what)
        elif each.agreed:
            told = _("{other} agreed to what {name} proposed: {what}")
            yield each.closed_on, told.format(other=figures.safe(each.closed_by), name=name, what=what)
        else:
            told = _("{other} refused what {name} proposed ({why}): {what}")
            why = figures.safe(each.closed_why)
            yield each.closed_on, told.format(other=figures.safe(each.closed_by), name=name, what=what, why=why)
