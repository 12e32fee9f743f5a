"""Today's queue: clocks, then events, then value; gates last, and who is held comes back on a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit.account import Fact
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.ladder import Action
from credit.worklist import Held, Lane, Task, Worklist, worklist
from tests.credit.any_facts import any_book, any_change, any_facts, calm, days
from tests.credit.little_book import TODAY, day, drops, little_book, money, published, queue
from tests.credit.test_waiting import PLAIN


def standing(found: Worklist) -> list[tuple[str, Lane]]:
    return [(task.customer_id, task.lane) for task in found.tasks]


def only(text: str) -> Task | Held | None:
    found = queue(text)
    rows: list[Task | Held] = [*found.tasks, *found.held]
    return rows[0] if rows else None


@st.composite
def book_and_change(draw: st.DrawFn) -> tuple[Book, Change]:
    book = draw(any_book())
    return book, draw(any_change(book))


@calm
@given(book_and_change())
def test_rows_kept_from_before_equal_rows_placed_anew(drawn: tuple[Book, Change]) -> None:
    book, change = drawn
    before = assess_book(book, TODAY)
    after = assess_book(book.after(change), TODAY, before)
    assert worklist(after, worklist(before)) == worklist(after)


def test_a_buyer_that_leaves_the_book_leaves_the_queue() -> None:
    """And who stands aside stays there; C4 nobody knows before tomorrow, and it never stood anywhere."""
    items = "".join(f"invoice C{n} I1 -20 900USD \n" for n in (1, 2, 3))
    book = little_book(items + "hold C3 H1 -1 talks until=+5 \n invoice C4 I1 +20 900USD learnt=+1")
    before = assess_book(book, TODAY)
    gone = book.after(Change("", drop=drops((*book.account("C1").versions, *book.account("C4").versions))))
    after = worklist(assess_book(gone, TODAY, before), worklist(before))
    assert ([task.customer_id for task in after.tasks], [held.customer_id for held in after.held]) == (["C2"], ["C3"])
    assert set(after.placed) == {"C2", "C3"}


@calm
@given(any_book(days(-90, 0)), st.lists(any_facts(days(1, 90)), min_size=1, max_size=8))
def test_what_is_learnt_later_does_not_move_todays_queue(book: Book, later: list[Fact]) -> None:
    today = worklist(assess_book(book, TODAY))
    hindsight = worklist(assess_book(book.after(Change("import", tuple(later))), TODAY))
    assert (hindsight.tasks, hindsight.held) == (today.tasks, today.held)


@calm
@given(any_book())
def test_every_buyer_stands_in_one_place_at_most(book: Book) -> None:
    found = worklist(assess_book(book, TODAY))
    placed = [task.customer_id for task in found.tasks] + [held.customer_id for held in found.held]
    assert len(placed) == len(set(placed))
    assert [task.lane for task in found.tasks] == sorted((task.lane for task in found.tasks), key=list(Lane).index)


def test_value_ranks_by_money_lost_a_day_and_not_by_age() -> None:
    """TRADE.md appendix C, no. 13: 92 > 83 > 64 > 1.3."""
    found = queue(
        """
        invoice  old-large    I1  -400  100000USD
        invoice  old-small    I1   -95     400USD
        invoice  young-large  I1   -21   40000USD
        invoice  middle       I1  -120   20000USD
        """,
        PLAIN,
    )
    assert [(task.customer_id, task.value_per_day) for task in found.tasks] == [
        ("young-large", money("92USD")),
        ("old-large", money("83USD")),
        ("middle", money("64USD")),
        ("old-small", money("1.28USD")),
    ]
    assert {task.lane for task in found.tasks} == {Lane.VALUE}


LANES = """
    invoice  value    I1  -21  900000USD
    invoice  event    I1  -21     500USD
    promise  event    P1  -12     500USD  by=-7     # broken since day -1
    buyer    clock                        insured=500USD
    invoice  clock    I1  -55     500USD            # five days left
    event    petition E1  -40  winding_up_petition
"""


def test_clocks_stand_before_events_and_events_before_value() -> None:
    assert standing(queue(LANES)) == [
        ("clock", Lane.CLOCK),
        ("petition", Lane.EVENT),
        ("event", Lane.EVENT),
        ("value", Lane.VALUE),
    ]


def test_a_row_says_why_it_stands_there_before_what_waiting_costs() -> None:
    found = {task.customer_id: task for task in queue(LANES).tasks}
    assert [reason.code for reason in found["clock"].reasons] == [
        "clock_insurer_notice",
        "waiting_item",
        "waiting_covered",
    ]
    # Wednesday: Thursday, Friday and Monday are working days in China
    assert found["clock"].reasons[0].facts == {
        "due_on": day("+5"), "days": 5, "working_days": 3, "country": "CN", "subject": "I1", "stake": money("450USD"),
        "on": day("-55"), "source": "own_ledger", "invoice": "I1", "rule": "[K] commonly quoted", "doubt": "verify_in_policy",
    }  # fmt: skip
    assert found["event"].reasons[0].code == "alert_broken_promise"
    assert found["value"].reasons[0].code == "waiting_item"


@pytest.mark.parametrize(
    ("dpd", "lane", "reason"),
    [
        (49, Lane.VALUE, "waiting_item"),  # eleven days left
        (50, Lane.CLOCK, "clock_insurer_notice"),
        (60, Lane.CLOCK, "clock_insurer_notice"),
        (61, Lane.CLOCK, "clock_insurer_notice_missed"),
        (90, Lane.CLOCK, "clock_insurer_notice_missed"),  # thirty days missed
        # 20 May + 2 months + 30 days is the hand-over's day: from ten days before it the lane is full again
        (91, Lane.CLOCK, "clock_insurer_handover"),
    ],
)
def test_the_insurers_clock_presses_from_ten_days_before_until_thirty_after(dpd: int, lane: Lane, reason: str) -> None:
    row = only(f"buyer C1 insured=900USD \n invoice C1 I1 {-dpd:+} 5000USD")
    assert isinstance(row, Task)
    assert (row.lane, row.reasons[0].code) == (lane, reason)


SEA = "buyer C1 insured=900USD \n "
ORDERS = "order C1 O1 -9 300USD \n "


@pytest.mark.parametrize(
    ("lines", "act", "due", "clock"),
    [
        (SEA + "invoice C1 I1 -55 500USD", Action.TELL_INSURER, "+5", "clock_insurer_notice"),
        (SEA + "invoice C1 I1 -65 500USD", Action.TELL_INSURER, "0", "clock_insurer_notice_missed"),
        # 18 March + 2 months + 30 days = 17 June, with the notice given long ago
        (
            SEA + "invoice C1 I1 2024-03-18 500USD \n letter C1 K1 -50 insurer_notified",
            Action.HAND_OVER,
            "+5",
            "clock_insurer_handover",
        ),
        # told on 12 February, four months later the claim can be filed
        (
            SEA + "invoice C1 I1 -150 500USD \n letter C1 K1 2024-02-12 insurer_notified \n letter C1 K2 2024-02-12 handed_over",
            Action.CLAIM_INSURANCE,
            "0",
            "clock_insurer_claim",
        ),
        (
            "invoice C1 I1 -20 500USD \n event C1 E1 -25 winding_up_order",
            Action.FILE_CLAIM,
            "+5",
            "clock_insolvency_claim",
        ),
        # three years from 17 June 2021
        ("buyer C1 law=CN country=CN \n invoice C1 I1 2021-06-17 500USD", Action.CONFIRM_BALANCE, "+5", "clock_limitation"),
    ],
)
def test_the_next_step_of_a_row_in_the_clock_lane_is_the_act_of_its_clock(lines: str, act: Action, due: str, clock: str) -> None:
    row = only(lines)
    assert isinstance(row, Task)
    assert (row.lane, row.step.action, row.step.due_on) == (Lane.CLOCK, act, day(due))
    assert row.step.reason == row.reasons[0]
    assert row.step.reason.code == clock


def test_where_the_money_itself_is_what_the_clock_wants_the_ladder_asks_for_it() -> None:
    """The export tax refund of a sale of 2023 falls away in the middle of April: only a receipt keeps it."""
    row = queue(
        "invoice C1 I1 2024-03-01 500USD issued=2023-12-01 shipped_on=2023-12-01 refund=50USD", on=date(2024, 4, 10)
    ).tasks[0]
    assert (row.lane, row.step.action) == (Lane.CLOCK, Action.ESCALATE)


def test_a_clock_missed_long_ago_does_not_hide_one_that_still_runs() -> None:
    row = only("buyer C1 insured=9000USD \n invoice C1 I1 -100 500USD \n invoice C1 I2 -55 5000USD")
    assert isinstance(row, Task)
    assert (row.lane, row.reasons[0].facts["due_on"]) == (Lane.CLOCK, day("+5"))


def test_clocks_rank_by_days_left_then_by_money_lost() -> None:
    found = queue(
        """
        buyer    A  insured=9000USD
        invoice  A  I1  -55  1000USD
        buyer    B  insured=9000USD
        invoice  B  I1  -55  2000USD
        buyer    C  insured=9000USD
        invoice  C  I1  -56  10USD
        """
    )
    assert [task.customer_id for task in found.tasks] == ["C", "B", "A"]


def test_of_several_clocks_of_a_buyer_the_dearest_ranks_it() -> None:
    """In five days 900 of cover and 100 of refund of A are lost, and 450 of cover of B (90 % of 1,000 and of 500)."""
    sold = "2023-11-01 {}USD terms=OA59@BL @BL=2023-12-18"
    found = queue(
        f"""
        buyer  A  insured=9000USD
        sale   A  A1  {sold.format(1000)}  refund=100USD
        buyer  B  insured=9000USD
        sale   B  B1  {sold.format(500)}
        """,
        on=date(2024, 4, 10),
    )
    assert [(task.customer_id, task.lane) for task in found.tasks] == [("A", Lane.CLOCK), ("B", Lane.CLOCK)]
    assert {clock.stake for clock in found.tasks[0].clocks if clock.slack == 5} >= {money("900USD"), money("100USD")}


def test_a_fine_nobody_can_put_a_figure_on_presses_as_well() -> None:
    """Shipped 25 days ago and paid 95 days after that: to be reported to the SAFE within thirty days, five from now."""
    row = only("buyer C1 country=GB \n invoice C1 I1 +70 1000USD issued=-25 shipped_on=-25")
    assert isinstance(row, Task)
    assert (row.lane, [(clock.kind.value, clock.stake, clock.slack) for clock in row.clocks]) == (
        Lane.CLOCK, [("safe_report", None, 5)],
    )  # fmt: skip


def test_stakes_in_two_currencies_are_compared_by_their_worth() -> None:
    """5,000,000 JPY at 125 JPY to the dollar are 40,000 USD, less than 49,000 USD."""
    found = queue(
        """
        buyer    yen     insured=9000000JPY
        invoice  yen     I1  -55  5000000JPY
        buyer    dollar  insured=90000USD
        invoice  dollar  I1  -55  49000USD
        """,
        rates=published(USD="1", JPY="125"),
    )
    assert [task.customer_id for task in found.tasks] == ["dollar", "yen"]


def test_critical_events_come_first_then_the_larger_overdue() -> None:
    found = queue(
        """
        event    quiet  E1    0  winding_up_petition
        invoice  small  I1  -20  500USD
        order    small  O1   -1  900USD
        invoice  large  I1  -20  9000USD
        order    large  O1   -1  900USD
        """
    )
    assert standing(found) == [("quiet", Lane.EVENT), ("large", Lane.EVENT), ("small", Lane.EVENT)]


@pytest.mark.parametrize(
    ("lines", "lane"),
    [
        ("event C1 E1 -29 judgment", Lane.EVENT),
        ("event C1 E1 -30 judgment", Lane.VALUE),  # a warning is young for thirty days
        ("event C1 E1 -300 winding_up_petition", Lane.EVENT),  # a critical one stands until it is seen to
        ("event C1 E1 -300 winding_up_petition \n seen C1 winding_up_petition:C1:E1 -299", Lane.VALUE),
        ("event C1 E1 -29 judgment \n seen C1 judgment:C1:E1 -9", Lane.VALUE),
        ("event C1 E1 -29 judgment \n call C1 K1 -28 spoke", Lane.VALUE),  # spoken of since
        ("event C1 E1 -300 winding_up_petition \n call C1 K1 -28 spoke", Lane.EVENT),
        ("event C1 E1 -1 name_changed", Lane.VALUE),  # tells, but asks for nothing
    ],
)
def test_how_long_an_event_stands_in_its_lane(lines: str, lane: Lane) -> None:
    row = only("invoice C1 I1 -20 900USD \n" + lines)
    assert isinstance(row, Task)
    assert row.lane is lane


@pytest.mark.parametrize(
    ("items", "stands"),
    [
        ("invoice C1 I1 -7 900USD", False),  # grace
        ("invoice C1 I1 -8 900USD", True),
        ("invoice C1 I1 -8 49.99USD", False),  # a trifle
        ("invoice C1 I1 -8 50USD", True),
        ("invoice C1 I1 +9 900USD", False),
        ("invoice C1 I1 -8 1JPY", True),  # of unknown worth
        ("buyer C1 limit=1USD \n invoice C1 I1 +9 900USD", False),  # an exceeded limit is a state, not an event
    ],
)
def test_who_owes_nothing_worth_a_call_is_not_in_the_queue(items: str, stands: bool) -> None:
    assert (only(items) is not None) is stands


OWES = "invoice C1 I1 -20 900USD \n invoice C1 I2 -15 100USD \n"


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("hold C1 H1 -3 talks until=+9", Held("C1", "snoozed", day("+9"), "talks", 1)),
        ("receipt C1 R1 0 1000USD \n hold C1 H1 -3 talks until=+9", Held("C1", "snoozed", day("+9"), "talks", 1)),
        # to be answered within thirty days, or on the day agreed
        ("dispute C1 D1 -3 quality", Held("C1", "disputed", day("+27"))),
        ("dispute C1 D1 -3 quality for=I1,I2", Held("C1", "disputed", day("+27"))),
        # promised for Saturday +3; Monday, Tuesday, Wednesday (+7) are tolerance
        ("promise C1 P1 0 1000USD by=+3", Held("C1", "promise_running", day("+8"))),
        ("promise C1 P1 0 900USD by=+3 for=I1 \n dispute C1 D1 -3 price for=I2", Held("C1", "promise_running", day("+8"))),
        (
            "promise C1 P1 0 950.01USD by=+3",
            Held("C1", "promise_running", day("+8")),
        ),  # 49.99 is less than anybody is called about
        ("promise C1 P1 -90 1000USD by=+27000", Held("C1", "promise_running", day("+1"))),
        # the first of two promises that run brings the buyer back
        ("promise C1 P1 0 100USD by=+3 for=I2 \n promise C1 P2 0 900USD by=+9 for=I1", Held("C1", "promise_running", day("+8"))),
        ("call C1 K1 -4 spoke", Held("C1", "recently_contacted", day("+1"))),
        ("call C1 K1 0 no_answer", Held("C1", "recently_contacted", day("+5"))),
    ],
)
def test_each_gate_holds_with_its_reason_and_day_of_return(line: str, held: Held) -> None:
    assert only(OWES + line) == held


@pytest.mark.parametrize(
    "line",
    [
        "promise C1 P1 0 1USD by=+3",  # a dollar of a thousand
        "promise C1 P1 0 950USD by=+3",  # what is left is as much as anybody is called about
        "promise C1 P1 -91 1000USD by=+27000 learnt=-91",  # a file may say 2098; no word is for longer than 90 days
        "hold C1 H1 -3 talks until=0",
        "receipt C1 R1 0 999.99USD",
        "dispute C1 D1 -3 quality for=I1",
        "dispute C1 D1 -3 quality closed=0",
        "promise C1 P1 0 100USD by=+3 for=I2",
        "call C1 K1 -5 spoke",
        "note C1 K1 -1",
    ],
)
def test_no_gate_holds_what_it_does_not_cover(line: str) -> None:
    found = only(OWES + line)
    assert isinstance(found, Task) or (isinstance(found, Held) and found.reason == "costs_more")


def test_on_its_day_of_return_the_buyer_stands_in_the_queue_again() -> None:
    book = little_book(OWES + "hold C1 H1 -3 talks until=+9")
    assert worklist(assess_book(book, day("+8"))).held[0].until == day("+9")
    assert [task.customer_id for task in worklist(assess_book(book, day("+9"))).tasks] == ["C1"]


def test_only_the_undisputed_part_waits() -> None:
    row = only(OWES.replace("100USD", "10000USD") + "dispute C1 D1 -3 quality for=I1")
    assert isinstance(row, Task)
    assert [reason.facts["invoice"] for reason in row.reasons if reason.code == "waiting_item"] == ["I2"]


@pytest.mark.parametrize(("dpd", "rest"), [(20, 5), (100, 4), (200, 3)])
def test_the_heavier_the_class_the_shorter_the_rest_after_a_contact(dpd: int, rest: int) -> None:
    row = only(f"invoice C1 I1 {-dpd:+} 900USD \n call C1 K1 -1 spoke")
    assert row == Held("C1", "recently_contacted", day(f"+{rest - 1}"))


@pytest.mark.parametrize("gate", ["hold C1 H1 -3 talks until=+9", "dispute C1 D1 -3 price", "promise C1 P1 0 900USD by=+3"])
@pytest.mark.parametrize("urgent", ["event C1 E1 -1 winding_up_petition", "buyer C1 insured=900USD \n invoice C1 I9 -55 900USD"])
def test_a_critical_event_and_a_pressing_clock_pass_every_gate(gate: str, urgent: str) -> None:
    assert isinstance(only(OWES + gate + "\n" + urgent), Task)


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ("hold C1 H1 -3 talks until=+9", "gate_passed_until"),
        ("dispute C1 D1 -3 price", "gate_passed_until"),
        ("letter C1 K1 -3 handed_over", "gate_passed"),
        ("call C1 K1 -1 spoke", ""),
        ("", ""),
    ],
)
def test_a_row_that_passed_a_gate_says_so(gate: str, code: str) -> None:
    """Who put a buyer aside reads why it is worked on all the same; days of rest are nobody's wish."""
    task = only(OWES + gate + "\n event C1 E1 -1 winding_up_petition")
    assert isinstance(task, Task)
    passed = [reason for reason in task.reasons if reason.code.startswith("gate")]
    assert [reason.code for reason in passed] == [code] * bool(code)
    assert all(reason.facts["on"] == day("-3") for reason in passed), "and since when it was put aside"


def test_a_warning_passes_no_hold_but_ends_the_rest_after_a_contact() -> None:
    ordered = "order C1 O1 -1 900USD \n"
    assert only(OWES + ordered + "hold C1 H1 -3 talks until=+9") == Held("C1", "snoozed", day("+9"), "talks", 1)
    assert isinstance(only(OWES + ordered + "call C1 K1 -2 spoke"), Task)


def test_held_rows_are_told_by_their_day_of_return_those_without_one_last() -> None:
    found = queue(
        """
        invoice  A  I1  -20  900USD
        dispute  A  D1   -3  quality
        invoice  B  I1  -20  900USD
        hold     B  H1   -3  talks  until=+9
        invoice  C  I1  -20  900USD
        hold     C  H1   -3  talks  until=+2
        """
    )
    assert [held.customer_id for held in found.held] == ["C", "B", "A"]


def test_a_value_nobody_knows_stands_after_those_known() -> None:
    found = queue("invoice A I1 -20 900JPY \n invoice B I1 -20 900USD")
    assert [task.customer_id for task in found.tasks] == ["B", "A"]


def test_a_contact_that_costs_more_than_it_brings_is_no_work_of_today() -> None:
    """60 x 0.23 % x 1.2 x 0.5 are 8 cents a day, a call of 8 in seven days costs 1.14; a pin passes."""
    found = queue("invoice B I1 -20 900USD \n invoice C I1 -20 60USD")
    assert [task.customer_id for task in found.tasks] == ["B"]
    assert [(held.customer_id, held.reason) for held in found.held] == [("C", "costs_more")]
    pinned = queue("invoice C I1 -20 60USD \n pin C N1 0 until=+3 reason=boss")
    assert [task.customer_id for task in pinned.tasks] == ["C"]


def test_a_debt_too_small_for_a_call_is_asked_for_by_mail() -> None:
    """200 x 0.23 % x 1.2 x 0.5 are 28 cents a day: a call would cost 8/7 = 1.14, a mail costs 1/7 = 14 cents and leaves 14."""
    (task,) = queue("invoice C I1 -20 200USD").tasks
    assert (task.step.channel, task.value_per_day) == ("email", money("0.14USD"))
    assert [reason.facts["channel"] for reason in task.reasons if reason.code == "contact_cost"] == ["email"]


def test_money_in_hand_is_matched_before_anybody_calls() -> None:
    """TRADE.md 4.2: unapplied credit >= overdue is the task to apply it, and a big payment to match is an event of the day."""
    covered = only(OWES + "receipt C1 R1 0 1000USD")
    assert isinstance(covered, Task)
    assert (covered.lane, covered.step.action, covered.step.channel) == (Lane.EVENT, Action.APPLY, "note")
    assert covered.reasons[0].code == "to_match"
    assert (covered.reasons[0].facts["amount"], covered.reasons[0].facts["receipt"]) == (money("1000USD"), "R1")
    large = "invoice C1 I1 -20 90000USD \n call C1 K1 -1 spoke \n receipt C1 R1 0 "
    big = only(large + "10000USD")
    assert isinstance(big, Task)
    assert (big.lane, big.step.action) == (Lane.EVENT, Action.APPLY)
    assert only(large + "9999.99USD") == Held("C1", "recently_contacted", day("+4"))
    early = only("invoice C1 I1 +20 90000USD \n receipt C1 R1 0 10000USD")
    assert isinstance(early, Task), "nothing is overdue, and the money is to be matched"
    assert only("receipt C1 R1 0 10000USD") is None, "an advance waits for its invoice"
    aside = only(large + "10000USD \n hold C1 H1 -3 talks until=+9")
    assert aside == Held("C1", "snoozed", day("+9"), "talks", 1), "who was put aside stays aside"
    assert covered.step.reason == covered.reasons[0]
    assert only("invoice C1 I1 -20 90000USD \n dispute C1 D1 -1 price \n receipt C1 R1 0 20000USD") == Held(
        "C1", "disputed", day("+29")
    )


def test_mail_that_came_back_is_work_of_today_and_gives_no_rest() -> None:
    """TRADE.md 4.2: bounced mail is an event of the day; nobody was spoken to."""
    bounced = "invoice C1 I1 -20 90000USD \n email C1 K1 -1 bounced \n"
    row = only(bounced)
    assert isinstance(row, Task)
    assert (row.lane, row.reasons[0].code, row.reasons[0].facts["contact"]) == (Lane.EVENT, "alert_mail_bounced", "K1")
    assert only(bounced + "call C1 K2 -1 spoke") == Held("C1", "recently_contacted", day("+4"))
    quiet = only("invoice C1 I1 -20 90000USD \n call C1 K0 -2 spoke \n email C1 K1 -1 bounced \n")
    assert isinstance(quiet, Task), "the call of the day before does not hide it"
    assert only("email C1 K1 -1 bounced") is None, "nothing is open"


def test_a_grade_that_fell_is_an_event_of_the_day() -> None:
    good = "\n".join(f"invoice C1 H{n} {-300 + n} 900USD \n receipt C1 R{n} {-301 + n} 900USD for=H{n}" for n in range(20))
    rated = good + "\n report C1 B1 -20 bureau financial_strength.rating_common:D \n invoice C1 I1 -10 90000USD"
    row = only(rated)
    assert isinstance(row, Task)
    assert (row.lane, row.reasons[0].code) == (Lane.EVENT, "alert_grade_drop")


def test_a_broken_promise_outranks_the_age_and_the_size_of_others() -> None:
    found = queue(
        """
        invoice  A  I1  -200  900000USD
        order    A  O1    -1     900USD
        invoice  B  I1   -21     900USD
        promise  B  P1   -12     900USD  by=-7
        """
    )
    assert [(task.customer_id, task.lane) for task in found.tasks] == [("B", Lane.EVENT), ("A", Lane.EVENT)]


def test_a_clock_that_was_missed_stands_behind_those_that_can_still_be_kept() -> None:
    """60 days after the due date the insurer must have heard: A was to tell it 16 days ago, B has until today, C ten days."""
    found = queue(
        """
        buyer    A               insured=900USD
        invoice  A  I1  -76  900USD
        buyer    B               insured=900USD
        invoice  B  I1  -60  900USD
        buyer    C               insured=900USD
        invoice  C  I1  -50  900USD
        """
    )
    assert [(task.customer_id, task.lane) for task in found.tasks] == [("B", Lane.CLOCK), ("C", Lane.CLOCK), ("A", Lane.CLOCK)]
