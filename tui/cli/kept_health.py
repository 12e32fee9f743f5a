"""What `doctor` says of the records kept of asking: whose they are, charges nobody is sure of, keys that were refused."""

from tui.cli.exits import Exit
from tui.cli.opening import Opening
from tui.cli.providing import row_of
from wording import figures
from wording.words import _, plural

__all__ = ["records_check"]


def records_check(opened: Opening) -> tuple[str, Exit]:
    """Charges in doubt and refused keys are told and are no damage; records others can read are not well."""
    folder = opened.places.records
    if opened.arguments.demo or not folder.exists():
        return _("nothing kept of asking providers yet"), Exit.DONE
    told: list[str] = []
    for provider in opened.providers():
        row = row_of(opened.records(), provider.info)
        name = figures.safe(provider.info.name)
        if row.doubtful:
            doubt = plural(
                "{name}: {n} call may have been charged; compare its invoice, then say so: dunnage providers settle",
                "{name}: {n} calls may have been charged; compare its invoice, then say so: dunnage providers settle",
                row.doubtful,
            )
            told.append(doubt.format(name=name, n=row.doubtful))
        if row.refused_at is not None:
            told.append(_("{name}: its key was refused and is not tried again").format(name=name))
    lost = opened.records().key_lost
    if lost:
        told.append(_("local.key is damaged, missing or another one: put it back, or say `dunnage providers anew`"))
    mode = folder.stat().st_mode & 0o077
    if mode:
        told.append(_("others may read {path}: chmod 700").format(path=folder))
    return "; ".join(told) or _("the owner's alone"), Exit.USAGE if mode or lost else Exit.DONE
