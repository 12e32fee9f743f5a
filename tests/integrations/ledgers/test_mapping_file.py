"""Mapping files, ours and the user's."""

from pathlib import Path

import pytest

from integrations.ledgers.faults import BadMapping
from integrations.ledgers.fields import Kind
from integrations.ledgers.mapping_file import load_mappings, parse_mapping

GOOD = """
title = "Our books"
kind = "ledger"
recognise = ["Konto", "Beleg"]
encoding = "latin-1"
separator = ";"
decimal = ","
thousands = "."
dates = ["D.M.YYYY"]
currency = "EUR"
copies = "drop"

[columns]
customer = ["Konto", "Firma"]
number = "Beleg"
issued_on = "Datum"
due_on = "Fällig"
amount = "Betrag"
paid_on = "Ausgleich"

[documents]
Rechnung = "invoice"
Gutschrift = "credit"
"""


def test_a_mapping_says_how_a_file_is_read() -> None:
    mapping = parse_mapping("ours", GOOD)
    assert (mapping.kind, mapping.encoding, mapping.separator) == (Kind.LEDGER, "iso8859-1", ";")
    assert mapping.columns["customer"] == ("Konto", "Firma")
    assert mapping.recognise == {"konto", "beleg"}
    assert (mapping.amounts.decimal, mapping.amounts.thousands) == (",", ".")
    assert mapping.drops_copies
    assert not mapping.own


@pytest.mark.parametrize(
    ("old", "new", "key", "near"),
    [
        ("separator =", "seperator =", "seperator", "separator"),
        ("issued_on =", "isued_on =", "columns.isued_on", "issued_on"),
        ("amount =", "total =", "columns.amount", ""),
        ('kind = "ledger"', 'kind = "legder"', "kind", "ledger"),
        ('kind = "ledger"', "", "kind", ""),
        ('"credit"', '"kredit"', "documents.Gutschrift", "credit"),
        ('"credit"', "1", "documents.Gutschrift", ""),
        ('copies = "drop"', 'copies = "dropp"', "copies", "drop"),
        ('separator = ";"', 'separator = ";;"', "separator", ""),
        ('separator = ";"', "separator = 1", "separator", ""),
        ('thousands = "."', 'thousands = ","', "thousands", ""),
        ('decimal = ","', 'decimal = ""', "decimal", ""),
        ('"D.M.YYYY"', '"D.M.Y"', "dates", ""),
        ('"D.M.YYYY"', "7", "dates", ""),
        ('"latin-1"', '"latin-99"', "encoding", ""),
        ("[columns]", "[columns", "", ""),
    ],
)
def test_a_slip_is_named_with_the_nearest_word(old: str, new: str, key: str, near: str) -> None:
    with pytest.raises(BadMapping) as refused:
        parse_mapping("ours", GOOD.replace(old, new, 1))
    assert (refused.value.facts["name"], refused.value.facts["key"], refused.value.facts["near"]) == ("ours", key, near)


def test_what_a_system_does_not_export_can_be_made() -> None:
    text = GOOD.replace('number = "Beleg"\n', "").replace('issued_on = "Datum"\n', "")
    mapping = parse_mapping("ours", 'number_from = ["Datum", "Betrag"]\ndue_minus_days = 30\n' + text)
    assert (mapping.number_from, mapping.due_minus_days) == (("Datum", "Betrag"), 30)


def test_ours_are_whole_and_the_users_own_replace_them(tmp_path: Path) -> None:
    ours = load_mappings()
    assert {"flat", "hr", "ibm", "sap_fields", "datarisk", "datarisk_customers", "xero"} <= set(ours)
    assert {f"story_{kind}" for kind in ("customers", "invoices", "receipts", "activities", "securities", "orders")} <= set(ours)
    (tmp_path / "flat.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a mapping", encoding="utf-8")
    mine = load_mappings(tmp_path)
    assert mine["flat"].title == "Our books"
    assert mine["flat"].own
    assert set(mine) == set(ours)


def test_a_mapping_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(BadMapping) as refused:
        load_mappings(tmp_path)
    assert refused.value.facts["name"] == "bad"


def test_a_folder_that_is_not_there_holds_no_mappings(tmp_path: Path) -> None:
    assert set(load_mappings(tmp_path / "none")) == set(load_mappings())


def test_the_example_of_the_import_reference_is_a_mapping() -> None:
    page = (Path(__file__).parents[3] / "docs" / "import.md").read_text(encoding="utf-8")
    mapping = parse_mapping("example", page.split("```toml\n")[1].split("```")[0])
    assert mapping.documents == {"Rechnung": "invoice", "Gutschrift": "credit", "Anzahlung": "claim"}
    assert mapping.skip == {"Storno": {"X"}}


def test_a_mapping_may_be_like_one_of_ours_and_say_only_what_is_otherwise() -> None:
    ours = load_mappings()["xero"]
    found = parse_mapping("xero", 'like = "xero"\ndate_order = "mdy"\n[columns]\nnumber = "No"\n', own=True)
    assert (found.date_order, found.own, found.recognise) == ("mdy", True, ours.recognise)
    assert found.columns == {**ours.columns, "number": ("No",)}


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ('like = "xerro"', "like", "xero"),
        ('like = "xero"\ndate_order = "dmyy"', "date_order", "dmy"),
        ('like = "xero_aged"\n[groups]\ncolum = "x"', "groups.colum", "column"),
    ],
)
def test_what_it_is_like_and_how_it_is_grouped_is_checked(text: str, key: str, near: str) -> None:
    with pytest.raises(BadMapping) as refused:
        parse_mapping("mine", text)
    assert (refused.value.facts["key"], refused.value.facts["near"]) == (key, near)
