"""A letter as a person wrote it: what it says as HTML is then the very text."""

from dataclasses import replace
from html import escape

from documents.letters import Letter

__all__ = ["reworded"]


def reworded(letter: Letter, subject: str, body: str) -> Letter:
    """The letter with another subject and other words; the same letter where nothing was changed."""
    if (subject, body) == (letter.subject, letter.body):
        return letter
    return replace(letter, subject=subject, body=body, html=f'<pre style="white-space: pre-wrap">{escape(body)}</pre>')
