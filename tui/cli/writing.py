"""The command that writes a letter: to the terminal, the clipboard, or a file as text, as HTML or as a mail."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from pathlib import Path

from documents.letters import House, Letter, LetterKind, letter
from documents.mailable import eml
from tui.bank_record import load_bank
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.terminal import copy, edited
from wording import figures
from wording.words import _

__all__ = ["write_letter"]

SUBJECT = "Subject:"
"""What the first line of a letter in the editor begins with."""
_HTML = (".html", ".htm")


def write_letter(opened: Opening) -> Exit:
    """Make the letter and give it where it was asked for."""
    a = opened.arguments
    house = House(opened.config.house, opened.config.who, load_bank(opened.places.bank))
    shown = opened.desk().glance()
    kind = LetterKind(a.kind) if a.kind else None
    made = letter(shown.assessed.of(a.id), shown.book.policy, kind, house, opened.places.templates)
    if a.edit:
        made = _by_hand(made, opened.environ)
    if a.copy:
        copy(_text(made), opened.environ)
        narrate(_("Copied. A terminal that does not take it says nothing: paste it to be sure."))
    if a.out:
        try:
            Path(a.out).write_bytes(_as_file(made, a.out))
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


def _by_hand(made: Letter, environ: Mapping[str, str]) -> Letter:
    """The letter as it comes back from the editor; what it says as HTML is then the very text."""
    subject, _newline, rest = edited(f"{SUBJECT} {made.subject}\n\n{made.body}", environ).partition("\n")
    if not subject.startswith(SUBJECT):
        subject, rest = f"{SUBJECT} {made.subject}", f"{subject}\n{rest}"
    body = rest.strip("\n") + "\n"
    html = f'<pre style="white-space: pre-wrap">{escape(body)}</pre>'
    return replace(made, subject=figures.safe(subject.removeprefix(SUBJECT)).strip(), body=body, html=html)


def _as_file(made: Letter, path: str) -> bytes:
    """The letter as the name of its file asks for."""
    suffix = Path(path).suffix.lower()
    if suffix == ".eml":
        return eml(made)
    if suffix in _HTML:
        return f'<!doctype html>\n<meta charset="utf-8">\n<title>{made.subject}</title>\n{made.html}\n'.encode()
    return f"{made.subject}\n\n{made.body}".encode()
