"""`letter`: to the terminal, to a file in the form its name asks for; and the record of where the house is paid."""

import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from documents.letters import LetterKind
from tests.tui.cli.conftest import Dunnage
from tui.cli.arguments import LETTERS
from tui.terminal import copy

ON = ("--as-of", "2024-05-20")
"""I1 of C1, 1,000 USD, was due on 30 April: twenty days past due."""
BANK = '[USD]\nholder = "Zhejiang Example"\niban = "GB33BUKB20201555555555"\n'


def bank(home: Path, text: str = BANK, mode: int = 0o600) -> Path:
    path = home / "config" / "dunnage" / "bank.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_the_letter_of_todays_step(dunnage: Dunnage, book: Path, home: Path) -> None:
    bank(home)
    record = dunnage("letter", "C1", "--json", *ON).json
    assert (record["kind"], record["tone"], record["subject"]) == ("reminder", "friendly", "Overdue invoices - your supplier")
    assert [(item["number"], item["dpd"], item["open"]["amount"]) for item in record["items"]] == [("I1", 20, "1000.00")]
    assert "Please pay USD to:\nAccount holder: Zhejiang Example\nIBAN: GB33BUKB20201555555555\n" in record["body"]
    told = dunnage("letter", "C1", *ON).out
    assert told.startswith("Overdue invoices - your supplier\n\nTo the accounts department of C1\n\nDear Sir or Madam,\n")
    assert dunnage("letter", "C1", "--lang", "zh", *ON).out.startswith("逾期发票 - 贵司供应商\n\nC1 财务部：\n")


def test_the_house_signs(dunnage: Dunnage, book: Path, home: Path) -> None:
    settings = home / "config" / "dunnage" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('house = "Zhejiang Example"\nwho = "Wang Li"\n', encoding="utf-8")
    assert dunnage("letter", "C1", *ON).out.endswith("Kind regards,\nWang Li\nZhejiang Example\n")


def test_a_file_has_the_form_its_name_asks_for(dunnage: Dunnage, book: Path, home: Path) -> None:
    for name in ("a.txt", "a.html", "a.eml"):
        ended = dunnage("letter", "C1", "--kind", "statement", "--out", home / name, *ON)
        assert (ended.code, ended.out) == (0, "")
    text = (home / "a.txt").read_text(encoding="utf-8")
    assert text.startswith("Statement of account 2024-05-20 - your supplier\n\nTo the")
    assert "<table" in (home / "a.html").read_text(encoding="utf-8")
    message = message_from_bytes((home / "a.eml").read_bytes(), policy=default)
    assert (message["Subject"], message["X-Unsent"]) == ("Statement of account 2024-05-20 - your supplier", "1")
    ended = dunnage("letter", "C1", "--out", home / "no" / "a.txt", *ON)
    assert ended.code == 5


@pytest.mark.parametrize(
    ("text", "mode", "sentence"),
    [
        (BANK, 0o622, "{} can be changed by others, who could have buyers pay to them. chmod 600 it, and look at it."),
        (
            BANK.replace("3BUKB", "4BUKB"), 0o600,
            "{}: USD.iban is no IBAN: its check digits do not agree. Correct it.",
        ),
        ('[DOLLAR]\nbank = "B"\n', 0o600, "{}: DOLLAR is no currency. Use its three letters in capitals, such as USD."),
        ('[USD]\nbic = "B"\n', 0o600, "{}: there is no setting USD.bic. Correct it."),
        ("[USD]\nbank = 5\n", 0o600, "{}: USD.bank has a value of the wrong kind. Correct it."),
        ("USD = 5\n", 0o600, "{}: USD has a value of the wrong kind. Correct it."),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_trusted_is_refused(
    dunnage: Dunnage, book: Path, home: Path, text: str, mode: int, sentence: str
) -> None:
    path = bank(home, text, mode)
    ended = dunnage("letter", "C1", *ON)
    assert (ended.code, ended.sentence) == (2, sentence.format(path))


def test_what_must_not_be_written_says_what_to_do(dunnage: Dunnage, book: Path, home: Path) -> None:
    ended = dunnage("letter", "C1", "--kind", "thanks", *ON)
    assert (ended.code, ended.sentence) == (
        5, "Nothing came in from C1 in the last 30 days. There is nothing to thank for."
    )  # fmt: skip
    own = home / "config" / "dunnage" / "templates" / "en"
    own.mkdir(parents=True)
    (own / "reminder.txt").write_text("Subject: S\n\n{% if %}\n", encoding="utf-8")
    ended = dunnage("letter", "C1", *ON)
    assert (ended.code, ended.sentence) == (
        5, f"The letter {own / 'reminder.txt'} cannot be understood at line 3. Correct it there."
    )  # fmt: skip


def test_every_kind_of_letter_can_be_asked_for() -> None:
    assert tuple(LetterKind) == LETTERS


def test_a_letter_is_changed_by_hand_before_it_is_written(
    dunnage: Dunnage, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys; from pathlib import Path; p = Path(sys.argv[1]); p.write_text('Subject: Mine\\n\\n<b> & me')\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    assert dunnage("letter", "C1", "--edit", *ON).out == "Mine\n\n<b> & me\n"
    out = tmp_path / "mine.eml"
    assert dunnage("letter", "C1", "--edit", "--out", str(out), *ON).code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    message = message_from_bytes(out.read_bytes(), policy=default)
    assert message["Subject"] == "Mine"
    html = message.get_body(("html",))
    assert html is not None
    assert "&lt;b&gt; &amp; me" in html.get_content()
    script.write_text("import sys; from pathlib import Path; p = Path(sys.argv[1]); p.write_text('no subject\\nat all')\n")
    assert dunnage("letter", "C1", "--edit", *ON).out == "Overdue invoices - your supplier\n\nno subject\nat all\n"


def test_without_an_editor_or_a_terminal_it_says_so(
    dunnage: Dunnage, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    ended = dunnage("letter", "C1", "--edit", *ON)
    assert (ended.code, ended.out, ended.sentence) == (5, "", "No editor is set. Name yours: export EDITOR=nano.")
    monkeypatch.setattr("tui.cli.writing.copy", lambda text, environ: copy(text, environ, tmp_path / "no" / "tty"))
    ended = dunnage("letter", "C1", "--copy", *ON)
    assert (ended.code, ended.out) == (5, "")
    screen = tmp_path / "tty"
    monkeypatch.setattr("tui.cli.writing.copy", lambda text, environ: copy(text, environ, screen))
    assert dunnage("letter", "C1", "--copy", *ON).out == ""
    assert screen.read_text().startswith("\x1b]52;c;")
