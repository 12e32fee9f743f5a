"""Where the forecast of an open invoice comes from: each fact that moved it, and what it would be without that fact."""

from collections.abc import Iterator, Sequence

from credit.assessment import Assessment
from credit.foresight.forecast import Forecast, day_of, forecast_buyer
from credit.foresight.outlook import Outlook
from credit.foresight.reasons import Moved
from credit.money import Money
from tui.views.explanation import Explained, Inputs
from tui.views.forecast import chance, soonest, weighed
from tui.views.snapshot import Snapshot
from wording.reasons import reason as reason_sentence

__all__ = ["explained_forecast"]


def explained_forecast(entry: Assessment, shown: Snapshot, most: int | None = None) -> Iterator[Explained]:
    """Of each open invoice the chances, the days and its value, the soonest expected first; at `most` so many invoices."""
    learnt = shown.learnt
    mine = weighed(entry, learnt)
    for one in soonest(forecast_buyer(entry, learnt))[:most]:
        number = one.item.invoice.id
        yield from _told(one, mine.most(mine.items[number]), entry)
        moved = round(learnt.moved(one.outlook), 4)
        minor = entry.base_open[number]
        open_amount = Money(minor, entry.base) if minor is not None else None
        worth: Inputs = (("open", open_amount), ("moved", f"{moved:.4f}"))
        yield Explained(f"rank_value:{number}", one.rank_value, worth, entry.on, about=number)


def _told(one: Forecast, moved: Sequence[Moved], entry: Assessment) -> Iterator[Explained]:
    look, number = one.outlook, one.item.invoice.id
    due: Inputs = (("due_on", one.item.invoice.due_on), ("today", entry.on))
    for figure, value in _figures(look).items():
        facts: Inputs = tuple(
            told
            for each in moved
            for told in (("why", reason_sentence(each.reason)), ("without", _figures(each.without)[figure]))
        )
        yield Explained(f"{figure}:{number}", value, (*due, *facts), entry.on, about=number)


def _figures(look: Outlook) -> dict[str, object]:
    return {
        "p_late": chance(look.late),
        "p_late_30": chance(look.late_month),
        "expected_paid": day_of(look.paid),
        "paid_from": day_of(look.low),
        "paid_until": day_of(look.high),
    }
