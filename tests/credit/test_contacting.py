"""Contacts made, and the tries in a row that found nobody."""

from datetime import date

import pytest

from credit.contacting import Silence, contacts_made, silence
from credit.thresholds import Classing
from tests.credit.little_book import TODAY, assessed, day, little_book

STORY_A = """
    email  C001  K0  2020-05-20  replied
    call   C001  K1  2021-01-18  no_answer
    call   C001  K2  2021-02-08  no_answer
    email  C001  K3  2021-02-22  no_answer
    email  C001  K4  2021-03-15  no_answer
"""


def test_the_old_customer_is_unreachable_at_the_end_of_march() -> None:
    """Story A: on 2021-03-31 it is 72 days since the first of four unanswered tries on two channels."""
    found = assessed(STORY_A, on=date(2021, 3, 31)).silent
    assert found == Silence(4, 2, date(2021, 1, 18), 72)  # 13 days of January, 28 of February, 31 of March
    assert found.unreachable(Classing())


@pytest.mark.parametrize(
    ("tries", "channels", "days", "expected"),
    [(3, 2, 60, True), (2, 2, 60, False), (3, 1, 60, False), (3, 2, 59, False), (9, 5, 400, True)],
)
def test_unreachable_wants_tries_channels_and_time_together(tries: int, channels: int, days: int, expected: bool) -> None:
    assert Silence(tries, channels, TODAY, days).unreachable(Classing()) is expected


def silent(text: str) -> Silence | None:
    return silence(contacts_made(little_book(text).account("C1"), TODAY), TODAY)


TWO_TRIES = "call C1 K1 -30 no_answer \n message C1 K2 -20 voicemail \n"


@pytest.mark.parametrize("outcome", ["spoke", "replied", "refused", "payment_sent", "evidence"])
def test_an_answer_ends_the_silence(outcome: str) -> None:
    assert silent(TWO_TRIES + f"call C1 K3 -10 {outcome}") is None
    assert silent(f"call C1 K0 -40 {outcome} \n" + TWO_TRIES) == Silence(2, 2, day("-30"), 30)


@pytest.mark.parametrize("outcome", ["no_answer", "voicemail", "bounced"])
def test_a_try_that_found_nobody_lengthens_it(outcome: str) -> None:
    assert silent(TWO_TRIES + f"email C1 K3 -10 {outcome}") == Silence(3, 3, day("-30"), 30)


def test_a_mail_whose_outcome_nobody_knows_is_neither_try_nor_answer() -> None:
    """The buyer was not reached by it (TRADE.md 4.3: no reply to three tries)."""
    assert silent("call C1 K1 -30 no_answer \n email C1 K2 -25 \n call C1 K3 -20 no_answer") == Silence(2, 1, day("-30"), 30)


@pytest.mark.parametrize("line", ["note C1 K3 -10 spoke", "email C1 K3 -10 insurer_notified", "call C1 K3 +1 spoke learnt=-1"])
def test_notes_words_with_the_insurer_and_tomorrows_calls_are_no_contact(line: str) -> None:
    assert silent(TWO_TRIES + line) == Silence(2, 2, day("-30"), 30)


def test_without_contacts_there_is_no_silence() -> None:
    assert silent("buyer C1") is None


def test_contacts_are_told_oldest_first() -> None:
    account = little_book("call C1 K2 -3 spoke \n email C1 K1 -9").account("C1")
    assert [contact.id for contact in contacts_made(account, TODAY)] == ["K1", "K2"]
    assert contacts_made(account, day("-10")) == ()
