"""One table of how often foresight was right, over every set that stands beside the checkout or in a folder that is named.

    python -m benchmarks.foresight [--json] [--packs DIR]

Splits are by time, and each prediction is made from what was known at its moment. A set that is missing fails the run.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.foresight.bands import bands_figures
from benchmarks.foresight.measures import Figures, judged, judged_pack
from benchmarks.foresight.ordering import ordering_figures
from benchmarks.foresight.references import LEDGER_REFERENCES, PACK_REFERENCES, WORSENING_REFERENCES
from benchmarks.foresight.sets import DATA, LEDGERS, ledger, pack, packs
from benchmarks.foresight.weeks import weeks_figures
from benchmarks.foresight.worsening import worsening_figures

LEDGER_COLUMNS = ("cases", "auc", "auc_share", "brier", "mean_apart")
PACK_COLUMNS = (
    "cases", "auc", "brier", "mean_apart", "auc_30", "mean_apart_30", "mae", "mae_due", "exact", "inside",
    "top", "top_amount", "top_best",
)  # fmt: skip
CASH_COLUMNS = ("weeks", "reached_p50", "weeks_p80", "reached_p80", "expected_over_came")
ORDERING_COLUMNS = ("looks", "capture", "capture_amount")
BAND_COLUMNS = ("buyers", "invoices", "late", "late_month")
FABRICATED = "IBM (fabricated)"
WORSENING_COLUMNS = ("cases", "recall", "precision", "delay", "false_alarms", "recall_at_half")
HEADINGS = {
    "cases": "cases", "auc": "AUC", "auc_share": "AUC of the shrunk share alone", "brier": "Brier",
    "mean_apart": "mean less outcome", "auc_30": "AUC > 30 d", "mean_apart_30": "mean less outcome > 30 d", "mae": "days off",
    "mae_due": "days off, due date", "exact": "to the day", "inside": "in the 80 % interval",
    "top": "money-days in the first tenth", "top_amount": "by amount alone", "top_best": "best possible",
    "recall": "found", "precision": "alarms that are right", "delay": "weeks to the alarm",
    "weeks": "weeks", "reached_p50": "brought P50 (.50 is meant)", "weeks_p80": "weeks with a P80",
    "reached_p80": "brought P80 (.80 is meant)", "expected_over_came": "expected over came",
    "buyers": "looks at a buyer", "invoices": "invoices of the half year after",
    "late": "late", "late_month": "over 30 days late",
    "looks": "looks", "capture": "late money in the first ten rows", "capture_amount": "by amount alone",
    "false_alarms": "false, of 100 buyers a year", "recall_at_half": "found, with half of the alarms right",
}  # fmt: skip
Found = Mapping[str, Figures]


def main() -> int:
    """Measure as the command line says; gives back the exit code."""
    said = argparse.ArgumentParser(prog="python -m benchmarks.foresight", description="How often foresight was right.")
    said.add_argument("--json", action="store_true", help="one JSON document")
    said.add_argument("--packs", type=Path, default=None, help="a folder of pairs NAME_book.csv and NAME_truth.csv, judged alone")
    asked = said.parse_args()
    folder = asked.packs or DATA
    ledgers = {} if asked.packs else _ledgers()
    if ledgers is None or not folder.is_dir() or not (names := packs(folder)):
        print(f"A set is missing: nothing to measure in {folder}.", file=sys.stderr)
        return 1
    cash = {name: weeks_figures(ledger(name)) for name in ledgers}
    ordered = {name: _noted(f"{name}, queue", ordering_figures(ledger(name))) for name in ledgers}
    bands = bands_figures({name: ledger(name) for name in ledgers if name != FABRICATED})
    worse = {name: worsening_figures(ledger(name)) for name in ledgers}
    found = {name: _noted(name, judged_pack(pack(folder, name))) for name in names}
    missing = [] if asked.packs else sorted(PACK_REFERENCES.keys() - found.keys())
    if missing:
        print(f"Sets that are missing: {', '.join(missing)}.", file=sys.stderr)
        return 1
    if asked.json:
        record = {
            "ledgers": _records(ledgers, LEDGER_REFERENCES),
            "packs": _records(found, PACK_REFERENCES),
            "cash": _records(cash, {}),
            "ordering": _records(ordered, {}),
            "bands": _records(bands, {}),
            "worsening": _records(worse, WORSENING_REFERENCES),
        }
        print(json.dumps(record, indent=2))
        return 0
    if ledgers:
        print(_table("ledger", ledgers, LEDGER_COLUMNS, LEDGER_REFERENCES))
    print(_table("pair", found, PACK_COLUMNS, PACK_REFERENCES))
    if cash:
        print(_table("cash by week", cash, CASH_COLUMNS, {}))
    if ordered:
        print(_table("value of a row", ordered, ORDERING_COLUMNS, {}))
    if bands:
        print(_table("band by own record", bands, BAND_COLUMNS, {}))
    if worse:
        print(_table("who gets worse", worse, WORSENING_COLUMNS, WORSENING_REFERENCES))
    return 0


def _ledgers() -> dict[str, Figures] | None:
    try:
        return {name: _noted(name, judged(ledger(name))) for name in LEDGERS}
    except OSError as error:
        print(f"A set is missing: {error.filename}.", file=sys.stderr)
        return None


def _noted(name: str, figures: Figures) -> Figures:
    print(f"{name} ...", file=sys.stderr, flush=True)
    return figures


def _records(found: Found, references: Mapping[str, Mapping[str, float]]) -> list[dict[str, object]]:
    return [{"name": name, **figures, "reference": references.get(name, {})} for name, figures in found.items()]


def _table(kind: str, found: Found, columns: Sequence[str], references: Mapping[str, Mapping[str, float]]) -> str:
    """A table in Markdown; the reference stands in brackets."""
    head = [kind, *(HEADINGS[name] for name in columns)]
    rows = [[name, *(_cell(name, column, figures, references) for column in columns)] for name, figures in found.items()]
    lines = [head, ["---", *("---:" for _ in columns)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _cell(name: str, column: str, figures: Figures, references: Mapping[str, Mapping[str, float]]) -> str:
    value, reference = figures[column], references.get(name, {}).get(column)
    if value is None:
        return "-"
    shown = (
        f"{value:,.0f}"
        if column in {"cases", "weeks", "weeks_p80", "looks", "buyers", "invoices"}
        else f"{value:.1f}"
        if column.startswith(("mae", "delay", "false"))
        else f"{value:.3f}"
    )
    return shown if reference is None else f"{shown} ({reference:g})"


if __name__ == "__main__":
    sys.exit(main())
