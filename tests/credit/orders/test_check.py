"""May this order be shipped? Each verdict with the reason that binds."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from credit.money import Money
from credit.orders.check import OrderCheck
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Condition, Verdict
from credit.orders.weighing import Documents
from credit.policy import Policy
from credit.problem import RefusedChange
from credit.rates import NO_RATES, Rates
from credit.terms import parse
from tests.credit.little_book import TODAY, day, money, published
from tests.credit.orders.asked import GOOD, asked, codes, looked

FRESH = Condition("fresh_report", "", "report_age")
DISMISSED = "event C1 E1 -90 winding_up_petition \n event C1 E2 -9 winding_up_petition_dismissed"


def check(text: str, order: str = "1000USD", rates: Rates = NO_RATES) -> OrderCheck:
    return asked(text, order, rates=rates)


@pytest.mark.parametrize(
    ("lines", "order", "verdict", "reason"),
    [
        ("", "1000USD", Verdict.GO, "order_nothing_against"),
        ("", "6000USD", Verdict.GO, "order_nothing_against"),  # to the last dollar of room
        ("", "6000.01USD", Verdict.CONDITIONS, "order_over_limit"),
        ("invoice C1 I2 +9 5999.99USD", "0.02USD", Verdict.CONDITIONS, "order_over_limit"),  # a cent of room
        ("invoice C1 I2 +9 6000USD", "0.01USD", Verdict.HOLD, "order_limit_used_up"),
        ("event C1 E1 -1 winding_up_order", "1USD", Verdict.HOLD, "order_insolvent"),
        ("event C1 E1 -1 winding_up_petition", "1USD", Verdict.HOLD, "order_petition"),
        (DISMISSED, "1USD", Verdict.HOLD, "order_petition"),
        ("event C1 E1 -1 winding_up_petition match=possible", "1USD", Verdict.CONDITIONS, "order_undecided_notice"),
        ("invoice C1 I2 -7 500USD", "1USD", Verdict.GO, "order_nothing_against"),  # grace
        ("invoice C1 I2 -8 500USD", "1USD", Verdict.CONDITIONS, "order_overdue"),
        ("invoice C1 I2 -91 500USD", "1USD", Verdict.HOLD, "order_overdue_class"),  # doubtful
        ("invoice C1 I2 -181 500USD", "1USD", Verdict.HOLD, "order_bad"),
        ("invoice C1 I2 -1096 500USD", "1USD", Verdict.HOLD, "order_dead_age"),
        ("invoice C1 I2 -30 500USD \n dispute C1 D1 -9 quality for=I2", "1USD", Verdict.GO, "order_nothing_against"),
    ],
)
def test_the_binding_reason_of_each_verdict(lines: str, order: str, verdict: Verdict, reason: str) -> None:
    found = check(GOOD + lines, order)
    assert (found.verdict, found.reasons[0].code) == (verdict, reason)


def test_what_is_paid_at_the_order_is_no_risk() -> None:
    """6,000 of room: 8,000 is too much, but with a quarter paid at the order 6,000 is left to be weighed."""
    quarter = parse("25% TT @order; 75% OA 60 @BL")
    found = asked(GOOD, "8000USD", str(quarter))
    assert check(GOOD, "8000USD").verdict is Verdict.CONDITIONS
    assert found.verdict is Verdict.GO
    assert found.exposure_after == money("10000USD")
    assert [reason.code for reason in found.reasons] == ["order_nothing_against", "order_deposit"]
    assert found.reasons[1].facts == {
        "deposit": money("2000USD"), "rest": money("6000USD"), "terms": str(quarter), "on": TODAY, "source": "desk",
    }  # fmt: skip


@pytest.mark.parametrize("event", ["sanctions_hit", "moratorium", "cva"])
def test_another_event_as_grave_holds_the_order(event: str) -> None:
    """Events said as loudly as a petition: each is critical."""
    assert check(GOOD + f"event C1 E1 -1 {event}").verdict is Verdict.HOLD


@pytest.mark.parametrize(
    ("replaced", "by", "order", "reason", "conditions"),
    [
        ("limit=10000USD", "", "1USD", "order_no_limit", (Condition("set_limit", money("4001USD"), "no_limit"),)),
        ("I1  +20", "I1  -20", "1USD", "order_overdue", (Condition("pay_overdue_first", money("4000USD"), "overdue_days"),)),
        (
            "report   C1  B1  -20  bureau  as_of=-25",
            "",
            "3000USD",
            "order_report_missing",
            (Condition("fresh_report", "", "report_age"),),
        ),
        ("as_of=-25", "as_of=-91", "3000USD", "order_report_stale", (FRESH,)),
    ],
)
def test_what_would_make_the_order_acceptable(
    replaced: str, by: str, order: str, reason: str, conditions: tuple[Condition, ...]
) -> None:
    found = check(GOOD.replace(replaced, by), order)
    assert (found.verdict, found.reasons[0].code) == (Verdict.CONDITIONS, reason)
    assert found.conditions[: len(conditions)] == conditions


def test_an_order_that_the_class_holds_names_the_class_and_a_bad_one_says_it_by_its_status() -> None:
    """So late the same debt sets a condition while it is in collection, and holds once it is doubtful: the reason says why."""
    doubtful, bad = (check(GOOD + f"invoice C1 I2 -{dpd} 500USD", "1USD").reasons for dpd in (91, 181))
    assert (doubtful[0].code, doubtful[0].facts["debt_class"], doubtful[0].facts["days"]) == (
        "order_overdue_class",
        "doubtful",
        91,
    )
    assert [reason.code for reason in bad][:2] == ["order_bad", "order_overdue"]


def test_over_the_limit_either_a_smaller_order_or_a_deposit() -> None:
    found = check(GOOD, "7500USD")
    assert found.reasons[0].facts == {
        "limit": money("10000USD"),
        "headroom": money("6000USD"),
        "over": money("1500USD"),
        "buyer": "C1",
        "on": TODAY,
        "source": "own_ledger",
    }
    assert found.conditions == (
        Condition("smaller_amount", money("6000USD"), "limit_used_percent"),
        Condition("deposit", money("1500USD"), "limit_used_percent"),
        Condition("letter_of_credit", "", "limit_used_percent"),  # a fifth of 7,500 would be weighed
    )
    assert (found.headroom, found.exposure_after) == (money("6000USD"), money("11500USD"))


def test_a_limit_of_zero_holds_and_no_limit_asks_for_one() -> None:
    assert check(GOOD.replace("limit=10000USD", "limit=0USD")).reasons[0].code == "order_limit_used_up"
    assert check(GOOD.replace("limit=10000USD", "")).headroom is None


def test_a_buyer_that_never_paid_has_no_record() -> None:
    found = check("buyer C1 limit=10000USD")
    assert (found.verdict, found.reasons[0].code) == (Verdict.CONDITIONS, "order_no_record")
    assert found.conditions == (
        Condition("letter_of_credit", "", "no_record"),
        Condition("deposit_percent", Decimal(30), "no_record"),
    )


@pytest.mark.parametrize(
    ("order", "as_of", "verdict"),
    [
        ("2999.99USD", "-400", Verdict.GO),  # below 30 % of the limit no report is asked for
        ("3000USD", "-90", Verdict.GO),
        ("3000USD", "-91", Verdict.CONDITIONS),
    ],
)
def test_a_large_order_wants_a_report_of_the_last_ninety_days(order: str, as_of: str, verdict: Verdict) -> None:
    assert check(GOOD.replace("as_of=-25", f"as_of={as_of}"), order).verdict is verdict


def test_a_report_is_as_old_as_its_opinion_and_as_its_fetching_only_where_it_does_not_say() -> None:
    dated, undated = check(GOOD), check(GOOD.replace("as_of=-25", ""))
    assert (dated.report_provider, dated.report_as_of, dated.report_age_days) == ("bureau", day("-25"), 25)
    assert (undated.report_as_of, undated.report_age_days) == (None, 20)
    assert check("buyer C1 limit=10000USD").report_age_days is None


def test_the_latest_report_speaks() -> None:
    assert check(GOOD + "report C1 B2 -2 other as_of=-3").report_provider == "other"


def test_overdue_debt_is_paid_first_in_each_of_its_currencies() -> None:
    text = GOOD + "invoice C1 I2 -30 500USD \n invoice C1 I3 -20 70USD \n invoice C1 I4 -9 800EUR \n invoice C1 I5 -3 9USD"
    found = check(text, rates=published(USD="1.25"))
    assert found.reasons[0].facts == {
        "invoice": "I2",
        "days": 30,
        "open": money("500USD"),
        "count": 3,
        "on": day("-30"),
        "source": "own_ledger",
    }
    assert found.conditions == (
        Condition("pay_overdue_first", money("800EUR"), "overdue_days"),
        Condition("pay_overdue_first", money("570USD"), "overdue_days"),  # what is in grace is not asked for
    )


def test_a_hold_offers_no_conditions_and_tells_every_other_reason() -> None:
    found = check(GOOD + "event C1 E1 -1 winding_up_petition \n invoice C1 I2 -30 500USD", "9000USD")
    assert found.conditions == ()
    assert [reason.code for reason in found.reasons] == [
        "order_petition",
        "order_overdue",
        "order_over_limit",
        "order_cash_only",
        "order_own_risk",
    ]


def test_the_strongest_reason_binds_though_it_is_looked_at_later() -> None:
    found = check(GOOD + "invoice C1 I2 -30 500USD \n invoice C1 I3 +9 9000USD")
    assert [reason.code for reason in found.reasons] == ["order_limit_used_up", "order_overdue"]


def test_an_order_in_another_currency_is_seen_in_the_currency_of_the_limit() -> None:
    rates = published(USD="1.25")
    assert check(GOOD, "4800EUR", rates).verdict is Verdict.GO  # 6,000 USD
    assert check(GOOD, "4800.01EUR", rates).reasons[0].code == "order_over_limit"
    found = check(GOOD, "1JPY", rates)
    assert (found.verdict, found.reasons[0].code, found.exposure_after) == (Verdict.CONDITIONS, "no_rate", None)


def test_an_undated_report_is_as_old_as_the_day_it_was_learnt() -> None:
    fetched_for_an_earlier_day = GOOD.replace("-20  bureau  as_of=-25", "0  bureau  learnt=-95")
    found = check(fetched_for_an_earlier_day, "3000USD")
    assert (found.report_age_days, found.reasons[0].code) == (95, "order_report_stale")


@pytest.mark.parametrize("amount", ["0USD", "-0.01USD", "-80000USD"])
def test_an_order_of_nothing_or_less_is_refused(amount: str) -> None:
    with pytest.raises(RefusedChange) as raised:
        check(GOOD, amount)
    assert raised.value.facts == {"reason": "order_amount"}


@pytest.mark.parametrize(
    ("lines", "order", "named"),
    [
        ("", "1000CHF", "CHF"),  # the order's
        ("invoice C1 I2 +9 5CHF", "1USD", "CHF"),  # of what is open
        ("order C1 O2 -1 5CHF", "1USD", "CHF"),  # of what was ordered
    ],
)
def test_the_currency_without_a_rate_is_named(lines: str, order: str, named: str) -> None:
    reason = next(reason for reason in check(GOOD + lines, order, published(USD="1.25")).reasons if reason.code == "no_rate")
    assert reason.facts == {"currency": named, "on": TODAY, "source": "own_ledger"}


def test_every_rule_tells_what_it_measured_though_it_has_nothing_against_the_order() -> None:
    """4,000 open and 1,000 more of a limit of 10,000 is half of it; the oldest item falls due in 20 days."""
    seen = [(look.name.value, look.value, look.threshold) for look in check(GOOD).rules]
    assert seen == [
        ("account_status", "not_due", "bad"),
        ("undecided_notice", None, None),
        ("overdue_days", 0, 7),
        ("overdue_amount", money("0USD"), money("100000USD")),
        ("family_debt", None, 7),
        ("no_limit", money("10000USD"), None),
        ("limit_used_percent", Decimal("50.0"), Decimal(100)),
        ("group_limit", None, None),
        ("limit_expired", None, None),
        ("country_cap", money("5000USD"), None),
        ("own_risk", money("5000USD"), None),
        ("uninsured", None, None),
        ("terms", 0, 60),  # one settled invoice: unrated
        ("order_amount", money("1000USD"), money("250000USD")),
        ("no_record", 1, 0),
        ("report_age", 25, 90),
    ]
    assert not [look for look in check(GOOD).rules if look.fired or look.released_until]


def test_the_rule_that_fired_is_marked_and_one_that_is_off_does_not_fire() -> None:
    found = check(GOOD + "invoice C1 I2 -30 500USD", "400000USD")
    assert {look.name.value for look in found.rules if look.fired} == {"overdue_days", "limit_used_percent"}
    assert [look.name.value for look in found.rules if not look.applies] == ["order_amount"]


def test_a_tag_or_a_class_that_is_left_out_is_not_looked_at() -> None:
    late = GOOD + "invoice C1 I2 -30 500USD"
    spared = Policy.of({"holding": {"rules": {"overdue_days": {"except_tags": ["key_account"]}}}})
    by_class = Policy.of({"holding": {"rules": {"overdue_days": {"classes": ["doubtful", "bad", "dead"]}}}})
    tagged = late.replace("limit=10000USD", "limit=10000USD tags=key_account,north")
    assert asked(late, policy=spared).verdict is Verdict.CONDITIONS
    assert asked(tagged).verdict is Verdict.CONDITIONS
    assert asked(tagged, policy=spared).verdict is Verdict.GO
    assert looked(asked(tagged, policy=spared), RuleName.OVERDUE_DAYS).applies is False
    assert asked(late, policy=by_class).verdict is Verdict.GO  # 500 of 4,500 is more than a tenth: in collection


def test_a_buyer_tagged_as_not_checked_is_left_out_of_every_rule_but_the_law() -> None:
    tagged = GOOD.replace("limit=10000USD", "limit=1USD tags=no_order_check") + "invoice C1 I2 -300 500USD"
    assert asked(tagged).verdict is Verdict.GO
    assert asked(tagged + "\n event C1 E1 -1 winding_up_petition").reasons[0].code == "order_petition"


def test_a_rule_that_is_switched_off_says_nothing_and_the_law_cannot_be_switched_off() -> None:
    off = Policy.of({"holding": {"rules": {name.value: {"enabled": False} for name in RuleName}}})
    text = GOOD.replace("limit=10000USD", "limit=1USD") + "invoice C1 I2 -300 500USD"
    assert asked(text).verdict is Verdict.HOLD
    assert asked(text, policy=off).verdict is Verdict.GO
    assert asked(text + "\n event C1 E1 -1 cva", policy=off).verdict is Verdict.HOLD


def test_the_verdict_of_a_rule_is_the_policys() -> None:
    strict = Policy.of({"holding": {"rules": {"overdue_days": {"verdict": "hold"}, "no_record": {"verdict": "go"}}}})
    assert asked(GOOD + "invoice C1 I2 -30 500USD", policy=strict).verdict is Verdict.HOLD
    told = asked("buyer C1 limit=10000USD", policy=strict)
    assert (told.verdict, codes(told)) == (Verdict.GO, ["order_no_record"])  # told, and without weight


@pytest.mark.parametrize(("until", "verdict"), [("0", Verdict.GO), ("-1", Verdict.CONDITIONS)])
def test_what_was_released_passes_to_its_last_day_and_the_check_says_who_let_it(until: str, verdict: Verdict) -> None:
    late = GOOD + f"invoice C1 I2 -30 500USD \n release C1 T1 -5 overdue_days until={until} reason=boss who=wang"
    found = asked(late)
    assert found.verdict is verdict
    look = looked(found, RuleName.OVERDUE_DAYS)
    assert (look.fired, look.released_until) == (True, TODAY if verdict is Verdict.GO else None)
    if verdict is Verdict.GO:
        assert codes(found) == ["order_released"]
        assert found.reasons[0].facts == {
            "hold_rule": "overdue_days", "until": TODAY, "who": "wang", "why": "boss", "on": day("-5"), "release": "T1",
            "source": "desk",
        }  # fmt: skip


def test_a_release_of_one_rule_is_none_of_another_and_none_of_the_law() -> None:
    release = "\n release C1 T1 -5 overdue_days account_status until=+5 reason=boss"
    over = asked(GOOD + "invoice C1 I2 -30 500USD" + release, "9000USD")
    assert codes(over) == ["order_over_limit", "order_released"]
    held = asked(GOOD + "event C1 E1 -1 winding_up_petition" + release)
    assert (held.verdict, held.reasons[0].code) == (Verdict.HOLD, "order_petition")
    assert looked(held, RuleName.ACCOUNT_STATUS).released_until is None


@pytest.mark.parametrize(
    ("hit", "code"),
    [
        ("event C1 E1 -9 sanctions_hit match=possible", "order_undecided_hit"),
        ("event C1 E1 -9 sanctions_hit match=confirmed", "order_event"),
        ("event C1 E1 -9 sanctions_hit match=refused", None),
        ("event C1 E1 -9 sanctions_hit match=possible learnt=+1", None),  # nobody knew today
        ("event C1 E1 +1 sanctions_hit match=possible learnt=0", None),
        *(
            (f"event C1 E1 -9 {kind} match={match}", None)
            for kind in ("list_hit", "pep_hit")
            for match in ("possible", "confirmed")
        ),
    ],
)
def test_a_name_on_a_sanctions_list_holds_every_order_until_somebody_says_whose_it_is(hit: str, code: str | None) -> None:
    release = "\n release C1 T1 -5 account_status until=+5 reason=boss"
    found = asked(GOOD + hit + release)
    assert (found.verdict is Verdict.HOLD, code in codes(found)) == ((True, True) if code else (False, False))


@pytest.mark.parametrize(
    ("event", "verdict", "released"),
    [("sanctions_hit", Verdict.HOLD, Verdict.HOLD), ("winding_up_petition", Verdict.CONDITIONS, Verdict.GO)],
)
def test_the_rule_shows_which_notice_it_saw_and_no_release_opens_a_hit(event: str, verdict: Verdict, released: Verdict) -> None:
    """A colleague may let pass a petition that may be about another buyer, and no name on a list."""
    text = GOOD + f"event C1 E1 -9 {event} match=possible"
    assert (asked(text).verdict, looked(asked(text), RuleName.UNDECIDED_NOTICE).value) == (verdict, event)
    assert asked(text + "\n release C1 T1 -5 undecided_notice until=+5 reason=boss").verdict is released


def test_what_an_undecided_hit_rests_on_is_named() -> None:
    found = asked(GOOD + "event C1 E1 -9 sanctions_hit match=possible")
    assert found.reasons[0].facts == {
        "on": day("-9"), "provider": "gazette", "notice": "E1", "source": "gazette", "event": "sanctions_hit",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("notice", "fires"),
    [
        ("event C1 E1 -9 winding_up_petition match=possible", True),
        ("event C1 E1 -4000 winding_up_order match=possible", True),  # an insolvency has no end
        ("event C1 E1 -9 winding_up_petition match=refused", False),
        ("event C1 E1 -9 director_resigned match=possible", False),  # grave enough for nobody
        ("event C1 E1 -740 winding_up_petition match=possible", False),  # a petition weighs for 24 months
        ("event C1 E1 -9 winding_up_petition match=possible learnt=+1", False),
    ],
)
def test_a_grave_notice_of_a_like_name_asks_whose_it_is(notice: str, fires: bool) -> None:
    found = asked(GOOD + notice)
    if not fires:
        assert found.verdict is Verdict.GO
        return
    assert (found.verdict, codes(found)[0]) == (Verdict.CONDITIONS, "order_undecided_notice")
    assert found.conditions == (Condition("notice_decided", "E1", "undecided_notice"),)
    let = asked(GOOD + notice + "\n release C1 T1 -5 undecided_notice until=+5 reason=boss")
    assert let.verdict is Verdict.GO


def test_the_latest_of_several_undecided_notices_is_told_and_a_listed_name_before_all() -> None:
    both = GOOD + "event C1 E1 -9 winding_up_petition match=possible\nevent C1 E2 -3 winding_up_order match=possible"
    assert asked(both).reasons[0].facts["notice"] == "E2"
    listed = both + "\nevent C1 E0 -99 sanctions_hit match=possible"
    assert (asked(listed).verdict, asked(listed).reasons[0].facts["notice"]) == (Verdict.HOLD, "E0")


def test_a_class_by_age_alone_can_be_let_pass() -> None:
    bad = GOOD + "invoice C1 I2 -181 500USD \n release C1 T1 0 account_status overdue_days terms until=+1 reason=boss"
    assert asked(bad).verdict is Verdict.GO


@pytest.mark.parametrize("way", ["air", "own_bl"])
def test_documents_that_hold_nothing_back_are_said(way: str) -> None:
    found = asked(GOOD, "1000USD", "DP sight", documents=Documents(way))
    assert codes(found) == ["order_nothing_against", "order_documents_loose"]
    assert found.exposure_after == money("5000USD")
    secured = asked(GOOD, "1000USD", "DP sight")
    assert codes(secured) == ["order_nothing_against", "order_secured"]
    assert secured.reasons[1].facts == {
        "open": money("1000USD"), "percent": Decimal(50), "method": "DP", "terms": "DP sight @presentation", "on": TODAY,
        "source": "desk",
    }  # fmt: skip
    assert secured.exposure_after == money("4500USD")


def test_without_terms_the_buyers_own_stand() -> None:
    own = GOOD.replace("limit=10000USD", "limit=10000USD terms=LC60@BL")
    assert str(asked(own).terms) == "LC 60 @BL"
    assert asked(own).exposure_after == money("4200USD")
    assert str(asked(own, terms="OA 30 @BL").terms) == "OA 30 @BL"
    assert asked(GOOD.replace("limit=10000USD", "limit=10000USD terms=soon")).exposure_after == money("5000USD")


def test_what_is_paid_in_advance_in_full_is_held_by_the_law_alone() -> None:
    poor = "buyer C1 limit=1USD \n invoice C1 I1 +20 4000USD"
    assert codes(asked(poor, "9000USD", "TT @order")) == ["order_nothing_against", "order_deposit"]
    assert asked(poor + "\n event C1 E1 -1 winding_up_order", "9000USD", "TT @order").verdict is Verdict.HOLD


def test_a_hold_is_told_before_what_was_only_let_pass() -> None:
    found = asked(GOOD + "invoice C1 I2 -30 500USD \n invoice C1 I3 +9 9000USD \n release C1 T1 0 overdue_days until=+5 reason=x")
    assert codes(found) == ["order_limit_used_up", "order_released"]


def test_what_the_insurer_covers_is_no_own_risk() -> None:
    """5,000 at stake after the order; 3,000 of it insured at 90 %: 2,300 is left."""
    assert asked(GOOD.replace("limit=10000USD", "limit=10000USD insured=3000USD")).own_risk_after == money("2300USD")
    assert asked(GOOD.replace("limit=10000USD", "limit=10000USD insured=9000USD")).own_risk_after == money("500USD")
    assert asked(GOOD).own_risk_after == money("5000USD")
    assert asked(GOOD + "security C1 S1 -9 1000USD form=confirmed_lc").own_risk_after == money("4000USD")
    assert asked(GOOD, "1CHF").own_risk_after is None
    assert asked(GOOD.replace("limit=10000USD", "limit=10000USD insured=3000CHF")).own_risk_after is None


def test_what_is_learnt_later_counts_for_nothing() -> None:
    """An event, a release and a report of tomorrow."""
    later = GOOD + "event C1 E1 +1 winding_up_petition \n report C1 B2 +1 other \n release C1 T1 +1 no_limit until=+5 reason=x"
    assert asked(later) == asked(GOOD)


REMEDIES: dict[str, Callable[[str, str, Condition], tuple[str, str, str]]] = {
    "fresh_report": lambda text, order, _: (text + "\n report C1 B9 0 bureau as_of=0", order, ""),
    "set_limit": lambda text, order, c: (text.replace("buyer    C1", f"buyer    C1 limit={plain(c)}"), order, ""),
    "smaller_amount": lambda text, _, c: (text, plain(c), ""),
    "deposit": lambda text, order, c: (text, order, f"USD {plain(c)[:-3]} TT @order; rest OA 30 @BL"),
    "deposit_percent": lambda text, order, c: (text, order, f"{c.value}% TT @order; rest OA 30 @BL"),
    "letter_of_credit": lambda text, order, _: (text, order, "LC sight"),
    "shorter_terms": lambda text, order, c: (text, order, f"OA {c.value} @BL"),
    "pay_overdue_first": lambda text, order, c: (text + f"\n receipt C1 R9 0 {plain(c)} for=I2", order, ""),
}


def plain(condition: Condition) -> str:
    assert isinstance(condition.value, Money)
    return f"{condition.value.amount}{condition.value.currency}"


@pytest.mark.parametrize(
    ("text", "order", "terms", "kinds"),
    [
        (GOOD, "7500USD", "", {"smaller_amount", "deposit", "letter_of_credit"}),
        (GOOD, "7500USD", "OA 30 @BL", {"smaller_amount", "deposit", "letter_of_credit"}),
        (GOOD, "20000USD", "25% TT @order; 75% OA 30 @BL", {"smaller_amount", "deposit", "letter_of_credit"}),
        (GOOD.replace("limit=10000USD", ""), "1000USD", "", {"set_limit"}),
        (GOOD.replace("as_of=-25", "as_of=-91"), "3000USD", "", {"fresh_report"}),
        (GOOD + "invoice C1 I2 -30 500USD", "1000USD", "", {"pay_overdue_first"}),
        (GOOD, "1000USD", "OA 90 @BL", {"shorter_terms"}),
        ("buyer    C1 limit=90000USD", "1000USD", "", {"letter_of_credit", "deposit_percent"}),
    ],
)
def test_any_condition_of_the_only_rule_that_fired_turns_the_verdict(text: str, order: str, terms: str, kinds: set[str]) -> None:
    found = asked(text, order, terms)
    assert found.verdict is Verdict.CONDITIONS
    assert {condition.kind for condition in found.conditions} == kinds
    for condition in found.conditions:
        met = REMEDIES[condition.kind](text, order, condition)
        assert asked(met[0], met[1], met[2] or terms).verdict is Verdict.GO, condition


def test_a_cent_more_than_the_condition_does_not_do() -> None:
    """Room of 6,000 for three quarters of the order: of 8,000.01 a quarter is 2,000.00, and 6,000.01 is too much."""
    terms = "25% TT @order; 75% OA 30 @BL"
    found = asked(GOOD, "20000USD", terms)
    values = {condition.kind: condition.value for condition in found.conditions}
    assert values["smaller_amount"] == money("8000USD")
    assert values["deposit"] == money("14000USD")
    assert asked(GOOD, "8000.01USD", terms).verdict is Verdict.CONDITIONS
    assert asked(GOOD, "20000USD", "USD 13999.99 TT @order; rest OA 30 @BL").verdict is Verdict.CONDITIONS


def test_a_condition_is_told_in_the_currency_of_the_order() -> None:
    """Room of 6,000 USD at 1.25: 4,800 EUR."""
    found = asked(GOOD, "5000EUR", rates=published(USD="1.25"))
    assert [condition.value for condition in found.conditions] == [money("4800EUR"), money("200EUR"), ""]


def test_a_letter_of_credit_is_no_remedy_where_a_fifth_is_too_much_already() -> None:
    """Room of 6,000: a fifth of 30,000 fits, a fifth of 30,000.05 does not."""
    assert "letter_of_credit" in {condition.kind for condition in asked(GOOD, "30000USD").conditions}
    assert "letter_of_credit" not in {condition.kind for condition in asked(GOOD, "30000.05USD").conditions}


def test_room_for_less_than_a_cent_of_the_order_asks_for_no_smaller_one() -> None:
    """A cent of room, and the smallest order in yen is worth more: 1 JPY is 1.25 USD here."""
    text = GOOD + "invoice C1 I2 +9 5999.99USD"
    found = asked(text, "3JPY", rates=published(USD="1.25", JPY="1"))
    assert [(condition.kind, condition.value) for condition in found.conditions] == [("deposit", money("3JPY"))]


def test_what_a_rule_only_tells_asks_for_nothing_beside_one_that_sets_conditions() -> None:
    """No record is told, by the house's policy; the overdue 500 are to be paid first."""
    told = Policy.of({"holding": {"rules": {"no_record": {"verdict": "go"}}}})
    found = asked("buyer C1 limit=10000USD \n invoice C1 I2 -30 500USD", policy=told)
    assert "order_no_record" in codes(found)
    assert found.verdict is Verdict.CONDITIONS
    assert {condition.rule for condition in found.conditions} == {"overdue_days"}


def test_what_several_rules_find_is_told_once() -> None:
    """What is overdue in francs has no rate, neither for the overdue amount nor for the limit."""
    found = check(GOOD + "invoice C1 I2 -30 500CHF", "1000USD", published(USD="1.25"))
    assert [look.name.value for look in found.rules if look.fired] == ["overdue_days", "overdue_amount", "limit_used_percent"]
    assert codes(found) == ["order_overdue", "no_rate"]


def test_an_order_without_a_report_names_no_provider() -> None:
    found = check("buyer C1 limit=10000USD")
    assert (found.report_provider, found.report_as_of, found.report_age_days) == ("", None, None)


def test_an_order_of_no_currency_is_refused() -> None:
    with pytest.raises(RefusedChange) as trouble:
        asked(GOOD, "10ABC")
    assert trouble.value.facts == {"reason": "order_currency", "given": "ABC"}
