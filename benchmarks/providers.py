"""What asking costs beside a bare client, and whether a rate is kept without being wasted: one table.

    python -m benchmarks.providers [--reports 1000] [--runs 5]

A server on this machine, in a process of its own, gives the same report for ever. The bare client and the transport ask it in
turn, round after round, so that whatever else the machine does meets both; ratios are of one round, and their median is told.
A refresh is everything a provider does about one buyer: who is asked already, the question, the findings, the answer kept.
Its ratio is told of seconds on the clock and of the processor: the first counts what the disk and other work make of it.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx

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


def timed(work: Callable[[], object], times: int) -> float:
    """Give the seconds `times` repetitions of one piece of work take, after one that opens the line."""
    work()
    began = time.perf_counter()
    for _ in range(times):
        work()
    return time.perf_counter() - began


def asking(url: str, reports: int, runs: int) -> dict[str, list[float]]:
    """Seconds of each round, by what was asked how."""
    found: dict[str, list[float]] = {}
    with httpx.Client(trust_env=False) as bare, Transport("bench", url) as transport:
        ways: dict[str, Callable[[], object]] = {
            "bare bytes": lambda: bare.get(f"{url}/x").content,
            "our bytes": lambda: transport.ask(Call("report", "/x", as_json=False)).raw,
            "bare JSON": lambda: bare.get(f"{url}/x").json(),
            "our JSON": lambda: transport.ask(Call("report", "/x")).value,
            "our orders": lambda: transport.ask(Call("report", "/x", billable=True)).value,
        }
        for _ in range(runs):
            for way, work in ways.items():
                found.setdefault(way, []).append(timed(work, reports))
    return found


def refreshing(url: str, reports: int, runs: int) -> dict[str, list[tuple[float, float]]]:
    """Seconds on the clock and of the processor of each round, by what was done: as many buyers, each asked about once."""
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(runs):
        with TemporaryDirectory() as folder, httpx.Client(trust_env=False) as bare:
            file = Path(folder, "bench.toml")
            file.write_text(PROVIDER.format(url=url), encoding="utf-8")
            for way, work in refreshes(file, bare, url).items():
                began, busy = time.perf_counter(), time.process_time()
                for number in range(reports):
                    work(buyer(number))
                found.setdefault(way, []).append((time.perf_counter() - began, time.process_time() - busy))
    return found


def refreshes(file: Path, bare: httpx.Client, url: str) -> dict[str, Callable[[Customer], object]]:
    """What is done about one buyer: the bytes alone, all of it, and all of it with the records on the disk."""
    remembered = make("bench", file, records=Records())
    kept = make("bench", file, records=Records(file.with_name("records")))
    return {
        "bare bytes": lambda one: bare.get(f"{url}/companies/{one.registration('company_number')}").content,
        "refreshed": lambda one: remembered.fetch(one, ON),
        "refreshed and stored": lambda one: kept.fetch(one, ON),
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


def refreshed_rows(found: dict[str, list[tuple[float, float]]], reports: int) -> list[tuple[str, str, str, str]]:
    """Rows of refreshes: seconds, and how many times a bare client's both on the clock and of the processor."""
    rows = [
        (f"{reports:,} buyers {way}", "s", f"{median(clock for clock, _ in found[way]):.2f}", "")
        for way in ("refreshed", "refreshed and stored")
    ]
    for way in ("refreshed", "refreshed and stored"):
        for place, what in enumerate(("clock", "processor")):
            ratios = [ours[place] / bare[place] for ours, bare in zip(found[way], found["bare bytes"], strict=True)]
            rows.append((f"{way} / bare client, {what}", "x", f"{median(ratios):.2f}", "3" if way.endswith("stored") else ""))
    return rows


def main() -> None:
    """Measure as the command line says, and print one table."""
    said = argparse.ArgumentParser(prog="python -m benchmarks.providers", description="Prints one table of medians and ratios.")
    said.add_argument("--reports", type=int, default=1000, help="reports in a round")
    said.add_argument("--runs", type=int, default=5, help="rounds")
    asked = said.parse_args()
    with server() as url:
        found = asking(url, asked.reports, asked.runs)
        stored = refreshing(url, asked.reports, asked.runs)
        least, took = windowed(url, asked.reports)
    rows = [(f"{asked.reports:,} reports, {way}", "s", f"{median(seconds):.2f}", "") for way, seconds in found.items()]
    for what in ("bytes", "JSON"):
        ratios = [ours / bare for ours, bare in zip(found[f"our {what}"], found[f"bare {what}"], strict=True)]
        rows.append((f"transport / bare client, {what}", "x", f"{median(ratios):.2f}", "1.5"))
    rows += refreshed_rows(stored, asked.reports)
    window = f"{WINDOW.calls} in {WINDOW.seconds:g} s"
    rows.append((f"{asked.reports:,} reports at {window}: taken / allowed", "x", f"{took / max(least, 1e-9):.3f}", "1.05"))
    weight = f"{len(report()):,} bytes a report"
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {weight}, {asked.runs} runs\n", file=sys.stdout)
    print("| measure | unit | median | budget |\n| --- | --- | ---: | ---: |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
