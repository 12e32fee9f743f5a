"""What a clock says when it presses, and when it was missed."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "clock_promise": counts(
        "A promise runs out in {days} day, on {due_on}.", "A promise runs out in {days} days, on {due_on}.", "days"
    ),
    "clock_promise_missed": counts(
        "A promise ran out {days} day ago, on {due_on}.", "A promise ran out {days} days ago, on {due_on}.", "days"
    ),
    "clock_insurer_notice": counts(
        "Tell the insurer of {subject} by {due_on}, {days} day left: {stake} of cover is at stake.",
        "Tell the insurer of {subject} by {due_on}, {days} days left: {stake} of cover is at stake.",
        "days",
    ),
    "clock_insurer_notice_missed": counts(
        "The insurer should have heard of {subject} by {due_on}, {days} day ago: {stake} of cover is at stake.",
        "The insurer should have heard of {subject} by {due_on}, {days} days ago: {stake} of cover is at stake.",
        "days",
    ),
}
