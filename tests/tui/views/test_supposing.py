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


def test_an_extension_says_on_which_due_dates_it_is_judged() -> None:
    found = what_if(assess_book(little_book(LATE), TODAY), "C1", Supposed(extend_days=60))
    assert "reckoned on the due dates first agreed" in words(what_if_lines(found))
    assert what_if_record("C1", found)["on_first_due_dates"] is True
    with speaking("zh"):
        assert "按原到期日计算" in words(what_if_lines(found))
