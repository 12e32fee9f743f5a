"""Where the place of a buyer in the queue, what a day of waiting costs, and the days of its treatment come from."""

from collections.abc import Iterator
from datetime import date

from credit.assessment import Assessment
from credit.controlled import taught
from credit.foresight.ranking import OwnHistory
from credit.leniency import standing as leniency_standing
from credit.reason import DESK, POLICY
from credit.response import response
from credit.treatment import this_week, treatment
from credit.worklist import Task
from tui.views.explanation import Explained, Inputs, because
from tui.views.snapshot import Snapshot, standing
from wording import terms
from wording.reasons import reason as reason_sentence

__all__ = ["explained_work"]


def explained_work(entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """What a day of waiting costs, the lane, the ladder's days and the contacts of the week."""
    place = standing(shown, entry)
    if isinstance(place, Task):
        yield from _placed(place, entry, shown)
    told = treatment(entry, shown.book.policy)
    ladder = shown.book.policy.ladders.named(told.ladder)
    if told.aim_on is not None:
        yield Explained("aim", told.aim_on, _from(told.since, ladder.aim_days), told.since, POLICY)
    if told.deadline_on is not None:
        given = entry.leniency
        counted = (("until", given.until),) if given is not None else _from(told.since, ladder.deadline_days)
        yield Explained("deadline", told.deadline_on, counted, told.since, DESK if given is not None else POLICY)
    week: Inputs = tuple((contact.id, contact.on) for contact in this_week(entry))
    most: Inputs = (("most_contacts", told.most_contacts),) if told.most_contacts else ()
    yield Explained("contacts_this_week", told.contacts, (*week, *most), entry.on, DESK)
    found = leniency_standing(entry.account, entry.ledger, entry.debt_class, shown.book)
    if found is not None:
        given, days = found.leniency, shown.book.policy.leniency.review_days
        yield Explained("review_due", found.review_due, _from(given.reviewed_on or given.on, days), given.on, DESK)


def _placed(place: Task, entry: Assessment, shown: Snapshot) -> Iterator[Explained]:
    """The lines of the row that have an amount sum to its cost; the others say why it stands in its lane."""
    parts = tuple((reason_sentence(reason), reason.amount) for reason in place.reasons if reason.amount is not None)
    told = shown.lessons
    learnt = response(entry, taught(shown.book.policy, told.controlled), told.recorded_since)
    counts: Inputs = (("response", learnt.value), ("late_cases", learnt.cases), ("alone", learnt.alone))
    since: Inputs = (("recorded_since", told.recorded_since),) if told.recorded_since is not None else ()
    inputs = (*parts, *counts, *since, *_tried(told.own, shown.book.policy.valuing.own_history))
    yield Explained("value_per_day", place.value_per_day, inputs, shown.on)
    others = because(reason for reason in place.reasons if reason.amount is None)
    yield Explained("lane", terms.lane(place.lane), (*others, ("value_per_day", place.value_per_day)), shown.on)


def _tried(own: OwnHistory, least: int) -> Inputs:
    """How far the book is from where its own history of risk counts, or beyond it; nothing where nobody asks, or knows yet."""
    return (("tried", own.tried), ("own_history", least)) if least and not own.due else ()


def _from(since: date, days: int) -> Inputs:
    return ("since", since), ("days", days)
