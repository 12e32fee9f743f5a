"""How a run ended, of what was read and what failed: the same for every kind of provider."""

from collections.abc import Sequence

from integrations.endings import Ending, ProviderFailure, Reason
from integrations.keeping.visit import Visit
from integrations.provider import ProviderResult, ResultReason, Warned
from integrations.providers.notices import Asking
from integrations.providers.reading import Reading

__all__ = ["goes_on", "judged"]

_GO_ON_AFTER = frozenset({Ending.NOT_FOUND, Ending.NOT_ENTITLED, Ending.BAD_RESPONSE})
"""Endings that speak of one address; after any other the next one would end the same way."""
_UNSENT = frozenset({Reason.CHARGE_IN_DOUBT, Reason.KEY_LOST, Reason.NOT_GRANTED, Reason.TERMS_CHANGED})
"""Why one that may be charged was not sent; it says nothing of those that are free."""
_NOTHING_THERE = frozenset(
    {ResultReason.REPORT_LATER, ResultReason.NOT_FILED, ResultReason.ORDER_PENDING, ResultReason.ORDER_REFUSED}
)
"""Answers that are sound and say that there is nothing, or nothing yet."""


def goes_on(failure: ProviderFailure) -> bool:
    """Whether other addresses are asked after a failure: it spoke of one, or one that may be charged was not to be asked."""
    return failure.ending in _GO_ON_AFTER or failure.reason in _UNSENT


def judged(asking: Asking, reading: Reading, failures: Sequence[ProviderFailure], visit: Visit) -> ProviderResult:
    """One result of what was read and what failed; of several failures the first one counts."""
    failure = failures[0] if failures else None
    ending, reason = _ending(reading, failure)
    return ProviderResult(
        asking.provider,
        asking.customer.id,
        ending,
        reason,
        reading.report,
        reading.notices.events,
        reading.notices.possible,
        (*reading.warnings, *_of_asking(visit)),
        visit.cost,
        failure.until if failure else None,
        failure.secret if failure else "",
        reading.checks,
        reading.word,
    )


def _of_asking(visit: Visit) -> tuple[Warned, ...]:
    """What a reader should know of the asking itself."""
    warned = {Warned.CLOCK_SKEWED: visit.skewed, Warned.NOT_KEPT: visit.unkept}
    return tuple(word for word, holds in warned.items() if holds)


def _ending(reading: Reading, failure: ProviderFailure | None) -> tuple[Ending, str]:
    """How the run ended: a failure counts most, then what speaks against the answer, then what was left out of it."""
    kept = reading.report is not None or bool(reading.notices.events or reading.notices.possible or reading.checks)
    if failure is not None:
        called_off = failure.ending is Ending.CANCELLED and failure.reason not in _UNSENT
        partial = kept and not called_off and failure.ending is not Ending.UNKNOWN_CHARGE
        return Ending.PARTIAL if partial else failure.ending, failure.reason
    if reading.against is not None:
        if reading.against is ResultReason.ORDER_OVERDUE:
            return Ending.UNKNOWN_CHARGE, reading.against
        without = Ending.NOT_FOUND if reading.against in _NOTHING_THERE else Ending.BAD_RESPONSE
        return Ending.PARTIAL if kept else without, reading.against
    if reading.notices.incomplete:
        return Ending.PARTIAL, ResultReason.EVENTS_LEFT_OUT
    return Ending.OK, ""
