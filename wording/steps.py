"""The next step of a treatment as one line: what, how, by whom, in which tone and by when."""

from credit.activity import Channel
from credit.treatment import NextStep
from wording import figures, terms
from wording.words import _

__all__ = ["step_line"]


def step_line(step: NextStep) -> str:
    """A step as what, how, by whom, in which tone, by when; what is no word to the buyer has neither channel nor tone."""
    if step.channel == Channel.NOTE:
        return _("{action}, {sender}, by {day}").format(
            action=terms.action(step.action), sender=terms.sender(step.sender), day=figures.day(step.due_on)
        )
    return _("{action} by {channel}, {sender}, {tone}, by {day}").format(
        action=terms.action(step.action),
        channel=terms.channel(step.channel),
        sender=terms.sender(step.sender),
        tone=terms.tone(step.tone),
        day=figures.day(step.due_on),
    )
