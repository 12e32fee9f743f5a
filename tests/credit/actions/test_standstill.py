"""Disputes, snoozes and holds: what is refused, and what ends them with their history kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from credit.actions import Hand, hold, open_dispute, prove_dispute, release, settle_dispute, snooze
from credit.activity import Dispute, Hold
from credit.assess import assess_book
from credit.book import Book
from credit.change import Change
from credit.dispute_evidence import Evidence
from credit.gates import Held
from credit.policy import Policy
from credit.problem import RefusedChange
from credit.worklist import worklist
from tests.credit.little_book import TODAY, day, facts, little_book, money

HAND = Hand("Mei", TODAY, "mark-1")
BOOK = little_book("buyer C1 \n invoice C1 I1 -20 900USD \n invoice C1 I2 -10 100USD \n invoice C1 I3 -5 700EUR")


def with_(text: str) -> Book:
    return BOOK.after(Change("", facts(text)))


def refused(act: Callable[[], Change]) -> dict[str, object]:
    with pytest.raises(RefusedChange) as raised:
        act()
    return raised.value.facts


def test_a_dispute_of_a_part_has_its_amount_its_day_and_its_owner() -> None:
    change = open_dispute(BOOK, HAND, "C1", "quality", ["I1"], "wet", money("200USD"), day("+10"), "Li")
    assert change.put == (
        Dispute("mark-1", "C1", TODAY, TODAY, "quality", ("I1",), None, "wet", "Mei", money("200USD"), day("+10"), "Li"),
    )


@pytest.mark.parametrize(
    ("amount", "invoices", "reason"),
    [
        ("0USD", ("I1",), "dispute_amount"),
        ("-1USD", ("I1",), "dispute_amount"),
        ("900.01USD", ("I1",), "dispute_above"),
        ("1000.01USD", (), "dispute_above"),
        ("1EUR", ("I1",), "dispute_above"),
    ],
)
def test_a_part_fits_what_is_open(amount: str, invoices: tuple[str, ...], reason: str) -> None:
    assert refused(lambda: open_dispute(BOOK, HAND, "C1", "price", invoices, amount=money(amount)))["reason"] == reason


@pytest.mark.parametrize(("amount", "invoices"), [("900USD", ("I1",)), ("1000USD", ()), ("700EUR", ()), ("0.01USD", ("I1",))])
def test_parts_that_fit(amount: str, invoices: tuple[str, ...]) -> None:
    assert open_dispute(BOOK, HAND, "C1", "price", invoices, amount=money(amount))


def test_too_large_a_part_tells_what_is_open() -> None:
    told = refused(lambda: open_dispute(BOOK, HAND, "C1", "price", ["I3"], amount=money("701EUR")))
    assert told == {"reason": "dispute_above", "amount": money("701EUR"), "open": money("700EUR")}


def test_a_day_to_answer_that_is_gone_by_is_refused() -> None:
    told = refused(lambda: open_dispute(BOOK, HAND, "C1", "price", settle_by=day("-1")))
    assert told == {"reason": "dispute_day", "day": day("-1"), "on": TODAY}
    assert open_dispute(BOOK, HAND, "C1", "price", settle_by=TODAY)


@pytest.mark.parametrize(
    ("standing", "invoices", "told"),
    [
        ("dispute C1 D1 -3 price for=I1,I2", ("I3", "I1"), {"reason": "dispute_open", "invoices": ("I1",), "since": day("-3")}),
        ("dispute C1 D1 -3 price", ("I1",), {"reason": "dispute_open_whole", "since": day("-3")}),
        ("dispute C1 D1 -3 price", (), {"reason": "dispute_open_whole", "since": day("-3")}),
    ],
)
def test_a_second_open_dispute_of_the_same_is_refused(standing: str, invoices: tuple[str, ...], told: dict[str, object]) -> None:
    assert refused(lambda: open_dispute(with_(standing), HAND, "C1", "quality", invoices)) == told


@pytest.mark.parametrize(
    ("standing", "invoices"),
    [
        ("dispute C1 D1 -3 price for=I2", ("I1",)),
        ("dispute C1 D1 -3 price for=I1 closed=-1", ("I1",)),
        ("dispute C1 D1 -3 price closed=0", ("I1",)),
        ("dispute C1 D1 -3 price for=I1", ()),  # the whole balance is more than the one invoice
    ],
)
def test_another_dispute_beside_it_is_not(standing: str, invoices: tuple[str, ...]) -> None:
    assert open_dispute(with_(standing), HAND, "C1", "quality", invoices)


@pytest.mark.parametrize("justified", [True, False, None])
def test_a_dispute_is_closed_with_who_was_right(justified: bool | None) -> None:
    book = with_("dispute C1 D1 -3 price for=I1")
    change = settle_dispute(book, HAND, "C1", justified)
    (fact,) = change.put
    assert isinstance(fact, Dispute)
    assert (change.what, fact.closed_on, fact.learnt_on, fact.justified) == ("settle_dispute", TODAY, TODAY, justified)
    assert fact.closed_by == "Mei"
    assert assess_book(book.after(change), TODAY).of("C1").disputes == ()
    assert len(assess_book(book.after(change), day("-1")).of("C1").disputes) == 1
    assert book.after(change).after(book.inverse(change)) == book


def test_the_dispute_that_is_meant_is_named_where_several_are_open() -> None:
    book = with_("dispute C1 D1 -3 price for=I1 \n dispute C1 D2 -3 price for=I2 \n dispute C1 D3 -9 price for=I3 closed=-1")
    assert refused(lambda: settle_dispute(book, HAND, "C1", True)) == {"reason": "which_dispute", "id": "C1"}
    assert [fact.id for fact in settle_dispute(book, HAND, "C1", True, ["I2"]).put] == ["D2"]
    assert [fact.id for fact in settle_dispute(book, HAND, "C1", True, ["I1", "I2"]).put] == ["D1", "D2"]
    assert refused(lambda: settle_dispute(book, HAND, "C1", True, ["I3"])) == {"reason": "no_dispute_open", "id": "C1"}
    assert refused(lambda: settle_dispute(book, HAND, "C1", True, ["I9"]))["reason"] == "unknown_invoice"
    assert refused(lambda: settle_dispute(BOOK, HAND, "C1", True)) == {"reason": "no_dispute_open", "id": "C1"}


def test_a_dispute_of_the_whole_balance_is_about_each_invoice() -> None:
    assert [fact.id for fact in settle_dispute(with_("dispute C1 D1 -3 price"), HAND, "C1", True, ["I2"]).put] == ["D1"]


@pytest.mark.parametrize("until", ["+1", "+90"])
def test_a_hold_lasts_longer_than_a_snooze(until: str) -> None:
    change = hold(BOOK, HAND, "C1", day(until), "goods are being inspected")
    assert change.what == "hold"
    assert change.put == (Hold("mark-1", "C1", TODAY, TODAY, day(until), "goods are being inspected", "Mei"),)


def test_a_hold_owes_a_reason_and_a_day_within_the_policy() -> None:
    assert refused(lambda: hold(BOOK, HAND, "C1", day("+91"), "talks")) == {
        "reason": "snooze_day", "until": day("+91"), "days": 90,
    }  # fmt: skip
    assert refused(lambda: hold(BOOK, HAND, "C1", TODAY, "talks"))["reason"] == "snooze_day"
    assert refused(lambda: hold(BOOK, HAND, "C1", day("+3"), "\t")) == {"reason": "reason_owed"}
    short = Policy.of({"steps": {"hold_most_days": 10, "snooze_most_days": 5}})
    strict = little_book("buyer C1", short)
    assert hold(strict, HAND, "C1", day("+10"), "talks")
    assert refused(lambda: hold(strict, HAND, "C1", day("+11"), "talks"))["days"] == 10
    assert refused(lambda: snooze(strict, HAND, "C1", day("+6"), "talks"))["days"] == 5


def test_release_keeps_what_was_meant() -> None:
    book = with_("hold C1 H1 -5 talks until=+9")
    change = release(book, HAND, "C1")
    (fact,) = change.put
    assert isinstance(fact, Hold)
    assert (fact.until, fact.ended_on, fact.learnt_on) == (day("+9"), TODAY, TODAY)
    assert fact.ended_by == "Mei"
    assert assess_book(book.after(change), TODAY).of("C1").hold is None
    assert assess_book(book.after(change), day("-1")).of("C1").hold == replace(
        fact, ended_on=None, ended_by="", learnt_on=day("-5")
    )


def held(text: str) -> Held:
    found = worklist(assess_book(with_(text), TODAY)).held
    return found[0]


def test_how_often_a_buyer_was_put_aside_in_a_year_is_told() -> None:
    once = "hold C1 H1 -1 talks until=+9"
    assert held(once) == Held("C1", "snoozed", day("+9"), "talks", 1)
    assert held(once + "\n hold C1 H2 2023-06-13 fair until=2023-06-20").times == 2
    assert held(once + "\n hold C1 H2 2023-06-12 fair until=2023-06-20").times == 1  # a year ago to the day
    assert held(once + "\n hold C1 H2 -300 fair until=-290 ended_on=-299").times == 2
    assert held(once + "\n hold C1 H2 +1 fair until=+20 learnt=0").times == 1  # begins tomorrow


def test_papers_are_written_down_with_a_dispute_or_later_each_once() -> None:
    opened = open_dispute(BOOK, HAND, "C1", "quality", ["I1"], evidence=("contract", "survey", "contract"))
    (fact,) = opened.put
    assert isinstance(fact, Dispute)
    assert fact.evidence == ("contract", "survey")
    later = Hand("Li", day("+2"), "mark-2")
    change = prove_dispute(BOOK.after(opened), later, "C1", ("survey", "inspection"))
    assert change.put == (replace(fact, evidence=("contract", "survey", "inspection"), learnt_on=day("+2")),)
    assert (change.what, change.who) == ("prove_dispute", "Li")
    after = BOOK.after(opened).after(change)
    assert after.after(BOOK.after(opened).inverse(change)) == BOOK.after(opened)
    assert after.accounts["C1"].as_known_on(day("+1")).disputes == (fact,)  # a paper that came later was not at hand then


@pytest.mark.parametrize(
    ("standing", "invoices", "proven"),
    [
        ("dispute C1 D1 -3 price for=I1", (), ["D1"]),
        ("dispute C1 D1 -3 price for=I1 \n dispute C1 D2 -9 price for=I2 closed=-1", (), ["D1"]),
        ("dispute C1 D1 -3 price for=I1 \n dispute C1 D2 -3 price for=I2", ("I2",), ["D2"]),
        ("dispute C1 D1 -3 price", ("I2",), ["D1"]),
        ("dispute C1 D1 -9 price for=I1 closed=-1", (), ["D1"]),  # closed, and not as justified: it is collected by its papers
    ],
)
def test_papers_are_of_the_open_dispute_or_else_of_one_that_was_closed(
    standing: str, invoices: tuple[str, ...], proven: list[str]
) -> None:
    assert [fact.id for fact in prove_dispute(with_(standing), HAND, "C1", ["contract"], invoices).put] == proven


@pytest.mark.parametrize(
    ("standing", "papers", "invoices", "told"),
    [
        ("", ("contract",), (), {"reason": "no_dispute", "id": "C1"}),
        ("dispute C1 D1 -3 price for=I1", ("contract",), ("I2",), {"reason": "no_dispute", "id": "C1"}),
        (
            "dispute C1 D1 -3 price for=I1 \n dispute C1 D2 -3 price for=I2",
            ("contract",), (), {"reason": "which_dispute", "id": "C1"},
        ),
        ("dispute C1 D1 -3 price for=I1", ("contact",), (), {"reason": "dispute_paper", "given": "contact"}),
        ("dispute C1 D1 -3 price evidence=contract", ("contract",), (), {"reason": "dispute_paper_known", "id": "C1"}),
    ],
)  # fmt: skip
def test_papers_of_nothing_and_papers_nobody_knows_are_refused(
    standing: str, papers: tuple[str, ...], invoices: tuple[str, ...], told: dict[str, object]
) -> None:
    assert refused(lambda: prove_dispute(with_(standing), HAND, "C1", papers, invoices)) == told


def test_a_dispute_in_which_the_buyer_was_right_needs_no_papers_any_more() -> None:
    book = with_("dispute C1 D1 -9 price for=I1")
    closed = book.after(settle_dispute(book, HAND, "C1", True))
    assert refused(lambda: prove_dispute(closed, HAND, "C1", ["contract"])) == {"reason": "no_dispute", "id": "C1"}


def test_papers_nobody_knows_open_no_dispute() -> None:
    told = refused(lambda: open_dispute(BOOK, HAND, "C1", "price", evidence=["contact"]))
    assert told == {"reason": "dispute_paper", "given": "contact"}


def test_papers_are_written_down_as_words() -> None:
    """The store writes text, and no member of an enumeration."""
    (opened,) = open_dispute(BOOK, HAND, "C1", "price", evidence=[Evidence.CONTRACT]).put
    (proven,) = prove_dispute(with_("dispute C1 D1 -3 price"), HAND, "C1", [Evidence.INVOICE]).put
    assert isinstance(opened, Dispute)
    assert isinstance(proven, Dispute)
    assert [type(word) for word in (*opened.evidence, *proven.evidence)] == [str, str]
