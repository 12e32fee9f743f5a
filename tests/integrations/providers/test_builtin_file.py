"""The file of a built-in provider: only what is the user's own to say, and nothing of it in clear."""

from datetime import timedelta
from pathlib import Path

import pytest

from integrations.providers.builtin_file import facts_of, settings_of
from integrations.providers.kinds import BUILT_IN
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused, Source
from integrations.registry import make, read_providers
from tests.integrations.providers.builtins import file_of


@pytest.mark.parametrize("kind", BUILT_IN)
def test_rule_13_every_kind_says_its_address_its_licence_and_how_long_it_may_be_kept(kind: str) -> None:
    facts = facts_of(kind)
    assert facts["base_url"].startswith("https://")
    assert facts["licence"]
    assert 0 < facts["keep_days"] <= 3650


@pytest.mark.parametrize(
    ("kind", "lines", "problem", "key"),
    [
        ("vies", ("base_uri = 1",), FileTrouble.UNKNOWN_KEY, "base_uri"),
        ("vies", ('base_url = "http://vies.example"',), FileTrouble.BAD_ADDRESS, "base_url"),
        ("vies", ('auth = { secret = "env:X" }',), FileTrouble.UNKNOWN_KEY, "auth"),
        ("hmrc", (), FileTrouble.MISSING_KEY, "auth"),
        ("hmrc", ('auth = { secret = "id:CANARY-7f3a" }',), FileTrouble.LITERAL_SECRET, "auth.secret"),
        ("hmrc", ('auth = { kind = "basic", secret = "env:X" }',), FileTrouble.UNKNOWN_KEY, "auth.kind"),
        ("opensanctions", (), FileTrouble.MISSING_KEY, "auth"),
        ("opensanctions", ('base_url = "http://localhost:8000"', 'dataset = "../x"'), FileTrouble.BAD_VALUE, "dataset"),
        ("sec", ('contact = "nobody"',), FileTrouble.BAD_VALUE, "contact"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(
    kind: str, lines: tuple[str, ...], problem: FileTrouble, key: str, tmp_path: Path
) -> None:
    with pytest.raises(ProviderFileRefused) as caught:
        make("bureau", file_of(tmp_path, kind, *lines))
    assert (caught.value.problem, caught.value.facts["key"]) == (problem, key)
    assert "CANARY" not in f"{caught.value.facts}"


@pytest.mark.parametrize(
    ("kind", "lines", "days"),
    [
        ("dnb", ('cost = { amount = "8", currency = "EUR" }',), 1),
        ("creditsafe", ('cost = { amount = "8", currency = "EUR" }',), 1),
        ("creditsafe", ('cost = { amount = "8", currency = "EUR" }', "keep = { fresh_days = 0 }"), 0),
        ("creditsafe", ('cost = { amount = "8", currency = "EUR" }', "keep = { fresh_days = 9 }"), 9),
        ("gazette", (), 0),
        ("world_bank", (), 30),
    ],
)
def test_what_is_paid_for_is_current_for_a_day_where_nobody_says_otherwise(kind: str, lines: tuple[str, ...], days: int) -> None:
    base, auth = 'base_url = "http://localhost:8000"', ('auth = { secret = "env:X" }',) if "cost" in "".join(lines) else ()
    text = "\n".join((f'kind = "{kind}"', base, *auth, *lines))
    assert settings_of("x", Source("x.toml", text)).agreed.fresh == timedelta(days=days)


def test_a_folder_of_several_kinds_and_a_broken_file(tmp_path: Path) -> None:
    file_of(tmp_path, "vies", name="vies")
    file_of(tmp_path, "world_bank", name="governance")
    file_of(tmp_path, "hmrc", name="hmrc")
    found = read_providers(tmp_path)
    assert [(each.info.name, each.info.kind, each.info.billable) for each in found.providers] == [
        ("governance", "world_bank", False), ("vies", "vies", False)
    ]  # fmt: skip
    assert [problem.code for problem in found.problems] == ["provider_file_missing_key"]
