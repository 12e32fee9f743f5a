"""The credit memo of one buyer: how its five dimensions read, whether it can and will pay, and what follows for the trade."""

from collections.abc import Iterator
from decimal import Decimal

from credit.assessment import Assessment
from credit.book import Book
from credit.limits.bounds import Constraint
from credit.limits.recommendation import Recommendation, recommended
from credit.payment_record import kept_rate, paydex_equivalent
from credit.rating.dimension import Reading
from credit.rating.dimensions import dimensions
from credit.rating.report_inputs import spoken_reports
from credit.rating.verdict import Faculty, verdict
from credit.side_by_side import latest_of_each
from credit.square import advised
from credit.treatment import NextStep, next_step
from documents.about_buyer import clocks_grid, due_days, identity, items_grid, money_or
from documents.paper import Absent, Block, Cell, Column, Facts, Grid, Heading, Paper, Percent, Points, Say, headed
from documents.sources import sources_of_buyer
from wording import figures, terms
from wording.listing import listed
from wording.reasons import alert_line
from wording.reasons import reason as reason_sentence
from wording.report_terms import finding
from wording.steps import step_line
from wording.words import _, language

__all__ = ["memo_paper"]

EVIDENCE = 5
"""Facts told of a dimension: those that move it most."""


def memo_paper(entry: Assessment, book: Book, today: NextStep | None = None) -> Paper:
    """The memo on the day assessed; `today` is what the queue asks first, where that is not the ladder's own step."""
    readings = dimensions(entry, book)
    said = verdict(readings, entry.on, book.policy.reading)
    standing = Facts(tuple(_standing(entry)))
    faculties = Facts(((_("Ability to pay"), _faculty(said.ability)), (_("Willingness to pay"), _faculty(said.willingness))))
    blocks: list[Block] = [
        identity(entry),
        Heading(_("What we advise")),
        Say(reason_sentence(advised(said, book.policy.squares, entry.debt_class.value, entry.graded.value))),
        Facts(tuple(_steps(next_step(entry, book.policy), today))),
        faculties,
        standing,
        Facts(tuple(_limit(entry, book))),
        _overview(readings),
    ]
    for reading in readings:
        blocks += [Heading(headed(terms.dimension(reading.dimension))), *_dimension(reading)]
    blocks += [Heading(_("How it pays us")), Facts(tuple(_record(entry)))]
    blocks += [items_grid(entry, _("Open invoices"), _("Nothing is open.")), *_alerts(entry), clocks_grid((entry,), named=False)]
    blocks += [_reports(entry), *sources_of_buyer(entry, book)]
    title = _("Credit memo: {name}").format(name=entry.account.customer.name)
    return Paper("memo", title, entry.on, language(), tuple(blocks), tuple(due_days((entry,))))


def _steps(ladder: NextStep, today: NextStep | None) -> Iterator[tuple[str, Cell]]:
    yield _("Next step"), step_line(today or ladder)
    if today is not None and today.action is not ladder.action:
        yield _("Then"), step_line(ladder)


def _standing(entry: Assessment) -> Iterator[tuple[str, Cell]]:
    why = _("no rate of exchange")
    owed = entry.exposure
    yield (
        _("Class"),
        _("{what}: {why}").format(
            what=terms.debt_class(entry.debt_class.value), why=reason_sentence(entry.debt_class.reasons[0])
        ),
    )
    yield (
        _("Grade"),
        _("{what}: {why}").format(what=terms.grade(entry.graded.value), why=reason_sentence(entry.graded.reasons[0])),
    )
    yield _("At stake"), money_or(owed.at_stake, why)
    yield _("Overdue"), money_or(owed.overdue, why)
    yield _("Secured"), money_or(owed.secured, why)
    yield _("Insured"), money_or(owed.insured, why)
    yield _("Own risk"), money_or(owed.own_risk, why)


def _limit(entry: Assessment, book: Book) -> Iterator[tuple[str, Cell]]:
    found = recommended(entry, book)
    yield _("Limit now"), money_or(entry.exposure.limit, _("none was ever set"))
    if found.expired:
        never = next((told for told in found.reasons if told.code == "limit_no_day"), None)
        yield _("Limit expired on"), reason_sentence(never) if never is not None else found.expires_on or Absent("")
    no_limit = _("no grade, so a person decides") if found.binding is not None else _("no bound is known")
    yield _("Limit we recommend, own risk"), money_or(found.own_risk, no_limit)
    if found.binding is not None:
        yield _("What binds it"), _bound(found, found.binding)


def _bound(found: Recommendation, binding: Constraint) -> str:
    """What decides the limit: the grade or the insurer where one of them leaves nothing of it, else its smallest bound."""
    if found.binds == "insurer" and found.insured is not None and found.whole is not None:
        words = _("no own risk: the insurer bears {insured}, the whole limit would be {whole}")
        return words.format(insured=figures.money(found.insured), whole=figures.money(found.whole))
    cash = next((told for told in found.reasons if told.code == "limit_cash_only"), None)
    return reason_sentence(cash if found.binds == "grade" and cash is not None else binding.reason)


def _faculty(told: Faculty) -> Cell:
    if told.score is None:
        return Absent(_("no data on its own dimensions"))
    made = listed(terms.dimension(dimension) for dimension in told.dimensions)
    words = _("{score} of 100, {confidence} of what would be asked is known; from {dimensions}")
    return words.format(score=told.score, confidence=figures.percent(Decimal(told.confidence)), dimensions=made)


def _overview(readings: tuple[Reading, ...]) -> Grid:
    shape = (
        Column("dimension", _("Dimension")),
        Column("score", _("Of 100"), True),
        Column("confidence", _("Known"), True),
        Column("oldest", _("Oldest fact")),
        Column("reading", _("How it reads")),
    )
    rows = tuple(
        (
            terms.dimension(reading.dimension),
            Absent(_("no data")) if reading.score is None else reading.score,
            Percent(Decimal(reading.confidence)),
            reading.freshness.on if reading.freshness else Absent(_("no data")),
            reason_sentence(reading.sentence),
        )
        for reading in readings
    )
    return Grid(_("Five dimensions"), shape, rows, _("No data."))


def _dimension(reading: Reading) -> Iterator[Block]:
    if reading.evidence:
        yield Points(tuple(reason_sentence(reason) for reason in reading.evidence[:EVIDENCE]))
    if reading.missing:
        yield Say(_("Not known: {missing}.").format(missing=listed(finding(name) for name in reading.missing)))


def _record(entry: Assessment) -> Iterator[tuple[str, Cell]]:
    why = _("no record yet")
    yield _("Days beyond terms"), Absent(why) if entry.dbt is None else entry.dbt.quantize(Decimal("0.1"))
    yield _("PAYDEX equivalent"), Absent(why) if entry.dbt is None else paydex_equivalent(entry.dbt).quantize(Decimal(1))
    late, kept = entry.late, kept_rate(entry.promises)
    yield _("Invoices paid late or overdue"), _late(late.count, late.of, sum(told.open for told in entry.record), why)
    yield _("Promises kept"), _share(kept.count, kept.of, _("no promise was judged yet"))


def _share(count: int, of: int, why: str) -> Cell:
    return _("{count} of {of}").format(count=count, of=of) if of else Absent(why)


def _late(count: int, of: int, still_open: int, why: str) -> Cell:
    """The invoices late, and how many of them nobody has paid yet."""
    if not of or not still_open:
        return _share(count, of, why)
    return _("{count} of {of}; {still_open} of them still open").format(count=count, of=of, still_open=still_open)


def _alerts(entry: Assessment) -> Iterator[Block]:
    if entry.alerts:
        yield Heading(_("Alerts"))
        yield Points(tuple(alert_line(alert) for alert in entry.alerts))


def _reports(entry: Assessment) -> Grid:
    shape = (
        Column("provider", _("Provider")),
        Column("as_of", _("As of")),
        Column("fetched_on", _("Fetched")),
        Column("age_days", _("Days old"), True),
    )
    rows = tuple(
        (report.provider, report.as_of or Absent(_("undated")), report.fetched_at.date(), (entry.on - report.spoken_on).days)
        for report in latest_of_each(spoken_reports(entry.account, entry.on))
    )
    return Grid(_("Reports it rests on"), shape, rows, _("No report of anybody outside the house."))
