"""The queue: one row a buyer, why it stands there, what to do next; and what is held, with its day of return."""

from credit.activity import Channel
from credit.assessment import Assessment
from credit.clocks.clock import Clock
from credit.clocks.day_count import WEEKDAYS
from credit.reason import Reason
from credit.treatment import NextStep
from credit.worklist import Held, Lane, Task, pinned
from tui.views.calling import call_line
from tui.views.filtering import sought
from tui.views.in_transit import stop_cell
from tui.views.notices import waiting_line
from tui.views.proposals import proposal_lines
from tui.views.sharing import WHOSE, holder_cell
from tui.views.snapshot import RowMemory, Snapshot
from tui.views.table import Align, Column, Row, Table
from wording import figures, terms
from wording.reasons import reason as reason_sentence
from wording.steps import step_line
from wording.words import _, plural

__all__ = ["clock_line", "held", "held_line", "queue", "why"]


def columns(base: str, *, stops: bool, whose: bool) -> tuple[Column, ...]:
    """Columns of the queue, values in `base`; what can be stopped, and who has a buyer, only where there is any.

    Who has it takes its room from the name.
    """
    return (
        Column("rank", "#", 3, Align.RIGHT, priority=4),
        Column("lane", _("Lane"), 6),
        Column("name", _("Buyer"), 17 - WHOSE if whose else 18, grows=True),
        Column("debt_class", _("Class"), 8, priority=2),
        Column("overdue", _("Overdue"), 11, Align.RIGHT, priority=1),
        Column("value_per_day", _("{base}/day").format(base=base), 9, Align.RIGHT),
        Column("next_step", _("Next step"), 23),
        Column("due_on", _("By"), 10, priority=3),
        Column("can_stop", _("Can stop"), 22, priority=3, hidden=not stops),
        Column("who", _("Whose"), WHOSE, hidden=not whose),
    )


def queue(shown: Snapshot, memory: RowMemory, lists_held: str = "H", *, whose: bool = True, most: int | None = None) -> Table:
    """Today's work in its order, at most the first `most`; `lists_held` is the key or the command that shows who is held.

    With `whose` a row says who has the buyer, once anybody has one.
    """
    rows = tuple(_placed(str(place), task, shown, memory) for place, task in enumerate(shown.work.tasks[:most], 1))
    stops, held_by = (any(row.cells[place] for row in rows) for place in (-2, -1))
    return Table(columns(shown.book.base, stops=stops, whose=whose and held_by), rows, _empty(shown, lists_held))


def _empty(shown: Snapshot, lists_held: str) -> str:
    """What is said where no row stands: nobody is to be called, or nobody yet."""
    if shown.work.tasks:
        return _("No row matches the filter. Esc clears it.")
    held = len(shown.work.held)
    if not held:
        return _("Nothing to do today: nobody is overdue beyond grace by more than a trifle, and nothing happened.")
    told = plural(
        "Nothing to do today: {n} buyer is held; {list} shows it and why.",
        "Nothing to do today: {n} buyers are held; {list} shows them and why.",
        held,
    )
    return told.format(n=held, list=lists_held)


def _placed(rank: str, task: Task, shown: Snapshot, memory: RowMemory) -> Row:
    """The task's row; where others left or came before it, its rank alone is written anew."""
    row = memory.row(task.customer_id, task, lambda: _row(rank, task, shown))
    if row.cells[0] != rank:
        rest = row.haystack.partition(" ")[2]  # its first word is the rank
        row = Row(row.key, (rank, *row.cells[1:]), row.tone, f"{rank} {rest}")
        memory.made[row.key] = (task, row)
    return row


def _row(rank: str, task: Task, shown: Snapshot) -> Row:
    entry = shown.assessed.by_id[task.customer_id]
    name = figures.safe(entry.account.customer.name)
    cells = (
        rank,
        terms.lane(task.lane) + pin_sign(entry),
        name,
        terms.debt_class_short(entry.debt_class.value),
        figures.short(entry.exposure.overdue),
        figures.amount(task.value_per_day),
        _step_cell(task.step),
        figures.day(task.step.due_on),
        stop_cell(entry),
        holder_cell(entry),
    )
    tone = {Lane.CLOCK: "critical", Lane.EVENT: "warning", Lane.VALUE: ""}[task.lane]
    haystack = f"{' '.join(cells)} {sought(entry)}".lower()
    return Row(task.customer_id, cells, tone, haystack)


def pin_sign(entry: Assessment) -> str:
    """The sign of a place that a person gave: `^` the head, `v` the end; empty where the rules placed it."""
    return "" if entry.pin is None else "v" if entry.pin.last else "^"


def _step_cell(step: NextStep) -> str:
    """What is done and how; what is no word to the buyer has no channel."""
    action = terms.action(step.action)
    return action if step.channel == Channel.NOTE else _("{what} ({why})").format(what=action, why=terms.channel(step.channel))


def why(shown: Snapshot, customer_id: str | None) -> tuple[tuple[str, str, str], ...]:
    """Why the buyer stands where it stands: reasons with what each adds, their sum, and the next step."""
    place = shown.work.placed.get(customer_id) if customer_id else None
    if place is None:
        return ()
    entry = shown.assessed.of(place.customer_id)
    waiting = (*waiting_line(entry.account), *proposal_lines(entry, shown.me))
    if isinstance(place, Held):
        placed = (("", reason_sentence(reason), "") for reason in pinned(shown.assessed.of(place.customer_id)))
        return (held_line(place), *placed, *waiting)
    step = place.step
    lines = [(_part(reason), reason_sentence(reason), _tone(reason)) for reason in place.reasons]
    lines.append((figures.amount(place.value_per_day), _("{base} a day of waiting, together").format(base=shown.book.base), ""))
    told = call_line(shown.assessed.of(place.customer_id), step)
    lines[:0] = [("", told, "muted")] if told else []
    if step.reason is not None and step.reason not in place.reasons:
        lines.append(("", reason_sentence(step.reason), "muted"))
    return (("->", step_line(step), "heading"), *waiting, *lines)


def _part(reason: Reason) -> str:
    return figures.amount(reason.amount) if reason.amount is not None else ""


def _tone(reason: Reason) -> str:
    return "warning" if reason.code.startswith(("alert_", "clock_")) else ""


def held(shown: Snapshot) -> Table:
    """Buyers left alone today, with the reason and the day of return."""
    shape = (
        Column("name", _("Buyer"), 24),
        Column("reason", _("Held because"), 24, grows=True),
        Column("until", _("Until"), 10),
    )
    rows = tuple(
        Row(h.customer_id, (_name(shown.assessed.by_id[h.customer_id]), _because(h), figures.day(h.until)))
        for h in shown.work.held
    )
    return Table(shape, rows, _("Nobody is held."))


def held_line(place: Held) -> tuple[str, str, str]:
    """Why a buyer is left alone, and until when."""
    until = _("until {day}").format(day=figures.day(place.until)) if place.until else ""
    return (_("Held"), _because(place, until), "muted")


def _because(place: Held, until: str = "") -> str:
    """Why a buyer is left alone, with what whoever put it aside gave as the reason."""
    word = f"{terms.held_reason(place.reason)} {until}".strip()
    if place.times > 1:
        word = _("{what}, {n} times in a year").format(what=word, n=place.times)
    return _("{what}: {why}").format(what=word, why=figures.safe(place.why)) if place.why else word


def _name(entry: Assessment) -> str:
    return figures.safe(entry.account.customer.name)


def clock_line(clock: Clock) -> str:
    """A clock as its name, its day, what is left in working days of the right country, and its doubt."""
    facts = {"clock": terms.clock_kind(clock.kind), "day": figures.day(clock.due_on), "days": clock.slack}
    if clock.working_slack is None:
        line = _("{clock} {day} ({days} days)").format(**facts)
    else:
        line = _("{clock} {day} ({worked}, {days} days)").format(**facts, worked=_worked(clock.working_slack, clock.working_in))
    return _("{line}; {doubt}").format(line=line, doubt=terms.clock_doubt(clock.doubt)) if clock.doubt else line


def _worked(count: int, country: str) -> str:
    """So many working days of a country; of one nobody wrote down, so many weekdays."""
    if country == WEEKDAYS:
        return plural("{n} weekday", "{n} weekdays", count).format(n=count)
    text = plural("{n} working day {country}", "{n} working days {country}", count)
    return text.format(n=count, country=figures.safe(country))
