"""`report`: to the terminal, to a script, and to a file in the format its name says."""

import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.tui.cli.conftest import Dunnage
from tui.cli.arguments import DOCUMENTS
from tui.cli.exits import Exit

ON = ("--as-of", "2024-05-20")
"""I1 of C1, 1,000 USD, was due on 30 April: twenty days past due."""
OF_BUYER = ("memo", "dossier", "handover")


def asked(kind: str) -> tuple[str, ...]:
    return ("report", kind, "C1") if kind in OF_BUYER else ("report", kind)


@pytest.mark.parametrize("kind", [kind for kind in DOCUMENTS if kind != "insurer"])
@pytest.mark.parametrize("suffix", [".md", ".html", ".xlsx", ".csv", ".ics"])
def test_every_document_in_every_format(dunnage: Dunnage, book: Path, tmp_path: Path, kind: str, suffix: str) -> None:
    out = tmp_path / f"paper{suffix}"
    ended = dunnage(*asked(kind), "--out", str(out), *ON)
    assert (ended.code, ended.out, ended.sentence) == (0, "", f"Written to {out}.")
    assert out.stat().st_size > 50
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", [kind for kind in DOCUMENTS if kind != "insurer"])
@pytest.mark.parametrize("suffix", [".md", ".html", ".xlsx", ".csv"])
def test_every_document_in_chinese_says_no_sentence_in_english(
    dunnage: Dunnage, book: Path, tmp_path: Path, kind: str, suffix: str
) -> None:
    out = tmp_path / f"paper{suffix}"
    assert dunnage(*asked(kind), "--out", str(out), "--lang", "zh", *ON).code == 0
    text = out.read_bytes().decode("utf-8-sig", "replace")
    if suffix == ".xlsx":
        sheets = CalamineWorkbook.from_path(str(out))
        text = "\n".join(str(row) for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python())
    assert re.search("[一-鿿]", text)
    spoken = re.sub(r"<style>.*?</style>|<[^>]*>", "", text, flags=re.DOTALL)
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", spoken), spoken


def test_a_document_on_the_terminal_is_markdown(dunnage: Dunnage, book: Path) -> None:
    told = dunnage("report", "memo", "C1", *ON).out
    assert told.startswith("# Credit memo: C1\n")
    assert "1,000.00 USD" in told
    both = dunnage("report", "memo", "C1", "--both", *ON).out
    assert both.startswith(told)
    assert "## 信用备忘录：C1" in both
    assert dunnage("report", "memo", "C1", "--lang", "zh", *ON).out.startswith("# 信用备忘录：C1\n")


def test_a_document_for_a_script(dunnage: Dunnage, book: Path) -> None:
    record = dunnage("report", "handover", "C1", "--json", *ON).json
    assert (record["document"], record["as_of"], record["language"]) == ("handover", "2024-05-20", "en")
    (overdue,) = (block for block in record["blocks"] if block.get("table") == "Overdue invoices")
    assert overdue["rows"][0]["open"] == {"amount": "1000.00", "currency": "USD"}
    assert {"name": "shipped_on", "why": "nobody wrote it down"} in record["missing"]


def test_the_page_for_the_board_tells_what_the_portfolio_tells(dunnage: Dunnage, book: Path) -> None:
    whole = dunnage("portfolio", "--json", *ON).json
    totals, worked = whole["totals"], whole["process"]
    facts = [b["facts"] for b in dunnage("report", "board", "--json", *ON).json["blocks"] if "facts" in b]
    told = {fact["name"]: fact["value"] for block in facts for fact in block}
    assert told["Receivable"] == totals["receivable"]
    assert told["Overdue"] == totals["overdue"]
    assert told["Expected loss before cover and security"] == totals["expected_credit_loss"]
    assert told["Clocks missed"] == worked["clocks_missed"]
    assert worked["counted"]["qualified_overdue"].keys() == {"count", "of"}


def test_what_is_asked_wrongly_is_said_in_a_sentence(dunnage: Dunnage, book: Path, tmp_path: Path) -> None:
    assert dunnage("report", "memo", *ON).code == Exit.USAGE
    assert dunnage("report", "board", "C1", *ON).code == Exit.USAGE
    refused = dunnage("report", "insurer", "C1", *ON)
    assert (refused.code, refused.out) == (Exit.REFUSED, "")
    assert refused.sentence.startswith("No insured limit is written down for C1.")
    nameless = dunnage("report", "board", "--out", str(tmp_path / "board.doc"), *ON)
    assert nameless.code == Exit.USAGE
    assert not list(tmp_path.glob("board*"))
    nowhere = dunnage("report", "board", "--out", str(tmp_path / "no" / "board.md"), *ON)
    assert nowhere.code == Exit.LOCKED
