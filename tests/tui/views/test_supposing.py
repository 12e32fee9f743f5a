"""Before and after, side by side."""

from credit.assess import assess_book
from credit.what_if import Supposed, what_if
from tests.credit.little_book import TODAY, day, little_book, money
from tests.tui.views.looks import words
from tests.wording.speaking import speaking
from tui.views.supposing import what_if_lines, what_if_record

LATE = "buyer C1 limit=5000USD insured=3000USD \n invoice C1 I1 -85 1000USD"


def test_classes_grades_money_and_clocks_are_said_in_words() -> None:
    found = what_if(assess_book(little_book(LATE), TODAY), "C1", Supposed(money("1000USD"), day("+6")))
    told = dict(line.split("|") for line in words(what_if_lines(found)).splitlines())
    assert told["On"] == "2024-06-18"
    assert told["Class"] == "doubtful -> current"
    assert told["Grade"] == "D -> unrated"  # 91 days late, and then too little is known
    assert told["Overdue"] == "1,000.00 USD -> 0.00 USD"
    assert told["Clocks"].endswith(" -> none")
    with speaking("zh"):
        assert "敞口" in words(what_if_lines(found))


def test_a_room_without_a_rate_is_missing_and_one_without_a_limit_is_not() -> None:
    euros = assess_book(little_book("buyer C1 limit=500USD \n invoice C1 I1 +9 10EUR"), TODAY)
    free = assess_book(little_book("buyer C1 \n invoice C1 I1 +9 10USD"), TODAY)
    assert "headroom" in what_if_record("C1", what_if(euros, "C1", Supposed(extend_days=1)))["missing"]
    assert not {"headroom", "limit"} & set(what_if_record("C1", what_if(free, "C1", Supposed(extend_days=1)))["missing"])


def test_what_is_told_in_part_says_what_it_leaves_out() -> None:
    book = little_book(LATE + "\n invoice C1 I2 -9 700JPY \n buyer C2 \n invoice C2 J1 -40 50USD")
    found = what_if(assess_book(book, TODAY), "C1", Supposed(limit=money("2500USD")))
    told = words(what_if_lines(found))
    assert "In part|the amounts are without what is in JPY: there is no rate" in told
    assert "In part|the loss is without C1: an open item has no rate" in told
    record = what_if_record("C1", found)
    assert record["partial"] == sorted([
        "overdue", "exposure", "own_risk", "insured", "secured", "headroom", "value_per_day", "expected_loss",
    ])  # fmt: skip
    assert (record["before"]["no_rate"], record["after"]["loss_left_out"]) == (["JPY"], ["C1"])
    assert not {"overdue", "exposure", "headroom"} & {*record["missing"]}
    with speaking("zh"):
        assert "部分|金额不含 JPY 部分：没有汇率" in words(what_if_lines(found))
    whole = what_if(assess_book(little_book(LATE), TODAY), "C1", Supposed(limit=money("2500USD")))
    assert "In part" not in words(what_if_lines(whole))
    assert what_if_record("C1", whole)["partial"] == []


def test_an_extension_says_on_which_due_dates_it_is_judged() -> None:
    found = what_if(assess_book(little_book(LATE), TODAY), "C1", Supposed(extend_days=60))
    assert "reckoned on the due dates first agreed" in words(what_if_lines(found))
    assert what_if_record("C1", found)["on_first_due_dates"] is True
    with speaking("zh"):
        assert "按原到期日计算" in words(what_if_lines(found))
