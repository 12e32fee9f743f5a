"""May this order be shipped, asked of the demo's provider over loopback and of one of the user's own; and who is configured."""

from collections.abc import Callable
from pathlib import Path

import pytest

from integrations.demo_cast import CAST, Part
from tests.integrations.loopback import Loopback, reply
from tests.tui.cli.bureaus import configured, of
from tests.tui.cli.conftest import Dunnage


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
    assert ended.json["verdict"] == "hold"
    assert "order_petition" not in {reason["code"] for reason in ended.json["reasons"]}
    assert ended.code == 4


@pytest.mark.parametrize(("verdict", "code"), [("go", 0), ("conditions", 3), ("hold", 4)])
def test_every_verdict_has_its_code(dunnage: Dunnage, verdict: str, code: int) -> None:
    """Asked of every part of the cast for a small order, without asking anybody else."""
    found = {
        ended.json["verdict"]: ended.code
        for ended in (dunnage("--demo", "check", of(part), "10", "USD", "--no-refresh", "--json") for part in CAST)
    }
    assert found[verdict] == code


def test_a_provider_that_fails_leaves_the_verdict_to_what_is_known(dunnage: Dunnage) -> None:
    known = dunnage("--demo", "check", of(Part.REFUSED), "10", "USD", "--json", "--no-refresh")
    ended = dunnage("--demo", "check", of(Part.REFUSED), "10", "USD", "--json")
    assert (ended.code, ended.json["verdict"]) == (known.code, known.json["verdict"]) == (0, "go")
    assert ended.json["report"]["failed"] == "not_entitled"
    assert ended.sentence.startswith("demo: ")


Hindrance = Callable[[Path, Path, pytest.MonkeyPatch], None]
REPORT = reply(b'{"score": "38", "notices": [{"id": "1", "code": "2450", "published": "2024-06-01", "text": "0099"}]}')


def locked(book: Path, _home: Path, _monkeypatch: pytest.MonkeyPatch) -> None:
    book.chmod(0o400)


def full(_book: Path, _home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    monkeypatch.setattr("os.fdatasync", no_space)


@pytest.mark.parametrize(("hindered", "why"), [(locked, "is read-only"), (full, "The disk is full")])
def test_a_book_that_cannot_be_written_keeps_no_answer_and_the_verdict_stands_on_it(
    dunnage: Dunnage, known: Path, home: Path, monkeypatch: pytest.MonkeyPatch, hindered: Hindrance, why: str
) -> None:
    """The petition of the answer holds the order (4), although nothing of it can be saved (which alone would be a 6)."""
    before = known.read_bytes()
    with Loopback([REPORT]) as server:
        configured(home, server.port)
        hindered(known, home, monkeypatch)
        ended = dunnage("check", "C1", "10", "USD", "--json", "--as-of", "2024-06-12")
    assert (ended.code, ended.json["verdict"], ended.json["reasons"][0]["code"]) == (4, "hold", "order_petition")
    assert ended.json["report"]["refreshed"] is True
    assert ended.sentence.startswith("The answer counts for this verdict only. ")
    assert why in ended.sentence
    assert known.read_bytes() == before


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


def test_terms_that_cannot_be_read_are_refused_as_an_amount_is(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "check", "B001", "10", "USD", "--terms", "next spring")
    assert (ended.code, ended.out) == (5, "")
    assert "The payment terms cannot be read at" in ended.sentence


@pytest.mark.parametrize("words", [("ten", "USD"), ("10", "DOLLARS")])
def test_an_amount_that_is_none_is_refused(dunnage: Dunnage, words: tuple[str, ...]) -> None:
    ended = dunnage("--demo", "check", "B001", *words)
    assert (ended.code, ended.out) == (5, "")
    assert "no amount of money" in ended.sentence


def test_a_provider_file_that_is_wrong_is_named_and_the_book_is_read_all_the_same(
    dunnage: Dunnage, book: Path, home: Path
) -> None:
    configured(home, 1)
    path = home / "config" / "dunnage" / "providers" / "bureau.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\ncolour = 3\n", encoding="utf-8")
    ended = dunnage("providers")
    assert ended.code == 0
    assert "bureau.toml" in ended.sentence


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("0", "USD"), "An order needs an amount above zero."),
        (("-5", "USD"), "An order needs an amount above zero."),
        (("10", "USD", "--terms", "EUR 5 TT @order; rest OA 30"), "cannot be added"),
        (("ten", "USD"), "no amount of money"),
    ],
)
def test_an_order_that_cannot_be_judged_is_refused_before_anybody_is_asked(
    dunnage: Dunnage, known: Path, home: Path, words: tuple[str, ...], told: str
) -> None:
    """The book's buyer has no report, so a provider would be asked; the loopback hears nothing."""
    with Loopback([REPORT]) as server:
        configured(home, server.port)
        ended = dunnage("check", "C1", *words, "--as-of", "2024-06-12")
        assert server.requests == []
    assert (ended.code, ended.out) == (5, "")
    assert told in ended.sentence


def test_a_stranger_with_country_and_number(dunnage: Dunnage) -> None:
    words = ("check", "NEW1", "900000", "USD", "--name", "New Ltd", "--json")
    assert dunnage("--demo", *words).code == 4
    found = dunnage("--demo", *words, "--country", "DE", "--company-number", "HRB 7")
    assert (found.code, found.json["verdict"]) == (3, "conditions")


def test_how_documents_travel_and_the_incoterm_weigh(dunnage: Dunnage) -> None:
    words = ("--demo", "check", of(Part.REFUSED), "10", "USD", "--terms", "DP sight", "--no-refresh", "--json")
    secured = {reason["code"] for reason in dunnage(*words).json["reasons"]}
    loose = {reason["code"] for reason in dunnage(*words, "--documents", "air").json["reasons"]}
    assert "order_secured" in secured
    assert "order_documents_loose" in loose
    assert "order_documents_loose" in {r["code"] for r in dunnage(*words, "--incoterm", "fob").json["reasons"]}


def test_a_hold_rule_is_released_and_the_next_check_passes_it(dunnage: Dunnage, known: Path) -> None:
    day = ("--as-of", "2024-06-12")
    order = ("check", "C1", "10", "USD", "--no-refresh", "--json", *day)
    before = dunnage(*order).json
    fired = [rule["name"] for rule in before["rules"] if rule["fired"]]
    assert fired
    ended = dunnage("release", "C1", "--order", *fired, "--reason", "paid today", "--json", *day)
    assert (ended.code, ended.json["recorded"][0]["rules"]) == (0, fired)
    after = dunnage(*order)
    assert (after.code, after.json["verdict"]) == (0, "go")
    assert {reason["code"] for reason in after.json["reasons"]} == {"order_released"}
    assert dunnage("release", "C1", "--order", "moon", "--reason", "x", *day).code == 5
    assert dunnage("release", "C1", "--order", *fired, *day).code == 5  # a reason is owed
    assert dunnage("release", "C1", "--reason", "x", *day).code == 2
