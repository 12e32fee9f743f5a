"""A case of which a test names what its rule looks at; the rest is empty."""

from credit.classing.case import Case
from credit.policy import DEFAULT_POLICY
from credit.rating.grade import Graded
from credit.rating.letter import Grade
from tests.credit.little_book import assessed

__all__ = ["bare_case"]


def bare_case(text: str, graded: Graded, before: Grade = Grade.UNRATED, trend_letters: int = 0) -> Case:
    """The only buyer of a table, graded so, and `before` on any earlier day."""
    found, policy = assessed(text), DEFAULT_POLICY
    return Case(
        found.account, found.ledger, found.base_open, graded, (), None, policy.classing, 10**9, lambda money: money.minor,
        lambda on: Graded(before, ()), trend_letters, policy.short_pays, lambda item: None,
    )  # fmt: skip
