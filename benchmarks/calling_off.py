"""How soon a person is free again: a provider takes every question and never answers, and the key that calls it off is timed."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["asked_for_ever"]

PROVIDER = """
kind = "generic"
base_url = "http://127.0.0.1:{port}"
id = "{id}"

[[request]]
name = "report"
path = "/companies/{{id}}"

[fields]
"financial_strength.rating_provider" = {{ path = "score", type = "decimal" }}
"""


@contextmanager
def asked_for_ever(config: Path, id: str = "company_number") -> Iterator[threading.Event]:
    """A provider in the settings below `config` that never answers; the event is set when a question came in."""
    asked, held = threading.Event(), []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                held.append(line)
                asked.set()

        taking = threading.Thread(target=take, daemon=True)
        taking.start()
        path = config / "dunnage" / "providers" / "still.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PROVIDER.format(port=server.getsockname()[1], id=id), encoding="utf-8")
        try:
            yield asked
        finally:
            path.unlink()
            server.shutdown(socket.SHUT_RDWR)
    for line in held:
        line.close()
