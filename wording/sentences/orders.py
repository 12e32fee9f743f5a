"""Why an order may be shipped, or not."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "order_nothing_against": says("Nothing speaks against it."),
    "order_no_record": says("No record: this buyer has not settled an invoice yet."),
    "order_dead": says("Dead debt: insolvency was opened, or nothing can be collected any more."),
    "order_petition": says("A winding-up petition was published on {on} ({provider})."),
    "order_deposit": says("{deposit} is paid at the order; {rest} is weighed."),
    "order_event": says("{event}, published {on}: settle that before shipping."),
    "order_bad": says("Bad debt: collect before shipping more."),
    "order_overdue": counts(
        "{count} invoice is overdue beyond grace: {invoice} by {days} days, {open} open.",
        "{count} invoices are overdue beyond grace, the oldest {invoice} by {days} days, {open} open.",
        "count",
    ),
    "order_no_limit": says("No credit limit was ever set."),
    "order_limit_used_up": says("The limit of {limit} is used up; the order goes {over} over it."),
    "order_over_limit": says("The order goes {over} over the limit of {limit}; {headroom} of room is left."),
    "order_report_missing": says("A large order, and there is no credit report."),
    "order_report_stale": counts(
        "A large order, and the credit report is {days} day old.",
        "A large order, and the credit report is {days} days old.",
        "days",
    ),
    "no_rate": says("No rate of exchange is known for {currency}: the figure is missing, not zero."),
}
