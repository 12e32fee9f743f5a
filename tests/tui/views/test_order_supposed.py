"""What each rule that fired found in an order, and what stops there, in words of both languages."""

from credit.assess import assess_book
from credit.order_what_if import supposed_order
from credit.terms import NO_TERMS
from tests.credit.little_book import TODAY, little_book, money
from tests.wording.speaking import speaking
from tui.views.order_supposed import supposed_lines

DEAD = "buyer C1 limit=9000USD limit_on=2024-06-12\ninvoice C1 I1 -20 900USD\nevent C1 E1 -9 winding_up_order"


def rules(text: str) -> list[str]:
    lines = supposed_lines(supposed_order(assess_book(little_book(text), TODAY), "C1", money("1000USD"), NO_TERMS, TODAY))
    start = next(place for place, (label, _) in enumerate(lines) if label in ("Rules", "规则"))
    return [lines[start][1], *(said for label, said in lines[start + 1 :] if not label)]


def test_each_rule_says_what_it_found_and_what_stops_there() -> None:
    """A winding-up order makes an E, at which a limit stands no day; nothing was ever settled."""
    assert rules(DEAD)[0] == "account status: winding-up order; bad debt or worse stops an order"
    assert "limit expired: in force no longer since 2024-06-12" in rules(DEAD)
    assert "no record: 0 invoices settled; at least one is asked for" in rules(DEAD)
    assert "no limit: none was ever set" in rules("buyer C1\ninvoice C1 I1 -20 900USD")


def test_a_class_is_told_in_its_words() -> None:
    assert rules("buyer C1\ninvoice C1 I1 -181 900USD")[0] == "account status: bad debt; bad debt or worse stops an order"


def test_they_are_told_in_chinese_too() -> None:
    with speaking("zh"):
        assert not any(code in line for line in rules(DEAD) for code in ("winding", "bad"))
