"""A country without a class says why in one set of words, and every room that reads them knows every word."""

import pytest

from credit.country import WELL_OFF, Countries, CountryRisk, CountryStatus
from credit.orders.payment_method import Advising, CountryBand, band_of
from credit.rating.default_bands import WORDED
from tests.credit.little_book import LONG_AGO, TODAY
from tests.wording.speaking import speaking
from wording.report_terms import value

UNCLASSED = [status for status in CountryStatus if status is not CountryStatus.CLASSIFIED]


@pytest.mark.parametrize("status", UNCLASSED)
def test_who_is_well_off_is_low_and_counts_in_the_dimension_and_who_is_not_known_does_neither(status: CountryStatus) -> None:
    """Croatia, Andorra and Germany have no class for the same reason; Barbados has none because nobody looked."""
    risk = CountryRisk(LONG_AGO, None, status)
    known = status is not CountryStatus.NOT_REVIEWED
    assert risk.well_off is known
    assert band_of("XX", Countries({"XX": (risk,)}), TODAY, Advising()) is (CountryBand.LOW if known else CountryBand.UNKNOWN)
    assert (status in WORDED["external_environment.oecd_crc"].points) is known


@pytest.mark.parametrize("status", UNCLASSED)
def test_every_status_is_said_in_both_languages(status: CountryStatus) -> None:
    with speaking("en"):
        english = value(status)
    with speaking("zh"):
        assert value(status) not in (english, status.value)
    assert english != status.value


def test_a_class_is_what_counts_where_there_is_one() -> None:
    assert not CountryRisk(LONG_AGO, 0, CountryStatus.HIGH_INCOME_OECD).well_off
    assert tuple(status for status in UNCLASSED if status is not CountryStatus.NOT_REVIEWED) == WELL_OFF
