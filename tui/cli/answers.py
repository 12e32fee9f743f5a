"""Commands that only read: portfolio, customer, queue, and lists of the house."""

from collections.abc import Mapping
from datetime import date

from credit.age_basis import AgedFrom
from credit.queue_change import Changed, changed, queue_stood
from tui.cli.exits import Exit
from tui.cli.grouped import groups
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_csv, write_json, write_table, write_text
from tui.plain import facts_text
from tui.remembered import read_memory
from tui.views import customer as customer_view
from tui.views.aged import aged_from
from tui.views.cash_speed import house_at_risk, house_turnover, risk_lines, speed_lines
from tui.views.control_group import control_line, control_record
from tui.views.customer_record import customer_record
from tui.views.explained import explained_buyer, explained_house, explained_lines, explained_record
from tui.views.filtering import kept
from tui.views.forecast import buyer_forecast_lines
from tui.views.house import house
from tui.views.loss import legend_lines, loss_lines, loss_of, loss_record, loss_table
from tui.views.loss_tried import tried_line, tried_of, tried_record, tried_table
from tui.views.movers import mover_lines, mover_list, pressed_lines, pressed_records
from tui.views.portfolio import aging_line, by_currency, headline
from tui.views.portfolio import portfolio as portfolio_table
from tui.views.proposals import waiting_summary
from tui.views.queue import held
from tui.views.queue import queue as queue_table
from tui.views.queue_record import queue_record
from tui.views.queue_since import since_lines, since_record
from tui.views.records import portfolio_record
from tui.views.reports import reports
from tui.views.safe import safe_line, safe_record, safe_table
from tui.views.sharing import only_mine
from tui.views.snapshot import RowMemory, Snapshot, looked_at
from tui.views.timeline import timeline
from wording import figures
from wording.words import _

__all__ = ["customer", "explain", "portfolio", "queue", "report_ecl", "report_safe"]


def portfolio(opened: Opening) -> Exit:
    """Every buyer."""
    arguments = opened.arguments
    shown = opened.desk().look()
    since, saved = AgedFrom(arguments.aged_from), _saved(opened)
    words = _asked_for(opened, shown, saved)
    if arguments.groups:
        return groups(arguments, shown, words, saved)
    if arguments.json:
        record = portfolio_record(shown, arguments.sort, words, since, saved)
        write_json(record | {"pressed": pressed_records(shown)} if arguments.pressed else record)
        return Exit.DONE
    if arguments.csv:
        write_csv(portfolio_record(shown, arguments.sort, words, saved=saved)["customers"])
        return Exit.DONE
    if arguments.movers:
        write_text(facts_text(mover_list(shown)))
        return Exit.DONE
    # before anything is written: the filter may not be readable
    table = kept(portfolio_table(shown, RowMemory(), arguments.sort, whose=not arguments.mine), shown, words, saved)
    totals = house(shown)
    figures_above = (
        *headline(totals),
        *aging_line(aged_from(shown, totals, since), since),
        *by_currency(totals),
        *speed_lines(house_turnover(shown)),
        *risk_lines(house_at_risk(shown), shown.book.policy.turnover.at_risk_days),
        *loss_lines(loss_of(shown), shown),
        *mover_lines(shown),
        *waiting_summary(shown),
        *(pressed_lines(shown) if arguments.pressed else ()),
    )
    write_text(facts_text(figures_above) + "\n")
    write_table(table)
    return Exit.DONE


def customer(opened: Opening) -> Exit:
    """One buyer in full."""
    shown, id = opened.desk().glance(), opened.arguments.id
    if opened.arguments.json:
        write_json(customer_record(shown, id))
        return Exit.DONE
    write_text(facts_text(customer_view.facts(shown, id)) + "\n")
    write_table(customer_view.items(shown, id))
    if foreseen := buyer_forecast_lines(shown, shown.assessed.of(id)):
        write_text("\n" + _("When it will be paid") + "\n" + facts_text(foreseen))
    write_text("\n" + facts_text(reports(shown, id)))
    write_text("\n" + facts_text(timeline(shown, id, most=20)))
    return Exit.DONE


def explain(opened: Opening) -> Exit:
    """Where each figure of a buyer, or of the house, comes from."""
    shown, a = opened.desk().glance(), opened.arguments
    found = explained_buyer(shown, a.id, every=True) if a.id else explained_house(shown)
    if a.figure:
        known = sorted({one.figure.partition(":")[0] for one in found})
        found = tuple(one for one in found if a.figure in (one.figure, one.figure.partition(":")[0]))
        if not found:
            narrate(_("There is no figure {figure} here. These are: {known}.").format(figure=a.figure, known=", ".join(known)))
            return Exit.USAGE
    if a.json:
        write_json({**looked_at(shown), **explained_record(found, shown.on)})
    else:
        write_text(facts_text(explained_lines(found)))
    return Exit.DONE


def queue(opened: Opening) -> Exit:
    """Today's work."""
    arguments = opened.arguments
    shown, saved, since = opened.desk().look(), _saved(opened), arguments.since
    if since is not None and since >= shown.on:
        narrate(_("--since lies before the day that is shown, {day}.").format(day=figures.day(shown.on)))
        return Exit.USAGE
    words = _asked_for(opened, shown, saved)
    if arguments.json or arguments.csv:
        record = queue_record(shown, arguments.top, arguments.lane, arguments.held, words, saved)
        if arguments.json:
            told = {"changed": since_record(_changed(shown, since), shown)} if since is not None else {}
            write_json({**record, "control_group": control_record(shown.lessons.controlled), **told})
        else:
            write_csv(record["held"] if arguments.held else record["items"])
        return Exit.DONE
    if arguments.held:
        write_table(kept(held(shown), shown, words, saved))
        return Exit.DONE
    table = queue_table(shown, RowMemory(), "dunnage queue --held", whose=not arguments.mine)
    asked_for = {row.key for row in kept(table, shown, words, saved)}
    wanted = [task.customer_id for task in shown.work.tasks if not arguments.lane or task.lane == arguments.lane]
    first = set([id for id in wanted if id in asked_for][: arguments.top])
    if since is not None:
        write_text(facts_text(since_lines(_changed(shown, since), shown)) + "\n")
    if waits := facts_text(waiting_summary(shown)):
        write_text(waits + "\n")
    write_table(table.where(lambda row: row.key in first))
    if compared := control_line(shown.lessons.controlled):
        write_text(f"\n{compared}\n")
    return Exit.DONE


def _changed(shown: Snapshot, since: date) -> Changed:
    """What became of the queue since that day, as it was known then."""
    return changed(queue_stood(shown.book, since), shown.work, since)


def _saved(opened: Opening) -> Mapping[str, str]:
    """Filters kept by name, read where one is asked for; the demo remembers nothing. Raises `MemoryUnreadable`."""
    asked_for = "@" in opened.arguments.filter and not opened.arguments.demo
    return read_memory(opened.places.memory).filters if asked_for else {}


def _asked_for(opened: Opening, shown: Snapshot, saved: Mapping[str, str]) -> str:
    """The filter, kept to what is one's own or everybody's where that is said."""
    arguments = opened.arguments
    return only_mine(arguments.filter, shown, saved) if arguments.mine else str(arguments.filter)


def report_safe(opened: Opening, shown: Snapshot) -> Exit:
    """Deferred receipts that are to be reported to the State Administration of Foreign Exchange."""
    record = safe_record(shown)
    if opened.arguments.json:
        write_json(record)
    elif opened.arguments.csv:
        write_csv(record["reports"])
    else:
        write_text(facts_text([safe_line(shown)]) + "\n")
        write_table(safe_table(shown))
    return Exit.DONE


def report_ecl(opened: Opening, shown: Snapshot) -> Exit:
    """The provision matrix of the expected credit loss."""
    found = loss_of(shown)
    if opened.arguments.json:
        write_json({**loss_record(found, shown), "last_quarter": tried_record(tried_of(shown))})
    elif opened.arguments.csv:
        record = loss_record(found, shown)
        rows = [{"segment": s["segment"], **bucket} for s in record["segments"] for bucket in s["buckets"]]
        write_csv([*rows, *({"segment": one["customer_id"], "loss": one["loss"]} for one in record["individual"])])
    else:
        write_text(facts_text(loss_lines(found, shown)) + "\n")
        write_table(loss_table(found))
        write_text("".join(f"{mark}  {told}\n" for mark, told, _tone in legend_lines(found)))
        tried = tried_of(shown)
        write_text(f"\n{tried_line(tried)}\n")
        if tried.told:
            write_table(tried_table(tried))
    return Exit.DONE
