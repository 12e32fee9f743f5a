"""Whatever figure a screen or a script shows, `?` and `explain` tell its formula, its inputs, their source and the day.

Three books are walked: the demo, the founding stories, and a little one of what they lack. Every number, amount and day of the
records is either explained, its inputs giving it again by arithmetic, or named in `GIVEN` with why it needs no formula: it was
entered, or counts what stands beside it. A new figure that is neither is a fault here.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from credit.money import Money
from credit.process import SHARES
from credit.terms import NO_TERMS
from tests.credit.little_book import published
from tests.credit.test_payment_measures import seasonal
from tests.tui.views.looks import look
from tests.tui.views.reckoned import RECKONED, TOLD, Given, near
from tui.cli import main
from tui.cli.arguments import parser
from tui.cli.opening import Opening
from tui.config import Config, Places
from tui.views.customer_record import customer_record
from tui.views.explained import Explained, explained_buyer, explained_house, explained_rows
from tui.views.explained_order import explained_order
from tui.views.forecast import forecast_record, foreseen
from tui.views.order_check import check_record, checked
from tui.views.queue_record import queue_record
from tui.views.records import alerts_record, portfolio_record
from tui.views.snapshot import Snapshot
from wording.formulas import FORMULAS

STORY = Path(__file__).parents[2] / "story"

BOOKS = ("demo", "story", "little")

LITTLE = (
    """
buyer    P   group_limit=90000USD  country=DE
buyer    C1  parent=P  limit=20000USD  limit_on=-40  insured=8000EUR  country=US
invoice  C1  I1  -20  1000USD
invoice  C1  I2   -9   200EUR
invoice  C1  I3   +9   700EUR
invoice  C1  N1   -5   -50USD
order    C1  O1  -12   900EUR  shipped_on=-2
order    C1  O2  -11   300USD
receipt  C1  RD   -3   100USD  order_id=O2
receipt  C1  RX   -3    40EUR
security C1  S1   -9   100EUR  form=standby_lc
call     C1  K1   -3  spoke
buyer    C2  limit=9000EUR  tags=potential
invoice  C2  J1  -30  2000EUR
lenient  C2  L1  -20  potential  until=+90  cap=9000EUR
buyer    C3  law=GB  country=GB
invoice  C3  G1  -40  5000GBP
report   C3  B1   -9  bureau  FIN.total_assets:1000USD  FIN.current_assets:500USD  FIN.current_liabilities:300USD  \
FIN.retained_earnings:200USD  FIN.equity:400USD  FIN.ebit:100USD  FIN.turnover:70000USD
shipment C1  M1   -3   400USD  papers=at_bank
buyer    C4
""".replace("\\\n", "").replace("FIN.", "financial_strength.")
    + seasonal(8).replace("C1", "C4")
)
"""A family in three currencies with security, cover, orders, a deposit, a credit note and goods under way; a buyer given time;
one under English law with statements; one that pays late every August."""


@cache
def shown(name: str) -> Snapshot:
    """The demo on its own day, or the founding stories on the day the second is told of."""
    if name == "little":
        return look(LITTLE, published(USD="1.25", GBP="0.8"))
    home = mkdtemp()
    words = ["--demo"]
    if name == "story":
        file = f"{home}/book.json"
        words = ["--book", file, "--as-of", "2021-03-31"]
        files = (str(STORY / f"{each}.csv") for each in ("receipts", "activities", "invoices", "customers"))
        assert main(["--book", file, "import", *files, "--json"]) == 0
    opening = Opening(parser().parse_args(words), {}, Places.of({"HOME": home}), Config(who="mara"))
    with opening.closing:
        return opening.desk().look()


@cache
def figures(name: str, id: str) -> Mapping[str, Explained]:
    book = shown(name)
    found = explained_buyer(book, id, every=True) if id else explained_house(book)
    return {one.figure: one for one in found}


def ordered(name: str, id: str) -> Any:
    book = shown(name)
    return checked(book, id, Money.of("50000", book.book.base), NO_TERMS)


BUYER = {
    "exposure": "exposure", "receivable": "open", "overdue": "overdue", "own_risk": "own_risk", "worst_dpd": "worst_dpd",
    "limit": "limit", "limit_used_percent": "limit_used",
}  # fmt: skip
FORECAST = {
    "p_late": "p_late:{invoice}", "p_late_30": "p_late_30:{invoice}", "expected_paid": "expected_paid:{invoice}",
    "low": "paid_from:{invoice}", "high": "paid_until:{invoice}", "rank_value": "rank_value:{invoice}",
}  # fmt: skip
TOTALS = {
    "receivable": "receivable", "overdue": "house_overdue", "dso": "dso", "countback_dso": "countback_dso",
    "true_dso": "true_dso",
    "best_possible_dso": "best_possible_dso", "add": "add", "cei": "cei", "receivable_turnover": "receivable_turnover",
    "turnover_days": "turnover_days", "at_risk_rate": "at_risk_rate", "expected_credit_loss": "expected_credit_loss",
    "expected_credit_loss_after_cover": "loss_after_cover",
}  # fmt: skip
EXPOSURE = {
    "total": "exposure", "receivable": "open", "over": "over_limit",
    **{name: name for name in (
        "not_due", "overdue", "ordered", "shipped", "in_production", "deposits", "unapplied", "secured", "insured", "own_risk",
        "counted", "headroom",
    )},
}  # fmt: skip
RECORD = ("dbt", "signed_average", "bucket_dbt", "paydex_equivalent", "at_risk_rate")

FIGURES: Mapping[str, str] = {
    **{f"portfolio.totals.{path}": figure for path, figure in TOTALS.items()},
    **{f"portfolio.process.{name}": name for name in SHARES},
    "portfolio.process.dispute_cycle": "dispute_cycle",
    "portfolio.process.clocks_missed": "clocks_missed",
    "portfolio.totals.by_currency[].receivable": "by_currency:{currency}",
    "portfolio.aging[].amount": "bucket:{bucket}",
    **{f"portfolio.customers[].{path}": figure for path, figure in BUYER.items()},
    "portfolio.getting_better[].room": "room",
    "queue.items[].value_per_day": "value_per_day",
    "queue.items[].clocks[].due_on": "clock:{kind}:{subject}",
    **{f"forecast.items[].{path}": figure for path, figure in FORECAST.items()},
    **{f"customer.forecast[].{path}": figure for path, figure in FORECAST.items()},
    "customer.treatment.aim_on": "aim",
    "customer.treatment.deadline_on": "deadline",
    "customer.treatment.contacts_this_week": "contacts_this_week",
    "customer.dimensions[].score": "dimension:{dimension}",
    "customer.ability.score": "ability",
    "customer.willingness.score": "willingness",
    "customer.grade_points": "grade_points",
    **{f"customer.exposure.{path}": figure for path, figure in EXPOSURE.items()},
    "customer.limit.current": "limit",
    "customer.limit.recommended": "recommended_limit",
    "customer.limit.recommended_whole": "whole_limit",
    "customer.limit.short_of_need": "short_of_need",
    "customer.limit.expires_on": "limit_ends",
    **{f"customer.payment_record.{name}": name for name in RECORD},
    "customer.payment_record.habit.latest": "habit",
    "customer.payment_record.seasons[].days": "season:{month}",
    "customer.late_interest.interest[]": "interest_sum:{currency}",
    "customer.late_interest.most[]": "most_interest:{currency}",
    "customer.late_interest.items[].interest": "late_interest:{invoice}",
    "customer.open_items[].clocks[].due_on": "clock:{kind}:{subject}",
    "customer.clocks[].due_on": "clock:{kind}:{subject}",
    "customer.open_items[].limitation[].last_day": "limitation:{number}:{law}",
    "customer.leniency.review_due": "review_due",
    "customer.distress[].score": "{model}",
    "customer.can_stop.worth": "can_stop",
    **{f"customer.group.{name}": f"group_{name}" for name in ("exposure", "overdue", "own_risk")},
    "customer.group.headroom": "group_headroom:{limit_at}",
    "customer.group.limits[].headroom": "group_headroom:{at}",
    "check.headroom": "headroom",
    "check.exposure_after": "exposure_after",
    "check.own_risk_after": "own_risk_after",
}
"""Where a figure stands, and the explanation that tells it; names in braces are fields beside it."""

GIVEN: Mapping[str, str] = {
    r"\w+\.(as_of|policy_version)|.*\.(rate_on|policy)|.*\.(rates|citations)\[\]\.on": "the day, the policy and the rates",
    r".*\.(facts|evidence|reasons|reason|explained|timeline|reports|side_by_side|problems|checks)\b.*": "facts of a reason",
    r".*_(history|step|steps|reasons)\b.*": "facts of a reason, which stands beside",
    r".*\.(contacts|promises|disputes|holds|letters|releases|registrations|shipments|deposits|playbook|unapplied|securities)"
    r"(\[\])?\..*": "as entered",
    r".*\.held\..*|queue\.held\[\].*": "when the row returns: the gate stands beside",
    r".*\.alerts\[\].*": "held by `test_every_alert`, figure by figure",
    r"portfolio\.totals\.(countback_unexplained|at_risk\..*|by_currency\[\]\.overdue)": "an input of the figure beside it",
    r"portfolio\.process\.(months|counted\..*)": "inputs of the figure beside it",
    r"portfolio\.aging\[\]\.invoices|queue\.items\[\]\.rank": "a count",
    r".*(days_late_trend|payment_record\.trend)\.(before|now|invoices|since)": "inputs of the trend",
    r".*getting_(worse|better)\[\]\.(since|before|now)": "the reasons beside tell it",
    r".*clocks\[\]\.(since|slack_days|working_slack|stake)": "inputs of the clock",
    r"forecast\.learnt\..*": "counts of what was tried",
    r".*(forecast|items)\[\]\.(due|open)": "of the open item",
    r".*treatment\.(since|cadence_days|most_contacts_per_week)": "of the ladder, in the policy file",
    r".*\.confidence|.*\.freshness\..*": "inputs of the score",
    r".*\.advice\..*": "a row of the table of payment, named beside",
    r"customer\.limit\.(constraints\[\]\.amount|insured)": "inputs of the recommended limit",
    r"customer\.payment_record\.(late|promises_kept|at_risk|habit|invoices)\b.*": "counts, inputs of the share beside them",
    r"customer\.payment_record\.(seasons\[\]|season_now)\..*": "inputs of the season",
    r"customer\.late_interest\.items\[\]\.(since|most|fixed|fixed_sum|spans\b.*)": "inputs of the interest",
    r"customer\.open_items\[\]\.(issued|due|payable_on|provisional_due|amount|open|dpd)": "entered",
    r"customer\.open_items\[\]\.(promised|disputed|paid_otherwise\b.*)": "of the facts beside",
    r"customer\.open_items\[\]\.limitation\[\]\.(since|stopped_on)": "inputs of the last day",
    r"customer\.distress\[\]\.(on|probability)": "its day, an input of its zone",
    r"customer\.group\.(members\[\]\..*|limit|limits\[\]\.(limit|counted))": "inputs of the sums and rooms of the group",
    r"customer\.dossier\..*": "papers held of those asked for, both listed beside",
    r"customer\.safe_reports\[\].*|customer\.closed_rests\..*": "days and amounts of the facts listed",
    r"customer\.agreed\..*|customer\.can_stop\.eta": "as entered",
    r"customer\.leniency\.(granted_on|until|cap|reviewed_on|forfeits|ended)\b.*": "as decided",
    r"customer\.leniency\.(insurer_stop_on|days_to_insurer_stop)": "its clock",
    r"check\.instalments\[\]\.(amount|due)": "the order by its terms",
    r"check\.(conditions|rules|report)\b.*": "thresholds of the policy and what they were held against",
}
"""What needs no formula of its own, as a pattern, and why."""

Leaf = tuple[str, object, Mapping[str, object]]


def leaves(value: Any, path: str, beside: Mapping[str, object]) -> Iterator[Leaf]:
    """Every number, amount and day of a record, with the fields around it."""
    if isinstance(value, dict):
        around = {**beside, **{name: each for name, each in value.items() if isinstance(each, str | int)}}
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}", around)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from leaves(each, f"{path}[]", beside)
    elif isinstance(value, Money):
        yield path, value, {"currency": value.currency, **beside}
    elif isinstance(value, Decimal | date) or (isinstance(value, int) and not isinstance(value, bool)) or _chance(value):
        yield path, value, beside


def _chance(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d\.\d{4}", value) is not None


def records(name: str) -> Iterator[tuple[str, Mapping[str, Explained], Any]]:
    """Every record of a book with the explanations of what it is about."""
    book = shown(name)
    whole = portfolio_record(book)
    buyers = whole.pop("customers")
    movers = [*whole.pop("getting_worse"), *whole.pop("getting_better")]
    yield "portfolio", figures(name, ""), whole
    for row in buyers:
        yield "portfolio", figures(name, row["id"]), {"customers": [row]}
    for row in movers:
        yield "portfolio", figures(name, row["id"]), {"getting_better": [row]}
    queue = queue_record(book)
    for row in queue["items"]:
        yield "queue", figures(name, row["customer_id"]), {"items": [row]}
    yield "queue", {}, {"held": queue["held"]}
    yield "alerts", {}, alerts_record(book)
    foretold = forecast_record(foreseen(book))
    for row in foretold.pop("items"):
        yield "forecast", figures(name, row["customer_id"]), {"items": [row]}
    yield "forecast", {}, foretold
    for id in book.assessed.by_id:
        yield "customer", figures(name, id), customer_record(book, id)
        answer = ordered(name, id)
        told = {one.figure: one for one in explained_order(answer, book.on)}
        yield "check", told, check_record(id, answer, book.on, refreshed=False, failure={})


@pytest.mark.parametrize("name", BOOKS)
def test_every_number_amount_and_day_is_explained_or_needs_no_formula(name: str) -> None:
    seen = 0
    for root, told, record in records(name):
        for path, value, beside in leaves(record, root, {}):
            if path in FIGURES:
                one = told.get(FIGURES[path].format_map(beside))
                assert one is not None, f"{path} of {dict(beside).get('id')} is explained nowhere: {FIGURES[path]}"
                assert near(one.figure.partition(":")[0], one.value, value), f"{path}: {value}, explained as {one.value}"
                seen += 1
            else:
                assert any(re.fullmatch(pattern, path) for pattern in GIVEN), f"nobody explains {path}, such as {value}"
    assert seen > 200


def every(name: str) -> Iterator[Explained]:
    yield from figures(name, "").values()
    for id in shown(name).assessed.by_id:
        yield from figures(name, id).values()
        yield from explained_order(ordered(name, id), shown(name).on)


@pytest.mark.parametrize("name", BOOKS)
def test_every_explanation_has_formula_inputs_source_and_day(name: str) -> None:
    for one in every(name):
        (row,) = explained_rows([one])
        assert row["title"]
        assert row["formula"]
        assert row["source"], one.figure
        assert row["cited"] or one.source, one.figure
        assert isinstance(row["on"], date)
        if one.value is not None and not _nothing(one.value):
            assert any(value is not None for _name, value in one.inputs), one.figure


def _nothing(value: object) -> bool:
    return value == 0 or (isinstance(value, Money) and not value)


@pytest.mark.parametrize("name", BOOKS)
def test_the_inputs_of_every_sum_give_it_again(name: str) -> None:
    counted = dict.fromkeys(RECKONED, 0)
    for one in every(name):
        figure = one.figure.partition(":")[0]
        if figure in TOLD or one.value is None:
            continue
        again = RECKONED[figure](Given(one, shown(name).book.rates))
        assert near(figure, one.value, again), f"{one.figure}: {one.value} is told, its inputs give {again}: {one.inputs}"
        counted[figure] += 1
    assert sum(counted.values()) > 100


def test_every_formula_explains_some_figure_of_these_books() -> None:
    assert FORMULAS.keys() == {one.figure.partition(":")[0] for name in BOOKS for one in every(name)}


def test_every_formula_is_reckoned_again_or_told_in_words() -> None:
    assert RECKONED.keys() | TOLD == FORMULAS.keys()
    assert not RECKONED.keys() & TOLD
