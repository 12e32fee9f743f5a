"""What a payer means by the numbers it wrote."""

import pytest

from credit.cash.references import meant_by

OPEN = ["INV-001042", "INV-001043", "A77", "B77", "2024-1000"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("INV-001042",), ("INV-001042",)),
        (("1042", "inv 1043"), ("INV-001042", "INV-001043")),
        (("1043", "1043"), ("INV-001043",)),
        (("77",), ()),  # two digits could be anything
        (("20241000",), ("2024-1000",)),
        (("9999",), ()),
        ((), ()),
    ],
)
def test_the_digits_decide(written: tuple[str, ...], meant: tuple[str, ...]) -> None:
    assert meant_by(written, OPEN) == meant


def test_what_could_be_two_is_left_out() -> None:
    assert meant_by(("1042",), ["A-1042", "B-1042"]) == ()
    assert meant_by(("A-1042",), ["A-1042", "B-1042"]) == ("A-1042",)
