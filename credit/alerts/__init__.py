"""The alert inbox: what somebody should have looked at, one file for each family of rules (TRADE.md 4.6).

Alerts are computed from the account as known, never stored: as the book is shown on an earlier day, so are its alerts.
What is stored is only that somebody has seen one. An alert has the same id every day for as long as it stands.
"""

from credit.alerts.alert import Alert, AlertKind, Rung
from credit.alerts.situation import Situation
from credit.alerts.standing import alerts

__all__ = ["Alert", "AlertKind", "Rung", "Situation", "alerts"]
