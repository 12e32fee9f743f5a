"""What a clock that presses asks for: its own act, by its own day, before the ladder's step (TRADE.md 4.2, lane 1).

Whoever works the queue by its next steps must come upon the act with the deadline: the insurer is told, the claim is filed, the
debt is acknowledged. Most of these acts are not addressed to the buyer, so they are notes and not contacts.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from credit.clocks.clock import Clock, ClockKind, clock_reason
from credit.ladder import Action, Sender, Tone
from credit.treatment import NextStep

__all__ = ["clock_step", "urgency"]

_ACTS: Mapping[ClockKind, tuple[Action, str, Sender, Tone]] = {
    ClockKind.INSURER_NOTICE: (Action.TELL_INSURER, "note", Sender.COLLECTOR, Tone.SERVICE),
    ClockKind.INSURER_STOP: (Action.HOLD_SHIPMENTS, "note", Sender.SALES, Tone.SERVICE),
    ClockKind.INSURER_HANDOVER: (Action.HAND_OVER, "note", Sender.DIRECTOR, Tone.FINAL),
    ClockKind.INSURER_CLAIM: (Action.CLAIM_INSURANCE, "note", Sender.FINANCE_MANAGER, Tone.SERVICE),
    ClockKind.LIMITATION: (Action.CONFIRM_BALANCE, "letter", Sender.FINANCE_MANAGER, Tone.FIRM),
    ClockKind.INSOLVENCY_CLAIM: (Action.FILE_CLAIM, "letter", Sender.PRACTITIONER, Tone.FORMAL_INSOLVENCY),
    ClockKind.SAFE_REPORT: (Action.REPORT_SAFE, "note", Sender.FINANCE_MANAGER, Tone.SERVICE),
    ClockKind.DISPUTE: (Action.ANSWER_DISPUTE, "note", Sender.SALES, Tone.SERVICE),
    ClockKind.LC_SHIPMENT: (Action.SHIP_OR_AMEND, "note", Sender.SALES, Tone.SERVICE),
    ClockKind.LC_PRESENTATION: (Action.PRESENT_DOCUMENTS, "note", Sender.SALES, Tone.SERVICE),
}
"""The act of each clock that has one; by that of the tax refund the money must have come in, which is what every ladder asks."""


def urgency(clock: Clock) -> tuple[bool, int]:
    """Order of clocks that press: those that can still be kept before those that were missed, then by the days."""
    return clock.slack < 0, abs(clock.slack)


def clock_step(pressing: Iterable[Clock], on: date, spoken_to: bool) -> NextStep | None:
    """The act of the clock that stands first, never due before `on`; `None` where none of them has one.

    A buyer that nobody of the house may speak to (not `spoken_to`) is not asked to acknowledge its debt.
    """
    first = min(pressing, key=urgency, default=None)
    if first is None or first.kind not in _ACTS or (first.kind is ClockKind.LIMITATION and not spoken_to):
        return None
    return NextStep(*_ACTS[first.kind], max(on, first.due_on), clock_reason(first))
