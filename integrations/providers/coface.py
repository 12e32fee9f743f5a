"""Coface iCON: assessments of a buyer are ordered, which is billed, and fetched when they are ready, in this run or a later."""

import re
from collections.abc import Callable

from credit.customer import Customer
from credit.identity import Candidate
from integrations.bounded import Json
from integrations.endings import Ending, ProviderFailure
from integrations.exchange import Answer, Call
from integrations.keeping.orders import Polled, Progress, obtain
from integrations.keeping.spending import Spent
from integrations.keeping.visit import Visit
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.bureau_reading import report_of
from integrations.providers.coface_monitoring import coface_news, place_monitoring
from integrations.providers.coface_reading import COUNTRY, ORDERED, number_in, parse, progress_in
from integrations.providers.coface_search import search
from integrations.providers.notices import Asking
from integrations.providers.reading import Reading
from integrations.providers.watching import Care, News

__all__ = ["Coface"]

_COMPANY_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_PART = 206
"""A page of a list that goes on."""


class Coface:
    """Asks iCON."""

    today_only = True

    def __init__(self, monitoring: str = "", country_risk: str = "") -> None:
        """Read notifications, and order the assessment of the country too, where the user's file says so."""
        self._monitoring = monitoring
        self._ordered = (*ORDERED, *((COUNTRY,) if country_risk else ()))

    @property
    def watches(self) -> bool:
        """Whether notifications are read."""
        return bool(self._monitoring)

    def news(self, ask: Ask, care: Care) -> News:
        """Read who is watched, and what changed."""
        return coface_news(ask, care)

    def search(self, ask: Ask, query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
        """Companies of that number or name; `None` where nothing readable came."""
        return search(ask, query, provider)

    def place(self, visit: Visit, number: str, cancelled: Callable[[], bool]) -> ResultReason | None:
        """Order that a company be watched."""
        return place_monitoring(visit, number, cancelled)

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's company id at Coface."""
        written = customer.registration("coface_id").strip()
        if not written:
            return ResultReason.NO_ID
        return written if _COMPANY_ID.fullmatch(written) else ResultReason.UNUSABLE_ID

    def read_order(self, visit: Visit, number: str, asking: Asking, cancelled: Callable[[], bool]) -> Reading:
        """Order or go on with what is ordered; what is not ready yet is asked for by the next refresh."""
        obtained = obtain(visit, _Order(number, self._ordered), cancelled)
        overdue = Reading(against=ResultReason.ORDER_OVERDUE, word=obtained.word)
        if obtained.progress is Progress.REFUSED:
            return Reading(against=ResultReason.ORDER_REFUSED, word=obtained.word)
        if obtained.progress is Progress.PENDING:
            return overdue if obtained.overdue else Reading(against=ResultReason.ORDER_PENDING, word=obtained.word)
        call = Call("report", "/publications", params={"format": "json", "id": obtained.number})
        try:
            answer = visit.ask(call, cancelled=cancelled)
        except ProviderFailure as failure:
            if obtained.overdue and failure.ending is Ending.NOT_FOUND:
                return overdue  # it calls itself ready, and is not there
            raise
        obtained.delivered()
        found = parse(answer.raw, number, asking.customer.country, self._ordered)
        return Reading(against=found) if isinstance(found, ResultReason) else report_of(asking, answer, found)


class _Order:
    """The order of one buyer."""

    endpoint = "order"

    def __init__(self, company_id: str, slugs: tuple[str, ...]) -> None:
        self._company_id = company_id
        self._slugs = slugs

    def order(self, reference: str) -> Call:
        """Order the assessments; the amount is asked for in euro, as Coface states it."""
        assessments: list[Json] = [{"slug": slug, "currency": "EUR"} for slug in self._slugs]
        body: dict[str, Json] = {"companyId": self._company_id, "assessments": assessments, "customerReference": reference}
        return Call("order", "/publications/orders", method="POST", body=body, billable=True)

    def number(self, answer: Answer) -> str:
        """The order's number."""
        return number_in(answer.value)

    def poll(self, visit: Visit, number: str, cancelled: Callable[[], bool]) -> Polled:
        """How far it is."""
        return progress_in(visit.ask(Call("state", "/publications/orders", params={"id": number}), cancelled=cancelled).value)

    def find(self, visit: Visit, spent: Spent, cancelled: Callable[[], bool]) -> str:
        """Look among the buyer's orders for the one with our reference.

        The public contract does not say that the list is whole, up to date, or repeats our reference: where it is not seen, it
        may stand there all the same.
        """
        call = Call("state", "/publications/orders", params={"companyId": self._company_id}, also_ok=frozenset({_PART}))
        answer = visit.ask(call, cancelled=cancelled)
        listed = answer.value if isinstance(answer.value, list) else []
        ours = (row for row in listed if isinstance(row, dict) and row.get("customerReference") == spent.id)
        return next((number for row in ours if (number := number_in(row))), "")
