"""Every reading of bytes that came from outside, by the kind of provider it belongs to.

The hostile payloads and the fuzzers are fed to all of them. A reading ends in what it read, in a reason as its value, or in
one of the `NAMED` exceptions; anything else would end the program in the middle of a refresh.
"""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime

from credit.country import NO_COUNTRIES
from credit.customer import Customer
from integrations.bounded import strict_json
from integrations.countries_refresh import CountriesRefused, parse_publication
from integrations.endings import Setback
from integrations.exchange import Answer, Call
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers import (
    coface_reading,
    companies_house_reading,
    creditsafe_reading,
    dnb_reading,
    gazette_reading,
    gleif,
    reading,
    sec_reading,
    vies_reading,
    world_bank_reading,
    yente_reading,
)
from integrations.providers.builtin import Adapter, Orders
from integrations.providers.builtin_file import facts_of, settings_of
from integrations.providers.generic_file import mapping_of
from integrations.providers.kinds import BUILT_IN
from integrations.providers.notices import Asking
from integrations.providers.register import Searches
from integrations.providers.strict_table import Source
from integrations.rates_reading import RatesRefused, parse_answer, parse_file
from integrations.vat_number import VatNumber
from tests.integrations.providers.generic_files import GAZETTE, REPORTS

NAMED = (Setback, RatesRefused, CountriesRefused)
Parser = Callable[[bytes], object]
ON = date(2021, 6, 1)
LEI, CONNECT, COFACE = "9845001B2AD43E664E58", "GB-0-99000001", "00000000-0000-3000-8000-000000000001"
VAT = VatNumber("DE", "999999999")
HALDON = Customer(
    "C1",
    "Haldon & Pike",
    date(2010, 1, 1),
    country="GB",
    registrations=(
        ("company_number", "99000001"),
        ("lei", LEI),
        ("connect_id", CONNECT),
        ("coface_id", COFACE),
        ("duns", "999999999"),
        ("cik", "999999999"),
        ("vat", "GB999999973"),
    ),
)
ASKING = Asking("bureau", HALDON, ON, {})
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "gazette": ("gazette_",),
    "companies_house": ("ch_",),
    "gleif": ("gleif_",),
    "vies": ("vies_",),
    "hmrc": ("vies_",),
    "opensanctions": ("opensanctions_",),
    "world_bank": ("worldbank_",),
    "sec": ("sec_",),
    "creditsafe": ("creditsafe_",),
    "coface": ("coface_",),
    "dnb": ("dnb_",),
    "generic": ("gazette_", "creditsafe_report"),
    "rates": ("frankfurter_", "worldbank_"),
    "countries": ("coface_country",),
}
"""How the names of the payloads begin that a kind's own service gives."""


def answer_of(raw: bytes, *, as_json: bool = True) -> Answer:
    """The answer a transport makes of these bytes; raises what it raises for bytes that are none."""
    value = strict_json(raw) if as_json else None
    return Answer(200, {}, value, raw, hashlib.sha256(raw).hexdigest(), datetime(2021, 6, 1, 12, tzinfo=UTC))


def whole(kind: str) -> Parser:
    """Everything an adapter makes of these bytes, whichever of its questions they answer."""
    adapter = _adapter(kind)

    def read(raw: bytes) -> object:
        def ask(call: Call) -> Answer | None:
            with suppress(Setback):
                return answer_of(raw, as_json=call.as_json)
            return None

        number = adapter.number(HALDON)
        return adapter.read(ask, number if not isinstance(number, ResultReason) else "99000001", ASKING)

    return read


def searched(kind: str) -> Parser:
    """What a search of the adapter makes of these bytes."""
    adapter = _adapter(kind)
    assert isinstance(adapter, Searches)
    query = IdentityQuery("Haldon", "GB")
    return lambda raw: adapter.search(lambda _call: answer_of(raw), query, "bureau")


def _adapter(kind: str) -> Adapter:
    make, refusal = BUILT_IN[kind]
    told = facts_of(kind).get("options", {})
    lines = [
        f'kind = "{kind}"',
        'base_url = "http://127.0.0.1:9"',
        *(f'{key} = "{each["example"]}"' for key, each in told.items()),
    ]
    adapter = make(settings_of("bureau", Source("bureau.toml", "\n".join(lines)), refusal))
    assert not isinstance(adapter, Orders), "what is ordered is read by its `parse`"
    return adapter


def mapped(text: str) -> Parser:
    """What a user's own mapping makes of these bytes."""
    mapping = mapping_of("bureau", Source("bureau.toml", text))
    return lambda raw: reading.parse(mapping, {mapping.requests[0].name: answer_of(raw)}, ASKING)


def refused(kind: str) -> Parser:
    """What a body says against itself, beside the statuses that carry one."""
    _, refusal = BUILT_IN[kind]
    return lambda raw: [refusal(strict_json(raw), status) for status in (200, 400, 401, 404, 429)]


def _built_in(kind: str, **parsers: Parser) -> dict[str, Parser]:
    """The readings of a kind; what orders first has no whole one."""
    return {**({} if kind == "coface" else {"whole": whole(kind)}), "refused": refused(kind), **parsers}


PARSERS: Mapping[str, Mapping[str, Parser]] = {
    "gazette": _built_in("gazette", parse=lambda raw: gazette_reading.parse(raw, ASKING, "99000001")),
    "companies_house": _built_in(
        "companies_house",
        profile=lambda raw: companies_house_reading.parse_profile(raw, "99000001"),
        officers=lambda raw: companies_house_reading.parse_officers(raw, ON),
        charges=lambda raw: companies_house_reading.parse_charges(raw, ON),
        insolvency=companies_house_reading.parse_insolvency,
        filings=companies_house_reading.parse_filings,
        search=searched("companies_house"),
    ),
    "gleif": _built_in("gleif", parse=lambda raw: gleif.parse(raw, LEI), search=searched("gleif")),
    "vies": _built_in("vies", parse=lambda raw: vies_reading.parse_vies(raw, VAT)),
    "hmrc": _built_in(
        "hmrc",
        parse=lambda raw: vies_reading.parse_hmrc(raw, 200, VAT),
        missing=lambda raw: vies_reading.parse_hmrc(raw, 404, VAT),
    ),
    "opensanctions": _built_in(
        "opensanctions",
        parse=lambda raw: yente_reading.parse(raw, 2),
        catalogue=lambda raw: yente_reading.version_of(raw, "default"),
    ),
    "world_bank": _built_in("world_bank", parse=lambda raw: world_bank_reading.parse(raw, "RL.EST", "GB")),
    "sec": _built_in("sec", parse=lambda raw: sec_reading.parse(raw, "0999999999", ON)),
    "creditsafe": _built_in(
        "creditsafe",
        parse=lambda raw: creditsafe_reading.parse(raw, CONNECT, HALDON),
        search=searched("creditsafe"),
    ),
    "coface": _built_in(
        "coface",
        parse=lambda raw: coface_reading.parse(raw, COFACE),
        order=lambda raw: coface_reading.number_in(strict_json(raw)),
        progress=lambda raw: coface_reading.progress_in(strict_json(raw)),
    ),
    "dnb": _built_in("dnb", parse=lambda raw: dnb_reading.parse(raw, "999999999"), search=searched("dnb")),
    "generic": {"notices": mapped(GAZETTE), "report": mapped(REPORTS)},
    "rates": {"answer": parse_answer, "file": parse_file},
    "countries": {"publication": lambda raw: parse_publication(raw, "june.csv", ON, NO_COUNTRIES)},
}
"""By kind and by what the bytes are the answer to."""


def read_by(kind: str, raw: bytes) -> None:
    """Let every reading of a kind have these bytes; only what is `NAMED` may be raised."""
    for parser in PARSERS[kind].values():
        with suppress(*NAMED):
            parser(raw)
