"""What is told of a report beside its findings, the same way for every provider: its parts, its reading, and its cost."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from credit.money import Money, total
from credit.report import Costless, CreditReport
from integrations.keeping.spending import Spent
from integrations.keeping.visit import Visit

__all__ = ["EDITION", "stamped"]

EDITION = "1"
"""Raised whenever other findings are read of the same answer, so that two reports can be told apart by their reading."""


def stamped(
    report: CreditReport, visit: Visit, *, asked: Mapping[str, bool], parser: str, bills: Mapping[str, Money | None]
) -> CreditReport:
    """The report with its parts, its reading and its cost.

    `asked` says of each endpoint whether its answer came, `bills` which endpoints are charged for it, and at what price.
    A reading that names its parts itself knows better than the endpoints do.
    """
    failed = {part.section for part in report.failed}
    cost, costless = _cost(visit, bills)
    requested, came = report.requested, report.came
    if not requested:
        requested, came = tuple(asked), tuple(name for name, there in asked.items() if there and name not in failed)
    return replace(report, requested=requested, came=came, parser=parser, cost=cost, costless=costless)


def _cost(visit: Visit, bills: Mapping[str, Money | None]) -> tuple[Money | None, Costless | None]:
    """What the ledger says was charged for it, whenever that was; else the price as it is written down."""
    if not bills:
        return None, Costless.FREE
    latest: dict[str, Spent] = {}
    with suppress(OSError):  # a ledger that cannot be read takes no report away
        latest = {spent.endpoint: spent for spent in visit.spent() if spent.endpoint in bills}
    if any(spent.doubtful for spent in latest.values()):
        return None, Costless.CHARGE_UNKNOWN
    charged = [spent.price for spent in latest.values() if spent.counts]
    if latest and not charged:
        return None, Costless.NOT_CHARGED
    prices = charged or list(bills.values())
    known = [each for each in prices if each is not None]
    return (total(known, known[0].currency), None) if len(known) == len(prices) else (None, Costless.PRICE_UNKNOWN)
