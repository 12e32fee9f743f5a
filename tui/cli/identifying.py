"""The command that finds out who a buyer is in a register, and whether a notice is about it.

The number decides where it can, a person everywhere else. Nobody is asked to decide on a notice: the book holds it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from credit.account import Account
from credit.actions import identify as identify_action
from credit.actions import say_whose
from credit.change import Change
from credit.customer import Customer
from credit.identity import Candidate, Likeness, Ranked, ranked
from credit.problem import RefusedChange
from credit.report import RiskEvent
from integrations.provider import Identifies, IdentityQuery
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.desk import Desk
from tui.plain import facts_text
from tui.views.report_record import event_record
from wording import figures
from wording.identity_terms import decided as decided_word
from wording.identity_terms import likeness, waiting, whose
from wording.provider_trouble import failure
from wording.words import _

__all__ = ["identify"]


def identify(opened: Opening) -> Exit:
    """List candidates, the surest first; write down the number of one with the buyer's own number, or of one a person names."""
    a = opened.arguments
    desk = opened.desk(ask=True)
    account = desk.glance().assessed.of(a.id).account
    if (named := a.accept or a.refuse) in {notice.id for notice in account.notices}:
        return _whose(desk, a, named)
    registers = [each for each in desk.providers if isinstance(each, Identifies) and a.provider in ("", each.info.name)]
    if not registers and account.possible and not named:
        _tell(a, account, [], [])
        return Exit.DONE
    if not registers:
        narrate(_("No provider that can be searched by name is configured; docs/providers.md names the kinds."))
        return Exit.USAGE
    found, failed = _asked(registers, account.customer)
    rows = ranked(account.customer, found, account.identifications)
    decided = _decided(desk, a, rows)
    _tell(a, account, rows, decided)
    return Exit.PROVIDER if failed and not found else Exit.DONE


def _whose(desk: Desk, a: Any, notice: str) -> Exit:
    """Write down whose a notice is; nobody is asked."""
    change = desk.do(say_whose, a.id, notice, ours=bool(a.accept))[0]
    if a.json:
        write_json({"candidates": [], "possible": [], "decided": [{"id": change.put[0].id, "same": bool(a.accept)}]})
    else:
        write_text(facts_text([(figures.safe(notice), whose(ours=bool(a.accept)), "")]))
    return Exit.DONE


def _tell(a: Any, account: Account, rows: Sequence[Ranked], decided: Sequence[Change]) -> None:
    """Candidates, what was decided, and the notices that wait for a decision."""
    if not a.json:
        write_text(_text(rows, decided, account.possible))
        return
    told = {"candidates": [_record(row) for row in rows], "decided": [_decision(change) for change in decided]}
    write_json({**told, "possible": [event_record(notice) for notice in account.possible]})


def _asked(registers: Iterable[Identifies], customer: Customer) -> tuple[list[Candidate], bool]:
    """Every candidate of every register; one that fails is a sentence."""
    found: list[Candidate] = []
    failed = False
    for register in registers:
        answer = register.identify(IdentityQuery.of(customer))
        found += answer.candidates
        if answer.ending != "ok":
            failed = True
            narrate(
                failure({"provider": answer.provider, "ending": answer.ending, "reason": answer.reason, "secret": answer.secret})
            )
    return found, failed


def _decided(desk: Desk, a: Any, rows: Sequence[Ranked]) -> list[Change]:
    """What was decided: by the person who names a number, else by numbers both sides write that the book does not hold yet."""
    named = a.accept or a.refuse
    if named:
        row = next((row for row in rows if row.candidate.number.casefold() == "".join(named.split()).casefold()), None)
        if row is None:
            raise RefusedChange(reason="unknown_candidate", number=named, id=a.id)
        return [_do(desk, a.id, row.candidate, same=bool(a.accept), reason=a.reason)]
    if a.dry_run:
        return []
    customer = desk.book.account(a.id).customer
    sure = [row.candidate for row in rows if row.likeness is Likeness.SAME_NUMBER]
    new = {candidate.kind: candidate for candidate in reversed(sure) if not customer.registration(candidate.kind)}
    return [_do(desk, a.id, candidate, same=True, reason="") for candidate in new.values()]


def _do(desk: Desk, id: str, candidate: Candidate, *, same: bool, reason: str) -> Change:
    return desk.do(identify_action, id, candidate, same=same, reason=reason)[0]


def _record(row: Ranked) -> dict[str, Any]:
    one = row.candidate
    return {
        "provider": one.provider,
        "kind": one.kind,
        "number": one.number,
        "name": one.name,
        "country": one.country or None,
        "status": one.status or None,
        "place": one.place or None,
        "likeness": row.likeness,
        "name_percent": row.percent,
    }


def _decision(change: Change) -> dict[str, Any]:
    decision = change.put[0]
    return {"id": decision.id, "same": getattr(decision, "same", None)}


def _text(rows: Sequence[Ranked], decided: Sequence[Change], possible: Sequence[RiskEvent]) -> str:
    lines = [
        (f"{row.candidate.provider} {row.candidate.number}", f"{likeness(row.likeness)}  {_who(row.candidate)}", "")
        for row in rows
    ]
    lines += [(str(change.put[0].id), decided_word(same=bool(getattr(change.put[0], "same", False))), "") for change in decided]
    lines += [(figures.safe(notice.id), waiting(notice), "") for notice in possible]
    return facts_text(lines) or _("No candidate was found.") + "\n"


def _who(candidate: Candidate) -> str:
    parts = (candidate.name, candidate.country, candidate.status, candidate.place)
    return figures.safe(", ".join(part for part in parts if part))
