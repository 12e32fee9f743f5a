"""The one door to the outside: every request to a provider leaves and every answer comes in here.

A provider may be slow, hostile, broken or expensive, and it is asked from a worker thread while somebody is typing. So one
exchange has one deadline over all its tries, ends when it is called off, weighs at most what was agreed, goes to the pinned
host and nowhere it points to, and leaves neither its URL nor its key in a message. This is the only module that imports
httpx, and only when something is asked: the client costs 50 ms, most of them its TLS context.

Each request opens a line of its own: an order that costs money must not be sent down one the server may have closed.
"""

import logging
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from integrations.address import Address, RequestRefused, RequestTrouble, address_of
from integrations.auth import NO_AUTH, Auth
from integrations.bounded import Caps
from integrations.endings import Ending, ProviderFailure, Reason, Setback
from integrations.exchange import Answer, Call, Refusal, accept_all
from integrations.headers import json_bytes, outgoing
from integrations.line import Dialler, Watch
from integrations.patience import Patience
from integrations.provider import never
from integrations.retry import Clock
from integrations.secrets import Secret
from integrations.verdict import Arrival, charge_ending, read_answer

if TYPE_CHECKING:
    import httpcore
    import httpx

__all__ = ["Transport"]

DEADLINE = 60.0
"""Seconds one exchange may take, its retries and waits included."""
_CONNECT, _READ = 5.0, 15.0  # seconds of silence
_log = logging.getLogger("dunnage.transport")


class Transport:
    """Asks one provider; safe to share between worker threads, and made without touching the network."""

    def __init__(
        self,
        provider: str,
        base_url: str,
        *,
        auth: Auth = NO_AUTH,
        allowed_hosts: Iterable[str] = (),
        caps: Caps = Caps(),  # noqa: B008 - frozen
        clock: Clock = Clock(),  # noqa: B008 - frozen
        agent: str = "dunnage",
        refusal: Refusal = accept_all,
    ) -> None:
        """Pin `base_url` and `allowed_hosts`; `refusal` reads what a body says against its own answer."""
        self._provider = provider
        self._address = address_of(base_url, allowed_hosts)
        self._auth = auth
        self._caps = caps
        self._clock = clock
        self._agent = agent
        self._refusal = refusal
        self._patience = Patience(clock)
        self._key_refused = False
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None

    def ask(self, call: Call, *, deadline: float = DEADLINE, cancelled: Callable[[], bool] = never) -> Answer:
        """Bring one answer, asking again where that is harmless, until it comes, the deadline (seconds) or `cancelled()`.

        Raises RequestRefused for what is not sent at all, ProviderFailure for what brought no usable answer.
        """
        watch = Watch(self._clock.monotonic() + deadline, self._clock.monotonic, cancelled)
        request = self._request(call, watch)
        outcome = self._patience.persist(lambda: self._try(call, request, watch), call, watch)
        if isinstance(outcome, Answer):
            return outcome
        # Raised with no other exception in flight: one of the client's, chained to it, would hold the URL and the key.
        raise self._failure(call, outcome, watch)

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What the key that is shown is made of; none where none is shown."""
        return (self._auth.secret,) if self._auth.secret else ()

    def close(self) -> None:
        """Let the client go; a later call opens another."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None) -> None:
        self.close()

    def _try(self, call: Call, request: "httpx.Request", watch: Watch) -> Answer:
        """Send once, and write the one log line: names, numbers and a word, nothing that came over the line."""
        if self._key_refused:
            raise Setback(Reason.PAUSED)
        started, watch.received = self._clock.monotonic(), 0
        outcome: int | str = "failed"
        try:
            answer = self._exchange(call, request, watch)
            outcome = answer.status
        except Setback as setback:
            outcome = f"{setback.status} {setback.reason}"
            if setback.reason is Reason.UNAUTHORISED:
                self._key_refused = True
            raise
        else:
            return answer
        finally:
            took = (self._clock.monotonic() - started) * 1000
            _log.info("%s %s %s %d ms %d bytes", self._provider, call.endpoint, outcome, took, watch.received)

    def _exchange(self, call: Call, request: "httpx.Request", watch: Watch) -> Answer:
        """Send and read once; whatever the client raises becomes a word of ours."""
        import httpcore
        import httpx

        try:
            with closing(self._opened().send(request, stream=True, follow_redirects=False)) as response:
                arrival = Arrival(response.status_code, response.headers.items(), _chunks(response))
                return read_answer(arrival, call, self._caps, self._refusal, self._clock.now)
        except httpcore.ProtocolError:
            met = Reason.NOT_HTTP if watch.received else Reason.BROKEN
        except (httpx.HTTPError, httpx.InvalidURL):
            # Our line and httpcore raise none of these: the client does, when it cannot read where a redirect leads.
            met = Reason.REDIRECT_REFUSED
        raise Setback(met)

    def _request(self, call: Call, watch: Watch) -> "httpx.Request":
        """Build the request and look once more, on its final URL, whether it goes where it should."""
        import httpx

        target = self._address.beside(call.base).target(call.path, call.ids)
        headers = outgoing(call, self._auth.headers(), self._agent)
        try:
            request = self._opened().build_request(
                call.method,
                target.url,
                params=dict(call.params),
                headers=headers,
                content=json_bytes(call.body),
                data=None if call.form is None else dict(call.form),
                extensions={"watch": watch},
            )
        except httpx.InvalidURL:  # longer than any server reads
            raise RequestRefused(RequestTrouble.UNREADABLE) from None
        if "accept" not in headers:
            request.headers.pop("accept", None)  # the client adds one of its own
        url = request.url
        if url.userinfo or not self._address.admits(url.scheme, url.host, url.port):
            raise RequestRefused(RequestTrouble.HOST)
        if url.raw_path.partition(b"?")[0].count(b"/") != target.segments:
            raise RequestRefused(RequestTrouble.PATH)
        return request

    def _opened(self) -> "httpx.Client":
        with self._lock:
            if self._client is None:
                self._client = _open_client(self._address)
            return self._client

    def _failure(self, call: Call, met: Setback, watch: Watch) -> ProviderFailure:
        """Put the provider's name, the ending and the time to come back to what was met."""
        ending = charge_ending(met, sent=watch.sent, billable=call.billable)
        return ProviderFailure(
            provider=self._provider,
            endpoint=call.endpoint,
            ending=ending,
            reason=met.reason,
            status=met.status,
            until=self._clock.now() + timedelta(seconds=met.told) if met.told else None,
            secret=self._auth.secret.reference if ending is Ending.AUTH_FAILED else "",
        )


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


def _open_client(address: Address) -> "httpx.Client":
    """Make the one client: no environment, no cookies, no redirects, and our own line below it."""
    import httpx

    for name in ("httpx", "httpcore"):
        # At INFO they print whole URLs, keys in the query included.
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.Client(
        transport=_line_transport(address),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(_READ, connect=_CONNECT),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
    )


def _line_transport(address: Address) -> "httpx.BaseTransport":
    """Make what the client sends through: each request dials for itself, under the watch that came with it."""
    import httpcore
    import httpx

    context = None if address.plain else _authorities()

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
            dialler = Dialler(request.extensions["watch"], plain=address.plain)
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


def _authorities() -> ssl.SSLContext:
    """Trust the usual authorities; TLS 1.2 at least."""
    import httpx

    context = httpx.create_ssl_context(trust_env=False)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
