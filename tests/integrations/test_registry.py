"""A folder of provider files: each is a provider, a broken one is a problem, and the others go on."""

from pathlib import Path

from integrations.provider import ProviderInfo
from integrations.providers.kinds import BUILT_IN
from integrations.registry import Registry, read_providers
from tests.integrations.providers.generic_files import GAZETTE, REPORTS


def test_every_file_is_a_provider_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "Gazette.toml").write_text(GAZETTE, encoding="utf-8")
    (tmp_path / "bureau.toml").write_text(REPORTS, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a provider", encoding="utf-8")
    found = read_providers(tmp_path)
    assert [provider.info for provider in found.providers] == [
        ProviderInfo("bureau", "generic", "reports.example", base_url="https://reports.example"),
        ProviderInfo("Gazette", "generic", "notices.example", base_url="https://notices.example"),
    ]
    assert found.problems == ()
    assert found.named("gazette") is found.providers[1]
    assert found.named("creditsafe") is None


def test_broken_file_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(REPORTS.replace("base_url", "base_ulr"), encoding="utf-8")
    (tmp_path / "b.toml").write_text(REPORTS.replace('"generic"', '"pigeon"'), encoding="utf-8")
    (tmp_path / "c.toml").write_bytes(b"kind = \xff")
    (tmp_path / "d.toml").write_text(REPORTS, encoding="utf-8")
    found = read_providers(tmp_path)
    assert [provider.info.name for provider in found.providers] == ["d"]
    assert [(p.code, p.detail, Path(p.path).name, p.line) for p in found.problems] == [
        ("provider_file_unknown_key", "base_ulr (base_url?)", "a.toml", 3),
        ("provider_file_bad_value", f"kind ({', '.join(('generic', *BUILT_IN))}?)", "b.toml", 2),
        ("provider_file_unreadable", "", "c.toml", 0),
    ]


def test_folder_that_is_not_there_holds_no_provider(tmp_path: Path) -> None:
    assert read_providers(tmp_path / "providers") == Registry()
