"""Every request that leaves for Companies House, yente and Frankfurter is one its published contract knows.

The requests are those a server on this machine was really asked: method, path, names of the query, what must be there, and
whole numbers where the contract wants them. What the contracts and the samples beside them show as answers is read.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from integrations import rates_source
from integrations.provider import Identifies, IdentityQuery, ResultReason
from integrations.providers import companies_house_reading as house
from integrations.rates import load_rates
from integrations.rates_reading import parse_answer
from tests.integrations.loopback import Loopback, Request, reply
from tests.integrations.providers.builtins import TODAY, asked, buyer
from tests.integrations.providers.generic_files import payload
from tests.integrations.providers.test_published_contracts import PROVIDERS, contract
from tests.shared import needs_shared

pytestmark = needs_shared
SAMPLES = [
    path
    for path in sorted((PROVIDERS / "companies_house" / "fixtures").glob("*.json"))
    if "mongo" not in path.stem  # a row of a database, and no answer
]
NAME, PATH = r'  "?(/[^":]*)"?:', r"\{[^/}]+\}"


@dataclass
class Operation:
    """What a contract says of one method of one path."""

    query: dict[str, str] = field(default_factory=dict)
    """Names and their types."""
    owed: set[str] = field(default_factory=set)


Contract = Mapping[tuple[str, str], Operation]
"""By method and path; the method is empty where the contract, as one of Companies House's paths, leaves it out."""


def of_json(path: str) -> Contract:
    """The operations of a contract written as JSON."""
    whole = contract(path)
    found: dict[tuple[str, str], Operation] = {}
    for name, methods in whole["paths"].items():
        for method, told in methods.items():
            operation = found[method.upper(), name] = Operation()
            for each in told.get("parameters", ()):
                parameter = whole["components"]["parameters"][each["$ref"].rpartition("/")[2]] if "$ref" in each else each
                if parameter["in"] == "query":
                    operation.query[parameter["name"]] = parameter["schema"].get("type", "")
                    operation.owed |= {parameter["name"]} if parameter.get("required") else set()
    return found


def of_lines(lines: Iterable[str]) -> Contract:
    """The operations of a contract written as YAML in the plain layout of Companies House's bundle, a fact a line."""
    found: dict[tuple[str, str], Operation] = {}
    path, name, operation, inside = "", "", Operation(), False
    for line in lines:
        if line and not line[0].isspace():
            inside = line == "paths:"
        if not inside:
            continue
        word = line.strip()
        if named := re.fullmatch(NAME, line):
            path = named[1]
        elif method := re.fullmatch(r"    (get|post|put|patch|delete|parameters):.*", line):
            operation = found.setdefault((method[1].upper().removeprefix("PARAMETERS"), path), Operation())
        elif named := re.fullmatch(r"- (?:name|title): (\w+)", word):
            name = named[1]
        elif word in ("in: query", "paramType: query"):
            operation.query[name] = ""
        elif word == "required: true" and name in operation.query:
            operation.owed.add(name)
        elif word.startswith("type: ") and operation.query.get(name) == "":
            operation.query[name] = word.removeprefix("type: ")
    return found


def house_contract() -> Contract:
    return of_lines((PROVIDERS / "companies_house" / "public-data-openapi.yml").read_text(encoding="utf-8").splitlines())


def wrong(request: Request, told: Contract, base: str = "") -> list[str]:
    """What of a request the contract does not know; nothing where it fits."""
    path, _, query = request.target.partition("?")
    path = unquote(path.removeprefix(base))
    operations = [
        operation
        for (method, pattern), operation in told.items()
        if method in ("", request.method) and re.fullmatch(re.sub(PATH, "[^/]+", pattern), path)
    ]
    if not operations:
        return [f"{request.method} {path}"]
    sent = dict(parse_qsl(query, keep_blank_values=True))

    def against(operation: Operation) -> list[str]:
        faults = [name for name in sent if name not in operation.query] + sorted(operation.owed - set(sent))
        return faults + [
            name for name, kind in operation.query.items() if kind == "integer" and not sent.get(name, "0").isdecimal()
        ]

    return min((against(operation) for operation in operations), key=len)


def test_every_question_put_to_companies_house_fits_its_contract(tmp_path: Path) -> None:
    profile = {**json.loads(payload("ch_profile_before_order")), "company_number": "99000001"}
    plays = [reply(json.dumps(profile).encode()), *[reply(b'{"items": []}')] * 5]
    with asked(tmp_path, "companies_house", *plays) as (provider, server):
        assert provider.fetch(buyer("GB", company_number="99000001"), TODAY).report is not None
        assert isinstance(provider, Identifies)
        provider.identify(IdentityQuery("Haldon & Pike", "GB"))
    paths = [request.target.partition("?")[0] for request in server.requests]
    below = "/company/99000001"
    parts = ("", "/officers", "/charges", "/insolvency", "/filing-history")
    assert paths == [*(below + part for part in parts), "/search/companies"]
    assert [wrong(request, house_contract()) for request in server.requests] == [[]] * 6


def test_every_question_put_to_yente_fits_its_contract(tmp_path: Path) -> None:
    plays = (reply(payload("opensanctions_match_response")), reply(b'{"datasets": []}'))
    with asked(tmp_path, "opensanctions", *plays) as (provider, server):
        assert provider.fetch(buyer(), TODAY).report is not None
    told = of_json("opensanctions/yente-5.5.0-openapi.json")
    assert [wrong(request, told) for request in server.requests] == [[], []]


def test_the_question_put_to_frankfurter_fits_its_contract() -> None:
    answer = b'[{"date": "2026-11-20", "base": "EUR", "quote": "USD", "rate": 1.0834}]'
    with Loopback([reply(answer)]) as server:
        rates_source.asked(load_rates(), date(2026, 11, 22), server.url + "/v2")
    assert [wrong(request, of_json("fx/frankfurter-v2-openapi.json"), "/v2") for request in server.requests] == [[]]


@pytest.mark.parametrize(
    ("target", "method", "fault"),
    [
        ("/company/1/petitions", "GET", ["GET /company/1/petitions"]),
        ("/company/1/charges?page=1", "GET", ["page"]),
        ("/search/companies?items_per_page=5", "GET", ["q"]),
        ("/search/companies?q=a&items_per_page=many", "GET", ["items_per_page"]),
        ("/search/companies?q=a", "POST", ["POST /search/companies"]),
    ],
)
def test_a_question_the_contract_does_not_know_is_told(target: str, method: str, fault: list[str]) -> None:
    assert wrong(Request(method, target, {}, b""), house_contract()) == fault


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_companies_house_shows_as_its_answers_is_read(path: Path) -> None:
    """Its samples do not keep to its contract: they are read as far as they go, and never refused for their form."""
    raw, on = path.read_bytes(), date(2026, 11, 22)
    for part in (
        house.parse_officers(raw, on),
        house.parse_charges(raw, on),
        house.parse_insolvency(raw),
        house.parse_filings(raw),
    ):
        assert isinstance(part, house.Part)
    body = json.loads(raw)
    profile = house.parse_profile(raw, str(body.get("company_number", "")).zfill(8))
    if "company_status" in body:
        assert isinstance(profile, house.Part)
        (status,) = [finding for finding in profile.findings if finding.key == "enterprise_quality.legal_status"]
        assert status.original.startswith(body["company_status"])
    else:
        assert profile is ResultReason.NOTHING_KNOWN
    if "cases" in body:
        assert house.parse_insolvency(raw).found == len(body["cases"]) > 0


def test_what_frankfurter_shows_as_its_answer_is_read() -> None:
    """With the provider's own rates beside each, which the contract allows and nobody asked for."""
    whole = contract("fx/frankfurter-v2-openapi.json")
    told: Any = whole["paths"]["/rates"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    found = parse_answer(json.dumps([{**each, "providers": [{"key": "ECB", "rate": each["rate"]}]} for each in told]).encode())
    assert {currency: [str(rate) for rate in days.values()] for currency, days in found.rates.items()} == {
        "GBP": ["0.8623"],
        "USD": ["1.089"],
    }
