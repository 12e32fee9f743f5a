"""What is said of tables that are brought up to date: rates of exchange and country risk."""

from datetime import date
from decimal import Decimal

from credit.country import CountryRisk
from wording import figures
from wording.sentence import says
from wording.words import _

__all__ = ["TABLES", "TABLE_NOTES", "change_told", "off_rate", "refusal"]

TABLES = {
    "rates_refused": says("These are no rates of exchange that can be used ({detail}). Nothing was taken."),
    "rates_refused:not_a_table": says(
        "This is no table of rates ({detail}). Give the bank's history (eurofxref-hist), or an extract of its data portal."
    ),
    "rates_refused:bad_day": says('"{detail}" is no day in this table of rates. Nothing was taken; fetch it again.'),
    "rates_refused:bad_rate": says('"{detail}" is no rate above zero. Nothing was taken; fetch it again.'),
    "rates_refused:other_base": says("The rates are not against the euro ({detail}). Nothing was taken; ask for base EUR."),
    "rates_refused:nothing_in_it": says("There is no rate in it. Nothing was taken; look at the source."),
    "rates_refused:too_large": says("It is too large for a table of rates. Nothing was taken; check which file it is."),
    "rates_refused:unreadable": says("The table of rates cannot be read. Fetch it again, as CSV or in the zip it comes in."),
    "table_unreadable": says("{path} cannot be read ({why}). Check its name and its permissions."),
    "rates_off": says(
        "{off} of {of} currencies lie far from what is known ({currency} {rate}, known {known}). It is no table against the euro;"
        " nothing was taken."
    ),
    "table_not_saved": says("{path} could not be written ({why}). What stood there stands; make room, or mend its permissions."),
    "countries_refused": says("This is no publication of country risk that can be used ({detail}). Nothing was taken."),
    "countries_refused:unreadable": says("The table cannot be read ({detail}). Save it as UTF-8."),
    "countries_refused:not_a_table": says(
        "This is no table of country risk ({detail}). It needs the columns country or iso3, and class or crc."
    ),
    "countries_refused:no_day": says("Nobody says of which day this publication is. Give --published DATE, as its heading says."),
    "countries_refused:two_days": says("The table speaks of several days of publication ({detail}). Give one file for each."),
    "countries_refused:ahead": says("The publication of {detail} is still to come. Check the date."),
    "countries_refused:older": says("A later publication is known, of {detail}. Nothing was taken."),
    "countries_refused:mostly_off": says(
        "More than a third of the countries cannot be right ({detail}). Is another column taken for the class? Nothing was taken."
    ),
}
"""Sentences of the faults; none of them leaves anything half done."""

TABLE_NOTES = {
    "countries_file_damaged": says(
        "From here on the classes of countries cannot be read: a cell is longer than any cell of such a table."
        " What stands before counts."
    ),
    "rates_file_damaged": says(
        "The rates that were fetched cannot be read; those that came with the program are used. Remove the file and fetch anew."
    ),
}


def off_rate(currency: str, day: date, rate: Decimal, known: Decimal, known_on: date) -> str:
    """A rate that was refused, and what would take it."""
    told = _(
        "{currency}: {rate} on {day} lies more than a fifth from {known} on {known_on}. Left out;"
        " if it is so, say --accept {currency}."
    )
    days = {"day": figures.day(day), "known_on": figures.day(known_on)}
    return told.format(currency=figures.safe(currency), rate=rate, known=known, **days)


def refusal(why: str, country: str) -> str:
    """Why a country is left as it was, and what would take the file's word."""
    told = {
        "zero_from_nothing": _("{country} had no class, and none is not 0. Left out; if it is so, say --accept {country}."),
        "far_move": _("{country} would move by more than two classes at once. Left out; if it is so, say --accept {country}."),
        "class_lost": _(
            "{country} had a class, and the file says neither which nor why it has none. Left out; if it is so, say --accept"
            " {country}."
        ),
    }[why]
    return told.format(country=figures.safe(country))


def change_told(before: CountryRisk, now: CountryRisk) -> str:
    """How a country's class moved."""
    return f"{_class(before)} → {_class(now)}"


def _class(risk: CountryRisk) -> str:
    return risk.status.replace("_", " ") if risk.risk_class is None else str(risk.risk_class)
