"""Dun & Bradstreet Direct+: the data blocks of a buyer by its D-U-N-S number, which are billed, and a match by name."""

import re

from credit.customer import Customer
from credit.identity import Candidate
from integrations.exchange import Call
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.bureau_reading import report_of
from integrations.providers.dnb_reading import BLOCKS, candidates, parse
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading

__all__ = ["Dnb"]


class Dnb:
    """Asks Direct+."""

    today_only = True

    def number(self, customer: Customer) -> str | ResultReason:
        """The buyer's D-U-N-S number in nine digits."""
        written = customer.registration("duns")
        if not written.strip():
            return ResultReason.NO_ID
        bare = re.sub(r"[\s-]", "", written)
        return bare if re.fullmatch(r"[0-9]{9}", bare) else ResultReason.UNUSABLE_ID

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Ask for the blocks and read them."""
        blocks = {"blockIDs": ",".join(BLOCKS)}
        call = Call("report", "/v1/data/duns/{duns}", {"duns": number}, blocks, billable=True, reference="customerReference")
        answer = ask(call)
        if answer is None:
            return NOTHING_READ
        found = parse(answer.raw, number)
        return Reading(against=found) if isinstance(found, ResultReason) else report_of(asking, answer, found)

    def search(self, ask: Ask, query: IdentityQuery, provider: str) -> tuple[list[Candidate], int | None] | None:
        """Whom the service matches to the name, and to the number where its country is known; `None` where no answer came."""
        params = {"name": query.name, "candidateMaximumQuantity": str(query.most)}
        if query.country:
            params["countryISOAlpha2Code"] = query.country
        number = query.number("company_number") if query.country else ""
        if number:
            params["registrationNumber"] = number
        answer = ask(Call("match", "/v1/match/cleanseMatch", params=params))
        return None if answer is None else candidates(answer.raw, provider, number)
