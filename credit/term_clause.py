"""One clause of payment terms after its share: the method, and what may follow it in any order, each at most once."""

from dataclasses import dataclass

from credit.instalment import WHOLE, Instalment
from credit.term_tokens import Cursor, Reason, Token
from credit.term_words import AFTER, BASELINES, EOM, METHODS, SIGHT, UNITS, USAGE, Baseline, Method, Unit, Usage

__all__ = ["METHOD_WORDS", "read_clause"]

METHOD_WORDS = (*Method, "net")
NET = frozenset(key for key, method in METHODS.items() if method is Method.OA)
"""Words of an open account, which may stand behind the days: `30 days net`."""
END = Token("", 0)


@dataclass(slots=True)
class Said:
    """What one clause has said so far."""

    method: Method
    usage: Usage
    offset: int | None = None
    """`None` while no number of days or months was said."""
    unit: Unit = Unit.DAYS
    at_sight: bool = False
    baseline: Baseline | None = None
    event: Token = END
    """Where the baseline stands."""
    end_of_month: bool = False

    @property
    def has_offset(self) -> bool:
        """Whether it is said already how long after the event payment is due."""
        return self.at_sight or self.offset is not None

    @property
    def events(self) -> tuple[Baseline, ...]:
        """Events that may stand with what was said."""
        return self.usage.after if self.offset is not None else self.usage.at_once

    @property
    def may_follow(self) -> tuple[str, ...]:
        """Examples of what may still be said."""
        offset = () if self.has_offset else _offsets(self.usage)
        events = self.events if self.has_offset else tuple(dict.fromkeys(self.usage.after + self.usage.at_once))
        eom = ("EOM",) if self.usage.eom and not self.end_of_month else ()
        return (*offset, *(_at(events) if self.baseline is None else ()), *eom, ";")


def read_clause(cursor: Cursor) -> Instalment:
    """Read a clause up to its end, as an instalment of the whole; fails at the first piece that cannot stand."""
    said = _opening(cursor)
    while not cursor.at_break():
        _read_one(cursor, said)
    offset = _offset(cursor, said)
    return Instalment(WHOLE, said.method, _baseline(cursor, said), offset, said.unit if offset else Unit.DAYS, said.end_of_month)


def _opening(cursor: Cursor) -> Said:
    """The method at the start of a clause; days that stand there without one are those of an open account."""
    if cursor.counts(UNITS):
        said = Said(Method.OA, USAGE[Method.OA])
        _read_offset(cursor, said)
        cursor.skip(NET)
        return said
    method = METHODS.get(cursor.peek().key)
    if method is None:
        cursor.fail(METHOD_WORDS)
    cursor.take()
    return Said(method, USAGE[method])


def _read_one(cursor: Cursor, said: Said) -> None:
    token = cursor.peek()
    if token.kind == "number" and said.usage.after:
        _read_offset(cursor, said)
    elif token.key in SIGHT:
        _read_sight(cursor, said)
    elif token.key in AFTER:
        _read_event(cursor, said)
    elif token.key in EOM and said.usage.eom:
        if said.end_of_month:
            cursor.fail(said.may_follow, Reason.TWICE)
        said.end_of_month = cursor.skip(EOM)
    else:
        cursor.fail(said.may_follow)


def _read_offset(cursor: Cursor, said: Said) -> None:
    if said.has_offset:
        cursor.fail(said.may_follow, Reason.TWICE)
    token = cursor.take()
    unit = UNITS.get(cursor.peek().key)
    if unit is not None:
        cursor.take()
        said.unit = unit
    short = token.text.isdigit() and len(token.text) <= len(str(said.unit.most))
    if not short or not said.usage.least <= int(token.text) <= said.unit.most:
        cursor.fail((f"{said.usage.least}-{said.unit.most}",), Reason.RANGE, token)
    said.offset = int(token.text)


def _read_sight(cursor: Cursor, said: Said) -> None:
    """Read `sight`: without days it says when to pay, after days (`DA 60 days sight`) from what they count."""
    if said.offset is not None and said.baseline is None and Baseline.SIGHT in said.usage.after:
        said.event = cursor.take()
        said.baseline = Baseline.SIGHT
    elif said.usage.sight and not said.has_offset:
        said.at_sight = cursor.skip(SIGHT)
    else:
        cursor.fail(said.may_follow, Reason.TWICE if said.at_sight else Reason.UNKNOWN)


def _read_event(cursor: Cursor, said: Said) -> None:
    if said.baseline is not None:
        cursor.fail(said.may_follow, Reason.TWICE)
    cursor.take()
    said.event = cursor.peek()
    said.baseline = BASELINES.get(said.event.key)
    if said.baseline is None:
        cursor.fail(_at(said.events or said.usage.after))
    cursor.take()
    if said.usage.after and cursor.skip({"+"}):
        if cursor.peek().kind != "number":
            cursor.fail(("30",))
        _read_offset(cursor, said)


def _offset(cursor: Cursor, said: Said) -> int:
    usage = said.usage
    if said.offset is None and not said.at_sight and (not usage.at_once or (usage.sight and said.baseline not in usage.at_once)):
        cursor.fail(_offsets(usage))
    return said.offset or 0


def _baseline(cursor: Cursor, said: Said) -> Baseline:
    if said.baseline in said.events:
        return said.baseline
    if said.baseline is not None:
        cursor.fail(_at(said.events), token=said.event)
    if said.usage.default not in said.events:
        cursor.fail(_at(said.events))
    return said.usage.default


def _offsets(usage: Usage) -> tuple[str, ...]:
    """Examples of how long after the event payment may be due."""
    return (("sight",) if usage.sight else ()) + (("60",) if usage.after else ())


def _at(events: tuple[Baseline, ...]) -> tuple[str, ...]:
    """Events as they are typed."""
    return tuple(f"@{event}" for event in events)
