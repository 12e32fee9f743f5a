"""Leniency on the buyer's page: what runs and at what price, what ended it, and what a tag is worth."""

import pytest

from tests.tui.views.looks import look
from tests.wording.speaking import speaking
from tui.views.lenience import leniency_hint, leniency_lines, leniency_record

OWES = "buyer C1 limit=9000USD {more} \n invoice C1 I1 -20 1000USD \n"


def lines(granted: str, more: str = "", lang: str = "en") -> list[tuple[str, str, str]]:
    shown = look(OWES.format(more=more) + granted)
    with speaking(lang):
        return list(leniency_lines(shown.assessed.of("C1"), shown))


GRANTED = "lenient C1 L1 -10 potential until=+300 cap=5000USD "
HINT = 'The import marks the buyer "great potential": a hint to look for evidence, no leniency is granted by it.'
RUNS = "great potential until 2025-04-08, cap 5,000.00 USD, review by 2024-08-31"


@pytest.mark.parametrize(
    ("granted", "more", "told"),
    [
        ("", "", []),
        ("", "tags=potential", [("Hint", HINT, "muted")]),
        (GRANTED, "tags=potential", [("Leniency", RUNS, "")]),
        (GRANTED, "insured=900USD", [("Leniency", RUNS + ", the insurer stops on 2024-07-23", "")]),
        (GRANTED + "insurer_consent=AT9", "insured=900USD", [("Leniency", RUNS + ", insurer's consent AT9", "")]),
        (GRANTED + "forfeits=810USD", "insured=900USD", [("Leniency", RUNS + ", cover forfeited 810.00 USD", "")]),
        (GRANTED + "ended_on=-2", "", [
            ("Leniency", "great potential: ended", "warning"), ("-", "Somebody ended it on 2024-06-10.", "warning"),
        ]),
    ],
)  # fmt: skip
def test_the_line_of_the_page(granted: str, more: str, told: list[tuple[str, str, str]]) -> None:
    assert lines(granted, more) == told


def test_it_speaks_chinese() -> None:
    assert lines(GRANTED + "forfeits=810USD", "insured=900USD", "zh") == [
        ("宽限", "潜力大，至 2025-04-08，上限 5,000.00 USD，2024-08-31 前复核，放弃保障 810.00 USD", "")
    ]


def test_scripts_read_null_where_none_was_granted() -> None:
    shown = look(OWES.format(more="tags=asset_rich"))
    entry = shown.assessed.of("C1")
    assert leniency_record(entry, shown) is None
    assert "asset-rich" in leniency_hint(entry)
