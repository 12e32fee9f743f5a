"""Alerts from limits: exceeded, expired while in use, and the insurer's own cut."""

from collections.abc import Iterator
from itertools import pairwise

from credit.alerts.alert import AlertKind, Rung
from credit.alerts.expiry import expired
from credit.alerts.situation import Situation
from credit.breach import over_limit_since
from credit.calendar import days_before
from credit.money import Money
from credit.reason import DESK, OWN_LEDGER, ReasonFact
from credit.report import Severity

__all__ = ["RULES"]


def _over_limit(situation: Situation) -> Iterator[Rung]:
    """The exposure exceeds the limit; each time it does is an alert of its own, from the day it began."""
    exposure = situation.exposure
    if exposure.headroom is None or exposure.headroom.minor >= 0 or exposure.limit is None or exposure.counted is None:
        return
    since = over_limit_since(situation.account, situation.rates, situation.on, situation.policy)
    facts: dict[str, ReasonFact] = {
        "limit": exposure.limit,
        "exposure": exposure.counted,
        "buyer": situation.account.id,
        "on": since,
        "source": OWN_LEDGER,
    }
    yield Rung(AlertKind.LIMIT_EXCEEDED, since.isoformat(), Severity.WARNING, since, since, facts)


def _cut(situation: Situation) -> Iterator[Rung]:
    """The insurer covers less than before, or nothing any more; a limit given back since is none that was cut."""
    since = days_before(situation.on, situation.watching.sign_days)
    current = situation.account.customer.insured_limit
    for before, after in pairwise(situation.account.customers):
        was, day = before.insured_limit, after.learnt_on
        if not was or day <= since:
            continue
        now, still = (Money.zero(was.currency) if limit is None else limit for limit in (after.insured_limit, current))
        if now.currency != was.currency or now >= was or (still.currency == was.currency and still >= was):
            continue
        facts: dict[str, ReasonFact] = {"before": was, "limit": now, "on": day, "buyer": after.id, "source": DESK}
        yield Rung(AlertKind.INSURER_LIMIT_CUT, day.isoformat(), Severity.WARNING, day, day, facts)


RULES = (_over_limit, expired, _cut)
