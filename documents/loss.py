"""The expected loss as a document: the provision matrix of every segment, who is assessed alone, what stands in for months."""

from decimal import Decimal

from credit.assess import Assessed
from credit.loss.estimate import LossEstimate, SegmentLoss, expected_credit_loss
from credit.loss.net import loss_after_cover
from credit.loss.tried import loss_trial
from credit.money import Money
from documents.about_buyer import money_or
from documents.paper import Block, Cell, Column, Facts, Grid, Paper, Percent, Points, Say
from wording import figures, terms
from wording.loss_terms import BUCKETS, rolled_on, segment
from wording.reasons import reason as reason_sentence
from wording.words import _, language

__all__ = ["loss_facts", "loss_paper"]


def loss_paper(assessed: Assessed) -> Paper:
    """The matrix of the house on the day assessed."""
    found = expected_credit_loss(assessed)
    basis = _("Lifetime expected loss of trade receivables by a provision matrix (IFRS 9 and CAS 22, simplified approach).")
    blocks: list[Block] = [Say(basis), Facts(loss_facts(assessed, found)), _matrix(found, assessed.book.base)]
    blocks.append(_individual(found))
    if found.reasons:
        blocks.append(Points(tuple(reason_sentence(reason) for reason in found.reasons)))
    blocks.append(_tried(assessed))
    return Paper("ecl", _("Expected credit loss"), assessed.on, language(), tuple(blocks))


def loss_facts(assessed: Assessed, found: LossEstimate) -> tuple[tuple[str, Cell], ...]:
    """The loss before cover and security and after; of a part where a rate is missing, with who is left out."""
    net = loss_after_cover(assessed, found)
    why = _("no rate of exchange")
    rows: list[tuple[str, Cell]] = [
        (_("Expected loss before cover and security"), money_or(found.total, why)),
        (_("Expected loss after cover and security"), money_or(net.total, why)),
    ]
    if net.left_out:
        rows.append((_("Left out, without a rate of exchange"), ", ".join(net.left_out)))
    return tuple(rows)


def _matrix(found: LossEstimate, base: str) -> Grid:
    shape = (
        Column("segment", _("Segment")),
        Column("bucket", _("Days past due")),
        Column("balance", _("Balance"), True),
        Column("roll_rate", _("Rolls on"), True),
        Column("months", _("Months"), True),
        Column("months_of", _("Months of")),
        Column("loss_rate", _("Loss rate"), True),
        Column("loss", _("Loss"), True),
    )
    rows = tuple(row for entry in found.segments for row in _segment(entry, base))
    return Grid(_("Provision matrix"), shape, rows, _("Nothing is open."))


def _segment(entry: SegmentLoss, base: str) -> list[tuple[Cell, ...]]:
    return [
        (
            segment(entry.name),
            terms.bucket(name),
            Money(row.balance, base),
            _rate(roll.rate),
            roll.months,
            _("policy's prior, too few months") if roll.thin else _("whole book") if roll.of_book else _("segment"),
            _("{rate}, the policy's floor").format(rate=f"{row.rate.rate * 100:.2f} %")
            if row.rate.floored
            else _rate(row.rate.rate),
            Money(row.loss, base),
        )
        for name, row, roll in zip(BUCKETS, entry.matrix.rows, entry.rolls, strict=True)
    ]


def _rate(share: Decimal) -> Percent:
    """With two digits: half a percent of a million is money."""
    return Percent(share * 100, 2)


def _individual(found: LossEstimate) -> Grid:
    shape = (
        Column("customer", _("Customer")),
        Column("debt_class", _("Class")),
        Column("open", _("Open"), True),
        Column("percent", _("Percent lost"), True),
        Column("loss", _("Loss"), True),
    )
    rows = tuple(
        (one.customer_id, terms.debt_class(one.debt_class), one.open, Percent(one.percent), one.loss) for one in found.individual
    )
    return Grid(_("Assessed one by one"), shape, rows, _("No buyer is assessed by itself."))


def _tried(assessed: Assessed) -> Grid:
    """What the roll rates told a quarter ago, and what came of it."""
    tried = loss_trial(assessed)
    shape = (
        Column("bucket", _("Days past due")),
        Column("of", _("Judged by")),
        Column("balance", _("Balance"), True),
        Column("told", _("Told"), True),
        Column("came", _("Came"), True),
    )
    rows = tuple(
        (terms.bucket(name), rolled_on(name), one.balance, one.told, one.came)
        for name, one in zip(BUCKETS, tried.buckets, strict=True)
        if one
    )
    title = _("What the roll rates told on {day}").format(day=figures.day(tried.on))
    return Grid(title, shape, rows, _("A quarter ago nothing was open that the roll rates could be tried on."))
