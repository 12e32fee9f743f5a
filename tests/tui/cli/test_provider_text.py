"""What a provider writes, from its answer on the line to what people and scripts get: security rules 11, 12 and 13."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from integrations.providers.builtin_file import facts_of
from tests.integrations.loopback import Loopback, Play, reply
from tests.integrations.providers.generic_files import payload
from tests.integrations.providers.synthetic import FILES, raw
from tests.shared import needs_shared
from tests.tui.cli.conftest import Dunnage

DAY = ("--as-of", "2021-06-01")
ROOT = Path(__file__).parents[3]
PERSON = {
    "name": "PERSONKESTREL, Ann",
    "officer_role": "director",
    "appointed_on": "2015-01-01",
    "date_of_birth": {"month": 7, "year": 1961},
    "address": {"premises": "PERSONKESTREL House"},
    "country_of_residence": "PERSONKESTRELIA",
}
HOSTILE = "=cmd|'/c calc'!A1/../../../KESTRELPATH"


def told(**parts: object) -> bytes:
    return reply(json.dumps(parts).encode())


@pytest.fixture
def register(dunnage: Dunnage, known: Path, home: Path) -> Iterator[Loopback]:
    """Companies House on this machine: a profile of hostile words, officers of flesh and blood, and no other list."""
    profile = {**json.loads(payload("ch_profile_asof_2020-04-01")), "company_number": "00000099", "type": HOSTILE}
    profile["links"] = {"self": "/company/00000099"}
    profile["accounts"] = {**profile.get("accounts", {}), "last_accounts": {"made_up_to": "2018-12-31", "type": HOSTILE}}
    none = reply(b'{"errors": [{"error": "company-insolvencies-not-found", "type": "ch:service"}]}', 404)
    plays: list[Play] = [told(**profile), told(items=[PERSON], total_results=1, items_per_page=100), none, none, none]
    with Loopback(plays) as server:
        path = home / "config" / "dunnage" / "providers" / "bureau.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'kind = "companies_house"\nbase_url = "{server.url}"\n', encoding="utf-8")
        yield server


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_rule_11_of_a_director_is_kept_how_many_and_when_and_nobodys_name(
    dunnage: Dunnage, register: Loopback, home: Path
) -> None:
    """The name stands in the answer as it came, which is its owner's alone and goes in its time, and nowhere else."""
    ended = dunnage("refresh", "C1", "--json")
    shown = dunnage("customer", "C1", "--json")
    assert [request.target.partition("?")[0].rpartition("/")[2] for request in register.requests][:2] == ["00000099", "officers"]
    found = {each["key"]: each["value"] for each in shown.json["reports"][0]["findings"]}
    assert found["management_factors.directors_active"] == "1"
    assert "PERSONKESTREL" not in ended.out + ended.err + shown.out + dunnage("customer", "C1").out
    holding = [path for path in files(home) if b"PERSONKESTREL" in path.read_bytes()]
    assert holding, "the answer is kept"
    assert {path.suffix for path in holding} == {".answer"}
    assert {path.stat().st_mode & 0o077 for path in holding} == {0}


@needs_shared
def test_rule_11_every_answer_that_is_kept_with_the_tests_was_invented_for_them() -> None:
    invented = {raw(name) for name in FILES}
    kept = list((ROOT / "tests" / "payloads").glob("*.json"))
    assert kept
    assert [path.name for path in kept if path.read_bytes() not in invented] == []


def test_rule_12_no_name_of_a_file_is_made_of_what_a_provider_writes(dunnage: Dunnage, register: Loopback, home: Path) -> None:
    assert dunnage("refresh", "C1").code == 0
    assert "KESTRELPATH" in dunnage("customer", "C1", "--json").out, "it was read"
    around = [path for path in home.rglob("*") if "KESTREL" in path.name.upper()]
    assert around == []


def test_rule_12_no_link_is_opened_and_none_is_made_for_a_terminal_to_open() -> None:
    """An address of a notice is shown whole, with its host; whoever wants it copies it. So there is nothing that opens one."""
    doors = {"webbrowser", "open_url", "startfile", "xdg-open", "action_open_url"}
    met = set()
    for path in (each for name in ("tui", "integrations", "wording", "documents") for each in (ROOT / name).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Name(id=word) | ast.Attribute(attr=word) | ast.alias(name=word) | ast.Constant(value=str(word)):
                    if word in doors or "\x1b]8;" in word or "[link=" in word:
                        met.add((path.name, word))
    assert met == set()


def test_rule_13_what_the_source_wants_said_stands_below_its_report(dunnage: Dunnage, register: Loopback) -> None:
    assert dunnage("refresh", "C1").code == 0
    words = str(facts_of("companies_house")["licence"])
    assert words == "Contains public sector information of Companies House, Crown copyright."
    assert dunnage("customer", "C1", "--json").json["reports"][0]["licence"] == words
    assert words in " ".join(dunnage("customer", "C1").out.split())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("gazette", "Contains public sector information licensed under the Open Government Licence v3.0"),
        ("hmrc", "Contains public sector information licensed under the Open Government Licence v3.0"),
        ("opensanctions", "CC BY-NC 4.0"),
        ("world_bank", "CC BY 4.0"),
        ("gleif", "CC0 1.0"),
    ],
)
def test_rule_13_each_licence_is_said_in_the_words_of_the_design(kind: str, words: str) -> None:
    assert words in str(facts_of(kind)["licence"])
