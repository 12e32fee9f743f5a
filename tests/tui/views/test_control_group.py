"""What the control group says, for scripts and in a line: sixty buyers that paid on the last day of the second period."""

from decimal import Decimal

from credit.control_group import Controlled, Group
from tests.credit.little_book import TODAY, day, little_book
from tests.credit.test_controlled import taught_book
from tui.views.control_group import control_line, control_record
from tui.views.snapshot import snapshot


def with_groups(alone: Group, spoken: Group) -> Controlled:
    return Controlled(day("-1"), 2, alone, spoken)


def test_without_a_group_nothing_is_said() -> None:
    told = snapshot(little_book(""), TODAY).lessons
    assert control_record(told.controlled) is None
    assert control_line(told.controlled) == ""


def test_a_script_reads_both_groups_and_the_gain_with_its_limits() -> None:
    """Newcombe's own example: 56 of 70 against 48 of 80."""
    record = control_record(with_groups(Group(80, 48), Group(70, 56)))
    assert record is not None
    assert record["alone"] == {"cases": 80, "paid": 48}
    assert record["spoken"] == {"cases": 70, "paid": 56}
    assert record["gain"] == {"low": Decimal("0.052"), "middle": Decimal("0.2"), "high": Decimal("0.334")}
    assert (record["until"], record["periods"]) == (day("-1"), 2)


def test_the_line_says_it_in_points() -> None:
    assert control_line(with_groups(Group(80, 48), Group(70, 56))) == (
        "Control group until 2024-06-11: left alone 48 of 80 paid, worked 56 of 70; work brings 20.0 points more"
        " (nineteen in twenty: 5.2 to 33.4)."
    )


def test_an_empty_group_compares_nothing_and_says_so() -> None:
    shown = with_groups(Group(), Group(70, 56))
    record = control_record(shown)
    assert record is not None
    assert record["gain"] is None
    assert control_line(shown).endswith("nothing can be compared yet.")


def test_a_book_with_a_group_is_looked_at_with_it() -> None:
    record = control_record(snapshot(taught_book(), TODAY).lessons.controlled)
    assert record is not None
    assert record["until"] == day("-1")
    assert record["alone"]["cases"] + record["spoken"]["cases"] == 120
