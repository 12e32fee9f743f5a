"""Why a buyer is in its class, what takes it out again, and who decided otherwise."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "class_nothing_overdue": says("Nothing is overdue beyond grace."),
    "class_contested": says("All that is overdue beyond grace is contested, since {on}: it is answered, not collected."),
    "class_paid_otherwise": says(
        "{receipt} paid {invoice} on {on} in another currency: it counts as paid until somebody says what it pays of it."
    ),
    "class_little_overdue": says("What is overdue beyond grace is a small part of what is open."),
    "class_insolvency": says("Insolvency: {event}, published {on}."),
    "class_petition": says("A winding-up petition was published on {on} ({provider}); dismissed or not, it still weighs."),
    "class_written_off": says("{invoice} was written off on {on}; {amount} of it is open."),
    "class_unenforceable": says("The judgment on {invoice} could not be enforced ({on}); {amount} is open."),
    "class_broken_promises": counts("{count} broken promise.", "{count} broken promises.", "count"),
    "class_unreachable": counts(
        "No answer for {days} day: {tries} tries on {channels} channels since {since}.",
        "No answer for {days} days: {tries} tries on {channels} channels since {since}.",
        "days",
    ),
    "class_grade": says("The grade is {grade}, the worst there is."),
    "class_grade_fell": counts(
        "The grade fell from {before} to {grade} within {days} day.",
        "The grade fell from {before} to {grade} within {days} days.",
        "days",
    ),
    "class_plan_asked": counts(
        "A plan was asked for on {invoice}, {amount}, {days} day past due: later than the insurer lets a day be extended.",
        "A plan was asked for on {invoice}, {amount}, {days} days past due: later than the insurer lets a day be extended.",
        "days",
    ),
    "class_short_pays": counts(
        "{count} invoice paid short without a reason, {invoice} by {amount}.",
        "{count} invoices paid short without a reason, {invoice} by {amount}.",
        "count",
    ),
    "class_dispute_unjustified": says("The dispute of {invoice} was closed on {on}: the buyer was wrong, and owes {amount}."),
    "class_age": counts(
        "{invoice} is {days} day past due, {amount} open.", "{invoice} is {days} days past due, {amount} open.", "days"
    ),
    "class_half_paid": says("{percent} % of what was overdue on {on}, when it turned bad, has been paid since."),
    "class_plan_kept": counts(
        "Of the plan agreed on {on} {count} instalment was kept.",
        "Of the plan agreed on {on} {count} instalments were kept.",
        "count",
    ),
    "class_plan_on_track": says("The plan agreed on {on} is on track."),
    "class_paid_down": counts(
        "Since {on} the buyer has paid everything that was {days} day past due or more.",
        "Since {on} the buyer has paid everything that was {days} days past due or more.",
        "days",
    ),
    "class_not_half_paid": says(
        "{invoice} was paid {days} days late on {on}; less than {percent} % of what was overdue with it has been paid."
    ),
    "class_not_paid_down": says(
        "{invoice} was paid {days} days late on {on}; since then something has always been {count} days past due or more."
    ),
    "class_stays_bad": says(
        "It turned bad on {on} ({entered_by}); less than {percent} % of what was overdue that day has been paid."
    ),
    "class_stays_doubtful": says(
        "It turned doubtful on {on} ({entered_by}); not all that is {days} days past due or more has been paid since."
    ),
    "class_override": says("{who} put it in the class {debt_class} on {on}, until {until}: {why}"),
    "class_override_overruled": says("The class {debt_class} that {who} gave it on {on} does not stand against the law: {why}"),
}
