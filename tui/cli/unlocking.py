"""The passphrase of an encrypted book: named where it is kept, never said.

What stands on a command line is seen by everybody on the machine and remembered by the shell, and settings are copied into
tickets. So both name a place (`env:NAME`, `file:/path`, `keyring:service/user`), and a passphrase itself is refused without being
repeated.
"""

from argparse import Namespace
from typing import ClassVar

from credit.problem import Fault
from storage.passphrase import Passphrase

__all__ = ["PassphraseInClear", "named", "revealed", "way_to"]


class PassphraseInClear(Fault):
    """Something else than a place was named for a passphrase; it may be the passphrase, so it is not among the facts.

    `reason` is `relative` where it begins as the place of a file does and is no whole path, else empty.
    """

    code: ClassVar[str] = "passphrase_in_clear"


def named(arguments: Namespace, setting: str) -> str:
    """Where the passphrase of this run's book is kept; empty where none was named, as in a demonstration."""
    return "" if arguments.demo else arguments.passphrase or setting


def way_to(reference: str) -> Passphrase | None:
    """The passphrase that is kept there, asked for when it is needed; raises `PassphraseInClear` where that is no place."""
    from integrations.secrets import is_reference, is_relative, resolve

    if not reference:
        return None
    if not is_reference(reference):
        raise PassphraseInClear(reason="relative" if is_relative(reference) else "")
    return Passphrase(lambda: resolve(reference).reveal())


def revealed(said: str) -> str:
    """The password that is kept at the place an address names; one that stands in the address itself is given back as it is."""
    from integrations.secrets import is_reference, resolve

    return resolve(said).reveal() if is_reference(said) else said
