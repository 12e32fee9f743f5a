"""How one buyer is treated on one day: its ladder, the step it has come to, why, by when, and what keeps its face (TRADE.md 4.4).

The step follows from what is true today, not from what was sent yesterday: three days on which nobody looked make one step, not
three (OCA `account_credit_control`), and a debt that is met late starts where its conversation stands, not at the first rung.
"""

from dataclasses import dataclass, field
from datetime import date

from credit.activity import SPOKEN, Contact, Outcome
from credit.assessment import Assessment
from credit.calendar import days_after, days_before, next_bank_day
from credit.five_classes import DebtClass
from credit.ladder import Action, Counted, FaceRule, Goal, Ladder, Sender, Tone
from credit.policy import Policy
from credit.reason import DESK, OWN_LEDGER, POLICY, Reason, ReasonFact, rests_on
from credit.rungs import Owed, coming_rungs, owed_rungs
from credit.square import TreatedBy

__all__ = [
    "HANDED_OVER",
    "Action",
    "NextStep",
    "Sender",
    "Tone",
    "Treatment",
    "elsewhere",
    "entered",
    "ladder_name",
    "most_contacts_reached",
    "next_step",
    "squared",
    "this_week",
    "treatment",
]

HANDED_OVER = "handed_over"
"""The ladder of debts an agency or a lawyer collects."""
AWAY = frozenset({Outcome.HANDED_OVER, Outcome.SUED})
STAGE = AWAY | {Outcome.TAKEN_BACK}
"""Words that say who speaks to the buyer: somebody outside, or the house again."""
WEEK = 7
PLANNED = 3
"""Steps after the next one that are told."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing to do with one buyer."""

    action: Action
    channel: str
    sender: Sender
    tone: Tone
    due_on: date
    """Never before the day looked at; for a word that is spoken, a bank day of the buyer's country."""
    reason: Reason | None = field(default=None, compare=False)
    """Why it is this step: ladder, day, rule."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """The treatment of one buyer on one day."""

    ladder: str
    """A class, a reason of leniency, or `handed_over`."""
    goal: Goal
    since: date
    """Day the class was entered, time was granted, or collection was handed over."""
    aim_on: date | None
    """By when the goal should be reached; `None`: by no day of its own."""
    deadline_on: date | None
    """By when it must be."""
    step: NextStep
    later: tuple[NextStep, ...]
    """What follows if the step is done on its day and nothing else happens."""
    cadence_days: int
    most_contacts: int
    contacts: int
    """Contacts of the last seven days."""
    face_rules: tuple[FaceRule, ...]
    automatic: bool
    """Whether a machine may send the step as it stands."""
    reasons: tuple[Reason, ...]


def ladder_name(assessed: Assessment) -> str:
    """Which ladder holds: that of the leniency in force, of debt handed over to others, of the square, else of the class."""
    value = assessed.debt_class.value
    if assessed.leniency is not None:
        return assessed.leniency.reason.value
    if _collected_by_others(assessed) is not None:
        return HANDED_OVER
    return squared(assessed) or value.value


def squared(assessed: Assessment) -> TreatedBy | None:
    """The ladder that ability and willingness put in place of the class's own; `None` where that one holds.

    Within the class of debt in collection alone, and not where time was granted or others collect (TRADE.md appendix A).
    """
    if assessed.debt_class.value is not DebtClass.IN_COLLECTION or assessed.leniency or _collected_by_others(assessed):
        return None
    ladder = assessed.house.policy.squares.row(assessed.square).ladder
    return None if ladder is TreatedBy.IN_COLLECTION else ladder


def next_step(assessed: Assessment, policy: Policy, without: Sender | None = None) -> NextStep:
    """The next step with one buyer, by its ladder: of what is owed and not done the last rung, else the next that will be.

    Rungs whose sender is `without` are passed over.
    """
    name = ladder_name(assessed)
    ladder = policy.ladders.named(name)
    since = entered(assessed)
    owed = [entry for entry in owed_rungs(assessed, ladder, since) if entry.rung.sender is not without]
    waiting = [entry for entry in owed if not entry.done and entry.on <= assessed.on]
    if waiting:
        chosen = waiting[0] if ladder.in_turn else waiting[-1]
    else:
        coming = coming_rungs(owed, assessed.on)
        if not coming:
            on = assessed.on
            why = Reason("step_nothing", {"ladder": name, "on": on, "source": OWN_LEDGER})
            return NextStep(Action.NOTHING, "note", Sender.SALES, Tone.SERVICE, on, why)
        chosen = coming[0]
    rested = days_after(assessed.delivered[-1].on, ladder.rest_days) if assessed.delivered else assessed.on
    return _step(chosen, max(assessed.on, chosen.on, rested), _why(chosen, name, since, assessed), assessed)


def _step(chosen: Owed, day: date, why: Reason, assessed: Assessment) -> NextStep:
    rung = chosen.rung
    if rung.channel in SPOKEN:
        day = next_bank_day(day, assessed.account.customer.country)
    return NextStep(rung.action, rung.channel, rung.sender, rung.tone, day, why)


def _why(chosen: Owed, name: str, since: date, assessed: Assessment) -> Reason:
    """Ladder, rule and day of a step; of one still to come, the day of the fact it counts from: a reason tells what is known."""
    rung, on = chosen.rung, assessed.on
    facts: dict[str, ReasonFact] = {"ladder": name, "rule": rung.action.value, "day": rung.from_day, "source": POLICY}
    invoice = next((item.invoice for item in assessed.ledger.open if item.invoice.id == chosen.invoice), None)
    begun = invoice.shipped_on or invoice.issued_on if invoice is not None else since
    facts["on"] = chosen.on if chosen.on <= on else min(begun, on)
    if invoice is None:
        return Reason("step_in_treatment", facts | _treated_for(assessed) | {"since": since, "days": (on - since).days})
    facts |= {"invoice": chosen.invoice, "due_on": invoice.due_on}
    if rung.counted is Counted.PAST_DUE:
        return Reason("step_past_due", facts | {"days": (on - invoice.due_on).days})
    if rung.counted is Counted.BEFORE_DUE:
        return Reason("step_before_due", facts)
    return Reason("step_after_shipment", facts)


def _treated_for(assessed: Assessment) -> dict[str, ReasonFact]:
    """The number of what its ladder rests on: the time it was given, the word that handed it over, else what gave its class."""
    if assessed.leniency is not None:
        return {"leniency": assessed.leniency.id}
    handed = _collected_by_others(assessed)
    return {"contact": handed.id} if handed is not None else rests_on(*assessed.debt_class.reasons[:1])


def treatment(assessed: Assessment, policy: Policy) -> Treatment:
    """The whole treatment of one buyer; what a row needs of it is `next_step` alone."""
    name = ladder_name(assessed)
    ladder, since, step = policy.ladders.named(name), entered(assessed), next_step(assessed, policy)
    granted = assessed.leniency
    aim = days_after(since, ladder.aim_days) if ladder.aim_days else None
    deadline = days_after(since, ladder.deadline_days) if ladder.deadline_days else None
    if granted is not None:
        deadline = granted.until
    written = step.channel not in SPOKEN and not assessed.account.customer.owner
    return Treatment(
        name,
        ladder.goal,
        since,
        aim,
        deadline,
        step,
        _later(assessed, name, ladder, since, step),
        ladder.cadence_days,
        ladder.most_contacts,
        len(this_week(assessed)),
        ladder.face_rules,
        ladder.automatic and written,
        _reasons(assessed, name, step, deadline),
    )


def _later(assessed: Assessment, name: str, ladder: Ladder, since: date, step: NextStep) -> tuple[NextStep, ...]:
    """The steps after the next one, by their days; one in turn comes when the one before it is done."""
    owed = owed_rungs(assessed, ladder, since)
    if ladder.in_turn:
        ahead = [(entry, step.due_on) for entry in owed if not entry.done][1:]
    else:
        ahead = [(entry, entry.on) for entry in coming_rungs(owed, step.due_on) if entry.on > step.due_on]
    return tuple(_step(entry, day, _why(entry, name, since, assessed), assessed) for entry, day in ahead[:PLANNED])


def _reasons(assessed: Assessment, name: str, step: NextStep, deadline: date | None) -> tuple[Reason, ...]:
    """Why this ladder, why this step, and that its deadline has passed."""
    found = list(assessed.debt_class.reasons[:1])
    if assessed.leniency is not None:
        given = assessed.leniency
        facts: dict[str, ReasonFact] = {
            "ladder": name,
            "until": given.until,
            "on": given.on,
            "source": DESK,
            "leniency": given.id,
        }
        found = [Reason("treatment_lenient", facts)]
    if squared(assessed) is not None:
        found.append(_by_square(assessed, name))
    found += [step.reason] if step.reason is not None else []
    if deadline is not None and deadline < assessed.on:
        late: dict[str, ReasonFact] = {"ladder": name, "due_on": deadline, "on": deadline, "source": POLICY}
        found.append(Reason("treatment_deadline", late | _treated_for(assessed)))
    return tuple(found)


def _by_square(assessed: Assessment, name: str) -> Reason:
    """Why this ladder holds in place of the class's own, with every score ability and willingness were made of."""
    told = assessed.verdict.advice.facts
    facts: dict[str, ReasonFact] = {**told, "square": assessed.square.value, "ladder": name}
    facts |= {"ability": told["ability"], "willingness": told["willingness"]}
    return Reason("treatment_square", facts)


def entered(assessed: Assessment) -> date:
    """Day since which the buyer is treated so: time granted, debt handed over, or its class entered."""
    if assessed.leniency is not None:
        return assessed.leniency.on
    handed = _collected_by_others(assessed)
    if handed is not None:
        return handed.on
    return assessed.class_since


def _collected_by_others(assessed: Assessment) -> Contact | None:
    """The word since which others collect what is open; `None` where nothing is, or the claim is filed instead."""
    return elsewhere(assessed) if assessed.ledger.open and assessed.debt_class.value is not DebtClass.DEAD else None


def elsewhere(assessed: Assessment) -> Contact | None:
    """The word with which an agency, a lawyer or a court got it: only they write until the house took it back; `None`: nobody."""
    word = next((c for c in reversed(assessed.account.contacts) if c.on <= assessed.on and c.outcome in STAGE), None)
    return word if word is not None and word.outcome in AWAY else None


def this_week(assessed: Assessment) -> list[Contact]:
    """The contacts of the last seven days, the oldest first."""
    since = days_before(assessed.on, WEEK)
    return [contact for contact in assessed.delivered if contact.on > since]


def most_contacts_reached(assessed: Assessment, policy: Policy) -> tuple[date, Contact] | None:
    """Day from which the buyer may be contacted again once the week's contacts of its ladder are used up; `None`: it may be.

    With the contact whose week must pass.

    A ladder on which nobody of the house speaks to the buyer has none to use up.
    """
    most = policy.ladders.named(ladder_name(assessed)).most_contacts
    week = this_week(assessed)
    if not most or len(week) < most:
        return None
    return days_after(week[-most].on, WEEK), week[-most]
