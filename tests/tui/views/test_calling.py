"""What the desk is told before it calls."""

from datetime import UTC, datetime

import pytest

from credit.assessment import Assessment
from credit.treatment import NextStep, next_step
from tests.credit.little_book import TODAY
from tests.tui.views.looks import look
from tui.views.calling import call_line, hours_record, outside_hours
from tui.views.queue import why
from tui.views.queue_record import queue_record
from tui.views.records import timed_step

LATE = "buyer C1 {} \n invoice C1 I1 -20 9000USD issued=-60 \n email C1 M1 -14 replied"


def entry(country: str = "") -> tuple[Assessment, NextStep]:
    """A buyer that is to be called; `TODAY` is Wednesday the 12th of June 2024, in China's summer of eight hours ahead."""
    shown = look(LATE.format(f"country={country}" if country else ""))
    buyer = shown.assessed.of("C1")
    return buyer, next_step(buyer, shown.book.policy)


@pytest.mark.parametrize(
    ("country", "line"),
    [
        (
            "DE",
            "Call 09:00 to 18:00 there (Europe/Berlin), 15:00 to 2024-06-13 00:00 here.",
        ),  # 6 hours behind
        ("US", "Call 12:00 to 18:00 there (America/New_York), 2024-06-13 00:00 to 06:00 here."),  # 12 behind
        ("CN", "Call 09:00 to 18:00 there (Asia/Shanghai)."),
        ("", "No country is written down: what time it is there is not known."),
    ],
)
def test_a_call_says_its_hours_there_and_here(country: str, line: str) -> None:
    buyer, step = entry(country)
    assert (step.channel, step.due_on) == ("call", TODAY)
    assert call_line(buyer, step) == line
    shown = look(LATE.format(f"country={country}" if country else ""))
    assert [text for _label, text, _tone in why(shown, "C1")].count(line) == 1


def test_a_country_whose_clock_says_nothing_is_named() -> None:
    buyer, _step = entry("RU")
    _buyer, step = entry("DE")
    assert call_line(buyer, step) == "What time it is in RU is not known: look before you call."


def test_what_is_no_call_has_no_hours() -> None:
    buyer, step = entry("DE")
    written = NextStep(step.action, "email", step.sender, step.tone, step.due_on)
    assert (call_line(buyer, written), hours_record(buyer, written)) == ("", None)
    assert "call_hours" not in timed_step(buyer, written)


def test_scripts_get_the_hours_with_the_buyers_offset_or_are_told_that_they_are_missing() -> None:
    record = queue_record(look(LATE.format("country=DE")))
    assert record["items"][0]["next_step"]["call_hours"] == {
        "from": "2024-06-12T09:00:00+02:00", "until": "2024-06-12T18:00:00+02:00", "zone": "Europe/Berlin",
    }  # fmt: skip
    assert "call_hours" not in record["missing"]
    unknown = queue_record(look(LATE.format("")))
    assert unknown["items"][0]["next_step"]["call_hours"] is None
    assert "call_hours" in unknown["missing"]


@pytest.mark.parametrize(
    ("country", "now", "said"),
    [
        ("DE", "2024-06-12 06:59", "It is 08:59 there (Europe/Berlin); it is called between 09:00 and 18:00."),
        ("DE", "2024-06-12 07:00", ""),
        ("DE", "2024-06-12 15:59", ""),
        ("DE", "2024-06-12 16:00", "It is 18:00 there (Europe/Berlin); it is called between 09:00 and 18:00."),
        ("NZ", "2024-06-12 20:30", "It is 08:30 there (Pacific/Auckland); it is called between 09:00 and 18:00."),  # the 13th
        ("NZ", "2024-06-12 21:00", ""),
        ("", "2024-06-12 03:00", ""),
    ],
)
def test_a_call_at_night_is_told(country: str, now: str, said: str) -> None:
    buyer, _step = entry(country)
    assert outside_hours(buyer, datetime.fromisoformat(now).replace(tzinfo=UTC)) == said
