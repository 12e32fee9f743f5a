"""Where the real ledgers and payloads lie that some tests read; they are not part of this checkout."""

import os
from pathlib import Path

import pytest

SHARED: Path = Path(os.environ.get("DUNNAGE_SHARED") or Path(__file__).parents[2] / "shared")
"""The shared folder: `$DUNNAGE_SHARED`, or the folder `shared` next to this repository's own."""

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared folder with real ledgers and payloads is not beside this checkout"
)
