"""The verbs of the desk. Each takes the book and the facts of one action and gives back a change; it writes nothing.

What the trade does not allow is refused here, once, whichever face asked for it. The book is looked at as known on the day of
the action: what was learnt later is neither changed nor leant on. Each room of the trade has its verbs in a file of its own.
"""

from credit.actions.assigning import assign, claim, hand_over, unclaim
from credit.actions.classing import classify_buyer
from credit.actions.entering import ENTERED, Draft, correct, enter, enter_all, known_fact
from credit.actions.gazette import note_published
from credit.actions.goods import move_goods
from credit.actions.hand import Hand
from credit.actions.identifying import identify
from credit.actions.inbox import accept_report, acknowledge, say_whose
from credit.actions.leniency import Asked, end_leniency, grant_leniency, review_leniency
from credit.actions.limits import Cover, set_limit
from credit.actions.matching import Match, match_money, match_several
from credit.actions.ordering import release_order
from credit.actions.placing import pin, unpin
from credit.actions.proof import prove_arrival
from credit.actions.purging import purge
from credit.actions.sale import RECORDED, record_event
from credit.actions.seconding import approve, need_other, refuse
from credit.actions.securing import take_security
from credit.actions.standstill import DISPUTE_REASONS, PAPERS, hold, open_dispute, prove_dispute, release, settle_dispute, snooze
from credit.actions.talk import log_contact, take_promise, withdraw_promise

__all__ = [
    "DISPUTE_REASONS",
    "ENTERED",
    "PAPERS",
    "RECORDED",
    "Asked",
    "Cover",
    "Draft",
    "Hand",
    "Match",
    "accept_report",
    "acknowledge",
    "approve",
    "assign",
    "claim",
    "classify_buyer",
    "correct",
    "end_leniency",
    "enter",
    "enter_all",
    "grant_leniency",
    "hand_over",
    "hold",
    "identify",
    "known_fact",
    "log_contact",
    "match_money",
    "match_several",
    "move_goods",
    "need_other",
    "note_published",
    "open_dispute",
    "pin",
    "prove_arrival",
    "prove_dispute",
    "purge",
    "record_event",
    "refuse",
    "release",
    "release_order",
    "review_leniency",
    "say_whose",
    "set_limit",
    "settle_dispute",
    "snooze",
    "take_promise",
    "take_security",
    "unclaim",
    "unpin",
    "withdraw_promise",
]
