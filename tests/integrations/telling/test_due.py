"""What is due on a channel: a Monday in March, alerts by hand.

a petition (critical), a broken promise (warning), a stale report (info)
"""

from dataclasses import replace
from datetime import date, datetime, time

from credit.alerts.alert import Alert, AlertKind
from credit.report import EventKind, Severity
from integrations.telling.channel import Channel, Quiet, Way
from integrations.telling.due import Memory, due, remembered, waiting


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026 by the clock on the wall."""
    return datetime(2026, 3, day, hour, minute)  # noqa: DTZ001 - quiet hours know no zone


DAY = date(2026, 3, 2)
NOON = at(2, 12, 0)
NIGHT = at(2, 23, 0)
PETITION = Alert("p", "C1", EventKind.WINDING_UP_PETITION, Severity.CRITICAL, DAY, DAY, {})
PROMISE = Alert("b", "C1", AlertKind.BROKEN_PROMISE, Severity.WARNING, DAY, DAY, {})
STALE = Alert("s", "C1", AlertKind.REPORT_STALE, Severity.INFO, DAY, DAY, {})
ALL = (PETITION, PROMISE, STALE)
PLAIN = Channel("office", Way.TEXT)
CALM = replace(PLAIN, quiet=Quiet(time(19), time(8)))
DAILY = replace(PLAIN, digest=time(9))


def test_quieter_than_the_least_does_not_go() -> None:
    assert due(PLAIN, ALL, Memory(), NOON) == ((PETITION, PROMISE), False)
    assert due(replace(PLAIN, least=Severity.INFO), ALL, Memory(), NOON)[0] == ALL
    assert due(replace(PLAIN, least=Severity.CRITICAL), ALL, Memory(), NOON)[0] == (PETITION,)


def test_what_somebody_has_seen_does_not_go() -> None:
    assert due(PLAIN, (replace(PROMISE, acknowledged=True),), Memory(), NOON)[0] == ()


def test_nothing_goes_twice() -> None:
    memory = remembered(Memory(), ALL, (PETITION, PROMISE), NOON, digest=False)
    assert due(PLAIN, ALL, memory, NOON)[0] == ()


def test_what_has_become_louder_goes_again() -> None:
    memory = remembered(Memory(), ALL, ALL, NOON, digest=False)
    louder = replace(PROMISE, severity=Severity.CRITICAL)
    assert due(PLAIN, (PETITION, louder, STALE), memory, NOON)[0] == (louder,)
    assert due(PLAIN, (replace(PETITION, severity=Severity.WARNING),), memory, NOON)[0] == (), "quieter is no news"


def test_what_ended_and_rings_anew_goes_again() -> None:
    memory = remembered(Memory(), ALL, ALL, NOON, digest=False)
    anew = replace(PROMISE, learnt_on=date(2026, 3, 9))
    assert due(PLAIN, (anew,), memory, NOON)[0] == (anew,)
    ended = remembered(memory, (PETITION,), (), NOON, digest=False)
    assert set(ended.told) == {"p"}, "what stands no longer is not remembered"
    assert due(PLAIN, (PETITION, PROMISE), ended, NOON)[0] == (PROMISE,)


def test_at_night_only_what_wakes_people_goes_and_the_rest_in_the_morning() -> None:
    went, digest = due(CALM, ALL, Memory(), NIGHT)
    assert (went, digest) == ((PETITION,), False)
    memory = remembered(Memory(), ALL, went, NIGHT, digest=digest)
    assert due(CALM, ALL, memory, at(3, 8, 0))[0] == (PROMISE,)
    assert due(replace(CALM, wakes=None), ALL, Memory(), NIGHT)[0] == ()
    assert due(replace(CALM, wakes=Severity.WARNING), ALL, Memory(), NIGHT)[0] == (PETITION, PROMISE)


def test_a_digest_goes_once_a_day_from_its_hour_on() -> None:
    early = at(2, 8, 59)
    assert due(DAILY, ALL, Memory(), early) == ((PETITION,), False)
    went, digest = due(DAILY, ALL, Memory(), NOON)
    assert (went, digest) == ((PETITION, PROMISE), True)
    memory = remembered(Memory(), ALL, went, NOON, digest=digest)
    later = replace(PROMISE, id="b2")
    assert due(DAILY, (*ALL, later), memory, at(2, 18, 0)) == ((), False)
    assert due(DAILY, (*ALL, later), memory, at(3, 9, 0)) == ((later,), True)


def test_a_digest_whose_hour_is_quiet_waits_for_the_end_of_it() -> None:
    both = replace(CALM, digest=time(7))
    assert due(both, ALL, Memory(), at(3, 7, 30)) == ((PETITION,), False)
    assert due(both, ALL, Memory(), at(3, 8, 0)) == ((PETITION, PROMISE), True)


def test_what_the_night_or_the_digest_keeps_back_waits_and_what_is_too_quiet_does_not() -> None:
    """At night the petition wakes; the promise waits; the stale report goes nowhere on this channel."""
    went, _ = due(CALM, ALL, Memory(), NIGHT)
    assert (went, waiting(CALM, ALL, Memory(), went)) == ((PETITION,), (PROMISE,))
    assert waiting(PLAIN, ALL, Memory(), due(PLAIN, ALL, Memory(), NOON)[0]) == ()
    told = remembered(Memory(), ALL, (PROMISE,), NOON, digest=True)
    assert waiting(DAILY, ALL, told, (PETITION,)) == ()
