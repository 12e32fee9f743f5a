"""Alerts of a family: a buyer whose parent, sister or daughter is in distress may be next, and a limit may hold for all of them.

Looked at over the whole book, after every account was assessed by itself: who belongs to whom is told by the buyers' parents.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.standing import told
from credit.assessment import Assessment
from credit.calendar import days_before
from credit.five_classes import DebtClass
from credit.limits.group_breach import group_breach
from credit.limits.kinship import Kinship
from credit.policy import Policy
from credit.reason import OWN_LEDGER, ReasonFact
from credit.report import EventKind, Severity

__all__ = ["family", "with_family"]


def family(id: str, kin: Kinship) -> tuple[str, ...]:
    """Everybody below the head of its family, however many steps, itself among them; a buyer alone is its own family."""
    return tuple(member for member, _ in kin.below(kin.root(id)))


def with_family(entry: Assessment, kin: Kinship, found: Mapping[str, Assessment]) -> Assessment:
    """The assessment with the alerts its family rings; itself where they are the ones it has."""
    relatives = [found[id] for id in family(entry.id, kin) if id != entry.id and id in found]
    distress = (rung for relative in relatives for rung in _distress(entry, relative, entry.house.policy))
    rung = told(entry.account, (*distress, *_over_limit(entry, kin, found)), entry.on)
    return entry if rung == entry.family else entry.with_family(rung)


def _distress(entry: Assessment, relative: Assessment, policy: Policy) -> Iterator[Rung]:
    """A relative has a critical published event, or its debt is bad."""
    events = [alert for alert in relative.alerts if isinstance(alert.kind, EventKind) and alert.severity is Severity.CRITICAL]
    bad = relative.debt_class.value.at_least(DebtClass.BAD)
    if not events and not bad:
        return
    first = min(events, key=lambda alert: (alert.learnt_on, alert.id)) if events else None
    on, learnt = (first.on, first.learnt_on) if first is not None else (_bad_since(relative, policy),) * 2
    facts: dict[str, ReasonFact] = {
        "relative": relative.id,
        "name": relative.account.customer.name,
        "what": first.kind.value if first is not None else relative.debt_class.value.value,
        "on": on,
        "source": str(first.evidence["source"]) if first is not None else OWN_LEDGER,
    }
    linked = max(_link(entry), _link(relative))
    yield Rung(AlertKind.GROUP_DISTRESS, relative.id, Severity.WARNING, on, max(learnt, linked), facts)


def _over_limit(entry: Assessment, kin: Kinship, found: Mapping[str, Assessment]) -> Iterator[Rung]:
    """What stands with the buyer and all below it exceeds the limit set on them; told at the buyer that bears the limit."""
    breach = group_breach(entry, kin, found)
    if breach is None:
        return
    facts: dict[str, ReasonFact] = {
        "limit": breach.limit,
        "exposure": breach.exposure,
        "members": ", ".join(breach.members),
        "left_out": ", ".join(breach.left_out),
        "buyer": entry.id,
        "on": breach.since,
        "source": OWN_LEDGER,
    }
    yield Rung(AlertKind.GROUP_LIMIT_EXCEEDED, breach.since.isoformat(), Severity.WARNING, breach.since, breach.since, facts)


def _bad_since(relative: Assessment, policy: Policy) -> date:
    """Day from which its debt is bad, by the reason that weighs most."""
    facts = relative.debt_class.reasons[0].facts
    days, on = facts.get("days"), facts.get("on", facts.get("since"))
    if isinstance(days, int) and "invoice" in facts:
        return days_before(relative.on, max(days - policy.classing.bad_days, 0))
    return on if isinstance(on, date) else relative.on


def _link(entry: Assessment) -> date:
    """Day it was learnt whose the buyer is; the head of a family is nobody's."""
    parent = entry.account.customer.parent
    told = [fact.learnt_on for fact in entry.account.customers if fact.parent == parent and parent]
    return min(told, default=date.min)
