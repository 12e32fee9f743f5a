"""When a buyer may be called: in its own hours, and what that is on the house's clock."""

from datetime import date, datetime
from typing import Any

from credit.activity import Channel
from credit.assessment import Assessment
from credit.call_hours import ZONES, CallHours, call_hours, sole_zone
from credit.treatment import NextStep
from wording import figures
from wording.words import _

__all__ = ["call_line", "hours_of", "hours_record", "outside_hours"]


def hours_of(entry: Assessment, day: date) -> CallHours | None:
    """When the buyer may be called on that day of its calendar; `None` where nobody knows what time it is there."""
    return call_hours(entry.account.customer.country, day, entry.house.policy.steps)


def call_line(entry: Assessment, step: NextStep) -> str:
    """Not before and not after which hour the step may be done, there and here; empty for what is no call."""
    if step.channel != Channel.CALL:
        return ""
    hours = hours_of(entry, step.due_on)
    if hours is None:
        return _unknown(entry.account.customer.country)
    facts = {"opens": _time(hours.opens), "closes": _time(hours.closes), "zone": hours.zone}
    home = sole_zone(entry.house.home)
    if home is None or str(home) == hours.zone:
        return _("Call {opens} to {closes} there ({zone}).").format(**facts)
    begun, over = hours.opens.astimezone(home), hours.closes.astimezone(home)
    here = {"from_here": _moment(begun, step.due_on), "until_here": _moment(over, begun.date())}
    return _("Call {opens} to {closes} there ({zone}), {from_here} to {until_here} here.").format(**facts, **here)


def outside_hours(entry: Assessment, now: datetime) -> str:
    """That a call made `now`, a moment with its zone, is outside of the buyer's hours; empty where it is not, or nobody knows."""
    zone = ZONES.get(entry.account.customer.country.upper(), ())
    today = hours_of(entry, now.date()) if zone else None
    there = now.astimezone(today.opens.tzinfo) if today is not None else None
    hours = hours_of(entry, there.date()) if there is not None else None
    if hours is None or there is None or hours.open_at(now):
        return ""
    facts = {"now": _time(there), "opens": _time(hours.opens), "closes": _time(hours.closes), "zone": hours.zone}
    return _("It is {now} there ({zone}); it is called between {opens} and {closes}.").format(**facts)


def hours_record(entry: Assessment, step: NextStep) -> dict[str, Any] | None:
    """The hours of a step that is a call: moments with the buyer's own offset, and the zone; `None` for any other, or unknown."""
    hours = hours_of(entry, step.due_on) if step.channel == Channel.CALL else None
    if hours is None:
        return None
    return {"from": hours.opens.isoformat(), "until": hours.closes.isoformat(), "zone": hours.zone}


def _unknown(country: str) -> str:
    if not country:
        return _("No country is written down: what time it is there is not known.")
    return _("What time it is in {country} is not known: look before you call.").format(country=figures.safe(country))


def _time(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def _moment(moment: datetime, day: date) -> str:
    """The hour; with its day where that is another one than `day`."""
    return _time(moment) if moment.date() == day else f"{figures.day(moment.date())} {moment:%H:%M}"
