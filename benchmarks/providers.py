"""What asking costs beside a bare client, and whether a rate is kept without being wasted: one table.

    python -m benchmarks.providers [--reports 1000] [--runs 5]

A server on this machine, in a process of its own, gives the same report for ever. The bare client and the transport ask it in
turn, round after round, so that whatever else the machine does meets both; ratios are of one round, and their median is told.
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
from multiprocessing.connection import Connection
from statistics import median

import httpx

from integrations.exchange import Call
from integrations.terms import Rate, Terms
from integrations.transport import Transport

WINDOW = Rate(100, 1.0)
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


def windowed(url: str, reports: int) -> tuple[float, float]:
    """Seconds a rate allows for so many reports at least, and the seconds they took."""
    least = (reports - 1) // WINDOW.calls * WINDOW.seconds
    with Transport("bench", url, terms=Terms(rate=WINDOW)) as transport:
        began = time.perf_counter()
        for _ in range(reports):
            transport.ask(Call("report", "/x"))
        return least, time.perf_counter() - began


def main() -> None:
    """Measure as the command line says, and print one table."""
    said = argparse.ArgumentParser(prog="python -m benchmarks.providers", description="Prints one table of medians and ratios.")
    said.add_argument("--reports", type=int, default=1000, help="reports in a round")
    said.add_argument("--runs", type=int, default=5, help="rounds")
    asked = said.parse_args()
    with server() as url:
        found = asking(url, asked.reports, asked.runs)
        least, took = windowed(url, asked.reports)
    rows = [(f"{asked.reports:,} reports, {way}", "s", f"{median(seconds):.2f}", "") for way, seconds in found.items()]
    for what in ("bytes", "JSON"):
        ratios = [ours / bare for ours, bare in zip(found[f"our {what}"], found[f"bare {what}"], strict=True)]
        rows.append((f"transport / bare client, {what}", "x", f"{median(ratios):.2f}", "1.5"))
    window = f"{WINDOW.calls} in {WINDOW.seconds:g} s"
    rows.append((f"{asked.reports:,} reports at {window}: taken / allowed", "x", f"{took / max(least, 1e-9):.3f}", "1.05"))
    weight = f"{len(report()):,} bytes a report"
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {weight}, {asked.runs} runs\n", file=sys.stdout)
    print("| measure | unit | median | budget |\n| --- | --- | ---: | ---: |")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
