"""The command that asks providers about many buyers: whom it asks is settled first, and what it may cost is never exceeded.

A provider that bills is asked only within a budget, reckoned by the price its file states, whether or not a call is charged.
What is learnt is kept buyer by buyer, so a run that breaks off loses nothing it had.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from credit.actions import accept_report
from credit.assessment import Assessment
from credit.change import Change
from credit.money import Money, total
from credit.problem import Fault
from credit.report import CreditReport, RiskEvent, changed_findings
from storage.faults import BookReadOnly
from tui.cli.exits import Exit, exit_of
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.desk import Answer, Desk, Named, Reports
from tui.heeding import heeded
from tui.plain import facts_text
from wording import figures, terms
from wording.deeds import left_out as left_out_word
from wording.faults import fault as fault_sentence
from wording.provider_trouble import failure
from wording.words import _

__all__ = ["Plan", "planned", "refresh"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that is not put, and why not."""

    customer_id: str
    provider: str
    reason: str
    """`billable` (no budget), `no_price`, `currency`, `budget`, `dry_run` or `not_saved`."""


@dataclass(slots=True)
class Plan:
    """Who is asked about whom, in order, and who is left out."""

    asked: list[tuple[str, Reports]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def called_off(self, reason: str, first: int = 0) -> None:
        """Leave out every question from the `first` on."""
        self.left_out += [LeftOut(id, provider.info.name, reason) for id, provider in self.asked[first:]]
        del self.asked[first:]


def planned(ids: Iterable[str], providers: Iterable[Reports], budget: Money | None) -> Plan:
    """Every question that costs nothing, and those that bill for as long as their stated prices stay within `budget`."""
    plan, spent, providers = Plan(), 0, tuple(providers)
    for id in ids:
        for provider in providers:
            info = provider.info
            price = info.cost.minor if info.billable and info.cost else 0
            reason = _against(info, budget, spent + price)
            if reason:
                plan.left_out.append(LeftOut(id, info.name, reason))
            else:
                spent += price
                plan.asked.append((id, provider))
    return plan


def _against(info: Named, budget: Money | None, spent: int) -> str:
    """What speaks against a question after which so many minor units are spent; empty where nothing does."""
    if not info.billable:
        return ""
    if budget is None:
        return "billable"
    if info.cost is None:
        return "no_price"
    if info.cost.currency != budget.currency:
        return "currency"
    return "budget" if spent > budget.minor else ""


def refresh(opened: Opening) -> Exit:
    """Ask providers about buyers, one by one; what fails is a line, and the rest goes on."""
    a = opened.arguments
    budget = Money.of(a.budget[0].replace(",", ""), a.budget[1].upper()) if a.budget else None
    desk = opened.desk(ask=True)
    providers = [provider for provider in desk.providers if not a.provider or provider.info.name == a.provider]
    if not providers:
        narrate(_("No such provider is configured. `dunnage paths` says where provider files belong."))
        return Exit.USAGE
    if desk.store.read_only and not a.dry_run:
        raise BookReadOnly(path=desk.store.place)
    plan = planned(_about(desk, a.id, a.stale), providers, budget)
    ended = any(entry.reason == "budget" for entry in plan.left_out)
    if a.dry_run:
        plan.called_off("dry_run")
    results, code = _asked(desk, plan, everybody=not a.id)
    _tell(opened, results, plan.left_out)
    if code is Exit.DONE and ended:
        return Exit.BUDGET
    return code


def _about(desk: Desk, named: Iterable[str], stale: int | None) -> list[str]:
    """Numbers of the buyers asked about: those named, else all; with `stale` those whose report is older than so many days."""
    shown = desk.glance()
    ids = [shown.assessed.of(id).id for id in named] or sorted(shown.assessed.by_id)
    return ids if stale is None else [id for id in ids if _stale(shown.assessed.by_id[id], stale, shown.on)]


def _stale(entry: Assessment, days: int, on: date) -> bool:
    reports = entry.account.reports
    return not reports or reports[0].age(on) > days


@dataclass(frozen=True, slots=True)
class Result:
    """What became of asking one provider about one buyer."""

    customer_id: str
    answer: Answer
    change: Change
    changed: tuple[str, ...] = ()
    """Keys of the findings that read differently than in the provider's report before."""
    unsaved: Fault | None = None
    """Why the answer could not be kept."""

    def new_events(self) -> list[RiskEvent]:
        """Events the book did not hold."""
        return [fact for fact in self.change.put if isinstance(fact, RiskEvent)]

    def record(self) -> dict[str, object]:
        """The result for scripts."""
        answer = self.answer
        return {
            "customer_id": self.customer_id,
            "provider": answer.provider,
            "status": str(answer.ending),
            "reason": answer.reason,
            "saved": answer.answered and self.unsaved is None,
            "report_as_of": answer.report.as_of if answer.report else None,
            "changes": list(self.changed),
            "events": [event_record(event) for event in self.new_events()],
            "possible": [event_record(event) for event in answer.possible],
            "warnings": [str(warning) for warning in answer.warnings],
            "cost": answer.cost,
        }

    def told(self) -> str:
        """The result for people, in a line."""
        answer = self.answer
        if not answer.answered:
            return failure({"provider": answer.provider, "ending": answer.ending, "reason": answer.reason})
        events = ", ".join(terms.alert_kind(event.event) for event in self.new_events()) or _("no new event")
        if self.unsaved is not None:
            events = _("{events}; not saved").format(events=events)
        told = _("{provider}: {ending}; {events}").format(
            provider=answer.provider, ending=terms.ending(answer.ending), events=events
        )
        return ". ".join((told, " ".join(heed))) if (heed := heeded(answer)) else told


def event_record(event: RiskEvent) -> dict[str, object]:
    """A published event for scripts."""
    return {
        "id": event.id,
        "kind": event.event,
        "published_on": event.published_on,
        "learnt_on": event.learnt_on,
        "title": event.title,
        "url": event.url,
    }


def _asked(desk: Desk, plan: Plan, *, everybody: bool) -> tuple[list[Result], Exit]:
    """Put the questions of the plan; once the book cannot be written nobody else is asked, and what came is told.

    Where everybody is asked about, a buyer whose number nobody wrote down is no failure of the provider.
    """
    results: list[Result] = []
    for place, (id, provider) in enumerate(plan.asked):
        results.append(_result(desk, id, provider))
        if (fault := results[-1].unsaved) is not None:
            narrate(fault_sentence(fault))
            plan.called_off("not_saved", place + 1)
            return results, exit_of(fault)
    fine = all(result.answer.answered or (everybody and result.answer.reason == "no_id") for result in results)
    return results, Exit.DONE if fine else Exit.PROVIDER


def _result(desk: Desk, id: str, provider: Reports) -> Result:
    """Ask one provider about one buyer and keep what it answered, where the book can be written."""
    before = [report for report in desk.book.account(id).as_known_on(desk.on).reports if report.provider == provider.info.name]
    answer = desk.ask(id, provider)
    unsaved: Fault | None = None
    try:
        change, _shown = desk.accept(id, answer)
    except Fault as fault:
        change, unsaved = accept_report(desk.book, desk.hand(), id, answer.report, answer.events), fault
    report = next((fact for fact in change.put if isinstance(fact, CreditReport)), None)
    changed = changed_findings(before[0] if before else None, report) if report else ()
    return Result(id, answer, change, changed, unsaved)


def _tell(opened: Opening, results: list[Result], left_out: list[LeftOut]) -> None:
    """Write what became of it."""
    if opened.arguments.json:
        left = [{"customer_id": entry.customer_id, "provider": entry.provider, "reason": entry.reason} for entry in left_out]
        write_json({"results": [result.record() for result in results], "spent": _spent(results), "left_out": left})
        return
    lines = [(figures.safe(result.customer_id), result.told(), "") for result in results]
    lines += [(entry.customer_id, _("left out: {why}").format(why=left_out_word(entry.reason)), "") for entry in left_out]
    write_text(facts_text(lines))


def _spent(results: Iterable[Result]) -> list[Money]:
    """What was charged, or may have been, by currency."""
    costs = [result.answer.cost for result in results if result.answer.cost]
    return [total((c for c in costs if c.currency == code), code) for code in sorted({c.currency for c in costs})]
