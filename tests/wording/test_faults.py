"""Every fault of every package is said in both languages, with what it knows and what to do."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from credit.problem import Fault, InvalidMoney, Problem, RefusedChange, UnknownBuyer
from tests.wording.speaking import ROOT, calls, functions, places, speaking
from wording import faults, provider_trouble
from wording.faults import fault, problem
from wording.words import UnknownLanguage

PACKAGES = ("credit", "wording", "documents", "storage", "integrations", "tui")


def _every(parent: type[Fault]) -> Iterator[type[Fault]]:
    for child in parent.__subclasses__():
        yield child
        yield from _every(child)


def _known() -> list[type[Fault]]:
    for package in PACKAGES:
        for module in pkgutil.walk_packages([str(ROOT / package)], f"{package}."):
            importlib.import_module(module.name)
    ours = {kind for kind in _every(Fault) if kind.__module__.split(".")[0] in PACKAGES}
    return sorted(ours, key=lambda kind: kind.__qualname__)


KNOWN = _known()
OWN_WAY = {"provider_failure", "provider_file_refused"}
"""Faults told by their ending, or by what is wrong with a file; test_provider_trouble walks those."""


def _made(kind: type[Fault], facts: dict[str, object]) -> Fault:
    """The fault with any facts, whatever its own way to be made asks for."""
    made = kind.__new__(kind)
    Fault.__init__(made, **facts)
    return made


def _samples(names: set[str]) -> dict[str, object]:
    return {name: f"<{name}>" for name in names}


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.__qualname__)
def test_every_fault_is_said_in_both_languages(kind: type[Fault]) -> None:
    if kind.code in OWN_WAY:
        return
    facts = _samples({"near", "path", "line", "column", *places(_template(kind.code))})
    english = fault(_made(kind, facts))
    with speaking("zh"):
        chinese = fault(_made(kind, facts))
    assert english != chinese
    for said in (english, chinese):
        assert not [name for name in places(_template(kind.code)) if f"<{name}>" not in said]
        assert "<near>" in said


def _template(code: str) -> str:
    sentence = faults._SENTENCES[code]
    return sentence.many or sentence.one


@pytest.mark.parametrize("kind", KNOWN, ids=lambda kind: kind.__qualname__)
def test_a_sentence_asks_for_nothing_the_fault_does_not_say_it_knows(kind: type[Fault]) -> None:
    told = set(re.findall(r"`(\w+)`", " ".join(parent.__doc__ or "" for parent in kind.__mro__ if issubclass(parent, Fault))))
    templates = [s.many or s.one for name, s in faults._SENTENCES.items() if name.partition(":")[0] == kind.code]
    if kind is not RefusedChange:  # its facts differ by reason and are checked below
        assert set().union(*map(places, templates)) <= told


REFUSALS = [call for f in functions("credit") for call in calls(f, "RefusedChange")]


@pytest.mark.parametrize("call", REFUSALS, ids=lambda call: ast.unparse(call)[:60])
def test_every_refusal_of_the_trade_has_its_own_sentence_and_gives_its_facts(call: ast.Call) -> None:
    given = {word.arg for word in call.keywords}
    reason = next(ast.literal_eval(word.value) for word in call.keywords if word.arg == "reason")
    assert places(_template(f"refused_change:{reason}")) <= given


@pytest.mark.parametrize("name", sorted(faults._SENTENCES))
def test_every_sentence_is_two_sentences_what_is_wrong_and_what_to_do(name: str) -> None:
    english = _template(name)
    assert english.endswith((".", "?"))
    ways = r"[.:;] (?:[A-Z]|[a-z]+ )|\(dunnage"
    assert re.search(ways, english) or name in {"unknown_field", "duplicate_document"}, "says nothing to do"


def test_the_closest_number_is_offered() -> None:
    assert fault(UnknownBuyer(id="C10", near="C1")) == "No buyer C10 is in the book. Check the number. Did you mean C1?"
    assert fault(UnknownBuyer(id="C10", near="")) == "No buyer C10 is in the book. Check the number."
    with speaking("zh"):
        assert fault(UnknownBuyer(id="C10", near="C1")) == "账簿中没有客户 C10。请核对编号。是否指 C1？"


def test_what_was_typed_cannot_speak_to_the_terminal() -> None:
    assert "\x1b" not in fault(InvalidMoney(text="\x1b[2J", currency="USD"))


def test_a_language_that_is_not_spoken_is_refused_in_one_that_is() -> None:
    assert fault(UnknownLanguage(lang="fr", known="en, zh")) == "The language fr is not spoken here. Use one of: en, zh."


def test_a_problem_names_its_place_first() -> None:
    wrong = Problem("bad_date", "31/31/2020", "sales.csv", 12, "Due")
    told = 'sales.csv, line 12, column "Due": "31/31/2020" is no date in the format of this column. Correct it.'
    assert problem(wrong) == told
    with speaking("zh"):
        assert problem(wrong) == "sales.csv，第 12 行，“Due”列：按此列的格式，“31/31/2020”不是日期。请更正。"


def test_a_problem_without_a_place_is_the_sentence_alone() -> None:
    assert problem(Problem("file_missing")) == "There is no such file. Check the name."


@pytest.mark.parametrize("trouble", sorted(provider_trouble.PROVIDER_FILES))
def test_a_broken_provider_file_is_told_as_a_problem_too(trouble: str) -> None:
    english = problem(Problem(f"provider_file_{trouble}", "request[1].path", "providers/gazette.toml", 7))
    with speaking("zh"):
        chinese = problem(Problem(f"provider_file_{trouble}", "request[1].path", "providers/gazette.toml", 7))
    assert english != chinese
    assert english.startswith("providers/gazette.toml, line 7: ")
