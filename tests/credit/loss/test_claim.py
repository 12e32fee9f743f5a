"""Interest claimed from one buyer: which law holds, each late item, the sum a currency, and every doubt."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from credit.assess import assess_book
from credit.customer import Customer
from credit.loss.claim import InterestClaim, ground_of, interest_claim
from credit.loss.interest_policy import InterestPolicy
from credit.loss.late_interest import Basis, Doubt, Ground, Statute
from credit.policy import Policy
from credit.problem import InvalidPolicy
from tests.credit.little_book import TODAY, little_book, money

DEFAULT = InterestPolicy()
FIVE = Decimal(5)


def claim(text: str, home: str = "CN") -> InterestClaim:
    book = replace(little_book(text), home=home)
    return interest_claim(assess_book(book, TODAY).of("C1"), book)


def ground(*, home: str = "CN", **known: Any) -> tuple[Ground, tuple[Doubt, ...]]:
    return ground_of(replace(Customer("C1", "C1", TODAY), **known), TODAY, home, DEFAULT)


@pytest.mark.parametrize(
    ("known", "wanted", "doubts"),
    [
        # a law that was written down
        ({"law": "DE"}, Ground(law=Statute.EU, uk_link=None), ()),
        ({"law": "cn", "country": "NO"}, Ground(law=Statute.CHINA, uk_link=False), ()),
        ({"law": "GB", "country": "GB"}, Ground(law=Statute.UK, uk_link=None), ()),
        ({"law": "GB", "country": "NO"}, Ground(law=Statute.UK, uk_link=False), ()),
        ({"law": "GB"}, Ground(law=Statute.UK, uk_link=None), ()),
        ({"law": "US", "country": "US"}, Ground(uk_link=False), (Doubt.LAW_WITHOUT_RATE,)),
        ({"law": "US", "country": "US", "interest_percent": FIVE}, Ground(FIVE, uk_link=False), ()),
        # the convention, written down or between two of its states
        ({"law": "CISG", "country": "GB"}, Ground(cisg=True, cisg_law=Statute.CHINA), ()),
        ({"country": "NO"}, Ground(cisg=True, cisg_law=Statute.CHINA), (Doubt.LAW_NOT_WRITTEN,)),
        ({"country": "GB"}, Ground(cisg_law=Statute.CHINA), (Doubt.LAW_NOT_WRITTEN,)),
        ({}, Ground(cisg_law=Statute.CHINA), (Doubt.LAW_NOT_WRITTEN,)),
        # at home the house's own law, whatever conventions its country is in (CISG art. 1: parties in different states)
        ({"country": "CN"}, Ground(law=Statute.CHINA, uk_link=False), ()),
        ({"country": "CN", "law": "CISG"}, Ground(cisg=True, cisg_law=Statute.CHINA), ()),
        ({"country": "GB", "interest_percent": FIVE}, Ground(FIVE, cisg_law=Statute.CHINA), ()),
    ],
)
def test_the_ground_is_read_from_what_was_written_down(known: dict[str, Any], wanted: Ground, doubts: tuple[Doubt, ...]) -> None:
    assert ground(**known) == (wanted, doubts)


def test_the_creditor_s_own_law_lends_its_rate() -> None:
    assert ground(home="DE", country="NO")[0].cisg_law is Statute.EU
    assert ground(home="US", country="NO")[0].cisg_law is None
    assert not ground(home="GB", country="NO")[0].cisg
    assert ground(home="GB", country="NO", law="GB")[0].uk_link is None
    assert ground(home="GB", country="GB") == (Ground(law=Statute.UK, uk_link=True), ())
    assert ground(home="US", country="US") == (Ground(uk_link=False), (Doubt.LAW_WITHOUT_RATE,))


def test_the_day_of_the_contract_says_whether_the_convention_holds() -> None:
    """Portugal is in it for contracts from 1 October 2021 on (CISG art. 100): the order's day, not the invoice's.

    I1 was ordered on the day before, I2 on the day itself, I3 is an invoice of that day whose order nobody knows.
    """
    found = claim("""
        buyer   C1 country=PT
        order   C1 O1 2021-09-30 100EUR
        order   C1 O2 2021-10-01 100EUR
        invoice C1 I1 2021-12-30 100EUR order=O1 issued=2021-10-30
        invoice C1 I2 2021-12-31 100EUR order=O2 issued=2021-10-30
        invoice C1 I3 2021-12-31 100EUR issued=2021-10-01
    """)
    assert [(item.invoice, item.claim.basis) for item in found.items] == [
        ("I1", Basis.NONE), ("I3", Basis.CISG_AND_LAW), ("I2", Basis.CISG_AND_LAW),
    ]  # fmt: skip


def test_an_order_is_concluded_no_later_than_its_invoice() -> None:
    found = claim("""
        buyer   C1 country=PT
        order   C1 O1 2021-10-02 100EUR
        invoice C1 I1 2021-12-30 100EUR order=O1 issued=2021-09-30
    """)
    assert found.items[0].claim.basis is Basis.NONE


def test_a_state_that_joins_is_one_more_line_of_the_policy() -> None:
    policy = Policy.of({"interest": {"cisg_states": {"GB": date(2024, 1, 1)}, "cisg_apart": [["PT", "CN"]]}}).interest
    buyer = Customer("C1", "C1", TODAY, country="GB")
    assert [ground_of(buyer, day, "CN", policy)[0].cisg for day in (date(2023, 12, 31), date(2024, 1, 1))] == [False, True]
    assert not ground_of(replace(buyer, country="PT"), TODAY, "CN", policy)[0].cisg


def test_what_is_not_contested_of_an_item_bears_interest() -> None:
    """10 % a year on 3,650 for 73 days are 73.00; a tenth of it is contested, and the other nine bear 65.70."""
    text = "buyer C1 interest_percent=10 \n invoice C1 I1 -73 3650USD \n dispute C1 D1 -9 quality for=I1 amount={}USD"
    assert claim(text.format("365")).interest == (money("65.70USD"),)
    assert claim(text.format("3650")).items == ()
    paid = text.format("365") + "\n receipt C1 R1 -73 2920USD for=I1"  # 730 are left, 365 of them contested: 7.30
    assert claim(paid).interest == (money("7.30USD"),)


def test_on_the_last_day_there_is_interest_is_told_as_on_any_other() -> None:
    text = "buyer C1 law=DE \n invoice C1 I1 9999-06-29 3650EUR issued=9999-05-01"
    book = little_book(text)
    (item,) = interest_claim(assess_book(book, date.max).of("C1"), book).items
    assert item.claim.interest is not None
    assert [span.first for span in item.claim.spans] == [date(9999, 6, 30), date(9999, 7, 1)]


def test_each_late_item_by_its_parts_and_the_sum_a_currency() -> None:
    """10 % a year by clause, TODAY is 2024-06-12.

    I1, due 73 days ago: 3,650 of which 1,825 came before its day and 365 ten days after it:
    1,825 x 10 days + 1,460 x 63 days = 18,250 + 91,980 = 110,230; x .10 / 365 = 30.20.
    I2, due 10 days ago: 365 EUR x .10 x 10 / 365 = 1.00. I3 is due today, I4 is contested.
    """
    found = claim("""
        buyer   C1 interest_percent=10
        invoice C1 I1 -73 3650USD
        receipt C1 R1 -73 1825USD for=I1
        receipt C1 R2 -63  365USD for=I1
        invoice C1 I2 -10  365EUR
        invoice C1 I3   0  100USD
        invoice C1 I4 -10  100USD
        dispute C1 D1  -5 quality for=I4
    """)
    assert [(item.invoice, item.claim.interest, item.claim.basis) for item in found.items] == [
        ("I1", money("30.20USD"), Basis.CONTRACT), ("I2", money("1EUR"), Basis.CONTRACT),
    ]  # fmt: skip
    assert found.items[0].since == date(2024, 3, 31)
    assert (found.interest, found.most) == ((money("1EUR"), money("30.20USD")),) * 2
    assert (found.untold, found.doubts) == (0, ())


def test_what_has_no_ground_has_no_figure_and_is_counted() -> None:
    found = claim("buyer C1 country=GB\ninvoice C1 I1 -73 3650USD")
    assert (found.interest, found.most, found.untold) == ((), (), 1)
    assert found.doubts == (Doubt.LAW_NOT_WRITTEN,)


def test_the_convention_lends_the_least_and_the_most_of_the_chinese_court() -> None:
    """LPR of 31 March 2024 is 3.45: 3,650 x 3.45 % x 73 / 365 = 25.185, x 1.3 = 32.74, x 1.5 = 37.78."""
    found = claim("buyer C1 country=NO\ninvoice C1 I1 -73 3650USD")
    assert (found.interest, found.most) == ((money("32.74USD"),), (money("37.78USD"),))
    assert found.doubts == (Doubt.LAW_NOT_WRITTEN, Doubt.CISG_RATE_OPEN, Doubt.COURT_SETS_SURCHARGE)


@pytest.mark.parametrize(("complete_to", "doubts"), [("2024-06-12", ()), ("2024-06-11", (Doubt.TABLE_ENDED,))])
def test_a_day_beyond_the_tables_is_doubtful(complete_to: str, doubts: tuple[Doubt, ...]) -> None:
    policy = Policy.of({"interest": {"complete_to": date.fromisoformat(complete_to)}})
    book = replace(little_book("buyer C1 law=DE\ninvoice C1 I1 -73 3650USD"), policy=policy)
    assert interest_claim(assess_book(book, TODAY).of("C1"), book).doubts == doubts


def test_a_clause_needs_no_table() -> None:
    policy = Policy.of({"interest": {"complete_to": date(2020, 1, 1)}})
    book = replace(little_book("buyer C1 interest_percent=10\ninvoice C1 I1 -73 3650USD"), policy=policy)
    assert interest_claim(assess_book(book, TODAY).of("C1"), book).doubts == ()


def test_a_newer_rate_is_one_more_line_of_the_policy() -> None:
    policy = Policy.of({"interest": {"eu_reference": {"2026-01-01": "1.90"}}})
    assert (policy.interest.eu_reference["2026-01-01"], policy.interest.eu_reference["2009-05-13"]) == (
        Decimal("1.90"), Decimal(1),
    )  # fmt: skip


def test_a_rate_under_something_that_is_no_day_is_refused() -> None:
    with pytest.raises(InvalidPolicy) as raised:
        Policy.of({"interest": {"uk_reference": {"soon": "1.90"}}})
    assert raised.value.facts == {"key": "interest.uk_reference.soon", "near": "", "problem": "kind"}


def test_nothing_late_bears_nothing() -> None:
    assert claim("invoice C1 I1 +9 10USD") == InterestClaim((), (), (), 0, ())
