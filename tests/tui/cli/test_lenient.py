"""`dunnage lenient`: time for a buyer, by evidence, with a cap and an end."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")
ASKED = ("lenient", "C1", "--reason", "potential", "--until", "2025-06-12", "--cap", "5,000", "usd")


def test_it_is_granted_reviewed_and_ended(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage(*ASKED, "--evidence", "two new shops", "--evidence", "bank letter", "--text", "till spring", *ON)
    assert (ended.code, ended.out, ended.err) == (0, "Recorded for C1.\n", "")
    record = dunnage("customer", "C1", "--json", *ON).json
    assert record["leniency"] == {
        "id": record["leniency"]["id"], "reason": "potential", "granted_on": "2024-06-12", "until": "2025-06-12",
        "cap": {"amount": "5000.00", "currency": "USD"}, "evidence": ["two new shops", "bank letter"], "in_force": True,
        "reviewed_on": None, "review_due": "2024-09-10", "insurer_consent": None, "forfeits": None, "insurer_stop_on": None,
        "days_to_insurer_stop": None, "ended": [], "who": "mara", "text": "till spring",
    }  # fmt: skip
    assert record["flags"] == "L"
    assert not {"leniency", "forfeits", "reviewed_on"} & set(record["missing"])
    page = dunnage("customer", "C1", *ON).out
    assert "great potential until 2025-06-12, cap 5,000.00 USD, review by 2024-09-10" in page
    assert dunnage("lenient", "C1", "--review", "--evidence", "balance signed", "--as-of", "2024-07-01").code == 0
    seen = dunnage("customer", "C1", "--json", "--as-of", "2024-07-01").json["leniency"]
    assert (seen["reviewed_on"], seen["evidence"][-1]) == ("2024-07-01", "balance signed")
    assert dunnage("lenient", "C1", "--end", "--as-of", "2024-07-02").code == 0
    over = dunnage("customer", "C1", "--json", "--as-of", "2024-07-02").json["leniency"]
    assert (over["in_force"], over["ended"]) == (
        False,
        [{"code": "leniency_by_hand", "on": "2024-07-02", "source": "desk", "text": "Somebody ended it on 2024-07-02."}],
    )
    assert "great potential: ended" in dunnage("customer", "C1", "--as-of", "2024-07-02").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((*ASKED, "--evidence", " "), "Leniency is earned by evidence"),
        (ASKED, "Leniency is earned by evidence"),
        ((*ASKED[:-2], "ten", "USD", "--evidence", "x"), "no amount of money"),
        ((*ASKED[:-2], "0", "USD", "--evidence", "x"), "a cap above zero"),
        ((*ASKED[:-2], "900", "USD", "--evidence", "x"), "The exposure is 1,000.00 USD already"),
        ((*ASKED[:-2], "9000", "EUR", "--evidence", "x"), "counted in USD, the cap is in EUR"),
        (("lenient", "C1", "--review"), "No leniency is in force for C1"),
        (("lenient", "C1", "--end"), "No leniency is in force for C1"),
    ],
)
def test_what_is_refused_ends_in_one_sentence_and_writes_nothing(
    dunnage: Dunnage, book: Path, words: tuple[str, ...], told: str
) -> None:
    before = book.read_bytes()
    ended = dunnage(*words, *ON)
    assert (ended.code, ended.out) == (5, "")
    assert told in ended.sentence
    assert book.read_bytes() == before


def test_a_class_is_named_in_the_readers_language(dunnage: Dunnage, book: Path) -> None:
    """I1 is due 2024-04-30: on 2024-08-01 it is 93 days past due."""
    words = ("lenient", "C1", "--reason", "potential", "--until", "2025-01-01", "--cap", "5000", "USD", "--evidence", "x")
    assert "The class of C1 is doubtful:" in dunnage(*words, "--as-of", "2024-08-01").sentence
    assert "准呆账" in dunnage(*words, "--as-of", "2024-08-01", "--lang", "zh").sentence


def test_more_time_needs_new_evidence_and_dead_debt_gets_none(dunnage: Dunnage, book: Path) -> None:
    assert dunnage(*ASKED, "--evidence", "two new shops", *ON).code == 0
    longer = ("lenient", "C1", "--reason", "potential", "--until", "2025-09-01", "--cap", "5000", "USD", "--evidence")
    later = ("--as-of", "2024-08-12")
    before = book.read_bytes()
    for language, told in (("en", "granted on 2024-06-12 on this very evidence"), ("zh", "2024-06-12 已凭同样的证据")):
        ended = dunnage(*longer, "Two new  shops", *later, "--lang", language)
        assert (ended.code, ended.out) == (5, "")
        assert told in ended.sentence
    assert book.read_bytes() == before
    assert dunnage(*longer, "a third shop", *later).code == 0
    assert dunnage("log", "C1", "note", "--outcome", "written_off", *later).code == 0
    for language, told in (("en", "The debt of C1 is dead"), ("zh", "C1 的欠款已是死账")):
        ended = dunnage(*longer, "a fourth shop", *later, "--lang", language)
        assert (ended.code, ended.out) == (5, "")
        assert told in ended.sentence


def test_what_it_cannot_do_without_is_named(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("lenient", "C1", "--evidence", "x", "--until", "2025-06-12", *ON)
    assert (ended.code, ended.out) == (2, "")
    assert "--reason, --cap" in ended.sentence


@pytest.mark.parametrize("both", [("--insurer-consent", "A1", "--forfeit-cover"), ("--review", "--end")])
def test_two_that_exclude_each_other(dunnage: Dunnage, book: Path, both: tuple[str, ...]) -> None:
    assert dunnage(*ASKED, "--evidence", "x", *both, *ON).code == 2
