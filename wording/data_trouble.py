"""What is said of data in the book that cannot be right, or that cannot be reckoned with.

Each sentence names the record and what to do. None of it stops a figure.
"""

from wording.sentence import says

__all__ = ["TROUBLES"]

TROUBLES = {
    "no_country": says("{buyer} has no country: bank days, limitation and country risk cannot be told. Write it down."),
    "not_described": says(
        "{buyer} is named by {detail} and nobody described it: it has no name, country, terms or limit. "
        "Import it with the buyers, or correct the number."
    ),
    "not_described_near": says(
        "{buyer} is named by {detail} and nobody described it. Import it with the buyers, or correct the number: "
        "did you mean {expected}?"
    ),
    "dated_ahead": says(
        "{buyer}: {detail} is dated {expected}, a day that has not come; until then it counts in no figure. "
        "If that is a slip, correct the file and import it again."
    ),
    "buyer_terms_unread": says('{buyer}: the payment terms cannot be read at "{detail}". There it could say: {expected}.'),
    "no_rate": says("{buyer}: there is no rate of exchange from {detail} to {expected}. Its amounts are in no sum of the house."),
    "due_before_issue": says("{buyer}: invoice {detail} is due before it was issued. Check both dates."),
    "due_far_off": says("{buyer}: invoice {detail} is due years after its issue. Check the date."),
    "terms_unread": says(
        '{buyer}: the terms of an invoice cannot be read at "{detail}"; its due date stands. It could say: {expected}.'
    ),
    "provisional_passed": says(
        "{buyer}: the provisional due date of {detail} has passed, and no day of its event ({expected}) is known. "
        "It is not counted as overdue. Record the event: dunnage event."
    ),
    "number_used_twice": says("{buyer}: the number {detail} was given to two invoices. Give one of them another number."),
    "number_of_two_buyers": says("{buyer}: the invoice number {detail} is used by {expected} too. Check whose it is."),
    "receipt_of_no_invoice": says(
        "{buyer}: receipt {detail} names invoice {expected}, which is not in the book. It is unapplied."
    ),
    "receipt_other_currency": says(
        "{buyer}: receipt {detail} is in another currency than invoice {expected}, so it stays unapplied. Apply it by hand."
    ),
    "receipt_before_invoice": says("{buyer}: receipt {detail} came before invoice {expected} was issued. Check what it paid."),
    "zero_amount": says("{buyer}: {detail} is over an amount of zero. Correct it, or take it out."),
    "negative_amount": says("{buyer}: {detail} is over an amount below zero. Correct it."),
    "negative_limit": says("{buyer}: a limit of {detail} lies below zero. Correct it."),
    "promise_above_debt": says(
        "{buyer}: promise {detail} is of more than was owed then ({expected}); paying that keeps it. Check the amount."
    ),
    "promise_nothing_owed": says(
        "{buyer}: promise {detail} is in {expected}, and nothing it can be for was owed in {expected} then. Check what it is for."
    ),
    "promise_before_given": says(
        "{buyer}: promise {detail} was given for {expected}, a day before it was given, so it is not judged. Check both dates."
    ),
    "date_out_of_range": says("{buyer}: {detail} is dated {expected}, which nobody plans or remembers. Check the date."),
    "credit_exceeds_debt": says("{buyer}: credit notes in {detail} exceed what is owed. Pay them out, or set them off."),
}
