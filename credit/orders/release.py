"""What a person let pass: rules that are silent for days of grace, each release with who, when, until and why.

A release lasts until its day and ends by itself. It never covers insolvency, a petition or another event as grave: those are told
as `lasting` findings, and asking to release them is refused by the verb.
"""

from collections.abc import Sequence
from datetime import date

from credit.decision import OrderRelease
from credit.orders.verdict import Finding, Verdict
from credit.reason import DESK, Reason, ReasonFact

__all__ = ["let_pass", "running"]


def running(releases: Sequence[OrderRelease], rule: str, on: date) -> OrderRelease | None:
    """The release that lets `rule` pass on `on`; of several the one that lasts longest."""
    found = [release for release in releases if rule in release.rules and release.on <= on <= release.until]
    return max(found, key=lambda release: release.until, default=None)


def let_pass(release: OrderRelease, rule: str) -> Finding:
    """What the check says of a rule that would have fired: who let it pass, when, until when, and why."""
    facts: dict[str, ReasonFact] = {
        "hold_rule": rule,
        "until": release.until,
        "who": release.who,
        "why": release.reason,
        "on": release.on,
        "release": release.id,
        "source": DESK,
    }
    return Finding(Verdict.GO, Reason("order_released", facts))
