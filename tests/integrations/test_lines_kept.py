"""Free questions may share a line; what may be charged, or changes something, never meets a line that may be dead."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import pytest

from integrations import idle
from integrations.endings import Reason
from integrations.exchange import Call
from integrations.transport import Transport
from tests.integrations.asking import Held, failure
from tests.integrations.loopback import reply

Turn = Callable[[socket.socket, int], None]
"""Answers one request: gets the line, and how many requests came down it before."""


@dataclass
class Keeping:
    """A server that keeps its lines; `lines` holds the first words of the requests that came down each of them."""

    turn: Turn
    lines: list[list[str]] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        threading.Thread(target=self._receive, daemon=True).start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _fault: BaseException | None, _at: TracebackType | None) -> None:
        for sock in (self._socket, *self._open):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def _receive(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._socket.accept()
                self._open.append(sock)
                self.lines.append([])
                threading.Thread(target=self._serve, args=(sock, self.lines[-1]), daemon=True).start()

    def _serve(self, sock: socket.socket, line: list[str]) -> None:
        waiting = b""
        with suppress(OSError):
            while data := sock.recv(65_536):
                waiting += data
                while b"\r\n\r\n" in waiting:
                    request, _, waiting = waiting.partition(b"\r\n\r\n")
                    line.append(request.split(b"\r\n")[0].decode().rsplit(" ", 1)[0])
                    self.turn(sock, len(line) - 1)


def answer(sock: socket.socket, _before: int) -> None:
    sock.sendall(reply(b"[1]"))


@contextmanager
def keeping(turn: Turn = answer) -> Iterator[tuple[Keeping, Transport]]:
    with Keeping(turn) as server, Transport("bureau", server.url, clock=Held().clock) as transport:
        yield server, transport


def test_free_questions_go_down_one_line() -> None:
    with keeping() as (server, transport):
        for name in "abc":
            transport.ask(Call("report", f"/{name}"))
    assert server.lines == [["GET /a", "GET /b", "GET /c"]]


@pytest.mark.parametrize(
    "call",
    [
        Call("report", "/order", billable=True),
        Call("order", "/order", method="POST", body={}),
        Call("match", "/order", method="POST", body={}, safe=True),
    ],
    ids=["billable", "order", "safe post"],
)
def test_an_order_has_a_line_of_its_own_and_leaves_none(call: Call) -> None:
    with keeping() as (server, transport):
        transport.ask(Call("report", "/a"))
        transport.ask(call)
        transport.ask(Call("report", "/b"))
    assert server.lines[0] == ["GET /a", "GET /b"]
    assert [len(line) for line in server.lines] == [2, 1]


def test_a_line_the_server_has_closed_is_not_used() -> None:
    def once(sock: socket.socket, _before: int) -> None:
        sock.sendall(reply(b"[1]"))
        sock.shutdown(socket.SHUT_RDWR)

    with keeping(once) as (server, transport):
        for _ in range(3):
            transport.ask(Call("report", "/a"))
            threading.Event().wait(0.05)
    assert [len(line) for line in server.lines] == [1, 1, 1]


def test_a_line_that_dies_under_a_free_question_is_replaced_once() -> None:
    """The server hangs up when it reads the second request: before one byte of an answer nothing was said."""

    def once(sock: socket.socket, before: int) -> None:
        if before:
            sock.shutdown(socket.SHUT_RDWR)
        else:
            sock.sendall(reply(b"[1]"))

    with keeping(once) as (server, transport):
        transport.ask(Call("report", "/a"))
        assert transport.ask(Call("report", "/b")).value == [1]
    assert server.lines == [["GET /a", "GET /b"], ["GET /b"]]


def test_a_line_that_dies_within_an_answer_is_not_replaced() -> None:
    def half(sock: socket.socket, before: int) -> None:
        sock.sendall(reply(b"[1]")[: -2 if before else None])
        if before:
            sock.shutdown(socket.SHUT_RDWR)

    with keeping(half) as (server, transport):
        transport.ask(Call("report", "/a"))
        assert failure(transport, "/b").reason is Reason.TRUNCATED
    assert [len(line) for line in server.lines] == [2]


@pytest.mark.parametrize("together", [True, False])
def test_a_word_behind_an_answer_is_never_the_next_one(together: bool) -> None:
    """An answer nobody asked for, sent with the first or after it: the second question must not be told the "A" in it."""

    def two(sock: socket.socket, _before: int) -> None:
        asked, unasked = reply(b'["E"]'), reply(b'["A"]')
        if together:
            sock.sendall(asked + unasked)
        else:
            sock.sendall(asked)
            threading.Event().wait(0.05)
            with suppress(OSError):
                sock.sendall(unasked)

    with keeping(two) as (server, transport):
        for _ in range(2):
            assert transport.ask(Call("report", "/a")).value == ["E"]
            threading.Event().wait(0.1)
    assert [len(line) for line in server.lines] == [1, 1]


def test_a_line_of_a_refused_answer_is_not_used_again() -> None:
    def down(sock: socket.socket, before: int) -> None:
        sock.sendall(reply(b"<html>" * 99, 503, "text/html"))

    with keeping(down) as (server, transport):
        failure(transport)
    assert [len(line) for line in server.lines] == [1, 1, 1]


def test_a_line_that_was_idle_too_long_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "SECONDS", 0.0)
    with keeping() as (server, transport):
        for _ in range(2):
            transport.ask(Call("report", "/a"))
            threading.Event().wait(0.01)
    assert [len(line) for line in server.lines] == [1, 1]


def test_many_threads_share_no_line_at_one_moment() -> None:
    answers: list[object] = []

    def own(sock: socket.socket, _before: int) -> None:
        threading.Event().wait(0.01)
        sock.sendall(reply(b"[1]"))

    with keeping(own) as (server, transport):
        threads = [
            threading.Thread(target=lambda: answers.extend([transport.ask(Call("r", "/a")).value for _ in range(5)]))
            for _ in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [[1]] * 30
    assert 2 <= len(server.lines) <= 8


def test_the_deadline_holds_on_a_line_that_was_used_before() -> None:
    def mute(sock: socket.socket, before: int) -> None:
        if not before:
            sock.sendall(reply(b"[1]"))

    with Keeping(mute) as server, Transport("bureau", server.url) as transport:
        transport.ask(Call("report", "/a"))
        assert failure(transport, "/b", deadline=0.2).reason is Reason.DEADLINE
    assert server.lines == [["GET /a", "GET /b"]]
