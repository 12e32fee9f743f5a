"""The queue: rows in their order, why a row stands where it stands, and who is held."""

from credit.clocks.clock import Clock, ClockKind, Doubt
from tests.credit.little_book import TODAY
from tests.tui.views.looks import SHOP, look, words
from tests.tui.views.test_house import TWO
from tui.views.queue import clock_line, held, queue, why
from tui.views.snapshot import RowMemory

LATE = """
buyer    C1   name=Alder
invoice  C1  I1   -45  1000USD
invoice  C1  I2   -20   500USD
"""


def test_a_row_says_what_waiting_costs_and_what_to_do() -> None:
    """1,000 x 0.23 % x 1.2 x 0.5 = 1.38, 500 likewise 0.69, less a call of 8 in seven days, 1.14: 0.93 a day."""
    (row,) = queue(look(LATE), RowMemory())
    assert row.key == "C1"
    assert row.cells == ("1", "value", "Alder", "collect", "1.5 k USD", "0.93", "escalate (call)", "2024-06-12", "", "")


def test_a_notice_that_waits_for_a_word_is_said_beside_the_row_and_adds_nothing_to_its_sum() -> None:
    noticed = LATE + "event C1 E1 -9 winding_up_petition match=possible \n event C1 E2 -3 sanctions_hit match=possible"
    plain, told = why(look(LATE), "C1"), why(look(noticed), "C1")
    assert told == (plain[0], ("", "2 notices wait for a word of whose they are: i", "warning"), *plain[1:])


def test_a_notice_that_waits_is_said_of_a_held_buyer_too() -> None:
    noticed = SHOP + "event C5 E9 -9 winding_up_petition match=possible"
    plain, told = why(look(), "C5"), why(look(noticed), "C5")
    assert plain[0][0] == "Held"
    assert told == (*plain, ("", "1 notice waits for a word of whose it is: i", "warning"))


def test_lanes_come_in_their_order_and_ranks_count() -> None:
    """Fir's insurer waits, Birch is petitioned and Alder ordered while overdue, Gum is only late."""
    more = "buyer C6 name=Fir insured=900USD\ninvoice C6 X1 -60 900USD\nbuyer C7 name=Gum\ninvoice C7 Y1 -25 4000USD"
    table = queue(look(SHOP + more), RowMemory())
    assert [row.key for row in table] == ["C6", "C2", "C1", "C7"]
    assert [row.cells[1] for row in table] == ["clock", "event", "event", "value"]
    assert [row.cells[0] for row in table] == ["1", "2", "3", "4"]
    assert [row.tone for row in table] == ["critical", "warning", "warning", ""]


def test_the_filter_wants_every_word() -> None:
    assert [row.key for row in queue(look(), RowMemory()).filtered("birch event")] == ["C2"]
    assert queue(look(), RowMemory()).filtered("zzz").empty.startswith("No row matches")
    assert queue(look(""), RowMemory()).empty.startswith("Nothing to do today")


def test_who_is_held_is_not_passed_over_where_nothing_is_to_be_done() -> None:
    """Alder was spoken to yesterday, Date disputes: both owe, both are held. Cedar's two dollars are a trifle."""
    one = LATE + "call C1 M1 -1 spoke\n"
    two = one + "buyer C4 name=Date\ninvoice C4 L1 -50 900USD\ndispute C4 D1 -8 quality for=L1\n"
    told = [queue(look(text), RowMemory(), "dunnage queue --held") for text in (one, two)]
    assert [(table.rows, table.empty) for table in told] == [
        ((), "Nothing to do today: 1 buyer is held; dunnage queue --held shows it and why."),
        ((), "Nothing to do today: 2 buyers are held; dunnage queue --held shows them and why."),
    ]
    trifle = queue(look("buyer C3 name=Cedar\ninvoice C3 K1 -40 2USD"), RowMemory())
    assert trifle.empty.startswith("Nothing to do today: nobody is overdue beyond grace by more than a trifle")


def test_why_names_every_part_of_the_sum() -> None:
    assert words(why(look(LATE), "C1")) == "\n".join(
        (
            "->|escalate by call, head of collections, firm, by 2024-06-12",
            "|No country is written down: what time it is there is not known.",
            "1.38|I1: 1,000.00 USD at risk, 45 days past due, 0.23 % a day x 1.2 (grade unrated) x 0.5",
            "0.69|I2: 500.00 USD at risk, 20 days past due, 0.23 % a day x 1.2 (grade unrated) x 0.5",
            "-1.14|cost of the next call",
            "0.93|USD a day of waiting, together",
            "|Ladder in collection: from day 45 past due; I1 is at day 45.",
        )
    )


def test_why_somebody_is_held() -> None:
    assert words(why(look(), "C5")) == "Held|put aside until 2024-06-17: talks"
    assert words(why(look(), "C4")) == "Held|in dispute until 2024-07-04"


def test_nothing_is_said_of_nobody_and_of_who_owes_nothing() -> None:
    assert why(look(), None) == ()
    assert why(look(), "C3") == ()
    assert why(look(), "C9") == ()


def test_a_missing_rate_is_a_dash_and_said() -> None:
    shown = look(TWO)
    (row,) = (row for row in queue(shown, RowMemory()) if row.key == "C1")
    assert row.cells[5] == "-"
    assert "No rate of exchange is known for EUR" in words(why(shown, "C1"))


def test_who_is_held_until_when() -> None:
    """A hold ends on its day; a dispute of 2024-06-04 is to be answered within thirty days."""
    rows = [row.cells for row in held(look())]
    assert rows == [("Elm", "put aside: talks", "2024-06-17"), ("Date", "in dispute", "2024-07-04")]
    assert held(look(LATE)).empty == "Nobody is held."


def test_a_clock_tells_its_day_and_what_is_left() -> None:
    assert clock_line(Clock(ClockKind.PROMISE, TODAY, 3, "P1")) == "promise 2024-06-12 (3 days)"
    worked = Clock(ClockKind.PROMISE, TODAY, 3, "P1", working_slack=1, working_in="GB", doubt=Doubt.HOUSE_RULE)
    assert clock_line(worked) == "promise 2024-06-12 (1 working day GB, 3 days); house rule"
