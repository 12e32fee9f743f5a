"""Alerts that have ended since a day, as scripts and the command line ask for them."""

from datetime import date

from credit.alerts import Alert
from credit.alerts.standing import in_order
from credit.assess import assess_book
from credit.ended import ended, ringing
from tui.views.snapshot import Snapshot

__all__ = ["ended_alerts"]


def ended_alerts(shown: Snapshot, since: date, severity: str = "") -> tuple[Alert, ...]:
    """What rang on the day `since` and does not today, the most severe first, then the latest; of one severity where asked.

    The whole book is looked at once more, as it was known then.
    """
    then = ringing(assess_book(shown.book, since).by_id)
    return in_order(alert for alert in ended(then, shown.assessed.by_id) if severity in ("", alert.severity))
