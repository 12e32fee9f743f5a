"""The one door to the outside: httpx, and what it must not do.

This is the only module that imports httpx, and it is imported when something is asked, for it costs 50 ms. It writes requests
and trusts authorities; its ready-made client, which follows, keeps cookies and reads the environment, stays outside, and each
answer is read off our own line. Whatever is raised becomes a word of ours: its own messages hold whole URLs.

A request that may be charged, or changes something over there, has a line of its own: it must not be sent down one the server
may have closed. Free questions may share lines, for most of the time of a short one goes into opening it.
"""

import logging
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import httpcore
import httpx

from integrations.address import RequestRefused, RequestTrouble
from integrations.endings import Reason, Setback
from integrations.idle import Idle
from integrations.line import Dialler, Line, Watch
from integrations.outgoing import SILENCE, Leaving, Outgoing
from integrations.verdict import Arrival

__all__ = ["Client"]

T = TypeVar("T")

_CONNECT = 5.0  # seconds of silence


class Client:
    """Sends requests of one provider; safe to share between worker threads, and made without touching the network."""

    def __init__(self, *, plain: bool, authorities: Path | None = None) -> None:
        """Speak in clear, or trust the usual authorities and those of a file."""
        for name in ("httpx", "httpcore"):
            # At INFO they print whole URLs, keys in the query included.
            logging.getLogger(name).setLevel(logging.WARNING)
        self._lines = _Lines(None if plain else _trusted(authorities))

    def exchange(self, outgoing: Outgoing, watch: Watch, check: Callable[[Leaving], object], read: Callable[[Arrival], T]) -> T:
        """Send once and `read` what comes; `check` looks at the final URL once more and raises where it leads elsewhere."""
        request = _request(outgoing)
        url = request.url
        check(Leaving(url.scheme, url.host, url.port, bool(url.userinfo), url.raw_path.partition(b"?")[0].count(b"/")))
        try:
            with closing(self._lines.send(request, watch, keeps=outgoing.keeps)) as body:
                return read(Arrival(body.status, _fields(body.headers), _chunks(body)))
        except httpcore.ProtocolError:
            met = Reason.NOT_HTTP if watch.received else Reason.BROKEN
        raise Setback(met)

    def close(self) -> None:
        """Hang up every line."""
        self._lines.close()


def _request(outgoing: Outgoing) -> httpx.Request:
    try:
        return httpx.Request(
            outgoing.method,
            outgoing.url,
            params=None if outgoing.params is None else dict(outgoing.params),
            headers=dict(outgoing.headers),
            content=outgoing.content,
            data=None if outgoing.form is None else dict(outgoing.form),
            extensions={"timeout": {"connect": _CONNECT, "read": outgoing.silence, "write": SILENCE}},
        )
    except httpx.InvalidURL:  # longer than any server reads
        raise RequestRefused(RequestTrouble.UNREADABLE) from None


def _fields(raw: Iterable[tuple[bytes, bytes]]) -> Iterable[tuple[str, str]]:
    """Give the headers by their names in lower case, those of one name joined as RFC 9110 section 5.3 says."""
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found.items()


def _chunks(body: Iterable[bytes]) -> Iterator[bytes]:
    """Give the body as it comes off the line; one that ends before it should was cut off."""
    try:
        yield from body
    except httpcore.ProtocolError:
        met = Setback(Reason.TRUNCATED)
    except Setback as setback:
        met = Setback(Reason.TRUNCATED) if setback.reason is Reason.BROKEN else setback
    else:
        return
    raise met


def _trusted(authorities: Path | None) -> ssl.SSLContext:
    """Trust the usual authorities, and those of a file of the user's own; TLS 1.2 at least. Nothing turns the check off."""
    context = httpx.create_ssl_context(trust_env=False)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    if authorities is not None:
        try:
            context.load_verify_locations(cafile=authorities)
        except (OSError, ssl.SSLError):
            raise RequestRefused(RequestTrouble.AUTHORITY) from None
    return context


@dataclass(frozen=True, slots=True)
class _Talk:
    """A line and the state of what is spoken on it."""

    origin: httpcore.Origin
    line: Line
    http: httpcore.HTTP11Connection

    @property
    def reusable(self) -> bool:
        """Whether a whole answer was read and nothing came after it: a word too many would be taken for the next answer."""
        # httpcore tells nobody what came behind an answer; where its parser is not found, the line is not used again.
        parser: Any = getattr(self.http, "_h11_state", None)
        return self.http.is_idle() and parser is not None and parser.trailing_data == (b"", False)

    @property
    def alive(self) -> bool:
        """Whether nothing came while it was idle, not even the end."""
        return not self.line.has_come()

    def close(self) -> None:
        """Hang up."""
        self.http.close()


class _Body:
    """An answer whose body is still on the line; closing it hangs up, or leaves the line to the next free question."""

    def __init__(self, answer: httpcore.Response, talk: _Talk, leave: Callable[[_Talk], None]) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self._answer = answer
        self._talk = talk
        self._leave = leave

    def __iter__(self) -> Iterator[bytes]:
        return iter(cast("Iterable[bytes]", self._answer.stream))

    def close(self) -> None:
        self._answer.close()
        self._leave(self._talk)


class _Lines:
    """The lines of one provider: one for each request that must not meet a dead one, shared ones for the others."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._context = context
        self._idle: Idle[str, _Talk] = Idle()

    def send(self, request: httpx.Request, watch: Watch, *, keeps: bool) -> _Body:
        """Send, over a line that is open already where the request may go down it (`keeps`)."""
        url = request.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        if keeps and (answer := self._over_kept(request, target, watch)) is not None:
            return answer
        return self._through(self._dialled(target, watch), request, target, self._kept if keeps else _Talk.close)

    def close(self) -> None:
        """Hang up the lines nobody speaks on."""
        self._idle.close()

    def _over_kept(self, request: httpx.Request, target: httpcore.URL, watch: Watch) -> _Body | None:
        """Send over an idle line; None where there is none, or where it was dead before one byte of an answer came."""
        before = watch.received
        while (talk := self._idle.take(str(target.origin))) is not None:
            if not talk.alive:
                talk.close()
                continue
            talk.line.heed(watch)
            try:
                return self._through(talk, request, target, self._kept)
            except (Setback, httpcore.ProtocolError) as met:
                if watch.received > before or (isinstance(met, Setback) and met.reason is not Reason.BROKEN):
                    raise
        return None

    def _through(self, talk: _Talk, request: httpx.Request, target: httpcore.URL, leave: Callable[[_Talk], None]) -> _Body:
        """Speak over one line and give what comes."""
        try:
            answer = talk.http.handle_request(
                httpcore.Request(
                    request.method.encode("ascii"),
                    target,
                    headers=request.headers.raw,
                    content=cast("Iterable[bytes]", request.stream),
                    extensions=request.extensions,
                )
            )
        except BaseException:
            talk.close()
            raise
        return _Body(answer, talk, leave)

    def _kept(self, talk: _Talk) -> None:
        """Leave a line to the next question, if it can bear one."""
        if not (talk.reusable and self._idle.put(str(talk.origin), talk)):
            talk.close()

    def _dialled(self, target: httpcore.URL, watch: Watch) -> _Talk:
        """Open a line."""
        host = target.host.decode("ascii")
        origin = target.origin
        line = Dialler(watch, plain=self._context is None).connect_tcp(host, origin.port, _CONNECT)
        if self._context is not None:
            line = line.start_tls(self._context, host, _CONNECT)
        return _Talk(origin, line, httpcore.HTTP11Connection(origin, cast("httpcore.NetworkStream", line)))
