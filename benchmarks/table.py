"""The table: what each row means, how it is made of the readings, and the budget it stands beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.measures import Readings

__all__ = ["ROWS", "Row", "markdown", "percentile"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    unit: str
    figure: Callable[[Readings], float]
    budget: str = ""
    """Of design MEASURED.md section 9; at 100k invoices unless it says otherwise."""


def percentile(readings: list[float], percent: int) -> float:
    """The reading that so many per cent of all do not exceed (nearest rank)."""
    return sorted(readings)[-(-len(readings) * percent // 100) - 1]


def _middle(name: str) -> Callable[[Readings], float]:
    return lambda readings: median(readings[name])


def _high(name: str) -> Callable[[Readings], float]:
    return lambda readings: percentile(readings[name], 95)


def _against(name: str, other: str) -> Callable[[Readings], float]:
    return lambda readings: median(readings[name]) / median(readings[other])


ROWS = (
    Row("start to first frame", "ms", _middle("frame_ms")),
    Row("a minimal Textual app to its first frame", "ms", _middle("minimal_ms")),
    Row("first frame / minimal app", "x", _against("frame_ms", "minimal_ms"), "1.6"),
    Row("open to data on the screen", "ms", _middle("data_ms")),
    Row("load the book", "ms", _middle("load_ms")),
    Row("bare parse of the same bytes", "ms", _middle("parse_ms")),
    Row("load / bare parse", "x", _against("load_ms", "parse_ms"), "3"),
    Row("aging and order of every buyer, receipts set against invoices", "ms", _middle("order_ms"), "100"),
    Row("what the first screen shows", "ms", _middle("look_ms"), "600"),
    Row("behind it: every buyer judged, the queue in order", "ms", _middle("judge_ms")),
    Row("all rows of the portfolio, finished text", "ms", _middle("draw_ms")),
    Row("memory with the book open", "MB", _middle("memory_mb"), "350"),
    Row("`queue --json`", "ms", _middle("queue_ms")),
    Row("import, confirmed on disk", "rows/s", _middle("import_rows"), "20,000 or more"),
    Row("cursor key, p50", "ms", _middle("cursor_ms")),
    Row("cursor key, p95", "ms", _high("cursor_ms"), "16"),
    Row("filter key, p50", "ms", _middle("filter_ms")),
    Row("filter key, p95", "ms", _high("filter_ms"), "60"),
    Row("tab key, p50", "ms", _middle("tab_ms")),
    Row("tab key, p95", "ms", _high("tab_ms"), "60"),
    Row("cursor key", "bytes", _middle("cursor_bytes"), "350"),
    Row("filter key", "bytes", _middle("filter_bytes"), "4,500"),
    Row("tab key", "bytes", _middle("tab_bytes"), "16,000"),
    Row("cancel key to freed screen, while a provider is asked", "ms", _middle("cancel_ms"), "200"),
    Row("leave key to the shell, while a provider is asked", "ms", _middle("leave_ms")),
    Row("after one change: book, buyer, queue, views, p50", "ms", _middle("change_ms"), "5, flat"),
    Row("after one change, p95", "ms", _high("change_ms")),
    Row("one confirmed change on disk", "ms", _middle("commit_ms")),
    Row("one bare append + fdatasync", "ms", _middle("bare_ms")),
    Row("confirmed change / bare append", "x", _against("commit_ms", "bare_ms"), "1.5, flat"),
)


def markdown(found: Mapping[int, Readings]) -> str:
    """The table of the readings by invoices in the book."""
    heading = ["measure", "unit", *(f"{size:,}" for size in found), "budget"]
    lines = [heading, ["---", "---", *("---:" for _ in found), "---"]]
    lines += [[row.name, row.unit, *(_figure(row.figure(readings)) for readings in found.values()), row.budget] for row in ROWS]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def _figure(value: float) -> str:
    return f"{value:,.2f}" if value < 1 else f"{value:,.1f}" if value < 100 else f"{value:,.0f}"
