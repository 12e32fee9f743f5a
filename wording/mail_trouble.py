"""What became of a letter sent by mail, and why it did not go."""

from collections.abc import Mapping

from wording.sentence import Sentence, say, says
from wording.words import _, mark

__all__ = ["MAIL", "TROUBLES", "mail_state", "mail_trouble"]

MAIL: Mapping[str, Sentence] = {
    "refused_change:letter_intended": says(
        "Whether the letter of {on} to {id} went is not known: the program ended while it was handed over. Look in the mailbox "
        "of the sender, then say it: dunnage send {id} --settle sent, or --settle not-sent."
    ),
    "refused_change:letter_unknown": says(
        "Whether the letter of {on} to {id} went is not known: the line to the mail server broke. Look in the mailbox of the "
        "sender, then say it: dunnage send {id} --settle sent, or --settle not-sent."
    ),
    "refused_change:letter_sent": says("This step was done by the letter of {on} to {id}. It is not sent again."),
    "refused_change:letter_refused": says(
        "The mail server refused {to} for good on {on}. Correct the address of {id}, or speak to it in another way."
    ),
    "refused_change:letter_settled": says(
        "No letter to {id} waits for a word of whether it went. See what was sent: dunnage customer {id}."
    ),
    "not_sendable": says("This letter to {id} cannot go by mail ({reason}). Save it instead."),
    "not_sendable:another_day": says("Letters go out today and from a book of your own. Open it without --demo and --as-of."),
    "not_sendable:not_to_buyer": says("This letter is not to the buyer. Save it, and send it to whom it is for."),
    "not_sendable:no_address": says("No mail address of {id} is written down. Enter it with a, then open the letter again."),
    "not_sendable:bad_address": says("The mail address of {id} is none. Correct it with a, then open the letter again."),
    "letter_not_saved": says("The letter was not written to {path} ({reason}). Choose another name."),
    "letter_not_saved:exists": says("{path} is there already, and nothing was written. Choose another name."),
    "letter_not_saved:failed": says("{path} could not be written: {why}. Choose another place."),
    "no_mail_server": says("No mail server is set up. Write {path}; docs/letters.md says how."),
}
_STATES: Mapping[str, str] = {
    "intended": mark("not known whether it went"),
    "sent": mark("sent"),
    "not_sent": mark("not sent"),
    "refused": mark("refused for good"),
    "unknown": mark("not known whether it went"),
}
TROUBLES: Mapping[str, Sentence] = {
    "unreachable": says("the mail server cannot be reached"),
    "certificate": says("the certificate of the mail server is not to be trusted"),
    "no_tls": says("the mail server offers no encryption"),
    "secret": says("the password is not where mail.toml says"),
    "login": says("the mail server refused user or password"),
    "sender": says("the mail server refused the sender ({code})"),
    "recipient": says("the mail server refused the address ({code})"),
    "message": says("the mail server refused the message ({code})"),
    "lost": says("the line to the mail server broke"),
}


def mail_state(value: str) -> str:
    """What became of a letter."""
    return _(_STATES[value])


def mail_trouble(value: str, code: int = 0) -> str:
    """Why a letter did not go."""
    return say(TROUBLES[value], {"code": code or None})
