"""Securities bear what is at stake first, then the insurer, the house the rest."""

import pytest

from credit.limits.cover import borne, secured_by
from credit.policy import DEFAULT_POLICY
from tests.credit.little_book import TODAY, day, little_book, money

WEIGHTS = DEFAULT_POLICY.limits.security_percent


@pytest.mark.parametrize(
    ("at_stake", "secured", "cover", "held", "insured"),
    [
        ("1000USD", "0USD", "0USD", "0USD", "0USD"),
        ("1000USD", "0USD", "600USD", "0USD", "540USD"),  # 90 % of 600; the excess of 400 is own risk
        ("600USD", "0USD", "600USD", "0USD", "540USD"),  # 400 paid: the excess went first, the cover stayed
        ("599USD", "0USD", "600USD", "0USD", "539.10USD"),
        ("1000USD", "300USD", "600USD", "300USD", "540USD"),
        ("1000USD", "500USD", "600USD", "500USD", "450USD"),  # 90 % of the 500 that are left
        ("1000USD", "1200USD", "600USD", "1000USD", "0USD"),  # a security bears no more than there is
        ("-50USD", "300USD", "600USD", "0USD", "0USD"),  # money in hand is no risk
        ("1000USD", "0USD", "-600USD", "0USD", "0USD"),
        ("0.99USD", "0USD", "600USD", "0USD", "0.89USD"),  # 0.891, never more than is covered
    ],
)
def test_who_bears_it(at_stake: str, secured: str, cover: str, held: str, insured: str) -> None:
    assert borne(money(at_stake), money(secured), money(cover), 90) == (money(held), money(insured))


def test_what_is_not_known_is_not_borne() -> None:
    assert borne(None, money("1USD"), money("1USD"), 90) == (None, None)
    assert borne(money("1USD"), None, money("1USD"), 90) == (None, None)
    assert borne(money("9USD"), money("1USD"), None, 90) == (money("1USD"), None)


@pytest.mark.parametrize(
    ("form", "amount"),
    [("confirmed_lc", "1000USD"), ("standby_lc", "950USD"), ("parent_guarantee", "500USD"), ("retention_of_title", "200USD")],
)
def test_a_security_is_worth_its_forms_share(form: str, amount: str) -> None:
    account = little_book(f"buyer C1 \n security C1 S1 -9 1000USD form={form}").account("C1")
    assert secured_by(account, TODAY, WEIGHTS) == (money(amount),)


@pytest.mark.parametrize(("on", "stands"), [("-10", False), ("-9", True), ("+5", True), ("+6", False)])
def test_a_security_bears_only_while_it_stands(on: str, stands: bool) -> None:
    account = little_book("buyer C1 \n security C1 S1 -9 1000USD form=confirmed_lc until=+5").account("C1")
    assert bool(secured_by(account, day(on), WEIGHTS)) is stands


def test_a_security_of_a_negative_amount_is_worth_nothing() -> None:
    account = little_book("buyer C1 \n security C1 S1 -9 -1000USD form=confirmed_lc").account("C1")
    assert secured_by(account, TODAY, WEIGHTS) == (money("0USD"),)
