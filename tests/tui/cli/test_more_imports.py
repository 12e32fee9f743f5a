"""What a file can tell besides buyers and their ledger: securities, promises taken back, exports to be reported."""

from pathlib import Path

from tests.tui.cli.conftest import Dunnage


def test_securities_come_in_and_a_row_that_cannot_be_is_named_by_its_line(dunnage: Dunnage, book: Path, home: Path) -> None:
    held = home / "held.csv"
    head = "customer_id,security,amount,currency,from,until\n"
    held.write_text(f"{head}C1,bank_guarantee,400,USD,2024-06-01,\nC2,handshake,5,USD,2024-06-01,\n", encoding="utf-8")
    ended = dunnage("import", held, "--json")
    assert ended.code == 5
    (problem,) = ended.json["problems"]
    assert (problem["line"], problem["column"]) == (3, "security")
    assert problem["problem"] == (
        f'{held}, line 3, column "security": "handshake" is no kind of security. '
        "Use a word of the import reference, such as bank_guarantee."
    )
    ended = dunnage("import", held, "--skip-bad", "--json")
    assert [(file["kind"], file["added"], file["refused"]) for file in ended.json["files"]] == [("securities", 1, 1)]
    (one,) = dunnage("customer", "C1", "--as-of", "2024-06-12", "--json").json["securities"]
    assert (one["form"], one["amount"]["amount"], one["until"], one["stands"]) == ("bank_guarantee", "400.00", None, True)
    again = dunnage("import", held, "--skip-bad", "--json").json["files"][0]
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 1)


def test_a_promise_taken_back_in_the_next_file_is_the_same_promise(dunnage: Dunnage, book: Path, home: Path) -> None:
    said = home / "said.csv"
    head, row = "date,customer_id,kind,amount,currency,promised_for", "2024-06-03,C1,promise,400,USD,2024-06-10"
    said.write_text(f"{head}\n{row}\n", encoding="utf-8")
    assert dunnage("import", said).code == 0
    said.write_text(f"{head},withdrawn_on,withdrawn_why\n{row},2024-06-05,typed twice\n", encoding="utf-8")
    file = dunnage("import", said, "--as-of", "2024-06-12", "--json").json["files"][0]
    assert (file["added"], file["changed"]) == (0, 1)
    (promise,) = dunnage("customer", "C1", "--as-of", "2024-06-12", "--json").json["promises"]
    assert (promise["state"], promise["withdrawn_on"], promise["withdrawn_why"]) == ("withdrawn", "2024-06-05", "typed twice")


def test_the_safe_report_of_the_house_as_table_csv_and_json(dunnage: Dunnage, home: Path) -> None:
    """From 20 May to 30 September are 133 days."""
    sold, buyers = home / "sold.csv", home / "buyers.csv"
    buyers.write_text("id,name,country,since\nC1,Alder Ltd,GB,2024-01-01\n", encoding="utf-8")
    head = "number,customer_id,issue_date,bl_date,due_date,currency,amount\n"
    sold.write_text(f"{head}I1,C1,2024-05-01,2024-05-20,2024-09-30,USD,1000\n", encoding="utf-8")
    assert dunnage("import", buyers, sold).code == 0
    on = ("--as-of", "2024-06-12")
    (row,) = dunnage("report", "safe", "--json", *on).json["reports"]
    assert (row["customer_id"], row["number"], row["deferred_days"], row["report_by"]) == ("C1", "I1", 133, "2024-06-19")
    assert dunnage("report", "safe", "--csv", *on).out.splitlines()[1].startswith("C1,")
    assert "133" in dunnage("report", "safe", *on).out


def test_what_was_ended_here_stays_ended_when_the_same_file_comes_again(dunnage: Dunnage, book: Path, home: Path) -> None:
    """The file has no column that could tell of an end."""
    said = home / "said.csv"
    said.write_text(
        "date,customer_id,kind,reason,until\n2024-06-03,C1,hold,audit,2024-07-01\n2024-06-03,C2,dispute,price,\n",
        encoding="utf-8",
    )
    assert dunnage("import", said).code == 0
    for buyer in ("C1", "C2"):
        assert dunnage("release", buyer, "--as-of", "2024-06-10").code == 0
    file = dunnage("import", said, "--as-of", "2024-06-12", "--json").json["files"][0]
    assert (file["changed"], file["unchanged"]) == (0, 2)
    on = ("--as-of", "2024-06-12", "--json")
    assert [hold["ended_on"] for hold in dunnage("customer", "C1", *on).json["holds"]] == ["2024-06-10"]
    assert [each["open"] for each in dunnage("customer", "C2", *on).json["disputes"]] == [False]


def test_a_deposit_is_awaited_of_an_imported_order_until_its_receipt_comes_in(dunnage: Dunnage, book: Path, home: Path) -> None:
    """30 % of 1,000 are owed at the order."""
    orders, paid = home / "orders.csv", home / "paid.csv"
    orders.write_text(
        "order_no,customer_id,order_date,order_amount,currency,terms\nS1,C1,2024-06-03,1000,USD,30% TT @order; 70% TT @BL+0\n",
        encoding="utf-8",
    )
    rows = "R1,C1,2024-06-10,120,USD,S1\nR2,C1,2024-06-12,180,USD,S1\n"
    paid.write_text(f"id,customer_id,date,amount,currency,order_no\n{rows}", encoding="utf-8")
    assert [(file["kind"], file["added"]) for file in dunnage("import", orders, paid, "--json").json["files"]] == [
        ("orders", 1), ("receipts", 2),
    ]  # fmt: skip
    missing = {}
    for day in ("2024-06-09", "2024-06-11", "2024-06-12"):
        told = dunnage("customer", "C1", "--as-of", day, "--json").json
        missing[day] = [(each["order"], each["amount"]["amount"]) for each in told["deposits"]]
    assert missing == {"2024-06-09": [("S1", "300.00")], "2024-06-11": [("S1", "180.00")], "2024-06-12": []}


def test_two_words_on_one_order_are_no_two_orders(dunnage: Dunnage, home: Path) -> None:
    """A raised order is one of 1,500, not one of 2,500."""
    orders = home / "orders.csv"
    head = "order_no,customer_id,order_date,order_amount,currency,learnt_on\n"
    rows = "S1,C1,2024-06-03,1000,USD,2024-06-03\nS1,C1,2024-06-03,1500,USD,2024-06-08\n"
    orders.write_text(head + rows, encoding="utf-8")
    assert dunnage("import", orders).code == 0
    told = [
        dunnage("customer", "C1", "--as-of", day, "--json").json["exposure"]["in_production"]
        for day in ("2024-06-07", "2024-06-08")
    ]
    assert [amount["amount"] for amount in told] == ["1000.00", "1500.00"]
