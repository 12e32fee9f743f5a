"""The gates: who is left alone today, why, and until when (TRADE.md 4.2).

They run last and cannot be outscored by any value; only a clock that presses and a critical event pass them. Whoever is
held stays visible with the reason and the day of return.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from credit.activity import SPOKEN, Contact, Dispute, Hold, Outcome, Promise
from credit.assessment import Assessment
from credit.calendar import days_after, is_bank_day, months_before, next_bank_day
from credit.control_group import drawn_until
from credit.decision import Leniency
from credit.disputes import answer_by
from credit.five_classes import DebtClass
from credit.money import Money, exponent
from credit.policy import Policy
from credit.promise_scope import last_day, trusted
from credit.promises import JudgedPromise
from credit.reason import DESK, OWN_LEDGER, POLICY, ReasonFact
from credit.treatment import elsewhere, ladder_name, most_contacts_reached, next_step, squared
from credit.waiting import smallest_overdue

__all__ = ["Held", "gate", "latest_money"]


@dataclass(frozen=True, slots=True)
class Held:
    """One buyer that is left alone today."""

    customer_id: str
    reason: str
    until: date | None
    """Day of return; `None` where something else must happen first."""
    why: str = ""
    """What the person who put the buyer aside gave as the reason."""
    times: int = 0
    """How often somebody put it aside in the last twelve months, this time counted; 0 where nobody did now."""
    facts: Mapping[str, ReasonFact] = field(default_factory=dict, compare=False)
    """The fact it rests on by its number, with `on`, its day, and `source`."""


def gate(entry: Assessment, happened: bool, channel: str, policy: Policy) -> Held | None:
    """The first gate that holds this buyer back, next spoken to over `channel`; `happened`: an event asks for work today."""
    return (
        _settling(entry, policy)
        or _elsewhere(entry)
        or _resting(entry, happened, channel, policy)
        or _drawn(entry, happened, policy)
    )


def _settling(entry: Assessment, policy: Policy) -> Held | None:
    """Put aside, or everything overdue is covered, contested or promised, but for less than anybody is called about."""
    overdue = entry.ledger.overdue
    if entry.hold is not None:
        return Held(entry.id, "snoozed", entry.hold.until, entry.hold.reason, _times(entry), _fact(entry.hold))
    if _covered(entry):
        return Held(entry.id, "unapplied_covers", None, facts=latest_money(entry))
    if overdue and not any(entry.undisputed(item) for item in overdue):
        late = {item.invoice.id for item in overdue}
        about = (each for each in entry.disputes if not each.invoices or late.intersection(each.invoices))
        until, owed = min(((answer_by(each, policy.disputing), each) for each in about), key=lambda pair: pair[0])
        return Held(entry.id, "disputed", until, facts=_fact(owed))
    if any(item.invoice.id in entry.promised for item in overdue) and _trifle(entry, policy):
        believed = trusted(entry.account, entry.promises, entry.on, policy.promising)
        first = min(believed, key=lambda each: _trusted_until(each, entry, policy))
        back = days_after(_trusted_until(first, entry, policy), 1)
        return Held(entry.id, "promise_running", back, facts=_fact(first.promise))
    return None


def _covered(entry: Assessment) -> bool:
    """Whether money that is set against nothing pays all that is overdue: by name, currency by currency, or together."""
    owed, free = Counter[str](), entry.ledger.free
    for item in entry.ledger.overdue:
        owed[item.open.currency] += item.open.minor
    if not owed or not any(minor > 0 for minor in free.values()):
        return False
    if all(item.invoice.id in entry.ledger.otherwise for item in entry.ledger.overdue):
        return True
    if all(free.get(code, 0) >= minor for code, minor in owed.items()):
        return True
    worth = [entry.house.rates.convert(Money(minor, code), entry.base, entry.on) for code, minor in free.items()]
    if entry.overdue_in_base is None or None in worth:
        return False
    return sum(each.money.minor for each in worth if each is not None) >= entry.overdue_in_base


def _trusted_until(each: JudgedPromise, entry: Assessment, policy: Policy) -> date:
    return min(each.judged_on, last_day(entry.account, each.promise.on, policy.promising))


def _fact(fact: Hold | Dispute | Promise | Contact | Leniency) -> dict[str, ReasonFact]:
    """What somebody of the house wrote down, as a gate names it."""
    return {fact.kind: fact.id, "on": fact.on, "source": DESK}


def latest_money(entry: Assessment) -> dict[str, ReasonFact]:
    """The latest amount that came in or was credited: with it the unapplied covers what is overdue."""
    came = [(r.on, r.kind, r.id) for r in entry.account.receipts if r.on <= entry.on and r.amount.minor > 0]
    came += [(i.issued_on, i.kind, i.id) for i in entry.account.invoices if i.issued_on <= entry.on and i.amount.minor < 0]
    on, kind, number = max(came)
    return {kind: number, "on": on, "source": OWN_LEDGER}


def _trifle(entry: Assessment, policy: Policy) -> bool:
    """Whether less than anybody is called about is overdue and neither contested nor promised."""
    left = 0
    for item in entry.ledger.overdue:
        if entry.in_work(item):
            worth = entry.base_open[item.invoice.id]
            if worth is None:
                return False
            left += worth * entry.in_work(item).minor // item.open.minor
    return left < smallest_overdue(policy, entry.base)


def _times(entry: Assessment) -> int:
    since = months_before(entry.on, 12)
    return sum(since < hold.on <= entry.on for hold in entry.account.holds)


def _elsewhere(entry: Assessment) -> Held | None:
    """An agency or a lawyer has it: only they write, until the house says that it is back (TRADE.md 4.2)."""
    word = elsewhere(entry)
    return Held(entry.id, "handed_over", None, facts=_fact(word)) if word is not None else None


def _resting(entry: Assessment, happened: bool, channel: str, policy: Policy) -> Held | None:
    """Money is on its way, the last contact was just now, or nobody is at work over there."""
    sent = _sent(entry)
    if sent is not None and (arrival := days_after(sent.on, policy.steps.cash_pending_days)) > entry.on:
        return Held(entry.id, "cash_pending", arrival, facts=_fact(sent))
    if not happened and (waits := _patient(entry, policy)) is not None:
        return waits
    if entry.delivered and not happened:
        back = days_after(entry.delivered[-1].on, _interval(entry, policy))
        if back > entry.on:
            return Held(entry.id, "recently_contacted", back, facts=_fact(entry.delivered[-1]))
    if (again := most_contacts_reached(entry, policy)) is not None:
        return Held(entry.id, "contact_cap", again[0], facts=_fact(again[1]))
    country = entry.account.customer.country
    if channel in SPOKEN and not is_bank_day(entry.on, country):
        there: dict[str, ReasonFact] = {"buyer": entry.id, "on": entry.on, "source": POLICY}
        return Held(entry.id, "day_off", next_bank_day(entry.on, country), facts=there)
    return None


def _sent(entry: Assessment) -> Contact | None:
    """The word that money was sent; `None` where the buyer said no such thing last, or some came since."""
    said = next((contact for contact in reversed(entry.contacts) if contact.outcome.reached), None)
    if said is None or said.outcome is not Outcome.PAYMENT_SENT:
        return None
    if any(said.on <= receipt.on <= entry.on and receipt.amount.minor > 0 for receipt in entry.account.receipts):
        return None
    return said


def _drawn(entry: Assessment, happened: bool, policy: Policy) -> Held | None:
    """A small debt in collection that the lot leaves alone for a period, to learn what becomes of it; a pin goes before."""
    until = drawn_until(entry.id, entry.on, policy.control)
    if until is None or happened or entry.pin is not None or entry.debt_class.value is not DebtClass.IN_COLLECTION:
        return None
    overdue = entry.overdue_in_base
    if overdue is None or overdue > policy.control.largest * 10 ** exponent(entry.base):
        return None
    return Held(entry.id, "control_group", days_after(until, 1), facts={"on": entry.on, "source": POLICY})


def _patient(entry: Assessment, policy: Policy) -> Held | None:
    """Time was granted: nobody speaks before the ladder's own day."""
    if entry.leniency is None:
        return None
    back = next_step(entry, policy).due_on
    return Held(entry.id, "lenient", back, facts=_fact(entry.leniency)) if back > entry.on else None


def _interval(entry: Assessment, policy: Policy) -> int:
    """Days of rest after a contact: the heavier the class, the shorter; its ladder's where the square chose one."""
    if entry.debt_class.value.at_least(DebtClass.DOUBTFUL) or squared(entry) is not None:
        return policy.ladders.named(ladder_name(entry)).rest_days
    return policy.valuing.contact_interval_days
