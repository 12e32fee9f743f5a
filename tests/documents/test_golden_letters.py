"""Every letter whole, in both languages, as a buyer would read it. TODAY is Wednesday 2024-06-12.

A letter that differs is a question: was the wording meant? `DUNNAGE_UPDATE_SNAPSHOTS=1` writes them anew; read them as the
buyer would, then commit. What each class of debt may and may not be told is held in `test_tone`, not here.
"""

import os
from pathlib import Path

import pytest

from credit.policy import DEFAULT_POLICY
from documents.letters import House, LetterKind, letter
from tests.credit.little_book import assessed
from tests.wording.speaking import speaking

LETTERS = Path(__file__).parent / "letters"
WRITE = bool(os.environ.get("DUNNAGE_UPDATE_SNAPSHOTS")) and not os.environ.get("CI")
HOUSE = House("Zhejiang Example Trading", "Wang Li", {"USD": "SWIFT/BIC: EXAMCNBJ"})
BUYER = "buyer C1 name=Harbour country=GB\n"
INSURED = "buyer C1 name=Harbour country=GB insured=900USD\n"
LATE = BUYER + "invoice C1 I1 -25 1000USD\n"
MAILED = "\n".join(f"email C1 K{n} -{60 - n} text=hello" for n in range(3))
CASES: dict[str, tuple[LetterKind, str]] = {
    "service": (LetterKind.SERVICE, BUYER + "invoice C1 I1 +5 1000USD"),
    "reminder_friendly": (LetterKind.REMINDER, LATE + "receipt C1 R1 -3 400USD for=I1"),
    "reminder_firm": (LetterKind.REMINDER, BUYER + "invoice C1 I1 -50 1000USD\nemail C1 K1 -20 text=hello"),
    "reminder_face_saving": (LetterKind.REMINDER, BUYER + "invoice C1 I1 -120 1000USD"),
    "final": (LetterKind.FINAL, f"{BUYER}invoice C1 I1 -250 1000USD\n{MAILED}"),
    "final_face_saving": (LetterKind.FINAL, BUYER + "invoice C1 I1 -250 1000USD"),
    "insurer": (LetterKind.INSURER, INSURED + "invoice C1 I1 -50 1000USD"),
    "insurer_day_over": (LetterKind.INSURER, INSURED + "invoice C1 I1 -250 1000USD"),
    "statement": (
        LetterKind.STATEMENT,
        LATE + "invoice C1 I2 +9 500USD\ninvoice C1 I3 -5 300EUR\ndispute C1 D1 -3 quality for=I3\nreceipt C1 R1 -2 250USD\n"
        "promise C1 P1 -1 1000USD by=+9 for=I1",
    ),
    "statement_of_nothing": (LetterKind.STATEMENT, BUYER),
    "confirmation": (LetterKind.CONFIRMATION, LATE),
    "promise": (LetterKind.PROMISE, LATE + "promise C1 P1 -1 600USD by=+9 for=I1"),
    "thanks": (LetterKind.THANKS, LATE + "receipt C1 R1 -3 400USD for=I1"),
    "thanks_for_all": (LetterKind.THANKS, LATE + "receipt C1 R1 -3 1000USD for=I1"),
    "claim": (LetterKind.CLAIM, LATE + "event C1 E1 -9 winding_up_order"),
    "claim_late": (LetterKind.CLAIM, LATE + "event C1 E1 -40 winding_up_order"),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", CASES)
def test_a_letter_reads_as_it_was_read_and_agreed_to(name: str, lang: str) -> None:
    kind, book = CASES[name]
    with speaking(lang):
        found = letter(assessed(book), DEFAULT_POLICY, kind, HOUSE)
    told = f"{found.subject}\n\n{found.body}"
    path = LETTERS / lang / f"{name}.txt"
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    assert told == path.read_text(encoding="utf-8")


def test_no_letter_of_another_name_lies_about() -> None:
    assert {path.stem for path in LETTERS.rglob("*.txt")} == set(CASES)
