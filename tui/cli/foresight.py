"""Commands that look ahead."""

from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import write_csv, write_json, write_table, write_text
from tui.plain import facts_text
from tui.views.cash import cash_foreseen, cash_lines, cash_record, cash_rows, cash_table
from tui.views.forecast import forecast_lines, forecast_record, forecast_rows, forecast_table, foreseen

__all__ = ["forecast"]


def forecast(opened: Opening) -> Exit:
    """When every open invoice will be paid."""
    if opened.arguments.weeks:
        return _weeks(opened)
    found = foreseen(opened.desk().glance())
    if opened.arguments.json:
        write_json(forecast_record(found))
    elif opened.arguments.csv:
        write_csv(forecast_rows(found))
    else:
        write_text(facts_text(forecast_lines(found)) + "\n")
        write_table(forecast_table(found))
    return Exit.DONE


def _weeks(opened: Opening) -> Exit:
    found = cash_foreseen(opened.desk().glance())
    if opened.arguments.json:
        write_json(cash_record(found))
    elif opened.arguments.csv:
        write_csv(cash_rows(found))
    else:
        write_text(facts_text(cash_lines(found)) + "\n")
        write_table(cash_table(found))
    return Exit.DONE
