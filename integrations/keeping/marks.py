"""Marks made with a key of this machine: which credential asked, and which file holds the answer to a question.

A hash of a key alone can be tried against a list of likely keys by whoever finds it; a mark made with a random key of this
machine says only whether two credentials are the same one. The key lies in a file of its own, mode 0600, and is made once.
"""

import hmac
import secrets
from collections.abc import Iterable
from contextlib import suppress
from json.encoder import encode_basestring_ascii
from pathlib import Path

from integrations.keeping.private import make_private, new_private
from integrations.secrets import Secret

__all__ = ["Marks", "kept_marks", "key_file", "marks_at"]

_KEY_BYTES = 32
_FILE = "local.key"


class Marks:
    """The maker of marks; it prints as nothing, for it holds the key."""

    __slots__ = ("_key", "_nobody", "own")

    def __init__(self, key: bytes) -> None:
        self._key = key
        self.own = self.of("key")[:16]
        """Mark of the key itself: it tells which key marked something, and nothing of the key."""
        self._nobody = self.of("credential")

    def of(self, use: str, *parts: str) -> str:
        """Hexadecimal HMAC-SHA256 of `parts`; `use` keeps marks of one use from standing for another."""
        text = f"[{', '.join(map(encode_basestring_ascii, (use, *parts)))}]"  # as json.dumps writes it, in a third of the time
        return hmac.digest(self._key, text.encode("ascii"), "sha256").hex()

    def seal(self, data: bytes) -> str:
        """What `data` is sealed with: a byte that turned, or another's file, does not fit it."""
        return hmac.digest(self._key, b"seal:" + data, "sha256").hex()

    def fits(self, seal: str, data: bytes) -> bool:
        """Whether `data` is what was sealed."""
        return hmac.compare_digest(seal.encode("ascii", "replace"), self.seal(data).encode("ascii"))

    def credential(self, secrets: Iterable[Secret]) -> str:
        """Which credential it is; the same for the same secrets in the same order, and no way back."""
        revealed = [secret.reveal() for secret in secrets]
        return self.of("credential", *revealed) if revealed else self._nobody

    def __repr__(self) -> str:
        return "Marks(***)"


def key_file(folder: Path) -> Path:
    """Where the key lies."""
    return folder / _FILE


def kept_marks(folder: Path) -> Marks | None:
    """The marks of the key in `folder` as it stands; `None` where none is there, or it is not what was written.

    Raises `OSError` where it cannot be read.
    """
    try:
        key = key_file(folder).read_bytes()
    except FileNotFoundError:
        return None
    return Marks(key) if len(key) == _KEY_BYTES else None


def marks_at(folder: Path | None) -> Marks:
    """The marks of the key in `folder`, made there where none is; of a key of the moment where there is no folder to keep one.

    One that is not what was written gives way to a new one: whoever calls knows that nothing rests on it. Raises `OSError` where
    the folder cannot be written and holds none.
    """
    if folder is None:
        return Marks(secrets.token_bytes(_KEY_BYTES))
    if (marks := kept_marks(folder)) is not None:
        return marks
    path = key_file(folder)
    path.unlink(missing_ok=True)
    make_private(folder)
    with suppress(FileExistsError):  # another process was quicker, and its key is the key
        new_private(path, secrets.token_bytes(_KEY_BYTES))
    return Marks(path.read_bytes())
