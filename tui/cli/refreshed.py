"""What became of asking one provider about one buyer from the command line, as a record and as a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from credit.actions import accept_report
from credit.change import Change
from credit.problem import Fault
from credit.report import CreditReport, RiskEvent, changed_findings, regressed
from tui.asked import AsksMany, to_keep
from tui.desk import Answer, Desk
from tui.heeding import failed, heeded
from tui.refresh_plan import Question, grant_of
from tui.views.changed import MOST, changed_records, changed_text
from tui.views.report_record import check_record, event_record
from wording import figures, terms
from wording.listing import clauses, listed
from wording.words import _

__all__ = ["Result", "result_of", "results_of"]


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
    back_from: date | None = None
    """Day of the provider's report before, where what it says now is of an earlier day: the one before stands."""
    before: CreditReport | None = None
    """The provider's report before."""

    def new_events(self) -> list[RiskEvent]:
        """Events of this buyer the book did not hold."""
        return [fact for fact in self.change.put if isinstance(fact, RiskEvent) and fact.match.ours]

    def record(self) -> dict[str, object]:
        """The result for scripts."""
        answer = self.answer
        return {
            "customer_id": self.customer_id,
            "provider": answer.provider,
            "status": str(answer.ending),
            "reason": answer.reason,
            "saved": to_keep(answer) and self.unsaved is None,
            "report_as_of": answer.report.as_of if answer.report else None,
            "regressed_from": self.back_from,
            "changes": list(self.changed),
            "changed": changed_records(self.changed, self.before, answer.report) if answer.report else [],
            "events": [event_record(event) for event in self.new_events()],
            "possible": [event_record(event) for event in answer.possible],
            "checks": [check_record(check) for check in answer.checks],
            "failed": [part.section for part in answer.report.failed] if answer.report else [],
            "warnings": [str(warning) for warning in answer.warnings],
            "cost": answer.cost,
            "word": answer.word,
        }

    def told(self, most: int | None = MOST) -> str:
        """The result for people, in a line; with every change where `most` is `None`."""
        answer = self.answer
        if not answer.answered:
            came = listed(terms.alert_kind(event.event) for event in self.new_events())
            return (
                " ".join((failed(answer), _("What came all the same: {events}.").format(events=came))) if came else failed(answer)
            )
        events = listed(terms.alert_kind(event.event) for event in self.new_events()) or _("no new event")
        if self.changed and self.before is not None and answer.report is not None:
            events = clauses((events, changed_text(self.changed, self.before, answer.report, most)))
        if self.unsaved is not None:
            events = _("{events}; not saved").format(events=events)
        told = _("{provider}: {ending}; {events}").format(
            provider=answer.provider, ending=terms.ending(answer.ending), events=events
        )
        return ". ".join((told, " ".join(heed))) if (heed := (*self._back(), *heeded(answer))) else told

    def _back(self) -> tuple[str, ...]:
        if self.back_from is None:
            return ()
        told = _("What it says now is older than its report of {day}, which stands.")
        return (told.format(day=figures.day(self.back_from)),)


def result_of(desk: Desk, question: Question) -> Result:
    """Ask one provider about one buyer and keep what it answered, where the book can be written."""
    return _kept(desk, question, desk.ask(question.customer_id, question.provider, granted=grant_of(question)))


def results_of(desk: Desk, questions: Sequence[Question], provider: AsksMany) -> list[Result]:
    """Ask one provider about several buyers at once, and keep what it answered about each."""
    answers = desk.ask_many({question.customer_id: grant_of(question) for question in questions}, provider)
    return [_kept(desk, question, answer) for question, answer in zip(questions, answers, strict=True)]


def _kept(desk: Desk, question: Question, answer: Answer) -> Result:
    """Keep an answer, where the book can be written."""
    id, name = question.customer_id, question.provider.info.name
    before = [report for report in desk.book.account(id).as_known_on(desk.on).reports if report.provider == name]
    unsaved: Fault | None = None
    try:
        change = desk.accept(id, answer)
    except Fault as fault:
        change = accept_report(desk.book, desk.hand(), id, answer.report, (*answer.events, *answer.possible), answer.checks)
        unsaved = fault
    last = before[0] if before else None
    report = next((fact for fact in change.put if isinstance(fact, CreditReport)), None)
    went_back = answer.report is not None and regressed(last, answer.report)
    changed = changed_findings(last, report) if report and not went_back else ()
    return Result(id, answer, change, changed, unsaved, last.spoken_on if last and went_back else None, last)
