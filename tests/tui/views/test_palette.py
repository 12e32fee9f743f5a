"""What the palette finds: nearest first, buyers by number, names and initials, idle commands last."""

from credit.customer import Customer
from tests.credit.little_book import TODAY
from tui.views.palette import Offer, buyer_offers, offered

ALDER = Customer("C1", "Alder Homewares Ltd", TODAY, name_local="浙江恒信")
BIRCH = Customer("C12", "Birch & Alder KK", TODAY)
OFFERS = (
    Offer("contact", "log a contact", "log a contact contact", "c"),
    Offer("undo", "undo", "undo the last change undo", "u", why="There is nothing."),
    *buyer_offers([ALDER, BIRCH]),
)


def found(text: str) -> list[str]:
    return [offer.id for offer in offered(text, OFFERS)]


def test_without_a_text_all_stand_in_their_order_and_what_would_do_nothing_last() -> None:
    assert found("") == ["contact", "C1", "C12", "undo"]


def test_a_number_leads_to_its_buyer_before_longer_ones() -> None:
    assert found("c1") == ["C1", "C12"]
    assert found("c12") == ["C12"]


def test_a_word_that_begins_with_it_comes_before_one_that_holds_it() -> None:
    assert found("alder") == ["C1", "C12"]
    assert found("ware") == ["C1"]
    assert found("zjhx") == ["C1"], "pinyin initials of 浙江恒信"
    assert found("恒信") == ["C1"]


def test_words_in_any_order_and_letters_in_their_order_are_found_too() -> None:
    assert found("ltd alder") == ["C1"]
    assert found("lct") == ["contact"], "log a contact"
    assert found("xyzzy") == []


def test_no_more_are_offered_than_are_read() -> None:
    assert len(offered("", [Offer(str(n), "x", "x") for n in range(40)])) == 12
