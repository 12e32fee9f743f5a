"""Alerts about the company itself: accounts it did not file, as a report tells it, and whom it belongs to."""

from collections.abc import Iterator

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.situation import Situation
from credit.calendar import days_before
from credit.reason import DESK, ReasonFact
from credit.report import CreditReport, Severity

__all__ = ["RULES"]

FILINGS = "enterprise_quality.filings_overdue"


def _filings(situation: Situation) -> Iterator[Rung]:
    """A provider's latest report that speaks of it says that filings are overdue.

    It began with the first report that said so without a break.
    """
    runs: dict[str, list[CreditReport]] = {}
    ended: set[str] = set()
    for report in situation.account.reports:  # the latest opinion first
        found = report.finding(FILINGS)
        if report.spoken_on > situation.on or found is None or not isinstance(found.value, bool) or report.provider in ended:
            continue
        if found.value:
            runs.setdefault(report.provider, []).append(report)
        else:
            ended.add(report.provider)
    for provider, reports in runs.items():
        first = reports[-1]
        facts: dict[str, ReasonFact] = {"provider": provider, "report": first.id, "on": first.spoken_on, "source": provider}
        yield Rung(AlertKind.FILINGS_OVERDUE, first.id, Severity.WARNING, first.spoken_on, first.learnt_on, facts)


def _owner(situation: Situation) -> Iterator[Rung]:
    """It belongs to another buyer than at the beginning of the time signs are looked for.

    Whom it belongs to where nobody had told is no change, nor is what nobody tells any more, nor what was told and corrected.
    """
    since, now = days_before(situation.on, situation.watching.sign_days), situation.account.customer.parent
    told = [fact for fact in situation.account.customers if fact.parent]
    before = next((fact.parent for fact in reversed(told) if fact.learnt_on <= since), told[0].parent if told else now)
    if before == now or not now:
        return
    day = min(fact.learnt_on for fact in told if fact.parent == now and fact.learnt_on > since)
    buyer = situation.account.id
    facts: dict[str, ReasonFact] = {"before": before, "now": now, "buyer": buyer, "on": day, "source": DESK}
    yield Rung(AlertKind.OWNER_CHANGED, day.isoformat(), Severity.WARNING, day, day, facts)


RULES = (_filings, _owner)
