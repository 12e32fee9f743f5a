"""Why a forecast is what it is: one sentence for each fact that can move it."""

from collections.abc import Mapping

from wording.sentence import Sentence, counts, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "foresight_record": counts(
        "Of {cases} invoice of the buyer that is known, {late} was late; the middle one by {days} days.",
        "Of {cases} invoices of the buyer that are known, {late} were late; the middle one by {days} days.",
        "cases",
    ),
    "foresight_overdue": counts(
        "{count} other invoice is overdue, by {days} days.",
        "{count} other invoices are overdue, the oldest by {days} days.",
        "count",
    ),
    "foresight_calendar": says("It is due on {due_on}, when banks are closed; they open again on {until}."),
    "foresight_amount": says("It is {times} times the buyer's usual amount."),
    "foresight_terms": says("It leaves {days} days to pay; usual are {usual_days}."),
    "foresight_book": says("Of the whole book {percent} % were late in the last two months; usual are {share} %."),
    "foresight_promise": says(
        "It is promised for {until}; of {count} promises whose day is over {kept} were kept, so this one counts {percent} %."
    ),
    "foresight_age": counts(
        "It has been due for {days} day and is not paid.", "It has been due for {days} days and is not paid.", "days"
    ),
    "foresight_ahead": counts(
        "It is not paid, {days} day before it is due.", "It is not paid, {days} days before it is due.", "days"
    ),
}
