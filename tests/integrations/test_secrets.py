import pickle
import sys
import traceback
import types
from pathlib import Path

import pytest

from integrations.secrets import Secret, SecretRefused, SecretTrouble, is_reference, resolve

CANARY = "CANARY-7f3a"


def trouble(reference: str) -> SecretTrouble:
    with pytest.raises(SecretRefused) as caught:
        resolve(reference)
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.facts)
    assert CANARY not in told
    return caught.value.reason


def private_file(folder: Path, text: str = CANARY, mode: int = 0o600) -> Path:
    path = folder / "key"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


class Keyring(types.ModuleType):
    """Stands for the optional package: one key, or a keyring nobody can open."""

    def __init__(self, fault: type[Exception] | None = None) -> None:
        super().__init__("keyring")
        self._fault = fault

    def get_password(self, service: str, user: str) -> str | None:
        if self._fault is not None:
            raise self._fault(CANARY)
        return CANARY if (service, user) == ("dunnage", "creditsafe/live") else None


class KeyringError(Exception):
    pass


def install(monkeypatch: pytest.MonkeyPatch, keyring: Keyring) -> None:
    errors = types.ModuleType("keyring.errors")
    errors.__dict__["KeyringError"] = KeyringError
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)


def test_a_secret_shows_itself_only_when_asked() -> None:
    secret = Secret(CANARY, "env:KEY")
    shown = [str(secret), repr(secret), f"{secret}", f"{secret!r:>20}", repr([secret]), "%s" % secret]  # noqa: UP031
    assert not [text for text in shown if CANARY in text]
    assert str(secret) == "***"
    assert secret.reveal() == CANARY
    assert secret.reference == "env:KEY"
    assert not hasattr(secret, "__dict__")


def test_a_secret_is_written_nowhere() -> None:
    with pytest.raises(TypeError) as caught:
        pickle.dumps(Secret(CANARY))
    assert CANARY not in str(caught.value)


def test_a_secret_may_lie_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUNNAGE_TEST_KEY", CANARY)
    assert resolve("env:DUNNAGE_TEST_KEY").reveal() == CANARY


@pytest.mark.parametrize("value", [None, ""])
def test_an_unset_or_empty_variable_is_missing(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("DUNNAGE_TEST_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("DUNNAGE_TEST_KEY", value)
    assert trouble("env:DUNNAGE_TEST_KEY") is SecretTrouble.MISSING


@pytest.mark.parametrize("text", [CANARY, f"{CANARY}\n", f"{CANARY}\r\n"])
@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_secret_may_lie_in_a_private_file(tmp_path: Path, text: str, mode: int) -> None:
    assert resolve(f"file:{private_file(tmp_path, text, mode)}").reveal() == CANARY


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o700])
def test_rule_1_a_file_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    reference = f"file:{private_file(tmp_path, mode=mode)}"
    with pytest.raises(SecretRefused) as caught:
        resolve(reference)
    assert caught.value.facts == {"reason": SecretTrouble.EXPOSED, "reference": reference, "mode": f"{mode:04o}"}


def test_a_file_that_is_none_or_holds_none_is_refused(tmp_path: Path) -> None:
    assert trouble(f"file:{tmp_path / 'absent'}") is SecretTrouble.MISSING
    assert trouble(f"file:{tmp_path}") is SecretTrouble.UNREADABLE
    assert trouble(f"file:{private_file(tmp_path, '')}") is SecretTrouble.MISSING
    private_file(tmp_path).write_bytes(CANARY.encode() + b"\xff")
    assert trouble(f"file:{tmp_path / 'key'}") is SecretTrouble.UNREADABLE


def test_a_secret_may_lie_in_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Keyring())
    assert resolve("keyring:dunnage/creditsafe/live").reveal() == CANARY
    assert trouble("keyring:dunnage/coface") is SecretTrouble.MISSING


def test_a_keyring_that_is_absent_or_locked_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked; no session bus to reach it over, as under cron; a backend that is not installed: each raises its own kind."""
    for fault in (KeyringError, RuntimeError, ModuleNotFoundError, ValueError):
        install(monkeypatch, Keyring(fault))
        assert trouble("keyring:dunnage/coface") is SecretTrouble.KEYRING_SILENT
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert trouble("keyring:dunnage/coface") is SecretTrouble.KEYRING_ABSENT


@pytest.mark.parametrize(
    "written",
    [CANARY, "", f"env:{CANARY}", "env:3f9ac1", f"env:KEY {CANARY}", f"file:{CANARY}", f"keyring:{CANARY}", f"vault:{CANARY}"],
)
def test_rule_1_a_key_written_out_is_refused_without_being_repeated(written: str) -> None:
    assert trouble(written) is SecretTrouble.LITERAL


@pytest.mark.parametrize("text", ["env:REPORTS_KEY", "file:/run/key", "file:~/key", "keyring:bureau/clerk"])
def test_where_a_secret_lies_is_a_reference(text: str) -> None:
    assert is_reference(text)


@pytest.mark.parametrize("text", ["", "s3cr3t", "env:s3cr3t", "file:key", "keyring:bureau", " env:KEY", "env:KEY "])
def test_anything_else_may_be_the_secret_itself(text: str) -> None:
    assert not is_reference(text)
