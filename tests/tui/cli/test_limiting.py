"""`dunnage limit` and `dunnage what-if`, and the group of a buyer, as a user meets them."""

from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage

ON = ("--as-of", "2024-06-12")
DECIDED = ("limit", "C1", "5,000", "usd", "--insured", "3000", "--group", "9000", "--reason", "grown")


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def test_a_limit_is_decided_and_an_old_file_does_not_undo_it(dunnage: Dunnage, book: Path, home: Path) -> None:
    ended = dunnage(*DECIDED, *ON)
    assert (ended.code, ended.out) == (0, "Recorded for C1. 4,000.00 USD of room is left.\n")
    old = home / "customers.csv"
    old.write_text("id,name,credit_limit,insured_limit,currency\nC1,Alder Ltd,800,100,USD\n", encoding="utf-8")
    assert dunnage("import", old, *ON).code == 0
    record = dunnage("customer", "C1", "--json", *ON).json
    assert (record["name"], record["limit"]["current"], record["limit"]["insured"]) == (
        "Alder Ltd",
        usd("5000.00"),
        usd("3000.00"),
    )
    assert record["limit"]["expires_on"] == "2024-09-12"  # three months: it has no grade
    newer = home / "newer.csv"
    newer.write_text("id,name,credit_limit,currency,limit_on\nC1,Alder Ltd,800,USD,2024-06-13\n", encoding="utf-8")
    assert dunnage("import", newer, "--as-of", "2024-06-14").code == 0
    assert dunnage("customer", "C1", "--json", "--as-of", "2024-06-14").json["limit"]["current"] == usd("800.00")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("limit", "C1", "-1", "USD", "--reason", "x"), "A limit cannot lie below zero. Enter zero to stop new orders."),
        (("limit", "C1", "9", "USD", "--reason", " "), "A reason is owed. Say why in a few words."),
        (("what-if", "C1"), "Nothing is supposed. Give --pay, --extend or --limit."),
        (("what-if", "C1", "--pay", "0", "USD", "2024-06-12"), "A payment needs an amount above zero. Enter what would be paid."),
        (
            ("what-if", "C1", "--pay", "9", "USD", "2020-01-01"),
            "2020-01-01 lies before 2024-06-12: what was paid then is known. Give a day from 2024-06-12 on.",
        ),
        (("what-if", "C1", "--pay", "9", "USD", "soon"), '"soon" is no date. Write it like 2026-03-31.'),
    ],
)
def test_what_is_refused_says_why(dunnage: Dunnage, book: Path, words: tuple[str, ...], told: str) -> None:
    before = book.read_bytes()
    ended = dunnage(*words, *ON)
    assert (ended.code, ended.sentence) == (5, told)
    assert book.read_bytes() == before


def test_what_if_tells_both_sides_and_records_nothing(dunnage: Dunnage, book: Path) -> None:
    assert dunnage(*DECIDED, *ON).code == 0
    before = book.read_bytes()
    found = dunnage("what-if", "C1", "--pay", "400", "USD", "2024-06-12", "--limit", "2,000", "USD", "--json", *ON).json
    assert (found["as_of"], found["on"], found["customer_id"]) == ("2024-06-12", "2024-06-12", "C1")
    assert (found["before"]["headroom"], found["after"]["headroom"]) == (usd("4000.00"), usd("1400.00"))  # 2,000 - 600
    assert {"limit", "headroom", "overdue"} <= set(found["changed"])
    assert found["after"]["clocks"]
    assert found["missing"] == []
    assert book.read_bytes() == before
    assert dunnage("what-if", "C2", "--extend", "1", "--json", *ON).json["missing"] == []  # no limit is no missing limit


def test_what_if_in_words(dunnage: Dunnage, book: Path) -> None:
    lines = dunnage("what-if", "C1", "--extend", "60", *ON).out.splitlines()
    assert lines[0].split() == ["On", "2024-06-12"]
    assert any(line.split() == ["Overdue", "1,000.00", "USD", "->", "0.00", "USD"] for line in lines)
    assert any("reckoned on the due dates first agreed" in line for line in lines)
    assert not any("Class" in line for line in lines)
    same = dunnage("what-if", "C1", "--pay", "1", "USD", "2024-06-12", "--extend", "0", *ON)
    assert same.code == 0


def test_what_if_that_changes_nothing_says_so(dunnage: Dunnage, book: Path) -> None:
    assert dunnage(*DECIDED, *ON).code == 0
    assert dunnage("what-if", "C1", "--limit", "5000", "USD", *ON).out.splitlines()[1].split() == ["Changes", "nothing"]


def family(dunnage: Dunnage, home: Path, parent: str) -> None:
    file = home / "group.csv"
    file.write_text(f"id,name,parent\nC1,Alder Ltd,\nC2,Birch Ltd,{parent}\n", encoding="utf-8")
    assert dunnage("import", file, *ON).code == 0


def test_the_group_stands_on_the_page_of_each_member(dunnage: Dunnage, book: Path, home: Path) -> None:
    family(dunnage, home, "C1")
    assert dunnage(*DECIDED, *ON).code == 0
    group = dunnage("customer", "C2", "--json", *ON).json["group"]
    assert (group["root"], group["exposure"], group["limit"], group["headroom"], group["limit_at"]) == (
        "C1", usd("4000.00"), usd("9000.00"), usd("5000.00"), "C1",
    )  # fmt: skip
    assert [(member["id"], member["depth"]) for member in group["members"]] == [("C1", 0), ("C2", 1)]
    page = dunnage("customer", "C2", *ON).out
    assert "C1, 2 members, 4,000.00 USD at stake; limit 9,000.00 USD at C1, room 5,000.00 USD" in page
    assert "In the group C2 has the most overdue: J1 by 12 days, 3,000.00 USD open." in page
    assert dunnage("doctor").code == 0


@pytest.mark.parametrize(
    ("parent", "told"),
    [
        ("C9", "C9 is named as the parent of a buyer and is not in the book. Check the number."),
        ("C2", "These buyers name one another as parents in a circle: C2. Correct one of them."),
    ],
)
def test_doctor_names_a_parent_that_cannot_be(dunnage: Dunnage, book: Path, home: Path, parent: str, told: str) -> None:
    family(dunnage, home, parent)
    ended = dunnage("doctor", "--json")
    checks = {check["check"]: check for check in ended.json["checks"]}
    assert (ended.code, told in checks["data"]["detail"]) == (0, True)
    assert dunnage("customer", "C2", *ON).code == 0


def test_the_class_of_the_country_bounds_from_its_day_on(dunnage: Dunnage, book: Path, home: Path) -> None:
    buyers = home / "customers.csv"
    buyers.write_text("id,name,country\nC1,Alder Ltd,VN\n", encoding="utf-8")
    assert dunnage("import", buyers, *ON).code == 0
    early = dunnage("customer", "C1", "--json", *ON).json["limit"]
    later = dunnage("customer", "C1", "--json", "--as-of", "2026-02-01").json["limit"]
    told = [next(each for each in found["constraints"] if each["constraint"] == "country") for found in (early, later)]
    assert [each["reason"]["code"] for each in told] == ["limit_country_unpublished", "limit_country"]
    assert told[1]["amount"] == usd("800000.00")
    assert (early["recommended"], later["recommended"]) == (None, usd("0.00"))  # unrated; then E, two years overdue


def test_that_no_limit_stands_at_the_worst_grade_is_said_when_one_is_set(dunnage: Dunnage, book: Path) -> None:
    told = "At grade E the policy lets a limit stand 0 days: none is in force until the grade is better."
    assert dunnage("notice", "C1", "winding_up_order", "2024-06-10", *ON).code == 0
    assert told in dunnage(*DECIDED, *ON).out
