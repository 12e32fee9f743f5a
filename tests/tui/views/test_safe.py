"""The house's list for SAFE: every buyer's deferred receipts, what is due first on top, what is reported at the end.

Class A: more than 90 days after export, reported within 30 days of it. Today is 12 June 2024.
"""

from tests.tui.views.looks import look
from tests.wording.speaking import speaking
from tui.plain import json_text
from tui.views.safe import safe_line, safe_record, safe_table

BOOK = """
buyer    C1  country=FR  name=Alder
buyer    C2  country=NO  name=Birch
invoice  C1  I1  +90  1000USD  issued=-20  shipped_on=-10
invoice  C1  I2  +80  900USD   issued=-20  shipped_on=-10
invoice  C2  I3  +60  700USD   issued=-50  shipped_on=-40
invoice  C2  I4  +95  600USD   issued=-5
note     C1  K1  -1   safe_reported  for=I1
"""


def test_every_buyer_s_receipts_stand_in_one_list() -> None:
    """I2 is due 90 days after export and no day later; I4 has no bill of lading and counts 100 days from its issue."""
    told = safe_record(look(BOOK))
    assert [(row["customer_id"], row["number"], row["deferred_days"]) for row in told["reports"]] == [
        ("C2", "I3", 100), ("C2", "I4", 100), ("C1", "I1", 100),
    ]  # fmt: skip
    assert [row["report_by"].isoformat() for row in told["reports"]] == ["2024-06-02", "2024-07-07", "2024-07-02"]
    assert (told["home"], told["safe_class"], told["unreported_days"], told["report_days"]) == ("CN", "A", 90, 30)
    assert (told["missing"], told["policy_version"]) == (["exported_on"], "2026.1")
    assert '"reported_on": "2024-06-11"' in json_text(told)


def test_a_report_that_is_late_is_a_warning_and_one_made_is_quiet() -> None:
    assert [(row.cells[1], row.tone) for row in safe_table(look(BOOK))] == [("I3", "warning"), ("I4", ""), ("I1", "muted")]


def test_the_rule_and_an_empty_list_are_said_in_both_languages() -> None:
    shown = look("buyer C1 country=FR \n invoice C1 I1 +20 1000USD")
    assert safe_line(shown)[1] == "class A: receipts later than 90 days after export are reported within 30 days of it"
    assert safe_table(shown).empty == (
        "By its agreed terms no receipt is deferred for so long that it must be reported; what is late is not counted."
    )
    with speaking("zh"):
        assert "90" in safe_line(shown)[1]
        assert "class" not in safe_line(shown)[1]
