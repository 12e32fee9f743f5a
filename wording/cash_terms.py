"""Why money would go where it is suggested, in a sentence with its figures."""

from collections.abc import Mapping, Sequence

from credit.cash.grounds import Part
from credit.cash.suggesting import Deposit, Ground, Suggestion
from credit.money import Money
from wording import figures
from wording.listing import listed
from wording.words import _, mark, plural

__all__ = ["deposit", "ground"]

_NAMED = 3
"""Invoices named one by one; of more the first, and how many more there are."""
_ALONE: Mapping[Ground, str] = {
    Ground.REFERENCE: mark("The money names the number of {invoices}."),
    Ground.DEPOSIT: mark("It is the deposit of the order of {invoices}."),
    Ground.EXACT: mark("It is exactly the open amount of {invoices}: {amount}."),
    Ground.WITHIN_TOLERANCE: mark("It is short of {invoices} by {missing}, no more than a bank's charge."),
    Ground.SUM: mark("{invoices} together are exactly {amount}."),
    Ground.SUM_WITHIN_TOLERANCE: mark("The oldest ({invoices}) together are short by {missing}, no more than a bank's charge."),
    Ground.LEGAL_ORDER: mark(
        "In the order of the law (what is due, then the less secured, the heavier burden, the oldest): {invoices}."
    ),
    Ground.OLDEST_FIRST: mark("The oldest due date first, each filled before the next: {invoices}."),
    Ground.NOTHING: mark("Nothing is open that it could pay."),
}
_AMONG: Mapping[Ground, str] = {
    Ground.EXACT: mark("Several are exactly {amount}; {invoices} is the oldest."),
    Ground.WITHIN_TOLERANCE: mark(
        "Several are short by no more than a bank's charge; of {invoices}, the oldest, {missing} are missing."
    ),
    Ground.SUM: mark("{invoices} together are exactly {amount}; others would be too."),
}
"""Grounds that leave a choice."""


def ground(found: Suggestion) -> str:
    """The sentence for a suggestion's ground."""
    told = {
        "invoices": _which(found.parts),
        "amount": figures.money(Money(found.free.minor - found.left.minor, found.free.currency)),
        "missing": figures.money(found.missing),
    }
    if found.credit and found.ground is Ground.REFERENCE:
        return _("It credits the same order as {invoices}.").format(**told)
    sentence = (_ALONE if found.certain else {**_ALONE, **_AMONG})[found.ground]
    return _(sentence).format(**told)


def deposit(found: Deposit) -> str:
    """Why a deposit is set against nothing yet."""
    return _("The deposit of order {order}: it waits for its invoice.").format(order=figures.safe(found.order))


def _which(parts: Sequence[Part]) -> str:
    numbers = [figures.safe(part.invoice) for part in parts]
    if len(numbers) <= _NAMED:
        return listed(numbers)
    more = len(numbers) - _NAMED + 1
    some = listed(numbers[: _NAMED - 1])
    return plural("{some} and {n} more", "{some} and {n} more", more).format(some=some, n=more)
