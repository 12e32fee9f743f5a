"""Where the figures of who bears what is at stake come from, of the limit, the room under it, and of the whole family."""

from collections.abc import Iterator

from credit.assessment import Assessment
from credit.exposure import LESS, LINES, Exposure, converted_total
from credit.limits.cover import cover_of, secured_by
from credit.limits.group import Group, group_of
from credit.limits.recommendation import expires_on
from credit.reason import DESK
from tui.views.explained_rates import exchanged, rates_of
from tui.views.explanation import Explained, Inputs
from tui.views.snapshot import Snapshot

__all__ = ["explained_borne"]


def explained_borne(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """What securities and the insurer bear, what is left, and how much of the limit is used."""
    owed, on = entry.known_exposure, entry.on
    stake: Inputs = (("exposure", owed.at_stake),)
    yield Explained("secured", owed.secured, (*stake, *_securities(entry, shown)), on, DESK)
    yield Explained("insured", owed.insured, (*stake, ("secured", owed.secured), *_cover(entry, shown)), on, DESK)
    rates = rates_of(owed.rate_on, shown)
    left_out: Inputs = tuple(("left_out", code) for code in owed.no_rate)
    borne: Inputs = (*stake, ("secured", owed.secured), ("insured", owed.insured))
    yield Explained("own_risk", owed.own_risk, (*borne, *rates, *left_out), on)
    yield Explained("counted", owed.counted, (*_counted(owed, entry), *rates, *left_out), on)
    yield from _limit(entry, shown, (*rates, *left_out))
    found = group_of(shown.assessed, entry.id)
    if found is not None:
        yield from _family(found, entry, shown)


def _securities(entry: Assessment, shown: Snapshot) -> Inputs:
    """Each security that stands, at what it is worth."""
    limits = shown.book.policy.limits
    standing = [security for security in entry.account.securities if security.stands_on(entry.on)]
    worth = secured_by(entry.account, entry.on, limits.security_percent, limits.discrepant_percent)
    told = tuple((security.id, money) for security, money in zip(standing, worth, strict=True))
    return (*told, *exchanged((money.currency for money in worth), entry.exposure.currency, shown))


def _cover(entry: Assessment, shown: Snapshot) -> Inputs:
    """What of the insured limit covers today, in the currency of the exposure, and the percent the insurer pays."""
    cover = cover_of(entry.account, entry.ledger.open, entry.on, shown.book.rates, entry.stops)
    currency, known = entry.exposure.currency, (cover,) if cover is not None else ()
    told = converted_total(known, currency, shown.book.rates, entry.on)
    percent = entry.account.customer.covered_percent(shown.book.policy.valuing.insured_percent)
    rates = exchanged((money.currency for money in known), currency, shown)
    return (("cover", told), ("insured_percent", percent), *rates)


def _counted(owed: Exposure, entry: Assessment) -> Inputs:
    """The lines the policy counts; what is taken off with its sign."""
    counts = entry.house.policy.limits.counts
    more: Inputs = tuple((name, getattr(owed, name)) for name in LINES if counts[name])
    less = [(name, getattr(owed, name)) for name in LESS if counts[name]]
    return (*more, *((name, -money if money is not None else None) for name, money in less))


def _limit(entry: Assessment, shown: Snapshot, more: Inputs) -> Iterator[Explained]:
    """The limit that was decided and until when it stands; room and use where there is one: an unknown counts as unknown."""
    owed, buyer, on = entry.known_exposure, entry.account.customer, entry.on
    if owed.limit is None:
        return
    decided: Inputs = (("decided_on", buyer.limit_on),) if buyer.limit_on is not None else ()
    yield Explained("limit", owed.limit, (("limit", buyer.limit), *decided), buyer.limit_on or on, DESK)
    if (ends := expires_on(entry, shown.book)) is not None:
        grade = entry.graded.value.value
        months: Inputs = (("grade", grade), ("months", shown.book.policy.limits.valid_months[grade]))
        yield Explained("limit_ends", ends, (*decided, *months), on, DESK)
    room: Inputs = (("limit", owed.limit), ("counted", owed.counted))
    yield Explained("headroom", entry.exposure.headroom, (*room, *more), on)
    yield Explained("over_limit", entry.exposure.over, (*room, *more), on)
    yield Explained("limit_used", entry.exposure.used_percent, (*room, *more), on)


def _family(found: Group, entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """What stands with all members of the buyer's group, and the room under each limit that holds it."""
    left_out: Inputs = tuple(("left_out", id) for id in found.total.left_out)
    known = [(each.id, each.assessment.known_exposure) for each in found.members if each.assessment is not None]
    rates = exchanged((owed.currency for _id, owed in known), found.total.currency, shown)
    for figure, value, name in (
        ("group_exposure", found.total.exposure, "at_stake"),
        ("group_overdue", found.total.overdue, "overdue"),
        ("group_own_risk", found.total.own_risk, "own_risk"),
    ):
        members: Inputs = tuple((id, getattr(owed, name)) for id, owed in known)
        yield Explained(figure, value, (*members, *rates, *left_out), entry.on)
    for each in found.rooms:
        room: Inputs = (("limit", each.limit), ("counted", each.counted))
        yield Explained(f"group_headroom:{each.at}", each.headroom, room, entry.on, about=each.at)
