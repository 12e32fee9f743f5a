"""Provider files the tests read, and a buyer to ask about."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from credit.customer import Customer
from integrations.keeping.records import Records
from integrations.provider import Provider
from integrations.registry import make
from tests.integrations.loopback import Loopback, reply

Served = Callable[..., tuple[Provider, Loopback]]
"""Gives the provider of a mapping text, and the server it asks, which gives the plays that follow."""

PAYLOADS = Path(__file__).parents[2] / "payloads"

GAZETTE = """
kind = "generic"
base_url = "https://notices.example"
id = "company_number"

[[request]]
name = "notices"
method = "GET"
path = "/insolvency/notice/data.json"
query = { text = "{id}", noticetypes = "2450,2452,2461" }

[[events]]
items = "[entry][]"
id = "id"
published = { path = "published", type = "date" }
title = "title"
subject = { path = "content", contains = "company_number" }

[events.kind]
path = '"f:notice-code"'
map = { 2450 = "winding_up_petition", 2461 = "winding_up_petition_dismissed", 2452 = "winding_up_order" }
"""

REPORTS = """
kind = "generic"
base_url = "https://reports.example"
id = "company_number"

[[request]]
name = "report"
path = "/companies/{id}"

[subject]
company_number = "company.number"

[fields]
"as_of" = { path = "score.as_of", type = "date" }
"financial_strength.rating_provider" = { path = "score.value", type = "decimal", unit = "points" }
"financial_strength.credit_limit" = { path = "score.limit.amount", type = "money", currency_path = "score.limit.currency" }
"""

HALDON = Customer("C001", "Haldon & Pike", date(2010, 3, 1), country="GB", registrations=(("company_number", "99000001"),))
NOBODY = Customer("C009", "Somebody new", date(2020, 1, 1))
ANSWER = b"""{"company": {"number": "99000001"},
              "score": {"value": 61, "as_of": "2020-03-01", "limit": {"amount": "25000.00", "currency": "GBP"}}}"""


def written(folder: Path, text: str, base_url: str, name: str = "bureau", records: Records | None = None) -> Provider:
    """The provider that `text` describes once its address is `base_url`."""
    path = folder / f"{name}.toml"
    whole = path.with_name(f".{name}.{os.getpid()}")  # another process may be reading the same file
    whole.write_text(
        "\n".join(f'base_url = "{base_url}"' if line.startswith("base_url") else line for line in text.splitlines()),
        encoding="utf-8",
    )
    whole.replace(path)
    return make(name, path, records=records)


def payload(name: str) -> bytes:
    """The bytes of one answer in tests/payloads."""
    return (PAYLOADS / f"{name}.json").read_bytes()


def answer(**parts: object) -> bytes:
    """The ordinary report with some of its parts replaced."""
    return reply(json.dumps({**json.loads(ANSWER), **parts}).encode())
