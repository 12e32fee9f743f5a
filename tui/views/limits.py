"""The limit a buyer has and the one it should have, and how its group stands: as records for scripts and lines of the page."""

from collections.abc import Iterator
from typing import Any

from credit.assessment import Assessment
from credit.book import Book
from credit.limits.bounds import Constraint
from credit.limits.group import Group, Member, group_of
from credit.limits.recommendation import Recommendation, recommended
from tui.views.records import reason_records
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.faults import problem as problem_sentence
from wording.listing import listed
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["constraint_records", "expiry_lines", "group_lines", "group_record", "limit_lines", "limit_record"]

Line = tuple[str, str, str]
Record = dict[str, Any]


def limit_record(entry: Assessment, book: Book) -> Record:
    """The limit that stands, the own-risk limit recommended and what binds it."""
    found = recommended(entry, book)
    buyer = entry.account.customer
    return {
        "current": buyer.limit,
        "recommended": found.own_risk,
        "recommended_whole": found.whole,
        "binding_constraint": found.binds or None,
        "short_of_need": found.short,
        "insured": buyer.insured_limit,
        "expires_on": found.expires_on,
        "expired": found.expired,
    }


def constraint_records(entry: Assessment, book: Book) -> Record:
    """Every bound with its amount or why it has none, and what was made of them."""
    found = recommended(entry, book)
    return {
        "constraints": [_constraint(each) for each in found.constraints],
        "reasons": reason_records(found.reasons),
    }


def _constraint(each: Constraint) -> Record:
    (told,) = reason_records([each.reason])
    return {"constraint": each.bound, "amount": each.amount, "rate_on": each.rate_on, "reason": told}


def limit_lines(entry: Assessment, book: Book) -> Iterator[Line]:
    """The own-risk limit that is recommended, and the bound that decides it with its reason."""
    found = recommended(entry, book)
    yield _("Advised"), _advised(found, entry), "" if found.own_risk is not None else "muted"
    if found.binds == "grade":
        yield from (("-", reason_sentence(told), "") for told in found.reasons if told.code == "limit_cash_only")
    if found.binding is not None:
        yield "-", reason_sentence(found.binding.reason), ""


def expiry_lines(entry: Assessment, book: Book) -> Iterator[Line]:
    """That the present limit is expired, where it is."""
    for told in recommended(entry, book).reasons:
        if told.code in ("limit_expired", "limit_no_day"):
            yield "-", reason_sentence(told), "warning"


def _advised(found: Recommendation, entry: Assessment) -> str:
    """The own risk that is advised and what binds it, or why no amount is."""
    if found.binding is None:
        return _("no limit: no bound is known")
    if found.binds == "grade":
        return _("no own risk: grade {grade} binds").format(grade=terms.grade(entry.graded.value))
    if found.binds == "insurer":
        words = _("no own risk: the insurer bears {insured}, the whole limit would be {whole}")
        return words.format(insured=figures.money(found.insured), whole=figures.money(found.whole))
    bound = terms.bound(found.binding.bound)
    if found.whole is None:
        return _("no amount without a grade; the smallest bound: {bound}").format(bound=bound)
    if found.own_risk is None:
        return _("no amount: the insured limit has no rate of exchange; the smallest bound: {bound}").format(bound=bound)
    told = _("{bound} binds").format(bound=bound)
    return _("own risk up to {amount}; {bound}").format(amount=figures.money(found.own_risk), bound=told)


def group_record(shown: Snapshot, id: str) -> Record | None:
    """The buyer's group; `None` for a buyer that stands alone."""
    found = group_of(shown.assessed, id)
    if found is None:
        return None
    room = found.tightest
    return {
        "root": found.root,
        "members": [_member(each) for each in found.members],
        "exposure": found.total.exposure,
        "overdue": found.total.overdue,
        "own_risk": found.total.own_risk,
        "left_out": list(found.total.left_out),
        "limit": room.limit if room else None,
        "headroom": room.headroom if room else None,
        "limit_at": room.at if room else None,
        "limits": [
            {"at": each.at, "limit": each.limit, "counted": each.counted, "headroom": each.headroom} for each in found.rooms
        ],
        "reasons": reason_records(found.reasons),
        "problems": [problem_sentence(each) for each in found.problems],
    }


def _member(each: Member) -> Record:
    entry = each.assessment
    owed = entry.exposure if entry is not None else None
    return {
        "id": each.id,
        "name": entry.account.customer.name if entry is not None else None,
        "depth": each.depth,
        "exposure": owed.at_stake if owed is not None else None,
        "overdue": owed.overdue if owed is not None else None,
        "own_risk": owed.own_risk if owed is not None else None,
        "limit": owed.limit if owed is not None else None,
    }


def group_lines(shown: Snapshot, id: str) -> Iterator[Line]:
    """The group in a few lines: whose it is, what stands with it, the room left, and what is amiss."""
    found = group_of(shown.assessed, id)
    if found is None:
        return
    yield _("Group"), _told(found), ""
    for each in found.reasons:
        yield "-", reason_sentence(each), "warning"
    for problem in found.problems:
        yield "-", problem_sentence(problem), "warning"


def _told(found: Group) -> str:
    told = _("{root}, {n} members, {exposure} at stake").format(
        root=figures.safe(found.root), n=len(found.members), exposure=figures.money(found.total.exposure)
    )
    if found.total.left_out and found.total.exposure is not None:
        without = figures.safe(listed(found.total.left_out))
        told = _("{told} in part: there is no rate for all of {members}").format(told=told, members=without)
    if found.tightest is None:
        return told
    room = _("; limit {limit} at {at}, room {room}").format(
        limit=figures.money(found.tightest.limit), at=figures.safe(found.tightest.at), room=figures.money(found.tightest.headroom)
    )
    return told + room
