"""Which clocks run for a buyer: all of them for its page, and for the queue only those that press or were missed of late.

Most items have no clock that presses. Each item is first held against the ages at which one could, so that looking at a whole
book costs little; what passes is reckoned in full.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from credit.aging import OpenItem
from credit.clocks.clock import Clock, ClockKind, promise_clock
from credit.clocks.insolvency import insolvency_claim_clock
from credit.clocks.insurer import insurer_clocks
from credit.clocks.latest_shipment import latest_shipment_clock
from credit.clocks.letter_of_credit import presentation_clock
from credit.clocks.limitation import SHORTEST, limitation_clock
from credit.clocks.safe import safe_clock
from credit.clocks.service import dispute_clock, documents_clock, review_clock
from credit.clocks.tax_refund import tax_refund_clock
from credit.clocks.watch import Watch
from credit.decision import Leniency
from credit.exposure import converted_total
from credit.money import Money
from credit.policy import Policy
from credit.promises import JudgedPromise, PromiseState

__all__ = ["every_clock", "item_clocks", "presses", "pressing_clocks"]


def item_clocks(watch: Watch, item: OpenItem) -> tuple[Clock, ...]:
    """Every clock of the item's own, the earliest first."""
    found = (
        limitation_clock(watch, item),
        tax_refund_clock(watch, item),
        safe_clock(watch, item),
        presentation_clock(watch, item),
        documents_clock(watch, item),
    )
    return tuple(sorted((clock for clock in found if clock is not None), key=attrgetter("due_on")))


def every_clock(watch: Watch, promises: Iterable[JudgedPromise], leniency: Leniency | None, policy: Policy) -> tuple[Clock, ...]:
    """The clocks of the buyer and, of each kind, the item's that comes first with all that is at stake; the earliest first.

    `leniency` is the one that is in force.
    """
    own = _gathered(watch, (clock for item in watch.items for clock in item_clocks(watch, item)))
    return tuple(sorted((*_money(watch), *own, *_service(watch, promises, leniency, policy)), key=attrgetter("due_on")))


def pressing_clocks(
    watch: Watch, promises: Iterable[JudgedPromise], leniency: Leniency | None, policy: Policy
) -> tuple[Clock, ...]:
    """The clocks of the buyer, and of each kind of the items' those that press and lose money: what the queue stands on."""
    own = _gathered(watch, _pressing(watch))
    return (*_money(watch), *own, *_service(watch, promises, leniency, policy))


def presses(clock: Clock, watch: Watch) -> bool:
    """Whether it runs out soon, or ran out of late."""
    return -watch.policy.missed_days <= clock.slack <= watch.policy.lane_days


def _money(watch: Watch) -> Iterator[Clock]:
    yield from insurer_clocks(watch)
    claim = insolvency_claim_clock(watch) if watch.account.events else None
    shipment = latest_shipment_clock(watch) if watch.account.securities else None
    yield from (clock for clock in (claim, shipment) if clock is not None)


def _service(watch: Watch, promises: Iterable[JudgedPromise], leniency: Leniency | None, policy: Policy) -> Iterator[Clock]:
    for entry in promises:
        if entry.state is PromiseState.RUNNING:
            yield promise_clock(entry, watch.on, watch.there)
    for dispute in watch.account.disputes:
        if dispute.open_on(watch.on):
            yield dispute_clock(watch, dispute, policy.disputing)
    if leniency is not None:
        yield review_clock(watch, leniency, policy.leniency)


def _pressing(watch: Watch) -> Iterator[Clock]:
    """The clocks of items that press. Nothing moves limitation to an earlier day than its law's years after the due date."""
    policy = watch.policy
    refunding = bool(policy.refund_percent)
    barred_from = _shortest(watch) * SHORTEST - policy.lane_days
    shipping = max(policy.safe_report_days, policy.presentation_days) + policy.missed_days
    for item in watch.items:
        found: list[Clock | None] = []
        shipped = item.invoice.shipped_on
        if item.dpd >= barred_from:
            found.append(limitation_clock(watch, item))
        if refunding or item.invoice.refund is not None:
            found.append(tax_refund_clock(watch, item))
        if shipped is not None and (watch.on - shipped).days <= shipping:
            found += (presentation_clock(watch, item), safe_clock(watch, item))
        elif watch.account.securities:
            found.append(presentation_clock(watch, item))
        yield from (clock for clock in found if clock is not None and presses(clock, watch))


def _shortest(watch: Watch) -> int:
    """Years of the shortest period any pack gives; a hundred where no item is old enough to ask."""
    if not watch.items or watch.items[0].dpd < SHORTEST - watch.policy.lane_days:
        return 100
    packs = watch.policy.limitation.values()
    return min((years for pack in packs for years in (pack.years, pack.international_years) if years), default=100)


def _gathered(watch: Watch, clocks: Iterable[Clock]) -> Iterator[Clock]:
    """One clock of each kind: the earliest that was not missed long ago, with the stake of all that were not."""
    kinds: dict[ClockKind, list[Clock]] = {}
    for clock in clocks:
        kinds.setdefault(clock.kind, []).append(clock)
    for found in kinds.values():
        found.sort(key=attrgetter("due_on"))
        fresh = [clock for clock in found if clock.slack >= -watch.policy.missed_days] or found
        yield fresh[0] if len(fresh) == 1 else replace(fresh[0], stake=_together(watch, fresh))


def _together(watch: Watch, clocks: Sequence[Clock]) -> Money | None:
    """What is at stake in all of them: in their one currency, else in base currency; without a rate, of the first alone."""
    stakes = [clock.stake for clock in clocks if clock.stake is not None]
    if not stakes:
        return None
    only = stakes[0].currency if len({stake.currency for stake in stakes}) == 1 else watch.base
    return converted_total(stakes, only, watch.rates, watch.on) or stakes[0]
