"""The papers of a dispute: what its reason asks for, what is written down, and what the book itself shows.

    buyer    C1
    invoice  C1  I1  -20  900USD  order=O1  shipped_on=-80
    invoice  C1  I2  -10  100USD  order=O9
    order    C1  O1  -90  900USD

I1 has its order and left with a transport document; of I2 nobody knows the order (O9), nor that it left.
"""

import pytest

from credit.account import Account
from credit.activity import Dispute, DisputeReason
from credit.dispute_evidence import EVIDENCE, DisputeEvidence, Evidence, dispute_evidence
from credit.disputes import Disputing
from credit.policy import Policy
from credit.problem import InvalidPolicy
from tests.credit.little_book import TODAY, little_book

BOOK = __doc__.split("\n\n")[1]


def account(text: str = BOOK) -> Account:
    return little_book(text).accounts["C1"]


def checked(reason: str, *invoices: str, evidence: tuple[str, ...] = (), text: str = BOOK) -> DisputeEvidence:
    told = Dispute("D1", "C1", TODAY, TODAY, reason, invoices, evidence=evidence)
    return dispute_evidence(account(text), told, Disputing().evidence)


def test_every_reason_has_its_papers_and_none_twice() -> None:
    assert set(EVIDENCE) == {*DisputeReason}
    assert all(papers and len(set(papers)) == len(papers) for papers in EVIDENCE.values())


@pytest.mark.parametrize(
    ("invoices", "held", "missing"),
    [
        (("I1",), ("contract", "transport"), ("delivery",)),
        (("I2",), (), ("contract", "transport", "delivery")),
        (("I1", "I2"), (), ("contract", "transport", "delivery")),
        ((), (), ("contract", "transport", "delivery")),
        (("I9",), (), ("contract", "transport", "delivery")),
    ],
)
def test_the_book_shows_what_it_shows_of_every_invoice(
    invoices: tuple[str, ...], held: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert checked("not_received", *invoices) == DisputeEvidence(held, tuple(map(Evidence, missing)))


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        ("", ("delivery",)),
        ("order    C1  O1  -90  900USD", ("contract", "delivery")),
        ("shipped_on=-80", ("transport", "delivery")),
    ],
)
def test_without_its_fact_a_paper_is_missing(gone: str, missing: tuple[str, ...]) -> None:
    assert gone in BOOK
    assert checked("not_received", "I1", text=BOOK.replace(gone, "")).missing == tuple(map(Evidence, missing))


def test_what_was_written_down_is_at_hand_in_the_order_of_the_list_and_the_rest_behind_it() -> None:
    told = checked("not_received", "I2", evidence=("survey", "delivery", "contract", "a_newer_word"))
    assert told.held == ("contract", "delivery", "survey", "a_newer_word")
    assert told.missing == (Evidence.TRANSPORT,)


def test_an_invoice_is_shown_by_being_there() -> None:
    assert checked("already_paid", "I2") == DisputeEvidence(("invoice",), (Evidence.BANK_STATEMENT, Evidence.PAYMENT))


def test_a_reason_nobody_knows_asks_for_nothing() -> None:
    assert checked("of_a_newer_book", "I1", evidence=("survey",)) == DisputeEvidence(("survey",), ())


def test_a_house_says_which_papers_it_wants() -> None:
    own = Policy.of({"disputing": {"evidence": {"not_received": ["delivery"]}}}).disputing
    assert own.evidence == {**EVIDENCE, "not_received": (Evidence.DELIVERY,)}
    told = dispute_evidence(account(), Dispute("D1", "C1", TODAY, TODAY, "not_received"), own.evidence)
    assert told.missing == (Evidence.DELIVERY,)


@pytest.mark.parametrize(
    ("differing", "key", "near"),
    [
        ({"not_recieved": ["delivery"]}, "disputing.evidence.not_recieved", "disputing.evidence.not_received"),
        ({"not_received": ["delivry"]}, "disputing.evidence.not_received", "delivery"),
    ],
)
def test_a_paper_or_a_reason_nobody_knows_is_refused_in_a_policy(differing: dict[str, list[str]], key: str, near: str) -> None:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of({"disputing": {"evidence": differing}})
    assert (raised.value.facts["key"], raised.value.facts["near"]) == (key, near)
