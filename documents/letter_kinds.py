"""The kinds of letters to a buyer, and which of them a step of its ladder asks for."""

from collections.abc import Mapping
from enum import StrEnum

from credit.ladder import Action

__all__ = ["LetterKind", "letter_of"]


class LetterKind(StrEnum):
    """What a letter is for."""

    SERVICE = "service"
    REMINDER = "reminder"
    STATEMENT = "statement"
    CONFIRMATION = "confirmation"
    PROMISE = "promise"
    FINAL = "final"
    INSURER = "insurer"
    """Cover is at stake: the insurer, a third party, is the cause."""
    THANKS = "thanks"
    CLAIM = "claim"
    """The claim in an insolvency, to its practitioner."""


_BY_ACTION: Mapping[Action, LetterKind] = {
    Action.SERVICE: LetterKind.SERVICE,
    Action.CHECK_DOCUMENTS: LetterKind.SERVICE,
    **dict.fromkeys(
        (Action.REMIND, Action.ASK_FOR_DATE, Action.ESCALATE, Action.PART_NOW, Action.AGREE_PLAN), LetterKind.REMINDER
    ),
    **dict.fromkeys((Action.TAKE_GOODS_BACK, Action.SECURE_NEXT_ORDER), LetterKind.REMINDER),
    Action.CONFIRM_BALANCE: LetterKind.CONFIRMATION,
    Action.DEADLINE: LetterKind.FINAL,
    Action.LAWYER_LETTER: LetterKind.FINAL,
    Action.INSURER_REQUIRES: LetterKind.INSURER,
    Action.FILE_CLAIM: LetterKind.CLAIM,
}
"""The letter a step asks for; any other step is said by a statement of account."""


def letter_of(action: Action) -> LetterKind | None:
    """The letter a step asks for by its name; `None` where it asks for none."""
    return _BY_ACTION.get(action)
