"""HMRC: whether a VAT number of Great Britain is registered, which VIES no longer knows."""

from credit.customer import Customer
from integrations.exchange import Call
from integrations.provider import ResultReason
from integrations.providers.builtin import Ask
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.vies import read_word, vat_asked
from integrations.providers.vies_reading import parse_hmrc
from integrations.vat_number import BRITAIN, VatNumber

__all__ = ["Hmrc"]

PATH = "/organisations/vat/check-vat-number/lookup/{vrn}"
ACCEPTED = {"Accept": "application/vnd.hmrc.2.0+json"}


class Hmrc:
    """Asks HMRC."""

    today_only = True

    def number(self, customer: Customer) -> str | ResultReason:
        """The number without its prefix; of another register HMRC knows nothing."""
        found = vat_asked(customer)
        if isinstance(found, ResultReason):
            return found
        return found.number if found.register == BRITAIN else ResultReason.NO_VAT_REGISTER

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Ask about the number; 404 with the service's own code is its word for "not registered"."""
        answer = ask(Call("lookup", PATH, {"vrn": number}, headers=ACCEPTED, also_ok=frozenset({404})))
        if answer is None:
            return NOTHING_READ
        vat = VatNumber(BRITAIN, number)
        return read_word(parse_hmrc(answer.raw, answer.status, vat), answer, asking, "lookup", vat)
