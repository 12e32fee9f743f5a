"""What a provider's body says against its own answer: the hook by which an adapter tells one refusal from another."""

import json

import pytest

from integrations.bounded import Json
from integrations.endings import Ending, Reason
from tests.integrations.asking import bureau, cut_short, failed, failure
from tests.integrations.loopback import reply


def refusal(body: Json, status: int) -> Reason | None:
    """Read the refusals of four providers by the words they use."""
    if not isinstance(body, dict):
        return None
    error = body.get("error")
    if isinstance(error, dict) and error.get("errorCode") == "00004":
        return Reason.FORBIDDEN
    if body.get("code") == "error-subscription":
        return Reason.NO_CREDIT
    if status == 429 and "quota" in str(body.get("detail")):
        return Reason.QUOTA_USED
    if body.get("actionSucceed") is False:
        return Reason.ERROR_INSIDE
    return None


def body(value: object) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("play", "ending", "reason"),
    [
        (reply(body({"error": {"errorCode": "00004"}}), 401), Ending.NOT_ENTITLED, Reason.FORBIDDEN),
        (reply(body({"error": {"errorCode": "00001"}}), 401), Ending.AUTH_FAILED, Reason.UNAUTHORISED),
        (reply(body({"code": "error-subscription"}), 400), Ending.QUOTA, Reason.NO_CREDIT),
        (reply(body({"code": "wrong_product"}), 400), Ending.BAD_RESPONSE, Reason.UNEXPECTED_STATUS),
        (reply(b"<html>quota</html>", 400, "text/html"), Ending.BAD_RESPONSE, Reason.UNEXPECTED_STATUS),
        (reply(b'{"code": "error-subscription", "code": 1}', 400), Ending.BAD_RESPONSE, Reason.UNEXPECTED_STATUS),
    ],
)
def test_row_4_a_right_or_points_that_are_missing_are_told_by_the_body(play: bytes, ending: Ending, reason: Reason) -> None:
    assert failed(play, refusal=refusal) == (ending, reason, 1)


def test_row_4_a_key_that_is_good_for_other_things_is_not_put_aside() -> None:
    with bureau(reply(body({"error": {"errorCode": "00004"}}), 401), reply(), refusal=refusal) as (server, transport):
        assert failure(transport).reason is Reason.FORBIDDEN
        assert failure(transport, "/y", cancelled=lambda: True).reason is Reason.CANCELLED
    assert len(server.requests) == 1


def test_row_10_a_quota_of_a_month_is_not_asked_for_again() -> None:
    play = reply(body({"detail": "Monthly quota exceeded"}), 429)
    assert failed(play, refusal=refusal) == (Ending.QUOTA, Reason.QUOTA_USED, 1)


def test_row_17_a_success_with_an_error_inside_is_not_one() -> None:
    play = reply(body({"actionSucceed": False, "errorWrappers": [{"error": "MS_UNAVAILABLE"}]}))
    assert failed(play, refusal=refusal) == (Ending.UNAVAILABLE, Reason.ERROR_INSIDE, 1)


def test_row_13_an_order_the_provider_itself_refuses_is_not_charged() -> None:
    """Half an answer leaves the charge unknown all the same."""
    play = reply(body({"actionSucceed": False}))
    assert failed(play, refusal=refusal, billable=True) == (Ending.UNAVAILABLE, Reason.ERROR_INSIDE, 1)
    assert failed(cut_short, refusal=refusal, billable=True) == (Ending.UNKNOWN_CHARGE, Reason.TRUNCATED, 1)
