"""Figures that listed companies in the United States file, read from the list of everything they ever filed.

The same period stands there once for each filing that repeats it, corrected or not: the newest filing speaks, and of filings
after the day that is looked at nothing is known. `fy` and `fp` describe the filing and not the figure, so periods are
told by their own dates. Figures of the latest whole year are kept, in the currency they were filed in,
by the tags of US GAAP or of the IFRS, whichever the company files by.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.report import DriftNote
from integrations.bounded import Json, strict_json
from integrations.provider import ResultReason
from integrations.providers.completeness import NOTHING, drift_of, form_of

__all__ = ["TAGS", "Figure", "Filed", "parse"]

FIN = "financial_strength."
YEAR = (350, 380)
"""Days of a whole year: 52 or 53 weeks count as one."""
FORMS = ("10-K", "20-F", "40-F")
"""Annual reports, with their amendments (10-K/A)."""
_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"
TAGS: Mapping[str, tuple[str, ...]] = {
    FIN + "total_assets": ("Assets",),
    FIN + "current_assets": ("AssetsCurrent",),
    FIN + "current_liabilities": ("LiabilitiesCurrent",),
    FIN + "total_liabilities": ("Liabilities",),
    FIN + "retained_earnings": ("RetainedEarningsAccumulatedDeficit",),
    FIN + "equity": ("StockholdersEquity", "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"),
    FIN + "cash": ("CashAndCashEquivalentsAtCarryingValue", "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"),
    FIN + "trade_payables": ("AccountsPayableCurrent",),
    FIN + "trade_receivables": ("AccountsReceivableNetCurrent",),
    FIN + "intangible_assets": ("IntangibleAssetsNetIncludingGoodwill",),
    FIN + "turnover": (
        "Revenues",
        "RevenueFromContractWithCustomerExcludingAssessedTax",
        "RevenueFromContractWithCustomerIncludingAssessedTax",
        "SalesRevenueNet",
    ),
    FIN + "operating_profit": ("OperatingIncomeLoss",),
    FIN + "pretax_profit": (
        _PRETAX + "ExtraordinaryItemsNoncontrollingInterest",
        _PRETAX + "MinorityInterestAndIncomeLossFromEquityMethodInvestments",
        _PRETAX + "DomesticAndForeign",
    ),
    FIN + "interest_expense": ("InterestExpense", "InterestExpenseNonoperating"),
    FIN + "net_income": ("NetIncomeLoss", "ProfitLoss"),
}
"""Findings by the tags that tell them; of several tags the first that speaks of the year."""
IFRS: Mapping[str, tuple[str, ...]] = {
    FIN + "total_assets": ("Assets",),
    FIN + "current_assets": ("CurrentAssets",),
    FIN + "current_liabilities": ("CurrentLiabilities",),
    FIN + "total_liabilities": ("Liabilities",),
    FIN + "retained_earnings": ("RetainedEarnings",),
    FIN + "equity": ("EquityAttributableToOwnersOfParent", "Equity"),
    FIN + "cash": ("CashAndCashEquivalents",),
    FIN + "trade_payables": ("TradeAndOtherCurrentPayablesToTradeSuppliers",),
    FIN + "trade_receivables": ("CurrentTradeReceivables",),
    FIN + "intangible_assets": ("IntangibleAssetsAndGoodwill",),
    FIN + "turnover": ("Revenue", "RevenueFromContractsWithCustomers"),
    FIN + "operating_profit": ("ProfitLossFromOperatingActivities",),
    FIN + "pretax_profit": ("ProfitLossBeforeTax",),
    FIN + "interest_expense": ("InterestExpense",),
    FIN + "net_income": ("ProfitLossAttributableToOwnersOfParent", "ProfitLoss"),
}
"""The same under the IFRS, by which companies abroad may file (20-F, 40-F)."""
TAXONOMIES = {"us-gaap": TAGS, "ifrs-full": IFRS}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was filed last."""

    key: str
    value: Decimal
    currency: str
    start: date | None
    """First day of what it sums; `None` for a figure of one day."""
    end: date
    filed: date
    place: str
    """Where it stands: taxonomy, tag and accession number; of a figure reckoned here, of what."""


@dataclass(frozen=True, slots=True)
class Filed:
    """One company's latest whole year."""

    name: str
    accounts_date: date
    filed: date
    """The latest filing any figure was taken from."""
    figures: tuple[Figure, ...]
    listed: bool
    """Whether an annual report by then told a public float above zero."""
    drift: tuple[DriftNote, ...] = ()
    """Where the list is of another form than the SEC describes."""


Entry = tuple[date | None, date, date, str, Decimal]
"""Start, end, filed, accession number, value."""


def parse(raw: bytes, cik: str, on: date) -> Filed | ResultReason:
    """The latest whole year that was filed by `on`, or why there is none; another company's list is nobody's here."""
    body = strict_json(raw)
    facts = body.get("facts") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(facts, dict):
        return ResultReason.NOTHING_KNOWN
    if not _same(body.get("cik"), cik):
        return ResultReason.WRONG_COMPANY
    told = {name: tags for name in TAXONOMIES if isinstance(tags := facts.get(name), dict)}
    by_key = {key: [each for name, tags in told.items() for each in _figures(key, name, tags, on)] for key in TAGS}
    ends = [figure.end for figures in by_key.values() for figure in figures]
    if not ends:
        return ResultReason.REPORT_LATER if _any_later(told, on) else ResultReason.NOTHING_KNOWN
    year, incomes = max(ends), by_key[FIN + "net_income"]
    currency = _currency(by_key.values(), year)
    found = [figure for figures in by_key.values() if (figure := _of_year(figures, year, currency))]
    before = _of_year(incomes, _year_before(incomes, year), currency)
    found += [Figure(FIN + "net_income_before", *_rest(before))] if before else []
    found += _earnings(found)
    name = body.get("entityName")
    filed = max(figure.filed for figure in found)
    drift = (*drift_of("sec", body).notes, *(note for name, tags in told.items() for note in _odd(name, tags)))
    return Filed(name if isinstance(name, str) else "", year, filed, tuple(found), _floats(facts.get("dei"), on), drift)


def _same(said: Json, ours: str) -> bool:
    """Whether it is the same number; it is compared as text, for what stands there may be longer than a number can be."""
    text = str(said) if isinstance(said, int | str) and not isinstance(said, bool) else ""
    return text.isascii() and text.isdecimal() and text.lstrip("0") == ours.lstrip("0")


def _figures(key: str, taxonomy: str, tags: Mapping[str, Json], on: date) -> Iterator[Figure]:
    """Every figure of annual reports under the tags of a finding, the first tag's before the next one's."""
    for name in TAXONOMIES[taxonomy][key]:
        for currency, entry in _entries(tags.get(name), on):
            start, end, filed, accession, value = entry
            if start is None or YEAR[0] <= (end - start).days <= YEAR[1]:
                yield Figure(key, value, currency, start, end, filed, f"{taxonomy}.{name} {accession}")


def _entries(tag: Json, on: date) -> Iterator[tuple[str, Entry]]:
    """Figures of one tag that annual reports filed by `on` told, of each period the one filed last."""
    units = tag.get("units") if isinstance(tag, dict) else None
    for currency, rows in (units if isinstance(units, dict) else {}).items():
        latest: dict[tuple[date | None, date], Entry] = {}
        for row in rows if isinstance(rows, list) else ():
            entry = _entry(row)
            if entry is None or entry[2] > on or len(currency) != 3:
                continue
            period = entry[:2]
            if period not in latest or latest[period][2:4] < entry[2:4]:
                latest[period] = entry
        yield from ((currency, entry) for entry in latest.values())


def _odd(taxonomy: str, tags: Mapping[str, Json]) -> Iterator[DriftNote]:
    """Of each tag that is read, the first place that is of another form: a row that was left out may have been the last word."""
    for name in (name for names in TAXONOMIES[taxonomy].values() for name in names if name in tags):
        path, tag = f"facts.{taxonomy}.{name}", tags[name]
        units = tag.get("units") if isinstance(tag, dict) else None
        if not isinstance(units, dict):
            yield DriftNote(f"{path}.units", "object", form_of(units))
            continue
        rows = [row for told in units.values() for row in (told if isinstance(told, list) else [told])]
        missed = next((part for row in rows if (part := _unread(row)) is not None), None)
        if missed is not None:
            yield DriftNote(f"{path}.units.*[]{missed[0]}", missed[1], missed[2])


def _unread(row: Json) -> tuple[str, str, str] | None:
    """What of a row is not as described: its place in it, what should stand there, and what does."""
    if not isinstance(row, dict):
        return "", "object", form_of(row)
    gone = next((name for name in ("end", "val", "form", "filed", "accn") if name not in row), "")
    if gone:
        return f".{gone}", "something", NOTHING
    annual = str(row["form"]).startswith(FORMS)
    return ("", "an annual figure", "another") if annual and _entry(row) is None else None


def _entry(row: Json) -> Entry | None:
    """One row of an annual report; one with a day or a figure that is none is left out."""
    if not isinstance(row, dict) or not str(row.get("form", "")).startswith(FORMS):
        return None
    value, accession = row.get("val"), row.get("accn")
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    try:
        start = date.fromisoformat(str(row["start"])) if row.get("start") is not None else None
        end, filed = date.fromisoformat(str(row.get("end"))), date.fromisoformat(str(row.get("filed")))
    except ValueError:
        return None
    return start, end, filed, str(accession)[:30], Decimal(value)


def _of_year(figures: Sequence[Figure], year: date | None, currency: str) -> Figure | None:
    """The first tag's figure of the year that ends there, in this currency where there is one."""
    of_year = [figure for figure in figures if figure.end == year]
    return next((figure for figure in of_year if figure.currency == currency), of_year[0] if of_year else None)


def _currency(figures: Iterable[Sequence[Figure]], year: date) -> str:
    """The currency most figures of the year stand in: who files in its own also tells some in dollars, for convenience."""
    counted = Counter(currency for each in figures for currency in {one.currency: None for one in each if one.end == year})
    return counted.most_common(1)[0][0]


def _year_before(figures: Sequence[Figure], year: date) -> date | None:
    """The end of the year before: the latest one about a year earlier."""
    ends = [figure.end for figure in figures if YEAR[0] <= (year - figure.end).days <= YEAR[1]]
    return max(ends, default=None)


def _rest(figure: Figure) -> tuple[Decimal, str, date | None, date, date, str]:
    return figure.value, figure.currency, figure.start, figure.end, figure.filed, figure.place


def _earnings(found: Sequence[Figure]) -> list[Figure]:
    """Earnings before interest and tax: the profit before tax and the interest that was taken off before, of one year."""
    told = {figure.key: figure for figure in found}
    profit, interest = told.get(FIN + "pretax_profit"), told.get(FIN + "interest_expense")
    if profit is None or interest is None or (profit.currency, profit.start) != (interest.currency, interest.start):
        return []
    filed = max(profit.filed, interest.filed)
    place = f"pretax_profit + interest_expense ({profit.place}; {interest.place})"
    return [Figure(FIN + "ebit", profit.value + interest.value, profit.currency, profit.start, profit.end, filed, place)]


def _floats(dei: Json, on: date) -> bool:
    tag = dei.get("EntityPublicFloat") if isinstance(dei, dict) else None
    return any(entry[4] > 0 for _, entry in _entries(tag, on))


def _any_later(told: Mapping[str, Mapping[str, Json]], on: date) -> bool:
    """Whether annual reports stand there, and only ones filed after the day."""
    names = ((tags, tag) for name, tags in told.items() for group in TAXONOMIES[name].values() for tag in group)
    return any(True for tags, tag in names for _ in _entries(tags.get(tag), date.max))
