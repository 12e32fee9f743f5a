"""Why one buyer's report is renewed before another's: what is at stake and how old the last opinion is."""

from typing import Any

from credit.report_need import ReportNeed
from wording import figures
from wording.words import _, plural

__all__ = ["need_record", "need_text"]


def need_record(need: ReportNeed) -> dict[str, Any]:
    """The need for scripts; amounts in base currency, `value` is a rank."""
    return {"at_stake": need.at_stake, "ordered": need.ordered, "age_days": need.age_days, "value": need.value}


def need_text(need: ReportNeed) -> str:
    """The need in a few words."""
    if need.at_stake is None:
        amount = _("at stake what no rate of exchange is known for")
    elif need.ordered:
        amount = _("{amount} at stake, {ordered} of it ordered and not shipped").format(
            amount=figures.money(need.at_stake), ordered=figures.money(need.ordered)
        )
    else:
        amount = _("{amount} at stake").format(amount=figures.money(need.at_stake))
    if need.age_days is None:
        return _("{amount}, no report yet").format(amount=amount)
    return plural("{amount}, report {n} day old", "{amount}, report {n} days old", need.age_days).format(
        amount=amount, n=need.age_days
    )
