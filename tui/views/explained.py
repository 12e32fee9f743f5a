"""Where each figure comes from: its formula, what went into it today, the source of both, and the day.

One entry a figure, for the house and for one buyer. The screens show them behind `?`, scripts read them from `dunnage explain`.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from credit.age_basis import AgedFrom
from credit.assessment import Assessment
from credit.loss.claim import interest_claim
from credit.loss.net import loss_after_cover
from credit.money import Money
from credit.rating.dimensions import dimensions
from credit.rating.verdict import verdict
from credit.reason import OWN_LEDGER, Reason
from credit.response import response
from credit.turnover import Turnover
from credit.worklist import Task
from tui.views.aged import buckets_from
from tui.views.cash_speed import house_turnover
from tui.views.explained_owed import explained_house_items, explained_owed
from tui.views.explained_pay import explained_pay
from tui.views.explained_risk import explained_risk
from tui.views.explanation import Explained, because
from tui.views.house import house
from tui.views.loss import loss_of, net_reasons
from tui.views.snapshot import Snapshot
from wording import figures, report_terms, terms
from wording.formulas import FORMULAS, input_name
from wording.loss_terms import doubt, interest_basis
from wording.reasons import reason as reason_sentence
from wording.sentence import spoken
from wording.words import _

__all__ = ["Explained", "explained_buyer", "explained_house", "explained_lines", "explained_record"]

Line = tuple[str, str, str]
Inputs = Sequence[tuple[str, object]]


def explained_house(shown: Snapshot) -> tuple[Explained, ...]:
    """The figures above the portfolio."""
    totals, speed, loss = house(shown), house_turnover(shown), loss_of(shown)
    on, rates = shown.on, (("rate_on", totals.rate_on),) if totals.rate_on else ()
    buckets = tuple((terms.bucket(bucket.name), bucket.amount) for bucket in totals.aging)
    owed = (*rates, *(("left_out", left.receivable) for left in totals.left_out))
    late = (*rates, *(("left_out", left.overdue) for left in totals.left_out))
    found = [
        Explained("receivable", totals.receivable, (*buckets, *owed), on),
        Explained("house_overdue", totals.overdue, (*buckets[1:-1], *late), on),
    ]
    if totals.aging:
        for since in (AgedFrom.INVOICE, AgedFrom.SHIPMENT):
            dated = tuple((terms.bucket(bucket.name), bucket.amount) for bucket in buckets_from(shown, since))
            found.append(Explained(f"aged_from_{since}", totals.receivable, (*dated, *owed), on))
    net = loss_after_cover(shown.assessed, loss)
    after, why = ("after_cover", net.total), (*loss.reasons, *net_reasons(loss, net, shown))
    if speed is not None:
        found += _speed(speed, shown, rates)
    found += explained_house_items(shown)
    found.append(Explained("expected_credit_loss", loss.total, (after, *because(why)), on))
    return tuple(found)


def _speed(speed: Turnover, shown: Snapshot, rates: Inputs) -> Iterator[Explained]:
    """How fast sales turn into cash, with the sales, days and balances behind it."""
    told, base, on = speed.basis, shown.book.base, shown.on
    end, begin, current = (
        ("end", Money(told.end, base)),
        ("begin", Money(told.begin, base)),
        ("current", Money(told.current, base)),
    )
    period = (("sales", Money(told.sales, base)), ("days", told.days), ("months", told.months))
    yield Explained("dso", speed.simple, (end, *period, *rates), on)
    yield Explained("best_possible_dso", speed.best_possible, (current, *period, *rates), on)
    yield Explained("add", speed.delinquent, (("dso", speed.simple), ("best_possible_dso", speed.best_possible)), on)
    yield Explained("cei", speed.effectiveness, (begin, end, current, *period, *rates), on)
    unexplained = ("unexplained", Money(speed.countback.left, base))
    yield Explained("countback_dso", speed.countback.days, (end, *_used(speed, base), unexplained, *rates), on)
    yield Explained("true_dso", speed.true, (end, *_aged(speed, base), *rates), on)
    yield Explained("turnover_days", speed.rate_days, (begin, end, *period, *rates), on)


def _used(speed: Turnover, base: str) -> Iterator[tuple[str, object]]:
    """The months whose sales the balance is made of, the latest first: what of them is used, and the days it stands for."""
    left = max(speed.basis.end, 0)
    for month in reversed(speed.series):
        if not left or month.sales <= 0:
            return
        used = min(left, month.sales)
        words = _("{used} of {sales} sold in {days} days")
        sold = figures.money(Money(month.sales, base))
        yield figures.day(month.ends_on), words.format(used=figures.money(Money(used, base)), sales=sold, days=month.days)
        left -= used


def _aged(speed: Turnover, base: str) -> Iterator[tuple[str, object]]:
    """For each month something is open from: open amount x age in days, and what was sold in it."""
    for month in speed.series:
        if month.open_days:
            words = _("amount x age {product}, sold {sales}")
            product = figures.number(Money(month.open_days, base).amount)
            yield figures.day(month.ends_on), words.format(product=product, sales=figures.money(Money(month.sales, base)))


def explained_buyer(shown: Snapshot, customer_id: str) -> tuple[Explained, ...]:
    """Every figure of one buyer's page; raises `UnknownBuyer`."""
    entry = shown.assessed.of(customer_id)
    rooms = (
        _classes(entry),
        _exposure(entry),
        explained_owed(entry, shown),
        explained_pay(entry, shown),
        explained_risk(entry, shown),
        _faculties(entry, shown),
        _claims(entry, shown),
        _work(entry, shown),
    )
    return tuple(found for room in rooms for found in room)


def _latest(reasons: Iterable[Reason], entry: Assessment) -> tuple[date, str]:
    """The day and source of the reason that binds; of the ledger and today where it names none."""
    first = next(iter(reasons), None)
    on = first.facts.get("on") if first is not None else None
    source = first.facts.get("source", OWN_LEDGER) if first is not None else OWN_LEDGER
    return (on if isinstance(on, date) else entry.on), str(source)


def _classes(entry: Assessment) -> Iterator[Explained]:
    classified, graded = entry.debt_class, entry.graded
    prior = entry.house.policy.scales.prior_pd.get(graded.value.value)
    told = (("prior", f"{prior} %"),) if prior is not None else ()
    for figure, value, reasons, more in (
        ("debt_class", terms.debt_class(classified.value), classified.reasons, ()),
        ("grade", terms.grade(graded.value), graded.reasons, told),
    ):
        yield Explained(figure, value, (*because(reasons), *more), *_latest(reasons, entry))


def _exposure(entry: Assessment) -> Iterator[Explained]:
    owed, on = entry.known_exposure, entry.on
    dated = (("rate_on", owed.rate_on),) if owed.rate_on else ()
    rates = (*dated, *(("left_out", code) for code in owed.no_rate))
    more = (("not_due", owed.not_due), ("overdue", owed.overdue))
    ordered = (("shipped", owed.shipped), ("in_production", owed.in_production))
    less = (("deposits", owed.deposits), ("unapplied", owed.unapplied))
    borne = (("exposure", owed.at_stake), ("secured", owed.secured), ("insured", owed.insured))
    yield Explained("open", owed.receivable, (*more, *less, *rates), on)
    yield Explained("exposure", owed.at_stake, (*more, *ordered, *less, *rates), on)
    yield Explained("own_risk", owed.own_risk, (*borne, *rates), on)
    room = (("limit", owed.limit), ("counted", owed.counted))
    if owed.limit is not None:  # an unknown counts as unknown against a limit
        yield Explained("headroom", entry.exposure.headroom, (*room, *rates), on)
        yield Explained("limit_used", entry.exposure.used_percent, (*room, *rates), on)


def _faculties(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    readings = dimensions(entry, shown.book)
    said = verdict(readings, shown.on, shown.book.policy.reading)
    for figure, faculty in (("ability", said.ability), ("willingness", said.willingness)):
        named = tuple((terms.dimension(r.dimension), r.score) for r in readings if r.dimension in faculty.dimensions)
        yield Explained(figure, faculty.score, (*named, ("confidence", faculty.confidence)), shown.on)
    for reading in readings:
        inputs = (*because(reading.evidence), *(("missing", report_terms.finding(name)) for name in reading.missing))
        on = reading.freshness.on if reading.freshness else shown.on
        source = _latest(reading.evidence, entry)[1]
        what = terms.dimension(reading.dimension)
        yield Explained(f"dimension:{reading.dimension}", reading.score, inputs, on, source, what)


def _claims(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    found = interest_claim(entry, shown.book)
    for item in found.items:
        ground = (("ground", interest_basis(item.claim.basis)), ("since", item.since))
        spans = tuple((f"{figures.day(s.first)} - {figures.day(s.last)}", f"{s.percent} %") for s in item.claim.spans)
        doubts = tuple(("doubt", doubt(value)) for value in item.claim.doubts)
        inputs = (*ground, *spans, *doubts)
        yield Explained(f"late_interest:{item.invoice}", item.claim.interest, inputs, entry.on, about=item.invoice)
    for clock in entry.clocks:
        counted = (("since", clock.since), ("stake", clock.stake), ("calendar", clock.calendar))
        unsure = (("doubt", terms.clock_doubt(clock.doubt)),) if clock.doubt else ()
        named = f"{terms.clock_kind(clock.kind)} {clock.subject}".strip()
        yield Explained(f"clock:{clock.kind}:{clock.subject}", clock.due_on, (*counted, *unsure), entry.on, clock.source, named)


def _work(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """What a day of waiting costs, where the buyer stands in the queue."""
    place = shown.work.placed.get(entry.id)
    if isinstance(place, Task):
        parts = tuple((reason_sentence(reason), reason.amount) for reason in place.reasons if reason.amount is not None)
        learnt = response(entry, shown.book.policy)
        yield Explained("value_per_day", place.value_per_day, (*parts, ("response", learnt.value)), shown.on)


def explained_lines(found: Iterable[Explained]) -> tuple[Line, ...]:
    """Title and value, formula, inputs, source and day of each figure."""
    lines: list[Line] = []
    for one in found:
        title, formula, cited = FORMULAS[one.figure.partition(":")[0]].spoken()
        lines.append((f"{title} {one.about}".strip(), _short(one.value), "heading"))
        lines.append((" =", formula, ""))
        lines += [(" -", _("{name}: {value}").format(name=input_name(n), value=_short(v)), "muted") for n, v in one.inputs]
        origin = terms.source(one.source)
        lines.append((" @", ", ".join(part for part in (origin, figures.day(one.on), cited) if part), "muted"))
    return tuple(lines)


def _short(value: object) -> str:
    """A value as people read it: a figure with many digits behind its point to the first two."""
    return spoken(round(value, 2) if isinstance(value, Decimal) and value != round(value, 4) else value)


def explained_record(found: Iterable[Explained], on: date) -> dict[str, Any]:
    """The same for scripts."""
    rows = []
    for one in found:
        title, formula, cited = FORMULAS[one.figure.partition(":")[0]].spoken()
        rows.append(
            {
                "figure": one.figure,
                "title": f"{title} {one.about}".strip(),
                "value": one.value,
                "formula": formula,
                "inputs": [{"name": name, "value": value} for name, value in one.inputs],
                "source": one.source,
                "cited": cited,
                "on": one.on,
            }
        )
    return {"as_of": on, "explained": rows, "missing": sorted({str(row["figure"]) for row in rows if row["value"] is None})}
