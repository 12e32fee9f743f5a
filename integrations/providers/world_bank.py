"""The World Bank's governance indicators of the buyer's country, each with the year it is of."""

from dataclasses import replace

from credit.customer import Customer
from credit.report import DriftNote, Finding, FindingStatus
from integrations.exchange import Answer, Call
from integrations.provider import ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.told import told
from integrations.providers.world_bank_reading import Governance, parse

__all__ = ["INDICATORS", "WorldBank"]

INDICATORS = {"RL.EST": "external_environment.wgi_rule_of_law", "PV.EST": "external_environment.wgi_political_stability"}
_YEARS = 20
"""Rows of one page: the series is renewed once a year, and the newest years may stand there without a value."""


class WorldBank:
    """Asks the World Bank."""

    today_only = False

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's country."""
        return customer.country or ResultReason.NO_COUNTRY

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Ask for each indicator; one that does not come leaves the other."""
        findings: list[Finding] = []
        against: ResultReason | None = None
        drift: list[DriftNote] = []
        first: tuple[Answer, Governance] | None = None
        for indicator, key in INDICATORS.items():
            params = {"format": "json", "per_page": str(_YEARS)}
            path = "/country/{country}/indicator/{indicator}"
            answer = ask(Call(indicator, path, {"country": number, "indicator": indicator}, params))
            if answer is None:
                continue
            word = parse(answer.raw, indicator, number)
            if isinstance(word, ResultReason):
                against = word
                continue
            first = first or (answer, word)
            findings.append(_finding(key, word))
            drift += (replace(note, path=f"{indicator}: {note.path}") for note in word.drift)
        if first is None:
            return Reading(against=against) if against else NOTHING_READ
        return told(asking, first[0], next(iter(INDICATORS)), findings, first[1].published_on, drift=tuple(drift))


def _finding(key: str, word: Governance) -> Finding:
    return Finding(key, word.value, FindingStatus.KNOWN, "estimate", "[1][].value", f"{word.value} ({word.year})")
