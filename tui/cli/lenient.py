"""The command that gives a buyer time, looks at it again, or ends it."""

from credit.actions import Asked, end_leniency, grant_leniency, review_leniency
from credit.decision import LeniencyReason
from credit.money import Money
from credit.problem import Fault
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.verbs import told

__all__ = ["IncompleteCommand", "lenient"]


class IncompleteCommand(Fault):
    """A command that lacks options it cannot do without (`options`)."""

    code = "incomplete_command"


def lenient(opened: Opening) -> Exit:
    """Grant leniency; or with `--review` and `--end` look at what runs again, or end it."""
    a = opened.arguments
    if a.end:
        change, _shown = opened.desk().do(end_leniency, a.id)
    elif a.review:
        change, _shown = opened.desk().do(review_leniency, a.id, a.evidence)
    else:
        owed = {"--reason": a.reason, "--until": a.until, "--cap": a.cap}
        if lacking := [name for name, said in owed.items() if said is None]:
            raise IncompleteCommand(options=", ".join(lacking))
        amount, currency = a.cap
        cap = Money.of(amount.replace(",", ""), currency.upper())
        asked = Asked(LeniencyReason(a.reason), a.until, cap, tuple(a.evidence), a.insurer_consent, a.forfeit_cover, a.text)
        change, _shown = opened.desk().do(grant_leniency, a.id, asked)
    return told(opened, change)
