"""The alert of a family: a buyer whose parent, sister or daughter is in distress may be next.

Looked at over the whole book, after every account was assessed by itself: who belongs to whom is told by the buyers' parents.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.standing import told
from credit.assessment import Assessment
from credit.calendar import days_before
from credit.customer import Customer
from credit.five_classes import DebtClass
from credit.limits.kinship import Kinship
from credit.policy import Policy
from credit.reason import OWN_LEDGER, ReasonFact
from credit.report import EventKind, Severity

__all__ = ["family", "with_family"]


def family(id: str, kin: Kinship) -> tuple[str, ...]:
    """Everybody below the head of its family, however many steps, itself among them; a buyer alone is its own family."""
    return tuple(member for member, _ in kin.below(kin.root(id)))


def with_family(entry: Assessment, family: Iterable[str], found: Mapping[str, Assessment], policy: Policy) -> Assessment:
    """The assessment with the alerts its family rings; itself where they are the ones it has."""
    relatives = [found[id] for id in family if id != entry.id and id in found]
    rung = told(entry.account, (r for relative in relatives for r in _distress(entry, relative, policy)), entry.on)
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
    told = [fact.learnt_on for fact in entry.account.versions if isinstance(fact, Customer) and fact.parent == parent and parent]
    return min(told, default=date.min)
