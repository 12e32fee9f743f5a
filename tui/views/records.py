"""What scripts read: the same truth as the screens, as plain records with the keys of the headless contract.

Values stay what they are (money, decimals, dates); `plain` writes them. A field whose trade is not built or whose inputs
are absent is `None` and its name stands in `missing`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from credit.activity import Channel
from credit.age_basis import AgedFrom
from credit.alerts import Alert
from credit.assessment import Assessment
from credit.clocks.clock import Clock, clock_reason
from credit.exposure import Exposure
from credit.flags import flags
from credit.loss.net import loss_after_cover
from credit.money import Money
from credit.monthly import AtRisk
from credit.pay_trend import Direction, Trend
from credit.reason import Reason
from credit.treatment import NextStep, next_step
from credit.turnover import Turnover
from credit.worklist import Held, Task
from tui.views.aged import aged_from
from tui.views.calling import hours_record
from tui.views.cash_speed import house_at_risk, house_turnover, payment_record
from tui.views.filtering import asked, holds
from tui.views.house import CurrencyTotal, House, house
from tui.views.loss import loss_of, partial_losses
from tui.views.missing import missing, nulls
from tui.views.movers import mover_records
from tui.views.ordering import ORDERS
from tui.views.portfolio import standing_alerts
from tui.views.process import house_process, process_record
from tui.views.sharing import holder_record
from tui.views.snapshot import Snapshot, looked_at, standing
from wording.reasons import alert as alert_sentence
from wording.reasons import reason as reason_sentence

__all__ = [
    "alert_record",
    "alerts_record",
    "clock_records",
    "held_record",
    "portfolio_record",
    "reason_records",
    "risk_record",
    "step_record",
    "timed_step",
    "today_record",
    "trend_record",
]

Record = dict[str, Any]
Saved = Mapping[str, str]
NONE_SAVED: Saved = {}
LOSSES = {"expected_credit_loss": "expected_credit_loss", "after_cover": "expected_credit_loss_after_cover"}
"""Names of the figures of the loss among the totals."""


def portfolio_record(
    shown: Snapshot, sort: str = "overdue", words: str = "", since: AgedFrom = AgedFrom.DUE, saved: Saved = NONE_SAVED
) -> Record:
    """The portfolio: totals, aging by the age `since` that day, buyers asked for in `words`."""
    totals, speed = aged_from(shown, house(shown), since), house_turnover(shown)
    loss = loss_of(shown)
    net = loss_after_cover(shown.assessed, loss)
    figures = {
        **_totals(totals, shown.book.base),
        **_speed(speed, shown.book.base),
        **risk_record(house_at_risk(shown)),
        "expected_credit_loss": loss.total,
        "expected_credit_loss_after_cover": net.total,
    }
    entries = sorted(shown.assessed.by_id.values(), key=ORDERS[sort].place)
    buyers = [buyer_record(entry, shown) for entry in filter(holds(asked(words, shown, saved), shown.me), entries)]
    worked = process_record(house_process(shown))
    absent = nulls(worked) | nulls(figures) - (set() if totals.left_out else {"rate_on"})
    absent |= {"aging"} if totals.left_out and not totals.aging else set()
    for buyer in buyers:
        absent |= missing(buyer, buyer["limit"] is not None)
    return {
        **looked_at(shown),
        "totals": figures,
        "aged_from": since,
        "aging": [{"bucket": b.name, "amount": b.amount, "invoices": b.invoices} for b in totals.aging],
        "customers": buyers,
        **mover_records(shown),
        "process": worked,
        "missing": sorted(absent),
        "partial": [
            *(["aging", "overdue", "receivable"] if totals.left_out and totals.aging else []),
            *(name for name, value in _speed(speed, shown.book.base).items() if speed and speed.uncounted and value is not None),
            *(LOSSES[name] for name in partial_losses(loss, net)),
        ],
    }


def _speed(speed: Turnover | None, base: str) -> Record:
    """DSO and its kin in days, CEI in percent; each `None` where it cannot be formed.

    The countback is none while a part of the balance is left that no month of sales explains; that part is told.
    """
    return {
        "dso": speed.simple if speed else None,
        "countback_dso": speed.countback.days if speed and not speed.countback.left else None,
        "countback_unexplained": Money(speed.countback.left, base) if speed else None,
        "true_dso": speed.true if speed else None,
        "best_possible_dso": speed.best_possible if speed else None,
        "add": speed.delinquent if speed else None,
        "cei": speed.effectiveness if speed else None,
        "receivable_turnover": speed.rate if speed else None,
        "turnover_days": speed.rate_days if speed else None,
    }


def risk_record(told: AtRisk) -> Record:
    """At-risk rate in percent, and the invoices it is made of; `None` where none is old enough."""
    return {
        "at_risk_rate": told.share * 100 if told.share is not None else None,
        "at_risk": {"reached": told.reached, "of": told.of},
    }


def _totals(totals: House, base: str) -> Record:
    return {
        "receivable": totals.receivable,
        "overdue": totals.overdue,
        "base_currency": base,
        "rate_on": totals.rate_on,
        "rate_source": totals.rate_source,
        "no_rate": list(totals.no_rate),
        "left_out": [_owed(total) for total in totals.left_out],
        "by_currency": [_owed(total) for total in totals.by_currency],
    }


def _owed(total: CurrencyTotal) -> Record:
    return {"currency": total.receivable.currency, "receivable": total.receivable, "overdue": total.overdue}


def buyer_record(entry: Assessment, shown: Snapshot) -> Record:
    """One buyer as a row."""
    owed = entry.exposure
    return {
        "id": entry.id,
        "name": entry.account.customer.name,
        "grade": entry.graded.value,
        "debt_class": entry.debt_class.value,
        "exposure": owed.at_stake,
        "receivable": owed.receivable,
        "overdue": owed.overdue,
        "own_risk": owed.own_risk,
        "worst_dpd": entry.worst_dpd,
        "limit": owed.limit,
        "limit_used_percent": owed.used_percent,
        "days_late_trend": trend_record(payment_record(entry).trend),
        "flags": flags(entry),
        **({"in_part": _known(entry.known_exposure)} if owed.no_rate else {}),
        **today_record(entry, shown),
        **holder_record(entry),
    }


def _known(owed: Exposure) -> Record:
    """What can be told of a buyer something of whom has no rate, and the currencies it is told without."""
    return {
        "exposure": owed.at_stake,
        "receivable": owed.receivable,
        "overdue": owed.overdue,
        "own_risk": owed.own_risk,
        "left_out": list(owed.no_rate),
    }


def trend_record(trend: Trend) -> Record | None:
    """The trend over the buyer's own habit; `None` while there is too little to tell."""
    if trend.direction is Direction.UNKNOWN:
        return None
    return {
        "direction": trend.direction,
        "before": trend.before,
        "now": trend.now,
        "invoices": trend.invoices,
        "since": trend.since,
        "evidence": list(trend.evidence),
    }


def step_record(step: NextStep) -> Record:
    """A next step."""
    return {
        "action": step.action,
        "channel": step.channel,
        "sender_role": step.sender,
        "tone": step.tone,
        "due_on": step.due_on,
        "reason": reason_records([step.reason])[0] if step.reason is not None else None,
    }


def timed_step(entry: Assessment, step: NextStep) -> Record:
    """A next step; a call with the hours in which it may be made, null where the buyer's clock is not known."""
    hours = {"call_hours": hours_record(entry, step)} if step.channel == Channel.CALL else {}
    return {**step_record(step), **hours}


def reason_records(reasons: Iterable[Reason]) -> list[Record]:
    """Reasons with their sentence, their facts and what each adds."""
    return [{"code": r.code, "text": reason_sentence(r), "amount": r.amount, "facts": dict(r.facts)} for r in reasons]


def clock_records(clocks: Sequence[Clock]) -> list[Record]:
    """Clocks: since when, due when by which calendar, what is left, what is lost, by which source, with which doubt."""
    return [
        {
            "kind": c.kind,
            "since": c.since,
            "due_on": c.due_on,
            "calendar": c.calendar,
            "slack_days": c.slack,
            "working_slack": c.working_slack,
            "working_in": c.working_in,
            "subject": c.subject,
            "stake": c.stake,
            "source": c.source,
            "doubt": c.doubt,
            "text": reason_sentence(clock_reason(c)),
        }
        for c in clocks
    ]


def held_record(held: Held) -> Record:
    """The gate before which a buyer is left alone, and its day of return."""
    return {"reason": held.reason, "why": held.why, "until": held.until, "times": held.times}


def today_record(entry: Assessment, shown: Snapshot) -> Record:
    """The next step with a buyer, and the gate that holds it back today; `held` is null where none does."""
    today = standing(shown, entry)
    step = today.step if isinstance(today, Task) else next_step(entry, shown.book.policy)
    return {"next_step": timed_step(entry, step), "held": held_record(today) if isinstance(today, Held) else None}


def alert_record(alert: Alert) -> Record:
    """One alert."""
    return {
        "id": alert.id,
        "customer_id": alert.customer_id,
        "kind": alert.kind,
        "severity": alert.severity,
        "on": alert.on,
        "learnt_on": alert.learnt_on,
        "text": alert_sentence(alert),
        "evidence": dict(alert.evidence),
        "acknowledged": alert.acknowledged,
        "acknowledged_by": alert.acknowledged_by or None,
        "acknowledged_on": alert.acknowledged_on,
    }


def alerts_record(shown: Snapshot, since: date = date.min, severity: str = "") -> Record:
    """The alert inbox."""
    found = [a for a in standing_alerts(shown, since) if not severity or a.severity == severity]
    return {**looked_at(shown), "alerts": [alert_record(alert) for alert in found]}
