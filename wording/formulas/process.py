"""How the figures of the process are reckoned."""

from collections.abc import Mapping

from wording.formulas.formula import OWN, Formula
from wording.words import mark

__all__ = ["PROCESS"]

ORACLE = "Oracle Advanced Collections"

PROCESS: Mapping[str, Formula] = {
    "contact_rate": Formula(
        mark("Contact rate"),
        mark("tries that reached somebody / tries whose outcome was written down x 100"),
        ORACLE,
    ),
    "promise_rate": Formula(
        mark("Promise rate"),
        mark("days on which a buyer was reached and promised / days on which it was reached x 100"),
        ORACLE,
    ),
    "promise_kept_rate": Formula(mark("Promises kept"), mark("promises kept whole / promises whose day is over x 100"), ORACLE),
    "liquidation_rate": Formula(
        mark("Liquidation rate"),
        mark("overdue invoices paid in the months / those and the ones still overdue x 100"),
        ORACLE,
    ),
    "first_contact_resolution": Formula(
        mark("Resolved at first contact"),
        mark("invoices paid after one contact / those and the ones contacted about again x 100"),
        ORACLE,
    ),
    "qualified_overdue": Formula(
        mark("Qualified overdue"),
        mark("overdue items contested, promised or talked about / all overdue items x 100"),
        "My DSO Manager",
    ),
    "override_rate": Formula(
        mark("Decided by hand"),
        mark("overdue buyers whose class or place in the queue a person decides / overdue buyers x 100"),
        OWN,
    ),
    "dispute_cycle": Formula(
        mark("Days of a dispute"), mark("days from opening to closing of the disputes closed in the months / their number"), OWN
    ),
    "clocks_missed": Formula(
        mark("Clocks missed"), mark("clocks with money at stake that have run out and stand unanswered"), OWN
    ),
}
