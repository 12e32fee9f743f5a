"""Who can be asked, what is left to spend on it and how it stood last; and what it answered, let go."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from integrations.keeping.records import Records
from integrations.keeping.spending import State, month_of
from tui.asked import Named
from tui.cli.exits import Exit
from tui.cli.have_watched import have_watched
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.cli.rekeying import begun_anew, key_told
from tui.cli.self_check import self_checked
from tui.cli.settling import settle
from tui.cli.trying import tried
from tui.offers import budget_left
from tui.plain import facts_text
from wording import figures
from wording.listing import clauses
from wording.words import _, plural

__all__ = ["providers", "row_of"]


def providers(opened: Opening) -> Exit:
    """List them, try one, let go of what one answered, settle a call nobody knows the charge of, or go by another key."""
    a = opened.arguments
    if a.act in ("settle", "anew"):
        return (settle if a.act == "settle" else begun_anew)(opened)
    if a.whom:
        narrate(_("A buyer and what became of a call belong to `providers settle`; `test` and `watch` take --buyer ID."))
        return Exit.USAGE
    found = {provider.info.name: provider for provider in opened.providers()}
    kept = opened.records().kept_by() if a.act == "purge" else frozenset[str]()
    if a.act and a.name not in (*found, *kept) and (a.act in ("test", "watch") or a.name):
        narrate(_("No such provider is configured. `dunnage paths` says where provider files belong."))
        return Exit.USAGE
    if a.act == "purge":
        return _purged(opened, [a.name] if a.name else sorted({*found, *kept}))
    if a.act == "check" or not a.act:
        named = [found[a.name]] if a.name else list(found.values())
        return self_checked(opened, named) if a.act else _listed(opened, [each.info for each in named])
    return (have_watched if a.act == "watch" else tried)(opened, found[a.name])


@dataclass(frozen=True, slots=True)
class Row:
    """One provider and what the records of this machine say of it."""

    info: Named
    last_ok: datetime | None
    refused_at: datetime | None
    charged: int
    """Calls of this month that were charged, or may have been."""
    doubtful: int
    """Calls of any month of which nobody knows whether they were charged, or what became of the order."""
    under_way: int
    answers: int


def row_of(records: Records, info: Named) -> Row:
    """What is known of one provider."""
    standing = records.standings.of(info.name)
    entries = [entry for entry in records.spending.entries() if entry.provider == info.name]
    now = month_of(datetime.now(UTC))
    return Row(
        info,
        standing.last_ok,
        standing.refused_at if standing.refused else None,
        sum(1 for entry in entries if month_of(entry.at) == now and entry.counts),
        sum(1 for entry in records.unsettled() if entry.provider == info.name),
        sum(1 for entry in entries if entry.state is State.ORDERED),
        records.kept_of(info.name),
    )


def _listed(opened: Opening, infos: Iterable[Named]) -> Exit:
    rows = [row_of(opened.records(), info) for info in infos]
    ended = key_told(opened)
    if opened.arguments.json:
        written = [_record(row) for row in rows]
        missing = sorted({name for record in written for name, value in record.items() if value is None})
        write_json({"providers": written, "key_lost": ended is not Exit.DONE, "missing": missing})
        return ended
    write_text(facts_text([(row.info.name, _told(row), "") for row in rows]) or _("No provider is configured.") + "\n")
    return ended


def _record(row: Row) -> dict[str, Any]:
    info, rate = row.info, row.info.rate
    return {
        "name": info.name,
        "kind": info.kind,
        "base_url": info.base_url,
        "host": info.host,
        "billable": info.billable,
        "cost": info.cost,
        "budget": info.tightest.budget if info.tightest else None,
        "budget_left": info.tightest.left if info.tightest else None,
        "budgets": [{"amount": each.budget, "left": each.left, "per": each.per} for each in info.budgets],
        "calls_charged": row.charged,
        "calls_in_doubt": row.doubtful,
        "orders_under_way": row.under_way,
        "last_ok": row.last_ok,
        "paused": row.refused_at is not None,
        "paused_since": row.refused_at,
        "rate": {"calls": rate.calls, "seconds": str(rate.seconds)} if rate else None,
        "renewed_days": info.renewed_days,
        "answers_kept": row.answers,
    }


def _told(row: Row) -> str:
    """One provider in a line: whom it asks, money, how it stood."""
    info, rate = row.info, row.info.rate
    parts = [f"{info.kind}  {info.host}", *_money(row)]
    if row.under_way:
        parts.append(plural("{n} order under way", "{n} orders under way", row.under_way).format(n=row.under_way))
    if rate is not None:
        parts.append(_("at most {calls} calls in {seconds} s").format(calls=rate.calls, seconds=f"{rate.seconds:g}"))
    if info.renewed_days:
        parts.append(plural("renewed every day", "renewed every {n} days", info.renewed_days).format(n=info.renewed_days))
    parts.append(_("last answered {moment} UTC").format(moment=_moment(row.last_ok)) if row.last_ok else _("never answered yet"))
    if row.refused_at:
        parts.append(_("paused: it refused the key on {moment} UTC").format(moment=_moment(row.refused_at)))
    return clauses(parts)


def _money(row: Row) -> Iterator[str]:
    """What it costs, what is left, and what nobody is sure of."""
    info, n = row.info, row.doubtful
    if info.billable:
        price = _("{price} a report").format(price=figures.money(info.cost))
        yield price if info.cost else _("bills, price not written down")
    yield from map(budget_left, info.budgets)
    if n:
        told = plural(
            "{n} call waits for your word (dunnage providers settle)",
            "{n} calls wait for your word (dunnage providers settle)",
            n,
        )
        yield told.format(n=n)


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _purged(opened: Opening, names: list[str]) -> Exit:
    """Remove what providers answered; of all of them without a name. What was spent stays written down."""
    try:
        removed = {name: opened.records().clear(name) for name in names}
    except OSError:
        told = _("The kept answers in {path} cannot be removed. Mend the permissions there.")
        narrate(told.format(path=opened.places.records))
        return Exit.LOCKED
    if opened.arguments.json:
        write_json({"removed": removed})
    else:
        lines = [(name, plural("{n} answer removed", "{n} answers removed", n).format(n=n), "") for name, n in removed.items()]
        write_text(facts_text(lines))
    return Exit.DONE
