"""Commands that ask the outside: the demo's provider over loopback, one that is down, and one that talks nonsense."""

from pathlib import Path

import pytest

from integrations.demo_cast import CAST, Part, buyer_of
from tests.integrations.loopback import Loopback, reply
from tests.tui.cli.conftest import Dunnage


def of(part: Part) -> str:
    """The number of the demo's buyer that plays this part."""
    return buyer_of(CAST.index(part) + 1).id


PROVIDER = """
kind = "generic"
base_url = "http://127.0.0.1:{port}"
[[request]]
name = "report"
path = "/companies/{{id}}"
[fields]
"financial_strength.rating_provider" = {{ path = "score", type = "decimal", unit = "points" }}
"""
CUSTOMERS = "id,name,country,company_number\nC1,Alder Ltd,GB,0099\n"


@pytest.fixture
def known(dunnage: Dunnage, book: Path, home: Path) -> Path:
    """The small book, in which C1 has a company number."""
    buyers = home / "customers.csv"
    buyers.write_text(CUSTOMERS, encoding="utf-8")
    assert dunnage("import", buyers).code == 0
    return book


def configured(home: Path, port: int) -> None:
    folder = home / "config" / "dunnage" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bureau.toml").write_text(PROVIDER.format(port=port), encoding="utf-8")


def test_a_petition_that_nobody_had_read_holds_the_order(dunnage: Dunnage) -> None:
    """The report the book holds of the old friend is older than its policy's days, so the provider is asked, and finds it."""
    ended = dunnage("--demo", "check", of(Part.OLD_FRIEND), "60,000", "usd", "--json")
    assert (ended.code, ended.err) == (4, "")
    assert ended.json["verdict"] == "hold"
    assert ended.json["reasons"][0]["code"] == "order_petition"
    assert ended.json["report"]["refreshed"] is True


def test_without_asking_the_old_report_speaks(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "check", of(Part.OLD_FRIEND), "60000", "USD", "--json", "--no-refresh")
    assert ended.json["report"]["refreshed"] is False
    assert "order_petition" not in {reason["code"] for reason in ended.json["reasons"]}
    assert ended.code in (3, 4)


@pytest.mark.parametrize(("verdict", "code"), [("go", 0), ("conditions", 3), ("hold", 4)])
def test_every_verdict_has_its_code(dunnage: Dunnage, verdict: str, code: int) -> None:
    """Asked of every part of the cast for a small order, without asking anybody else."""
    found = {
        ended.json["verdict"]: ended.code
        for ended in (dunnage("--demo", "check", of(part), "10", "USD", "--no-refresh", "--json") for part in CAST)
    }
    assert found[verdict] == code


def test_a_provider_that_fails_leaves_the_verdict_to_what_is_known(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "check", of(Part.REFUSED), "10", "USD", "--json")
    assert ended.code in (0, 3, 4)
    assert ended.json["report"]["failed"] == "not_entitled"
    assert ended.sentence.startswith("demo: ")


def test_a_stranger_is_checked_too(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "check", "NEW1", "5000", "USD", "--name", "New Ltd", "--json")
    assert ended.code == 3
    assert {condition["kind"] for condition in ended.json["conditions"]} == {"deposit_percent", "letter_of_credit"}
    ended = dunnage("--demo", "check", "B0001", "5000", "USD")
    assert ended.code == 2
    assert "Did you mean B001?" in ended.sentence


def test_a_check_as_text(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "check", of(Part.DEAD), "5000", "USD", "--no-refresh")
    assert ended.code == 4
    assert ended.out.startswith("Verdict")
    assert "Hold" in ended.out


@pytest.mark.parametrize("words", [("ten", "USD"), ("10", "DOLLARS")])
def test_an_amount_that_is_none_is_refused(dunnage: Dunnage, words: tuple[str, ...]) -> None:
    ended = dunnage("--demo", "check", "B001", *words)
    assert (ended.code, ended.out) == (5, "")
    assert "no amount of money" in ended.sentence


def test_a_refresh_finds_what_is_new_and_only_once(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "refresh", of(Part.OLD_FRIEND), "--json")
    (result,) = ended.json["results"]
    assert ended.code == 0
    assert result["status"] == "ok"
    assert [event["kind"] for event in result["events"]] == ["winding_up_petition"]
    assert set(result) >= {"customer_id", "provider", "status", "report_as_of", "changes", "events", "cost"}
    assert {"results", "spent", "left_out"} <= set(ended.json)
    (result,) = dunnage("--demo", "refresh", of(Part.PETITIONED), "--json").json["results"]
    assert result["events"] == [], "the desk has read it already"


def test_one_refusal_is_a_line_and_the_rest_goes_on(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "refresh", of(Part.REFUSED), of(Part.UNREGISTERED), of(Part.TAILS), "--json")
    assert ended.code == 8
    assert [result["status"] for result in ended.json["results"]] == ["not_entitled", "not_found", "ok"]
    assert "no right" in dunnage("--demo", "refresh", of(Part.REFUSED)).out


def test_a_rehearsal_asks_nobody(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "refresh", "B001", "B002", "--dry-run", "--json")
    assert (ended.code, ended.json["results"]) == (0, [])
    assert [(left["customer_id"], left["reason"]) for left in ended.json["left_out"]] == [
        ("B001", "dry_run"),
        ("B002", "dry_run"),
    ]
    everybody = dunnage("--demo", "refresh", "--dry-run", "--json").json["left_out"]
    stale = dunnage("--demo", "refresh", "--stale", "150", "--dry-run", "--json").json["left_out"]
    assert 0 < len(stale) < len(everybody) == 60


def test_a_provider_nobody_configured(dunnage: Dunnage, book: Path) -> None:
    for words in (("refresh",), ("--demo", "refresh", "--provider", "nobody")):
        ended = dunnage(*words)
        assert (ended.code, ended.out) == (2, "")
        assert "No such provider" in ended.sentence
    assert dunnage("providers").out == "No provider is configured.\n"


def test_providers_are_listed_with_what_is_not_known_yet(dunnage: Dunnage) -> None:
    record = dunnage("--demo", "providers", "--json").json
    (provider,) = record["providers"]
    assert provider["name"] == "demo"
    assert {name for name, value in provider.items() if value is None} == set(record["missing"])
    assert "demo" in dunnage("--demo", "providers").out


def test_a_report_is_kept_in_the_book(dunnage: Dunnage, known: Path, home: Path) -> None:
    with Loopback([reply(b'{"score": "38"}')]) as server:
        configured(home, server.port)
        assert dunnage("refresh", "C1").code == 0
    (report,) = dunnage("customer", "C1", "--json").json["reports"]
    assert [finding["value"] for finding in report["findings"]] == ["38"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (reply(b"<html>Welcome</html>", kind="text/html"), "bad_response"),
        (reply(b'{"score": '), "bad_response"),
        (reply(b"\xff\xfe"), "bad_response"),
        (b"nonsense\r\n\r\n", "bad_response"),
        (reply(b"", status=503), "unavailable"),
    ],
)
def test_nonsense_keeps_the_old_data(dunnage: Dunnage, known: Path, home: Path, answer: bytes, status: str) -> None:
    before = known.read_bytes()
    with Loopback([answer]) as server:
        configured(home, server.port)
        ended = dunnage("refresh", "C1", "--json")
    assert ended.code == 8
    assert [result["status"] for result in ended.json["results"]] == [status]
    assert known.read_bytes() == before


def test_a_provider_that_is_down_keeps_the_old_data(dunnage: Dunnage, known: Path, home: Path) -> None:
    with Loopback([reply()]) as server:
        port = server.port
    configured(home, port)
    before = known.read_bytes()
    ended = dunnage("refresh", "C1")
    assert ended.code == 8
    assert len(ended.out.splitlines()) == 1, "one sentence"
    assert "cannot be reached" in ended.out
    assert known.read_bytes() == before


def test_a_provider_file_that_is_wrong_is_named_and_the_book_is_read_all_the_same(
    dunnage: Dunnage, book: Path, home: Path
) -> None:
    configured(home, 1)
    path = home / "config" / "dunnage" / "providers" / "bureau.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\ncolour = 3\n", encoding="utf-8")
    ended = dunnage("providers")
    assert ended.code == 0
    assert "bureau.toml" in ended.sentence
