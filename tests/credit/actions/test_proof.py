"""The day a contact arrived is written beside it, and moves limitation where the law lets it."""

from datetime import date

import pytest

from credit.actions import Hand, prove_arrival
from credit.aging import ledger
from credit.clocks.clocking import Clocking
from credit.clocks.limitation import limitation
from credit.clocks.watch import Watch
from credit.problem import RefusedChange
from tests.credit.little_book import TODAY, day, little_book

HAND = Hand("Mei", TODAY, "K9")
BOOK = little_book("buyer C1 law=CN country=FR \n invoice C1 I1 -40 1000USD \n email C1 K1 -9 \n email C1 K2 +1")


def test_the_contact_gets_its_day_of_arrival_and_its_proof() -> None:
    change = prove_arrival(BOOK, HAND, "C1", "K1", day("-7"), "read receipt")
    (fact,) = change.put
    assert (change.what, change.who, fact.id, fact.learnt_on) == ("prove_arrival", "Mei", "K1", TODAY)
    account = BOOK.after(change).account("C1").as_known_on(TODAY)
    (contact,) = account.contacts
    assert (contact.on, contact.arrived_on, contact.proof) == (day("-9"), day("-7"), "read receipt")
    (item,) = ledger(account, TODAY).open
    (period,) = limitation(Watch(account, TODAY, (item,), Clocking()), item)
    assert period.until == date(2028, 6, 5)  # four years after 5 June 2024, its arrival


@pytest.mark.parametrize("arrived", ["-9", "0"])
def test_it_may_arrive_from_the_day_it_was_sent_until_today(arrived: str) -> None:
    assert prove_arrival(BOOK, HAND, "C1", "K1", day(arrived)).put


@pytest.mark.parametrize("arrived", ["-10", "+1"])
def test_no_other_day_is_taken(arrived: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        prove_arrival(BOOK, HAND, "C1", "K1", day(arrived))
    assert raised.value.facts == {"reason": "arrival_day", "day": day(arrived), "sent": day("-9"), "on": TODAY}


@pytest.mark.parametrize("contact", ["K7", "K2"])
def test_a_contact_nobody_logged_by_then_is_refused(contact: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        prove_arrival(BOOK, HAND, "C1", contact, day("-7"))
    assert raised.value.facts == {"reason": "unknown_contact", "contact": contact, "id": "C1"}
