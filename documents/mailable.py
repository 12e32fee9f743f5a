"""A letter as a message: a file a mail program opens, or the bytes that are handed to a mail server; text and HTML side by side.

The number of a draft is made of buyer, kind and day, so the same letter made twice is one message to whoever files it.
"""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from pathlib import PurePath

from documents.letters import Letter

__all__ = ["as_file", "eml", "posted"]


def eml(letter: Letter, sender: str = "") -> bytes:
    """The letter as RFC 5322 bytes; `X-Unsent` has mail programs open it as a draft."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    if sender:
        message["From"] = sender
    if letter.to:
        message["To"] = letter.to
    message["Message-ID"] = f"<{_mark(letter.buyer, letter.kind, letter.on.isoformat())}@dunnage.invalid>"
    message["X-Unsent"] = "1"
    _fill(message, letter)
    return message.as_bytes()


def posted(letter: Letter, sender: str, to: str, number: str, at: datetime, reply_to: str = "") -> bytes:
    """The letter as it is handed over, in ASCII so that every server takes it; its number is made of `number` alone."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["Subject"] = letter.subject
    message["From"], message["To"] = sender, to
    if reply_to:
        message["Reply-To"] = reply_to
    message["Date"] = format_datetime(at)
    domain = sender.rpartition("@")[2].rstrip(">").strip()
    message["Message-ID"] = f"<{_mark(number)}@{domain}>"
    _fill(message, letter)
    return message.as_bytes()


def as_file(letter: Letter, name: str) -> bytes:
    """The letter as a file of this name holds it: a draft (`.eml`), a page (`.html`), else text."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".eml":
        return eml(letter)
    if suffix in (".html", ".htm"):
        head = f'<!doctype html>\n<meta charset="utf-8">\n<title>{escape(letter.subject)}</title>'
        return f"{head}\n{letter.html}\n".encode()
    return f"{letter.subject}\n\n{letter.body}".encode()


def _mark(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def _fill(message: EmailMessage, letter: Letter) -> None:
    message.set_content(letter.body, charset="utf-8")
    message.add_alternative(f'<html><head><meta charset="utf-8"></head><body>\n{letter.html}\n</body></html>\n', subtype="html")
