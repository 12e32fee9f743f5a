"""The command that writes a document: to the terminal as Markdown, to a script as JSON, to a file in the format its name says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from credit.worklist import Task
from documents.as_csv import as_csv
from documents.as_markdown import as_markdown
from documents.as_record import as_record
from documents.board import Age, Figures, board_paper
from documents.dossier import dossier_paper
from documents.files import in_format
from documents.folder import dossier_folder
from documents.forecast import forecast_paper
from documents.house_lists import clocks_paper, safe_paper
from documents.loss import loss_paper
from documents.memo import memo_paper
from documents.paper import Paper, joined
from documents.recovery import handover_paper, insurer_paper
from storage.atomic import no_change, replace_file
from tui.cli.answers import report_ecl, report_safe
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.views.cash_speed import house_at_risk, house_turnover
from tui.views.house import house
from tui.views.loss import loss_of
from tui.views.process import house_process
from tui.views.snapshot import Snapshot, standing
from wording.words import _, activate, language

__all__ = ["report"]

Maker = Callable[[Snapshot, str], Paper]


def _memo(shown: Snapshot, buyer: str) -> Paper:
    entry = shown.assessed.of(buyer)
    today = standing(shown, entry)
    return memo_paper(entry, shown.book, today.step if isinstance(today, Task) else None)


_OF_BUYER: Mapping[str, Maker] = {
    "memo": _memo,
    "dossier": lambda shown, buyer: dossier_paper(shown.assessed.of(buyer), shown.book),
    "handover": lambda shown, buyer: handover_paper(shown.assessed.of(buyer), shown.book),
    "insurer": lambda shown, buyer: insurer_paper(shown.assessed.of(buyer), shown.book),
}
_OF_HOUSE: Mapping[str, Maker] = {
    "board": lambda shown, _id: board_paper(shown.assessed, _figures(shown)),
    "ecl": lambda shown, _id: loss_paper(shown.assessed),
    "forecast": lambda shown, _id: forecast_paper(shown.assessed),
    "safe": lambda shown, _id: safe_paper(shown.assessed),
}
_OF_EITHER: Mapping[str, Maker] = {"clocks": lambda shown, buyer: clocks_paper(shown.assessed, buyer)}
_LISTS = {"ecl": report_ecl, "safe": report_safe}
"""Documents whose answer to a terminal and to a script is a list of its own."""


def report(opened: Opening) -> Exit:
    """One document on a buyer or on the house."""
    a = opened.arguments
    if a.kind in _OF_BUYER and not a.id:
        narrate(_("This document is about one buyer: dunnage report {kind} ID.").format(kind=a.kind))
        return Exit.USAGE
    if a.kind in _OF_HOUSE and a.id:
        narrate(_("This document is about the whole house: dunnage report {kind}.").format(kind=a.kind))
        return Exit.USAGE
    shown = opened.desk().look() if not a.id else opened.desk().glance()
    if a.kind in _LISTS and not a.out and not a.both:
        return _LISTS[a.kind](opened, shown)
    make = {**_OF_BUYER, **_OF_HOUSE, **_OF_EITHER}[a.kind]
    made = joined(_in_both(lambda: make(shown, a.id))) if a.both else make(shown, a.id)
    paper = replace(made, house=opened.config.house)
    if a.out:
        folder = a.kind == "dossier" and Path(a.out).suffix.lower() == ".zip"
        written = dossier_folder(shown.assessed.of(a.id), shown.book, paper.house) if folder else in_format(paper, a.out)
        with no_change():
            replace_file(Path(a.out), [written])
        narrate(_("Written to {path}.").format(path=a.out))
    if a.json:
        write_json(as_record(paper))
    elif not a.out:
        write_text(as_csv(paper) if a.csv else as_markdown(paper))
    return Exit.DONE


def _in_both(make: Callable[[], Paper]) -> list[Paper]:
    """The document in both languages, the one spoken now first."""
    spoken = language()
    papers = [make()]
    try:
        activate("en" if spoken == "zh" else "zh")
        papers.append(make())
    finally:
        activate(spoken)
    return papers


def _figures(shown: Snapshot) -> Figures:
    """The figures of the portfolio."""
    totals, speed, risk = house(shown), house_turnover(shown), house_at_risk(shown)
    return Figures(
        totals.receivable,
        totals.overdue,
        tuple((each.receivable, each.overdue) for each in totals.by_currency),
        tuple(Age(bucket.name, bucket.amount, bucket.invoices) for bucket in totals.aging),
        totals.no_rate,
        speed.simple if speed else None,
        speed.best_possible if speed else None,
        speed.delinquent if speed else None,
        speed.effectiveness if speed else None,
        risk.share,
        shown.book.policy.turnover.at_risk_days,
        loss_of(shown),
        house_process(shown),
    )
