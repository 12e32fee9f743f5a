"""OpenSanctions, or yente on a host of one's own: who on a list resembles the buyer.

A match is a candidate and not a verdict: it is kept as possible, and the count of hits stays unknown until a person said
whether it is the buyer (`dunnage identify`); what was decided is among the events the book holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from credit.customer import Customer
from credit.report import EventKind, Finding, Match, RiskEvent
from integrations.bounded import Json
from integrations.endings import Reason
from integrations.exchange import Call
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin import Ask
from integrations.providers.notices import Asking, Notices
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.told import told
from integrations.providers.yente_reading import (
    BATCH,
    MOST,
    Hit,
    Screened,
    Topic,
    answered,
    apart,
    batches,
    findings_of,
    parse,
    version_of,
)

__all__ = ["OpenSanctions", "refusal"]

_KINDS = {Topic.SANCTIONS: EventKind.SANCTIONS_HIT, Topic.OTHER: EventKind.LIST_HIT, Topic.PEP: EventKind.PEP_HIT}


def refusal(_body: Json, status: int) -> Reason | None:
    """429 of the hosted service is the month's quota: no wait helps, and it names none."""
    return Reason.QUOTA_USED if status == 429 else None


class OpenSanctions:
    """Asks one dataset of the service."""

    today_only = True
    most = BATCH

    def __init__(self, dataset: str = "default") -> None:
        """Match against `dataset`."""
        self._dataset = dataset

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's name, for lists are searched by name."""
        return customer.name.strip() or ResultReason.NO_ID

    def question(self, asking: Asking) -> Call:
        """What is asked about one buyer."""
        return replace(self.together([asking]), tells=answered)

    def together(self, askings: Sequence[Asking]) -> Call:
        """What is asked about several buyers at once, no more than `most`."""
        ((_, body),) = batches([asking.customer for asking in askings])
        most = {"limit": str(MOST)}
        return Call(
            "match", "/match/{dataset}", {"dataset": self._dataset}, most, method="POST", body=body, safe=True, about=len(askings)
        )

    def apart(self, raw: bytes, count: int) -> tuple[bytes, ...]:
        """The answer about each buyer as if it had been asked about alone."""
        return apart(raw, count)

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Ask who resembles the buyer, and which version of the lists that was."""
        answer = ask(self.question(asking))
        if answer is None:
            return NOTHING_READ
        (screened,) = parse(answer.raw, 1)
        if screened is None:
            return Reading(against=ResultReason.NOTHING_KNOWN)
        catalogue = ask(Call("catalog", "/catalog"))
        version = version_of(catalogue.raw, self._dataset) if catalogue else ""
        decided = _decided(asking)
        findings = [*findings_of(screened, decided), *_screening(answer.told_on(asking.on), version)]
        notices = _notices(screened, decided, asking)
        warned = {Warned.HITS_WAIT: bool(notices.possible), Warned.HITS_LEFT: screened.full}
        warnings = tuple(word for word, holds in warned.items() if holds)
        return told(asking, answer, "match", findings, answer.told_on(asking.on), notices=notices, warnings=warnings)


def _decided(asking: Asking) -> Mapping[str, bool]:
    """What a person said of each candidate, by the service's id of it."""
    own = f"{asking.provider}:"
    said = ((id, event.match) for id, event in asking.known.items() if id.startswith(own))
    return {id.removeprefix(own): match.ours for id, match in said if match.decided}


def _screening(on: date, version: str) -> list[Finding]:
    found = [Finding("management_factors.screened_on", on, original=on.isoformat())]
    return [*found, Finding("management_factors.dataset_version", version, original=version)] if version else found


def _notices(screened: Screened, decided: Mapping[str, bool], asking: Asking) -> Notices:
    """Hits a person confirmed are events, as grave as the list they stand on; those that wait are possible ones."""
    return Notices(
        tuple(_event(hit, Match.CONFIRMED, asking) for hit in screened.confirmed(decided)),
        tuple(_event(hit, Match.POSSIBLE, asking) for hit in screened.candidates(decided)),
    )


def _event(hit: Hit, match: Match, asking: Asking) -> RiskEvent:
    """A hit as an event of the day it was first on a list; one the book holds keeps the day it was learnt.

    Where it has come onto a list of another kind since, that is learnt now.
    """
    published = hit.first_seen if hit.first_seen and hit.first_seen <= asking.on else asking.on
    title = f"{hit.caption} ({hit.score}; {', '.join(hit.lists)})"
    id = f"{asking.provider}:{hit.id}"
    known = asking.known.get(id)
    kind = _KINDS[hit.topic]
    same = known is not None and (known.match, known.event) == (match, kind)
    learnt = known.learnt_on if known is not None and same else asking.on
    return RiskEvent(id, asking.customer.id, kind, published, learnt, asking.provider, title=title[:300], match=match)
