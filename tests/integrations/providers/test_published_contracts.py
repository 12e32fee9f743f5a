"""What is sent fits the contracts the services publish, and none of the hostile bodies breaks a reading."""

import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from credit.customer import Customer
from integrations.endings import Setback
from integrations.providers import sec_reading, vies_reading, world_bank_reading, yente_reading
from integrations.rates_reading import RatesRefused, parse_answer
from integrations.vat_number import VatNumber
from tests.shared import SHARED, needs_shared

PROVIDERS = SHARED / "providers"
HOSTILE = sorted((PROVIDERS / "synthetic" / "hostile").glob("*")) if SHARED.is_dir() else []
ALDER = Customer("C1", "Alder GmbH", date(2020, 1, 1), country="DE", registrations=(("company_number", "HRB 1"),))


@cache
def contract(path: str) -> Any:
    return json.loads((PROVIDERS / path).read_text(encoding="utf-8"))


def fits(value: Any, schema: Any, whole: Any) -> bool:
    """Whether a value is what a schema of the contract says, by the words these contracts use."""
    if "$ref" in schema:
        part = whole
        for step in schema["$ref"].removeprefix("#/").split("/"):
            part = part[step]
        return fits(value, part, whole)
    if "anyOf" in schema:
        return any(fits(value, each, whole) for each in schema["anyOf"])
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        return False
    if isinstance(value, dict):
        known, more = schema.get("properties", {}), schema.get("additionalProperties", {})
        parts = ((each, known.get(name, more if isinstance(more, dict) else {})) for name, each in value.items())
        return set(schema.get("required", ())) <= set(value) and all(fits(each, part, whole) for each, part in parts)
    if isinstance(value, list):
        return all(fits(each, schema.get("items", {}), whole) for each in value)
    return value in schema.get("enum", [value]) and bool(re.search(schema.get("pattern", ""), str(value)))


@needs_shared
def test_the_questions_put_to_yente_fit_its_contract() -> None:
    whole = contract("opensanctions/yente-5.5.0-openapi.json")
    schema = whole["paths"]["/match/{dataset}"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    ((_, body),) = yente_reading.batches([ALDER])
    assert fits(body, schema, whole)
    assert not fits({"queries": {"q1": {"properties": "Alder"}}}, schema, whole)
    assert not fits({}, schema, whole)


@needs_shared
def test_the_parameters_put_to_frankfurter_are_in_its_contract() -> None:
    whole = contract("fx/frankfurter-v2-openapi.json")
    named = [each["$ref"].rpartition("/")[2] for each in whole["paths"]["/rates"]["get"]["parameters"]]
    told = {whole["components"]["parameters"][name]["name"]: whole["components"]["parameters"][name]["schema"] for name in named}
    for name, value in {"base": "EUR", "providers": "ECB", "from": "2026-10-30", "to": "2026-11-22"}.items():
        assert fits(value, told[name], whole), name


@needs_shared
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_rows_16_22_and_23_a_hostile_body_says_nothing(path: Any) -> None:
    """Each reading ends in its own word for "no answer", or in a reason of the transport."""
    raw = path.read_bytes()
    vat = VatNumber("DE", "999999999")
    for read in (
        lambda: vies_reading.parse_vies(raw, vat),
        lambda: vies_reading.parse_hmrc(raw, 200, vat),
        lambda: world_bank_reading.parse(raw, "RL.EST", "GB"),
        lambda: sec_reading.parse(raw, "1", date(2026, 11, 22)),
        lambda: yente_reading.parse(raw, 1)[0],
        lambda: parse_answer(raw),
    ):
        try:
            said = read()
        except (Setback, RatesRefused):
            continue
        assert said is None or isinstance(said, str), "a reason, or nothing"
