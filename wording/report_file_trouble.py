"""What is said of credit reports that come as files: the file as a whole, and single rows of it."""

from wording.sentence import says

__all__ = ["REPORT_FILES", "REPORT_ROWS"]

REPORT_FILES = {
    "report_file": says("The file cannot be taken in ({detail}). Nothing was written."),
    "report_file:unreadable": says("The file cannot be read ({detail}). Check its name, and whether it opens."),
    "report_file:too_large": says("The file is too large for a report. Nothing was written; check which file it is."),
    "report_file:locked": says("The PDF is locked with a password. Save a copy without it and take that in."),
    "report_file:no_text": says("The PDF holds pictures and no text. Enter its figures as CSV: key,value,unit,as_of,source."),
    "report_file:no_pdf_reader": says("Reading a PDF needs the package pypdf: pip install 'dunnage[pdf]'. Or enter it as CSV."),
    "report_file:damaged": says(
        "The PDF is damaged, or of a form nobody here reads. Save it anew from its viewer, or enter it as CSV."
    ),
    "report_file:not_json": says(
        "The file begins like JSON and breaks its rules: it is cut off, says a thing twice, or holds a number nobody can use."
        " Fetch or export it again."
    ),
    "report_file:no_mapping": says(
        "Nobody says where this JSON holds what. Write a mapping NAME.toml into the folder reports (dunnage paths) and say"
        " --provider NAME."
    ),
    "report_file:no_columns": says("This table has no columns key and value. Name its columns {detail}."),
    "report_file:nothing_found": says("No figure was found in the file. Enter what it says as CSV: key,value,unit,as_of,source."),
    "report_file:wrong_company": says("The file is about another company ({detail}). Nothing was written; check the buyer."),
    "report_file:ahead": says("The file speaks of a day after the one looked at ({detail}). Nothing was written."),
}
"""Sentences of the faults; each leaves the book as it was."""

REPORT_ROWS = {
    "unknown_finding": says('"{detail}" is no finding that is read. There is: {expected}.'),
    "unknown_word": says('"{detail}" is no word for this finding. Use one of: {expected}, or leave it empty.'),
    "finding_unclear": says('"{detail}" can be read in two ways. Write it like 1234.56 or 2026-03-31, or say --decimal.'),
    "finding_ahead": says("{detail} lies after the day looked at. Check the day of the finding."),
}
