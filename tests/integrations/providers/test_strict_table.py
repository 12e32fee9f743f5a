"""A table of a settings file: what it gives, and how a refusal names file, line and key but never a value."""

import tomllib
from collections.abc import Callable

import pytest

from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source, Table

TEXT = """kind = "generic"
price = 3
live = true
hosts = ["a", ""]
none = ""

[auth]
secret = "CANARY-7f3a"

[[request]]
name = "report"

[[request]]
name = "notices"
pth = "/x"
"""


def table(text: str = TEXT, *known: str) -> Table:
    return Table(Source("bureau.toml", text), tomllib.loads(text), known)


def refused(ask: Callable[[Table], object], text: str = TEXT) -> ProviderFileRefused:
    with pytest.raises(ProviderFileRefused) as caught:
        ask(table(text))
    assert caught.value.file == "bureau.toml"
    assert "CANARY" not in repr(caught.value.facts)
    return caught.value


def test_values_come_as_the_kind_that_is_asked_for() -> None:
    settings = table()
    assert (settings.text("kind"), settings.scalar("price"), settings.scalar("kind")) == ("generic", "3", "generic")
    assert (settings.flag("live"), settings.words("hosts")) == (True, ("a", ""))
    assert settings.table("auth").text("secret") == "CANARY-7f3a"
    assert [request.text("name") for request in settings.tables("request", ("name", "pth"))] == ["report", "notices"]
    assert ("kind" in settings, "base_url" in settings) == (True, False)
    assert list(settings)[:2] == ["kind", "price"]


def test_what_is_missing_is_nothing_where_that_is_allowed() -> None:
    settings = table("")
    assert (settings.text("kind", "generic"), settings.flag("live"), settings.words("hosts")) == ("generic", False, ())
    assert (list(settings.table("auth")), settings.tables("request", ("name",))) == ([], ())


@pytest.mark.parametrize(
    ("ask", "trouble", "key", "line"),
    [
        (lambda t: t.text("base_url"), FileTrouble.MISSING_KEY, "base_url", 0),
        (lambda t: t.text("none"), FileTrouble.BAD_VALUE, "none", 5),
        (lambda t: t.text("price"), FileTrouble.WRONG_KIND, "price", 2),
        (lambda t: t.flag("kind"), FileTrouble.WRONG_KIND, "kind", 1),
        (lambda t: t.scalar("live"), FileTrouble.WRONG_KIND, "live", 3),
        (lambda t: t.words("kind"), FileTrouble.WRONG_KIND, "kind", 1),
        (lambda t: t.words("request"), FileTrouble.WRONG_KIND, "request", 10),
        (lambda t: t.table("hosts"), FileTrouble.WRONG_KIND, "hosts", 4),
        (lambda t: t.tables("hosts", ()), FileTrouble.WRONG_KIND, "hosts", 4),
        (lambda t: t.table("auth").flag("secret"), FileTrouble.WRONG_KIND, "auth.secret", 8),
        (lambda t: t.table("auth", ("kind", "name")), FileTrouble.UNKNOWN_KEY, "auth.secret", 8),
    ],
)
def test_a_refusal_names_key_and_line(ask: Callable[[Table], object], trouble: FileTrouble, key: str, line: int) -> None:
    fault = refused(ask)
    assert (fault.problem, fault.key, fault.line) == (trouble, key, line)


def test_a_misspelt_key_is_met_with_the_nearest_one_and_the_number_of_its_table() -> None:
    fault = refused(lambda t: t.tables("request", ("name", "path")))
    assert (fault.problem, fault.key, fault.near, fault.line) == (FileTrouble.UNKNOWN_KEY, "request[2].pth", "path", 15)


def test_a_misspelt_key_is_named_before_the_one_that_is_missing_for_it() -> None:
    with pytest.raises(ProviderFileRefused) as caught:
        table('knd = "generic"\n', "kind", "base_url")
    assert (caught.value.problem, caught.value.key, caught.value.near) == (FileTrouble.UNKNOWN_KEY, "knd", "kind")


def test_a_key_with_a_dot_is_told_with_its_quotes() -> None:
    text = '[fields]\n"financial_strength.rating" = 3\n'
    fault = refused(lambda t: t.table("fields").text("financial_strength.rating"), text)
    assert (fault.key, fault.line) == ('fields."financial_strength.rating"', 2)


def test_the_line_of_a_value_is_found_and_one_written_otherwise_is_not() -> None:
    source = Source("bureau.toml", 'a = 1\nsecret = "s3cr3t"\n')
    assert (source.line_with("s3cr3t"), source.line_with("s3cr3t!")) == (2, 0)
