"""What was done, and what was left undone, as short phrases."""

from collections.abc import Callable, Mapping

from wording.words import _

__all__ = ["deed", "left_out"]

DEEDS: Mapping[str, Callable[[], str]] = {
    "log_contact": lambda: _("contact logged"),
    "take_promise": lambda: _("promise taken"),
    "record_event": lambda: _("event of a sale recorded"),
    "note_published": lambda: _("notice written down"),
    "prove_arrival": lambda: _("arrival proven"),
    "take_security": lambda: _("security written down"),
    "move_goods": lambda: _("step of a shipment written down"),
    "withdraw_promise": lambda: _("promise withdrawn"),
    "classify_buyer": lambda: _("class put in place"),
    "settle_dispute": lambda: _("dispute closed"),
    "hold": lambda: _("buyer held"),
    "open_dispute": lambda: _("dispute opened"),
    "prove_dispute": lambda: _("papers of a dispute written down"),
    "snooze": lambda: _("buyer snoozed"),
    "release": lambda: _("holds and disputes ended"),
    "grant_leniency": lambda: _("leniency granted"),
    "review_leniency": lambda: _("leniency reviewed"),
    "end_leniency": lambda: _("leniency ended"),
    "pin": lambda: _("place in the queue given"),
    "unpin": lambda: _("place in the queue taken off"),
    "claim": lambda: _("buyer claimed"),
    "unclaim": lambda: _("buyer let go"),
    "assign": lambda: _("buyer given to somebody"),
    "hand_over": lambda: _("buyers handed over"),
    "propose": lambda: _("proposed, waits for a second person"),
    "propose_above": lambda: _("recorded, or waits for a second person where it is above the policy's amount"),
    "approve": lambda: _("agreed to as the second person"),
    "refuse": lambda: _("proposal refused"),
    "release_order": lambda: _("hold rules released"),
    "acknowledge": lambda: _("alerts acknowledged"),
    "what_if": lambda: _("supposed, not recorded"),
    "set_limit": lambda: _("limit set"),
    "identify": lambda: _("candidate decided on"),
    "say_whose": lambda: _("said whose a notice is"),
    "accept_report": lambda: _("report taken in"),
    "enter": lambda: _("entered by hand"),
    "correct": lambda: _("corrected by hand"),
    "intend_letter": lambda: _("letter about to be sent"),
    "settle_letter": lambda: _("fate of a letter written down"),
    "match_money": lambda: _("money set against invoices"),
    "import": lambda: _("ledger imported"),
    "seen": lambda: _("changed by others"),
    "purge": lambda: _("data of a buyer purged"),
}

LEFT_OUT: Mapping[str, Callable[[], str]] = {
    "billable": lambda: _("asking costs money, and no budget is set"),
    "no_price": lambda: _("asking costs money, and its file does not say how much"),
    "currency": lambda: _("no rate between its price and the budget is known"),
    "budget": lambda: _("the budget is spent"),
    "month_budget": lambda: _("its budget of this month is spent"),
    "day_budget": lambda: _("its budget of today is spent"),
    "no_spend": lambda: _("asking costs money, and nothing may be spent"),
    "down": lambda: _("it could not be reached three times in a row"),
    "stopped": lambda: _("called off"),
    "not_saved": lambda: _("the book cannot be written"),
    "dry_run": lambda: _("only a rehearsal"),
}


def deed(what: str) -> str:
    """The phrase for a change's name."""
    return DEEDS[what]()


def left_out(why: str) -> str:
    """The phrase for why somebody was not asked."""
    return LEFT_OUT[why]()
