"""Which word of the insurer lets its clocks and its cover go along with time the house gives: one that reaches as far."""

import pytest

from credit.assess import assess_book
from credit.what_if import Outlook, Supposed, WhatIf, what_if
from tests.credit.little_book import TODAY, little_book, money

BOOK = """
    buyer    C1            limit=5000USD  insured=2000USD
    invoice  C1  I1   -20  2000USD
"""
COVERED = money("1800USD")
"""Nine tenths of 2,000."""


def extended(given: str) -> WhatIf:
    """Seventy-five days more: beyond the sixty the insurer allows by itself, and beyond every day that is late."""
    return what_if(assess_book(little_book(BOOK + given), TODAY), "C1", Supposed(extend_days=75))


def noticed(seen: Outlook) -> list[str]:
    return [clock.subject for clock in seen.clocks if clock.kind == "insurer_notice"]


@pytest.mark.parametrize(
    "given",
    [
        "lenient C1 L1  0 potential until=+90 cap=9000USD insurer_consent=AT-9",  # its first day
        "lenient C1 L1 -9 potential until=+55 cap=9000USD insurer_consent=AT-9",  # its last day is the new due date
        "lenient C1 L1  0 potential until=+55 cap=9000USD insurer_consent=AT-9",
    ],
)
def test_a_consent_that_reaches_the_new_due_date_takes_clocks_and_cover_along(given: str) -> None:
    found = extended(given)
    assert (noticed(found.before), noticed(found.after)) == (["I1"], [])
    assert (found.before.insured, found.after.insured) == (COVERED, COVERED)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "lenient C1 L1 -9 potential until=+90 cap=9000USD",  # time the house gave, of which the insurer said nothing
        "lenient C1 L1 -9 potential until=+54 cap=9000USD insurer_consent=AT-9",  # a day too short
        "lenient C1 L1 -9 potential until=0   cap=9000USD insurer_consent=AT-9",
        "lenient C1 L1 -9 potential until=-1  cap=9000USD insurer_consent=AT-9",  # it ran out yesterday
        "lenient C1 L1 -9 potential until=+90 cap=9000USD insurer_consent=AT-9 ended_on=0",  # the house ended it today
        "lenient C1 L1 +1 potential until=+90 cap=9000USD insurer_consent=AT-9 learnt=0",  # it runs from tomorrow
    ],
)
def test_without_one_the_clocks_run_from_the_first_dates_and_the_cover_is_lost(given: str) -> None:
    found = extended(given)
    assert (noticed(found.before), noticed(found.after)) == (["I1"], ["I1"])
    assert (found.before.insured, found.after.insured) == (COVERED, money("0USD"))
