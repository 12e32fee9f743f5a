"""The command that writes a letter: to the terminal, the clipboard, or a file as text, as HTML or as a mail."""

from pathlib import Path

from documents.letter_language import language_to
from documents.letters import House, Letter, LetterKind, letter
from documents.mailable import as_file
from documents.rewording import reworded
from tui.bank_record import load_bank
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.letters import for_editor, from_editor
from tui.terminal import copy, edited
from wording import figures
from wording.words import _, spoken_in

__all__ = ["write_letter"]


def write_letter(opened: Opening) -> Exit:
    """Make the letter and give it where it was asked for."""
    a = opened.arguments
    shown = opened.desk().glance()
    kind = LetterKind(a.kind) if a.kind else None
    entry = shown.assessed.of(a.id)
    with spoken_in(language_to(entry.account.customer.country, a.lang)):
        house = House(opened.config.house, opened.config.who, load_bank(opened.places.bank))
        made = letter(entry, shown.book.policy, kind, house, opened.places.templates)
    if a.edit:
        made = reworded(made, *from_editor(edited(for_editor(made.subject, made.body), opened.environ), made.subject))
    if a.copy:
        copy(_text(made), opened.environ)
        narrate(_("Copied. A terminal that does not take it says nothing: paste it to be sure."))
    if a.out:
        try:
            Path(a.out).touch(0o600)  # a letter is for nobody else on this machine
            Path(a.out).write_bytes(as_file(made, a.out))
        except OSError as error:
            narrate(_("{path} could not be written: {why}.").format(path=a.out, why=error.strerror))
            return Exit.REFUSED
    if a.json:
        items = [
            {"number": line.invoice, "due": line.due_on, "dpd": line.days_past_due, "open": line.open,
             "disputed": line.disputed, "promised": line.promised}
            for line in made.lines
        ]  # fmt: skip
        told = {"subject": made.subject, "body": made.body, "kind": made.kind, "tone": made.tone, "items": items}
        write_json({**told, "to": made.to or None, "html": made.html})
    elif not a.out and not a.copy:
        write_text(_text(made))
    return Exit.DONE


def _text(made: Letter) -> str:
    return figures.safe(made.subject) + "\n\n" + made.body
