"""How the figures of the whole house are reckoned."""

from collections.abc import Mapping

from wording.formulas.formula import LEDGER, Formula
from wording.words import mark

__all__ = ["HOUSE"]

HOUSE: Mapping[str, Formula] = {
    "receivable": Formula(
        mark("Receivable"), mark("open items - unapplied amounts, each currency at the last rate published"), LEDGER
    ),
    "house_overdue": Formula(mark("Overdue"), mark("sum of the aging buckets past due, in base currency"), LEDGER),
    "aged_from_invoice": Formula(
        mark("Receivable by days since the invoice"), mark("open items by day - invoice date, less unapplied amounts"), LEDGER
    ),
    "aged_from_shipment": Formula(
        mark("Receivable by days since the B/L"),
        mark("open items by day - date of the bill of lading, less unapplied amounts"),
        LEDGER,
    ),
    "dso": Formula(mark("DSO"), mark("receivable / credit sales of the months x their days"), "creditguru"),
    "best_possible_dso": Formula(
        mark("Best possible DSO"), mark("current receivable / credit sales x days"), "creditguru; quadient"
    ),
    "add": Formula(mark("Average days delinquent"), mark("DSO - best possible DSO"), "creditguru; quadient"),
    "cei": Formula(
        mark("Collection effectiveness"),
        mark("(begin + sales - end) / (begin + sales - current at the end) x 100, all of one period"),
        "Oracle Advanced Collections",
    ),
    "countback_dso": Formula(
        mark("Countback DSO"),
        mark("months of sales that use up the balance, the latest first"),
        "Oracle HFM",
    ),
    "true_dso": Formula(
        mark("True DSO"), mark("sum over open invoices of age x amount / net sales of its month"), "Oracle, by invoice"
    ),
    "turnover_days": Formula(mark("Turnover days"), mark("days of the year / turnover of the receivable"), "应收账款周转天数"),
    "expected_credit_loss": Formula(
        mark("Expected credit loss"),
        mark(
            "before cover and security: balance of each bucket x product of its roll rates to the write-off; "
            "bad and dead debt by itself"
        ),
        "IFRS 9 5.5.15; CAS 22",
    ),
    "by_currency": Formula(mark("Receivable in"), mark("open items - unapplied amounts of this currency, as they stand"), LEDGER),
    "at_risk_rate": Formula(
        mark("At-risk rate"),
        mark("invoices that came so many days past due / invoices old enough to have done so x 100"),
        "Upflow",
    ),
    "bucket": Formula(
        mark("Bucket"),
        mark("sum of what each buyer owes of this age, each currency at the last rate published"),
        LEDGER,
    ),
    "receivable_turnover": Formula(
        mark("Turnover of the receivable"),
        mark("credit sales x 2 / (balance at the begin + at the end) x days of the year / days of the sales"),
        "应收账款周转率",
    ),
    "loss_after_cover": Formula(
        mark("Expected credit loss after cover"),
        mark("sum of each buyer's expected loss x its share that is own risk"),
        "IFRS 9 B5.5.55; CAS 22",
    ),
}
