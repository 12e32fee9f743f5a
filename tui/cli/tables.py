"""Commands of the tables that come with the program: rates of exchange and country risk, shown and brought up to date."""

from collections.abc import Sequence
from datetime import date

from credit.country import Countries, CountryRisk
from integrations.countries import RENEWED_DAYS as CLASSES_RENEWED
from integrations.countries import read_countries
from integrations.countries_refresh import Taken, parse_publication
from integrations.countries_refresh import take as take_publication
from integrations.rates import RENEWED_DAYS as RATES_RENEWED
from integrations.rates import read_rates
from integrations.rates_source import SERVICE, Refreshed, asked, last_day, read, take
from integrations.table_source import table_bytes
from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from tui.plain import facts_text
from wording import figures, report_terms
from wording.faults import problem as problem_sentence
from wording.listing import clauses
from wording.table_trouble import change_told, off_rate, refusal
from wording.words import _

__all__ = ["countries", "rates", "tables_check"]


def rates(opened: Opening) -> Exit:
    """What each currency was worth last, or newer rates fetched from a service or read from a file of the bank's."""
    a = opened.arguments
    known, problems = read_rates(opened.places.rates)
    opened.problems += problems
    if not a.what:
        rows = [(name, series.days[-1], series.values[-1]) for name, series in sorted(known.series.items())]
        if a.json:
            shown = [{"currency": name, "on": on, "for_one_euro": str(rate)} for name, on, rate in rows]
            write_json({"source": known.source, "last": last_day(known), "currencies": shown})
        else:
            write_text(_dated([(name, str(rate), on) for name, on, rate in rows]))
        return Exit.DONE
    if problems:
        for problem in problems:
            narrate(problem_sentence(problem))
        opened.problems = ()
        return Exit.REFUSED
    on = a.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day
    told = read(a.file) if a.file else asked(known, on, a.url or SERVICE)
    return _tell_rates(opened, take(told, known, opened.places.rates, on, _capitals(a.accept)))


def _capitals(words: list[str]) -> frozenset[str]:
    return frozenset(word.upper() for word in words)


def _tell_rates(opened: Opening, done: Refreshed) -> Exit:
    """Say what came in; a rate nobody believes by itself ends the command as refused input, the others stand."""
    new = done.judged
    for wrong in new.off:
        narrate(off_rate(wrong.currency, wrong.day, wrong.rate, wrong.known, wrong.known_on))
    if new.unchecked:
        narrate(_("Nothing was known of {currencies}, so nothing was compared.").format(currencies=", ".join(new.unchecked)))
    if new.ahead:
        narrate(_("{n} rates of days still to come were left out.").format(n=new.ahead))
    if opened.arguments.json:
        write_json(
            {
                "before": done.before,
                "last": done.last,
                "source_last": done.told,
                "added": sum(map(len, new.added.values())),
                "currencies": sorted(new.added),
                "refused": [
                    {"currency": w.currency, "on": w.day, "rate": str(w.rate), "known": str(w.known), "known_on": w.known_on}
                    for w in new.off
                ],
                "unchecked": list(new.unchecked),
                "path": opened.places.rates if done.saved else None,
            }
        )
    elif not done.saved:
        told = _("Nothing new: the source ends on {told}, and {last} is known.")
        write_text(told.format(told=figures.day(done.told), last=figures.day(done.before)) + "\n")
    else:
        told = _("Rates through {last}, of {n} currencies; before, the table ended on {before}.")
        ends = {"last": figures.day(done.last), "before": figures.day(done.before)}
        write_text(told.format(n=len(new.added), **ends) + "\n")
    return Exit.REFUSED if new.off else Exit.DONE


def countries(opened: Opening) -> Exit:
    """The classes that count, or a later publication taken in from a file."""
    a, folder = opened.arguments, opened.places.countries
    known, problems = read_countries(folder)
    opened.problems += problems
    on = a.as_of or date.today()  # noqa: DTZ011 - the user's own calendar day
    if not a.what:
        return _tell_classes(opened, known, on)
    if not a.file:
        narrate(_("Name a table of it: dunnage countries refresh FILE. The OECD itself publishes a PDF."))
        return Exit.USAGE
    told = parse_publication(table_bytes(a.file), a.file, a.published, known)
    return _tell_publication(opened, take_publication(told, known, folder, on, a.accept))


def _tell_classes(opened: Opening, known: Countries, on: date) -> Exit:
    rows = [(country, risk) for country in sorted(known.risks) if (risk := known.at(country, on))]
    if opened.arguments.json:
        told = [
            {"country": country, "class": risk.risk_class, "status": risk.status, "published_on": risk.published_on}
            for country, risk in rows
        ]
        write_json({"source": known.source, "countries": told})
    else:
        write_text(_dated([(country, _class(risk), risk.published_on) for country, risk in rows]))
    return Exit.DONE


def _class(risk: CountryRisk) -> str:
    return report_terms.value(risk.status) if risk.risk_class is None else str(risk.risk_class)


def _dated(rows: Sequence[tuple[str, str, date]]) -> str:
    """Name, value and the day it is of, each under the others."""
    room = max((figures.width(value) for _name, value, _on in rows), default=0)
    return facts_text([(name, f"{figures.pad(value, room)}  {figures.day(on)}", "") for name, value, on in rows])


def tables_check(opened: Opening) -> tuple[str, Exit]:
    """How old the tables that come with the program are; one to which a later publication must be there says how to get it."""
    today = date.today()  # noqa: DTZ011 - the user's own calendar day
    known, _problems = read_rates(opened.places.rates)
    classes, _problems = read_countries(opened.places.countries)
    last, published = last_day(known), max(told[-1].published_on for told in classes.risks.values())
    rates_told = _("rates of exchange of {day}").format(day=figures.day(last))
    if (today - last).days > RATES_RENEWED:
        rates_told = _("{what}, {n} days old: dunnage rates refresh").format(what=rates_told, n=(today - last).days)
    told = _("country classes of {day}").format(day=figures.day(published))
    if (today - published).days > CLASSES_RENEWED:
        told = _("{what}, {n} days old: dunnage countries refresh FILE").format(what=told, n=(today - published).days)
    return clauses((rates_told, told)), Exit.DONE


def _tell_publication(opened: Opening, done: Taken) -> Exit:
    """Say what moved; a country that was left as it was, or a row that cannot be read, ends the command as refused input."""
    for problem in done.problems:
        narrate(problem_sentence(problem))
    for country, why in done.refused:
        narrate(refusal(why, country))
    if opened.arguments.json:
        changed = [
            {"country": country, "before": before.risk_class, "class": now.risk_class, "status": now.status}
            for country, before, now in done.changed
        ]
        refused = [{"country": country, "reason": why} for country, why in done.refused]
        days = {"before": done.before, "published_on": done.published_on}
        write_json({**days, "changed": changed, "refused": refused, "path": done.path})
    elif done.path is None:
        write_text(_("Nothing new: all of it is known.") + "\n")
    else:
        lines = [(country, change_told(before, now), "") for country, before, now in done.changed]
        write_text(_("Written to {path}.").format(path=done.path) + "\n" + facts_text(lines))
    return Exit.REFUSED if done.refused or done.problems else Exit.DONE
