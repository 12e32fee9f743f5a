"""What an order would do: its verdict on a day, and what is at stake and lost of this buyer's debt without it and with it.

The order is supposed to be invoiced on the day, on its terms, what is paid at the order paid: the rest of it is a receivable, and
the loss of the house is reckoned anew (TRADE.md 3.4). Nothing here is recorded. A day to come is looked at as far as today's
facts tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from credit.account import Fact
from credit.assess import Assessed, assess_book
from credit.assessment import Assessment
from credit.change import Change
from credit.instalment import Instalment, Rest
from credit.invoice import Invoice
from credit.invoicing import in_instalments
from credit.limits.group import group_of
from credit.loss.estimate import expected_credit_loss
from credit.money import Money
from credit.orders.check import OrderCheck, check_order
from credit.orders.weighing import weigh
from credit.problem import RefusedChange
from credit.term_words import Method
from credit.terms import NO_TERMS, Terms, parse, understood

__all__ = ["OrderOutlook", "paid_by", "supposed_order"]

MARK = "what-if"
"""Number of the invoice that is supposed: it is in no book."""


@dataclass(frozen=True, slots=True)
class OrderOutlook:
    """The answer to an order on a day, and how the buyer and the house stand without it and with it."""

    on: date
    check: OrderCheck
    exposure: Money | None
    """At stake before it; what it is after stands in the answer."""
    own_risk: Money | None
    loss_before: Money | None
    """Expected credit loss of the house; `None` where no open item has a rate."""
    loss_after: Money | None


def supposed_order(
    assessed: Assessed, customer_id: str, amount: Money, terms: Terms = NO_TERMS, day: date | None = None
) -> OrderOutlook:
    """What an order of `amount` would do on `day` (that of the look, where none is given).

    Raises `UnknownBuyer`; `RefusedChange` for an amount that is not above zero and a day gone by or of no year of ours;
    `CurrencyMismatch` where terms name another currency.
    """
    entry, on = assessed.of(customer_id), assessed.on
    then = day or on
    if then < on or then.year > on.year + entry.house.policy.plausible.years_ahead:
        raise RefusedChange(reason="supposed_order_day", day=then, on=on)
    known = replace(assessed.book, accounts={id: each.account for id, each in assessed.by_id.items()})
    before = assessed if then == on else assess_book(known, then)
    group = group_of(before, customer_id)
    tightest, family = (group.tightest, group.relatives(customer_id)) if group else (None, ())
    answer = check_order(before.of(customer_id), amount, known, terms, group=tightest, family=family)
    after = assess_book(known.after(Change("what_if", tuple(_invoiced(entry, amount, terms, then)))), then, before)
    owed = before.of(customer_id).exposure
    loss = expected_credit_loss(before).total, expected_credit_loss(after).total
    return OrderOutlook(then, answer, owed.at_stake, owed.own_risk, *loss)


def _invoiced(entry: Assessment, amount: Money, terms: Terms, day: date) -> Iterator[Fact]:
    """The invoice of the order but for what is paid at the order; without terms, the buyer's own, else due at once."""
    agreed = terms if terms.instalments else understood(entry.account.customer.terms)
    whole = Invoice(MARK, entry.id, amount, day, day, entry.on, shipped_on=day)
    if not agreed.instalments:
        yield whole
        return
    parts = weigh(amount, agreed, entry.house.policy.weighing).parts
    yield from (fact for fact, part in zip(in_instalments(whole, agreed), parts, strict=True) if not part.prepaid)


def paid_by(terms: Terms, method: Method) -> Terms:
    """The same terms by another method, what is paid by T/T as before; all of it in advance where the method is T/T.

    Days stay; at sight where there are none. Raises `InvalidTerms` where the method cannot do without days.
    """
    if method is Method.TT:
        return parse("TT @order")
    clauses = terms.instalments or understood("OA 0").instalments
    return parse("; ".join(str(each) if each.method is Method.TT else _by(each, method) for each in clauses))


def _by(each: Instalment, method: Method) -> str:
    """A clause by another method, counted from the event this method is usually counted from."""
    days = "" if not each.offset else each.tenor
    condition = {
        Method.OA: f"OA {days or 0} @{each.baseline}" if each.method is Method.OA else f"OA {days or 0}",
        Method.DA: f"DA {days} @acceptance",
        Method.LC: f"LC {days} @sight" if days else "LC sight",
    }.get(method, f"{method.value} sight" if method is Method.DP else method.value)
    share = replace(each, method=Method.CAD)  # its share stands before the method
    before = str(share).removesuffix(share.condition).strip()
    return f"{'rest' if isinstance(each.share, Rest) else before} {condition}".strip()
