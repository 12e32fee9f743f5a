"""Alerts from outside: published events, reports that are stale or rate nobody, and the country's own class."""

from collections.abc import Iterator, Sequence
from datetime import date

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.situation import Situation
from credit.alerts.size import above_since
from credit.calendar import days_after
from credit.money import Money, exponent
from credit.rating.letter import Grade
from credit.rating.scales import mapped
from credit.reason import ReasonFact
from credit.report import EventKind, RiskEvent, Severity
from credit.standing_event import in_force
from credit.told_once import told_once

__all__ = ["RULES"]


def _published(situation: Situation) -> Iterator[Rung]:
    """Every published event in force, once whoever tells it; a petition that was dismissed says when, and stands."""
    published = (event for event in situation.account.events if event.counts and event.published_on <= situation.on)
    events = told_once(published, situation.watching.same_event_days)
    for place, event in enumerate(events):
        if not in_force(event, situation.on, situation.policy):
            continue
        facts: dict[str, ReasonFact] = {
            "provider": event.provider,
            "title": event.title,
            "notice": event.id,
            "on": event.published_on,
            "source": event.provider,
        }
        if event.event is EventKind.WINDING_UP_PETITION and (dismissed := _dismissal(events[place + 1 :])):
            facts["dismissed_on"] = dismissed.published_on
        yield Rung(event.event, event.id, event.event.severity, event.published_on, event.learnt_on, facts)


def _dismissal(later: Sequence[RiskEvent]) -> RiskEvent | None:
    """The dismissal of a petition: the first one published before the next petition."""
    for event in later:
        if event.event is EventKind.WINDING_UP_PETITION:
            return None
        if event.event is EventKind.WINDING_UP_PETITION_DISMISSED:
            return event
    return None


def _stale(situation: Situation) -> Iterator[Rung]:
    """Much is at stake on a report that is old; where there never was a report, the order check asks for one.

    Where something has no rate, what is known of the rest decides, and what is left out is named.
    """
    watching, exposure, at_stake = situation.watching, situation.exposure, _known_stake(situation)
    latest = next((report for report in situation.account.reports if report.spoken_on <= situation.on), None)
    if latest is None or latest.age(situation.on) <= watching.stale_days or at_stake is None:
        return
    amount = Money(int(watching.stale_amount.scaleb(exponent(situation.book.base))), situation.book.base)
    least = situation.rates.convert(amount, exposure.currency, situation.on) if amount.currency != exposure.currency else None
    bound = least.money if least is not None else amount
    if bound.currency != exposure.currency or at_stake <= bound:
        return
    stale = days_after(latest.spoken_on, watching.stale_days + 1)
    loud = days_after(latest.spoken_on, 2 * watching.stale_days + 1)
    warns = situation.on >= loud
    learnt = above_since(situation, amount, partly=True)
    facts: dict[str, ReasonFact] = {
        "provider": latest.provider,
        "report": latest.id,
        "days": latest.age(situation.on),
        "exposure": at_stake,
        "on": latest.spoken_on,
        "source": latest.provider,
    }
    if exposure.at_stake is None:
        facts["left_out"] = ", ".join(exposure.no_rate)
    severity = Severity.WARNING if warns else Severity.INFO
    yield Rung(AlertKind.REPORT_STALE, latest.id, severity, stale, learnt, facts, loud if warns else date.min)


def _known_stake(situation: Situation) -> Money | None:
    """What is at stake, in part where something of it has no rate; `None` where nothing has one."""
    if situation.exposure.at_stake is not None:
        return situation.exposure.at_stake
    known = situation.told.known_exposure
    parts = [money.minor for money in (known.receivable, known.ordered) if money is not None]
    return Money(sum(parts), known.currency) if parts else None


def _unrated(situation: Situation) -> Iterator[Rung]:
    """A provider's latest report rates the buyer E, or not at all: a question for a person, never a number (TRADE.md 3.7)."""
    if not any(reason.code == "grade_report_unrated" for reason in situation.graded.reasons):
        return
    told: set[str] = set()
    for report in situation.account.reports:
        if report.spoken_on > situation.on or report.provider in told:
            continue
        told.add(report.provider)
        for found in mapped((report,), situation.policy.scales):
            if found.grade is Grade.UNRATED:
                facts: dict[str, ReasonFact] = {
                    "provider": report.provider,
                    "report": report.id,
                    "finding": found.finding.key,
                    "value": str(found.finding.value) if found.finding.value is not None else found.finding.status.value,
                    "on": found.on,
                    "source": report.provider,
                }
                yield Rung(AlertKind.REPORT_UNRATED, report.id, Severity.WARNING, found.on, report.learnt_on, facts)
                break


def _country(situation: Situation) -> Iterator[Rung]:
    """The buyer's country was put in a worse class than in the publication before, while something is at stake."""
    exposure, country = situation.exposure, situation.account.customer.country
    risks = [risk for risk in situation.book.countries.risks.get(country, ()) if risk.published_on <= situation.on]
    if len(risks) < 2 or not exposure.at_stake or exposure.at_stake.minor < 0:
        return
    before, now = risks[-2], risks[-1]
    if before.risk_class is None or now.risk_class is None or now.risk_class <= before.risk_class:
        return
    facts: dict[str, ReasonFact] = {
        "country": country,
        "before": before.risk_class,
        "now": now.risk_class,
        "on": now.published_on,
        "source": situation.book.countries.source or "oecd",
    }
    learnt = above_since(situation, Money.zero(exposure.currency))
    yield Rung(AlertKind.COUNTRY_WORSE, now.published_on.isoformat(), Severity.WARNING, now.published_on, learnt, facts)


RULES = (_published, _stale, _unrated, _country)
