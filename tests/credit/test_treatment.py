"""The ladder: who speaks to a buyer of each class, how, and when (TRADE.md 4.4)."""

from datetime import timedelta

import pytest

from credit.ladder import FaceRule, Goal
from credit.policy import DEFAULT_POLICY, Policy
from credit.treatment import (
    Action,
    NextStep,
    Sender,
    Tone,
    Treatment,
    entered,
    most_contacts_reached,
    next_step,
    treatment,
)
from tests.credit.little_book import TODAY, assessed, day
from tests.credit.rating.test_grade import paid


def step(text: str) -> NextStep:
    return next_step(assessed(text), DEFAULT_POLICY)


@pytest.mark.parametrize(
    ("dpd", "action", "channel", "sender", "tone"),
    [
        (7, Action.SERVICE, "email", Sender.SALES, Tone.SERVICE),
        (8, Action.REMIND, "email", Sender.COLLECTOR, Tone.FRIENDLY),
        (13, Action.REMIND, "email", Sender.COLLECTOR, Tone.FRIENDLY),
        (14, Action.ASK_FOR_DATE, "call", Sender.COLLECTOR, Tone.FRIENDLY),
        (29, Action.ASK_FOR_DATE, "call", Sender.COLLECTOR, Tone.FRIENDLY),
        (30, Action.ESCALATE, "call", Sender.CHIEF, Tone.FIRM),
        (90, Action.ESCALATE, "call", Sender.CHIEF, Tone.FIRM),
        (91, Action.AGREE_PLAN, "call", Sender.FINANCE_MANAGER, Tone.FACE_SAVING),
        (181, Action.DEADLINE, "letter", Sender.DIRECTOR, Tone.FACE_SAVING),
        (1096, Action.TAX_DOSSIER, "note", Sender.FINANCE_MANAGER, Tone.SERVICE),
    ],
)
def test_each_rung_of_the_ladder(dpd: int, action: Action, channel: str, sender: Sender, tone: Tone) -> None:
    assert step(f"invoice C1 I1 {-dpd:+} 500USD") == NextStep(action, channel, sender, tone, TODAY)


def test_once_insolvency_is_opened_no_demand_goes_to_the_buyer() -> None:
    found = step("invoice C1 I1 -20 500USD \n event C1 E1 -1 winding_up_order")
    assert (found.action, found.sender) == (Action.FILE_CLAIM, Sender.PRACTITIONER)


@pytest.mark.parametrize(
    "lines",
    [
        "invoice C1 I1 -1200 500USD",  # dead by age: nothing was published
        "invoice C1 I1 -90 500USD \n letter C1 K1 -1 unenforceable for=I1",
        "invoice C1 I1 -1200 500USD \n event C1 E1 -1 winding_up_petition",  # a petition opens nothing yet
        "invoice C1 I1 -1200 500USD \n event C1 E1 -1 winding_up_order match=possible",  # perhaps another company
    ],
)
def test_without_insolvency_there_is_nobody_to_file_a_claim_with(lines: str) -> None:
    found = (told("buyer C1 insured=900USD \n" + lines), told(lines))
    assert [[one.step.action, *(later.action for later in one.later)] for one in found] == [
        [Action.CLAIM_INSURANCE, Action.TAX_DOSSIER],
        [Action.TAX_DOSSIER],
    ]


@pytest.mark.parametrize(("cover", "asks"), [("insured=900USD", True), ("", False)])
def test_no_insurer_is_named_that_covers_nothing(cover: str, asks: bool) -> None:
    """On day 6 of the ladder of bad debt the insurer is the cause that saves the buyer's face, where there is one."""
    found = step(f"buyer C1 {cover} \n invoice C1 I1 -187 500USD")
    assert (found.action is Action.INSURER_REQUIRES) is asks


def test_the_class_decides_not_the_age() -> None:
    found = step("invoice C1 I1 -20 500USD \n event C1 E1 -1 winding_up_petition")
    assert (found.action, found.tone) == (Action.DEADLINE, Tone.FACE_SAVING)


@pytest.mark.parametrize(("dpd", "cadence"), [(20, 7), (100, 4), (200, 3), (1100, 14)])
def test_the_next_step_waits_for_the_cadence_of_the_class(dpd: int, cadence: int) -> None:
    owed = f"invoice C1 I1 {-dpd:+} 500USD \n"
    assert step(owed + "call C1 K1 -1 spoke").due_on == day(f"+{cadence - 1}")
    assert step(owed + f"call C1 K1 {-cadence:+} spoke").due_on == TODAY
    assert step(owed + f"call C1 K1 {-cadence - 9:+} spoke").due_on == TODAY  # never in the past


def told(text: str, on: str = "0") -> Treatment:
    return treatment(assessed(text, on=day(on)), DEFAULT_POLICY)


OWES = "invoice C1 I1 {due} 500USD \n"


def owes(dpd: int, lines: str = "") -> str:
    return OWES.format(due=f"{-dpd:+}") + lines


@pytest.mark.parametrize("looked", ["-2", "-1", "0"])
def test_golden_16_three_days_without_looking_make_one_step(looked: str) -> None:
    """The mail of day 7 fell due on day -2, on whichever of the three days somebody looks; done once, it is not owed again."""
    text = owes(9)
    assert next_step(assessed(text, on=day(looked)), DEFAULT_POLICY).action in (Action.SERVICE, Action.REMIND)
    after = next_step(assessed(text + "email C1 M1 0 replied"), DEFAULT_POLICY)
    assert (after.action, after.due_on) == (Action.ASK_FOR_DATE, day("+7"))  # day 14 is in five days, and a week is rest


@pytest.mark.parametrize(
    ("contact", "done"),
    [
        ("call C1 K1 0 spoke", True),
        ("call C1 K1 0 refused", True),  # a talk all the same
        ("email C1 K1 0 replied", True),  # somebody answered, whatever the channel
        ("call C1 K1 0 no_answer", False),
        ("call C1 K1 0 voicemail", False),
        ("call C1 K1 0", False),  # nobody wrote down what came of it
        ("visit C1 K1 0 no_answer", False),
        ("email C1 K1 0", False),  # what was sent asks nobody on the telephone
    ],
)
def test_a_step_that_asks_for_a_talk_is_done_by_a_talk(contact: str, done: bool) -> None:
    """Day 14 asks for a date by telephone; day 21 is the next call. Undone, the step of today is owed again after a week's rest.

    Either way the next word is due on day +7: day 21 of the debt, and seven days after the contact.
    """
    found = next_step(assessed(owes(14, contact)), DEFAULT_POLICY)
    assert found.action is Action.ASK_FOR_DATE
    assert found.reason is not None
    assert (found.reason.facts["day"], found.due_on) == ((21, day("+7")) if done else (14, day("+7")))


@pytest.mark.parametrize(
    ("contact", "done"),
    [
        ("email C1 K1 0", True),  # sent
        ("message C1 K1 0 no_answer", True),  # sent, and nobody answered yet
        ("call C1 K1 0 spoke", True),  # said in a talk instead
        ("call C1 K1 0 no_answer", False),  # nothing was said
        ("call C1 K1 0", False),
        ("email C1 K1 0 bounced", False),
    ],
)
def test_a_written_step_is_done_once_something_was_sent_or_said(contact: str, done: bool) -> None:
    """The mail of day 7 was owed a day ago, on day -1; the next step is the call of day 14, in six days."""
    found = next_step(assessed(owes(8, contact)), DEFAULT_POLICY)
    assert found.action is (Action.ASK_FOR_DATE if done else Action.REMIND)


def test_a_call_nobody_answered_leaves_its_step_open_until_the_next_one_takes_its_place() -> None:
    """Unanswered on day 14, and nobody looked until day 30: the chief's call of day 30 is owed, not two calls."""
    found = next_step(assessed(owes(30, "call C1 K1 -16 no_answer")), DEFAULT_POLICY)
    assert (found.action, found.sender) == (Action.ESCALATE, Sender.CHIEF)


@pytest.mark.parametrize(
    ("dpd", "action", "sender"),
    [
        (40, Action.ESCALATE, Sender.CHIEF),
        (95, Action.PART_NOW, Sender.FINANCE_MANAGER),
        (400, Action.INSURER_REQUIRES, Sender.DIRECTOR),
    ],
)
def test_golden_17_a_debt_met_late_starts_where_its_conversation_stands(dpd: int, action: Action, sender: Sender) -> None:
    """Learnt today, and never spoken of: no first mail; but neither peers nor lawyers before somebody else has spoken."""
    found = step(f"buyer C1 insured=900USD \n invoice C1 I1 {-dpd:+} 500USD learnt=0")
    assert (found.action, found.sender) == (action, sender)


def test_golden_17_the_level_is_the_buyers_not_the_invoices() -> None:
    """A second invoice comes due while the chief speaks about the first: one conversation, one step."""
    assert step(owes(40, "invoice C1 I2 -8 500USD")) == step(owes(40))


def test_a_day_later_nothing_is_owed_twice() -> None:
    """The call of day 14 was made on day -1; the next is owed on day 21, which is day +6."""
    assert (step(owes(15, "call C1 K1 -1 spoke")).action, step(owes(15, "call C1 K1 -1 spoke")).due_on) == (
        Action.ASK_FOR_DATE,
        day("+6"),
    )


@pytest.mark.parametrize(
    ("country", "on", "due"),
    [
        ("", "+4", "+5"),  # a Sunday: Monday
        ("SA", "2024-03-22", "2024-03-24"),  # Friday is the weekend there, Sunday is not
        ("GB", "2024-12-25", "2024-12-27"),  # Christmas and Boxing Day
    ],
)
def test_what_is_spoken_waits_for_a_bank_day_of_the_buyer(country: str, on: str, due: str) -> None:
    text = f"buyer C1 country={country} \n invoice C1 I1 {(day(on) - timedelta(days=15)).isoformat()} 500USD"
    found = next_step(assessed(text, on=day(on)), DEFAULT_POLICY)
    assert (found.channel, found.due_on) == ("call", day(due))


def test_what_is_written_goes_on_a_sunday() -> None:
    text = f"invoice C1 I1 {day('-6').isoformat()} 500USD"
    found = next_step(assessed(text, on=day("+4")), DEFAULT_POLICY)  # ten days past due
    assert (found.channel, found.due_on) == ("email", day("+4"))


DUE = "buyer C1 \n invoice C1 I1 {due} {amount} {more}"


@pytest.mark.parametrize(
    ("due", "amount", "more", "action", "when"),
    [
        ("+8", "500USD", "", Action.SERVICE, "+1"),  # seven days before
        ("+7", "500USD", "", Action.SERVICE, "0"),
        ("+30", "49999USD", "shipped_on=-9", Action.SERVICE, "+23"),
        ("+30", "50000USD", "shipped_on=-9", Action.CHECK_DOCUMENTS, "0"),
        ("+30", "50000USD", "shipped_on=-4", Action.CHECK_DOCUMENTS, "+1"),  # the bill of lading and five days
        ("+30", "50000USD", "", Action.SERVICE, "+23"),  # no bill of lading is known
        ("+30", "50000XTS", "shipped_on=-9", Action.CHECK_DOCUMENTS, "0"),  # worth nobody knows how much
    ],
)
def test_before_the_due_date_it_is_a_service(due: str, amount: str, more: str, action: Action, when: str) -> None:
    found = step(DUE.format(due=due, amount=amount, more=more))
    assert (found.action, found.sender, found.tone, found.due_on) == (action, Sender.SALES, Tone.SERVICE, day(when))


@pytest.mark.parametrize(
    ("contact", "action"),
    [
        ("email C1 M1 -6 documents_complete", Action.SERVICE),
        ("email C1 M1 -6 documents_complete for=I1", Action.SERVICE),
        ("email C1 M1 -6 documents_complete for=I9", Action.CHECK_DOCUMENTS),
        ("email C1 M1 -6 replied", Action.CHECK_DOCUMENTS),
    ],
)
def test_documents_are_asked_for_until_the_buyer_says_they_are_complete(contact: str, action: Action) -> None:
    text = DUE.format(due="+30", amount="50000USD", more="shipped_on=-9") + "\ninvoice C1 I9 +60 1USD \n"
    assert step(text + contact).action is action


def test_with_nothing_open_there_is_nothing_to_do() -> None:
    found = step("buyer C1")
    assert (found.action, found.due_on) == (Action.NOTHING, TODAY)
    assert found.reason is not None
    assert found.reason.code == "step_nothing"


@pytest.mark.parametrize(
    ("days", "contacts", "action", "sender"),
    [
        (0, 0, Action.AGREE_PLAN, Sender.FINANCE_MANAGER),
        (3, 0, Action.AGREE_PLAN, Sender.FINANCE_MANAGER),
        (4, 0, Action.PART_NOW, Sender.FINANCE_MANAGER),
        (8, 0, Action.PART_NOW, Sender.FINANCE_MANAGER),  # the peer does not speak first
        (8, 1, Action.AGREE_PLAN, Sender.EXECUTIVE),
        (12, 1, Action.TAKE_GOODS_BACK, Sender.FINANCE_MANAGER),
        (16, 1, Action.SECURE_NEXT_ORDER, Sender.EXECUTIVE),
    ],
)
def test_the_doubtful_are_pressed_with_their_face_kept(days: int, contacts: int, action: Action, sender: Sender) -> None:
    """Ninety-one days make it doubtful; the contact is of the day it became so."""
    spoken = f"call C1 K1 {-days:+} spoke" if contacts else ""
    found = step(owes(91 + days, spoken))
    assert (found.action, found.sender, found.tone) == (action, sender, Tone.FACE_SAVING)


@pytest.mark.parametrize(
    ("days", "tries", "action", "tone"),
    [
        (0, 0, Action.DEADLINE, Tone.FACE_SAVING),
        (29, 3, Action.INSURER_REQUIRES, Tone.FACE_SAVING),
        (30, 1, Action.INSURER_REQUIRES, Tone.FACE_SAVING),  # the lawyer writes when two contacts were made before
        (30, 2, Action.LAWYER_LETTER, Tone.FINAL),
        (45, 2, Action.LAWYER_LETTER, Tone.FINAL),
        (45, 3, Action.HAND_OVER, Tone.FINAL),
    ],
)
def test_the_bad_are_pressed_within_two_months_or_handed_over(days: int, tries: int, action: Action, tone: Tone) -> None:
    """A hundred and eighty-one days make it bad; the tries are of its first days."""
    lines = "\n".join(f"call C1 K{n} {n - days:+} spoke" for n in range(tries))
    found = step("buyer C1 insured=900USD \n" + owes(181 + days, lines))
    assert (found.action, found.tone) == (action, tone)


E_BY_RECORD = paid(*[80] * 12, first=-400)


@pytest.mark.parametrize("later", ["", "invoice C1 I2 -5 1000USD", "receipt C1 R99 -3 400USD for=I1"])
def test_bad_by_a_grade_of_long_ago_is_treated_since_something_was_overdue(later: str) -> None:
    """Whatever falls due or is paid meanwhile begins no new treatment: else the ladder of who buys on would never end."""
    found = told(f"{E_BY_RECORD} invoice C1 I1 -20 1000USD \n {later}")
    assert (found.ladder, found.since, found.deadline_on) == ("bad", day("-19"), day("+41"))


@pytest.mark.parametrize("later", ["", "report C1 B2 -4 creditsafe as_of=-4 financial_strength.rating_provider:9"])
def test_bad_by_a_grade_that_fell_is_treated_since_it_fell_not_since_the_debt(later: str) -> None:
    """The report of a month ago says E; overdue it was before, and what says the same again changes nothing."""
    fell = "report C1 B1 -30 creditsafe as_of=-30 financial_strength.rating_provider:10"
    found = told(f"{paid(*[0] * 12)} invoice C1 I1 -50 1000USD \n {fell} \n {later}")
    assert (found.ladder, found.since) == ("bad", day("-30"))


def test_debt_that_others_collect_is_asked_about_and_not_spoken_of() -> None:
    found = told(owes(240, "letter C1 K1 -15 handed_over"))
    assert (found.ladder, found.goal, found.since) == ("handed_over", Goal.OTHERS_COLLECT, day("-15"))
    assert (found.step.action, found.step.due_on, found.face_rules[0]) == (Action.ASK_AGENCY, TODAY, FaceRule.ONLY_THEY_WRITE)
    again = told(owes(240, "letter C1 K1 -15 handed_over \n letter C1 K2 -1 handed_over"))
    assert again.step.due_on == day("+13")


@pytest.mark.parametrize(
    ("lines", "ladder"),
    [
        ("letter C1 K1 -9 handed_over", "handed_over"),
        ("letter C1 K1 -9 sued", "handed_over"),
        ("letter C1 K1 -9 handed_over \n note C1 K2 -3 taken_back", "doubtful"),
        ("letter C1 K1 +1 handed_over learnt=-1", "doubtful"),
    ],
)
def test_others_collect_until_the_house_takes_it_back(lines: str, ladder: str) -> None:
    assert told(owes(100, lines)).ladder == ladder


def test_with_nothing_open_nobody_collects() -> None:
    assert told("letter C1 K1 -100 handed_over").ladder == "not_due"


def test_once_dead_it_is_filed_whoever_collected_it() -> None:
    assert told(owes(100, "letter C1 K1 -9 handed_over \n event C1 E1 -1 winding_up_order")).ladder == "dead"


DEAD = owes(20, "event C1 E1 -9 winding_up_order \n")


@pytest.mark.parametrize(
    ("lines", "action"),
    [
        ("", Action.FILE_CLAIM),
        ("letter C1 K1 -1 claim_filed", Action.TAX_DOSSIER),
        ("buyer C1 insured=900USD \n letter C1 K1 -1 claim_filed", Action.CLAIM_INSURANCE),
        ("buyer C1 insured=900USD \n letter C1 K1 -1 claim_filed \n letter C1 K2 -1 insurance_claimed", Action.TAX_DOSSIER),
        ("letter C1 K1 -1 claim_filed \n letter C1 K2 -1 written_off", Action.NOTHING),
        ("letter C1 K1 -10 claim_filed", Action.FILE_CLAIM),  # of another insolvency
    ],
)
def test_the_dead_go_to_the_practitioner_step_by_step(lines: str, action: Action) -> None:
    assert step(DEAD + lines).action is action


def test_the_next_steps_of_the_dead_stand_behind_it() -> None:
    assert [later.action for later in told(DEAD + "buyer C1 insured=900USD").later] == [
        Action.CLAIM_INSURANCE,
        Action.TAX_DOSSIER,
    ]


LENIENT = "buyer C1 \n invoice C1 I1 -20 500USD \n lenient C1 L1 {on} {reason} until=+400 cap=900USD {more} \n"


def lenient(reason: str, on: str, lines: str = "", more: str = "") -> str:
    return LENIENT.format(on=on, reason=reason, more=more) + lines


@pytest.mark.parametrize(
    ("reason", "on", "lines", "action", "due"),
    [
        ("potential", "0", "", Action.STATEMENT, "0"),
        ("potential", "-5", "email C1 M1 -5 replied", Action.STATEMENT, "+25"),  # a month after the grant
        ("potential", "-30", "email C1 M1 -9 replied", Action.STATEMENT, "0"),
        ("potential", "-90", "email C1 M1 0 replied", Action.CONFIRM_BALANCE, "+7"),  # a week is rest
        ("potential", "-90", "letter C1 M1 0 acknowledged", Action.STATEMENT, "+30"),
        ("potential", "-91", "letter C1 M1 -2 acknowledged", Action.CONFIRM_BALANCE, "+5"),  # signed a day before the quarter
        ("asset_rich_illiquid", "0", "", Action.PLAN_AND_SECURITY, "0"),
        ("asset_rich_illiquid", "-8", "call C1 K1 -8 spoke", Action.PLAN_AND_SECURITY, "0"),
        ("asset_rich_illiquid", "-8", "call C1 K1 -8 plan_agreed", Action.ASK_CASH_POSITION, "+22"),
        ("asset_rich_illiquid", "-90", "call C1 K1 -8 plan_agreed", Action.CONFIRM_BALANCE, "0"),
    ],
)
def test_each_kind_of_leniency_has_a_ladder_of_its_own(reason: str, on: str, lines: str, action: Action, due: str) -> None:
    found = step(lenient(reason, on, lines))
    assert (found.action, found.sender, found.due_on) == (action, Sender.SALES_DIRECTOR, day(due))


@pytest.mark.parametrize(
    ("reviewed", "action"), [("0", Action.STATEMENT), ("-1", Action.CONFIRM_BALANCE), ("+1", Action.CONFIRM_BALANCE)]
)
def test_a_review_that_was_held_stands_for_the_signature_of_its_quarter(reviewed: str, action: Action) -> None:
    text = lenient("potential", "-90", "email C1 M1 0 replied", more=f"reviewed_on={reviewed} learnt=-90")
    assert step(text).action is action


def test_leniency_that_has_ended_gives_the_buyer_back_to_its_class() -> None:
    assert told(lenient("potential", "-5")).ladder == "potential"
    assert told(lenient("potential", "-5", more="ended_on=-1 learnt=-5")).ladder == "in_collection"


def test_a_treatment_tells_goal_deadline_cadence_and_face() -> None:
    found = told(owes(96))
    assert (found.ladder, found.goal, found.since) == ("doubtful", Goal.ALL_MONEY_IN, day("-5"))
    assert (found.aim_on, found.deadline_on) == (day("+25"), day("+55"))  # 30 and 60 days
    assert (found.cadence_days, found.most_contacts, found.contacts, found.automatic) == (4, 2, 0, False)
    assert FaceRule.NEVER_COPY_SUBORDINATES in found.face_rules
    assert [why.code for why in found.reasons] == ["class_age", "step_in_treatment"]
    assert [(later.action, later.due_on) for later in found.later] == [
        (Action.AGREE_PLAN, day("+15")),  # its twentieth day; peers wait until somebody has spoken
        (Action.PART_NOW, day("+19")),
    ]


def test_a_deadline_that_passed_is_told() -> None:
    assert [why.code for why in told(owes(151)).reasons] == ["class_age", "step_in_treatment"]  # the sixtieth day
    late = told(owes(152))
    assert (late.reasons[-1].code, late.reasons[-1].facts["on"]) == ("treatment_deadline", day("-1"))


def test_the_deadline_of_leniency_is_its_end() -> None:
    found = told(lenient("potential", "-5"))
    assert (found.goal, found.aim_on, found.deadline_on, found.since) == (Goal.KEEP_BUYER, None, day("+400"), day("-5"))
    assert [why.code for why in found.reasons] == ["treatment_lenient", "step_in_treatment"]


@pytest.mark.parametrize(
    ("text", "automatic"),
    [
        (owes(10), True),
        (owes(15), False),  # a call
        ("buyer C1 owner=mei \n" + owes(10), False),  # a key account has somebody who speaks to it
        (owes(95), False),
    ],
)
def test_a_machine_sends_light_mail_only(text: str, automatic: bool) -> None:
    assert told(text).automatic is automatic


@pytest.mark.parametrize(
    ("text", "since"),
    [
        (owes(30), "-22"),  # the eighth day past due
        (owes(20, "event C1 E1 -9 winding_up_petition"), "-9"),
        ("buyer C1", "0"),
    ],
)
def test_a_treatment_begins_on_the_day_its_rule_was_met(text: str, since: str) -> None:
    assert entered(assessed(text)) == day(since)


CALLS = "call C1 K1 -6 spoke \n call C1 K2 -2 spoke \n"


@pytest.mark.parametrize(
    ("text", "again"),
    [
        (owes(40, "call C1 K2 -2 spoke"), None),
        (owes(40, CALLS), "+1"),  # two a week: the first of them leaves the week tomorrow
        (owes(40, CALLS.replace("-6", "-7")), None),
        (owes(40, CALLS + "note C1 N1 -1"), "+1"),
        (owes(100, CALLS), "+1"),
        (owes(200, CALLS), None),  # three a week
        (owes(200, CALLS + "email C1 M1 -1 replied"), "+1"),
        (owes(40, CALLS + "event C1 E1 -9 winding_up_order"), None),  # nobody speaks to the buyer any more
        (lenient("potential", "-9", "email C1 M1 -3 replied"), "+4"),  # one a week
    ],
)
def test_contacts_are_capped_by_the_week(text: str, again: str | None) -> None:
    reached = most_contacts_reached(assessed(text), DEFAULT_POLICY)
    assert (reached[0] if reached else None) == (None if again is None else day(again))


def test_every_reason_names_ladder_rule_day_and_source() -> None:
    for text, code in (
        (owes(40), "step_past_due"),
        (owes(95), "step_in_treatment"),
        (DUE.format(due="+8", amount="500USD", more=""), "step_before_due"),
        (DUE.format(due="+30", amount="50000USD", more="shipped_on=-9"), "step_after_shipment"),
    ):
        why = step(text).reason
        assert why is not None
        assert why.code == code
        assert {"ladder", "rule", "day", "on", "source"} <= set(why.facts)


def test_what_is_learnt_or_happens_later_moves_no_earlier_step() -> None:
    """The call of day +1 and the hand-over of day +2 do not count today, nor does what was learnt tomorrow."""
    later = "call C1 K1 +1 spoke learnt=-1 \n letter C1 K2 +2 handed_over learnt=-1 \n call C1 K3 -1 spoke learnt=+1"
    assert told(owes(240, later)) == told(owes(240))


def test_a_ladder_of_ones_own() -> None:
    """A rung that is written says what differs from the ladder's first."""
    policy = Policy.of(
        {"ladders": {"bad": {"deadline_days": 45, "rungs": [{"action": "hand_over", "from_day": 5, "every_days": 0}]}}}
    )
    found = treatment(assessed(owes(190), policy), policy)
    assert (found.step.action, found.step.channel, found.deadline_on) == (Action.HAND_OVER, "letter", day("+36"))


@pytest.mark.parametrize(
    ("text", "code", "on"),
    [
        (DUE.format(due="+20", amount="500USD", more="issued=-10"), "step_before_due", "-10"),  # owed on day +13
        (DUE.format(due="+6", amount="500USD", more="issued=-24"), "step_before_due", "-1"),  # owed since yesterday
        (DUE.format(due="+60", amount="50000USD", more="issued=-4 shipped_on=-2"), "step_after_shipment", "-2"),
        (DUE.format(due="+60", amount="50000USD", more="issued=-4 shipped_on=+2 learnt=-4"), "step_after_shipment", "0"),
    ],
)
def test_the_reason_of_a_step_to_come_tells_a_day_that_has_been(text: str, code: str, on: str) -> None:
    why = step(text).reason
    assert why is not None
    assert (why.code, why.facts["on"]) == (code, day(on))


def test_the_reasons_of_the_steps_after_it_tell_days_that_have_been() -> None:
    """The ladder of the quasi-bad was entered four days ago; its later rungs count from that day."""
    found = told(owes(95))
    assert found.later
    assert {after.reason.facts["on"] for after in found.later if after.reason is not None} == {found.since}


def test_what_is_collected_by_others_rests_on_the_word_that_gave_it_away() -> None:
    found = told(owes(240, "letter C1 K1 -2 handed_over"))
    assert found.ladder == "handed_over"
    assert [why.facts["contact"] for why in found.reasons if why.code == "step_in_treatment"] == ["K1"]


def test_what_is_done_while_time_is_granted_rests_on_the_grant() -> None:
    assert told(lenient("potential", "-5")).reasons[-1].facts["leniency"] == "L1"
