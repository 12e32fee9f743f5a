"""Time granted to a buyer, as the page and scripts tell it: for what reason, how far, at what price, and what ended it."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.leniency import Standing, proposed, standing
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["leniency_hint", "leniency_lines", "leniency_record"]

Line = tuple[str, str, str]


def _standing(entry: Assessment, shown: Snapshot) -> Standing | None:
    return standing(entry.account, entry.ledger, entry.debt_class, shown.book)


def leniency_lines(entry: Assessment, shown: Snapshot) -> Iterator[Line]:
    """Label, value and tone: the leniency that runs, or why the last one ended; else the hint of a tag."""
    found = _standing(entry, shown)
    if found is not None:
        yield _("Leniency"), _told(found, entry), "" if found.in_force else "warning"
        for why in found.ended:
            yield "-", reason_sentence(why), "warning"
    elif hint := leniency_hint(entry):
        yield _("Hint"), hint, "muted"


def _told(found: Standing, entry: Assessment) -> str:
    given = found.leniency
    word = terms.leniency_reason(given.reason)
    if not found.in_force:
        return _("{what}: ended").format(what=word)
    told = _("{what} until {day}, cap {cap}, review by {review}").format(
        what=word, day=figures.day(given.until), cap=figures.money(given.cap), review=figures.day(found.review_due)
    )
    if given.insurer_consent:
        told += _(", insurer's consent {reference}").format(reference=figures.safe(given.insurer_consent))
    if given.forfeits is not None:
        told += _(", cover forfeited {amount}").format(amount=figures.money(given.forfeits))
    elif found.insurer_stop_on is not None and not given.insurer_consent:
        told += _(", the insurer stops on {day}").format(day=figures.day(found.insurer_stop_on))
    return told


def leniency_hint(entry: Assessment) -> str:
    """That a tag of the import proposes leniency, which is no grant; empty where none does."""
    reason = proposed(entry.account)
    if reason is None:
        return ""
    return _('The import marks the buyer "{reason}": a hint to look for evidence, no leniency is granted by it.').format(
        reason=terms.leniency_reason(reason)
    )


def leniency_record(entry: Assessment, shown: Snapshot) -> dict[str, Any] | None:
    """The latest leniency and what has ended it; `None` where none was ever granted."""
    found = _standing(entry, shown)
    if found is None:
        return None
    given, stop = found.leniency, found.insurer_stop_on
    return {
        "id": given.id,
        "reason": given.reason,
        "granted_on": given.on,
        "until": given.until,
        "cap": given.cap,
        "evidence": list(given.evidence),
        "in_force": found.in_force,
        "reviewed_on": given.reviewed_on,
        "review_due": found.review_due,
        "insurer_consent": given.insurer_consent or None,
        "forfeits": given.forfeits,
        "insurer_stop_on": stop,
        "days_to_insurer_stop": (stop - entry.on).days if stop is not None else None,
        "ended": [
            {"code": why.code, "on": why.facts["on"], "source": why.facts["source"], "text": reason_sentence(why)}
            for why in found.ended
        ],
        "who": given.who,
        "text": given.text,
    }
