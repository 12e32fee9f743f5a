"""Why a buyer is in its class."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "class_nothing_overdue": says("Nothing is overdue beyond grace."),
    "class_little_overdue": says("What is overdue beyond grace is a small part of what is open."),
    "class_insolvency": says("Insolvency: {event}, published {on}."),
    "class_petition": says("A winding-up petition was published on {on} ({provider}); dismissed or not, it still weighs."),
    "class_broken_promises": counts("{count} broken promise.", "{count} broken promises.", "count"),
    "class_unreachable": counts(
        "No answer for {days} day: {tries} tries on {channels} channels since {since}.",
        "No answer for {days} days: {tries} tries on {channels} channels since {since}.",
        "days",
    ),
    "class_age": counts(
        "{invoice} is {days} day past due, {amount} open.", "{invoice} is {days} days past due, {amount} open.", "days"
    ),
}
