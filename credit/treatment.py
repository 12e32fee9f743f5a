"""How a buyer of each class is spoken to: next step, channel, sender, tone and when (TRADE.md 4.4).

The same age of debt is treated differently by class. Doubtful and bad debt is pressed hard, but so that the buyer keeps
face; once insolvency is opened, demands to the buyer stop and a claim is filed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from credit.assessment import Assessment
from credit.calendar import days_after
from credit.five_classes import DebtClass
from credit.thresholds import Stepping

__all__ = ["Action", "NextStep", "Sender", "Tone", "next_step"]


class Action(StrEnum):
    """What is done next."""

    SERVICE = "service"
    REMIND = "remind"
    ASK_FOR_DATE = "ask_for_date"
    ESCALATE = "escalate"
    AGREE_PLAN = "agree_plan"
    DEADLINE = "deadline"
    FILE_CLAIM = "file_claim"


class Sender(StrEnum):
    """Who speaks."""

    SALES = "sales"
    COLLECTOR = "collector"
    CHIEF = "chief"
    FINANCE_MANAGER = "finance_manager"
    DIRECTOR = "director"
    PRACTITIONER = "practitioner"


class Tone(StrEnum):
    """How it is said."""

    SERVICE = "service"
    FRIENDLY = "friendly"
    FIRM = "firm"
    FACE_SAVING = "face_saving"
    FINAL = "final"
    FORMAL_INSOLVENCY = "formal_insolvency"


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing to do with one buyer."""

    action: Action
    channel: str
    sender: Sender
    tone: Tone
    due_on: date


def next_step(assessed: Assessment, policy: Stepping) -> NextStep:
    """The next step by the buyer's class and the age of its oldest item, due by the class's cadence after the last contact."""
    value, dpd = assessed.debt_class.value, assessed.worst_dpd
    if value is DebtClass.DEAD:
        action, channel, sender, tone = Action.FILE_CLAIM, "letter", Sender.PRACTITIONER, Tone.FORMAL_INSOLVENCY
    elif value is DebtClass.BAD:
        action, channel, sender, tone = Action.DEADLINE, "letter", Sender.DIRECTOR, Tone.FACE_SAVING
    elif value is DebtClass.DOUBTFUL:
        action, channel, sender, tone = Action.AGREE_PLAN, "call", Sender.FINANCE_MANAGER, Tone.FACE_SAVING
    elif value is DebtClass.NOT_DUE:
        action, channel, sender, tone = Action.SERVICE, "email", Sender.SALES, Tone.SERVICE
    elif dpd >= policy.chief_from_days:
        action, channel, sender, tone = Action.ESCALATE, "call", Sender.CHIEF, Tone.FIRM
    elif dpd >= policy.call_from_days:
        action, channel, sender, tone = Action.ASK_FOR_DATE, "call", Sender.COLLECTOR, Tone.FRIENDLY
    else:
        action, channel, sender, tone = Action.REMIND, "email", Sender.COLLECTOR, Tone.FRIENDLY
    return NextStep(action, channel, sender, tone, _due(assessed, value, policy))


def _due(assessed: Assessment, value: DebtClass, policy: Stepping) -> date:
    """Today, or the class's cadence after the last contact where that is later."""
    days = {
        DebtClass.DOUBTFUL: policy.doubtful_days,
        DebtClass.BAD: policy.bad_days,
        DebtClass.DEAD: policy.dead_days,
    }.get(value, policy.in_collection_days)
    if not assessed.contacts:
        return assessed.on
    return max(assessed.on, days_after(assessed.contacts[-1].on, days))
