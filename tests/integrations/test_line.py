import socket
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from integrations.endings import Reason, Setback
from integrations.line import Dialler, Watch
from tests.integrations.loopback import Loopback, free_port


def patient(cancelled: Callable[[], bool] = lambda: False) -> Watch:
    return Watch(time.monotonic() + 60, time.monotonic, cancelled)


def resolve_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name mean these addresses."""

    def found(_host: str, port: int, **_kinds: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", found)


def refusal(dialler: Dialler, host: str, port: int = 9) -> Reason:
    with pytest.raises(Setback) as caught:
        dialler.connect_tcp(host, port, timeout=5)
    return caught.value.reason


@pytest.mark.parametrize("addresses", [["192.0.2.1"], ["127.0.0.1", "192.0.2.1"], ["::ffff:192.0.2.1"], ["0.0.0.0"]])
def test_rule_3_a_plain_line_stays_on_this_machine_whatever_localhost_means(
    monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    """Rule 3 of the security rules: the name is not believed, its addresses are."""
    resolve_to(monkeypatch, *addresses)
    assert refusal(Dialler(patient(), plain=True), "localhost") is Reason.ADDRESS_REFUSED


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "::ffff:169.254.169.254", "0.0.0.0", "224.0.0.1"]
)
def test_rule_4_no_line_leads_to_where_a_machine_keeps_its_keys(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Rule 4 of the security rules."""
    resolve_to(monkeypatch, address)
    assert refusal(Dialler(patient(), plain=False), "api.example.com") is Reason.ADDRESS_REFUSED


def test_the_checked_address_is_the_one_that_is_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that means something else the second time cannot lead the line away: it is resolved once."""
    with Loopback([b""], listens=False) as server:
        asked = []

        def found(host: str, port: int, *_more: Any, **_kinds: Any) -> list[tuple[Any, ...]]:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        monkeypatch.setattr(socket, "getaddrinfo", found)
        watch = patient()
        line = Dialler(watch, plain=True).connect_tcp("localhost", server.port, timeout=5)
        before = watch.sent
        line.write(b"hello")
        assert (before, watch.sent) == (False, True)
        assert line.read(100) == b""
        line.close()
    assert asked.count("localhost") == 1
    assert server.requests[0].body == b"hello"


def test_the_second_address_is_tried_when_the_first_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback([b"here"], listens=False) as server:
        resolve_to(monkeypatch, "127.0.0.2", "127.0.0.1")
        dial = socket.create_connection

        def create(place: tuple[str, int], timeout: float | None) -> socket.socket:
            if place[0] == "127.0.0.2":
                raise ConnectionRefusedError
            monkeypatch.undo()
            return dial(place, timeout)

        monkeypatch.setattr(socket, "create_connection", create)
        line = Dialler(patient(), plain=True).connect_tcp("localhost", server.port, timeout=5)
        line.write(b"hello")
        assert line.read(100) == b"here"
        line.close()


def test_row_12_nobody_there_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Row 12: connect refused, and a name nobody knows."""
    assert refusal(Dialler(patient(), plain=True), "127.0.0.1", free_port()) is Reason.UNREACHABLE

    def unknown(*_name: Any, **_kinds: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal(Dialler(patient(), plain=False), "api.example.com") is Reason.UNREACHABLE


def test_a_resolver_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """The late line is hung up by the thread that still opens it."""
    release, hung_up = threading.Event(), threading.Event()

    class Late:
        def setsockopt(self, *_option: int) -> None: ...

        def close(self) -> None:
            hung_up.set()

    def hanging(_host: str, port: int, **_kinds: Any) -> list[tuple[Any, ...]]:
        assert release.wait(30)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    monkeypatch.setattr(socket, "create_connection", lambda *_place: Late())
    looks = iter([False, True])
    assert refusal(Dialler(patient(lambda: next(looks)), plain=False), "api.example.com") is Reason.CANCELLED
    assert not hung_up.is_set()
    release.set()
    assert hung_up.wait(30)


def test_no_line_leads_into_a_file() -> None:
    with pytest.raises(Setback):
        Dialler(patient(), plain=True).connect_unix_socket("socket")
