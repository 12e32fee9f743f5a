"""Creditsafe Connect: a report about a buyer, which is an order and billed, and a search by number or name, which is free.

Whoever logs in again and again is locked out, so a token is fetched once and a second time only when the first was refused.
A report that is too large comes from another host by a redirect; it is followed only to a host the user's file lists, without
the key. The service keeps no list of orders that could be asked, so an answer that was lost stays a charge nobody knows of; each
order carries the number of its line in our ledger (`callRef`), by which the service's support and its invoice can name it.
"""

import re
from collections.abc import Mapping

from credit.customer import Customer
from credit.identity import Candidate
from integrations.exchange import Call
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.bureau_reading import report_of
from integrations.providers.creditsafe_monitoring import news_of
from integrations.providers.creditsafe_reading import candidates, parse
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.watching import Care, News

__all__ = ["Creditsafe"]

_CONNECT_ID = re.compile(r"[A-Z]{2}(-[A-Za-z0-9._]{1,40}){1,3}")
_BY_NUMBER = {"company_number": "regNo", "vat": "vatNo"}
"""By which of the buyer's numbers a company is looked for, and what the service calls it."""
_ASKED = {"language": "EN", "template": "full", "includeIndicators": "true"}


class Creditsafe:
    """Asks Creditsafe Connect."""

    today_only = True

    def __init__(self, portfolio: str = "") -> None:
        """Watch buyers on this portfolio, where one is named."""
        self._portfolio = portfolio

    @property
    def watches(self) -> bool:
        """Whether a portfolio is named."""
        return bool(self._portfolio)

    def news(self, ask: Ask, care: Care) -> News:
        """Put buyers on the portfolio and read its events."""
        return news_of(ask, self._portfolio, care)

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's Connect id, which a search finds."""
        written = customer.registration("connect_id").strip()
        if not written:
            return ResultReason.NO_ID
        return written if _CONNECT_ID.fullmatch(written) else ResultReason.UNUSABLE_ID

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Order the report and read it."""
        call = Call("report", "/companies/{connect_id}", {"connect_id": number}, _ASKED, billable=True, reference="callRef")
        answer = ask(call)
        if answer is None:
            return NOTHING_READ
        found = parse(answer.raw, number, asking.customer)
        return Reading(against=found) if isinstance(found, ResultReason) else report_of(asking, answer, found)

    def search(self, ask: Ask, query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
        """Companies of a number that is known, where the country is too; else of that name. `None` where no answer came."""
        country = {"countries": query.country} if query.country else {}
        for kind, param in _BY_NUMBER.items() if country else ():
            if number := query.number(kind):
                found = _found(ask, {**country, param: number}, query, provider)
                if found is None or found[0]:
                    return found
        return _found(ask, {**country, "name": query.name}, query, provider)


def _found(ask: Ask, by: Mapping[str, str], query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
    answer = ask(Call("search", "/companies", params={**by, "page": "1", "pageSize": str(query.most)}))
    return None if answer is None else candidates(answer.raw, provider)
