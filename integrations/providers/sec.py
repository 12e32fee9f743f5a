"""The SEC's company facts: the latest whole year of a buyer that files in the United States.

The same keys come out that the ratios and the distress models read, so a listed buyer is judged by what it filed itself.
"""

import re

from credit.customer import Customer
from credit.money import Money
from credit.problem import InvalidMoney
from credit.report import Finding, FindingStatus
from integrations.endings import Setback
from integrations.exchange import Call
from integrations.provider import ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.findings import clean
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.sec_reading import FIN, Figure, Filed, parse
from integrations.providers.told import told

__all__ = ["Sec"]

_NO_SUCH = b"<Code>NoSuchKey</Code>"
"""How the store behind the service says that it has no such list; a page of a proxy says otherwise."""


class Sec:
    """Asks the SEC."""

    today_only = False

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's CIK, in ten digits."""
        written = customer.registration("cik").strip().upper().removeprefix("CIK")
        if not written:
            return ResultReason.NO_ID
        return written.zfill(10) if re.fullmatch(r"[0-9]{1,10}", written) else ResultReason.UNUSABLE_ID

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Ask for everything the company filed, and take what was filed by the day."""
        path, missing = "/api/xbrl/companyfacts/CIK{cik}.json", frozenset({404})
        answer = ask(Call("companyfacts", path, {"cik": number}, also_ok=missing, as_json=False))
        if answer is None:
            return NOTHING_READ
        if answer.status in missing:
            return Reading(against=ResultReason.NOT_FILED if _NO_SUCH in answer.raw else ResultReason.NOTHING_KNOWN)
        try:
            filed = parse(answer.raw, number, asking.on)
        except Setback:
            filed = ResultReason.NOTHING_KNOWN
        if isinstance(filed, ResultReason):
            return Reading(against=filed)
        return told(asking, answer, "companyfacts", _findings(filed), filed.filed, drift=filed.drift)


def _findings(filed: Filed) -> list[Finding]:
    day = Finding(FIN + "accounts_date", filed.accounts_date, path="end", original=filed.accounts_date.isoformat())
    found = [day, *(_finding(figure) for figure in filed.figures)]
    if filed.listed:  # who has no public float may be listed abroad, so nothing is said of it
        found.append(Finding("enterprise_quality.listed", True, path="dei.EntityPublicFloat", original="> 0"))
    return found


def _finding(figure: Figure) -> Finding:
    """An amount of one year; one in a currency nobody knows has no value."""
    path, original = clean(figure.place, 120), f"{figure.value} {figure.currency}"
    try:
        return Finding(figure.key, Money.of(figure.value, figure.currency), path=path, original=original)
    except InvalidMoney:
        return Finding(figure.key, None, FindingStatus.AMBIGUOUS, path=path, original=original)
