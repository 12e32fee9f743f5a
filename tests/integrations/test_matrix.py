"""The failure matrix as a whole: which tests speak of which of its 36 rows, and that one of them meets the row on a real socket.

That each row is driven, by what its server gives to what is demanded, `tests/tui/cli/test_every_row.py` shows. A test that speaks
of a row is called `test_row_N_...`, one that speaks of several `test_row_N_and_M_...` or `test_rows_N_M_and_K_...`.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.shared import SHARED, needs_shared

ROWS = range(1, 37)
TESTS = Path(__file__).parents[1]
NAMED = re.compile(r"test_rows?_((?:\d+_(?:and_)?)+)")
LINE = "Loopback"
"""Who serves a test over a socket comes to this class in the end."""
Place = tuple[str, str]
"""A module of the tests, and a name in it."""


@cache
def modules() -> Mapping[str, ast.Module]:
    return {
        ".".join(("tests", *path.relative_to(TESTS).with_suffix("").parts)): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(TESTS.rglob("*.py"))
    }


@cache
def defined(module: str) -> Mapping[str, ast.AST]:
    """The functions, methods and classes of a module by name."""
    return {node.name: node for node in ast.walk(modules()[module]) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


@cache
def borrowed(module: str) -> Mapping[str, Place]:
    """What a module imports from other modules of the tests, by the name it has there."""
    return {
        alias.asname or alias.name: (node.module, alias.name)
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.ImportFrom) and node.module and node.module in modules()
        for alias in node.names
    }


def fixtures(module: str) -> Iterator[str]:
    """The conftest modules whose fixtures a module sees, the nearest first."""
    folders = module.split(".")[:-1]
    while folders:
        if (near := ".".join((*folders, "conftest"))) in modules():
            yield near
        folders.pop()


def used(node: ast.AST) -> set[str]:
    """Every name a function uses: in its body, as a fixture, as an attribute."""
    names: set[str] = set()
    for part in ast.walk(node):
        match part:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                names.add(name)
    return names


def meets(place: Place, seen: set[Place] | None = None) -> bool:
    """Whether what stands there leads to the server on this machine."""
    seen = set() if seen is None else seen
    module, name = place
    if name == LINE or place in seen:
        return name == LINE
    seen.add(place)
    if name in borrowed(module):
        return meets(borrowed(module)[name], seen)
    for home in (module, *fixtures(module)):
        if name in defined(home):
            return any(meets((home, each), seen) for each in used(defined(home)[name]))
    return False


@cache
def shown() -> Mapping[int, list[Place]]:
    """The tests of each row."""
    rows: dict[int, list[Place]] = defaultdict(list)
    for module in modules():
        for name in defined(module):
            if named := NAMED.match(name):
                for number in re.findall(r"\d+", named[1]):
                    rows[int(number)].append((module, name))
    return rows


@needs_shared
def test_the_matrix_has_these_rows() -> None:
    text = (SHARED / "design" / "PROVIDERS.md").read_text(encoding="utf-8")
    matrix = text.partition("failure matrix (each row")[2].partition("\n## ")[0]
    assert [int(number) for number in re.findall(r"^\|(\d+)\|", matrix, re.MULTILINE)] == list(ROWS)


def test_every_test_of_a_row_names_one_there_is() -> None:
    assert set(shown()) == set(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_shown_over_a_socket(row: int) -> None:
    assert any(meets(place) for place in shown()[row]), f"no test of row {row} asks a server"


def test_what_needs_no_server_is_told_apart() -> None:
    """Otherwise the rule above would hold whatever the tests do."""
    assert not meets(("tests.integrations.test_bounded", "test_row_22_and_23_what_can_be_read_in_two_ways_is_refused"))
    assert meets(("tests.integrations.test_headers", "test_row_7_a_status_that_is_an_answer_is_one"))
    assert meets(("tests.integrations.providers.test_generic_asking", "test_row_27_a_list_of_notices_is_read_to_its_end"))
