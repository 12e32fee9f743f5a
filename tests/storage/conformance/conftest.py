"""A book of each kind of store in turn, and desks on it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage.passphrase import Passphrase
from storage.store import Store
from tests.storage.conformance.keepers import KEEPERS, Keeper, OnServer

Desks = Callable[[], Store]


def _made(request: pytest.FixtureRequest, tmp_path: Path, passphrase: Passphrase) -> Keeper:
    if request.param is OnServer:
        OnServer.server = request.getfixturevalue("server")
    made: Keeper = request.param(tmp_path / "kept", passphrase)
    made.folder.mkdir()
    return made


@pytest.fixture(params=KEEPERS, ids=lambda keeper: keeper.__name__)
def any_keeper(request: pytest.FixtureRequest, tmp_path: Path, passphrase: Passphrase) -> Keeper:
    """Every kind of store."""
    return _made(request, tmp_path, passphrase)


@pytest.fixture(params=[keeper for keeper in KEEPERS if keeper.shared], ids=lambda keeper: keeper.__name__)
def keeper(request: pytest.FixtureRequest, tmp_path: Path, passphrase: Passphrase) -> Keeper:
    """Every kind of store that several desks can open."""
    return _made(request, tmp_path, passphrase)


@pytest.fixture
def store(any_keeper: Keeper) -> Iterator[Store]:
    """One desk on a new book of every kind."""
    with any_keeper.desk() as opened:
        yield opened


@pytest.fixture
def desk(keeper: Keeper) -> Iterator[Desks]:
    """As many desks as are asked for, on one book of every kind that allows it."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(keeper.desk())
