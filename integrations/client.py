"""The one door to the outside: httpx, and what it must not do.

This is the only module that imports httpx, and only when something is asked: the client costs 50 ms, most of them its TLS
context. It follows nothing, keeps no cookies, reads no environment, speaks over our own line, and whatever it raises becomes a
word of ours: its own messages hold whole URLs.
"""

import logging
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from integrations.address import RequestRefused, RequestTrouble
from integrations.endings import Reason, Setback
from integrations.line import Dialler, Watch
from integrations.verdict import Arrival

if TYPE_CHECKING:
    import httpcore
    import httpx

__all__ = ["Client", "Leaving", "Outgoing"]

T = TypeVar("T")

_CONNECT, _READ = 5.0, 15.0  # seconds of silence


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request as it leaves."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case."""
    params: Mapping[str, str] | None = field(default=None, repr=False)
    """None leaves a query in the URL as it is."""
    content: bytes | None = field(default=None, repr=False)
    form: Mapping[str, str] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Where a request really goes, as the client made it of the URL."""

    scheme: str
    host: str
    port: int | None
    userinfo: bool
    segments: int


class Client:
    """Sends requests of one provider; safe to share between worker threads, and made without touching the network."""

    def __init__(self, *, plain: bool, authorities: Path | None = None) -> None:
        """Speak in clear, or trust the usual authorities and those of a file."""
        self._plain = plain
        self._authorities = authorities
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None

    def exchange(self, outgoing: Outgoing, watch: Watch, check: Callable[[Leaving], object], read: Callable[[Arrival], T]) -> T:
        """Send once and `read` what comes; `check` looks at the final URL once more and raises where it leads elsewhere."""
        import httpcore
        import httpx

        request = self._request(outgoing, watch)
        url = request.url
        check(Leaving(url.scheme, url.host, url.port, bool(url.userinfo), url.raw_path.partition(b"?")[0].count(b"/")))
        try:
            with closing(self._opened().send(request, stream=True, follow_redirects=False)) as response:
                return read(Arrival(response.status_code, response.headers.items(), _chunks(response)))
        except httpcore.ProtocolError:
            met = Reason.NOT_HTTP if watch.received else Reason.BROKEN
        except (httpx.HTTPError, httpx.InvalidURL):
            # Our line and httpcore raise none of these: the client does, when it cannot read where a redirect leads.
            met = Reason.REDIRECT_REFUSED
        raise Setback(met)

    def close(self) -> None:
        """Let the client go; a later request opens another."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _request(self, outgoing: Outgoing, watch: Watch) -> "httpx.Request":
        import httpx

        try:
            request = self._opened().build_request(
                outgoing.method,
                outgoing.url,
                params=None if outgoing.params is None else dict(outgoing.params),
                headers=dict(outgoing.headers),
                content=outgoing.content,
                data=None if outgoing.form is None else dict(outgoing.form),
                extensions={"watch": watch},
            )
        except httpx.InvalidURL:  # longer than any server reads
            raise RequestRefused(RequestTrouble.UNREADABLE) from None
        if "accept" not in outgoing.headers:
            request.headers.pop("accept", None)  # the client adds one of its own
        return request

    def _opened(self) -> "httpx.Client":
        with self._lock:
            if self._client is None:
                self._client = _open_client(None if self._plain else _trusted(self._authorities))
            return self._client


def _chunks(response: "httpx.Response") -> Iterator[bytes]:
    """Give the body as it comes off the line; one that ends before it should was cut off."""
    import httpcore

    try:
        yield from response.iter_raw()
    except httpcore.ProtocolError:
        met = Setback(Reason.TRUNCATED)
    except Setback as setback:
        met = Setback(Reason.TRUNCATED) if setback.reason is Reason.BROKEN else setback
    else:
        return
    raise met


def _open_client(context: ssl.SSLContext | None) -> "httpx.Client":
    """Make the one client: no environment, no cookies, no redirects, and our own line below it."""
    import httpx

    for name in ("httpx", "httpcore"):
        # At INFO they print whole URLs, keys in the query included.
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.Client(
        transport=_line_transport(context),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(_READ, connect=_CONNECT),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )


def _line_transport(context: ssl.SSLContext | None) -> "httpx.BaseTransport":
    """Make what the client sends through: each request dials for itself, under the watch that came with it."""
    import httpcore
    import httpx

    class Body(httpx.SyncByteStream):
        """The rest of an answer; closing it hangs up."""

        def __init__(self, line: httpcore.HTTPConnection, chunks: Iterable[bytes]) -> None:
            self._line = line
            self._chunks = chunks

        def __iter__(self) -> Iterator[bytes]:
            yield from self._chunks

        def close(self) -> None:
            self._line.close()

    class OwnLine(httpx.BaseTransport):
        """One line, one request."""

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            url = request.url
            dialler = Dialler(request.extensions["watch"], plain=context is None)
            target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
            backend = cast("httpcore.NetworkBackend", dialler)
            line = httpcore.HTTPConnection(target.origin, ssl_context=context, network_backend=backend)
            answer = line.handle_request(
                httpcore.Request(
                    request.method.encode("ascii"),
                    target,
                    headers=request.headers.raw,
                    content=cast("Iterable[bytes]", request.stream),
                    extensions=dict(request.extensions),
                )
            )
            body = Body(line, cast("Iterable[bytes]", answer.stream))
            return httpx.Response(answer.status, headers=answer.headers, stream=body)

    return OwnLine()


def _trusted(authorities: Path | None) -> ssl.SSLContext:
    """Trust the usual authorities, and those of a file of the user's own; TLS 1.2 at least. Nothing turns the check off."""
    import httpx

    context = httpx.create_ssl_context(trust_env=False)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authorities is not None:
        try:
            context.load_verify_locations(cafile=authorities)
        except (OSError, ssl.SSLError):
            raise RequestRefused(RequestTrouble.AUTHORITY) from None
    return context
