"""Every reason, alert and condition the trade can give has a sentence, and the trade gives what the sentence asks for."""

import ast
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from credit.alerts import Alert, AlertKind
from credit.clocks.clock import ClockKind
from credit.money import Money
from credit.orders.verdict import Condition
from credit.reason import Reason, ReasonFact
from credit.report import EventKind, Severity
from tests.wording.speaking import calls, first_text, functions, is_whole, keys, places, speaking
from wording import reasons
from wording.reasons import alert, alert_line, condition, reason
from wording.sentence import spoken

FACTS: dict[str, ReasonFact] = {
    "further": 12,
    "invoice": "INV-7",
    "receipt": "REC-6",
    "who": "mara",
    "owner": "Ms Lin",
    "reason": "the boss asked",
    "order": "ORD-8",
    "subject": "INV-9",
    "days": 41,
    "working_days": 29,
    "country": "CN",
    "law": "DE",
    "rule": "BGB 195",
    "count": 3,
    "tries": 4,
    "channels": 2,
    "contacts": 5,
    "invoices": 18,
    "usual": 12,
    "latest": 26,
    "score": 63,
    "most": Money.of("500", "USD"),
    "confidence": 58,
    "age": 700,
    "dimension": "operating_capability",
    "other": "72.5",
    "other_source": "coface",
    "other_on": date(2020, 2, 11),
    "ability": 66,
    "ability_confidence": 43,
    "willingness_confidence": 29,
    "willingness": 37,
    "late": 6,
    "of": 19,
    "points": 77,
    "now": 31,
    "before": 14,
    "grade": "unrated",
    "value": "71.5",
    "finding": "financial_strength.rating_provider",
    "source": "creditsafe",
    "dbt": Decimal("8.5"),
    "currency": "AED",
    "beyond": "INV-10, INV-11",
    "name": "Solvang",
    "provider": "gazette",
    "title": "Petition to wind up",
    "notice": "gazette:1",
    "event": "winding_up_order",
    "debt_class": "doubtful",
    "ladder": "handed_over",
    "day": 14,
    "channel": "letter",
    "segment": "insured_risky",
    "buckets": "not_due, >90",
    "on": date(2020, 3, 12),
    "since": date(2020, 1, 6),
    "due_on": date(2020, 4, 2),
    "promised_for": date(2020, 5, 4),
    "dismissed_on": date(2020, 6, 5),
    "percent": Decimal("0.23"),
    "factor": Decimal("0.7"),
    "hazard": Decimal("0.6"),
    "response": Decimal("0.45"),
    "cases": 14,
    "times": Decimal("3.4"),
    "share": Decimal(27),
    "usual_days": 45,
    "kept": Decimal("2.5"),
    "alone": 6,
    "secured": Money(912_34, "USD"),
    "insured": Money(923_45, "USD"),
    "security": "LC-7",
    "open": Money(123_45, "USD"),
    "at_risk": Money(234_56, "USD"),
    "limit": Money(345_67, "USD"),
    "cap": Money(135_79, "USD"),
    "headroom": Money(456_78, "USD"),
    "over": Money(567_89, "USD"),
    "exceeded": Money(578_91, "USD"),
    "until": date(2026, 4, 11),
    "deposit": Money(678_90, "USD"),
    "rest": Money(789_01, "USD"),
    "exposure": Money(678_90, "USD"),
    "stake": Money(789_01, "USD"),
    "amount": Money(890_12, "USD"),
    "sold": Money(901_23, "USD"),
    "worth": Money(912_34, "USD"),
    "turnover": Money(923_45, "USD"),
    "equity": Money(934_56, "USD"),
    "terms_days": 61,
    "late_days": 17,
    "transit_days": 31,
    "risk_class": 7,
    "decided_on": date(2020, 7, 8),
    "buyer": "C77",
    "relative": "C79",
    "at": "C78",
    "highest": Money(945_67, "USD"),
    "overdue": Money(956_78, "USD"),
    "hold_rule": "limit_used_percent",
    "entered_by": "class_unreachable",
    "band": "medium",
    "why": "paid tomorrow",
    "method": "DP",
    "allowed": 63,
    "terms": "OA 62 @BL",
    "row": "d_low",
    "square": "lenient",
    "members": "C80, C81",
    "buyers": "C82, C83",
    "currencies": "SAR, TWD",
    "shipment": "MSKU-93",
    "papers": "originals_held",
    "eta": date(2020, 9, 10),
}
"""One fact of each name, no two of them written alike."""

ENGLISH = {
    "channel": "letter",
    "debt_class": "doubtful",
    "ladder": "handed over",
    "event": "winding-up order",
    "finding": "provider's score",
    "hold_rule": "limit used",
    "entered_by": "no answer",
    "band": "medium risk",
    "segment": "insured, risky country",
    "buckets": "not due, >90",
    "square": "plan and security",
    "papers": "originals held",
}
CHINESE = {
    "channel": "信函",
    "debt_class": "准呆账",
    "ladder": "已移交催收",
    "event": "清盘令",
    "finding": "数据源评分",
    "grade": "未评级",
    "hold_rule": "已用额度",
    "entered_by": "无人应答",
    "band": "中风险",
    "segment": "有保险，高风险国家",
    "buckets": "未到期，>90",
    "square": "还款计划与担保",
    "papers": "正本提单在手",
}
"""How facts are said that are words of the trade; every other fact is said as it stands."""

CODES = {first_text(call) for f in functions("credit") for call in calls(f, "Reason") if is_whole(call)}
BEGINNINGS = {first_text(call) for f in functions("credit") for call in calls(f, "Reason") if not is_whole(call)}
COMPOSED = {f"alert_{kind}" for kind in AlertKind} | {f"clock_{kind}{end}" for kind in ClockKind for end in ("", "_missed")}


def test_the_trade_composes_no_other_codes() -> None:
    assert {"alert_", "clock_"} == BEGINNINGS
    assert len(CODES) > 15


@pytest.mark.parametrize("code", sorted(CODES | COMPOSED))
def test_every_code_is_said_in_both_languages_with_all_its_facts(code: str) -> None:
    facts = {**FACTS, "days": -41} if code.endswith("_missed") else FACTS
    english = reason(Reason(code, facts))
    with speaking("zh"):
        chinese = reason(Reason(code, facts))
        wanted = [CHINESE.get(name) or spoken(FACTS[name]) for name in places(_template(code))]
    assert english != chinese
    assert not [fact for fact in wanted if fact not in chinese]
    assert not [name for name in places(_template(code)) if (ENGLISH.get(name) or spoken(FACTS[name])) not in english]


def _template(code: str) -> str:
    sentence = reasons._SENTENCES[code]
    return sentence.many or sentence.one


GIVING = [f for f in functions("credit") if any(map(is_whole, calls(f, "Reason")))]


@pytest.mark.parametrize("function", GIVING, ids=lambda f: f.name)
def test_a_sentence_asks_for_nothing_the_trade_does_not_give(function: ast.FunctionDef) -> None:
    for call in calls(function, "Reason"):
        if is_whole(call):
            given = keys(function) | ({"amount"} if len(call.args) == 3 else set())
            assert places(_template(first_text(call))) <= given


@pytest.mark.parametrize("kind", AlertKind)
def test_an_alert_asks_for_nothing_its_rule_does_not_give(kind: AlertKind) -> None:
    rules = [f for f in functions("credit") if _has(f, ast.Yield) and f"AlertKind.{kind.name}" in ast.unparse(f)]
    assert len(rules) == 1
    assert places(_template(f"alert_{kind}")) <= keys(rules[0])


def _has(tree: ast.AST, kind: type[ast.AST]) -> bool:
    return any(isinstance(node, kind) for node in ast.walk(tree))


PUBLISHED: dict[str, ReasonFact] = {"provider": "gazette", "title": "Petition to wind up", "notice": "gazette:1"}


def test_an_alert_of_a_published_event_says_when_and_by_whom() -> None:
    rung = _alert(EventKind.WINDING_UP_PETITION, PUBLISHED)
    assert alert(rung) == "winding-up petition, published 2020-03-12 (gazette): Petition to wind up"
    with speaking("zh"):
        assert alert(rung) == "清盘呈请，2020-03-12 公告（gazette）：Petition to wind up"


def test_a_dismissed_petition_says_so_and_stands() -> None:
    rung = _alert(EventKind.WINDING_UP_PETITION, {**PUBLISHED, "title": "", "dismissed_on": date(2020, 6, 5)})
    told = "winding-up petition, published 2020-03-12 (gazette); dismissed on 2020-06-05, which does not clear it"
    assert alert(rung) == told


@pytest.mark.parametrize("kind", EventKind)
def test_every_published_event_is_said_as_a_reason_too(kind: EventKind) -> None:
    english = reason(Reason(f"alert_{kind}", PUBLISHED))
    with speaking("zh"):
        chinese = reason(Reason(f"alert_{kind}", PUBLISHED))
    assert english != chinese
    for said in (english, chinese):
        assert "gazette" in said
        assert "Petition to wind up" in said


def _alert(kind: AlertKind | EventKind, evidence: dict[str, ReasonFact]) -> Alert:
    return Alert(f"{kind}:C1:1", "C1", kind, Severity.CRITICAL, date(2020, 3, 12), date(2020, 3, 13), evidence)


def test_an_alert_of_the_ledger_is_told_from_its_evidence() -> None:
    rung = _alert(AlertKind.LIMIT_EXCEEDED, {"limit": Money(100_00, "USD"), "exposure": Money(150_00, "USD")})
    assert alert(rung) == "The exposure of 150.00 USD exceeds the limit of 100.00 USD."


def test_a_sum_that_leaves_somebody_out_says_so_in_both_languages() -> None:
    evidence: dict[str, ReasonFact] = {
        "limit": Money(100_00, "USD"),
        "exposure": Money(150_00, "USD"),
        "members": "A, B",
        "left_out": "",
    }
    whole = "150.00 USD stands with the group against its limit of 100.00 USD (A, B)."
    assert alert(_alert(AlertKind.GROUP_LIMIT_EXCEEDED, evidence)) == whole
    part = _alert(AlertKind.GROUP_LIMIT_EXCEEDED, {**evidence, "left_out": "C, D"})
    assert alert(part) == whole + " In part only: no rate for C, D."
    with speaking("zh"):
        assert alert(part) == "集团敞口 150.00 USD，已超集团额度 100.00 USD（A, B）。仅为部分金额：C, D 无可用汇率。"


@pytest.mark.parametrize(
    ("who", "on", "ends"),
    [
        ("", None, "of 100.00 USD."),
        ("Mei", date(2020, 3, 15), "of 100.00 USD. (seen by Mei on 2020-03-15)"),
        ("", date(2020, 3, 15), "of 100.00 USD. (seen on 2020-03-15)"),
    ],
)
def test_a_line_of_the_inbox_says_when_it_first_rang_and_who_has_seen_it(who: str, on: date | None, ends: str) -> None:
    rung = _alert(AlertKind.LIMIT_EXCEEDED, {"limit": Money(100_00, "USD"), "exposure": Money(150_00, "USD")})
    line = alert_line(replace(rung, acknowledged=on is not None, acknowledged_by=who, acknowledged_on=on))
    assert line.startswith("2020-03-13  The exposure")
    assert line.endswith(ends)


def test_one_day_and_many() -> None:
    facts: dict[str, ReasonFact] = {"invoice": "A1", "days": 1}
    assert reason(Reason("class_age", facts, Money(5_00, "USD"))) == "A1 is 1 day past due, 5.00 USD open."
    assert reason(Reason("class_age", {**facts, "days": 2}, Money(5_00, "USD"))) == "A1 is 2 days past due, 5.00 USD open."


def test_a_clock_that_ran_out_counts_the_days_since() -> None:
    facts: dict[str, ReasonFact] = {"due_on": date(2020, 3, 1), "days": -3, "subject": "A1", "stake": Money(9_00, "USD")}
    told = "The insurer should have heard of A1 by 2020-03-01, 3 days ago: 9.00 USD of cover is at stake."
    assert reason(Reason("clock_insurer_notice_missed", facts)) == told


CONDITIONS = {first_text(call) for f in functions("credit") for call in calls(f, "Condition")}


@pytest.mark.parametrize("kind", sorted(CONDITIONS))
@pytest.mark.parametrize("value", [Money(20_000_00, "USD"), Decimal(30)])
def test_every_condition_is_said_in_both_languages(kind: str, value: Money | Decimal) -> None:
    english = condition(Condition(kind, value))
    with speaking("zh"):
        chinese = condition(Condition(kind, value))
    assert english != chinese
    valued = kind not in ("letter_of_credit", "fresh_report", "insurer_agrees")  # these carry no value
    assert (spoken(value) in english, spoken(value) in chinese) == (valued, valued)


def test_a_code_nobody_wrote_a_sentence_for_is_our_fault() -> None:
    with pytest.raises(KeyError):
        reason(Reason("moon_phase"))


def test_a_buyer_that_used_to_pay_before_the_day_came_early() -> None:
    facts: dict[str, ReasonFact] = {
        "invoice": "A1", "days": 9, "open": Money(5_00, "USD"), "invoices": 20, "usual": -2, "latest": 1
    }  # fmt: skip
    told = "A1 is 9 days late with 5.00 USD open; its last 20 invoices came 2 days early, nearly all by day 1."
    assert reason(Reason("alert_overdue_beyond_habit", facts)) == told


def test_no_mark_of_a_source_stands_in_a_sentence() -> None:
    facts: dict[str, ReasonFact] = {"invoice": "A1", "on": date(2026, 3, 9), "law": "GB", "rule": "[K] Limitation Act 1980 s. 5"}
    assert reason(Reason("time_barred", facts)) == (
        "A1 is time-barred under every law that may govern: 2026-03-09 was the last day of all, under the law of GB "
        "(Limitation Act 1980 s. 5)."
    )


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_refund_nobody_wrote_down_is_no_dash_in_a_sentence(lang: str) -> None:
    facts: dict[str, ReasonFact] = {"subject": "I1", "due_on": date(2026, 4, 15), "working_days": 10, "country": "CN"}
    untold = {"en": ("how much that is, nobody wrote down", "which nobody wrote down"), "zh": ("退税金额未记录", "其金额未记录")}
    with speaking(lang):
        running = reason(Reason("clock_tax_refund", {**facts}))
        missed = reason(Reason("clock_tax_refund_missed", {**facts, "days": -3}))
        known = reason(Reason("clock_tax_refund", {**facts, "stake": Money.of(9, "CNY")}))
    for told, sentence in zip(untold[lang], (running, missed), strict=True):
        assert told in sentence
        assert " - " not in sentence
    assert "9.00 CNY" in known
