"""What was agreed with one buyer, what it contests and what secures its debt, for scripts, each with its present state."""

from datetime import date
from typing import Any

from credit.activity import Dispute, Hold
from credit.assessment import Assessment
from credit.disputes import answer_by, contested, late_dispute
from credit.money import Money
from credit.policy import Policy
from credit.promise_scope import remark
from credit.promises import JudgedPromise
from credit.security import Security
from tui.views.evidence import evidence_record
from wording.faults import fault as fault_sentence

__all__ = ["agreed"]

Record = dict[str, Any]


def agreed(entry: Assessment, policy: Policy) -> Record:
    """Promises, disputes, holds and securities of the buyer, by their keys."""
    account, on = entry.account, entry.on
    return {
        "promises": [_promise(judged, entry) for judged in entry.promises],
        "disputes": [_dispute(each, entry, policy) for each in account.disputes if each.on <= on],
        "holds": [_hold(each, entry) for each in account.holds if each.on <= on],
        "securities": [_security(each, on) for each in account.securities],
    }


def _promise(judged: JudgedPromise, entry: Assessment) -> Record:
    promise, wrong = judged.promise, remark(judged, entry.ledger)
    return {
        "id": promise.id,
        "invoices": list(promise.invoices),
        "amount": promise.amount,
        "on": promise.on,
        "promised_for": promise.promised_for,
        "person": promise.person,
        "method": promise.method,
        "state": judged.state,
        "level": judged.level,
        "paid": judged.paid,
        "follow_up": judged.judged_on,
        "withdrawn_on": promise.withdrawn_on,
        "withdrawn_by": promise.withdrawn_by,
        "withdrawn_why": promise.withdrawn_why,
        "remark": {"code": wrong.facts["reason"], "text": fault_sentence(wrong)} if wrong is not None else None,
    }


def _dispute(dispute: Dispute, entry: Assessment, policy: Policy) -> Record:
    still = dispute.open_on(entry.on)
    by = answer_by(dispute, policy.disputing)
    parts = contested([dispute] if still else [], entry.ledger.open)
    late = late_dispute(entry.account, dispute, policy.disputing)
    return {
        "id": dispute.id,
        "invoices": list(dispute.invoices),
        "reason": dispute.reason,
        "on": dispute.on,
        "amount": dispute.amount,
        "contested": [
            {"invoice": item.invoice.id, "amount": Money(parts[item.invoice.id], item.open.currency)}
            for item in entry.ledger.open
            if item.invoice.id in parts
        ],
        "open": still,
        "answer_by": by,
        "answer_late": still and by < entry.on,
        "owner": dispute.owner,
        "closed_on": dispute.closed_on,
        "closed_by": dispute.closed_by,
        "who": dispute.who,
        "justified": dispute.justified,
        "raised_late": {"invoice": late.invoice, "days": late.days} if late is not None else None,
        "evidence": evidence_record(dispute, entry, policy),
        "text": dispute.text,
    }


def _hold(hold: Hold, entry: Assessment) -> Record:
    return {
        "on": hold.on,
        "until": hold.until,
        "ended_on": hold.ended_on,
        "ended_by": hold.ended_by,
        "reason": hold.reason,
        "runs": hold.runs_on(entry.on),
        "who": hold.who,
    }


def _security(security: Security, on: date) -> Record:
    return {
        "id": security.id,
        "form": security.form,
        "amount": security.amount,
        "from": security.on,
        "until": security.until,
        "ship_by": security.ship_by,
        "stands": security.stands_on(on),
        "text": security.text,
        "who": security.who,
    }
