"""What is said of providers: every ending with its advice, everything that can be seen, every fault of their settings."""

from datetime import UTC, datetime

import pytest

from integrations.address import RequestRefused, RequestTrouble
from integrations.auth import AuthRefused, AuthTrouble
from integrations.endings import ENDING_OF, Ending, ProviderFailure, Reason
from integrations.provider import ResultReason, Warned
from integrations.providers.strict_table import FileTrouble, ProviderFileRefused
from integrations.secrets import SecretRefused, SecretTrouble
from tests.wording.speaking import speaking
from wording import provider_trouble, terms
from wording.faults import fault
from wording.provider_trouble import failure, seen, warned

UNSENT = [f"request_{trouble}" for trouble in RequestTrouble]


@pytest.mark.parametrize("reason", [*Reason, *ResultReason, *SecretTrouble, *AuthTrouble, *UNSENT])
def test_whatever_was_seen_is_said_in_both_languages(reason: str) -> None:
    english = seen(reason)
    with speaking("zh"):
        chinese = seen(reason)
    assert reason in provider_trouble.SEEN
    assert english != chinese


@pytest.mark.parametrize("code", Warned)
def test_every_warning_is_said_in_both_languages(code: Warned) -> None:
    english = warned(code)
    with speaking("zh"):
        chinese = warned(code)
    assert english.endswith(".")
    assert chinese.endswith("。")


@pytest.mark.parametrize("reason", Reason)
def test_every_failure_names_who_failed_how_why_and_what_to_do(reason: Reason) -> None:
    ending = ENDING_OF[reason]
    error = ProviderFailure(provider="reports", endpoint="report", ending=ending, reason=reason)
    for lang, stop in (("en", "."), ("zh", "。")):
        with speaking(lang):
            told = fault(error)
            assert told.startswith("reports")
            assert terms.ending(ending) in told
            assert seen(reason) in told
            assert told.count(stop) >= 2, "no advice"


@pytest.mark.parametrize("ending", [ending for ending in Ending if ending is not Ending.OK])
def test_every_ending_but_a_good_one_has_an_advice(ending: Ending) -> None:
    assert failure({"provider": "reports", "ending": ending}).count(".") == 2


def test_a_refused_key_is_named_by_its_reference() -> None:
    error = ProviderFailure(
        provider="reports", endpoint="report", ending=Ending.AUTH_FAILED, reason=Reason.UNAUTHORISED, status=401, secret="env:KEY"
    )
    told = "reports: key refused (it refused the key, HTTP 401, env:KEY). Renew the key where it is kept, then refresh again."
    assert fault(error) == told


def test_a_provider_that_wants_to_be_left_alone_says_until_when() -> None:
    until = datetime(2026, 3, 31, 14, 5, tzinfo=UTC)
    told = failure({"provider": "reports", "ending": "rate_limited", "reason": "too_many_requests", "until": until})
    assert "Not before 2026-03-31 14:05 UTC." in told


def test_a_secret_in_clear_is_refused_and_not_repeated() -> None:
    told = fault(SecretRefused(SecretTrouble.LITERAL))
    assert told.startswith("A key stands in the settings in clear.")


SETTINGS = [
    *(SecretRefused(trouble, reference="env:KEY", mode="0644") for trouble in SecretTrouble),
    *(AuthRefused(trouble, secret="env:KEY") for trouble in AuthTrouble),
    *(RequestRefused(trouble, "id") for trouble in RequestTrouble),
    *(ProviderFileRefused(trouble, file="gazette.toml", line=7, key="request[1].path") for trouble in FileTrouble),
]


@pytest.mark.parametrize("error", SETTINGS, ids=lambda error: "-".join((error.code, *map(str, error.facts.values()))))
def test_every_trouble_with_settings_has_its_own_sentence_in_both_languages(
    error: SecretRefused | AuthRefused | RequestRefused | ProviderFileRefused,
) -> None:
    english = fault(error)
    with speaking("zh"):
        chinese = fault(error)
    assert english != chinese
    assert [fault(other) for other in SETTINGS].count(english) == 1
    assert not any("{" in said and "{id}" not in said for said in (english, chinese))


def test_a_broken_provider_file_names_file_line_key_and_the_nearest_one() -> None:
    error = ProviderFileRefused(FileTrouble.UNKNOWN_KEY, file="gazette.toml", line=7, key="request[1].pth", near="path")
    assert fault(error) == "gazette.toml, line 7: request[1].pth is not known here. Remove or correct it. Did you mean path?"
