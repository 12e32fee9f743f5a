"""Everything that was ever written down as an answer, hostile ones included, before every reading there is.

Each ends in what was read, in a reason, or in a named exception; and it ends: what a body costs to read grows with its size
and no faster, whatever stands in it.
"""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

from integrations.providers.kinds import BUILT_IN
from tests.integrations.providers.generic_files import PAYLOADS
from tests.integrations.providers.parsers import EXAMPLES, PARSERS, read_by
from tests.shared import SHARED

SYNTHETIC = SHARED / "providers" / "synthetic"
FOUND = PAYLOADS / "found"
"""What a fuzzer found, kept so that it stays mended."""
LONG = 100_000
HEAVY = {
    "opened": "<" * LONG,
    "digits": "9" * 5_000,
    "reference": "&#" + "9" * 5_000 + ";",
    "spaces": " " * LONG,
    "words": "company number /notice/ by 1 June 2021 " * (LONG // 39),
    "first day": "0001-01-01",
    "last day": "9999-12-31T23:59:59Z",
    "nought day": "0000-00-00",
    "long number": "1" + "0" * 38 + ".5",
}
"""Texts that are slow or impossible to read for who takes them for what is due there."""
A_LONG_TIME = 4.0
"""Seconds of the processor; what grows with its size takes some hundredths."""


@contextmanager
def ending() -> Iterator[None]:
    """Break off what does not end."""

    def hung(_number: int, _frame: Any) -> None:
        raise AssertionError("still reading")

    before = signal.signal(signal.SIGVTALRM, hung)
    signal.setitimer(signal.ITIMER_VIRTUAL, A_LONG_TIME)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@cache
def bodies() -> tuple[tuple[str, bytes], ...]:
    """Every answer that is written down, by the name of its file."""
    paths = [path for folder in (PAYLOADS, FOUND, SYNTHETIC, SYNTHETIC / "hostile") for path in sorted(folder.glob("*.*"))]
    return tuple((path.name, path.read_bytes()) for path in paths)


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place below a value where no list and no object stands."""
    if not isinstance(value, dict | list):
        yield way
        return
    for step in value if isinstance(value, dict) else range(len(value)):
        yield from places(value[step], (*way, step))


@contextmanager
def put(whole: Any, way: tuple[Any, ...], new: Any) -> Iterator[None]:
    """Let something else stand there for a while."""
    at = whole
    for step in way[:-1]:
        at = at[step]
    old, at[way[-1]] = at[way[-1]], new
    try:
        yield
    finally:
        at[way[-1]] = old


def test_every_kind_of_provider_has_its_readings_here() -> None:
    assert set(BUILT_IN) <= set(PARSERS) == set(EXAMPLES)
    assert all(PARSERS.values())


@pytest.mark.parametrize("kind", PARSERS)
def test_whatever_was_ever_answered_is_read_or_refused_by_name(kind: str) -> None:
    assert len(bodies()) > 30
    for name, raw in bodies():
        with ending():
            try:
                read_by(kind, raw)
            except Exception as wrong:  # raised again, with what it was met in
                wrong.add_note(name)
                raise


@pytest.mark.parametrize("kind", PARSERS)
def test_a_heavy_text_in_any_place_is_read_in_time(kind: str) -> None:
    """One of each form of place: the places of a list are all alike."""
    for path in sorted(PAYLOADS.glob("*.json")):
        if not path.name.startswith(EXAMPLES[kind]):
            continue
        whole = json.loads(path.read_bytes())
        forms = {tuple(0 if isinstance(step, int) else step for step in way): way for way in places(whole)}
        for way in forms.values():
            for name, text in HEAVY.items():
                with put(whole, way, text), ending():
                    try:
                        read_by(kind, json.dumps(whole).encode())
                    except Exception as wrong:  # raised again, with what it was met in
                        wrong.add_note(f"{path.name} {way} {name}")
                        raise
