"""What scripts read of the queue: the keys of the headless contract, sums, and ranks that are kept when it is cut."""

from credit.money import Money
from tests.tui.views.looks import SHOP, look
from tests.tui.views.test_house import TWO
from tests.tui.views.test_records import nulls, plain
from tui.views.queue_record import queue_record

USD = "USD"


def test_the_queue_has_every_key_of_the_contract() -> None:
    record = plain(queue_record(look()))
    assert {"as_of", "items", "held"} <= set(record)
    for item in record["items"]:
        assert set(item) >= {
            "rank", "lane", "customer_id", "name", "debt_class", "value_per_day", "reasons", "next_step", "clocks",
        }  # fmt: skip
        assert set(item["next_step"]) >= {"action", "channel", "sender_role", "tone", "due_on"}
        assert all(set(reason) >= {"code", "text", "amount"} for reason in item["reasons"])
    assert all(set(held) >= {"customer_id", "reason", "until"} for held in record["held"])
    assert nulls([item["value_per_day"] for item in record["items"]]) == set()


def test_reasons_sum_to_the_value() -> None:
    for item in queue_record(look())["items"]:
        amounts = [reason["amount"] for reason in item["reasons"] if reason["amount"] is not None]
        assert item["value_per_day"] == Money(sum(amount.minor for amount in amounts), USD)


def test_the_queue_is_cut_to_what_is_asked_for_and_keeps_its_ranks() -> None:
    text = SHOP + "buyer C6 insured=900USD\ninvoice C6 X1 -60 900USD"
    assert [item["rank"] for item in queue_record(look(text), top=2)["items"]] == [1, 2]
    events = queue_record(look(text), lane="event")["items"]
    assert [(item["rank"], item["customer_id"]) for item in events] == [(2, "C2"), (3, "C1")]
    only = queue_record(look(text), only_held=True)
    assert only["items"] == []
    assert [held["customer_id"] for held in only["held"]] == ["C5", "C4"]


def test_a_value_that_is_not_known_is_named_as_missing() -> None:
    assert plain(queue_record(look(TWO)))["missing"] == ["call_hours", "value_per_day"]
    assert plain(queue_record(look()))["missing"] == ["call_hours"]
