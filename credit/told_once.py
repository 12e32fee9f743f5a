"""What several providers tell of a company's public life is one thing: a petition is one petition, whoever prints or repeats it.

A bureau's monitoring repeats what a gazette printed, some days later and under a number of its own. So an event of the same
kind, published by another provider within some days of one that was learnt before, tells of the same. What one provider tells
twice is two: three petitions in fourteen months are three. Ratings, limits and judgments are never put together, for each
bureau has its own opinion, and a company may be given several judgments in a week.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from credit.report import EventKind, RiskEvent

__all__ = ["told_once"]

_PUBLIC = frozenset(
    {
        EventKind.WINDING_UP_PETITION,
        EventKind.WINDING_UP_PETITION_DISMISSED,
        EventKind.WINDING_UP_ORDER,
        EventKind.ADMINISTRATION,
        EventKind.CVA,
        EventKind.RECEIVERSHIP,
        EventKind.CVL,
        EventKind.MVL,
        EventKind.MORATORIUM,
        EventKind.STRIKE_OFF_NOTICE,
        EventKind.STRIKE_OFF_DISCONTINUED,
        EventKind.DISSOLVED,
    }
)
"""Steps of the law, of which a company takes one at a time."""


@dataclass(slots=True)
class _Told:
    """One thing that happened: the event by which it was learnt, and who told of it."""

    first: RiskEvent
    by: set[str] = field(default_factory=set)

    def apart(self, event: RiskEvent) -> int:
        """Days between the two publications."""
        return abs((event.published_on - self.first.published_on).days)


def told_once(events: Iterable[RiskEvent], days: int) -> tuple[RiskEvent, ...]:
    """Each thing once, by the event it was first learnt by, oldest first; `days` may lie between two that tell of the same.

    What is learnt later changes nothing of what stood before, so an alert that was seen does not ring anew under another name.
    """
    told: list[_Told] = []
    for event in sorted(events, key=lambda event: (event.learnt_on, event.published_on, event.id)):
        same = [each for each in told if event.event in _PUBLIC and _may_be(each, event, days)]
        if same:
            min(same, key=lambda each: each.apart(event)).by.add(event.provider)
        else:
            told.append(_Told(event, {event.provider}))
    return tuple(sorted((each.first for each in told), key=lambda event: (event.published_on, event.id)))


def _may_be(told: _Told, event: RiskEvent, days: int) -> bool:
    """Whether `event` may tell of the same: nobody tells of one thing twice."""
    return told.first.event is event.event and event.provider not in told.by and told.apart(event) <= days
