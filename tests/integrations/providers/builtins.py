"""Built-in providers of the tests: a file of the user's, and a service on this machine behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from credit.customer import Customer
from integrations.keeping.records import Records
from integrations.provider import Provider
from integrations.registry import make
from tests.integrations.loopback import Loopback, Play

TODAY = datetime.now(UTC).date()


def buyer(country: str = "DE", **numbers: str) -> Customer:
    return Customer("C1", "Alder GmbH", TODAY, country=country, registrations=tuple(numbers.items()))


def file_of(folder: Path, kind: str, *lines: str, name: str = "bureau") -> Path:
    path = folder / f"{name}.toml"
    path.write_text("\n".join((f'kind = "{kind}"', *lines)), encoding="utf-8")
    return path


@contextmanager
def asked(
    folder: Path, kind: str, *plays: Play, lines: tuple[str, ...] = (), path: str = "", records: Records | None = None
) -> Iterator[tuple[Provider, Loopback]]:
    """A provider of this kind whose service gives these plays, one a connection; without `records` nothing outlives it."""
    with Loopback(list(plays)) as server:
        file = file_of(folder, kind, f'base_url = "{server.url}{path}"', *lines)
        provider = make("bureau", file, records=records or Records())
        yield provider, server
