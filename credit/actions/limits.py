"""A limit decided by a person: of a buyer, of what the insurer covers, of a whole group."""

from dataclasses import dataclass, replace
from datetime import date

from credit.account import Account
from credit.actions.hand import Hand, known, need_weighable
from credit.actions.proposing import above, lapsing, proposed
from credit.book import Book
from credit.change import Change
from credit.money import Money
from credit.problem import RefusedChange
from credit.proposal import Decision, Proposal

__all__ = ["NO_COVER", "Cover", "limited", "set_limit"]


@dataclass(frozen=True, slots=True)
class Cover:
    """What is decided of the insurer's cover; what is not given stays, but a new limit lasts unless it says until when."""

    limit: Money | None = None
    until: date | None = None
    percent: int | None = None


NO_COVER = Cover()


def set_limit(
    book: Book,
    hand: Hand,
    customer_id: str,
    limit: Money,
    reason: str,
    insured: Cover = NO_COVER,
    group: Money | None = None,
) -> Change:
    """Decide the limit of a buyer, own risk and insured together; what is not given of the others stays as it is.

    Above the policy's amount it is proposed only, save what lowers what stands.

    The day of the decision is kept with it, and an import that knows of no later decision does not undo it. Refused below
    zero (a limit of zero stops new orders), in a currency nothing can be held against, without a reason, for cover that has ended
    and for more than all of a loss.
    """
    change = limited(book, hand, customer_id, limit, reason, insured, group)
    account = known(book, hand, customer_id)
    if not above(book, _raised(account, limit, insured.limit, group), book.policy.four_eyes.limit, hand.on):
        return change
    fact = Proposal(
        hand.mark,
        customer_id,
        hand.on,
        hand.on,
        Decision.LIMIT,
        limit,
        lapsing(book, hand.on),
        hand.who,
        reason.strip(),
        insured=insured.limit,
        insured_until=insured.until,
        insured_percent=insured.percent,
        group=group,
    )
    return proposed(account, hand, fact)


def _raised(account: Account, *given: Money | None) -> list[Money]:
    """What of a limit, an insured one and a group's is given, and is not lower than what stands."""
    buyer = account.customer
    standing = (buyer.limit, buyer.insured_limit, buyer.group_limit)
    pairs = zip(given, standing, strict=True)
    return [new for new, old in pairs if new is not None and not (old and old.currency == new.currency and new < old)]


def limited(book: Book, hand: Hand, customer_id: str, limit: Money, reason: str, insured: Cover, group: Money | None) -> Change:
    """The limit decided, whatever its amount; refused as `set_limit` is."""
    account = known(book, hand, customer_id)
    buyer = account.customer
    for amount in (limit, insured.limit, group):
        if amount is not None and amount.minor < 0:
            raise RefusedChange(reason="limit_amount")
        if amount is not None:
            need_weighable(book, hand, account, amount)
    if not reason.strip():
        raise RefusedChange(reason="reason_owed")
    if insured.until is not None and insured.until < hand.on:
        raise RefusedChange(reason="cover_day", until=insured.until, on=hand.on)
    if insured.percent is not None and not 0 <= insured.percent <= 100:
        raise RefusedChange(reason="cover_percent", given=insured.percent)
    fact = replace(
        buyer,
        learnt_on=hand.on,
        limit=limit,
        insured_limit=buyer.insured_limit if insured.limit is None else insured.limit,
        insured_until=buyer.insured_until if insured.limit is None and insured.until is None else insured.until,
        insured_percent=buyer.insured_percent if insured.percent is None else insured.percent,
        group_limit=group if group is not None else buyer.group_limit,
        limit_on=hand.on,
        limit_reason=reason.strip(),
        limit_by=hand.who,
    )
    return Change("set_limit", (fact,), who=hand.who)
