"""What would make an order acceptable, as a part of a sentence."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "deposit_percent": says("a deposit of {value} %"),
    "deposit": says("a deposit of {value}"),
    "letter_of_credit": says("a letter of credit"),
    "pay_overdue_first": says("{value} overdue paid first"),
    "set_limit": says("a credit limit set first"),
    "smaller_amount": says("a smaller order, at most {value}"),
    "fresh_report": says("a fresh credit report"),
}
