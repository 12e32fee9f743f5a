"""What a reader should heed of a provider's answer that is usable all the same: what was strange, and who else may be meant.

A notice in which the buyer's number was not found may be about a namesake. It never counts, and it is never kept quiet.
"""

from tui.desk import Answer
from wording import figures
from wording.identity_terms import waiting
from wording.provider_trouble import failure, seen, warned
from wording.words import _

__all__ = ["failed", "heeded"]

FAMILIAR = "none_found"
"""The one warning that is no trouble: notices were asked for, and none stands there."""


def heeded(answer: Answer) -> tuple[str, ...]:
    """Sentences about an answer, the notices that may be about somebody else first; none where nothing is to be heeded."""
    possible = (
        _("{what}. Say whose it is: i on its page, or dunnage identify {id}.").format(
            what=waiting(event), id=figures.safe(event.customer_id)
        )
        for event in answer.possible
    )
    reason = (_("Note: {what}.").format(what=seen(answer.reason)),) if answer.reason else ()
    strange = (warned(str(warning)) for warning in answer.warnings if warning != FAMILIAR)
    return (*possible, *reason, *strange)


def failed(answer: Answer) -> str:
    """The sentences about an answer that is not usable."""
    told = {"provider": answer.provider, "ending": answer.ending, "reason": answer.reason}
    return failure({**told, "word": answer.word})
