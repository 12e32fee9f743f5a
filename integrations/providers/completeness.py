"""Whether an answer still has the form its provider describes: what stands there no more, and what nobody described.

A part that was renamed looks like one that is not published, and a buyer's court judgments would fall silent with it. So a
kind tells in `[sections]` of its table what stands in each object: always, maybe, and beside what is read. A part that must
stand there is missed; one that may be is missed where something nobody described stands beside it, for that is how a new name
looks. What is missed has no value for now, which is not the same as none (row 21 of the failure matrix).
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from re import escape, search

from credit.report import DriftNote, Finding, FindingStatus
from integrations.bounded import Json
from integrations.providers.builtin_file import facts_of
from integrations.providers.findings import clean
from integrations.providers.mapping import Field, Place

__all__ = ["NOTHING", "NO_DRIFT", "Drift", "drift_of", "field_drift", "form_of", "parts_of", "unavailable"]

NOTHING = "nothing"
_MOST = 10
"""Names nobody described that are noted of one object."""
_FORMS: dict[type, str] = {dict: "object", list: "list", bool: "bool", str: "text"}


@dataclass(frozen=True, slots=True)
class Drift:
    """How an answer differs from what is described."""

    notes: tuple[DriftNote, ...] = ()
    gone: tuple[str, ...] = ()
    """Places of what should stand there and does not."""


NO_DRIFT = Drift()


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands in one object of an answer."""

    path: str
    place: Place
    always: tuple[str, ...]
    maybe: tuple[str, ...]
    beside: tuple[str, ...] | None
    """Names that are known and not read; `None`: others than these may stand there."""

    def below(self, name: str) -> str:
        """The path of a name in it, as people read it."""
        return name if self.path == "@" else f"{self.path}.{name}"

    def place_of(self, name: str) -> str:
        """The place of a name in it, as the fields of the kind write it."""
        return name if self.path == "@" else f"{self.place.path}.{name}"

    def missing(self, found: Collection[str]) -> Iterator[str]:
        """What is read of it and is not among the names that were `found`."""
        return (name for name in (*self.always, *self.maybe) if name not in found)


def form_of(value: Json) -> str:
    """The kind of what stands there; never the value."""
    return NOTHING if value is None else _FORMS.get(type(value), "number")


def drift_of(kind: str, body: Json, failed: Collection[str] = ()) -> Drift:
    """How an answer of this kind differs from its description; parts that `failed`, by the provider's names, are no drift."""
    excused = set(_paths_of(kind, failed))
    notes: list[DriftNote] = []
    gone: list[str] = []
    for section in _sections(kind):
        found = section.place.find(body)
        if not isinstance(found, dict):
            continue  # that it is none is told of the object it should stand in
        unknown = [] if section.beside is None else sorted(found.keys() - {*section.always, *section.maybe, *section.beside})
        missed = [name for name in section.missing(found) if name in section.always or unknown]
        lost = [name for name in missed if section.place_of(name) not in excused]
        notes += (DriftNote(section.below(name), "something", NOTHING) for name in lost)
        notes += (DriftNote(section.below(clean(name, 60)), NOTHING, form_of(found[name])) for name in unknown[:_MOST])
        gone += map(section.place_of, lost)
    return Drift(tuple(notes), (*gone, *excused))


def _paths_of(kind: str, failed: Collection[str]) -> Iterator[str]:
    """Where the parts that failed would stand: by the kind's own list of what each brings, else by their names."""
    brings = facts_of(kind).get("brings", {})
    for word in (name.rpartition(".")[2].casefold() for name in failed):
        for section in _sections(kind):
            yield from (section.place_of(name) for name in (*section.always, *section.maybe) if name.casefold() == word)
        for part, paths in brings.items():
            if word.startswith(part):
                yield from paths


def unavailable(findings: Iterable[Finding], gone: Collection[str]) -> Iterator[Finding]:
    """Findings whose place is gone have no value for now: nobody said that there is none."""
    for finding in findings:
        silent = finding.status is FindingStatus.NOT_PUBLISHED and not finding.original
        if silent and any(search(rf"(?<![\w.]){escape(path)}(?!\w)", finding.path) for path in gone):
            yield replace(finding, status=FindingStatus.UNAVAILABLE_NOW)
        else:
            yield finding


def field_drift(field: Field, body: Json, finding: Finding) -> DriftNote | None:
    """What a mapping says stands there and does not, or stands there in another form; a field may be said to be optional."""
    if finding.status is FindingStatus.KNOWN:
        return None
    ended = field.place.ends_at(body)
    if ended is not None:
        path, got = ended
        if got is None and field.optional:
            return None
        return DriftNote(path, str(field.type) if path == field.place.path else "object or list", form_of(got))
    if finding.status is FindingStatus.UNAVAILABLE_NOW:
        return DriftNote(field.place.path, str(field.type), "an answer the expression cannot work on")
    found = field.place.find(body)
    odd = isinstance(found, dict | list) and bool(found)
    if finding.status is FindingStatus.AMBIGUOUS and (odd or isinstance(found, bool)):
        return DriftNote(field.place.path, str(field.type), form_of(found))
    return None


def parts_of(kind: str, path: str) -> tuple[str, ...]:
    """The names that are read of one object of this kind."""
    section = next(each for each in _sections(kind) if each.path == path)
    return (*section.always, *section.maybe)


@cache
def _sections(kind: str) -> tuple[_Section, ...]:
    facts = facts_of(kind)
    places = facts.get("places", {})
    return tuple(
        _Section(
            path,
            Place.of(places[told["place"]] if "place" in told else path),
            tuple(told.get("always", ())),
            tuple(told.get("maybe", ())),
            tuple(told["beside"]) if "beside" in told else None,
        )
        for path, told in facts.get("sections", {}).items()
    )
