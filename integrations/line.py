"""One line to a provider: dialled, spoken on and hung up in slices of a twentieth of a second.

A client's timeouts are for each read, so a server that sends one byte a second holds a worker for ever. Between two slices
a `Watch` looks whether the whole exchange is out of time or was called off; it also knows whether anything was sent,
which decides about money. And since names are resolved here, the address that was checked is the one that is dialled.
"""

import ipaddress
import select
import socket
import ssl
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar

from integrations.endings import Reason, Setback

__all__ = ["SLICE", "Dialler", "Line", "Watch"]

T = TypeVar("T")
IPAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

SLICE = 0.05
"""Seconds between two looks at the watch."""
_CLOUD_KEYS = ipaddress.ip_address("fd00:ec2::254")
"""Where a rented machine reads its own credentials over IPv6; its IPv4 twin is link-local."""


@dataclass(slots=True)
class Watch:
    """The patience of one exchange over all its tries, and how far it got."""

    ends_at: float
    """On the clock `monotonic`, in seconds."""
    monotonic: Callable[[], float]
    cancelled: Callable[[], bool]
    sent: bool = False
    """Something may have left this machine."""
    received: int = 0
    """Bytes that came back."""

    def left(self) -> float:
        """Give the seconds that are left, never negative."""
        return max(0.0, self.ends_at - self.monotonic())

    def check(self) -> None:
        """Stop an exchange that was called off or is out of time."""
        if self.cancelled():
            raise Setback(Reason.CANCELLED)
        if self.left() <= 0:
            raise Setback(Reason.DEADLINE)


class Line:
    """An open line with the methods the client calls; every wait is cut into slices."""

    def __init__(self, sock: socket.socket, watch: Watch) -> None:
        self._sock = sock
        self._watch = watch

    def heed(self, watch: Watch) -> None:
        """Go on under the watch of another exchange."""
        self._watch = watch

    def has_come(self) -> bool:
        """Say whether something came that nobody waited for, or the end."""
        if isinstance(self._sock, ssl.SSLSocket) and self._sock.pending():
            return True
        waiting = select.poll()
        waiting.register(self._sock, select.POLLIN)
        return bool(waiting.poll(0))

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Take what has come, b"" at the end; `timeout` seconds without a byte are silence."""
        data = self._wait_for(lambda: self._sock.recv(max_bytes), timeout, _SPEAKING)
        self._watch.received += len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of `buffer`."""
        self._watch.check()
        self._watch.sent = True
        rest = memoryview(buffer)
        while rest:
            sent = self._wait_for(partial(self._sock.send, rest), timeout, _SPEAKING)
            rest = rest[sent:]

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> "Line":
        """Shake hands; nothing of the request has been sent before the certificate is trusted."""
        try:
            secured = ssl_context.wrap_socket(self._sock, server_hostname=server_hostname, do_handshake_on_connect=False)
        except OSError:
            self.close()
            raise Setback(Reason.UNREACHABLE) from None
        line = Line(secured, self._watch)
        try:
            line._wait_for(secured.do_handshake, timeout, _GREETING)
        except Setback:
            line.close()
            raise
        return line

    def get_extra_info(self, _info: str) -> None:
        """Tell the client nothing: all it would ask for is HTTP/2, which is not spoken here."""

    def close(self) -> None:
        """Hang up."""
        self._sock.close()

    def _wait_for(self, step: Callable[[], T], timeout: float | None, meaning: "_Meaning") -> T:
        """Repeat one blocking step in slices until it is done; a TLS step may be repeated after a timeout as well."""
        started = self._watch.monotonic()
        while True:
            self._watch.check()
            self._sock.settimeout(SLICE)
            try:
                return step()
            except TimeoutError:
                if timeout is not None and self._watch.monotonic() - started > timeout:
                    raise Setback(meaning.silent) from None
            except ssl.SSLError:
                raise Setback(meaning.insecure) from None
            except OSError:
                raise Setback(meaning.lost) from None


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a fault of the socket means at one stage of the call."""

    silent: Reason
    insecure: Reason
    lost: Reason


_GREETING = _Meaning(silent=Reason.UNREACHABLE, insecure=Reason.UNTRUSTED, lost=Reason.UNREACHABLE)
_SPEAKING = _Meaning(silent=Reason.SILENT, insecure=Reason.BROKEN, lost=Reason.BROKEN)


class Dialler:
    """Opens the line of one exchange: in clear only to this machine, never to where a machine keeps its own keys."""

    def __init__(self, watch: Watch, *, plain: bool) -> None:
        self._watch = watch
        self._admits = _is_loopback if plain else _is_open_to_us

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: object = None,
    ) -> Line:
        """Resolve and dial beside this thread, so that a resolver that hangs can be left behind."""
        call: Future[socket.socket] = Future()
        threading.Thread(target=self._dial, args=(call, host, port, timeout), daemon=True).start()
        try:
            while not wait([call], timeout=SLICE).done:
                self._watch.check()
        except Setback:
            call.add_done_callback(_hang_up)
            raise
        return Line(call.result(), self._watch)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: object = None) -> Line:
        """Refuse: no provider lives in a file."""
        raise Setback(Reason.ADDRESS_REFUSED)

    def sleep(self, seconds: float) -> None:
        """Refuse to wait: the client's own retries are off, ours are counted elsewhere."""
        raise Setback(Reason.UNREACHABLE)

    def _dial(self, call: "Future[socket.socket]", host: str, port: int, timeout: float | None) -> None:
        try:
            call.set_result(self._dialled(host, port, timeout))
        except Setback as setback:
            call.set_exception(setback)

    def _dialled(self, host: str, port: int, timeout: float | None) -> socket.socket:
        """Try each address of a name; one that must not be asked condemns the name, whatever the others are."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise Setback(Reason.UNREACHABLE) from None
        places = list(dict.fromkeys((str(place[0]), port) for *_, place in found))
        if not all(self._admits(ipaddress.ip_address(ip.partition("%")[0])) for ip, _ in places):
            raise Setback(Reason.ADDRESS_REFUSED)
        for place in places:
            try:
                sock = socket.create_connection(place, timeout)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except OSError:
                continue
            return sock
        raise Setback(Reason.UNREACHABLE)


def _hang_up(call: "Future[socket.socket]") -> None:
    """Close a line that was opened after nobody waited for it any more."""
    if call.exception() is None:
        call.result().close()


def _is_loopback(address: IPAddress) -> bool:
    return address.is_loopback


def _is_open_to_us(address: IPAddress) -> bool:
    """Say whether an encrypted line may lead there: a private network may, a link-local address never."""
    plain = _unmapped(address)
    return not (plain.is_link_local or plain.is_multicast or plain.is_unspecified or plain == _CLOUD_KEYS)


def _unmapped(address: IPAddress) -> IPAddress:
    """Give the IPv4 address an IPv6 one may wrap."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address
