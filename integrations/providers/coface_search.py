"""The search for companies of Coface iCON: by a number that is known, else by name; a person decides unless the number agrees.

What is sent is public, what comes back is not. So a company is believed where it has a `companyId`, and everything else of it
counts only under a name that the public collection uses itself.
"""

from collections.abc import Iterator, Mapping

from credit.identity import Candidate
from integrations.bounded import Json
from integrations.exchange import Answer, Call
from integrations.provider import IdentityQuery
from integrations.providers.builtin import Ask
from integrations.providers.coface_monitoring import rows_in
from integrations.providers.findings import clean

__all__ = ["candidates", "search"]

Found = tuple[list[Candidate], int | None]
_PART, _NONE = 206, 404
"""A page of a list that goes on; and the status of a list in which nobody is, where its body says so."""
_REPOSITORIES = {"vat": "vat-number", "company_number": "registration-number"}
"""How a number that is known here is asked for, as the collection writes it."""
_MOST = 20


def search(ask: Ask, query: IdentityQuery, provider: str) -> Found | None:
    """Companies by number, where the country is known too and somebody is found; else by name. `None`: nothing readable came."""
    country = {"countryCode": query.country} if query.country else {}
    for kind, repository in _REPOSITORIES.items() if country else ():
        if number := query.number(kind):
            found = _asked(ask, {**country, "externalId": f"{repository}#{number}"}, provider)
            if found is None or found[0]:
                return found
    return _asked(ask, {**country, "companyName": query.name}, provider)


def _asked(ask: Ask, params: Mapping[str, str], provider: str) -> Found | None:
    limited = {**params, "offset": "0", "limit": str(_MOST)}
    answer = ask(Call("search", "/companies", params=limited, also_ok=frozenset({_PART, _NONE})))
    return None if answer is None else candidates(answer, provider)


def candidates(answer: Answer, provider: str) -> Found | None:
    """The companies of a search, and how many there are in all; `None` where the answer holds no list."""
    body = answer.value
    if answer.status == _NONE:
        return ([], 0) if isinstance(body, dict) and body.get("error") == "resource_not_found" else None
    rows = rows_in(body)
    if rows is None:
        return None
    found = [_candidate(row, provider) for row in rows if isinstance(row, dict)]
    total = answer.headers.get("x-total-count", "")
    named = [each for each in found if each.number]
    return (named, int(total) if total.isascii() and total.isdecimal() else None) if named or not rows else None


def _candidate(row: dict[str, Json], provider: str) -> Candidate:
    address = row.get("address")
    place = address if isinstance(address, dict) else {}
    country = _word(row.get("countryCode")) or _word(place.get("countryCode"))
    return Candidate(
        provider,
        "coface_id",
        _word(row.get("companyId")),
        _word(row.get("companyName")) or _word(row.get("name")),
        country=country if len(country) == 2 else "",
        registrations=tuple(_numbers(row.get("externalIds"))),
        place=", ".join(filter(None, (_word(place.get(name)) for name in ("address1", "postalCode", "city")))),
    )


def _numbers(listed: Json) -> Iterator[tuple[str, str]]:
    """Its numbers of the kinds that are known here, by the word of the list they stand in."""
    for row in listed if isinstance(listed, list) else []:
        slug, number = (_word(row.get("repositorySlug")), _word(row.get("id"))) if isinstance(row, dict) else ("", "")
        kind = next((kind for kind, repository in _REPOSITORIES.items() if slug == repository), "")
        if kind and number:
            yield kind, number


def _word(value: Json) -> str:
    """A text, or a whole number as one."""
    return clean(str(value), 120) if isinstance(value, str | int) and not isinstance(value, bool) else ""
