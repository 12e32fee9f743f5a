"""One desk of several people on the command line: who has which buyer, for how long, and whose rows are listed.

C1 owes 1,000 USD since 2024-04-30, C2 3,000 USD since 2024-05-31. 2024-06-12 is a Wednesday; a claim lasts 4 days after it.
"""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")


@pytest.fixture
def book(dunnage: Dunnage, home: Path) -> Path:
    path = home / "ledger.csv"
    path.write_text(
        "customer,invoice,invoice_date,due_date,amount,paid_date,currency\n"
        "C1,I1,2024-03-01,2024-04-30,1000.00,,USD\nC2,J1,2024-04-01,2024-05-31,3000.00,,USD\n"
    )
    assert dunnage("import", path, "--as-of", "2024-06-03").code == 0
    return home


def whose(dunnage: Dunnage, *words: str) -> dict[str, str]:
    return {buyer["id"]: buyer["who"] for buyer in dunnage("portfolio", "--json", *words).json["customers"]}


def test_a_claim_is_recorded_shown_and_over_by_itself(dunnage: Dunnage, book: Path) -> None:
    claimed = dunnage("claim", "C1", *ON)
    assert (claimed.code, claimed.out) == (0, "Recorded for C1. mara, since 2024-06-12, until 2024-06-16.\n")
    assert whose(dunnage, *ON) == {"C1": "mara", "C2": ""}
    assert whose(dunnage, "--as-of", "2024-06-16") == {"C1": "mara", "C2": ""}
    assert whose(dunnage, "--as-of", "2024-06-17") == {"C1": "", "C2": ""}
    assert whose(dunnage, "--as-of", "2024-06-11") == {"C1": "", "C2": ""}, "nobody knew of it yet"
    again = dunnage("claim", "C1", *ON)
    assert (again.code, again.out) == (0, "You have C1 for as long already: nothing was recorded.\n")
    assert dunnage("claim", "C1", "--json", *ON).json == {"recorded": []}
    page = dunnage("customer", "C1", *ON).out
    assert "mara, since 2024-06-12, until 2024-06-16" in page
    assert "given to mara" in page


def test_what_somebody_else_has_is_refused_in_one_sentence(dunnage: Dunnage, ben: Dunnage, book: Path) -> None:
    assert dunnage("claim", "C1", "C2", *ON).code == 0
    refused = ben("claim", "C1", *ON)
    assert (refused.code, refused.sentence) == (
        5, "mara has C1 until 2024-06-16. Ask mara, or take it over and say why: --take-over --reason TEXT."
    )  # fmt: skip
    assert ben("claim", "C1", "--take-over", *ON).code == 5, "a reason is owed"
    assert ben("claim", "C1", "--take-over", "--reason", "she is ill", *ON).code == 0
    assert whose(dunnage, *ON) == {"C1": "ben", "C2": "mara"}
    assert dunnage("unclaim", "C1", *ON).code == 5, "it is ben's"
    assert dunnage("unclaim", "C2", *ON).code == 0
    assert whose(dunnage, *ON) == {"C1": "ben", "C2": ""}


def test_all_or_none_of_several_buyers_are_claimed(dunnage: Dunnage, ben: Dunnage, book: Path) -> None:
    assert dunnage("claim", "C2", *ON).code == 0
    assert ben("claim", "C1", "C2", *ON).code == 5
    assert whose(dunnage, *ON) == {"C1": "", "C2": "mara"}


def test_mine_leaves_out_what_others_have_and_keeps_what_nobody_has(dunnage: Dunnage, ben: Dunnage, book: Path) -> None:
    assert ben("claim", "C2", *ON).code == 0
    assert list(whose(dunnage, "--mine", *ON)) == ["C1"], "nobody has it: it is everybody's"
    assert list(whose(ben, "--mine", *ON)) == ["C2", "C1"]
    assert list(whose(ben, "--filter", "who=me", *ON)) == ["C2"]
    assert list(whose(dunnage, "--filter", "who=ben", *ON)) == ["C2"]
    assert list(whose(dunnage, "--mine", "--filter", "C2", *ON)) == []
    assert [item["customer_id"] for item in dunnage("queue", "--mine", "--json", *ON).json["items"]] == ["C1"]
    assert [(item["who"], item.get("who_until")) for item in ben("queue", "--json", *ON).json["items"]] == [
        ("ben", "2024-06-16"), ("", None)
    ]  # fmt: skip
    assert "ben" in dunnage("queue", *ON).out
    assert "Whose" not in ben("queue", "--mine", *ON).out
    assert dunnage("portfolio", "--mine", "--filter", "dpd>", *ON).sentence == "Filter: it breaks off. Go on with 30."


def test_a_hand_over_says_how_many_first_and_returns_by_itself(dunnage: Dunnage, ben: Dunnage, book: Path) -> None:
    assert dunnage("assign", "C1", "C2", "--to", "mara", *ON).code == 0
    asked = ("hand-over", "--from", "mara", "--to", "ben", "--until", "2024-06-28", "--reason", "holiday", *ON)
    tried = dunnage(*asked, "--dry-run")
    assert (tried.code, tried.err, tried.out) == (0, "dunnage: 2 buyers, 4.0 k USD\n", "C1  C1\nC2  C2\n")
    assert whose(dunnage, *ON) == {"C2": "mara", "C1": "mara"}
    record = dunnage(*asked, "--filter", "open>2000", "--json").json
    assert record["customers"] == ["C2"]
    assert record["open"] == [{"amount": "3000.00", "currency": "USD"}]
    assert [(fact["to"], fact["until"], fact["who"]) for fact in record["recorded"]] == [("ben", "2024-06-28", "mara")]
    assert whose(dunnage, "--as-of", "2024-06-28") == {"C1": "mara", "C2": "ben"}
    assert whose(dunnage, "--as-of", "2024-06-29") == {"C1": "mara", "C2": "mara"}
    assert dunnage("undo", "3").code == 0
    assert whose(dunnage, *ON) == {"C1": "mara", "C2": "mara"}


def test_nobody_to_hand_over_is_refused(dunnage: Dunnage, book: Path) -> None:
    refused = dunnage("hand-over", "--from", "cleo", "--to", "ben", "--until", "2024-06-28", "--reason", "holiday", *ON)
    assert (refused.code, refused.sentence) == (
        5, "cleo has no buyer that is asked for. Check the name and the filter. See: dunnage portfolio --filter who=cleo."
    )  # fmt: skip


def test_a_contact_claims_where_the_policy_says_so(dunnage: Dunnage, book: Path) -> None:
    policy = book / "mine.toml"
    policy.write_text("[sharing]\nclaim_on_contact = true\n")
    assert dunnage("log", "C1", "call", *ON).code == 0
    assert whose(dunnage, *ON) == {"C1": "", "C2": ""}, "off as delivered"
    assert dunnage("log", "C2", "call", "--policy", policy, *ON).code == 0
    assert whose(dunnage, *ON) == {"C1": "", "C2": "mara"}


def test_who_has_a_buyer_goes_out_and_comes_back_with_the_book(dunnage: Dunnage, book: Path) -> None:
    assert dunnage("claim", "C1", "--reason", "knows them", *ON).code == 0
    assert dunnage("export", book / "all").code == 0
    assert "knows them" in (book / "all" / "assignment.csv").read_text(encoding="utf-8-sig")
    assert dunnage("restore", book / "all", "--book", book / "again.dunnage").code == 0
    assert whose(dunnage, "--book", str(book / "again.dunnage"), *ON) == {"C1": "mara", "C2": ""}
