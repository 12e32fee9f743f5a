"""Makes the coefficients a new book starts from: one regression over the real ledgers, of what was known early in each.

    python -m benchmarks.foresight.remake > credit/foresight/pooled.py

Each ledger is read up to a day that lies before everything the benchmark judges, and gives as many rows as the others: a large
one does not speak for all. The fabricated set gives none.
"""

from datetime import date

from benchmarks.foresight.sets import as_buyers, ledger
from credit.foresight.features import Feature
from credit.foresight.learning import gather
from credit.foresight.logistic import fit

UNTIL = {
    "SAP DK": date(2018, 9, 1),
    "SAP IE": date(2018, 9, 1),
    "SAP NO": date(2018, 9, 1),
    "HR": date(2019, 5, 1),
    "Datarisk": date(2019, 9, 1),
}
"""Up to which day each ledger is read."""
ROWS = 3000
"""Rows each gives at most, evenly out of all."""
WEIGHT = 5.0
"""Precision of the prior at 0."""


def pooled(without: str = "") -> list[float]:
    """The coefficients of all ledgers but one."""
    rows: list[list[float]] = []
    outcomes: list[int] = []
    for name, until in UNTIL.items():
        if name == without:
            continue
        found = gather(as_buyers(ledger(name).buyers), until.toordinal())
        step = len(found.rows) // ROWS + 1
        rows += found.rows[::step]
        outcomes += found.outcomes[::step]
    return fit(rows, outcomes, [0.0] * len(Feature), WEIGHT)


HEAD = '''"""Coefficients of other books, from which a new one starts: made by `benchmarks.foresight.remake`, not by hand.

One logistic regression over five real ledgers (three Nordic and Irish company codes, a North American distributor, Brazilian
trade invoices), each up to a day ({days})
and with as many rows as the others. Only these sums are kept, and no row.
"""

from collections.abc import Sequence

__all__ = ["COEFFICIENTS"]

COEFFICIENTS: Sequence[float] = (
'''


def main() -> None:
    """Write the module to standard output."""
    days = ", ".join(sorted({until.isoformat() for until in UNTIL.values()}))
    lines = [f"    {value:.4f},  # {feature.name}" for feature, value in zip(Feature, pooled(), strict=True)]
    print(HEAD.format(days=days) + "\n".join(lines) + "\n)\n" + '"""In the order of `Feature`."""')


if __name__ == "__main__":
    main()
