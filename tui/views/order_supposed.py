"""What an order would do, for people: the answer, each rule that looked, and what is at stake and lost before and after."""

from collections.abc import Iterator

from credit.five_classes import DebtClass
from credit.order_what_if import OrderOutlook
from credit.orders.check import RuleLook
from credit.orders.hold_rules import RuleName
from credit.orders.verdict import Measure
from tui.views.order_check import check_lines
from wording import figures, terms
from wording.sentence import spoken
from wording.words import _

__all__ = ["supposed_lines"]

Line = tuple[str, str]


def supposed_lines(found: OrderOutlook) -> tuple[Line, ...]:
    """Label and text of each line, what decides first."""
    told = [(label, text) for label, text, _tone in check_lines(found.check)]
    places = (_("Exposure after"), _("Own risk after"))
    kept = [(label, text) for label, text in told if label not in places]
    return (kept[0], *_before_and_after(found), *kept[1:], *_rules(found.check.rules))


def _before_and_after(found: OrderOutlook) -> Iterator[Line]:
    pairs = (
        (_("Exposure"), found.exposure, found.check.exposure_after),
        (_("Own risk"), found.own_risk, found.check.own_risk_after),
        (_("Loss, house"), found.loss_before, found.loss_after),
    )
    for label, before, after in pairs:
        yield label, _("{before} -> {after}").format(before=figures.money(before), after=figures.money(after))
    yield "", _("the loss as though it were invoiced on {day}").format(day=figures.day(found.on))


def _rules(looks: tuple[RuleLook, ...]) -> Iterator[Line]:
    """The rules that fired with what they saw, then the others by name."""
    for place, look in enumerate([look for look in looks if look.fired]):
        told = _("{rule}: {found}").format(rule=terms.hold_rule(look.name.value), found=_found(look))
        yield (_("Rules") if place == 0 else ""), told
    quiet = [terms.hold_rule(look.name.value) for look in looks if look.applies and not look.fired]
    if quiet:
        yield _("Kept"), ", ".join(quiet)


def _found(look: RuleLook) -> str:
    """What the rule saw and what stops there, as each rule measures it."""
    words = {
        RuleName.ACCOUNT_STATUS: _("{value}; {threshold} or worse stops an order"),
        RuleName.UNDECIDED_NOTICE: "{value}",
        RuleName.NO_LIMIT: _("none was ever set"),
        RuleName.LIMIT_EXPIRED: _("in force no longer since {threshold}"),
        RuleName.NO_RECORD: _("{value} invoices settled; at least one is asked for"),
        RuleName.UNINSURED: _("on {value}; covered until {threshold}"),
    }.get(look.name, _("{value}, the policy allows {threshold}"))
    return words.format(value=_said(look.value), threshold=_said(look.threshold))


def _said(value: Measure | None) -> str:
    """A figure as everywhere; a class or an event in the words of the trade."""
    if isinstance(value, str):
        return terms.debt_class(value) if value in tuple(DebtClass) else terms.alert_kind(value)
    return spoken(value)
