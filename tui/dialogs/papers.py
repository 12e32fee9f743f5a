"""The papers of a dispute as letters: which are asked for, and which letters were typed."""

from collections.abc import Iterable

from credit.dispute_evidence import Evidence
from tui.dialogs.contact import listed
from wording import figures
from wording.evidence_terms import evidence
from wording.words import _

__all__ = ["PAPERS", "asked_for", "read_papers"]

PAPERS = {
    "c": Evidence.CONTRACT,
    "s": Evidence.SPECIFICATION,
    "i": Evidence.INSPECTION,
    "k": Evidence.PACKING_LIST,
    "t": Evidence.TRANSPORT,
    "d": Evidence.DELIVERY,
    "w": Evidence.COMPLAINT,
    "v": Evidence.SURVEY,
    "o": Evidence.CORRESPONDENCE,
    "n": Evidence.INVOICE,
    "r": Evidence.CREDIT_NOTE,
    "a": Evidence.DOCUMENTS_SENT,
    "p": Evidence.PAYMENT,
    "b": Evidence.BANK_STATEMENT,
    "l": Evidence.LETTER_OF_CREDIT,
    "m": Evidence.PRESENTATION,
    "f": Evidence.REFUSAL,
}


def asked_for(missing: Iterable[Evidence], room: int) -> str:
    """The papers that are missing with their letters, in lines of at most `room` cells; empty where none is."""
    wanted = set(missing)
    letters = [f"{letter} {evidence(paper)}" for letter, paper in PAPERS.items() if paper in wanted]
    return listed((_("papers missing:"), *letters), room) if letters else ""


def read_papers(typed: str) -> tuple[Evidence, ...] | str:
    """`c t` or `ct` as papers, each once; else which letter means nothing."""
    letters = dict.fromkeys(letter for letter in typed.lower() if not letter.isspace() and letter not in ",;")
    for letter in letters:
        if letter not in PAPERS:
            told = _("Papers: {letter} is none of the letters {letters}.")
            return told.format(letter=figures.safe(letter), letters=" ".join(PAPERS))
    return tuple(PAPERS[letter] for letter in letters)
