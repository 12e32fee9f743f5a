"""Alerts that have ended: what rang on an earlier day, as the book was known then, and rings no more."""

from datetime import date

from credit.alerts import Alert
from credit.alerts.standing import in_order
from credit.assess import assess_book
from tui.views.snapshot import Snapshot

__all__ = ["ended_alerts"]


def ended_alerts(shown: Snapshot, since: date, severity: str = "") -> tuple[Alert, ...]:
    """What rang on the day `since` and does not today, the most severe first, then the latest; of one severity where asked.

    The whole book is looked at once more, as it was known then.
    """
    standing = {alert.id for entry in shown.assessed.by_id.values() for alert in entry.alerts}
    then = (alert for entry in assess_book(shown.book, since).by_id.values() for alert in entry.alerts)
    return in_order(alert for alert in then if alert.id not in standing and severity in ("", alert.severity))
