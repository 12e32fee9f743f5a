"""What a reader should heed of a provider's answer that is usable all the same: what was strange, and who else may be meant.

A notice in which the buyer's number was not found may be about a namesake. It never counts, and it is never kept quiet.
"""

from tui.desk import Answer
from wording import figures, terms
from wording.provider_trouble import seen, warned
from wording.words import _

__all__ = ["heeded"]

FAMILIAR = "none_found"
"""The one warning that is no trouble: notices were asked for, and none stands there."""


def heeded(answer: Answer) -> tuple[str, ...]:
    """Sentences about an answer, the notices that may be about somebody else first; none where nothing is to be heeded."""
    possible = (
        _("{kind} of {day} may be about somebody else: {title}.").format(
            kind=terms.alert_kind(event.event), day=figures.day(event.published_on), title=figures.safe(event.title or event.id)
        )
        for event in answer.possible
    )
    reason = (_("Note: {what}.").format(what=seen(answer.reason)),) if answer.reason else ()
    strange = (warned(str(warning)) for warning in answer.warnings if warning != FAMILIAR)
    return (*possible, *reason, *strange)
