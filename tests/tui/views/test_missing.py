"""What stands in `missing` is read from the nulls of the record itself."""

from tui.views.missing import missing, nulls


def test_nulls_are_found_at_any_depth_by_their_own_names() -> None:
    record = {
        "grade": None,
        "limit": {"current": 5, "insured": None},
        "items": [{"due": 1}, {"due": None}],
        "zero": 0,
        "no": False,
    }
    assert nulls(record) == {"grade", "insured", "due"}


def test_a_limit_that_was_never_set_is_not_missing_and_one_that_cannot_be_compared_is() -> None:
    buyer = {"limit": None, "limit_used_percent": None, "overdue": None}
    assert missing(buyer, has_limit=False) == {"overdue"}
    assert missing({**buyer, "limit": 5}, has_limit=True) == {"limit_used_percent", "overdue"}


def test_a_trend_that_goes_nowhere_lacks_nothing() -> None:
    assert missing({"days_late_trend": {"direction": "flat", "since": None}}, has_limit=True) == set()
    assert missing({"days_late_trend": None}, has_limit=True) == {"days_late_trend"}
