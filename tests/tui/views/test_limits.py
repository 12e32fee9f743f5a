"""The limit a buyer has, the one it should have, and its group, on the page and for scripts."""

from collections.abc import Iterable

from tests.credit.little_book import TODAY, money
from tests.tui.views import looks
from tests.tui.views.looks import look
from tests.wording.speaking import speaking
from tui.views.limits import constraint_records, expiry_lines, group_lines, group_record, limit_lines, limit_record
from tui.views.snapshot import Snapshot

RATED = "\n".join(f"invoice C1 I{n} -40 3650USD issued=-100 \n receipt C1 R{n} -40 3650USD for=I{n}" for n in range(5))
"""18,250 a year is 50 a day x (60 + 0 + 30) days = 4,500; paid on the day: grade A, factor 1."""

DAYS = "60 days of terms, 0 days late, 30 days in transit"


def shown(buyer: str = "buyer C1 limit=2000USD limit_on=2023-01-01") -> Snapshot:
    return look(f"{buyer} \n {RATED}")


def test_what_is_recommended_and_what_binds_it() -> None:
    found = shown()
    entry = found.assessed.of("C1")
    assert words(limit_lines(entry, found.book)).splitlines() == [
        "Advised|own risk up to 4,500.00 USD; its own need binds",
        f"-|Its own trade needs 4,500.00 USD: 18,250.00 USD sold in twelve months, {DAYS}.",
    ]
    record = limit_record(entry, found.book)
    assert (str(record["recommended"]), record["binding_constraint"], record["expired"]) == ("4500.00 USD", "need", True)
    told = constraint_records(entry, found.book)
    assert [each["constraint"] for each in told["constraints"]] == ["need", "net_worth", "turnover", "own_equity", "country"]
    assert [reason["code"] for reason in told["reasons"]] == ["limit_grade_factor", "limit_expired"]


def test_an_expired_limit_is_told() -> None:
    found = shown()
    assert "The limit decided on 2023-01-01 stands no longer since 2024-01-01: review it." in words(
        expiry_lines(found.assessed.of("C1"), found.book)
    )
    fresh = shown(f"buyer C1 limit=2000USD limit_on={TODAY}")
    assert "review it" not in words(expiry_lines(fresh.assessed.of("C1"), fresh.book))


def test_a_limit_that_stands_no_day_is_not_told_as_expired() -> None:
    found = shown(f"buyer C1 limit=2000USD limit_on={TODAY}\nevent C1 E1 -9 winding_up_order")
    told = words(expiry_lines(found.assessed.of("C1"), found.book))
    assert told == "-|At grade E the policy lets a limit stand 0 days: none is in force until the grade is better."


def test_without_a_grade_the_bound_is_told_and_without_a_bound_that() -> None:
    need, nothing = look("invoice C1 I1 +9 365USD"), look("buyer C1")
    assert words(limit_lines(need.assessed.of("C1"), need.book)).startswith(
        "Advised|no amount without a grade; the smallest bound: its own need"
    )
    assert words(limit_lines(nothing.assessed.of("C1"), nothing.book)) == "Advised|no limit: no bound is known"
    with speaking("zh"):
        assert "建议" in words(limit_lines(nothing.assessed.of("C1"), nothing.book))


def test_where_grade_or_insurer_leave_nothing_they_are_what_binds() -> None:
    """A need of 4,500: a winding-up order makes an E, whose factor is 0; of 9,000 insured the insurer bears 8,100."""
    dead, covered = shown("event C1 E1 -9 winding_up_order"), shown("buyer C1 insured=9000USD")
    told = words(limit_lines(dead.assessed.of("C1"), dead.book)).splitlines()
    assert told[:2] == ["Advised|no own risk: grade E binds", "-|Grade E: cash or letter of credit only."]
    assert told[2].startswith("-|Its own trade needs 4,500.00 USD")
    assert limit_record(dead.assessed.of("C1"), dead.book)["binding_constraint"] == "grade"
    told = words(limit_lines(covered.assessed.of("C1"), covered.book)).splitlines()
    assert told[0] == "Advised|no own risk: the insurer bears 8,100.00 USD, the whole limit would be 4,500.00 USD"
    assert limit_record(covered.assessed.of("C1"), covered.book)["binding_constraint"] == "insurer"


def test_an_insured_limit_without_a_rate_leaves_no_hole_in_the_sentence() -> None:
    found = shown("buyer C1 insured=9000AED")
    told = words(limit_lines(found.assessed.of("C1"), found.book)).splitlines()[0]
    assert told == "Advised|no amount: the insured limit has no rate of exchange; the smallest bound: its own need"


def words(lines: Iterable[tuple[str, str, str]]) -> str:
    return looks.words(tuple(lines))


FAMILY = "buyer A parent=P \n buyer B parent=P \n invoice A I1 -9 80USD \n buyer L"


def test_a_group_something_of_which_has_no_rate_is_told_in_part_with_whom_it_leaves_out() -> None:
    found = look(FAMILY + "\n invoice B I2 -9 70CHF")
    assert words(group_lines(found, "B")).splitlines()[0] == (
        "Group|P, 3 members, 80.00 USD at stake in part: there is no rate for all of B"
    )
    record = group_record(found, "B")
    assert record is not None
    assert (record["exposure"], record["left_out"]) == (money("80USD"), ["B"])


def test_a_group_without_a_limit_tells_what_stands_with_it_and_what_is_amiss() -> None:
    found = look(FAMILY)
    assert words(group_lines(found, "B")).splitlines() == [
        "Group|P, 3 members, 80.00 USD at stake",
        "-|In the group A has the most overdue: I1 by 9 days, 80.00 USD open.",
        "-|P is named as the parent of a buyer and is not in the book. Check the number.",
    ]
    record = group_record(found, "B")
    assert record is not None
    assert (record["limit"], record["headroom"], record["limit_at"], record["limits"]) == (None, None, None, [])
    assert record["members"][0] == {
        "id": "P", "name": None, "depth": 0, "exposure": None, "overdue": None, "own_risk": None, "limit": None,
    }  # fmt: skip


def test_a_buyer_that_stands_alone_has_no_group() -> None:
    found = look(FAMILY)
    assert (words(group_lines(found, "L")), group_record(found, "L")) == ("", None)
