"""Give a buyer time: why, until when, up to how much, and by which evidence; none is given without it."""

from dataclasses import dataclass
from enum import StrEnum

from textual.widgets import Input

from credit.actions import Asked
from credit.decision import LeniencyReason
from credit.problem import RefusedChange
from tui.dialogs.ask import Dialog, entry
from tui.dialogs.contact import listed
from tui.dialogs.reading import read_day, read_money
from wording import figures, terms
from wording.faults import fault as fault_sentence
from wording.words import _

__all__ = ["REASONS", "Lenience", "LenienceDialog", "LenienceFacts"]

REASONS = {"p": LeniencyReason.POTENTIAL, "a": LeniencyReason.ASSET_RICH_ILLIQUID}


class Lenience(StrEnum):
    """What is done besides granting it."""

    REVIEW = "v"
    END = "e"


@dataclass(frozen=True, slots=True)
class LenienceFacts:
    """Time that is asked for; or a review with what was seen, or the end, of the time that runs."""

    asked: Asked | Lenience
    evidence: tuple[str, ...]


class LenienceDialog(Dialog[LenienceFacts]):
    """Seven questions; the exposure stands there as the cap, and enter does nothing as long as no evidence is written down."""

    def title_text(self) -> str:
        """Who asks for time, what runs, and the letters."""
        room, runs = self.app.size.width - 2, self.about.leniency
        letters = [f"{letter} {terms.leniency_reason(reason.value)}" for letter, reason in REASONS.items()]
        lines = [_("Time for {name}").format(name=self.buyer)]
        if runs is not None:
            told = _("{what} runs until {day}, cap {cap}").format(
                what=terms.leniency_reason(runs.reason), day=figures.day(runs.until), cap=figures.money(runs.cap)
            )
            lines.append(told)
            letters += [_("v looked at again, it goes on"), _("e end it")]
        return "\n".join((*lines, listed(letters, room)))

    def questions(self) -> tuple[tuple[str, Input], ...]:
        """Reason, last day, cap, evidence, consent, cover, words."""
        stake = self.about.exposure.at_stake
        return (
            (_("Reason (a letter)"), entry("reason")),
            (_("Until the day"), entry("until")),
            (_("Up to"), entry("cap", f"{stake.amount} {stake.currency}" if stake is not None and stake.minor > 0 else "")),
            (_("Evidence"), entry("evidence", placeholder=_("owed; several pieces stand between semicolons"))),
            (_("Insurer's consent"), entry("consent", placeholder=_("its reference"))),
            (_("Give up the cover"), entry("forfeit", placeholder=_("y, or nothing"))),
            (_("Remark"), entry("remark")),
        )

    def gathered(self) -> LenienceFacts | str:
        """What is asked, or what is owed for it."""
        letter = self.value("reason").lower()
        evidence = tuple(
            piece for piece in (said.strip() for said in self.value("evidence").replace("；", ";").split(";")) if piece
        )
        if self.about.leniency is not None and letter in set(Lenience):
            return LenienceFacts(Lenience(letter), evidence)
        if letter not in REASONS:
            more = Lenience if self.about.leniency is not None else ()
            return _("Reason: one of the letters {letters}.").format(letters=" ".join((*REASONS, *more)))
        if not evidence:
            return fault_sentence(RefusedChange(reason="lenient_evidence"))
        return self._granted(REASONS[letter], evidence)

    def _granted(self, reason: LeniencyReason, evidence: tuple[str, ...]) -> LenienceFacts | str:
        until = read_day(_("Until the day"), self.value("until"), self.about.on)
        if isinstance(until, str):
            return until
        cap = read_money(self.value("cap"))
        if isinstance(cap, str):
            return cap
        forfeit = self.value("forfeit").lower()
        if forfeit not in ("", "y"):
            return _("Give up the cover: y, or nothing.")
        asked = Asked(reason, until, cap, evidence, self.value("consent"), forfeit == "y", self.value("remark"))
        return LenienceFacts(asked, evidence)
