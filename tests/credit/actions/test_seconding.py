"""Two people for one decision: above the policy's amount what one proposes counts nowhere until another agrees.

C1 owes 60,000 USD on I1 and 30,000 EUR on I2; one euro buys 1.25 dollars. A limit above 100,000, time up to a cap above 100,000
and more than 50,000 USD written off need a second person, who has 30 days to say so.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from credit.account import Account
from credit.actions import (
    Asked,
    Cover,
    Hand,
    approve,
    end_leniency,
    grant_leniency,
    log_contact,
    need_other,
    refuse,
    set_limit,
)
from credit.activity import Channel, Outcome
from credit.assess import assess_book
from credit.assessment import Assessment
from credit.book import Book
from credit.change import Change
from credit.decision import LeniencyReason
from credit.five_classes import DebtClass
from credit.policy import Policy
from credit.problem import RefusedChange
from credit.proposal import Decision, Proposal
from tests.credit.little_book import TODAY, day, little_book, money, published

POLICY = Policy.of({"four_eyes": {"limit": 100_000, "leniency": 100_000, "write_off": 50_000}})
TABLE = """
buyer    C1                       limit=150000USD
invoice  C1  I1   -45  60000USD
invoice  C1  I2   -45  30000EUR
"""
BOOK = little_book(TABLE, POLICY, published(USD="1.25"))
ANNA, BEN = Hand("anna", TODAY, "a1"), Hand("ben", TODAY, "b1")
ASKED = Asked(LeniencyReason.POTENTIAL, day("+90"), money("200000USD"), ("a new plant was seen",))

Act = Callable[[Book, Hand], Change]
ACTS: dict[str, Act] = {
    "limit": lambda book, hand: set_limit(book, hand, "C1", money("200000USD"), " grows "),
    "leniency": lambda book, hand: grant_leniency(book, hand, "C1", ASKED),
    "write_off": lambda book, hand: log_contact(book, hand, "C1", Channel.NOTE, Outcome.WRITTEN_OFF, "court", ("I1",)),
}


def at(hand: Hand, on: str) -> Hand:
    return replace(hand, on=day(on), mark=f"{hand.mark}{on}")


def of(book: Book, on: str = "+0") -> Assessment:
    return assess_book(book.as_known_on(day(on)), day(on)).of("C1")


def refused(act: Callable[[], object]) -> dict[str, object]:
    with pytest.raises(RefusedChange) as fault:
        act()
    return fault.value.facts


def counts(entry: Assessment) -> tuple[object, ...]:
    """What any of the three decisions would move."""
    return entry.exposure.limit, entry.leniency, entry.debt_class.items["I1"]


@pytest.mark.parametrize("decision", [*ACTS])
def test_what_is_proposed_counts_nowhere_until_another_agrees_and_from_that_day_on(decision: str) -> None:
    made = ACTS[decision](BOOK, ANNA)
    (proposal,) = made.put
    assert isinstance(proposal, Proposal)
    assert (made.what, made.who, proposal.who, proposal.decision) == ("propose", "anna", "anna", Decision(decision))
    assert (proposal.on, proposal.learnt_on, proposal.lapses_on) == (TODAY, TODAY, day("+30"))
    waits = BOOK.after(made)
    assert counts(of(waits)) == counts(of(BOOK))
    assert [each.id for each in of(waits).proposals] == ["a1"]
    agreed = waits.after(approve(waits, at(BEN, "+2"), "C1"))
    assert counts(of(agreed, "+1")) == counts(of(BOOK, "+1")), "as known the day before, nothing was decided"
    assert counts(of(agreed, "+2")) != counts(of(BOOK, "+2"))
    assert of(agreed, "+2").proposals == ()
    closed = agreed.account("C1").proposals[0]
    assert (closed.closed_on, closed.closed_by, closed.agreed, closed.who) == (day("+2"), "ben", True, "anna")


def test_what_was_agreed_to_is_the_decision_itself_of_the_second_day_signed_by_its_maker() -> None:
    def agreed(decision: str) -> Account:
        waits = BOOK.after(ACTS[decision](BOOK, ANNA))
        return waits.after(approve(waits, at(BEN, "+2"), "C1")).account("C1")

    buyer = agreed("limit").customer
    assert (buyer.limit, buyer.limit_on, buyer.limit_by, buyer.limit_reason) == (money("200000USD"), day("+2"), "anna", "grows")
    (time,) = agreed("leniency").leniencies
    assert (time.on, time.who, time.until, time.cap, time.evidence) == (
        day("+2"), "anna", day("+90"), money("200000USD"), ("a new plant was seen",)
    )  # fmt: skip
    (written,) = agreed("write_off").contacts
    assert (written.on, written.who, written.outcome, written.invoices, written.text) == (
        day("+2"), "anna", Outcome.WRITTEN_OFF, ("I1",), "court"
    )  # fmt: skip


@pytest.mark.parametrize("who", ["anna", " Anna ", "ANNA", "", "  "])
def test_nobody_agrees_to_what_the_same_person_proposed(who: str) -> None:
    waits = BOOK.after(ACTS["limit"](BOOK, ANNA))
    told = refused(lambda: approve(waits, replace(BEN, who=who), "C1"))
    assert told == {"reason": "own_proposal", "id": "C1", "name": "anna"}


def test_nor_by_a_change_that_only_puts_back_what_was_agreed() -> None:
    waits = BOOK.after(ACTS["limit"](BOOK, ANNA))
    agreed = approve(waits, BEN, "C1")
    back = waits.after(agreed).inverse(agreed)
    need_other(replace(waits.inverse(back), who="ben"))
    assert refused(lambda: need_other(replace(agreed, who="anna", undoes=True)))["reason"] == "own_proposal"


def test_refused_is_refused_with_a_reason_and_the_maker_may_take_it_back() -> None:
    waits = BOOK.after(ACTS["limit"](BOOK, ANNA))
    assert refused(lambda: refuse(waits, BEN, "C1", "  ")) == {"reason": "reason_owed"}
    for hand in (BEN, ANNA):
        gone = waits.after(refuse(waits, hand, "C1", " too much "))
        (closed,) = gone.account("C1").proposals
        assert (closed.agreed, closed.closed_by, closed.closed_why) == (False, hand.who, "too much")
        assert of(gone).proposals == ()
        assert counts(of(gone)) == counts(of(BOOK))
        assert refused(lambda book=gone: approve(book, BEN, "C1")) == {"reason": "proposal_none", "id": "C1"}  # type: ignore[misc]


def test_undo_lets_it_wait_again_and_takes_the_decision_out() -> None:
    waits = BOOK.after(ACTS["write_off"](BOOK, ANNA))
    change = approve(waits, at(BEN, "+2"), "C1")
    assert waits.after(change).after(waits.inverse(change)) == waits
    assert BOOK.after(ACTS["limit"](BOOK, ANNA)).after(BOOK.inverse(ACTS["limit"](BOOK, ANNA))) == BOOK


def test_it_lapses_on_the_day_the_policy_says_and_can_be_proposed_again() -> None:
    waits = BOOK.after(ACTS["limit"](BOOK, ANNA))
    assert [len(of(waits, on).proposals) for on in ("-1", "+29", "+30")] == [0, 1, 0]
    approve(waits, at(BEN, "+29"), "C1")
    assert refused(lambda: approve(waits, at(BEN, "+30"), "C1"))["reason"] == "proposal_none"
    assert len(waits.after(ACTS["limit"](waits, at(ANNA, "+30"))).account("C1").proposals) == 2
    short = Asked(LeniencyReason.POTENTIAL, day("+9"), money("200000USD"), ("seen",))
    (proposal,) = grant_leniency(BOOK, ANNA, "C1", short).put
    assert isinstance(proposal, Proposal)
    assert proposal.lapses_on == day("+9"), "time that would be over needs nobody's word"


def test_one_of_a_kind_waits_at_a_time_and_which_is_said_where_there_are_several() -> None:
    waits = BOOK.after(ACTS["limit"](BOOK, ANNA))
    told = refused(lambda: ACTS["limit"](waits, BEN))
    assert told == {"reason": "proposal_waits", "decision": Decision.LIMIT, "name": "anna", "on": TODAY, "id": "C1"}
    both = waits.after(ACTS["leniency"](waits, BEN))
    assert refused(lambda: approve(both, Hand("cleo", TODAY, "c1"), "C1")) == {"reason": "which_proposal", "id": "C1"}
    assert refused(lambda: refuse(both, ANNA, "C1", "no"))["reason"] == "which_proposal"
    agreed = both.after(approve(both, ANNA, "C1", Decision.LENIENCY))
    assert [each.decision for each in of(agreed).proposals] == [Decision.LIMIT]
    assert refused(lambda: approve(agreed, BEN, "C1", Decision.WRITE_OFF))["reason"] == "proposal_none"


def test_who_has_no_name_proposes_nothing() -> None:
    assert refused(lambda: ACTS["limit"](BOOK, Hand(" ", TODAY, "x"))) == {"reason": "proposal_nobody"}


def test_as_delivered_no_decision_needs_anybody_else() -> None:
    book = little_book(TABLE, rates=published(USD="1.25"))
    for decision in ACTS:
        assert ACTS[decision](book, ANNA).what in ("set_limit", "grant_leniency", "log_contact")


LIMITS = [
    ("100000USD", None, None, False),  # not above
    ("100000.01USD", None, None, False),  # above, and lower than the 150,000 that stand
    ("150000USD", None, None, True),  # the same again: its day is new
    ("90000EUR", None, None, True),  # 112,500 USD
    ("90000GBP", None, None, True),  # of an unknown worth
    ("1000USD", "120000USD", None, True),
    ("1000USD", None, "120000USD", True),
    ("1000USD", "100000USD", "100000USD", False),
]


@pytest.mark.parametrize(("limit", "insured", "group", "waits"), LIMITS)
def test_a_limit_waits_above_the_amount_unless_it_is_lowered(
    limit: str, insured: str | None, group: str | None, waits: bool
) -> None:
    book = little_book(TABLE + "order C1 O1 -1 10GBP", POLICY, published(USD="1.25"))
    cover = Cover(money(insured)) if insured else Cover()
    made = set_limit(book, ANNA, "C1", money(limit), "grows", cover, money(group) if group else None)
    assert made.what == ("propose" if waits else "set_limit")
    if waits:
        after = book.after(made)
        buyer = after.after(approve(after, BEN, "C1")).account("C1").customer
        assert (buyer.limit, buyer.insured_limit, buyer.group_limit) == (
            money(limit), money(insured) if insured else None, money(group) if group else None
        )  # fmt: skip


def test_no_more_time_than_runs_needs_nobody_and_more_of_it_does() -> None:
    waits = BOOK.after(ACTS["leniency"](BOOK, ANNA))
    runs = waits.after(approve(waits, BEN, "C1"))
    less = replace(ASKED, cap=money("190000USD"))
    assert grant_leniency(runs, at(ANNA, "+1"), "C1", less).what == "grant_leniency"
    longer = replace(ASKED, until=day("+91"), evidence=("a bank's guarantee",))
    assert grant_leniency(runs, at(ANNA, "+1"), "C1", longer).what == "propose"
    assert end_leniency(runs, at(ANNA, "+1"), "C1").what == "end_leniency"
    small = replace(ASKED, cap=money("100000USD"))
    assert grant_leniency(BOOK, ANNA, "C1", small).what == "grant_leniency"


def written_off(book: Book, hand: Hand, *invoices: str) -> Change:
    return log_contact(book, hand, "C1", Channel.NOTE, Outcome.WRITTEN_OFF, "", invoices)


def test_a_write_off_in_parts_needs_the_second_person_once_the_parts_are_large_together() -> None:
    book = little_book(TABLE.replace("60000", "40000"), POLICY, published(USD="1.25"))
    first = written_off(book, ANNA, "I1")
    assert first.what == "log_contact", "40,000 USD"
    (second,) = written_off(book.after(first), at(ANNA, "+1"), "I2").put
    assert isinstance(second, Proposal)
    assert (second.amount, second.invoices) == (money("77500USD"), ("I2",)), "40,000 and 30,000 EUR at 1.25"
    (whole,) = written_off(book, ANNA).put
    assert isinstance(whole, Proposal)
    assert (whole.amount, whole.invoices) == (money("77500USD"), ("I1", "I2")), "all that is open that day"


def test_what_no_rate_can_weigh_needs_the_second_person() -> None:
    book = little_book(TABLE, POLICY)
    (proposal,) = written_off(book, ANNA).put
    assert isinstance(proposal, Proposal)
    assert proposal.amount is None
    assert log_contact(book, ANNA, "C1", Channel.CALL, Outcome.SPOKE).what == "log_contact"


def test_what_can_no_longer_be_decided_is_refused_on_the_second_day() -> None:
    waits = BOOK.after(ACTS["leniency"](BOOK, ANNA))
    petition = little_book(TABLE + "event C1 E1 +1 winding_up_petition").account("C1").events
    later = waits.after(Change("event", petition))
    assert refused(lambda: approve(later, at(BEN, "+2"), "C1"))["reason"] == "lenient_petition"
    assert of(later, "+2").debt_class.value is DebtClass.BAD


@pytest.mark.parametrize(("decision", "until"), [(Decision.LIMIT, None), (Decision.LENIENCY, None), (Decision.LENIENCY, "+9")])
def test_a_proposal_that_lacks_what_it_is_about_is_refused(decision: Decision, until: str | None) -> None:
    last: date | None = day(until) if until else None
    amount = money("1USD") if until else None
    torn = Proposal("p", "C1", TODAY, TODAY, decision, amount, day("+9"), "anna", until=last)
    book = BOOK.after(Change("propose", (torn,)))
    assert refused(lambda: approve(book, BEN, "C1")) == {"reason": "amount_owed"}
