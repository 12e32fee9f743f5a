"""Alerts that have ended: what rang on an earlier day, as the book was known then, and rings no more.

Nothing records that an alert has ended: it is asked of two days, so no list of such alerts grows old.
"""

from collections.abc import Iterable, Iterator, Mapping

from credit.alerts import Alert
from credit.assessment import Assessment

__all__ = ["ended", "ringing"]


def ringing(assessed: Mapping[str, Assessment]) -> tuple[Alert, ...]:
    """Every alert that rings, of every buyer."""
    return tuple(alert for entry in assessed.values() for alert in entry.alerts)


def ended(rang: Iterable[Alert], now: Mapping[str, Assessment]) -> Iterator[Alert]:
    """Of the alerts that rang those that ring no more; nothing of a buyer that stands in the book no more."""
    for alert in rang:
        entry = now.get(alert.customer_id)
        if entry is not None and all(other.id != alert.id for other in entry.alerts):
            yield alert
