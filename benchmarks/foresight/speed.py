"""How long it takes to learn a book of 100,000 open invoices, to tell each of them, and to tell one buyer anew.

    python -m benchmarks.foresight.speed [--invoices N] [--runs N]

The book is made up and seeded: as many settled invoices as open ones, forty of each buyer. Garbage is not collected meanwhile, as
where the command runs.
"""

import argparse
import random
from collections.abc import Sequence
from datetime import date
from statistics import median
from time import perf_counter

from benchmarks.foresight.sets import ROLL
from credit.foresight.item import NEVER, Item
from credit.foresight.learning import Buyer, learn_all, record_of
from credit.foresight.learnt import Learnt
from credit.foresight.record import Record
from tui.lasting import lasting

ON = date(2026, 6, 30).toordinal()
OF_EACH = 20


def made(invoices: int) -> list[Buyer]:
    """A book with so many open invoices."""
    chance, found = random.Random(1), []
    for name in range(invoices // OF_EACH):
        habit, items = chance.gauss(5, 10), []
        for number in range(2 * OF_EACH):
            settled = number < OF_EACH
            issued = ON - (chance.randrange(60, 720) if settled else chance.randrange(60))
            due = issued + 30
            rolled = ROLL(due)
            paid = min(max(issued, rolled + round(chance.gauss(habit, 8))), ON - 1) if settled else NEVER
            items.append(Item(f"{name}-{number}", issued, due, rolled, chance.randrange(1_000, 500_000), paid, paid))
        found.append(Buyer(tuple(items), ROLL))
    return found


def told(buyer: Buyer, learnt: Learnt, record: Record) -> int:
    """Tell the open invoices of one buyer; how many there are."""
    return len(learnt.expect(record, [item for item in buyer.items if item.paid == NEVER], buyer.roll))


def measured(buyers: Sequence[Buyer]) -> tuple[float, float, float]:
    """Seconds to learn, to tell all of them, and to tell one anew from its invoices on."""
    with lasting():
        start = perf_counter()
        learnt, records = learn_all(buyers, ON)
        taught = perf_counter()
        for buyer, record in zip(buyers, records, strict=True):
            told(buyer, learnt, record)
        whole = perf_counter()
        told(buyers[0], learnt, record_of(buyers[0].items, ON))
        return taught - start, whole - taught, perf_counter() - whole


def main() -> None:
    """Measure as the command line says."""
    said = argparse.ArgumentParser(prog="python -m benchmarks.foresight.speed", description="How long foresight takes.")
    said.add_argument("--invoices", type=int, default=100_000)
    said.add_argument("--runs", type=int, default=5)
    asked = said.parse_args()
    buyers = made(asked.invoices)
    runs = [measured(buyers) for _ in range(asked.runs)]
    learn, whole, one = (median(figures) for figures in zip(*runs, strict=True))
    print(f"{asked.invoices:,} open invoices of {len(buyers):,} buyers: learnt in {learn:.2f} s, told in {whole:.2f} s,")
    print(f"one buyer anew in {1000 * one:.2f} ms (median of {asked.runs})")


if __name__ == "__main__":
    main()
