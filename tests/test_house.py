"""The rules of the house: who may import whom, how large a thing may grow, and what text may never be made with."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
PACKAGES = ("credit", "wording", "documents", "storage", "integrations", "tui")
FILE, FUNCTION, CLASS = 300, 40, 200
"""Lines a file, a function and a class may have; what stands above a function's first line of work is told, not done."""
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OUTSIDE = {"textual", "rich", "tinydb", "httpx", "plotext", "babel", "jmespath"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


TOUCHED = """
import sys
sys.stdout = open('/dev/null', 'w')
{}
sys.stdout = sys.__stdout__
print(*sorted({{name.partition('.')[0] for name in sys.modules}}))
"""
RUN = "from tui.cli import main\nassert main({!r}.split()) in (0, 10), 'it failed'"


@pytest.mark.parametrize(
    ("source", "without"),
    [
        ("import credit, pkgutil; [__import__(m.name) for m in pkgutil.walk_packages(credit.__path__, 'credit.')]", OUTSIDE),
        ("import tui.cli", OUTSIDE - {"tinydb"}),
        (RUN.format("--demo queue --json"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath"}),
        (RUN.format("--demo portfolio"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath"}),
        (RUN.format("--demo customer B001 --json"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath"}),
        (RUN.format("--demo alerts --json"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath"}),
        (RUN.format("paths"), {"textual", "rich", "httpx", "plotext", "babel"}),
        ("import tui.app", {"httpx", "tinydb", "plotext", "babel", "jmespath"}),
    ],
)
def test_what_is_not_needed_is_not_imported(source: str, without: set[str], tmp_path: Path) -> None:
    """Seconds at the start that nobody asked for: each of these is paid for by its import alone."""
    env = {"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    ended = subprocess.run(
        [sys.executable, "-c", TOUCHED.format(source)], cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=60
    )
    assert set(ended.stdout.split()) & without == set()


@pytest.mark.parametrize("module", ["tui.views", "tui.dialogs", "tui.screens", "tui.widgets"])
def test_screens_reach_no_store_and_no_network(module: str) -> None:
    source = f"import {module}, pkgutil; [__import__(m.name) for m in pkgutil.walk_packages({module}.__path__, '{module}.')]"
    ended = subprocess.run(
        [sys.executable, "-c", TOUCHED.format(source)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert set(ended.stdout.split()) & {"storage", "integrations", "documents", "tinydb", "httpx", "plotext"} == set()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_says_why_it_exists_and_stays_small(path: Path) -> None:
    assert ast.get_docstring(parsed(path)), "a module begins with why it exists"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE, f"{lines} lines; {FILE} at most"


def _sizes() -> Iterator[tuple[str, int, int]]:
    for path in FILES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                yield f"{named(path)}: class {node.name}", (node.end_lineno or 0) - node.lineno + 1, CLASS
            elif isinstance(node, Function):
                yield f"{named(path)}: {node.name}", (node.end_lineno or 0) - _work(node).lineno + 1, FUNCTION


def _work(node: Function) -> ast.stmt:
    """The first statement behind the docstring."""
    return node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]


def test_functions_and_classes_stay_small() -> None:
    assert [f"{name}: {lines} lines" for name, lines, most in _sizes() if lines > most] == []


def test_the_median_file_is_short() -> None:
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES)
    assert sizes[len(sizes) // 2] < 120


PADDING = {"ljust", "rjust", "center", "zfill", "expandtabs"}
WIDTH = re.compile(r"^(.?[<>^=])?0?\d")
"""A format that names a width, such as `>10` or `05d`; `.2f`, `,d` and a date's `%Y` name none."""


def _padded(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in PADDING:
            yield node.lineno
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            spec = "".join(part.value for part in ast.walk(node.format_spec) if isinstance(part, ast.Constant))
            if WIDTH.match(spec) or any(isinstance(part, ast.FormattedValue) for part in ast.walk(node.format_spec)):
                yield node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\{\w*:[^{}%]*[<>^]\d", node.value):
            yield node.lineno


@pytest.mark.parametrize("path", [path for path in FILES if path.parts[-2] != "credit"], ids=named)
def test_width_is_counted_in_cells_and_never_in_characters(path: Path) -> None:
    """Half of the names are Chinese: a character takes one cell or two, and only `wording.cells` and `rich.cells` know."""
    if named(path).startswith(("tui", "wording", "documents")):
        assert [f"line {line}" for line in _padded(parsed(path))] == []


def test_the_lint_finds_what_it_looks_for() -> None:
    found = ast.parse('f"{x:>10}" + f"{x:05d}" + f"{x:{n}}" + x.ljust(3) + "{a:<8}".format(a=1)')
    fine = ast.parse('f"{x:.2f}" + f"{x:,d}" + f"{d:%Y%m%d}" + f"{x!r}" + "{a}: b".format(a=1)')
    assert (len(list(_padded(found))), len(list(_padded(fine)))) == (5, 0)


def _hidden(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
            if any(isinstance(name, ast.Name) and name.id in ("_", "plural", "mark", "says") for name in calls):
                yield node.lineno


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_sentence_hides_where_the_translators_tool_cannot_see_it(path: Path) -> None:
    """Babel under Python 3.11 does not look into f-strings, so such a sentence would stay English for ever."""
    assert [f"line {line}" for line in _hidden(parsed(path))] == []


FORBIDDEN = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|except Exception(?! as error:  # the crash boundary)|# type: ignore(?!\[)")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_is_left_for_later_and_nothing_is_swallowed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [match.group() for match in FORBIDDEN.finditer(text)] == []


def test_every_float_stays_away_from_money() -> None:
    """A chart draws with floats; nothing in the trade or the store does."""
    for path in FILES:
        if named(path).split("/")[0] in ("credit", "storage"):
            calls = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Name) and node.id == "float"]
            floats = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant) and isinstance(node.value, float)]
            waits = "lock.py" in path.name  # seconds
            assert waits or (calls, floats) == ([], []), named(path)
