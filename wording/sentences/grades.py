"""Why a buyer has its grade."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "grade_own_record": counts(
        "Own record: {dbt} day beyond terms, {late} of {of} invoices late; {points} points.",
        "Own record: {dbt} days beyond terms, {late} of {of} invoices late; {points} points.",
        "dbt",
    ),
    "grade_no_record": says("No record: too few invoices of known lateness, or none paid within a year; and no rating."),
    "grade_rate_missing": says("No rate for {currency}: {invoice} and all else in it weigh nothing in the days beyond terms."),
    "grade_insolvency": says("Insolvency: {event}, published {on} ({source})."),
    "grade_petition": says("A winding-up petition was published on {on} ({source}); dismissed or not, it still weighs."),
    "grade_report": says("{source} says {value} for {finding} as of {on}: {grade} on our scale."),
    "grade_report_unrated": says("{source} says {value} for {finding} as of {on}: no grade. Somebody has to read the report."),
    "grade_overdue": counts(
        "{invoice} is {days} day past due: no grade is better than that.",
        "{invoice} is {days} days past due: no grade is better than that.",
        "days",
    ),
    "grade_broken_promises": counts(
        "{count} promise was broken within a year, the last one judged on {on}.",
        "{count} promises were broken within a year, the last one judged on {on}.",
        "count",
    ),
    "grade_unreachable": counts("Unreachable: {tries} try since {since}.", "Unreachable: {tries} tries since {since}.", "tries"),
    "grade_paying_later": says("Pays later since {on}: {now} days late on average, {before} before."),
}
