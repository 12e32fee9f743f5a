"""What a server refuses is known by its number: in whatever words it says so."""

import psycopg
import pytest
from psycopg import pq
from psycopg.pq.abc import PGconn

import storage.postgres.refusal as refusal
from storage.faults import Refused, ServerLost, ServerRefused
from storage.store import open_store
from tests.storage.server import Server


@pytest.fixture
def doors(server: Server) -> dict[str, Refused]:
    """Addresses, each with why nobody is let in there."""
    of = server.database()
    guarded = server.user(of, "guarded", "LOGIN PASSWORD 'swordfish'")
    return {
        server.address("nothing"): Refused.DATABASE,
        server.address(of, user="nobody_here"): Refused.ROLE,
        server.address(of, user=server.user(of, "idle", "NOLOGIN")): Refused.ROLE,
        server.by_wire(of, user=guarded) + "&password=herring": Refused.PASSWORD,
        server.by_wire(of, user=server.user(of, "stranger")): Refused.NOT_ALLOWED,
        server.by_wire(of, user=server.user(of, "alone", "LOGIN CONNECTION LIMIT 0")): Refused.FULL,
    }


def test_no_word_of_the_server_is_needed(doors: dict[str, Refused], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusal, "ENGLISH", ())
    for address, reason in doors.items():
        with pytest.raises(ServerRefused) as caught:
            open_store(address, create=True)
        assert caught.value.facts["reason"] is reason, address
        assert "herring" not in str(caught.value.facts)


def test_an_older_client_library_tells_what_it_knows_and_the_rest_is_silence(
    doors: dict[str, Refused], monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = pq.PGconn.connect_start

    class Deaf:
        def __init__(self, line: PGconn) -> None:
            self.finish = line.finish

        @staticmethod
        def connect_start(told: bytes) -> "Deaf":
            return Deaf(reached(told))

        def trace(self, fileno: int) -> None:
            raise psycopg.NotSupportedError

    monkeypatch.setattr(pq, "PGconn", Deaf)
    for address, reason in doors.items():
        with pytest.raises(ServerRefused) as caught:
            open_store(address, create=True)
        assert caught.value.facts["reason"] is reason, "it speaks English"
    monkeypatch.setattr(refusal, "ENGLISH", ())
    for address in doors:
        with pytest.raises(ServerLost):
            open_store(address, create=True)


def test_a_server_of_another_language_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """It speaks German where the system has the words; where it has not, English is understood as well."""
    monkeypatch.setenv("LANGUAGE", "de")
    german = Server.somewhere(settings=("lc_messages=C.UTF-8",)).start()
    try:
        for address, reason in {
            german.address("nothing"): Refused.DATABASE,
            german.address("postgres", user="nobody_here"): Refused.ROLE,
        }.items():
            with pytest.raises(ServerRefused) as caught:
                open_store(address, create=True)
            assert caught.value.facts["reason"] is reason
    finally:
        german.stop()
