"""One message handed to the mail server, and what is known of it afterwards. Nothing is tried twice here.

SMTP (RFC 5321) knows one moment after which a message may be on its way: once its text was written to the line. Whatever fails
before it means that nothing went; an answer after it says what became of it; a line that breaks after it leaves it unknown.
"""

import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from integrations.mail.server import MailServer, Security
from integrations.secrets import Secret, SecretRefused, resolve

__all__ = ["MailTrouble", "Posted", "hand_over"]

SECONDS = 60.0
"""What the server may take for one answer; after the text RFC 5321 4.5.3.2.6 gives it ten minutes."""
LAST_SECONDS = 600.0
_END, _SINGLE_DOT = re.compile(rb"\r\n|\r|\n"), re.compile(rb"^\.", re.MULTILINE)
_PERMANENT = 500


class MailTrouble(StrEnum):
    """Why a message did not go, or is not known to have gone."""

    UNREACHABLE = "unreachable"
    CERTIFICATE = "certificate"
    """The server's certificate is not of a trusted authority, or not for its name."""
    NO_TLS = "no_tls"
    """The server offers no encryption."""
    SECRET = "secret"  # noqa: S105 - the name of the trouble
    LOGIN = "login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    MESSAGE = "message"
    """The server refused the message itself."""
    LOST = "lost"
    """The line broke."""


SERVER = frozenset(
    {
        MailTrouble.UNREACHABLE,
        MailTrouble.CERTIFICATE,
        MailTrouble.NO_TLS,
        MailTrouble.SECRET,
        MailTrouble.LOGIN,
        MailTrouble.SENDER,
    }
)
"""Troubles that the next letter would meet as well."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What is known of a message."""

    trouble: MailTrouble | None = None
    """`None`: the server took it."""
    code: int = 0
    """The server's reply code; 0 where it gave none."""
    maybe: bool = False
    """Whether it may have gone all the same."""

    @property
    def for_good(self) -> bool:
        """Whether trying again would change nothing."""
        return self.code >= _PERMANENT and self.trouble in (MailTrouble.RECIPIENT, MailTrouble.MESSAGE)

    @property
    def of_server(self) -> bool:
        """Whether the next letter would meet the same."""
        return self.trouble in SERVER


class _Stopped(Exception):  # noqa: N818 - it ends the talk and never leaves this module
    """The talk with the server ends here."""

    def __init__(self, posted: Posted) -> None:
        self.posted = posted


def hand_over(
    server: MailServer, recipients: Sequence[str], message: bytes, resolved: Callable[[str], Secret] = resolve
) -> Posted:
    """Hand `message` to the server for all of `recipients` or none of them. Never raises for what a server or a line does."""
    try:
        context = _context(server)
    except OSError:  # the house's own certificates cannot be read
        return Posted(MailTrouble.CERTIFICATE)
    try:
        line = _line(server, context)
    except ssl.SSLCertVerificationError:
        return Posted(MailTrouble.CERTIFICATE)
    except ssl.SSLError:
        return Posted(MailTrouble.NO_TLS)
    except (OSError, smtplib.SMTPException):
        return Posted(MailTrouble.UNREACHABLE)
    try:
        _begin(line, server, context)
        if server.user:
            _log_in(line, server, resolved)
        _envelope(line, server.address, recipients)
        return _text(line, message)
    except _Stopped as stopped:
        return stopped.posted
    finally:
        line.close()


def _context(server: MailServer) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=server.ca_file or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _line(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    own = server.address.rpartition("@")[2]
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(server.host, server.port, local_hostname=own, timeout=SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, local_hostname=own, timeout=SECONDS)


def _begin(line: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    """Greet and encrypt, or end it: nothing else goes over a line in clear but to this machine."""
    try:
        line.ehlo()
        if server.security is Security.STARTTLS:
            if not line.has_extn("starttls"):
                raise _Stopped(Posted(MailTrouble.NO_TLS))
            code, _said = line.starttls(context=context)
            if code != 220:
                raise _Stopped(Posted(MailTrouble.NO_TLS, code))
            line.ehlo()
    except ssl.SSLCertVerificationError:
        raise _Stopped(Posted(MailTrouble.CERTIFICATE)) from None
    except smtplib.SMTPResponseException as refused:
        raise _Stopped(Posted(MailTrouble.NO_TLS, refused.smtp_code)) from None
    except ssl.SSLError:
        raise _Stopped(Posted(MailTrouble.NO_TLS)) from None
    except (OSError, smtplib.SMTPException):
        raise _Stopped(Posted(MailTrouble.UNREACHABLE)) from None


def _log_in(line: smtplib.SMTP, server: MailServer, resolved: Callable[[str], Secret]) -> None:
    code, trouble = 0, MailTrouble.LOGIN
    try:
        line.login(server.user, resolved(server.password).reveal())
    except SecretRefused:
        trouble = MailTrouble.SECRET
    except smtplib.SMTPResponseException as refused:
        code = refused.smtp_code
    except (OSError, ValueError, smtplib.SMTPException):  # ValueError: a password that ASCII cannot hold
        pass
    else:
        return
    raise _Stopped(Posted(trouble, code))  # outside: what the server said may repeat what it was told


def _envelope(line: smtplib.SMTP, sender: str, recipients: Sequence[str]) -> None:
    """Say from whom and to whom; one recipient refused ends it for all."""
    steps: list[tuple[MailTrouble, Callable[[], tuple[int, bytes]]]] = [(MailTrouble.SENDER, partial(line.mail, sender))]
    steps += [(MailTrouble.RECIPIENT, partial(line.rcpt, to)) for to in recipients]
    steps.append((MailTrouble.MESSAGE, partial(line.docmd, "DATA")))
    for trouble, step in steps:
        try:
            code, _said = step()
        except (OSError, smtplib.SMTPException):
            raise _Stopped(Posted(MailTrouble.LOST)) from None
        if code not in (250, 251, 354):
            raise _Stopped(Posted(trouble, code))


def _text(line: smtplib.SMTP, message: bytes) -> Posted:
    """Write the text and wait for the answer: from here on it may have gone."""
    body = _SINGLE_DOT.sub(b"..", _END.sub(b"\r\n", message))  # a line's end of another kind can hide a message in a message
    body += b"" if body.endswith(b"\r\n") else b"\r\n"
    try:
        if line.sock is not None:
            line.sock.settimeout(LAST_SECONDS)
        line.send(body + b".\r\n")
        code, _said = line.getreply()
    except (OSError, smtplib.SMTPException):
        return Posted(MailTrouble.LOST, maybe=True)
    return Posted() if code == 250 else Posted(MailTrouble.MESSAGE, code)
