"""Commands by which several people share one desk: claim, unclaim, assign, hand-over."""

from collections.abc import Callable, Sequence

from credit.actions import Hand, assign, claim, hand_over, unclaim
from credit.assessment import Assessment
from credit.assignment import same_person
from credit.book import Book
from credit.change import Change, together
from credit.problem import RefusedChange
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.cli.verbs import fact_record, told
from tui.views.filtering import asked, holds
from tui.views.how_many import how_many, open_with
from tui.views.sharing import given
from tui.views.snapshot import looked_at
from wording import figures
from wording.listing import listed
from wording.words import _

__all__ = ["assign_buyers", "claim_buyers", "hand_over_buyers", "unclaim_buyers"]


def claim_buyers(opened: Opening) -> Exit:
    """Take buyers for oneself."""
    a = opened.arguments
    return _each(opened, a.id, lambda book, hand, buyer: claim(book, hand, buyer, a.until, a.reason, a.take_over))


def unclaim_buyers(opened: Opening) -> Exit:
    """Let buyers go."""
    return _each(opened, opened.arguments.id, unclaim)


def assign_buyers(opened: Opening) -> Exit:
    """Give buyers to somebody."""
    a = opened.arguments
    return _each(opened, a.id, lambda book, hand, buyer: assign(book, hand, buyer, a.to, a.until, a.reason, a.take_over))


def _each(opened: Opening, ids: Sequence[str], act: Callable[[Book, Hand, str], Change]) -> Exit:
    """The same with each of these buyers, all or none; what stands already is said."""
    change, shown = opened.desk().do(lambda book, hand: together([act(book, hand, id) for id in dict.fromkeys(ids)]))
    if not change and not opened.arguments.json:
        had = _("You have {ids} for as long already: nothing was recorded.")
        write_text(had.format(ids=listed(map(figures.safe, ids))) + "\n")
        return Exit.DONE
    one = shown.assessed.of(ids[0]).holder if len(ids) == 1 else None
    return told(opened, change, _("{what}.").format(what=given(one)) if one is not None else "")


def hand_over_buyers(opened: Opening) -> Exit:
    """Put somebody's buyers into other hands until a day; how many, and what they owe, is said first."""
    a, desk = opened.arguments, opened.desk()
    shown = desk.look()
    wanted = holds(asked(a.filter, shown), shown.me)
    entries = [entry for entry in shown.assessed.by_id.values() if _has(entry, a.giver) and wanted(entry)]
    if not entries:
        raise RefusedChange(reason="hand_over_nobody", name=a.giver.strip())
    narrate(how_many(entries))
    change = Change("hand_over")
    if not a.dry_run:
        facts = (a.giver, a.to, a.until, a.reason)
        change, _shown = desk.do(lambda book, hand: together([hand_over(book, hand, entry.id, *facts) for entry in entries]))
    if a.json:
        ids, owed = [entry.id for entry in entries], list(open_with(entries))
        write_json({**looked_at(shown), "customers": ids, "open": owed, "recorded": [fact_record(fact) for fact in change.put]})
        return Exit.DONE
    if a.dry_run:
        write_text("".join(f"{figures.safe(entry.id)}  {figures.safe(entry.account.customer.name)}\n" for entry in entries))
        return Exit.DONE
    return told(opened, change)


def _has(entry: Assessment, name: str) -> bool:
    return entry.holder is not None and same_person(entry.holder.to, name)
