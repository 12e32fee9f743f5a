"""The one way in: language, faults in one sentence, and the boundary at which everything unforeseen ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.cli.conftest import ROOT, RUN, Dunnage, spawned
from tests.wording.speaking import speaking
from tui.cli.arguments import parser
from tui.cli.entry import HANDLERS, handler_of


def test_every_command_has_its_handler_and_every_handler_its_command() -> None:
    (verbs,) = (action.choices for action in parser()._actions if isinstance(action.choices, dict))
    assert set(verbs) == set(HANDLERS)
    assert all(callable(handler_of(command)) for command in HANDLERS)


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("queue", "--nonsense"),
        ("--as-of", "31.3.2026", "queue"),
        ("queue", "--as-of", "2026-02-30"),
        ("queue", "--top", "-1"),
        ("queue", "--lane", "fast"),
        ("portfolio", "--sort", "colour"),
        ("customer",),
        ("log", "B001", "telegram"),
        ("promise", "B001", "10", "USD", "tomorrow"),
        ("queue", "--lang"),
        ("--lang", "--json", "queue"),
        ("import", "--learnt", "soon", "x.csv"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence_and_code_2(dunnage: Dunnage, words: tuple[str, ...]) -> None:
    ended = dunnage("--demo", *words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence


def test_a_wrong_date_is_named(dunnage: Dunnage) -> None:
    assert "'31.3.2026' is no date; write it like 2026-03-31" in dunnage("--demo", "queue", "--as-of", "31.3.2026").sentence


def test_an_unknown_language_is_named_with_those_that_are_spoken(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "--lang", "fr", "queue")
    assert ended.code == 2
    assert ended.sentence == "The language fr is not spoken here. Use one of: en, zh."


@pytest.mark.parametrize("words", [("--lang", "zh", "--demo", "queue"), ("queue", "--demo", "--lang=zh")])
def test_the_language_is_chosen_before_anything_is_said(dunnage: Dunnage, words: tuple[str, ...]) -> None:
    assert dunnage(*words).out.split("\n")[0].split()[:3] == ["#", "通道", "客户"], words


def test_the_locale_and_the_settings_choose_the_language(dunnage: Dunnage, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "客户" in dunnage("--demo", "queue").out
    config = home / "config" / "dunnage" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('language = "en"\n', encoding="utf-8")
    assert "Buyer" in dunnage("--demo", "queue").out
    assert "客户" in dunnage("--demo", "queue", "--lang", "zh").out


def test_codes_for_scripts_are_the_same_in_every_language(dunnage: Dunnage) -> None:
    english = dunnage("--demo", "queue", "--json").json
    chinese = dunnage("--demo", "queue", "--json", "--lang", "zh").json
    for left, right in zip(english["items"], chinese["items"], strict=True):
        assert {**left, "reasons": 0, "clocks": 0, "next_step": 0} == {**right, "reasons": 0, "clocks": 0, "next_step": 0}
        steps = [{**item["next_step"], "reason": item["next_step"]["reason"]["code"]} for item in (left, right)]
        assert steps[0] == steps[1]
        assert [{**clock, "text": 0} for clock in left["clocks"]] == [{**clock, "text": 0} for clock in right["clocks"]]
        assert [reason["code"] for reason in left["reasons"]] == [reason["code"] for reason in right["reasons"]]
    assert english["items"][0]["reasons"][0]["text"] != chinese["items"][0]["reasons"][0]["text"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('langage = "zh"', "there is no setting langage. Correct it. Did you mean language?"),
        ("language = 3", "language has a value of the wrong kind"),
        ("= 3", "cannot be used"),
        ('base_currency = "DOLLARS"', "base_currency is no currency"),
        ('base_currency = "usd"', "base_currency is no currency"),
        ("[keys]\nundo = 3", "keys.undo has a value of the wrong kind"),
    ],
)
def test_wrong_settings_are_one_sentence(dunnage: Dunnage, home: Path, text: str, told: str) -> None:
    config = home / "config" / "dunnage" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(text, encoding="utf-8")
    ended = dunnage("--demo", "queue")
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.sentence
    assert "config.toml" in ended.sentence
    assert dunnage("--help").code == 0, "help is there all the same"


@pytest.mark.parametrize("words", [("--help",), ("queue", "--help"), ("--version",)])
def test_help_needs_no_book(dunnage: Dunnage, words: tuple[str, ...]) -> None:
    ended = dunnage(*words)
    assert (ended.code, ended.err) == (0, "")
    assert "dunnage" in ended.out


SECRET = "Haldon & Pike Imports"


def _broken(*_facts: object, **_more: object) -> None:
    customer = SECRET  # a local variable, as a view has them
    raise LookupError(f"{customer} owes")


@pytest.mark.parametrize("words", [("queue",), ("queue", "--json")])
def test_what_nobody_foresaw_ends_in_one_sentence_without_a_customer(
    dunnage: Dunnage, home: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("tui.cli.answers.queue_table", _broken)
    monkeypatch.setattr("tui.cli.answers.queue_record", _broken)
    ended = dunnage("--demo", *words)
    assert (ended.code, ended.out) == (70, "")
    assert "Something went wrong inside Dunnage" in ended.sentence
    (report,) = (home / "state" / "dunnage").glob("crash-*.txt")
    assert str(report) in ended.sentence
    text = report.read_text(encoding="utf-8")
    assert text.startswith("LookupError\n")
    assert "test_entry.py" in text
    for written in (text, ended.err, *(path.read_text(encoding="utf-8") for path in home.rglob("*") if path.is_file())):
        assert SECRET not in written


def test_a_report_that_cannot_be_written_is_no_second_fault(
    dunnage: Dunnage, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "state").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr("tui.cli.answers.queue_table", _broken)
    ended = dunnage("--demo", "queue")
    assert ended.code == 70
    assert SECRET not in ended.err


def test_an_interruption_is_no_crash(dunnage: Dunnage, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_facts: object, **_how: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.answers.queue_table", interrupted)
    ended = dunnage("--demo", "queue")
    assert ended.code == 130
    assert ended.sentence.startswith("Interrupted.")
    assert not (home / "state").exists()


@pytest.mark.parametrize("words", [("portfolio",), ("queue", "--json"), ("portfolio", "--csv")])
def test_a_reader_that_leaves_is_no_fault(home: Path, words: tuple[str, ...]) -> None:
    """As in `dunnage queue | head -1`, at its worst: nobody reads at all."""
    reads, writes = os.pipe()
    os.close(reads)
    ended = subprocess.run(
        [sys.executable, "-c", RUN, "--demo", *words], stdout=writes, stderr=subprocess.PIPE, cwd=ROOT, check=False, timeout=60
    )
    os.close(writes)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_the_first_line_is_enough_for_some(home: Path) -> None:
    pipe = f'{sys.executable} -c "{RUN}" --demo portfolio | head -1'
    ended = subprocess.run(["bash", "-o", "pipefail", "-c", pipe], capture_output=True, cwd=ROOT, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.startswith(b"Receivable")


def test_a_locale_that_cannot_show_every_name_loses_signs_and_says_so_once(home: Path) -> None:
    ended = spawned("--demo", "--lang", "zh", "queue", env={"PYTHONIOENCODING": "latin-1"})
    assert ended.code == 0
    assert "?" in ended.out
    ended = spawned("--demo", "customer", "B001", env={"PYTHONIOENCODING": "latin-1", "LC_ALL": "en_US.ISO-8859-1"})
    assert ended.code == 0
    assert "Hexholme Lighting Ltd ?" in ended.out
    assert ended.sentence == "This locale cannot show every name. Set LC_ALL=C.UTF-8 and run it again."


def test_json_is_utf_8_whatever_the_locale(home: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RUN, "--demo", "customer", "B001", "--json"],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    assert json.loads(ended.stdout.decode("utf-8"))["name_local"] == "赫克斯霍姆照明有限公司"
    assert ended.stderr == b""


def test_help_in_chinese_is_no_crash_where_the_locale_cannot_show_it(home: Path) -> None:
    with speaking("zh"):
        ended = spawned("--lang", "zh", "--help", env={"PYTHONIOENCODING": "latin-1"})
    assert ended.code == 0
    assert "Traceback" not in ended.err
