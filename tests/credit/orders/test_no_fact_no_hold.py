"""Every reason of an order check rests on a fact of the book or on the order itself: without it the answer is another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pytest

from credit.assess import assess_book
from credit.book import EMPTY_BOOK, Book
from credit.limits.group import group_of
from credit.orders.check import OrderCheck, check_order
from credit.orders.hold_rules import RuleName
from credit.orders.unknown import check_unknown
from credit.orders.weighing import Documents
from credit.policy import DEFAULT_POLICY, Policy
from credit.reason import Reason
from credit.terms import understood
from tests.credit.classing.test_law import TWO_YEARS
from tests.credit.little_book import TODAY, little_book, money, published
from tests.credit.orders.asked import GOOD
from tests.credit.orders.test_wider_limits import FAMILY, RISKY, capped
from tests.credit.without_fact import Sample, codes_given, of, stands_and_falls


@dataclass(frozen=True, slots=True)
class Ask:
    """An order that is asked for."""

    amount: str = "1000USD"
    terms: str = ""
    documents: Documents = Documents.BANK


PLAIN = Ask()
PREPAID = Ask("1USD", "TT @order")
RECORD = "".join(f"invoice C1 L{n} -{90 + n} 900USD \n receipt C1 S{n} -{90 + n} 900USD for=L{n} \n" for n in range(3))
"""The fewest invoices that make a grade, A."""
FAILING = "report C1 B1 -20 creditsafe financial_strength.rating_provider:5 \n"
OWN = f"buyer C1 limit=90000USD limit_on={TODAY} \n report C1 B1 -20 bureau \n" + RECORD
EQUITY = OWN.replace("bureau", "bureau financial_strength.equity:1000USD")


def with_buyer(more: str) -> str:
    """The good buyer with more said of it."""
    return GOOD.replace("limit=10000USD", f"limit=10000USD {more}")


SAMPLES: Mapping[str, Sequence[tuple[Sample, Ask]]] = {
    "order_insolvent": [(of(GOOD + "event C1 E1 -9 winding_up_order"), PLAIN)],
    "order_time_barred": [(of(little_book(with_buyer("law=FR") + "invoice C1 I2 -740 900USD", TWO_YEARS)), PLAIN)],
    "order_dead_age": [(of(GOOD + "invoice C1 I2 -1096 900USD"), PLAIN)],
    "order_written_off": [(of(GOOD + "letter C1 K1 -1 written_off for=I1"), PLAIN)],
    "order_unenforceable": [(of(GOOD + "letter C1 K1 -1 unenforceable for=I1"), PLAIN)],
    "order_dead": [(of("buyer C1 limit=9000USD \n class C1 V1 -9 dead until=+90 reason=told"), PLAIN)],
    "order_petition": [(of(GOOD + "event C1 E1 -9 winding_up_petition"), PLAIN)],
    "order_undecided_hit": [(of(GOOD + "event C1 E1 -9 sanctions_hit match=possible"), PLAIN)],
    "order_undecided_notice": [(of(GOOD + "event C1 E1 -9 winding_up_petition match=possible"), PLAIN)],
    "order_event": [(of(GOOD + "event C1 E1 -9 moratorium"), PLAIN)],
    "order_alert": [(of(GOOD + "email C1 K1 -3 bank_changed"), PLAIN)],
    "order_bad": [(of(GOOD + "invoice C1 I2 -181 900USD"), PLAIN)],
    "order_class": [
        (of(little_book(GOOD + "invoice C1 I2 -9 900USD", Policy.of({"holding": {"status_class": "in_collection"}}))), PLAIN)
    ],
    "order_overdue": [(of(GOOD + "invoice C1 I2 -8 900USD"), PLAIN)],
    "order_overdue_class": [(of(GOOD + "invoice C1 I2 -91 900USD"), PLAIN)],
    "order_overdue_amount": [(of(GOOD + "invoice C1 I2 -8 100001USD"), PREPAID)],
    "order_no_limit": [(of("buyer C1 \n" + RECORD, missing="buyer C1 limit=9000USD learnt=-1"), PLAIN)],
    "order_limit_used_up": [(of(GOOD + "invoice C1 I2 +9 6000USD"), PLAIN)],
    "order_over_limit": [(of(GOOD), Ask("6001USD"))],
    "order_group_limit": [(of(FAMILY), Ask("3001USD"))],
    "order_group_limit_used_up": [(of(FAMILY + "\n buyer P group_limit=2000USD"), Ask("3001USD"))],
    "order_family_overdue": [(of(FAMILY + "\n buyer S parent=P \n invoice S S1 -8 5USD"), PLAIN)],
    "order_family_class": [(of(FAMILY + "\n buyer S parent=P \n invoice S S1 -181 500USD"), PLAIN)],
    "order_limit_expired": [(of(with_buyer("limit_on=2024-03-12")), PLAIN)],
    "order_country_cap": [(of(replace(little_book(with_buyer("country=NG"), capped(4500)), countries=RISKY)), PLAIN)],
    "order_own_risk": [(of(OWN), Ask("9000USD")), (of(EQUITY), Ask("600USD"))],
    "order_cover_stopped": [(of(with_buyer("insured=9000USD") + "invoice C1 I2 -70 900USD"), PLAIN)],
    "order_cover_ended": [(of(with_buyer("insured=9000USD insured_until=-1")), PLAIN)],
    "order_cover_given_up": [
        (of(with_buyer("insured=9000USD") + "lenient C1 L1 -1 potential until=+9 cap=9000USD forfeits=3600USD"), PLAIN)
    ],
    "order_cash_only": [(of(GOOD + FAILING.replace("B1", "B2")), PLAIN)],
    "order_terms_grade": [
        (of(GOOD + FAILING.replace("B1", "B2").replace(":5", ":25")), Ask(terms="OA 31 @BL")),
        (of(GOOD, missing=RECORD), Ask(terms="OA 90 @BL")),
    ],
    "order_terms_agreed": [(of(with_buyer("terms=OA45@BL")), Ask(terms="OA 46 @BL"))],
    "order_terms_insurer": [
        (
            of(little_book(with_buyer("insured=5000USD"), Policy.of({"holding": {"insurer_terms_days": 40}}))),
            Ask(terms="OA 41 @BL"),
        )
    ],
    "order_no_record": [(of("buyer C1 limit=9000USD", missing=RECORD), PLAIN)],
    "order_report_missing": [(of("buyer C1 limit=9000USD \n" + RECORD, missing="report C1 B1 -9 bureau"), Ask("6000USD"))],
    "order_report_stale": [(of(GOOD.replace("as_of=-25", "as_of=-91")), Ask("3000USD"))],
    "order_released": [
        (of(GOOD + "invoice C1 I2 -8 900USD \n release C1 T1 -1 overdue_days until=+3 reason=boss"), PREPAID),
    ],
    "order_nothing_against": [(of(GOOD, missing="invoice C1 I2 -8 900USD"), PLAIN)],
}

WITHOUT_RATE = little_book(GOOD + "invoice C1 I2 -8 900CHF")
OF_THE_ORDER: Mapping[str, tuple[str, Ask, Ask]] = {
    "order_deposit": (GOOD, Ask(terms="30% TT @order; 70% DP sight"), Ask(terms="DP sight")),
    "order_documents_loose": (GOOD, Ask(terms="DP sight", documents=Documents.AIR), Ask(terms="DP sight")),
    "order_secured": (GOOD, Ask(terms="DP sight"), Ask(terms="OA 30 @BL")),
    "order_large": (GOOD, Ask("1000.01USD"), Ask("1000USD")),
}
"""Reasons that rest on the order asked for: the buyer, that order, and one without what is told."""
LARGE = Policy.of({"holding": {"rules": {"order_amount": {"enabled": True, "threshold": 1000}}}})


def checked(book: Book, ask: Ask) -> OrderCheck:
    """The order of C1, its family looked at."""
    found = assess_book(book, TODAY)
    group = group_of(found, "C1")
    room, family = (group.tightest, group.relatives("C1")) if group else (None, ())
    return check_order(found.of("C1"), money(ask.amount), book, understood(ask.terms), ask.documents, "", room, family)


def answered(book: Book, ask: Ask) -> tuple[Sequence[Reason], object]:
    """The reasons of the check; its verdict and conditions, what each rule saw, and what would be at stake."""
    found = checked(book, ask)
    return found.reasons, (found.verdict, found.conditions, [(look.name, look.fired, look.value) for look in found.rules])


def test_every_reason_of_a_check_has_its_little_book() -> None:
    given = {code for code in codes_given("credit/orders") if not code.startswith("advice_")}
    assert {*SAMPLES, *OF_THE_ORDER, "order_unidentified", "no_rate"} == given


@pytest.mark.parametrize("rule", RuleName)
def test_every_hold_rule_fires_in_one_of_them(rule: RuleName) -> None:
    answers = [checked(sample.book, ask) for samples in SAMPLES.values() for sample, ask in samples]
    answers.append(checked(little_book(GOOD, LARGE), OF_THE_ORDER["order_large"][1]))
    assert any(look.fired for answer in answers for look in answer.rules if look.name is rule)


@pytest.mark.parametrize(
    ("code", "sample", "ask"), [(code, sample, ask) for code, samples in SAMPLES.items() for sample, ask in samples]
)
def test_without_its_fact_a_rule_has_nothing_against_the_order(code: str, sample: Sample, ask: Ask) -> None:
    stands_and_falls(code, sample, lambda book: answered(book, ask))


@pytest.mark.parametrize("code", OF_THE_ORDER)
def test_what_rests_on_the_order_goes_with_it(code: str) -> None:
    text, ask, other = OF_THE_ORDER[code]
    book = little_book(text, LARGE if code == "order_large" else DEFAULT_POLICY)
    told, plain = checked(book, ask), checked(book, other)
    assert code in {reason.code for reason in told.reasons}
    assert code not in {reason.code for reason in plain.reasons}
    assert (told.verdict, told.exposure_after) != (plain.verdict, plain.exposure_after)


def test_a_missing_rate_is_told_until_there_is_one() -> None:
    sample = Sample(WITHOUT_RATE, replace(WITHOUT_RATE, rates=published(USD="1.25", CHF="1")))
    stands_and_falls("no_rate", sample, lambda book: answered(book, PLAIN))


def test_a_stranger_that_can_be_looked_up_is_not_unidentified() -> None:
    large = money("200000.01USD")
    unknown, known = (
        check_unknown(large, EMPTY_BOOK, TODAY),
        check_unknown(large, EMPTY_BOOK, TODAY, country="DE", company_number="7"),
    )
    assert [reason.code for reason in unknown.reasons] == ["order_unidentified", "order_no_record"]
    assert [reason.code for reason in known.reasons] == ["order_no_record"]
    assert unknown.verdict is not known.verdict
