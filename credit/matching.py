"""Money that came in and is set against nothing, though its buyer owes: it is matched before anybody calls.

A task of the house alone: "task 'apply' instead" of the gate for a buyer whose unapplied money covers what is overdue, and "big
payment to match" among the events of the day (TRADE.md 4.2).
"""

from credit.assessment import Assessment
from credit.gates import latest_money
from credit.ladder import Action, Sender, Tone
from credit.money import Money, exponent
from credit.policy import Policy
from credit.reason import Reason
from credit.treatment import NextStep
from credit.waiting import smallest_overdue

__all__ = ["matching_step", "to_match"]


def to_match(entry: Assessment, covers: bool, policy: Policy) -> Reason | None:
    """The money to match, where it is big, or `covers` all that is overdue; of unknown worth it is told as well."""
    found = [(code, _matchable(entry, code, minor)) for code, minor in entry.ledger.free.items()]
    amounts = [Money(minor, code) for code, minor in found if minor > 0]
    if covers and not amounts:  # it came in another currency than what it is to pay: somebody has to say at what rate
        amounts = [Money(minor, code) for code, minor in entry.ledger.free.items() if minor > 0]
    if not amounts:
        return None
    least = smallest_overdue(policy, entry.base) if covers else int(policy.alerting.match_from.scaleb(exponent(entry.base)))
    worth = [entry.house.rates.convert(money, entry.base, entry.on) for money in amounts]
    if None not in worth and sum(each.money.minor for each in worth if each is not None) < least:
        return None
    return Reason("to_match", {"amount": amounts[0], **latest_money(entry)})


def _matchable(entry: Assessment, currency: str, free: int) -> int:
    """What of the money that is set against nothing could be set against items that nobody contests, in minor units."""
    owed = sum(entry.undisputed(item).minor for item in entry.ledger.open if item.open.currency == currency)
    return min(free, owed)


def matching_step(entry: Assessment, why: Reason) -> NextStep:
    """The step that sets it against invoices: nobody is spoken to."""
    return NextStep(Action.APPLY, "note", Sender.COLLECTOR, Tone.SERVICE, entry.on, why)
