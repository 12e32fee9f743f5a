"""The rules of the house: who may import whom, how large a thing may grow, and what text may never be made with."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
PACKAGES = ("credit", "wording", "documents", "storage", "integrations", "tui")
FILE, FUNCTION, CLASS = 300, 40, 200
"""Lines a file, a function and a class may have; what stands above their first line of work is told, not done."""
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
OUTSIDE = {"textual", "rich", "tinydb", "httpx", "plotext", "babel", "jmespath", "jinja2", "cryptography", "python_calamine"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def test_the_import_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The linter sets up logging for itself, which would silence the loggers of the tests that come after."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("logging.config.dictConfig", lambda _config: None)
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
        (RUN.format("--demo queue --json"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath", "cryptography"}),
        (RUN.format("--demo portfolio"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath"}),
        (RUN.format("--demo customer B001 --json"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath"}),
        (RUN.format("--demo alerts --json"), {"textual", "rich", "httpx", "plotext", "babel", "jmespath"}),
        (RUN.format("paths"), {"textual", "rich", "httpx", "plotext", "babel"}),
        ("import tui.app", {"storage", "integrations", "documents", *(OUTSIDE - {"textual", "rich"})}),
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


def test_a_file_says_why_it_exists() -> None:
    assert [named(path) for path in FILES if not ast.get_docstring(parsed(path))] == []


def test_files_stay_small() -> None:
    sizes = sorted((len(path.read_text(encoding="utf-8").splitlines()), named(path)) for path in FILES)
    assert [size for size in sizes if size[0] > FILE] == []
    assert sizes[len(sizes) // 2][0] < 120


def _sizes() -> Iterator[tuple[str, int, int]]:
    for path in FILES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                most = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
                yield f"{named(path)}: {node.name}", (node.end_lineno or 0) - _work(node).lineno + 1, most


def _work(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> ast.stmt:
    """The first statement behind the docstring."""
    return node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]


def test_functions_and_classes_stay_small() -> None:
    long = {name: lines for name, lines, most in _sizes() if lines > most}
    assert long == {}


PADDING = {"ljust", "rjust", "center", "zfill", "expandtabs"}
WIDTH = re.compile(r"^(.?[<>^=])?0?\d")
"""A format that names a width, such as `>10` or `05d`; `.2f`, `,d` and a date's `%Y` name none."""


def _padded(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in PADDING:
            yield node.lineno
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None and WIDTH.match(_spec(node.format_spec)):
            yield node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\{\w*:[^{}%]*[<>^]\d", node.value):
            yield node.lineno


def _spec(spec: ast.expr) -> str:
    """A format as it is written, with a digit for each part that is computed."""
    parts = spec.values if isinstance(spec, ast.JoinedStr) else [spec]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in parts)


def _found(look: Callable[[ast.Module], Iterator[int]], packages: tuple[str, ...] = PACKAGES) -> list[str]:
    """Where a rule is broken: file and line."""
    read = ((path, parsed(path)) for path in FILES if named(path).split("/")[0] in packages)
    return [f"{named(path)}:{line}" for path, tree in read for line in look(tree)]


def test_width_is_counted_in_cells_and_never_in_characters() -> None:
    """Half of the names are Chinese: a character takes one cell or two, and only `wording.cells` and `rich.cells` know."""
    assert _found(_padded, ("tui", "wording", "documents")) == []


def test_the_lint_finds_what_it_looks_for() -> None:
    found = ast.parse('f"{x:>10}" + f"{x:05d}" + f"{x:{n}}" + x.ljust(3) + "{a:<8}".format(a=1)')
    fine = ast.parse('f"{x:.2f}" + f"{x:.{n}f}" + f"{x:,d}" + f"{d:%Y%m%d}" + f"{x!r}" + "{a}: b".format(a=1)')
    assert (len(list(_padded(found))), len(list(_padded(fine)))) == (5, 0)


def _hidden(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            calls = (part.func for part in ast.walk(node) if isinstance(part, ast.Call))
            if any(isinstance(name, ast.Name) and name.id in ("_", "plural", "mark", "says") for name in calls):
                yield node.lineno


def test_no_sentence_hides_where_the_translators_tool_cannot_see_it() -> None:
    """Babel under Python 3.11 does not look into f-strings, so such a sentence would stay English for ever."""
    assert len(list(_hidden(ast.parse("f'{_(\"Open\")}: {x}'")))) == 1
    assert _found(_hidden) == []


FORBIDDEN = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|except Exception(?! as error:  # the crash boundary)|# type: ignore(?!\[)")


def test_nothing_is_left_for_later_and_nothing_is_swallowed() -> None:
    assert [
        f"{named(path)}: {match.group()}" for path in FILES for match in FORBIDDEN.finditer(path.read_text(encoding="utf-8"))
    ] == []


def _floats(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if (isinstance(node, ast.Name) and node.id == "float") or (isinstance(node, ast.Constant) and type(node.value) is float):
            yield node.lineno


FORESIGHT = (
    "features",
    "learning",
    "learnt",
    "logistic",
    "outlook",
    "pace",
    "quarter",
    "pooled",
    "promised",
    "reasons",
    "record",
    "spread",
    "sums",
    "tuning",
)
NO_MONEY = {
    "credit/distress.py", "credit/pay_trend.py", "credit/replay/measures.py", "credit/season.py", "storage/lock.py",
    "credit/control_group.py",
    "storage/postgres/link.py", "storage/postgres/refusal.py",
    *(f"credit/foresight/{name}.py" for name in FORESIGHT),
}  # fmt: skip
"""Roots, logarithms and probabilities of days and ratios, and seconds of patience: no amount is counted there.

Sums of invoices with a chance each are estimates, told in whole minor units."""


def test_money_is_never_a_float() -> None:
    counting = [path for path in FILES if named(path).startswith(("credit/", "storage/")) and named(path) not in NO_MONEY]
    assert [f"{named(path)}:{line}" for path in counting for line in _floats(parsed(path))] == []


def test_the_files_that_may_use_floats_do() -> None:
    assert {name for name in NO_MONEY if list(_floats(parsed(ROOT / name)))} == NO_MONEY
