"""The groups for scripts."""

from decimal import Decimal

from tests.credit.little_book import money
from tests.tui.views.looks import look
from tests.tui.views.test_groups import HOUSES, PARTS
from tui.views.groups_record import group_rows, groups_record


def test_each_group_has_its_sums_and_its_members_in_the_order_of_the_list() -> None:
    record = groups_record(look(HOUSES))
    nord, sud = record["groups"]
    assert (nord["id"], nord["name"], nord["exposure"], nord["overdue"]) == ("N", "Nord", money("2200USD"), money("1900USD"))
    assert (nord["limit"], nord["limit_used"], nord["partial"], nord["buyers"]) == (money("5000USD"), Decimal(44), False, 4)
    assert [(m["id"], m["parent"], m["depth"]) for m in nord["members"]] == [("N1", "N", 1), ("N11", "N1", 2), ("N2", "N", 1)]
    assert (sud["id"], sud["limit"], sud["limit_used"]) == ("S", None, None)
    assert (record["base_currency"], record["in_no_group"], record["missing"]) == ("USD", 1, []), "no limit is no missing one"


def test_what_is_told_in_part_is_marked_and_what_is_not_known_is_missing() -> None:
    record = groups_record(look(PARTS))
    (top,) = record["groups"]
    assert (top["exposure"], top["limit_used"], top["partial"]) == (money("700USD"), Decimal(70), True)
    assert (top["left_out"], top["no_rate"]) == (["A", "B"], ["EUR", "XYZ"])
    assert record["missing"] == ["exposure", "overdue"], "of Birch, who owes euros"


def test_a_share_that_is_not_known_is_missing_and_a_name_that_nobody_bears_is_not() -> None:
    record = groups_record(look("buyer A parent=P group_limit=5GBP \n invoice A I1 +5 90USD"))
    assert record["groups"][0]["name"] is None
    assert record["missing"] == ["limit_used"]


def test_a_filter_keeps_the_groups_in_which_somebody_is_asked_for() -> None:
    (nord,) = groups_record(look(HOUSES), text="ekne")["groups"]
    assert ([m["id"] for m in nord["members"]], nord["exposure"]) == (["N1", "N11"], money("2200USD"))


def test_rows_name_the_head_of_their_group() -> None:
    rows = group_rows(groups_record(look(HOUSES), "name"))
    assert [(row["group"], row["id"]) for row in rows] == [
        *(("N", id) for id in ("N", "N1", "N11", "N2")),
        *(("S", id) for id in ("S", "S1")),
    ]
    assert all("members" not in row for row in rows)
