"""Services without an adapter of their own, as a file of the user describes them: what they ask, and what they answer.

OpenCorporates and Tianyancha after the facts of their public references; and the findings no built-in kind fills, from any file.
"""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from integrations.endings import Ending, Reason
from integrations.reports.keys import KEYS
from tests.integrations.loopback import reply
from tests.integrations.providers.builtins import TODAY
from tests.integrations.providers.generic_files import HALDON, Served

ROOT = Path(__file__).parents[3]
OPENCORPORATES = """
kind = "generic"
base_url = "https://api.opencorporates.com/v0.4"
id = "company_number"
auth = { kind = "header", name = "X-API-TOKEN", secret = "env:DUNNAGE_TEST_KEY" }

[[request]]
name = "company"
path = "/companies/gb/{id}"

[subject]
company_number = "results.company.company_number"

[fields]
"enterprise_quality.legal_form" = { path = "results.company.company_type", type = "text" }
"enterprise_quality.incorporated_on" = { path = "results.company.incorporation_date", type = "date" }
"""
TIANYANCHA = """
kind = "generic"
base_url = "https://open.api.tianyancha.example"
id = "company_number"
auth = { kind = "bearer", prefix = "", secret = "env:DUNNAGE_TEST_KEY" }
ok = { require = ["error_code"], error_path = "error_code", ok_values = ["0"], empty_values = ["300000"] }

[[request]]
name = "company"
path = "/services/open/ic/baseinfo/normal"
query = { keyword = "{id}" }

[subject]
company_number = "result.number"

[fields]
"operating_capability.employees" = { path = "result.staff", type = "int" }
"""
UNFILLED = """
kind = "generic"
base_url = "https://reports.example"
id = "company_number"

[[request]]
name = "report"
path = "/companies/{id}"

[subject]
company_number = "number"

[fields]
"management_factors.disqualified_officers" = { path = "disqualified", type = "int" }
"operating_capability.late_share" = { path = "late", type = "percent" }
"external_environment.country_rating_insurer" = { path = "country.grade", type = "text" }
"external_environment.sector_rating" = { path = "sector.grade", type = "text" }
"external_environment.country_sanctioned" = { path = "country.sanctioned", type = "bool" }
"external_environment.fx_change_90d" = { path = "currency.change", type = "percent" }
"""


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUNNAGE_TEST_KEY", "CANARY-7f3a")


def told(serve: Served, text: str, body: Any) -> tuple[Any, Any]:
    """What became of asking, and the one request the service saw."""
    provider, server = serve(text, reply(json.dumps(body).encode()))
    result = provider.fetch(HALDON, TODAY)
    (request,) = server.requests
    return result, request


def values(result: Any) -> dict[str, Any]:
    assert result.report is not None
    return {finding.key.partition(".")[2]: finding.value for finding in result.report.findings}


def test_opencorporates_shows_its_key_in_a_header_and_never_in_the_query(serve: Served) -> None:
    company = {"company_number": "99000001", "company_type": "Private Limited Company", "incorporation_date": "2004-02-09"}
    result, request = told(serve, OPENCORPORATES, {"api_version": "0.4", "results": {"company": company}})
    assert (result.ending, values(result)["legal_form"]) == (Ending.OK, "Private Limited Company")
    assert (request.target, request.headers["x-api-token"]) == ("/companies/gb/99000001", "CANARY-7f3a")


@pytest.mark.parametrize(
    ("status", "ending"),
    [(401, Ending.AUTH_FAILED), (403, Ending.NOT_ENTITLED), (404, Ending.NOT_FOUND), (503, Ending.UNAVAILABLE)],
)
def test_row_1_and_4_an_error_of_opencorporates_is_one_of_the_endings(serve: Served, status: int, ending: Ending) -> None:
    body = json.dumps({"error": {"message": "synthetic"}}).encode()
    provider, _ = serve(OPENCORPORATES, reply(body, status, "application/json", "Retry-After: 0"))
    assert provider.fetch(HALDON, TODAY).ending is ending


def test_tianyancha_shows_a_bare_token_and_says_in_the_body_how_it_went(serve: Served) -> None:
    result, request = told(serve, TIANYANCHA, {"error_code": 0, "reason": "ok", "result": {"number": "99000001", "staff": 31}})
    assert (result.ending, values(result)) == (Ending.OK, {"employees": Decimal(31)})
    assert request.headers["authorization"] == "CANARY-7f3a"


@pytest.mark.parametrize(
    ("code", "ending", "reason"),
    [(300000, Ending.NOT_FOUND, Reason.NO_SUCH_RECORD), (300006, Ending.UNAVAILABLE, Reason.WORD_UNKNOWN)],
)
def test_row_17_an_error_code_of_tianyancha_is_no_report(serve: Served, code: int, ending: Ending, reason: Reason) -> None:
    result, _ = told(serve, TIANYANCHA, {"error_code": code, "reason": "synthetic", "result": None})
    assert (result.ending, result.reason, result.report) == (ending, reason, None)


def test_what_no_built_in_kind_fills_a_mapping_may(serve: Served) -> None:
    body = {
        "number": "99000001", "disqualified": 0, "late": "84.5 %", "country": {"grade": "A3", "sanctioned": False},
        "sector": {"grade": "high"}, "currency": {"change": -12.4},
    }  # fmt: skip
    result, _ = told(serve, UNFILLED, body)
    assert result.ending is Ending.OK
    assert values(result) == {
        "disqualified_officers": Decimal(0),
        "late_share": Decimal("84.5"),
        "country_rating_insurer": "A3",
        "sector_rating": "high",
        "country_sanctioned": False,
        "fx_change_90d": Decimal("-12.4"),
    }


def test_what_the_page_says_nobody_fills_is_named_in_no_kind_of_ours() -> None:
    page = (
        (ROOT / "docs" / "providers.md")
        .read_text(encoding="utf-8")
        .partition("## Findings nobody fills")[2]
        .partition("\n## ")[0]
    )
    named = re.findall(r"`(\w+\.\w+)`", page)
    kinds = [*(ROOT / "integrations/providers").glob("*.py"), *(ROOT / "integrations/data/providers").glob("*.toml")]
    ours = "\n".join(path.read_text(encoding="utf-8") for path in kinds)
    assert len(named) == 4
    for key in named:
        assert key in KEYS
        assert key.partition(".")[2] not in ours
