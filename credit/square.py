"""The square of ability and willingness to pay: how a buyer is treated within its class, and how its next order is paid.

High and high is kept, or extended; able and unwilling is pressed hard and its terms are cut; willing and unable gets a plan and
a security; neither is cash or letter of credit, and treated like doubtful debt (TRADE.md appendix A). The class stays what it is:
the square moves the treatment of debt in collection alone, since what is not due needs none and what is worse has its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from credit.debt_class import DebtClass
from credit.orders.payment_method import PaymentMethod
from credit.rating.letter import Grade
from credit.rating.verdict import Verdict
from credit.reason import Reason

__all__ = ["Square", "SquareRow", "Squares", "TreatedBy", "advised", "square_of"]


class Square(StrEnum):
    """Where a buyer stands."""

    KEEP = "keep"
    """Able and willing."""
    PRESS = "press"
    """Able, and not willing."""
    LENIENT = "lenient"
    """Willing, and not able."""
    CASH = "cash"
    """Neither."""
    UNKNOWN = "unknown"
    """Too little is known to move anything by it."""


class TreatedBy(StrEnum):
    """The ladder of debt in collection."""

    IN_COLLECTION = "in_collection"
    PRESSED = "pressed"
    PLAN_AND_SECURITY = "plan_and_security"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class SquareRow:
    """What follows for the buyers of one square."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {}

    ladder: TreatedBy = TreatedBy.IN_COLLECTION
    """How debt in collection is treated."""
    least_method: PaymentMethod = PaymentMethod.OA
    """The least secure way the next order is paid."""
    deposit_percent: int = 0
    """T/T at the order at least."""
    days_percent: int = 100
    """Share of the days that the decision table advises."""


@dataclass(frozen=True, slots=True)
class Squares:
    """The four squares, and how sure the reading must be [P]."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {}

    least_confidence_percent: int = 20
    """Confidence in ability and in willingness below which the square moves nothing."""
    keep: SquareRow = SquareRow()
    press: SquareRow = SquareRow(TreatedBy.PRESSED, deposit_percent=20, days_percent=50)
    lenient: SquareRow = SquareRow(TreatedBy.PLAN_AND_SECURITY, PaymentMethod.DP)
    cash: SquareRow = SquareRow(TreatedBy.DOUBTFUL, PaymentMethod.LC, days_percent=0)

    def row(self, square: Square) -> SquareRow:
        """What follows for this square; nothing where it is not known."""
        found: SquareRow = SquareRow() if square is Square.UNKNOWN else getattr(self, square.value)
        return found


_BY_ADVICE = {
    "advice_keep": Square.KEEP,
    "advice_press": Square.PRESS,
    "advice_lenient": Square.LENIENT,
    "advice_cash": Square.CASH,
}


def square_of(verdict: Verdict, policy: Squares) -> Square:
    """The square this verdict stands in, where it is sure enough."""
    if min(verdict.ability.confidence, verdict.willingness.confidence) < policy.least_confidence_percent:
        return Square.UNKNOWN
    return _BY_ADVICE.get(verdict.advice.code, Square.UNKNOWN)


def advised(verdict: Verdict, policy: Squares, found: DebtClass, grade: Grade) -> Reason:
    """The advice of this verdict, unless the evidence is thin or the class of the debt or the grade says otherwise.

    Terms are not kept or extended for who owes beyond grace or is graded D or E, and nobody is lenient with doubtful debt
    because of figures from outside: what it did with our invoices comes first (FORESIGHT.md, 7).
    """
    told = verdict.advice
    square = _BY_ADVICE.get(told.code, Square.UNKNOWN)
    if square is Square.UNKNOWN:
        return told
    if min(verdict.ability.confidence, verdict.willingness.confidence) < policy.least_confidence_percent:
        return replace(told, code="advice_thin")
    kept = square is Square.KEEP and (found is not DebtClass.NOT_DUE or grade in (Grade.D, Grade.E))
    spared = square is Square.LENIENT and found.at_least(DebtClass.DOUBTFUL)
    if not (kept or spared):
        return told
    return replace(told, code="advice_by_class", facts={**told.facts, "debt_class": found.value, "grade": grade.value})
