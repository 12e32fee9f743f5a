"""The order that a provider watch a buyer by itself: what it costs is said first, and nothing is sent without a budget for it."""

from credit.money import Money
from integrations.providers.watching import Watching
from tui.asked import Reports
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.heeding import failed
from tui.plain import facts_text
from wording import figures
from wording.provider_trouble import seen
from wording.words import _

__all__ = ["have_watched"]


def have_watched(opened: Opening, provider: Reports) -> Exit:
    """Order it for one buyer, within the budget that was given for it."""
    a, name = opened.arguments, figures.safe(provider.info.name)
    price = provider.watch_price if isinstance(provider, Watching) else None
    if (against := _against(a.buyer, provider, price)) or not isinstance(provider, Watching) or price is None:
        narrate(against.format(provider=name))
        return Exit.USAGE
    desk = opened.desk()
    buyer = desk.book.account(a.buyer).as_known_on(desk.on).customer
    told = _("To have {buyer} watched by {provider} costs {price}.")
    narrate(told.format(buyer=figures.safe(buyer.name), provider=name, price=figures.money(price)))
    budget = Money.of(a.budget[0].replace(",", ""), a.budget[1].upper()) if a.budget else None
    if budget is None or budget.currency != price.currency or budget < price:
        narrate(_("Nothing was ordered: --budget AMOUNT CURRENCY says that it may cost that much, in the currency of the price."))
        return Exit.BUDGET
    result = provider.watch(buyer, desk.on, lambda asked: asked == price)
    if a.json:
        record = {"provider": result.provider, "customer_id": buyer.id, "status": str(result.ending), "reason": result.reason}
        write_json({**record, "cost": result.cost, "missing": [] if result.cost else ["cost"]})
    elif result.answered:
        done = seen(result.reason) if result.reason else _("ordered: what changes is read by each refresh")
        write_text(facts_text([(figures.safe(buyer.id), done, "")]))
    if result.answered:
        return Exit.DONE
    narrate(failed(result))
    return Exit.BUDGET if result.reason in ("budget_spent", "day_budget_spent") else Exit.PROVIDER


def _against(buyer: str, provider: Reports, price: Money | None) -> str:
    """Why nobody can be asked; empty where nothing speaks against it."""
    if not buyer:
        return _("Say who is to be watched: --buyer ID.")
    if not isinstance(provider, Watching) or not provider.takes_orders:
        return _("{provider} takes no order to watch a buyer, or `monitoring` does not stand in its file.")
    if price is None:
        return _(
            "What it costs to have a buyer watched is not written down: `monitoring_cost` in the file of {provider} says it."
        )
    return ""
