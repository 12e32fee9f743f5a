"""Figures found in the text of a report by the label before them: proposals for a person, never facts by themselves.

The labels stand in `data/report_labels.toml`, in English and Chinese. One line gives one
figure or none: two figures on a line are two years' columns, and which is which the text does not say. An amount whose
currency is not on its line, "$" and a bare 元 have no currency, and an amount without one is shown and not proposed.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from credit.money import Money
from credit.problem import InvalidMoney
from credit.report import Finding, FindingStatus
from integrations.providers.findings import clean
from integrations.providers.mapping import ValueType
from integrations.reports.keys import KEYS
from integrations.reports.proposed import Proposal
from integrations.reports.rows import value_of

__all__ = ["Page", "dated", "numbers", "proposals"]

RATING = "financial_strength.rating_provider"
"""Any finding that is a plain number, by which a figure is read."""
_FIGURE = re.compile(r"\(?-?\d(?:[\d,.' ]*\d)?\)?")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3}){2,}(\.\d+)?|-?\d{1,3}(,\d{3})+\.\d+")
"""A figure whose commas can only group: two of them, or one before a point."""
_LONGEST = 300  # characters of a line that may hold a labelled figure
_DAY = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of one page of a report."""

    number: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `data/report_labels.toml`, ready to be looked for."""

    labels: Mapping[str, re.Pattern[str]]
    report_day: re.Pattern[str]
    number: re.Pattern[str]
    scales: Mapping[str, int]
    currencies: Mapping[str, str]
    beside: re.Pattern[str]
    """What may stand beside a figure: its currency, what it is counted in."""


@cache
def _words() -> _Words:
    told = tomllib.loads(files("integrations").joinpath("data", "report_labels.toml").read_text(encoding="utf-8"))
    units = sorted((*told["scales"], *told["currencies"]), key=len, reverse=True)
    return _Words(
        {key: _label(words) for key, words in told["labels"].items()},
        _label(told["report_day"]),
        _label(told["number"]),
        told["scales"],
        told["currencies"],
        re.compile(rf"(?i:{'|'.join(map(re.escape, units))}|\bdays?\b)|{_CODE.pattern}|元|人|天"),
    )


def _label(words: Iterable[str]) -> re.Pattern[str]:
    """The label at the start of a line, cut short by a point or not, what may stand in brackets behind it, and the rest."""
    either = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"\W*(?P<label>{either})\.?\s*(?P<aside>[(（][^)）]*[)）])?\s*[:：\s]\s*(?P<rest>.*)", re.IGNORECASE)


def proposals(pages: Iterable[Page], decimal_mark: str = "") -> Iterator[Proposal]:
    """Every labelled line as a proposal, with the line itself beside it."""
    for page in pages:
        for line, text in enumerate(page.lines, 1):
            if len(text) > _LONGEST:
                continue
            found = [
                (len(match["label"]), key, match)
                for key, label in _words().labels.items()
                if (match := label.fullmatch(text.strip()))
            ]
            if found:  # a label and nothing behind it that could be a figure is a heading
                _, key, match = max(found, key=lambda each: each[0])
                yield Proposal(_finding(key, match, text, page.number, line, decimal_mark), None, line)


def dated(pages: Iterable[Page]) -> date | None:
    """The day the report says it is of; nothing where it says none, or two."""
    days = {day for match in _labelled(pages, _words().report_day) if (day := _day(match["rest"]))}
    return days.pop() if len(days) == 1 else None


def numbers(pages: Iterable[Page]) -> tuple[str, ...]:
    """Registration numbers that stand behind their label."""
    found = (re.match(r"[A-Za-z0-9][A-Za-z0-9 /.-]{3,29}", match["rest"]) for match in _labelled(pages, _words().number))
    return tuple(match[0].strip() for match in found if match)


def _labelled(pages: Iterable[Page], label: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return (match for page in pages for text in page.lines if (match := label.fullmatch(text.strip())))


def _finding(key: str, match: re.Match[str], text: str, page: int, line: int, decimal_mark: str) -> Finding:
    """What the line says of the key; where that can be read in two ways it has no value, and the line stands beside it."""
    shape, rest = KEYS[key], match["rest"]
    value: Decimal | str | date | Money | None
    if shape.type is ValueType.MONEY:
        value = _amount(match, decimal_mark or _usual(text))
    elif shape.type is ValueType.DATE:
        value = _day(rest)
    elif shape.type is ValueType.TEXT:
        value = clean(rest, 40) or None
    else:
        value = _figure(rest, decimal_mark or _usual(text))
    status = FindingStatus.KNOWN if value is not None else FindingStatus.AMBIGUOUS
    unit = "" if isinstance(value, Money | date) else shape.unit
    return Finding(key, value, status, unit, f"page {page}, line {line}", clean(text, 80))


def _usual(text: str) -> str:
    """The decimal mark of who wrote the line: in Chinese it is a point, in other languages nobody can tell."""
    return "." if _CHINESE.search(text) else ""


def _amount(match: re.Match[str], decimal_mark: str) -> Money | None:
    """One figure in one currency, times what its line says it is counted in."""
    around = f"{match['aside'] or ''} {match['rest']}"
    figure, currency = _figure(match["rest"], decimal_mark), _currency(around)
    scale = [power for word, power in _words().scales.items() if word in around.lower()]
    if figure is None or not currency or len(scale) > 1:
        return None
    try:
        return Money.of(figure.scaleb(sum(scale)), currency)
    except InvalidMoney:
        return None


def _currency(text: str) -> str:
    """The one currency a line names; empty for none, two, or a bare $ and 元."""
    named = {code for word, code in _words().currencies.items() if word in text}
    named |= {word for word in _CODE.findall(text) if word != "RMB"}
    return named.pop() if len(named) == 1 else ""


def _figure(text: str, decimal_mark: str) -> Decimal | None:
    """The one figure of a text and nothing else but its unit; with marks only where one reading exists. Brackets are a minus."""
    bare = " ".join(_words().beside.sub(" ", text).split())
    if not _FIGURE.fullmatch(bare):
        return None
    inside = bare.strip("()")
    mark = decimal_mark or ("." if _GROUPED.fullmatch(inside) else "")
    read = value_of(RATING, KEYS[RATING], inside, decimal_mark=mark).value
    if not isinstance(read, Decimal):
        return None
    return -abs(read) if bare.startswith("(") else read


def _day(text: str) -> date | None:
    """A day with its year first; which of the others is the month nobody can tell."""
    match = _DAY.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
