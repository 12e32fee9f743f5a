"""What bounds a limit, what is recommended, and how a buyer's group stands."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "credit_discrepant": says(
        "Documents are contested as discrepant since {on}: of credit {security} the bank need not pay {open}; that counts as D/P."
    ),
    "cover_given_up": says("The cover was given up on {on}, when time was granted: all of it is own risk."),
    "cover_in_doubt": says(
        "The cover is in doubt since {on}: the insurer's clock for {invoice} ran out on {due_on}. Ask the insurer."
    ),
    "cover_stopped": says("The insurer covers nothing that leaves since {on}: {invoice} was not paid by then."),
    "cover_missing": counts(
        "{count} invoice left without the insurer's cover and is own risk: {invoice}, {on}.",
        "{count} invoices left without the insurer's cover and are own risk, the first {invoice} on {on}.",
        "count",
    ),
    "limit_need": says(
        "Its own trade needs {amount}: {sold} sold in twelve months, {terms_days} days of terms, {late_days} days late, "
        "{transit_days} days in transit."
    ),
    "limit_need_no_record": says(
        "Its own trade needs {amount}: {sold} sold in twelve months, {terms_days} days of terms, {transit_days} days in transit; "
        "how late it pays is not known yet."
    ),
    "limit_need_no_rate": says("What it needs is not known: a rate of exchange is missing for a part of the sales."),
    "limit_never_sold": says("What it needs is not known: nothing was ever sold to it."),
    "limit_net_worth": says("{percent} % of its tangible net worth of {worth} is {amount} ({source}, {on})."),
    "limit_equity": says(
        "{percent} % of its equity of {worth} is {amount} ({source}, {on}); the report does not tell its intangible assets."
    ),
    "limit_worth_unknown": says("No report tells its equity."),
    "limit_turnover": says("{percent} % of its turnover of {turnover} is {amount} ({source}, {on})."),
    "limit_turnover_unknown": says("No report tells its turnover."),
    "limit_own_equity": says("{percent} % of our own equity of {equity} is {amount}."),
    "limit_own_equity_unset": says("Our own equity is not written down in the policy (limits.own_equity)."),
    "limit_country": says("{country} is in OECD class {risk_class} ({on}): at most {amount} with one buyer there."),
    "limit_country_high_income": says("{country} is a high-income country without an OECD class ({on}): no cap."),
    "limit_country_unclassified": says("{country} has no OECD class ({on}), which is not class 0: no cap, a person decides."),
    "limit_country_unpublished": says("No OECD class of {country} was published by {on}."),
    "limit_country_unwritten": says("The country of the buyer is not written down."),
    "limit_no_grade": says("Without a grade there is no share to take."),
    "limit_unrated": says("An unrated buyer gets no recommended limit: a person decides."),
    "limit_grade_factor": says("Grade {grade}: {factor} of the smallest bound."),
    "limit_cash_only": says("Grade {grade}: cash or letter of credit only."),
    "limit_no_day": says("At grade {grade} the policy lets a limit stand 0 days: none is in force until the grade is better."),
    "limit_expired": says("The limit decided on {decided_on} stands no longer since {on}: review it."),
    "group_overdue": counts(
        "In the group {buyer} has the most overdue: {invoice} by {days} day, {open} open.",
        "In the group {buyer} has the most overdue: {invoice} by {days} days, {open} open.",
        "days",
    ),
    "group_limit_exceeded": says("The limit of {limit} at {at} is exceeded by {over}: {exposure} stands with the group."),
}
