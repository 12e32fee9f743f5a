"""Why an order may be shipped, or not."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "order_nothing_against": says("Nothing speaks against it."),
    "order_no_record": says("No record: this buyer has not settled an invoice yet."),
    "order_insolvent": says("Dead debt, by insolvency: {event}, published {on}."),
    "order_time_barred": says("Dead debt: {invoice} is time-barred: {on} was the last day under the law of {law}."),
    "order_dead_age": counts(
        "Dead debt: {invoice} is {days} day past due.", "Dead debt: {invoice} is {days} days past due.", "days"
    ),
    "order_written_off": says("Dead debt: {invoice} was written off on {on}."),
    "order_unenforceable": says("Dead debt: the judgment on {invoice} could not be enforced ({on})."),
    "order_dead": says("Dead debt, by the class it was given: nothing can be collected any more."),
    "order_petition": says("A winding-up petition was published on {on} ({provider})."),
    "order_deposit": says("{deposit} is paid at the order; {rest} is weighed."),
    "order_class": says("The class of its debt holds new orders: {debt_class}."),
    "order_released": says("Let pass: {hold_rule}, until {until}, by {who} on {on}: {why}."),
    "order_unidentified": says("Nobody can look this buyer up: its country or its company number is not given."),
    "order_secured": says("{open} of it is paid by {method}: {percent} % of that is weighed as risk."),
    "order_documents_loose": says(
        "{open} of it is to be paid by {method}, but the documents hold nothing back: it is weighed as open account."
    ),
    "order_overdue_amount": counts(
        "{overdue} is overdue beyond grace in {count} invoice; {limit} at most is let pass.",
        "{overdue} is overdue beyond grace in {count} invoices; {limit} at most is let pass.",
        "count",
    ),
    "order_family_overdue": counts(
        "{relative}, of the same family, is overdue beyond grace: {invoice} by {days} day, {open} open.",
        "{relative}, of the same family, is overdue beyond grace: {invoice} by {days} days, {open} open.",
        "days",
    ),
    "order_family_class": says("{relative} is of the same family, and its debt is in a class that holds orders: {debt_class}."),
    "order_limit_expired": says("The limit of {limit}, decided on {decided_on}, no longer stands since {on}."),
    "order_group_limit": says(
        "The order goes {over} over the limit of {limit} at {at}, for the whole family; {headroom} of room is left."
    ),
    "order_group_limit_used_up": says(
        "The limit of {limit} at {at}, for the whole family, is exceeded by {exceeded}; with the order by {over}."
    ),
    "order_country_cap": says(
        "With the order {exposure} stand with this buyer; class {risk_class} of {country} allows {limit} for each buyer."
    ),
    "order_own_risk": says("With the order {exposure} are at own risk; without cover {limit} is recommended."),
    "order_cover_stopped": says(
        "It would not be insured: the insurer covers nothing that leaves since {on}, because {invoice} was not paid by then."
    ),
    "order_cover_ended": says("It would not be insured: the insured limit held for what left by {until}."),
    "order_cover_given_up": says("It would not be insured: the cover was given up on {on}, when time was granted."),
    "order_large": says("The order of {amount} is larger than {limit}, above which a person decides."),
    "order_cash_only": says("Grade {grade}: cash in advance or a letter of credit only."),
    "order_terms_grade": says("Terms of {days} days; grade {grade} allows {allowed}."),
    "order_terms_agreed": says("Terms of {days} days; agreed with this buyer are {allowed} ({terms})."),
    "order_terms_insurer": says("Terms of {days} days; the insurer covers {allowed}."),
    "order_alert": says("{event}, {on}: settle that before shipping."),
    "order_undecided_hit": says(
        "{provider} lists a name like this buyer's on a sanctions list ({on}): say whether it is the buyer before shipping."
    ),
    "order_undecided_notice": says(
        "{event}, published {on}, may be about this buyer ({provider}): say whose it is before shipping."
    ),
    "order_event": says("{event}, published {on}: settle that before shipping."),
    "order_bad": says("Bad debt: collect before shipping more."),
    "order_overdue": counts(
        "{count} invoice is overdue beyond grace: {invoice} by {days} days, {open} open.",
        "{count} invoices are overdue beyond grace, the oldest {invoice} by {days} days, {open} open.",
        "count",
    ),
    "order_overdue_class": counts(
        "{count} invoice is overdue beyond grace: {invoice} by {days} days, {open} open; debt in the class {debt_class} holds "
        "new orders.",
        "{count} invoices are overdue beyond grace, the oldest {invoice} by {days} days, {open} open; debt in the class "
        "{debt_class} holds new orders.",
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
