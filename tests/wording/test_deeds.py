"""Every change of the trade has a phrase, in both languages."""

import ast
from pathlib import Path

import pytest

from tests.wording.speaking import speaking
from wording.deeds import deed, left_out

CREDIT = Path(__file__).parents[2] / "credit"


def changes() -> set[str]:
    """Names given to `Change(...)` anywhere in the trade."""
    calls = [node for path in CREDIT.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    return {
        str(node.args[0].value)
        for node in calls
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Change"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_the_trade_makes_the_changes_we_know() -> None:
    assert {"log_contact", "take_promise", "accept_report", "import"} <= changes()


@pytest.mark.parametrize("what", sorted(changes()))
def test_every_change_is_said_in_both_languages(what: str) -> None:
    with speaking("en"):
        english = deed(what)
    with speaking("zh"):
        chinese = deed(what)
    assert english
    assert chinese != english


def test_what_is_left_out_says_why() -> None:
    with speaking("en"):
        assert left_out("billable") != left_out("dry_run")
