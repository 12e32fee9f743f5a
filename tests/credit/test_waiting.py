"""What a day of waiting costs, line by line."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from credit.money import Money
from credit.policy import DEFAULT_POLICY, Policy
from credit.rates import NO_RATES, Rates
from credit.reason import Reason, ReasonFact
from credit.waiting import Known, Waiting, daily_loss, smallest_overdue, waiting
from tests.credit.little_book import TODAY, assessed, money, published

SAME = dict.fromkeys(("A", "B", "C", "D", "E", "unrated"), 1)
PLAIN = Policy.of({"valuing": {"grade_factor": SAME, "response": 1, "cost": {"call": 0, "letter": 0, "email": 0}}})
"""G = 1, response = 1 and a contact that costs nothing: money times daily loss alone."""


def cost(text: str, policy: Policy = PLAIN, rates: Rates = NO_RATES, channel: str = "call") -> Waiting:
    return waiting(assessed(text, policy, rates), channel, policy, rates, Known(recorded_since=date(2020, 1, 1)))


def per_day(text: str, policy: Policy = PLAIN, rates: Rates = NO_RATES) -> Money | None:
    return cost(text, policy, rates).per_day


@pytest.mark.parametrize(
    ("dpd", "percent"),
    [(1, "0.23"), (90, "0.23"), (91, "0.32"), (180, "0.32"), (181, "0.083"), (365, "0.083"), (2_000_000, "0.083")],
)
def test_collectability_is_lost_by_age(dpd: int, percent: str) -> None:
    """TRADE.md 3.13."""
    assert daily_loss(dpd, DEFAULT_POLICY.valuing) == Decimal(percent) / 100


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("-21 40000USD", "92USD"),  # 0.23 %
        ("-120 20000USD", "64USD"),  # 0.32 %
        ("-95 400USD", "1.28USD"),
        ("-400 100000USD", "83USD"),  # 0.083 %
    ],
)
def test_money_lost_by_a_day_of_waiting(item: str, expected: str) -> None:
    """TRADE.md appendix C, no. 13."""
    assert per_day(f"invoice C1 I1 {item}") == money(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("invoice C1 I1 -21 10000USD \n receipt C1 R1 0 4000USD", "13.80USD"),  # 6,000 x 0.23 %
        ("invoice C1 I1 -21 10000USD \n receipt C1 R1 0 10000USD", "0USD"),
        ("buyer C1 insured=5000USD \n invoice C1 I1 -21 10000USD", "12.65USD"),  # (10,000 - 90 % of 5,000) x 0.23 %
        ("buyer C1 insured=50000USD \n invoice C1 I1 -21 10000USD", "2.30USD"),  # 10 % of 10,000 is not covered
        ("buyer C1 insured=5000USD \n invoice C1 I1 -21 10000USD \n receipt C1 R1 0 4000USD", "3.45USD"),  # (6,000 - 4,500)
        ("invoice C1 I1 -21 10000USD \n invoice C1 I2 +9 90000USD", "23USD"),  # what is not due does not wait
        ("invoice C1 I1 -21 10000USD \n invoice C1 I2 -21 5000USD \n dispute C1 D1 -1 price for=I2", "23USD"),
        ("invoice C1 I1 -21 10000USD \n invoice C1 I2 -21 5000USD \n promise C1 P1 0 5000USD by=+1 for=I2", "23USD"),
        ("invoice C1 I1 -21 10000USD \n invoice C1 I2 -20 5000USD \n promise C1 P1 0 5000USD by=+1", "23USD"),  # of the oldest
        ("invoice C1 I1 -21 15000USD \n dispute C1 D1 0 price amount=2000USD \n promise C1 P1 0 3000USD by=+1", "23USD"),
        ("invoice C1 I1 -21 10000USD \n promise C1 P1 0 5000EUR by=+1", "23USD"),  # of its own currency alone
        ("invoice C1 I1 -21 10500USD \n receipt C1 R1 0 500USD for=I1 \n promise C1 P1 0 500USD by=+1 for=I1", "23USD"),
    ],
)
def test_what_is_set_off_covered_disputed_or_promised_does_not_wait(text: str, expected: str) -> None:
    assert per_day(text) == money(expected)


def test_cover_and_unapplied_amounts_are_used_once_oldest_item_first() -> None:
    text = """
        buyer    C1                insured=1000USD
        invoice  C1  I1  -100  1000USD
        invoice  C1  I2   -20  1000USD
        receipt  C1  R1     0   500USD
    """
    # I1: 500 set off, 500 covered at 90 %, 50 at risk x 0.32 %; I2: 500 covered, 1,000 - 450 = 550 x 0.23 %
    assert cost(text).reasons == (
        Reason("waiting_item", line("I2", 20, "550USD", "0.23"), Money(126, "USD")),  # 1.265, half to even
        Reason("waiting_item", line("I1", 100, "50USD", "0.32"), Money(16, "USD")),
        # 500 at 90 % of each item are the insurer's
        Reason(
            "waiting_covered",
            {"secured": money("0USD"), "insured": money("900USD"), "buyer": "C1", "on": TODAY, "source": "desk"},
        ),
    )


def line(invoice: str, days: int, at_risk: str, percent: str) -> dict[str, ReasonFact]:
    """One item of 1,000 USD of a buyer of grade D (something is 100 days overdue), the factors all 1."""
    told: dict[str, ReasonFact] = {"invoice": invoice, "days": days, "open": money("1000USD"), "at_risk": money(at_risk)}
    told |= {"percent": Decimal(percent), "hazard": Decimal(1), "response": Decimal(1), "grade": "D"}
    return told | {"on": TODAY - timedelta(days=days), "source": "own_ledger"}


NO_RATE = Reason("no_rate", {"currency": "JPY", "on": TODAY, "source": "rates"})
MANY = "\n".join(f"invoice C1 I{n} {-20 - n:+} {1000 + 111 * n}USD" for n in range(9))


@pytest.mark.parametrize("items", [1, 4, 5, 6, 9])
def test_the_reasons_sum_to_the_value_exactly(items: int) -> None:
    contacts = "\n call C1 K1 -1 spoke \n call C1 K2 -2 spoke \n call C1 K3 -3 spoke"
    found = cost("\n".join(MANY.splitlines()[:items]) + contacts, DEFAULT_POLICY)
    amounts = [reason.amount for reason in found.reasons if reason.amount]
    assert found.per_day == Money(sum(amount.minor for amount in amounts), "USD")
    assert {"contact_cost", "face_cost"} <= {reason.code for reason in found.reasons}


def test_the_largest_lines_are_named_and_the_rest_is_one() -> None:
    five = cost("\n".join(MANY.splitlines()[:5])).reasons
    assert [reason.facts.get("invoice") for reason in five] == ["I4", "I3", "I2", "I1", "I0"]
    assert {reason.code for reason in five} == {"waiting_item"}  # a rest of one is named
    reasons = cost(MANY).reasons
    assert [reason.facts.get("invoice") for reason in reasons] == ["I8", "I7", "I6", "I5", "I4"]  # of the rest the largest
    assert (reasons[-1].code, reasons[-1].facts) == (
        "waiting_rest",
        {"count": 5, "invoice": "I4", "on": TODAY, "source": "own_ledger"},
    )
    # 1,000 + 1,111 + 1,222 + 1,333 + 1,444 at 0.23 %: 2.30 + 2.56 + 2.81 + 3.07 + 3.32, each to the cent
    assert reasons[-1].amount == money("14.06USD")


GRADED = {
    "unrated": "",
    "C": "\n".join(f"invoice C1 P{n} {n} 1USD \n receipt C1 R{n} {n} 1USD for=P{n}" for n in (-90, -80, -70)),
    "D": "invoice C1 X1 -91 1JPY \n dispute C1 D1 -1 price for=X1",
    "E": "event C1 E1 -9 winding_up_order",
}


@pytest.mark.parametrize(("grade", "expected"), [("unrated", "110.40USD"), ("C", "92USD"), ("D", "147.20USD"), ("E", "230USD")])
def test_the_grade_weighs_the_loss_and_stands_in_the_line(grade: str, expected: str) -> None:
    """40,000 x 0.23 % = 92 a day; x 1.2 for an unrated buyer, 1 for C, 1.6 for D, 2.5 for E (TRADE.md 4.2).

    C: 21 days late on nearly all the money are 50 points x 60 %, one late of four 85 x 40 %: 64.
    """
    policy = Policy.of({"valuing": {"response": 1}})
    found = cost("invoice C1 I1 -21 40000USD \n" + GRADED[grade], policy).reasons[0]
    assert (found.amount, found.facts["grade"]) == (money(expected), grade)


def test_grade_and_response_weigh_the_loss_and_a_call_costs_its_share() -> None:
    # 40,000 x 0.23 % x 1.2 x 0.5 = 55.20; a call costs 8 over 7 days = 1.14
    found = cost("invoice C1 I1 -21 40000USD", DEFAULT_POLICY)
    assert found.per_day == money("54.06USD")
    assert found.reasons[-1] == Reason("contact_cost", {"channel": "call", "on": TODAY, "source": "policy"}, money("-1.14USD"))


@pytest.mark.parametrize(
    ("channel", "expected"), [("email", "-0.14USD"), ("visit", "-28.57USD"), ("letter", "-0.14USD"), ("pigeon", None)]
)
def test_each_channel_has_its_price(channel: str, expected: str | None) -> None:
    """1 for a mail or a letter, 200 for a visit, over seven days."""
    reasons = cost("invoice C1 I1 -21 1USD", DEFAULT_POLICY, channel=channel).reasons
    costs = [reason.amount for reason in reasons if reason.code == "contact_cost"]
    assert costs == ([money(expected)] if expected else [])


@pytest.mark.parametrize(
    ("calls", "expected"),
    [
        ([-1], None),  # this is the second of the week
        ([-1, -6], "-10USD"),  # the third: 0.05 % of 140,000 = 70, over seven days
        ([-1, -2, -3], "-20USD"),
        ([-1, -7], None),  # the other one was a week ago
    ],
)
def test_every_further_contact_in_a_week_costs_face(calls: list[int], expected: str | None) -> None:
    """Two contacts a week are free; twelve months' sales are 140,000, the invoice of a year ago does not count."""
    text = "invoice C1 I1 -21 40000USD \n invoice C1 I2 +30 100000USD issued=0 \n invoice C1 I3 -305 90000USD issued=-365"
    contacts = "".join(f"\n call C1 K{n} {ago} spoke" for n, ago in enumerate(calls))
    found = [reason.amount for reason in cost(text + contacts).reasons if reason.code == "face_cost"]
    assert found == ([money(expected)] if expected else [])


def test_items_in_other_currencies_wait_in_the_base_currency() -> None:
    assert per_day("invoice C1 I1 -21 32000EUR", rates=published(USD="1.25")) == money("92USD")
    insured = "buyer C1 insured=4000EUR \n invoice C1 I1 -21 10000USD"
    assert per_day(insured, rates=published(USD="1.25")) == money("12.65USD")  # 4,000 EUR are 5,000 USD


def test_where_a_rate_is_missing_the_value_is_unknown_and_the_currency_named() -> None:
    assert cost("invoice C1 I1 -21 100JPY") == Waiting(None, (NO_RATE,))


def test_of_several_items_what_has_a_rate_is_told_and_the_rest_named() -> None:
    """100 dollars 30 days past due cost 0.23 % a day; two invoices in yen are in no line."""
    found = cost("invoice C1 I1 -30 100USD \n invoice C1 I2 -21 100JPY \n invoice C1 I3 -20 100JPY")
    line, part = found.reasons
    assert (found.per_day, line.facts["invoice"]) == (money("0.23USD"), "I1")
    told: dict[str, ReasonFact] = {"count": 2, "currencies": "JPY", "invoice": "I2", "on": TODAY, "source": "rates"}
    assert part == Reason("waiting_in_part", told)


def test_each_currency_without_a_rate_is_named() -> None:
    found = cost("invoice C1 I1 -30 100USD \n invoice C1 I2 -21 100JPY \n invoice C1 I3 -20 100AED")
    assert (found.reasons[1].facts["currencies"], found.reasons[1].facts["count"]) == ("AED, JPY", 2)


@pytest.mark.parametrize(("base", "minor"), [("USD", 5000), ("JPY", 50), ("KWD", 50_000)])
def test_the_trifle_is_told_in_minor_units_of_the_base_currency(base: str, minor: int) -> None:
    assert smallest_overdue(DEFAULT_POLICY, base) == minor


@pytest.mark.parametrize(
    ("security", "expected"),
    [
        # of 10,000 at 0.23 %; a standby L/C counts 95 %, a parent's word 30 %
        ("security C1 S1 -9 2000USD form=standby_lc", "18.63USD"),  # 10,000 - 1,900
        ("security C1 S1 -9 20000USD form=standby_lc", "0USD"),
        ("security C1 S1 -9 2000USD form=standby_lc until=-1", "23USD"),  # it has run out
        ("security C1 S1 +1 2000USD form=standby_lc", "23USD"),  # it comes tomorrow
        ("security C1 S1 -9 2000JPY form=standby_lc", "23USD"),  # worth nothing that can be told
    ],
)
def test_what_is_secured_does_not_wait(security: str, expected: str) -> None:
    policy = Policy.of({
        "valuing": {"grade_factor": {"unrated": 1}, "response": 1, "cost": {"call": 0}},
        "limits": {"security_percent": {"standby_lc": 95}},
    })  # fmt: skip
    assert per_day("invoice C1 I1 -21 10000USD \n" + security, policy) == money(expected)


def test_the_insurer_bears_its_share_of_what_securities_leave() -> None:
    """10,000 less 1,000 secured leaves 9,000; 90 % of the insured 5,000 are 4,500: 4,500 x 0.23 % = 10.35."""
    policy = Policy.of({
        "valuing": {"grade_factor": {"unrated": 1}, "response": 1, "cost": {"call": 0}},
        "limits": {"security_percent": {"standby_lc": 100}},
    })  # fmt: skip
    text = "buyer C1 insured=5000USD \n invoice C1 I1 -21 10000USD \n security C1 S1 -9 1000USD form=standby_lc"
    found = cost(text, policy)
    assert found.per_day == money("10.35USD")
    assert found.reasons[1].facts == {
        "secured": money("1000USD"), "insured": money("4500USD"), "security": "S1", "buyer": "C1", "on": TODAY, "source": "desk",
    }  # fmt: skip


def test_one_contact_too_many_costs_nothing_in_face_where_nothing_was_sold() -> None:
    """Twelve months' sales are the price of face; an invoice of 2022 is none of them."""
    text = "invoice C1 I1 2022-09-01 10000USD \n" + "\n".join(f"call C1 K{n} -{n} spoke" for n in range(1, 4))
    assert "face_cost" not in {reason.code for reason in cost(text).reasons}


COVERED = Policy.of({
    "valuing": {"grade_factor": SAME, "response": 1, "cost": {"call": 0}},
    "limits": {"security_percent": {"standby_lc": 100}},
})  # fmt: skip
WHOLE = "invoice C1 I1 -21 10000USD \n"


@pytest.mark.parametrize(
    ("text", "secured", "insured"),
    [
        # 4,000 are set off first, and 6,000 is all that is left to secure
        (WHOLE + "receipt C1 R1 0 4000USD \n security C1 S1 -9 20000USD form=standby_lc", "6000USD", "0USD"),
        # 6,000 secured leave 4,000 to the insurer, who bears 90 % of them
        ("buyer C1 insured=9000USD \n" + WHOLE + "security C1 S1 -9 6000USD form=standby_lc", "6000USD", "3600USD"),
        # the first item draws the security whole
        (WHOLE + "invoice C1 I2 -20 10000USD \n security C1 S1 -9 10000USD form=standby_lc", "10000USD", "0USD"),
    ],
)
def test_nobody_bears_more_than_what_is_left_for_it(text: str, secured: str, insured: str) -> None:
    told = next(reason for reason in cost(text, COVERED).reasons if reason.code == "waiting_covered")
    assert (told.facts["secured"], told.facts["insured"]) == (money(secured), money(insured))


CENT = "invoice C1 I1 -21 0.01USD \n "


@pytest.mark.parametrize(
    "text",
    [
        CENT,
        CENT + "invoice C1 I2 +9 5AED",  # a currency without a rate: what is unapplied is not known
        CENT + "security C1 S1 -9 2000AED form=standby_lc",  # worth nothing that can be told
        CENT + "security C1 S1 -9 1JPY form=standby_lc",  # a tenth of a cent
    ],
)
def test_a_cent_that_nobody_bears_waits_as_a_cent(text: str) -> None:
    rates = published(USD="1", JPY="1000")
    assert [reason.facts["at_risk"] for reason in cost(text, COVERED, rates).reasons] == [money("0.01USD")]


@pytest.mark.parametrize("text", ["invoice C1 I1 -21 1JPY", WHOLE + "receipt C1 R1 0 10000USD"])
def test_what_is_worth_nothing_or_set_off_whole_has_no_line(text: str) -> None:
    """At 1,000 yen to the dollar one yen is a tenth of a cent."""
    assert cost(text, rates=published(USD="1", JPY="1000")).reasons == ()


def test_a_rest_of_two_is_told_as_one_line() -> None:
    reasons = cost("\n".join(MANY.splitlines()[:6])).reasons
    assert [reason.facts.get("invoice") for reason in reasons] == ["I5", "I4", "I3", "I2", "I1"]
    assert (reasons[-1].code, reasons[-1].facts["count"]) == ("waiting_rest", 2)


def test_what_was_learnt_of_a_contact_s_use_is_told_with_its_cases() -> None:
    """Paid twenty days late by itself: (1 - 1 + 10 x .5) / 11 = .45."""
    late = "invoice C1 P1 -100 1USD \n receipt C1 Q1 -80 1USD for=P1 \n invoice C1 I1 -21 900USD"
    (told,) = [reason for reason in cost(late, DEFAULT_POLICY).reasons if reason.code == "waiting_response"]
    facts: dict[str, ReasonFact] = {"response": Decimal("0.45"), "cases": 1, "alone": 1, "invoice": "P1", "on": TODAY}
    assert told == Reason("waiting_response", facts | {"source": "own_ledger"})


def test_face_is_told_with_the_last_contact_and_counts_sales_in_base_currency() -> None:
    """Two contacts too many: 0.05 % of twelve months' sales of 112,000 EUR, which are 140,000 USD, twice, over seven days."""
    calls = "call C1 K1 -6 spoke \n call C1 K3 -3 spoke \n call C1 K2 -1 spoke \n"
    found = cost(calls + "invoice C1 I1 -21 112000EUR", rates=published(USD="1.25")).reasons
    facts: dict[str, ReasonFact] = {"contacts": 3, "on": TODAY - timedelta(days=1), "contact": "K2", "source": "desk"}
    assert found[-1] == Reason("face_cost", facts, money("-20USD"))


def test_face_is_reckoned_on_a_years_sales_whatever_is_open_today() -> None:
    """8,000 EUR, paid, are 10,000 USD, and 10,000 USD are open: 0.05 % of 20,000 are 10, 1.43 a day of seven."""
    text = """
        invoice  C1  I1  -21  10000USD
        invoice  C1  I2  -90   8000EUR
        receipt  C1  R1  -90   8000EUR  for=I2
        call     C1  K1   -3  spoke
        call     C1  K2   -1  spoke
    """
    found = cost(text, rates=published(USD="1.25"))
    assert [reason.amount for reason in found.reasons if reason.code == "face_cost"] == [money("-1.43USD")]
    assert [reason.amount for reason in cost(text).reasons if reason.code == "face_cost"] == [money("-0.71USD")]  # no rate
