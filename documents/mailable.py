"""A letter as a file a mail program opens: text and HTML side by side, unsent, with a number of its own that repeats itself.

The number is made of buyer, kind and day, so the same letter made twice is one message to whoever files it.
"""

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from documents.letters import Letter

__all__ = ["eml"]


def eml(letter: Letter, sender: str = "") -> bytes:
    """The letter as RFC 5322 bytes; `X-Unsent` has mail programs open it as a draft."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    if sender:
        message["From"] = sender
    if letter.to:
        message["To"] = letter.to
    mark = sha256("\x1f".join((letter.buyer, letter.kind, letter.on.isoformat())).encode()).hexdigest()[:24]
    message["Message-ID"] = f"<{mark}@dunnage.invalid>"
    message["X-Unsent"] = "1"
    message.set_content(letter.body, charset="utf-8")
    message.add_alternative(f'<html><head><meta charset="utf-8"></head><body>\n{letter.html}\n</body></html>\n', subtype="html")
    return message.as_bytes()
