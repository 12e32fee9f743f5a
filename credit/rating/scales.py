"""From a provider's own scale to the internal grade, by a table the user may change.

Every provider counts differently, and two of them in opposite directions, so a figure means nothing without its scale. A letter
E, an empty rating and a figure of a scale nobody entered are no grade: they go to a person (TRADE.md 3.7).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import ClassVar

from credit.rating.letter import Grade
from credit.report import CreditReport, Finding

__all__ = ["Mapped", "Scale", "Scales", "mapped"]


def _from(*least: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in least)


@dataclass(frozen=True, slots=True)
class Scale:
    """One provider's scale: where it is found, and the worst figure that is still A, B, C and D; worse than that is E."""

    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"ends": (0, 10**6), "least": (0, 10**6), "most": (0, 10**6)}

    key: str
    """Finding it is read from, such as `financial_strength.rating_provider`."""
    provider: str
    """The provider's name, that of its file; or its kind, or a word of its name; empty: any provider. A row by the whole name
    takes the place of every other for that finding."""
    ends: tuple[Decimal, ...]
    """Last figure of A, B, C and D."""
    least: Decimal
    most: Decimal
    """The scale's ends; a figure outside is none of it."""
    higher_is_better: bool = True

    @property
    def LISTS(self) -> Mapping[str, tuple[int, int]]:  # noqa: N802 - what other rooms say of their type
        """How many ends there are, and which way they go."""
        return {"ends": (4, -1 if self.higher_is_better else 1)}


RATING = "financial_strength.rating_provider"
ALL_SCALES: Mapping[str, Scale] = {
    "creditsafe": Scale(RATING, "creditsafe", _from("71", "51", "30", "21"), Decimal(0), Decimal(100)),
    "coface_dra": Scale(RATING, "coface", _from("8", "6", "4", "2"), Decimal(0), Decimal(10)),
    "allianz": Scale(RATING, "allianz", _from("3", "5", "7", "8"), Decimal(1), Decimal(10), False),
    "dnb_class": Scale(RATING, "dnb", _from("1", "2", "3", "4"), Decimal(1), Decimal(5), False),
    "demo": Scale(RATING, "demo", _from("71", "51", "30", "21"), Decimal(0), Decimal(100)),
    "paydex": Scale("operating_capability.paydex", "", _from("80", "70", "50", "30"), Decimal(1), Decimal(100)),
}
LETTERS: Mapping[str, str] = {"A": "A", "B": "B", "C": "C", "D": "D"}
"""Letters that mean a grade. E is not among them: some providers say high risk by it, others that they did not rate."""
PRIOR_PD: Mapping[str, Decimal] = {
    "A": Decimal("1.1"), "B": Decimal("2.5"), "C": Decimal("5.8"), "D": Decimal("9.4"), "E": Decimal("53.1"),
}  # fmt: skip
"""Percent of firms of each class that were severely delinquent within 12 months (D&B, US): a prior, not an export default."""


@dataclass(frozen=True, slots=True)
class Scales:
    """The table of scales [P on sources of TRADE.md 3.7]; a user adds rows for a provider of one's own."""

    OPEN: ClassVar[frozenset[str]] = frozenset({"of", "letters"})
    RANGES: ClassVar[Mapping[str, tuple[int, int]]] = {"prior_pd": (0, 100)}

    of: Mapping[str, Scale] = field(default_factory=lambda: dict(ALL_SCALES))
    letters: Mapping[str, str] = field(default_factory=lambda: dict(LETTERS))
    prior_pd: Mapping[str, Decimal] = field(default_factory=lambda: dict(PRIOR_PD))


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one report says as an internal grade, and where it says so."""

    grade: Grade
    """`unrated` where it gives a rating that means no grade."""
    finding: Finding
    provider: str
    on: date
    """Day the provider formed its opinion."""
    scale: str
    """Row of the table it was read by; empty: by the common letter."""
    report: str = ""
    """Number of the report."""


def mapped(reports: Iterable[CreditReport], scales: Scales) -> tuple[Mapped, ...]:
    """What each report's ratings mean, the latest opinion first; a report without any rating says nothing here."""
    return tuple(found for report in reports for found in _of_report(report, scales))


def _of_report(report: CreditReport, scales: Scales) -> list[Mapped]:
    found = []
    near = {name: _nearness(scale, report) for name, scale in scales.of.items()}
    for name, scale in scales.of.items():
        finding, best = report.finding(scale.key), max(near[each] for each, of in scales.of.items() if of.key == scale.key)
        if finding is None or near[name] == _STRANGE or (near[name] < best and best == _NAMED):
            continue
        grade = _graded(finding, scale)
        if grade is not None:
            found.append(Mapped(grade, finding, report.provider, report.spoken_on, name, report.id))
    letter = report.finding("financial_strength.rating_common")
    if letter is not None:
        meant = scales.letters.get(str(letter.value).strip().upper(), Grade.UNRATED.value)
        found.append(Mapped(Grade(meant), letter, report.provider, report.spoken_on, "", report.id))
    return found


_STRANGE, _MEANT, _NAMED = 0, 1, 2


def _nearness(scale: Scale, report: CreditReport) -> int:
    """Whether a row is meant for who gave the report: by its whole name, or by its kind, a word of its name, or everybody."""
    name, wanted = report.provider.casefold(), scale.provider.casefold()
    if wanted == name:
        return _NAMED
    kind = report.parser.partition("/")[0]
    return _MEANT if not wanted or wanted == kind or wanted in re.split(r"[\W_]+", name) else _STRANGE


def _graded(finding: Finding, scale: Scale) -> Grade | None:
    """The grade of a figure on its scale; `None` where it is no figure of this scale."""
    value = finding.value
    if not isinstance(value, Decimal) or not scale.least <= value <= scale.most:
        return None
    for grade, end in zip(Grade, scale.ends, strict=False):
        if value >= end if scale.higher_is_better else value <= end:
            return grade
    return Grade.E
