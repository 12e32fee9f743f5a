"""Why money would go where it is suggested, in a sentence."""

from collections.abc import Mapping

from credit.cash.suggesting import Ground, Suggestion
from wording import figures
from wording.words import _, mark

__all__ = ["ground"]

_ALONE: Mapping[Ground, str] = {
    Ground.REFERENCE: mark("The payer wrote the number."),
    Ground.EXACT: mark("It is exactly the amount."),
    Ground.WITHIN_TOLERANCE: mark("It is short by {missing}, no more than a bank's charge."),
    Ground.SUM: mark("Together they are exactly the amount."),
    Ground.SUM_WITHIN_TOLERANCE: mark("The oldest together are short by {missing}, no more than a bank's charge."),
    Ground.LEGAL_ORDER: mark("No amount fits; this is the order of the law: due before undue, then the oldest."),
    Ground.OLDEST_FIRST: mark("The oldest due date first, each filled before the next."),
    Ground.NOTHING: mark("Nothing is open that it could pay."),
}
_AMONG: Mapping[Ground, str] = {
    Ground.EXACT: mark("Several are exactly the amount; this is the oldest."),
    Ground.WITHIN_TOLERANCE: mark("Several are short by no more than a bank's charge; of this {missing} are missing."),
    Ground.SUM: mark("Together they are exactly the amount; others would be too."),
}
"""Grounds that leave a choice."""


def ground(found: Suggestion) -> str:
    """The sentence for a suggestion's ground."""
    if found.credit and found.ground is Ground.REFERENCE:
        return _("It credits the same order.")
    sentence = (_ALONE if found.certain else {**_ALONE, **_AMONG})[found.ground]
    return _(sentence).format(missing=figures.money(found.missing))
