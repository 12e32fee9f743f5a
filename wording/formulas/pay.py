"""How the figures of how a buyer pays are reckoned."""

from collections.abc import Mapping

from wording.formulas.formula import OWN, Formula
from wording.words import mark

__all__ = ["PAY"]

PAY: Mapping[str, Formula] = {
    "habit": Formula(
        mark("Habit"), mark("days late by which this buyer nearly always paid: upper percentile of its latest invoices"), OWN
    ),
    "dbt": Formula(
        mark("Days beyond terms"),
        mark(
            "sum of amount x days late / sum of amounts, each part of an invoice by itself, 0 for early payment; "
            "open overdue rests with their days so far; "
            "days from the next day banks of payer and payee both work, not from the due date"
        ),
        mark("Experian's convention"),
    ),
    "signed_average": Formula(
        mark("Average days to pay against terms"),
        mark("sum of amount x days / sum of amounts, each part of an invoice by itself, early payment counted as negative"),
        "fitsmallbusiness",
    ),
    "bucket_dbt": Formula(
        mark("Days beyond terms of what is open"),
        mark("1-30 x 15 + 31-60 x 45 + 61-90 x 75 + over 90 x 105 days past due / all that is open"),
        "bci2experian.com",
    ),
    "paydex_equivalent": Formula(
        mark("PAYDEX equivalent"),
        mark("days beyond terms on a scale of 100 to 20, one supplier"),
        "dandb.com, its knots",
    ),
    "late_share": Formula(
        mark("Share late"),
        mark("invoices paid or open after the day they could be paid on / those paid within a year or past due"),
        OWN,
    ),
    "kept_rate": Formula(mark("Promises kept"), mark("promises kept / promises judged"), "Oracle collections KPI"),
    "trend": Formula(
        mark("Trend"),
        mark("the latest invoices against the buyer's own habit: two windows (Welch's t) or a control chart"),
        mark("measured on real ledgers"),
    ),
    "season": Formula(mark("Season"), mark("mean days late of invoices due in this month of the year - mean of all others"), OWN),
}
