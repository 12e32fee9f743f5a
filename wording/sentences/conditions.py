"""What would make an order acceptable, as a part of a sentence."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["SENTENCES"]

SENTENCES: Mapping[str, Sentence] = {
    "deposit_percent": says("a deposit of {value} %"),
    "deposit": says("{value} in all paid at the order"),
    "renew_limit": says("the limit of {value} decided anew"),
    "insurer_agrees": says("the insurer agrees in writing to cover it"),
    "insured_share": says("cover of the insurer for {value}"),
    "letter_of_credit": says("a letter of credit"),
    "shorter_terms": says("shorter terms, at most {value} days"),
    "pay_overdue_first": says("{value} overdue paid first"),
    "family_paid_first": says("{value} overdue of the family paid first"),
    "set_limit": says("a credit limit of at least {value} decided first"),
    "raise_group_limit": says("a limit of the whole family of at least {value} decided first"),
    "smaller_amount": says("a smaller order, at most {value}"),
    "fresh_report": says("a fresh credit report"),
    "notice_decided": says("a person says whose notice {value} is"),
}
