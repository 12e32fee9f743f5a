"""The forecast at the command line: every open invoice of a flat ledger that needs no mapping, and of the demo."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.tui.cli.conftest import Dunnage

AS_OF = date(2024, 6, 12)
COLUMNS = ["invoice", "p_late", "p_late_30", "expected_paid", "low", "high", "rank_value"]


def flat(folder: Path) -> str:
    """Two buyers, twelve invoices each: one pays three days early, one twelve days late; each has one open, due in nine days."""
    rows = ["customer,invoice,invoice_date,due_date,amount,paid_date"]
    for buyer, late in (("EARLY", -3), ("LATE", 12)):
        for n in range(1, 13):
            due = AS_OF - timedelta(days=28 * n)
            rows.append(f"{buyer},{buyer}{n},{due - timedelta(days=30)},{due},100.50,{due + timedelta(days=late)}")
        due = AS_OF + timedelta(days=9)
        rows.append(f"{buyer},{buyer}0,{due - timedelta(days=30)},{due},100.50,")
    file = folder / "flat.csv"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return str(file)


def test_a_flat_ledger_is_forecast_without_a_mapping(dunnage: Dunnage, tmp_path: Path) -> None:
    assert dunnage("import", flat(tmp_path)).code == 0
    ended = dunnage("--as-of", AS_OF.isoformat(), "forecast", "--csv")
    assert (ended.code, ended.err) == (0, "")
    rows = {row["invoice"]: row for row in csv.DictReader(io.StringIO(ended.out))}
    assert list(rows["LATE0"]) == COLUMNS
    assert sorted(rows) == ["EARLY0", "LATE0"]
    assert float(rows["EARLY0"]["p_late"]) < 0.5 < float(rows["LATE0"]["p_late"])
    assert [rows[n]["rank_value"] for n in ("EARLY0", "LATE0")] == ["100.50", "100.50"], "a young book orders by amount alone"
    # due Friday 21 June, three days earlier is Tuesday; twelve days later is Wednesday 3 July
    assert rows["LATE0"]["expected_paid"] == "2024-07-03"
    for row in rows.values():
        assert AS_OF.isoformat() < row["low"] <= row["expected_paid"] <= row["high"]


def test_json_tells_what_moved_each_forecast_and_what_would_be_without_it(dunnage: Dunnage, tmp_path: Path) -> None:
    dunnage("import", flat(tmp_path))
    record = dunnage("--as-of", AS_OF.isoformat(), "forecast", "--json").json
    item = next(item for item in record["items"] if item["invoice"] == "LATE0")
    own = next(reason for reason in item["reasons"] if reason["code"] == "foresight_record")
    assert own["text"] == "Of 12 invoices of the buyer that are known, 12 were late; the middle one by 12 days."
    assert float(own["without"]["p_late"]) < float(item["p_late"])
    assert record["missing"] == ["days_apart"]


def test_the_demo_is_told_as_a_table(dunnage: Dunnage) -> None:
    ended = dunnage("--demo", "forecast")
    assert (ended.code, ended.err) == (0, "")
    head, _, table = ended.out.partition("\n\n")
    assert head.startswith("Learnt from")
    assert "since 900 invoices of known lateness it gives way to this book's own" in head
    assert "not known yet" not in head
    assert table.startswith("Customer")


def test_a_young_book_says_that_it_was_not_tried(dunnage: Dunnage, tmp_path: Path) -> None:
    dunnage("import", flat(tmp_path))
    told = dunnage("--as-of", AS_OF.isoformat(), "forecast").out
    assert "not known yet: the book is too young to be tried on itself" in told
    assert "from 900 invoices of known lateness on it gives way to this book's own" in told
    assert dunnage("--as-of", AS_OF.isoformat(), "forecast", "--json").json["learnt"]["own_from"] == 900


def test_what_has_no_rate_is_named(dunnage: Dunnage, tmp_path: Path) -> None:
    dunnage("import", "--currency", "KES", flat(tmp_path))
    record = dunnage("--as-of", AS_OF.isoformat(), "forecast", "--json").json
    assert record["items"][0]["rank_value"] is None
    assert "rank_value" in record["missing"]


def test_the_cash_of_the_next_weeks(dunnage: Dunnage, tmp_path: Path) -> None:
    dunnage("import", flat(tmp_path))
    record = dunnage("--as-of", AS_OF.isoformat(), "forecast", "--weeks", "--json").json
    first = record["weeks"][0]
    assert set(first) == {"from", "to", "currency", "expected", "p50", "p80"}
    assert (first["from"], first["to"]) == ("2024-06-13", "2024-06-19")
    # two invoices of 100.50 are open
    assert sum(float(week["expected"]["amount"]) for week in record["weeks"]) <= 201.00
    quarter = record["last_quarter"]
    assert set(quarter) == {"weeks", "reached_p50", "weeks_p80", "reached_p80", "expected", "came"}
    # on 13 March two were open of each buyer: due 20 March, and 17 April issued on 18 March not yet; so one of each
    assert quarter["came"] == {"amount": "201.00", "currency": first["currency"]}
    assert set(record["dso"]) == {"now", "in_13_weeks", "told_for_now"}
    assert record["at_risk"] == {"invoices": [], "told_last_quarter": 0, "came_true": 0}
    owed = {part["bucket"]: part["amount"]["amount"] for part in record["exposure"]}
    assert sum(map(Decimal, owed.values())) == Decimal("201.00")
    people = dunnage("--as-of", AS_OF.isoformat(), "forecast", "--weeks").out
    assert "DSO of 13 weeks" in people
    assert "0 invoices are more likely than not to be paid over 30 days late" in people
    rows = list(csv.DictReader(io.StringIO(dunnage("--as-of", AS_OF.isoformat(), "forecast", "--weeks", "--csv").out)))
    assert list(rows[0]) == ["from", "to", "currency", "expected", "p50", "p80"]


def test_weeks_are_told_to_people(dunnage: Dunnage, tmp_path: Path) -> None:
    ended = dunnage("--demo", "forecast", "--weeks")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Last quarter")
    assert "\nWeek from " in ended.out
    dunnage("import", flat(tmp_path))
    new = dunnage("--as-of", "2020-01-01", "forecast", "--weeks")
    assert "not known: nothing was open a quarter ago" in new.out
    assert "Nothing is expected." in new.out
