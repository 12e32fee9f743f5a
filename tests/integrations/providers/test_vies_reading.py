"""What VIES and HMRC say of a number: yes, no, or nothing at all."""

import json
from datetime import date
from typing import Any

import pytest

from integrations.endings import Reason, Setback
from integrations.provider import ResultReason
from integrations.providers.vies_reading import VatWord, parse_hmrc, parse_vies, vies_refusal
from integrations.vat_number import VatNumber
from tests.integrations.providers.generic_files import payload

NINES = VatNumber("DE", "999999999")
BRITISH = VatNumber("GB", "980780684")


def vies(**changed: Any) -> bytes:
    return json.dumps({**json.loads(payload("vies_valid")), **changed}).encode()


def test_a_registered_number_whose_state_tells_no_name() -> None:
    """Germany writes "---" for name and address: not published, and no name of anybody."""
    assert parse_vies(payload("vies_valid"), NINES) == VatWord(True, "", "", date(2026, 11, 22))


def test_name_and_address_where_the_state_tells_them() -> None:
    word = parse_vies(vies(name="ALDER  SRL", address="VIA ROMA 1\n20100 MILANO"), NINES)
    assert isinstance(word, VatWord)
    assert (word.name, word.address) == ("ALDER SRL", "VIA ROMA 1 20100 MILANO")


def test_a_number_that_is_not_registered() -> None:
    word = parse_vies(vies(valid=False), NINES)
    assert isinstance(word, VatWord)
    assert word.registered is False


@pytest.mark.parametrize("valid", [None, "true", 1, 0, [], "INVALID"])
def test_row_17_what_is_neither_yes_nor_no_is_never_no(valid: Any) -> None:
    assert parse_vies(vies(valid=valid), NINES) is ResultReason.NOTHING_KNOWN


@pytest.mark.parametrize(
    "changed", [{"vatNumber": "999999998"}, {"countryCode": "AT"}, {"vatNumber": None}, {"countryCode": True}]
)
def test_row_29_the_answer_is_about_another_number(changed: dict[str, Any]) -> None:
    assert parse_vies(vies(**changed), NINES) is ResultReason.WRONG_COMPANY


@pytest.mark.parametrize("said", ["0000-00-00", "22/11/2026", "", None, 20261122])
def test_row_25_a_day_that_is_none_takes_nothing_else_away(said: Any) -> None:
    assert parse_vies(vies(requestDate=said), NINES) == VatWord(True)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("MS_UNAVAILABLE", Reason.ERROR_INSIDE),
        ("TIMEOUT", Reason.ERROR_INSIDE),
        ("SERVICE_UNAVAILABLE", Reason.ERROR_INSIDE),
        ("A_WORD_OF_NEXT_YEAR", Reason.ERROR_INSIDE),
        ("MS_MAX_CONCURRENT_REQ", Reason.TOO_MANY_REQUESTS),
        ("GLOBAL_MAX_CONCURRENT_REQ", Reason.TOO_MANY_REQUESTS),
        ("INVALID_INPUT", Reason.NO_SUCH_RECORD),
        ("IP_BLOCKED", Reason.FORBIDDEN),
    ],
)
def test_row_17_an_error_inside_a_success(error: str, reason: Reason) -> None:
    assert vies_refusal({"actionSucceed": False, "errorWrappers": [{"error": error}]}, 200) is reason


@pytest.mark.parametrize("wrappers", [None, [], {}, "MS_UNAVAILABLE", ["MS_UNAVAILABLE"], [{"message": "x"}]])
def test_row_21_an_error_of_another_shape_is_still_no_answer(wrappers: Any) -> None:
    assert vies_refusal({"actionSucceed": False, "errorWrappers": wrappers}, 200) is Reason.ERROR_INSIDE


@pytest.mark.parametrize("body", [json.loads(payload("vies_valid")), [], None, {"actionSucceed": True}])
def test_an_answer_speaks_not_against_itself(body: Any) -> None:
    assert vies_refusal(body, 200) is None


TARGET = {"name": "ALDER LTD", "vatNumber": "980780684", "address": {"line1": "1 High Street", "postcode": "AB1 2CD"}}


def hmrc(body: dict[str, Any], status: int = 200) -> VatWord | ResultReason:
    return parse_hmrc(json.dumps(body).encode(), status, BRITISH)


def test_hmrc_knows_the_number() -> None:
    told = hmrc({"target": TARGET, "processingDate": "2026-11-22T09:00:00+00:00"})
    assert told == VatWord(True, "ALDER LTD", "1 High Street, AB1 2CD", date(2026, 11, 22))


def test_row_5_hmrc_says_not_found_and_that_is_an_answer() -> None:
    assert hmrc({"code": "NOT_FOUND", "message": "targetVrn does not match a registered company"}, 404) == VatWord(False)


@pytest.mark.parametrize("code", ["MATCHING_RESOURCE_NOT_FOUND", None, 404])
def test_row_6_any_other_404_says_nothing_of_the_number(code: Any) -> None:
    """The gateway in front answers 404 with a code of its own where the address is wrong."""
    assert hmrc({"code": code}, 404) is ResultReason.NOTHING_KNOWN


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"target": {**TARGET, "vatNumber": "111111111"}}, ResultReason.WRONG_COMPANY),
        ({"target": {"name": "ALDER LTD"}}, ResultReason.NOTHING_KNOWN),
        ({"target": []}, ResultReason.NOTHING_KNOWN),
        ({}, ResultReason.NOTHING_KNOWN),
    ],
)
def test_row_29_hmrc_speaks_of_somebody_else_or_of_nobody(body: dict[str, Any], reason: ResultReason) -> None:
    assert hmrc(body) is reason


def test_row_22_a_key_that_stands_twice_is_no_answer() -> None:
    with pytest.raises(Setback):
        parse_vies(b'{"countryCode":"DE","vatNumber":"999999999","valid":true,"valid":false}', NINES)
