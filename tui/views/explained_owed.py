"""Where the figures of what is late, on its way and owed by a family come from."""

from collections.abc import Iterator
from decimal import Decimal

from credit.assessment import Assessment
from credit.in_transit import stoppable
from credit.limits.group import group_of
from credit.payment_measures import payment_measures
from credit.reason import OWN_LEDGER, RATES
from tui.views.cash_speed import house_at_risk
from tui.views.explanation import Explained
from tui.views.house import house
from tui.views.snapshot import Snapshot

__all__ = ["explained_house_items", "explained_owed"]

SHOWN = 20
"""Items told one by one; the others are summed."""

Inputs = tuple[tuple[str, object], ...]


def explained_owed(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """What is overdue and for how long, the habit, the at-risk rate, goods that can be stopped, and the family."""
    late = entry.ledger.overdue
    yield Explained("overdue", entry.known_exposure.overdue, (*_items(entry), *_left_out(entry)), entry.on)
    oldest: Inputs = (("invoice", late[0].invoice.id), ("due_on", late[0].invoice.due_on)) if late else ()
    yield Explained("worst_dpd", entry.worst_dpd, oldest, entry.on)
    if entry.habit:
        told = (("usual", entry.habit.usual), ("latest", entry.habit.latest), ("invoices", entry.habit.invoices))
        yield Explained("habit", entry.habit.latest, told, entry.on)
    risk = payment_measures(entry, shown.book.policy).at_risk
    yield Explained("at_risk_rate", _percent(risk.share), (("late", risk.reached), ("of", risk.of)), entry.on)
    if (found := stoppable(entry)) is not None:
        worth = tuple((shipment.id, shipment.amount) for shipment in found.shipments)
        yield Explained("can_stop", found.worth, (*worth, *(("left_out", code) for code in found.left_out)), entry.on)
    yield from _family(entry, shown)


def _percent(share: Decimal | None) -> Decimal | None:
    return share * 100 if share is not None else None


def _items(entry: Assessment) -> Inputs:
    late = entry.ledger.overdue
    told: Inputs = tuple((item.invoice.id, item.open) for item in late[:SHOWN])
    return (*told, ("others", len(late) - SHOWN)) if len(late) > SHOWN else told


def _left_out(entry: Assessment) -> Inputs:
    return tuple(("left_out", code) for code in entry.exposure.no_rate)


def _family(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """What stands with all members of the buyer's group."""
    found = group_of(shown.assessed, entry.id)
    if found is None:
        return
    members: Inputs = tuple(
        (each.id, each.assessment.known_exposure.at_stake) for each in found.members if each.assessment is not None
    )
    left_out: Inputs = tuple(("left_out", id) for id in found.total.left_out)
    yield Explained("group_exposure", found.total.exposure, (*members, *left_out), entry.on)
    if found.tightest is not None:
        room: Inputs = (("limit", found.tightest.limit), ("counted", found.tightest.counted))
        yield Explained("group_headroom", found.tightest.headroom, room, entry.on, about=found.tightest.at)


def explained_house_items(shown: Snapshot) -> Iterator[Explained]:
    """What is owed in each currency, and how many invoices came far past due."""
    for total in house(shown).by_currency:
        code = total.receivable.currency
        rate = shown.book.rates.factor(code, shown.book.base, shown.on)
        inputs: Inputs = (("overdue", total.overdue), *((("rate", rate[0]), ("rate_on", rate[1])) if rate is not None else ()))
        source = RATES if rate is not None and code != shown.book.base else OWN_LEDGER
        yield Explained(f"by_currency:{code}", total.receivable, inputs, shown.on, source, about=code)
    risk = house_at_risk(shown)
    days: Inputs = (("days", shown.book.policy.turnover.at_risk_days),)
    yield Explained("at_risk_rate", _percent(risk.share), (("late", risk.reached), ("of", risk.of), *days), shown.on)
