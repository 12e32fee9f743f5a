"""Names of customers that must not be found in the files of an encrypted book, and what such books are worked on with."""

import json
import re
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

from credit.change import Change
from credit.customer import Customer
from credit.invoice import Invoice
from storage.passphrase import Passphrase
from storage.store import open_store

__all__ = ["CANARIES", "MOMENT", "OTHER", "add", "files", "in_clear", "told"]

MOMENT = datetime(2020, 4, 1, 9, 30, tzinfo=UTC)
CANARIES = ("Brightwater", "亮水贸易", '"K-1"', "INV-", "777.77", "Mei Canary", "2020-03-10", "facts", "history")
"""Names, numbers, amounts, days, who did it, and what tables there are; none so short that chance writes it into a cipher."""
OTHER = Passphrase(lambda: "wrong horse")


def add(path: Path, passphrase: Passphrase | None, *facts: Invoice | Customer) -> None:
    with open_store(path, create=False, passphrase=passphrase) as store:
        store.commit(Change("add", facts, who="Mei Canary"), MOMENT)


def told(path: Path, passphrase: Passphrase | None) -> object:
    with open_store(path, create=False, passphrase=passphrase) as store:
        return store.load(), store.history()


def in_clear(folder: Path) -> list[tuple[str, str]]:
    """Every file of a folder in which a canary sings, as text, as escaped text, or in what base64 hides."""
    found = []
    for path in sorted(folder.rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        hidden = [b64decode(run[: len(run) // 4 * 4]) for run in re.findall(rb"[A-Za-z0-9+/]{16,}", data)]
        for canary in CANARIES:
            shapes = {canary.encode(), canary.encode("utf-16-le"), json.dumps(canary).strip('"').encode()}
            if any(shape in part for part in [data, *hidden] for shape in shapes):
                found.append((path.name, canary))
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its name, with what it holds."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
