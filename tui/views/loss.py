"""Expected credit loss and interest on late payment as a page and a script show them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from credit.assessment import Assessment
from credit.book import Book
from credit.cash.suggesting import suggestions
from credit.loss.claim import InterestClaim, interest_claim
from credit.loss.estimate import LossEstimate, SegmentLoss, expected_credit_loss
from credit.loss.net import NetLoss, loss_after_cover
from credit.money import Money
from credit.reason import RATES, Reason
from tui.views.snapshot import Snapshot, looked_at
from tui.views.table import Align, Column, Row, Table
from wording import figures, terms
from wording.listing import clauses, listed
from wording.loss_terms import BUCKETS, doubt, interest_basis, segment
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = [
    "interest_record",
    "legend_lines",
    "loss_lines",
    "loss_of",
    "loss_record",
    "loss_table",
    "money_lines",
    "net_reasons",
    "partial_losses",
]

Record = dict[str, Any]
Line = tuple[str, str, str]
PRIOR, BOOK, FLOOR = "p", "b", "+"
"""Marks of the table."""


def loss_of(shown: Snapshot) -> LossEstimate:
    """The expected credit loss of the snapshot's book: worked out when a page or a script asks for it."""
    return expected_credit_loss(shown.assessed)


def loss_lines(found: LossEstimate, shown: Snapshot) -> tuple[Line, ...]:
    """The loss of the house before cover and security and after, and what stands in for own months in it."""
    net = loss_after_cover(shown.assessed, found)
    told = _("{loss} before cover and security, {net} after").format(
        loss=_in_part(found.total, found.left_out), net=_in_part(net.total, net.left_out)
    )
    value = told if found.total is not None else figures.ABSENT
    lines = [(_("Expected loss"), value, "")] if found.segments or found.individual or found.left_out else []
    reasons = [*found.reasons, *net_reasons(found, net, shown)]
    return (*lines, *(("-", reason_sentence(reason), "muted") for reason in reasons))


def net_reasons(found: LossEstimate, net: NetLoss, shown: Snapshot) -> tuple[Reason, ...]:
    """Who else is left out after cover and security."""
    more = ", ".join(id for id in net.left_out if id not in found.left_out)
    return (Reason("loss_after_cover_in_part", {"buyers": more, "on": shown.on, "source": RATES}),) if more else ()


def _in_part(amount: Money | None, left_out: Sequence[str]) -> str:
    told = figures.money(amount)
    return _("{amount} in part").format(amount=told) if left_out and amount is not None else told


def legend_lines(found: LossEstimate) -> tuple[Line, ...]:
    """What the marks of the table mean, of those that are in it."""
    rolls = [roll for entry in found.segments for roll in entry.rolls]
    marks = (
        (any(roll.thin for roll in rolls), PRIOR, _("months, too few: the policy's prior stands in for the roll rate")),
        (
            any(roll.of_book and not roll.thin for roll in rolls),
            BOOK,
            _("months of the whole book: the segment has too few of its own"),
        ),
        (
            any(entry.matrix.floored for entry in found.segments),
            FLOOR,
            _("the policy's floor, for a loss rate that came to less"),
        ),
    )
    return tuple((mark, told, "muted") for used, mark, told in marks if used)


def loss_table(found: LossEstimate) -> Table:
    """The provision matrix of every segment, a row a bucket, then the buyers assessed one by one."""
    shape = (
        Column("segment", _("Segment"), 22, grows=True),
        Column("bucket", _("Bucket"), 10),
        Column("balance", _("Balance"), 16, Align.RIGHT),
        Column("roll", _("Rolls on"), 9, Align.RIGHT),
        Column("months", _("Months"), 6, Align.RIGHT),
        Column("rate", _("Loss rate"), 9, Align.RIGHT),
        Column("loss", _("Loss"), 14, Align.RIGHT),
    )
    base = found.total.currency if found.total else ""
    rows = [row for entry in found.segments for row in _matrix(entry, base)]
    rows += [
        Row(
            one.customer_id,
            (
                figures.safe(one.customer_id), terms.debt_class_short(one.debt_class), figures.money(one.open), "", "",
                figures.percent(one.percent), figures.money(one.loss),
            ),
        )
        for one in found.individual
    ]  # fmt: skip
    return Table(shape, tuple(rows), _("Nothing is open."))


def _matrix(entry: SegmentLoss, base: str) -> list[Row]:
    """One segment: the rate out of each bucket, its months marked where it is not its own, and what is lost."""
    rows = []
    for name, row, roll in zip(BUCKETS, entry.matrix.rows, entry.rolls, strict=True):
        mark = PRIOR if roll.thin else BOOK if roll.of_book else ""
        floor = FLOOR if row.rate.floored else ""
        cells = (
            segment(entry.name), terms.bucket(name), _minor(row.balance, base), _percent(roll.rate),
            f"{roll.months}{mark}", _percent(row.rate.rate) + floor, _minor(row.loss, base),
        )  # fmt: skip
        rows.append(Row(f"{entry.name}:{name}", cells))
    return rows


def _percent(share: Decimal) -> str:
    """A rate with two digits: half a percent of a million is money."""
    return f"{figures.number(share * 100, 2)} %"


def _minor(minor: int, base: str) -> str:
    return figures.money(Money(minor, base)) if base else figures.ABSENT


def loss_record(found: LossEstimate, shown: Snapshot) -> Record:
    """The estimate for scripts: every rate with its months, what stood in for it, and each buyer assessed by itself."""
    base, net = shown.book.base, loss_after_cover(shown.assessed, found)
    reasons = [*found.reasons, *net_reasons(found, net, shown)]
    return {
        **looked_at(shown),
        "base_currency": base,
        "policy": shown.book.policy.version,
        "expected_credit_loss": found.total,
        "basis": "before_cover",
        "after_cover": net.total,
        "segments": [_segment(entry, base) for entry in found.segments],
        "individual": [
            {
                "customer_id": one.customer_id, "debt_class": one.debt_class, "open": one.open, "percent": one.percent,
                "loss": one.loss,
            }
            for one in found.individual
        ],
        "reasons": [{"code": r.code, "text": reason_sentence(r), "facts": dict(r.facts)} for r in reasons],
        "left_out": {"expected_credit_loss": list(found.left_out), "after_cover": list(net.left_out)},
        "partial": partial_losses(found, net),
        "missing": [
            name for name, value in (("expected_credit_loss", found.total), ("after_cover", net.total)) if value is None
        ],
    }  # fmt: skip


def partial_losses(found: LossEstimate, net: NetLoss) -> list[str]:
    """Names of the figures that are told in part."""
    told = {"expected_credit_loss": (found.total, found.left_out), "after_cover": (net.total, net.left_out)}
    return [name for name, (value, left_out) in told.items() if left_out and value is not None]


def _segment(entry: SegmentLoss, base: str) -> Record:
    return {
        "segment": entry.name,
        "buyers": entry.buyers,
        "loss": Money(entry.matrix.total, base),
        "buckets": [
            {
                "bucket": name,
                "balance": Money(row.balance, base),
                "roll_rate": roll.rate,
                "months": roll.months,
                "from": "prior" if roll.thin else "book" if roll.of_book else "segment",
                "loss_rate": row.rate.rate,
                "floor": row.rate.floored,
                "loss": Money(row.loss, base),
            }
            for name, row, roll in zip(BUCKETS, entry.matrix.rows, entry.rolls, strict=True)
        ],
    }


def interest_record(entry: Assessment, book: Book) -> Record:
    """What interest could be claimed, item by item, with its ground and its doubts."""
    found = interest_claim(entry, book)
    return {
        "interest": list(found.interest),
        "most": list(found.most),
        "doubts": [{"code": value, "text": doubt(value)} for value in found.doubts],
        "items": [
            {
                "invoice": item.invoice,
                "since": item.since,
                "basis": item.claim.basis,
                "statute": item.claim.statute or "",
                "interest": item.claim.interest,
                "most": item.claim.most,
                **({"fixed_sum": item.claim.fixed} if item.claim.fixed else {}),
                "spans": [
                    {"from": s.first, "to": s.last, "balance": s.balance, "percent": s.percent, "days": s.days}
                    for s in item.claim.spans
                ],
            }
            for item in found.items
        ],
    }


def money_lines(entry: Assessment, book: Book) -> tuple[Line, ...]:
    """Interest that could be claimed, and where unapplied money could go, as lines of the buyer's page."""
    found = interest_claim(entry, book)
    lines = [(_("Interest"), _interest(found), "muted")] if found.items else []
    for each in suggestions(entry):
        named = listed(figures.safe(part.invoice) for part in each.parts[:SHOWN])
        if named:
            more = "..." if len(each.parts) > SHOWN else ""
            told = _("{amount} could pay {invoices}").format(amount=figures.money(each.free), invoices=named + more)
            lines.append((_("Unapplied"), told, "warning"))
    return tuple(lines)


SHOWN = 3
"""Invoices named on the page; a script gets all of them."""


def _interest(found: InterestClaim) -> str:
    """The sum with the ground of the oldest item, as an estimate and never a charge."""
    amounts = listed(
        figures.money(least) if least == most else f"{figures.money(least)} - {figures.money(most)}"
        for least, most in zip(found.interest, found.most, strict=True)
    )
    ground = interest_basis(found.items[0].claim.basis)
    told = _("{amounts} could be claimed ({ground})").format(amounts=amounts, ground=ground)
    if not amounts:
        told = _("no figure ({ground})").format(ground=ground)
    return clauses((told, *(doubt(value) for value in found.doubts)))
