"""One letter handed over: written into the book before, and again when it is known what became of it.

Both faces send by it, so a step that one of them has begun the other does not begin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from credit.actions.mailing import intend_letter, settle_letter
from credit.dispatch import DispatchState
from credit.problem import Fault
from documents.letters import Letter
from documents.mailable import posted
from integrations.mail.sending import Posted, hand_over
from integrations.mail.server import MailServer
from tui.desk import Desk
from wording.faults import fault as fault_sentence
from wording.mail_trouble import mail_state, mail_trouble

__all__ = ["Handed", "handed_over"]


@dataclass(frozen=True, slots=True)
class Handed:
    """What became of a letter."""

    state: DispatchState
    why: str = ""
    """Why it did not go; empty where it did."""
    of_server: bool = False
    """Whether the next letter would meet the same."""


def handed_over(desk: Desk, server: MailServer, customer_id: str, made: Letter, step: str, to: Sequence[str]) -> Handed:
    """Say in the book that the letter goes, hand it over, and say in the book what became of it.

    Raises a `Fault` where it cannot be written down first, because another sent it meanwhile or the book cannot be written: then
    nothing goes.
    """
    invoices = tuple(dict.fromkeys(line.invoice for line in made.lines))
    change, _shown = desk.do(intend_letter, customer_id, made.kind.value, step, ", ".join(to), made.subject, invoices)
    mark = change.put[0].id
    message = posted(made, server.sender, ", ".join(to), mark, datetime.now(UTC), server.reply_to)
    answer = hand_over(server, to, message)
    try:
        desk.do(settle_letter, customer_id, mark, _state(answer), answer.trouble.value if answer.trouble else "")
    except Fault as fault:
        return Handed(DispatchState.INTENDED, f"{mail_state(DispatchState.UNKNOWN)}: {fault_sentence(fault)}")
    why = mail_trouble(answer.trouble.value, answer.code) if answer.trouble else ""
    return Handed(_state(answer), why, answer.of_server)


def _state(answer: Posted) -> DispatchState:
    if answer.trouble is None:
        return DispatchState.SENT
    if answer.maybe:
        return DispatchState.UNKNOWN
    return DispatchState.REFUSED if answer.for_good else DispatchState.NOT_SENT
