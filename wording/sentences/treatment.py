"""Why it is this step, and how a step of the insolvency playbook stands."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "step_nothing": says("Nothing is open."),
    "step_before_due": counts(
        "Ladder {ladder}: {day} day before {invoice} falls due on {due_on}.",
        "Ladder {ladder}: {day} days before {invoice} falls due on {due_on}.",
        "day",
    ),
    "step_after_shipment": counts(
        "Ladder {ladder}: {invoice}, {day} day after its shipment; due on {due_on}.",
        "Ladder {ladder}: {invoice}, {day} days after its shipment; due on {due_on}.",
        "day",
    ),
    "step_past_due": counts(
        "Ladder {ladder}: from day {day} past due; {invoice} is at day {days}.",
        "Ladder {ladder}: from day {day} past due; {invoice} is at day {days}.",
        "days",
    ),
    "step_in_treatment": counts(
        "Ladder {ladder}: from its day {day}; {days} day since {since}.",
        "Ladder {ladder}: from its day {day}; {days} days since {since}.",
        "days",
    ),
    "treatment_square": says(
        "Ability {ability}, willingness {willingness}: {square}. Ladder {ladder} holds in place of the class's own."
    ),
    "treatment_lenient": says("Time was granted on {on} until {until}."),
    "treatment_deadline": says("The deadline of ladder {ladder} passed on {due_on}."),
    "play_done": says("Done on {on}."),
    "play_open": says("Owed since {on}."),
    "play_open_amount": says("Owed since {on}: {amount}."),
    "play_contacted": says("The buyer was contacted on {on}, after the insolvency was published."),
    "play_nothing_published": says("No insolvency is published: {debt_class} by another rule."),
    "play_none": says("There is none."),
    "play_not_insured": says("The buyer is not insured."),
}
