"""Every figure again, from the inputs its explanation tells and nothing else, by the formula of its source (TRADE.md 3 to 5).

An explanation whose inputs do not give the figure is a fault, wherever the figure stands.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from credit.calendar import bank_days_between, months_after
from credit.money import Money
from credit.process import SHARES
from credit.rates import Rates
from tui.views.explained import Explained

__all__ = ["RECKONED", "TOLD", "Given", "near"]

TOLD = frozenset({
    "debt_class", "grade", "lane", "item_class", "trend", "p_late", "p_late_30", "expected_paid", "paid_from",
    "paid_until", "altman_z", "altman_z_private", "altman_z_double", "altman_z_emerging", "zmijewski", "ohlson",
})  # fmt: skip
"""Figures that are a judgement, or of a model with formulas too long for a line: what they rest on is told in words or counted
elsewhere (`tests/credit/test_distress.py`, `tests/credit/foresight`)."""


class Given:
    """The inputs of one figure, by name and in their order."""

    def __init__(self, one: Explained, rates: Rates) -> None:
        self.one, self.inputs, self.rates = one, one.inputs, rates

    def __getitem__(self, name: str) -> object:
        return next(value for told, value in self.inputs if told == name)

    def has(self, name: str) -> bool:
        return any(told == name and value is not None for told, value in self.inputs)

    def every(self, name: str) -> list[int]:
        return [int(str(value)) for told, value in self.inputs if told == name]

    def number(self, name: str) -> Decimal:
        value = self[name]
        return value.amount if isinstance(value, Money) else Decimal(str(value))

    def money(self, name: str) -> Money:
        value = self[name]
        assert isinstance(value, Money), f"{self.one.figure}: {name} is {value}"
        return value

    def day(self, name: str) -> date:
        value = self[name]
        assert isinstance(value, date)
        return value

    def amounts(self, *but: str) -> list[Money]:
        return [value for name, value in self.inputs if isinstance(value, Money) and name not in (*but, "left_out")]

    def sum(self, *but: str) -> Money:
        """All amounts but those of these names, each currency summed and then told in that of the figure."""
        assert isinstance(self.one.value, Money)
        code, sums = self.one.value.currency, dict[str, int]()
        for money in self.amounts(*but):
            sums[money.currency] = sums.get(money.currency, 0) + money.minor
        found = Money.zero(code)
        for currency, minor in sums.items():
            told = self.rates.convert(Money(minor, currency), code, self.one.on)
            assert told is not None
            found += told.money
        return found


Reckon = Callable[[Given], object]


def floored(minor: int, like: Money) -> Money:
    return Money(max(minor, 0), like.currency)


def less(given: Given, first: str, *others: str) -> Money:
    return Money(given.money(first).minor - sum(given.money(name).minor for name in others), given.money(first).currency)


def weighted(given: Given, points: list[int]) -> int:
    weights = given.every("weight")
    return sum(p * w for p, w in zip(points, weights, strict=True)) // sum(weights)


def scores(given: Given) -> list[int]:
    """The values that stand before a weight."""
    pairs = zip(given.inputs, given.inputs[1:], strict=False)
    return [int(str(value)) for (_name, value), (after, _weight) in pairs if after == "weight"]


def knots(given: Given) -> Decimal:
    """The line between two knots of the scale, level before the first and behind the last."""
    (high, left), (low, right) = ((Decimal(part) for part in told.split(" = ")) for told in str(given["knots"]).split(", "))
    at = min(max(given.number("dbt"), left), right)
    return high + (at - left) * (low - high) / (right - left)


def interest(given: Given) -> Money:
    """Balance x percent x days / 365 of each span, rounded once."""
    spans = [value for name, value in given.inputs if isinstance(value, Money) and name != "fixed"]
    percents = [Decimal(str(value)) for name, value in given.inputs if name == "percent"]
    days = given.every("days")
    told = sum((s.minor * p * d / 36500 for s, p, d in zip(spans, percents, days, strict=True)), Decimal(0))
    assert isinstance(given.one.value, Money)
    return Money(round(told), given.one.value.currency)


def clock(given: Given) -> date | int:
    """The last day: so many calendar days on, or so many days banks work."""
    if given["calendar"] == "calendar days":
        return given.day("since") + timedelta(days=int(given.number("days")))
    return bank_days(given)


def bank_days(given: Given) -> date:
    """No day is reckoned from so many working days: that they lie between is."""
    country = str(given["calendar"]).removeprefix("working days of ").replace("weekdays", "")
    assert isinstance(given.one.value, date)
    assert bank_days_between(given.day("since"), given.one.value, country) == given.number("days")
    return given.one.value


def limitation(given: Given) -> date:
    since, years = given.day("since"), int(given.number("years"))
    return next(day for day in (months_after(since, years * 12), date(since.year + years, 12, 31)) if day == given.one.value)


def months_used(given: Given) -> Decimal:
    """The days of the months whose sales the balance is made of; of the last one its part."""
    found = Decimal(0)
    for _name, value in given.inputs:
        if " sold in " in str(value):
            used, _usd, _of, sold, _usd2, _sold, _in, days, _days = str(value).split()
            found += Decimal(days) * Decimal(used.replace(",", "")) / Decimal(sold.replace(",", ""))
    return found


def aged(given: Given) -> Decimal:
    found = Decimal(0)
    for _name, value in given.inputs:
        if str(value).startswith("amount x age "):
            product, sold = str(value).removeprefix("amount x age ").split(", sold ")
            found += Decimal(product.replace(",", "")) / Decimal(sold.split()[0].replace(",", ""))
    return found


def expected_loss(given: Given) -> Money:
    if given.has("percent_lost"):
        return given.money("open").times(given.number("percent_lost") / 100)
    pairs = zip(given.inputs, given.inputs[1:], strict=False)
    parts = [
        round(value.minor * Decimal(str(rate)) / 100)
        for (_name, value), (after, rate) in pairs
        if after == "loss_rate" and isinstance(value, Money)
    ]
    assert isinstance(given.one.value, Money)
    return Money(sum(parts), given.one.value.currency)


def recommended(given: Given) -> Money:
    whole = min(given.amounts("insured"), key=lambda money: money.minor).times(given.number("grade_factor"))
    return floored(whole.minor - given.money("insured").minor, whole)


def insured(given: Given) -> Money:
    left = max(given.money("exposure").minor, 0) - given.money("secured").minor
    covered = min(max(given.money("cover").minor, 0), left) * int(given.number("insured_percent")) // 100
    return Money(covered, given.money("exposure").currency)


def order_at_risk(given: Given) -> Money:
    return given.money("exposure") + given.money("at_risk") if given.has("exposure") else given.money("at_risk")


def room(given: Given) -> Money:
    bounds = [given.money(name).minor for name in ("limit", "whole_limit") if given.has(name)]
    return floored(min(bounds) - given.money("counted").minor, given.money("counted"))


def habit(given: Given) -> int:
    """The nearest rank of the percentile, rounded up."""
    days = given["days_late"]
    assert isinstance(days, tuple)
    found: int = sorted(days)[-(-len(days) * int(given.number("percentile")) // 100) - 1]
    return found


def share(given: Given, name: str) -> str:
    return f"{given[name]} / {given['of']}"


def over(part: str, whole: str) -> Reckon:
    return lambda given: given.number(part) / given.number(whole)


def from_since(given: Given) -> date:
    return given.day("until") if given.has("until") else given.day("since") + timedelta(days=int(given.number("days")))


SUMMED = (
    "receivable", "house_overdue", "bucket", "aged_from_invoice", "aged_from_shipment", "expected_credit_loss",
    "loss_after_cover", "not_due", "overdue", "shipped", "in_production", "ordered", "deposits", "unapplied", "counted",
    "can_stop", "group_exposure", "group_overdue", "group_own_risk", "interest_sum", "most_interest", "value_per_day", "limit",
)  # fmt: skip
"""Figures that are the sum of the amounts told."""

RECKONED: Mapping[str, Reckon] = {
    **dict.fromkeys(SUMMED, lambda given: given.sum()),
    "dso": lambda given: given.number("end") * given.number("days") / given.number("sales"),
    "best_possible_dso": lambda given: given.number("current") * given.number("days") / given.number("sales"),
    "add": lambda given: given.number("dso") - given.number("best_possible_dso"),
    "cei": lambda given: (
        (given.number("begin") + given.number("sales") - given.number("end"))
        / (given.number("begin") + given.number("sales") - given.number("current"))
        * 100
    ),
    "countback_dso": months_used,
    "true_dso": aged,
    "receivable_turnover": lambda given: (
        given.number("sales")
        * 2
        / (given.number("begin") + given.number("end"))
        * given.number("year_days")
        / given.number("days")
    ),
    "turnover_days": over("year_days", "receivable_turnover"),
    "by_currency": lambda given: given.money("not_due") + given.money("overdue") - given.money("unapplied"),
    "at_risk_rate": lambda given: given.number("late") / given.number("of") * 100,
    **dict.fromkeys(SHARES, lambda given: given.number("count") / given.number("of") * 100),
    "dispute_cycle": lambda given: given.number("days") / given.number("count"),
    "clocks_missed": lambda given: sum(int(str(value)) for _buyer, value in given.inputs),
    "worst_dpd": lambda given: (given.day("today") - given.day("due_on")).days if given.has("due_on") else 0,
    "open": lambda given: less(given, "not_due", "deposits", "unapplied") + given.money("overdue"),
    "exposure": lambda given: (
        given.money("not_due")
        + given.money("overdue")
        + given.money("shipped")
        + given.money("in_production")
        - given.money("deposits")
        - given.money("unapplied")
    ),
    "secured": lambda given: min(given.sum("exposure"), floored(given.money("exposure").minor, given.money("exposure"))),
    "insured": insured,
    "own_risk": lambda given: (
        floored(given.money("exposure").minor, given.money("exposure")) - given.money("secured") - given.money("insured")
    ),
    "headroom": lambda given: less(given, "limit", "counted"),
    "group_headroom": lambda given: less(given, "limit", "counted"),
    "over_limit": lambda given: floored(less(given, "counted", "limit").minor, given.money("limit")),
    "limit_used": lambda given: given.number("counted") / given.number("limit") * 100,
    "limit_ends": lambda given: months_after(given.day("decided_on"), int(given.number("months"))),
    "dbt": over("amount_days", "weighed"),
    "signed_average": over("amount_days", "weighed"),
    "bucket_dbt": lambda given: (
        sum(money.amount * days for money, days in zip(given.amounts(), (0, 15, 45, 75, 105), strict=True))
        / sum(money.amount for money in given.amounts())
    ),
    "paydex_equivalent": knots,
    "late_share": lambda given: share(given, "late"),
    "kept_rate": lambda given: share(given, "kept"),
    "habit": habit,
    "season": lambda given: round(given.number("in_month") - given.number("in_others")),
    "grade_points": lambda given: int(
        (
            given.number("severity") * given.number("severity_percent")
            + given.number("frequency") * (100 - given.number("severity_percent"))
        )
        // 100
    ),
    "ability": lambda given: weighted(given, scores(given)),
    "willingness": lambda given: weighted(given, scores(given)),
    "dimension": lambda given: weighted(given, given.every("points")),
    "recommended_limit": recommended,
    "whole_limit": lambda given: given.money("smallest").times(given.number("grade_factor")),
    "short_of_need": lambda given: less(given, "need", "smallest"),
    "room": room,
    "expected_loss": expected_loss,
    "own_loss": lambda given: given.money("expected_loss").times(given.number("own_share") / 100),
    "late_interest": interest,
    "clock": clock,
    "limitation": limitation,
    "aim": from_since,
    "deadline": from_since,
    "review_due": from_since,
    "contacts_this_week": lambda given: sum(isinstance(value, date) for _name, value in given.inputs),
    "rank_value": lambda given: given.money("open").times(given.number("moved")),
    "exposure_after": order_at_risk,
    "own_risk_after": lambda given: (
        floored(given.money("exposure_after").minor, given.money("exposure_after"))
        - given.money("secured")
        - given.money("insured")
    ),
}
"""By figure, how its value comes of its inputs."""

CENTS = {"aged_from_invoice": 40, "aged_from_shipment": 40}
"""Minor units by which a sum may lie beside: rounded buyer by buyer."""


def near(figure: str, value: object, again: object) -> bool:
    """Whether both are the same but for what rounding of the inputs leaves."""
    if isinstance(value, Money) and isinstance(again, Money):
        most = CENTS.get(figure, 0)
        if figure == "rank_value":
            most = max(1, abs(value.minor) // 1000)
        return value.currency == again.currency and abs(value.minor - again.minor) <= most
    if isinstance(value, Decimal) and isinstance(again, Decimal | int):
        return abs(value - again) <= Decimal("0.0001") * max(abs(value), Decimal(1))
    return value == again
