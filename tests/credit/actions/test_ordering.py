"""Hold rules that a person releases for days of grace."""

from datetime import date
from typing import Any

import pytest

from credit.actions import Hand, release_order
from credit.book import Book
from credit.decision import OrderRelease
from credit.policy import Policy
from credit.problem import RefusedChange, UnknownBuyer
from tests.credit.little_book import TODAY, day, little_book

HAND = Hand("wang", TODAY, "mark")
TEXT = "buyer C1"


def released(rules: list[str], until: date | None = None, reason: str = "paid today", text: str = TEXT) -> OrderRelease:
    (fact,) = release_order(little_book(text), HAND, "C1", rules, until, reason).put
    assert isinstance(fact, OrderRelease)
    assert {type(rule) for rule in fact.rules} == {str}  # a book on disk holds plain words
    return fact


def refused(rules: list[str], until: date | None = None, reason: str = "x", book: Book | None = None) -> dict[str, Any]:
    with pytest.raises(RefusedChange) as raised:
        release_order(book or little_book(TEXT), HAND, "C1", rules, until, reason)
    return raised.value.facts


def test_a_release_is_a_fact_with_who_when_until_and_why() -> None:
    fact = released(["overdue_days", "terms", "overdue_days"], day("+3"))
    assert fact == OrderRelease("mark", "C1", TODAY, TODAY, ("overdue_days", "terms"), day("+3"), "paid today", "wang")
    change = release_order(little_book(TEXT), HAND, "C1", ["terms"], None, "x")
    assert (change.what, change.who) == ("release_order", "wang")


@pytest.mark.parametrize(
    ("rules", "last"),
    [(["overdue_days"], "+14"), (["account_status"], "+3"), (["overdue_days", "overdue_amount"], "+7"), (["no_limit"], "+30")],
)
def test_it_lasts_at_most_as_long_as_the_shortest_grace(rules: list[str], last: str) -> None:
    assert released(rules).until == day(last)
    assert released(rules, day(last)).until == day(last)
    assert released(rules, TODAY).until == TODAY
    beyond = refused(rules, day(f"+{int(last) + 1}"))
    assert (beyond["reason"], beyond["days"], beyond["until"]) == ("release_day", int(last), day(f"+{int(last) + 1}"))
    assert beyond["rule"] == min(rules, key=lambda rule: {"overdue_amount": 0, "account_status": 0}.get(rule, 1))
    assert refused(rules, day("-1"))["reason"] == "release_day"


@pytest.mark.parametrize("event", ["winding_up_order", "winding_up_petition", "sanctions_hit"])
def test_insolvency_a_petition_and_what_is_as_grave_are_never_let_pass(event: str) -> None:
    book = little_book(TEXT + f"\n event C1 E1 -9 {event}")
    facts = refused(["terms", "account_status"], book=book)
    assert facts == {"reason": "release_law", "id": "C1", "on": day("-9"), "provider": "gazette"}
    release_order(book, HAND, "C1", ["terms"], None, "x")  # another rule's word is not the law's


def test_what_is_published_later_does_not_refuse_today() -> None:
    book = little_book(TEXT + "\n event C1 E1 +9 winding_up_petition")
    assert release_order(book, HAND, "C1", ["account_status"], None, "x").put


def test_a_dismissed_petition_still_refuses() -> None:
    book = little_book(TEXT + "\n event C1 E1 -90 winding_up_petition \n event C1 E2 -9 winding_up_petition_dismissed")
    assert refused(["account_status"], book=book)["reason"] == "release_law"


def test_a_reason_is_owed_and_a_rule_must_be_known_and_releasable() -> None:
    assert refused(["terms"], reason=" ") == {"reason": "reason_owed"}
    assert refused([])["reason"] == "release_rule"
    wrong = refused(["overdue_day"])
    assert (wrong["reason"], wrong["given"], wrong["near"]) == ("release_rule", "overdue_day", "overdue_days")
    never = little_book(TEXT, Policy.of({"holding": {"rules": {"terms": {"grace_days": 0}}}}))
    assert refused(["no_limit", "terms"], book=never) == {"reason": "release_never", "rule": "terms"}


def test_a_buyer_nobody_knows_is_not_released() -> None:
    with pytest.raises(UnknownBuyer):
        release_order(little_book(TEXT), HAND, "C9", ["terms"], None, "x")
