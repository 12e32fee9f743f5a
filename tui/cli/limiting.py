"""Commands about limits: deciding one, and how a buyer would stand if."""

from datetime import date

from credit.actions import Cover, set_limit
from credit.limits.recommendation import stands_no_day
from credit.money import Money
from credit.problem import RefusedChange
from credit.what_if import Supposed, what_if
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import write_json, write_text
from tui.cli.verbs import told
from tui.plain import facts_text
from tui.views.snapshot import looked_at
from tui.views.supposing import what_if_lines, what_if_record
from wording import figures
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["limit", "what_if_of"]


def limit(opened: Opening) -> Exit:
    """Decide a buyer's limit."""
    a = opened.arguments
    insured, group = (_money(said, a.currency) if said is not None else None for said in (a.insured, a.group))
    cover = Cover(insured, a.insured_until, a.insured_percent)
    change, shown = opened.desk().do(set_limit, a.id, _money(a.amount, a.currency), a.reason, cover, group)
    entry = shown.assessed.of(a.id)
    never = stands_no_day(entry, shown.book)
    said = (_left(entry.exposure.headroom), reason_sentence(never) if never is not None else "")
    return told(opened, change, " ".join(filter(None, said)))


def _left(room: Money | None) -> str:
    """What a limit leaves, or by how much it is exceeded; empty where a rate is missing."""
    if room is None:
        return ""
    if room.minor < 0:
        return _("It is exceeded by {over}.").format(over=figures.money(-room))
    return _("{room} of room is left.").format(room=figures.money(room))


def what_if_of(opened: Opening) -> Exit:
    """How a buyer would stand; nothing is recorded."""
    a = opened.arguments
    pay, pay_on = (_money(a.pay[0], a.pay[1]), _day(a.pay[2])) if a.pay else (None, None)
    supposed = Supposed(pay, pay_on, a.extend, _money(*a.limit) if a.limit else None)
    shown = opened.desk().glance()
    found = what_if(shown.assessed, a.id, supposed)
    if a.json:
        write_json({**looked_at(shown), **what_if_record(a.id, found)})
    else:
        write_text(facts_text(what_if_lines(found)))
    return Exit.DONE


def _money(amount: str, currency: str) -> Money:
    return Money.of(amount.replace(",", ""), currency.upper())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise RefusedChange(reason="supposed_day", given=text) from None
