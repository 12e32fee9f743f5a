"""Where money that is set against nothing yet could go: a suggestion by the order the law gives, never booked by itself."""

from credit.assessment import Assessment
from credit.loss.application import Application, Remittance, apply_receipt
from credit.loss.debts import debts_of
from credit.money import Money

__all__ = ["suggested_applications"]


def suggested_applications(entry: Assessment) -> tuple[Application, ...]:
    """For each currency with unapplied money, the open items it could be set against; contested items are left alone.

    A deposit is left with its order.
    """
    free = {code: minor for code, minor in entry.ledger.free.items() if minor > 0}
    debts = debts_of(entry, [item for item in entry.ledger.open if not entry.disputed(item)]) if free else []
    return tuple(
        apply_receipt(
            Remittance(Money(minor, code), entry.on),
            [debt for debt in debts if debt.principal.currency == code],
            policy=entry.house.policy.short_pays,
        )
        for code, minor in free.items()
    )
