"""How a command ends: codes that scripts know."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import credit
import documents
import integrations
import storage
import tui
import wording
from credit.problem import CurrencyMismatch, Fault, RefusedChange, UnknownBuyer
from credit.term_tokens import InvalidTerms
from storage.faults import BookDamaged, BookLocked, BookNewer, BookReadOnly, BookUnconfirmed, BookWriteFailed, NoBook
from tui.cli.exits import CODES, Exit, exit_of


def test_the_codes_are_those_of_the_contract() -> None:
    """CLI.md, exit codes."""
    assert {code.value for code in Exit} == {0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 70, 130}


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (NoBook(), 2),
        (UnknownBuyer(), 2),
        (RefusedChange(), 5),
        (InvalidTerms(), 5),
        (CurrencyMismatch(), 5),
        (BookUnconfirmed(), 6),
        (BookLocked(), 6),
        (BookReadOnly(), 6),
        (BookWriteFailed(), 6),
        (BookDamaged(), 7),
        (BookNewer(), 7),
    ],
)
def test_what_a_fault_ends_in(fault: Fault, code: int) -> None:
    assert exit_of(fault) == code


def test_every_code_in_the_table_is_that_of_a_fault() -> None:
    for package in (credit, wording, documents, storage, integrations, tui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    known = {fault.code for fault in _children(Fault)}
    assert set(CODES) <= known


def _children(kind: type[Fault]) -> Iterator[type[Fault]]:
    for child in kind.__subclasses__():
        yield child
        yield from _children(child)
