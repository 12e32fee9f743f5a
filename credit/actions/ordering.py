"""What is let pass for new orders: hold rules a person releases, with a reason and for days of grace."""

from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches

from credit.actions.hand import Hand, known
from credit.book import Book
from credit.change import Change
from credit.decision import OrderRelease
from credit.orders.hold_rules import RuleName
from credit.orders.law import standing_law
from credit.policy import Policy
from credit.problem import RefusedChange

__all__ = ["release_order"]


def release_order(
    book: Book, hand: Hand, customer_id: str, rules: Sequence[str], until: date | None = None, reason: str = ""
) -> Change:
    """Let hold rules pass for new orders until a day, at the latest the last of each rule's days of grace.

    Without `until` it is the last day all of `rules` allow. Refused without a reason, for a rule nobody knows or may release, for
    a day gone by or beyond grace, and of the account's status while insolvency, a petition or an event as grave stands.
    """
    account = known(book, hand, customer_id)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    named = tuple(_rule(rule) for rule in dict.fromkeys(rules))
    law = standing_law(account.events, hand.on, book.policy)
    if law is not None and RuleName.ACCOUNT_STATUS in named:
        raise RefusedChange(reason="release_law", id=customer_id, on=law.published_on, provider=law.provider)
    days = _grace(named, until, hand.on, book.policy)
    last, names = until or hand.on + timedelta(days=days), tuple(rule.value for rule in named)
    fact = OrderRelease(hand.mark, customer_id, hand.on, hand.on, names, last, reason, hand.who)
    return Change("release_order", (fact,), who=hand.who)


def _rule(name: str) -> RuleName:
    try:
        return RuleName(name)
    except ValueError:
        near = next(iter(get_close_matches(name, list(RuleName), 1)), "")
        raise RefusedChange(reason="release_rule", given=name, known=tuple(RuleName), near=near) from None


def _grace(rules: Sequence[RuleName], until: date | None, on: date, policy: Policy) -> int:
    """Days of grace all of `rules` have; raises `RefusedChange` where one has none, or `until` lies outside them."""
    if not rules:
        raise RefusedChange(reason="release_rule", given="", known=tuple(RuleName), near="")
    shortest = min(rules, key=lambda rule: policy.holding.rules[rule].grace_days)
    days = policy.holding.rules[shortest].grace_days
    if not days:
        raise RefusedChange(reason="release_never", rule=shortest.value)
    if until is not None and not on <= until <= on + timedelta(days=days):
        raise RefusedChange(reason="release_day", rule=shortest.value, days=days, until=until)
    return days
