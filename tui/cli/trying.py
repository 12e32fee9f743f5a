"""A trial of one provider about one buyer: on answers in files, or in earnest; nothing of it goes into the book.

Whoever writes a provider's file sees which findings an answer fills before a report is bought; and a key that was refused is
tried once more only because a person says so.
"""

from pathlib import Path

from credit.money import Money
from credit.problem import Fault
from credit.report import Finding
from credit.report_need import ReportNeed
from integrations.keeping.agreed import all_granted
from integrations.provider import Provider
from integrations.providers.sampled import SampleDoor
from integrations.registry import make
from tui.asked import Answer, Reports
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.heeding import failed, heeded
from tui.plain import facts_text
from tui.refresh_plan import Purse, Question, grant_of
from tui.views.report_record import event_record
from wording import figures, terms
from wording.deeds import left_out
from wording.sentence import spoken
from wording.words import _

__all__ = ["UnreadableSample", "tried"]


class UnreadableSample(Fault):
    """A sample of an answer that cannot be read (`path`)."""

    code = "unreadable_sample"


def tried(opened: Opening, provider: Reports) -> Exit:
    """Ask one provider about one buyer, from files or in earnest; nothing of it goes into the book."""
    a = opened.arguments
    if bool(a.sample) == a.live or not a.buyer:
        narrate(_("Say whom to ask about and how: --buyer ID, and --sample FILE to read answers from files or --live to ask."))
        return Exit.USAGE
    desk = opened.desk()
    account = desk.book.account(a.buyer).as_known_on(desk.on)
    asked = provider if a.live else _sampled(opened, a.name)
    question = Question(a.buyer, provider, ReportNeed(None, None, None, None))
    if a.live:
        budget = Money.of(a.budget[0].replace(",", ""), a.budget[1].upper()) if a.budget else None
        if reason := Purse(budget).against(question):
            narrate(_("{provider} left out: {why}.").format(provider=a.name, why=left_out(reason)))
            return Exit.BUDGET if reason.endswith("budget") else Exit.USAGE
        opened.records().standings.tried_again(a.name)
    granted = grant_of(question) if a.live else all_granted  # of a sample nothing leaves
    result = asked.fetch(account.customer, desk.on, account.notices, granted=granted)
    _tell(opened, result)
    return Exit.DONE if result.answered else Exit.PROVIDER


def _sampled(opened: Opening, name: str) -> Provider:
    """The provider as its file describes it, answered from files."""
    samples = dict(_sample(said) for said in opened.arguments.sample)
    return make(name, opened.places.providers / f"{name}.toml", door=SampleDoor(name, samples))


def _sample(said: str) -> tuple[str, bytes]:
    """`ENDPOINT=FILE`, or a file for whatever is asked first."""
    endpoint, equals, path = said.partition("=")
    if not equals:
        endpoint, path = "", said
    try:
        return endpoint, Path(path).expanduser().read_bytes()
    except OSError:
        raise UnreadableSample(path=path) from None


def _tell(opened: Opening, result: Answer) -> None:
    """Which findings were filled, and with what."""
    findings = result.report.findings if result.report else ()
    if opened.arguments.json:
        write_json(
            {
                "provider": result.provider,
                "status": str(result.ending),
                "reason": result.reason,
                "report_as_of": result.report.as_of if result.report else None,
                "findings": [
                    {"key": f.key, "value": f.value, "unit": f.unit, "status": f.status, "original": f.original} for f in findings
                ],
                "events": [event_record(event) for event in result.events],
                "possible": [event_record(event) for event in result.possible],
                "warnings": [str(warning) for warning in result.warnings],
                "cost": result.cost,
            }
        )
        return
    lines = [
        (f.key, spoken(f.value) if f.value is not None else f"{figures.ABSENT}  {figures.safe(f.original)}", "") for f in findings
    ]
    lines += [(figures.day(e.published_on), f"{terms.alert_kind(e.event)}  {figures.safe(e.title)}", "") for e in result.events]
    write_text(facts_text(lines))
    if not result.answered:
        narrate(failed(result))
    for sentence in heeded(result) if result.answered else ():
        narrate(sentence)


def _value(found: Finding) -> str:
    """What was read, or what stood there instead."""
    return spoken(found.value) if found.value is not None else f"{figures.ABSENT}  {figures.safe(found.original)}".rstrip()
