"""Who consolidates a buyer's accounts, directly and in the end, by its LEI; or why it reports nobody: the reporting exception.

GLEIF asks every company for both. One that names none must give one of ten reasons, and some of them say that there is a parent
and that it is not told. So an exception is a finding of its own, and no word of there being nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from credit.report import DriftNote, Finding, FindingStatus
from integrations.bounded import Json
from integrations.exchange import Answer, Call
from integrations.providers.builtin import Ask
from integrations.providers.completeness import NOTHING, form_of
from integrations.providers.gleif_reading import ENT, at, word, worded
from integrations.providers.notices import same_company

__all__ = ["Level", "Parent", "parent_of", "read_exception", "read_parent"]

_JSON_API = {"Accept": "application/vnd.api+json"}
_NONE = frozenset({404})
_NAME = "data.attributes.entity.legalName.name"
_REASON = "data.attributes.reason"
_NOBODY = {"NATURAL_PERSONS": "natural_persons", "NON_CONSOLIDATING": "non_consolidating", "NO_KNOWN_PERSON": "no_known_person"}
"""Reasons by which no company consolidates it."""
_UNTOLD = {
    "NO_LEI": "parent_without_lei",
    "NON_PUBLIC": "parent_not_public",
    "BINDING_LEGAL_COMMITMENTS": "parent_bound_to_silence",
    "LEGAL_OBSTACLES": "parent_legal_obstacles",
    "CONSENT_NOT_OBTAINED": "parent_no_consent",
    "DETRIMENT_NOT_EXCLUDED": "parent_detriment_feared",
    "DISCLOSURE_DETRIMENTAL": "parent_detrimental",
}
"""Reasons by which there may be a parent that is not told."""


class Level(StrEnum):
    """Which parent is meant, as the addresses of the register name it."""

    DIRECT = "direct"
    ULTIMATE = "ultimate"

    @property
    def key(self) -> str:
        """The finding that names it; why nobody is named stands under the same key with `_exception`."""
        return f"{ENT}{self}_parent"

    @property
    def endpoint(self) -> str:
        """The name of the question in logs and reports."""
        return "parent" if self is Level.ULTIMATE else "direct_parent"


@dataclass(frozen=True, slots=True)
class Parent:
    """What the register says of one parent."""

    answer: Answer | None
    findings: tuple[Finding, ...] = ()
    drift: tuple[DriftNote, ...] = ()
    searched: bool = False
    """Whether the register itself said who it is, or that it names nobody."""

    @property
    def named(self) -> bool:
        """Whether somebody is named."""
        return any(found.value is not None for found in self.findings[:1])


def parent_of(ask: Ask, number: str, record: Json, level: Level) -> Parent:
    """Ask for one parent, and for the exception in its place where the record says that there is one."""
    links = at(record, "data", "relationships", f"{level}-parent", "links")
    if not (isinstance(links, dict) and "reporting-exception" in links and "related" not in links):
        answer = ask(
            Call(level.endpoint, f"/lei-records/{{lei}}/{level}-parent", {"lei": number}, headers=_JSON_API, also_ok=_NONE)
        )
        if answer is None:
            return Parent(None)
        return Parent(answer, searched=True) if _says_none(answer) else read_parent(answer, level)
    path = f"/lei-records/{{lei}}/{level}-parent-reporting-exception"
    answer = ask(Call(f"{level.endpoint}_exception", path, {"lei": number}, headers=_JSON_API, also_ok=_NONE))
    if answer is None:
        return Parent(None)
    return Parent(answer, searched=True) if _says_none(answer) else read_exception(answer, number, level)


def read_parent(answer: Answer, level: Level) -> Parent:
    """The record of a parent; one without a name is of another form than described."""
    name = word(at(answer.value, "data", "attributes", "entity", "legalName", "name"))
    lei = word(at(answer.value, "data", "attributes", "lei"))
    if not name or answer.status in _NONE:
        return Parent(answer, drift=(DriftNote(f"{level.endpoint}: {_NAME}", "text", NOTHING),))
    said = f"{name[:60]} {lei}"
    finding = Finding(level.key, name, path=_NAME, original=said, endpoint=level.endpoint, raw_sha256=answer.sha256)
    return Parent(answer, (finding,), searched=True)


def read_exception(answer: Answer, number: str, level: Level) -> Parent:
    """Why nobody is named; a reason nobody knows is kept as it was, and an exception of another company or parent is none."""
    told = at(answer.value, "data", "attributes")
    attributes: Mapping[str, Json] = told if isinstance(told, dict) else {}
    endpoint, reason = f"{level.endpoint}_exception", word(attributes.get("reason"))
    lei, category = word(attributes.get("lei")), word(attributes.get("category"))
    if lei and not same_company(lei, number):
        return Parent(answer, drift=(DriftNote(f"{endpoint}: data.attributes.lei", "its own LEI", "another one"),))
    if category and not category.startswith(f"{level}_".upper()):
        return Parent(answer, drift=(DriftNote(f"{endpoint}: data.attributes.category", f"{level} parent", "another one"),))
    if not reason:
        return Parent(answer, drift=(DriftNote(f"{endpoint}: {_REASON}", "text", form_of(attributes.get("reason"))),))
    why = worded(f"{level.key}_exception", reason, {**_NOBODY, **_UNTOLD}, _REASON)
    status = FindingStatus.NOT_APPLICABLE if reason in _NOBODY else FindingStatus.NOT_PUBLISHED
    nobody = Finding(level.key, None, status, path=_REASON, original=reason)
    marked = (_of(nobody, endpoint, answer), _of(why, endpoint, answer))
    return Parent(answer, marked, searched=True)


def _of(finding: Finding, endpoint: str, answer: Answer) -> Finding:
    """A finding with the answer it was read from."""
    return replace(finding, endpoint=endpoint, raw_sha256=answer.sha256)


def _says_none(answer: Answer) -> bool:
    """Whether the register itself says that it knows of none: by errors of its own, and no proxy does."""
    return answer.status in _NONE and isinstance(answer.value, dict) and "errors" in answer.value
