"""The policy that stands, as a file: complete, marked where it differs, and read back as what it was."""

import tomllib
from pathlib import Path

from credit.policy import DEFAULT_POLICY, Policy
from tests.tui.cli.conftest import Dunnage
from tui.cli.policy_file import SHIPPED


def owned(home: Path, text: str) -> None:
    folder = home / "config" / "dunnage"
    folder.mkdir(parents=True)
    (folder / "policy.toml").write_text(text, encoding="utf-8")


def test_without_a_file_of_one_s_own_it_is_the_shipped_one(dunnage: Dunnage) -> None:
    """Nobody needs a book for it."""
    ended = dunnage("policy")
    assert (ended.code, ended.out) == (0, SHIPPED.read_text(encoding="utf-8"))


def test_what_the_user_changed_stands_in_it_with_the_default(dunnage: Dunnage, home: Path) -> None:
    owned(home, "[classing]\ngrace_days = 5\n")
    ended = dunnage("policy")
    assert "grace_days = 5  # default 7\n" in ended.out
    assert Policy.of(tomllib.loads(ended.out)) == Policy.of({"classing": {"grace_days": 5}})


def test_what_was_written_can_be_given_again(dunnage: Dunnage, home: Path) -> None:
    kept = home / "kept.toml"
    assert dunnage("policy", "--out", kept).code == 0
    assert dunnage("policy", "--policy", kept, "--json").json["differs"] == []
    ended = dunnage("policy", "--out", kept)
    assert (ended.code, ended.sentence) == (5, f"{kept} could not be written: File exists.")


def test_scripts_read_versions_and_what_differs(dunnage: Dunnage, home: Path) -> None:
    owned(home, 'version = "house 2026"\n[valuing]\nresponse = "0.4"\n')
    told = dunnage("policy", "--json").json
    assert (told["policy_version"], told["default_version"]) == ("house 2026", DEFAULT_POLICY.version)
    assert told["differs"] == [{"key": "valuing.response", "default": "0.5"}]
    assert told["policy"]["valuing"]["response"] == "0.4"


def test_a_policy_that_cannot_be_used_is_named_by_its_key(dunnage: Dunnage, home: Path) -> None:
    owned(home, "[classing]\ngrace_day = 5\n")
    ended = dunnage("policy")
    assert ended.code == 2
    assert "classing.grace_days" in ended.sentence


def test_every_answer_says_by_which_policy_it_was_made(dunnage: Dunnage, book: Path, home: Path) -> None:
    owned(home, "[classing]\ngrace_days = 5\n")
    day = ("--json", "--as-of", "2024-06-12")
    asked = (
        ["portfolio"], ["customer", "C1"], ["queue"], ["alerts"], ["explain"], ["report", "ecl"],
        ["check", "C1", "100", "USD", "--no-refresh"], ["what-if", "C1", "--extend", "5"],
    )  # fmt: skip
    assert {dunnage(*words, *day).json["policy_version"] for words in asked} == {"2026.1+own"}
    assert book.is_file()
