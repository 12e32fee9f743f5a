"""What an alert from the own ledger says."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "alert_overdue_beyond_habit": counts(
        "{invoice} is {days} day late with {open} open; its last {invoices} invoices came {usual} days late,"
        " nearly all by {latest}.",
        "{invoice} is {days} days late with {open} open; its last {invoices} invoices came {usual} days late,"
        " nearly all by {latest}.",
        "days",
    ),
    "alert_order_while_overdue": counts(
        "Order {order} over {amount} was taken while {invoice} was {days} day overdue.",
        "Order {order} over {amount} was taken while {invoice} was {days} days overdue.",
        "days",
    ),
    "alert_limit_exceeded": says("The exposure of {exposure} exceeds the limit of {limit}."),
    "alert_broken_promise": says("A promise of {amount} for {promised_for} was not kept."),
    "alert_unreachable": counts(
        "Unreachable since {since}: {tries} try on {channels} channels.",
        "Unreachable since {since}: {tries} tries on {channels} channels.",
        "tries",
    ),
}
