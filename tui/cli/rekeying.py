"""The key that marks buyers in the ledger of what is spent: what is said where it is lost, and how to go on without it."""

from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.output import narrate, write_json, write_text
from wording.words import _

__all__ = ["begun_anew", "key_told"]


def key_told(opened: Opening) -> Exit:
    """Say that the key is lost; the code of a provider that cannot be asked."""
    if not opened.records().key_lost:
        return Exit.DONE
    told = _(
        "local.key in {path} is damaged, missing or another one, so nothing that bills is sent. Put it back from a copy, or say "
        "`dunnage providers anew`."
    )
    narrate(told.format(path=opened.places.records))
    return Exit.PROVIDER


def begun_anew(opened: Opening) -> Exit:
    """Go by the key that is there, or by a new one: what was asked before is not recognised any more."""
    records = opened.records()
    if not records.key_lost:
        narrate(_("The key of the records is the one they were made with, so there is nothing to begin anew."))
        return Exit.USAGE
    waiting = [spent for spent in records.spending.entries() if spent.doubtful or spent.state == "ordered"]
    try:
        records.begin_anew()
    except OSError:
        told = _("The records in {path} cannot be written. Mend the permissions there.")
        narrate(told.format(path=opened.places.records))
        return Exit.LOCKED
    if opened.arguments.json:
        write_json({"begun_anew": True, "not_recognised": [spent.id for spent in waiting]})
        return Exit.DONE
    write_text(_("The records go by another key from now on. Buyers asked about before count as not asked.") + "\n")
    if waiting:
        told = _("Not recognised by their buyers any more, and no longer in the way of an order: {ids}.")
        narrate(told.format(ids=", ".join(spent.id for spent in waiting)))
    return Exit.DONE
