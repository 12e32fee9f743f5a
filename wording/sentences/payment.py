"""Why an order should be paid in the way that is advised."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "advice_row": says("by the policy's table for grade {grade}, country {band}, order of {amount}"),
    "advice_any_amount": says(
        "by the policy's table for grade {grade}, country {band}; the amount is not known, taken for large"
    ),
    "advice_square": says("{square}, for its ability is {ability} and its willingness {willingness}"),
    "advice_no_row": says("no row of the table fits grade {grade}, country {band}"),
}
