"""What asking costs beside a bare client, and whether a rate is kept without being wasted: one table.

    python -m benchmarks.providers [--reports 1000] [--runs 5] [--folder DIR]

A server on this machine, in a process of its own, gives the same report for ever. The bare client and the transport ask it in
turn, fifty questions each, so that whatever else the machine does meets both; ratios are of one round, and their median is told.
A refresh is everything a provider does about one buyer: who is asked already, the question, the findings, the answer kept.
Its ratio is told of seconds on the clock and of the processor: the first counts what the disk and other work make of it.

A kept answer is a file, and some file systems make files slowly beside many that were removed in the last minutes, whoever
removed them. So nothing is removed before the end, bare files are made in the same folder as a yardstick, and `--folder` names
a folder that others leave alone.
"""

import argparse
import json
import multiprocessing
import os
import platform
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx

from benchmarks.books import disk
from credit.customer import Customer
from integrations.exchange import Call
from integrations.keeping.records import Records
from integrations.registry import make
from integrations.terms import Rate, Terms
from integrations.transport import Transport

WINDOW = Rate(100, 1.0)
ON = date(2020, 4, 1)
PROVIDER = """
kind = "generic"
base_url = "{url}"

[[request]]
name = "report"
path = "/companies/{{id}}"

[fields]
"as_of" = {{ path = "score.as_of", type = "date" }}
"financial_strength.rating_provider" = {{ path = "score.value", type = "decimal", unit = "points" }}
"financial_strength.credit_limit" = {{ path = "score.limit.amount", type = "money", currency_path = "score.limit.currency" }}
"financial_strength.turnover" = {{ path = "accounts[-1].turnover", type = "money", currency_path = "accounts[-1].currency" }}
"financial_strength.equity" = {{ path = "accounts[-1].equity", type = "money", currency_path = "accounts[-1].currency" }}
"""
Spent = tuple[float, float]
"""Seconds on the clock, and seconds of the processor."""
Line = tuple[str, str, str, str]
"""A row of the table: measure, unit, figure, budget."""
TURN = 50
"""Questions put one way before the next way has its turn."""
ROWS = 40
"""Rows of accounts in the report, which then weighs some five thousand bytes, as a bureau's does."""


def report() -> bytes:
    """One report: a rating, a limit and accounts of some years."""
    accounts = [
        {"year": 1980 + row, "turnover": 125_000.5 + row, "equity": 31_250.25 - row, "currency": "EUR", "kind": "annual accounts"}
        for row in range(ROWS)
    ]
    score = {"value": "61", "as_of": "2020-03-01", "limit": {"amount": "25000.00", "currency": "GBP"}}
    return json.dumps({"company": {"number": "99000001", "name": "Haldon & Pike"}, "score": score, "accounts": accounts}).encode()


def serve(port: Connection) -> None:
    """Answer every request with the report, on lines that stay open where they may."""
    body = report()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body

    def speak(line: socket.socket) -> None:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting = b""
        with line:
            while data := line.recv(65_536):
                waiting += data
                while b"\r\n\r\n" in waiting:
                    request, _, waiting = waiting.partition(b"\r\n\r\n")
                    line.sendall(answer)
                    if b"connection: close" in request.lower():
                        return

    with socket.create_server(("127.0.0.1", 0)) as door:
        port.send(door.getsockname()[1])
        while True:
            line, _ = door.accept()
            threading.Thread(target=speak, args=(line,), daemon=True).start()


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join()


def in_turn(ways: Mapping[str, Callable[[int], object]], reports: int) -> dict[str, Spent]:
    """Seconds on the clock and of the processor that `reports` questions take by each way, some of one and some of the next."""
    spent = dict.fromkeys(ways, (0.0, 0.0))
    for work in ways.values():
        work(reports)  # opens the line, and makes what is made once
    for start in range(0, reports, TURN):
        for way, work in ways.items():
            began, busy = time.perf_counter(), time.process_time()
            for number in range(start, min(start + TURN, reports)):
                work(number)
            clock, processor = spent[way]
            spent[way] = clock + time.perf_counter() - began, processor + time.process_time() - busy
    return spent


def asking(url: str, reports: int, runs: int) -> dict[str, list[Spent]]:
    """What each round took, by what was asked how."""
    found: dict[str, list[Spent]] = {}
    with httpx.Client(trust_env=False) as bare, Transport("bench", url) as transport:
        ways: dict[str, Callable[[int], object]] = {
            "bare bytes": lambda _: bare.get(f"{url}/x").content,
            "our bytes": lambda _: transport.ask(Call("report", "/x", as_json=False)).raw,
            "bare JSON": lambda _: bare.get(f"{url}/x").json(),
            "our JSON": lambda _: transport.ask(Call("report", "/x")).value,
            "our orders": lambda _: transport.ask(Call("report", "/x", billable=True)).value,
        }
        for _ in range(runs):
            for way, spent in in_turn(ways, reports).items():
                found.setdefault(way, []).append(spent)
    return found


def refreshing(url: str, reports: int, runs: int, folder: Path) -> dict[str, list[Spent]]:
    """What each round took, by what was done: as many buyers, each asked about once, and as many bare files made."""
    found: dict[str, list[Spent]] = {}
    for run in range(runs):
        place = folder / str(run)
        place.mkdir()
        file = place / "bench.toml"
        file.write_text(PROVIDER.format(url=url), encoding="utf-8")
        with httpx.Client(trust_env=False) as bare:
            for way, spent in in_turn(refreshes(file, bare, url), reports).items():
                found.setdefault(way, []).append(spent)
    return found


def refreshes(file: Path, bare: httpx.Client, url: str) -> dict[str, Callable[[int], object]]:
    """What is done about one buyer: the bytes alone, all of it, all of it with the records on the disk; and a file alone."""
    remembered = make("bench", file, records=Records())
    kept = make("bench", file, records=Records(file.with_name("records")))
    body = report()
    return {
        "bare bytes": lambda number: bare.get(f"{url}/companies/{number:08d}").content,
        "refreshed": lambda number: remembered.fetch(buyer(number), ON),
        "refreshed and stored": lambda number: kept.fetch(buyer(number), ON),
        "bare file": lambda number: file.with_name(f"{number}.bare").write_bytes(body),
    }


def buyer(number: int) -> Customer:
    """One of many buyers."""
    return Customer(f"C{number}", "Alder Ltd", ON, country="GB", registrations=(("company_number", f"{number:08d}"),))


def windowed(url: str, reports: int) -> tuple[float, float]:
    """Seconds a rate allows for so many reports at least, and the seconds they took."""
    least = (reports - 1) // WINDOW.calls * WINDOW.seconds
    with Transport("bench", url, terms=Terms(rate=WINDOW)) as transport:
        began = time.perf_counter()
        for _ in range(reports):
            transport.ask(Call("report", "/x"))
        return least, time.perf_counter() - began


def times(what: str, ours: list[Spent], bare: list[Spent], budget: str = "") -> list[Line]:
    """How many times what the other took, on the clock and of the processor."""
    rows = []
    for place, measure in enumerate(("clock", "processor")):
        ratios = [mine[place] / theirs[place] for mine, theirs in zip(ours, bare, strict=True)]
        rows.append((f"{what}, {measure}", "x", f"{median(ratios):.2f}", budget))
    return rows


def seconds(found: Mapping[str, list[Spent]], ways: Iterable[str], what: str) -> list[Line]:
    """Seconds of a round on the clock."""
    return [(f"{what} {way}", "s", f"{median(clock for clock, _ in found[way]):.2f}", "") for way in ways]


def rows_of(asked: Mapping[str, list[Spent]], stored: Mapping[str, list[Spent]], reports: int) -> list[Line]:
    """The table but for the rate."""
    rows = seconds(asked, asked, f"{reports:,} reports,")
    for what in ("bytes", "JSON"):
        rows += times(f"transport / bare client, {what}", asked[f"our {what}"], asked[f"bare {what}"], "1.5")
    rows += seconds(stored, ("bare bytes", "refreshed", "refreshed and stored", "bare file"), f"{reports:,} buyers,")
    rows += times("refreshed / bare client", stored["refreshed"], stored["bare bytes"])
    return rows + times("refreshed and stored / bare client", stored["refreshed and stored"], stored["bare bytes"], "3")


def main() -> None:
    """Measure as the command line says, and print one table."""
    said = argparse.ArgumentParser(prog="python -m benchmarks.providers", description="Prints one table of medians and ratios.")
    said.add_argument("--reports", type=int, default=1000, help="reports in a round")
    said.add_argument("--runs", type=int, default=5, help="rounds")
    said.add_argument("--folder", type=Path, default=None, help="where answers are kept and removed at the end")
    asked = said.parse_args()
    with server() as url, TemporaryDirectory(dir=asked.folder) as folder:
        stored = refreshing(url, asked.reports, asked.runs, Path(folder))
        rows = rows_of(asking(url, asked.reports, asked.runs), stored, asked.reports)
        least, took = windowed(url, asked.reports)
        kind = disk(Path(folder))
    window = f"{WINDOW.calls} in {WINDOW.seconds:g} s"
    rows.append((f"{asked.reports:,} reports at {window}: taken / allowed", "x", f"{took / max(least, 1e-9):.3f}", "1.05"))
    weight = f"{len(report()):,} bytes a report"
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {kind}, {weight}, {asked.runs} runs\n", file=sys.stdout)
    print("| measure | unit | median | budget |\n| --- | --- | ---: | ---: |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
