"""Where the figures of a buyer's risk come from: the limit that is recommended, its expected loss, the distress models."""

from collections.abc import Iterator
from datetime import date

from credit.assessment import Assessment
from credit.distress import ModelResult
from credit.limits.bounds import Bound, Constraint
from credit.limits.recommendation import recommended
from credit.loss.net import net_loss, own_share
from credit.loss.of_buyer import BuyerLoss, buyer_loss
from credit.money import Money
from credit.movers import room as room_of
from credit.rating.statements import Distress, distress
from tui.views.explanation import Explained, Inputs, because, percent
from tui.views.loss import loss_of
from tui.views.snapshot import Snapshot
from wording import report_terms, terms
from wording.loss_terms import BUCKETS, segment
from wording.reasons import reason as reason_sentence

__all__ = ["explained_risk"]


def explained_risk(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """The recommended limit, the expected loss, and every distress model where statements are known."""
    yield from _limit(entry, shown)
    yield from _loss(buyer_loss(entry, shown.assessed, loss_of(shown)), entry, shown)
    found = distress(entry, shown.book)
    if found is not None:
        yield from (_model(result, found) for result in found.results)


def _limit(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """The bounds, the factor and the cover; of the day and the source of the bound that binds."""
    found = recommended(entry, shown.book)
    factor = shown.book.policy.limits.grade_factor.get(entry.graded.value)
    bounds = tuple(told for each in found.constraints for told in _bound(each))
    binds = (("binding", terms.bound(found.binds)),) if found.binds else ()
    inputs = (*bounds, *binds, ("grade_factor", factor), ("insured", found.insured), *because(found.reasons))
    smallest: Inputs = (("smallest", found.binding.amount if found.binding is not None else None),)
    facts = found.binding.reason.facts if found.binding is not None else {}
    on, source = facts.get("on"), facts.get("source")
    day = on if isinstance(on, date) else entry.on
    said = [str(source)] if source else []
    yield Explained("recommended_limit", found.own_risk, inputs, day, *said)
    yield Explained("whole_limit", found.whole, (*smallest, ("grade_factor", factor)), day, *said)
    need = next(each.amount for each in found.constraints if each.bound is Bound.NEED)
    yield Explained("short_of_need", found.short, (("need", need), *smallest), day, *said)
    counted: Inputs = (("limit", entry.exposure.limit), ("whole_limit", found.whole), ("counted", entry.exposure.counted))
    yield Explained("room", room_of(entry, shown.book), counted, entry.on)


def _bound(each: Constraint) -> Inputs:
    """A bound with its amount and its own reckoning, or why it has none."""
    name, why = terms.bound(each.bound), reason_sentence(each.reason)
    return ((name, each.amount), ("why", why)) if each.amount is not None else ((name, why),)


def _loss(found: BuyerLoss, entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """Each bucket at its rate, or the percent of who is assessed by itself; then what cover and security leave of it."""
    held = [(name, row) for name, row in zip(BUCKETS, found.rows, strict=False) if row.balance]
    rows: Inputs = tuple(
        told
        for name, row in held
        for told in ((terms.bucket(name), Money(row.balance, shown.book.base)), ("loss_rate", row.rate.rate * 100))
    )
    own: Inputs = (("open", found.open), ("percent_lost", found.percent)) if found.percent is not None else ()
    named: Inputs = (("segment", segment(found.segment)),) if found.segment else ()
    yield Explained("expected_loss", found.loss, (*named, *rows, *own, *because(found.reasons)), shown.on)
    net: Inputs = (("expected_loss", found.loss), ("own_share", percent(own_share(entry))))
    yield Explained("own_loss", net_loss(entry, found.loss), net, shown.on)


def _model(result: ModelResult, found: Distress) -> Explained:
    """One model with the figures it asked for, its zones and its zone, or why it says nothing."""
    told = found.told
    figures: Inputs = tuple(
        (report_terms.finding(name), Money.rounded(value, told.currency) if name != "price_index" else value)
        for name in result.figures
        if (value := getattr(told, name)) is not None
    )
    lacking: Inputs = tuple(("missing", report_terms.finding(name)) for name in result.missing)
    low, high = result.zones
    zones: Inputs = (("distress_below", low), ("safe_above", high)) if low != high else (("distress_above", low),)
    said: Inputs = (("zone", terms.zone(result.zone)),) if result.zone else ()
    why: Inputs = (("why", terms.why_no_score(result.why_not)),) if result.why_not else ()
    chance: Inputs = (("probability", result.probability),) if result.probability is not None else ()
    inputs = (*figures, *lacking, *zones, *chance, *said, *why)
    return Explained(result.name, result.value, inputs, found.dated, found.report.provider)
