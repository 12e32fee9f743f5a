"""The language of a letter: the one asked for, else that of the buyer's country."""

import pytest

from documents.letter_language import language_to
from tests.wording.speaking import speaking


@pytest.mark.parametrize(
    ("country", "asked", "spoken", "expected"),
    [
        ("GB", None, "zh", "en"),
        ("CN", None, "en", "zh"),
        ("HK", None, "en", "zh"),
        ("DE", "zh", "en", "zh"),
        ("", None, "zh", "zh"),
        ("", None, "en", "en"),
    ],
)
def test_it_is_the_one_asked_for_or_that_of_the_country(country: str, asked: str | None, spoken: str, expected: str) -> None:
    with speaking(spoken):
        assert language_to(country, asked) == expected
