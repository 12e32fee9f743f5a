"""Troubles of the data: the first of them on the page, all of them for scripts."""

from tests.tui.views.looks import look, words
from tests.tui.views.test_records import plain
from tui.views.customer import facts
from tui.views.customer_record import customer_record

SOLD = "invoice C1 I1 -45 9USD issued=-44"
BAD = f"buyer C1 \n {SOLD}"


def test_the_page_tells_the_first_trouble_and_counts_the_others() -> None:
    assert "Data|C1 has no country: bank days, limitation and country risk cannot be told. Write it down. And 1 more." in words(
        facts(look(f"buyer C1 \n {BAD}"), "C1")
    )
    one = words(facts(look(f"buyer C1 country=GB \n {SOLD}"), "C1"))
    assert "Data|C1: invoice I1 is due before it was issued. Check both dates.\n" in one + "\n"
    assert "Data|" not in words(facts(look("buyer C1 country=GB \n invoice C1 I1 -45 9USD"), "C1"))


def test_scripts_get_every_trouble_with_its_code() -> None:
    found = plain(customer_record(look(f"buyer C1 \n {BAD}"), "C1"))["problems"]
    assert [(each["code"], each["customer_id"], each["detail"]) for each in found] == [
        ("no_country", "C1", ""),
        ("due_before_issue", "C1", "I1"),
    ]
    assert found[1]["text"] == "C1: invoice I1 is due before it was issued. Check both dates."
