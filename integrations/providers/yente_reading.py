"""Screening against sanctions lists (OpenSanctions, or yente on a host of one's own): questions, and what comes back.

A hit is somebody whose name resembles the buyer's. Only a person can say whether it is the buyer, so a hit the service calls a
match is a candidate: until it is decided on, the count of hits is not known and no alert rings as if it were. What a person
decided is handed in by the candidate's id and counts from then on. Where there may be more of them than came, none is no answer.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from credit.customer import Customer
from credit.report import Finding, FindingStatus
from integrations.bounded import Json, strict_json
from integrations.providers.findings import clean

__all__ = [
    "BATCH",
    "MOST",
    "Hit",
    "Screened",
    "Topic",
    "answered",
    "apart",
    "batches",
    "findings_of",
    "parse",
    "question",
    "version_of",
]

BATCH = 100
"""Questions of one request; the service refuses more."""
MOST = 20
"""Hits of one question that are asked for, the likeliest first: the service tells five by itself, and nothing of the sixth."""
_RESULTS = "responses.*.results"
_UNLIKELY = 600
"""Characters of the hits that are no match: twenty names of the usual length."""
_BARRING = ("sanction", "asset.frozen", "export.control")
_OFFICES = ("role.pep", "role.rca")
"""Topics as followthemoney's `TopicType` names them; what stands behind a point is a kind of it, as `role.pep.natl` is."""
_JSON, _BETWEEN = json.JSONDecoder(), re.compile(r"[\s,:]*")
_NUMBERS = {"company_number": "registrationNumber", "vat": "vatCode", "lei": "leiCode", "tax_id": "taxNumber"}


class Topic(StrEnum):
    """What kind of list somebody stands on, the gravest first."""

    SANCTIONS = "sanctions"
    """Trade with it is forbidden or needs a licence: sanctions, frozen assets, export control, and who is tied to such."""
    OTHER = "other"
    """A list that bars no trade: convictions, debarments, warnings, and whatever else is told."""
    PEP = "pep"
    """Nothing but a public office, or somebody close to one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody on a list whose name resembles the buyer's."""

    id: str
    caption: str
    score: Decimal
    match: bool
    """Whether the service's own threshold calls it a match."""
    topic: Topic
    lists: tuple[str, ...] = ()
    first_seen: date | None = None


@dataclass(frozen=True, slots=True)
class Screened:
    """Every hit about one buyer."""

    hits: tuple[Hit, ...] = ()
    unreadable: int = 0
    """Hits without an id or a score."""
    full: bool = False
    """As many matches came as were asked for, so there may be more of them."""

    def candidates(self, decided: Mapping[str, bool]) -> tuple[Hit, ...]:
        """Matches nobody has decided on, the likeliest first."""
        return tuple(sorted((hit for hit in self.hits if hit.match and hit.id not in decided), key=lambda hit: -hit.score))

    def confirmed(self, decided: Mapping[str, bool]) -> tuple[Hit, ...]:
        """Hits a person said are this buyer, whatever their score."""
        return tuple(hit for hit in self.hits if decided.get(hit.id))


def question(customer: Customer) -> Json:
    """What is asked about one buyer: its names, its country and its numbers; nothing of what it owes leaves the house."""
    properties: dict[str, Json] = {"name": [name for name in (customer.name, customer.name_local) if name]}
    if customer.country:
        properties["jurisdiction"] = [customer.country.lower()]
    for kind, number in customer.registrations:
        if kind in _NUMBERS and number.strip():
            properties[_NUMBERS[kind]] = [number.strip()]
    return {"schema": "Company", "properties": properties}


def batches(customers: Sequence[Customer]) -> Iterator[tuple[tuple[Customer, ...], Json]]:
    """Bodies of requests, each with the buyers it asks about; a buyer's key in a body is its place, never its number."""
    for first in range(0, len(customers), BATCH):
        some = tuple(customers[first : first + BATCH])
        yield some, {"queries": {f"q{place}": question(customer) for place, customer in enumerate(some, 1)}}


def parse(raw: bytes, count: int) -> tuple[Screened | None, ...]:
    """The hits of each of `count` questions in their order; `None` for one that was not answered."""
    body = strict_json(raw)
    answers = body.get("responses") if isinstance(body, dict) else None
    found = answers if isinstance(answers, dict) else {}
    return tuple(_screened(found.get(f"q{place}")) for place in range(1, count + 1))


def answered(body: Json) -> bool:
    """Whether the answer to one question says who was found."""
    told = body.get("responses") if isinstance(body, dict) else None
    return isinstance(told, dict) and _screened(told.get("q1")) is not None


def apart(raw: bytes, count: int) -> tuple[bytes, ...]:
    """The answer to each of `count` questions as if it had been asked alone, byte for byte; without a part where it has none.

    `raw` was read strictly before: it is sound, and no key of it stands there twice.
    """
    told = _members(_members(raw.decode("utf-8-sig")).get("responses", ""))
    return tuple(_alone(told.get(f"q{place}", "")) for place in range(1, count + 1))


def _alone(part: str) -> bytes:
    return ('{"responses":{' + (f'"q1":{part}' if part else "") + "}}").encode()


def _members(text: str) -> dict[str, str]:
    """The values of a JSON object, each as it is written; none where it is no object."""
    found: dict[str, str] = {}
    at = _past(text, 0)
    if text[at : at + 1] != "{":
        return found
    at = _past(text, at + 1)
    while text[at] != "}":
        name, at = _JSON.raw_decode(text, at)
        first = _past(text, at)
        _, at = _JSON.raw_decode(text, first)
        found[name] = text[first:at]
        at = _past(text, at)
    return found


def _past(text: str, at: int) -> int:
    """The place of what comes next, past blanks and what stands between members."""
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _screened(answer: Json) -> Screened | None:
    if not isinstance(answer, dict) or answer.get("status", 200) != 200 or not isinstance(answer.get("results"), list):
        return None
    results = answer["results"]
    hits = [_hit(each) for each in results] if isinstance(results, list) else []
    full = len(hits) >= MOST and all(hit is None or hit.match for hit in hits)
    return Screened(tuple(hit for hit in hits if hit), sum(hit is None for hit in hits), full)


def _hit(result: Json) -> Hit | None:
    if not isinstance(result, dict):
        return None
    id, score, match = result.get("id"), result.get("score"), result.get("match")
    numeric = isinstance(score, int | Decimal) and not isinstance(score, bool)
    if not isinstance(id, str) or not clean(id) or not numeric or not isinstance(match, bool):
        return None
    properties = result.get("properties")
    topics = _words(properties.get("topics")) if isinstance(properties, dict) else ()
    caption = result.get("caption")
    told = clean(caption) if isinstance(caption, str) else ""
    return Hit(clean(id), told, Decimal(str(score)), match, _topic(topics), _words(result.get("datasets")), _day(result))


def _topic(topics: tuple[str, ...]) -> Topic:
    """The gravest of its topics; without one it may be anything, and is looked at as the gravest."""
    if not topics or any(_is(topic, _BARRING) for topic in topics):
        return Topic.SANCTIONS
    return Topic.PEP if all(_is(topic, _OFFICES) for topic in topics) else Topic.OTHER


def _is(topic: str, names: Sequence[str]) -> bool:
    """Whether a topic is one of these, or a kind of one: `role.pep.natl` is one of `role.pep`."""
    return any(topic == name or topic.startswith(f"{name}.") for name in names)


def _words(value: Json) -> tuple[str, ...]:
    return tuple(clean(each, 60) for each in value[:20] if isinstance(each, str)) if isinstance(value, list) else ()


def _day(result: Mapping[str, Json]) -> date | None:
    text = result.get("first_seen")
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None


def findings_of(screened: Screened, decided: Mapping[str, bool]) -> tuple[Finding, ...]:
    """How many of each list's hits are the buyer: not known while a candidate waits for a person, and then never zero.

    Those the service itself calls no match are told beside them with their scores.
    """
    counted = (
        _counted(key, screened, topic, decided)
        for key, topic in (
            ("management_factors.sanctions_hits", Topic.SANCTIONS),
            ("management_factors.pep_hits", Topic.PEP),
            ("management_factors.other_list_hits", Topic.OTHER),
        )
    )
    unlikely = sorted((hit for hit in screened.hits if not hit.match and hit.id not in decided), key=lambda hit: -hit.score)
    told = Finding("management_factors.unlikely_hits", Decimal(len(unlikely)), FindingStatus.KNOWN, "hits", _RESULTS)
    return (*counted, replace(told, original=_shown(unlikely)[:_UNLIKELY]))


def _counted(key: str, screened: Screened, topic: Topic, decided: Mapping[str, bool]) -> Finding:
    waiting = [hit for hit in screened.candidates(decided) if hit.topic is topic]
    ours = [hit for hit in screened.confirmed(decided) if hit.topic is topic]
    shown = _shown(ours or waiting)[:80]
    if ((waiting or screened.full) and not ours) or screened.unreadable:
        return Finding(key, None, FindingStatus.AMBIGUOUS, "hits", _RESULTS, shown)
    return Finding(key, Decimal(len(ours)), FindingStatus.KNOWN, "hits", _RESULTS, shown)


def _shown(hits: Iterable[Hit]) -> str:
    return "; ".join(f"{hit.caption} ({hit.score})" for hit in hits)


def version_of(raw: bytes, dataset: str) -> str:
    """The version of a dataset in the service's catalogue; empty where it does not say."""
    body = strict_json(raw)
    datasets = body.get("datasets") if isinstance(body, dict) else None
    for each in datasets if isinstance(datasets, list) else ():
        if isinstance(each, dict) and each.get("name") == dataset:
            told = each.get("version") or each.get("updated_at")
            return clean(told, 60) if isinstance(told, str) else ""
    return ""
