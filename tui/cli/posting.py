"""The command that sends today's letters by mail, each once; without `--yes` it says whom it would write to and sends nothing.

Before a letter is handed over the book says so, durably; afterwards it says what became of it. Whatever ends the program in
between leaves a letter of which nobody knows whether it went: that one is said, and waits for a person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from credit.actions.mailing import refusal, settle_letter
from credit.activity import Channel
from credit.assessment import Assessment
from credit.dispatch import DispatchState, in_the_way, step_key, unsettled
from credit.policy import Policy
from credit.problem import Fault
from credit.treatment import next_step, treatment
from credit.worklist import Held, Task
from documents.letter_kinds import letter_of
from documents.letter_language import language_to
from documents.letters import House, Letter, LetterKind, LetterRefused, letter
from integrations.mail.server import MailServer, addresses_in, read_server
from tui.bank_record import load_bank
from tui.cli.exits import Exit
from tui.cli.handing_over import handed_over
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.desk import Desk
from tui.plain import facts_text
from tui.views.snapshot import Snapshot, standing
from wording import figures, terms
from wording.faults import fault as fault_sentence
from wording.mail_trouble import mail_state
from wording.words import _, plural, spoken_in

__all__ = ["NEVER", "NoMailServer", "held_back", "send"]

NEVER = frozenset({LetterKind.CLAIM})
"""Letters that are not to the buyer."""


class NoMailServer(Fault):
    """No mail server is set up (`path`)."""

    code = "no_mail_server"


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that can go now."""

    letter: Letter
    step: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one buyer's letter, or why there was none."""

    id: str
    name: str
    why: str = ""
    """Why nothing is sent; empty where something is, or would be."""
    ready: Ready | None = None
    state: DispatchState | None = None


def send(opened: Opening) -> Exit:
    """Send, rehearse, or say what became of a letter of which nobody knew."""
    a = opened.arguments
    if a.settle:
        return _settled(opened)
    if a.yes and (a.demo or a.as_of is not None):
        narrate(_("Letters go out today and from a book of your own: leave --as-of and --demo out, or --yes."))
        return Exit.USAGE
    server = read_server(opened.places.mail)
    if server is None and a.yes:
        raise NoMailServer(path=opened.places.mail)
    desk = opened.desk()
    load_bank(opened.places.bank)  # says what is wrong with it before anything is written
    results = [_looked(opened, desk.look(), id) for id in _who(desk.look(), a.id)]
    if a.yes and server is not None:
        results = list(_all_sent(desk, server, results))
    _tell(opened, desk.on, results)
    went_wrong = any(result.state not in (None, DispatchState.SENT) for result in results)
    return Exit.PROVIDER if went_wrong else Exit.DONE


def _who(shown: Snapshot, ids: Sequence[str]) -> list[str]:
    """The buyers named, else those with work today, and those whose last letter nobody knows of."""
    if ids:
        return list(dict.fromkeys(ids))
    waiting = [entry.id for entry in shown.assessed.by_id.values() if unsettled(entry.account)]
    return list(dict.fromkeys([*waiting, *(task.customer_id for task in shown.work.tasks)]))


def _looked(opened: Opening, shown: Snapshot, id: str) -> Result:
    """The letter this buyer would get now, or why it gets none."""
    entry = shown.assessed.of(id)
    name = figures.safe(entry.account.customer.name)
    if other := next(iter(unsettled(entry.account)), None):
        return Result(id, name, fault_sentence(refusal(other)), state=other.state)
    why = held_back(shown, entry, named=bool(opened.arguments.id))
    found = why or _ready(opened, entry, shown.book.policy)
    return Result(id, name, ready=found) if isinstance(found, Ready) else Result(id, name, found)


def _ready(opened: Opening, entry: Assessment, policy: Policy) -> Ready | str:
    """The letter of today's step, or why it cannot be sent."""
    try:
        with spoken_in(language_to(entry.account.customer.country, opened.arguments.lang)):
            house = House(opened.config.house, opened.config.who, load_bank(opened.places.bank))
            made = letter(entry, policy, None, house, opened.places.templates)
    except LetterRefused as refused:
        return fault_sentence(refused)
    step, to = step_key(next_step(entry, policy)), addresses_in(made.to)
    if made.kind in NEVER:
        return _("this letter is not to the buyer: write it with dunnage letter")
    if not to:
        return _("its mail address is none") if made.to else _("no mail address is written down")
    other = in_the_way(entry.account, step, ", ".join(to))
    return fault_sentence(refusal(other)) if other else Ready(made, step, to)


def held_back(shown: Snapshot, entry: Assessment, named: bool) -> str:
    """Why the step of this buyer is no mail of today; a person who names the buyer may send what no machine sends by itself."""
    place, step = standing(shown, entry), next_step(entry, shown.book.policy)
    if isinstance(place, Held):
        return _("held: {why}").format(why=terms.held_reason(place.reason))
    if not isinstance(place, Task):
        return _("nothing is to be done today")
    if step.channel != Channel.EMAIL or letter_of(step.action) is None or place.step.action is not step.action:
        told = _("the step is no mail: {action} ({channel})")
        return told.format(action=terms.action(place.step.action), channel=terms.channel(place.step.channel))
    if step.due_on > entry.on:
        return _("the step is due on {day}").format(day=figures.day(step.due_on))
    if not named and not treatment(entry, shown.book.policy).automatic:
        return _("a person sends this one: name the buyer")
    return ""


def _all_sent(desk: Desk, server: MailServer, results: Sequence[Result]) -> Iterator[Result]:
    """Send what is ready, one after the other; a trouble of the server ends the round, for the next would meet it too."""
    stopped = ""
    for result in results:
        if result.ready is None:
            yield result
        elif stopped:
            yield replace(result, ready=None, why=stopped, state=DispatchState.NOT_SENT)
        else:
            ready = result.ready
            try:
                done = handed_over(desk, server, result.id, ready.letter, ready.step, ready.to)
            except Fault as fault:
                yield replace(result, ready=None, why=fault_sentence(fault), state=DispatchState.NOT_SENT)
                continue
            if done.of_server:
                stopped = _("not tried: {why}").format(why=done.why)
            yield replace(result, state=done.state, why=done.why)


def _settled(opened: Opening) -> Exit:
    """Record what a person saw in the mailbox."""
    a = opened.arguments
    if len(a.id) != 1:
        narrate(_("Say of which buyer: dunnage send ID --settle sent|not-sent."))
        return Exit.USAGE
    state = DispatchState.SENT if a.settle == "sent" else DispatchState.NOT_SENT
    desk = opened.desk()
    waiting = unsettled(desk.glance().assessed.of(a.id[0]).account)
    marks = [each.id for each in waiting] or [""]
    for mark in marks:
        desk.do(settle_letter, a.id[0], mark, state, "person")
    if a.json:
        write_json({"settled": [{"customer_id": a.id[0], "letter": e.letter, "on": e.on, "state": state} for e in waiting]})
    else:
        write_text(_("Written down: {state}.").format(state=mail_state(state)) + "\n")
    return Exit.DONE


def _tell(opened: Opening, on: date, results: Sequence[Result]) -> None:
    if opened.arguments.json:
        sent = [_record(result) for result in results if result.ready is not None or result.state is not None]
        left = [{"customer_id": r.id, "why": r.why} for r in results if r.ready is None and r.state is None]
        write_json({"as_of": on, "letters": sent, "left_out": left})
        return
    write_text(facts_text([(result.id, _line(result), "") for result in results]))
    if opened.arguments.yes:
        count = sum(result.state is DispatchState.SENT for result in results)
        narrate(plural("{n} letter sent.", "{n} letters sent.", count).format(n=count))
    else:
        count = sum(result.ready is not None for result in results)
        told = plural("{n} letter would go; --yes sends it.", "{n} letters would go; --yes sends them.", count)
        narrate(told.format(n=count))


def _line(result: Result) -> str:
    if result.ready is None:
        return _("{name}: {what}").format(name=result.name, what=result.why)
    made = result.ready.letter
    told = _("{name}: {kind} to {to}: {subject}").format(
        name=result.name, kind=made.kind.value, to=", ".join(result.ready.to), subject=figures.safe(made.subject)
    )
    if result.state is None:
        return told
    state = mail_state(result.state)
    return _("{what} ({why})").format(what=told, why=f"{state}: {result.why}" if result.why else state)


def _record(result: Result) -> dict[str, Any]:
    made = result.ready.letter if result.ready else None
    return {
        "customer_id": result.id,
        "kind": made.kind if made else None,
        "to": list(result.ready.to) if result.ready else [],
        "subject": made.subject if made else None,
        "step": result.ready.step if result.ready else None,
        "state": result.state,
        "why": result.why or None,
    }
