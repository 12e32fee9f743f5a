"""A provider on this machine that answers with any bytes at all, well formed or not.

A test gives it a list of plays; each connection takes the next one, the last for ever. A play is the bytes to send, or a
function that gets the open connection. What was asked is kept in `requests`.
"""

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

Play = bytes | Callable[["Visit"], None]


@dataclass(frozen=True)
class Request:
    """What one connection asked: the request line taken apart and the headers in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Visit:
    """One open connection, for plays that need more than bytes."""

    sock: socket.socket
    over: threading.Event
    """Set when the test is done; a play that waits must wait on this."""
    request: Request

    def send(self, data: bytes) -> bool:
        """Send, and say whether the other side is still there."""
        try:
            self.sock.sendall(data)
        except OSError:
            return False
        return True

    def reset(self) -> None:
        """End with RST instead of FIN."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reply(body: bytes = b"{}", status: int = 200, kind: str = "application/json", *headers: str) -> bytes:
    """Write one well-formed response of `body`; `headers` are whole lines."""
    lines = [f"HTTP/1.1 {status} Status", f"Content-Length: {len(body)}", *headers]
    if kind:
        lines.append(f"Content-Type: {kind}")
    return head(*lines) + body


def head(*lines: str) -> bytes:
    """Write the lines above a body."""
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def chunk(data: bytes) -> bytes:
    """Write one chunk of a chunked body."""
    return f"{len(data):x}\r\n".encode("ascii") + data + b"\r\n"


@dataclass
class Loopback:
    """The server; used as a context, and ended without leaving a thread or a socket behind."""

    plays: list[Play]
    requests: list[Request] = field(default_factory=list)
    at: int = 0
    """The port; 0 takes any."""
    listens: bool = True
    """Read the request before the play; a play that answers a TLS greeting must not."""
    tls: ssl.SSLContext | None = None
    """Speak TLS by this context."""

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", self.at))
        self._over = threading.Event()
        self._visits: list[tuple[threading.Thread, socket.socket]] = []
        self._taken = 0
        self._door = threading.Thread(target=self._receive, daemon=True)
        self._door.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._door.join()
        for thread, sock in self._visits:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            thread.join()

    @property
    def port(self) -> int:
        port: int = self._socket.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def _receive(self) -> None:
        while True:
            try:
                sock, _ = self._socket.accept()
            except OSError:
                return
            play = self.plays[min(self._taken, len(self.plays) - 1)]
            self._taken += 1
            thread = threading.Thread(target=self._serve, args=(sock, play), daemon=True)
            self._visits.append((thread, sock))
            thread.start()

    def _serve(self, sock: socket.socket, play: Play) -> None:
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            stack.enter_context(sock)
            if self.tls is not None:
                sock = stack.enter_context(self.tls.wrap_socket(sock, server_side=True))
            request = _read_request(sock) if self.listens else Request("", "", {}, sock.recv(65_536))
            if request is None:
                return
            self.requests.append(request)
            visit = Visit(sock, self._over, request)
            if isinstance(play, bytes):
                visit.send(play)
            else:
                play(visit)


def _read_request(sock: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = sock.recv(65_536)
        if not more:
            return None
        data += more
    text, _, body = data.partition(b"\r\n\r\n")
    first, *lines = text.decode("latin-1").split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += sock.recv(65_536)
    return Request(method, target, headers, body)


def drip(pieces: Iterable[bytes], every: float) -> Callable[[Visit], None]:
    """Make a play that sends one piece every `every` seconds."""

    def play(visit: Visit) -> None:
        for piece in pieces:
            if visit.over.wait(every) or not visit.send(piece):
                return

    return play


def routed(routes: Mapping[str, Iterable[Play]]) -> Callable[[Visit], None]:
    """Make a play that answers by path: each path gives its plays in turn, the last one for ever."""
    turns = {path: list(plays) for path, plays in routes.items()}
    lock = threading.Lock()

    def play(visit: Visit) -> None:
        with lock:
            plays = turns[visit.request.target.partition("?")[0]]
            turn = plays.pop(0) if len(plays) > 1 else plays[0]
        if isinstance(turn, bytes):
            visit.send(turn)
        else:
            turn(visit)

    return play


def free_port() -> int:
    """Name a port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
