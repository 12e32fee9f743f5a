"""The command that matches cash: what is set against nothing, what it could pay and why, and doing so."""

from collections.abc import Sequence
from typing import Any

from credit.actions import Match, match_several
from credit.cash.suggesting import Suggestion
from credit.money import Money
from credit.problem import RefusedChange
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.dialogs.reading import read_money
from tui.plain import facts_text
from tui.views.matching import deposit_lines, deposit_record, match_lines, suggested, suggestion_record, waiting
from tui.views.snapshot import looked_at
from wording import figures
from wording.words import _, plural

__all__ = ["match"]


def match(opened: Opening) -> Exit:
    """Suggest what money pays; with `--apply`, `--invoice` or `--to` set it against that."""
    a = opened.arguments
    if (a.invoice or a.to) and not a.receipt:
        narrate(_("Say which receipt pays them: dunnage match RECEIPT --invoice N."))
        return Exit.USAGE
    desk = opened.desk()
    found = _about(list(suggested(desk.look(), a.customer)), a.receipt)
    try:
        divided = [_divided(each, a.to) for each in found] if a.to else []
    except UnreadableShareError as wrong:
        narrate(str(wrong))
        return Exit.USAGE
    chosen = divided or (_chosen(found, a.invoice, every=not a.receipt) if a.apply or a.invoice else [])
    shown = desk.do(match_several, chosen)[1] if chosen else desk.look()
    left = [each for each in suggested(shown, a.customer) if a.receipt in ("", each.source)]
    held = () if a.receipt else tuple(waiting(shown, a.customer))
    if a.json:
        applied = [_record(each) for each in chosen]
        unapplied = [{"customer_id": e.customer_id, "receipt": e.source, "amount": e.free} for e in left]
        suggestions = [suggestion_record(each) for each in found]
        deposits = [deposit_record(each) for each in held]
        told = {"suggestions": suggestions, "applied": applied, "unapplied": unapplied, "deposits": deposits}
        write_json({**looked_at(shown), **told})
        return Exit.DONE
    if chosen:
        write_text(_told(chosen))
    write_text(facts_text([*match_lines(left), *deposit_lines(held)]) or _none(a.receipt))
    return Exit.DONE


def _none(receipt: str) -> str:
    """What is said where nothing is left."""
    told = _("All of {receipt} is set against invoices.").format(receipt=figures.safe(receipt)) if receipt else ""
    return (told or _("No money is set against nothing.")) + "\n"


def _about(found: Sequence[Suggestion], receipt: str) -> Sequence[Suggestion]:
    """The suggestions a person asked about; refused for a number that has nothing free, or that two buyers have."""
    if not receipt:
        return found
    named = [each for each in found if each.source == receipt]
    if len(named) > 1:
        raise RefusedChange(reason="which_buyer", number=receipt, ids=", ".join(each.customer_id for each in named))
    if not named:
        raise RefusedChange(reason="nothing_free", number=receipt)
    return named


def _chosen(found: Sequence[Suggestion], invoices: Sequence[str], *, every: bool) -> list[Match]:
    """What to do: what was named by hand, else what is suggested; of all of them only where there is no choice."""
    if invoices:
        return [Match(each.customer_id, each.source, tuple(invoices)) for each in found]
    return [
        Match(each.customer_id, each.source, tuple(part.invoice for part in each.parts))
        for each in found
        if each.parts and (each.certain or not every)
    ]


class UnreadableShareError(ValueError):
    """What was said behind `--to` cannot be read; its text is the sentence that says so."""


def _divided(found: Suggestion, said: Sequence[str]) -> Match:
    """The money divided as was said: `N=AMOUNT`, the amount in the currency of the money unless it names one."""
    shares: dict[str, Money] = {}
    for each in said:
        number, _sign, typed = each.rpartition("=")
        bare = typed.strip()[-1:].isdecimal()
        amount = read_money(f"{typed} {found.free.currency}" if bare else typed) if number and typed.strip() else ""
        if not isinstance(amount, Money) or number in shares:
            told = _('"{typed}" divides nothing. Write each invoice once, with what it receives: --to INV-1=400.00 INV-2=600.00.')
            raise UnreadableShareError(told.format(typed=figures.safe(each)))
        shares[number] = amount
    return Match(found.customer_id, found.source, tuple(shares), tuple(shares.values()))


def _record(match: Match) -> dict[str, Any]:
    amounts = {"amounts": list(match.amounts)} if match.amounts else {}
    return {"customer_id": match.customer_id, "receipt": match.source, "invoices": list(match.invoices), **amounts}


def _told(chosen: Sequence[Match]) -> str:
    """What was set against what, a line each."""
    head = plural("{n} amount set against invoices.", "{n} amounts set against invoices.", len(chosen)).format(n=len(chosen))
    lines = (f"{figures.safe(m.source)} > {', '.join(map(figures.safe, m.invoices))}" for m in chosen)
    return "\n".join((head, *lines)) + "\n"
