"""Commands of the second person: agree to what was proposed, or refuse it; without a buyer, what waits."""

from credit.actions import approve, refuse
from credit.proposal import Decision
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import write_json, write_text
from tui.cli.verbs import told
from tui.plain import facts_text
from tui.views.proposals import waiting_list, waiting_records
from tui.views.snapshot import looked_at
from wording.words import _

__all__ = ["approve_proposal", "refuse_proposal"]


def approve_proposal(opened: Opening) -> Exit:
    """Agree to what waits with a buyer; without one, list what waits in the book."""
    a = opened.arguments
    if not a.id:
        shown = opened.desk().look()
        if a.json:
            write_json({**looked_at(shown), "waiting": waiting_records(shown)})
        else:
            write_text(facts_text(waiting_list(shown)) or _("Nothing waits for a second person.") + "\n")
        return Exit.DONE
    change, _shown = opened.desk().do(approve, a.id, _decision(opened))
    return told(opened, change, _("Agreed: it counts from today on."))


def refuse_proposal(opened: Opening) -> Exit:
    """Refuse what waits with a buyer, or take back what one proposed oneself."""
    a = opened.arguments
    change, _shown = opened.desk().do(refuse, a.id, a.reason, _decision(opened))
    return told(opened, change, _("Refused: it counts nowhere."))


def _decision(opened: Opening) -> Decision | None:
    said = opened.arguments.decision
    return Decision(said.replace("-", "_")) if said else None
