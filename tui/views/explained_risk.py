"""Where the figures of a buyer's risk come from: the limit that is recommended, its expected loss, the distress models."""

from collections.abc import Iterator
from datetime import date

from credit.assessment import Assessment
from credit.distress import ModelResult
from credit.limits.bounds import Constraint
from credit.limits.recommendation import recommended
from credit.loss.net import net_loss, own_share
from credit.loss.of_buyer import BuyerLoss, buyer_loss
from credit.money import Money
from credit.rating.statements import Distress, distress
from tui.views.explanation import Explained, because
from tui.views.loss import loss_of
from tui.views.snapshot import Snapshot
from wording import report_terms, terms
from wording.loss_terms import BUCKETS, segment
from wording.reasons import reason as reason_sentence

__all__ = ["explained_risk"]

Inputs = tuple[tuple[str, object], ...]


def explained_risk(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """The recommended limit, the expected loss, and every distress model where statements are known."""
    yield _limit(entry, shown)
    yield _loss(buyer_loss(entry, shown.assessed, loss_of(shown)), entry, shown)
    found = distress(entry, shown.book)
    if found is not None:
        yield from (_model(result, found) for result in found.results)


def _limit(entry: Assessment, shown: Snapshot) -> Explained:
    """The bounds, the factor and the cover; of the day and the source of the bound that binds."""
    found = recommended(entry, shown.book)
    factor = shown.book.policy.limits.grade_factor.get(entry.graded.value)
    bounds = tuple(told for each in found.constraints for told in _bound(each))
    binds = (("binding", terms.bound(found.binds)),) if found.binds else ()
    inputs = (*bounds, *binds, ("grade_factor", factor), ("insured", found.insured), *because(found.reasons))
    facts = found.binding.reason.facts if found.binding is not None else {}
    on, source = facts.get("on"), facts.get("source")
    day = on if isinstance(on, date) else entry.on
    return Explained("recommended_limit", found.own_risk, inputs, day, *([str(source)] if source else []))


def _bound(each: Constraint) -> Inputs:
    """A bound with its amount and its own reckoning, or why it has none."""
    name, why = terms.bound(each.bound), reason_sentence(each.reason)
    return ((name, each.amount), ("why", why)) if each.amount is not None else ((name, why),)


def _loss(found: BuyerLoss, entry: Assessment, shown: Snapshot) -> Explained:
    held = [(name, row) for name, row in zip(BUCKETS, found.rows, strict=False) if row.balance]
    rows: Inputs = tuple(
        told
        for name, row in held
        for told in ((terms.bucket(name), Money(row.balance, shown.book.base)), ("loss_rate", row.rate.rate * 100))
    )
    own: Inputs = (("open", found.open), ("percent_lost", found.percent)) if found.percent is not None else ()
    named: Inputs = (("segment", segment(found.segment)),) if found.segment else ()
    share = own_share(entry)
    borne: Inputs = (("own_share", share * 100),) if share is not None else ()
    net: Inputs = (*borne, ("after_cover", net_loss(entry, found.loss)))
    return Explained("expected_loss", found.loss, (*named, *rows, *own, *net, *because(found.reasons)), shown.on)


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
