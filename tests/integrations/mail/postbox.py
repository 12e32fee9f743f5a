"""A mail server on loopback that keeps what it takes, and does what a test tells it to do first."""

import socket
import ssl
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

__all__ = ["Postbox"]

HOST = "127.0.0.1"


class Postbox:
    """Serves while it is entered; `answers` gives by command what is said instead of yes."""

    def __init__(
        self,
        answers: Mapping[str, str] | None = None,
        *,
        implicit: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        login: tuple[str, str] | None = None,
        vanish: str = "",
        before: Callable[[str], None] = lambda _command: None,
    ) -> None:
        """`vanish`: the command after which the line is cut, `DATA` being the whole text; `before` runs before each answer."""
        self.answers, self.vanish, self.before = dict(answers or {}), vanish, before
        self.messages: list[bytes] = []
        self.recipients: list[list[str]] = []
        self.encrypted: list[bool] = []
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = int(free.getsockname()[1])
        how: dict[str, Any] = {"ssl_context": implicit} if implicit else {}
        if starttls:
            how |= {"tls_context": starttls, "require_starttls": True}
        if login:
            how |= {"authenticator": self._authenticated, "auth_require_tls": False}
        self.login = login
        self._controller = Controller(self, hostname=HOST, port=self.port, **how)

    def _authenticated(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, said: Any) -> AuthResult:
        good = isinstance(said, LoginPassword) and (said.login.decode(), said.password.decode()) == self.login
        return AuthResult(success=good, handled=good)

    def __enter__(self) -> "Postbox":
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._controller.stop()

    def _said(self, command: str, server: Any) -> str:
        self.before(command)
        if self.vanish == command:
            server.transport.abort()
        return self.answers.get(command, "250 OK")

    async def handle_MAIL(self, server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - as the server calls it
        """Take a sender."""
        envelope.mail_from = address
        return self._said("MAIL", server)

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - as the server calls it
        """Take a recipient."""
        said = self._said("RCPT", server)
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - as the server calls it
        """Keep a text."""
        if self.answers.get("DATA", "250").startswith("2"):
            self.messages.append(envelope.content)
            self.recipients.append(list(envelope.rcpt_tos))
            self.encrypted.append(session.ssl is not None or self._controller.ssl_context is not None)
        return self._said("DATA", server)
