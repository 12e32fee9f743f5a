"""The letters of the screens, wired to the house's templates, its bank record and its mail server."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from credit.actions.mailing import refusal
from credit.assessment import Assessment
from credit.dispatch import Dispatch, DispatchState, in_the_way, step_key
from credit.problem import Fault
from credit.treatment import next_step
from documents.letter_language import language_to
from documents.letters import House, Letter, LetterKind, letter
from documents.mailable import as_file
from documents.rewording import reworded
from integrations.mail.server import MailServer, addresses_in, read_server
from tui.bank_record import load_bank
from tui.cli.handing_over import Handed, handed_over
from tui.cli.opening import Opening
from tui.cli.posting import NEVER, NoMailServer, held_back
from tui.desk import Desk
from tui.letters import Going, Sent
from tui.views.snapshot import Snapshot
from wording import figures
from wording.mail_trouble import mail_state
from wording.words import _, spoken_in

__all__ = ["HouseLetter", "LetterNotSaved", "NotSendable", "written"]


class NotSendable(Fault):
    """A letter that cannot go by mail (`reason`: `another_day`, `not_to_buyer`, `no_address` or `bad_address`; `id`)."""

    code: ClassVar[str] = "not_sendable"


class LetterNotSaved(Fault):
    """A letter that was not written to a file (`reason`: `exists` or `failed`; `path`, `why`)."""

    code: ClassVar[str] = "letter_not_saved"


def written(opened: Opening, shown: Snapshot, customer_id: str, kind: LetterKind | None = None) -> "HouseLetter":
    """The letter that today's step of the buyer asks for, or the one of `kind`.

    Raises `LetterRefused` and the faults of the house's own files.
    """
    entry = shown.assessed.of(customer_id)
    with spoken_in(language_to(entry.account.customer.country, opened.arguments.lang)):
        house = House(opened.config.house, opened.config.who, load_bank(opened.places.bank))
        made = letter(entry, shown.book.policy, None, house, opened.places.templates)
        if kind in (None, made.kind):
            return HouseLetter(opened, made)
        return HouseLetter(opened, letter(entry, shown.book.policy, kind, house, opened.places.templates), chosen=True)


def _kinds() -> Mapping[LetterKind, str]:
    """What each letter is called where one is chosen."""
    return {
        LetterKind.SERVICE: _("service note"),
        LetterKind.REMINDER: _("reminder"),
        LetterKind.STATEMENT: _("statement of account"),
        LetterKind.CONFIRMATION: _("balance confirmation"),
        LetterKind.PROMISE: _("confirmation of a promise"),
        LetterKind.FINAL: _("final demand"),
        LetterKind.INSURER: _("cover at stake"),
        LetterKind.THANKS: _("thanks"),
        LetterKind.CLAIM: _("claim in an insolvency"),
    }


@dataclass(frozen=True, slots=True)
class HouseLetter:
    """A letter of the house to one buyer."""

    opened: Opening
    made: Letter
    chosen: bool = False
    """Whether a person chose it in place of the one that today's step asks for."""

    @property
    def subject(self) -> str:
        """Its subject."""
        return self.made.subject

    @property
    def body(self) -> str:
        """Its text."""
        return self.made.body

    @property
    def file_name(self) -> str:
        """A name for its file: buyer, kind and day."""
        buyer = "".join(mark if mark.isalnum() else "-" for mark in self.made.buyer)
        return f"{buyer}-{self.made.kind}-{self.made.on.isoformat()}.eml"

    @property
    def kinds(self) -> Sequence[tuple[str, str]]:
        """Every kind of letter, and what it is called."""
        return tuple(_kinds().items())

    def of_kind(self, shown: Snapshot, kind: str) -> "HouseLetter":
        """The letter of this kind to the same buyer; raises `LetterRefused` where it must not be written today."""
        return written(self.opened, shown, self.made.buyer, LetterKind(kind))

    def reworded(self, subject: str, body: str) -> "HouseLetter":
        """The letter in a person's own words."""
        return replace(self, made=reworded(self.made, subject, body))

    def going(self, shown: Snapshot) -> Going:
        """What sending it would do; raises a `Fault` where it cannot go."""
        entry = shown.assessed.of(self.made.buyer)
        if self.opened.arguments.demo or self.opened.arguments.as_of is not None:
            raise NotSendable(reason="another_day", id=entry.id)
        if self.made.kind in NEVER:
            raise NotSendable(reason="not_to_buyer", id=entry.id)
        to = addresses_in(self.made.to)
        if not to:
            raise NotSendable(reason="bad_address" if self.made.to else "no_address", id=entry.id)
        server = self._server()
        remark = held_back(shown, entry, named=True) or (_("today's step asks for another letter") if self.chosen else "")
        step = f"by_hand:{self.made.kind}:{entry.on.isoformat()}" if remark else step_key(next_step(entry, shown.book.policy))
        if other := in_the_way(entry.account, step, ", ".join(to)) or self._sent_today(entry):
            raise refusal(other)
        return Going(", ".join(to), server.sender, step, remark)

    def send(self, desk: Desk, going: Going) -> Sent:
        """Send it once; raises a `Fault` where nothing was begun."""
        found = handed_over(desk, self._server(), self.made.buyer, self.made, going.step, addresses_in(going.to))
        return Sent(self._told(found, going), found.state is DispatchState.SENT)

    def save(self, path: str) -> str:
        """Write it where nothing stands, for the user alone."""
        place = Path(path).expanduser()
        try:
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(as_file(self.made, place.name))
        except FileExistsError:
            raise LetterNotSaved(reason="exists", path=str(place), why="") from None
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise LetterNotSaved(reason="failed", path=str(place), why=why) from None
        return str(place)

    def _sent_today(self, entry: Assessment) -> Dispatch | None:
        """A letter of this kind that went today: the step it did is done, and by hand it is not sent a second time."""
        sent = (each for each in entry.account.dispatches if each.state is DispatchState.SENT and each.on == entry.on)
        return next((each for each in sent if each.letter == self.made.kind.value), None)

    def _server(self) -> MailServer:
        server = read_server(self.opened.places.mail)
        if server is None:
            raise NoMailServer(path=self.opened.places.mail)
        return server

    def _told(self, found: Handed, going: Going) -> str:
        if found.state is DispatchState.SENT:
            return _("Sent to {to}; it stands in the timeline as a contact of today.").format(to=figures.safe(going.to))
        what = _("{what} ({why})").format(what=mail_state(found.state), why=found.why)
        if found.state is DispatchState.NOT_SENT:
            return _("{what}. The letter is as it was: s sends it once that is mended.").format(what=what)
        if found.state is DispatchState.REFUSED:
            return _("{what}. Correct the address with a, or speak to the buyer in another way.").format(what=what)
        told = _("{what}. Look in the mailbox of the sender, then say it: dunnage send {id} --settle sent, or --settle not-sent.")
        return told.format(what=what, id=figures.safe(self.made.buyer))
