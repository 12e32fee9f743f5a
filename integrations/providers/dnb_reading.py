"""The data blocks of Dun & Bradstreet Direct+, as bytes: whose they are, which of them did not come, and what an error means.

An object that is not there arrives as an empty list, and a block that failed beside others that did not is an ordinary day.
"""

from collections.abc import Iterator
from dataclasses import replace

from credit.identity import Candidate
from credit.report import FailedSection
from integrations.bounded import Json, strict_json
from integrations.endings import Reason
from integrations.provider import ResultReason
from integrations.providers.bureau_reading import BureauReport, day_of, read_body
from integrations.providers.findings import clean
from integrations.providers.mapping import Place
from integrations.providers.notices import same_company

__all__ = ["BLOCKS", "candidates", "parse", "refusal"]

BLOCKS = ("companyinfo_L2_v1", "financialstrengthinsight_L2_v1", "paymentinsight_L3_v1")
"""The blocks of data that are asked for."""

_NOT_ENTITLED = "00004"


def refusal(body: Json, status: int) -> Reason | None:
    """A 401 may say that the contract has no such product, which no new token mends."""
    code = Place.of("error.errorCode").find(body)
    return Reason.FORBIDDEN if status == 401 and code == _NOT_ENTITLED else None


def parse(raw: bytes, duns: str) -> BureauReport | ResultReason:
    """The blocks in these bytes, or why they are none of this buyer."""
    body = strict_json(raw)
    said = Place.of("organization.duns").find(body)
    if not isinstance(said, str) or not said:
        return ResultReason.SUBJECT_MISSING
    if not same_company(said, duns):
        return ResultReason.WRONG_COMPANY
    reference = Place.of("transactionDetail.transactionID").find(body)
    failed = tuple(_failed(Place.of("blockStatus").find(body)))
    lacking = {part.section for part in failed}
    return replace(
        read_body("dnb", body, failed),
        as_of=day_of(Place.of("organization.dnbAssessment.failureScore.scoreDate").find(body), "dnb"),
        reference=_word(reference),
        product="data blocks",
        requested=BLOCKS,
        came=tuple(block for block in BLOCKS if block not in lacking),
        language=_word(Place.of("transactionDetail.inLanguage").find(body)),
    )


def candidates(raw: bytes, provider: str, asked: str = "") -> tuple[list[Candidate], int | None]:
    """The companies a match found, by a name and the number that was `asked`, if any.

    How sure the service is of each stands in its status, and nobody is chosen by it.
    """
    rows = Place.of("matchCandidates").find(strict_json(raw))
    listed = [row for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict)]
    found = [_candidate(row, provider, asked) for row in listed]
    return [each for each in found if each.number], None


def _failed(blocks: Json) -> Iterator[FailedSection]:
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, dict) and block.get("status") != "ok" and (name := _word(block.get("blockID"))):
            yield FailedSection(name, "unavailable_now")


def _candidate(row: dict[str, Json], provider: str, asked: str) -> Candidate:
    """A company; of its registrations, whose kinds are told in words nobody lists, only the number that was asked by counts."""
    listed = Place.of("organization.registrationNumbers[].registrationNumber").find(row)
    numbers = [each for each in (listed if isinstance(listed, list) else []) if isinstance(each, str)]
    sure = Place.of("matchQualityInformation.confidenceCode").find(row)
    country = _word(Place.of("organization.countryISOAlpha2Code").find(row))
    return Candidate(
        provider,
        "duns",
        _word(Place.of("organization.duns").find(row)),
        _word(Place.of("organization.primaryName").find(row)),
        country=country if len(country) == 2 else "",
        registrations=(("company_number", asked),) if asked and any(same_company(each, asked) for each in numbers) else (),
        status=f"confidence {sure}/10" if isinstance(sure, int) and not isinstance(sure, bool) else "",
        place=_word(Place.of("organization.primaryAddress.addressLocality.name").find(row)),
    )


def _word(value: Json) -> str:
    return clean(value, 120) if isinstance(value, str) else ""
