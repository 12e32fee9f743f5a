"""Coefficients of other books, from which a new one starts: made by `benchmarks.foresight.remake`, not by hand.

One logistic regression over five real ledgers (three Nordic and Irish company codes, a North American distributor, Brazilian
trade invoices), each up to a day (2018-09-01, 2019-05-01, 2019-09-01)
and with as many rows as the others. Only these sums are kept, and no row.
"""

from collections.abc import Sequence

__all__ = ["COEFFICIENTS"]

COEFFICIENTS: Sequence[float] = (
    -1.2590,  # ONE
    0.3994,  # OWN_CLASS
    0.3121,  # OWN
    0.0648,  # RECENT
    0.4212,  # LEVEL
    0.1346,  # MEDIAN
    0.1290,  # LAST
    -0.6575,  # TREND
    -0.3933,  # SPREAD
    -0.0597,  # OVERDUE
    0.0070,  # OVERDUE_SHARE
    0.0399,  # OVERDUE_AMOUNT
    0.0342,  # OLDEST
    -0.1359,  # KNOWN
    0.0934,  # MONTHS
    0.1396,  # OPEN
    -0.4356,  # BOOK_RECENT
    0.1385,  # BOOK
    -0.0056,  # AMOUNT
    1.1541,  # TERMS
    0.2823,  # TERMS_APART
    0.2350,  # WEEKDAY
    -0.0431,  # FRIDAY
    -0.1020,  # MONDAY
    -0.1420,  # SATURDAY
    0.0677,  # MONTH_END
    -0.0563,  # MONTH_START
    0.8995,  # OFF
    0.2108,  # NEW
)
"""In the order of `Feature`."""
