"""Taking a buyer, letting it go, being given it, and standing in for somebody on holiday.

`TODAY` is a Wednesday; a claim lasts 4 days after it by the policy, 31 at most, a hand-over 120 at most.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from credit.actions import Hand, assign, claim, hand_over, log_contact, unclaim
from credit.activity import Channel
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.policy import Policy
from credit.problem import RefusedChange, UnknownBuyer
from tests.credit.little_book import TODAY, day, little_book

ANNA, BEN = Hand("anna", TODAY, "a1"), Hand("ben", TODAY, "b1")
LONE = little_book("buyer C1")
ANNAS = little_book("buyer C1 \n given C1 1 -9 anna")
"""Anna was given the buyer without an end."""


def holder(book: Book, on: str = "+0") -> tuple[str, date | None]:
    found = assess_book(book, day(on)).of("C1").holder
    return (found.to, found.until) if found else ("", None)


def later(hand: Hand, on: str) -> Hand:
    return replace(hand, on=day(on), mark=f"{hand.mark} {on}")


def test_a_claim_lasts_through_the_days_of_the_policy_and_ends_by_itself() -> None:
    book = LONE.after(claim(LONE, ANNA, "C1"))
    assert [holder(book, on)[0] for on in ("-1", "+0", "+4", "+5")] == ["", "anna", "anna", ""]
    (fact,) = book.account("C1").assignments
    assert (fact.id, fact.on, fact.learnt_on, fact.to, fact.who, fact.until) == ("a1", TODAY, TODAY, "anna", "anna", day("+4"))


def test_who_has_it_for_as_long_already_records_nothing_and_for_longer_a_further_claim() -> None:
    book = LONE.after(claim(LONE, ANNA, "C1", day("+6")))
    assert not claim(book, later(ANNA, "+1"), "C1", day("+6"))
    assert not claim(ANNAS, ANNA, "C1"), "hers without an end"
    book = book.after(claim(book, later(ANNA, "+1"), "C1", day("+9")))
    assert holder(book, "+9") == ("anna", day("+9"))


def test_what_somebody_else_has_is_refused_unless_it_is_taken_over_with_a_reason() -> None:
    book = LONE.after(claim(LONE, ANNA, "C1"))
    with pytest.raises(RefusedChange) as refused:
        claim(book, BEN, "C1")
    assert refused.value.facts == {"reason": "claim_others_until", "id": "C1", "name": "anna", "until": day("+4")}
    with pytest.raises(RefusedChange) as refused:
        claim(ANNAS, BEN, "C1")
    assert refused.value.facts == {"reason": "claim_others", "id": "C1", "name": "anna"}
    with pytest.raises(RefusedChange) as refused:
        claim(book, BEN, "C1", reason="  ", take_over=True)
    assert refused.value.facts["reason"] == "reason_owed"
    taken = book.after(claim(book, BEN, "C1", day("+2"), " she is ill ", take_over=True))
    assert [holder(taken, on)[0] for on in ("+0", "+2", "+3")] == ["ben", "ben", ""], "her claim is over"
    ended, made = taken.account("C1").assignments
    assert (ended.ended_on, ended.ended_by, made.reason) == (TODAY, "ben", "she is ill")


def test_what_has_no_end_counts_again_after_what_was_taken_over() -> None:
    book = ANNAS.after(claim(ANNAS, BEN, "C1", day("+2"), "she is ill", take_over=True))
    assert [holder(book, on)[0] for on in ("+0", "+2", "+3")] == ["ben", "ben", "anna"]


def test_letting_go_ends_all_one_has_and_nothing_of_others() -> None:
    book = LONE.after(claim(LONE, ANNA, "C1", day("+2")))
    book = book.after(claim(book, later(ANNA, "+1"), "C1", day("+6")))
    gone = book.after(unclaim(book, later(ANNA, "+1"), "C1"))
    assert [holder(gone, on)[0] for on in ("+0", "+1", "+2")] == ["anna", "", ""]
    standing_in = ANNAS.after(hand_over(ANNAS, ANNA, "C1", "anna", "ben", day("+9"), "holiday"))
    back = standing_in.after(unclaim(standing_in, BEN, "C1"))
    assert holder(back) == ("anna", None)


def test_given_without_an_end_it_takes_the_place_of_all_that_stood() -> None:
    book = LONE.after(claim(LONE, ANNA, "C1"))
    book = book.after(assign(book, later(ANNA, "+0"), "C1", " ben "))
    assert holder(book) == ("ben", None)
    assert [each.ended_by for each in book.account("C1").assignments] == ["anna", ""]
    given = book.account("C1").assignments[-1]
    assert (given.to, given.who) == ("ben", "anna")


def test_given_with_an_end_it_lies_over_what_has_none() -> None:
    boss = Hand("chef", TODAY, "x1")
    book = ANNAS.after(assign(ANNAS, boss, "C1", "ben", day("+3"), "she has too many", take_over=True))
    assert [holder(book, on)[0] for on in ("+3", "+4")] == ["ben", "anna"]
    with pytest.raises(RefusedChange) as refused:
        assign(ANNAS, boss, "C1", "ben")
    assert refused.value.facts["reason"] == "claim_others"
    assert holder(ANNAS.after(assign(ANNAS, boss, "C1", "Anna", day("+3")))) == ("Anna", day("+3")), "hers already"


def test_a_hand_over_returns_by_itself_on_the_day_after() -> None:
    book = ANNAS.after(hand_over(ANNAS, ANNA, "C1", "Anna", "ben", day("+14"), "holiday"))
    assert [holder(book, on)[0] for on in ("-1", "+0", "+14", "+15")] == ["anna", "ben", "ben", "anna"]


@pytest.mark.parametrize(
    ("act", "facts"),
    [
        (lambda: claim(LONE, ANNA, "C1", day("-1")), {"reason": "claim_until", "until": day("-1"), "days": 31}),
        (lambda: claim(LONE, ANNA, "C1", day("+32")), {"reason": "claim_until", "until": day("+32"), "days": 31}),
        (lambda: claim(LONE, Hand(" ", TODAY, "n"), "C1"), {"reason": "claim_nobody"}),
        (lambda: unclaim(LONE, ANNA, "C1"), {"reason": "claim_none", "id": "C1"}),
        (lambda: unclaim(ANNAS, BEN, "C1"), {"reason": "claim_others", "id": "C1", "name": "anna"}),
        (lambda: assign(LONE, ANNA, "C1", " "), {"reason": "claim_nobody"}),
        (lambda: assign(LONE, ANNA, "C1", "ben", day("-1")), {"reason": "assign_day", "until": day("-1"), "on": TODAY}),
        (lambda: hand_over(ANNAS, BEN, "C1", "anna", " ", day("+9"), "holiday"), {"reason": "claim_nobody"}),
        (lambda: hand_over(ANNAS, BEN, "C1", "anna", "ANNA", day("+9"), "holiday"), {"reason": "hand_over_same", "name": "ANNA"}),
        (
            lambda: hand_over(ANNAS, BEN, "C1", "anna", "ben", day("+121"), "holiday"),
            {"reason": "hand_over_day", "until": day("+121"), "days": 120},
        ),
        (lambda: hand_over(ANNAS, BEN, "C1", "anna", "ben", day("+9"), " "), {"reason": "reason_owed"}),
        (
            lambda: hand_over(ANNAS, BEN, "C1", "cleo", "ben", day("+9"), "holiday"),
            {"reason": "hand_over_not_theirs", "id": "C1", "name": "cleo"},
        ),
        (
            lambda: hand_over(LONE, BEN, "C1", "anna", "ben", day("+9"), "holiday"),
            {"reason": "hand_over_not_theirs", "id": "C1", "name": "anna"},
        ),
    ],
)
def test_what_is_refused(act: Callable[[], Change], facts: dict[str, object]) -> None:
    with pytest.raises(RefusedChange) as refused:
        act()
    assert refused.value.facts == facts


def test_nobody_takes_a_buyer_that_is_not_there() -> None:
    with pytest.raises(UnknownBuyer):
        claim(LONE, ANNA, "C9")


def test_a_contact_claims_only_where_the_policy_says_so_and_nobody_has_the_buyer() -> None:
    claiming = Policy.of({"sharing": {"claim_on_contact": True, "claim_days": 2}})

    def kinds(book: Book, hand: Hand = ANNA, channel: Channel = Channel.CALL) -> list[str]:
        return [fact.kind for fact in log_contact(book, hand, "C1", channel).put]

    assert kinds(LONE) == ["contact"]
    lone, annas = replace(LONE, policy=claiming), replace(ANNAS, policy=claiming)
    assert kinds(lone) == ["contact", "assignment"]
    assert holder(lone.after(log_contact(lone, ANNA, "C1", Channel.CALL))) == ("anna", day("+2"))
    assert kinds(annas, BEN) == ["contact"], "hers stays hers"
    assert kinds(lone, channel=Channel.NOTE) == ["contact"]
    assert kinds(lone, Hand("", TODAY, "n")) == ["contact"], "nobody is named"
