"""Why a letter or a document was not written."""

from collections.abc import Mapping

from wording.sentence import Sentence, says

__all__ = ["LETTERS"]

LETTERS: Mapping[str, Sentence] = {
    "letter_refused": says("This letter is not for {id} today ({reason}). Choose another kind."),
    "letter_refused:no_demands": says(
        "{id} is insolvent, or its debt is dead: nothing is demanded of it any more. Write the claim: --kind claim."
    ),
    "letter_refused:only_they_write": says(
        "The debt of {id} was handed over: only they write. Write a statement, or take it back."
    ),
    "letter_refused:time_granted": says(
        "{id} was given time: nothing is demanded of it. Write a statement, or end the leniency."
    ),
    "letter_refused:nothing_in_work": says(
        "Nothing of {id} is overdue that is neither contested nor promised. Write a statement: --kind statement."
    ),
    "letter_refused:money_in_hand": says(
        "Money of {id} that is set against nothing covers what is overdue. Match it first: dunnage match --customer {id}."
    ),
    "letter_refused:nothing_for_service": says("Nothing of {id} falls due within 30 days. Write a statement: --kind statement."),
    "letter_refused:nothing_for_promise": says("No promise of {id} runs. Write it down first: dunnage promise."),
    "letter_refused:nothing_for_thanks": says("Nothing came in from {id} in the last 30 days. There is nothing to thank for."),
    "letter_refused:nothing_for_insurer": says("No insurer covers {id}. Write a reminder: --kind reminder."),
    "letter_refused:nothing_for_claim": says("{id} is not insolvent, or owes nothing. There is nothing to claim."),
    "document_refused": says("There is nothing for this document to say of {id} ({reason}). Choose another document."),
    "document_refused:nothing_overdue": says(
        "Nothing of {id} is overdue, so there is nothing to hand over or to report. Choose another document: report memo {id}."
    ),
    "document_refused:not_insured": says(
        "No insured limit is written down for {id}. Enter it: dunnage limit {id} AMOUNT CURRENCY --insured AMOUNT."
    ),
    "unknown_format": says("{path} says no format this document can have. End its name in one of these: {known}."),
    "no_clipboard:no_terminal": says("There is no terminal whose clipboard could take it. Write it to a file: --out FILE."),
    "no_clipboard:too_long": says("It is longer than a terminal's clipboard takes. Write it to a file: --out FILE."),
    "no_clipboard": says("It was not copied ({reason}). Write it to a file: --out FILE."),
    "not_edited": says("The text did not come back from {editor} ({reason}). Nothing was written: try again."),
    "not_edited:no_editor": says("No editor is set. Name yours: export EDITOR=nano."),
    "not_edited:not_found": says("The editor {editor} cannot be started. Name another: export EDITOR=nano."),
    "not_edited:failed": says(
        "The editor {editor} ended with a failure, so nothing was written. Try again, or leave --edit out."
    ),
    "not_edited:unreadable": says("What {editor} left behind cannot be read. Save it as UTF-8, and try again."),
    "template_refused": says("The letter {path} cannot be used. Correct it, or take it away to have the program's own."),
    "template_refused:unreadable": says("The letter {path} cannot be read. Mend its permissions or its encoding (UTF-8)."),
    "template_refused:syntax": says("The letter {path} cannot be understood at line {line}. Correct it there."),
    "template_refused:fails": says(
        "The letter {path} asks for something that is not there. Look at docs/letters.md, which lists what can stand in one."
    ),
    "template_refused:too_long": says("The letter {path} grows beyond all letters. Correct its repetitions."),
    "template_refused:no_subject": says("The letter {path} does not begin with a subject. Write Subject: and its words first."),
}
