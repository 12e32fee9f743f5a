"""What is said of files that come in: which row and column, what stands there, what would do.

The one who reads it mends a spreadsheet somebody else made, so each sentence names the place as the spreadsheet names it.
"""

from collections.abc import Mapping

from wording import figures
from wording.sentence import Sentence, say, says
from wording.words import _

__all__ = ["FILES", "MAPPINGS", "NOTES", "ROWS", "at"]

FILES = {
    "source_fault": says("The file cannot be taken in ({detail}). Export it again."),
    "file_missing": says("There is no such file. Check the name."),
    "is_folder": says("This is a folder. Name the files in it."),
    "file_unreadable": says("The system does not let the file be read ({detail}). Check its permissions."),
    "file_empty": says("The file has no heading line. Export it again with its headings."),
    "no_rows": says("The file has headings and no row below them. Export it again with its rows."),
    "not_a_table:workbook": says(
        "The workbook cannot be read: it is damaged, asks for a password, or unpacks to more than 512 MB. Save the sheet as CSV."
    ),
    "not_a_table:markup": says("The file is a web page or XML under another name. Open it in a spreadsheet and save it as CSV."),
    "not_a_table": says("The file is no text ({detail}). Save it as CSV and import that."),
    "bad_encoding": says("A byte here is no character of {detail}. Save the file as UTF-8, or name its encoding in a mapping."),
    "not_recognised": says(
        "No mapping knows these headings ({detail}). Name a mapping with --mapping, or write one; docs/import.md says how."
    ),
    "export_sheet": says(
        "This is a sheet of an exported book, which comes back whole: dunnage restore DIR, the folder it lies in."
    ),
    "missing_column": says("This column is missing from the heading. Add it, or correct the mapping."),
    "missing_column:twice": says("This column stands in the heading twice. Rename one of them."),
    "ambiguous_dates": says(
        "Dates such as {detail} can be read in two ways."
        " Say --date-order dmy, mdy or ymd: whether day, month or year comes first."
    ),
}
ROWS = {
    "broken_row": says("The quotes of this row do not close. Correct the row."),
    "too_few_cells": says("The row has fewer cells than the heading ({detail}). Fill it up."),
    "too_many_cells": says("The row has more cells than the heading ({detail}). Look for a separator in a text without quotes."),
    "buckets_differ": says(
        "The buckets come to {expected}, and the total of the row is {detail}. Look for a column that is missing."
    ),
    "missing_value": says("The value is missing. Fill it in."),
    "bad_date": says('"{detail}" is no date in the format of this column. Correct it.'),
    "bad_amount": says('"{detail}" is no amount in the format of this file. Correct it, or name its marks in the mapping.'),
    "bad_risk_class": says('"{detail}" is no class of country risk. Use 0 to 7, or leave it empty.'),
    "bad_risk_status": says('"{detail}" does not say why the country has no class, or it has one. Use a word of the reference.'),
    "bad_percent": says('"{detail}" is no whole percent from 0 to 100. Correct it.'),
    "currency_differs": says('"{detail}" is in another currency than its row ({expected}). Correct one of them.'),
    "bad_currency": says('"{detail}" is no currency. Use its three letters, such as USD.'),
    "bad_country": says('"{detail}" is no country. Use its two letters, such as GB.'),
    "amount_too_fine": says('"{detail}" is finer than its currency. Correct it, or let the mapping round.'),
    "unknown_kind": says('"{detail}" is no kind of activity. Use a word of the import reference, such as call.'),
    "unknown_outcome": says('"{detail}" is no outcome of a contact. Use a word of the import reference, or leave it empty.'),
    "unknown_evidence": says('"{detail}" is no paper of a dispute. Use a word of the import reference, such as delivery.'),
    "unknown_reason": says('"{detail}" is no reason of a dispute. Use a word of the import reference, such as quality.'),
    "unknown_security": says('"{detail}" is no kind of security. Use a word of the import reference, such as bank_guarantee.'),
    "unknown_papers": says(
        '"{detail}" does not say where the papers are. Use a word of the import reference, such as originals_held.'
    ),
    "not_yes_or_no": says('"{detail}" is neither yes nor no. Use one of them, or leave it empty.'),
    "not_above_zero": says('"{detail}" is not above zero. Correct the amount, or leave it empty.'),
    "below_zero": says('"{detail}" is below zero. Correct the amount, or leave it empty.'),
    "before_it_began": says("{detail} lies before the day of the row itself. Check both dates."),
    "unknown_document": says('The mapping does not say what "{detail}" counts as. Add the word to its documents.'),
    "bad_terms": says('The payment terms cannot be read at "{detail}". There it could say: {expected}.'),
    "no_due_date": says("Invoice {detail} has no due date, and neither it nor its buyer has terms that give one. Fill one in."),
    "duplicate_differs": says('"{detail}" stands in the file more than once, and differs. Keep one of them.'),
    "bad_document": says("This record of the book ({detail}) cannot be read; it is left out, and stays in the file."),
    "duplicate_document": says("This record of the book ({detail}) stands there twice; the last one counts."),
    "brought_forward": says("The book was brought into this version's form. As it was, it is kept in {detail}."),
    "journal_kept": says("Beside it lay the journal of another book, which is gone. It is kept in {detail}."),
    "kept_in_clear": says("{detail} holds the book in clear. Remove it once the encrypted one is in use."),
    "not_encrypted": says("A passphrase is named, and the book is not encrypted. Encrypt it: dunnage move BOOK NEWBOOK."),
    "password_in_address": says(
        "The password stands in the address of the book, where others may see it. Keep it in ~/.pgpass, or name its place:"
        " ?password=env:NAME."
    ),
    "book_in_part": says(
        "You see a part of the book: every sum, rank and forecast is of these buyers alone. Ask its owner for what you miss."
    ),
    "clock_differs": says(
        "The clock of this machine and the server's are {detail} min apart. Set it, or the history tells wrong hours."
    ),
    "put_aside_torn": says(
        "The last writer was cut off in the middle of a change that was never confirmed. What it left is kept in {detail}."
    ),
    "put_aside_bad": says(
        "The last change in the journal is damaged; it may have been confirmed. Compare what was done last."
        " The damaged record is kept in {detail}."
    ),
    "left_out_torn": says(
        "The journal ends in an unfinished change that was never confirmed, or that somebody is writing now. It is left out."
    ),
    "left_out_bad": says(
        "The last change in the journal is damaged and left out; it may have been confirmed. Compare what was done last."
    ),
    "unknown_field": says("This record of the book ({detail}) holds a field this version does not know. It is kept."),
}
NOTES = {
    "total_passed_over": says('The row "{detail}" is a sum of others and was left out. Look whether it is one.'),
    "group_differs": says(
        "The rows of a group do not come to its sum (group: sum / rows): {detail}. They were taken in; check the export."
    ),
    "dated_ahead": says("The row is dated {detail}, a day that has not come; until then it counts in no figure. Check the date."),
    "dated_far_back": says("The row is dated {detail}, which nobody remembers. It was taken in; check the date."),
    "not_described": says(
        "The row names buyer {detail}, and nobody described it. Import it with the buyers, or correct the number."
    ),
    "not_described_near": says(
        "The row names buyer {detail}, and nobody described it. Import it with the buyers, or correct the number:"
        " did you mean {expected}?"
    ),
    "no_rate": says(
        "There is no rate of exchange from {detail} to {expected}: what is in {detail} was taken in"
        " and stands in no sum in {expected}. The rates there are: dunnage rates."
    ),
    "lines_differ": says("The lines of this invoice differ here; the first one counts. Check the invoice."),
    "due_before_issue": says("The due date {detail} lies before the issue date. It was taken in; check it."),
    "due_far_off": says("The due date {detail} lies far from the issue date. It was taken in; check it."),
    "terms_unread": says('The payment terms cannot be read at "{detail}"; the due date given stands. It could say: {expected}.'),
    "buyer_terms_unread": says(
        'The payment terms cannot be read at "{detail}": nothing falls due by them. It could say: {expected}.'
    ),
    "unknown_country": says('"{detail}" is the code of no country. Use its two letters, such as GB.'),
    "unknown_country_near": says('"{detail}" is the code of no country: did you mean {expected}?'),
    "order_currency_differs": says("The invoices of order {detail} are in different currencies. Check the order."),
    "parent_unknown": says("{detail} is named as the parent of a buyer and is not in the book. Check the number."),
    "parent_circle": says("These buyers name one another as parents in a circle: {detail}. Correct one of them."),
    "sheets_left_out": says(
        "More sheets of the workbook have these headings ({detail}) and were not read. Save each as a file of its own."
    ),
    "encoding_guessed": says("The file was read as {detail}. If names look wrong, save it as UTF-8."),
}
MAPPINGS = {
    "unknown_mapping": says("There is no mapping {name}. Check the name."),
    "bad_mapping": says("Mapping {name}: {key} cannot be used ({reason}). Correct the mapping file."),
    "bad_mapping:unknown": says("Mapping {name}: nobody knows {key}. Correct the mapping file."),
    "bad_mapping:missing": says("Mapping {name}: {key} is missing. Add it to the mapping file."),
}


def at(sentence: Sentence, facts: Mapping[str, object]) -> str:
    """The sentence behind its place: path, line and column, as far as they are known."""
    parts = [figures.safe(str(facts["path"]))] if facts.get("path") else []
    if facts.get("line"):
        parts.append(_("line {line}").format(line=facts["line"]))
    if facts.get("column"):
        parts.append(_('column "{column}"').format(column=figures.safe(str(facts["column"]))))
    told = say(sentence, facts)
    return _("{place}: {told}").format(place=_(", ").join(parts), told=told) if parts else told
