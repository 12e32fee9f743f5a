"""A round of the providers that watch buyers by themselves: what is new of all of them, before any report is asked for.

Reading events is free where the provider's terms say so, so a round needs no budget and heeds no report's age. What it brings
is written down at once; the alerts of it ring, and go out, as those of any other notice do.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from credit.actions import accept_report
from credit.change import Change, together
from credit.check import Check
from credit.problem import Fault
from credit.report import RiskEvent
from tui.asked import Events, Watches
from tui.desk import Desk, Reports
from tui.views.report_record import event_record
from tui.watch_plan import next_round
from wording import figures, terms
from wording.deeds import left_out
from wording.listing import listed
from wording.provider_trouble import failure, seen, warned
from wording.words import _, plural

__all__ = ["Watched", "round_told", "watch"]

NAMED_APART = "kind_unknown"
"""The one warning that is told in words of its own: which of the provider's words mean no event here."""
NOBODY = "no_id"
"""The reason where the provider knows none of the buyers by a number."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What a round of one provider brought."""

    provider: str
    bills: bool
    reason: str = ""
    """Why it was not asked."""
    answer: Events | None = None
    since: date | None = None
    change: Change | None = None
    """What the book did not hold."""
    unsaved: Fault | None = None

    @property
    def new_events(self) -> list[RiskEvent]:
        """Events the book did not hold."""
        return [fact for fact in self.change.put if isinstance(fact, RiskEvent)] if self.change else []

    @property
    def fine(self) -> bool:
        """Whether it needs nobody's eye."""
        answer = self.answer
        return answer is None or answer.answered or answer.reason == NOBODY

    def record(self) -> dict[str, object]:
        """The round for scripts."""
        answer, change = self.answer, self.change
        told = {"provider": self.provider, "billed": self.bills, "since": self.since}
        events = [{"customer_id": event.customer_id, **event_record(event)} for event in self.new_events]
        if answer is None:
            return {**told, "status": "left_out", "reason": self.reason, "saved": False, "events": events}
        return {
            **told,
            "status": str(answer.ending),
            "reason": answer.reason,
            "saved": answer.answered and self.unsaved is None,
            "watched": answer.watched,
            "checked": sum(isinstance(fact, Check) for fact in change.put) if change else 0,
            "events": events,
            "unknown_rules": list(answer.unknown),
            "warnings": [str(warning) for warning in answer.warnings],
            "cost": answer.cost,
        }

    def told(self) -> str:
        """The round for people, in a line."""
        answer = self.answer
        if answer is None:
            return _("left out: {why}").format(why=left_out(self.reason))
        if not answer.answered or self.since is None:
            facts = {"provider": answer.provider, "ending": answer.ending, "reason": answer.reason}
            return failure({**facts, "secret": answer.secret, "until": answer.until})
        watched = plural("{n} buyer watched", "{n} buyers watched", answer.watched).format(n=answer.watched)
        told = _("{ending}; {watched}, events since {day}, free of charge: {events}").format(
            ending=terms.ending(answer.ending),
            watched=watched,
            day=figures.day(self.since),
            events=self._events_told(),
        )
        return ". ".join((told, " ".join(heed))) if (heed := self._heed(answer)) else told

    def _events_told(self) -> str:
        """The new events, each with its buyer."""
        each = (f"{figures.safe(event.customer_id)} {terms.alert_kind(event.event)}" for event in self.new_events)
        events = listed(each) or _("no new event")
        return events if self.unsaved is None else _("{events}; not saved").format(events=events)

    def _heed(self, answer: Events) -> list[str]:
        """What a reader should heed of a round that is usable all the same."""
        heed = [_("Note: {what}.").format(what=seen(answer.reason))] if answer.reason else []
        if answer.unknown:
            words = ", ".join(map(figures.safe, answer.unknown))
            heed.append(_("No event here: {words}; `rules` of the provider's file says what they mean.").format(words=words))
        return heed + [warned(str(warning)) for warning in answer.warnings if warning != NAMED_APART]


def watch(desk: Desk, ids: Sequence[str], providers: Sequence[Reports], cancelled: Callable[[], bool] = bool) -> list[Watched]:
    """Ask every provider that watches buyers what is new; once the book cannot be written nobody else is asked."""
    rounds: list[Watched] = []
    for provider in providers:
        if not isinstance(provider, Watches) or cancelled():
            continue
        rounds.append(_round(desk, ids, provider, provider.info.name, cancelled))
        if rounds[-1].unsaved is not None:
            break
    return rounds


def round_told(rounds: Sequence[Watched]) -> str:
    """What several rounds brought: all events in one sentence, and one for each that needs an eye; empty where nobody watches."""
    read = [each for each in rounds if each.answer is not None and each.answer.answered]
    new = sum(len(each.new_events) for each in read)
    watched = sum(each.answer.watched for each in read if each.answer is not None)
    parts = []
    if read:
        told = plural("{n} new event of {watched} watched.", "{n} new events of {watched} watched.", new)
        parts.append(told.format(n=new, watched=watched))
    return " ".join((*parts, *(each.told() for each in rounds if not each.fine)))


def _round(desk: Desk, ids: Sequence[str], provider: Watches, name: str, cancelled: Callable[[], bool]) -> Watched:
    """One round: read, and write down what is new in one step."""
    if provider.events_bill:
        return Watched(name, bills=True, reason="billable")
    desk.need_day_come()
    accounts = [desk.book.account(id).as_known_on(desk.on) for id in ids]
    plan = next_round(accounts, name, desk.on)
    answer = provider.events([account.customer for account in accounts], plan.since, desk.on, plan.put, cancelled)
    change = _news(desk, answer)
    unsaved: Fault | None = None
    if change:
        try:
            desk.take_in([change])
        except Fault as fault:
            unsaved = fault
    return Watched(name, False, "", answer, plan.since, change, unsaved)


def _news(desk: Desk, answer: Events) -> Change:
    """What the book does not hold of an answer."""
    hand = desk.hand()
    events: defaultdict[str, list[RiskEvent]] = defaultdict(list)
    checks: defaultdict[str, list[Check]] = defaultdict(list)
    for event in answer.events:
        events[event.customer_id].append(event)
    for check in answer.checks:
        checks[check.customer_id].append(check)
    changes = [accept_report(desk.book, hand, id, None, events[id], checks[id]) for id in dict.fromkeys((*events, *checks))]
    return together(changes) if changes else Change("accept_report", who=hand.who)
