"""Two people for one decision on the command line: mara proposes, ben agrees or refuses, and both names stand in the record.

C1 owes 1,000 USD since 2024-04-30. A limit above 500 USD and a write-off above 500 USD need a second person.
"""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")
POLICY = "[four_eyes]\nlimit = 500\nwrite_off = 500\n"


@pytest.fixture
def book(dunnage: Dunnage, home: Path) -> Path:
    path = home / "ledger.csv"
    path.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date,currency\nC1,I1,2024-03-01,2024-04-30,1000.00,,USD\n"
    )
    assert dunnage("import", path, "--as-of", "2024-06-03").code == 0
    return home


@pytest.fixture
def policy(book: Path) -> tuple[str, Path]:
    path = book / "house.toml"
    path.write_text(POLICY)
    return ("--policy", path)


def limit_of(dunnage: Dunnage, *words: object) -> object:
    return dunnage("customer", "C1", "--json", *words).json["limit"]["current"]


def test_a_limit_is_proposed_seen_by_all_and_counts_once_somebody_else_agreed(
    dunnage: Dunnage, ben: Dunnage, policy: tuple[str, Path]
) -> None:
    on = (*ON, *policy)
    proposed = dunnage("limit", "C1", "600", "USD", "--reason", "grows", *on)
    assert (proposed.code, proposed.out) == (
        0, "Proposed for C1: it counts once somebody else agrees (dunnage approve).\n"
    )  # fmt: skip
    assert limit_of(dunnage, *on) is None
    waits = "limit 600.00 USD: grows; you proposed it on 2024-06-12, somebody else has to agree before 2024-07-12"
    theirs = "limit 600.00 USD: grows; proposed by mara on 2024-06-12, anybody but mara may agree before 2024-07-12"
    assert waits in " ".join(dunnage("approve", *on).out.split())
    for words in (("approve",), ("customer", "C1")):
        assert theirs in " ".join(ben(*words, *on).out.split())
    for words in (("queue",), ("portfolio",)):
        assert "1 decision waits for a second person: C1" in ben(*words, *on).out
    (row,) = ben("queue", "--json", *on).json["waiting"]
    assert (row["customer_id"], row["decision"], row["who"], row["lapses_on"]) == ("C1", "limit", "mara", "2024-07-12")
    assert [each["id"] for each in ben("portfolio", "--filter", "flag=waiting", "--json", *on).json["customers"]] == ["C1"]

    own = dunnage("approve", "C1", *on)
    assert (own.code, own.sentence) == (
        5, "mara proposed this for C1, and a second person has to agree. Ask somebody else, at a desk of their own."
    )  # fmt: skip
    assert limit_of(dunnage, *on) is None

    later = ("--as-of", "2024-06-14", *policy)
    agreed = ben("approve", "C1", *later)
    assert (agreed.code, agreed.out) == (0, "Recorded for C1. Agreed: it counts from today on.\n")
    assert limit_of(dunnage, *later) == {"amount": "600.00", "currency": "USD"}
    assert limit_of(dunnage, "--as-of", "2024-06-13", *policy) is None
    told = {line["on"]: line["text"] for line in dunnage("customer", "C1", "--json", *later).json["timeline"]}
    assert told["2024-06-12"] == "mara proposed: limit 600.00 USD: grows"
    assert [
        line["text"] for line in dunnage("customer", "C1", "--json", *later).json["timeline"] if line["on"] == "2024-06-14"
    ] == ["limit 600.00 USD: grows, signed mara", "ben agreed to what mara proposed: limit 600.00 USD: grows"]
    assert [(row["what"], row["who"]) for row in dunnage("history", "--json").json["commits"]][:2] == [
        ("approve", "ben"), ("propose", "mara")
    ]  # fmt: skip


def test_undo_takes_the_decision_out_and_no_undo_lets_the_maker_agree(
    dunnage: Dunnage, ben: Dunnage, policy: tuple[str, Path]
) -> None:
    assert dunnage("limit", "C1", "600", "USD", "--reason", "grows", *policy).code == 0
    assert ben("approve", "C1", *policy).code == 0
    undone = ben("undo")
    assert undone.code == 0
    assert limit_of(dunnage, *policy) is None
    assert len(dunnage("approve", "--json", *policy).json["waiting"]) == 1
    number = dunnage("history", "--json").json["commits"][0]["number"]
    again = dunnage("undo", str(number))
    assert again.code == 5
    assert limit_of(dunnage, *policy) is None
    assert ben("undo", str(number)).code == 0
    assert limit_of(dunnage, *policy) == {"amount": "600.00", "currency": "USD"}


def test_a_write_off_is_refused_with_a_reason_and_nothing_was_written_off(
    dunnage: Dunnage, ben: Dunnage, policy: tuple[str, Path]
) -> None:
    on = (*ON, *policy)
    assert dunnage("limit", "C1", "600", "USD", "--reason", "grows", *on).code == 0
    assert dunnage("log", "C1", "note", "--outcome", "written_off", "--text", "court", *on).out.startswith("Proposed for C1:")
    several = ben("refuse", "C1", "--reason", "not yet", *on)
    assert (several.code, several.sentence) == (
        5, "Several decisions wait with C1. Say which: --decision limit, --decision leniency or --decision write-off."
    )  # fmt: skip
    refused = ben("refuse", "C1", "--reason", "not yet", "--decision", "write-off", *on)
    assert (refused.code, refused.out) == (0, "Recorded for C1. Refused: it counts nowhere.\n")
    assert dunnage("customer", "C1", "--json", *on).json["debt_class"]["value"] == "in_collection"
    told = dunnage("customer", "C1", *on).out
    assert "ben refused what mara proposed (not yet): write-off of I1: 1,000.00 USD (court)" in " ".join(told.split())
    none = ben("refuse", "C1", "--reason", "not yet", "--decision", "write-off", *on)
    assert none.sentence == "Nothing that waits for a second person was found with C1. See: dunnage approve."


def test_with_nothing_that_waits_one_sentence_says_so(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("approve", *ON).out == "Nothing waits for a second person.\n"
    assert "waits" not in dunnage("queue", *ON).out
