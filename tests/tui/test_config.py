"""Where things are, and how the user set them."""

from decimal import Decimal
from os import getuid
from pathlib import Path
from pwd import getpwuid

import pytest

from credit.policy import DEFAULT_POLICY
from tui.config import Config, InvalidConfig, Places, load_config, load_policy, login


def test_places_stand_in_the_home_folder() -> None:
    places = Places.of({"HOME": "/home/mara"})
    assert places.book == Path("/home/mara/.local/share/dunnage/book.dunnage")
    assert places.config_file == Path("/home/mara/.config/dunnage/config.toml")
    assert places.policy_file == Path("/home/mara/.config/dunnage/policy.toml")
    assert places.providers == Path("/home/mara/.config/dunnage/providers")
    assert places.mappings == Path("/home/mara/.config/dunnage/mappings")
    assert places.state == Path("/home/mara/.local/state/dunnage")


def test_the_folders_of_the_environment_win_where_they_are_absolute() -> None:
    """A relative path is to be ignored (XDG Base Directory Specification 0.8, Basics)."""
    places = Places.of({"HOME": "/home/mara", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "settings", "XDG_STATE_HOME": ""})
    assert places.book == Path("/data/dunnage/book.dunnage")
    assert places.config == Path("/home/mara/.config/dunnage")
    assert places.state == Path("/home/mara/.local/state/dunnage")


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_config(tmp_path / "config.toml") == Config()
    assert load_policy(tmp_path / "policy.toml") is DEFAULT_POLICY


def test_settings_are_read(tmp_path: Path) -> None:
    path = _written(tmp_path, 'base_currency = "EUR"\nlanguage = "zh"\nwho = "Lin 林"\n[keys]\ncontact = "x"\n')
    assert load_config(path) == Config("EUR", "zh", who="Lin 林", keys={"contact": "x"})


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ('langage = "zh"', {"key": "langage", "near": "language", "problem": "unknown"}),
        ('qqqq = "zh"', {"key": "qqqq", "near": "", "problem": "unknown"}),
        ('country = "CHN"', {"key": "country", "near": "", "problem": "country"}),
        ('country = "1A"', {"key": "country", "near": "", "problem": "country"}),
        ("language = 1", {"key": "language", "near": "", "problem": "kind"}),
        ("[keys]\nundo = 3", {"key": "keys.undo", "near": "", "problem": "kind"}),
        ('[keys]\nundo = ""', {"key": "keys.undo", "near": "", "problem": "kind"}),
        ('theme = "dark"', {"key": "theme", "near": "", "problem": "theme", "known": "ansi, day, night"}),
        ('zzzz = "dark"', {"key": "zzzz", "near": "", "problem": "unknown"}),
        ('keys = "c"', {"key": "keys", "near": "", "problem": "kind"}),
        ('__doc__ = "c"', {"key": "__doc__", "near": "", "problem": "unknown"}),
    ],
)
def test_a_setting_that_means_nothing_is_named(tmp_path: Path, text: str, facts: dict[str, str]) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(InvalidConfig) as caught:
        load_config(path)
    assert caught.value.facts == {"path": path, **facts}


def test_a_file_that_is_no_toml_says_where(tmp_path: Path) -> None:
    path = _written(tmp_path, 'language = "en"\nbook =\n')
    with pytest.raises(InvalidConfig) as caught:
        load_config(path)
    assert "line 2" in str(caught.value.facts["problem"])


def test_a_folder_in_the_place_of_the_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfig) as caught:
        load_config(tmp_path)
    assert caught.value.facts["problem"]


@pytest.mark.parametrize("currency", ["DOLLARS", "usd", ""])
def test_a_base_currency_that_is_none_is_refused(tmp_path: Path, currency: str) -> None:
    path = _written(tmp_path, f'base_currency = "{currency}"')
    with pytest.raises(InvalidConfig) as caught:
        load_config(path)
    assert caught.value.facts == {"path": path, "key": "base_currency", "near": "", "problem": "currency"}


def test_a_policy_says_only_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[classing]\ngrace_days = 7\n", encoding="utf-8")
    policy = load_policy(path)
    assert policy.classing.grace_days == 7
    assert policy.alerting == DEFAULT_POLICY.alerting
    assert isinstance(policy.classing.customer_material, Decimal)


def test_a_policy_key_that_does_not_exist_is_named_with_its_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text("[classing]\ngrace_day = 7\n", encoding="utf-8")
    with pytest.raises(InvalidConfig) as caught:
        load_policy(path)
    assert caught.value.facts["path"] == path
    assert "grace_days" in str(caught.value.facts["near"])


def test_a_policy_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfig) as caught:
        load_policy(tmp_path / "none.toml", owed=True)
    assert caught.value.facts["problem"] == "missing"


def test_who_is_at_the_desk() -> None:
    assert login({"USER": "mara", "LOGNAME": "lin"}) == "mara"
    assert login({"LOGNAME": "lin"}) == "lin"
    assert login({}) == getpwuid(getuid()).pw_name


def test_an_account_without_a_name_is_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container a process may run under a number that no file names."""
    monkeypatch.setattr("os.getuid", lambda: 54321)
    assert login({}) == "54321"


def _written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path
