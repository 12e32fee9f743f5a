"""Somebody's work at a desk survives the desk: killed at any moment, also while it opens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.kill_rounds import VERBS


@pytest.mark.parametrize("encrypted", [False, True], ids=["in clear", "encrypted"])
def test_kill_nine_loses_nothing_that_a_verb_of_the_desk_was_told_is_there(encrypted: bool) -> None:
    """Fifty rounds; a thousand are `python -m tests.tui.kill_rounds 1000`."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.tui.kill_rounds", "50", *["encrypted"] * encrypted]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=root, timeout=300, check=False)

    assert ended.returncode == 0, ended.stderr
    counted = {name: int(many) for name, many in re.findall(r"([a-z_ ]+) (\d+)(?:, |\n)", ended.stdout)}
    assert counted["rounds"] >= 50
    assert counted["killed while opening"] > 0
    assert [verb for verb in VERBS if not counted.get(verb)] == [], "each was confirmed at least once"
