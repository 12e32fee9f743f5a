"""GLEIF: who a buyer is world-wide by its LEI, whether it still stands, and who owns it. Open to all, no key.

A lapsed registration is a fee that was not paid: a weak sign, and no insolvency.
"""

from collections.abc import Mapping
from datetime import date

from credit.check import Check, Searched
from credit.customer import Customer
from credit.identity import Candidate
from integrations.exchange import Call
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.completeness import drift_of, unavailable
from integrations.providers.gleif_parents import Level, parent_of
from integrations.providers.gleif_reading import candidates, findings, lapsed, parse, resembling
from integrations.providers.notices import Asking, Notices
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.told import told

__all__ = ["Gleif"]

_JSON_API = {"Accept": "application/vnd.api+json"}
_NONE = frozenset({404})


class Gleif:
    """Asks GLEIF."""

    today_only = True

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's LEI; one whose check digits do not agree is not asked about."""
        from stdnum import lei as check_digits  # 10 ms that a start without this provider need not wait for

        written = customer.registration("lei")
        if not written.strip():
            return ResultReason.NO_ID
        bare = check_digits.compact(written)
        return bare if check_digits.is_valid(bare) else ResultReason.UNUSABLE_ID

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """The record, and who stands directly above it and at the top of its group, or why nobody is named there."""
        answer = ask(Call("record", "/lei-records/{lei}", {"lei": number}, headers=_JSON_API))
        if answer is None:
            return NOTHING_READ
        found = parse(answer.raw, number)
        if isinstance(found, ResultReason):
            return Reading(against=found)
        direct, top = (parent_of(ask, number, answer.value, level) for level in (Level.DIRECT, Level.ULTIMATE))
        unlike = drift_of("gleif", dict(found))
        said = [*unavailable(findings(found), unlike.gone), *direct.findings, *top.findings]
        notices, drift = Notices(tuple(lapsed(found, asking))), (*unlike.notes, *direct.drift, *top.drift)
        reading = told(asking, answer, "record", said, answer.told_on(asking.on), notices=notices, drift=drift)
        checks = (_check(asking, number, top.named, top.answer.told_on(asking.on)),) if top.answer and top.searched else ()
        return Reading(reading.report, reading.notices, reading.warnings, reading.against, checks)

    def search(self, ask: Ask, query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
        """Companies of the buyer's number in its own country's register; else of its name; else of a name that resembles it.

        `None` where no answer came.
        """
        country = {"filter[entity.legalAddress.country]": query.country} if query.country else {}
        number = query.number("company_number") if country else ""
        for by in ({"filter[entity.registeredAs]": number}, {"filter[entity.legalName]": query.name}):
            found = _found(ask, {**by, **country}, query, provider) if all(by.values()) else ([], 0)
            if found is None or found[0]:
                return found
        params = {"field": "entity.legalName", "q": query.name}
        answer = ask(Call("resembling", "/fuzzycompletions", params=params, headers=_JSON_API, also_ok=_NONE))
        return None if answer is None else (resembling(answer.raw, provider), None)


def _found(ask: Ask, by: Mapping[str, str], query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
    answer = ask(Call("search", "/lei-records", params={**by, "page[size]": str(query.most)}, headers=_JSON_API))
    return None if answer is None else candidates(answer.raw, provider)


def _check(asking: Asking, number: str, found: bool, on: date) -> Check:
    what = Searched.PARENTS
    return Check(f"{asking.provider}:{what}", asking.customer.id, asking.provider, what, on, on, number, found=int(found))
