"""Files written for one test and read as the importer reads them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integrations.ledgers.columns import Given
from integrations.ledgers.importer import FileRead, read_file
from integrations.ledgers.mapping import LedgerMapping
from integrations.ledgers.mapping_file import load_mappings

ON = date(2021, 6, 1)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., FileRead]:
    """Writes a text to a file and reads it on 2021-06-01."""

    def reading(
        text: str | bytes,
        given: Given = Given(ON),  # noqa: B008 - frozen
        mappings: dict[str, LedgerMapping] | None = None,
        name: str = "export.csv",
        mapping_name: str = "",
        kind: str = "auto",
    ) -> FileRead:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_file(path, mappings or load_mappings(), given, mapping_name=mapping_name, kind=kind)

    return reading
