"""What an alert says that is no published event."""

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
    "alert_overdue_beyond_habit_early": counts(
        "{invoice} is {days} day late with {open} open; its last {invoices} invoices came {usual} days early,"
        " nearly all by day {latest}.",
        "{invoice} is {days} days late with {open} open; its last {invoices} invoices came {usual} days early,"
        " nearly all by day {latest}.",
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
    "alert_mail_bounced": says("What was sent on {on} ({channel}) came back: find another address, or call."),
    "alert_paying_later": counts(
        "Pays later since {since}: {latest} days late now, {usual} before; {count} invoice lies beyond its habit: {beyond}.",
        "Pays later since {since}: {latest} days late now, {usual} before; {count} invoices lie beyond its habit: {beyond}.",
        "count",
    ),
    "alert_partial_payments": counts(
        "{count} overdue invoice is paid only in part, since {on}; it used to pay them whole.",
        "{count} overdue invoices are paid only in part, since {on}; it used to pay them whole.",
        "count",
    ),
    "alert_short_pay_series": counts(
        "{count} invoice was paid short without a reason, {amount} in all: {invoices}.",
        "{count} invoices were paid short without a reason, {amount} in all: {invoices}.",
        "count",
    ),
    "alert_charges_over_cap": counts(
        "Bank charges of more than {most} in a year: {count} invoice since {since} is short by one that was not closed.",
        "Bank charges of more than {most} in a year: {count} invoices since {since} are short by one that was not closed.",
        "count",
    ),
    "alert_exposure_growth": says(
        "The exposure of {exposure} stands far above its highest of the year before, {highest}, since {since}."
    ),
    "alert_order_spike": says("Order {order} over {amount} is far above the largest of the year before, {highest}."),
    "alert_terms_stretch": says("Longer terms were asked for or given on {on} ({subject})."),
    "alert_cash_elsewhere": says("Heard on {on} that another supplier sells to it only for cash now."),
    "alert_cash_terms": says("Moved to cash by the house, which gave it credit before: {terms}, since {on}."),
    "alert_limit_expired": says("The limit of {limit}, decided on {since}, expired on {on}; {exposure} stands against it."),
    "alert_insurer_limit_cut": says("The insurer cut its limit from {before} to {limit}, learnt on {on}."),
    "alert_first_dispute": counts(
        "Its first dispute ever, after {invoices} invoice paid.",
        "Its first dispute ever, after {invoices} invoices paid.",
        "invoices",
    ),
    "alert_late_dispute": counts(
        "{invoice} was disputed only {days} day after it went out, when it was overdue already.",
        "{invoice} was disputed only {days} days after it went out, when it was overdue already.",
        "days",
    ),
    "alert_bank_details_changed": says(
        "Told on {on} that bank details have changed: may be fraud, verify by phone at a number known before."
    ),
    "alert_grade_drop": says("The grade fell to {now}; on {since}, the day it is compared with, it was {before}."),
    "alert_report_stale": counts(
        "The report of {provider} is {days} day old, and {exposure} is at stake.",
        "The report of {provider} is {days} days old, and {exposure} is at stake.",
        "days",
    ),
    "alert_report_unrated": says("{provider} gives no grade ({value}, {on}): a person must look."),
    "alert_country_worse": says("The country class of {country} went from {before} to {now}, published {on}."),
    "alert_filings_overdue": says("{provider} says that filings of the company are overdue, since {on}."),
    "alert_owner_changed": says(
        "It belongs to {now} now and to {before} before, learnt on {on}: who decides and who pays may change."
    ),
    "alert_group_distress": says("{name} of the same group is in distress since {on}."),
    "alert_group_limit_exceeded": says("{exposure} stands with the group against its limit of {limit} ({members})."),
    "better_trend": says("Pays earlier again since {on}: {now} days late now, {before} before."),
    "better_paid": counts(
        "{invoice}, late beyond its habit, was paid on {on} after {days} day.",
        "{invoice}, late beyond its habit, was paid on {on} after {days} days.",
        "days",
    ),
}
