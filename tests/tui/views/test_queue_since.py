"""What changed in the queue since the day before: one line of counts, a line for each buyer, and the same for scripts."""

from credit.queue_change import Changed, changed, queue_stood
from tests.credit.little_book import TODAY, day, little_book
from tests.credit.test_queue_change import BOOK
from tests.tui.views.looks import look
from tests.wording.speaking import speaking
from tui.plain import json_text
from tui.views.queue_since import since_count, since_lines, since_record
from tui.views.snapshot import Snapshot, snapshot

NAMED = "buyer C1 name=Alder \n buyer C2 name=Birch \n buyer C5 name=Elm \n buyer C6 name=Fir \n" + BOOK
YESTERDAY = day("-1")


def found(text: str = NAMED) -> tuple[Changed, Snapshot]:
    shown = snapshot(little_book(text), TODAY)
    return changed(queue_stood(shown.book, YESTERDAY), shown.work, YESTERDAY), shown


def test_the_counts_are_one_line() -> None:
    """C5 and C7 are new, C1, C2 and C3 gone, C6 is petitioned; C4's petition stands."""
    assert since_count(found()[0], "D") == "since 2024-06-11 (D): 2 new, 3 gone, 1 moved"
    assert since_count(found("invoice C1 I1 -45 900USD")[0], "D") == "nothing changed since 2024-06-11"
    with speaking("zh"):
        assert since_count(found()[0], "D") == "自 2024-06-11 起（D）：新增 2，离开 3，变动 1"


def test_each_buyer_is_named_with_why() -> None:
    told = list(since_lines(*found()))
    assert told[0] == ("Since", "2024-06-11", "heading")
    assert [line[:2] for line in told if line[2] == "heading"][1:] == [
        ("New", "2"), ("Gone", "3"), ("Moved", "1"), ("Ended", "no alert"),
    ]  # fmt: skip
    lines = {label: text for label, text, tone in told if tone != "heading"}
    assert lines["Elm"].startswith("value 4, was held: put aside: ")
    assert lines["Alder"].startswith("paid, was value ")
    assert lines["Birch"].startswith("held: promise running until ")
    assert lines["C3"] == "owes less, though no money came, was value 3"
    assert lines["Fir"] == "event 1, was value 2"
    quiet = list(since_lines(*found("invoice C1 I1 -45 900USD")))
    assert [line[1] for line in quiet[1:]] == ["nobody", "nobody", "nobody", "no alert"]


def test_scripts_read_the_same() -> None:
    record = since_record(*found())
    assert json_text(record)
    assert record["since"] == YESTERDAY
    assert {new["customer_id"]: new["was_held"] for new in record["new"]} == {"C5": "snoozed", "C7": None}
    assert {gone["customer_id"]: (gone["why"], gone["held"]) for gone in record["gone"]} == {
        "C1": ("paid", None),
        "C2": ("held", "promise_running"),
        "C3": ("owes_less", None),
    }
    (moved,) = record["moved"]
    assert (moved["customer_id"], moved["lane_before"], moved["lane"]) == ("C6", "value", "event")


def test_a_buyer_of_the_day_before_whom_nobody_knows_any_more_keeps_its_number() -> None:
    past, _shown = found()
    nobody = look("buyer C9")
    assert next(text for label, text, _tone in since_lines(past, nobody) if label == "C1").startswith("paid, was value ")
    assert next(gone["name"] for gone in since_record(past, nobody)["gone"]) is None


def test_alerts_that_ended_are_counted_and_told_by_their_evidence_of_then() -> None:
    """Alder broke its promise and pays today; nobody asks for work on account of it any more."""
    text = "buyer C1 name=Alder \n invoice C1 I1 -30 900USD \n promise C1 P1 -12 900USD by=-7 for=I1 \n"
    told, shown = found(text + "receipt C1 R1 0 900USD for=I1")
    assert since_count(told, "D") == "since 2024-06-11 (D): 0 new, 1 gone, 0 moved, 1 alert ended"
    *_queue, title, line = since_lines(told, shown)
    assert title == ("Ended", "1", "heading")
    assert line == ("Alder", "2024-06-11  A promise of 900.00 USD for 2024-06-05 was not kept.", "muted")
    (alert,) = since_record(told, shown)["ended"]
    assert (alert["id"], alert["customer_id"], alert["kind"]) == ("broken_promise:C1:P1", "C1", "broken_promise")
    with speaking("zh"):
        assert since_count(told, "D").endswith("变动 0，预警结束 1")
