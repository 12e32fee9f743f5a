"""Every reading of bytes that came from outside, by the kind of provider it belongs to.

The hostile payloads and the fuzzers are fed to all of them. A reading ends in what it read, in a reason as its value, or in
one of the `NAMED` exceptions; anything else would end the program in the middle of a refresh.
"""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

from credit.country import NO_COUNTRIES
from credit.customer import Customer
from credit.report import EventKind
from integrations.bounded import strict_json
from integrations.countries_refresh import CountriesRefused, parse_publication
from integrations.endings import Setback
from integrations.exchange import Answer, Call
from integrations.provider import IdentityQuery, ResultReason
from integrations.providers import (
    coface_monitoring,
    coface_reading,
    coface_search,
    companies_house_reading,
    creditsafe_access,
    creditsafe_monitoring,
    creditsafe_reading,
    dnb_reading,
    gazette_reading,
    gleif_reading,
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
from integrations.providers.watching import Care
from integrations.rates_reading import RatesRefused, parse_answer, parse_file
from integrations.vat_number import VatNumber
from tests.integrations.providers.generic_files import ANSWER, GAZETTE, REPORTS

NAMED = (Setback, RatesRefused, CountriesRefused)
Parser = Callable[[bytes], object]
ON = date(2026, 11, 22)
LEI, CONNECT, COFACE = "99990000000000HPIM47", "GB-0-99000001", "00000000-0000-3000-8000-000000000001"
VAT, BRITISH = VatNumber("DE", "136695976"), VatNumber("GB", "999999973")
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
        ("cik", "9999999"),
        ("vat", "GB999999973"),
    ),
)
ALDER = Customer("C2", "Alder GmbH", date(2010, 1, 1), country="DE", registrations=(("vat", "DE136695976"),))
ASKING = Asking("bureau", HALDON, ON, {})
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "gazette": ("gazette_",),
    "companies_house": ("ch_",),
    "gleif": ("gleif_",),
    "gleif_names": ("gleif_search",),
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


WRITTEN: Mapping[str, tuple[bytes, ...]] = {
    "companies_house": (
        b"""{"total_results": 2, "items": [
            {"officer_role": "director", "appointed_on": "2019-01-01", "resigned_on": "2026-01-15", "name": "NOBODY"},
            {"officer_role": "director", "appointed_on": "2019-01-01"}]}""",
        b"""{"items": [{"status": "outstanding", "created_on": "2026-02-01"},
                       {"status": "fully-satisfied", "delivered_on": "2015-01-01"}]}""",
        b"""{"items": {"description": "gazette-notice-compulsory", "date": "2026-03-02", "transaction_id": "T1"}}""",
        b"""{"total_results": 1, "items": [{"title": "HALDON", "company_number": "99000001", "company_status": "active",
                                           "address_snippet": "1 Example Wharf"}]}""",
    ),
    "vies": (
        b"""{"countryCode": "DE", "vatNumber": "136695976", "valid": true, "requestDate": "2026-11-22T08:00:00.000Z"}""",
        b"""{"vow": {"available": true}, "countries": [{"countryCode": "DE", "availability": "Unavailable"}]}""",
    ),
    "hmrc": (
        b"""{"target": {"name": "HALDON", "vatNumber": "999999973", "address": {"line1": "1 Example Wharf", "postcode": "ZZ1"}},
               "processingDate": "2026-11-22T09:00:00+00:00"}""",
        b"""{"code": "NOT_FOUND", "message": "targetVrn does not match a registered company"}""",
    ),
    "opensanctions": (b"""{"datasets": [{"name": "default", "version": "20261121", "updated_at": "2026-11-21T08:00:00"}]}""",),
    "creditsafe": (
        b"""{"totalSize": 1, "companies": [{"id": "GB-0-99000001", "country": "GB", "regNo": "99000001", "name": "HALDON",
               "status": "Active", "vatNo": ["GB1", "GB2"], "address": {"simpleValue": "1 Example Wharf"}}]}""",
        b"""{"countryAccess": {"creditsafeConnectOnlineReports": [{"countryIso2": "GB", "paid": 100, "used": 7}]}}""",
    ),
    "coface": (
        b"""[{"id": 7, "status": "pending"}]""",
        b"""{"orderId": "O-7", "state": "negative report"}""",
        b"""[{"id": "m-1", "companyId": "00000000-0000-3000-8000-000000000001", "companyName": "HALDON",
              "startDate": "2020-02-03",
              "deliveryDate": "2026-11-20", "assessmentSlug": "credit-opinion", "address": {"city": "Hull", "countryCode": "GB"},
              "externalIds": [{"repositorySlug": "vat-number", "id": "GB999999973"}]}]""",
    ),
    "dnb": (
        b"""{"matchCandidates": [{"organization": {"duns": "999999999", "primaryName": "HALDON", "countryISOAlpha2Code": "GB",
               "primaryAddress": {"addressLocality": {"name": "Hull"}}}, "matchQualityInformation": {"confidenceCode": 9}}]}""",
    ),
    "gleif": (
        b"""{"meta": {"pagination": {"total": 1}}, "data": [{"attributes": {"lei": "99990000000000HPIM47", "entity": {
               "legalName": {"name": "HALDON"}, "otherNames": [{"name": "PIKE"}], "registeredAs": "99000001", "status": "ACTIVE",
               "legalAddress": {"country": "GB", "city": "Hull"}}}}]}""",
        b"""{"data": {"attributes": {"lei": "99990000000000HPIM47", "reason": "NO_LEI", "entity": {}}, "relationships": {
               "ultimate-parent": {"links": {"reporting-exception": "https://lei.example/x"}}}}}""",
    ),
    "gleif_names": (
        b"""{"data": [{"type": "fuzzycompletions", "attributes": {"value": "HALDON & PIKE LIMITED"}, "relationships": {
               "lei-records": {"data": {"type": "lei-records", "id": "99990000000000HPIM47"}}}},
             {"type": "fuzzycompletions", "attributes": {"value": "HALDON GROUP"}}]}""",
    ),
    "generic": (ANSWER,),
    "rates": (
        b"""[{"date": "2026-11-20", "base": "EUR", "quote": "USD", "rate": 1.0834},
             {"date": "2026-11-20", "base": "EUR", "quote": "GBP", "rate": "0.8421"}]""",
        b"Date,USD,JPY,\n2026-11-20,1.0834,N/A,\n",
        b"CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE\nUSD,EUR,2026-11-20,1.0834\n",
    ),
    "countries": (b"iso3,crc,published_on\nVNM,4,2026-06-26\nGBR,,2026-06-26\n",),
}
"""Answers in brief where no payload is written down for one of a kind's readings."""


def answer_of(raw: bytes, *, as_json: bool = True) -> Answer:
    """The answer a transport makes of these bytes; raises what it raises for bytes that are none."""
    value = strict_json(raw) if as_json else None
    return Answer(200, {}, value, raw, hashlib.sha256(raw).hexdigest(), datetime(2026, 11, 22, 12, tzinfo=UTC))


def whole(kind: str) -> Parser:
    """Everything an adapter makes of these bytes, whichever of its questions they answer."""
    adapter, asking = _adapter(kind), replace(ASKING, customer=ALDER if kind == "vies" else HALDON)
    number = adapter.number(asking.customer)
    assert not isinstance(number, ResultReason)

    def read(raw: bytes) -> object:
        def ask(call: Call) -> Answer | None:
            with suppress(Setback):
                return answer_of(raw, as_json=call.as_json)
            return None

        return adapter.read(ask, number, asking)

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


def watched(raw: bytes) -> object:
    """What the events of a portfolio come to, whole and item by item."""
    items = strict_json(raw)
    data = items.get("data") if isinstance(items, dict) else items
    care = Care(
        "bureau", ON, date(2020, 1, 1), {CONNECT: (HALDON,)}, {CONNECT: None}, {"Credit Limit Change": EventKind.LIMIT_CHANGED}
    )
    news = creditsafe_monitoring.news_of(lambda call: answer_of(raw, as_json=call.as_json), "7", care)
    return news, creditsafe_monitoring.parse_events(data if isinstance(data, list) else [data], care)


def told_by_coface(raw: bytes) -> object:
    """What notifications of Coface come to, whoever is watched by the same bytes."""
    care = Care("bureau", ON, date(2020, 1, 1), {COFACE: (HALDON,)}, {COFACE: None}, {"credit-opinion": EventKind.LIMIT_CHANGED})
    return coface_monitoring.coface_news(lambda _call: answer_of(raw), care)


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
    "gleif": _built_in("gleif", parse=lambda raw: gleif_reading.parse(raw, LEI), search=searched("gleif")),
    "gleif_names": {"resembling": lambda raw: gleif_reading.resembling(raw, "bureau")},
    "vies": _built_in(
        "vies",
        parse=lambda raw: vies_reading.parse_vies(raw, VAT),
        status=lambda raw: vies_reading.parse_status(raw, "DE"),
    ),
    "hmrc": _built_in(
        "hmrc",
        parse=lambda raw: vies_reading.parse_hmrc(raw, 200, BRITISH),
        missing=lambda raw: vies_reading.parse_hmrc(raw, 404, BRITISH),
    ),
    "opensanctions": _built_in(
        "opensanctions",
        parse=lambda raw: yente_reading.parse(raw, 2),
        apart=lambda raw: (strict_json(raw), yente_reading.apart(raw, 2)),
        catalogue=lambda raw: yente_reading.version_of(raw, "default"),
    ),
    "world_bank": _built_in("world_bank", parse=lambda raw: world_bank_reading.parse(raw, "RL.EST", "GB")),
    "sec": _built_in("sec", parse=lambda raw: sec_reading.parse(raw, "0009999999", ON)),
    "creditsafe": _built_in(
        "creditsafe",
        parse=lambda raw: creditsafe_reading.parse(raw, CONNECT, HALDON),
        search=searched("creditsafe"),
        events=watched,
        access=lambda raw: creditsafe_access.countries_in(strict_json(raw)),
    ),
    "coface": _built_in(
        "coface",
        parse=lambda raw: coface_reading.parse(raw, COFACE),
        order=lambda raw: coface_reading.number_in(strict_json(raw)),
        progress=lambda raw: coface_reading.progress_in(strict_json(raw)),
        events=told_by_coface,
        search=lambda raw: coface_search.candidates(answer_of(raw), "bureau"),
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
