"""An invoice on terms as it stands in the ledger: one fact for each instalment, each due from its own event.

Until its event has happened a due date is provisional: counted from the day the event is expected, or from the nearest event
that has a day. Once the event is known the date is final, and the provisional one is kept beside it (TRADE.md 5).
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from credit.due import schedule, split
from credit.instalment import WHOLE
from credit.invoice import Invoice
from credit.money import Money
from credit.term_words import Baseline
from credit.terms import Terms, parse

__all__ = ["events_of", "in_instalments", "redated", "with_event"]


def in_instalments(whole: Invoice, terms: Terms) -> tuple[Invoice, ...]:
    """The invoice as one fact for each instalment of `terms`, in their order; amounts and refunds sum to the whole exactly.

    One instalment keeps the number; several are `NUMBER/1`, `NUMBER/2`. What is owed back, and nothing, is not split. Days come
    from the whole's own `issued_on`, `shipped_on`, `happened` and `expected`. Raises `CurrencyMismatch` where the terms name an
    amount of another currency.
    """
    if whole.amount.minor <= 0 or len(terms.instalments) < 2:
        return (redated(replace(whole, terms=str(terms), instalment=1), terms),)
    amounts = split(terms, whole.amount)
    refunds = _alike(whole.refund, amounts)
    parts = (
        replace(whole, id=f"{whole.id}/{place}", amount=amount, refund=refund, terms=str(terms),
                instalment_of=whole.id, instalment=place)
        for place, (amount, refund) in enumerate(zip(amounts, refunds, strict=True), 1)
    )  # fmt: skip
    return tuple(redated(part, terms) for part in parts)


def redated(invoice: Invoice, terms: Terms | None = None) -> Invoice:
    """The invoice due as its terms and the events now known say; itself where its due date was given.

    A provisional day told before is kept once the final one is known, unless one is still counted from an expected day.
    """
    if invoice.instalment is None:
        return invoice
    agreed = terms or parse(invoice.terms)
    clause = agreed.instalments[invoice.instalment - 1]
    alone = Terms((replace(clause, share=WHOLE),), agreed.discount)
    expected = dict(invoice.expected)
    (found,) = schedule(alone, invoice.amount, events_of(invoice), expected)
    anew = found.provisional or clause.baseline in expected
    return replace(
        invoice,
        due_on=found.due_on or invoice.issued_on,
        baseline=clause.baseline,
        provisional=found.provisional,
        provisional_due_on=found.provisional_on if anew else invoice.provisional_due_on,
        discount=found.discount if agreed.discount else None,
        discount_until=found.discount_until,
    )


def events_of(invoice: Invoice) -> Mapping[Baseline, date]:
    """Days of the sale's events as far as this invoice knows them."""
    shipped = {Baseline.BL: invoice.shipped_on} if invoice.shipped_on else {}
    return {Baseline.INVOICE: invoice.issued_on, **shipped, **dict(invoice.happened)}


def with_event(invoice: Invoice, event: Baseline, day: date) -> Invoice:
    """The invoice once it is known that `event` happened on `day`, due accordingly."""
    if event is Baseline.BL:
        return redated(replace(invoice, shipped_on=day))
    happened = {**dict(invoice.happened), event: day}
    return redated(replace(invoice, happened=tuple(sorted(happened.items()))))


def _alike(refund: Money | None, amounts: tuple[Money, ...]) -> tuple[Money | None, ...]:
    """`refund` shared out as `amounts` are, each share rounded down and what is left with the last."""
    if refund is None:
        return (None,) * len(amounts)
    whole = sum(amount.minor for amount in amounts)
    shares = [refund.minor * amount.minor // whole for amount in amounts[:-1]]
    return tuple(Money(minor, refund.currency) for minor in (*shares, refund.minor - sum(shares)))
