"""Provider files that are wrong, and the line, key and nearest key they are refused with."""

from pathlib import Path

import pytest

from integrations.providers.generic_file import mapping_of, read_document
from integrations.providers.mapping import Mapping
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source
from tests.integrations.providers.generic_files import GAZETTE, REPORTS

REFERENCE = r"""kind = "generic"
base_url = "https://reports.example"
auth = { kind = "header", name = "X-API-Key", secret = "env:REPORTS_KEY" }
id = "company_number"

[[request]]
name = "report"
method = "GET"
path = "/companies/{id}"
billable = false
cost = { amount = "0", currency = "EUR" }

[subject]
company_number = "company.number"

[fields]
"financial_strength.rating_provider" = { path = "score.value", type = "decimal", unit = "points" }
"financial_strength.credit_limit" = { path = "score.limit.amount", type = "money", currency_path = "score.limit.currency" }
"as_of" = { path = "score.as_of", type = "date" }

[[events]]
items = "[entry][]"
id = "id"
published = { path = "published", type = "date" }
kind = { path = "\"f:notice-code\"", map = { "2450" = "winding_up_petition", "2452" = "winding_up_order" } }
title = "title"
subject = { path = "content", contains = "company_number" }
"""
"""The example of the design page, whole."""


def read(text: str) -> Mapping:
    return mapping_of("bureau", Source("bureau.toml", text))


def refused(text: str) -> ProviderFileRefused:
    with pytest.raises(ProviderFileRefused) as caught:
        read(text)
    return caught.value


def test_reference_file_is_read_whole() -> None:
    mapping = read(REFERENCE)
    assert mapping.auth.secret == "env:REPORTS_KEY"
    assert [field.key for field in mapping.fields] == ["financial_strength.rating_provider", "financial_strength.credit_limit"]
    assert mapping.as_of is not None
    assert mapping.requests[0].cost is None
    assert mapping.events[0].kinds["2452"] == "winding_up_order"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "key", "near"),
    [
        ("id =", "ids =", 4, "ids", "id"),
        ("billable =", "bilable =", 10, "request[1].bilable", "billable"),
        ("[[events]]", "[[event]]", 21, "event", "events"),
        ("currency_path", "curency_path", 18, 'fields."financial_strength.credit_limit".curency_path', "currency_path"),
        ("contains", "contain", 27, "events[1].subject.contain", "contains"),
        ('unit = "points"', 'units = "points"', 17, 'fields."financial_strength.rating_provider".units', "unit"),
        ("financial_strength.rating", "finance_strength.rating", 17, None, "financial_strength.rating_provider"),
    ],
)
def test_unknown_key_is_refused_with_its_line_and_the_nearest_one(
    right: str, wrong: str, line: int, key: str | None, near: str
) -> None:
    fault = refused(REFERENCE.replace(right, wrong, 1))
    assert (fault.problem, fault.file, fault.line, fault.near) == (FileTrouble.UNKNOWN_KEY, "bureau.toml", line, near)
    assert key is None or fault.key == key


@pytest.mark.parametrize("secret", ["sk_live_CANARY-7f3a", "CANARY-7f3a", "env:canary-7f3a", "file:canary"])
def test_rule_1_a_key_written_into_the_file_is_refused_with_its_line_and_not_repeated(secret: str) -> None:
    fault = refused(REFERENCE.replace("env:REPORTS_KEY", secret))
    assert (fault.problem, fault.line, fault.key) == (FileTrouble.LITERAL_SECRET, 3, "auth.secret")
    assert secret not in f"{fault!r} {fault.facts}"


def test_key_among_the_parameters_is_refused() -> None:
    fault = refused(REFERENCE.replace("billable = false", 'query = { lang = "en", api_key = "CANARY" }'))
    assert (fault.problem, fault.line, fault.key) == (FileTrouble.LITERAL_SECRET, 10, "request[1].query.api_key")
    assert "CANARY" not in f"{fault!r} {fault.facts}"


def test_kind_of_key_that_does_not_exist_names_those_that_do() -> None:
    fault = refused(REFERENCE.replace('kind = "header"', 'kind = "magic"'))
    kinds = "none, basic, basic_user, bearer, header, apikey, token_post, client_credentials, signed"
    assert (fault.problem, fault.key, fault.near) == (FileTrouble.BAD_VALUE, "auth.kind", kinds)


@pytest.mark.parametrize(
    ("right", "wrong", "problem", "key"),
    [
        ("[entry][]", "[entry", FileTrouble.BAD_PATH, "events[1].items"),
        ("score.value", "score..value", FileTrouble.BAD_PATH, 'fields."financial_strength.rating_provider".path'),
        ("https://", "http://", FileTrouble.BAD_ADDRESS, "base_url"),
        ("https://", "https://user:CANARY@", FileTrouble.BAD_ADDRESS, "base_url"),
        ('"GET"', '"FETCH"', FileTrouble.BAD_VALUE, "request[1].method"),
        ("/companies/{id}", "/companies/{id}/{lei}", FileTrouble.BAD_VALUE, "request[1].path"),
        ("/companies/{id}", "/companies", FileTrouble.BAD_VALUE, "request[1].path"),
        ("/companies/{id}", "/../{id}", FileTrouble.BAD_VALUE, "request[1].path"),
        ('amount = "0"', "amount = 0.5", FileTrouble.WRONG_KIND, "request[1].cost.amount"),
        ('amount = "0"', 'amount = "1"', FileTrouble.BAD_VALUE, "request[1].billable"),
        ("billable = false", 'billable = "no"', FileTrouble.WRONG_KIND, "request[1].billable"),
        ('type = "decimal"', 'type = "float"', FileTrouble.BAD_VALUE, 'fields."financial_strength.rating_provider".type'),
        ('"winding_up_order"', '"winding_up_ordre"', FileTrouble.BAD_VALUE, "events[1].kind.map.2452"),
        (', currency_path = "score.limit.currency"', "", FileTrouble.MISSING_KEY, None),
        ('id = "id"\n', "", FileTrouble.MISSING_KEY, "events[1].id"),
        ('"published", type = "date"', '"published", type = "text"', FileTrouble.BAD_VALUE, "events[1].published.type"),
        ("[[request]]", "[[request]", FileTrouble.NOT_TOML, ""),
        ('kind = "generic"', 'kind = "gazette"', FileTrouble.BAD_VALUE, "kind"),
    ],
)
def test_what_could_not_work_is_refused_when_it_is_read(right: str, wrong: str, problem: FileTrouble, key: str | None) -> None:
    fault = refused(REFERENCE.replace(right, wrong, 1))
    assert (fault.problem, fault.line > 0) == (problem, True)
    assert key is None or fault.key == key
    assert "CANARY" not in f"{fault!r} {fault.facts}"


@pytest.mark.parametrize("form", ["%Y", "%d/%m", "%Q", "day"])
def test_date_format_must_give_a_whole_day(form: str) -> None:
    text = REFERENCE.replace(
        'path = "score.as_of", type = "date"', f'path = "score.as_of", type = "date", date_format = "{form}"'
    )
    assert refused(text).key == "fields.as_of.date_format"


def test_search_by_text_must_say_where_the_number_stands() -> None:
    text = GAZETTE.replace('subject = { path = "content", contains = "company_number" }', "")
    assert refused(text).problem is FileTrouble.SUBJECT_NEEDED


def test_report_that_is_searched_for_must_say_whom_it_is_about() -> None:
    text = REPORTS.replace('path = "/companies/{id}"', 'path = "/search"\nquery = { q = "{id}" }')
    assert read(text).requests[0].query == (("q", "{id}"),)
    assert refused(text.replace('[subject]\ncompany_number = "company.number"', "")).problem is FileTrouble.SUBJECT_NEEDED


def test_request_that_nobody_reads_is_refused_for_it_may_cost_money() -> None:
    fault = refused(REPORTS + '\n[[request]]\nname = "accounts"\npath = "/accounts/{id}"\nbillable = true\n')
    assert (fault.problem, fault.near) == (FileTrouble.NOTHING_READ, "accounts")


def test_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(ProviderFileRefused) as caught:
        read_document(tmp_path / "bureau.toml")
    assert (caught.value.problem, caught.value.file) == (FileTrouble.UNREADABLE, "bureau.toml")


def test_example_of_the_documentation_is_a_provider() -> None:
    page = (Path(__file__).parents[3] / "docs" / "providers.md").read_text("utf-8")
    mapping = read(page.partition("```toml\n")[2].partition("```")[0])
    assert (str(mapping.requests[0].cost), len(mapping.fields), len(mapping.events)) == ("2.50 EUR", 2, 1)


@pytest.mark.parametrize(
    ("budget", "problem", "key", "near"),
    [
        ('{ amount = "5", currency = "EUR", per = "week" }', FileTrouble.BAD_VALUE, "budget.per", "month / day"),
        (
            '[{ amount = "5", currency = "EUR" }, { amount = "9", currency = "EUR", per = "month" }]',
            FileTrouble.BAD_VALUE,
            "budget[2].per",
            "day",
        ),
        ("[]", FileTrouble.BAD_VALUE, "budget", ""),
        ('[{ amount = "5", currency = "USD", per = "day" }]', FileTrouble.BAD_VALUE, "budget", "EUR"),
        ('{ amount = "-5", currency = "EUR", per = "day" }', FileTrouble.BAD_VALUE, "budget.amount", ""),
        ("5", FileTrouble.WRONG_KIND, "budget", ""),
    ],
)
def test_rule_10_a_budget_nobody_could_keep_is_refused(budget: str, problem: FileTrouble, key: str, near: str) -> None:
    """A stretch nobody counts, one named twice, none at all, another currency than the price's, less than nothing."""
    bills = REFERENCE.replace("billable = false", "billable = true").replace('amount = "0"', 'amount = "2.50"')
    fault = refused(f"budget = {budget}\n{bills}")
    assert (fault.problem, fault.key, fault.near) == (problem, key, near)
