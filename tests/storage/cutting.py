"""A wire that is cut: it stands between a desk and its server, and breaks around a COMMIT when it is told to."""

import socket
import threading
from contextlib import suppress
from enum import StrEnum
from typing import Self

__all__ = ["Cut", "Wire"]


class Cut(StrEnum):
    """Where it breaks."""

    NEVER = "never"
    BEFORE = "before"
    """The COMMIT does not reach the server."""
    AFTER = "after"
    """The server confirms, and the desk never hears it."""


class Wire:
    """Hands every byte on, both ways, until a COMMIT comes by at which it is to break; then it is whole again."""

    def __init__(self, port: int) -> None:
        """Stand before the server at `port`."""
        self.next = Cut.NEVER
        self.deaf = False
        """Whether it takes no new lines."""
        self.cuts = 0
        self._server = port
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._open, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._door.close()

    def _open(self) -> None:
        with suppress(OSError):
            while True:
                desk, _ = self._door.accept()
                try:
                    if self.deaf:
                        raise ConnectionRefusedError
                    server = socket.create_connection(("127.0.0.1", self._server))
                except OSError:
                    desk.close()
                    continue
                for come, go, there in ((desk, server, True), (server, desk, False)):
                    threading.Thread(target=self._carry, args=(come, go, there), daemon=True).start()

    def _carry(self, come: socket.socket, go: socket.socket, there: bool) -> None:
        with suppress(OSError):
            while data := come.recv(1 << 16):
                if there and b"COMMIT" in data and self.next is not Cut.NEVER:
                    self._break(data, come, go)
                    break
                go.sendall(data)
        for end in (come, go):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _break(self, data: bytes, desk: socket.socket, server: socket.socket) -> None:
        """Break here; where the server is to have heard it, its answer is waited for and kept back."""
        how, self.next = self.next, Cut.NEVER
        self.cuts += 1
        desk.shutdown(socket.SHUT_RDWR)
        if how is Cut.AFTER:
            server.sendall(data)
            server.shutdown(socket.SHUT_WR)
