"""Who may be purged: a buyer with whom nothing is open, whatever day is looked at."""

import pytest

from credit.actions import Hand, purge
from credit.problem import RefusedChange, UnknownBuyer
from tests.credit.little_book import TODAY, drops, little_book

HAND = Hand("Mei", TODAY, "mark-1")
PAID = """
    buyer    C1
    invoice  C1  I1  -45  1000USD
    receipt  C1  R1  -10  1000USD   for=I1
    dispute  C1  D1  -40  quality   for=I1  closed_on=-20
"""


def test_every_version_of_every_fact_of_the_buyer_goes_and_of_no_other() -> None:
    book = little_book(PAID + "buyer C1 name=Corrected learnt=-5 \n buyer C2 \n invoice C2 J1 -9 5USD")
    change = purge(book, HAND, "C1")
    assert (change.what, change.who, change.put) == ("purge", "Mei", ())
    assert sorted(change.drop) == sorted(drops(book.accounts["C1"].versions))
    assert len(change.drop) == 5
    assert set(book.after(change).accounts) == {"C2"}


@pytest.mark.parametrize(
    ("more", "reason", "named"),
    [
        ("invoice C1 I2 +20 900USD", "purge_open", ("invoices", ("I2",))),
        ("sale C1 I2 -5 1000USD terms=100%TT@order order=O1 @order=-5", "purge_open", ("invoices", ("I2",))),
        ("receipt C1 R2 -3 50USD", "purge_in_hand", ("id", "C1")),
        ("order C1 O9 -3 50USD", "purge_ordered", ("orders", ("O9",))),
        ("dispute C1 D2 -3 quality for=I1", "purge_contested", ("id", "C1")),
        ("invoice C1 I3 +90 900USD issued=+2", "purge_ahead", ("id", "C1")),
        ("call C1 K1 -1 no_answer learnt=+1", "purge_ahead", ("id", "C1")),
    ],
)
def test_nobody_is_forgotten_while_something_is_open(more: str, reason: str, named: tuple[str, object]) -> None:
    with pytest.raises(RefusedChange) as raised:
        purge(little_book(PAID + more), HAND, "C1")
    assert raised.value.facts["reason"] == reason
    assert raised.value.facts[named[0]] == named[1]


def test_nobody_is_nobody() -> None:
    with pytest.raises(UnknownBuyer):
        purge(little_book(PAID), HAND, "C7")
