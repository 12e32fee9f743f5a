import base64

import pytest

from integrations.auth import NO_AUTH, AuthRefused, AuthTrouble, auth_of
from integrations.secrets import NO_SECRET, Secret

CANARY = "CANARY-7f3a"
KINDS = "none, basic, basic_user, bearer, header, apikey, token_post, client_credentials, signed"


def basic(pair: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


@pytest.mark.parametrize(
    ("kind", "secret", "name", "headers"),
    [
        ("none", "", "", {}),
        ("basic", "clerk:pass:word", "", basic("clerk:pass:word")),
        ("basic", f"{CANARY}:", "", basic(f"{CANARY}:")),
        ("basic", "päss", "clerk", basic("clerk:päss")),
        ("bearer", CANARY, "", {"Authorization": f"Bearer {CANARY}"}),
        ("header", CANARY, "X-API-Key", {"X-API-Key": CANARY}),
        ("basic_user", CANARY, "", basic(f"{CANARY}:")),
        ("apikey", CANARY, "", {"Authorization": f"ApiKey {CANARY}"}),
    ],
)
def test_a_key_becomes_a_header(kind: str, secret: str, name: str, headers: dict[str, str]) -> None:
    assert auth_of(kind, Secret(secret), name).headers() == headers


def test_an_open_provider_is_shown_nothing() -> None:
    assert NO_AUTH.headers() == {}


def test_the_example_of_the_standard() -> None:
    """RFC 7617, section 2."""
    auth = auth_of("basic", Secret("open sesame"), "Aladdin")
    assert auth.headers() == {"Authorization": "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}


@pytest.mark.parametrize(
    ("kind", "secret", "name", "reason"),
    [
        ("token_post", CANARY, "", AuthTrouble.NO_COLON),
        ("client_credentials", CANARY, "", AuthTrouble.NO_COLON),
        ("client_credentials", CANARY, "a:b", AuthTrouble.BAD_NAME),
        ("signed", CANARY, "", AuthTrouble.NO_COLON),
        ("signed", f"key:{CANARY}\r\n", "", AuthTrouble.UNPRINTABLE),
        ("signed", "", "", AuthTrouble.KEYLESS),
        ("basic_user", f"{CANARY}:x", "", AuthTrouble.UNPRINTABLE),
        ("apikey", f"{CANARY}\n", "", AuthTrouble.UNPRINTABLE),
        (CANARY, "", "", AuthTrouble.UNKNOWN_KIND),
        ("bearer", "", "", AuthTrouble.KEYLESS),
        ("basic", CANARY, "", AuthTrouble.NO_COLON),
        ("basic", CANARY, "a:b", AuthTrouble.BAD_NAME),
        ("header", CANARY, "", AuthTrouble.BAD_NAME),
        ("header", CANARY, "X-Key: 1\r\nX-Other", AuthTrouble.BAD_NAME),
        ("header", f"{CANARY}\r\nX-Other: 1", "X-Key", AuthTrouble.UNPRINTABLE),
        ("bearer", f"{CANARY} ", "", AuthTrouble.UNPRINTABLE),
    ],
)
def test_what_cannot_work_is_refused_by_a_word(kind: str, secret: str, name: str, reason: AuthTrouble) -> None:
    with pytest.raises(AuthRefused) as caught:
        auth_of(kind, Secret(secret, "env:KEY") if secret else NO_SECRET, name)
    assert caught.value.reason is reason
    assert caught.value.facts["kinds"] == KINDS
    assert CANARY not in repr(caught.value.facts)
