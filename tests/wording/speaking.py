"""Chinese in tests, and what the source says by itself: codes and the facts given with them."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from string import Formatter

from wording.locale import build
from wording.words import activate

ROOT = Path(__file__).parents[2]


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speak `lang` inside, English afterwards."""
    _compiled()
    activate(lang)
    try:
        yield
    finally:
        activate("en")


@cache
def _compiled() -> None:
    build.compile_all()


def places(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def functions(package: str) -> Iterator[ast.FunctionDef]:
    """Every function and method of a package."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield node


def calls(tree: ast.AST, name: str) -> list[ast.Call]:
    """Calls of the function or class `name` inside `tree`."""
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]


def first_text(call: ast.Call) -> str:
    """The text a call begins with; of a composed text, the part before what is filled in."""
    texts = (node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant))
    return next((text for text in texts if isinstance(text, str)), "")


def is_whole(call: ast.Call) -> bool:
    """Whether the first argument is a plain text."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant)


def keys(tree: ast.AST) -> set[str]:
    """Texts used as keys of dictionaries inside `tree`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            found |= {key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            found.add(node.slice.value)
    return found
