"""A line that cannot be read ends in one sentence and exit code 2; help can be shown in every locale."""

import argparse
import sys
from contextlib import suppress
from typing import Any, NoReturn

from tui.cli.one_word import taken_apart
from tui.cli.output import write
from wording.words import _

__all__ = ["OneSentence"]


class Mistake(Exception):  # noqa: N818 - it never leaves this module
    """A line that the grammar does not know, and the sentence that says so."""


class OneSentence(argparse.ArgumentParser):
    """A parser that ends a mistake in one sentence and exit code 2, and whose help can be shown in every locale."""

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What is said; an amount and its currency may be one word where the line says nothing otherwise."""
        words = sys.argv[1:] if args is None else [*args]
        try:
            return super().parse_args(words, namespace)
        except Mistake as mistake:
            for apart in taken_apart(words):
                with suppress(Mistake):
                    found = super().parse_args(apart, namespace)
                    amount = getattr(found, "amount", None) or ""
                    if not any(map(str.isalpha, amount if isinstance(amount, str) else amount[0])):
                        return found
            self.exit(2, str(mistake))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is."""
        raise Mistake(f"dunnage: {message}. " + _("See {command} --help.").format(command=self.prog) + "\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write help and mistakes as all other text is written."""
        write(file or sys.stderr, message)
