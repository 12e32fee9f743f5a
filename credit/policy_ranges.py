"""Between which values each number of the policy makes sense.

A threshold of a hundred thousand years is a typing error: it is refused where the file is read, not met as a crash or a
silently wrong figure on the day it is used. Values that must rise one after another are told here too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from credit.problem import InvalidPolicy

__all__ = ["ANY_AMOUNT", "check_ranges", "numbers_of", "range_of"]

YEARS_OF_DAYS = (0, 3650)
PERCENT = (0, 100)
NO_RANGES: Mapping[str, tuple[int, int]] = {}
ANY_AMOUNT = (0, 10**12)
"""Amounts in base currency."""

RANGES: Mapping[str, tuple[int, int]] = {
    "classing.broken_doubtful": (1, 100),
    "classing.broken_bad": (1, 100),
    "classing.unanswered_tries": (1, 100),
    "classing.unanswered_channels": (1, 5),
    "classing.petition_months": (0, 600),
    "promising.tolerance_bank_days": (0, 60),
    "promising.kept_percent": (1, 100),
    "promising.partly_percent": (1, 100),
    "valuing.response": (0, 1),
    "valuing.response_weight": (1, 1000),
    "valuing.own_history": (0, 1_000_000),
    "valuing.response_months": (1, 600),
    "valuing.horizon_days": (1, 365),
    "valuing.contacts_per_week": (0, 100),
    "valuing.grade_factor": (0, 100),
    "valuing.cost": ANY_AMOUNT,
    "valuing.smallest_overdue": ANY_AMOUNT,
    "alerting.habit_invoices": (1, 1000),
    "alerting.habit_least": (1, 1000),
    "alerting.habit_percentile": (1, 100),
    "alerting.smallest_item": ANY_AMOUNT,
    "alerting.match_from": ANY_AMOUNT,
    "classing.customer_material": ANY_AMOUNT,
    "ordering.large_order_percent": (0, 1000),
    "steps.snooze_most_days": (1, 365),
    "steps.pin_most_days": (1, 365),
    "steps.calls_from_hour": (0, 23),
    "steps.calls_until_hour": (1, 24),
    "buckets": (1, 36500),
    "origin_buckets": (1, 36500),
    "holding.rules.group_limit.threshold": (1, 10**12),
}
"""What neither ends in `_days` nor in `_percent`, or has narrower bounds than those do."""
NO_LISTS: Mapping[str, tuple[int, int]] = {}

RISING = (
    ("classing.grace_days", "classing.doubtful_days", "classing.bad_days", "classing.dead_days"),
    ("classing.calm_days", "classing.doubtful_days"),
    ("classing.broken_doubtful", "classing.broken_bad"),
    ("promising.partly_percent", "promising.kept_percent"),
    ("alerting.habit_least", "alerting.habit_invoices"),
    ("steps.calls_from_hour", "steps.calls_until_hour"),
)


def range_of(key: str, told: Mapping[str, tuple[int, int]] = NO_RANGES) -> tuple[int, int]:
    """Least and most of the number at this key, such as `classing.grace_days`; raises `KeyError` where none was decided.

    `told` is what the key's own room says of its fields.
    """
    name = key.rpartition(".")[2]
    if key in RANGES:
        return RANGES[key]
    if name in told:
        return told[name]
    return {"days": YEARS_OF_DAYS, "percent": PERCENT}[key.rpartition("_")[2]]


def check_ranges(policy: object) -> None:
    """Raises `InvalidPolicy` at the first number that lies outside its range or before the one it must follow.

    A list that is read by its places holds as many numbers as there are places, in their order.
    """
    numbers: dict[str, list[int | Decimal]] = {}
    for key, found, told in numbers_of(policy):
        numbers[key] = found
        least, most = range_of(key, told) if found else (0, 0)
        if not all(least <= number <= most for number in found):
            raise InvalidPolicy(key=key, near="", problem="range", least=least, most=most)
    for keys in RISING:
        for lower, higher in pairwise(keys):
            if numbers[lower] > numbers[higher]:
                raise InvalidPolicy(key=higher, near="", problem="order", near_key=lower)
    for key in ("buckets", "origin_buckets"):
        _need_steps(key, numbers[key])


def _need_steps(key: str, found: Sequence[int | Decimal]) -> None:
    if any(before >= after for before, after in pairwise(found)):
        raise InvalidPolicy(key=key, near="", problem="steps")


def _need_places(key: str, found: Sequence[int | Decimal], count: int, way: int) -> None:
    """`way` is 1 for numbers that rise from one to the next, -1 for those that fall, 0 where either may be."""
    if len(found) != count:
        raise InvalidPolicy(key=key, near="", problem="places", count=count)
    if any((after - before) * way < 0 for before, after in pairwise(found)):
        raise InvalidPolicy(key=key, near="", problem="rising" if way > 0 else "falling")


def numbers_of(part: Any, prefix: str = "") -> Iterator[tuple[str, list[int | Decimal], Mapping[str, tuple[int, int]]]]:
    """Every number of the policy by its key, with the ranges of its room; a table's and a list's numbers together."""
    told: Mapping[str, tuple[int, int]] = getattr(type(part), "RANGES", NO_RANGES)
    lists: Mapping[str, tuple[int, int]] = getattr(part, "LISTS", NO_LISTS)
    for item in fields(part):
        key, value = prefix + item.name, getattr(part, item.name)
        if item.name in lists:
            _need_places(key, value, *lists[item.name])
        if is_dataclass(value):
            yield from numbers_of(value, key + ".")
        elif isinstance(value, Mapping) and value and is_dataclass(next(iter(value.values()))):
            for name, row in value.items():
                yield from numbers_of(row, f"{key}.{name}.")
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            for place, row in enumerate(value):
                yield from numbers_of(row, f"{key}.{place}.")
        elif isinstance(value, tuple) and value and isinstance(value[0], tuple) and isinstance(value[0][0], int | Decimal):
            _need_steps(key, [until for until, _ in value])
            yield key, [number for _, number in value], told
        else:
            yield key, list(_flat(value)), told


def _flat(value: Any) -> Iterator[int | Decimal]:
    """The numbers of a value; words, days and yes or no hold none."""
    if isinstance(value, Mapping):
        for row in value.values():
            yield from _flat(row)
    elif isinstance(value, tuple):
        for row in value:
            yield from _flat(row)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield value
