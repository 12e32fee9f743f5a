"""The alert of bank charges in series: more was kept back of a buyer's payments in a year than the house closes (TRADE.md 3.12).

Who pays to the day is no late payer by what its bank takes; but who bears the charges has to be agreed before they go on.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.situation import Situation
from credit.calendar import days_after
from credit.kept_back import YEAR
from credit.money import Money
from credit.reason import OWN_LEDGER, ReasonFact
from credit.report import Severity

__all__ = ["RULES"]


def _over_cap(situation: Situation) -> Iterator[Rung]:
    """The cap of the year left a charge open within the last year; a state, for as long as none is a year older than the next."""
    known = sorted((_known(number, on, situation), number) for number, on in situation.ledger.charged.items())
    if not known or days_after(known[-1][0], YEAR) <= situation.on:
        return
    gaps = [place for place, (before, after) in enumerate(pairwise(known), 1) if days_after(before[0], YEAR) <= after[0]]
    series = known[gaps[-1] if gaps else 0 :]
    since, first = series[0]
    currency = next(invoice.amount.currency for invoice in situation.account.invoices if invoice.id == first)
    facts: dict[str, ReasonFact] = {
        "count": len(series),
        "most": Money.of(situation.policy.short_pays.yearly[currency], currency),
        "invoice": first,
        "since": since,
        "on": since,
        "source": OWN_LEDGER,
    }
    yield Rung(AlertKind.CHARGES_OVER_CAP, "", Severity.WARNING, since, since, facts, risen_on=since)


def _known(number: str, on: date, situation: Situation) -> date:
    """Day on which it was known that the payment of that day came short."""
    return max(max(r.on, r.learnt_on) for r in situation.account.receipts if number in r.invoices and r.on <= on)


RULES = (_over_cap,)
