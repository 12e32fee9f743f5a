"""Writing a table of the user's own, whole or not at all."""

import os
from pathlib import Path
from typing import ClassVar

from credit.problem import Fault

__all__ = ["TableNotSaved", "write_table"]


class TableNotSaved(Fault):
    """A table that could not be written; what stood there stands (`path`, `why`)."""

    code: ClassVar[str] = "table_not_saved"


def write_table(path: Path, text: str) -> None:
    """Write the whole file beside its place, then put it there."""
    beside = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as wrong:
        raise TableNotSaved(path=path, why=wrong.strerror or "") from None
