"""The one command of the benchmarks: makes the books, measures, prints one table.

    python -m benchmarks [--sizes 1k,10k,100k] [--runs 3] [--folder DIR]

Books stand in the system's temporary folder unless another is named; where that is no real disk, name one.
"""

import argparse
import os
import platform
import sys
from pathlib import Path
from tempfile import gettempdir

from benchmarks.books import disk, subject
from benchmarks.measures import Readings, measured
from benchmarks.table import markdown

SIZES = "1k,10k,100k"
IN_MEMORY = ("tmpfs", "ramfs")
SMALLEST = 300
"""Invoices below which the generator makes no book."""


def sizes(text: str) -> list[int]:
    """Numbers of invoices from `1k,10k`."""
    found = [int(word.removesuffix("k")) * (1000 if word.endswith("k") else 1) for word in text.split(",")]
    if min(found) < SMALLEST:
        raise argparse.ArgumentTypeError(f"a book has {SMALLEST} invoices at least")
    return found


def main() -> None:
    """Measure as the command line says."""
    said = argparse.ArgumentParser(prog="python -m benchmarks", description="Prints one table of medians and ratios.")
    said.add_argument("--sizes", type=sizes, default=SIZES, help="invoices in the book, such as 1k,10k")
    said.add_argument("--runs", type=int, default=3, help="rounds of each measure")
    said.add_argument("--folder", type=Path, default=None, help="where books are made and removed")
    asked = said.parse_args()
    kind = disk(asked.folder or Path(gettempdir()))
    if kind in IN_MEMORY:
        print(f"The books stand on {kind}, which is no disk: name one with --folder.", file=sys.stderr)
    found: dict[int, Readings] = {}
    for size in asked.sizes:
        print(f"{size:,} invoices ...", file=sys.stderr)
        with subject(size, asked.folder) as made:
            found[size] = measured(made, max(asked.runs, 1))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {kind}, {asked.runs} runs\n")
    print(markdown(found))


if __name__ == "__main__":
    main()
