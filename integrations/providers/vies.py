"""VIES: whether a buyer's VAT number is registered in its member state of the European Union, and under which name.

The answer has three values. A member state that is down, busy or slow gives none, and none is never "not registered".
"""

from credit.company_name import folded_name, resemblance
from credit.customer import Customer
from credit.report import Finding, FindingStatus
from integrations.endings import ProviderFailure, Reason
from integrations.exchange import Answer, Call
from integrations.provider import ResultReason, Warned
from integrations.providers.builtin import Ask
from integrations.providers.completeness import unavailable
from integrations.providers.notices import Asking
from integrations.providers.reading import NOTHING_READ, Reading
from integrations.providers.told import told
from integrations.providers.vies_reading import VatWord, parse_status, parse_vies
from integrations.vat_number import BRITAIN, VatNumber, VatTrouble, vat_number

__all__ = ["Vies", "read_word", "vat_asked"]

ENTERPRISE = "enterprise_quality."
UNLIKE = 40
"""Percent of resemblance below which two names that share no word are told to differ."""
_CANNOT_TELL = frozenset({Reason.ERROR_INSIDE, Reason.SERVER_ERROR})
_REASONS = {VatTrouble.NO_REGISTER: ResultReason.NO_VAT_REGISTER, VatTrouble.MISTYPED: ResultReason.VAT_MISTYPED}


def vat_asked(customer: Customer) -> VatNumber | ResultReason:
    """The buyer's VAT number with its register, or why there is none to ask by."""
    written = customer.registration("vat")
    if not written.strip():
        return ResultReason.NO_ID
    found = vat_number(written, customer.country)
    return found if isinstance(found, VatNumber) else _REASONS[found]


class Vies:
    """Asks VIES."""

    today_only = True

    def number(self, customer: Customer) -> str | ResultReason:
        """The number with its prefix; one of Great Britain is HMRC's."""
        found = vat_asked(customer)
        if isinstance(found, ResultReason):
            return found
        return ResultReason.VAT_OF_BRITAIN if found.register == BRITAIN else found.register + found.number

    def read(self, ask: Ask, number: str, asking: Asking) -> Reading:
        """Ask about the number; the question changes nothing over there and may be repeated."""
        vat = VatNumber(number[:2], number[2:])
        body = {"countryCode": vat.register, "vatNumber": vat.number}
        answer = ask(Call("check", "/check-vat-number", method="POST", body=dict(body), safe=True))
        return NOTHING_READ if answer is None else read_word(parse_vies(answer.raw, vat), answer, asking, "check", vat)

    def explained(self, ask: Ask, failure: ProviderFailure, number: str) -> str:
        """What VIES says of the member state's register; asked only where it answered that it cannot tell."""
        if failure.reason not in _CANNOT_TELL:
            return ""
        answer = ask(Call("status", "/check-status"))
        return "" if answer is None else parse_status(answer.raw, number[:2])


def read_word(word: VatWord | ResultReason, answer: Answer, asking: Asking, endpoint: str, asked: VatNumber) -> Reading:
    """What a register said of the number that was `asked`, as findings of the buyer."""
    if isinstance(word, ResultReason):
        return Reading(against=word)
    findings = [Finding(ENTERPRISE + "vat_valid", word.registered, path="valid", original=str(word.registered).lower())]
    number = asked.register + asked.number
    findings.append(Finding(ENTERPRISE + "vat_number", number, path="vatNumber", original=number))
    for key, text in (("vat_name", word.name), ("vat_address", word.address)):
        status = FindingStatus.KNOWN if text else FindingStatus.NOT_PUBLISHED
        findings.append(Finding(ENTERPRISE + key, text or None, status, path=key.partition("_")[2], original=text[:80]))
    ours = (asking.customer.name, asking.customer.name_local)
    warnings = (Warned.NAME_DIFFERS,) if word.name and not any(_alike(name, word.name) for name in ours if name) else ()
    day, known = word.said_on or answer.told_on(asking.on), unavailable(findings, word.drift.gone)
    return told(asking, answer, endpoint, known, day, warnings=warnings, drift=word.drift.notes)


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one company's: they share a word, as a trading name and a legal one do, or resemble each other."""
    shared = set(folded_name(one).split()) & set(folded_name(other).split())
    return bool(shared) or resemblance(one, other) >= UNLIKE
