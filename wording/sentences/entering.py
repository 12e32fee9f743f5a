"""Why what was typed by hand was not entered."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["REFUSALS"]

REFUSALS: Mapping[str, Sentence] = {
    "entered_before": says("{number} is in the book already. Change it with: dunnage correct."),
    "never_entered": says("{id} has no {number} of this kind. Check the number, or enter it with: dunnage add."),
    "nothing_corrected": says("The book says so of {number} already. There is nothing to correct."),
    "name_owed": says("A buyer needs a name. Say how {id} is called."),
    "country_code": says('"{given}" is no country. Use its two letters, such as GB.'),
    "unknown_register": says('"{given}" is no kind of number. Choose one of: {known}.'),
    "own_parent": says("{id} cannot belong to itself. Name the buyer above it, or none."),
    "amount_owed": says("An amount other than zero is owed. Enter it with its currency."),
    "no_due_date": says("Nothing says when {number} is due: no day, no terms, and none of its buyer. Say one of them."),
    "terms_currency": says("The terms name an amount in {given}, the invoice is in {currency}. Write both in one currency."),
    "nothing_free": says("Nothing is left of {number} to set against invoices, or no money has that number. See: dunnage match."),
    "which_buyer": says("Several buyers have money of number {number}: {ids}. Say whose: --customer ID."),
    "nothing_open": says("Nothing is open in {currency} on {invoices}. Check the numbers."),
    "share_currency": says("{invoice} was given an amount in {given}, the money is in {currency}. Give it in {currency}."),
    "share_amount": says("Nothing is given to {invoice}. Give it an amount above zero, or leave it out."),
    "share_over_open": says("{invoice} was given {amount}, and only {open} are open on it. Give it no more than that."),
    "share_over_free": says("{amount} were given to invoices, and of {number} only {free} are free. Give less."),
    "day_before": says("{day} lies before {first}. Check both dates."),
}
