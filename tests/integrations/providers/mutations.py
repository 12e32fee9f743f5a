"""Answers made worse: the payloads that are written down, changed in their bytes or in their structure.

Both fuzzers change them here: the one of every test run by a seed, and the long one of `benchmarks.fuzz_parsers`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.integrations.providers.generic_files import PAYLOADS
from tests.integrations.providers.parsers import EXAMPLES, WRITTEN

__all__ = ["Vocabulary", "examples", "mutated", "vocabulary"]

Way = tuple[Any, ...]
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 10**39, -(10**39), 1e30, 1e-30, 0.1, -0.0, "", " ", "0", "-", "---", "Not Rated",
    "N/A", "1e999999", "1,234.50", "1.234,50", "NaN", "Infinity", "9" * 5000, "0001-01-01", "9999-12-31",
    "0000-00-00", "2021-02-30", "20210101", "2021-W01-1", "2021-06-01T00:00:00Z", "2021-06-01T23:59:60+99:99",
    "01/02/2021", "99000001", "&#x110000;", "&#" + "9" * 5000 + ";", "<" * 300, "\x1b[2J", "\u202e", "\ud800",
    "\u0661", "[@click=app.quit]x[/]", "=1+1", "company number 99000001", [], {}, [[]], [None],
)  # fmt: skip
"""What no service should write, and some do."""
TOKENS = (
    b"NaN",
    b"1e400",
    b"-0",
    b"1" * 41,
    b'"',
    b"\\",
    b"{",
    b"[",
    b"]",
    b"}",
    b",",
    b":",
    b"\xef\xbb\xbf",
    b"\xff",
    b"\x00",
    b"null",
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The keys and the values that stand in the answers of one service."""

    keys: tuple[str, ...]
    values: tuple[Any, ...]


def examples(kind: str) -> list[bytes]:
    """The answers written down for a kind."""
    paths = [path for path in sorted(PAYLOADS.glob("*.json")) if path.name.startswith(EXAMPLES[kind])]
    return [*(path.read_bytes() for path in paths), *WRITTEN.get(kind, ())]


def vocabulary(kind: str) -> Vocabulary:
    """The words of a kind's answers."""
    keys: dict[str, None] = {}
    values: list[Any] = []
    for raw in examples(kind):
        whole = _value(raw)
        for way in _places(whole):
            if way and isinstance(way[-1], str):
                keys[way[-1]] = None
            found = _at(whole, way)
            if not isinstance(found, dict | list) and found not in values:
                values.append(found)
    return Vocabulary(tuple(keys) or ("a",), tuple(values) or (1,))


def mutated(raw: bytes, random: Random, words: Vocabulary) -> bytes:
    """The same with one to five changes, all in its structure or all in its bytes."""
    whole = _value(raw)
    if isinstance(whole, dict | list) and random.random() < 0.75:
        for _ in range(random.randint(1, 5)):
            whole = _restructured(whole, random, words)
        raw = json.dumps(whole).encode()
    if random.random() < 0.4:
        for _ in range(random.randint(1, 4)):
            raw = _bytes_changed(raw, random)
    return raw


def anything(random: Random, words: Vocabulary, depth: int = 3) -> Any:
    """Any value, made of odd ones and of what the service does write."""
    chance = random.random()
    if depth and chance < 0.15:
        return [anything(random, words, depth - 1) for _ in range(random.randint(0, 3))]
    if depth and chance < 0.3:
        return {random.choice(words.keys): anything(random, words, depth - 1) for _ in range(random.randint(0, 4))}
    return deepcopy(random.choice(words.values if chance < 0.5 else ODD))


def _restructured(whole: Any, random: Random, words: Vocabulary) -> Any:
    """One change of the structure: a part is replaced, taken out, doubled, renamed or put elsewhere."""
    ways = list(_places(whole))
    way = random.choice(ways)
    if not way:
        return anything(random, words) if random.random() < 0.1 else whole
    holder, step = _at(whole, way[:-1]), way[-1]
    change = random.choice(_CHANGES)
    change(holder, step, random, words)
    if random.random() < 0.2:
        other = random.choice(ways)
        return _moved(whole, way, other)
    return whole


def _replace(holder: Any, step: Any, random: Random, words: Vocabulary) -> None:
    holder[step] = anything(random, words)


def _remove(holder: Any, step: Any, _random: Random, _words: Vocabulary) -> None:
    del holder[step]


def _double(holder: Any, step: Any, _random: Random, _words: Vocabulary) -> None:
    holder[step] = [holder[step], holder[step]]


def _unwrap(holder: Any, step: Any, _random: Random, _words: Vocabulary) -> None:
    """One object in place of a list, a list in place of one object."""
    found = holder[step]
    holder[step] = found[0] if isinstance(found, list) and found else [found]


def _rename(holder: Any, step: Any, random: Random, words: Vocabulary) -> None:
    if isinstance(holder, dict):
        holder[random.choice(words.keys)] = holder.pop(step)


_CHANGES: Sequence[Callable[[Any, Any, Random, Vocabulary], None]] = (
    _replace,
    _replace,
    _replace,
    _remove,
    _double,
    _unwrap,
    _rename,
)


def _moved(whole: Any, way: Way, other: Way) -> Any:
    """What stands in one place stands in another as well, where both are still there and no circle comes of it."""
    try:
        found = json.loads(json.dumps(_at(whole, way)))
        _at(whole, other[:-1])[other[-1]] = found
    except (LookupError, TypeError):
        pass
    return whole


def _bytes_changed(raw: bytes, random: Random) -> bytes:
    at = random.randint(0, len(raw))
    to = min(len(raw), at + random.randint(0, 20))
    match random.randint(0, 4):
        case 0:
            return raw[:at] + raw[to:]
        case 1:
            return raw[:to] + raw[at:]
        case 2:
            return raw[:at] + random.choice(TOKENS) + raw[to:]
        case 3:
            return raw[:at] + random.randbytes(random.randint(1, 4)) + raw[to:]
        case _:
            return raw[:at]


def _value(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _places(value: Any, way: Way = ()) -> Iterator[Way]:
    yield way
    for step in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from _places(value[step], (*way, step))


def _at(whole: Any, way: Way) -> Any:
    for step in way:
        whole = whole[step]
    return whole
