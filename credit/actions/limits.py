"""A limit decided by a person: of a buyer, of what the insurer covers, of a whole group."""

from dataclasses import replace

from credit.actions.hand import Hand, known
from credit.book import Book
from credit.change import Change
from credit.money import Money
from credit.problem import RefusedChange

__all__ = ["set_limit"]


def set_limit(
    book: Book,
    hand: Hand,
    customer_id: str,
    limit: Money,
    reason: str,
    insured: Money | None = None,
    group: Money | None = None,
) -> Change:
    """Decide the limit of a buyer, own risk and insured together; what is not given of the others stays as it is.

    The day of the decision is kept with it, and an import that knows of no later decision does not undo it. Refused below
    zero (a limit of zero stops new orders) and without a reason.
    """
    buyer = known(book, hand, customer_id).customer
    for amount in (limit, insured, group):
        if amount is not None and amount.minor < 0:
            raise RefusedChange(reason="limit_amount")
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    fact = replace(
        buyer,
        learnt_on=hand.on,
        limit=limit,
        insured_limit=insured if insured is not None else buyer.insured_limit,
        group_limit=group if group is not None else buyer.group_limit,
        limit_on=hand.on,
        limit_reason=reason.strip(),
    )
    return Change("set_limit", (fact,), who=hand.who)
