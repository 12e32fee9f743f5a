"""The Gazette: notices of insolvency in the United Kingdom, the earliest public word of a petition, open to all without a key.

The founding case is a Gazette case: the register of companies knows no winding-up petition, and calls a company with three of
them active. That nothing was found is a fact with its own day, number and window, and never called clean: petitions of the time
from 27 April 2020 to 31 March 2022 could stay private (Corporate Insolvency and Governance Act 2020).
"""

from dataclasses import replace
from datetime import date, timedelta

from credit.calendar import months_before
from credit.check import Caveat, Check, Searched
from credit.company_number import british as company_number
from credit.customer import Customer
from credit.report import RiskEvent
from integrations.bounded import Json
from integrations.endings import Ending, ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.paging import PageKind, Pages, Paging, read_pages
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin import Ask
from integrations.providers.gazette_reading import CODES, entries_of, not_listed, read_entries, total_of, withdrawn_in
from integrations.providers.notices import Asking, Notices, notices_of
from integrations.providers.reading import NOTHING_READ, Reading

__all__ = ["Gazette"]

MONTHS = 36
"""How far back is looked: longer than a petition weighs."""
PRIVATE = (date(2020, 4, 27), date(2022, 3, 31))
_ZONES = timedelta(days=1)
"""Today may still be yesterday where the user is."""
_NO_LONGER = frozenset({404, 410})
"""That a notice is not there says nothing of why."""
_MOST_GONE = 5
"""Notices that are asked for by themselves in one run; the service allows five requests in ten seconds."""
_PAGES = Paging(
    PageKind.PAGE, entries_of, param="results-page", first=1, size=100, size_param="results-page-size", total=total_of, most=20
)


class Gazette:
    """Asks The Gazette."""

    today_only = False

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's company number in eight characters; companies of other countries stand in other gazettes."""
        if customer.country not in ("", "GB"):
            return ResultReason.NOT_ITS_COUNTRY
        written = customer.registration("company_number")
        if not written.strip():
            return ResultReason.NO_ID
        return company_number(written) or ResultReason.UNUSABLE_ID

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Search for the number over the window, page by page."""
        since = months_before(asking.on, MONTHS)

        def page(call: Call) -> Answer:
            answer = ask(call)
            if answer is None:  # the run knows why
                raise ProviderFailure(provider="", endpoint=call.endpoint, ending=Ending.UNAVAILABLE, reason=Reason.BROKEN)
            return answer

        try:
            pages = read_pages(page, _question(number, since, asking.on), _PAGES)
        except ProviderFailure:
            return NOTHING_READ
        if not _counted(pages.answers[0].value):
            return Reading(against=ResultReason.NOTHING_KNOWN)
        notices = read_entries(pages.items, asking, number)
        lately = pages.answers[0].fetched_at.date() <= asking.on + _ZONES  # asked of an earlier day, it tells what came later
        if lately and pages.failure is None and pages.against is None:
            gone = not_listed(asking, pages.items, since)
            taken_back = [event for event in gone[:_MOST_GONE] if self._withdrawn(ask, asking, event)]
            told = [replace(event, withdrawn=True, learnt_on=asking.on) for event in taken_back]
            notices = notices_of((*notices.events, *notices.possible, *told), notices.warnings)
        searched_on = min(answer.told_on(asking.on) for answer in pages.answers)
        return _reading(pages, notices, _check(asking, number, since, notices, searched_on))

    def _withdrawn(self, ask: Ask, asking: Asking, event: RiskEvent) -> bool:
        """Whether The Gazette itself says of a notice, which its search lists no longer, that it was withdrawn."""
        id = event.id.removeprefix(f"{asking.provider}:")
        call = Call("notice", "/notice/{id}/data.jsonld", {"id": id}, headers={"Accept": ""}, also_ok=_NO_LONGER, as_json=False)
        answer = ask(call)
        return answer is not None and answer.status not in _NO_LONGER and withdrawn_in(answer.raw, id)


def _counted(page: Json) -> bool:
    """Whether a page is one of a search: it says how many notices there are in all, in digits."""
    told = total_of(page)
    return isinstance(told, str | int) and not isinstance(told, bool) and str(told).isdecimal()


def _question(number: str, since: date, until: date) -> Call:
    """The search; the form without `Accept`, over which the service stumbles beside `.json`."""
    return Call(
        "notices",
        "/insolvency/notice/data.json",
        params={
            "text": number,
            "noticetypes": ",".join(CODES),
            "start-publish-date": since.isoformat(),
            "end-publish-date": until.isoformat(),
            "sort-by": "latest-date",
        },
        headers={"Accept": ""},
    )


def _reading(pages: Pages, notices: Notices, check: Check) -> Reading:
    """The notices, and the search as a fact where it came to its end."""
    warnings: tuple[Warned, ...] = notices.warnings
    if pages.against is ResultReason.PAGES_REPEAT:
        warnings = (*warnings, Warned.PAGES_REPEATED)
    if pages.against is ResultReason.PAGES_TOO_MANY:
        warnings, check = (*warnings, Warned.PAGES_LEFT), replace(check, caveats=(*check.caveats, Caveat.PAGES_LEFT))
    if Caveat.PRIVATE_PETITIONS in check.caveats and check.none_found:
        warnings = (*warnings, Warned.PRIVATE_PETITIONS)
    short = pages.against is ResultReason.PAGES_SHORT
    broken = pages.against if short or pages.against is ResultReason.PAGES_REPEAT else None
    if short:  # nothing came of a list that is not empty: that it is empty is not said
        warnings = tuple(word for word in warnings if word is not Warned.NONE_FOUND)
    checks = () if pages.failure is not None or broken or notices.incomplete else (check,)
    return Reading(notices=notices, warnings=warnings, checks=checks, against=broken)


def _check(asking: Asking, number: str, since: date, notices: Notices, on: date) -> Check:
    private = since <= PRIVATE[1] and asking.on >= PRIVATE[0]
    return Check(
        f"{asking.provider}:{Searched.INSOLVENCY_NOTICES}",
        asking.customer.id,
        asking.provider,
        Searched.INSOLVENCY_NOTICES,
        on,
        on,
        number,
        since,
        on,
        len(notices.events),
        len(notices.possible),
        (Caveat.PRIVATE_PETITIONS,) if private else (),
    )
