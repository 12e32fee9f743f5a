"""A server on this machine for each provider a test describes."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from integrations.provider import Provider
from tests.integrations.loopback import Loopback, Play
from tests.integrations.providers.generic_files import Served, written


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Served]:
    """Make a provider of a mapping text whose server gives these plays, one a connection."""
    with ExitStack() as servers:

        def serving(text: str, *plays: Play) -> tuple[Provider, Loopback]:
            server = servers.enter_context(Loopback(list(plays)))
            return written(tmp_path, text, server.url), server

        yield serving
