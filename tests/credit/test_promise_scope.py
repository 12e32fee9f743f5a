"""What a promise fits, what stands beside it, and whose place it takes."""

import pytest

from credit.policy import DEFAULT_POLICY
from credit.promise_scope import last_day, misfit, promised_parts, remark, replaced_by, standing_beside
from credit.promises import PromiseState
from tests.credit.little_book import assessed, day, money

OWED = """
    invoice  C1  I1  -60  1000USD
    invoice  C1  I2  -50   500USD
    invoice  C1  I3  -40   800EUR
    invoice  C1  I4  -30   100USD
    receipt  C1  R1  -20   100USD  for=I4
"""


def wrong(amount: str, *invoices: str, text: str = OWED) -> dict[str, object] | None:
    found = misfit(money(amount), invoices, assessed(text).ledger)
    return found.facts if found is not None else None


@pytest.mark.parametrize(
    ("amount", "invoices"),
    [
        ("1000USD", ("I1",)),
        ("0.01USD", ("I1",)),
        ("1500USD", ("I1", "I2")),
        ("1500USD", ()),  # all that is open in dollars
        ("800EUR", ()),
        ("500USD", ("I2", "I4")),  # I4 is paid: nothing of it is open
    ],
)
def test_promises_that_fit(amount: str, invoices: tuple[str, ...]) -> None:
    assert wrong(amount, *invoices) is None


def test_a_promise_for_nothing_that_is_owed() -> None:
    assert wrong("100USD", "I4") == {"reason": "promise_nothing_owed", "amount": money("100USD")}
    assert wrong("5USD", text="invoice C1 I1 -9 5USD \n receipt C1 R1 -1 5USD for=I1") == {
        "reason": "promise_nothing_owed", "amount": money("5USD"),
    }  # fmt: skip


def test_a_promise_in_another_currency_than_its_invoices() -> None:
    told = {"reason": "promise_currency", "amount": money("10USD"), "invoice": "I3", "open": money("800EUR")}
    assert wrong("10USD", "I3") == told
    assert wrong("10USD", "I1", "I3") == told  # one of those that are named cannot be paid by it
    told = {"reason": "promise_currency", "amount": money("10JPY"), "invoice": "I1", "open": money("1000USD")}
    assert wrong("10JPY") == told  # nothing at all is owed in it: the oldest is named


def test_a_promise_of_more_than_is_owed() -> None:
    assert wrong("1000.01USD", "I1") == {"reason": "promise_above", "amount": money("1000.01USD"), "open": money("1000USD")}
    assert wrong("1500.01USD") == {"reason": "promise_above", "amount": money("1500.01USD"), "open": money("1500USD")}
    assert wrong("800.01EUR") == {"reason": "promise_above", "amount": money("800.01EUR"), "open": money("800EUR")}


def test_what_is_promised_beside_it_counts() -> None:
    found = assessed(OWED + "promise C1 P1 -1 600USD by=+5 for=I1 \n promise C1 P2 -1 600EUR by=+5 for=I1")
    beside = [entry.promise for entry in found.promises]
    assert misfit(money("400USD"), ("I1",), found.ledger, beside) is None
    over = misfit(money("400.01USD"), ("I1",), found.ledger, beside)
    assert over is not None
    assert over.facts == {
        "reason": "promise_above_with_others", "amount": money("400.01USD"), "open": money("1000USD"), "rest": money("600USD"),
    }  # fmt: skip


def remarks(text: str) -> list[str]:
    found = assessed(OWED + text)
    told = [remark(entry, found.ledger) for entry in found.promises]
    return [str(wrong.facts["reason"]) for wrong in told if wrong is not None]


@pytest.mark.parametrize(
    ("promise", "expected"),
    [
        ("promise C1 P1 -1 1000USD by=+5 for=I1", []),
        ("promise C1 P1 -1 1000.01USD by=+5 for=I1", ["promise_above"]),
        ("promise C1 P1 -1 1000EUR by=+5 for=I1", ["promise_currency"]),
        ("promise C1 P1 -1 100USD by=+5 for=I4", ["promise_nothing_owed"]),
        ("promise C1 P1 -9 1000EUR by=-8 for=I1", []),  # broken: there is nothing left to correct
        ("promise C1 P1 -5 1000USD by=+5 for=I1 \n receipt C1 R2 -4 700USD for=I1", []),  # 300 left of 300 that is open
    ],
)
def test_a_promise_that_came_by_file_carries_the_remark(promise: str, expected: list[str]) -> None:
    assert remarks(promise) == expected


def places(text: str, *invoices: str) -> tuple[list[str], list[str]]:
    """Promises a new one for `invoices` replaces, and those it leaves standing."""
    found = assessed(OWED + text)
    assert all(entry.state is PromiseState.RUNNING for entry in found.running)
    replaced = replaced_by(found.account, found.running, invoices)
    return [p.id for p in replaced], [p.id for p in standing_beside(found.account, found.running, invoices)]


TWO = "promise C1 P1 -3 600USD by=+5 for=I1 \n promise C1 P2 -2 100USD by=+5"


def test_one_unconfirmed_promise_an_invoice() -> None:
    assert places(TWO, "I1") == (["P1"], [])
    assert places(TWO, "I1", "I2") == (["P1"], [])
    assert places(TWO, "I2") == ([], [])


def test_those_for_no_invoice_stand_side_by_side() -> None:
    assert places(TWO) == ([], ["P2"])


@pytest.mark.parametrize(("agreed", "expected"), [("-4", ([], ["P1"])), ("-3", ([], ["P1"])), ("-2", (["P1"], []))])
def test_instalments_of_a_plan_stand_side_by_side(agreed: str, expected: tuple[list[str], list[str]]) -> None:
    assert places(TWO + f"\n call C1 K1 {agreed} plan_agreed", "I1") == expected
    assert places(TWO + f"\n call C1 K1 {agreed} plan_requested", "I1") == (["P1"], [])


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        # 50 of the 150 came since: the 100 that are still promised are covered, of 150 open
        ("invoice C1 I1 -9 200USD \n promise C1 P1 -3 150USD by=+5 for=I1 \n receipt C1 R1 -1 50USD for=I1", {"I1": 10_000}),
        # two words for one item cover no more than it
        ("invoice C1 I1 -9 150USD \n promise C1 P1 -3 100USD by=+5 \n promise C1 P2 -3 100USD by=+6", {"I1": 15_000}),
        # ... and what the second has left is the next item's
        (
            "invoice C1 I1 -9 150USD \n invoice C1 I2 -8 90USD \n promise C1 P1 -3 100USD by=+5 \n promise C1 P2 -3 100USD by=+6",
            {"I1": 15_000, "I2": 5_000},
        ),
        ("invoice C1 I1 -9 80EUR \n invoice C1 I2 -8 90USD \n promise C1 P1 -3 90USD by=+5", {"I2": 9_000}),  # of its currency
        ("invoice C1 I1 -9 1USD \n promise C1 P1 -3 0.01USD by=+5", {"I1": 1}),
        ("invoice C1 I1 -9 0.01USD \n promise C1 P1 -3 1USD by=+5", {"I1": 1}),
        # what is contested is not promised: nothing of I1, and of I2 all but 40
        ("invoice C1 I1 -9 80USD \n promise C1 P1 -3 80USD by=+5 \n dispute C1 D1 -2 price for=I1", {}),
        (
            "invoice C1 I2 -9 90USD \n promise C1 P1 -3 90USD by=+5 \n dispute C1 D1 -2 price for=I2 amount=40USD",
            {"I2": 5_000},
        ),
    ],
)
def test_what_promises_cover_of_each_item(text: str, covered: dict[str, int]) -> None:
    found = assessed(text)
    assert promised_parts(found.running, found.ledger.open, found.contested) == covered
    assert found.promised == covered


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("", "+90"),
        ("call C1 K1 -1 spoke", "+90"),  # they spoke, and agreed on no plan
        ("call C1 K1 0 plan_agreed", "+365"),
        ("call C1 K1 +1 plan_agreed learnt=0", "+90"),  # agreed after the word was given
    ],
)
def test_a_word_is_for_ninety_days_and_an_instalment_of_a_plan_for_a_year(said: str, last: str) -> None:
    account = assessed("invoice C1 I1 -9 500USD \n" + said).account
    assert last_day(account, day("0"), DEFAULT_POLICY.promising) == day(last)
