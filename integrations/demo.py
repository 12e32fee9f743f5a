"""The embedded provider of the demo: a real HTTP server on this machine, asked over the real road.

Nobody needs an account to see a refresh, a refusal or a slow answer, and nothing is pretended: the same mapping file
reader, transport and parser are at work as for a paid bureau. The server lives in memory, on a port of the moment, with a
key of the moment; when it is closed nothing is left.
"""

import hmac
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from socketserver import TCPServer
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from credit.report import EventKind
from integrations.demo_book import DEMO_BUYERS, DEMO_DAY
from integrations.demo_cast import Part, buyer_of, place_of
from integrations.demo_notices import Notice, notices
from integrations.demo_standing import standing
from integrations.provider import Provider
from integrations.providers.generic import GenericProvider, open_transport
from integrations.providers.generic_file import mapping_of
from integrations.providers.strict_table import Source
from integrations.secrets import Secret

__all__ = ["DemoProvider", "demo_provider"]

NAME = "demo"
_FILE = "demo_provider.toml"
_HEADER = "X-API-Key"
_SLOW = 3.0  # seconds
_CODES = {
    EventKind.WINDING_UP_PETITION: "2450",
    EventKind.WINDING_UP_PETITION_DISMISSED: "2461",
    EventKind.WINDING_UP_ORDER: "2452",
}
"""Notice codes as the London Gazette uses them."""


class DemoProvider:
    """The server; used as a context. It knows the first `buyers` buyers of the demo's book, on one day."""

    def __init__(self, day: date = DEMO_DAY, buyers: int = DEMO_BUYERS, slow: float = _SLOW) -> None:
        """Bind a free port of 127.0.0.1; `slow` is the delay in seconds of the one buyer whose answer takes its time."""
        self.key = Secret(secrets.token_urlsafe(18))
        self._day = day
        self._buyers = buyers
        self._slow = slow
        self._over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), partial(_Visit, self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="demo-provider", daemon=True)

    @property
    def base_url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str, key: str) -> tuple[HTTPStatus, Mapping[str, object]]:
        """Status and body for one request."""
        if not hmac.compare_digest(key.encode(), self.key.reveal().encode()):
            return HTTPStatus.UNAUTHORIZED, {"error": "no such key"}
        root, _, number = urlsplit(path).path.rpartition("/")
        place = place_of(unquote(number))
        if root != "/companies" or not 1 <= place <= self._buyers or buyer_of(place).number != number:
            return HTTPStatus.NOT_FOUND, {"error": "no such company"}
        part = buyer_of(place).part
        if part is Part.REFUSED:
            return HTTPStatus.FORBIDDEN, {"error": "country not in your subscription"}
        if part is Part.SLOW:
            self._over.wait(self._slow)
        return HTTPStatus.OK, _report(number, part, self._day)


def demo_provider(server: DemoProvider) -> Provider:
    """The generic provider that asks `server`, made from the embedded file with the server's own address and key."""
    text = files("integrations").joinpath("data", _FILE).read_text("utf-8")
    mapping = replace(mapping_of(NAME, Source(_FILE, text)), base_url=server.base_url)
    return GenericProvider(mapping, partial(open_transport, resolved=lambda _reference: server.key))


def _report(number: str, part: Part, day: date) -> Mapping[str, object]:
    """The report of one company, as this provider writes it; a company in liquidation has no limit, in words."""
    opinion = standing(number, day)
    limit = "Credit limit not applicable" if part is Part.DEAD else str(opinion.limit)
    return {
        "company": {"number": number, "name": buyer_of(place_of(number)).name},
        "score": {
            "value": opinion.score,
            "as_of": opinion.as_of.isoformat(),
            "limit": {"amount": limit, "currency": "EUR"},
        },
        "payment": {"dbt": opinion.dbt, "industry_dbt": opinion.industry_dbt, "late_share": opinion.late_percent},
        "notices": [_notice(notice, number) for notice in notices(part, number, day)],
    }


def _notice(notice: Notice, number: str) -> Mapping[str, object]:
    name = buyer_of(place_of(number)).name.upper()
    return {
        "id": notice.id,
        "code": _CODES[notice.event],
        "published": notice.published_on.isoformat(),
        "title": name,
        "text": f"{name} (Company Number {number})",
    }


class _Server(ThreadingHTTPServer):
    """One thread a request; a request that still waits does not hold up the end."""

    daemon_threads = True

    def server_bind(self) -> None:
        """Bind without asking a resolver for this machine's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def handle_error(self, _request: object, _address: object) -> None:
        """Say nothing when the other side hangs up: a refresh that is called off does."""


class _Visit(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server_version, sys_version = "DunnageDemo", ""

    def __init__(self, provider: DemoProvider, *visit: object) -> None:
        self._provider = provider
        super().__init__(*visit)  # type: ignore[arg-type]  # request, address and server, as the server hands them over

    def do_GET(self) -> None:
        """Answer one question in JSON."""
        status, body = self._provider.answer(self.path, self.headers.get(_HEADER, ""))
        raw = json.dumps(body).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.send_header("Connection", "close")  # the demo leaves no thread behind that waits for another question
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_said: object) -> None:
        """Say nothing: the terminal belongs to the workstation."""
