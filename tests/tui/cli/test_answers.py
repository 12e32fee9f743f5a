"""Commands that only read, on the demo and on a book of files."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from tests.tui.cli.conftest import Dunnage
from tui.remembered import Memory


def test_nothing_is_left_behind_by_the_demo(dunnage: Dunnage, home: Path) -> None:
    assert dunnage("--demo", "portfolio").code == 0
    assert list(home.iterdir()) == []


def test_the_portfolio_tells_the_house_and_then_every_buyer(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "portfolio")
    assert (ended.code, ended.err) == (0, "")
    head, _, table = ended.out.partition("\n\n")
    assert head.startswith("Receivable")
    assert len(table.rstrip("\n").split("\n")) == 61, "a heading and sixty buyers"


def test_two_buyers_of_a_file(dunnage: Dunnage, book: Path) -> None:
    """C2 owes 3,000 since 2024-05-31, C1 1,000 since 2024-04-30; 500 are paid."""
    record = dunnage("portfolio", "--json", "--as-of", "2024-06-12").json
    assert record["totals"]["receivable"] == {"amount": "4000.00", "currency": "USD"}
    assert [(buyer["id"], buyer["worst_dpd"]) for buyer in record["customers"]] == [("C2", 12), ("C1", 43)]
    assert book.is_file()


def test_what_was_learnt_later_does_not_stand_on_that_day(dunnage: Dunnage, book: Path) -> None:
    """On 2024-05-24 the payment of the next day is not known, and 500 are open: due four days ago."""
    record = dunnage("portfolio", "--json", "--as-of", "2024-05-24").json
    assert record["as_of"] == "2024-05-24"
    assert record["totals"]["receivable"]["amount"] == "4500.00"
    assert record["totals"]["overdue"]["amount"] == "1500.00"
    assert dunnage("portfolio", "--json", "--as-of", "2024-03-10").json["totals"]["receivable"]["amount"] == "1000.00"
    assert dunnage("portfolio", "--json", "--as-of", "2020-01-01").json["customers"] == []


def test_who_gets_better_and_who_gets_worse_is_told_in_full(dunnage: Dunnage) -> None:
    told = dunnage("--demo", "portfolio", "--movers")
    assert told.code == 0
    record = dunnage("--demo", "portfolio", "--json").json
    for key, title in (("getting_better", "Getting better"), ("getting_worse", "Getting worse")):
        assert any(line.split() == [*title.split(), str(len(record[key]))] for line in told.out.splitlines())
        assert record[key][0]["id"] in told.out
        assert record[key][0]["reasons"][0]["text"] in told.out


def test_the_filter_and_the_order(dunnage: Dunnage) -> None:
    rows = dunnage("--demo", "portfolio", "--filter", "hexholme tools", "--sort", "id", "--csv").out
    assert [row["name"] for row in csv.DictReader(io.StringIO(rows))] == ["Hexholme Tools Inc."]


def test_an_ampersand_is_looked_for_as_it_stands_in_a_name(dunnage: Dunnage, story: Path) -> None:
    """Haldon & Pike, the old friend of the story."""
    ended = dunnage("portfolio", "--filter", "haldon & pike", "--json", "--as-of", "2020-08-01")
    assert (ended.code, [buyer["id"] for buyer in ended.json["customers"]]) == (0, ["C001"])


@pytest.mark.parametrize("command", ["portfolio", "queue"])
def test_a_question_is_asked_of_every_list_of_buyers(dunnage: Dunnage, command: str) -> None:
    """The JSON document tells what is asked for, so it is asked of that."""
    rows = "customers" if command == "portfolio" else "items"
    every = dunnage("--demo", command, "--json").json[rows]
    found = dunnage("--demo", command, "--filter", "class=bad | class=dead", "--json").json[rows]
    assert found == [row for row in every if row["debt_class"] in ("bad", "dead")]
    assert 0 < len(found) < len(every)
    table = dunnage("--demo", command, "--filter", "class=bad | class=dead").out.rpartition("\n\n")[2].splitlines()
    assert len(table) == len(found) + 1, "a heading and the same rows"


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("a | | b", "| cannot stand there"),
        ("overdo>1000", "overdo is no field. Write overdue."),
        ("dpd>many", "many is no value of dpd. Write it like 30."),
        ("dpd>", "it breaks off. Go on with 30."),
    ],
)
def test_a_filter_that_cannot_be_read_names_what_is_wrong_and_what_would_be_right(
    dunnage: Dunnage, expression: str, sentence: str
) -> None:
    ended = dunnage("--demo", "portfolio", "--filter", expression)
    assert (ended.code, ended.out) == (2, "")
    assert sentence in ended.sentence


@pytest.mark.parametrize("command", ["portfolio", "queue"])
def test_a_filter_kept_on_the_screen_is_taken_by_its_name(dunnage: Dunnage, book: Path, home: Path, command: str) -> None:
    """C1 is the only one whose number holds a 1; the queue of that day has both."""
    day = ("--as-of", "2024-07-12", "--json")
    rows = "customers" if command == "portfolio" else "items"
    key = "id" if command == "portfolio" else "customer_id"
    Memory(home / "state" / "dunnage" / "view.json").keep("first", "id=C1")
    assert [row[key] for row in dunnage(command, *day).json[rows]] != ["C1"]
    assert [row[key] for row in dunnage(command, "--filter", "@first", *day).json[rows]] == ["C1"]
    assert [row[key] for row in dunnage(command, "--filter", "!@first", *day).json[rows]] == ["C2"]
    assert len(dunnage(command, "--filter", "@first", *day[:2]).out.rpartition("\n\n")[2].splitlines()) == 2, "and as text"


def test_a_name_nothing_is_kept_under_lists_those_there_are(dunnage: Dunnage, book: Path, home: Path) -> None:
    ended = dunnage("portfolio", "--filter", "@late")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence == "Filter: none is kept as @late, nor by any other name. F keeps one."
    path = home / "state" / "dunnage" / "view.json"
    Memory(path).keep("first", "id=C1")
    Memory(path).keep("big", "open>1m")
    ended = dunnage("queue", "--filter", "@late", "--json")
    assert (ended.code, ended.out, ended.sentence) == (2, "", "Filter: none is kept as @late. Kept are: @big, @first.")
    assert "none is kept as @first" in dunnage("--demo", "queue", "--filter", "@first").sentence, "the demo remembers nothing"


def test_a_damaged_memory_is_said_only_where_a_kept_filter_is_asked_for(dunnage: Dunnage, book: Path, home: Path) -> None:
    path = home / "state" / "dunnage" / "view.json"
    path.parent.mkdir(parents=True)
    path.write_text("{")
    ended = dunnage("queue", "--filter", "@late")
    assert (ended.code, ended.out) == (2, "")
    assert str(path) in ended.sentence
    assert dunnage("queue", "--filter", "id=C1").code == 0


def test_what_changed_in_the_queue_since_a_day_is_told_as_it_was_known_then(dunnage: Dunnage) -> None:
    """Of the demo: what its queue of 27 March was is what it tells with that day as today."""
    then = dunnage("--demo", "--as-of", "2026-03-27", "queue", "--json").json["items"]
    now = dunnage("--demo", "queue", "--json").json["items"]
    told = dunnage("--demo", "queue", "--since", "2026-03-27", "--json").json["changed"]
    before, after = ({row["customer_id"]: row for row in rows} for rows in (then, now))
    assert told["since"] == "2026-03-27"
    assert {new["customer_id"] for new in told["new"]} == after.keys() - before.keys()
    assert {gone["customer_id"] for gone in told["gone"]} == before.keys() - after.keys()
    assert {moved["customer_id"] for moved in told["moved"]} >= {
        id for id in before.keys() & after.keys() if before[id]["lane"] != after[id]["lane"]
    }
    assert all(gone["rank_before"] == before[gone["customer_id"]]["rank"] for gone in told["gone"])
    text = dunnage("--demo", "queue", "--since", "2026-03-27", "--top", "1")
    assert (text.code, text.out.splitlines()[0].split()) == (0, ["Since", "2026-03-27"])
    assert "changed" not in dunnage("--demo", "queue", "--json").json


def test_a_day_that_does_not_lie_before_is_refused(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "queue", "--since", "2026-03-31", "--json")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence == "--since lies before the day that is shown, 2026-03-31."


def test_a_buyer_in_full(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("customer", "C1", "--as-of", "2024-06-12")
    assert (ended.code, ended.err) == (0, "")
    assert "I1 is 43 days past due, 1,000.00 USD open." in ended.out
    assert dunnage("customer", "C1", "--json", "--as-of", "2024-06-12").json["payment_record"]["invoices"] == 1


def test_a_buyer_that_is_not_there_is_named_with_the_nearest(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("customer", "C11")
    assert (ended.code, ended.out) == (2, "")
    assert ended.sentence == "No buyer C11 is in the book. Check the number. Did you mean C1?"


def test_a_buyer_that_nobody_knew_on_that_day(dunnage: Dunnage, book: Path) -> None:
    ended = dunnage("customer", "C2", "--as-of", "2024-03-05")
    assert ended.code == 2
    assert "No buyer C2" in ended.sentence


def test_the_queue(dunnage: Dunnage) -> None:
    record = dunnage("--demo", "queue", "--json").json
    lanes = [item["lane"] for item in record["items"]]
    assert lanes == sorted(lanes, key=["clock", "event", "value"].index)
    assert {held["reason"] for held in record["held"]} >= {"promise_running", "disputed", "snoozed"}
    assert "apply" in {item["next_step"]["action"] for item in record["items"]}
    assert [item["rank"] for item in dunnage("--demo", "queue", "--top", "2", "--json").json["items"]] == [1, 2]
    events = dunnage("--demo", "queue", "--lane", "event", "--json").json["items"]
    assert [item["lane"] for item in events] == ["event"] * lanes.count("event")


def test_the_queue_as_text_and_as_rows(dunnage: Dunnage) -> None:
    text, rows = dunnage("--demo", "queue", "--lane", "event", "--top", "2"), dunnage("--demo", "queue", "--top", "3", "--csv")
    assert len(text.out.rstrip("\n").split("\n")) == 3
    assert [row["rank"] for row in csv.DictReader(io.StringIO(rows.out))] == ["1", "2", "3"]


def test_who_is_held(dunnage: Dunnage) -> None:
    assert "put aside" in dunnage("--demo", "queue", "--held").out
    assert dunnage("--demo", "queue", "--held", "--json").json["items"] == []


def test_a_statement_as_text_file_and_record(dunnage: Dunnage, book: Path, home: Path) -> None:
    text = dunnage("letter", "C1", "--as-of", "2024-06-12").out
    assert "1,000.00" in text
    path = home / "statement.txt"
    assert dunnage("letter", "C1", "--as-of", "2024-06-12", "--out", path).out == ""
    assert path.read_text(encoding="utf-8") in text
    record = dunnage("letter", "C1", "--as-of", "2024-06-12", "--json").json
    assert {"subject", "body", "kind", "tone", "items"} <= set(record)
    assert [item["number"] for item in record["items"]] == ["I1"]


def test_a_letter_that_cannot_be_written_is_refused(dunnage: Dunnage, book: Path, home: Path) -> None:
    ended = dunnage("letter", "C1", "--out", home / "nowhere" / "statement.txt")
    assert (ended.code, ended.out) == (5, "")
    assert "could not be written" in ended.sentence


def test_the_aging_counts_from_the_invoice_where_that_is_asked_for(dunnage: Dunnage, story: Path) -> None:
    """Another view of the same balance: by the invoice, by the B/L and by the due date it sums to the receivable."""
    asked = ("portfolio", "--json", "--as-of", "2020-08-01")
    told = {day: dunnage(*asked, "--aged-from", day).json for day in ("due", "invoice", "shipment")}
    assert [record["aged_from"] for record in told.values()] == ["due", "invoice", "shipment"]
    sums = {day: sum(Decimal(b["amount"]["amount"]) for b in record["aging"]) for day, record in told.items()}
    assert sums == dict.fromkeys(told, Decimal(told["due"]["totals"]["receivable"]["amount"]))
    assert [bucket["bucket"] for bucket in told["invoice"]["aging"]][:3] == ["no_date", "0-365", "366-730"]
    assert dunnage(*asked).json == told["due"]
    assert dunnage("portfolio", "--as-of", "2020-08-01", "--aged-from", "invoice").out.count("since the invoice") == 1
