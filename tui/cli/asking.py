"""Commands that ask the outside: check, refresh, providers."""

from dataclasses import dataclass
from datetime import date

from credit.assessment import Assessment
from credit.change import Change
from credit.money import Money
from credit.order_check import OrderCheck, Verdict, check_order, check_unknown
from credit.report import CreditReport, RiskEvent, changed_findings
from credit.terms import NO_TERMS, parse
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.desk import Answer, Desk, Reports
from tui.plain import facts_text
from tui.views.records import check_record
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.deeds import left_out as left_out_word
from wording.provider_trouble import failure as failure_sentence
from wording.reasons import condition as condition_sentence
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = ["check", "event_record", "providers", "refresh", "trouble"]

KEPT = ("ok", "partial")
"""Endings of a provider's answer in which there is something to keep."""
CODES = {Verdict.GO: Exit.DONE, Verdict.CONDITIONS: Exit.CONDITIONS, Verdict.HOLD: Exit.HOLD}


def check(opened: Opening) -> Exit:
    """May this order be shipped?"""
    a = opened.arguments
    amount = Money.of(a.amount.replace(",", ""), a.currency.upper())
    terms = parse(a.terms) if a.terms else NO_TERMS
    desk = opened.desk(ask=not a.no_refresh)
    shown = desk.look()
    failure: dict[str, str] = {}
    refreshed = False
    if a.id not in shown.assessed.by_id and (a.name or a.country or a.company_number):
        answer = check_unknown(amount, shown.book.policy)
    else:
        entry = shown.assessed.of(a.id)
        if not a.no_refresh and _wants_report(entry, shown):
            shown, refreshed, failure = _refreshed(desk, a.id, shown)
        answer = check_order(shown.assessed.of(a.id), amount, shown.book.policy, shown.book.rates, terms)
    if a.json:
        write_json({**check_record(a.id, answer, shown.on, refreshed, failure), "terms": str(terms) or None})
    else:
        write_text(_check_text(answer))
    return CODES[answer.verdict]


def _wants_report(entry: Assessment, shown: Snapshot) -> bool:
    """Whether the last report is missing or too old to speak for an order."""
    if not entry.account.reports:
        return True
    latest = entry.account.reports[0]
    return (shown.on - (latest.as_of or latest.fetched_at.date())).days > shown.book.policy.ordering.report_days


def _refreshed(desk: Desk, id: str, shown: Snapshot) -> tuple[Snapshot, bool, dict[str, str]]:
    """Ask every provider that costs nothing; one that fails is narrated, and the old report stands."""
    refreshed, failure = False, {}
    for provider in desk.providers:
        if provider.info.billable:
            continue
        answer = desk.ask(id, provider)
        shown = desk.accept(id, answer)[1]
        if answer.ending in KEPT:
            refreshed = refreshed or answer.report is not None
        else:
            failure = {"failed": str(answer.ending), "failure_reason": answer.reason}
            narrate(trouble(answer.provider, answer.ending, answer.reason))
    return shown, refreshed, failure


def _check_text(answer: OrderCheck) -> str:
    lines = [(_("Verdict"), terms.verdict(answer.verdict), "")]
    lines += [(_("Because") if place == 0 else "", reason_sentence(r), "") for place, r in enumerate(answer.reasons)]
    lines += [(_("If") if place == 0 else "", condition_sentence(c), "") for place, c in enumerate(answer.conditions)]
    lines.append((_("Room before"), figures.money(answer.headroom), ""))
    lines.append((_("Exposure after"), figures.money(answer.exposure_after), ""))
    return facts_text(lines)


def refresh(opened: Opening) -> Exit:
    """Ask providers about buyers, one by one; what fails is a line, and the rest goes on."""
    a = opened.arguments
    desk = opened.desk(ask=True)
    shown = desk.look()
    asked = [p for p in desk.providers if not a.provider or p.info.name == a.provider]
    if not asked:
        narrate(_("No such provider is configured. `dunnage paths` says where provider files belong."))
        return Exit.USAGE
    ids = [shown.assessed.of(id).id for id in a.id] or sorted(shown.assessed.by_id)
    if a.stale is not None:
        ids = [id for id in ids if _stale(shown.assessed.by_id[id], a.stale, shown.on)]
    billable = [p.info.name for p in asked if p.info.billable]
    free = [p for p in asked if not p.info.billable]
    results: list[Result] = [] if a.dry_run else [_result(desk, id, provider) for id in ids for provider in free]
    left_out = [{"customer_id": id, "provider": name, "reason": "billable"} for id in ids for name in billable]
    if a.dry_run:
        left_out += [{"customer_id": id, "provider": p.info.name, "reason": "dry_run"} for id in ids for p in free]
    _tell(opened, results, left_out)
    failed = any(result.answer.ending not in KEPT for result in results)
    return Exit.PROVIDER if failed else Exit.DONE


def _stale(entry: Assessment, days: int, on: date) -> bool:
    reports = entry.account.reports
    return not reports or (on - (reports[0].as_of or reports[0].fetched_at.date())).days > days


@dataclass(frozen=True, slots=True)
class Result:
    """What became of asking one provider about one buyer."""

    customer_id: str
    answer: Answer
    change: Change
    changed: tuple[str, ...]
    """Keys of the findings that read differently than in the provider's report before."""

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
            "report_as_of": answer.report.as_of if answer.report else None,
            "changes": list(self.changed),
            "events": [event_record(event) for event in self.new_events()],
            "possible": [event_record(event) for event in answer.possible],
            "warnings": [str(warning) for warning in answer.warnings],
            "cost": answer.cost,
        }


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


def _result(desk: Desk, id: str, provider: Reports) -> Result:
    """Ask one provider about one buyer and keep what it answered."""
    before = [report for report in desk.book.account(id).as_known_on(desk.on).reports if report.provider == provider.info.name]
    answer = desk.ask(id, provider)
    change, _shown = desk.accept(id, answer)
    report = next((fact for fact in change.put if isinstance(fact, CreditReport)), None)
    return Result(id, answer, change, changed_findings(before[0] if before else None, report) if report else ())


def _tell(opened: Opening, results: list[Result], left_out: list[dict[str, str]]) -> None:
    """Write what became of it."""
    if opened.arguments.json:
        spent = [result.answer.cost for result in results if result.answer.cost]
        write_json({"results": [result.record() for result in results], "spent": spent, "left_out": left_out})
        return
    lines = [(result.customer_id, _line(result), "") for result in results]
    lines += [(entry["customer_id"], _("left out: {why}").format(why=left_out_word(entry["reason"])), "") for entry in left_out]
    write_text(facts_text(lines))


def trouble(provider: str, ending: str, reason: str) -> str:
    """How a provider failed, in one sentence."""
    return failure_sentence({"provider": provider, "ending": ending, "reason": reason})


def _line(result: Result) -> str:
    if result.answer.ending not in KEPT:
        return trouble(result.answer.provider, result.answer.ending, result.answer.reason)
    told = ", ".join(terms.alert_kind(event.event) for event in result.new_events()) or _("no new event")
    ending = terms.ending(result.answer.ending)
    return _("{provider}: {ending}; {events}").format(provider=result.answer.provider, ending=ending, events=told)


def providers(opened: Opening) -> Exit:
    """What is configured."""
    found = opened.providers()
    if opened.arguments.json:
        rows = [
            {
                "name": provider.info.name,
                "kind": provider.info.kind,
                "base_url": provider.info.host,
                "billable": provider.info.billable,
                "budget_left": None,
                "last_ok": None,
            }
            for provider in found
        ]
        write_json({"providers": rows, "missing": ["budget_left", "last_ok"]})
        return Exit.DONE
    lines = [(provider.info.name, f"{provider.info.kind}  {provider.info.host}", "") for provider in found]
    write_text(facts_text(lines) or _("No provider is configured.") + "\n")
    return Exit.DONE
