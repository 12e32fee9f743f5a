"""Alerts from what was said and not said: broken promises, silence, disputes out of order, changed bank details."""

from collections.abc import Iterator
from datetime import date

from credit.activity import Outcome
from credit.alerts.alert import AlertKind, Rung
from credit.alerts.situation import Situation, first_learnt
from credit.alerts.unbroken import open_since, overdue_since
from credit.calendar import days_after, days_before
from credit.contacting import contacts_made
from credit.debt_class import still_broken
from credit.disputes import late_dispute
from credit.reason import DESK, OWN_LEDGER, ReasonFact
from credit.report import Severity

__all__ = ["RULES"]

DAY = 1


def _broken(situation: Situation) -> Iterator[Rung]:
    """A promise was broken while something is still overdue."""
    for entry in still_broken(situation.overdue, situation.conduct.promises):
        facts: dict[str, ReasonFact] = {
            "amount": entry.promise.amount,
            "promised_for": entry.promise.promised_for,
            "promise": entry.promise.id,
            "on": entry.promise.promised_for,
            "source": OWN_LEDGER,
        }
        rang = days_after(entry.judged_on, DAY)
        yield Rung(AlertKind.BROKEN_PROMISE, entry.promise.id, Severity.WARNING, rang, entry.promise.learnt_on, facts)


def _silent(situation: Situation) -> Iterator[Rung]:
    """Enough tries on enough channels found nobody, for long enough."""
    silent, policy = situation.silent, situation.policy.classing
    if silent is None or not situation.overdue or not silent.unreachable(policy):
        return
    tries = [c for c in contacts_made(situation.account, situation.on) if c.on >= silent.since and c.outcome.reached is False]
    enough = next(
        tries[n - 1]
        for n in range(policy.unanswered_tries, len(tries) + 1)
        if len({contact.channel for contact in tries[:n]}) >= policy.unanswered_channels
    )
    facts: dict[str, ReasonFact] = {
        "tries": silent.tries,
        "channels": silent.channels,
        "since": silent.since,
        "contact": enough.id,
        "on": enough.on,
        "source": DESK,
    }
    rang = max(days_after(silent.since, policy.unanswered_days), enough.on, overdue_since(situation))
    yield Rung(AlertKind.UNREACHABLE, silent.since.isoformat(), Severity.WARNING, rang, rang, facts)


def _bounced(situation: Situation) -> Iterator[Rung]:
    """What was sent last came back while something is open: nobody has read it, and the address is wrong."""
    made = contacts_made(situation.account, situation.on)
    if not made or made[-1].outcome is not Outcome.BOUNCED or not situation.ledger.open:
        return
    last = made[-1]
    facts: dict[str, ReasonFact] = {"contact": last.id, "channel": last.channel.value, "on": last.on, "source": DESK}
    learnt = max(first_learnt(situation.account, last), open_since(situation))
    yield Rung(AlertKind.MAIL_BOUNCED, last.id, Severity.WARNING, last.on, learnt, facts)


def _first_dispute(situation: Situation) -> Iterator[Rung]:
    """A buyer of long standing disputes for the first time; the alert ends with the dispute."""
    told = [dispute for dispute in situation.account.disputes if dispute.on <= situation.on]
    if len(told) != 1 or not situation.habit or told[0] not in situation.disputes:
        return
    first = told[0]
    facts: dict[str, ReasonFact] = {
        "dispute": first.id,
        "invoices": situation.habit.invoices,
        "on": first.on,
        "source": DESK,
    }
    formed = situation.ledger.settled[situation.policy.alerting.habit_least - 1].on
    learnt = max(first_learnt(situation.account, first), formed)
    yield Rung(AlertKind.FIRST_DISPUTE, first.id, Severity.INFO, first.on, learnt, facts)


def _late(situation: Situation) -> Iterator[Rung]:
    """A dispute first raised when the invoice was overdue and the goods long there: more often an excuse (TRADE.md 4.5)."""
    for dispute in situation.disputes:
        late = late_dispute(situation.account, dispute, situation.policy.disputing)
        if late is None:
            continue
        facts: dict[str, ReasonFact] = {
            "dispute": dispute.id,
            "invoice": late.invoice,
            "days": late.days,
            "on": dispute.on,
            "source": DESK,
        }
        learnt = first_learnt(situation.account, dispute)
        yield Rung(AlertKind.LATE_DISPUTE, dispute.id, Severity.WARNING, dispute.on, learnt, facts)


def _bank_changed(situation: Situation) -> Iterator[Rung]:
    """Somebody said that the bank details changed: fraud until a call to a number known before says otherwise."""
    since: date = days_before(situation.on, situation.watching.bank_days)
    for contact in situation.account.contacts:
        if contact.outcome is Outcome.BANK_CHANGED and since < contact.on <= situation.on:
            facts: dict[str, ReasonFact] = {"contact": contact.id, "on": contact.on, "source": DESK}
            learnt = first_learnt(situation.account, contact)
            yield Rung(AlertKind.BANK_DETAILS_CHANGED, contact.id, Severity.CRITICAL, contact.on, learnt, facts)


RULES = (_broken, _silent, _bounced, _first_dispute, _late, _bank_changed)
