"""The order check and the advice beside it, for scripts and for people; and what was let pass for new orders."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from credit.assessment import Assessment
from credit.decision import OrderRelease
from credit.limits.group import group_of
from credit.money import Money
from credit.orders.advice import advice_for, usual_order
from credit.orders.check import OrderCheck, check_order
from credit.orders.payment_method import Advice, PaymentMethod, Way
from credit.orders.weighing import Documents
from credit.terms import Terms
from tui.views.explained import explained_rows
from tui.views.explained_order import explained_order, order_sums
from tui.views.missing import nulls
from tui.views.order_instalments import instalment_records, order_instalments
from tui.views.records import reason_records
from tui.views.snapshot import Snapshot
from wording import figures, terms
from wording.listing import clauses, listed
from wording.reasons import condition as condition_sentence
from wording.reasons import reason as reason_sentence
from wording.words import _

__all__ = [
    "advice_line",
    "advice_record",
    "check_lines",
    "check_record",
    "checked",
    "customer_advice",
    "release_line",
    "release_records",
]

Record = dict[str, Any]
Line = tuple[str, str, str]


def check_record(customer_id: str, answer: OrderCheck, on: date, refreshed: bool, failure: Mapping[str, str]) -> Record:
    """The answer to an order check; `failure` says how the provider failed, where it did."""
    report = {
        "provider": answer.report_provider or None,
        "as_of": answer.report_as_of,
        "age_days": answer.report_age_days,
        "refreshed": refreshed,
        **failure,
    }
    figures_after = {
        "headroom": answer.headroom,
        "exposure_after": answer.exposure_after,
        "own_risk_after": answer.own_risk_after,
    }
    return {
        "customer_id": customer_id,
        "as_of": on,
        "verdict": answer.verdict,
        "reasons": reason_records(answer.reasons),
        "conditions": [
            {"kind": c.kind, "value": c.value or None, "rule": c.rule or None, "text": condition_sentence(c)}
            for c in answer.conditions
        ],
        **figures_after,
        "terms": str(answer.terms) or None,
        "instalments": instalment_records(answer),
        "rules": _rule_records(answer),
        "advice": advice_record(answer.advice),
        "report": report,
        "explained": explained_rows(explained_order(answer, on)),
        "missing": sorted(nulls(figures_after)),
    }


def _rule_records(answer: OrderCheck) -> list[Record]:
    """What each rule saw."""
    return [
        {
            "name": look.name,
            "applies": look.applies,
            "fired": look.fired,
            "threshold": look.threshold,
            "value": look.value,
            "released_until": look.released_until,
        }
        for look in answer.rules
    ]


def advice_record(advice: Advice) -> Record:
    """How to have an order paid, and why."""
    (why,) = reason_records((advice.reason,))
    return {
        "method": advice.method,
        "deposit_percent": advice.deposit_percent,
        "days": advice.days,
        "ways": [{"method": way.method, "deposit_percent": way.deposit_percent, "days": way.days} for way in advice.ways],
        "reason": why["text"],
        "row": advice.row or None,
        "facts": why["facts"],
        "changed_by": reason_records((advice.square,) if advice.square is not None else ()),
    }


def release_records(entry: Assessment) -> list[Record]:
    """The release log: what was let pass for new orders, the latest first, and what of it still is."""
    return [
        {
            "id": release.id,
            "on": release.on,
            "rules": list(release.rules),
            "until": release.until,
            "reason": release.reason,
            "who": release.who,
            "runs": release.on <= entry.on <= release.until,
        }
        for release in reversed(entry.account.releases)
    ]


def release_line(release: OrderRelease) -> str:
    """What was let pass, until when, by whom and why."""
    rules = listed(terms.hold_rule(rule) for rule in release.rules)
    return _("{rules} until {day}, {who}: {why}").format(
        rules=rules, day=figures.day(release.until), who=figures.safe(release.who), why=figures.safe(release.reason)
    )


def customer_advice(shown: Snapshot, entry: Assessment) -> Advice:
    """How the buyer's next order should be paid, one as large as the largest of the last year."""
    return advice_for(entry, shown.book, usual_order(entry, shown.book.rates))


def advice_line(advice: Advice) -> str:
    """`30 % T/T at the order, then O/A 60 days: row ...`."""
    told = _("{what}: {why}").format(what=_way(advice.way), why=reason_sentence(advice.reason))
    told = told if advice.square is None else clauses((told, reason_sentence(advice.square)))
    return clauses((told, ways_line(advice))) if len(advice.ways) > 1 else told


def ways_line(advice: Advice) -> str:
    """`to be asked for in turn: ...; nothing less secure`."""
    told = " / ".join(map(_way, advice.ways))
    return _("to be asked for in turn: {ways}; nothing less secure").format(ways=told)


def _way(way: Way) -> str:
    if way.method is PaymentMethod.TT:
        return _("all of it by T/T in advance") if way.deposit_percent >= 100 else _share(way)
    days = _("{n} days").format(n=way.days) if way.days else _("at sight")
    rest = f"{_method(way.method)} {days}"
    return _("{share}, then {rest}").format(share=_share(way), rest=rest) if way.deposit_percent else rest


def _share(way: Way) -> str:
    return _("{percent} % T/T at the order").format(percent=way.deposit_percent)


def _method(method: PaymentMethod) -> str:
    return _("confirmed L/C") if method is PaymentMethod.CONFIRMED_LC else METHODS[method]


METHODS: Mapping[PaymentMethod, str] = {
    PaymentMethod.OA: "O/A",
    PaymentMethod.DA: "D/A",
    PaymentMethod.DP: "D/P",
    PaymentMethod.LC: "L/C",
}


def checked(
    shown: Snapshot, id: str, amount: Money, terms: Terms, documents: Documents = Documents.BANK, incoterm: str = ""
) -> OrderCheck:
    """What the order check says of an order of a buyer in the book, its group looked at too; raises `UnknownBuyer`."""
    group, entry = group_of(shown.assessed, id), shown.assessed.of(id)
    tightest, family = (group.tightest, group.relatives(id)) if group else (None, ())
    return check_order(entry, amount, shown.book, terms, documents, incoterm, tightest, family)


def check_lines(answer: OrderCheck) -> tuple[Line, ...]:
    """The answer for people."""
    lines: list[Line] = [(_("Verdict"), terms.verdict(answer.verdict), "")]
    lines += _listed(_("Because"), (reason_sentence(reason) for reason in answer.reasons))
    lines += _listed(_("If"), dict.fromkeys(condition_sentence(condition) for condition in answer.conditions))
    sums = order_sums(answer)
    lines.append(_summed(_("Room before"), answer.headroom, sums.get("headroom")))
    lines.append(_summed(_("Exposure after"), answer.exposure_after, sums.get("exposure_after")))
    lines.append(_summed(_("Own risk after"), answer.own_risk_after, sums.get("own_risk_after")))
    lines += order_instalments(answer)
    lines.append((_("Payment"), advice_line(answer.advice), ""))
    return tuple(lines)


def _summed(label: str, amount: Money | None, made_of: str | None) -> Line:
    """A figure and the sum it is."""
    told = figures.money(amount)
    return label, f"{told} = {made_of}" if made_of is not None else told, ""


def _listed(label: str, said: Iterable[str]) -> list[Line]:
    return [(label if place == 0 else "", text, "") for place, text in enumerate(said)]
