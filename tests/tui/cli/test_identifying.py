"""Who a buyer is, by registers on this machine: the number decides, else a person, once.

The story's C001 is company 99000001; C002 has a name and no number of any register here.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integrations.loopback import Loopback, reply
from tests.tui.cli.conftest import Dunnage

LEI = "99990000000000HPIM47"


def record(name: str, lei: str, registered: str | None = None) -> dict[str, object]:
    entity = {
        "legalName": {"name": name},
        "registeredAs": registered,
        "legalAddress": {"country": "GB", "city": "Hull"},
        "status": "ACTIVE",
    }
    return {"attributes": {"lei": lei, "entity": entity}}


def asks(home: Path, server: Loopback) -> None:
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gleif.toml").write_text(f'kind = "gleif"\nbase_url = "{server.url}"\n', encoding="utf-8")


@pytest.fixture
def register(home: Path, story: Path) -> Iterator[Loopback]:
    rows = [record("Somebody Else Ltd", "L2"), record("HALDON & PIKE IMPORTS LIMITED", LEI, "99000001")]
    page = reply(json.dumps({"data": rows, "meta": {"pagination": {"total": 2}}}).encode())
    with Loopback([page]) as server:
        asks(home, server)
        yield server


def numbers(dunnage: Dunnage, id: str) -> str:
    return " ".join(dunnage("customer", id).out.split())


def test_a_number_both_write_is_written_down_without_a_question(dunnage: Dunnage, register: Loopback) -> None:
    tried = dunnage("identify", "C001", "--dry-run", "--json").json
    assert [(row["number"], row["likeness"]) for row in tried["candidates"]] == [(LEI, "same_number"), ("L2", "other_name")]
    assert tried["decided"] == []
    assert LEI not in numbers(dunnage, "C001")
    done = dunnage("identify", "C001", "--json").json
    assert [decision["same"] for decision in done["decided"]] == [True]
    assert LEI in numbers(dunnage, "C001")
    assert dunnage("identify", "C001", "--json").json["decided"] == [], "once"


def test_a_name_waits_for_a_person_and_who_was_refused_is_not_proposed_again(dunnage: Dunnage, register: Loopback) -> None:
    first = dunnage("identify", "C002", "--json").json
    assert {row["likeness"] for row in first["candidates"]} == {"other_name"}
    assert first["decided"] == []
    assert dunnage("identify", "C002", "--refuse", "L2").code == 0
    assert [row["number"] for row in dunnage("identify", "C002", "--json").json["candidates"]] == [LEI]
    assert dunnage("identify", "C002", "--accept", LEI, "--reason", "told by phone").code == 0
    assert LEI in numbers(dunnage, "C002")
    assert "is this buyer" in numbers(dunnage, "C002")


def test_a_number_nobody_proposed_is_refused_with_nothing_written(dunnage: Dunnage, register: Loopback) -> None:
    ended = dunnage("identify", "C001", "--accept", "L9")
    assert (ended.code, ended.out) == (5, "")
    assert "No register proposes L9" in ended.sentence


def test_no_register_and_a_register_that_fails_are_sentences(dunnage: Dunnage, story: Path, home: Path) -> None:
    assert dunnage("identify", "C001").code == 2
    with Loopback([reply(b"{}", 500)]) as server:
        asks(home, server)
        ended = dunnage("identify", "C001")
    assert ended.code == 8
    assert "gleif" in ended.err
