"""Granting, reviewing and ending leniency: earned by evidence or refused (TRADE.md 4.3; golden test 19)."""

from dataclasses import replace
from typing import Any

import pytest

from credit.actions import Asked, Hand, end_leniency, grant_leniency, review_leniency
from credit.assess import assess_book
from credit.book import Book
from credit.decision import Leniency, LeniencyReason
from credit.money import Money
from credit.problem import RefusedChange, UnknownBuyer
from tests.credit.little_book import TODAY, day, little_book, money

HAND = Hand("Mei", TODAY, "L9")
ASKED = Asked(LeniencyReason.POTENTIAL, day("+365"), money("5000USD"), ("sales tripled in two years",))
OWES = "buyer C1 limit=9000USD {more} \n invoice C1 I1 {due} 1000USD \n"


def owing(lines: str = "", due: str = "-20", more: str = "") -> Book:
    return little_book(OWES.format(due=due, more=more) + lines)


def granted(book: Book, asked: Asked = ASKED) -> Leniency:
    *_, fact = grant_leniency(book, HAND, "C1", asked).put
    assert isinstance(fact, Leniency)
    return fact


def refused(book: Book, asked: Asked = ASKED) -> dict[str, object]:
    with pytest.raises(RefusedChange) as raised:
        grant_leniency(book, HAND, "C1", asked)
    return raised.value.facts


def test_a_buyer_without_blemish_is_given_more_than_a_year() -> None:
    book = owing()
    change = grant_leniency(book, HAND, "C1", ASKED)
    assert (change.what, change.who, change.put) == (
        "grant_leniency",
        "Mei",
        (Leniency("L9", "C1", TODAY, TODAY, LeniencyReason.POTENTIAL, day("+365"), money("5000USD"), ASKED.evidence, who="Mei"),),
    )
    assert assess_book(book.after(change), TODAY).of("C1").leniency == change.put[0]


@pytest.mark.parametrize("evidence", [(), ("",), ("  ", "\t\n")])
def test_no_evidence_no_leniency(evidence: tuple[str, ...]) -> None:
    assert refused(owing(), replace(ASKED, evidence=evidence)) == {"reason": "lenient_evidence"}


def test_blank_pieces_of_evidence_are_left_out_and_the_others_kept() -> None:
    assert granted(owing(), replace(ASKED, evidence=(" ", "owns  its plant\n"))).evidence == ("owns its plant",)


@pytest.mark.parametrize(("until", "taken"), [("-1", False), ("0", False), ("+1", True), ("+540", True), ("+541", False)])
def test_from_tomorrow_and_not_without_end(until: str, taken: bool) -> None:
    asked = replace(ASKED, until=day(until))
    if taken:
        assert granted(owing(), asked).until == day(until)
    else:
        assert refused(owing(), asked) == {"reason": "lenient_until", "until": day(until), "days": 540}


@pytest.mark.parametrize(
    ("cap", "why"),
    [
        ("0USD", {"reason": "lenient_cap"}),
        ("-5USD", {"reason": "lenient_cap"}),
        ("5000EUR", {"reason": "lenient_currency", "currency": "USD", "given": "EUR"}),
        ("999.99USD", {"reason": "lenient_cap_exceeded", "cap": money("999.99USD"), "exposure": money("1000USD")}),
    ],
)
def test_a_cap_must_hold_something(cap: str, why: dict[str, object]) -> None:
    assert refused(owing(), replace(ASKED, cap=money(cap))) == why


def test_a_cap_may_be_what_is_at_stake() -> None:
    assert granted(owing(), replace(ASKED, cap=money("1000USD"))).cap == money("1000USD")


def test_exposure_of_unknown_worth_fits_under_no_cap() -> None:
    assert refused(owing("invoice C1 I2 -5 10XTS")) == {"reason": "lenient_no_rate", "id": "C1"}


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        ("event C1 E1 -1 winding_up_petition", False),
        ("event C1 E1 2022-06-12 winding_up_petition", False),  # 24 months to the day
        ("event C1 E1 2022-06-11 winding_up_petition", True),
        ("event C1 E1 -30 winding_up_petition \n event C1 E2 -1 winding_up_petition_dismissed", False),
        ("event C1 E1 -1 winding_up_petition match=possible", True),
        ("event C1 E1 -1 winding_up_petition learnt=+1", True),
    ],
)
def test_golden_19_a_petition_of_the_last_24_months_refuses_it_dismissed_or_not(lines: str, taken: bool) -> None:
    if taken:
        assert granted(owing(lines)).until == ASKED.until
    else:
        why = refused(owing(lines))
        assert (why["reason"], why["provider"], why["months"]) == ("lenient_petition", "gazette", 24)


@pytest.mark.parametrize("event", ["winding_up_order", "administration", "cvl", "receivership", "dissolved"])
def test_nobody_waits_for_a_buyer_in_insolvency(event: str) -> None:
    lines = f"event C1 E0 -9 winding_up_petition \n event C1 E1 -1 {event}"
    assert refused(owing(lines)) == {"reason": "lenient_insolvency", "id": "C1", "published_on": day("-1")}


def test_an_insolvency_that_may_be_somebody_elses_or_is_still_to_come_refuses_nothing() -> None:
    for event in ("-1 winding_up_order match=possible", "+1 winding_up_order learnt=-1"):
        assert granted(owing(f"event C1 E1 {event}")).until == ASKED.until


@pytest.mark.parametrize(("due", "value"), [("-91", "doubtful"), ("-181", "bad"), ("-1095", "bad")])
def test_what_is_pressed_is_not_waited_for(due: str, value: str) -> None:
    assert refused(owing(due=due)) == {"reason": "lenient_class", "id": "C1", "debt_class": value}


RUNNING = "lenient C1 L1 -10 potential until=+300 cap=5000USD evidence=old"
DEAD = {"reason": "lenient_dead", "id": "C1"}


@pytest.mark.parametrize("before", ["", RUNNING])
@pytest.mark.parametrize(
    ("due", "dead"),
    [
        ("-1096", ""),  # beyond 1,095 days, as TRADE.md 4.3 has it
        ("-400", "note C1 K1 -9 written_off"),
        ("-20", "class C1 V1 -5 dead until=+20 reason=told"),
    ],
)
def test_dead_debt_is_not_waited_for_whether_or_not_time_was_granted_before(due: str, dead: str, before: str) -> None:
    assert refused(owing(f"{before} \n {dead}", due=due)) == DEAD


@pytest.mark.parametrize("due", ["-91", "-400", "-1095"])
def test_time_that_runs_may_be_prolonged_over_what_is_doubtful_or_bad_by_age_alone(due: str) -> None:
    assert granted(owing(RUNNING, due=due)).until == ASKED.until


@pytest.mark.parametrize(
    ("evidence", "taken"),
    [
        (("old",), False),
        (("  OLD! ",), False),  # blanks, case and marks are no news
        (("ｏｌｄ",), False),  # nor is the width of letters
        (("old", "old."), False),
        (("old", "two new shops"), True),
        (("older",), True),
    ],
)
def test_more_time_needs_new_evidence(evidence: tuple[str, ...], taken: bool) -> None:
    asked = replace(ASKED, evidence=evidence)
    if taken:
        assert granted(owing(RUNNING), asked).evidence == evidence
    else:
        assert refused(owing(RUNNING), asked) == {"reason": "lenient_same_evidence", "granted_on": day("-10")}


def test_evidence_is_used_up_by_every_grant_before_also_one_that_has_ended() -> None:
    first = "lenient C1 L0 -400 potential until=-200 cap=5000USD evidence=plant \n"
    over = RUNNING.replace("+300", "-2")
    assert refused(owing(first + over), replace(ASKED, evidence=("plant",)))["granted_on"] == day("-10")
    assert refused(owing(first + over), replace(ASKED, evidence=("plant", "old")))["reason"] == "lenient_same_evidence"
    assert granted(owing(first + over), replace(ASKED, evidence=("plant", "new"))).evidence == ("plant", "new")


def test_what_a_review_saw_may_be_leant_on_once() -> None:
    """It was seen after the grant; by the next one it is used up."""
    book = owing(RUNNING)
    seen = book.after(review_leniency(book, Hand("Mei", day("-5"), "L8"), "C1", ("signed balance",)))
    asked = replace(ASKED, evidence=("signed balance",))
    change = grant_leniency(seen, HAND, "C1", asked)
    later = Hand("Mei", day("+20"), "L10")
    with pytest.raises(RefusedChange) as raised:
        grant_leniency(seen.after(change), later, "C1", replace(asked, until=day("+400")))
    assert raised.value.facts == {"reason": "lenient_same_evidence", "granted_on": TODAY}


@pytest.mark.parametrize(
    ("until", "cap", "taken"),
    [("+300", "5000USD", True), ("+100", "1000USD", True), ("+301", "5000USD", False), ("+300", "5000.01USD", False)],
)
def test_what_gives_no_more_than_what_runs_needs_nothing_new(until: str, cap: str, taken: bool) -> None:
    asked = replace(ASKED, until=day(until), cap=money(cap), evidence=("old",))
    if taken:
        assert granted(owing(RUNNING), asked).until == day(until)
    else:
        assert refused(owing(RUNNING), asked)["reason"] == "lenient_same_evidence"


def test_a_cap_in_another_currency_than_the_one_that_runs_is_held_against_no_cap() -> None:
    """The exposure is counted in another currency since: which of the two is more nobody says."""
    book = owing(RUNNING.replace("5000USD", "5000EUR"))
    assert refused(book, replace(ASKED, until=day("+300"), evidence=("old",)))["reason"] == "lenient_same_evidence"


@pytest.mark.parametrize("due", ["+30", "-90"])
def test_what_is_not_due_or_in_collection_may_be(due: str) -> None:
    assert granted(owing(due=due)).until == ASKED.until


@pytest.mark.parametrize(("until", "taken"), [("+41", True), ("+42", False)])
def test_past_the_insurers_stop_it_needs_consent_or_a_knowing_forfeit(until: str, taken: bool) -> None:
    """Due on 23 May, the stop comes after two months: on 23 July, in 41 days. Insured are 90 % of 1,000."""
    book, asked = owing(more="insured=2000USD"), replace(ASKED, until=day(until))
    if taken:
        assert granted(book, asked).forfeits is None
        return
    assert refused(book, asked) == {
        "reason": "lenient_insurer", "invoice": "I1", "due_on": day("+41"), "until": day("+42"), "stake": money("900USD")
    }  # fmt: skip
    assert refused(book, replace(asked, insurer_consent=" "))["reason"] == "lenient_insurer"
    assert granted(book, replace(asked, insurer_consent=" AT 9 ")).insurer_consent == "AT 9"
    assert granted(book, replace(asked, insurer_consent="AT 9")).forfeits is None
    assert granted(book, replace(asked, forfeit_cover=True)).forfeits == money("900USD")


def test_what_is_not_insured_forfeits_nothing() -> None:
    assert granted(owing(), replace(ASKED, forfeit_cover=True)).forfeits is None


def test_a_new_grant_ends_the_one_that_runs() -> None:
    book = owing("lenient C1 L1 -10 potential until=+300 cap=5000USD")
    change = grant_leniency(book, HAND, "C1", ASKED)
    assert [(fact.id, getattr(fact, "ended_on", None)) for fact in change.put] == [("L1", TODAY), ("L9", None)]
    later = book.after(change)
    assert assess_book(later, TODAY).of("C1").leniency == change.put[1]
    assert later.after(later.inverse(change)) != book
    assert later.after(book.inverse(change)) == book


RUNS = "lenient C1 L1 -10 potential until=+300 cap=5000USD evidence=chain_listed"


def test_a_review_is_a_day_and_what_was_seen() -> None:
    (fact,) = review_leniency(owing(RUNS), HAND, "C1", (" signed balance ", "")).put
    assert isinstance(fact, Leniency)
    assert (fact.id, fact.reviewed_on, fact.learnt_on, fact.evidence) == ("L1", TODAY, TODAY, ("chain_listed", "signed balance"))
    assert fact.until == day("+300")


def test_it_can_be_ended() -> None:
    book = owing(RUNS)
    change = end_leniency(book, HAND, "C1")
    assert change.what == "end_leniency"
    assert assess_book(book.after(change), TODAY).of("C1").leniency is None
    assert assess_book(book.after(change), day("-1")).of("C1").leniency is not None, "yesterday it ran"


@pytest.mark.parametrize("verb", [review_leniency, end_leniency])
@pytest.mark.parametrize("lines", ["", RUNS.replace("+300", "-1")])
def test_what_does_not_run_is_neither_reviewed_nor_ended(verb: Any, lines: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        verb(owing(lines), HAND, "C1")
    assert raised.value.facts == {"reason": "lenient_none", "id": "C1"}
    with pytest.raises(UnknownBuyer):
        verb(owing(lines), HAND, "C9")


def test_each_verb_leans_on_what_was_known_on_its_day() -> None:
    early = Hand("Mei", day("-9"), "L9")
    book = owing("event C1 E1 -1 winding_up_petition")
    *_, fact = grant_leniency(book, early, "C1", ASKED).put
    assert fact.learnt_on == day("-9")


def test_money_of_the_cap_stays_money() -> None:
    assert isinstance(granted(owing()).cap, Money)
