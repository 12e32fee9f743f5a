"""What a file says of one buyer, finding by finding, before anybody has agreed to it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from credit.problem import Problem
from credit.report import Costless, CreditReport, Finding, FindingStatus
from integrations.providers.notices import Asking
from integrations.providers.stamping import EDITION

__all__ = ["FileTold", "Proposal", "accepted", "reports_of", "settled"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One finding, and where it was read."""

    finding: Finding
    """Its path says where: a row, a line of a page, an expression."""
    as_of: date | None = None
    """Day the finding is of, where the file says so."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class FileTold:
    """One file, read to its end."""

    form: str
    """`csv`, `json` or `pdf`."""
    sha256: str
    proposals: tuple[Proposal, ...] = ()
    problems: tuple[Problem, ...] = ()
    needs_eye: bool = False
    """Whether a person has to confirm: nobody wrote these figures down as figures."""
    named: bool | None = None
    """Whether one of the buyer's own numbers stands in it; `None` where that was not looked for."""


def settled(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Each finding of one day once; where the file gives it different values, none of them is known."""
    found: defaultdict[tuple[str, date | None], list[Proposal]] = defaultdict(list)
    for proposal in proposals:
        found[proposal.finding.key, proposal.as_of].append(proposal)
    for same in found.values():
        known = [each for each in same if each.finding.value is not None]
        if len({(each.finding.value, each.finding.status) for each in known}) < 2:
            yield next(iter(known), same[0])
            continue
        for each in same:
            yield replace(each, finding=replace(each.finding, value=None, status=FindingStatus.AMBIGUOUS))


def accepted(told: FileTold, keys: Collection[str]) -> tuple[Proposal, ...]:
    """The proposals a person agreed to: all that have a value, or those of these keys."""
    return tuple(each for each in told.proposals if each.finding.value is not None and (not keys or each.finding.key in keys))


def reports_of(proposals: Iterable[Proposal], told: FileTold, asking: Asking, dated: date | None) -> tuple[CreditReport, ...]:
    """One report for each day the findings are of; `dated` is the day of those that do not say.

    The id holds the file's hash, so the same file taken in again is the same report.
    """
    by_day: defaultdict[date | None, list[Finding]] = defaultdict(list)
    for proposal in proposals:
        by_day[proposal.as_of or dated].append(proposal.finding)
    return tuple(
        CreditReport(
            f"{asking.provider}:{told.sha256[:16]}:{day.isoformat() if day else ''}",
            asking.customer.id,
            asking.provider,
            datetime.now(UTC),
            asking.on,
            day,
            tuple(findings),
            endpoint=f"file.{told.form}",
            raw_sha256=told.sha256,
            parser=f"file.{told.form}/{EDITION}",
            costless=Costless.PRICE_UNKNOWN,
        )
        for day, findings in sorted(by_day.items(), key=lambda pair: pair[0] or date.min)
    )
