"""Figures found in the text of a report by the label before them: proposals for a person, never facts by themselves.

The labels are those of bank reports and of Sinosure's and other agencies' forms, in English and Chinese. One line gives one
figure or none: two figures on a line are two years' columns, and which is which the text does not say. An amount whose
currency is not on its line, "$" and a bare 元 have no currency, and an amount without one is shown and not proposed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from credit.money import Money
from credit.problem import InvalidMoney
from credit.report import Finding, FindingStatus
from integrations.providers.findings import clean
from integrations.providers.mapping import ValueType
from integrations.reports.keys import KEYS
from integrations.reports.proposed import Proposal
from integrations.reports.rows import value_of

__all__ = ["LABELS", "Page", "dated", "numbers", "proposals"]

FIN, ENT, OPE = "financial_strength.", "enterprise_quality.", "operating_capability."
LABELS: Mapping[str, str] = {
    FIN + "credit_limit": "recommended credit limit|maximum credit limit|credit limit|credit line|建议信用限额|批复信用限额|信用限额|授信额度|赊销额度",
    FIN + "turnover": "net turnover|turnover|net sales|total revenue|revenue|sales|主营业务收入|营业总收入|营业收入|销售收入|营业额",
    FIN + "total_assets": "total assets|资产总计|资产总额|总资产",
    FIN + "current_assets": "total current assets|current assets|流动资产合计|流动资产总额|流动资产",
    FIN + "current_liabilities": "total current liabilities|current liabilities|流动负债合计|流动负债总额|流动负债",
    FIN + "total_liabilities": "total liabilities|负债合计|负债总额|总负债",
    FIN + "equity": "total shareholders' equity|shareholders' equity|shareholders equity|total equity|net worth|equity|"
    "所有者权益合计|股东权益合计|所有者权益|股东权益|净资产",
    FIN + "pretax_profit": "profit before tax|pre-tax profit|pretax profit|税前利润|利润总额",
    FIN + "net_income": "net profit|net income|profit after tax|净利润|税后利润",
    FIN + "cash": "cash and cash equivalents|货币资金|现金及现金等价物",
    FIN + "accounts_date": "accounts date|financial year end|year ended|报表日期|财务报表日期|会计期末|报表截止日",
    FIN + "rating_text": "credit rating|risk rating|rating|信用评级|信用等级|资信等级|风险等级",
    ENT + "incorporated_on": "date of incorporation|incorporation date|incorporated on|成立日期|注册日期|成立时间",
    OPE + "dbt_days": "days beyond terms|平均逾期天数|平均拖欠天数",
    OPE + "employees": "number of employees|employees|员工人数|职工人数|从业人数",
}  # fmt: skip
"""Findings by the labels they stand behind; the longer label of a line wins."""
_REPORT_DAY = "date of report|report date|报告出具日期|报告日期|出具日期|报告日"
_NUMBER = "company number|registration number|registration no|company no|注册号|注册编号|统一社会信用代码|公司编号"
_SCALES = {"亿": 8, "万": 4, "千": 3, "million": 6, "mio": 6, "mn": 6, "thousand": 3, "'000": 3, "’000": 3}
_CURRENCIES = {
    "美元": "USD", "欧元": "EUR", "英镑": "GBP", "港元": "HKD", "港币": "HKD", "日元": "JPY", "人民币": "CNY", "RMB": "CNY", "€": "EUR", "£": "GBP",
    "US$": "USD", "HK$": "HKD",
}  # fmt: skip
_FIGURE = re.compile(r"\(?-?\d[\d,.' ]*\d\)?|\(?-?\d\)?")
_DAY = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*(?:-|/|\.|月)\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of one page of a report."""

    number: int
    lines: tuple[str, ...]


def _label(words: str) -> re.Pattern[str]:
    """The label at the start of a line, what may stand in brackets behind it, and the rest."""
    return re.compile(rf"\W*(?P<label>{words})\s*(?P<aside>[(（][^)）]*[)）])?\s*[:：\s]\s*(?P<rest>.*)", re.IGNORECASE)


_ALL = {key: _label(words) for key, words in LABELS.items()}


def proposals(pages: Iterable[Page], decimal_mark: str = "") -> Iterator[Proposal]:
    """Every labelled line as a proposal, with the line itself beside it."""
    for page in pages:
        for line, text in enumerate(page.lines, 1):
            found = [(len(match["label"]), key, match) for key, label in _ALL.items() if (match := label.fullmatch(text.strip()))]
            if found:
                _, key, match = max(found, key=lambda each: each[0])
                yield Proposal(_finding(key, match, text, page.number, line, decimal_mark), None, line)


def dated(pages: Iterable[Page]) -> date | None:
    """The day the report says it is of; nothing where it says none, or two."""
    days = {day for match in _labelled(pages, _REPORT_DAY) if (day := _day(match["rest"]))}
    return days.pop() if len(days) == 1 else None


def numbers(pages: Iterable[Page]) -> tuple[str, ...]:
    """Registration numbers that stand behind their label."""
    found = (re.match(r"[A-Za-z0-9][A-Za-z0-9 /.-]{3,29}", match["rest"]) for match in _labelled(pages, _NUMBER))
    return tuple(match[0].strip() for match in found if match)


def _labelled(pages: Iterable[Page], words: str) -> Iterator[re.Match[str]]:
    label = _label(words)
    return (match for page in pages for text in page.lines if (match := label.fullmatch(text.strip())))


def _finding(key: str, match: re.Match[str], text: str, page: int, line: int, decimal_mark: str) -> Finding:
    """What the line says of the key; where that can be read in two ways it has no value, and the line stands beside it."""
    shape, rest = KEYS[key], match["rest"]
    value: Decimal | str | date | Money | None
    if shape.type is ValueType.MONEY:
        value = _amount(f"{match['aside'] or ''} {rest}", rest, decimal_mark)
    elif shape.type is ValueType.DATE:
        value = _day(rest)
    elif shape.type is ValueType.TEXT:
        value = clean(rest, 40) or None
    else:
        value = _figure(rest, decimal_mark)
    status = FindingStatus.KNOWN if value is not None else FindingStatus.AMBIGUOUS
    unit = "" if isinstance(value, Money | date) else shape.unit
    return Finding(key, value, status, unit, f"page {page}, line {line}", clean(text, 80))


def _amount(around: str, rest: str, decimal_mark: str) -> Money | None:
    """One figure in one currency, times what its line says it is counted in."""
    figure, currency = _figure(rest, decimal_mark, chinese=bool(re.search(r"[\u4e00-\u9fff]", around))), _currency(around)
    scale = [power for word, power in _SCALES.items() if word in around.lower()]
    if figure is None or not currency or len(scale) > 1:
        return None
    try:
        return Money.of(figure.scaleb(sum(scale)), currency)
    except InvalidMoney:
        return None


def _currency(text: str) -> str:
    """The one currency a line names; empty for none, two, or a bare $ and 元."""
    named = {code for word, code in _CURRENCIES.items() if word in text}
    named |= {word for word in re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text) if word != "RMB"}
    return named.pop() if len(named) == 1 else ""


def _figure(text: str, decimal_mark: str, chinese: bool = False) -> Decimal | None:
    """The one figure of a text; a figure with marks is read where only one reading exists. Brackets are a minus."""
    found = [figure.strip() for figure in _FIGURE.findall(text.replace("'000", " ").replace("’000", " "))]
    if len(found) != 1:
        return None
    bare = found[0].strip("()")
    mark = decimal_mark or ("." if chinese or re.fullmatch(r"-?\d{1,3}(,\d{3}){2,}(\.\d+)?|-?\d{1,3}(,\d{3})+\.\d+", bare) else "")
    read = value_of(FIN + "rating_provider", KEYS[FIN + "rating_provider"], bare, decimal_mark=mark).value
    if not isinstance(read, Decimal):
        return None
    return -abs(read) if found[0].startswith("(") else read


def _day(text: str) -> date | None:
    """A day with its year first; which of the others is the month nobody can tell."""
    match = _DAY.search(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
