"""What was paid since a debt turned bad, where a refund went out before the credit note it was for had been written.

Until the credit note is on the books the refund takes back what was paid; from then on it is the credit note's.
"""

from credit.five_classes import DebtClass
from tests.credit.little_book import assessed

OLD = "invoice C1 I1 -200 1000USD \n invoice C1 N1 -3 -{0}USD issued=-3 \n"
"""Bad since nineteen days ago; the credit note is three days old."""


def test_the_payment_with_which_it_became_the_half_is_named() -> None:
    """300 and 250 of 1,000 were paid; when the second came the first still seemed to be taken back."""
    text = (
        OLD.format("300")
        + """
        receipt  C1  R1  -10   300USD  for=I1
        receipt  C1  R2   -6  -300USD  for=N1,I1
        receipt  C1  R3   -4   250USD  for=I1
    """
    )
    found = assessed(text).debt_class
    assert found.value is DebtClass.DOUBTFUL
    assert (found.reasons[0].code, found.reasons[0].facts["receipt"]) == ("class_half_paid", "R3")


def test_a_refund_given_its_credit_note_is_no_payment_since() -> None:
    """Half was paid eleven days before it turned bad, and nothing came since."""
    text = OLD.format("500") + "receipt C1 R1 -30 500USD for=I1 \n receipt C1 R2 -19 -500USD for=N1,I1"
    assert assessed(text).debt_class.value is DebtClass.BAD
